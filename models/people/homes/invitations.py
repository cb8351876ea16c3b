"""One-time codes to a home: a helper, a tenant or a co-owner is named by somebody who is bound to it already."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Optional
from uuid import UUID

from sqlmodel import Session, col, select

from config.law import rule
from models.calendar.clock import local_day
from models.database import Row, choice_of, foreign, link, plain
from models.people.homes.ties import is_live, lock_unit
from models.people.identity import owners_of
from models.people.tables import Account, Owner, Tie, TieKind, Unit
from models.refusals import Refusal


class HomeInvitation(Row, table=True):
    """Only the hash of the code is kept. `until` is the last day of the tie it makes; `tie_id` is the inviter's own."""

    __tablename__ = "home_invitations"
    code_hash: str = plain(unique=True)
    unit_id: UUID = foreign("units.id")
    unit: Unit = link()
    kind: TieKind = choice_of(TieKind)
    owner_id: UUID | None = foreign("owners.id", default=None)
    owner: Optional["Owner"] = link()
    tie_id: UUID = foreign("ties.id")
    tie: Tie = link()
    until: date | None = None
    expires_at: datetime
    used_at: datetime | None = None


# ---- rules


def refusal(tie: Tie, kind: TieKind, today: date) -> Refusal | None:
    """Anybody bound here may name a helper, but no helper; an owner checked in person invites tenants and co-owners."""
    if not is_live(tie, today) or tie.kind is TieKind.HELPER:
        return Refusal("homes-only-bound")
    if kind is not TieKind.HELPER and (tie.kind is not TieKind.OWNER or tie.level < 2):
        return Refusal("homes-invite-level")
    return None


def hashed(code: str) -> str:
    return hashlib.sha256(b"home:" + code.strip().upper().encode()).hexdigest()


# ---- actions


def invite_home(session: Session, tie: Tie, kind: TieKind, until: date | None, now: datetime) -> str:
    """A code that binds whoever sends it first to the home of this tie. Returns the code, once."""
    no = refusal(tie, kind, local_day(now))
    if no is not None:
        raise no
    owner_id = _other_owner(session, tie) if kind is TieKind.OWNER else None
    code = secrets.token_hex(5).upper()
    session.add(
        HomeInvitation(
            code_hash=hashed(code),
            unit_id=tie.unit_id,
            kind=kind,
            owner_id=owner_id,
            tie_id=tie.id,
            until=until if tie.until is None or (until is not None and until < tie.until) else tie.until,
            expires_at=now + timedelta(days=rule("privacy-invite-valid").number),
        )
    )
    return code


def _other_owner(session: Session, tie: Tie) -> UUID:
    others = [owner for owner in owners_of(session, tie.unit_id) if owner.id != tie.owner_id]
    if len(others) != 1:
        raise Refusal("homes-invite-which-owner")
    return others[0].id


def find_home_invitation(session: Session, code: str) -> HomeInvitation | None:
    query = select(HomeInvitation).where(HomeInvitation.code_hash == hashed(code))
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def accept_home_invitation(session: Session, found: HomeInvitation, account: Account, now: datetime) -> Tie:
    """Take it up. Refuses one that is used or past, or whose inviter is no longer bound there."""
    inviter = session.get(Tie, found.tie_id)
    today = local_day(now)
    if found.used_at is not None or found.expires_at <= now or inviter is None or not is_live(inviter, today):
        raise Refusal("people-invitation-void")
    if found.until is not None and found.until < today:
        raise Refusal("people-invitation-void")
    if inviter.person_id == account.person_id:
        raise Refusal("homes-invite-self")
    unit = lock_unit(session, found.unit_id)
    found.used_at = now
    same = Tie.unit_id == unit.id, Tie.person_id == account.person_id, col(Tie.ended_at).is_(None)
    for before in session.exec(select(Tie).where(*same, Tie.kind == found.kind).with_for_update()):
        before.ended_at = before.end_told_at = now
    tie = Tie(
        person_id=account.person_id,
        unit_id=unit.id,
        owner_id=found.owner_id,
        kind=found.kind,
        since=now,
        until=found.until,
        named_by=inviter.person_id,
    )
    session.add(tie)
    session.flush()
    return tie
