"""Coming to a page as somebody: inside WeChat as who opens it, by an entry from the chat as who asked for it; a forwarded
address carries nobody.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from bot.dispatch import Dispatch
from bot.files import Store
from bot.rendering import compose
from bot.web import seats
from bot.web.app import create_app
from bot.web.house import WebHouse
from bot.wechat.client import WeChatClient
from bot.wechat.pages import SignIn
from config.channels import WECHAT
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Told
from models.people.tables import Account
from tests.fakes.wechat import Person, WeChat
from tests.stage import cast

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HOME = "https://estate.example"
INSIDE = {"user-agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"}


class House:
    """Our pages, and WeChat beside them. A `browser` keeps its cookies."""

    def __init__(self, database: Database, folder: Path, *, sign_in: bool = True) -> None:
        self.now = NOW
        self.database = database
        self.world = WeChat(lambda: self.now)
        self.client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        self.web = WebHouse(database, Store(folder), lambda: self.now, HOME)
        entrance = SignIn(self.web, self.client, "https://open.example")
        if sign_in:
            self.web.ask_who, self.web.knows = entrance.ask_who, "wechat"
        self.app = create_app(self.web, [entrance.route()])

    def browser(self, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=HOME, headers=headers or {})

    async def way_in(
        self, browser: httpx.AsyncClient, address: str, name: str, *, snapshot: bool = False
    ) -> httpx.Response:
        """Opened inside WeChat, as far as the platform and our callback."""
        away = await browser.get(address)
        assert away.headers["location"].startswith("https://open.example/connect/oauth2/authorize?")
        return await browser.get(
            self.world.open_page(self.world.person(name), away.headers["location"], snapshot=snapshot)
        )

    def person(self, channel: str, external: str) -> UUID | None:
        def found(session: RowSession) -> UUID | None:
            query = select(Account.person_id).where(Account.channel == channel, Account.external == external)
            return session.exec(query).first()

        return self.database.read_now(found)

    def of_wechat(self, name: str) -> UUID | None:
        return self.person("wechat", self.world.person(name).open_id)

    async def asks_for(self, name: str, text: str) -> str:
        """The first answer in the chat."""
        key = str(next(self.world.numbers))
        said = Incoming("wechat", key, Told.SAID, self.world.person(name).open_id, self.now, text)
        served = await self.web.dispatch.serve(said, WECHAT)
        await self.web.dispatch.handed_over([(each.id, "", "told") for each in served.answers])
        return compose(served.answers[0], self.now, WECHAT).text

    async def asks(self, name: str) -> str:
        """The address of an entry."""
        found = re.search(rf"{HOME}/in/\S+", await self.asks_for(name, "打开网页"))
        assert found is not None
        return found[0]


@pytest.fixture
async def house(database: Database, tmp_path: Path) -> AsyncIterator[House]:
    database.run_now(cast.make_estate, "四季家园(SJ) duty=62770001")
    made = House(database, tmp_path)
    yield made
    await made.client.close()


def seat_in(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    found = re.fullmatch(r"/chat/([0-9a-f]{32})/", answer.headers["location"])
    assert found is not None
    return found[1]


async def test_a_page_opened_inside_wechat_is_the_same_person_as_in_the_account(house: House) -> None:
    async with house.browser(INSIDE) as browser:
        seat = seat_in(await house.way_in(browser, "/e/SJ", "张桂芬"))
        assert house.person("web", seat) == house.of_wechat("张桂芬") is not None
        assert (await browser.get(f"/chat/{seat}/")).status_code == 200
        assert "e_SJ" in str(browser.cookies.jar), "by which code one came is not forgotten on the way"
        again = seat_in(await house.way_in(browser, "/p/SJ-12", "张桂芬"))
        assert again == seat


async def test_outside_of_wechat_or_without_the_right_nobody_is_asked(house: House, tmp_path: Path) -> None:
    async with house.browser() as browser:
        assert house.person("web", seat_in(await browser.get("/e/SJ"))) is None
    closed = House(house.database, tmp_path, sign_in=False)
    async with closed.browser(INSIDE) as browser:
        assert closed.person("web", seat_in(await browser.get("/e/SJ"))) is None


async def test_a_seat_that_was_somebodys_stays_theirs(house: House) -> None:
    """One telephone, two people: the second does not get the first one's page, nor the other way round."""
    async with house.browser(INSIDE) as browser:
        first = seat_in(await house.way_in(browser, "/e/SJ", "张桂芬"))
        second = seat_in(await house.way_in(browser, "/e/SJ", "王磊"))
    assert first != second
    assert house.person("web", first) == house.of_wechat("张桂芬")
    assert house.person("web", second) == house.of_wechat("王磊") != house.of_wechat("张桂芬")


async def test_a_snapshot_is_told_why_and_what_to_do(house: House) -> None:
    async with house.browser(INSIDE) as browser:
        answer = await house.way_in(browser, "/e/SJ", "张桂芬", snapshot=True)
    assert "使用完整服务" in answer.text
    assert house.of_wechat("张桂芬") is None
    assert seats.COOKIE not in answer.headers.get("set-cookie", "").replace("entering", "")


