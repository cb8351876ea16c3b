"""The demo in a real browser: what a newcomer does, on a laptop and on a phone."""

from __future__ import annotations

import asyncio
import json

import pytest
from playwright.async_api import Browser, Frame, WebSocketRoute, expect
from sqlmodel import col, select

from bot.clock import ring_all
from models.complaints.tables import CaseState, Complaint
from models.letters.tables import Delivery, Inbox, Letter
from tests.browser.conftest import Demo, Looker, look, say, sees

pytestmark = pytest.mark.heavy


async def file_one(looker: Looker) -> None:
    resident = await looker.frame("resident")
    await looker.page.click("#act")
    await resident.wait_for_function("() => document.getElementById('text').value")  # put in by a message of its own
    await resident.press("#text", "Enter")
    await sees(resident, "是 3 幢的电梯，对吗")
    await say(resident, "1")
    await sees(resident, "记下了")


async def test_a_complaint_by_numbers_and_the_secretary_acts(demo: Demo, browser: Browser) -> None:
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        await file_one(looker)
        resident, secretary = await looker.frame("resident"), await looker.frame("secretary")
        assert await resident.get_attribute("body", "data-rendering") == "plain"
        assert await resident.locator(".choice").count() == 0
        await sees(secretary, "3号楼电梯又坏了")
        await looker.page.wait_for_function("() => document.getElementById('count').innerText.includes('2')")
        await secretary.click("button:text-is('转物业') >> nth=-1")
        await sees(secretary, "的住户怎么说")
        await looker.page.wait_for_function("() => document.getElementById('count').innerText.includes('3')")
        await secretary.click("button:text-is('今天下班前来看') >> nth=-1")
        await sees(resident, "今天下班前来看")
        await looker.page.wait_for_function("() => document.getElementById('count').innerText.includes('4')")
        await looker.page.click("#act")
        assert "5" in await looker.page.inner_text("#count")
        assert looker.errors == []
    cases = demo.estate.database.read_now(lambda session: session.exec(select(Complaint)).all())
    newest = max(cases, key=lambda case: case.created_at)
    assert newest.state is CaseState.WORKING


async def publish(secretary: Frame, words: str) -> None:
    """Each word of the secretary is answered before the next: the story has said the same sentences before."""
    await secretary.wait_for_selector("#log[aria-busy='false']")
    answers = secretary.locator(".row.bot")
    for said in ("发公告", words, "全小区", "[发出]"):
        count = await answers.count()
        if said.startswith("["):
            await secretary.click(f"button:text-is('{said[1:-1]}') >> nth=-1")
        else:
            await say(secretary, said)
        await expect(answers).to_have_count(count + 1, timeout=30_000)


async def test_only_a_messages_own_choices_can_be_tapped_and_its_numbers_dialled(demo: Demo, browser: Browser) -> None:
    """A line of the notice begins with 1, and so does the first choice below it."""
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        resident, secretary = await looker.frame("resident"), await looker.frame("secretary")
        await publish(secretary, "停电通知：后天检修，\n1 幢、2 幢 9:00–11:00 停电，\n3 幢不停。")
        await ring_all(demo.estate.database, demo.estate.clock.now())
        await sees(resident, "1 幢、2 幢")
        for said, heard in (
            ("什么时候停电", "2 找秘书"),
            ("公告", "回复数字看全文"),
            ("5幢电梯困人了，里面有个老人", "别扒门"),
            ("有危险", "是哪种危险"),
            ("找秘书", "（昼夜）"),
        ):
            await say(resident, said)
            await sees(resident, heard)
        assert await resident.locator(".words .tap").count() == 0
        told = resident.locator(".row.bot", has_text="1 幢、2 幢 9:00").last
        assert await told.locator(".tap").all_inner_texts() == ["1 公告", "2 找秘书"]
        listed = resident.locator(".row.bot", has_text="回复数字看全文").last
        assert [each[:2] for each in await listed.locator(".tap").all_inner_texts()] == ["1 ", "2 "]
        links = await resident.locator(".row.bot a").all()
        dialled = [(await each.inner_text(), await each.get_attribute("href")) for each in links]
        assert [shown for shown, _ in dialled] == ["62770001", "62770002", "119", "119", "120", "62770003", "62770001"]
        assert all(address == f"tel:{shown}" for shown, address in dialled)
        assert looker.errors == []


async def test_the_clock_is_turned_and_the_forgotten_is_reminded_of(demo: Demo, browser: Browser) -> None:
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        await file_one(looker)
        secretary, chair = await looker.frame("secretary"), await looker.frame("chair")
        before = await looker.page.inner_text("#now")
        await looker.page.click("[data-by='1d']")
        await sees(secretary, "过了答复时间")
        await sees(chair, "过了答复时间")
        await looker.page.wait_for_function("was => document.getElementById('now').innerText != was", arg=before)
        assert looker.errors == []
    hasty = select(Delivery.id).join(Letter, col(Delivery.letter_id) == col(Letter.id))
    hasty = hasty.where(col(Delivery.sent_at) < col(Letter.created_at))
    assert demo.estate.database.read_now(lambda session: session.exec(hasty).all()) == []


async def test_a_reload_keeps_the_history_and_a_reset_begins_anew(demo: Demo, browser: Browser) -> None:
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        await file_one(looker)
        await looker.page.reload()
        resident = await looker.frame("resident")
        await sees(resident, "记下了")
        assert await resident.locator(".row.me").count() == 2
        await looker.page.click("#reset")
        await looker.page.click("#reset")
        await looker.page.wait_for_selector("#news:not([hidden])", timeout=30_000)
        resident = await looker.frame("resident")
        await resident.wait_for_function("() => !document.getElementById('log').innerText.includes('记下了')")
        await sees(resident, "四季家园业委会服务号")
        await file_one(looker)


