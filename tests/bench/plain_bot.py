"""The baseline: a plain python-telegram-bot application with async SQLAlchemy ORM, as its manuals write it.

For each vote it writes the same rows with the same durability as the product: the update once, the account seen, the
answer that stands, the log of taps. `plain_bot.py DATABASE API_BASE PORT`.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import uvicorn
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from tests.bench.wire import SECRET, TOKEN


class Base(DeclarativeBase):
    pass


class Seen(Base):
    __tablename__ = "seen"
    update_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    unit: Mapped[int]
    last_seen: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))


class Vote(Base):
    __tablename__ = "votes"
    __table_args__ = (sa.UniqueConstraint("round_id", "unit"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int]
    unit: Mapped[int]
    option: Mapped[int]
    at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


class Tap(Base):
    __tablename__ = "taps"
    id: Mapped[int] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(sa.ForeignKey("votes.id"))
    option: Mapped[int]
    at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


def engine_of(url: str) -> Any:
    engine = create_async_engine(url, pool_size=8)
    if url.startswith("sqlite"):

        @sa.event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @sa.event.listens_for(engine.sync_engine, "begin")
        def begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def vote(sessions: async_sessionmaker[AsyncSession], update: Update) -> str:
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    round_id, option = (int(part) for part in query.data.split()[1:])
    now = datetime.now(UTC)
    async with sessions() as session, session.begin():
        if await session.get(Seen, update.update_id) is not None:
            return "已经记下了"
        session.add(Seen(update_id=update.update_id, at=now))
        account = await session.get(Account, query.from_user.id, with_for_update=True)
        if account is None:
            return "请先绑定房屋"
        account.last_seen = now
        stands = (
            await session.scalars(sa.select(Vote).where(Vote.round_id == round_id, Vote.unit == account.unit))
        ).first()
        if stands is None:
            stands = Vote(round_id=round_id, unit=account.unit, option=option, at=now)
            session.add(stands)
        stands.option, stands.at = option, now
        await session.flush()
        session.add(Tap(vote_id=stands.id, option=option, at=now))
    return f"记下了：{option}"


async def main(url: str, api: str, port: int) -> None:
    engine = engine_of(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    async with sessions() as session, session.begin():
        session.add_all(Account(id=1000 + n, unit=n, last_seen=None) for n in range(500))

    async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        text = await vote(sessions, update)
        assert update.callback_query is not None
        await update.callback_query.answer(text)

    app = Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).concurrent_updates(True).build()
    app.add_handler(CallbackQueryHandler(pressed))

    async def hook(request: Request) -> Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return Response(status_code=403)
        update = Update.de_json(await request.json(), app.bot)
        if update is not None:
            await app.process_update(update)
        return Response()

    async with app:
        web = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
        await uvicorn.Server(uvicorn.Config(web, port=port, log_level="error", access_log=False)).serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
