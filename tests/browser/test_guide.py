"""The guide of the demo, walked in a real browser: every step shows something, says where, and none is a dead end."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.conftest import Demo, Looker, look

pytestmark = pytest.mark.heavy
_PATIENCE = 120_000
"""A week with an alarm in it rings hundreds of times."""
_SAYS = "look => document.getElementById('note').innerText === look"
_CHANGED = "was => document.getElementById('log').innerText !== was"
_HINTED = "#log .hinted"  # the writing line is hinted too, for a moment, where the step before put words into it
_ANSWERED = """([seat, note]) => document.getElementById('note').innerText !== note
    || document.querySelector(`#seat-${seat} iframe`).contentDocument.querySelector('#log .hinted')"""


class Walk:
    """One visitor with the guide."""

    def __init__(self, looker: Looker) -> None:
        self.looker, self.page = looker, looker.page
        self.steps: list[dict[str, Any]] = []

    async def begin(self, base: str) -> None:
        await self.page.goto(base)
        self.steps = json.loads(await self.page.locator("#demo").text_content() or "")["steps"]
        for seat in await self.seats():
            frame = await self.looker.frame(seat)
            await frame.wait_for_selector("#log[aria-busy='false']", state="attached")

    async def seats(self) -> list[str]:
        found: list[str] = await self.page.locator(".seat").evaluate_all("all => all.map(each => each.dataset.seat)")
        return found

    async def here(self) -> dict[str, Any]:
        return self.steps[int((await self.page.inner_text("#count")).split()[1]) - 1]

    async def choose(self, step: dict[str, Any]) -> None:
        await self.page.click("#all")
        await self.page.locator("#list button", has_text=step["title"]).click()
        assert await self.here() == step

    async def do(self) -> None:
        """As the guide says, until it says what is to be seen and where - or that its time is over."""
        step, note = await self.here(), await self.page.inner_text("#note")
        before = {seat: await (await self.looker.frame(seat)).inner_text("#log") for seat in step["see"]}
        await self.page.click("#act")
        if "重新开始" in await self.page.inner_text("#note"):
            return
        if "seat" in step and await self.here() == step and not await self.acted(step, note):
            assert "重新开始" in await self.page.inner_text("#note")
            return
        if await self.here() != step:  # one before is wanted first
            assert "先走这一步" in await self.page.inner_text("#note")
            await self.do()
            return
        await self.page.wait_for_function(_SAYS, arg=step["look"], timeout=_PATIENCE)
        for seat in step["see"]:
            await (await self.looker.frame(seat)).wait_for_function(_CHANGED, arg=before[seat])
            assert "lit" in str(await self.page.get_attribute(f"#seat-{seat}", "class")).split()

    async def acted(self, step: dict[str, Any], note: str) -> bool:
        """The words put in are sent, the button pointed at is pressed. False when there is none and the guide says so."""
        frame = await self.looker.frame(step["seat"])
        assert await self.page.locator(f"#seat-{step['seat']}").is_visible()
        if "say" in step:
            await frame.wait_for_function("text => document.getElementById('text').value === text", arg=step["say"])
            if step.get("photo"):
                await frame.wait_for_selector("#tray li.there")
            await frame.press("#text", "Enter")
            return True
        await self.page.wait_for_function(_ANSWERED, arg=[step["seat"], note])
        found = await frame.locator(_HINTED).count() > 0
        if found:
            await frame.click(_HINTED)
        return found


@pytest.mark.parametrize("width", [1440, 390])
async def test_the_steps_in_their_order(demo: Demo, browser: Browser, width: int) -> None:
    """Nothing but the button of the guide, and what it asks for."""
    async with look(browser, width, 844) as looker:
        walk = Walk(looker)
        await walk.begin(demo.base)
        for step in walk.steps:
            assert await walk.here() == step
            await walk.do()
            assert "✓" in await looker.page.evaluate(
                "getComputedStyle(document.getElementById('step'), '::before').content"
            )
            if step is not walk.steps[-1]:
                await looker.page.click("#act")
        assert looker.errors == []


@pytest.mark.timeout(300)  # two dozen steps, each with all that must come before it
async def test_the_steps_from_the_last_to_the_first_and_once_more(demo: Demo, browser: Browser) -> None:
    """Out of order the guide leads to what must be there first; what has passed it calls passed, and goes on."""
    async with look(browser) as looker:
        walk = Walk(looker)
        await walk.begin(demo.base)
        for step in [*reversed(walk.steps), walk.steps[1], walk.steps[0]]:
            await walk.choose(step)
            for _ in walk.steps:
                await walk.do()
                if await walk.here() == step:
                    break
                await looker.page.click("#act")
            assert await walk.here() == step
        assert looker.errors == []
