"""The path of one message: served once, in one transaction, whatever the channel.

The inbox row comes first (a redelivery waits for the first to commit and is given the same answers), the account's lock
second; then the desk. Nothing here knows a feature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.channels import Traits
from config.limits import PersonLimits
from config.values import Count, Text, decode_all, saying
from handlers.desk.receive import receive
from handlers.desk.visit import Visit
from models.database import Database, RowSession, new_id
from models.letters import handover, mailbox, post, questions, routes, settling
from models.letters.albums import gathered
from models.letters.parcels import parcel
from models.letters.post import Draft
from models.letters.shapes import Enclosed, Incoming, Paper, Parcel, Served, Toast, Told, clean
from models.letters.tables import Attachment, Inbox, Kind
from models.letters.windows import opened
from models.people.identity import lock_account, touch
from models.people.pace import Haste, step
from models.people.tables import Account
from models.rooms import Room, find_room, meet_room

_MAILBOX_AT_ONCE = 3
_ASKS = {Told.SAID, Told.PRESSED, Told.EDITED, Told.SCANNED}
_LANGUAGES = {"en": "en"}
_INBOX: sa.Table = Inbox.__table__  # type: ignore[attr-defined]
_SERVED = (
    sa.update(_INBOX)
    .where(_INBOX.c.id == sa.bindparam("mine"))
    .values({name: sa.bindparam(name) for name in ("account_id", "room_id", "toast")})
)
_REPLIED = (
    sa.update(_INBOX)
    .where(_INBOX.c.channel == sa.bindparam("of"), _INBOX.c.key == sa.bindparam("as"))
    .values(reply=sa.bindparam("reply"))
)


@dataclass(frozen=True)
class Rest:
    """What one reply could not hold: the end of a text that was too long, files."""

    text: str
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class Replied:
    """The one reply of a channel that has only one: its text, what of it is said (delivery id, text), which deliveries
    wait, and what is still to be said.
    """

    text: str
    said: tuple[tuple[UUID, str], ...]
    left: tuple[UUID, ...]
    rest: tuple[Rest, ...]


Fit = Callable[[Served], Replied]


class Dispatch:
    """Serves messages for the channels of one process. `now` gives the aware moment, `pace` how fast one may speak, `pages` is
    where our pages are. `tally` counts messages by channel and how they went, `last` says when each channel brought one.
    """

    def __init__(
        self, database: Database, now: Callable[[], datetime], pace: PersonLimits | None = None, *, pages: str = ""
    ) -> None:
        self.database = database
        self.now = now
        self.pages = pages.rstrip("/")
        self.tally: Counter[tuple[str, str]] = Counter()
        self.last: dict[str, datetime] = {}
        self.pace = pace

    async def serve(self, incoming: Incoming, traits: Traits, fit: Fit | None = None) -> Served:
        """Serve once; committed when it returns. Raises what the database raises after three tries: the channel then
        refuses the platform, which redelivers. `fit` makes the one reply of a channel that has only one: it is kept
        with the rest, and every redelivery, to whatever process, is given the one that was kept.
        """
        now, how = self.now(), "failed"

        def work(session: RowSession) -> Served:
            served = serve(session, incoming, now, traits, self.pace, pages=self.pages)
            return served if fit is None or served.reply else _replied(session, incoming, served, fit, now)

        try:
            served = await self.database.run(work)
            how = "again" if served.again else "served"
        finally:
            self.tally[traits.name, how] += 1
        self.last[traits.name] = self.now()
        return served

    async def handed_over(self, parcels: Sequence[tuple[UUID, str, str]], told: Sequence[str] = ()) -> None:
        """The channel gave these answers to the platform: (delivery id, platform id, text as sent). The other processes
        are `told` with it.
        """
        if parcels or (told and not self.database.is_sqlite):
            await self.database.run(_all_sent, parcels, self.now(), told)


def _all_sent(
    session: RowSession, parcels: Sequence[tuple[UUID, str, str]], now: datetime, told: Sequence[str] = ()
) -> None:
    session.told += told
    settling.sent(session, parcels, now)


def _replied(session: RowSession, incoming: Incoming, served: Served, fit: Fit, now: datetime) -> Served:
    """Everything that was to be said goes into one reply, or waits."""
    replied = fit(served)
    kept = {"of": incoming.channel, "as": incoming.key[:128], "reply": replied.text}
    session.connection().execute(_REPLIED, kept)
    _all_sent(session, [(delivery, "", text) for delivery, text in replied.said], now)
    if replied.rest:
        account = lock_account(session, incoming.channel, incoming.account, now)
        for each in replied.rest:
            draft = Draft(Kind.ANSWER, saying("desk-rest", text=Text(each.text)), papers=each.papers)
            post.send(session, draft, [account], now)
    for delivery in replied.left:
        settling.put_back(session, delivery, None)
        session.woken.add(incoming.channel)
    return replace(served, reply=replied.text)


def _inbox_of(incoming: Incoming) -> SelectOfScalar[Inbox]:
    return select(Inbox).where(Inbox.channel == incoming.channel, Inbox.key == incoming.key[:128])


def serve(
    session: RowSession,
    incoming: Incoming,
    now: datetime,
    traits: Traits,
    pace: PersonLimits | None = None,
    *,
    pages: str = "",
) -> Served:
    """One message = one transaction. See the module."""
    inbox_id = new_id()
    row = {
        "id": inbox_id,
        "channel": incoming.channel,
        "key": incoming.key[:128],
        "at": now,
        "text": clean(incoming.text),
        "choice": clean(incoming.choice)[:64],
        "toast": [],
    }
    connection = session.connection()
    made = connection.execute(_first_come(connection.dialect.name), row)
    if made.rowcount == 0:
        return _served_before(session, incoming, now)
    visit = _visit(session, incoming, now, inbox_id, traits, pace)
    visit.pages = pages
    return _received(visit, traits)


def _received(visit: Visit, traits: Traits) -> Served:
    session, now = visit.session, visit.now
    pressed = visit.incoming.told is Told.PRESSED
    receive(visit)
    if not traits.toasts or (traits.toasts_answer_presses and not pressed):
        visit.say_what_was_toasted()
    room_id = visit.room.id if visit.room else None
    session.flush()
    values = {"mine": visit.inbox_id, "account_id": visit.account.id, "room_id": room_id, "toast": visit.toast_json()}
    session.connection().execute(_SERVED, values)
    if visit.room is None and not pressed:
        routes.bring(session, visit.account, now)
    if traits.mailbox:
        _hand_out_mailbox(visit)
    answers = _parcels(session, visit.answers, visit.account, now) if traits.in_hand else ()
    return Served(tuple(answers), visit.shown_toast, again=False)


@cache
def _first_come(dialect: str) -> sa.Executable:
    maker = sqlite.insert if dialect == "sqlite" else postgresql.insert
    once = maker(_INBOX).on_conflict_do_nothing(index_elements=["channel", "key"])
    return once.execution_options(preserve_rowcount=True)  # PostgreSQL answers -1 to who does not ask for it


def _visit(
    session: RowSession, incoming: Incoming, now: datetime, inbox_id: UUID, traits: Traits, pace: PersonLimits | None
) -> Visit:
    lang = _LANGUAGES.get(incoming.lang[:2].lower(), "zh-CN")
    account = lock_account(session, incoming.channel, incoming.account, now, lang=lang)
    paced = step(account, pace, now) if pace is not None and _counts(incoming) else None
    window = opened(account, incoming.window, now) if incoming.window is not None else None
    touch(session, account, now, paced, (window.until, window.left) if window is not None else None)
    name = clean(incoming.name)[:40]
    if name and name != account.shown_name:
        account.shown_name = name
    if not traits.albums:
        incoming = gathered(session, account, incoming, now)
    room = _room(session, incoming)
    if room is None and not incoming.room:
        if account.private_since is None:
            account.private_since = now
        if account.blocked_at is not None:
            account.blocked_at = None
    visit = Visit(session, incoming, now, account, inbox_id, in_hand=traits.in_hand, room=room)
    visit.haste = paced.haste if paced is not None else Haste.NONE
    visit.album_before = [] if visit.text else _came_before(session, account, incoming)
    visit.enclosed = [_attach(visit, each) for each in incoming.enclosed]
    if visit.enclosed:
        session.woken.add("files")
    return visit


def _counts(incoming: Incoming) -> bool:
    """What asks something of us; the neighbours' own talk in a room does not."""
    return incoming.told in _ASKS and (not incoming.room or bool(incoming.choice) or incoming.addressed)


