"""What a person reads in WeChat: one text of at most 2048 bytes, its choices as numbers that can be tapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from wechatpy.replies import TextReply

from bot.rendering import Button, Message, compose
from bot.tencent.texts import safe_words, size
from config.channels import WECHAT
from config.limits import wechat_limits
from models.letters.shapes import Parcel

_UNSAFE = re.compile(r"[<>\"&]")
_BETWEEN = "\n\n"


def written(parcel: Parcel, now: datetime) -> Message:
    return safe(compose(parcel, now, WECHAT))


def safe(message: Message) -> Message:
    """Nothing a person wrote becomes a link: what looks like a tag is no tag any more."""
    return Message(safe_words(message.text), message.buttons, message.papers)


def with_links(message: Message) -> str:
    """The numbered choices at the end of the text, each with its words to be tapped: a tap sends the choice itself."""
    text = message.text
    for button in message.buttons:
        if button.number is None:
            continue
        shown = f"{button.number} {button.row or button.label}"
        head, found, tail = text.rpartition(shown)
        if found:
            text = f"{head}{button.number} {link(button)}{tail}"
    return text


def link(button: Button) -> str:
    label = _UNSAFE.sub("", button.row or button.label)
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={label}&msgmenuid={button.line}">{label}</a>'


def text_reply(us: str, person: str, text: str, now: datetime) -> str:
    """The XML of a passive reply. The library escapes nothing: an end of CDATA inside the text is taken apart."""
    given = {"source": us, "target": person, "time": int(now.timestamp())}
    return str(TextReply(content=text.replace("]]>", "]]＞"), **given).render())


def joined(texts: Sequence[str]) -> str:
    return _BETWEEN.join(texts)


def room_for(texts: Sequence[str]) -> int:
    """Bytes that are left for one more text behind these."""
    return wechat_limits().text_bytes - size(joined([*texts, ""]))
