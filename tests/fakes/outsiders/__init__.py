"""Node packages nobody here wrote, as one child process: an order a line, an answer a line.

`make outsiders` fetches them into `.node/`; where they are not, the tests are skipped and say so.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ROOT / ".node" / "node_modules"
PROGRAM = Path(__file__).with_name("wechat.js")
_WITHIN = 20.0


class OutsiderRefusedError(Exception):
    """What the package threw."""


@dataclass(frozen=True)
class Outsider:
    process: asyncio.subprocess.Process

    async def __call__(self, order: str, **given: Any) -> Any:
        told, hears = self.process.stdin, self.process.stdout
        assert told is not None
        assert hears is not None
        told.write(json.dumps({"order": order, **given}).encode() + b"\n")
        await told.drain()
        said = json.loads(await asyncio.wait_for(hears.readline(), _WITHIN))
        if "error" in said:
            raise OutsiderRefusedError(said["error"])
        return said["answer"]


@asynccontextmanager
async def outsider() -> AsyncIterator[Outsider]:
    node = shutil.which("node")
    if node is None or not PACKAGES.is_dir():
        pytest.skip("no Node, or its packages are not fetched: make outsiders")
    process = await asyncio.create_subprocess_exec(
        node, "--no-deprecation", PROGRAM, stdin=-1, stdout=-1, env={**os.environ, "NODE_PATH": str(PACKAGES)},
        limit=1 << 20,
    )  # fmt: skip
    try:
        yield Outsider(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()
