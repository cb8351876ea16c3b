"""The three doors at the foot of the chat, each with what is behind it. A tap does the verb itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.wechat.client import WeChatClient
from config import words
from config.words import Reader

_DOORS = {
    "tell": ("complaints-file", "opinions-suggest", "complaints-mine"),
    "public": ("notices-list", "disclosures-accounts", "meetings-list", "estates-property"),
    "mine": ("opinions-mine", "desk-more", "homes-claim", "home-estate", "home-secretary"),
}


def menu() -> list[dict[str, Any]]:
    """At most three doors of five lines, as the platform allows."""
    reader = Reader("zh-CN", datetime(2000, 1, 1, tzinfo=UTC))
    return [
        {
            "name": words.render(f"wechat-door-{door}", {}, reader),
            "sub_button": [
                {"type": "click", "name": words.render(f"wechat-line-{each}", {}, reader), "key": each}
                for each in verbs
            ],
        }
        for door, verbs in _DOORS.items()
    ]


async def create_menu(client: WeChatClient) -> None:
    """Raises WeChatError (an account that is not certified has no menu), GarbledError, httpx.TransportError."""
    await client.call("/cgi-bin/menu/create", {"button": menu()})
