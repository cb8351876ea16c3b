"""What the demo's pages show beside the chats: who sits where, the first steps, the letter's clauses. From data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.web.pages import CHAT_WORDS, page_words
from config import words
from config.answers import clauses
from config.values import Count
from config.words import LANGUAGES, Reader

_STEPS = Path(__file__).parent / "steps.toml"
DEMO_WORDS = (
    "demo-clock", "demo-by-1h", "demo-by-next", "demo-by-1d", "demo-by-7d", "demo-reset", "demo-reset-sure",
    "demo-was-reset", "demo-answers", "demo-other-language", "demo-guide", "demo-all-steps", "demo-step-back",
    "demo-step-on", "demo-seats", "demo-step-count", "demo-quoted", "demo-put-in", "demo-point-out", "demo-next-due",
    "demo-nothing-due", "demo-rang", "demo-rang-nothing", "demo-no-answer", "demo-step-next", "demo-first-this",
    "demo-not-here", "demo-walked",
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """`role` and `tab` are text keys; a room's frame is the page of somebody who belongs to it. Those who are `shared`
    stand in one place, of whom one is seen at a time.
    """

    seat: str
    person: str
    role: str
    tab: str
    plain: bool = False
    room: str = ""
    shared: bool = False


SEATS = (
    Seat("resident", "张桂芬", "demo-role-resident", "demo-tab-resident", plain=True),
    Seat("secretary", "李梅", "demo-role-secretary", "demo-tab-secretary"),
    Seat("chair", "陈建国", "demo-role-chair", "demo-tab-chair", shared=True),
    Seat("company", "王强", "demo-role-company", "demo-tab-company", shared=True),
    Seat("community", "周敏", "demo-role-community", "demo-tab-community", shared=True),
    Seat("group", "张桂芬", "demo-role-group", "demo-tab-group", room="owners"),
)


def demo_words() -> dict[str, dict[str, str]]:
    both = page_words(DEMO_WORDS, "demo-"), page_words(CHAT_WORDS)
    return {lang: {**both[1][lang], **both[0][lang]} for lang in LANGUAGES}


def seats_shown(seats: dict[str, str], lang: str) -> list[dict[str, Any]]:
    return [_shown(each, seats[each.person], lang) for each in SEATS]


def _shown(each: Seat, seat: str, lang: str) -> dict[str, Any]:
    room = f"room/{each.room}/" if each.room else ""
    return {
        "seat": each.seat,
        "path": f"/chat/{seat}/{room}",
        "name": _say("demo-group", lang) if each.room else each.person,
        "role": _say(each.role, lang),
        "tab": _say(each.tab, lang),
        "look": _say("demo-look-wechat", lang) if each.plain else "",
        "shared": each.shared,
    }


def _say(key: str, lang: str, **params: Count) -> str:
    return words.render(key, params, Reader(lang, datetime.now(UTC)))


def steps_shown(lang: str) -> list[dict[str, Any]]:
    short = "en" if lang == "en" else "zh"
    return [{name: _in(value, short) for name, value in step.items()} for step in _steps()]


def _in(value: Any, lang: str) -> Any:
    return value[lang] if isinstance(value, dict) else value


@cache
def _steps() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_STEPS.read_text(encoding="utf-8"))["step"])


def answers_page(lang: str) -> dict[str, Any]:
    """What answers.html needs."""
    known = {step["id"] for step in _steps()}
    rows = [
        {
            "id": each.id,
            "clause": each.clause,
            "duty": each.duty(lang),
            "more": each.more(lang),
            "done": each.state == "done",
            "state": _say(f"demo-state-{each.state}", lang),
            "step": f"/?lang={lang}#step-{each.step}" if each.step in known else None,
            "button": _say("demo-show", lang),
        }
        for each in clauses()
    ]
    count = {state: Count(sum(each.state == state for each in clauses())) for state in ("done", "partly", "not-yet")}
    return {
        "title": _say("demo-answers", lang),
        "lead": _say("demo-answers-lead", lang),
        "summary": _say(
            "demo-answers-summary", lang, done=count["done"], partly=count["partly"], open=count["not-yet"]
        ),
        "back": {"url": f"/?lang={lang}", "text": _say("demo-answers-back", lang)},
        "heads": {each: _say(f"demo-head-{each}", lang) for each in ("id", "clause", "duty", "state", "show")},
        "rows": rows,
    }