async def test_a_lost_connection_sends_again_under_the_same_key_and_is_served_once(
    demo: Demo, browser: Browser
) -> None:
    """The server takes the message, and nothing of what it answers arrives; then the line breaks."""
    deaf, keys, lines = False, [], []

    def join(page: WebSocketRoute) -> None:
        there = page.connect_to_server()
        lines.append(page)

        def up(raw: str | bytes) -> None:
            frame = json.loads(raw)
            if frame["type"] == "said":
                keys.append(frame["key"])
            there.send(raw)

        page.on_message(up)
        there.on_message(lambda raw: None if deaf else page.send(raw))

    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        path = await looker.page.get_attribute("#seat-secretary iframe", "src")
        await looker.page.route_web_socket("**/ws", join)
        await looker.page.goto(f"{demo.base}{path}")
        await sees(looker.page, "SJ-5")
        deaf = True
        await say(looker.page, "待办")
        await asyncio.sleep(0.8)
        assert await looker.page.locator(".row.waiting").count() == 1
        deaf = False
        await lines[-1].close()
        await looker.page.wait_for_function("() => !document.querySelector('.row.waiting')")
        await sees(looker.page, "要办")
        assert await looker.page.locator(".row.me", has_text="待办").count() == 1
    assert len(lines) > 1
    assert set(keys) == {keys[0]}
    rows = demo.estate.database.read_now(
        lambda session: session.exec(select(Inbox).where(col(Inbox.key).contains(keys[0]))).all()
    )
    assert len(rows) == 1


async def test_the_cookie_of_one_seat_opens_no_other(demo: Demo, browser: Browser) -> None:
    async with look(browser) as looker, look(browser) as stranger:
        await looker.page.goto(demo.base)
        path = await looker.page.get_attribute("#seat-secretary iframe", "src")
        secretary = await looker.frame("secretary")
        assert await secretary.evaluate("document.cookie") == ""
        cookies = await looker.context.cookies()
        assert len({cookie["path"] for cookie in cookies}) == len(cookies) == 5
        mine = next(each for each in cookies if each["path"] not in str(path))
        stolen = {**mine, "path": path}
        await stranger.context.add_cookies([stolen])  # type: ignore[list-item]
        answer = await stranger.page.goto(f"{demo.base}{path}")
        assert answer is not None
        assert answer.status == 404


async def test_what_is_said_in_the_group_stays_the_neighbours_talk(demo: Demo, browser: Browser) -> None:
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        group = await looker.frame("group")
        await sees(group, "楼顶好")
        count = await group.locator(".row").count()
        await say(group, "周末谁去爬山")
        await sees(group, "周末谁去爬山")
        await asyncio.sleep(0.5)
        assert await group.locator(".row").count() == count + 1
        assert await group.locator(".row.waiting").count() == 0


async def test_chair_company_and_community_share_a_place(demo: Demo, browser: Browser) -> None:
    """One is seen, the others say when something came; on a telephone each has a tab."""
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        secretary, company = await looker.frame("secretary"), await looker.frame("company")
        for frame in (secretary, company):
            await frame.wait_for_selector("#log[aria-busy='false']", state="attached")
        await say(secretary, "转物业 SJ-10 明天上午来搬走")
        await looker.page.click("#seat-chair .switch [data-seat='company'].news")
        await sees(company, "明天上午来搬走")
        assert await looker.page.locator(".seat:visible").evaluate_all("all => all.map(each => each.dataset.seat)") == [
            "resident", "secretary", "company", "group",
        ]  # fmt: skip
        assert await looker.page.locator(".news").count() == 0
        await company.click("button:text-is('办好了') >> nth=-1")
        await sees(company, "SJ-10 记为办好")
        await looker.page.set_viewport_size({"width": 390, "height": 844})
        for seat in ("chair", "company", "community"):
            await looker.page.click(f"#tab-{seat}")
            assert await looker.page.locator(".seat:visible").get_attribute("data-seat") == seat
        assert looker.errors == []


async def test_in_the_group_the_page_says_how_to_be_heard_and_the_answer_comes_in_private(
    demo: Demo, browser: Browser
) -> None:
    """By its name or as a reply, a question and a complaint; the group gets one line, and no answer stands in it."""
    async with look(browser) as looker:
        await looker.page.goto(demo.base)
        group, resident = await looker.frame("group"), await looker.frame("resident")
        await group.wait_for_selector("#log[aria-busy='false']")
        assert "只看 @它" in await group.inner_text("#hint")
        assert not await resident.is_visible("#hint")
        await group.click("#address")
        await group.type("#text", "什么时候停水")
        await group.press("#text", "Enter")
        await sees(resident, "水箱清洗，下周三")
        bots = group.locator(".row.bot")
        before = await bots.count()
        await bots.last.hover()
        await bots.last.locator(".reply").click()
        await say(group, "3幢楼下路灯不亮了")
        await sees(group, "单独问您")
        await sees(resident, "是 3 幢的公共设施，对吗")
        assert await bots.count() == before + 1
        await say(resident, "1")
        await sees(resident, "记下了")
        assert looker.errors == []


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_on_a_phone_nothing_is_wider_than_the_screen(demo: Demo, browser: Browser, lang: str) -> None:
    async with look(browser, 360, 740) as looker:
        for address in (f"/?lang={lang}", f"/answers?lang={lang}"):
            await looker.page.goto(demo.base + address)
            await asyncio.sleep(0.5)
            assert await looker.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert await looker.page.locator("tbody tr").count() == 32
        shown = await looker.page.locator(".show a").first.get_attribute("href")
        await looker.page.goto(f"{demo.base}{shown}")
        await looker.page.wait_for_selector(".seat.shown")
        assert looker.errors == []
