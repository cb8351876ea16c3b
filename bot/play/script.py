"""Reading a transcript (*.txt): who says what to whom, what is set up, how time passes. Only the inputs; the answers
are produced anew and compared as a whole.

    # title
    @now 2026-11-24 10:00
    @estate 四季家园(SJ) duty=62770001 lift=62770002 community=梅园社区 township=兰江街道
    @people 张三=业主 3-2-501, 李梅=专职秘书, 王强=物业 @ 四季家园(SJ)
    @homes 3-2-503 3-2-504 @ 四季家园(SJ)
    @roster 3-2-501 张桂芬 13800000001, 3-2-502 王磊 13800000002 孙丽 13900000001 2027-06-30 @ 四季家园(SJ)
    @room 业主群 owners @ 四季家园(SJ)
    张三> 3号楼电梯又坏了
    张三> [对]                 presses, numbers or types the choice of that label
    张三> (photo 2) 看这里      a photo, an album, (voice 14), (file 名单.pdf)
    张三> (piece 甲)           one picture of an album, as some platforms tell them
    张三@业主群> [①]            in a room
    张三> (scan e_SJ)
    张三> 邀请码 (code)         the code that was last given to anybody
    @wait 3d                   from due time to due time
    @sleep 3d                  an outage: jump, ring once
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


class ScriptError(ValueError):
    """The script cannot be played as it is written; the message says which line."""


_LINE = re.compile(r"^(?P<who>[^\s@<>«#]+)(?:@(?P<room>[^\s<>«]+))?(?P<mark>[>])\s?(?P<text>.*)$")
_SPAN = re.compile(r"^(\d+)(m|h|d)$")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Say:
    who: str
    room: str
    text: str
    line: str


@dataclass(frozen=True)
class Order:
    """A line beginning with @."""

    word: str
    rest: str
    line: str


@dataclass(frozen=True)
class Remark:
    line: str


Step = Say | Order | Remark


def read_script(path: Path) -> list[Step]:
    return [step for line in path.read_text(encoding="utf-8").splitlines() if (step := _step(line)) is not None]


def _step(line: str) -> Step | None:
    if line.startswith("#") or not line:
        return Remark(line)
    if line.startswith("@"):
        word, _, rest = line[1:].partition(" ")
        return Order(word, rest.strip(), line)
    found = _LINE.match(line)
    if found:
        return Say(found["who"], found["room"] or "", found["text"].replace("\\n", "\n"), line)
    return None  # an answer, or its continuation (an empty one is two blanks): produced anew


def span(text: str) -> timedelta:
    """`90m`, `2h`, `3d`. Raises ScriptError for anything else."""
    found = _SPAN.match(text)
    if found is None:
        raise ScriptError(f"not a span of time (90m, 2h, 3d): {text}")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
