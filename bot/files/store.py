"""Files on disk, named by the sha256 of what is in them: the same photo is kept once, whoever sends it."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_HASH = re.compile(r"[0-9a-f]{64}")


class Store:
    """A folder; files lie in subfolders by the first two letters of their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep it; returns its hash. Whole or not at all: written aside, flushed, then renamed."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if path.exists():
            os.utime(path)
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
        return digest

    def path(self, digest: str) -> Path:
        """Where it lies. Raises ValueError for what is no hash."""
        if not _HASH.fullmatch(digest):
            raise ValueError("not a hash")
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        return bool(_HASH.fullmatch(digest)) and self.path(digest).exists()

    def discard(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def all(self, *, older_than: float = 0) -> Iterator[str]:
        """Every hash that lies here untouched for so many seconds."""
        limit = time.time() - older_than
        for path in self.folder.glob("??/*"):
            if _HASH.fullmatch(path.name) and path.stat().st_mtime <= limit:
                yield path.name
