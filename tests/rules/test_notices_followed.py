"""The message that follows a broadcast: its parts are everybody, it only goes forward, and its end is told once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.database import Database, RowSession
from models.letters import handover, settling
from models.letters.handover import Turn
from models.letters.tables import Delivery, Letter, State
from models.notices import actions, following, rules
from models.notices.queries import Progress, progress_of, versions_of
from models.notices.tables import Going, Notice, NoticeCopy, NoticeRun, Standing
from models.people.tables import Account
from models.refusals import Refusal
from tests.rules.test_notices import NIGHT, NOW, OPENS, finish, make_crowd, moments, send

MANY = 23
quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def crowd(database: Database) -> tuple[Database, str, UUID]:
    """A notice on its way to many on Telegram."""
    return (database, *sent_to_many(database, "telegram"))


def sent_to_many(database: Database, channel: str) -> tuple[str, UUID]:
    def begin(session: RowSession) -> tuple[str, UUID]:
        estate_id, secretary = make_crowd(session, MANY)
        session.exec(sa.update(Account).where(col(Account.estate_id) == estate_id).values(channel=channel))
        return send(session, estate_id, secretary), secretary

    return database.run_now(begin)


def begin_anew(session: RowSession) -> None:
    """As it stood when it was sent: every example of a property begins there."""
    session.exec(sa.update(Delivery).values(state=State.QUEUED, tries=0, not_before=None))
    session.exec(sa.update(NoticeCopy).values(dropped=False))
    session.exec(sa.update(NoticeRun).values(state=Going.DONE))
    session.exec(sa.update(Letter).values(held=False))
    session.exec(sa.update(Notice).values(standing=Standing.LIVE))


def progress(session: RowSession, code: str) -> Progress:
    notice = session.exec(select(Notice).where(Notice.code == code)).one()
    return progress_of(session, notice, versions_of(session, notice)[-1], NOW)


@quick
@given(st.lists(st.tuples(st.sampled_from(State), st.booleans()), min_size=MANY, max_size=MANY))
def test_everybody_stands_in_exactly_one_part_of_the_report(
    crowd: tuple[Database, str, UUID], fates: list[tuple[State, bool]]
) -> None:
    database, code, _ = crowd

    def fall(session: RowSession) -> None:
        rows = session.exec(select(NoticeCopy, Delivery).join(Delivery).join(Letter).where(Letter.about == code)).all()
        for (copy, delivery), (state, dropped) in zip(rows, fates, strict=False):
            delivery.state, copy.dropped = state, dropped

    database.run_now(fall)
    found = database.read_now(progress, code)
    assert found.people == MANY
    assert min(found.delivered, found.unknown, found.under_way, found.looks, found.dropped, found.no_route) >= 0
    assert found.no_route == 3


steps = st.lists(
    st.sampled_from(["sent", "blocked", "failed", "doubtful", "back", "pause", "resume", "cancel"]), max_size=40
)


@quick
@given(steps)
def test_what_has_gone_only_grows_and_nobody_is_lost(crowd: tuple[Database, str, UUID], deeds: list[str]) -> None:
    database, code, secretary = crowd
    database.run_now(begin_anew)
    before = database.read_now(progress, code)
    for deed in deeds:
        database.run_now(do, deed, code, secretary)
        now = database.read_now(progress, code)
        assert now.people == MANY
        assert now.settled >= before.settled
        assert not (before.is_over and not now.is_over)
        before = now


def do(session: RowSession, deed: str, code: str, by: UUID) -> None:
    notice = session.exec(select(Notice).where(Notice.code == code)).one()
    if deed in ("pause", "resume", "cancel"):
        act = {"pause": actions.pause, "resume": actions.resume, "cancel": actions.cancel_rest}[deed]
        try:
            act(session, notice, by, NOW)
        except Refusal:
            return
        return
    for parcel in handover.take_up(session, "telegram", NOW, Turn(most=1)):
        match deed:
            case "sent":
                settling.sent(session, [(parcel.id, "", "")], NOW)
            case "blocked":
                settling.given_up(session, parcel.id, State.BLOCKED, "blocked")
            case "failed":
                settling.given_up(session, parcel.id, State.FAILED, "refused")
            case "doubtful":
                settling.doubtful(session, parcel.id, "timed out")
            case _:
                settling.put_back(session, parcel.id, None)


@given(moments, st.timedeltas(timedelta(), timedelta(days=9)))
def test_it_is_looked_at_soon_and_less_often_the_longer_it_takes(made_at, passed):
    now = made_at + passed
    again = rules.next_look(Going.SENDING, None, made_at, now)
    assert again is not None
    assert timedelta(seconds=5) <= again - now <= max(timedelta(seconds=5), passed / 60)
    assert rules.next_look(Going.DONE, OPENS, made_at, now) == OPENS
    assert rules.next_look(Going.PAUSED, None, made_at, now) is None


# ---- where no message can be changed --------------------------------------------------------------------------


def followed_on(database: Database, channel: str, now=NOW) -> tuple[str, UUID]:
    """A notice to a crowd on Telegram whose sender follows it on this channel."""

    def begin(session: RowSession) -> tuple[str, UUID]:
        estate_id, secretary = make_crowd(session, MANY)
        session.exec(sa.update(Account).where(col(Account.estate_id) == estate_id).values(channel="telegram"))
        account = Account(channel=channel, external="李梅", person_id=secretary, private_since=now)
        session.add(account)
        session.flush()
        notice = session.exec(select(Notice).where(Notice.code == send(session, estate_id, secretary, now))).one()
        following.follow(session, notice, account, now)
        return notice.code, secretary

    return database.run_now(begin)


def ring(database: Database, now=NOW) -> None:
    for board_id in database.read_now(following.untold, now):
        database.run_now(following.tell_end, board_id, now)
        database.run_now(following.tell_end, board_id, now)


def reports(session: RowSession) -> list[str]:
    return list(session.exec(select(Letter.key).where(col(Letter.key).startswith("notices-live"))))


def all_sent(session: RowSession) -> None:
    for parcel in handover.take_up(session, "telegram", NOW, Turn(most=200)):
        settling.sent(session, [(parcel.id, "", "")], NOW)


@pytest.mark.parametrize("channel", ["wechat", "wecom", "terminal"])
def test_the_end_is_told_once_where_nothing_can_be_changed(database: Database, channel: str) -> None:
    followed_on(database, channel)
    ring(database)
    assert database.read_now(reports) == []
    assert database.read_now(following.next_untold, NOW) is not None
    database.run_now(all_sent)
    for _ in range(3):
        ring(database)
    assert database.read_now(reports) == ["notices-live-done"]
    assert database.read_now(following.next_untold, NOW) is None


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_where_it_can_be_changed_no_letter_is_written(database: Database, channel: str) -> None:
    followed_on(database, channel)
    database.run_now(all_sent)
    ring(database)
    assert database.read_now(reports) == []


def test_what_waits_for_somebody_is_not_asked_for_again_and_again(database: Database) -> None:
    code, secretary = followed_on(database, "wechat", NIGHT)
    assert database.read_now(following.next_untold, NIGHT) == OPENS
    database.run_now(do, "pause", code, secretary)
    assert database.read_now(following.next_untold, NIGHT) is None
    database.run_now(do, "cancel", code, secretary)
    ring(database, NIGHT)
    assert database.read_now(reports) == ["notices-live-cancelled"]


def test_what_lies_in_a_mailbox_is_said_and_not_waited_for(database: Database) -> None:
    code, _ = sent_to_many(database, "wechat")
    finish(database)
    found = database.read_now(progress, code)
    assert (found.is_over, found.looks, found.under_way) == (True, MANY - 3, 0)
