"""How a method is declared and how it reads its parameters, which arrive as text."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.entities import read_text
from tests.fakes.telegram.files import Upload
from tests.fakes.telegram.refused import bad
from tests.fakes.telegram.world import World

Answer = Any
Method = Callable[[World, "Params"], Answer | Awaitable[Answer]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    def keep(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return keep


@dataclass
class Params:
    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name) or default)
        except ValueError:
            raise bad(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        return self.values.get(name, "").lower() in {"true", "1", "yes"}

    def parsed(self, name: str) -> Any:
        """A parameter that holds JSON; None when it is absent."""
        if not self.values.get(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def words(self, name: str = "text", entities: str = "entities") -> tuple[str, list[dict[str, Any]]]:
        """Text as people read it, with its entities. Refuses bad markup."""
        return read_text(self.text(name), self.text("parse_mode"), self.parsed(entities))
