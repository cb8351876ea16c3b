"""What goes out: a broadcast under the platform's limits with private answers in the middle (and memory all the while), how
fast letters are handed over when the platform sets no limit, how long WeChat waits for its answer, votes over several
processes.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx
import psutil
import sqlalchemy as sa

import bot  # noqa: F401 (what it spares httpx it spares the bare calls too)
from config.limits import telegram_limits
from config.values import Text, saying
from models.database import Database, RowSession, new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Delivery, Kind
from models.people.tables import Account, Person
from tests.bench.house import DATA
from tests.bench.running import HOOK, answering, free_port, product, reachable, votes
from tests.bench.wire import Client, Platform, _length, flood, line, percentile

WECHAT_TOKEN = "aTokenOfTheBench"
_PLATFORM, _AT_REST = 5.0, 0.1
_READERS = 50_000_000
_OVERALL, _BURST, _WINDOW = 30, 3, 3.0
"""What Telegram documents: 30 a second to all; one a second to a chat, in our reading three in three seconds."""


@dataclass
class StrictPlatform(Platform):
    """Refuses with 429 what exceeds the documented limits."""

    floods: int = 0
    _all: deque[float] = field(default_factory=deque)
    _by_chat: dict[int, deque[float]] = field(default_factory=dict)

    def _refused(self, chat: int) -> bool:
        now = time.perf_counter()
        own = self._by_chat.setdefault(chat, deque())
        for times, window in ((self._all, 1.0), (own, _WINDOW)):
            while times and times[0] <= now - window:
                times.popleft()
        if len(self._all) >= _OVERALL or len(own) >= _BURST:
            self.floods += 1
            return True
        self._all.append(now)
        own.append(now)
        return False


def crowd(session: RowSession, channel: str, first: int, count: int, text: str) -> None:
    """So many people of this channel, and one letter to all of them."""
    now = datetime.now(UTC)
    persons = [{"id": new_id(), "spoken_name": "", "lang": "zh-CN", "created_at": now} for _ in range(count)]
    session.execute(sa.insert(Person), persons)
    accounts = [
        {
            "id": new_id(),
            "channel": channel,
            "external": str(first + n),
            "person_id": persons[n]["id"],
            "shown_name": "",
            "private_since": now,
            "window_until": now + timedelta(hours=48),
            "window_left": 5,
        }
        for n in range(count)
    ]
    session.execute(sa.insert(Account), accounts)
    draft = Draft(Kind.NOTICE, saying("desk-rest", text=Text(text)), at_once=True)
    letter = post.write(session, draft, now)
    copies = [
        {
            "id": new_id(), "letter_id": letter, "channel": channel, "chat": each["external"],
            "account_id": each["id"], "priority": 3, "state": "queued", "tries": 0,
        }
        for each in accounts
    ]  # fmt: skip
    session.execute(sa.insert(Delivery), copies)


async def broadcast(url: str, key: str, count: int) -> None:
    """To `count` chats; every five seconds somebody else asks a private question."""
    platform = StrictPlatform()
    api = await platform.start()
    database = Database(url)
    database.run_now(crowd, "telegram", _READERS, count, "【停水】明天 9:00–17:00 停水，请提前储水。")
    database.close()
    port, waits, sizes = free_port(), [], []
    with product(url, key, api, port) as ours:
        await reachable(port)
        process = psutil.Process(ours.pid)
        await until(lambda: bool(platform.arrived), 120)
        asked = 0
        while len(platform.arrived) - asked < count:
            await asyncio.sleep(5)
            sizes.append(process.memory_info().rss / 2**20)
            user, asked = 60_000_000 + asked, asked + 1
            waits.append(await _asks(port, platform, user, 30_000_000 + asked))
    await platform.stop()
    moments = [times[0] for chat, times in platform.arrived.items() if _READERS <= chat < _READERS + count]
    took, allowed = max(moments) - min(moments), telegram_limits().broadcast_per_second
    rate = (count - 1) / took
    print(f"\nBroadcast to {count} Telegram chats, the platform enforces 30/s to all and 3 in 3 s to one")
    print(f"  achieved {rate:.2f}/s of {allowed}/s we allow ourselves: {rate / allowed:.3f}")
    print(f"  refused with 429: {platform.floods}; twice: {sum(len(each) > 1 for each in platform.arrived.values())}")
    print(f"  a private question in the middle: p50 {_ms(waits, 0.5)}, p99 {_ms(waits, 0.99)} ({len(waits)} asked)")
    tenths = [sizes[len(sizes) * n // 10] for n in range(1, 10)] + sizes[-1:]
    print(f"  memory in MiB after each tenth of {took / 60:.1f} min: {' '.join(f'{each:.0f}' for each in tenths)}")


async def _asks(port: int, platform: Platform, user: int, number: int) -> float:
    """Seconds until somebody who writes alone has the answer."""
    client = Client(port, HOOK)
    await client.open()
    sent = time.perf_counter()
    await client.post(line(number, user, "进度"))
    await until(lambda: user in platform.arrived, 10)
    client.close()
    return platform.arrived.get(user, [sent + 10])[-1] - sent


async def until(done: Callable[[], bool], seconds: float) -> None:
    """Returns when it is so, or when so many seconds are over."""
    ends = time.perf_counter() + seconds
    while not done() and time.perf_counter() < ends:  # noqa: ASYNC110 (what is watched is other processes' doing)
        await asyncio.sleep(0.002)


def _ms(values: Sequence[float], part: float) -> str:
    return f"{percentile(values, part) * 1000:.0f} ms"


class WeChatApi:
    """Answers the calls of the official account at once."""

    def __init__(self) -> None:
        self.sent = 0

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        self._server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(_length(head))
                path = head.split(b" ", 2)[1]
                self.sent += b"custom/send" in path
                body = b'{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200}'
                head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
                writer.write(head + body)
        except (asyncio.IncompleteReadError, ConnectionResetError, asyncio.CancelledError):
            writer.close()


def wechat_env(api: int) -> dict[str, str]:
    return {
        "YXM_WECHAT__APP_ID": "wx0123456789abcdef",
        "YXM_WECHAT__SECRET": "bench",
        "YXM_WECHAT__TOKEN": WECHAT_TOKEN,
        "YXM_WECHAT__API_BASE": f"http://127.0.0.1:{api}",
    }


async def drain(url: str, key: str, count: int) -> None:
    """Letters to `count` people of WeChat, where no pace holds us; beside it the same calls by httpx alone."""
    api = WeChatApi()
    base = await api.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{base}") as http:

        async def some(number: int) -> None:
            for _ in range(number):
                await http.post("/cgi-bin/message/custom/send", json={"touser": "x", "text": {"content": "x"}})

        began = time.perf_counter()
        await asyncio.gather(*(some(count // 20) for _ in range(20)))
        bare = count / (time.perf_counter() - began)
    api.sent = 0
    database = Database(url)
    database.run_now(crowd, "wechat", 80_000_000, count, "【停水】明天 9:00–17:00 停水，请提前储水。")
    database.close()
    telegram = Platform()
    port = free_port()
    with product(url, key, await telegram.start(), port, **wechat_env(base)):
        await reachable(port)
        await until(lambda: api.sent > 0, 120)
        first, began = api.sent, time.perf_counter()
        await until(lambda: api.sent >= count, 600)
        rate = (api.sent - first) / (time.perf_counter() - began)
    await api.stop()
    await telegram.stop()
    print(f"\nDelivery drain: {count} letters handed over where the platform sets no pace")
    print(f"  product {rate:.0f}/s, the bare calls {bare:.0f}/s: product/bare {rate / bare:.2f}")


async def callbacks(url: str, key: str, rates: Sequence[int], seconds: int) -> None:
    """How long WeChat waits for its answer, at so many messages a second of 400 people, a connection for each: one waits
    for no other.
    """
    api = WeChatApi()
    telegram = Platform()
    port = free_port()
    with product(url, key, await telegram.start(), port, **wechat_env(await api.start())) as ours:
        await reachable(port)
        process = psutil.Process(ours.pid)
        print("\nWeChat callback, one process: how long the platform waits (its limit: 5 s)")
        for number in range(400):
            await _told(port, number, number)
        for rate in rates:
            before, pushed = _spent(process), api.sent
            told = await _at(port, rate, seconds)
            await _quiet(process)
            each = (_spent(process) - before) / len(told)
            _report(rate, [wait for wait, _ in told], sum(now for _, now in told), each)
            print(f"    told later: {api.sent - pushed}")
    await api.stop()
    await telegram.stop()


def _report(rate: int, waits: Sequence[float], now: int, each: float) -> None:
    late = sum(wait > _PLATFORM for wait in waits)
    print(
        f"  {rate} messages/s: p50 {_ms(waits, 0.5)}, p99 {_ms(waits, 0.99)}, longest {_ms(waits, 1)}; longer than 5 s: {late}; "
        f"answered at once {now} of {len(waits)}; {each * 1000:.1f} ms of processor each, pushes included"
    )


def _spent(process: psutil.Process) -> float:
    return sum(process.cpu_times()[:2])


async def _quiet(process: psutil.Process) -> None:
    """Until what was put off is done."""
    busy = 1.0
    while busy > _AT_REST:
        before = _spent(process)
        await asyncio.sleep(1)
        busy = _spent(process) - before


async def _at(port: int, rate: int, seconds: int) -> list[tuple[float, bool]]:
    """For each message how long it took, and whether it had its answer; the health of the process is asked all the while."""
    began, tasks, health = time.perf_counter(), [], []
    for n in range(rate * seconds):
        await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(_told(port, rate * 1_000_000 + n, n % 400)))
        if n % rate == 0:
            health.append(asyncio.create_task(_called(port, "GET", "/health/live", b"")))
    sending = time.perf_counter() - began
    told = await asyncio.gather(*tasks)
    alive = [wait for wait, _ in await asyncio.gather(*health)]
    print(f"  {len(tasks) / sending:.0f}/s sent; /health/live meanwhile: longest {_ms(alive, 1)}")
    return told


async def _told(port: int, number: int, who: int) -> tuple[float, bool]:
    stamp, nonce = str(int(time.time())), str(number)
    signature = hashlib.sha1("".join(sorted((WECHAT_TOKEN, stamp, nonce))).encode()).hexdigest()  # noqa: S324
    body = (
        f"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[bench{who}]]></FromUserName>"
        f"<CreateTime>{stamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[进度]]></Content>"
        f"<MsgId>{number}</MsgId></xml>"
    )
    query = urlencode({"signature": signature, "timestamp": stamp, "nonce": nonce})
    wait, answer = await _called(port, "POST", f"/wechat/callback?{query}", body.encode())
    return wait, answer != b"success"


async def _called(port: int, method: str, path: str, body: bytes) -> tuple[float, bytes]:
    """How long one call on a connection of its own took, and its answer."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), answer[:40]
    return time.perf_counter() - began, answer.partition(b"\r\n\r\n")[2]


async def several(url: str, key: str, count: int) -> None:
    """Votes a second over one, two and four web processes, with one worker, on PostgreSQL."""
    print("\nGroup votes over several web processes (PostgreSQL, one worker beside them)")
    single = 0.0
    for processes in (1, 2, 4):
        platform = Platform()
        api = await platform.start()
        ports = [free_port() for _ in range(processes)]
        with ExitStack() as running:
            running.enter_context(product(url, key, api, free_port(), role="worker"))
            for port in ports:
                running.enter_context(product(url, key, api, port, role="web"))
            for port in ports:
                await reachable(port)
                await answering(port, HOOK, DATA)
            base = processes * 100_000_000
            for at, port in enumerate(ports):
                await flood(port, HOOK, votes(200, DATA, base + at * 1_000_000), 8)
            began = time.perf_counter()
            share = count // processes
            floods = (
                flood(port, HOOK, votes(share, DATA, base + 50_000_000 + at * 1_000_000), 32 // processes)
                for at, port in enumerate(ports)
            )
            await asyncio.gather(*floods)
            rate = share * processes / (time.perf_counter() - began)
        await platform.stop()
        single = single or rate
        print(f"  {processes}: {rate:.0f} votes/s ({rate / single:.2f} of one)")
