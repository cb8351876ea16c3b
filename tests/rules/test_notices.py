"""Notices: whom they reach, when they may wake somebody, and that a kill between two chunks tells nobody twice."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.papers.made_doors import doors
from bot.papers.made_notices import board, poster
from bot.papers.registry import use_public_url
from config.intents import hears
from config.values import Code, Day, Lines, Text, saying
from config.words import LOCAL, Reader
from models.complaints.triage import triage
from models.database import Database, RowSession, new_id
from models.letters import handover
from models.letters.handover import Turn
from models.letters.tables import Delivery, State
from models.notices import actions, rules, sending
from models.notices.audience import WHOLE, Group, Part, is_mixed, narrowed, read_audience, tidy
from models.notices.queries import doors_of, find_notice, latest, progress_of, versions_of
from models.notices.reach import Audience, people, reach_of
from models.notices.tables import Going, Notice, NoticeCopy, NoticeRun, NoticeVersion
from models.people.roles import Role, grant
from models.people.tables import Account, Estate, Person, Tie, TieKind, Unit, UnitKind
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OPENS = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


# ---- quiet hours ---------------------------------------------------------------------------------------------


@given(moments)
def test_a_push_waits_from_nine_in_the_evening_until_eight(now):
    waits, clock = rules.quiet_until(now), now.astimezone(LOCAL).time()
    if time(8) <= clock < time(21):
        assert waits is None
    else:
        assert waits is not None
        assert waits.astimezone(LOCAL).time() == time(8)
        assert timedelta() < waits - now <= timedelta(hours=11)
        assert rules.quiet_until(waits) is None


@given(moments)
def test_an_emergency_and_a_mailbox_never_wait(now):
    assert rules.not_before(now, urgent=True, pushes=True) is None
    assert rules.not_before(now, urgent=False, pushes=False) is None


@pytest.mark.parametrize(
    ("clock", "waits"), [((20, 59, 59), None), ((21, 0, 0), 25), ((7, 59, 59), 24), ((8, 0, 0), None)]
)
def test_the_edges_of_the_night(clock, waits):
    now = datetime(2026, 11, 24, *clock, tzinfo=LOCAL)
    expected = datetime(2026, 11, waits, 8, tzinfo=LOCAL) if waits else None
    assert rules.quiet_until(now) == expected


def test_quiet_hours_within_one_day():
    noon = datetime(2026, 11, 24, 13, tzinfo=LOCAL)
    assert rules.quiet_until(noon, time(12), time(14)) == datetime(2026, 11, 24, 14, tzinfo=LOCAL)
    assert rules.quiet_until(noon, time(14), time(15)) is None


# ---- what was typed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3幢", [Part("3")]),
        ("三号楼", [Part("3")]),
        ("3、5幢和8幢", [Part("3"), Part("5"), Part("8")]),
        ("3-5幢", [Part("3"), Part("4"), Part("5")]),
        ("3幢2单元", [Part("3", "2")]),
        ("3幢1、2单元", [Part("3", "1"), Part("3", "2")]),
        ("3幢 2单元", [Part("3", "2")]),
        ("3幢租户", [Part("3", group=Group.TENANT)]),
        ("3幢2单元的业主", [Part("3", "2", Group.OWNER)]),
        ("3幢、租户", [Part("3"), Part(group=Group.TENANT)]),
        ("业主和商铺", [Part(group=Group.OWNER), Part(group=Group.SHOP)]),
        ("有车位的", [Part(group=Group.GARAGE)]),
        ("发给全体业主", [Part(group=Group.OWNER)]),
        ("全小区", [WHOLE]),
        ("大家", [WHOLE]),
        ("building 3, tenants", [Part("3"), Part(group=Group.TENANT)]),
        ("everybody", [WHOLE]),
    ],
)
def test_an_audience_is_read_as_people_write_it(text, parts):
    wish = read_audience(text)
    assert list(wish.parts) == parts
    assert not wish.open_


def test_a_mere_space_between_a_place_and_a_group_is_asked_about():
    wish = read_audience("3幢 租户")
    assert wish.open_
    assert narrowed(wish.parts) == (Part("3", group=Group.TENANT),)


@pytest.mark.parametrize("text", ["5幢的老人", "张三", "明天", "2单元", "3幢养狗的", "13800138000", "。"])
def test_what_is_not_wholly_understood_is_refused(text):
    with pytest.raises(Refusal):
        read_audience(text)


a_part = st.builds(
    lambda place, group: Part(*place, group),
    st.sampled_from([("", ""), ("1", ""), ("1", "1"), ("1", "2"), ("2", ""), ("9", "")]),
    st.sampled_from([each for each in Group if each is not Group.COMMITTEE]),
) | st.just(Part(group=Group.COMMITTEE))
some_parts = st.lists(a_part, min_size=1, max_size=4)


@given(some_parts)
def test_parts_survive_storage_and_are_never_repeated(parts):
    once = tidy(parts)
    assert len(set(once)) == len(once)
    assert set(once) == {WHOLE} if WHOLE in parts else set(once) == set(parts)
    assert tidy(Part.from_json(part.to_json()) for part in once) == once
    assert not is_mixed(narrowed(once))


# ---- the audience --------------------------------------------------------------------------------------------


def make_estate(session: RowSession, prefix: str) -> Estate:
    estate = Estate(prefix=prefix, name=prefix, community="梅园社区")
    session.add(estate)
    session.flush()
    return estate


def make_unit(session: RowSession, estate: Estate, building: str, entrance: str, room: str, kind=UnitKind.HOME) -> Unit:
    unit = Unit(estate_id=estate.id, building=building, entrance=entrance, room=room, kind=kind)
    session.add(unit)
    session.flush()
    return unit


def make_person(session: RowSession, *units: Unit, kind=TieKind.OWNER, reach="push", estate=None, **tie) -> UUID:
    person = Person(created_at=NOW)
    session.add(person)
    session.flush()
    if reach != "nobody":
        session.add(
            Account(
                channel="wechat" if reach == "mailbox" else "web",
                external=str(person.id),
                person_id=person.id,
                estate_id=estate.id if estate else None,
                private_since=None if reach == "never" else NOW,
                blocked_at=NOW if reach == "blocked" else None,
                last_seen=NOW,
            )
        )
    for unit in units:
        session.add(Tie(person_id=person.id, unit_id=unit.id, kind=kind, since=NOW, **tie))
    session.flush()
    return person.id


def make_world(session: RowSession) -> UUID:
    """Two estates that look alike; people of every sort, some in both."""
    here, there = make_estate(session, "SJ"), make_estate(session, "LY")
    for estate in (here, there):
        for building in ("1", "2"):
            for entrance in ("1", "2"):
                home = make_unit(session, estate, building, entrance, "101")
                make_person(session, home, estate=estate)
                make_person(session, home, kind=TieKind.TENANT, reach="mailbox", until=date(2026, 12, 31))
                make_person(session, home, kind=TieKind.TENANT, until=date(2026, 11, 23))
                make_person(session, home, ended_at=NOW)
                make_unit(session, estate, building, entrance, "102")
        shop = make_unit(session, estate, "1", "", "S1", UnitKind.SHOP)
        make_person(session, shop, kind=TieKind.TENANT, reach="blocked")
        make_person(session, make_unit(session, estate, "B1", "", "7", UnitKind.PARKING), reach="never")
        make_person(session, estate=estate)
        for role in (Role.MEMBER, Role.CHAIR, Role.COMPANY):
            grant(session, make_person(session), role, NOW - timedelta(days=1), estate_id=estate.id)
        former = grant(session, make_person(session), Role.MEMBER, NOW - timedelta(days=9), estate_id=estate.id)
        former.suspended_at = NOW
    at_the_door = select(Unit).where(Unit.building == "1", Unit.entrance == "1", Unit.room == "101")
    mine, yours = session.exec(at_the_door).all()
    make_person(session, mine, yours)
    return here.id


def expected(session: RowSession, estate_id: UUID, parts: tuple[Part, ...]) -> set[UUID]:
    """Told again in plain Python, person by person."""
    found: set[UUID] = set()
    for tie in session.exec(select(Tie)):
        unit = session.get(Unit, tie.unit_id)
        assert unit is not None
        live = tie.ended_at is None and (tie.until is None or tie.until >= date(2026, 11, 24))
        if unit.estate_id == estate_id and live and any(_means(part, unit, tie) for part in parts):
            found.add(tie.person_id)
    if WHOLE in parts:
        found |= {each.person_id for each in session.exec(select(Account).where(Account.estate_id == estate_id))}
    if WHOLE in parts or Part(group=Group.COMMITTEE) in parts:
        from models.people.roles import holders_of

        for role in (Role.MEMBER, Role.CHAIR):
            found |= {person.id for person in holders_of(session, estate_id, role, NOW)}
    return found


def _means(part: Part, unit: Unit, tie: Tie) -> bool:
    groups = {
        Group.ALL: True,
        Group.OWNER: tie.kind is TieKind.OWNER,
        Group.TENANT: tie.kind is TieKind.TENANT,
        Group.GARAGE: unit.kind is UnitKind.PARKING,
        Group.SHOP: unit.kind is UnitKind.SHOP,
        Group.COMMITTEE: False,
    }
    return part.building in ("", unit.building) and part.entrance in ("", unit.entrance) and groups[part.group]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=some_parts)
def test_an_audience_is_the_union_of_its_parts_and_of_nobody_else(world, parts):
    database, estate_id = world
    database.read_now(_check_audience, estate_id, tidy(parts))


def _check_audience(session: RowSession, estate_id: UUID, parts: tuple[Part, ...]) -> None:
    audience = Audience(estate_id, parts, NOW)
    found = list(session.exec(select(Person.id).where(people(audience))))
    assert len(found) == len(set(found))
    assert set(found) == expected(session, estate_id, parts)
    each = [set(session.exec(select(Person.id).where(people(Audience(estate_id, (part,), NOW))))) for part in parts]
    assert set(found) == set().union(*each)
    reach = reach_of(session, audience)
    assert reach.people == len(found)
    assert 0 <= reach.homes_without <= reach.homes


@pytest.fixture
def world(database: Database) -> tuple[Database, UUID]:
    return database, database.run_now(make_world)


def test_reach_counts_routes_and_homes(world):
    database, estate_id = world

    def look(session: RowSession) -> None:
        tenants = reach_of(session, Audience(estate_id, (Part(group=Group.TENANT),), NOW))
        assert (tenants.push, tenants.mailbox, tenants.none) == (0, 4, 1)
        assert (tenants.homes, tenants.homes_without) == (5, 1)
        garage = reach_of(session, Audience(estate_id, (Part(group=Group.GARAGE),), NOW))
        assert (garage.none, garage.homes, garage.homes_without) == (1, 1, 1)
        building = reach_of(session, Audience(estate_id, (Part("1"),), NOW))
        assert (building.homes, building.homes_without) == (5, 3)

    database.read_now(look)


# ---- sending in chunks ---------------------------------------------------------------------------------------


def make_crowd(session: RowSession, many: int) -> tuple[UUID, UUID]:
    """An estate whose accounts chose it; every tenth blocked us. Returns it and its secretary."""
    estate = make_estate(session, "SJ")
    persons = [new_id() for _ in range(many)]
    if many:
        session.exec(
            sa.insert(Person),
            params=[{"id": each, "lang": "zh-CN", "spoken_name": "", "created_at": NOW} for each in persons],
        )
        session.exec(
            sa.insert(Account),
            params=[
                {
                    "id": new_id(), "channel": "web", "external": str(n), "person_id": each, "estate_id": estate.id,
                    "shown_name": "", "private_since": NOW, "blocked_at": NOW if n % 10 == 0 else None,
                }
                for n, each in enumerate(persons)
            ],
        )  # fmt: skip
    secretary = make_person(session)
    grant(session, secretary, Role.SECRETARY, NOW - timedelta(days=1), estate_id=estate.id)
    return estate.id, secretary


def send(session: RowSession, estate_id: UUID, by: UUID, now: datetime = NOW, parts=(WHOLE,), *, urgent=False) -> str:
    estate = session.get(Estate, estate_id)
    assert estate is not None
    return actions.publish(
        session, estate, actions.Writing("停水通知：周三停水。", tuple(parts), urgent=urgent), by, now
    ).code


class KilledError(Exception):
    """The process ends here; nothing of this transaction stays."""


def killed(session: RowSession, version_id: UUID, now: datetime) -> None:
    sending.send_chunk(session, version_id, now)
    raise KilledError


def finish(database: Database, now: datetime = NOW) -> int:
    """Ring until nothing is due; returns how many chunks it took."""
    rung = 0
    while due := database.read_now(sending.chunks_left, now):
        for version_id in due:
            database.run_now(sending.send_chunk, version_id, now)
            rung += 1
    return rung


def copies(session: RowSession, number: int = 1) -> list[NoticeCopy]:
    query = select(NoticeCopy).join(NoticeVersion, col(NoticeVersion.id) == col(NoticeCopy.version_id))
    return list(session.exec(query.where(NoticeVersion.number == number)))


@pytest.mark.parametrize("many", [0, 499, 500, 501, 1203])
def test_killed_between_chunks_nobody_is_told_twice_and_nobody_is_lost(database, many):
    estate_id, secretary = database.run_now(make_crowd, many)
    database.run_now(send, estate_id, secretary)
    for version_id in database.read_now(sending.chunks_left, NOW):
        with pytest.raises(KilledError):
            database.run_now(killed, version_id, NOW)
        database.run_now(sending.send_chunk, version_id, NOW)
    finish(database)
    database.read_now(_check_all_told, many)


def _check_all_told(session: RowSession, many: int) -> None:
    found = copies(session)
    assert len(found) == many
    assert len({each.person_id for each in found}) == many
    told = Counter(each.account_id for each in session.exec(select(Delivery)))
    assert len(told) == many - (many + 9) // 10
    assert set(told.values()) <= {1}
    assert {each.delivery_id for each in found if each.account_id} == {
        each.id for each in session.exec(select(Delivery))
    }
    assert session.exec(select(NoticeRun)).one().state is Going.DONE


def test_the_same_chunk_rung_twice_tells_nobody_twice(database):
    estate_id, secretary = database.run_now(make_crowd, 30)
    database.run_now(send, estate_id, secretary)

    def begin_again(session: RowSession) -> UUID:
        run = session.exec(select(NoticeRun)).one()
        run.state, run.mark = Going.SENDING, None
        return run.version_id

    database.run_now(sending.send_chunk, database.run_now(begin_again), NOW)
    database.read_now(_check_all_told, 30)


def test_a_paused_notice_stays_until_it_is_resumed_and_keeps_the_night(database):
    estate_id, secretary = database.run_now(make_crowd, 700)
    code = database.run_now(send, estate_id, secretary)

    def act(session: RowSession, deed, now: datetime) -> None:
        deed(session, session.exec(select(Notice).where(Notice.code == code)).one(), secretary, now)

    database.run_now(act, actions.pause, NOW)
    assert finish(database) == 0
    assert database.run_now(handover.take_up, "web", NOW) == []
    database.run_now(act, actions.resume, NIGHT)
    finish(database, NIGHT)
    assert database.run_now(handover.take_up, "web", NIGHT, Turn(night=True)) == []
    assert len(database.run_now(handover.take_up, "web", OPENS)) == 20
    with pytest.raises(Refusal):
        database.run_now(act, actions.resume, NIGHT)
    database.run_now(act, actions.cancel_rest, OPENS)
    assert database.run_now(handover.take_up, "web", OPENS) == []


def test_at_night_only_the_urgent_goes_out(database):
    estate_id, secretary = database.run_now(make_crowd, 5)
    database.run_now(send, estate_id, secretary, NIGHT)
    assert database.run_now(handover.take_up, "web", NIGHT) == []
    database.run_now(send, estate_id, secretary, NIGHT, urgent=True)
    assert len(database.run_now(handover.take_up, "web", NIGHT)) == 4


# ---- corrections and withdrawals -----------------------------------------------------------------------------


def test_a_correction_and_a_withdrawal_tell_those_concerned_once(database):
    """Of 20: 2 blocked us, 9 were sent the first, 1 is unknown, the others still wait."""
    estate_id, secretary = database.run_now(make_crowd, 20)
    code = database.run_now(send, estate_id, secretary)

    def deliver(session: RowSession) -> None:
        waiting = session.exec(select(Delivery).order_by(col(Delivery.id))).all()
        for n, each in enumerate(waiting[:10]):
            each.state = State.UNKNOWN if n == 9 else State.SENT

    def correct(session: RowSession) -> None:
        notice = session.exec(select(Notice).where(Notice.code == code)).one()
        actions.correct(session, notice, actions.Writing("改为周四停水。", (WHOLE,)), secretary, NOW)

    def withdraw(session: RowSession) -> None:
        notice = session.exec(select(Notice).where(Notice.code == code)).one()
        actions.withdraw(session, notice, "不停了", secretary, NOW)

    database.run_now(deliver)
    database.run_now(correct)
    second = database.read_now(copies, 2)
    assert len({each.person_id for each in second}) == len(second) == 18
    old = database.read_now(lambda session: Counter(each.state for each in session.exec(select(Delivery))))
    assert old == {State.SENT: 9, State.UNKNOWN: 1, State.VOID: 8, State.QUEUED: 18}
    database.run_now(withdraw)
    third = database.read_now(copies, 3)
    assert len({each.person_id for each in third}) == len(third) == 10
    with pytest.raises(Refusal):
        database.run_now(correct)


def test_a_correction_of_an_unfinished_notice_reaches_those_not_yet_begun(database):
    estate_id, secretary = database.run_now(make_crowd, 800)
    code = database.run_now(send, estate_id, secretary)

    def correct(session: RowSession, words: str) -> None:
        notice = session.exec(select(Notice).where(Notice.code == code)).one()
        actions.correct(session, notice, actions.Writing(words, (WHOLE,)), secretary, NOW)

    database.run_now(correct, "改为周四停水。")
    database.run_now(correct, "改为周五停水。")
    finish(database)
    told = [each for each in database.read_now(copies, 3) if each.account_id]
    assert len({each.person_id for each in told}) == len(told) == 720
    waiting = database.read_now(
        lambda session: [each.account_id for each in session.exec(select(Delivery)) if each.state is State.QUEUED]
    )
    assert len(waiting) == len(set(waiting)) == 720


def test_progress_counts_people_and_doors(world):
    database, estate_id = world
    secretary = database.run_now(_a_secretary, estate_id)
    code = database.run_now(send, estate_id, secretary, parts=(Part("1"),))

    def look(session: RowSession) -> None:
        notice = find_notice(session, secretary, code, NOW)
        progress = progress_of(session, notice, versions_of(session, notice)[-1], NOW)
        assert (progress.waiting, progress.delivered, progress.no_route) == (5, 0, 1)
        missing = doors_of(session, notice, NOW)
        assert missing.homes == 5
        assert missing.unreached == (("1", "1", "102"), ("1", "2", "102"), ("1", "", "S1"))

    database.read_now(look)


def _a_secretary(session: RowSession, estate_id: UUID) -> UUID:
    person = make_person(session)
    grant(session, person, Role.SECRETARY, NOW - timedelta(days=1), estate_id=estate_id)
    return person


def test_a_notice_is_read_in_its_estate_only_and_the_committees_by_the_committee(world):
    database, estate_id = world
    secretary = database.run_now(_a_secretary, estate_id)
    public = database.run_now(send, estate_id, secretary, parts=(Part("2"),))
    closed = database.run_now(send, estate_id, secretary, parts=(Part(group=Group.COMMITTEE),))

    def look(session: RowSession) -> None:
        other = session.exec(select(Estate).where(Estate.prefix == "LY")).one()
        neighbour = session.exec(select(Account).where(Account.estate_id == estate_id)).first()
        stranger = session.exec(select(Account).where(Account.estate_id == other.id)).first()
        assert neighbour is not None
        assert stranger is not None
        assert [each.notice.code for each in latest(session, estate_id, neighbour.person_id, NOW)] == [public]
        assert latest(session, estate_id, stranger.person_id, NOW) == []
        for person_id, code in ((stranger.person_id, public), (neighbour.person_id, closed)):
            with pytest.raises(Refusal):
                find_notice(session, person_id, code, NOW)

    database.read_now(look)


# ---- words and papers ----------------------------------------------------------------------------------------


def _ordinary() -> list[tuple[str, str]]:
    path = Path(__file__).parents[1] / "data" / "ordinary_lines.tsv"
    with path.open(encoding="utf-8") as file:
        return [(row["intent"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]


def test_questions_about_notices_are_recognised_and_steal_little():
    lines = [(intent, hears("notice", text), triage(text).complaint_score) for intent, text in _ordinary()]
    won = Counter(intent for intent, sure, complaint in lines if sure >= 40 and sure > complaint)
    total = Counter(intent for intent, _, _ in lines)
    assert won["notice"] / total["notice"] >= 0.85
    stolen = sum(number for intent, number in won.items() if intent != "notice")
    assert stolen <= 6, won


@pytest.mark.parametrize(
    ("words", "title", "heading", "lines"),
    [
        ("停水通知：周三停水。", "停水通知", "停水通知", ("周三停水。",)),
        ("关于换门禁\n周六上午。\n请带卡。", "关于换门禁", "关于换门禁", ("周六上午。", "请带卡。")),
        ("周六上午换门禁。请带卡。", "周六上午换门禁", "", ("周六上午换门禁。请带卡。",)),
        ("周三9:00停水", "周三9:00停水", "", ("周三9:00停水",)),
    ],
)
def test_a_notice_is_called_by_its_heading(words, title, heading, lines):
    assert rules.title_of(words) == title
    assert rules.heading_and_lines(words) == (heading, lines)


@given(st.text(max_size=80))
def test_a_title_is_one_short_line(words):
    title = rules.title_of(words)
    assert len(title) <= 48
    assert "\n" not in title


def test_papers_of_a_notice_are_the_same_on_any_day():
    use_public_url("https://estate.example/")
    params = {
        "estate": Text("四季家园"),
        "prefix": Text("SJ"),
        "heading": saying("notices-heading"),
        "lines": Lines((Text("周三停水。"),)),
        "signature": Text("四季家园业委会"),
        "day": Day(date(2026, 11, 24)),
        "code": Code("SJ-5"),
    }
    walk = {
        "estate": Text("四季家园"),
        "title": Text("停水通知"),
        "code": Code("SJ-5"),
        "rows": Lines((Text("3\t2-501"), Text("5\t101"))),
    }
    later = Reader("zh-CN", NOW + timedelta(days=400), "SJ")
    for make, values, begins in ((poster, params, b"\x89PNG"), (board, params, b"%PDF"), (doors, walk, b"%PDF")):
        made = make(values, Reader("zh-CN", NOW))
        assert made.data.startswith(begins)
        assert made == make(values, later)
    use_public_url("")
