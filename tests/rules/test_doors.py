"""The doors to knock on: every home is answered for, told and silent, or not told, and only one of these."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.papers.made_doors import doors as printed
from config.values import Text
from config.words import Reader
from models.database import Database, RowSession
from models.doors import walk_paper, walk_words
from models.letters.tables import Delivery, State
from models.opinions.answering import Tap, take_answer
from models.opinions.queries import doors_of
from models.opinions.tables import OpinionRound
from models.people.tables import Unit
from tests.rules.test_notices import NOW, KilledError, make_estate, make_unit
from tests.rules.test_opinions_reminder import HOMES, TODAY, lives_in, make_world

REACHED = (State.QUEUED, State.SENDING, State.SENT, State.UNKNOWN)


def example(session: RowSession, answered: set[int], fates: list[State]) -> None:
    code, people, round_id = make_world(session)
    asked = session.get_one(OpinionRound, round_id)
    make_unit(session, make_estate(session, "LY"), "1", "1", "9")
    for number in answered:
        take_answer(session, Tap(code, 1, 1), people[number], NOW, TODAY)
    for delivery, fate in zip(session.exec(select(Delivery).order_by(col(Delivery.id))), fates, strict=False):
        delivery.state = fate
    session.flush()
    found = doors_of(session, asked, TODAY)
    units = {int(unit.room): unit for unit in session.exec(select(Unit).where(Unit.estate_id == asked.estate_id))}
    told = {person for person, fate in zip(sorted(people), fates, strict=True) if fate in REACHED}
    spoken = {home for number in answered for home, _ in lives_in(number)}
    reached = {home for number in range(len(people)) if people[number] in told for home, _ in lives_in(number)}
    left = set(units) - spoken
    assert found.homes == HOMES
    assert {int(room) for _, _, room in found.unreached} == left - reached
    assert {int(room) for _, _, room in found.silent} == left & reached
    assert len(found.to_walk) == len(found.unreached) + len(found.silent) == len(left)
    raise KilledError


@pytest.mark.heavy
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 8)), st.lists(st.sampled_from(State), min_size=9, max_size=9))
def test_every_home_is_answered_for_or_silent_or_not_told(
    any_database: Database, answered: set[int], fates: list[State]
) -> None:
    with pytest.raises(KilledError):
        any_database.run_now(example, answered, fates)


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_printed_list_says_why_each_door_is_on_it(database: Database, lang: str) -> None:
    def paper(session: RowSession) -> tuple[object, object]:
        _, people, round_id = make_world(session)
        take_answer(session, Tap("SJ-1", 1, 1), people[0], NOW, TODAY)
        found = doors_of(session, session.get_one(OpinionRound, round_id), TODAY)
        return walk_paper("四季家园", Text("装不装门禁？"), "SJ-1", found), walk_words("SJ-1", found)

    sheet, words = database.run_now(paper)
    assert words.key == "doors-list-asked"
    assert len(sheet.params["rows"].value) == len(sheet.params["why"].value) == HOMES - 1
    made = printed(sheet.params, Reader(lang, NOW))
    assert made.data.startswith(b"%PDF")
    assert made.data == printed(sheet.params, Reader(lang, NOW)).data
