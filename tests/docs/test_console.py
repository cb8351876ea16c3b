"""Whoever types what a document says gets what the document shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.app import app, main
from tests.docs.console import ROOT, accept, furnish, lines_of, run_elsewhere, steady

PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "docs" / "operating.md",
    ROOT / "docs" / "manual" / "administrator.md",
    ROOT / "docs" / "manual" / "en" / "administrator.md",
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_commands_of_a_document_run_one_after_another(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    environment = furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", environment["LANG"])
    lines = lines_of(path)
    assert any(line.runs for line in lines), "nothing is run"
    printed = {}
    for line in lines:
        if not line.runs:
            continue
        if line.arguments is None:
            run_elsewhere(line, tmp_path, environment)
            continue
        with pytest.raises(SystemExit) as ended:
            main(line.arguments)
        out, err = capsys.readouterr()
        asks = line.arguments[:1] == ["check"]  # answers 1 as long as something must be done
        assert ended.value.code in ((0, 1) if asks else (0,)), f"{line.command}\n{err}"
        if line.printed:
            printed[line.printed] = steady(out)
    if request.config.getoption("--accept"):
        accept(path, printed)
    assert printed == {shown: shown for shown in printed}


def test_every_command_has_help_of_its_own() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        for inner, each in {name: command, **getattr(command, "commands", {})}.items():
            assert each.help, inner
            for option in each.params:
                assert getattr(option, "help", None) or option.name in {"help", "prefix", "name"}, (
                    f"{inner}: {option.name}"
                )
