"""The pages' words, their templates and the versioned static files."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from config import words
from config.values import Text
from config.words import LANGUAGES, Reader

HERE = Path(__file__).parent
TEMPLATES = Jinja2Templates(HERE / "templates")
_BLANKS = ("n", "all", "text", "month", "day", "weekday", "name", "label", "when")
CHAT_WORDS = (
    "web-script", "web-reconnecting", "web-sending", "web-waiting", "web-write", "web-send", "web-voice",
    "web-keyboard", "web-hold", "web-more", "web-camera", "web-album", "web-file", "web-photo", "web-remove",
    "web-uploading", "web-upload-failed", "web-too-big", "web-recording", "web-release-send", "web-release-drop",
    "web-cancel", "web-newer", "web-play", "web-no-sound", "web-close", "web-reply", "web-replying", "web-live",
    "web-me", "web-no-microphone", "web-day", "web-group-hint", "web-group-address", "web-group-write",
)  # fmt: skip
"""What the pages' own scripts say; they know them without the prefix, as `upload_failed`."""

FRONT_WORDS = tuple(
    f"web-front-{each}"
    for each in ("tagline", "private", "resident", "resident-how", "staff", "staff-how", "up", "down", "other")
)


def page_words(keys: tuple[str, ...], prefix: str = "web-") -> dict[str, dict[str, str]]:
    """{language: {name: text}}; blanks stay as `{n}` for the page to fill."""
    return {lang: _book(keys, prefix, lang) for lang in LANGUAGES}


@cache
def _book(keys: tuple[str, ...], prefix: str, lang: str) -> dict[str, str]:
    reader = Reader(lang, datetime.now(UTC))
    blanks = {name: Text(f"{{{name}}}") for name in _BLANKS}
    return {each.removeprefix(prefix).replace("-", "_"): words.render(each, blanks, reader) for each in keys}


@cache
def static_path() -> str:
    """The address of the static files: it changes whenever one of them does, so browsers may keep them for good."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def language_of(request: Request) -> str:
    """Asked for in the address, else as the browser prefers."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "en" if request.headers.get("accept-language", "zh")[:2].lower() == "en" else "zh-CN"


def show(request: Request, template: str, lang: str, status: int = 200, **more: Any) -> Response:
    given = {"lang": lang, "static": static_path(), **more}
    return TEMPLATES.TemplateResponse(request, template, given, status_code=status)
