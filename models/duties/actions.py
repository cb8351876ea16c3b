"""Opening, discharging and voiding duties. A feature that does what is owed calls `discharge` with its code."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from config.duties import template, yearly_kinds
from models.calendar import local_day
from models.database import insert, new_id
from models.duties.prompts import renew
from models.duties.rules import year_owed, yearly_due
from models.duties.tables import Duty
from models.people.roles import Role
from models.refusals import Refusal


def open_duty(session: Session, estate_id: UUID, kind: str, period: str, due_on: date, now: datetime) -> Duty:
    """The duty of this kind and period, made when there is none; one that is discharged stays so."""
    made = template(kind)
    session.exec(
        insert(session, Duty)
        .values(
            id=new_id(),
            estate_id=estate_id,
            kind=kind,
            period=period,
            due_on=due_on,
            law=made.law,
            owed_by=Role(made.owed_by),
            opened_at=now,
            prompt_at=now,
            evidence="",
            files=[],
        )
        .on_conflict_do_nothing(index_elements=["estate_id", "kind", "period"])
    )
    return _locked(session, estate_id, kind, period)


def _locked(session: Session, estate_id: UUID, kind: str, period: str) -> Duty:
    query = select(Duty).where(Duty.estate_id == estate_id, Duty.kind == kind, Duty.period == period)
    return session.exec(query.with_for_update()).one()


def open_yearly(session: Session, estate_id: UUID, now: datetime) -> list[Duty]:
    """What the estate has to publish for the past year."""
    opened = []
    for kind in yearly_kinds():
        year = year_owed(kind, now)
        opened.append(open_duty(session, estate_id, kind.kind, str(year), yearly_due(kind, year + 1), now))
    return opened


def discharge(session: Session, estate_id: UUID, kind: str, period: str, evidence: str, now: datetime) -> Duty:
    """It is done, with a code as evidence; also before it was opened. The first evidence stays. Returns the duty."""
    duty = open_duty(session, estate_id, kind, period, _due_if_new(kind, period, now), now)
    if duty.discharged_at is None:
        duty.discharged_at, duty.evidence = now, evidence
        _end(session, duty, now)
    return duty


def _due_if_new(kind: str, period: str, now: datetime) -> date:
    made = template(kind)
    return yearly_due(made, int(period) + 1) if made.yearly else local_day(now)


@dataclass(frozen=True)
class Proof:
    """What somebody shows for it: a sentence or code, photos by id."""

    words: str
    files: tuple[str, ...]
    actor_id: UUID


def discharge_by_hand(session: Session, duty: Duty, proof: Proof, now: datetime) -> None:
    """Somebody says it is done and shows it. Refuses without evidence, or when it is not open any more."""
    if not duty.is_open:
        raise Refusal("duties-done-already")
    if not proof.words.strip() and not proof.files:
        raise Refusal("duties-no-evidence")
    duty.discharged_at, duty.discharged_by = now, proof.actor_id
    duty.evidence, duty.files = proof.words.strip(), list(proof.files)
    _end(session, duty, now)


def void_duty(session: Session, estate_id: UUID, kind: str, period: str, now: datetime) -> None:
    """Its matter fell through: nothing is owed."""
    query = select(Duty).where(Duty.estate_id == estate_id, Duty.kind == kind, Duty.period == period)
    duty = session.exec(query.with_for_update()).first()
    if duty is not None and duty.is_open:
        duty.void_at = now
        _end(session, duty, now)


def _end(session: Session, duty: Duty, now: datetime) -> None:
    """No more prompts of it; those that still wait to be handed over say what is missing now."""
    duty.prompt_at = None
    session.flush()
    renew(session, duty, now)
