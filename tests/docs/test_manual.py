"""The manual is played: every conversation a reader sees there is what the desk really says. `--accept` rewrites them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import words
from models.database import Database
from tests.docs.scenes import MANUAL, Scene, play, rewrite, scenes
from tests.stage.checks import check_heard, check_rest

PAGES = sorted(MANUAL.rglob("*.md"))
SCENES = [scene for path in PAGES for scene in scenes(path)]
ROLES = ["resident", "secretary", "chair-and-members", "company", "community-and-township", "administrator"]


@pytest.fixture(scope="module")
def accepted() -> Iterator[dict[Path, dict[tuple[int, int], str]]]:
    """What was played, by its place; written at the end, when no place moves any more."""
    taken: dict[Path, dict[tuple[int, int], str]] = {}
    yield taken
    for path, played in taken.items():
        rewrite(path, played)


def by_weight(scene: Scene) -> object:
    """`make test` plays the Chinese pages; the English ones, which show the same, belong to the full check."""
    marks = [pytest.mark.heavy] if scene.path.parent.name == "en" else []
    return pytest.param(scene, id=scene.name, marks=marks)


@pytest.mark.parametrize("scene", [by_weight(scene) for scene in SCENES])
async def test_a_conversation_of_the_manual_is_what_is_really_said(
    scene: Scene,
    reopen_sqlite: Callable[[], Database],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    accepted: dict[Path, dict[tuple[int, int], str]],
) -> None:
    assert scene.fences, "a stage on which nothing is shown"
    stage, played = await play(scene, reopen_sqlite, tmp_path)
    if request.config.getoption("--accept"):
        places = [(fence.start, fence.end) for fence in scene.fences]
        accepted.setdefault(scene.path, {}).update(zip(places, played, strict=True))
    else:
        assert played == [fence.text for fence in scene.fences]
    check_heard(stage)
    database = reopen_sqlite()
    database.read_now(check_rest, poor=False)
    database.close()


def test_there_is_a_page_for_each_role_and_the_index_leads_to_it() -> None:
    index = (MANUAL / "README.md").read_text(encoding="utf-8")
    for role in ROLES:
        for page in (f"{role}.md", f"en/{role}.md"):
            assert (MANUAL / page).is_file()
            assert f"({page})" in index


@pytest.mark.parametrize("role", ROLES)
def test_the_english_page_shows_as_much_as_the_chinese_one(role: str) -> None:
    """Section by section; residents and secretaries read a shorter book in English."""
    chinese, english = ((MANUAL / folder / f"{role}.md").read_text(encoding="utf-8") for folder in ("", "en"))
    if role not in ("resident", "secretary"):
        assert english.count("\n## ") == chinese.count("\n## ")
        assert english.count("\n```") == chinese.count("\n```")
    assert f"(../{role}.md)" in english


def test_everything_that_may_be_typed_is_named_in_the_manual() -> None:
    """A deed nobody finds is a deed nobody does: its label or one of its phrases stands on a Chinese page."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in MANUAL.glob("*.md"))
    silent = []
    for path in sorted((Path(words.__file__).parent / "texts" / "zh-CN").glob("*.ftl")):
        for verb, body in re.findall(r"^([a-z][a-z-]+) =\n((?:    \..*\n?)+)", path.read_text("utf-8"), re.MULTILINE):
            names = {
                part.strip() for line in re.findall(r"\.(?:label|phrase) = (.+)", body) for part in line.split("|")
            }
            if ".phrase" in body and not any(name in said for name in names):
                silent.append(f"{verb}: {'、'.join(sorted(names))}")
    assert not silent, "not in the manual:\n" + "\n".join(silent)
