"""Files on Telegram's servers: ids that stay, links that expire."""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from .clock import Clock
from .limits import LIMITS
from .refused import bad

FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents", "sticker": "stickers"}
ENDINGS = {"photo": "jpg", "voice": "oga", "sticker": "webp"}
THUMBNAILS = (90, 320, 800)


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    file_unique_id: str
    kind: str
    content: bytes
    size: int
    path: str


@dataclass(frozen=True)
class Upload:
    filename: str
    content: bytes
    mime: str


class FileStore:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._links: dict[str, tuple[StoredFile, float]] = {}

    def keep(self, kind: str, content: bytes, *, name: str = "", size: int | None = None) -> StoredFile:
        """`size` in bytes pretends a big file without holding it."""
        number = len(self._files) + 1
        digest = hashlib.sha256(content + kind.encode()).hexdigest()
        ending = ENDINGS.get(kind) or (name.rpartition(".")[2] if "." in name else "bin")
        path = f"{FOLDERS.get(kind, 'files')}/file_{number}.{ending}"
        real = len(content) if size is None else size
        file = StoredFile(f"AgAC{kind}{number}-{digest[:12]}", f"AQAD{digest[:10]}", kind, content, real, path)
        self._files[file.file_id] = file
        return file

    def find(self, file_id: str) -> StoredFile:
        if file_id not in self._files:
            raise bad("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def link(self, file_id: str) -> StoredFile:
        """Opens a download link for an hour."""
        if file_id not in self._files:
            raise bad("invalid file_id")
        file = self._files[file_id]
        if file.size > LIMITS.download_bytes:
            raise bad("file is too big")
        self._links[file.path] = file, self._clock.time() + LIMITS.file_link_seconds
        return file

    def download(self, path: str) -> bytes | None:
        file, until = self._links.get(path, (None, 0.0))
        return file.content if file and self._clock.time() < until else None

    def photo_sizes(self, content: bytes) -> list[dict[str, object]]:
        """PhotoSize objects, smallest first. Refuses what is no picture."""
        picture = _open(content)
        sizes = [(side, _shrunk(picture, side)) for side in THUMBNAILS if side < max(picture.size)]
        return [_photo_size(self.keep("photo", data), data) for _, data in [*sizes, (0, content)]]


def _open(content: bytes) -> Image.Image:
    if len(content) > LIMITS.photo_bytes:
        raise bad(f"file of size {len(content)} bytes is too big for a photo")
    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except (UnidentifiedImageError, OSError):
        raise bad("IMAGE_PROCESS_FAILED") from None
    width, height = picture.size
    if width + height > LIMITS.photo_sides or max(picture.size) > LIMITS.photo_ratio * min(picture.size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return picture


def _shrunk(picture: Image.Image, side: int) -> bytes:
    small = picture.convert("RGB")
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG")
    return out.getvalue()


def _photo_size(file: StoredFile, content: bytes) -> dict[str, object]:
    width, height = Image.open(io.BytesIO(content)).size
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "width": width,
        "height": height,
        "file_size": file.size,
    }


def picture(width: int = 64, height: int = 48) -> bytes:
    """A JPEG to send where the test does not care what it shows."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 140, 90)).save(out, "JPEG")
    return out.getvalue()
