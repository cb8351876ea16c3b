"""lo-bot-api-emulator as a fixture: a Bot API server that nobody here wrote, in its own process on loopback.

Use: import `emulator` into a conftest, mark the test `heavy`, and give PTB
`Bot(emulator.token, base_url=emulator.base_url, base_file_url=emulator.base_file_url)`.
It knows no polls, no chat_member, no getChatMember and checks no chat or message for existence.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
READY_WITHIN = 15.0
Json = dict[str, Any]


@dataclass(frozen=True)
class Emulator:
    address: str
    process_id: int
    token: str = "7:fixture"

    @property
    def base_url(self) -> str:
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.address}/file/bot"

    async def inject(self, update: Json) -> int:
        """Queues a message, callback_query or inline_query and gives its update id; pushes it if a webhook is set."""
        update = {kind: content for kind, content in update.items() if kind != "update_id"}
        answer = await self._post("/__fixture/updates", {"token": self.token, "update": update})
        return int(answer["result"]["update_id"])

    async def deliver(self) -> int:
        """Tries the webhook again; gives how many updates it took."""
        answer = await self._post("/__fixture/deliver", {"token": self.token})
        return int(answer["result"]["delivered"])

    async def sent(self, method: str = "", *, taken: bool = True) -> list[Json]:
        """Calls with `params` and names of `files`; `taken=False` gives those it refused."""
        async with httpx.AsyncClient(trust_env=False) as client:
            calls: list[Json] = (await client.get(f"{self.address}/__fixture/sent")).json()
        return [call for call in calls if method in ("", call["method"]) and call["taken"] is taken]

    async def fail_next(self, method: str, code: int, description: str, **parameters: int) -> None:
        """For example 429 with retry_after=3, or 400 with migrate_to_chat_id=-100..."""
        order = {"method": method, "code": code, "description": description, "parameters": parameters or None}
        await self._post("/__fixture/failures", order)

    async def _post(self, path: str, body: Json) -> Json:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(self.address + path, json=body)
        if answer.is_error:
            raise AssertionError(f"the emulator refused: {answer.text}")
        result: Json = answer.json()
        return result


@contextmanager
def running_emulator() -> Iterator[Emulator]:
    """Starts the child, waits until it answers, stops it by its process id."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.emulator_server"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        if child.stdout is None:
            raise AssertionError("no pipe")
        emulator = Emulator(f"http://127.0.0.1:{json.loads(child.stdout.readline())['port']}", child.pid)
        _wait_until_ready(emulator)
        yield emulator
    finally:
        _stop(child)


def _wait_until_ready(emulator: Emulator) -> None:
    until = time.monotonic() + READY_WITHIN
    with httpx.Client(trust_env=False) as client:
        while True:
            try:
                client.post(f"{emulator.base_url}{emulator.token}/getMe").raise_for_status()
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return


def _stop(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(5)
    if child.stdout:
        child.stdout.close()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with running_emulator() as running:
        yield running
