"""Why: each floor may be understood without those above it, a feature can be taken out without touching another, and a
chat platform's library can be replaced in one folder (libraries change their shape every few years)."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.source import FLOORS, ROOT, at, files, listed, walk

ONLY_IN = {
    "telegram": "bot/telegram/",
    "wechatpy": ("bot/tencent/envelope.py", "bot/wechat/"),  # the seal is WeCom's too
    "typst": "bot/papers/press.py",
    "segno": "bot/papers/",
    "apscheduler": "bot/clock.py",
    "prometheus_client": "bot/metrics.py",
    "psycopg": "bot/watch.py",
    "starlette": "bot/",
    "fluent": "config/words.py",
    "python_calamine": "bot/sheets/",
    "xlsxwriter": "bot/sheets/",
    "docx": "bot/papers/",
    "typer": "bot/cli/",
}


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_the_import_contracts_are_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_a_library_is_known_in_one_place(library: str, place: str | tuple[str, ...]) -> None:
    wrong = [
        at(path, node)
        for path, node in walk()
        if any(name.split(".")[0] == library for name in imports(node))
        and not path.relative_to(ROOT).as_posix().startswith(place)
    ]
    assert not wrong, listed(wrong)


def test_no_feature_knows_another() -> None:
    """All may use the desk; what two features share lies in models."""
    wrong = []
    for path, node in walk("handlers"):
        own = path.relative_to(ROOT / "handlers").parts[0].removesuffix(".py")
        for name in imports(node):
            floor, _, rest = name.partition(".")
            if floor == "handlers" and rest and own != "desk" and rest.split(".")[0] not in {"desk", own}:
                wrong.append(f"{at(path, node)} {name}")
    assert not wrong, listed(wrong)


def test_the_desk_knows_no_feature() -> None:
    wrong = [
        f"{at(path, node)} {name}"
        for path, node in walk("handlers")
        if "desk" in path.parts
        for name in imports(node)
        if name.startswith("handlers.") and not name.startswith("handlers.desk")
    ]
    assert not wrong, listed(wrong)


def test_there_are_no_other_floors() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= {*FLOORS, "tests"}


@pytest.mark.parametrize(
    "word", ["utils", "util", "helpers", "helper", "manager", "service", "services", "common", "misc"]
)
def test_files_are_named_for_the_trade(word: str) -> None:
    """A service message is Telegram's own word."""
    wrong = {
        path.relative_to(ROOT).as_posix() for path in files() if word in {path.stem, *path.relative_to(ROOT).parts}
    }
    assert wrong - {"bot/telegram/service.py"} == set()
