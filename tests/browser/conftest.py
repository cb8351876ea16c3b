"""A real browser, and the demo running on tables made from the metadata."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Frame, Page, async_playwright
from sqlalchemy import create_engine

from bot.demo.estate import DemoEstate
from bot.demo.site import serving_of
from bot.listening import server
from config.settings import Environment, Settings
from models import load_tables
from models.database import Database, keyring, new_key, use_keys
from models.migrations.triggers import create_triggers

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)


@dataclass
class Demo:
    estate: DemoEstate
    base: str


def tables(database: Database) -> None:
    engine = create_engine(database.url)
    with engine.begin() as connection:
        load_tables().create_all(connection)
        create_triggers(connection)
    engine.dispose()


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    ring = keyring()
    settings = Settings(
        _env_file=None, keys=new_key(), files_dir=tmp_path / "files", environment=Environment.DEVELOPMENT,
        database_url=f"sqlite:///{tmp_path / 'demo.sqlite3'}",
    )  # fmt: skip
    estate = await asyncio.to_thread(DemoEstate.open, tmp_path, settings, tables)
    made = server(serving_of(estate), "127.0.0.1", 0)
    task = asyncio.create_task(made.serve())
    while not made.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    port = made.servers[0].sockets[0].getsockname()[1]
    try:
        yield Demo(estate, f"http://127.0.0.1:{port}")
    finally:
        made.should_exit = True
        await task
        estate.database.close()
        use_keys(ring)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    async with async_playwright() as driver:
        opened = await driver.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield opened
        await opened.close()


@dataclass
class Looker:
    """Somebody who looks at a page; complains of every error the page logs."""

    context: BrowserContext
    page: Page
    errors: list[str]

    async def frame(self, seat: str) -> Frame:
        handle = await self.page.query_selector(f"#seat-{seat} iframe")
        assert handle is not None
        found = await handle.content_frame()
        assert found is not None
        return found


@contextlib.asynccontextmanager
async def look(browser: Browser, width: int = 1440, height: int = 900) -> AsyncIterator[Looker]:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", has_touch=width < 500
    )
    context.set_default_timeout(30000)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    try:
        yield Looker(context, page, errors)
    finally:
        await context.close()


async def say(frame: Frame | Page, text: str) -> None:
    await frame.fill("#text", text)
    await frame.press("#text", "Enter")


async def sees(frame: Frame | Page, text: str) -> None:
    """Waits until the chat shows it."""
    await frame.wait_for_function("text => document.getElementById('log').innerText.includes(text)", arg=text)
