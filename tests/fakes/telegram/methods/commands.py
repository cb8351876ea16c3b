"""The bot's menu: commands per scope and language, the menu button."""

import json
import re

from tests.fakes.telegram.chats import Json
from tests.fakes.telegram.limits import LIMITS
from tests.fakes.telegram.markup import check_address
from tests.fakes.telegram.refused import bad
from tests.fakes.telegram.world import World

from .registry import Params, method

COMMAND = re.compile(rf"[a-z0-9_]{{1,{LIMITS.command}}}")
LANGUAGE = re.compile(r"[a-z]{2}")
SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
}  # fmt: skip


def _shelf(world: World, params: Params) -> tuple[str, str]:
    scope = params.parsed("scope") or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" in scope:
        world.chat_for_bot(str(scope["chat_id"]))
    language = params.text("language_code")
    if language and not LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return json.dumps(scope, sort_keys=True), language


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> bool:
    commands = params.parsed("commands")
    if not isinstance(commands, list):
        raise bad("can't parse commands JSON object")
    if len(commands) > LIMITS.commands:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for entry in commands:
        if not COMMAND.fullmatch(entry.get("command", "").removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(entry.get("description", "")) <= LIMITS.command_description:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_shelf(world, params)] = commands
    return True


@method("getMyCommands")
def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_shelf(world, params), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_shelf(world, params), None)
    return True


@method("setChatMenuButton")
def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.parsed("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad("can't parse MenuButton: MenuButton has unsupported type")
    if button["type"] == "web_app":
        check_address(button.get("web_app", {}).get("url", ""), https=True)
    chat = params.integer("chat_id")
    if chat and not world.chat_for_bot(params.text("chat_id")).private:
        raise bad("chat must be a private chat")
    world.menu_buttons[chat] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, params: Params) -> Json:
    own = world.menu_buttons.get(params.integer("chat_id"))
    return own or world.menu_buttons.get(0) or {"type": "default"}
