"""Whatever stands in a callback that is well signed: it is read or refused, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tencent.envelope import UnreadableError
from bot.wecom.reading import read
from tests.fakes.wecom_wire import written

pytestmark = pytest.mark.heavy
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TAGS = ("MsgType", "Event", "EventKey", "TaskId", "MediaId", "Content", "CreateTime", "MsgId", "ResponseCode", "Label")
VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=200),
    st.sampled_from(["text", "event", "image", "template_card_event", "click", "subscribe", "enter_agent", "= 1 1"]),
)
NESTED = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["SelectedItem", "OptionIds", "OptionId", "QuestionKey"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(tags=st.dictionaries(st.sampled_from(TAGS), VALUES), items=NESTED, kind=st.sampled_from(["event", "text"]))
def test_whatever_is_told_is_read_or_refused(tags: dict[str, str], items: object, kind: str) -> None:
    message = {"FromUserName": "LiMei", "MsgType": kind, **tags, "SelectedItems": _flat(items)}
    try:
        call = read(written(message), NOW)
    except UnreadableError:
        return
    if call.incoming is not None:
        assert 0 < len(call.incoming.key) <= 128
        assert all(isinstance(each, str) for each in (call.incoming.text, call.incoming.choice))


def _flat(items: object) -> object:
    """Lists in lists are no XML."""
    if isinstance(items, list):
        return [_flat(each) for each in items if not isinstance(each, list)]
    return {name: _flat(each) for name, each in items.items()} if isinstance(items, dict) else items
