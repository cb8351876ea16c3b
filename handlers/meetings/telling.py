"""Before words go out to many: they are shown as they will be read, and asked about once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from config.values import Saying, saying
from handlers.desk import Visit, ask
from handlers.desk.forms import Option


def asked_once_more(field: str, letter: Callable[[Any, Visit], Saying], yes: str) -> Any:
    """The question that shows the letter; `field` is what can be written anew. Nothing was written: nothing is asked."""
    return ask(
        "meetings-told-preview",
        options=lambda _form, _visit: [
            Option("yes", saying(yes)), Option("", saying("meetings-change-words"), again=(field,)),
        ],
        params=lambda form, visit: {"letter": letter(form, visit)},
        when=lambda form, _visit: bool(form.answers.get(field)),
    )  # fmt: skip
