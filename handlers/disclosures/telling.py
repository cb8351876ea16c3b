"""Before a sentence is read by everybody: it is shown once more."""

from __future__ import annotations

from typing import Any

from config.values import Code, Text, saying
from handlers.desk import ask
from handlers.desk.forms import Option


def asked_once_more(key: str, field: str, yes: str) -> Any:
    """The question that shows what was written in `field`; `yes` is the label of the deed."""
    return ask(
        key,
        options=lambda _form, _visit: [
            Option("yes", saying(yes)), Option("", saying("disclosures-change-words"), again=(field,)),
        ],
        params=lambda form, _visit: {"code": Code(form.answers["code"]), "words": Text(form.answers[field])},
    )  # fmt: skip
