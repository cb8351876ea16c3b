"""The doors of the platforms over one database, and all sorts of junk to throw at them.

Run as a program it throws the bombs, or what is in the folders named, and tells how much its memory grew.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import sqlalchemy as sa
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.sheets import UnreadableFile, read_sheets
from bot.telegram.polling import Polling
from bot.telegram.service import TelegramService
from bot.telegram.webhook import PATH as TELEGRAM_PATH
from bot.telegram.webhook import SECRET_HEADER
from bot.telegram.wire import TelegramBot
from bot.wechat.channel import WeChatChannel
from bot.wechat.door import PATH as WECHAT_PATH
from bot.wechat.door import callback_route
from bot.wechat.envelope import Envelope
from models import load_tables
from models.database import Database
from models.disclosures.ledgers import WrongFile as WrongLedger
from models.disclosures.ledgers import read_ledger
from models.migrations.triggers import create_triggers
from models.people.rosters import WrongFile as WrongRoster
from models.people.rosters import read_roster
from tests.fakes.telegram import Telegram
from tests.fakes.wechat import WeChat
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)
from tests.wire.telegram_stage import SECRET, enclose
from tests.wire.wechat_stage import AES_KEY

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
_ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
XML_BOMBS = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{_ENTITIES}]><xml><Content>&l11;</Content></xml>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 30_000}">]><xml><Content>{"&a;" * 9_000}</Content></xml>',
    "deep": "<xml>" + "<a>" * 21_000,
    "closed": "<xml>" + "<a>" * 9_000 + "</a>" * 9_000 + "</xml>",
    "wide": "<xml>" + "<a/>" * 16_000 + "</xml>",
    "attributes": "<xml " + " ".join(f'a{n}="{n}"' for n in range(5_000)) + "/>",
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]><xml/>',
    "encoding": '<?xml version="1.0" encoding="utf-16"?><xml><MsgType>text</MsgType></xml>',
}
JSON_BOMBS = {
    "deep": b"[" * (1 << 20),
    "deep objects": b'{"message":' * 90_000,
    "lists": b"[" + b"[]," * 340_000 + b"1]",
    "names": json.dumps({"update_id": 1, "message": {f"k{n}": n for n in range(60_000)}}).encode(),
    "digits": b'{"update_id":' + b"9" * 1_000_000 + b"}",
    "float": b'{"update_id":1e999999,"message":{"message_id":1e400}}',
    "text": json.dumps({"update_id": 2, "message": {"message_id": 1, "text": "字" * 170_000}}).encode(),
    "entities": json.dumps({"update_id": 3, "message": {"text": "x", "entities": [{"offset": 0}] * 40_000}}).encode(),
    "late": b'{"update_id":4,"message":' + b" " * ((1 << 20) - 30) + b"{}}",
}
SHEET_BOMBS = {
    "rows": b"a\n" * (10 << 20),
    "columns": ("字" * 30 + ",").encode() * 220_000,
    "homes": "幢,单元,室,业主,电话,面积\n".encode() + "3,2,501,张三,13800000001,89.20\n".encode() * 1_000,
    "accounts": "日期,摘要,收入,支出,余额\n".encode() + "2025-01-02,停车费,12.00,,12.00\n".encode() * 1_000,
    "one cell": "🏢".encode() * 5_000_000,
    "quotes": b'"a""' * 5_000_000,
}


@dataclass
class Edge:
    http: httpx.AsyncClient
    telegram: TelegramService
    wechat: WeChat

    async def update(self, body: bytes) -> int:
        return (await self.http.post(TELEGRAM_PATH, headers={SECRET_HEADER: SECRET}, content=body)).status_code

    async def poll(self, updates: list[object]) -> int:
        return await Polling(self.telegram.bot, self.telegram.channel, seconds=0, sleep=_awake)._take_all(updates)

    async def callback(self, xml: bytes, *, sealed: bool) -> int:
        if not sealed:
            return (await self.http.post("/plain", params=self.wechat.query(), content=xml)).status_code
        query, body = self.wechat.sealed(xml.decode(errors="replace"))
        return (await self.http.post(WECHAT_PATH, params=query, content=body)).status_code


async def _awake(_seconds: float) -> None:
    raise AssertionError("a poll was put off")


@asynccontextmanager
async def edge(database: Database) -> AsyncIterator[Edge]:
    world, wechat = Telegram(pacing=False), WeChat(lambda: NOW, aes_key=AES_KEY)
    channel = WeChatChannel(Dispatch(database, lambda: NOW))
    sealed, plain = (Envelope(wechat.token, wechat.app_id, key) for key in (AES_KEY, ""))
    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        service = TelegramService(bot, Dispatch(database, lambda: NOW), enclose)
        doors = [
            service.route(SECRET),
            callback_route(channel, sealed, lambda: NOW),
            callback_route(channel, plain, lambda: NOW, "/plain"),
        ]
        transport = httpx.ASGITransport(Starlette(routes=doors))
        async with httpx.AsyncClient(transport=transport, base_url="http://estate.example") as http:
            yield Edge(http, service, wechat)


def read_table(data: bytes, name: str = "x.csv") -> None:
    """As a roster and as accounts; refused in words or read."""
    try:
        sheets = read_sheets(data, name)
    except UnreadableFile:
        return
    for sheet in sheets:
        for read in (read_roster, lambda rows: read_ledger(rows, 2025)):
            try:
                read(sheet.rows)
            except (WrongRoster, WrongLedger):
                continue


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak() -> int:
    """Kilobytes this process has held at most."""
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.partition("VmHWM:")[2].split()[0])


def _throws(folders: list[Path]) -> Iterator[tuple[str, Callable[[Edge], object]]]:
    xml = {} if folders else {f"bomb {name}": text.encode() for name, text in XML_BOMBS.items()}
    updates = {} if folders else {f"bomb {name}": body for name, body in JSON_BOMBS.items()}
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.iterdir())
        for path in files:
            if path.suffix == ".jsonl":
                lines = path.read_text("utf-8").splitlines()
                told = (json.dumps(json.loads(line)["update"]).encode() for line in lines)
                updates |= {f"{path.name}:{n}": body for n, body in enumerate(told)}
            elif path.suffix != ".json":
                xml[path.name] = path.read_bytes()
    for name, body in updates.items():
        yield f"telegram {name}", lambda edge, body=body: edge.update(body)
    for sealed in (False, True):
        for name, body in xml.items():
            yield f"wechat {name} {sealed}", lambda edge, body=body, sealed=sealed: edge.callback(body, sealed=sealed)


async def _thrown(database: Database, folders: list[Path]) -> dict[str, list[int]]:
    """What was thrown -> the status it got, and by how many kilobytes the peak of memory had grown by then."""
    found = {}
    async with edge(database) as doors:
        await doors.update(b'{"update_id":9}')
        await doors.callback(b"<xml/>", sealed=True)
        read_table("幢,单元,室,业主\n3,2,501,张三\n".encode())
        _forget_peak()
        before = _peak()
        for name, throw in _throws(folders):
            status = await throw(doors)  # type: ignore[misc]
            found[name] = [status, _peak() - before]
        for name, data in () if folders else SHEET_BOMBS.items():
            await asyncio.to_thread(read_table, data)
            found[f"table {name}"] = [0, _peak() - before]
    return found


def empty_database(path: Path) -> Database:
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        load_tables().create_all(connection)
        create_triggers(connection)
    engine.dispose()
    return Database(f"sqlite:///{path}")


def main() -> None:
    from models.database import Keyring, new_key, use_keys

    use_keys(Keyring((new_key(),)))
    folder = Path(sys.argv[1])
    opened = empty_database(folder / "edge.sqlite3")
    try:
        print(json.dumps(asyncio.run(_thrown(opened, [Path(each) for each in sys.argv[2:]]))))
    finally:
        opened.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
