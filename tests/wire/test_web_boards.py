"""A broadcast followed on the page: whoever sent it finds the message when the page opens, and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import select

from bot import boards
from bot.files import Store
from bot.web.courier import WebCourier
from bot.web.history import past
from bot.web.house import WebHouse
from bot.web.hub import Page
from models.database import Database, RowSession
from models.notices import actions, following
from models.notices.audience import WHOLE
from models.notices.tables import Notice
from models.people.tables import Account, Estate
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)

NIGHT = datetime(2026, 11, 24, 14, 10, tzinfo=UTC)


def sent_at_night(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ)")
    cast.make_people(session, "李梅=专职秘书, 张桂芬=业主 3-2-501 @ 四季家园(SJ)", "web", NIGHT)
    account = session.exec(select(Account).where(Account.external == "李梅")).one()
    estate = session.exec(select(Estate)).one()
    notice = actions.publish(session, estate, actions.Writing("明天停水。", (WHOLE,)), account.person_id, NIGHT)
    following.follow(session, notice, account, NIGHT)


def page_of(session: RowSession, name: str) -> Page:
    account = session.exec(select(Account).where(Account.external == name)).one()
    return Page(seat=name, account_id=account.id)


async def test_whoever_sent_it_finds_how_far_it_has_come_on_their_page(database: Database, tmp_path: Path) -> None:
    database.run_now(sent_at_night)
    now = NIGHT + timedelta(minutes=1)
    courier = WebCourier(WebHouse(database, Store(tmp_path), lambda: now))

    def seen(name: str) -> list[str]:
        return database.read_now(
            lambda session: [each.shown.text for each in past(session, page_of(session, name), now) if each.shown.live]
        )

    assert seen("李梅") == []
    await boards.show_dirty(database, courier, lambda: now)
    assert seen("李梅") == ["📤 SJ-1 明天停水\n11月25日（周三）8:00 再送，已发 0/1 人"]
    assert seen("张桂芬") == []

    def stop(session: RowSession) -> None:
        notice = session.exec(select(Notice)).one()
        actions.cancel_rest(session, notice, notice.author_id, now)

    database.run_now(stop)
    now += timedelta(minutes=1)
    await boards.show_dirty(database, courier, lambda: now)
    assert seen("李梅") == []  # not live any more: it is the report
