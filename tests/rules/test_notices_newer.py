"""A correction or a withdrawal of a notice that is on its way to many: chunk by chunk, true for everybody, at any kill."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

import pytest
from sqlmodel import col, select

from models.database import Database, RowSession
from models.letters import handover
from models.letters.tables import Delivery, Letter, State
from models.notices import actions, sending
from models.notices.audience import WHOLE
from models.notices.tables import Change, Notice, NoticeCopy, NoticeVersion
from models.people.tables import Account
from tests.rules.test_notices import NOW, KilledError, killed, make_crowd, send

TOLD = (State.SENT, State.UNKNOWN, State.SENDING)
TO_BE_TOLD = (State.QUEUED, State.VOID, None)
"""None: the notice's run had not come to them yet."""


def in_every_state(session: RowSession) -> dict[UUID, State | None]:
    """What became of the copies so far, all there can be; by person, with those who have none yet."""
    people = {
        each.person_id: None for each in session.exec(select(Account)) if each.blocked_at is None and each.estate_id
    }
    rows = session.exec(select(NoticeCopy, Delivery).join(Delivery).order_by(col(NoticeCopy.person_id))).all()
    for n, (copy, delivery) in enumerate(rows):
        delivery.state = list(State)[n % len(State)]
        people[copy.person_id] = delivery.state
    return people


def make_newer(session: RowSession, code: str, by: UUID, change: Change) -> None:
    notice = session.exec(select(Notice).where(Notice.code == code)).one()
    if change is Change.CORRECTION:
        actions.correct(session, notice, actions.Writing("改为周四停水。", (WHOLE,)), by, NOW)
    else:
        actions.withdraw(session, notice, "不停了", by, NOW)


def told(session: RowSession, number: int) -> dict[UUID, list[str]]:
    """The letters of this version, by person."""
    query = (
        select(NoticeCopy.person_id, Letter.key)
        .join(NoticeVersion, col(NoticeVersion.id) == col(NoticeCopy.version_id))
        .join(Delivery, col(Delivery.id) == col(NoticeCopy.delivery_id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(NoticeVersion.number == number)
    )
    found = defaultdict(list)
    for person_id, key in session.exec(query):
        found[person_id].append(key)
    return found


def handed_over(database: Database) -> set[str]:
    """The words of everything that can be handed over now, without what becomes of it."""

    def take(session: RowSession) -> None:
        for _ in range(8):
            for parcel in handover.take_up(session, "web", NOW, handover.Turn(most=200)):
                words.add(str(parcel.params["words"]))
        raise KilledError

    words: set[str] = set()
    with pytest.raises(KilledError):
        database.run_now(take)
    return words


@pytest.mark.parametrize("change", [Change.CORRECTION, Change.WITHDRAWAL])
def test_killed_between_chunks_each_is_told_once_what_is_true_for_them(any_database: Database, change: Change) -> None:
    estate_id, secretary = any_database.run_now(make_crowd, 1203)
    code = any_database.run_now(send, estate_id, secretary)
    any_database.run_now(sending.send_chunk, any_database.read_now(sending.chunks_left, NOW)[0], NOW)
    stood = any_database.run_now(in_every_state)
    assert set(stood.values()) == {*State, None}
    any_database.run_now(make_newer, code, secretary, change)
    while due := any_database.read_now(sending.chunks_left, NOW):
        with pytest.raises(KilledError):
            any_database.run_now(killed, due[0], NOW)
        any_database.run_now(sending.send_chunk, due[0], NOW)
    had = {person: [f"notices-letter-{change.value}"] for person, state in stood.items() if state in TOLD}
    had_not = {person: ["notices-letter-first"] for person, state in stood.items() if state in TO_BE_TOLD}
    assert any_database.read_now(told, 2) == (had | had_not if change is Change.CORRECTION else had)


@pytest.mark.parametrize("change", [Change.CORRECTION, Change.WITHDRAWAL])
def test_what_waits_of_the_old_goes_to_nobody_from_the_first_moment_on(database: Database, change: Change) -> None:
    """Also to those whose chunk of the newer version is still to come."""
    estate_id, secretary = database.run_now(make_crowd, 1203)
    code = database.run_now(send, estate_id, secretary)
    for _ in range(2):
        database.run_now(sending.send_chunk, database.read_now(sending.chunks_left, NOW)[0], NOW)
    assert any("周三" in words for words in handed_over(database))
    database.run_now(make_newer, code, secretary, change)
    assert not any("周三停水。" in words for words in handed_over(database))


def test_no_unit_of_work_grows_with_the_number_of_readers(database: Database) -> None:
    """A correction while everybody's copy still waits changes one chunk of copies, whatever their number."""
    estate_id, secretary = database.run_now(make_crowd, 1800)
    code = database.run_now(send, estate_id, secretary)
    for version_id in database.read_now(sending.chunks_left, NOW):
        database.run_now(sending.send_chunk, version_id, NOW)
    database.run_now(make_newer, code, secretary, Change.CORRECTION)

    def void(session: RowSession) -> int:
        return len(session.exec(select(Delivery.id).where(Delivery.state == State.VOID)).all())

    assert database.read_now(void) <= sending.CHUNK
    while due := database.read_now(sending.chunks_left, NOW):
        before = database.read_now(void)
        database.run_now(sending.send_chunk, due[0], NOW)
        assert database.read_now(void) - before <= sending.CHUNK
    assert database.read_now(void) == 1620
