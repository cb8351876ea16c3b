"""The questions of a form: what is asked, what is offered, how a typed answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from config.values import Saying, Value
from handlers.desk.visit import Visit

if TYPE_CHECKING:
    from handlers.desk.forms import Form


@dataclass(frozen=True)
class Option:
    """One offered answer. `again` names questions to be asked anew instead (a confirmation's "not that place");
    `sets` are answers known along with it.
    """

    value: Any
    label: Saying
    again: tuple[str, ...] = ()
    sets: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Question:
    """See `ask`."""

    key: str
    options: Callable[[Any, Visit], Sequence[Option]] | None = None
    read: Callable[[Any, Visit, str], Any] | None = None
    params: Callable[[Any, Visit], Mapping[str, Value]] | None = None
    when: Callable[[Any, Visit], bool] | None = None
    optional: bool = False
    number: bool = False
    files: bool = False
    drafting: bool = False
    out: str = "desk-out"
    name: str = ""

    def __get__(self, form: Form | None, owner: type[Form]) -> Any:
        return self if form is None else form.answers.get(self.name)


def ask(key: str, **more: Any) -> Any:
    """A question. `key` its sentence; `options(form, visit)` the offered answers; `read(form, visit, text)` turns typed
    text into a value kept as JSON, or refuses; without `read` and with options only these are taken.

    `when` leaves it out; `optional` can be skipped; `number` takes any number as the answer; `files` lets a photo or file
    be the answer; `drafting` means long words for others, in which an alarm word is no alarm.
    """
    return Question(key, **more)
