"""An estate's office: its hours, its people's numbers. Pure."""

from config.law import rule
from config.values import Lines, Phone, Text, saying
from models.people.tables import Estate


def hours_of(estate: Estate) -> str:
    """`8:30-12:00 13:30-17:30`; the house default when the estate has set none."""
    opens, closes = rule("time-office-opens").clock, rule("time-office-closes").clock
    return estate.office_hours or f"{opens:%H:%M}-{closes:%H:%M}"


def hours_shown(estate: Estate) -> str:
    """As people read them: 8:30–12:00、13:30–17:30."""
    spans = [span.replace("-", "–") for span in hours_of(estate).split()]
    return "、".join(span.lstrip("0").replace("–0", "–") for span in spans)


def contact_lines(estate: Estate, secretary: str) -> Lines:
    """Who can be reached and how; lines without a number are left out."""
    lines = []
    if secretary:
        lines.append(saying("home-contact-secretary", name=Text(secretary), hours=Text(hours_shown(estate))))
    if estate.office_phone:
        lines.append(saying("home-contact-office", phone=Phone(estate.office_phone)))
    if estate.duty_phone:
        lines.append(saying("home-contact-duty", phone=Phone(estate.duty_phone)))
    return Lines(tuple(lines or [saying("home-contact-none")]))
