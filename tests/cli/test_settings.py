"""An unsafe or half configuration does not start, and every line to mend is named at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.settings import REMINDERS, Environment, Settings, UnsafeSettings, read_settings
from config.words import bundle
from models.database import Keyring, new_key

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
KEY = new_key()
SECRET = "s3cret-s3cret-s3cret"


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("YXM_")]:
        monkeypatch.delenv(name)


def lines(**given: Any) -> list[str]:
    with pytest.raises(UnsafeSettings) as refused:
        read_settings(**{"keys": KEY, **given})
    return [line.split(":")[0] for line in refused.value.lines]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"keys": ""}, ["YXM_KEYS"]),
        ({"keys": "short"}, ["YXM_KEYS"]),
        ({"keys": f"{KEY},{KEY}"}, ["YXM_KEYS"]),
        ({"keys": f"{KEY},not a key"}, ["YXM_KEYS"]),
        ({"database_url": "mysql://x"}, ["YXM_DATABASE_URL"]),
        ({"database_url": "sqlite:///:memory:"}, ["YXM_DATABASE_URL"]),
        ({"public_url": "bot.example.cn"}, ["YXM_PUBLIC_URL"]),
        ({"public_url": "http://bot.example.cn"}, ["YXM_PUBLIC_URL"]),
        ({"port": 0}, ["YXM_PORT"]),
        ({"port": "many"}, ["YXM_PORT"]),
        ({"font": "/nowhere/font.ttf"}, ["YXM_FONT"]),
        ({"environment": "holiday"}, ["YXM_ENVIRONMENT"]),
        ({"telegram": {"token": "nonsense"}}, ["YXM_TELEGRAM__TOKEN"]),
        ({"telegram": {"mode": "webhook"}}, ["YXM_TELEGRAM__TOKEN"]),
        ({"telegram": {"mode": "pigeon"}}, ["YXM_TELEGRAM__MODE"]),
        ({"telegram": {"token": TOKEN, "mode": "webhook"}}, ["YXM_TELEGRAM__WEBHOOK_SECRET", "YXM_PUBLIC_URL"]),
        (
            {"telegram": {"token": TOKEN, "mode": "webhook", "webhook_secret": "short"}, "public_url": "https://a.cn"},
            ["YXM_TELEGRAM__WEBHOOK_SECRET"],
        ),
        (
            {
                "telegram": {"token": TOKEN, "mode": "webhook", "webhook_secret": SECRET},
                "public_url": "http://127.0.0.1",
            },
            ["YXM_PUBLIC_URL"],
        ),
        ({"telegram": {"token": TOKEN, "api_base": "http://api.telegram.org"}}, ["YXM_TELEGRAM__API_BASE"]),
    ],
)
def test_what_is_unsafe_is_named(given: dict[str, Any], names: list[str]) -> None:
    assert lines(**given) == names


def test_all_that_is_to_mend_is_named_also_beside_what_cannot_be_read() -> None:
    assert lines(port="many", public_url="nowhere", environment="holiday", telegram={"mode": "pigeon"}) == [
        "YXM_PORT", "YXM_ENVIRONMENT", "YXM_TELEGRAM__MODE", "YXM_PUBLIC_URL",
    ]  # fmt: skip


def test_the_environment_and_the_file_are_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"YXM_KEYS={KEY}\nYXM_PORT=9000\nYXM_TELEGRAM__TOKEN={TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv("YXM_PORT", "9001")
    settings = read_settings()
    assert (settings.port, settings.has_telegram, settings.key_list) == (9001, True, (KEY,))
    assert settings.environment is Environment.PRODUCTION


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = read_settings(keys=KEY, telegram={"token": TOKEN, "webhook_secret": SECRET})
    for secret in (KEY, TOKEN, SECRET):
        assert secret not in repr(settings)


def test_development_takes_local_addresses() -> None:
    given = {"token": TOKEN, "mode": "webhook", "webhook_secret": SECRET}
    settings = read_settings(keys=KEY, environment="development", public_url="http://127.0.0.1:8000", telegram=given)
    assert settings.webhook_url == "http://127.0.0.1:8000/telegram/webhook"


def test_a_key_the_settings_take_is_a_key_the_ring_takes() -> None:
    assert Keyring(read_settings(keys=f" {KEY} , {new_key()} ").key_list)
    assert Settings(keys="").key_list == ()


def test_commands_without_a_database_need_no_key() -> None:
    assert read_settings(need_keys=False).key_list == ()


_ACCOUNT = {"app_id": "wx0123456789abcdef", "secret": "s" * 32, "token": "aToken", "aes_key": "k" * 43}


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"open_base": "http://open.weixin.qq.com"}, ["YXM_WECHAT__OPEN_BASE"]),
        ({"open_base": "open.weixin.qq.com", "api_base": "nowhere"}, ["YXM_WECHAT__API_BASE", "YXM_WECHAT__OPEN_BASE"]),
        ({"app_id": "", "sign_in": True}, ["YXM_WECHAT__APP_ID"]),
        ({"aes_key": ""}, ["YXM_WECHAT__AES_KEY"]),
        ({"templates": {"complaints-filed": {"id": "T", "fields": {"thing1": "text"}}}}, ["YXM_WECHAT__TEMPLATES"]),
        ({"templates": {"meetings-reminder": {"fields": {"thing1": "text"}}}}, ["YXM_WECHAT__TEMPLATES"]),
        ({"templates": {"meetings-reminder": {"id": "T"}}}, ["YXM_WECHAT__TEMPLATES"]),
        ({"templates": {"meetings-reminder": {"id": "T", "fields": {"first": "text"}}}}, ["YXM_WECHAT__TEMPLATES"]),
    ],
)
def test_an_official_account_is_whole_or_refused(given: dict[str, Any], names: list[str]) -> None:
    assert lines(public_url="https://estate.example", wechat={**_ACCOUNT, **given}) == names


def test_an_official_account_may_let_pages_know_who_opens_them() -> None:
    given = {**_ACCOUNT, "sign_in": True, "open_base": "http://127.0.0.1:9"}
    assert read_settings(keys=KEY, public_url="https://estate.example", wechat=given).wechat.sign_in


def test_templates_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    written = '{"meetings-reminder": {"id": "T1", "fields": {"thing1": "agenda", "time2": "at"}}}'
    for name, value in {**_ACCOUNT, "templates": written}.items():
        monkeypatch.setenv(f"YXM_WECHAT__{name.upper()}", value)
    read = read_settings(keys=KEY, public_url="https://estate.example").wechat.templates
    assert (read["meetings-reminder"].id, read["meetings-reminder"].fields["time2"]) == ("T1", "at")


def test_every_reminder_that_may_be_named_is_a_letter_of_ours() -> None:
    assert [key for key in REMINDERS if not bundle("zh-CN").has_message(key)] == []


def test_templates_are_read_from_json_and_broken_json_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YXM_WECHAT__TEMPLATES", '{"meetings-reminder": {"id": "T", "fields": {"thing1": "text"}}}')
    given = read_settings(keys=KEY, public_url="https://estate.example", wechat=_ACCOUNT).wechat
    assert given.templates["meetings-reminder"].fields == {"thing1": "text"}
    monkeypatch.setenv("YXM_WECHAT__TEMPLATES", '{"meetings-reminder": ')
    assert "YXM_WECHAT__TEMPLATES" in lines()
