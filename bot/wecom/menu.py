"""The three doors at the foot of the app, for those who work with it. A tap does the verb itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.wecom.client import WeComClient
from config import words
from config.words import Reader

_DOORS = {
    "work": ("complaints-queue", "complaints-for", "duties-list", "complaints-file"),
    "tell": ("notices-write", "opinions-ask", "meetings-call"),
    "look": ("disclosures-accounts", "notices-list", "meetings-list", "opinions-mine", "people-me"),
}


def menu() -> list[dict[str, Any]]:
    """At most three doors of five lines, as the platform allows."""
    reader = Reader("zh-CN", datetime(2000, 1, 1, tzinfo=UTC))
    return [
        {
            "name": words.render(f"wecom-door-{door}", {}, reader),
            "sub_button": [{"type": "click", "name": words.label(each, {}, reader), "key": each} for each in verbs],
        }
        for door, verbs in _DOORS.items()
    ]


async def create_menu(client: WeComClient) -> None:
    """Raises WeChatError, GarbledError, httpx.TransportError."""
    await client.create_menu(menu())
