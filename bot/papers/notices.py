"""A notice on paper: for the board, for a group, and the list of doors to knock on."""

from dataclasses import asdict, dataclass
from pathlib import Path

from bot.papers.press import print_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNotice:
    """A4, as long as it needs to be; a short one is set in larger type."""

    estate: str
    heading: str
    lines: tuple[str, ...]
    signature: str
    day: str
    seal: str = ""
    code: str = ""
    footer: str = ""
    qr_url: str = ""
    qr_caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePoster:
    """1080 x 1440 pixels. What does not fit in type an old person reads on a phone is cut, and `more` says where it is."""

    estate: str
    kind: str
    heading: str
    lines: tuple[str, ...]
    more: str
    signature: str
    day: str
    qr_url: str = ""
    qr_caption: str = ""


def board_pdf(notice: BoardNotice, font: Path | None = None) -> bytes:
    return print_paper("notice", asdict(notice), "pdf", font=font)


def poster_png(poster: NoticePoster, font: Path | None = None) -> bytes:
    return print_paper("notice_poster", asdict(poster), "png", font=font)
