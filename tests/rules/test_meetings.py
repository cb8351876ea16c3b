"""Meetings: notice exact at the border, reminders rising and each once, a quorum of more than half, what people ask."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from config.intents import hears
from config.law import rule
from config.words import LOCAL, Reader, render
from models.calendar import at, end_of, local_day
from models.meetings import actions, queries, rules
from models.meetings.letters import agenda_in_one, matters_of
from models.meetings.tables import Attendance, Meeting, MeetingReminder, MeetingState
from models.people.identity import lock_account
from models.people.roles import Role, grant
from models.people.tables import Estate
from models.refusals import Refusal

MINUTES = st.times(time(0), time(23, 59)).map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.builds(at, st.dates(date(2026, 1, 1), date(2028, 12, 31)), MINUTES)
SPANS = st.timedeltas(timedelta(0), timedelta(days=20))


def refused(work, *given, **more):
    with pytest.raises(Refusal) as caught:
        work(*given, **more)
    return caught.value.key


# --- notice


@given(MOMENTS, MINUTES)
def test_the_third_day_is_in_time_and_the_second_is_not(now, clock):
    earliest = rules.notice_day(now) + timedelta(days=3)
    assert rules.earliest_day(now) == earliest
    rules.must_be_in_time(at(earliest, clock), now)
    assert refused(rules.must_be_in_time, at(earliest - timedelta(days=1), time(23, 59)), now) == "meetings-too-soon"


@given(MOMENTS)
def test_a_notice_of_the_evening_counts_from_the_next_day(now):
    late = now.astimezone(LOCAL).time() >= rule("time-quiet-from").clock
    assert rules.notice_day(now) == local_day(now) + timedelta(days=late)


@given(MOMENTS, st.integers(0, 30), MINUTES)
def test_the_warning_ends_where_the_guide_is_met(now, days, clock):
    starts_at = at(rules.notice_day(now) + timedelta(days=days), clock)
    assert rules.is_short_of_plan(starts_at, now) == (days < 7)


@given(MOMENTS, SPANS, SPANS)
def test_put_off_is_always_in_time_but_never_into_the_past(now, was, later):
    rules.must_be_in_time(now + was + later + timedelta(minutes=1), now, was=now + was)
    assert refused(rules.must_be_in_time, now - later, now, was=now - later) == "meetings-when-past"


def test_the_refusal_names_article_and_day_in_both_languages():
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    with pytest.raises(Refusal) as caught:
        rules.must_be_in_time(now + timedelta(days=1), now)
    said = render(caught.value.key, caught.value.params, Reader("zh-CN", now))
    assert rule("committee-notice").article in said
    assert "11月27日" in said
    assert rule("committee-notice").article_en in render(caught.value.key, caught.value.params, Reader("en", now))


@pytest.mark.parametrize("key", ["committee-notice", "committee-notice-plan", "committee-quorum"])
def test_articles_are_cited_as_the_law_data_has_them(key):
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    said = rules.law(key)
    assert render(said.key, {}, Reader("zh-CN", now)) == rule(key).article
    assert render(said.key, {}, Reader("en", now)) == rule(key).article_en


# --- reminders


@given(MOMENTS)
def test_reminders_rise_lie_before_the_meeting_and_never_at_night(starts_at):
    found = rules.stages(starts_at)
    moments = [stage.at for stage in found]
    assert [stage.name for stage in found] == ["week", "day", "hours"]
    assert moments == sorted(moments)
    assert all(moment < starts_at for moment in moments)
    assert all(time(8) <= moment.astimezone(LOCAL).time() < time(21) for moment in moments)


@given(MOMENTS, SPANS, st.lists(SPANS, max_size=30))
def test_each_reminder_is_said_once_and_in_order_whenever_the_bell_rings(starts_at, before, rings):
    told_at = starts_at - before
    said = []
    for now in sorted(told_at + ring for ring in rings):
        stage = rules.stage_now(starts_at, told_at, now)
        if stage is not None and stage not in said:
            said.append(stage)
            assert told_at < stage.at <= now < starts_at
    assert said == [stage for stage in rules.stages(starts_at) if stage in said]


@given(MOMENTS, SPANS)
def test_ringing_when_it_is_due_says_every_reminder_that_is_left(starts_at, before):
    told_at = starts_at - before
    said, now = [], told_at
    while (due := rules.next_stage(starts_at, told_at, now)) is not None:
        assert due > now
        now = due
        stage = rules.stage_now(starts_at, told_at, now)
        assert stage is not None
        said.append(stage.at)
    assert said == sorted({stage.at for stage in rules.stages(starts_at) if stage.at > told_at})


# --- sign-in, quorum, result


def meeting_at(starts_at, state=MeetingState.PLANNED):
    return Meeting(code="SJ-1", starts_at=starts_at, place="x", agenda="x", told_at=starts_at, state=state)


@given(MOMENTS)
def test_sign_in_is_open_from_half_an_hour_before_until_the_day_ends(starts_at):
    meeting = meeting_at(starts_at)
    opens, closes = starts_at - timedelta(minutes=30), end_of(local_day(starts_at))
    second = timedelta(seconds=1)
    rules.must_be_open_for_sign_in(meeting, opens)
    rules.must_be_open_for_sign_in(meeting, closes - second)
    assert refused(rules.must_be_open_for_sign_in, meeting, opens - second) == "meetings-sign-early"
    assert refused(rules.must_be_open_for_sign_in, meeting, closes) == "meetings-sign-late"
    cancelled = meeting_at(starts_at, MeetingState.CANCELLED)
    assert refused(rules.must_be_open_for_sign_in, cancelled, opens) == "meetings-is-cancelled"


@given(st.integers(1, 15), st.integers(0, 15))
def test_exactly_half_is_no_quorum(members, present):
    quorum = rules.Quorum(min(present, members), members)
    assert (quorum.lacking == 0) == (2 * quorum.present > members)
    assert quorum.present + quorum.lacking >= quorum.needed
    assert 2 * quorum.needed > members >= 2 * (quorum.needed - 1)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 20)))
@settings(deadline=None)
def test_the_result_is_due_three_days_later_or_on_the_next_working_day(day):
    due = rules.result_due(at(day, time(19)), {})
    assert due >= day + timedelta(days=3)
    free = {day + timedelta(days=n): False for n in range(3, 6)}
    assert rules.result_due(at(day, time(19)), free | {day + timedelta(days=6): True}) == day + timedelta(days=6)


# --- agenda


@given(
    st.lists(st.text("电梯维修门禁停车abc", min_size=1, max_size=8), min_size=1, max_size=9),
    st.sampled_from(["", "1. ", "一、", "(2) ", "① "]),
)
def test_an_agenda_keeps_every_matter_however_it_was_numbered(matters, mark):
    assert matters_of("\n".join(mark + matter for matter in matters)) == matters
    assert all(matter in agenda_in_one("\n".join(matters)) for matter in matters)


def test_the_number_of_a_matter_is_no_figure_that_runs_together_with_its_own():
    assert agenda_in_one("明年公共收益怎么用\n3 幢门禁更换") == "① 明年公共收益怎么用；② 3 幢门禁更换"
    many = [f"{n} 幢" for n in range(1, 23)]
    one = agenda_in_one("\n".join(many))
    assert "⑳ 20 幢；(21) 21 幢" in one
    assert matters_of(one.replace("；", "\n")) == many


def test_a_matter_that_begins_with_a_figure_keeps_it():
    assert matters_of("3 幢门禁\n12幢外墙") == ["3 幢门禁", "12幢外墙"]
    assert matters_of("1. 3 幢门禁") == ["3 幢门禁"]


# --- what is asked


LINES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "ordinary_lines.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def asks_meeting(text):
    return max(hears(each, text) for each in ("meeting", "meeting-past", "meeting-assembly")) >= 40


def test_questions_about_meetings_are_understood_and_no_others_taken():
    missed = [text for intent, text in LINES if intent == "meeting" and not asks_meeting(text)]
    taken = [text for intent, text in LINES if intent != "meeting" and asks_meeting(text)]
    assert (missed, taken) == ([], [])


@pytest.mark.parametrize("said", ["定个会 12月6日下午2点", "安排12月6日19:00开会", "通知委员下周三晚上7点开会"])
def test_a_call_in_ones_own_words(said):
    assert hears("meeting-calling", said)


@pytest.mark.parametrize("said", ["什么时候安排开会", "会议安排了吗", "下周三开会吗"])
def test_asking_is_no_call(said):
    assert not hears("meeting-calling", said)


# --- together


def stage_set(session, now):
    estate = Estate(prefix="SJ", name="四季家园")
    session.add(estate)
    session.flush()
    people = []
    for name, role in [("a", Role.SECRETARY), ("b", Role.CHAIR), ("c", Role.MEMBER)]:
        account = lock_account(session, "stage", name, now)
        grant(session, account.person_id, role, now, estate_id=estate.id)
        people.append(account.person_id)
    plan = actions.Plan(now + timedelta(days=8), "活动室", "电梯")
    meeting, _ = actions.call_meeting(session, estate, plan, people[0], now)
    return meeting.id, people


def at_once(*works):
    """Run them in threads that start together; what one raises is raised here."""
    barrier, raised = Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            work()
        except Exception as error:  # noqa: BLE001 (handed to the test)
            raised.append(error)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_taps_at_once_leave_one_row_and_two_bells_one_reminder(database):
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    meeting_id, people = database.run_now(stage_set, now)
    week = rules.stages(now + timedelta(days=8))[0].at

    def answer(session, *, coming):
        actions.answer_call(session, queries.find_meeting(session, "SJ-1"), people[2], now, coming=coming)

    assert not at_once(
        lambda: database.run_now(answer, coming=True),
        lambda: database.run_now(answer, coming=False),
        lambda: database.run_now(actions.remind, meeting_id, week),
        lambda: database.run_now(actions.remind, meeting_id, week),
    )

    def look(session):
        rows = session.exec(select(Attendance).where(Attendance.person_id == people[2])).all()
        return len(rows), len(session.exec(select(MeetingReminder)).all())

    assert database.read_now(look) == (1, 1)
