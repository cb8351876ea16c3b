"""Telegram's HTML parse mode: text with entities, or a refusal with the byte offset."""

import re
from dataclasses import dataclass, field
from typing import Any

from .limits import units
from .refused import bad

Entities = list[dict[str, Any]]

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
ATTRIBUTE = re.compile(r"""\s+([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
NAME = re.compile(r"[^\s>/]*")


@dataclass
class Open:
    name: str
    offset: int
    attributes: dict[str, str]


@dataclass
class HtmlText:
    """One pass over the source; `text` and `entities` (UTF-16 offsets) are the result."""

    source: str
    text: str = ""
    entities: Entities = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)

    def read(self) -> tuple[str, Entities]:
        position = 0
        while position < len(self.source):
            position = self._step(position)
        if self.stack:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self.text, self.entities

    def _step(self, position: int) -> int:
        if self.source.startswith("</", position):
            return self._end(position)
        if self.source[position] == "<":
            return self._start(position)
        if found := REFERENCE.match(self.source, position):
            name, decimal, hexadecimal = found.groups()
            self.text += CHARACTERS[name] if name else chr(int(decimal or hexadecimal, 10 if decimal else 16))
            return found.end()
        self.text += self.source[position]
        return position + 1

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _start(self, position: int) -> int:
        found = NAME.match(self.source, position + 1)
        name = found[0].lower() if found else ""
        if name not in TAGS:
            raise unparsable(f'Unsupported start tag "{name}" {self._at(position)}')
        attributes, end = self._attributes(position + 1 + len(name))
        if not self.source.startswith(">", end):
            raise unparsable(f"Unclosed start tag {self._at(position)}")
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" {self._at(position)}')
        self.stack.append(Open(name, units(self.text), attributes))
        return end + 1

    def _attributes(self, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while found := ATTRIBUTE.match(self.source, position):
            attributes[found[1].lower()] = found[2] or found[3] or found[4] or ""
            position = found.end()
        while self.source[position : position + 1].isspace():
            position += 1
        return attributes, position

    def _end(self, position: int) -> int:
        close = self.source.find(">", position)
        if close < 0:
            raise unparsable(f"Unclosed end tag {self._at(position)}")
        name = self.source[position + 2 : close].strip().lower()
        if not self.stack:
            raise unparsable(f"Unexpected end tag {self._at(position)}")
        opened = self.stack.pop()
        if name not in ("", opened.name):
            raise unparsable(f'Unmatched end tag {self._at(position)}, expected "</{opened.name}>", found "</{name}>"')
        self._entity(opened)
        return close + 1

    def _entity(self, opened: Open) -> None:
        length = units(self.text) - opened.offset
        entity: dict[str, Any] = {"type": TAGS[opened.name], "offset": opened.offset, "length": length}
        if opened.name == "a":
            address = opened.attributes.get("href") or self.text.encode("utf-16-le")[opened.offset * 2 :].decode(
                "utf-16-le"
            )
            if "." not in address and "://" not in address:
                return  # Telegram drops a link that leads nowhere and keeps its text
            entity["url"] = address
        if opened.name == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        if opened.name == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if length:
            self.entities.append(entity)


def unparsable(words: str) -> Exception:
    return bad(f"can't parse entities: {words}")
