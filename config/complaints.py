"""The words of complaints as data (config/complaints.toml): what is read, what it weighs, what it warns of.

Only checks and hands out the words; what a sentence means is models.complaints' affair.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

_FILE = Path(__file__).with_name("complaints.toml")
DANGER_FILE = Path(__file__).with_name("danger.tsv")

EMERGENCIES = ("trapped", "gas", "fire", "flood", "falling", "shock", "injury")
Kind = Literal["trapped", "gas", "fire", "flood", "falling", "shock", "injury"]
Word = Annotated[str, Field(min_length=1), AfterValidator(str.lower)]
Words = tuple[Word, ...]
Weighted = dict[int, Words]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sounds(_Table):
    """`words` of two characters are known by their sound too: either character may be any of those it is `alike`. `but` are words themselves."""

    words: Words
    alike: dict[str, str]
    but: Words

    @property
    def heard(self) -> dict[str, str]:
        """Every two characters that sound like a word -> the word."""
        pairs = {
            first + second: word
            for word in self.words
            for first, second in product(*(char + self.alike.get(char, "") for char in word))
        }
        return {pair: word for pair, word in pairs.items() if pair != word and pair not in self.but}


class Reading(_Table):
    """How a text is folded before anything is looked up. `traditional`: a character, then what it stands for; `slips` lists look- and soundalikes."""

    cut: int = Field(gt=0)
    head: int = Field(gt=0)
    head_factor: int = Field(ge=1)
    breaks: str
    traditional: str
    slips: dict[str, str]
    spelling: dict[str, str]
    sounds: Sounds
    innocent: dict[str, Words]

    @property
    def simplified(self) -> dict[int, str]:
        return {ord(pair[0]): pair[1:] for pair in self.traditional.split()}


class Voice(_Table):
    """Points that make a sentence a complaint; those of the best category and `urgent` are added."""

    threshold: int
    category: dict[str, int]
    urgent: int
    points: Weighted


class Rule(_Table):
    """Fires when a word of each group in `all` stands within `span` characters; the last group is the event."""

    kind: Kind | None = None
    all: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()
    span: int = Field(default=20, gt=0)


class Rules(_Table):
    emergency: tuple[Rule, ...]
    urgent: tuple[Rule, ...]


class Denial(_Table):
    """`plain` are the words that say no more than that it is not so; the others also worry, forbid or foresee.

    `distant` ones reach over anything in their clause, up to a word of `turn` (不是我们小区着火, but 不是吵架是着火).
    """

    words: Words
    plain: Words
    distant: Words
    turn: Words
    fillers: Words
    near_miss: Words
    near_miss_kinds: tuple[Kind, ...]
    spared: Words
    carried: tuple[str, ...]
    doubt: tuple[str, ...]


class Frame(_Table):
    """Takes an event out of here and now: in the past, a habit, imagined, rehearsed; `longer_than` in characters of the text.

    `shape` is a pattern that opens it from anywhere in the clause. The words of `present.now` count as `unless` too, unless it does not heed them (a letter says 现在 lightly).
    """

    kinds: tuple[Kind, ...]
    before: Words
    after: Words = ()
    shape: str = ""
    unless: Words = ()
    scope: Literal["clause", "message"] = "clause"
    longer_than: int = 0
    heeds_now: bool = True


class Present(_Table):
    """`now` undoes every frame; `touched` words make a sentence that does not alarm a doubtful one."""

    now: Words
    touched: Words


class Sense(_Table):
    """When the learned opinion (0 to 1) counts: above `alarm` and below `calm` against the rules, above `doubt` as a doubt.

    In texts of `shortest` to `longest` characters: a few say nothing, and a letter tells of much.
    """

    alarm: float = Field(gt=0.5, lt=1)
    doubt: float = Field(gt=0, lt=1)
    calm: float = Field(gt=0, lt=0.5)
    shortest: int = Field(gt=0)
    longest: int = Field(gt=0)


class Settled(_Table):
    pending: Words
    asked: Words
    reopened: Words


class ComplaintWords(_Table):
    reading: Reading
    categories: dict[str, Weighted]
    voice: Voice
    groups: dict[str, Words]
    rules: Rules
    urgent_words: dict[str, Words]
    denial: Denial
    present: Present
    sense: Sense
    frames: dict[str, Frame]
    leads: dict[Kind, str]
    over: dict[Kind, tuple[str, ...]]
    settled: Settled

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = self.groups.keys() | self.urgent_words.keys()
        named = {
            *chain.from_iterable((*rule.all, *rule.without) for rule in (*self.rules.emergency, *self.rules.urgent))
        }
        named |= {*chain.from_iterable(self.over.values())}
        if missing := named - known:
            raise ValueError(f"groups named but not written: {sorted(missing)}")
        if unused := known - named:
            raise ValueError(f"groups written but not named: {sorted(unused)}")
        if double := self.groups.keys() & self.urgent_words.keys():
            raise ValueError(f"groups written twice: {sorted(double)}")
        if {rule.kind for rule in self.rules.emergency} != set(EMERGENCIES) or set(self.over) != set(EMERGENCIES):
            raise ValueError("every emergency needs a rule and a way to be over")
        if stray := set(self.leads.values()) - set(self.categories):
            raise ValueError(f"emergencies lead to no category: {sorted(stray)}")
        if self.voice.category.keys() != self.categories.keys():
            raise ValueError("every category needs its points in [voice.category]")
        if any(len(pair) < 2 for pair in self.reading.traditional.split()):
            raise ValueError("traditional characters are written with what they stand for")
        return self


@cache
def complaint_words() -> ComplaintWords:
    """The checked words. Raises pydantic.ValidationError naming the line of thought that is broken."""
    return ComplaintWords.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))


@cache
def danger_weights() -> tuple[float, dict[str, float]]:
    """The learned bias and weights of pieces of text (danger.tsv, written in hundredths by tests/learn_danger.py)."""
    first, *rows = (line.rsplit("\t", 1) for line in DANGER_FILE.read_text(encoding="utf-8").split("\n") if line)
    return int(first[1]) / 100, {piece: int(weight) / 100 for piece, weight in rows}


def categories() -> tuple[str, ...]:
    """Category keys; their labels are `category-<key>` in config/texts."""
    return tuple(complaint_words().categories)
