"""Rosters in the database: twice is once, the order of rows says nothing, heads and areas add up, nothing is lost."""

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.database import Database
from models.people import importing
from models.people.identity import lock_account
from models.people.importing import import_part, parts_left, parts_of, plan_import, totals_of
from models.people.rosters import read_roster
from models.people.tables import Estate, Owner, Ownership, Tenancy, Tie, TieKind, Unit
from models.refusals import Refusal

HEADER = ["幢", "单元", "房号", "建筑面积（㎡）", "业主姓名", "联系电话", "类型", "状态"]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PREFIXES = ("".join(letters) for letters in itertools.product("ABCDEFGHJKLMP", repeat=3))


def ownings(database, estate_id, spoken):
    return [name for home, name, _ in owners_by_home(database, estate_id) if home == spoken]


def roster(rows, header=HEADER):
    return read_roster([list(header), *([*row, *[""] * (len(header) - len(row))] for row in rows)])


def make_estate(session):
    prefix = next(PREFIXES)
    made = Estate(prefix=prefix, name=prefix)
    session.add(made)
    session.flush()
    return made


def bring_in(database: Database, estate_id: UUID, rows, header=HEADER, now=NOW, *, end_unnamed=False):
    done = importing.Imported()
    for part in database.read_now(parts_left, estate_id, parts_of(roster(rows, header), end_unnamed=end_unnamed)):
        done += database.run_now(import_part, estate_id, part, now)
    return done


def plan(database, estate_id, rows, header=HEADER, *, end_unnamed=False):
    def look(session):
        return plan_import(session, session.get(Estate, estate_id), roster(rows, header), end_unnamed=end_unnamed)

    return database.read_now(look)


def totals(database, estate_id):
    found = database.read_now(totals_of, estate_id)
    return found.units, found.heads, found.area


def owners_by_home(database, estate_id):
    def look(session):
        query = (
            select(Unit, Owner)
            .join(Ownership, Ownership.unit_id == Unit.id)
            .join(Owner, Owner.id == Ownership.owner_id)
            .where(Unit.estate_id == estate_id)
        )
        return sorted((unit.spoken, owner.name, owner.phone) for unit, owner in session.exec(query))

    return database.read_now(look)


@pytest.fixture
def estate_id(database):
    return database.run_now(make_estate).id


ROWS = [
    ["3", "2", "501", "89.20", "张桂芬", "13800000001"],
    ["3", "2", "502", "80.00", "王磊、刘伟", "13800000002、13800000003"],
    ["5", "", "101", "100.10", "张桂芬", "13800000001"],
    ["5", "", "102", "70.00", "", "", "", "未售"],
    ["5", "", "103", "70.00", "星光置业有限公司", "", "", "未售"],
    ["车库", "", "12", "13.00", "王磊", "13800000002", "车位"],
]


def test_heads_and_areas_of_a_small_estate(database, estate_id):
    done = bring_in(database, estate_id, ROWS)
    assert (done.added, done.changed, done.sold) == (6, 0, 0)
    assert totals(database, estate_id) == (5, 4, 8920 + 8000 + 10010 + 7000 + 7000)


def test_the_dry_run_says_what_the_import_then_does(database, estate_id):
    assert len(plan(database, estate_id, ROWS).added) == 6
    bring_in(database, estate_id, ROWS)
    again = plan(database, estate_id, ROWS)
    assert (again.added, again.updated, again.unchanged) == ((), (), 6)
    done = bring_in(database, estate_id, ROWS)
    assert (done.added, done.changed, done.unchanged) == (0, 0, 6)


NAMES = st.sampled_from(["张桂芬", "王磊", "刘伟", "", "星光置业有限公司"])
PHONES = st.sampled_from(["13800000001", "13800000002", "13800000003", ""])
UNITS = st.lists(
    st.tuples(st.integers(1, 2), st.integers(1, 4), st.integers(3000, 20000), NAMES, PHONES),
    min_size=1,
    max_size=8,
    unique_by=lambda unit: unit[:2],
).map(
    lambda units: [
        [
            str(b),
            "1",
            f"10{r}",
            f"{a // 100}.{a % 100:02d}",
            name,
            phone if name else "",
            "住宅",
            "" if name else "未售",
        ]
        for b, r, a, name, phone in units
    ]
)
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(rows=UNITS)
def test_twice_is_once(database, rows):
    estate_id = database.run_now(make_estate).id
    bring_in(database, estate_id, rows)
    before = owners_by_home(database, estate_id), totals(database, estate_id)
    found = plan(database, estate_id, rows)
    assert (found.added, found.updated) == ((), ())
    done = bring_in(database, estate_id, rows)
    assert (done.added, done.changed, done.sold) == (0, 0, 0)
    assert (owners_by_home(database, estate_id), totals(database, estate_id)) == before


