"""Lists to carry in the hand: doors to knock on, people to sign in. The head of the table comes again on every page."""

from dataclasses import asdict, dataclass
from pathlib import Path

from bot.papers.press import print_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A4. Every row has one text a column; `ticks` and `blanks` name the columns to tick and to write in.

    Rows come in the order they are walked; the first column (the building) is printed pale while it repeats.
    """

    estate: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    footer: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one text for each column")


def roll_pdf(roll: Roll, font: Path | None = None) -> bytes:
    return print_paper("roll", asdict(roll), "pdf", font=font)
