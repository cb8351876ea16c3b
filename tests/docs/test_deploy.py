"""The units and the proxy's page as they stand in docs/deploy: what they start exists, and what they name hangs together."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.app import app
from bot.serving import Part

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
UNITS = sorted(each for each in DEPLOY.iterdir() if each.suffix in {".service", ".timer"})
KNOWN = {
    "Unit": {"Description", "After", "Wants"},
    "Service": {
        "Type", "User", "WorkingDirectory", "Environment", "ExecStart", "Restart", "RestartSec", "TimeoutStopSec", "UMask",
        "NoNewPrivileges", "PrivateTmp", "ProtectSystem", "ProtectHome", "ReadWritePaths",
    },
    "Timer": {"OnCalendar", "Persistent", "OnBootSec", "OnUnitActiveSec"},
    "Install": {"WantedBy"},
}  # fmt: skip


def read(unit: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment]
    found.read_string(unit.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.name)
def test_a_unit_says_only_what_systemd_knows(unit: Path) -> None:
    found = read(unit)
    for section in found.sections():
        assert set(found[section]) <= KNOWN[section]
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service") in UNITS


@pytest.mark.parametrize("unit", [each for each in UNITS if each.suffix == ".service"], ids=lambda each: each.name)
def test_what_a_unit_starts_exists(unit: Path) -> None:
    service = read(unit)["Service"]
    python, *words = shlex.split(service["ExecStart"])
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert words[:2] == ["-m", "bot"]
    command = get_command(app).commands[words[2]]  # type: ignore[attr-defined]
    options = {name: each for each in command.params for name in each.opts}
    for place, word in enumerate(words[3:], 3):
        if word.startswith("--"):
            assert word in options
        elif words[place - 1] == "--role":
            assert word in {each.value for each in Part}
        else:
            assert service["ReadWritePaths"].split()[-1] == word
    if words[2] == "serve":
        assert int(service["TimeoutStopSec"]) > 3 * 5  # requests, letters and the ring have 5 s each


def test_the_proxy_passes_everything_but_what_is_not_for_the_public() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")
    assert all(line.rstrip().endswith((";", "{", "}")) for line in text.splitlines() if line.strip())
    upstream = re.search(r"upstream (\w+)", text)
    assert upstream is not None
    assert f"proxy_pass http://{upstream[1]};" in text
    for needed in ("Upgrade $http_upgrade", "Host $host", "X-Forwarded-For $remote_addr"):
        assert f"proxy_set_header {needed};" in text
    for closed in ("= /metrics", "/health/"):
        assert f"location {closed} {{ return 404; }}" in text


def test_every_figure_a_document_names_is_told() -> None:
    """And the other way round."""
    root = DEPLOY.parents[1]
    told = set(re.findall(r'"(yexiaomi_[a-z_]+)"', (root / "bot" / "metrics.py").read_text(encoding="utf-8")))
    named = set(re.findall(r"`(yexiaomi_[a-z_]+)", (root / "docs" / "operating.md").read_text(encoding="utf-8")))
    assert {each.removesuffix("_total") for each in named} == told
