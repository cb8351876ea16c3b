"""Every command, by every role, in the own and in another estate, by an old button and by its phrase.

Made from the registry: a new command, role or kind of object is in the matrix, or the test says what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.dispatch import serve
from bot.play.cast import make_estate, make_people
from bot.play.stage import RICH
from config.words import phrases
from handlers.desk.registry import LOOKUPS, VERBS, Verb, load_features
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.disclosures.tables import LedgerQuestion, Statement
from models.disclosures.tables import State as StatementState
from models.letters.shapes import Incoming, Told
from models.letters.tables import Kind, Letter
from models.meetings.tables import Meeting
from models.notices.tables import Change, Notice, NoticeVersion
from models.opinions.tables import OpinionRound
from models.people.homes.checks import Bound
from models.people.identity import lock_account
from models.people.roles import Grant, Role, grant
from models.people.staffing import Held
from models.people.tables import Estate, Person, Tie
from models.postings import Publication
from tests.stage.checks import MECHANISM

load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OWN, FOREIGN = ({role: f"{place}{role.value}" for role in Role} for place in ("本", "外"))
NOBODY = ("业主", "租户", "路人", "生人", "停职", "到期", "明天")
"""Owner and tenant of another home, an owner of another estate, a stranger, and three who are no secretary today."""
OUTSIDE = (*FOREIGN.values(), "路人", "生人")
UNSEEN = replace(RICH, in_hand=False)
"""Nobody looks at the answers' words: which they are is enough."""
SCENERY = "desk-rest"
NO = re.compile(r"desk-not-yours|desk-no-estate|[a-z]+-unknown")
MAY_TOUCH = MECHANISM | {"persons"}
"""The mechanism's own tables; a stranger becomes a person by speaking."""


def estates(session: RowSession) -> None:
    make_estate(session, "四季家园(SJ) duty=62770001 community=梅园社区 township=兰江街道 city=余姚市")
    make_estate(session, "兰苑(LY) community=兰苑社区 township=凤山街道 city=慈溪市")
    make_people(session, "张三=业主 3-2-501, 业主=业主 3-2-502, 租户=租户 3-2-503 @ 四季家园(SJ)", "stage", NOW)
    make_people(session, "路人=业主 1-1-101 @ 兰苑(LY)", "stage", NOW)
    for names, prefix in ((OWN, "SJ"), (FOREIGN, "LY")):
        estate = session.exec(select(Estate).where(Estate.prefix == prefix)).one()
        district = {Role.COMMUNITY: estate.community, Role.TOWNSHIP: estate.township, Role.BUREAU: estate.city}
        for role, name in names.items():
            place = {"district": district[role]} if role in district else {"estate_id": estate.id}
            grant(session, person(session, name).id, role, NOW, **place)
    estate = session.exec(select(Estate).where(Estate.prefix == "SJ")).one()
    for name, more in (
        ("停职", {"suspended_at": NOW - timedelta(hours=1)}),
        ("到期", {"ends_at": NOW - timedelta(seconds=1)}),
        ("明天", {"starts_at": NOW + timedelta(days=1)}),
    ):
        values = {"role": Role.SECRETARY, "estate_id": estate.id, "starts_at": NOW - timedelta(days=9), **more}
        session.add(Grant(person_id=person(session, name).id, **values))


def person(session: RowSession, name: str) -> Person:
    account = lock_account(session, "stage", name, NOW)
    account.private_since = NOW
    found = session.get(Person, account.person_id)
    assert found is not None
    return found


def objects(session: RowSession) -> dict[type, tuple[str, ...]]:
    """Of each kind in SJ: what it is called. Roles that hold roles stand over different ones."""
    estate = session.exec(select(Estate).where(Estate.prefix == "SJ")).one()
    zhang, li = person(session, "张三"), person(session, OWN[Role.SECRETARY])
    letter = Letter(kind=Kind.NOTICE, key=SCENERY, params={}, created_at=NOW)
    notice = Notice(code="SJ-5", estate_id=estate.id, author_id=li.id, created_at=NOW)
    statement = Statement(
        code="SJ-2", estate_id=estate.id, year=2025, state=StatementState.DRAFT, imported_by=li.id, imported_at=NOW
    )
    for row in (
        *(
            Complaint(
                code=code, estate_id=estate.id, author_id=zhang.id, story="3号楼电梯坏了", holder=holder, created_at=NOW
            )
            for code, holder in (("SJ-1", Role.SECRETARY), ("SJ-7", Role.COMPANY))
        ),
        statement,
        Meeting(code="SJ-4", estate_id=estate.id, starts_at=NOW + timedelta(days=9), place="会议室", agenda="x", told_at=NOW),
        letter,
        notice,
        OpinionRound(
            code="SJ-6", estate_id=estate.id, question="晾衣架装哪里", options=["东侧", "楼顶"], opener_id=li.id,
            opened_at=NOW, closes_at=NOW + timedelta(days=7),
        ),
    ):  # fmt: skip
        session.add(row)
    session.flush()
    session.add(
        NoticeVersion(
            notice_id=notice.id,
            number=1,
            change=Change.FIRST,
            words="停水",
            letter_id=letter.id,
            voice=Role.SECRETARY,
            made_by=li.id,
            made_at=NOW,
        )
    )
    session.add(
        LedgerQuestion(
            code="SJ-3", estate_id=estate.id, statement_id=statement.id, asker_id=zhang.id, asked_at=NOW, answer_by=NOW
        )
    )
    session.add(
        Publication(
            code="SJ-5", feature="notices", title="停水", estate_id=estate.id, by_id=li.id, published_at=NOW
        )
    )  # fmt: skip
    tie = session.exec(select(Tie).where(Tie.person_id == zhang.id)).one()
    others = ((Role.SECRETARY, "李副"), (Role.MEMBER, "委员"))
    held = [grant(session, person(session, name).id, role, NOW, estate_id=estate.id).id.hex for role, name in others]
    return {
        Complaint: ("SJ-1", "SJ-7"), Statement: ("SJ-2",), LedgerQuestion: ("SJ-3",), Meeting: ("SJ-4",), Notice: ("SJ-5",), Publication: ("SJ-5",),
        OpinionRound: ("SJ-6",), Bound: (tie.id.hex,), Held: tuple(held),
    }  # fmt: skip


