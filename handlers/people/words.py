"""How roles are said."""

from __future__ import annotations

from config.law import rule
from config.values import Count, Saying, Text, saying
from handlers.desk import Visit
from models.people.roles import Role


def role_saying(role: Role) -> Saying:
    return saying(f"role-{role.value}")


def give_code(visit: Visit, code: str, what: Saying) -> None:
    """A one-time code, to be passed on; a link that is forwarded carries nobody's identity."""
    visit.say("people-code", code=Text(code), what=what, days=Count(rule("privacy-invite-valid").number))
