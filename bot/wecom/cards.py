"""A letter's choices on a template card: buttons where they fit beside each other, a vote where they are the options of one
question in words. What no card can hold is typed by number, as on a channel without buttons.

A button carries the choice's line itself, so an old press is an old turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.rendering import Button, Message, compose
from bot.tencent.texts import pieces, safe_words
from config import words
from config.channels import WECOM
from config.limits import wecom_limits
from config.values import Text
from config.words import Reader
from models.letters.shapes import Parcel

QUESTION = "="
"""The verb of an option of a form's question: once answered the question is over."""
_TYPED = replace(WECOM, buttons=False)
_SENTENCE = re.compile(r"[。？；]")
_CUT = "…"


@dataclass(frozen=True)
class Layout:
    """`texts` go first, as messages of their own; the card, if there is one, bears the choices."""

    texts: tuple[str, ...]
    card: dict[str, Any] | None = None


def layout(parcel: Parcel, message: Message, now: datetime, task: str, picked: str = "") -> Layout:
    """`task` names the card; `picked` is the line of the choice that was pressed on it before."""
    limits = wecom_limits()
    reader = Reader(parcel.lang, now, parcel.one_estate)
    choices = tuple(replace(each, label=safe_words(each.label), row=safe_words(each.row)) for each in message.buttons)
    made = replace(message, text=safe_words(message.text), buttons=choices)
    for kind in _kinds(parcel):
        built = kind(made, reader, picked)
        if built is not None:
            said, most, card = built
            head, rest = _headed(said, limits.title)
            if _width(head) <= limits.title and _width(rest) <= most:
                return Layout((), _titled(card, task, head, rest))
            return Layout(tuple(pieces(said, limits.text_bytes)), _titled(card, task, _cut(head, limits.title), ""))
    return Layout(typed(parcel, message, now))


def typed(parcel: Parcel, message: Message, now: datetime) -> tuple[str, ...]:
    """The letter without a card: its choices by number."""
    text = compose(parcel, now, _TYPED).text if message.buttons else message.text
    return tuple(pieces(safe_words(text), wecom_limits().text_bytes))


def delivery_of(task: str) -> UUID | None:
    """Whose card it is: a task is the delivery's id and something that tells one card from the next."""
    try:
        return UUID(task.partition("_")[0])
    except ValueError:
        return None


def task_of(delivery: UUID, turn: str | int) -> str:
    return f"{delivery.hex}_{turn}"


_Built = tuple[str, int, dict[str, Any]]
"""The words, how many of them the card holds below its title, the card without them."""


_Kind = Callable[[Message, Reader, str], _Built | None]


def _kinds(parcel: Parcel) -> tuple[_Kind, ...]:
    return (_vote, _buttons) if parcel.listed else (_buttons, _vote)


def _buttons(message: Message, reader: Reader, picked: str) -> _Built | None:
    del reader
    limits = wecom_limits()
    labels = [each.label for each in message.buttons]
    lines = [each.line for each in message.buttons]
    fits = 0 < len(lines) == len(set(lines)) <= limits.buttons
    if not fits or any(not each.strip() or _width(each) > limits.button for each in labels):
        return None
    buttons = [_button(each, picked=each.line == picked) for each in message.buttons]
    card = {"card_type": "button_interaction", "button_list": buttons}
    return message.text, limits.words, card


def _button(each: Button, *, picked: bool) -> dict[str, Any]:
    """The first time blue; one that was pressed is told by its tick, where there is room for it."""
    ticked = f"✓ {each.label}"
    shown = ticked if picked and _width(ticked) <= wecom_limits().button else each.label
    return {"text": shown, "style": 2 if picked else 1, "key": each.line}


def _vote(message: Message, reader: Reader, picked: str) -> _Built | None:
    """The choices that are options of one question as options; the others are typed by their words."""
    limits = wecom_limits()
    options = _alternatives(message.buttons)
    shown = [each.row or each.label for each in options]
    if not 1 < len(options) <= limits.options or any(not _fits(*each) for each in zip(options, shown, strict=True)):
        return None
    box = {
        "question_key": "choice", "mode": 0,
        "option_list": [
            {"id": each.line, "text": text, "is_checked": each.line == picked}
            for each, text in zip(options, shown, strict=True)
        ],
    }  # fmt: skip
    submit = {"text": words.render("wecom-submit", {}, reader), "key": "submit"}
    card = {"card_type": "vote_interaction", "checkbox": box, "submit_button": submit}
    return _or_typed(_without_rows(message), message.buttons, options, reader), limits.note, card


def _fits(option: Button, shown: str) -> bool:
    limits = wecom_limits()
    return 0 < _width(shown) <= limits.option and len(option.line.encode()) <= limits.option_bytes


def _alternatives(buttons: Sequence[Button]) -> list[Button]:
    """The options of one ballot or question: of one verb and about one thing, told apart by what follows."""
    questions = [tuple(each.line.split()[:2]) if each.line.count(" ") > 1 else () for each in buttons]
    asked = max(filter(None, questions), key=questions.count, default=None)
    return [each for each, of in zip(buttons, questions, strict=True) if of == asked and each.number != 0]


def _or_typed(text: str, buttons: Sequence[Button], options: Sequence[Button], reader: Reader) -> str:
    others = [each.row or each.label for each in buttons if each not in options]
    if not others:
        return text
    typed = words.render("desk-or-type", {"labels": Text("、".join(others))}, reader)
    return f"{text}\n{typed}"


def _without_rows(message: Message) -> str:
    """A list's lines are the options themselves."""
    text = message.text
    for each in reversed([each for each in message.buttons if each.row]):
        text = text.removesuffix(f"{each.number} {each.row}").rstrip("\n")
    return text


def _titled(card: dict[str, Any], task: str, head: str, rest: str) -> dict[str, Any]:
    title = {"title": head}
    if card["card_type"] == "vote_interaction":
        return {**card, "task_id": task, "main_title": title | ({"desc": rest} if rest else {})}
    below = {"sub_title_text": rest} if rest else {}
    return {**card, "task_id": task, "main_title": title, **below}


def _headed(text: str, most: int) -> tuple[str, str]:
    """The first line and the rest; a first line that is too long is parted after its last sentence that fits."""
    head, _, rest = text.partition("\n")
    if _width(head) <= most:
        return head, rest
    ends = [found.end() for found in _SENTENCE.finditer(head) if _width(head[: found.end()]) <= most]
    if not ends:
        return head, rest
    return head[: ends[-1]], "\n".join(each for each in (head[ends[-1] :].strip(), rest) if each)


def _cut(text: str, most: int) -> str:
    if _width(text) <= most:
        return text
    while _width(text + _CUT) > most:
        text = text[:-1]
    return text + _CUT


def _width(text: str) -> float:
    """In Chinese characters; two Latin letters take the place of one."""
    return sum(1 if ord(letter) > 0x2000 else 0.5 for letter in text)


def closed_by(label: str, reader: Reader) -> str:
    """What a card's grey button says once its question was answered."""
    return _cut(words.render("wecom-picked", {"label": Text(label)}, reader), wecom_limits().button)
