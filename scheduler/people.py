"""People by the calendar: a tie or a role that is over is told once; what was kept long enough is redacted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from config.values import Text, saying
from models.database import RowSession
from models.letters import post, proof
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people import staffing
from models.people.homes import checks
from models.people.tables import TieKind
from models.privacy import retention
from scheduler.jobs import job


def _tie_ended(session: RowSession, tie_id: UUID, now: datetime) -> None:
    bound = checks.told_end(session, tie_id, now)
    if bound is None:
        return
    key = "homes-ended-until" if bound.ran_out else "homes-ended-sold"
    if bound.tie.kind is TieKind.HELPER:
        key = "homes-ended-helper"
    words = saying(key, home=Text(bound.unit.spoken))
    post.tell(session, bound.tie.person_id, Draft(Kind.ALERT, words, estate_id=bound.estate_id), now)


def _grant_ended(session: RowSession, grant_id: UUID, now: datetime) -> None:
    grant = staffing.told_end(session, grant_id, now)
    if grant is None:
        return
    key = "people-ended-stand-in" if grant.stand_in_for else "people-ended"
    where = Text(staffing.place_named(session, grant))
    words = saying(key, where=where, role=staffing.title_of(grant.role))
    post.tell(session, grant.person_id, Draft(Kind.ALERT, words, estate_id=grant.estate_id), now)


job("people-ties-ended", checks.ended_untold, _tie_ended, checks.next_end)
job("people-roles-ended", staffing.ended_untold, _grant_ended, staffing.next_end)
job("people-ways-tested", proof.due_tests, proof.send_test, proof.next_test)
job("privacy-retention", retention.run_out, retention.redact_next, retention.next_run_out, housekeeping=True)
