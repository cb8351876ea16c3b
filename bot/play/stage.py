"""Playing a transcript: each line goes through dispatch, what it caused through the sender, time through the calendar."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import boards
from bot.clock import ring_all, ring_due
from bot.dispatch import Dispatch
from bot.play import cast
from bot.play.script import Order, Say, ScriptError, Step, span
from bot.play.shelf import Shelf
from bot.rendering import Button, Message, compose, toast_text
from bot.sender import Sender
from config.channels import Traits
from models.database import Database
from models.letters.shapes import Enclosed, Incoming, Parcel, Told
from models.letters.tables import FileKind

RICH = Traits("stage", digest=3000)
POOR = Traits("stage", push=False, buttons=False, edits=False, toasts=False)
_CODE = re.compile(
    r"(?:(?<=邀请码 )|(?<=invitation )|(?<![0-9A-Za-z])(?=[0-9]*[A-F]))[0-9A-F]{10}(?![0-9A-Za-z])"
)  # ten figures alone could be a telephone number
_BINDING = re.compile(r"(?<=/bind )(?!123456)[0-9]{6}")
_ENCLOSED = re.compile(r"^\((photo|voice|file|scan|album|piece)\s*([^)]*)\)\s*(.*)$", re.DOTALL)
_START = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Heard:
    """One message as somebody (or a room) received it."""

    to: str
    message: Message
    mark: str
    listed: bool = False


@dataclass
class Theatre:
    """The courier of the stage: everything handed over is heard by its name."""

    traits: Traits
    heard: list[Heard] = field(default_factory=list)
    shown: dict[str, int] = field(default_factory=dict)

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        self.heard.append(Heard(parcel.chat, message, "<", parcel.listed))
        return str(len(self.heard))

    async def show_board(self, shown: boards.Shown) -> str:
        self.heard.append(Heard(shown.chat, shown.message, "<" if not shown.platform_id else "≡"))
        return shown.platform_id or str(len(self.heard))


class Stage:
    """`reopen` gives a database anew before every line: nothing may live in memory.

    `files` is the folder in which the files lie that are sent by name.
    """

    def __init__(self, reopen: Callable[[], Database], traits: Traits, files: Path | None = None) -> None:
        self.shelf = Shelf(files) if files else None
        self.sent_file = False
        self.reopen = reopen
        self.traits = traits
        self.now = _START.astimezone(UTC)
        self.theatre = Theatre(traits)
        self.offers: dict[str, list[Button]] = {}
        self.keys = itertools.count(1)
        self.written: list[str] = []
        self.heard: list[Heard] = []
        self.rooms: set[str] = set()
        self.code = ""

    async def play(self, steps: list[Step]) -> str:
        """The whole transcript as it really went."""
        for step in steps:
            self.written.append(step.line)
            database = self.reopen()
            try:
                await self._step(database, step)
            finally:
                database.close()
        return "\n".join(self.written).rstrip() + "\n"

    async def _step(self, database: Database, step: Step) -> None:
        if isinstance(step, Order):
            await self._order(database, step)
        elif isinstance(step, Say):
            if step.room and not self.traits.push:
                return
            self.now += timedelta(seconds=1)
            await self._say(database, step)

    async def _order(self, database: Database, order: Order) -> None:  # noqa: C901 (one case an order)
        match order.word:
            case "now":
                local = datetime.strptime(order.rest, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
                self.now = local.astimezone(UTC)
            case "estate":
                database.run_now(cast.make_estate, order.rest)
            case "people":
                database.run_now(cast.make_people, order.rest, self.traits.name, self.now)
            case "homes":
                database.run_now(cast.make_homes, order.rest)
            case "roster":
                database.run_now(cast.make_roster, order.rest, self.now)
            case "room":
                database.run_now(cast.make_room, order.rest, self.traits.name, self.now)
                self.rooms.add(order.rest.split()[0])
            case "wait":
                until = self.now + span(order.rest)
                while (due := await ring_due(database, self.now, until)) is not None:
                    self.now = due
                    await self._deliver(database)
                self.now = until
                await self._deliver(database)
            case "sleep":
                self.now += span(order.rest)
                await ring_all(database, self.now)
                await self._deliver(database)
            case "again":
                await self._again(database)
            case _:
                raise ScriptError(f"unknown order: {order.line}")

    async def _say(self, database: Database, say: Say) -> None:
        say = replace(say, text=say.text.replace("(code)", self.code))
        incoming = self._incoming(say)
        if incoming is None:
            await self._serve(database, self._typed(say.who, "更多", say.room))
            incoming = self._incoming(say)
        if incoming is None:
            raise ScriptError(f"{say.line}: no such choice among {self._labels(say)}")
        self.last = incoming
        await self._serve(database, incoming)
        if self.shelf is not None and (self.sent_file or any(self.shelf.has(each.name) for each in incoming.enclosed)):
            self.sent_file = True
            await self.shelf.keep(database, self.now)
            await self._deliver(database)

    async def _again(self, database: Database) -> None:
        """The platform redelivers the last message."""
        await self._serve(database, self.last)

    async def _serve(self, database: Database, incoming: Incoming) -> None:
        dispatch = Dispatch(database, lambda: self.now)
        served = await dispatch.serve(incoming, self.traits)
        if served.toast is not None:
            self._write(
                Heard(incoming.room or incoming.account, Message(toast_text(served.toast, self.now), (), ()), "«"),
                incoming.account,
            )
        given = []
        for parcel in served.answers:
            self._hear(parcel)
            message = compose(parcel, self.now, self.traits)
            self._write(Heard(parcel.chat, message, "<", parcel.listed))
            given.append((parcel.id, "", message.text))
        await dispatch.handed_over(given)
        await self._deliver(database)

    async def _deliver(self, database: Database) -> None:
        if not self.traits.push:
            return
        await Sender(database, self.theatre, lambda: self.now).drain()
        for heard in self.theatre.heard:
            self._write(heard)
        self.theatre.heard.clear()

    def _hear(self, parcel: Parcel) -> None:
        """Nobody on a stage may ever be told of the unforeseen."""
        if parcel.key == "desk-unforeseen":
            raise ScriptError("the unforeseen happened; see the log")

    def _write(self, heard: Heard, toasted: str = "") -> None:
        self.heard.append(heard)
        if heard.message.buttons:
            self.offers.setdefault(heard.to, []).extend(heard.message.buttons)
        name = toasted or heard.to
        labels = " ".join(f"[{each.label}]" for each in heard.message.buttons) if not heard.listed else ""
        papers = "".join(f" ({each.name or 'file'})" for each in heard.message.papers)
        codes = [*_CODE.findall(heard.message.text), *_BINDING.findall(heard.message.text)]
        self.code = next(iter(codes), self.code)
        text = heard.message.text
        for code in codes:
            text = text.replace(code, "(code)")
        first, *more = f"{text}{papers}".split("\n")
        self.written.append(f"{name}{heard.mark} {first}")
        self.written += [f"  {line}" for line in more]
        if labels and self.traits.buttons:
            self.written.append(f"  {labels}")

    def _labels(self, say: Say) -> list[str]:
        return [each.label for each in self.offers.get(say.room or say.who, [])]

    def _typed(self, who: str, text: str, room: str, **more: object) -> Incoming:
        return self._told(Told.SAID, who, text, room, **more)

    def _told(self, told: Told, who: str, text: str, room: str, **more: object) -> Incoming:
        key = f"k{next(self.keys)}"
        return Incoming("stage", key, told, who, self.now, text, room, room_title=room, name=who, **more)  # type: ignore[arg-type]

    def _incoming(self, say: Say) -> Incoming | None:
        """The line as the channel would tell it; None when the pressed label was never offered."""
        if say.text.startswith("[") and say.text.endswith("]"):
            return self._pressed(say, say.text[1:-1])
        found = _ENCLOSED.match(say.text)
        if not found:
            return self._typed(say.who, say.text, say.room)
        kind, amount, text = found.groups()
        if kind == "scan":
            return self._told(Told.SCANNED, say.who, amount, "")
        number = int(amount) if amount.isdigit() else 1
        if kind in ("photo", "album"):
            enclosed = tuple(
                Enclosed(FileKind.PHOTO, f"p{next(self.keys)}", album="a" if number > 1 else "") for _ in range(number)
            )
        elif kind == "piece":
            enclosed = (Enclosed(FileKind.PHOTO, f"p{next(self.keys)}", album=amount),)
        elif kind == "voice":
            enclosed = (Enclosed(FileKind.VOICE, f"v{next(self.keys)}", seconds=number),)
        else:
            enclosed = (Enclosed(FileKind.FILE, f"f{next(self.keys)}", name=amount),)
        return self._typed(say.who, text, say.room, enclosed=enclosed)

    def _pressed(self, say: Say, label: str) -> Incoming | None:
        offered = [each for each in self.offers.get(say.room or say.who, []) if each.label == label]
        if not offered:
            return None
        button = offered[-1]
        if self.traits.buttons:
            return self._told(Told.PRESSED, say.who, "", say.room, choice=button.line)
        return self._typed(say.who, str(button.number), say.room)


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
