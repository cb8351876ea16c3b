"""Keyboards under messages: read the JSON, refuse what Telegram refuses."""

from typing import Any
from urllib.parse import urlsplit

from .limits import LIMITS
from .refused import bad

ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def check_markup(markup: Any, *, private: bool) -> None:
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if not markup:
        return
    if not any(kind in markup for kind in KINDS):
        raise bad("can't parse reply keyboard markup JSON object")
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if not all(isinstance(row, list) for row in rows):
        raise bad("can't parse reply keyboard markup JSON object")
    _check_size(rows)
    if "inline_keyboard" in markup:
        for button in (button for row in rows for button in row):
            _check_button(button, private=private)


def _check_size(rows: list[list[Any]]) -> None:
    if sum(len(row) for row in rows) > LIMITS.buttons or any(len(row) > LIMITS.buttons_in_row for row in rows):
        raise bad("reply markup is too long")


def _check_button(button: Any, *, private: bool) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("can't parse inline keyboard button: button text must be non-empty")
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad("can't parse inline keyboard button: exactly one of the optional fields must be used")
    if actions == ["callback_data"]:
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= LIMITS.callback_data_bytes:
            raise bad("BUTTON_DATA_INVALID")
    if actions == ["web_app"] and not private:
        raise bad("BUTTON_TYPE_INVALID")
    for address in (button.get("url"), (button.get("web_app") or {}).get("url")):
        if address is not None:
            check_address(address, https="web_app" in button)


def check_address(address: str, *, https: bool = False) -> None:
    parts = urlsplit(address)
    schemes = ("https",) if https else ("http", "https", "tg")
    wrong = parts.scheme not in schemes or not parts.netloc or " " in address
    if wrong or ("." not in parts.netloc and parts.scheme != "tg"):
        words = "Only HTTPS links are allowed" if https else "Wrong HTTP URL"
        raise bad(f"inline keyboard button URL '{address}' is invalid: {words}")
