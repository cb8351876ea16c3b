"""A resident's sentence: what it is about, how urgent, is somebody in danger now.

A missed emergency is the worst error, so recall is asserted to be whole; a false alarm costs a phone call.
"""

import csv
import hashlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from config.complaints import (
    DANGER_FILE,
    EMERGENCIES,
    ComplaintWords,
    categories,
    complaint_words,
    danger_weights,
)
from config.words import bundle
from models.complaints.triage import Triage, Urgency, triage
from models.complaints.triage_reading import read
from models.complaints.triage_sense import danger, weighed
from tests import learn_danger

DATA = Path(__file__).parents[1] / "data"
LETTERS = Path(__file__).parents[2].parent / "shared" / "data" / "complaints.jsonl"


def lines_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


EMERGENCY_LINES = lines_of("emergency_lines.tsv")
# Two authors who knew neither the rules nor the lines above, our own tries between them (kind `own`) and what is said in
# the golden conversations (kind `said`): E must alarm, N must not. In `open` stands why either answer would do.
DANGER_LINES = [line for line in lines_of("danger_lines.tsv") if not line["open"]]
OWN_LINES = lines_of("triage_dev.tsv")


# --- emergencies


def test_no_emergency_line_is_missed():
    alarming = [line for line in EMERGENCY_LINES if line["kind"] != "none"]
    assert len(alarming) >= 150
    assert [line["text"] for line in alarming if triage(line["text"]).emergency is None] == []


def test_no_line_of_danger_is_missed():
    alarming = [line["text"] for line in DANGER_LINES if line["label"] == "E"]
    assert len(alarming) >= 550
    assert [text for text in alarming if triage(text).emergency is None] == []


def test_lines_nobody_learned_from_are_mostly_heard():
    """Written by a third author after the rules; nothing is ever widened or learned on them, so that a figure for the
    unseen remains. 93.8 % and 1.0 % at first sight."""
    lines = lines_of("held_out_lines.tsv")
    alarming, others = ([line["text"] for line in lines if line["label"] == label] for label in "EN")
    heard, alarmed = (sum(triage(text).emergency is not None for text in texts) for texts in (alarming, others))
    assert heard >= 0.9 * len(alarming)
    assert alarmed <= 0.02 * len(others)


def test_at_most_two_in_a_hundred_ordinary_lines_alarm():
    ordinary = [line["text"] for line in EMERGENCY_LINES if line["kind"] == "none"]
    ordinary += [line["text"] for line in lines_of("ordinary_lines.tsv")]
    ordinary += [line["text"] for line in DANGER_LINES if line["label"] == "N" and line["kind"] != "said"]
    alarmed = [text for text in ordinary if triage(text).emergency]
    assert 100 * len(alarmed) <= 2 * len(ordinary), alarmed


def test_nothing_said_to_the_desk_alarms():
    said = [line["text"] for line in DANGER_LINES if line["kind"] == "said"]
    assert [text for text in said if triage(text).emergency] == []


def test_the_kind_of_emergency_is_right():
    """Some lines are two kinds at once; the first answer is the same for all but the public number."""
    alarming = [line for line in EMERGENCY_LINES if line["kind"] != "none"]
    wrong = [line for line in alarming if triage(line["text"]).emergency != line["kind"]]
    assert 100 * len(wrong) <= 3 * len(alarming), wrong


def test_lines_open_to_argument_are_few():
    assert len(lines_of("danger_lines.tsv")) - len(DANGER_LINES) <= 20


def test_the_weights_were_learned_from_these_lines():
    """After a change of the lines or of how they are read: `python -m tests.learn_danger`."""
    first, _, _ = DANGER_FILE.read_text(encoding="utf-8").partition("\t")
    assert first == learn_danger.mark()


def test_the_learned_opinion_can_be_explained():
    said = "电梯里有人"
    bias, _ = danger_weights()
    assert danger(said) == pytest.approx(1 / (1 + math.exp(-bias - sum(weighed(said).values()))))
    assert danger("") < 0.5


@pytest.mark.parametrize("line", OWN_LINES, ids=lambda line: line["text"])
def test_own_lines(line):
    found = triage(line["text"])
    assert (found.emergency or "none") == line["kind"]
    if line["category"] != "-":
        assert found.ranked[:1] == (line["category"],)


