"""Updates waiting for the bot: one queue, read by getUpdates or pushed to the webhook, never both."""

import copy
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .clock import Clock
from .limits import LIMITS
from .refused import Refused, bad

Json = dict[str, Any]
Post = Callable[[str, dict[str, str], bytes], Awaitable[tuple[int, bytes]]]

ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
        "callback_query", "poll", "poll_answer", "my_chat_member", "chat_join_request",
    }
) | ON_REQUEST  # fmt: skip
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
SECOND_READER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: Json = field(default_factory=dict)


class Inbox:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = 700_000_001
        self._readers = 0
        self.waiting: list[tuple[float, Json]] = []
        self.allowed: list[str] = []
        self.webhook: Webhook | None = None

    def add(self, kind: str, content: Json) -> Json | None:
        """None when the bot has not asked for this kind: Telegram then makes no update at all."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if not wanted:
            return None
        update = {"update_id": self._next_id, kind: copy.deepcopy(content)}
        self._next_id += 1
        self.waiting.append((self._clock.time(), update))
        self._clock.tick()
        return copy.deepcopy(update)

    def allow(self, kinds: list[str] | None) -> None:
        """Holds until changed, for updates made from now on; unknown kinds are ignored, [] means the default."""
        if kinds is not None:
            self.allowed = [kind for kind in kinds if kind in KINDS]

    def pending(self) -> list[Json]:
        oldest = self._clock.time() - LIMITS.update_kept_seconds
        self.waiting = [(at, update) for at, update in self.waiting if at > oldest]
        return [update for _, update in self.waiting]

    async def read(self, offset: int, limit: int, patience: float) -> list[Json]:
        """Waits on the world's clock. Everything before `offset` is forgotten: that is the acknowledgement."""
        if self.webhook:
            raise Refused(409, WEBHOOK_ACTIVE)
        self._readers += 1
        me, until = self._readers, self._clock.time() + patience
        self._clock.tick()  # an earlier reader must notice that it has been replaced
        self._forget(offset)
        while not self.pending() and self._clock.time() < until:
            await self._clock.wait()
            if me != self._readers:
                raise Refused(409, SECOND_READER)
            if self.webhook:
                raise Refused(409, WEBHOOK_ACTIVE)
        return copy.deepcopy(self.pending()[: max(1, min(limit, LIMITS.updates_at_once))])

    def _forget(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        self.waiting = [(at, update) for at, update in self.waiting if update["update_id"] >= offset]

    def set_webhook(self, url: str, secret: str, max_connections: int) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in LIMITS.webhook_ports:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if len(secret) > LIMITS.secret_token:
            raise bad("secret token is too long")
        if not set(secret) <= SECRET_ALPHABET:
            raise bad("secret token contains unallowed characters")
        self.webhook = Webhook(url, secret, max_connections)
        self._clock.tick()

    def webhook_info(self) -> Json:
        info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.pending())}
        if self.webhook:
            info |= {"url": self.webhook.url, "max_connections": self.webhook.max_connections}
            info |= self.webhook.last_error
        return info | ({"allowed_updates": self.allowed} if self.allowed else {})

    async def push(self, post: Post) -> list[bytes]:
        """Hands waiting updates to the webhook, oldest first, until one is refused; that one stays.

        Gives the bodies of the answers: a body with "method" is a call the bot makes inside its answer.
        """
        bodies: list[bytes] = []
        while self.webhook and self.pending():
            at, update = self.waiting[0]
            headers = {"Content-Type": "application/json"}
            if self.webhook.secret:
                headers[SECRET_HEADER] = self.webhook.secret
            code, body = await post(self.webhook.url, headers, json.dumps(update).encode())
            if not 200 <= code < 300:
                self.webhook.last_error = {
                    "last_error_date": self._clock.stamp(),
                    "last_error_message": f"Wrong response from the webhook: {code}",
                }
                break
            self.waiting.remove((at, update))
            bodies.append(body)
        return bodies
