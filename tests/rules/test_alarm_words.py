"""What is said while an alarm stands. Taken for over or a mistake, words stop the calling: whatever is doubtful must not."""

import pytest

from config.intents import hears

INTENTS = ("alarm-still", "alarm-mistake", "alarm-over")


def meant(said: str) -> str | None:
    """As the recogniser asks: what still holds comes first."""
    return next((intent for intent in INTENTS if hears(intent, said)), None)


@pytest.mark.parametrize(
    "said",
    [
        "没事了，人出来了", "没事了，人已经出来了", "没有了，已经好了", "人救出来了，没事", "火已经灭了", "it's over", "they are out",
        "everyone is safe", "出来了，谢谢大家", "都出来了", "已经关了", "救出来了", "不用来了",
    ],
)  # fmt: skip
def test_over(said):
    assert meant(said) == "alarm-over"


@pytest.mark.parametrize("said", ["不是，我发错了", "不小心点到的", "按错了", "虚惊一场", "sorry, by mistake"])
def test_mistake(said):
    assert meant(said) == "alarm-mistake"


@pytest.mark.parametrize(
    "said",
    [
        "还在里面", "人还没出来", "没出来", "越来越大了", "still inside", "人没出来，快点", "不是误报，真困着人", "人什么时候出来",
        "人能出来吗", "电话打不通怎么办", "说是没事了，人还在里面", "出不来", "没人来", "我没发错", "按错楼层了，人困住了",
        "they are not out", "is it over?", "快把人救出来", "孩子出来了但是老人没有", "现在好多了", "怎么还没人来", "好了没有",
        "等你们救出来", "漏得满地都是", "没事吧", "门开了一条缝", "人不能出来", "让人出来",
    ],
)  # fmt: skip
def test_nothing_that_stops_the_calling(said):
    assert meant(said) in (None, "alarm-still")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("我马上到", "alarm-coming"),
        ("5分钟到", "alarm-coming"),
        ("在路上了", "alarm-coming"),
        ("on my way", "alarm-coming"),
        ("到了", "alarm-arrived"),
        ("我到楼下了", "alarm-arrived"),
    ],
)
def test_those_who_were_called(said, intent):
    assert hears(intent, said)


@pytest.mark.parametrize(
    "said", ["我来不了", "你去吗", "谁去", "好的", "知道了", "我不在小区", "让陈强去", "还没到", "什么时候到"]
)
def test_nobody_comes(said):
    assert not hears("alarm-coming", said)
    assert not hears("alarm-arrived", said)
