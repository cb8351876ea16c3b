"""The child process around lo-bot-api-emulator: its rules untouched, with a memory and a way to fail on order.

Added to what the package serves: `GET /__fixture/sent` (calls with their texts, which its journal leaves out),
`POST /__fixture/failures` (refuse the next call of a method), and a username, without which PTB starts no bot.
"""

import json
import socket
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator  # type: ignore[import-untyped]

Json = dict[str, Any]


class RememberingEmulator(LoBotApiEmulator):  # type: ignore[misc]  # the package ships no types
    def __init__(self) -> None:
        super().__init__(enable_control=True, allow_insecure_loopback_webhooks=True)
        self.sent: list[Json] = []
        self.failures: list[Json] = []

    def app(self) -> web.Application:
        app: web.Application = super().app()
        app.router.add_get("/__fixture/sent", self.tell)
        app.router.add_post("/__fixture/failures", self.order)
        return app

    async def tell(self, request: web.Request) -> web.Response:
        del request
        return web.json_response(self.sent)

    async def order(self, request: web.Request) -> web.Response:
        self.failures.append(await request.json())
        return web.json_response({"ok": True})

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        entry: Json = {"method": method, "params": dict(fields), "files": sorted(uploads), "taken": False}
        if method != "getUpdates":
            self.sent.append(entry)
        self._fail_on_order(method)
        result = super().validate(method, fields, uploads)
        entry["taken"] = True
        if method == "getMe":
            result["username"] = "fixture_bot"
        return result

    def _fail_on_order(self, method: str) -> None:
        for failure in self.failures:
            if failure["method"] == method:
                self.failures.remove(failure)
                raise ApiRefusal(failure["description"], failure["code"], failure["parameters"])


def main() -> None:
    """Binds a free loopback port, says which on the first line, serves until terminated."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    web.run_app(RememberingEmulator().app(), sock=listener, print=None, access_log=None)


if __name__ == "__main__":
    main()
