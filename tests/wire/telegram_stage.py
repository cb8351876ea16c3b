"""The stage with Telegram before it: every line of a transcript is an update of the fake, every answer a call it took.

The process is started anew before every line, so whatever was not acknowledged comes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import sqlalchemy as sa
from sqlmodel import col
from starlette.applications import Starlette

from bot.channels import TELEGRAM
from bot.dispatch import Dispatch
from bot.telegram.pacing import Pacing
from bot.telegram.polling import Polling
from bot.telegram.service import TelegramService
from bot.telegram.webhook import open_webhook
from bot.telegram.wire import TelegramBot
from models.database import Database, RowSession
from models.letters.shapes import Paper, Parcel
from models.letters.tables import FileKind
from models.people.tables import Account
from models.rooms import Room
from tests.fakes.telegram import Call, Chat, Person, Telegram, buttons, picture
from tests.stage.script import Order, Say
from tests.stage.stage import Stage

SECRET = "a-secret-of-the-door"
ADDRESS = "https://estate.example/telegram/webhook"
_ENCLOSED = re.compile(r"^\((photo|voice|file|scan)\s*([^)]*)\)\s*(.*)$", re.DOTALL)


async def enclose(paper: Paper, parcel: Parcel) -> tuple[bytes, str, FileKind]:
    """What the courier encloses here: a picture for every kept file, a few bytes for every paper."""
    del parcel
    return (b"%PDF", f"{paper.name}.pdf", FileKind.FILE) if paper.name else (picture(), "photo.jpg", FileKind.PHOTO)


class TelegramStage(Stage):
    """`webhook`: updates are pushed through the real route; else polled."""

    def __init__(self, reopen: Callable[[], Database], *, webhook: bool = False) -> None:
        super().__init__(reopen, TELEGRAM)
        self.webhook = webhook
        self.lag = 0.0
        self.world = Telegram(now=self.clock)
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Chat] = {}
        self.told = 0
        self.service: TelegramService | None = None

    def clock(self) -> datetime:
        """The stage's time, and what the courier has waited."""
        return self.now + timedelta(seconds=self.lag)

    async def sleep(self, seconds: float) -> None:
        self.lag += seconds
        self.world.clock.tick()

    def begin(self, database: Database) -> TelegramService:
        """A process of its own."""
        bot = TelegramBot(self.world.token, requests=(self.world.request(), self.world.request()))
        pacing = Pacing(time=lambda: self.clock().timestamp(), sleep=self.sleep)
        return TelegramService(bot, Dispatch(database, lambda: self.now), enclose, pacing)

    async def exchange(self, database: Database) -> None:
        """What waits at Telegram reaches the bot, what the bot has to say reaches Telegram."""
        service = self.begin(database)
        await service.bot.initialize()
        await (self._pushed(service) if self.webhook else self._polled(service))
        await service.sender.drain()
        await service.bot.shutdown()
        self._write_down()

    async def _polled(self, service: TelegramService) -> None:
        polling = Polling(service.bot, service.channel, seconds=0)
        assert await polling.once() == len(self.world.inbox.pending())
        await polling.settle()

    async def _pushed(self, service: TelegramService) -> None:
        if self.world.inbox.webhook is None:
            await open_webhook(service.bot, ADDRESS, SECRET)
        app = Starlette(routes=[service.route(SECRET)])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:

            async def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
                answer = await client.post(url, headers=headers, content=body)
                return answer.status_code, answer.content

            await self.world.push(post)
        assert not self.world.inbox.pending()

    async def _order(self, database: Database, order: Order) -> None:
        await super()._order(database, order)
        if order.word == "people":
            for part in order.rest.rpartition("@")[0].split(","):
                name = part.strip().partition("=")[0]
                database.run_now(_known_as, Account, name, str(self.person(name, started=True).id))
        elif order.word == "room":
            name = order.rest.split()[0]
            self.groups[name] = self.world.group(name, *self.people.values(), bot="administrator")
            database.run_now(_known_as, Room, name, str(self.groups[name].id))

    async def _deliver(self, database: Database) -> None:
        await self.exchange(database)

    async def _say(self, database: Database, say: Say) -> None:
        self.act(say)
        await self.exchange(database)

    def person(self, name: str, *, started: bool = False) -> Person:
        if name not in self.people:
            self.people[name] = self.world.person(name, started=started)
            for group in self.groups.values():
                group.members[self.people[name].id] = "member"
        return self.people[name]

    def act(self, say: Say) -> None:
        """What the person does in the app."""
        who = self.person(say.who)
        chat = self.groups[say.room] if say.room else None
        found = _ENCLOSED.match(say.text)
        if say.text.startswith("[") and say.text.endswith("]"):
            who.press(say.text[1:-1], chat)
        elif found is not None:
            self._enclose(who, *found.groups())
        else:
            who.say(f"@{self.world.bot['username']} {say.text}" if chat else say.text, chat)

    def _enclose(self, who: Person, kind: str, amount: str, words: str) -> None:
        if kind == "scan":
            who.start(amount)
        elif kind == "voice":
            who.voice(seconds=int(amount))
        elif kind == "file":
            who.document(amount, b"PK", caption=words)
        else:
            who.photo(caption=words)

    def _write_down(self) -> None:
        names = {str(person.id): name for name, person in self.people.items()}
        names |= {str(chat.id): name for name, chat in self.groups.items()}
        for person in self.people.values():
            self.written += [f"{names[str(person.id)]}« {toast}" for toast in person.toasts]
            person.toasts.clear()
        calls, self.told = self.world.calls[self.told :], len(self.world.calls)
        for call in calls:
            if call.served and "chat_id" in call.params:
                self._write_call(names[call.params["chat_id"]], call)

    def _write_call(self, name: str, call: Call) -> None:
        mark = "≡" if call.method == "editMessageText" else "<"
        file = " (file)" if call.method in ("sendPhoto", "sendDocument") else ""
        first, *more = f"{call.text}{file}".split("\n")
        self.written += [f"{name}{mark} {first}", *(f"  {line}" for line in more)]
        labels = [each["text"] for each in buttons(call.answer["result"]) if "callback_data" in each]
        if labels and not labels[0].isdigit():  # a list: its numbers stand before its lines
            self.written.append("  " + " ".join(f"[{label}]" for label in labels))


def by_reader(transcript: str) -> list[tuple[str, dict[str, list[str]]]]:
    """A transcript without the order in which different readers were told: that is the sender's affair."""
    steps: list[tuple[str, dict[str, list[str]]]] = []
    reader = ""
    for line in transcript.splitlines():
        answer = re.match(r"^([^\s@<>«≡#]+)[<«≡]", line)
        if answer or line.startswith("  "):
            reader = answer.group(1) if answer else reader
            steps[-1][1].setdefault(reader, []).append(line)
        else:
            steps.append((line, {}))
    return steps


def _known_as(session: RowSession, table: type[Account | Room], name: str, number: str) -> None:
    session.exec(sa.update(table).where(col(table.external) == name).values(external=number))
