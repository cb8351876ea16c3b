"""QR codes a channel made for us: a permanent one once, a passing one as long as it holds.

A scene says where a code leads, the same on every channel: `e_SJ` into an estate, `e_SJ_3` to one of its buildings,
`p_SJ-12` to a question, `n_SJ-5` to a notice, `a_SJ-7` to a statement. It carries nobody's identity.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, select

from models.database import Row, indexed, insert, new_id, plain

_STILL = timedelta(days=1)
"""What ends so soon is made anew: a poster hangs for a while."""


class SceneCode(Row, table=True):
    """`address` is what the QR code says; `good_until` is None for one that stays."""

    __tablename__ = "scene_codes"
    __table_args__ = (indexed("channel", "scene", unique=True),)
    channel: str = plain(sa_type=sa.String(16))
    scene: str = plain(sa_type=sa.String(64))
    address: str = plain()
    good_until: datetime | None = None


def known_address(session: Session, channel: str, scene: str, now: datetime, *, stays: bool) -> str:
    """Empty when there is none that still holds for a while; one that must stay is never one that passes."""
    found = session.exec(select(SceneCode).where(SceneCode.channel == channel, SceneCode.scene == scene)).first()
    if found is None:
        return ""
    holds = found.good_until is None or (not stays and found.good_until >= now + _STILL)
    return found.address if holds else ""


def keep_address(session: Session, channel: str, scene: str, address: str, good_until: datetime | None) -> None:
    row = {"channel": channel, "scene": scene, "address": address, "good_until": good_until}
    kept = insert(session, SceneCode).values(id=new_id(), **row)
    session.exec(
        kept.on_conflict_do_update(
            index_elements=["channel", "scene"], set_={"address": address, "good_until": good_until}
        )
    )
