"""An estate's office: its hours, its people's numbers, who sees to what is said here."""

from datetime import datetime

from sqlmodel import Session

from config.law import rule
from config.values import Lines, Phone, Saying, Text, saying
from models.people.roles import LADDER, Role, holders_by_role
from models.people.tables import Estate


def hours_of(estate: Estate) -> str:
    """`8:30-12:00 13:30-17:30`; the house default when the estate has set none."""
    opens, closes = rule("time-office-opens").clock, rule("time-office-closes").clock
    return estate.office_hours or f"{opens:%H:%M}-{closes:%H:%M}"


def hours_shown(estate: Estate) -> str:
    """As people read them: 8:30–12:00、13:30–17:30."""
    spans = [span.replace("-", "–") for span in hours_of(estate).split()]
    return "、".join(span.lstrip("0").replace("–0", "–") for span in spans)


def serving(session: Session, estate: Estate, now: datetime) -> Saying | None:
    """Who sees to what is said here, as residents are told; None for a secretary who gave no name."""
    for role, holders in holders_by_role(session, estate.id, LADDER, now).items():
        name = next((each.spoken_name for each in holders if each.spoken_name), "")
        if holders and role is Role.SECRETARY:
            hours = Text(hours_shown(estate))
            return saying("home-contact-secretary", name=Text(name), hours=hours) if name else None
        if holders:
            return saying("home-contact-stand-in", role=saying(f"role-{role.value}"), name=Text(name))
    if estate.community:
        return saying("home-contact-nobody-community", community=Text(estate.community))
    return saying("home-contact-nobody")


def contact_lines(session: Session, estate: Estate, now: datetime) -> Lines:
    """Who can be reached and how; lines without a number are left out."""
    who = serving(session, estate, now)
    lines = [*([who] if who else []), *phone_lines(estate)]
    return Lines(tuple(lines or [saying("home-contact-none")]))


def phone_lines(estate: Estate) -> list[Saying]:
    lines = []
    if estate.office_phone:
        lines.append(saying("home-contact-office", phone=Phone(estate.office_phone)))
    if estate.duty_phone:
        lines.append(saying("home-contact-duty", phone=Phone(estate.duty_phone)))
    return lines
