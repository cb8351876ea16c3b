"""Where the process listens, and how its web server ends: the posts are handed over while it still answers."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from bot.web.frames import LARGEST
from config.settings import UnsafeSettings

if TYPE_CHECKING:
    from bot.serving import Serving

_PATIENCE = 5
_TURN = 0.0005
"""Seconds after which a thread that works lets another in that waits. The one that listens needs several turns for every
call; with Python's own 5 ms, calls that came faster than some forty a second were not read before their time was over.
"""


class _Server(uvicorn.Server):
    """Told to stop, it hands the posts over while the last requests are still answered."""

    serving: Serving

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.gather(self.serving.leave(), super().shutdown(sockets))


def server(serving: Serving, host: str, port: int) -> uvicorn.Server:
    """One worker a process: the pages that are open are known in memory. Forwarded headers count from this machine only."""
    sys.setswitchinterval(_TURN)
    made = _Server(
        uvicorn.Config(
            serving.app(),
            host=host,
            port=port,
            ws="websockets-sansio",
            ws_max_size=LARGEST,
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips="127.0.0.1",
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    made.serving = serving
    serving.stop = lambda: setattr(made, "should_exit", True)
    return made


def listen(host: str, port: int) -> socket.socket:
    """Raises UnsafeSettings naming what to mend when nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        name = "YXM_PORT" if error.errno in {errno.EADDRINUSE, errno.EACCES} else "YXM_HOST"
        raise UnsafeSettings([f"{name}: cannot listen at {host}:{port} ({error.strerror or error})"]) from None