@dataclass
class Matrix:
    """`trial` serves one message, tells what was answered and which tables were written, and undoes it."""

    database: Database
    codes: dict[type, tuple[str, ...]]
    written: set[str] = field(default_factory=set)
    count: int = 0

    def trial(self, who: str, *, text: str = "", choice: str = "") -> tuple[list[str], set[str]]:
        self.count += 1
        told = Told.PRESSED if choice else Told.SAID
        incoming = Incoming("stage", f"m{self.count}", told, who, NOW, text, choice=choice)
        self.written.clear()
        with RowSession(self.database.writer, expire_on_commit=False) as session:
            served = serve(session, incoming, NOW, UNSEEN)
            keys = list(session.exec(select(Letter.key).where(Letter.key != SCENERY).order_by(col(Letter.id))))
            session.rollback()
        return [*keys, served.toast.key] if served.toast else keys, self.written - MAY_TOUCH

    def buttons(self, verb: Verb) -> list[str]:
        """As they would stand on an old message in SJ."""
        return [
            " ".join([verb.name, *(_argument(name, kind, code) for name, kind in verb.takes)]) for code in self.of(verb)
        ]

    def said(self, verb: Verb) -> list[str]:
        return [f"{phrases(verb.name)[0]} {code}".strip() for code in self.of(verb)]

    def of(self, verb: Verb) -> tuple[str, ...]:
        return next((self.codes[kind] for _, kind in verb.takes if kind in LOOKUPS), ("",))


def _argument(name: str, kind: type, code: str) -> str:
    if kind in LOOKUPS:
        return code
    return "1" if kind is int else "SJ-6" if name == "code" else "好"


@pytest.fixture(scope="module")
def matrix(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    path = tmp_path_factory.mktemp("matrix") / "estate.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    database.run_now(estates)
    made = Matrix(database, database.run_now(objects))
    changing = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)

    def watch(*given: Any) -> None:
        found = changing.match(given[2])
        if found:
            made.written.add(found[1])

    sa.event.listen(database.writer, "before_cursor_execute", watch)
    yield made
    database.close()


WITH_ROLE = sorted(name for name, verb in VERBS.items() if verb.roles)
SPOKEN = [name for name in WITH_ROLE if phrases(name)]
OF_ANYBODY = sorted(name for name, verb in VERBS.items() if verb.takes_code and not verb.roles)
A_GUEST_MAY = {"meetings-opinion": {"meeting_opinions"}}
"""What somebody whom no roster knows may leave, marked as theirs: only an opinion."""


def test_the_matrix_knows_every_kind_of_object(matrix: Matrix) -> None:
    assert set(matrix.codes) == set(LOOKUPS)
    assert len(WITH_ROLE) > 50


def may_not(verb: Verb) -> list[str]:
    """What names no object is done in the estate where the role is held: there the foreign staff are at home."""
    foreign = [name for role, name in FOREIGN.items() if verb.takes_code or role not in verb.roles]
    return [*(name for role, name in OWN.items() if role not in verb.roles), *foreign, *NOBODY]


@pytest.mark.parametrize("name", WITH_ROLE)
def test_who_may_not_is_refused_with_a_reason_and_changes_nothing(matrix: Matrix, name: str) -> None:
    """By a button that stood there from better days."""
    for who, line in product(may_not(VERBS[name]), matrix.buttons(VERBS[name])):
        keys, written = matrix.trial(who, choice=line)
        assert keys, who
        assert NO.fullmatch(keys[0]), (who, keys)
        assert written == set(), (who, written)


@pytest.mark.parametrize("name", WITH_ROLE)
def test_who_may_gets_past_the_right_check(matrix: Matrix, name: str) -> None:
    for role in set(VERBS[name].roles):
        heard = [matrix.trial(OWN[role], choice=line)[0][0] for line in matrix.buttons(VERBS[name])]
        assert not all(NO.fullmatch(key) for key in heard), (role, heard)


@pytest.mark.heavy
@pytest.mark.parametrize("name", SPOKEN)
def test_a_phrase_opens_no_more_than_the_button(matrix: Matrix, name: str) -> None:
    """Typed, the words may be taken for something else that one may: then nothing of the matter is touched."""
    few = {FOREIGN[VERBS[name].roles[0]], OWN[Role.VISITOR], *NOBODY} & set(may_not(VERBS[name]))
    for who, text in product(sorted(few), matrix.said(VERBS[name])):
        keys, written = matrix.trial(who, text=text)
        assert keys, who
        assert written == set(), (who, keys, written)


@pytest.mark.parametrize("name", OF_ANYBODY)
def test_who_has_no_part_in_an_estate_changes_nothing_there(matrix: Matrix, name: str) -> None:
    """By what needs no role the right is that of the object."""
    for who, line in product(OUTSIDE, matrix.buttons(VERBS[name])):
        keys, written = matrix.trial(who, choice=line)
        assert keys, who
        assert written <= A_GUEST_MAY.get(name, set()), (who, keys, written)
