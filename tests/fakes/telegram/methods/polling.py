"""Updates, webhook, answers to presses and inline queries, downloads."""

from typing import Any

from tests.fakes.telegram.chats import Json
from tests.fakes.telegram.limits import LIMITS, units
from tests.fakes.telegram.refused import bad
from tests.fakes.telegram.world import World

from .registry import Params, method

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("getMe")
def get_me(world: World, params: Params) -> Json:
    del params
    return world.bot


@method("getUpdates")
async def get_updates(world: World, params: Params) -> list[Json]:
    world.inbox.allow(params.parsed("allowed_updates"))
    limit = params.integer("limit", LIMITS.updates_at_once)
    return await world.inbox.read(params.integer("offset"), limit, params.integer("timeout"))


@method("setWebhook")
def set_webhook(world: World, params: Params) -> bool:
    if not params.text("url"):
        return delete_webhook(world, params)
    world.inbox.set_webhook(params.text("url"), params.text("secret_token"), params.integer("max_connections", 40))
    world.inbox.allow(params.parsed("allowed_updates"))
    _drop(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    world.inbox.webhook = None
    _drop(world, params)
    return True


method("deleteWebhook")(delete_webhook)


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.inbox.waiting.clear()


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> Json:
    del params
    return world.inbox.webhook_info()


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> bool:
    """Not rate limited, but only once and only for a short while."""
    text = params.text("text")
    if units(text) > LIMITS.toast:
        raise bad("MESSAGE_TOO_LONG")
    query = world.queries.get(params.text("callback_query_id"))
    late = query is None or world.clock.time() - query.at > LIMITS.toast_within_seconds
    if query is None or late or query.answer is not None:
        raise bad(TOO_OLD)
    query.answer = {"text": text, "show_alert": params.flag("show_alert")}
    if text:
        query.person.toasts.append(text)
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, params: Params) -> bool:
    results: Any = params.parsed("results") or []
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    if len({result.get("id") for result in results}) != len(results):
        raise bad("RESULT_ID_DUPLICATE")
    world.inline_answers[params.text("inline_query_id")] = results
    return True


@method("getFile")
def get_file(world: World, params: Params) -> Json:
    file = world.files.link(params.text("file_id"))
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
