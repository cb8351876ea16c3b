"""Duties: prompted once a stage whenever the bell rings, red from the day after, opened for those who were there."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from config.duties import kind_named, template, templates, yearly_kinds
from config.law import rule
from config.values import saying
from config.words import Reader, has, render
from models.calendar import at, local_day
from models.disclosures.ledgers.summary import PARTS
from models.duties import actions, prompts, queries
from models.duties.rules import Schedule, Standing, schedule_of, standing, year_owed
from models.duties.tables import Duty, DutyReminder
from models.letters.tables import Letter
from models.people.identity import lock_account
from models.people.roles import Role, grant
from models.people.tables import Estate

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001
SCHEDULES = st.builds(
    Schedule, MOMENTS, DAYS, st.lists(DAYS, max_size=3).map(lambda days: tuple(sorted(days))), st.just(time(8, 30))
)


# --- the data


def test_every_kind_rests_on_rules_and_has_its_words():
    for kind in templates().values():
        assert all(rule(key) for key in (kind.due, kind.law, *kind.reminders))
        keys = [f"duties-kind-{kind.kind}", f"duties-what-{kind.kind}", f"duties-prompt-{kind.group}"]
        keys += [f"duties-overdue-{kind.group}", f"duties-{kind.law}", f"role-{kind.owed_by}"]
        assert all(has(key, lang) for key in keys for lang in ("zh-CN", "en"))


@pytest.mark.parametrize("key", sorted({kind.law for kind in templates().values()}))
def test_articles_are_cited_as_the_law_data_has_them(key):
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    said = saying(f"duties-{key}")
    assert render(said.key, {}, Reader("zh-CN", now)) == rule(key).article
    assert render(said.key, {}, Reader("en", now)) == rule(key).article_en


def test_the_three_parts_are_those_of_the_ledgers():
    assert [kind.kind for kind in yearly_kinds()] == [f"publication-{part}" for part in PARTS]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("维修资金", "publication-fund-use"),
        ("公共收益 SJ-3", "publication-common-income"),
        ("经费开支 贴了", "publication-expenses"),
        ("FUND", "publication-fund-use"),
    ],
)
def test_a_part_is_named_as_people_say_it(said, kind):
    found = kind_named(said)
    assert found is not None
    assert found.kind == kind


def test_a_sentence_without_a_part_names_none():
    assert kind_named("贴在东门") is None


# --- when it is prompted


@given(SCHEDULES, st.lists(MOMENTS, max_size=30))
def test_each_stage_is_said_once_and_in_order_whenever_the_bell_rings(schedule, rings):
    said = []
    for now in sorted(rings):
        stage = schedule.said_by(now)
        if stage is not None and stage not in said:
            assert stage.at <= now
            said.append(stage)
    assert [stage.at for stage in said] == sorted(stage.at for stage in said)
    assert len({stage.name for stage in said}) == len(said)


@given(SCHEDULES, MOMENTS)
def test_the_next_prompt_is_later_at_most_a_week_after_the_last_day_and_says_something_new(schedule, now):
    after = schedule.after(now)
    assert after > now
    if now >= max(at(schedule.due_on, time(8, 30)), schedule.opened_at):
        assert after <= now + timedelta(days=7)
    assert schedule.said_by(after) != schedule.said_by(now)


@given(SCHEDULES, MOMENTS)
def test_nothing_is_said_before_it_is_opened(schedule, now):
    assert (schedule.said_by(now) is None) == (now < schedule.opened_at)


def test_the_yearly_publication_from_january_to_april():
    kind = template("publication-fund-use")
    schedule = schedule_of(kind, at(date(2027, 1, 1), time(8, 30)), date(2027, 3, 31))
    now, days = datetime(2026, 12, 1, tzinfo=UTC), []
    while (now := schedule.after(now)) < datetime(2027, 4, 10, tzinfo=UTC):
        days.append(local_day(now).isoformat()[5:])
    assert days == ["01-01", "02-01", "03-01", "03-31", "04-01", "04-08"]


def test_what_is_owed_within_days_is_said_once_before_it_is_overdue():
    opened = at(date(2026, 12, 3), time(8, 30))
    schedule = schedule_of(template("meeting-result"), opened, date(2026, 12, 7))
    assert schedule.said_by(at(date(2026, 12, 7), time(20))).name == "opened"
    assert schedule.after(opened) == at(date(2026, 12, 8), time(8, 30))


@given(DAYS, st.integers(-400, 400))
def test_red_from_the_day_after_the_last(due_on, days):
    found = standing(due_on, due_on + timedelta(days=days))
    assert (found is Standing.OVERDUE) == (days > 0)
    assert (found is Standing.FINE) == (days < -30)


@given(MOMENTS)
def test_the_past_year_is_owed_from_the_morning_of_new_year(now):
    kind = yearly_kinds()[0]
    opened = now >= at(date(local_day(now).year, 1, 1), time(8, 30))
    assert year_owed(kind, now) == local_day(now).year - (1 if opened else 2)


# --- rows


def an_estate(session, prefix, since):
    estate = Estate(prefix=prefix, name=prefix)
    session.add(estate)
    session.flush()
    account = lock_account(session, "stage", prefix, since)
    account.private_since = since
    grant(session, account.person_id, Role.SECRETARY, since, estate_id=estate.id)
    return estate.id


def test_opened_once_for_those_who_were_there_and_discharged_once(database):
    early, late = datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
    now = datetime(2027, 5, 1, tzinfo=UTC)
    here = database.run_now(an_estate, "SJ", early)
    database.run_now(an_estate, "LY", late)
    assert database.read_now(queries.to_open, now) == [here]
    for _ in range(2):
        database.run_now(actions.open_yearly, here, now)
        database.run_now(prompts.prompt, here, now)
    assert database.read_now(queries.to_open, now) == []

    def look(session):
        return tuple(len(session.exec(select(table)).all()) for table in (Duty, DutyReminder, Letter))

    assert database.read_now(look) == (3, 3, 1)

    def discharge(session, code):
        duty = actions.discharge(session, here, "publication-fund-use", "2026", code, now)
        return duty.evidence

    assert [database.run_now(discharge, code) for code in ("SJ-9", "SJ-10")] == ["SJ-9", "SJ-9"]
    left = database.read_now(queries.missing, here, "publication", "2026")
    assert [duty.kind for duty in left] == ["publication-common-income", "publication-expenses"]


def test_published_before_it_was_opened_is_not_asked_for(database):
    early, now = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
    here = database.run_now(an_estate, "SJ", early)
    for kind in yearly_kinds():
        database.run_now(actions.discharge, here, kind.kind, "2026", "SJ-9", early)
    assert database.read_now(queries.to_open, now) == []
    database.run_now(actions.open_yearly, here, now)
    assert database.run_now(prompts.prompt, here, now) == 0


def test_a_prompt_that_still_waits_says_what_is_missing_now(database):
    now = datetime(2027, 1, 2, tzinfo=UTC)
    here = database.run_now(an_estate, "SJ", now)
    database.run_now(actions.open_yearly, here, now)
    database.run_now(prompts.prompt, here, now)

    def waiting(session):
        return [len(queries.waiting_for_prompt(session, "SJ:publication:2026"))]

    for kind, count in zip(yearly_kinds(), [1, 1, 0], strict=True):
        database.run_now(actions.discharge, here, kind.kind, "2026", "SJ-9", now)
        assert database.read_now(waiting) == [count]
    letters = database.read_now(lambda session: [letter.params["n"] for letter in session.exec(select(Letter))])
    assert letters == [{"count": 3}, {"count": 2}, {"count": 1}]
