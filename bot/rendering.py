"""From a parcel to what a person reads: the sentence in the reader's language, the choices as buttons or numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from config import words
from config.channels import Traits
from config.values import Count, Text, Value
from config.words import Reader
from models.letters.shapes import Numbered, Paper, Parcel, Toast

_SHORT_LINE = 26
_DIGEST_LINE = 60
_MOST_BUTTONS = 10
strict_words = False
"""Tests set it: a sentence that cannot be made then raises instead of falling back."""


@dataclass(frozen=True)
class Button:
    """`line` is what travels; `number` what can be typed for it (None in a room)."""

    label: str
    line: str
    number: int | None
    row: str = ""
    """In a list: what its line says after the number. The lines of a list are the last of its text, in this order."""


@dataclass(frozen=True)
class Message:
    """`text` is complete for the channel: where there are no buttons it already holds the numbered lines."""

    text: str
    buttons: tuple[Button, ...]
    papers: tuple[Paper, ...]


def compose(parcel: Parcel, now: datetime, traits: Traits, *, width: int = _SHORT_LINE) -> Message:
    """What the recipient of this parcel reads on this channel; a redelivery reads what was sent the first time."""
    made = _made(parcel, now, traits, width)
    return Message(parcel.text, made.buttons, made.papers) if parcel.text else made


def _made(parcel: Parcel, now: datetime, traits: Traits, width: int) -> Message:
    reader = Reader(parcel.lang, now, parcel.one_estate)
    text = words.render(parcel.key, parcel.params, reader, strict=strict_words)
    buttons = tuple(button(each, reader) for each in parcel.choices)
    if parcel.listed:
        buttons = tuple(in_list(each) if each.number else each for each in buttons)
        text = "\n".join([text, *(f"{each.number} {each.row}" for each in buttons if each.row)])
        buttons = buttons if traits.buttons else tuple(each for each in buttons if each.number)
        outs = [each for each in buttons if each.number == 0]
        return Message(with_numbers(text, outs, traits), buttons, parcel.papers)
    text = with_numbers(text, buttons, traits, width)
    typed = [each.label for each in buttons if each.number is None]
    if typed and not traits.buttons and not parcel.in_room:
        or_type = words.render("desk-or-type", {"labels": Text("、".join(typed))}, reader, strict=strict_words)
        text = f"{text}\n{or_type}"
    return Message(text, buttons, parcel.papers)


@dataclass(frozen=True)
class Bundle:
    """What goes out as one message: of which letters each said what, and which found no room in it."""

    parcel: Parcel
    message: Message
    said: tuple[tuple[Parcel, str], ...]
    left: tuple[Parcel, ...] = ()


def packed(parcel: Parcel, now: datetime, traits: Traits) -> Bundle:
    """The letter, or a digest of all that goes along with it: each as on a channel without buttons, so that everybody
    sees what a number belongs to; the buttons say the number too.
    """
    fitting = _fitting(parcel, now, traits)
    left = parcel.all[len(fitting) :]
    if len(fitting) == 1:
        message = compose(parcel, now, traits)
        return Bundle(replace(parcel, also=()), message, ((parcel, message.text),), left)
    reader = Reader(parcel.lang, now, parcel.one_estate)
    heading = words.render("desk-digest", {"n": Count(len(fitting))}, reader, strict=strict_words)
    text = "\n\n".join([heading, *(message.text for _, message in fitting)])
    buttons = _some_of([message.buttons for _, message in fitting])
    said = tuple((each, message.text) for each, message in fitting)
    return Bundle(replace(parcel, also=tuple(each for each, _ in fitting[1:])), Message(text, buttons, ()), said, left)


def _fitting(parcel: Parcel, now: datetime, traits: Traits) -> list[tuple[Parcel, Message]]:
    """The first letter, and as many of the others as find room beside it."""
    plain = replace(traits, buttons=False)
    composed = [(each, compose(each, now, plain, width=_DIGEST_LINE)) for each in parcel.all]
    room = traits.digest
    for count, (_, message) in enumerate(composed):
        room -= len(message.text) + 2
        if room < 0:
            return composed[: max(count, 1)]
    return composed


def _some_of(choices: Sequence[tuple[Button, ...]]) -> tuple[Button, ...]:
    """All of them, or when that is more than a thumb finds its way in, the first of each letter."""
    every = [each for of_one in choices for each in of_one if each.number]
    if len(every) > _MOST_BUTTONS:
        every = [of_one[0] for of_one in choices if of_one and of_one[0].number][:_MOST_BUTTONS]
    return tuple(_numbered(each) for each in every)


def _numbered(each: Button) -> Button:
    return each if each.label == str(each.number) else replace(each, label=f"{each.number} {each.label}")


def with_numbers(
    text: str, buttons: tuple[Button, ...] | list[Button], traits: Traits, width: int = _SHORT_LINE
) -> str:
    """The choices of one line of at most `width` letters, or a line each."""
    numbered = [f"{each.number} {each.label}" for each in buttons if each.number is not None]
    if traits.buttons or not numbered:
        return text
    in_one = "  ".join(numbered)
    return f"{text}\n{in_one}" if len(in_one) <= width else "\n".join([text, *numbered])


def button(each: Numbered, reader: Reader) -> Button:
    choice = each.choice
    if choice.label is not None:
        shown = words.render(choice.label.key, choice.label.params, reader, strict=strict_words)
    else:
        shown = words.label(choice.line.split()[0], {}, reader)
    return Button(shown, choice.line, each.number)


def in_list(each: Button) -> Button:
    """Its words stand in the text: what can be touched beside them is the number."""
    return replace(each, label=str(each.number), row=each.label)


def toast_text(toast: Toast, now: datetime) -> str:
    params: Mapping[str, Value] = toast.params
    return words.render(toast.key, params, Reader(toast.lang, now, toast.one_estate), strict=strict_words)
