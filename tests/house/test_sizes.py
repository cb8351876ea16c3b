"""Why: what does not fit on a few screens is not read before it is changed. A file that grows becomes a folder."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import at, files, listed, walk

LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_stay_short() -> None:
    assert [f"{at(path, 1)} {lines(path)}" for path in files() if lines(path) > LONGEST_FILE] == []


def test_functions_stay_short() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [(path, node) for path, node in walk() if isinstance(node, functions)]
    assert [
        f"{at(path, node)} {node.name}"
        for path, node in found
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ] == []


def test_every_file_says_what_it_is_for() -> None:
    silent = [at(path, 1) for path in files() if path.stat().st_size and ast.get_docstring(_parsed(path)) is None]
    assert not silent, listed(silent)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
