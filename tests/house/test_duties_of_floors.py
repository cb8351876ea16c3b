"""Why: rules think, queries look, actions do. A handler that asks the database or the clock itself cannot be played, cannot
be replayed, and forgets the right that `find_...` checks."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import ROOT, at, called, listed, walk

FORBIDDEN = {"select", "exec", "execute", "commit", "rollback", "now", "today", "utcnow", "scalar", "scalars"}
CATCHES_ALL = [
    "bot/cli/app.py",  # an operator gets a line, never a traceback
    "bot/mishaps.py",  # one job, letter, file or update of many: the others go on
    "handlers/desk/attempt.py",  # a visit is undone and the person told a reference
]
DAYS = ("models/calendar/", "config/words.py", "bot/sheets/")  # a sheet's days have no zone


def test_handlers_and_jobs_ask_models_and_never_the_database_or_the_clock() -> None:
    assert [
        f"{at(path, node)} {called(node)}" for path, node in walk("handlers", "scheduler") if called(node) in FORBIDDEN
    ] == []


def test_only_the_database_commits() -> None:
    found = {
        path.relative_to(ROOT).as_posix() for path, node in walk() if called(node) == "commit" and not _of_alembic(path)
    }
    assert found <= {"models/database/engine.py"}


def _of_alembic(path: Path) -> bool:
    return "migrations" in path.parts


def test_rules_have_no_session_no_clock_and_no_settings() -> None:
    wrong = []
    for path, node in walk("models"):
        if path.stem != "rules":
            continue
        if called(node) in FORBIDDEN:
            wrong.append(f"{at(path, node)} {called(node)}")
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("config.settings", "sqlalchemy")):
            wrong.append(f"{at(path, node)} {node.module}")
        if isinstance(node, ast.arg) and node.arg == "session":
            wrong.append(f"{at(path, node)} session")
    assert not wrong, listed(wrong)


def test_models_never_ask_what_time_it_is() -> None:
    """The moment comes in as an argument: the calendar can be turned, and one message has one moment."""
    wrong = [at(path, node) for path, node in walk("models") if called(node) in {"now", "today", "utcnow"}]
    assert not wrong, listed(wrong)


def test_the_day_of_a_moment_is_asked_of_the_calendar() -> None:
    """`.date()` of a UTC moment is yesterday before 08:00 in China."""
    wrong = [
        at(path, node)
        for path, node in walk()
        if called(node) == "date"
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and not node.args
        and not path.relative_to(ROOT).as_posix().startswith(DAYS)
        and not _says_where(node.func.value)
    ]
    assert not wrong, listed(wrong)


def _says_where(value: ast.AST) -> bool:
    """datetime.now(zone).date() and strptime(...).date() carry no UTC moment."""
    return called(value) in {"now", "astimezone", "strptime", "fromisoformat"}


def test_settings_are_read_at_the_edge() -> None:
    wrong = [
        at(path, node)
        for path, node in walk("handlers", "scheduler", "models")
        if isinstance(node, ast.ImportFrom) and node.module == "config.settings"
    ]
    assert not wrong, listed(wrong)


def test_everything_is_caught_in_three_places_once_each() -> None:
    """A second place that catches whatever comes hides mistakes, and answers them in a way of its own."""
    found = [path.relative_to(ROOT).as_posix() for path, node in walk() if _catches_all(node)]
    assert found == CATCHES_ALL


def _catches_all(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        caught = ["BaseException"] if node.type is None else [ast.unparse(each) for each in _each(node.type)]
    elif called(node) == "suppress" and isinstance(node, ast.Call):
        caught = [ast.unparse(each) for each in node.args]
    else:
        return False
    return bool({"Exception", "BaseException"} & set(caught))


def _each(kinds: ast.expr) -> list[ast.expr]:
    return list(kinds.elts) if isinstance(kinds, ast.Tuple) else [kinds]