def _came_before(session: RowSession, account: Account, incoming: Incoming) -> list[Attachment]:
    """Photos of the same album, in their order."""
    albums = {each.album for each in incoming.enclosed if each.album}
    if not albums:
        return []
    earlier = select(Attachment).where(Attachment.account_id == account.id, col(Attachment.album).in_(albums))
    return list(session.exec(earlier.order_by(col(Attachment.id))))


def _room(session: RowSession, incoming: Incoming) -> Room | None:
    if not incoming.room:
        return None
    if incoming.told is Told.MIGRATED:  # told twice, and by the second time there is no room of that id
        return find_room(session, incoming.channel, incoming.room)
    return meet_room(session, incoming.channel, incoming.room, clean(incoming.room_title)[:80])


def _attach(visit: Visit, enclosed: Enclosed) -> Attachment:
    row = Attachment(
        account_id=visit.account.id,
        estate_id=visit.room.estate_id if visit.room else None,
        inbox_id=visit.inbox_id,
        channel=visit.account.channel,
        platform_id=enclosed.platform_id,
        album=enclosed.album,
        kind=enclosed.kind,
        name=clean(enclosed.name)[:120],
        size=enclosed.size,
        seconds=enclosed.seconds,
        created_at=visit.now,
    )
    visit.session.add(row)
    return row


def _served_before(session: RowSession, incoming: Incoming, now: datetime) -> Served:
    """A redelivery: the first has committed, its answers are given again as they were."""
    inbox = session.exec(_inbox_of(incoming)).one()
    toast = None
    if inbox.toast:
        toast = Toast(inbox.toast[0], decode_all(inbox.toast[1]), "zh-CN", "")
    return Served(tuple(mailbox.answers_to(session, inbox.id, now)), toast, again=True, reply=inbox.reply)


def _hand_out_mailbox(visit: Visit) -> None:
    """A channel that may not push, or not now: what waits goes along with the answer, the rest on “更多”."""
    waiting = mailbox.waiting(visit.session, visit.account, visit.now)
    for delivery, letter in waiting[:_MAILBOX_AT_ONCE]:
        if handover.is_void(visit.session, delivery, letter, visit.now):
            mailbox.give_up_waiting(delivery)
            continue
        handover.lease(visit.session, delivery, letter, visit.now)
        visit.answers.append(delivery.id)
    rest = len(waiting) - _MAILBOX_AT_ONCE
    if rest > 0:
        visit.say("desk-mailbox-more", n=Count(rest))


def _parcels(session: RowSession, ids: Sequence[UUID], reader: Account, now: datetime) -> list[Parcel]:
    session.flush()
    rows = questions.with_letters(session, ids)
    by_id = {delivery.id: parcel(session, delivery, letter, now, reader) for delivery, letter in rows}
    return [by_id[each] for each in ids]
