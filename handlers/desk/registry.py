"""What the features declare: verbs, how their objects are found, what free text means to them, menu lines, boards.

Two features that declare the same verb or the same phrase fail at import.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from config import words
from models.people.roles import Role

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from config.values import Saying
    from handlers.desk.visit import Visit
    from models.letters.shapes import Choice

F = TypeVar("F", bound=Callable[..., None])


class OfAnEstate(Protocol):
    """What a code stands for: every object belongs to an estate, and rights are checked there."""

    @property
    def estate_id(self) -> UUID: ...


@dataclass(frozen=True)
class Lookup:
    """`find(visit, code)` fetches *and* checks, or refuses; `fitting(visit, verb)` are the codes the verb may mean."""

    find: Callable[[Visit, str], OfAnEstate]
    fitting: Callable[[Visit, str], Sequence[str]]
    look: str = ""
    """The verb a code alone stands for (12 号)."""
    line: Callable[[Visit, str], Saying] | None = None
    """One of several in a list, told apart by more than its code."""


@dataclass(frozen=True)
class Verb:
    name: str
    act: Callable[..., None]
    roles: tuple[Role, ...]
    takes: tuple[tuple[str, type], ...]
    needs_estate: bool
    in_room: bool
    repeats: bool = False
    """Its number can be taken again (an answer that may be changed); otherwise it is spent."""
    always: bool = False
    """Heard before any open question."""
    urgent: bool = False
    """Of an alarm: heard also from who sends too fast."""
    drafts: bool = False
    """The words behind it are written for others, by somebody who may: an alarm word in them is no alarm."""
    bulk: bool = False
    """Said with several codes, it is done to each."""

    @property
    def takes_code(self) -> bool:
        return any(kind in LOOKUPS for _, kind in self.takes)

    @property
    def takes_words(self) -> bool:
        return bool(self.takes) and self.takes[-1][0] == "words"


@dataclass(frozen=True)
class Guess:
    """What a feature takes a free sentence for: how sure (0-100), and what it would do."""

    sure: int
    act: Callable[[], None]


@dataclass(frozen=True)
class BoardView:
    """The present state of a matter, as shown in a room or to one person. `again`: it changes by itself until then."""

    saying: Saying
    choices: tuple[Choice, ...] = ()
    closed: bool = False
    again: datetime | None = None


@dataclass(frozen=True)
class MenuLine:
    order: int
    choice: Callable[[], Choice]
    roles: tuple[Role, ...] = field(default=())


VERBS: dict[str, Verb] = {}
PHRASES: dict[str, str] = {}
KIN: dict[str, list[str]] = {}
LOOKUPS: dict[type, Lookup] = {}
RECOGNISERS: list[Callable[[Visit, str], Guess | None]] = []
BOARDS: dict[str, Callable[[Session, str, datetime], BoardView]] = {}
MENU: list[MenuLine] = []
SCENES: dict[str, Callable[[Visit, str], None]] = {}


def command(  # noqa: PLR0913 (each is said by its name)
    name: str,
    *,
    role: Role | tuple[Role, ...] = (),
    needs_estate: bool = False,
    in_room: bool = False,
    repeats: bool = False,
    drafts: bool = False,
    always: bool = False,
    urgent: bool = False,
    bulk: bool = False,
) -> Callable[[F], F]:
    """Declare a verb. Its parameters after the visit are codes of looked-up objects, whole numbers, or `words: str`.

    With a role, the rights are checked in the estate of the object, or in the one estate where the role is held.
    """
    roles = role if isinstance(role, tuple) else (role,)

    def declare(act: F) -> F:
        if name in VERBS:
            raise ValueError(f"verb declared twice: {name}")
        hints = typing.get_type_hints(act)
        names = list(inspect.signature(act).parameters)[1:]
        takes = tuple((each, hints[each]) for each in names)
        needs_one = needs_estate or bool(roles)
        VERBS[name] = Verb(name, act, roles, takes, needs_one, in_room, repeats, always, urgent, drafts, bulk)
        for phrase in words.phrases(name):
            key = phrase.casefold()
            if PHRASES.setdefault(key, name) != name:
                raise ValueError(f"phrase {phrase} means both {PHRASES[key]} and {name}")
        return act

    return declare


def lookup(
    kind: type,
    find: Callable[[Visit, str], Any],
    fitting: Callable[[Visit, str], Sequence[str]],
    *,
    look: str = "",
    line: Callable[[Visit, str], Saying] | None = None,
) -> None:
    """Declare how objects of a kind are found by their code, shown, and told apart in a list."""
    if kind in LOOKUPS:
        raise ValueError(f"looked up twice: {kind.__name__}")
    LOOKUPS[kind] = Lookup(find, fitting, look, line)


def said_as(other: str, verb: str) -> None:
    """A phrase belongs to one verb; said with a code that is not of `other`'s objects, it may mean this verb."""
    KIN.setdefault(other, []).append(verb)


def recogniser(read: Callable[[Visit, str], Guess | None]) -> Callable[[Visit, str], Guess | None]:
    """Declare a reader of free text: it answers a guess, or None."""
    RECOGNISERS.append(read)
    return read


def board(feature: str) -> Callable[[Callable[..., BoardView]], Callable[..., BoardView]]:
    """Declare the query `(session, about, now)` that shows a matter's present state in a room or to one person."""

    def declare(look: Callable[..., BoardView]) -> Callable[..., BoardView]:
        BOARDS[feature] = look
        return look

    return declare


def menu(order: int, make: Callable[[], Choice], *roles: Role) -> None:
    """Declare a line of the short menu: for residents, or for holders of these roles."""
    MENU.append(MenuLine(order, make, roles))
    MENU.sort(key=lambda line: line.order)


def scene(prefix: str) -> Callable[[Callable[[Visit, str], None]], Callable[[Visit, str], None]]:
    """Declare what scanning `prefix_rest` (or opening a deep link with it) does."""

    def declare(act: Callable[[Visit, str], None]) -> Callable[[Visit, str], None]:
        SCENES[prefix] = act
        return act

    return declare


def load_features() -> None:
    """Import every feature of this floor; each declares itself."""
    import handlers  # noqa: PLC0415 (this floor loads its own modules)

    importlib.import_module("handlers.desk.controls")
    for module in pkgutil.iter_modules(handlers.__path__):
        if module.name != "desk":
            importlib.import_module(f"handlers.{module.name}")
