"""Rights are those of the object's estate at the moment of the act, the same for a button, a number and typed words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.dispatch import serve
from bot.play.cast import make_estate, make_people
from bot.play.stage import RICH
from config.words import phrases
from handlers.desk.registry import LOOKUPS, VERBS, load_features
from models.complaints.tables import CaseState, Complaint
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Told
from models.people.roles import Role
from models.people.staffing import suspend
from models.people.tables import Account, Estate

load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
STAFF_VERBS = sorted(name for name, verb in VERBS.items() if verb.roles)
CASE_VERBS = sorted(name for name in STAFF_VERBS if any(kind is Complaint for _, kind in VERBS[name].takes))


def scene(session: RowSession) -> None:
    make_estate(session, "四季家园(SJ) duty=62770001 community=梅园社区 township=兰江街道")
    make_estate(session, "兰苑(LY) community=兰苑社区 township=凤山街道")
    cast = "张三=业主 3-2-501, 李梅=专职秘书, 王强=物业, 陈建国=主任 @ 四季家园(SJ)"
    make_people(session, cast, "stage", NOW)
    make_people(session, "外秘书=专职秘书, 外主任=主任, 外物业=物业, 外社区=社区, 外街道=街道 @ 兰苑(LY)", "stage", NOW)
    make_people(session, "路人=业主 1-1-101 @ 兰苑(LY)", "stage", NOW)


@pytest.fixture
def filed(database: Database) -> Database:
    database.run_now(scene)
    say(database, "张三", "3号楼电梯坏了")
    say(database, "张三", "1")
    assert the_case(database).state is CaseState.NEW
    return database


count = iter(range(10**6))


def say(database: Database, who: str, text: str = "", choice: str = "") -> list[str]:
    told = Told.PRESSED if choice else Told.SAID
    incoming = Incoming("stage", f"r{next(count)}", told, who, NOW, text, choice=choice)
    served = database.run_now(serve, incoming, NOW, RICH)
    keys = [each.key for each in served.answers]
    return [*keys, served.toast.key] if served.toast else keys


def the_case(database: Database) -> Complaint:
    return database.read_now(lambda session: session.exec(select(Complaint)).one())


def sit_in(database: Database, who: str, prefix: str) -> None:
    """This person's current estate is that one."""

    def work(session: RowSession) -> None:
        estate = session.exec(select(Estate).where(Estate.prefix == prefix)).one()
        session.exec(select(Account).where(Account.external == who)).one().estate_id = estate.id

    database.run_now(work)


@pytest.mark.parametrize("who", ["外秘书", "外主任", "外物业", "外社区", "外街道", "路人", "生人"])
def test_staff_of_another_estate_cannot_touch_a_case(filed: Database, who: str) -> None:
    """Neither by an old button nor by typing, also when their current estate is the case's."""
    before = repr(sorted(the_case(filed).model_dump().items()))
    say(filed, who, "菜单")
    sit_in(filed, who, "SJ")
    for verb in CASE_VERBS:
        assert say(filed, who, choice=f"{verb} SJ-1")[0] in {"complaints-unknown", "desk-not-yours"}, verb
        for phrase in phrases(verb):
            assert say(filed, who, f"{phrase} SJ-1")[0] in {"complaints-unknown", "desk-not-yours"}, phrase
    assert repr(sorted(the_case(filed).model_dump().items())) == before


def test_a_resident_gets_a_reason_and_a_door_from_every_staff_verb(filed: Database) -> None:
    """Pressed with whatever arguments it takes: refused before anything is asked."""
    before = repr(sorted(the_case(filed).model_dump().items()))
    for verb in STAFF_VERBS:
        arguments = ["SJ-1" if kind in LOOKUPS or kind is str else "1" for _, kind in VERBS[verb].takes]
        keys = say(filed, "张三", choice=" ".join([verb, *arguments])[:64])
        assert re.search(r"not-yours|unknown|none|void|turn-over", keys[0]), (verb, keys)
    assert repr(sorted(the_case(filed).model_dump().items())) == before


def test_the_secretary_acts_in_the_estate_of_the_case_not_in_her_current_one(filed: Database) -> None:
    sit_in(filed, "李梅", "LY")
    assert say(filed, "李梅", choice="complaints-take SJ-1") == ["complaints-taken"]
    assert the_case(filed).state is CaseState.TAKEN


def test_a_suspended_secretary_s_old_button_refuses(filed: Database) -> None:
    def work(session: RowSession) -> None:
        account = session.exec(select(Account).where(Account.external == "李梅")).one()
        estate = session.exec(select(Estate).where(Estate.prefix == "SJ")).one()
        assert suspend(session, account.person_id, Role.SECRETARY, estate.id, NOW) == 1

    filed.run_now(work)
    assert say(filed, "李梅", choice="complaints-take SJ-1")[0] in {"complaints-unknown", "desk-not-yours"}
    assert the_case(filed).state is CaseState.NEW
