"""Opening WeCom as an administrator does: settings that are refused when half, `check`, a group that is posted into."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlmodel import select
from starlette.routing import Route

from bot.checks import people
from bot.checks.platform import wecom
from bot.play.cast import make_estate, make_people
from bot.serving import build
from config.settings import Settings, examined, read_settings
from config.wecom import WeCom as Given
from models.database import Database, RowSession, new_key
from models.rooms import Audience, Room
from tests.cli.conftest import Run
from tests.fakes.wecom import WeCom
from tests.fakes.wecom_wire import no

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KEY = "693a91f6-7aaa-4bc4-97a0-0ec2a1fa5aaa"
GOOD = {
    "corp_id": "ww1234567890abcdef", "agent_id": 1000002, "secret": "s3cret", "token": "t0ken", "aes_key": "a" * 43,
}  # fmt: skip


def lines(public_url: str = "https://bot.example.cn", **given: Any) -> list[str]:
    _, found = examined(_env_file=None, keys=new_key(), public_url=public_url, wecom=given)
    return found


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"token": "t0ken"}, "YXM_WECOM__CORP_ID"),
        ({**GOOD, "corp_id": "1234"}, "YXM_WECOM__CORP_ID"),
        ({**GOOD, "agent_id": 0}, "YXM_WECOM__AGENT_ID"),
        ({**GOOD, "agent_id": "app"}, "YXM_WECOM__AGENT_ID"),
        ({**GOOD, "secret": ""}, "YXM_WECOM__SECRET"),
        ({**GOOD, "token": ""}, "YXM_WECOM__TOKEN"),
        ({**GOOD, "aes_key": ""}, "YXM_WECOM__AES_KEY"),
        ({**GOOD, "api_base": "http://qyapi.weixin.qq.com"}, "YXM_WECOM__API_BASE"),
        ({**GOOD, "public_url": ""}, "YXM_PUBLIC_URL"),
        ({"groups": f"业委会群={KEY},工作群"}, "YXM_WECOM__GROUPS"),
        ({"groups": f"业委会群=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"}, "YXM_WECOM__GROUPS"),
        ({"groups": f"业委会群={KEY}, 业委会群={KEY}"}, "YXM_WECOM__GROUPS"),
    ],
)
def test_half_a_configuration_is_refused_and_no_secret_is_shown(given: dict[str, Any], line: str) -> None:
    found = lines(**given)
    assert any(each.startswith(line) for each in found), found
    assert not [each for each in found if KEY in each or "s3cret" in each]


def test_a_whole_configuration_is_taken_and_shows_no_secret() -> None:
    assert lines(**GOOD) == []
    assert lines(public_url="", groups=f" 业委会群 = {KEY} ,\n工作群={KEY}") == []
    settings = Settings(_env_file=None, wecom={**GOOD, "groups": f"业委会群={KEY}"})
    assert (settings.has_wecom, settings.wecom.group_keys) == (True, {"业委会群": KEY})
    assert not [secret for secret in (KEY, "s3cret", "t0ken", "a" * 43) if secret in repr(settings)]
    assert Given(groups=SecretStr("")).group_keys == {}


async def test_check_says_what_wecom_says() -> None:
    world = WeCom(lambda: NOW)
    given = {**GOOD, "corp_id": world.corp_id, "agent_id": world.agent_id, "secret": world.secret}
    settings = Settings(_env_file=None, public_url="https://bot.example.cn", wecom=given)

    async def said() -> tuple[bool, str]:
        (found,) = await wecom(settings, transport=world.transport())
        return found.must, found.words

    assert await said() == (False, "answers as 业小秘; the app's page must call https://bot.example.cn/wecom/callback")
    world.trusts_us = False
    assert "企业可信IP" in (await said())[1]
    world.trusts_us, world.agent_id = True, 1000003
    assert "301002" in (await said())[1]
    world.secret = "another"
    assert "YXM_WECOM__SECRET" in (await said())[1]
    world.faults.append(lambda _request: no(40013, "invalid corpid"))
    assert "YXM_WECOM__CORP_ID" in (await said())[1]
    world.faults.insert(0, lambda _request: httpx.Response(200, text="<html>"))
    assert (await said())[0]
    (closed,) = await wecom(Settings(_env_file=None))
    assert not closed.must


def test_a_group_is_bound_and_ended_by_the_administrator(
    run: Run, opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YXM_WECOM__GROUPS", f"业委会群={KEY}")
    assert run("estate", "add", "SJ", "四季家园")[0] == 0
    assert run("estate", "add", "LY", "兰苑")[0] == 0
    code, said, _ = run("estate", "group", "SJ", "业委会群", "--audience", "committee")
    assert (code, said) == (0, "SJ 业委会群: what goes to the committee group is posted there too\n")
    room = opened.read_now(lambda session: session.exec(select(Room)).one())
    assert (room.channel, room.external, room.audience, room.live) == (
        "wecom-group", "业委会群", Audience.COMMITTEE, False,
    )  # fmt: skip
    assert [each.words for each in people.groups(opened, {"业委会群": KEY})] == ["业委会群"]
    (lost, idle) = people.groups(opened, {"工作群": KEY})
    assert (lost.must, idle.must) == (True, False)
    for wrong in (
        ("estate", "group", "SJ", "别的群"),
        ("estate", "group", "LY", "业委会群"),
        ("estate", "group", "SJ", "业委会群", "--audience", "everybody"),
        ("estate", "group", "XX", "业委会群"),
    ):
        code, said, told = run(*wrong)
        assert (code, said, told.count("\n")) == (1, "", 1)
        assert KEY not in told
    assert "nothing more" in run("estate", "group", "SJ", "业委会群", "--end")[1]
    assert "was not" in run("estate", "group", "SJ", "业委会群", "--end")[1]
    assert run("estate", "group", "LY", "业委会群", "--audience", "staff")[0] == 0


def test_what_is_configured_is_served(installation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installation
    monkeypatch.setenv("YXM_PUBLIC_URL", "https://bot.example.cn")
    without = build(read_settings())
    without.watch.close()
    without.database.close()
    assert without.senders.keys() == {"web"}
    for name, value in GOOD.items():
        monkeypatch.setenv(f"YXM_WECOM__{name.upper()}", str(value))
    monkeypatch.setenv("YXM_WECOM__GROUPS", f"业委会群={KEY}")
    serving = build(read_settings())
    assert serving.senders.keys() == {"web", "wecom", "wecom-group"}
    assert [each.path for each in serving.routes if isinstance(each, Route)] == ["/wecom/callback"]
    assert "wecom" in serving.house.keeper.fetchers
    serving.watch.close()
    serving.database.close()


def test_a_telephone_with_wecom_is_a_route_for_alarms(opened: Database) -> None:
    def staffed(session: RowSession) -> None:
        make_estate(session, "四季家园(SJ) duty=62770001 lift=62770002")
        make_people(session, "李梅=专职秘书 @ 四季家园(SJ)", "wecom", NOW)

    opened.run_now(staffed)
    assert [each.words for each in people.estates(opened) if each.must] == []
