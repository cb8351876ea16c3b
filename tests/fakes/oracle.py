"""A second opinion on what the bot sends: aiogram's method classes and teremok's rules, written by others.

They know nothing of our fake; a call both accept is well made in shape and length. Not covered by them: poll
limits, upper-case commands, existence of chats and messages. They are stricter than Telegram with a bare `&` in HTML.
"""

import json
import types
from collections.abc import Iterable
from typing import Any, Protocol, Union, get_args, get_origin

import aiogram.methods
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import ValidationError
from teremok import ApiRuleViolation, MockedSession
from teremok.validation import validate_method

from .telegram.files import Upload

ONLOOKER = Bot("42:TEST", session=MockedSession())


class Outgoing(Protocol):
    method: str
    params: dict[str, str]
    files: dict[str, Upload]


class OracleRefused(AssertionError):  # noqa: N818 - named for what happened
    """Says the call and why, in Telegram's words where the oracle has them."""


def check_calls(calls: Iterable[Outgoing]) -> list[TelegramMethod[Any]]:
    """Parses every call and gives them typed; raises OracleRefused at the first that Telegram would not take."""
    return [check_call(call) for call in calls]


def check_call(call: Outgoing) -> TelegramMethod[Any]:
    try:
        parsed = _parse(call)
        for part in (parsed, *getattr(parsed, "media", ())):  # captions of an album stand in its items
            validate_method(ONLOOKER, part)
    except ApiRuleViolation as violation:
        raise OracleRefused(f"{call.method}: {violation.description}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise OracleRefused(f"{call.method}: Bad Request: {where}: {first['msg']}") from None
    return parsed


def _parse(call: Outgoing) -> TelegramMethod[Any]:
    kind: type[TelegramMethod[Any]] | None = getattr(aiogram.methods, call.method[:1].upper() + call.method[1:], None)
    if kind is None:
        raise OracleRefused(f"{call.method}: Not Found: method not found")
    if unknown := sorted(set(call.params) - set(kind.model_fields)):
        raise OracleRefused(f"{call.method}: Bad Request: unknown parameter {unknown[0]}")
    values = {name: _value(call.method, kind, name, text) for name, text in call.params.items()}
    uploads = {
        name: BufferedInputFile(upload.content, upload.filename)
        for name, upload in call.files.items()
        if name in kind.model_fields
    }
    return kind.model_validate(values | uploads)


def _value(method: str, kind: type[TelegramMethod[Any]], name: str, text: str) -> Any:
    members = _members(kind.model_fields[name].annotation)
    if name == "chat_id":
        return int(text) if text.lstrip("-").isdigit() else text
    if str in members or InputFile in members:
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise OracleRefused(f"{method}: Bad Request: can't parse {name}") from None


def _members(annotation: Any) -> set[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return {member for part in get_args(annotation) for member in _members(part)}
    return {annotation}
