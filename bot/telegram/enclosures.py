"""What hangs on a Telegram message: its photo, voice, film or file as the platform names it."""

from __future__ import annotations

from bot.shapes import Json, part, parts, whole, words
from config.limits import telegram_limits
from models.letters.shapes import Enclosed
from models.letters.tables import FileKind

_KINDS = {
    "voice": FileKind.VOICE,
    "video_note": FileKind.VIDEO,
    "video": FileKind.VIDEO,
    "animation": FileKind.VIDEO,  # comes with the same file as a document: first of the two counts
    "audio": FileKind.FILE,
    "document": FileKind.FILE,
}
_PICTURES = ("image/jpeg", "image/png", "image/webp")


def enclosed_in(message: Json) -> tuple[Enclosed, ...]:
    """One at most: an album comes as several messages that share a group id."""
    album = words(message, "media_group_id")[:64]
    photo = _largest(parts(message, "photo"))
    if photo is not None:
        return (Enclosed(FileKind.PHOTO, words(photo, "file_id"), album=album, size=_amount(photo, "file_size")),)
    for name, kind in _KINDS.items():
        file = part(message, name)
        if file is not None and words(file, "file_id"):
            return (_file(file, kind, album),)
    return ()


def _file(file: Json, kind: FileKind, album: str) -> Enclosed:
    if kind is FileKind.FILE and words(file, "mime_type") in _PICTURES:
        kind = FileKind.PHOTO  # sent uncompressed: a photo all the same
    return Enclosed(
        kind,
        words(file, "file_id"),
        name=words(file, "file_name")[:120],
        album=album,
        size=_amount(file, "file_size"),
        seconds=_amount(file, "duration"),
    )


def _largest(sizes: list[Json]) -> Json | None:
    """The largest that can be fetched."""
    fit = [
        each for each in sizes
        if words(each, "file_id") and _amount(each, "file_size") <= telegram_limits().download_bytes
    ]  # fmt: skip
    return max(fit, key=lambda each: _amount(each, "width") * _amount(each, "height"), default=None)


def _amount(data: Json, name: str) -> int:
    """Fits the column, whatever was sent."""
    return min(max(whole(data, name) or 0, 0), (1 << 31) - 1)
