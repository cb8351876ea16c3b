"""Why: what is written down is believed. A command in the README that does not exist costs a newcomer an evening; a path
of somebody's machine in a file breaks everybody else's."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.source import ROOT, listed, tracked

DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"python -m bot ((?:[a-z]+ ?){1,2})")
MAKE = re.compile(r"(?:`|^)make ([a-z]+)", re.MULTILINE)
TEXT = {".py", ".md", ".toml", ".ftl", ".typ", ".html", ".css", ".js", ".txt", ".tsv", ".mako", ".example", ""}
FORBIDDEN = {
    "a path of one machine": re.compile(r"/(?:work|home|root|Users)/[a-z]+/"),
    "words of how it was made": re.compile(
        r"\b(?:subagent|sub-agent|language model|LLM|chatbot prompt|Claude|GPT)\b", re.IGNORECASE
    ),
    "a secret": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}


def commands() -> set[str]:
    import typer.main

    from bot.cli.app import app

    root = typer.main.get_command(app)
    found = set()
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {})
        found |= {f"{name} {each}" for each in inner} | {name}
    return found


def mentioned(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found.strip() for found in pattern.findall(text)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = commands()
    groups = {name.split()[0] for name in known if " " in name}
    for said in mentioned(COMMAND, text):
        first, _, second = said.partition(" ")
        assert (f"{first} {second}" if first in groups and second else first) in known, said


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_in_a_document_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert mentioned(MAKE, path.read_text(encoding="utf-8")) <= targets


def test_every_link_in_a_document_leads_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in DOCUMENTS
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken, listed(broken)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_files_speak_of_the_product_alone(what: str) -> None:
    wrong = []
    for path in tracked():
        own = path.name == "test_papers_of_the_project.py"
        if own or path.suffix not in TEXT or path.stat().st_size > 500_000:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if FORBIDDEN[what].search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}")
    assert not wrong, listed(wrong)


def test_every_setting_is_explained() -> None:
    from config.settings import PREFIX, Settings, Telegram, WeChat
    from config.wecom import WeCom

    grouped = ("telegram", "wechat", "wecom")
    names = {f"{PREFIX}{name}".upper() for name in Settings.model_fields if name not in grouped}
    names |= {f"{PREFIX}WECOM__{name}".upper() for name in WeCom.model_fields}
    names |= {f"{PREFIX}TELEGRAM__{name}".upper() for name in Telegram.model_fields}
    names |= {f"{PREFIX}WECHAT__{name}".upper() for name in WeChat.model_fields}
    written = set(re.findall(r"^#? ?(YXM_[A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert written == names


def test_the_licence_is_the_one_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert {"Apache-2.0": "Apache License", "MIT": "MIT License"}[declared] in text[:400]


def test_what_runs_is_what_was_tested() -> None:
    """Both locks name the same version of what both hold."""
    pinned = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^ \\]+)", re.MULTILINE)
    runs, tested = (
        dict(pinned.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert len(runs) > 50
    assert {name: version for name, version in runs.items() if tested.get(name) != version} == {}
