"""A callback of WeCom on its way through dispatch. It is acknowledged when what it caused is committed; the answers go
through the sender, for this platform lets us write unasked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.dispatch import Dispatch
from bot.mishaps import alone
from bot.tencent.door import NotServedError
from bot.tencent.serving import or_again
from bot.wecom.reading import Call, Press
from config.channels import WECOM

log = logging.getLogger("wecom")


class WeComChannel:
    """`pressed` is told of every choice on a card that was served for the first time, with whose it was."""

    traits = WECOM

    def __init__(
        self, dispatch: Dispatch, pressed: Callable[[str, Press], None] = lambda _member, _press: None
    ) -> None:
        self.dispatch = dispatch
        self.pressed = pressed

    async def take(self, call: Call) -> None:
        """Serve it. Raises NotServedError when it must come again."""
        if call.incoming is None:
            return
        # what breaks before the desk must not be delivered three times to break us again
        with alone(log, f"message {call.incoming.key}", passes=(NotServedError,)), or_again():
            served = await self.dispatch.serve(call.incoming, WECOM)
            if call.press is not None and not served.again:
                self.pressed(call.incoming.account, call.press)
