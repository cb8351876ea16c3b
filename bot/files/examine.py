"""Is this a file we keep? Photos are made anew (JPEG, at most 2048 px, nothing of where and when they were taken).

Pure: bytes in, bytes out. Slow: call it from a worker thread.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from models.letters.shapes import clean
from models.letters.tables import FileKind

EDGE = 2048
MOST_PIXELS = 64_000_000
"""A photo of a good telephone has 50 million; what claims more is a bomb."""
LARGEST = {FileKind.PHOTO: 15 << 20, FileKind.VOICE: 5 << 20, FileKind.VIDEO: 0, FileKind.FILE: 20 << 20}
"""Bytes, by kind; a kind with 0 is not taken."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")
_VOICES = {
    "audio/ogg", "audio/opus", "audio/mpeg", "audio/mp4", "audio/aac", "audio/x-m4a", "audio/m4a", "audio/amr",
    "audio/x-wav", "audio/wav", "audio/webm",
}  # fmt: skip
_MAYBE_VOICE = {"video/webm": "audio/webm", "video/x-matroska": "audio/webm", "video/mp4": "audio/mp4"}
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLD_OFFICE = {".doc": "application/msword", ".xls": "application/vnd.ms-excel"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = {".csv": "text/csv", ".txt": "text/plain"}
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError,
    AttributeError, AssertionError, RuntimeError, MemoryError, struct.error,
)  # fmt: skip
"""What readers of pictures raise on broken ones."""
MEDIA = {**_OFFICE, **_OLD_OFFICE, **_TEXTS, ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}
"""Types by the ending of a name that was examined."""


@dataclass(frozen=True)
class Examined:
    """What is kept. `media` is the type it is given out with."""

    kind: FileKind
    data: bytes
    media: str
    name: str


class UnfitError(Exception):
    """`key` is the text that says why: web-file-too-big, web-file-unknown, web-file-broken."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def examine(data: bytes, name: str = "", claimed: FileKind = FileKind.FILE) -> Examined:
    """What it really is, whatever it is called. Raises UnfitError."""
    guessed = filetype.guess_mime(data) or ""
    name = PurePath(clean(name).replace("\\", "/")).name.strip()[:120]
    if guessed.startswith("image/"):
        return Examined(FileKind.PHOTO, _photo(data), "image/jpeg", _renamed(name, ".jpg"))
    if guessed in _VOICES or (claimed is FileKind.VOICE and guessed in _MAYBE_VOICE):
        _check_size(data, FileKind.VOICE)
        return Examined(FileKind.VOICE, data, _MAYBE_VOICE.get(guessed, guessed), name or "voice")
    _check_size(data, FileKind.FILE)
    return Examined(FileKind.FILE, data, _document(data, guessed, PurePath(name).suffix.lower()), name or "file")


def _renamed(name: str, suffix: str) -> str:
    return (PurePath(name).stem or "photo") + suffix


def _check_size(data: bytes, kind: FileKind) -> None:
    if not data:
        raise UnfitError("web-file-broken")
    if len(data) > LARGEST[kind]:
        raise UnfitError("web-file-too-big")


def _photo(data: bytes) -> bytes:
    _check_size(data, FileKind.PHOTO)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnfitError("web-file-too-big")
                image.draft("RGB", (EDGE, EDGE))
                return _made_anew(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnfitError("web-file-too-big") from None
    except _BROKEN:
        raise UnfitError("web-file-broken") from None


def _made_anew(image: Image.Image) -> bytes:
    """Turned upright first, since the turn is written in what is thrown away."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((EDGE, EDGE))
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        ground = Image.new("RGB", upright.size, "white")
        clear = upright.convert("RGBA")
        ground.paste(clear, mask=clear.getchannel("A"))
        upright = ground
    out = io.BytesIO()
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright.convert("RGB"))
    fresh.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _document(data: bytes, guessed: str, suffix: str) -> str:
    if guessed == "application/pdf":
        return guessed
    if data[:2] == b"PK" and suffix in _OFFICE and _is_office(data):
        return _OFFICE[suffix]
    if data.startswith(_OLE) and suffix in _OLD_OFFICE:
        return _OLD_OFFICE[suffix]
    if suffix in _TEXTS and not guessed and _is_text(data):
        return _TEXTS[suffix]
    raise UnfitError("web-file-unknown")


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            return "[Content_Types].xml" in folder.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_text(data: bytes) -> bool:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    for encoding in ("utf-8", "gb18030", "utf-16"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
