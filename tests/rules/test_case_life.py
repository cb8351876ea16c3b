"""The whole life of a case: every deed by anybody in any order, on a real database, the clock between them.

Whatever happens, somebody holds it, something is owed or waited for while it is open, its level never falls, nothing said
is lost, and it can end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from bot.play.cast import make_estate, make_people
from models.calendar import local_day
from models.complaints import actions, alarms, overdue, waiting
from models.complaints.adding import Addition, add
from models.complaints.queries import STAFF, alarm_of, timeline
from models.complaints.rules import must_allow
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import Urgency
from models.database import Database
from models.people.addresses import Place
from models.people.identity import lock_account
from models.people.tables import Estate, Person
from models.refusals import Refusal

pytestmark = pytest.mark.heavy
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = ("张三", "李梅", "王强", "陈建国", "周敏")
staff = st.sampled_from(PEOPLE[1:])


class CaseLife(RuleBasedStateMachine):
    """One case, filed first; a deed that its state does not allow changes nothing."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(self.template, self.folder / "life.sqlite3")
        self.database = Database(f"sqlite:///{self.folder / 'life.sqlite3'}")
        self.now, self.level, self.lines = NOW, 0, 0

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)

    @initialize(urgency=st.sampled_from(Urgency), emergency=st.sampled_from(["", "", "flood"]), alone=st.booleans())
    def filed(self, urgency: Urgency, emergency: str, alone: bool) -> None:
        def work(session: Session) -> dict[str, UUID]:
            make_estate(session, "四季家园(SJ) duty=62770001 community=梅园社区")
            cast = "张三=业主 3-2-501, 李梅=专职秘书" + ("" if alone else ", 王强=物业, 陈建国=主任, 周敏=社区")
            make_people(session, f"{cast} @ 四季家园(SJ)", "stage", NOW)
            people = {name: lock_account(session, "stage", name, NOW).person_id for name in PEOPLE}
            estate = session.exec(select(Estate)).one()
            report = actions.Report("漏水了", "leakage_water", urgency, Place(building="3"), emergency=emergency)
            case = actions.file_complaint(session, estate, people["张三"], report, NOW)
            if emergency:
                alarms.raise_alarm(session, case, NOW)
            return people

        self.people = self.database.run_now(work)

    def deed(self, act: Callable[[Session, Complaint], object]) -> None:
        self.now += timedelta(minutes=1)

        def work(session: Session) -> None:
            act(session, session.exec(select(Complaint).with_for_update()).one())

        try:
            self.database.run_now(work)
        except Refusal:
            return

    @rule(who=staff)
    def takes(self, who: str) -> None:
        self.deed(lambda session, case: actions.take(session, case, self.people[who], self.now))

    @rule(who=staff)
    def hands(self, who: str) -> None:
        self.deed(lambda session, case: actions.hand_to_company(session, case, "明天来", self.people[who], self.now))

    @rule(who=staff, phoned=st.booleans())
    def answers(self, who: str, phoned: bool) -> None:
        self.deed(lambda session, case: actions.answer(session, case, "来", self.people[who], self.now, phoned=phoned))

    @rule(who=staff)
    def asks(self, who: str) -> None:
        self.deed(lambda session, case: actions.ask_author(session, case, "几楼", self.people[who], self.now))

    @rule(who=staff, days=st.integers(0, 40))
    def waits(self, who: str, days: int) -> None:
        what = waiting.Wait("配件", local_day(self.now) + timedelta(days=days), "订了")
        self.deed(lambda session, case: waiting.wait(session, case, what, self.people[who], self.now))

    @rule(who=staff)
    def is_done(self, who: str) -> None:
        self.deed(lambda session, case: actions.report_done(session, case, "", (), self.people[who], self.now))

    @rule()
    def handed_back(self) -> None:
        self.deed(
            lambda session, case: actions.hand_back(
                session, case, "不归我们", self.people["王强"], self.now, session.exec(select(Estate)).one()
            )
        )

    @rule()
    def author_returns(self) -> None:
        self.deed(
            lambda session, case: actions.return_case(
                session, case, self.people["张三"], self.now, session.exec(select(Estate)).one()
            )
        )

    @rule()
    def author_says_more(self) -> None:
        self.deed(lambda session, case: add(session, case, Addition("还在漏"), self.people["张三"], self.now))

    @rule(act=st.sampled_from([waiting.dispute_wait, waiting.contradict, actions.confirm, actions.withdraw_case]))
    def author_judges(self, act: Callable[..., None]) -> None:
        self.deed(lambda session, case: act(session, case, self.people["张三"], self.now))

    @rule(ending=st.sampled_from([CaseState.DECLINED, CaseState.TRANSFERRED, CaseState.INDOORS]), who=staff)
    def ends(self, ending: CaseState, who: str) -> None:
        self.deed(lambda session, case: actions.close(session, case, ending, "理由", self.people[who], self.now))

    @rule()
    def somebody_goes(self) -> None:
        def act(session: Session, case: Complaint) -> None:
            alarm, person = alarm_of(session, case), lock_account(session, "stage", "王强", self.now).person_id
            if alarm is not None and case.state in OPEN:
                found = session.get(Person, person)
                assert found is not None
                alarms.see_alarm(session, case, alarm, found, self.now)

        self.deed(act)

    @rule(hours=st.integers(1, 300))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

        def ring(session: Session) -> None:
            for case_id in overdue.speaking(session, self.now):
                overdue.speak(session, case_id, self.now)
            for case_id in overdue.unjudged(session, self.now):
                overdue.close_silently(session, case_id, self.now)

        self.database.run_now(ring)
        assert self.database.read_now(lambda session: overdue.speaking(session, self.now)) == []

    @invariant()
    def stands(self) -> None:
        def look(session: Session) -> tuple[Complaint, int]:
            case = session.exec(select(Complaint)).one()
            return case, len(timeline(session, case, public_only=False))

        case, lines = self.database.read_now(look)
        assert case.holder in STAFF
        assert lines >= self.lines
        assert case.level >= self.level
        self.lines, self.level = lines, case.level
        if case.state is CaseState.WAITING:
            assert case.waits_until is not None
            assert case.waits_for
            assert case.speaks_at == case.waits_until
        elif case.state is CaseState.DONE:
            assert case.done_at is not None
        elif case.state in OPEN:
            assert case.speaks_at is not None
            assert case.answer_by or case.update_by or case.done_by
        else:
            assert case.speaks_at is None
        if case.state in OPEN:
            must_allow(case, "withdraw")
            must_allow(case, "decline")


def test_whatever_is_done_to_a_case_it_stands(sqlite_template: Path) -> None:
    CaseLife.template = sqlite_template
    run_state_machine_as_test(
        CaseLife,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
