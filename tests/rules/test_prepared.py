"""Questions that are put together once: each time their own values, lists of any length, names that are patterns; and the
numbers that several choices of a letter take at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.values import Text, saying
from models.database import Database, RowSession, prepared
from models.letters import post
from models.letters.numbers import conversation_of, number_choices
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Delivery, Kind, Letter
from models.people.identity import find_estate_by_name
from models.people.tables import Account, Estate
from tests.stage import cast

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NAMES = ["100%家园", "100号家园", "四季家园", "四季花园"]


@prepared
def _prefixes(names: Sequence[str], but: str) -> SelectOfScalar[str]:
    return select(col(Estate.prefix)).where(col(Estate.name).in_(names), Estate.prefix != but).order_by(Estate.prefix)


def estates(session: RowSession) -> None:
    for place, name in enumerate(NAMES):
        cast.make_estate(session, f"{name}({'ABCD'[place]}X)")


def test_each_time_its_own_values(any_database: Database) -> None:
    any_database.run_now(estates)

    def asked(session: RowSession) -> list[list[str]]:
        return [
            list(_prefixes(session, NAMES[:2], "BX")),
            list(_prefixes(session, names=NAMES, but="")),
            list(_prefixes(session, [], but="")),
            list(_prefixes(session, NAMES[:2], "AX")),
        ]

    assert any_database.read_now(asked) == [["AX"], ["AX", "BX", "CX", "DX"], [], ["BX"]]


def test_what_is_at_hand_is_not_asked_for_again(any_database: Database) -> None:
    any_database.run_now(estates)

    def same(session: RowSession) -> bool:
        first = session.exec(select(Estate).where(Estate.prefix == "CX")).one()
        first.name = "改名家园"
        again = session.get(Estate, first.id)
        session.expunge(first)
        return again is first and session.get_one(Estate, first.id).name == "四季家园"

    assert any_database.read_now(same)


def test_an_estate_is_known_by_a_part_of_its_name_that_no_other_has(any_database: Database) -> None:
    any_database.run_now(estates)

    def found(session: Session, said: str) -> str:
        estate = find_estate_by_name(session, said)
        return estate.name if estate is not None else ""

    for said, name in {
        "四季家园": "四季家园", "四季": "", "花园": "四季花园", "100%": "100%家园", "%": "", "_季家": "", "100": "",
    }.items():  # fmt: skip
        assert any_database.read_now(found, said) == name, said


def test_numbers_go_round_and_one_that_stands_stays(any_database: Database) -> None:
    def numbered(session: RowSession, lines: Sequence[str], days: int) -> list[int | None]:
        account = session.exec(select(Account)).one()
        draft = Draft(Kind.ALERT, saying("desk-rest", text=Text("")), tuple(Choice(line) for line in lines))
        post.send(session, draft, [account], NOW)
        both = select(Delivery, Letter).join(Letter).order_by(col(Letter.id).desc())
        delivery, letter = session.exec(both.limit(1)).one()
        made = number_choices(session, delivery, letter, draft.choices, NOW + timedelta(days=days))
        return [each.number for each in made]

    def scene(session: RowSession) -> None:
        cast.make_estate(session, "四季家园(SJ)")
        cast.make_people(session, "张三=业主 3-2-501 @ 四季家园(SJ)", "stage", NOW)
        account = session.exec(select(Account)).one()
        conversation_of(session, account.id).next_number = 98

    any_database.run_now(scene)
    assert any_database.run_now(numbered, ["a", "b", "c"], 0) == [98, 99, 11]
    assert any_database.run_now(numbered, ["b", "d", "b", "a"], 1) == [99, 12, 99, 98]
    assert any_database.run_now(numbered, ["b", "e"], 8) == [13, 14]  # its week is over
