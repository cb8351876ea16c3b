"""The estate's card: how to reach the desk, when, and whom to call when it cannot wait."""

from dataclasses import asdict, dataclass
from pathlib import Path

from bot.papers.press import print_paper

_PICTURE_PPI = 131  # A4 width in 1083 pixels: one screen of a phone


@dataclass(frozen=True, slots=True)
class Phone:
    label: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateCard:
    """One A4 sheet; `lines` says what one may ask, in a few words each."""

    estate: str
    heading: str
    lines: tuple[str, ...]
    hours_label: str
    hours: tuple[str, ...]
    phones_label: str
    phones: tuple[Phone, ...]
    qr_url: str
    qr_caption: str
    footer: str = ""


def card_pdf(card: EstateCard, font: Path | None = None) -> bytes:
    return print_paper("estate_card", asdict(card), "pdf", font=font)


def card_png(card: EstateCard, font: Path | None = None) -> bytes:
    return print_paper("estate_card", asdict(card), "png", _PICTURE_PPI, font=font)
