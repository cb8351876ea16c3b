"""From an exception to the line an operator reads."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime

from config import words
from config.settings import UnsafeSettings
from config.values import Saying
from config.words import Reader, WordsError
from models.disclosures.ledgers import WrongFile
from models.refusals import Refusal


def told(error: Exception) -> list[str]:
    """One line a thing to mend. YXM_TRACE=1 prints the whole story of an unforeseen one first."""
    if os.environ.get("YXM_TRACE"):
        traceback.print_exception(error)
    if isinstance(error, UnsafeSettings):
        return error.lines
    if isinstance(error, Refusal):
        return [in_words(error.saying)]
    if isinstance(error, WrongFile):
        return [in_words(error.saying())]
    if hasattr(error, "format_message"):  # of the command line itself; nothing was typed, and the help was shown
        return [line] if (line := str(error.format_message()).strip()) else []
    if isinstance(error, OSError):
        return [f"{error.filename}: {error.strerror}" if error.filename else str(error)]
    first = next(iter(_plain(error).splitlines()), "")
    return [f"{first or type(error).__name__} (YXM_TRACE=1 shows more)"]


def _plain(error: Exception) -> str:
    original = getattr(error, "orig", None)
    return f"the database says: {original}" if original is not None else f"{type(error).__name__}: {error}"


def in_words(saying: Saying) -> str:
    """In the operator's language, which LANG says."""
    lang = "zh-CN" if os.environ.get("LANG", "").startswith("zh") else "en"
    try:
        return words.render(saying.key, saying.params, Reader(lang, datetime.now(UTC)))
    except WordsError:
        return saying.key