@QUIET
@given(data=st.data(), rows=UNITS)
def test_the_order_of_rows_says_nothing(database, data, rows):
    one, other = (database.run_now(make_estate).id for _ in range(2))
    bring_in(database, one, rows)
    bring_in(database, other, data.draw(st.permutations(rows)))
    assert owners_by_home(database, one) == owners_by_home(database, other)
    assert totals(database, one) == totals(database, other)


@QUIET
@given(first=UNITS, second=UNITS)
def test_whatever_came_before_the_plan_then_holds_and_nothing_is_missing(database, first, second):
    estate_id = database.run_now(make_estate).id
    bring_in(database, estate_id, first)
    bring_in(database, estate_id, second)
    found = plan(database, estate_id, second)
    assert (found.added, found.updated) == ((), ())
    homes = {tuple(row[:3]) for row in [*first, *second]}
    assert totals(database, estate_id)[0] == len(homes)


@QUIET
@given(rows=UNITS)
def test_areas_add_up_and_no_head_is_counted_twice(database, rows):
    estate_id = database.run_now(make_estate).id
    bring_in(database, estate_id, rows)
    _, heads, area = totals(database, estate_id)
    assert area == sum(int(row[3].replace(".", "")) for row in rows)
    owners = owners_by_home(database, estate_id)
    assert heads <= len({row[2] for row in rows} | {row[4] + row[5] for row in rows})
    for name in ("张桂芬", "王磊"):
        for phone in ("13800000001", "13800000002"):
            said = [row for row in rows if (row[4], row[5]) == (name, phone)]
            assert len([one for one in owners if one[1:] == (name, phone)]) >= len(said)


def test_a_change_of_telephone_keeps_the_head(database, estate_id):
    bring_in(database, estate_id, ROWS)
    bring_in(database, estate_id, [[*row[:5], row[5].replace("001", "009"), *row[6:]] for row in ROWS])
    assert totals(database, estate_id)[1] == 4
    assert ("3-2-501", "张桂芬", "13800000009") in owners_by_home(database, estate_id)


def test_two_of_one_name_stay_two(database, estate_id):
    rows = [["1", "", "101", "50", "王伟", "13800000001"], ["1", "", "102", "50", "王伟", "13800000002"]]
    bring_in(database, estate_id, rows)
    assert totals(database, estate_id)[1] == 2
    bring_in(database, estate_id, [[*row[:5], ""] for row in rows])
    assert totals(database, estate_id)[1] == 2


def bind(session, estate_id, spoken):
    account = lock_account(session, "stage", "张三", NOW)
    unit = next(one for one in session.exec(select(Unit).where(Unit.estate_id == estate_id)) if one.spoken == spoken)
    owner_id = session.exec(select(Ownership.owner_id).where(Ownership.unit_id == unit.id)).first()
    tie = Tie(person_id=account.person_id, unit_id=unit.id, owner_id=owner_id, kind=TieKind.OWNER, since=NOW)
    session.add(tie)
    return tie.id


def test_a_home_that_was_sold_ends_its_tie_and_a_mended_name_does_not(database, estate_id):
    bring_in(database, estate_id, ROWS)
    tie = database.run_now(bind, estate_id, "3-2-501")
    bring_in(database, estate_id, [["3", "2", "501", "89.20", "张桂芳", "13800000001"]])
    assert database.read_now(lambda session: session.get(Tie, tie)).ended_at is None
    done = bring_in(database, estate_id, [["3", "2", "501", "89.20", "赵敏", "13800000007"]])
    ended = database.read_now(lambda session: session.get(Tie, tie))
    assert done.sold == 1
    assert ended.ended_at is not None
    assert ended.end_told_at is None
    assert ("5-101", "张桂芬", "13800000001") in owners_by_home(database, estate_id)


COUPLE = ["3", "2", "501", "89.20", "张桂芬、张大民", "13800000001、13800000002"]
ONE_OF_THEM = ["3", "2", "501", "89.20", "张桂芬", "13800000001"]


def test_a_co_owner_whom_the_file_leaves_out_stays_and_is_told(database, estate_id):
    bring_in(database, estate_id, [COUPLE])
    found = plan(database, estate_id, [ONE_OF_THEM])
    assert (found.updated, found.unchanged) == ((), 1)
    assert [(one.home.spoken, one.field, one.count, one.of) for one in found.left_out] == [("3-2-501", "owners", 1, 2)]
    assert bring_in(database, estate_id, [ONE_OF_THEM]).sold == 0
    assert ownings(database, estate_id, "3-2-501") == ["张大民", "张桂芬"]
    mended = ["3", "2", "501", "89.20", "张桂芳", "13800000001"]
    bring_in(database, estate_id, [mended])
    assert ownings(database, estate_id, "3-2-501") == ["张大民", "张桂芳"]


