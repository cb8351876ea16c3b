"""Two at once, on both databases: the same home, the same invitation; and the nightly end of keeping."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from bot.clock import ring_all
from models import privacy
from models.database import Database
from models.letters.tables import Inbox
from models.people.addresses import Home
from models.people.homes.claims import Said, claim_home
from models.people.homes.invitations import accept_home_invitation, find_home_invitation, invite_home
from models.people.identity import lock_account
from models.people.importing import import_roster
from models.people.roles import Grant, Role, accept_invitation, invite
from models.people.rosters import read_roster
from models.people.tables import Account, Estate, Owner, Person, Tie, TieKind
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ROWS = [
    ["房号", "业主", "电话", "面积"],
    ["3-2-502", "王磊、刘伟", "13800000002、13800000003", "80"],
]


@pytest.fixture(params=["sqlite", "postgres"])
def both(request: pytest.FixtureRequest) -> Iterator[Database]:
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{request.param}")
    opened = reopen()
    yield opened
    opened.close()


def make(session):
    estate = Estate(prefix="SJ", name="四季家园")
    session.add(estate)
    session.flush()
    import_roster(session, estate, read_roster(ROWS), NOW)
    return estate.id


def at_once(database, works):
    """Each in its own thread and transaction, as nearly together as can be."""
    barrier = Barrier(len(works))

    def one(work):
        barrier.wait()
        try:
            return database.run_now(work)
        except Refusal as no:
            return no.key

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def test_two_claim_the_same_home_at_once_and_one_hears_of_the_other(both):
    estate_id = both.run_now(make)

    def claim(name, phone):
        def work(session):
            account = lock_account(session, "stage", name, NOW)
            said = Said(Home("3", "2", "502"), TieKind.OWNER, phone)
            return len(claim_home(session, account, session.get(Estate, estate_id), said, NOW).others)

        return work

    told = at_once(both, [claim("王磊", "13800000002"), claim("刘伟", "13800000003")])
    assert sorted(told) == [0, 1]


def test_one_invitation_taken_by_four_at_once_is_taken_once(both):
    estate_id = both.run_now(make)
    code = both.run_now(lambda session: invite(session, Role.COMPANY, session.get(Estate, estate_id), NOW))

    def take(name):
        return lambda session: accept_invitation(session, code, lock_account(session, "stage", name, NOW), NOW).role

    taken = at_once(both, [take(name) for name in "甲乙丙丁"])
    assert sorted(taken, key=str) == [Role.COMPANY, *["people-invitation-void"] * 3]
    assert len(both.read_now(lambda session: session.exec(select(Grant)).all())) == 1


def test_one_home_code_taken_by_three_at_once_is_taken_once(both):
    estate_id = both.run_now(make)

    def bind(session):
        account = lock_account(session, "stage", "王磊", NOW)
        said = Said(Home("3", "2", "502"), TieKind.OWNER, "13800000002")
        tie = claim_home(session, account, session.get(Estate, estate_id), said, NOW).tie
        return invite_home(session, tie, TieKind.HELPER, None, NOW)

    code = both.run_now(bind)

    def take(name):
        def work(session):
            account = lock_account(session, "stage", name, NOW)
            return accept_home_invitation(session, find_home_invitation(session, code), account, NOW).kind

        return work

    taken = at_once(both, [take(name) for name in "甲乙丙"])
    assert sorted(taken, key=str) == [TieKind.HELPER, *["people-invitation-void"] * 2]


async def test_words_are_redacted_when_their_time_is_over_and_nothing_else(database):
    def write(session):
        account = lock_account(session, "stage", "张三", NOW)
        for n, age in enumerate((9, 1)):
            at = NOW - timedelta(days=age)
            session.add(Inbox(channel="stage", key=str(n), account_id=account.id, at=at, text="我家电话"))

    database.run_now(write)
    for _ in range(3):
        await ring_all(database, NOW)
    rows = database.read_now(lambda session: session.exec(select(Inbox).order_by(Inbox.key)).all())
    assert [row.text for row in rows] == ["", "我家电话"]
    assert database.read_now(privacy.run_out, NOW) == []
    await ring_all(database, NOW + timedelta(days=10))
    rows = database.read_now(lambda session: session.exec(select(Inbox)).all())
    assert [row.text for row in rows] == ["", ""]


async def test_an_owner_who_sold_is_kept_three_years_and_then_nameless(database):
    estate_id = database.run_now(make)

    def sell(session):
        rows = [ROWS[0], ["3-2-502", "赵敏", "13800000007", "80"]]
        import_roster(session, session.get(Estate, estate_id), read_roster(rows), NOW)

    database.run_now(sell)
    await ring_all(database, NOW + timedelta(days=365 * 3))
    assert database.read_now(owners) == ["刘伟", "王磊", "赵敏"]
    for day in (365 * 3 + 10, 365 * 3 + 11):
        await ring_all(database, NOW + timedelta(days=day))
    assert database.read_now(owners) == ["", "", "赵敏"]
    gone = database.read_now(lambda session: session.exec(select(Owner).where(Owner.same_as == "")).all())
    assert [(owner.phone, owner.phone_index) for owner in gone] == [("", ""), ("", "")]


def owners(session):
    return sorted(owner.name for owner in session.exec(select(Owner)))


def test_who_left_is_a_newcomer_and_nothing_leads_back(database):
    estate_id = database.run_now(make)

    def live(session):
        account = lock_account(session, "stage", "王磊", NOW)
        said = Said(Home("3", "2", "502"), TieKind.OWNER, "13800000002")
        claim_home(session, account, session.get(Estate, estate_id), said, NOW)
        person = session.get(Person, account.person_id)
        person.spoken_name = "老王"
        return person.id

    old = database.run_now(live)
    database.run_now(lambda session: privacy.leave(session, session.get(Person, old), NOW))

    def look(session):
        account = session.exec(select(Account)).one()
        ties = session.exec(select(Tie)).all()
        return account.person_id, session.get(Person, old).spoken_name, [tie.ended_at for tie in ties]

    person, name, ended = database.read_now(look)
    assert person != old
    assert name == ""
    assert ended == [NOW]
