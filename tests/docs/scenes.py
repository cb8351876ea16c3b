"""The conversations of the manual: what a reader sees in a fence, what stands before it in a comment.

    <!-- stage
    @estate 四季家园(SJ)
    @people 张桂芬=业主 3-2-501 @ 四季家园(SJ)
    -->

    ```conversation 张桂芬
    张桂芬> 进度
    张桂芬< ...
    ```

A `stage` comment opens a scene; a `meanwhile` comment goes on in it; what is said in them is played and not shown.
A fence goes on in the same scene too, and shows only those it names (everybody, when it names nobody).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from models.database import Database
from tests.docs.props import as_played, as_shown
from tests.stage.script import Step, read_script
from tests.stage.stage import RICH, Stage

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
SAMPLES = MANUAL / "samples"
_PART = re.compile(
    r"^<!-- (?P<word>stage|meanwhile)\n(?P<hidden>.*?)^-->|^```conversation(?P<who>[^\n]*)\n(?P<shown>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
_SPEAKS = re.compile(r"^(?P<who>[^\s@<>«≡]+)(?:@(?P<room>[^\s<>«≡]+))?(?P<mark>[<>«≡])")


@dataclass(frozen=True)
class Part:
    """`who` are those a fence shows; a comment shows nothing (`start` is -1)."""

    text: str
    start: int = -1
    end: int = -1
    who: tuple[str, ...] = ()


@dataclass
class Scene:
    path: Path
    line: int
    parts: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.path.relative_to(MANUAL)}:{self.line}"

    @property
    def fences(self) -> list[Part]:
        return [part for part in self.parts if part.start >= 0]


def scenes(path: Path) -> list[Scene]:
    """Raises ValueError for what stands on no stage."""
    text = path.read_text(encoding="utf-8")
    found: list[Scene] = []
    for part in _PART.finditer(text):
        line = text.count("\n", 0, part.start()) + 1
        if part["word"] == "stage":
            found.append(Scene(path, line))
        if not found:
            raise ValueError(f"{path.name}:{line}: a conversation without a stage before it")
        if part["word"]:
            found[-1].parts.append(Part(part["hidden"]))
        else:
            who = tuple(part["who"].split())
            found[-1].parts.append(Part(part["shown"], part.start("shown"), part.end("shown"), who))
    return found


async def play(scene: Scene, reopen: Callable[[], Database], folder: Path) -> tuple[Stage, list[str]]:
    """The stage as it was left, and what each fence should say."""
    stage = Stage(reopen, RICH, SAMPLES)
    played = []
    for part in scene.parts:
        stage.written.clear()
        said = await stage.play(_steps(as_played(part.text), folder))
        if part.start >= 0:
            played.append(as_shown(_only(said, part.who), english="en" in scene.path.parts))
    return stage, played


def _steps(text: str, folder: Path) -> list[Step]:
    script = folder / "scene.txt"
    script.write_text(text, encoding="utf-8")
    return read_script(script)


def _only(said: str, who: tuple[str, ...]) -> str:
    """What these heard and said; time passes for everybody."""
    kept, keeps = [], True
    for line in said.splitlines(keepends=True):
        if not line.startswith("  "):
            speaks = _SPEAKS.match(line)
            keeps = not who or speaks is None or speaks["who"] in who or speaks["room"] in who
            if speaks and speaks["mark"] == ">" and not keeps:
                raise ValueError(f"said in a fence that does not show it: {line}")
        if keeps:
            kept.append(line)
    return "".join(kept)


def rewrite(path: Path, played: dict[tuple[int, int], str]) -> None:
    """Put what really happened where the reader sees it."""
    text = path.read_text(encoding="utf-8")
    for (start, end), words in sorted(played.items(), reverse=True):
        text = text[:start] + words + text[end:]
    path.write_text(text, encoding="utf-8")
