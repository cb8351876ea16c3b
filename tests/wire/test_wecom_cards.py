"""Choices on WeCom's cards: what a card holds, what its buttons send, what it shows afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from bot.rendering import compose
from bot.wecom.cards import delivery_of, layout, task_of
from config.channels import WECOM
from config.values import Text, saying
from handlers.desk.choices import choice, own_words
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.numbers import question_numbers
from models.letters.shapes import Choice, Parcel
from models.letters.tables import Kind
from models.opinions.asking import Wish, open_round
from models.people.tables import Account, Estate
from tests.fakes.wecom_cards import faults_of
from tests.fakes.wecom_wire import no
from tests.wire.test_wecom_door import count, scene
from tests.wire.wecom_line import Line

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    database.run_now(scene)
    made = Line(database)
    yield made
    await made.close()
    assert made.world.lost == []


async def test_a_question_is_answered_on_its_card_which_then_says_what_was_chosen(line: Line) -> None:
    asked = await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    assert (asked.text, list(asked.labels)) == ("是 3 幢的电梯，对吗？", ["对", "不是 3 幢", "不是电梯", "算了"])
    assert asked.labels["对"].startswith("= ")
    noted = await line.touches(line.zhang, "对")
    assert "记下了，1 号" in noted.text
    assert asked.closed == "已选 对"
    assert line.database.read_now(count, Complaint) == 1


async def test_a_telephone_that_still_shows_an_answered_card_is_told_so_and_the_card_keeps_what_it_says(
    line: Line,
) -> None:
    asked = await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    late = line.zhang.presses_on(asked, "不是电梯")
    await line.touches(line.zhang, "对", asked)
    assert await line.world.tell(late, line.post) == 200
    await line.goes_on()
    assert "过去了" in line.zhang.heard[-1].text
    assert asked.closed == "已选 对"
    assert line.database.read_now(count, Complaint) == 1


async def test_a_case_goes_on_so_its_card_is_ticked_and_can_still_be_pressed(line: Line) -> None:
    await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    await line.touches(line.zhang, "对")
    case = line.li.heard[-1]
    assert list(case.labels) == ["转物业", "我来办", "问一句", "答复"]
    assert case.labels["转物业"].endswith(" SJ-1")
    await line.touches(line.li, "问一句")
    assert list(case.labels) == ["转物业", "我来办", "✓ 问一句", "答复"]
    assert case.labels["✓ 问一句"].endswith(" SJ-1")
    await line.touches(line.li, "算了")
    await line.touches(line.li, "我来办", case)
    assert list(case.labels) == ["转物业", "✓ 我来办", "问一句", "答复"]
    assert "SJ-1" in line.li.heard[-1].text


def _ask(options: tuple[str, ...], question: str = "公共晾衣架装在哪里？") -> object:
    def opened(session: RowSession) -> None:
        opener = session.exec(select(Account).where(Account.shown_name == "", Account.channel == "wecom")).first()
        assert opener is not None
        open_round(session, session.exec(select(Estate)).one(), Wish(question, options, 3), opener.person_id, NOW)

    return opened


async def test_a_ballot_in_words_is_a_vote_that_can_be_changed(line: Line) -> None:
    line.database.run_now(_ask(("东侧空地", "楼顶", "南门花坛", "不装")))
    await line.goes_on()
    words, vote = line.zhang.heard[-2:]
    assert "只听意见" in words.text
    assert "也可以发：说两句" in words.text
    assert list(vote.labels) == ["① 东侧空地", "② 楼顶", "③ 南门花坛", "④ 不装"]
    assert vote.card is not None
    assert vote.card["card_type"] == "vote_interaction"
    assert "记下了：② 楼顶" in (await line.touches(line.zhang, "② 楼顶", vote)).text
    assert _ticked(vote.card) == ["② 楼顶"]
    assert "记下了：④ 不装" in (await line.touches(line.zhang, "④ 不装", vote)).text
    assert vote.card is not None
    assert _ticked(vote.card) == ["④ 不装"]
    assert "想说什么" in (await line.hears(line.zhang, "说两句")).text


async def test_a_short_ballot_is_one_tap(line: Line) -> None:
    line.database.run_now(_ask(("要", "不要")))
    await line.goes_on()
    assert list(line.zhang.heard[-1].labels) == ["①", "②", "说两句"]
    assert "记下了：① 要" in (await line.touches(line.zhang, "①")).text


def _ticked(card: dict[str, object]) -> list[str]:
    options = card["checkbox"]["option_list"]  # type: ignore[index]
    return [each["text"] for each in options if each["is_checked"]]


async def test_the_platforms_two_ways_to_tell_a_tick_do_the_same(line: Line) -> None:
    line.database.run_now(_ask(("东侧空地", "楼顶", "南门花坛", "不装")))
    await line.goes_on()
    assert "记下了：② 楼顶" in (await line.touches(line.zhang, "② 楼顶", several=True)).text


@pytest.mark.parametrize("late", [timedelta(hours=72, seconds=1), timedelta(0)])
async def test_a_card_that_cannot_be_changed_any_more_is_left_as_it_is(line: Line, late: timedelta) -> None:
    asked = await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    told = line.zhang.presses_on(asked, "对")
    if late:
        line.world.codes[told["ResponseCode"]] = (line.zhang, asked, line.now)
    else:
        line.world.codes.pop(told["ResponseCode"])
    assert await line.world.tell(told, line.post) == 200
    await line.goes_on()
    assert "记下了，1 号" in line.zhang.heard[-1].text
    assert asked.closed == ""


async def test_a_mark_that_breaks_stops_nobody(line: Line) -> None:
    line.breaks("/update_template_card", httpx.ConnectError("no route"))
    await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    assert "记下了，1 号" in (await line.touches(line.zhang, "对")).text


async def test_a_card_of_somebody_else_is_not_marked(line: Line) -> None:
    """The task names a delivery; only who was sent it sees what its choices are called."""
    await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    asked = line.zhang.heard[-1]
    assert asked.card is not None
    forged = {**line.li.event("template_card_event", asked.labels["对"]), "TaskId": asked.card["task_id"]}
    forged["ResponseCode"] = line.world.code_for(line.li, asked)
    assert await line.world.tell(forged, line.post) == 200
    await line.goes_on()
    assert asked.closed == ""
    assert line.database.read_now(count, Complaint) == 0


async def test_words_too_long_for_a_card_go_before_it(line: Line) -> None:
    text = "四季家园停水通知\n" + "因管道检修，明天上午停水，请提前储水。" * 12
    line.letter(text, choice("notices-look", "SJ-1"))
    await line.goes_on()
    words, card = line.zhang.heard[-2:]
    assert words.text == text
    assert card.text == "四季家园停水通知"
    assert len(card.labels) == 1


async def test_a_first_line_that_is_too_long_is_parted_after_a_sentence(line: Line) -> None:
    first, second = "明天上午九点到十一点三幢停水。", "因管道检修，请各位住户提前储水，来水后先放一放再用，谢谢配合。"
    line.letter(f"{first}{second}\n有事找秘书。", choice("notices-look", "SJ-1"))
    await line.goes_on()
    card = line.zhang.heard[-1].card
    assert card is not None
    assert (card["main_title"]["title"], card["sub_title_text"]) == (first, f"{second}\n有事找秘书。")


async def test_what_no_card_holds_is_typed_by_number(line: Line) -> None:
    many = [choice("complaints-look", f"SJ-{n}", label=own_words(f"看第 {n} 件")) for n in range(1, 9)]
    line.letter("要办 8 件", *many)
    wordy = choice("complaints-look", "SJ-1", label=own_words("请把这件事情转给物业公司的值班师傅"))
    line.letter("要办 1 件", wordy)
    await line.goes_on()
    eight, one = line.zhang.heard[-2:]
    assert (eight.kind, one.kind) == ("text", "text")
    assert "18 看第 8 件" in eight.text
    assert "11 请把这件事情转给物业公司的值班师傅" in one.text


async def test_a_card_the_platform_refuses_is_said_in_a_text_and_answered_by_number(line: Line) -> None:
    def refuses(request: httpx.Request) -> httpx.Response | None:
        is_card = request.url.path.endswith("/send") and b"template_card" in request.content
        return no(40058, "invalid Request Parameter") if is_card else None

    line.world.faults.append(refuses)
    asked = await line.hears(line.zhang, "3号楼电梯又坏了，门关不上")
    assert "1 对  2 不是 3 幢" in asked.text.replace("\n", "  ")
    assert "记下了，1 号" in (await line.hears(line.zhang, "1")).text


async def test_nothing_a_person_wrote_is_a_link(line: Line) -> None:
    evil = '<a href="http://evil.example">点这里</a>'
    line.letter(f"张三说：{evil}")
    line.letter(f"张三说：{evil}", choice("complaints-look", "SJ-1", label=own_words("<b>好")))
    await line.goes_on()
    text, card = line.zhang.heard[-2:]
    assert "<" not in text.text + card.text + "".join(card.labels)
    assert "点这里" in text.text


def test_a_task_names_its_delivery_and_nothing_else_is_one() -> None:
    delivery = uuid4()
    assert delivery_of(task_of(delivery, "a1")) == delivery
    assert [delivery_of(each) for each in ("", "x", "_", "1_2", "会议")] == [None] * 5


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=400)
LABELS = st.lists(st.text("对不是好了 abc①<✓", min_size=1, max_size=24), max_size=12)


@given(text=WORDS, labels=LABELS, listed=st.booleans(), ballot=st.booleans())
def test_a_card_is_one_the_platform_takes_and_every_choice_can_be_made(
    text: str, labels: list[str], listed: bool, ballot: bool
) -> None:
    verb = "opinions-answer SJ-1 {} 1" if ballot else "complaints-look SJ-{}"
    choices = tuple(Choice(verb.format(n), own_words(label.strip() or "好")) for n, label in enumerate(labels[:9], 1))
    words = saying("desk-own-words", words=Text(text))
    parcel = Parcel(
        uuid4(), "wecom", "LiMei", Kind.ANSWER, words.key, words.params, question_numbers(choices), (), listed, "zh-CN",
        "", False,
    )  # fmt: skip
    laid = layout(parcel, compose(parcel, NOW, WECOM), NOW, task_of(parcel.id, 1))
    assert all(0 < len(each.encode()) <= 2048 for each in laid.texts)
    if laid.card is None:
        said = "\n".join(laid.texts)
        assert all(f"{n} " in said for n in range(1, len(choices) + 1))
        return
    assert faults_of(laid.card) == []
    box = laid.card.get("checkbox")
    keys = [each["id"] for each in box["option_list"]] if box else [each["key"] for each in laid.card["button_list"]]
    assert keys == [each.line for each in choices]
