"""Emergencies in chat: the numbers to call first, then who has seen it. No confirmation, no form, no waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from config.complaints import EMERGENCIES
from config.values import Code, Moment, Phone, Saying, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.forms import Option, set_aside
from handlers.desk.forms import close as close_form
from handlers.desk.where import WhichEstate, likely_building
from handlers.desk.where import find_place as find_estate
from models.complaints.actions import Report, close, file_complaint
from models.complaints.alarms import (
    arrive,
    call_line,
    end_alarm,
    found_safe,
    mistaken,
    public_number,
    raise_alarm,
    safe_now,
    say_where,
    see_alarm,
)
from models.complaints.letters import place_of
from models.complaints.queries import alarm_of, open_alarm
from models.complaints.tables import Alarm, CaseState, Complaint
from models.complaints.timeline import record
from models.complaints.triage import Urgency, triage
from models.letters.shapes import Choice
from models.people.addresses import Place, find_place
from models.people.roles import Role
from models.refusals import Refusal

_ONLY_A_PLACE = 20
_WHERE_WITHIN = timedelta(minutes=30)
DUTY = (Role.COMPANY, Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)


def sound(visit: Visit, text: str, kind: str) -> None:
    """Somebody is in danger: the numbers at once, the alarm in the same moment. What was being filled in waits, or is
    closed when it only asked which danger.
    """
    if Danger.of(visit) is not None:
        close_form(visit)
    set_aside(visit)
    try:
        visit.estate = find_estate(visit)
    except (Refusal, WhichEstate) as nowhere:
        visit.say("complaints-alarm-no-estate", call=call_line(None, kind), advice=advice(kind))
        if isinstance(nowhere, WhichEstate):
            raise
        return
    ranked, place = triage(text).ranked, find_place(text)
    if not place.building:
        place = replace(place, building="" if place.is_apart else likely_building(visit))
    report = Report(
        text,
        ranked[0] if ranked else "other",
        Urgency.URGENT,
        place,
        emergency=kind,
        files=tuple(visit.keep_files("")),
    )
    case = file_complaint(visit.session, visit.place, visit.account.person_id, report, visit.now)
    told = raise_alarm(visit.session, case, visit.now)
    visit.say(
        "complaints-alarm-sounded" if told else "complaints-alarm-sounded-nobody",
        call=call_line(visit.place, kind),
        advice=advice(kind),
        where=saying("complaints-alarm-where-known", place=place_of(case))
        if case.building
        else saying("complaints-alarm-where"),
        choices=still_or_safe(case),
        about=case.code,
    )


def still_or_safe(case: Complaint) -> list[Choice]:
    verbs = ("complaints-alarm-still", "complaints-alarm-safe", "complaints-alarm-mistake")
    return [choice(verb, case.code) for verb in verbs]


@recogniser
def says_where(visit: Visit, text: str) -> Guess | None:
    """5幢2单元, after an alarm: those who hurry must know."""
    place = find_place(text)
    if visit.room is not None or not place.building or len(text) > _ONLY_A_PLACE or triage(text).is_complaint:
        return None
    case = open_alarm(visit.session, visit.account.person_id, visit.now - _WHERE_WITHIN)
    return Guess(99, lambda: _told_where(visit, case, place)) if case is not None else None


def _told_where(visit: Visit, case: Complaint, place: Place) -> None:
    say_where(visit.session, case, place, visit.words, visit.account.person_id, visit.now)
    visit.say("complaints-alarm-where-told", place=place_of(case), choices=still_or_safe(case), about=case.code)


def advice(kind: str) -> Saying:
    return saying(f"complaints-alarm-advice-{kind}")


@command("complaints-alarm-seen", role=DUTY, urgent=True)
def seen(visit: Visit, case: Complaint) -> None:
    """A duty holder takes it."""
    alarm = alarm_of(visit.session, case)
    if alarm is None:
        raise Refusal("complaints-alarm-none")
    if see_alarm(visit.session, case, alarm, visit.person, visit.now) or alarm.seen_by == visit.person.id:
        verbs = ("complaints-alarm-there", "complaints-alarm-safe", "complaints-answer", "complaints-done")
        visit.say("complaints-alarm-yours", code=Code(case.code), choices=[choice(verb, case.code) for verb in verbs])
    else:
        assert alarm.seen_at is not None
        visit.say("complaints-alarm-taken", at=Moment(alarm.seen_at))


@command("complaints-alarm-there", role=DUTY, urgent=True)
def there(visit: Visit, case: Complaint) -> None:
    """A duty holder is on the spot."""
    alarm = alarm_of(visit.session, case)
    if alarm is None or alarm.ended_at is not None:
        raise Refusal("complaints-alarm-none")
    arrive(visit.session, case, alarm, visit.person, visit.now)
    verbs = ("complaints-alarm-safe", "complaints-answer")
    visit.say("complaints-alarm-there-noted", code=Code(case.code), choices=[choice(verb, case.code) for verb in verbs])


@command("complaints-alarm-false", urgent=True)
def false_alarm(visit: Visit, case: Complaint) -> None:
    """Checked on the spot: there is no danger. The case itself stays open. Of its author it is the same as 没事了."""
    if not visit.roles() & set(DUTY):
        if visit.account.person_id != case.author_id:
            raise Refusal("desk-not-yours")
        safe(visit, case)
        return
    alarm = alarm_of(visit.session, case)
    if alarm is None:
        raise Refusal("complaints-alarm-none")
    see_alarm(visit.session, case, alarm, visit.person, visit.now, key="complaints-alarm-calm-told")
    end_alarm(visit.session, case, alarm, visit.now)
    visit.say("complaints-alarm-calm", code=Code(case.code), choices=[choice("complaints-answer", case.code)])


@command("complaints-alarm-still", urgent=True)
def still(visit: Visit, case: Complaint) -> None:
    if visit.account.person_id != case.author_id:
        raise Refusal("complaints-only-author")
    record(visit.session, case, "alarm-still", visit.now, visit.account.person_id)
    visit.say(
        "complaints-alarm-still-noted",
        call=call_line(visit.session.get(type(visit.place), case.estate_id), case.emergency),
        choices=[choice("complaints-alarm-safe", case.code)],
        about=case.code,
    )


@command("complaints-alarm-safe", urgent=True)
def safe(visit: Visit, case: Complaint) -> None:
    """The people are out; the cause still has to be mended. Said by the author, or by whoever was called."""
    alarm = alarm_of(visit.session, case)
    if visit.account.person_id != case.author_id:
        _found_safe(visit, case, alarm)
        return
    if alarm is not None:
        end_alarm(visit.session, case, alarm, visit.now)
    safe_now(visit.session, case, visit.account.person_id, visit.now)
    hurt = case.emergency in ("injury", "fire", "shock")
    visit.say("complaints-alarm-safe-noted-hurt" if hurt else "complaints-alarm-safe-noted", code=Code(case.code))


def _found_safe(visit: Visit, case: Complaint, alarm: Alarm | None) -> None:
    if alarm is None or alarm.ended_at is not None:
        raise Refusal("complaints-alarm-none")
    found_safe(visit.session, case, alarm, visit.person, visit.now)
    verbs = ("complaints-answer", "complaints-done")
    visit.say("complaints-alarm-over-noted", code=Code(case.code), choices=[choice(verb, case.code) for verb in verbs])


@command("complaints-alarm-mistake", urgent=True)
def mistake(visit: Visit, case: Complaint) -> None:
    alarm = alarm_of(visit.session, case)
    if alarm is not None:
        end_alarm(visit.session, case, alarm, visit.now)
        mistaken(visit.session, case, visit.account.person_id, visit.now)
    close(visit.session, case, CaseState.WITHDRAWN, "", visit.account.person_id, visit.now)
    visit.say("complaints-alarm-mistake-noted", code=Code(case.code))


class Danger(Form, name="complaints-danger"):
    """For words nobody foresaw: which danger, and then at once."""

    kind: str = ask(
        "complaints-danger-ask",
        options=lambda _form, _visit: [Option(kind, saying(f"complaints-alarm-kind-{kind}")) for kind in EMERGENCIES],
        params=lambda _form, _visit: {each: Phone(public_number(each)) for each in ("fire", "injury")},
    )

    def done(self, visit: Visit) -> None:
        sound(
            visit,
            visit.sentence("complaints-danger-story", kind=saying(f"complaints-alarm-kind-{self.kind}")),
            self.kind,
        )


@command("complaints-danger", always=True, urgent=True)
def danger(visit: Visit) -> None:
    Danger.begin(visit)
