"""The stage with Telegram before it: every line of a transcript is an update of the fake, every answer a call it took.

The process is started anew before every line, so whatever was not acknowledged comes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import sqlalchemy as sa
from sqlmodel import col, select
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.telegram.pacing import Pacing
from bot.telegram.polling import Polling
from bot.telegram.service import TelegramService
from bot.telegram.webhook import open_webhook
from bot.telegram.wire import TelegramBot
from config.channels import TELEGRAM
from config.values import Text, saying
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Paper, Parcel
from models.letters.tables import Delivery, FileKind, Kind, State
from models.people.tables import Account
from models.rooms import Room, find_room
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
        if call.method == "sendMediaGroup":
            self.written.append(f"{name}< (album {len(call.answer['result'])})")
            return
        mark = "≡" if call.method == "editMessageText" else "<"
        file = " (file)" if call.method in ("sendPhoto", "sendDocument") else ""
        first, *more = f"{call.text}{file}".split("\n")
        self.written += [f"{name}{mark} {first}", *(f"  {line}" for line in more)]
        labels = [each["text"] for each in buttons(call.answer.get("result", {})) if "callback_data" in each]
        if labels and not labels[0].isdecimal():  # a list: its numbers stand before its lines
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


SCENE = (
    ("estate", "四季家园(SJ) duty=62770001"),
    ("people", "张桂芬=业主 3-2-501, 王磊=业主 5-1-302, 李梅=专职秘书 @ 四季家园(SJ)"),
    ("room", "业主群 owners @ 四季家园(SJ)"),
)


class Scene(TelegramStage):
    """One database, open throughout."""

    def __init__(self, database: Database) -> None:
        super().__init__(lambda: database)
        self.database = database

    async def set(self) -> Scene:
        for word, rest in SCENE:
            await self._order(self.database, Order(word, rest, ""))
        return self

    async def says(self, who: str, text: str, room: str = "") -> list[str]:
        """What was written down since."""
        before = len(self.written)
        await self._say(self.database, Say(who, room, text, ""))
        return self.written[before:]

    async def goes_on(self) -> list[str]:
        before = len(self.written)
        await self.exchange(self.database)
        return self.written[before:]

    def letter(self, name: str, text: str, kind: Kind = Kind.NOTICE) -> None:
        """Promise a letter to a person or a room."""
        words = Draft(kind, saying("desk-own-words", words=Text(text)))
        self.database.run_now(_promise, self.number(name), words, self.now)

    def number(self, name: str) -> str:
        return str(self.groups[name].id if name in self.groups else self.people[name].id)

    def states(self, name: str) -> list[State]:
        return self.database.read_now(_states, self.number(name))

    def texts(self, name: str) -> list[str]:
        chat = self.groups[name] if name in self.groups else self.people[name].private_chat
        return [message.get("text", "") for message in chat.heard()]


def _promise(session: RowSession, external: str, draft: Draft, now: object) -> None:
    room = find_room(session, "telegram", external)
    if room is not None:
        post.post(session, room, draft, now)
        return
    account = session.exec(select(Account).where(Account.external == external)).one()
    post.send(session, draft, [account], now)


def _states(session: RowSession, chat: str) -> list[State]:
    return list(session.exec(select(Delivery.state).where(Delivery.chat == chat).order_by(col(Delivery.id))))
