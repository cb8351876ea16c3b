"""xlsx, xls, ods, csv, tsv, txt -> sheets of clean text. What it is, is seen from its bytes, not from its name."""

from __future__ import annotations

import csv
import io
import json
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

from bot.sheets import workbook
from bot.sheets.table import Sheet, clean, trimmed
from config.values import Count, Text, Value
from models.refusals import Refusal

MOST_BYTES = 20 << 20
MOST_UNPACKED = 200 << 20
MOST_CELLS = 1_000_000
MOST_ROWS, MOST_COLUMNS = 50_000, 500
"""The largest estate has some ten thousand homes; whatever is beyond is no roster, and takes minutes to find that out."""
MOST_TEXT = 8_000_000
"""Characters of all cells together: a workbook names one long text a thousand times at no cost to itself."""
MEMORY = 1 << 30
SECONDS = 30
_HEAD = 200_000
_SEPARATORS = ",\t;|，"
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_ENCRYPTED_PARTS = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))


class UnreadableFile(Refusal):
    """The file cannot be read as a table; `key` says why and what to do. The only exception read_sheets knows."""


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """Every sheet a person sees in the file, in its order, empty ones too. `name` is the file's name, for the answer.

    Raises UnreadableFile.
    """
    if not data.strip():
        raise _no("sheet-empty", name)
    if len(data) > MOST_BYTES:
        raise _no("sheet-too-big", name, most=Count(MOST_BYTES >> 20))
    if data.startswith(b"PK"):
        _check_archive(data, name)
        return _workbook(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if any(part in data for part in _ENCRYPTED_PARTS):
            raise _no("sheet-locked", name)
        return _workbook(data, name)
    if data.startswith(_OTHER_KINDS):
        raise _no("sheet-other-kind", name)
    return [_text_table(data, name)]


def _no(key: str, name: str, **params: Value) -> UnreadableFile:
    return UnreadableFile(key, "", file=Text(clean(name)[:80]), **params)


def _too_long(name: str) -> UnreadableFile:
    return _no("sheet-too-long", name, rows=Count(MOST_ROWS), columns=Count(MOST_COLUMNS))


def _check_archive(data: bytes, name: str) -> None:
    """The figures a zip claims about itself; a liar meets the memory limit of the child."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _BROKEN_ARCHIVE as wrong:
        raise _no("sheet-broken", name) from wrong
    if any(part.flag_bits & 1 for part in parts):
        raise _no("sheet-locked", name)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _no("sheet-too-big", name, most=Count(MOST_BYTES >> 20))
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise _no("sheet-other-kind", name)


def _workbook(data: bytes, name: str) -> list[Sheet]:
    limits = [str(each) for each in (MEMORY, SECONDS, MOST_CELLS, MOST_ROWS, MOST_COLUMNS, MOST_TEXT)]
    command = [sys.executable, "-I", str(Path(workbook.__file__)), *limits]
    try:
        child = subprocess.run(  # noqa: S603 (our own file, figures only)
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise _no("sheet-too-big", name, most=Count(MOST_BYTES >> 20)) from late
    if child.returncode == workbook.LOCKED:
        raise _no("sheet-locked", name)
    if child.returncode == workbook.TOO_LONG:
        raise _too_long(name)
    if child.returncode == workbook.TOO_BIG or child.returncode < 0:
        raise _no("sheet-too-many-cells", name, most=Count(MOST_CELLS))
    if child.returncode:
        raise _no("sheet-broken", name)
    return [
        Sheet(clean(title), trimmed([[clean(cell) for cell in row] for row in rows]))
        for title, rows in json.loads(child.stdout)
    ]


def _text_table(data: bytes, name: str) -> Sheet:
    text = _decoded(data, name)
    if text.lstrip().startswith("<"):
        raise _no("sheet-web-page", name)
    separator = _separator(text)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells += len(row)
            if cells > MOST_CELLS:
                raise _no("sheet-too-many-cells", name, most=Count(MOST_CELLS))
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_long(name)
            rows.append([clean(cell) for cell in row])
    except csv.Error as wrong:
        raise _no("sheet-broken", name) from wrong
    return Sheet(clean(Path(name.replace("\0", "")).stem), trimmed(rows))


def _decoded(data: bytes, name: str) -> str:
    """UTF-16 and UTF-8 are recognised surely; what is left is GB 18030, which takes almost anything: looked at twice."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for char in text if (char < " " and char not in "\r\n\t\f") or char == "\ufffd")
        if strange * 100 <= len(text) and "\0" not in text:
            return text
    raise _no("sheet-encoding", name)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    if head[1::2].count(0) * 10 > len(head):
        return ("utf-16-le",)
    if head[::2].count(0) * 10 > len(head):
        return ("utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _separator(text: str) -> str:
    """The one that cuts most lines into the same number of cells, the more cells the better."""
    head = "\n".join(text[:_HEAD].splitlines()[:60])
    best, best_score = ",", (0, 0)
    for separator in _SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=separator) if any(row))
        except csv.Error:
            continue
        del widths[1]
        score = max(((lines, width) for width, lines in widths.items()), default=(0, 0))
        best, best_score = (separator, score) if score > best_score else (best, best_score)
    return best
