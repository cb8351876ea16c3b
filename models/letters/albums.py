"""Pictures that belong together where a platform does not say so: sent one after another, with nothing said between."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from config.law import rule
from models.letters.shapes import Incoming
from models.letters.tables import Attachment, FileKind, Inbox
from models.people.tables import Account

_PICTURES = (FileKind.PHOTO, FileKind.VIDEO)


def gathered(session: Session, account: Account, incoming: Incoming, now: datetime) -> Incoming:
    """A picture that came without words is one of the album the picture before it began, or begins one."""
    if incoming.text or not incoming.enclosed or any(each.kind not in _PICTURES for each in incoming.enclosed):
        return incoming
    album = _open_album(session, account, now) or incoming.key[:64]
    return replace(incoming, enclosed=tuple(replace(each, album=album) for each in incoming.enclosed))


def _open_album(session: Session, account: Account, now: datetime) -> str:
    """Whatever was said or tapped since, and a while, close it."""
    newest = select(Attachment).where(Attachment.account_id == account.id).order_by(col(Attachment.id).desc())
    before = session.exec(newest.limit(1)).first()
    if before is None or now - before.created_at > timedelta(minutes=rule("complaints-draft-photos").number):
        return ""
    last = select(Inbox.id).where(Inbox.account_id == account.id).order_by(col(Inbox.id).desc())
    return before.album if before.inbox_id == session.exec(last.limit(1)).first() else ""
