"""The floor: four statements in one transaction on the driver itself, no library in between. No target; it says how far
the product is from what the machine could do. `bare_bot.py DATABASE PORT`.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TABLES = (
    "CREATE TABLE seen (update_id BIGINT PRIMARY KEY)",
    "CREATE TABLE accounts (id BIGINT PRIMARY KEY, unit INTEGER, seen_at BIGINT)",
    "CREATE TABLE votes (unit INTEGER PRIMARY KEY, option INTEGER)",
    "CREATE TABLE taps (unit INTEGER, option INTEGER)",
)
FILL = "INSERT INTO accounts VALUES ({}, {}, 0)"
STATEMENTS = (
    "INSERT INTO seen VALUES ({0}) ON CONFLICT DO NOTHING",
    "UPDATE accounts SET seen_at = {0} WHERE id = {1}",
    "INSERT INTO votes VALUES ({0}, {1}) ON CONFLICT (unit) DO UPDATE SET option = excluded.option",
    "INSERT INTO taps VALUES ({0}, {1})",
)


def worker(url: str) -> tuple[ThreadPoolExecutor, Callable[[int, int, int], None]]:
    if url.startswith("sqlite"):
        connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        marks, begin, threads = ("?", "?"), "BEGIN IMMEDIATE", 1
        pool = [connection]
    else:
        pool = [psycopg.connect(url.replace("+psycopg", ""), autocommit=True) for _ in range(4)]
        connection, marks, begin, threads = pool[0], ("%s", "%s"), "BEGIN", 4
    for table in TABLES:
        connection.execute(table)
    for n in range(500):
        connection.execute(FILL.format(*marks), (1000 + n, n))
    said = [statement.format(*marks) for statement in STATEMENTS]

    def vote(update: int, user: int, option: int) -> None:
        mine = pool.pop()
        try:
            mine.execute(begin)
            for statement, values in zip(
                said, ((update,), (update, user), (user, option), (user, option)), strict=True
            ):
                mine.execute(statement, values)
            mine.execute("COMMIT")
        finally:
            pool.append(mine)

    return ThreadPoolExecutor(threads), vote


async def main(url: str, port: int) -> None:
    threads, vote = worker(url)

    async def hook(request: Request) -> Response:
        query = json.loads(await request.body())
        press = query["callback_query"]
        option = int(press["data"].split()[-1])
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(threads, vote, query["update_id"], press["from"]["id"], option)
        return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": press["id"], "text": "记下了"})

    web = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    await uvicorn.Server(uvicorn.Config(web, port=port, log_level="error", access_log=False)).serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
