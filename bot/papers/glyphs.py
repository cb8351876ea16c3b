"""Which characters a font can draw, and what becomes of those it cannot: a paper shows no empty boxes.

Knows the `cmap` table of OpenType files and nothing of papers.
"""

import re
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MISSING = "〓"  # the printers' own mark for a character that is not in the case
_CONTROLS = {"Cc", "Cs"}
_LONG_RUN = re.compile(r"[!-~\u00a1-\u024f]{19,}")
_GAP = re.compile(r" +(?= )|[ ]+$|^ +", re.MULTILINE)
_BREAK = "\u200b"
_ALIKE = str.maketrans("☐☑☒✅✔❌✖⁄➜➡⚫⚪", "□■■✓✓××/→→●○")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Ranges of code points, sorted by start; ends are inclusive."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, char: str) -> bool:
        at = bisect_right(self.starts, ord(char)) - 1
        return at >= 0 and ord(char) <= self.ends[at]


def read_glyphs(path: Path, index: int = 0) -> Glyphs:
    """The characters of face `index` of a .ttf, .otf or .ttc file. Raises ValueError where the file is no such font."""
    with path.open("rb") as file:
        try:
            ranges = sorted(_ranges(_cmap(file, index)))
        except struct.error as error:
            raise ValueError(f"{path.name} is not a font that can be read") from error
    return Glyphs(tuple(start for start, _ in ranges), tuple(end for _, end in ranges))


def printable(text: str, glyphs: Glyphs) -> str:
    """`text` with only what the font can draw: pictures are dropped, unknown letters become 〓, long words may break."""
    whole = unicodedata.normalize("NFC", without_controls(text))
    drawn = "".join(_drawn(char, glyphs) for char in whole)
    return _LONG_RUN.sub(_breakable, _GAP.sub("", drawn) if len(drawn) < len(whole) else drawn)


def without_controls(text: str) -> str:
    """`text` without control characters and lone surrogates; line ends stay, each as one line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in _CONTROLS)


def _drawn(char: str, glyphs: Glyphs) -> str:
    if char == "\n" or char in glyphs:
        return char
    plain = unicodedata.normalize("NFKC", char).translate(_ALIKE)
    if all(part in glyphs for part in plain):
        return plain
    return MISSING if unicodedata.category(char)[0] in "LN" else ""


def _breakable(run: re.Match[str]) -> str:
    """A word longer than a line (an address, a hash) would run off the paper."""
    return _BREAK.join(run[0][at : at + 10] for at in range(0, len(run[0]), 10))


def _cmap(file: BinaryIO, index: int) -> bytes:
    head = struct.unpack(">4sHHI", file.read(12))
    start = 0
    if head[0] == b"ttcf":
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _ in range(tables):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise ValueError("the font has no cmap table")


def _ranges(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Of the widest Unicode subtable: format 12 has every plane, format 4 the first only."""
    (count,) = struct.unpack_from(">2xH", cmap)
    offsets = [struct.unpack_from(">4xI", cmap, 4 + 8 * at)[0] for at in range(count)]
    by_format = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in offsets}
    if 12 in by_format:
        return _format_12(cmap, by_format[12])
    if 4 in by_format:
        return _format_4(cmap, by_format[4])
    raise ValueError("the font has no Unicode cmap")


def _format_12(cmap: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (groups,) = struct.unpack_from(">12xI", cmap, offset)
    for at in range(groups):
        first, last = struct.unpack_from(">II", cmap, offset + 16 + 12 * at)
        yield first, last


def _format_4(cmap: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">6xH", cmap, offset)
    ends = struct.unpack_from(f">{twice // 2}H", cmap, offset + 14)
    starts = struct.unpack_from(f">{twice // 2}H", cmap, offset + 16 + twice)
    return ((first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF)
