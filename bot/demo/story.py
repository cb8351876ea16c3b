"""The estate's past, played through the real desk: a transcript whose times are working days before the demo's day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col, select

from bot.demo.clock import LOCAL, at, working_days_before
from bot.demo.homes import fill_homes
from bot.demo.pictures import draw_picture, record_voice
from bot.dispatch import Dispatch
from bot.files import Examined, Store, examine
from bot.play.script import Order, Say, ScriptError, Step, read_script
from bot.play.stage import RICH, Stage
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Told
from models.letters.tables import Attachment, Delivery, FileKind, FileState, Inbox
from models.people.tables import Account
from models.rooms import Room

_PAUSE = timedelta(seconds=47)
"""Between what neighbours say to each other."""
STORY = Path(__file__).parent / "story.txt"


async def play(database: Database, opens: datetime, files: Path) -> None:
    """Play the whole story on the channel `stage`; it ends at `opens`. What it encloses lies in `files`."""
    stage = Stage(lambda: _hasty(database), RICH, files)
    shelf = stage.shelf
    day = opens.astimezone(LOCAL).date()
    steps = read_script(STORY)
    stage.now = _moment(next(step for step in steps if isinstance(step, Order) and step.word == "at"), day)
    for n, step in enumerate(steps):
        stage.shelf = shelf if isinstance(step, Say) and step.text.startswith("(file") else None
        if isinstance(step, Say) and step.room and not step.text.startswith("["):
            said = Incoming("stage", f"talk{n}", Told.SAID, step.who, stage.now, step.text, step.room, addressed=False)
            await Dispatch(database, lambda: stage.now).serve(said, RICH)
            stage.now += _PAUSE
        elif isinstance(step, Order) and step.word == "fill":
            await database.run(fill_homes)
        else:
            await stage.play([_timed(step, stage.now, day)])
            if isinstance(step, Order) and step.word == "at":
                stage.now = _moment(step, day)


def _hasty(database: Database) -> Database:
    """The same file without waiting for the disk: what is made aside is not yet anybody's."""
    opened = Database(database.url.render_as_string(hide_password=False))
    sa.event.listen(opened.writer, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return opened


def _timed(step: Step, now: datetime, day: date) -> Step:
    if not isinstance(step, Order) or step.word != "at":
        return step
    minutes = int((_moment(step, day) - now).total_seconds() // 60)
    if minutes < 0:
        raise ScriptError(f"the story does not go back: {step.line}")
    return Order("wait", f"{minutes}m", step.line)


def _moment(order: Order, day: date) -> datetime:
    days, hour = order.rest.split()
    return at(working_days_before(day, int(days)), time.fromisoformat(hour))


def move_to_pages(session: RowSession, seats: dict[str, str], rooms: dict[str, str]) -> None:
    """From the stage to the web: each person of the story gets a seat, their past comes along."""
    for account in session.exec(select(Account).where(Account.channel == "stage")):
        seat = seats[account.external]
        for inbox in session.exec(select(Inbox).where(Inbox.account_id == account.id)):
            came = "came-" if inbox.text.startswith("e_") else ""
            inbox.channel, inbox.key = "web", f"{seat}:{came}{inbox.key}"
        _redirect(session, account.external, seat)
        account.shown_name, account.channel, account.external = account.external, "web", seat
    for room in session.exec(select(Room).where(Room.channel == "stage")):
        _redirect(session, room.external, rooms[room.external])
        room.channel, room.external = "web", rooms[room.external]


def _redirect(session: RowSession, chat: str, new: str) -> None:
    session.exec(
        sa.update(Delivery)
        .where(col(Delivery.channel) == "stage", col(Delivery.chat) == chat)
        .values(channel="web", chat=new)
    )


def names_of(session: RowSession) -> list[str]:
    return list(session.exec(select(col(Account.external)).where(Account.channel == "stage")))


def develop(session: RowSession, store: Store) -> None:
    """The photos and voices of the story, drawn and played by us."""
    for n, row in enumerate(session.exec(select(Attachment).order_by(col(Attachment.id)))):
        if row.channel == "stage":
            row.channel = "web"
        if row.kind is FileKind.PHOTO:
            _fill(row, examine(draw_picture(n), "照片.jpg"), store)
        elif row.kind is FileKind.VOICE:
            _fill(row, examine(record_voice(), "语音.wav", FileKind.VOICE), store)


def _fill(row: Attachment, found: Examined, store: Store) -> None:
    row.state, row.name, row.sha256, row.size = FileState.KEPT, found.name, store.put(found.data), len(found.data)