def test_a_co_owner_goes_when_that_is_said(database, estate_id):
    bring_in(database, estate_id, [COUPLE])
    bring_in(database, estate_id, [ONE_OF_THEM])
    assert len(plan(database, estate_id, [ONE_OF_THEM], end_unnamed=True).updated) == 1
    assert bring_in(database, estate_id, [ONE_OF_THEM], end_unnamed=True).sold == 1
    assert ownings(database, estate_id, "3-2-501") == ["张桂芬"]


def test_a_home_all_of_whose_owners_are_others_was_sold(database, estate_id):
    bring_in(database, estate_id, [COUPLE])
    sold = ["3", "2", "501", "89.20", "赵敏", "13800000007"]
    found = plan(database, estate_id, [sold])
    assert (len(found.updated), found.left_out) == (1, ())
    bring_in(database, estate_id, [sold])
    assert ownings(database, estate_id, "3-2-501") == ["赵敏"]


def test_a_tenant_whom_the_file_leaves_out_beside_another_stays(database, estate_id):
    header = [*HEADER[:6], "租户", "租户电话"]
    bring_in(database, estate_id, [[*ONE_OF_THEM, "孙丽、周舟", "13900000001、13900000002"]], header)
    assert plan(database, estate_id, [[*ONE_OF_THEM, "孙丽", ""]], header).left_out[0].field == "tenants"
    bring_in(database, estate_id, [[*ONE_OF_THEM, "孙丽", ""]], header)
    names = database.read_now(lambda session: sorted(one.name for one in session.exec(select(Tenancy))))
    assert names == ["周舟", "孙丽"]


CO_OWNED = st.lists(
    st.tuples(
        st.integers(1, 4), st.lists(st.tuples(NAMES, PHONES), min_size=1, max_size=3, unique_by=lambda one: one[0])
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda unit: unit[0],
).map(
    lambda units: [
        ["1", "1", f"10{room}", "80", name, phone if name else ""] for room, owners in units for name, phone in owners
    ]
)


@QUIET
@given(first=CO_OWNED, second=CO_OWNED, end_unnamed=st.booleans())
def test_whatever_the_co_owners_the_plan_is_done_by_doing_it(database, first, second, end_unnamed):
    estate_id = database.run_now(make_estate).id
    bring_in(database, estate_id, first)
    before = [one[:2] for one in owners_by_home(database, estate_id)]
    changed = {one.unit.home.spoken for one in plan(database, estate_id, second, end_unnamed=end_unnamed).updated}
    bring_in(database, estate_id, second, end_unnamed=end_unnamed)
    found = plan(database, estate_id, second, end_unnamed=end_unnamed)
    assert (found.added, found.updated) == ((), ())
    untouched = [one for one in before if one[0] not in changed]
    assert not set(untouched) - {one[:2] for one in owners_by_home(database, estate_id)}


def test_a_tenant_is_kept_by_index_only(database, estate_id):
    header = [*HEADER[:6], "租户", "租户电话", "租期至"]
    row = [*ROWS[0][:6], "孙丽", "13900000001", "2026-12-31"]
    bring_in(database, estate_id, [row], header)
    kept = database.read_now(lambda session: session.exec(select(Tenancy)).one())
    assert (kept.name, str(kept.until)) == ("孙丽", "2026-12-31")
    assert "13900000001" not in kept.phone_index
    assert plan(database, estate_id, [row], header).unchanged == 1
    moved = [*row[:7], "13900000002", "2027-12-31"]
    assert len(plan(database, estate_id, [moved], header).updated) == 1
    bring_in(database, estate_id, [moved], header)
    assert plan(database, estate_id, [moved], header).unchanged == 1


def test_what_was_broken_off_goes_on(database, estate_id):
    rows = [[str(n // 100 + 1), "", str(101 + n % 100), "50", f"业主{n // 3}", ""] for n in range(1100)]
    parts = parts_of(roster(rows))
    assert [len(part.units) for part in parts] == [500, 500, 100]
    database.run_now(import_part, estate_id, parts[0], NOW)
    left = database.read_now(parts_left, estate_id, parts)
    assert [part.number for part in left] == [1, 2]
    for part in left:
        database.run_now(import_part, estate_id, part, NOW + timedelta(minutes=1))
    assert totals(database, estate_id) == (1100, 367, 1100 * 5000)
    assert len(database.read_now(parts_left, estate_id, parts)) == 3


def test_an_area_column_must_be_chosen_first():
    header = ["幢", "房号", "建筑面积", "套内面积", "业主姓名"]
    found = roster([["1", "101", "90", "70", "张三"]], header)
    assert found.needs_area_column
    with pytest.raises(Refusal) as no:
        parts_of(found)
    assert no.value.key == "homes-import-which-area"


def test_names_and_telephones_are_sealed_in_the_file(database, estate_id, sqlite_file):
    bring_in(database, estate_id, ROWS)
    database.close()
    raw = b"".join(path.read_bytes() for path in sqlite_file.parent.glob("estate.sqlite3*"))
    assert "张桂芬".encode() not in raw
    assert b"13800000001" not in raw
