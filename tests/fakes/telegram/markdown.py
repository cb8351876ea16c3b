"""MarkdownV2: enough of it to take what is well made and refuse what Telegram refuses."""

from dataclasses import dataclass, field

from .html import Entities, unparsable
from .limits import units

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
MARKS = {"||": "Spoiler", "__": "Underline", "_": "Italic", "*": "Bold", "~": "Strikethrough"}
TYPES = {"||": "spoiler", "__": "underline", "_": "italic", "*": "bold", "~": "strikethrough"}


@dataclass
class MarkdownText:
    source: str
    text: str = ""
    entities: Entities = field(default_factory=list)
    stack: list[tuple[str, int, int]] = field(default_factory=list)  # mark, UTF-16 offset, source position

    def read(self) -> tuple[str, Entities]:
        position = 0
        while position < len(self.source):
            position = self._step(position)
        if self.stack:
            mark, _, start = self.stack[-1]
            raise unparsable(f"Can't find end of {MARKS.get(mark, 'TextUrl')} entity {self._at(start)}")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self.text, self.entities

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _step(self, position: int) -> int:
        here = self.source[position]
        if here == "\\" and position + 1 < len(self.source) and 0 < ord(self.source[position + 1]) < 127:
            self.text += self.source[position + 1]
            return position + 2
        if here == "`":
            return self._code(position)
        if here == ">" and (position == 0 or self.source[position - 1] == "\n"):
            return position + 1
        if here == "[" or (here == "]" and self.stack and self.stack[-1][0] == "["):
            return self._link(position)
        return self._plain(here, position)

    def _plain(self, here: str, position: int) -> int:
        for mark in MARKS:
            if self.source.startswith(mark, position):
                return self._mark(mark, position)
        if here in RESERVED:
            raise unparsable(f"Character '{here}' is reserved and must be escaped with the preceding '\\'")
        self.text += here
        return position + 1

    def _mark(self, mark: str, position: int) -> int:
        if self.stack and self.stack[-1][0] == mark:
            self._close(TYPES[mark], self.stack.pop()[1])
        else:
            self.stack.append((mark, units(self.text), position))
        return position + len(mark)

    def _close(self, kind: str, offset: int, **more: str) -> None:
        if length := units(self.text) - offset:
            self.entities.append({"type": kind, "offset": offset, "length": length, **more})

    def _code(self, position: int) -> int:
        mark = "```" if self.source.startswith("```", position) else "`"
        end = self.source.find(mark, position + len(mark))
        if end < 0:
            raise unparsable(f"Can't find end of {'Pre' if mark == '```' else 'Code'} entity {self._at(position)}")
        offset = units(self.text)
        self.text += self.source[position + len(mark) : end].replace("\\`", "`").replace("\\\\", "\\")
        self._close("pre" if mark == "```" else "code", offset)
        return end + len(mark)

    def _link(self, position: int) -> int:
        if self.source[position] == "[":
            self.stack.append(("[", units(self.text), position))
            return position + 1
        _, offset, _ = self.stack.pop()
        if not self.source.startswith("(", position + 1):
            return position + 1
        end = self.source.find(")", position)
        if end < 0:
            raise unparsable(f"Can't find end of a URL {self._at(position + 1)}")
        self._close("text_link", offset, url=self.source[position + 2 : end])
        return end + 1