def test_an_emergency_is_urgent_and_a_complaint_under_its_own_category():
    found = triage("保安说物业费没交 可是车库电瓶车着火了")
    assert found == Triage(found.ranked, True, Urgency.URGENT, "fire", 100, True)
    assert found.ranked[0] == "fire_safety"


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("老伴摔倒了", "other"),
        ("老伴在楼道摔倒了", "other"),
        ("老人摔倒了 有危险", "other"),
        ("小朋友被狗咬了出血了", "pets"),
        ("楼道着火了", "fire_safety"),
    ],
)
def test_a_passing_word_does_not_say_what_an_emergency_is(said, category):
    assert triage(said).ranked[0] == category


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("电梯困人", "trapped"),
        ("电体困人", "trapped"),
        ("電梯困人", "trapped"),
        ("电 梯 困 人", "trapped"),
        ("电\u200b梯困\x00人", "trapped"),
        ("ＦＩＲＥ in the hall", "fire"),
        ("没有漏气", None),
        ("没有着火、冒烟或者漏气", None),
        ("没有着火，漏气了", "gas"),
        ("有没有人管啊着火了", "fire"),
        ("没人管吗 着火了", "fire"),
        ("不是着火了吧", "fire"),
        ("不是着火", None),
        ("着火了，已经扑灭", None),
        ("着火了，什么时候能扑灭", "fire"),
        ("着火了，没扑灭", "fire"),
        ("漏气修好了，今天又漏气", "gas"),
        ("去年电梯困人", None),
        ("上周困过人，现在又困人了", "trapped"),
        ("如果着火", None),
        ("下午消防演练，假装着火", None),
        ("不是演习，真的着火了", "fire"),
        ("消防演练有人晕倒了", "injury"),
        ("楼下火锅店", None),
        ("居委会着火了", "fire"),
        ("闻到媒汽味", "gas"),
        ("着伙了", "fire"),
        ("虽然气味相投", None),
        ("不是我们小区着火", None),
        ("不是演习是着火", "fire"),
        ("这是不是我家对门漏煤气", "gas"),
        ("掉下来的不是瓷砖", None),
        ("井盖没了有人掉进去了", "injury"),
        ("2019年电梯困过人", None),
        ("I was stuck in the lift last month", None),
        ("I was stuck in the lift last month, now stuck in the lift again", "trapped"),
        ("车里像着火一样烫", None),
        ("着火了应该先打119还是先打物业", None),
        ("着火了应该先打119还是先打物业，现在烟很大", "fire"),
        ("kid in the pool not moving", "injury"),
    ],
)
def test_denied_over_imagined_and_real(said, kind):
    assert triage(said).emergency == kind


@given(
    st.sampled_from([line["text"] for line in EMERGENCY_LINES if line["kind"] != "none"]),
    st.sampled_from(["快来", "！！", "  ", "\n谢谢"]),
)
@settings(max_examples=200, deadline=None)
def test_a_cry_for_haste_never_silences_an_alarm(said, cry):
    assert triage(said + cry).emergency is not None


@pytest.mark.parametrize(
    ("said", "doubtful"),
    [
        ("前几天外墙掉过一块，没人修", True),
        ("楼道堆满纸箱，容易着火", True),
        ("这个井盖太危险了", True),
        ("着火了", False),
        ("3号楼电梯又坏了", False),
        ("楼道灯不亮", False),
    ],
)
def test_what_touches_danger_without_alarming_is_doubtful(said, doubtful):
    assert triage(said).doubtful is doubtful


def test_a_letter_is_not_judged_by_the_learned_opinion():
    """Who is in danger writes short."""
    said = "有个人一直敲我门还踹 我一个女的在家"
    assert triage(said).emergency == "injury"
    assert triage(said + "。" + "投诉路灯的事情多次反映没有结果，" * 6).emergency is None


# --- urgent, complaint or not


@pytest.mark.parametrize(
    "said",
    [
        "3号楼电梯停了",
        "整幢楼停水了",
        "家里没电",
        "屋顶大漏，哗哗漏水到床上",
        "下水道堵了往上冒",
        "井盖没了",
        "楼道飞线充电",
        "no power in building 2",
        "The lift in building 3 is broken",
        "The elevator in building 3 is broken again",
        "the elevator of unit two in building 3 isn't working",
        "We have had no water since this morning",
        "The roof of building 5 is leaking",
        "The drain in front of building 2 is blocked",
    ],
)
def test_urgent_without_alarm(said):
    found = triage(said)
    assert (found.urgency, found.emergency or "none") in {(Urgency.URGENT, "none"), (Urgency.URGENT, "flood")}


@pytest.mark.parametrize(
    "said", ["楼道灯不亮", "广场舞太吵", "物业费怎么又涨价了", "垃圾桶满了没人收", "电梯修好了，谢谢"]
)
def test_not_urgent(said):
    assert triage(said).urgency is Urgency.NORMAL


