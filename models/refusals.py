"""A rule says no: why, with the article, and what to do instead."""

from __future__ import annotations

from config.values import Saying, Value, saying


class Refusal(Exception):  # noqa: N818 (it is an answer, not an error)
    """`key` is a text; `field` names the form's question that should be asked again."""

    def __init__(self, key: str, field: str = "", **params: Value) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.params = params

    @property
    def saying(self) -> Saying:
        return saying(self.key, **self.params)
