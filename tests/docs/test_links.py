"""Every relative link of every document leads to a file, and every heading it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, tracked

PAGES = [path for path in tracked() if path.suffix == ".md"]
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_SIGNS = re.compile(r"[^\w\- ]")


def anchors(path: Path) -> set[str]:
    """As the usual renderers make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {_SIGNS.sub("", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target, heading in _LINK.findall(path.read_text(encoding="utf-8")):
        there = (path.parent / target) if target else path
        if not there.exists():
            broken.append(target)
        elif heading and heading not in anchors(there):
            broken.append(f"{target}#{heading}")
    assert not broken, f"{path.relative_to(ROOT)}: {broken}"


def test_every_page_of_docs_is_reached_from_its_index() -> None:
    reached, left = set(), [ROOT / "docs" / "README.md"]
    while left:
        page = left.pop()
        if page in reached:
            continue
        reached.add(page)
        links = [target for target, _ in _LINK.findall(page.read_text(encoding="utf-8")) if target]
        left += [there for target in links if (there := (page.parent / target).resolve()).suffix == ".md"]
    lost = [str(path.relative_to(ROOT)) for path in PAGES if path.is_relative_to(ROOT / "docs") and path not in reached]
    assert not lost