def test_questions_and_greetings_are_no_complaints():
    for said in ("去年公共收益多少", "什么时候开会", "你好", "谢谢", "怎么投票", "电梯广告去年收了多少", "", "12"):
        assert not triage(said).is_complaint, said
    for said in ("3号楼电梯又坏了", "广场舞太吵", "有人乱停车", "楼道灯不亮", "垃圾没人收", "The light is broken"):
        assert triage(said).is_complaint, said


@pytest.mark.parametrize(
    "said",
    ["没有漏气，虚惊一场", "虚惊一场，没有漏气", "没有漏气", "漏气修好了", "电梯坏了，修好了", "No gas leak, all good"],
)
def test_what_is_denied_or_mended_is_no_complaint(said):
    assert not triage(said).is_complaint


@pytest.mark.parametrize(
    "said",
    [
        "没有着火，但是楼道堆满垃圾",
        "电梯修好了又坏了",
        "电梯没修好",
        "有没有人管，水管漏水",
        "楼道堆杂物容易着火",
        "没水",
    ],
)
def test_a_denial_elsewhere_silences_no_complaint(said):
    assert triage(said).is_complaint


def test_complaints_are_told_from_other_first_lines():
    """Precision and recall of the score on first lines written without sight of the words."""
    lines = lines_of("ordinary_lines.tsv")
    meant = {line["text"] for line in lines if line["intent"] == "complaint"}
    taken = {line["text"] for line in lines if triage(line["text"]).is_complaint}
    assert len(meant & taken) >= 0.9 * len(meant)
    assert len(taken - meant) <= 0.05 * (len(lines) - len(meant)), taken - meant


def test_sure_only_when_clearly_ahead():
    assert triage("3号楼电梯坏了").sure
    assert not triage("停车位上全是狗屎").sure
    assert triage("").ranked == ()
    assert not triage("").sure


# --- real letters


def is_for_choosing(row):
    """Words were chosen on these rows alone; the figures are those of the others."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0


@pytest.mark.needs_data
def test_categories_of_real_letters(record_property):
    """Title and text read as one. Top-1: the first category is the label ("other" where no word is known).

    Top-2: the label or the reader's second category is among the first two.
    """
    if not LETTERS.exists():
        pytest.skip("no ../shared/data/complaints.jsonl beside the project")
    rows = [json.loads(line) for line in LETTERS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not is_for_choosing(row)]
    first = second = 0
    for row in rows:
        best = triage(f"{row['title']}。{row['text']}").ranked[:2] or ("other",)
        first += best[0] == row["category"]
        second += bool({row["category"], row["category2"]} & set(best))
    record_property("top1", f"{first}/{len(rows)}")
    record_property("top2", f"{second}/{len(rows)}")
    assert first >= 0.79 * len(rows), (first, len(rows))
    assert second >= 0.94 * len(rows), (second, len(rows))


# --- hostile, fast


@given(st.text())
def test_any_text_is_understood(said):
    found = triage(said)
    assert set(found.ranked) <= set(categories())
    assert 0 <= found.complaint_score <= 100


@given(
    st.lists(
        st.sampled_from(
            ["电梯", "困", "没有", "修好了", "又", "，", "火", " ", "\x00", "\ud800", "漏气", "去年", "ﷺ", "如果", "水"]
        ),
        max_size=60,
    )
)
@settings(deadline=None)
def test_any_pile_of_known_words_is_understood(words):
    assert triage("".join(words)).emergency in {None, *EMERGENCIES}


@pytest.mark.parametrize(
    "piece", ["困", "电梯困人", "没有", "没有着火、", "又修好了", " ", "a ", "ﷺ", "着火没有修好又，", "煤气味"]
)
def test_of_a_hundred_thousand_characters_two_thousand_are_read(piece):
    long = piece * (100_000 // len(piece))
    assert len(read(long).text) <= complaint_words().reading.cut
    assert triage(long) == triage(long[: 2 * complaint_words().reading.cut])


# --- the words themselves


def test_every_category_has_a_short_label_in_every_language():
    for key in categories():
        label, errors = bundle("zh-CN").format_pattern(bundle("zh-CN").get_message(f"category-{key}").value)
        assert 2 <= len(label) <= 6
        assert not errors
        assert bundle("en").has_message(f"category-{key}"), key


def test_broken_words_are_refused():
    words = complaint_words().model_dump()
    for change in (
        {"groups": {}},
        {"leads": {"fire": "no_such_category"}},
        {"over": {}},
        {"stray": 1},
    ):
        with pytest.raises(ValidationError):
            ComplaintWords.model_validate(words | change)
