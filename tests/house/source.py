"""The product's own files and their syntax trees, for the house tests."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "scheduler", "models", "config")


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """Python files of the product; all floors when none is named. Written migrations are history, not code."""
    found = [path for folder in folders or FLOORS for path in (ROOT / folder).rglob("*.py")]
    return tuple(sorted(path for path in found if "versions" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def walk(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for path in files(*folders):
        for node in ast.walk(tree(path)):
            yield path, node


def at(path: Path, node: ast.AST | int) -> str:
    """models/rooms.py:12"""
    line = node if isinstance(node, int) else getattr(node, "lineno", 0)
    return f"{path.relative_to(ROOT)}:{line}"


def listed(found: list[str]) -> str:
    """One a line, whole: what a person must go and mend."""
    return "\n  " + "\n  ".join(found)


def called(node: ast.AST) -> str:
    """The last name of what is called: `visit.session.exec(...)` -> exec."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository; all files where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        hidden = {".git", ".venv", ".node", ".hypothesis", "var"}
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.parts))
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
