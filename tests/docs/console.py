"""The command lines of the documents, run as they stand there, in a folder of their own.

A fence ```console holds lines `$ command`, and below each what it prints (nothing where it does not matter).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "docs" / "manual" / "samples"
_FENCE = re.compile(r"^```console\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)
_CHANGING = [(re.compile(r"\b[0-9A-F]{10}\b"), "7F3A09C2E1")]
_SETTING = re.compile(r"[A-Z_]+=")
_ELSEWHERE = ("make", "git", "cd", "sqlite3", "pg_dump", "curl", "lo-bot-api-emulator")
_STAYING = ("serve", "demo", "chat")


@dataclass
class Line:
    """`printed` is empty where the document does not show it."""

    command: str
    printed: str
    place: int

    @property
    def words(self) -> list[str]:
        """Without the settings that may stand before the command."""
        found = shlex.split(self.command, comments=True)
        return list(dropwhile(_SETTING.match, found))

    @property
    def arguments(self) -> list[str] | None:
        """What is handed to `python -m bot`; None for another programme."""
        is_ours = self.words[0].endswith("python") and self.words[1:3] == ["-m", "bot"]
        return self.words[3:] if is_ours else None

    @property
    def runs(self) -> bool:
        """What needs the network, or does not end by itself, is not run; whether it exists is asked elsewhere."""
        if self.arguments is None:
            return self.words[0].rpartition("/")[2] not in _ELSEWHERE
        return self.arguments[:1] != [] and self.arguments[0] not in _STAYING


def lines_of(path: Path) -> list[Line]:
    found: list[Line] = []
    text = path.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        for line in fence["text"].splitlines():
            if line.startswith("$ "):
                found.append(Line(line[2:], "", text.count("\n", 0, fence.start()) + 1))
            else:
                found[-1].printed += f"{line}\n"
    return found


def furnish(folder: Path) -> dict[str, str]:
    """A clean clone as far as the commands look, with a `python` that is ours; returns its environment."""
    shutil.copy(ROOT / ".env.example", folder)
    for name in ("tests", "docs"):
        (folder / name).symlink_to(ROOT / name)
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, folder)
    (folder / ".venv" / "bin").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YXM_")}
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return {**clean, "PATH": path, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "COLUMNS": "100"}


def run_elsewhere(line: Line, folder: Path, environment: dict[str, str]) -> None:
    """A line of the shell. Raises CalledProcessError when it fails."""
    subprocess.run(["bash", "-c", line.command], cwd=folder, env=environment, check=True, timeout=60)


def steady(printed: str) -> str:
    """Without what differs from day to day."""
    for pattern, shown in _CHANGING:
        printed = pattern.sub(shown, printed)
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def accept(path: Path, printed: dict[str, str]) -> None:
    """Put what was really printed into the document."""
    text = path.read_text(encoding="utf-8")
    for shown, really in printed.items():
        text = text.replace(shown, really)
    path.write_text(text, encoding="utf-8")
