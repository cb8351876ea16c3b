"""What a file would change, and that any rows are a roster or a clear refusal."""

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.words import LANGUAGES, Reader, render
from models.people.addresses import Home
from models.people.rosters import KnownUnit, Party, UnitState, WrongFile, changes, read_roster

HEADER = ["幢", "单元", "房号", "建筑面积（㎡）", "业主姓名", "联系电话"]
ROW = ["3", "2", "501", "89.2", "张桂芬", "13800000001"]


def read(*rows, header=HEADER, area=None):
    return read_roster([list(header), *map(list, rows)], area)


def odd(roster):
    return [(oddity.row, oddity.key.removeprefix("roster-odd-")) for oddity in roster.oddities]


def only(roster):
    (unit,) = roster.units
    return unit


def test_the_same_file_again_changes_nothing():
    roster = read(
        ROW, ["3", "2", "502", "80.5", "王磊、刘伟", "13800000002"], ["商铺", "", "1", "60", "星光置业有限公司", ""]
    )
    assert changes({unit.home: unit for unit in roster.units}, roster) == changes({}, roster).__class__((), (), (), 3)


def test_what_a_file_adds_changes_and_does_not_name():
    known = {
        Home("3", "2", "501"): KnownUnit(area=8900, owners=(Party("张桂芬", ("13800000009",)),)),
        Home("9", "9", "999"): KnownUnit(area=1),
    }
    found = changes(known, read(ROW, ["3", "2", "502", "80", "王磊", ""]))
    assert [unit.home.spoken for unit in found.added] == ["3-2-502"]
    assert found.missing == (Home("9", "9", "999"),)
    assert [(field.field, field.before, field.after) for field in found.updated[0].fields] == [
        ("area", 8900, 8920),
        ("owners", (Party("张桂芬", ("13800000009",)),), (Party("张桂芬", ("13800000001",)),)),
    ]
    assert found.unchanged == 0


def test_what_the_file_leaves_empty_stays():
    known = KnownUnit(
        area=8920,
        state=UnitState.LET,
        owners=(Party("张桂芬", ("13800000001",)),),
        tenants=(Party("孙丽", (), date(2026, 1, 1)),),
    )
    found = changes({Home("3", "2", "501"): known}, read(["3", "2", "501", "", "张桂芬", ""]))
    assert (found.updated, found.unchanged) == ((), 1)


CELL = st.sampled_from(
    ["", "3", "2", "501", "89.2", "张桂芬", "房号", "业主", "面积", "商铺", "-", "合计", "13800000001"]
)


@given(rows=st.lists(st.lists(CELL | st.text(max_size=8), max_size=7), max_size=8))
def test_any_rows_are_a_roster_or_a_wrong_file(rows):
    try:
        roster = read_roster(rows)
    except WrongFile as no:
        sentences = [(no.key, no.params)]
    else:
        sentences = [(oddity.saying.key, oddity.saying.params) for oddity in roster.oddities]
        assert len({unit.home for unit in roster.units}) == len(roster.units)
    for (key, params), lang in itertools.product(sentences, LANGUAGES):
        assert render(key, params, Reader(lang, datetime(2026, 3, 1, tzinfo=UTC)))


@given(body=st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=8))
def test_every_oddity_can_be_said(body):
    try:
        roster = read(ROW, *body)
    except WrongFile:
        pytest.fail("one good row makes a roster")
    for oddity, lang in itertools.product(roster.oddities, LANGUAGES):
        said = render(oddity.key, oddity.saying.params, Reader(lang, datetime(2026, 3, 1, tzinfo=UTC)))
        assert str(oddity.row) in said


@given(homes=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 4), st.integers(101, 3308)), unique=True, min_size=1, max_size=20), order=st.randoms())  # fmt: skip
def test_the_order_of_rows_does_not_matter(homes, order):
    rows = [[str(one), str(two), str(three), "80", f"业主{three}甲", ""] for one, two, three in homes]
    shuffled = rows.copy()
    order.shuffle(shuffled)
    first = {unit.home: (unit.area, unit.owners) for unit in read(*rows).units}
    assert first == {unit.home: (unit.area, unit.owners) for unit in read(*shuffled).units}
    assert len(first) == len(homes)
