"""An opinion round on paper: the poster that asks, and the sheet that says what was answered.

Homes and tenants stand apart on every sheet, and every sheet says that it was a consultation (`only`).
"""

from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from bot.papers.press import print_paper

_WHOLE = 1000  # a bar's full length


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPoster:
    """1080 x 1440 pixels; `dates` says from when to when."""

    estate: str
    kind: str
    heading: str
    options: tuple[str, ...]
    dates: str
    only: str
    qr_url: str
    qr_caption: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionResult:
    """What one option got. The texts stand beside the bars ("12 户 · 60.0%")."""

    label: str
    homes: int
    homes_text: str
    tenants: int
    tenants_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionResult:
    """A4. `remarks` are what people added in their own words, already without names."""

    estate: str
    heading: str
    lines: tuple[str, ...]
    homes_label: str
    tenants_label: str
    options: tuple[OptionResult, ...]
    only: str
    signature: str
    day: str
    remarks_label: str = ""
    remarks: tuple[str, ...] = ()
    footer: str = ""
    qr_url: str = ""
    qr_caption: str = ""


def poster_pdf(poster: OpinionPoster, font: Path | None = None) -> bytes:
    """The same sheet for the board: printers bring it to their paper."""
    return print_paper("opinion_poster", asdict(poster), "pdf", font=font)


def poster_png(poster: OpinionPoster, font: Path | None = None) -> bytes:
    return print_paper("opinion_poster", asdict(poster), "png", font=font)


def result_pdf(result: OpinionResult, font: Path | None = None) -> bytes:
    return print_paper("opinion_result", result_data(result), "pdf", font=font)


def result_data(result: OpinionResult) -> dict[str, object]:
    """What the template reads; also for a preview by `print_pages`. Each group has its own scale: tenants are few."""
    homes = [(option.label, option.homes, option.homes_text) for option in result.options]
    tenants = [(option.label, option.tenants, option.tenants_text) for option in result.options]
    groups = [(result.homes_label, homes), (result.tenants_label, tenants)]
    return asdict(result) | {"groups": [{"label": label, "rows": _bars(rows)} for label, rows in groups]}


def _bars(rows: list[tuple[str, int, str]]) -> list[dict[str, object]]:
    most = max((count for _, count, _ in rows), default=0) or 1
    return [
        {"label": label, "value": text, "length": round(Fraction(count * _WHOLE, most))} for label, count, text in rows
    ]