@pytest.mark.parametrize("wrong", ["no cookie", "other state", "too late", "another browser's"])
async def test_nobody_is_let_in_who_did_not_set_out_from_this_browser(house: House, wrong: str) -> None:
    """Else somebody could seat me in their page and read what I write there."""
    async with house.browser(INSIDE) as mine, house.browser(INSIDE) as other:
        way = (await mine.get("/e/SJ")).headers["location"]
        await other.get("/e/SJ")
        back = house.world.open_page(house.world.person("坏人"), way)
        if wrong == "too late":
            house.now += timedelta(minutes=11)
        if wrong == "other state":
            back = f"{back[:-4]}0000"
        if wrong == "no cookie":
            mine.cookies.clear()
        answer = await (other if wrong == "another browser's" else mine).get(back)
    assert answer.status_code == 403
    assert "重新打开" in answer.text
    assert house.of_wechat("坏人") is None


async def test_a_forged_journey_is_no_journey(house: House) -> None:
    async with house.browser(INSIDE) as browser:
        nonce, later = "0" * 32, int((NOW + timedelta(minutes=5)).timestamp())
        for cookie in (f"{nonce}.{later}.e_SJ.{'0' * 32}", f"{nonce}.{later}.e_SJ", "", "a.b.c.d", "." * 4):
            answer = await browser.get(
                f"/wechat/entered?state={nonce}&code=x", headers={"cookie": f"entering={cookie}"}
            )
            assert answer.status_code == 403


@pytest.mark.parametrize("broken", ["code", "line", "garbled"])
async def test_when_wechat_cannot_say_who_it_is_the_page_opens_as_nobodys(house: House, broken: str) -> None:
    def fault(request: httpx.Request) -> httpx.Response | None:
        if request.url.path != "/sns/oauth2/access_token" or broken == "code":
            return None
        if broken == "line":
            raise httpx.ConnectTimeout("no line")
        return httpx.Response(200, text="<html>")

    house.world.faults.append(fault)
    async with house.browser(INSIDE) as browser:
        back = house.world.open_page(house.world.person("张桂芬"), (await browser.get("/e/SJ")).headers["location"])
        if broken == "code":
            house.world.came.clear()
        seat = seat_in(await browser.get(back))
    assert house.person("web", seat) is None


async def test_an_entry_is_the_person_who_asked_once_and_soon(house: House) -> None:
    page = await house.asks("李梅")
    async with house.browser() as browser:
        shown = await browser.get(page)
        assert "进入" in shown.text
        assert "form-action 'self'" in shown.headers["content-security-policy"]
        assert "set-cookie" not in shown.headers, "a preview of the link uses nothing up"
        seat = seat_in(await browser.post(page))
        assert house.person("web", seat) == house.of_wechat("李梅") is not None
        assert (await browser.get(f"/chat/{seat}/")).status_code == 200
        for answer in (await browser.post(page), await browser.get(page)):
            assert answer.status_code == 410
            assert "再发一次" in answer.text
    late = await house.asks("李梅")
    house.now += timedelta(minutes=10)
    async with house.browser() as browser:
        assert (await browser.get(late)).status_code == 410
        assert (await browser.post(late)).status_code == 410


async def test_an_entry_is_opened_from_its_own_page_and_by_its_own_words(house: House) -> None:
    page = await house.asks("李梅")
    async with house.browser() as browser:
        assert (await browser.post(page, headers={"sec-fetch-site": "cross-site"})).status_code == 403
        assert (await browser.post(page, headers={"origin": "https://evil.example"})).status_code == 403
        assert (await browser.get(f"{page[:-1]}!")).status_code == 404
        assert (await browser.post(f"{page[:-4]}AAAA")).status_code == 410
        seat_in(await browser.post(page))


async def test_an_entry_forwarded_inside_wechat_lets_in_whoever_opens_it_as_themselves(house: House) -> None:
    page = await house.asks("李梅")
    async with house.browser(INSIDE) as browser:
        seat = seat_in(await house.way_in(browser, page, "王磊"))
    assert house.person("web", seat) == house.of_wechat("王磊") != house.of_wechat("李梅")


async def test_a_browser_that_was_somebody_gets_a_new_seat_by_an_entry(house: House) -> None:
    async with house.browser() as browser:
        mine = seat_in(await browser.post(await house.asks("李梅")))
        hers = seat_in(await browser.post(await house.asks("王磊")))
        assert seat_in(await browser.post(await house.asks("王磊"))) == hers != mine
    assert house.person("web", mine) == house.of_wechat("李梅")


async def test_where_there_is_no_page_it_is_said(database: Database) -> None:
    database.run_now(cast.make_estate, "四季家园(SJ)")
    said = Incoming("wechat", "k1", Told.SAID, "oWx1", NOW, "打开网页")
    served = await Dispatch(database, lambda: NOW).serve(said, WECHAT)
    assert [each.key for each in served.answers] == ["home-page-none"]


async def test_what_is_forwarded_names_its_page_and_nobody(house: House) -> None:
    """The words that go into WeChat groups by hand end in the matter's own address."""
    house.database.run_now(cast.make_people, "李梅=专职秘书, 张桂芬=业主 3-2-501 @ 四季家园(SJ)", "wechat", NOW)
    house.world.people["李梅"] = Person(house.world, "李梅", "李梅")
    for text in ("发公告 周三全小区停水。", "1", "1"):
        await house.asks_for("李梅", text)
    shown = (await house.asks_for("李梅", "转发包 SJ-1")).split("\n")
    assert "周三全小区停水。" in shown[0]
    assert f"{HOME}/n/SJ-1" in shown
