"""What an operator types, and what comes back: an answer, or one clear line and exit code 1."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

from bot.cli.estates import ROLES
from bot.cli.opening import moment
from bot.cli.running import free_port
from bot.play.cast import make_people
from models.database import Database, keyring, new_key
from models.disclosures.tables import Statement
from models.people.phones import is_among
from models.people.roles import Invitation, Role
from models.people.tables import Estate, Owner, Person, Unit
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def test_an_estate_is_added_listed_and_its_first_secretary_invited(run: Run, opened: Database) -> None:
    assert run("estate", "add", "sj", "四季家园", "--duty-phone", "62770001", "--hours", "8:30-12:00")[0] == 0
    assert "SJ\t四季家园" in run("estate", "list")[1]
    code, out, _ = run("invite", "--role", "secretary", "--estate", "SJ", "--days", "30")
    assert code == 0
    assert len(out.split()[0]) == 10
    made = opened.read_now(lambda session: session.exec(select(Invitation)).one())
    assert made.role is Role.SECRETARY
    assert made.period_ends_at is not None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["estate", "add", "S", "四季家园"], "2 to 4 letters"),
        (["estate", "add", "SJ", "四季家园", "--hours", "from nine"], "Office hours not understood"),
        (["estate", "add", "SJ", "四季家园", "--governing", "king"], "--governing is one of"),
        (["estate", "add", "SJ", "四季家园", "--duty-phone", "abc"], "no telephone number"),
        (["estate", "add", "SJ", "四季家园", "--term-ends", "soon"], "--term-ends is a day"),
        (["estate", "set", "XX", "--duty-phone", "62770001"], "no estate has the prefix XX"),
        (["invite", "--role", "king"], "--role is one of"),
        (["invite", "--role", "secretary", "--days", "99999999"], "--days"),
        (["invite", "--role", "secretary", "--estate", "XX"], "no estate has the prefix XX"),
        (["invite", "--role", "secretary"], "Name the estate, or the district"),
        (["import", "estates", "nothing.xlsx"], "nothing.xlsx"),
        (["play", "nothing.txt"], "nothing.txt"),
        (["chat", "--lang", "de"], "--lang is one of: zh, en"),
        (["chat", "--estate", "XX"], "no estate has the prefix XX"),
        (["frobnicate"], "No such command"),
        (["estate", "add", "SJ"], "Missing argument"),
    ],
)
def test_an_error_is_one_line_that_says_what_is_wrong(run: Run, arguments: list[str], says: str) -> None:
    code, _, err = run(*arguments)
    assert code == 1
    assert says in err
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_an_estate_is_mended_and_what_is_not_said_stays(run: Run, opened: Database) -> None:
    run("estate", "add", "SJ", "四季家园", "--duty-phone", "62770001", "--community", "梅园社区")
    _, out, _ = run(
        "estate", "set", "sj", "--duty-phone", "62770009", "--lift-phone", "13800000001", "--office-hours", "9:00-11:00",
        "--term-ends", "2029-02-28", "--governing", "re-election", "--name", "四季花园", "--community", "",
    )  # fmt: skip
    assert out.startswith("SJ 四季花园: changed\n")
    assert "  duty phone: 62770001 -> 62770009\n" in out
    assert "  community: 梅园社区 -> none\n" in out
    kept = opened.read_now(lambda session: session.exec(select(Estate)).one())
    assert (kept.lift_phone, kept.office_hours, str(kept.term_ends)) == ("13800000001", "9:00-11:00", "2029-02-28")
    assert (kept.governing.value, kept.name, kept.community) == ("re-election", "四季花园", "")
    assert "nothing to change" in run("estate", "set", "SJ", "--duty-phone", "62770009")[1]
    run("estate", "add", "LY", "兰苑")
    assert "already" in run("estate", "set", "SJ", "--name", "兰苑")[2]
    assert "a name cannot be empty" in run("estate", "set", "SJ", "--name", "")[2]
    assert "default: 0" not in run("estate", "set", "--help")[1]
    assert "Usage" in run("import")[1]
    assert "no telephone" in run("estate", "set", "SJ", "--lift-phone", "none")[2]


def test_an_invitation_for_a_district_without_estates_says_so(run: Run) -> None:
    run("estate", "add", "SJ", "四季家园", "--community", "梅园社区")
    assert "no estate lies in 兰园社区 yet" in run("invite", "--role", "community", "--district", "兰园社区")[1]
    assert "no estate" not in run("invite", "--role", "community", "--district", "梅园社区")[1]


def test_a_taken_prefix_and_a_taken_name_are_refused(run: Run) -> None:
    run("estate", "add", "SJ", "四季家园")
    assert "belongs to another estate" in run("estate", "add", "SJ", "别的小区")[2]
    assert "already" in run("estate", "add", "XX", "四季家园")[2]


def test_an_old_schema_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YXM_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    code, _, err = run("estate", "list")
    assert (code, "db upgrade" in err) == (1, True)


def test_a_database_that_does_not_answer_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YXM_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    code, out, err = run("estate", "list")
    assert (code, err.count("\n")) == (1, 1)
    code, out, _ = run("check")
    assert code == 1
    assert "does not answer" in out


def test_check_names_what_must_be_done_and_then_is_content(run: Run) -> None:
    code, out, _ = run("check")
    assert code == 1
    assert "MUST estates: none yet" in out
    run("estate", "add", "SJ", "四季家园")
    _, out, _ = run("check")
    assert "SJ emergency card: 四季家园 has no duty telephone" in out
    assert "SJ push route: nobody works here yet" in out


def test_nothing_typed_shows_the_help_and_no_empty_error(run: Run) -> None:
    for command in ([], ["estate"]):
        code, _, err = run(*command)
        assert (code, "error: " in err) == (1, False)


def test_check_goes_on_after_a_bad_setting(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    monkeypatch.setenv("YXM_PORT", "many")
    monkeypatch.setenv("YXM_KEYS", "short")
    monkeypatch.setenv("YXM_TELEGRAM__MODE", "pigeon")
    no_font = tmp_path / "font.ttf"
    no_font.write_text("no font", encoding="utf-8")
    monkeypatch.setenv("YXM_FONT", str(no_font))
    code, out, _ = run("check")
    assert code == 1
    for line in ("MUST configuration: YXM_PORT", "MUST configuration: YXM_KEYS", "MUST configuration: YXM_TELEGRAM__MODE",
                 "MUST fonts: YXM_FONT", "ok   files:", "ok   database:", "MUST SJ emergency card"):  # fmt: skip
        assert line in out
    assert "push route" not in out


def test_check_objects_to_a_telephone_that_is_none(run: Run, opened: Database) -> None:
    opened.run_now(
        lambda session: session.add(Estate(prefix="SJ", name="四季家园", duty_phone="abc", lift_phone="120"))
    )
    out = run("check")[1]
    assert "MUST SJ emergency card: the duty phone “abc” is no telephone number" in out
    assert "lift phone" not in out


def test_a_database_that_cannot_be_opened_names_its_setting(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "no-folder"
    file.touch()
    for path in (file / "x.sqlite3", tmp_path):
        monkeypatch.setenv("YXM_DATABASE_URL", f"sqlite:///{path}")
        for command in (["estate", "list"], ["db", "upgrade"], ["serve"]):
            code, _, err = run(*command)
            assert (code, err.startswith("error: YXM_DATABASE_URL: "), err.count("\n")) == (1, True, 1)
        assert "YXM_DATABASE_URL: " in run("check")[1]


def test_serve_refuses_what_check_says_must_be_done_first(
    run: Run, opened: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("neither a folder nor a font", encoding="utf-8")
    monkeypatch.setenv("YXM_FILES_DIR", str(file))
    monkeypatch.setenv("YXM_FONT", str(file))
    code, _, err = run("serve")
    assert (code, err.count("YXM_FILES_DIR"), err.count("YXM_FONT"), err.count("\n")) == (1, 1, 1, 2)
    monkeypatch.delenv("YXM_FILES_DIR")
    monkeypatch.delenv("YXM_FONT")
    run("estate", "list")
    opened.run_now(lambda session: session.add(Person(spoken_name="李梅", created_at=moment())))
    monkeypatch.setenv("YXM_KEYS", new_key())
    code, _, err = run("serve")
    assert (code, err.startswith("error: keys: "), "YXM_KEYS" in err) == (1, True, True)
    assert "MUST keys: " in run("check")[1]


def test_a_place_where_nobody_can_listen_names_its_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("YXM_PORT", str(taken.getsockname()[1]))
        code, _, err = run("serve")
    assert (code, "error: YXM_PORT: cannot listen at 127.0.0.1:" in err) == (1, True)
    monkeypatch.setenv("YXM_HOST", "198.51.100.7")
    code, _, err = run("serve")
    assert (code, "error: YXM_HOST: cannot listen at 198.51.100.7:" in err) == (1, True)


def test_the_demo_takes_the_next_free_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 50


def test_check_tells_a_slip_of_the_pen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YXM_TELEGRAM_TOKEN", "1")
    assert "YXM_TELEGRAM_TOKEN is no setting" in run("check")[1]


def test_without_keys_nothing_starts_and_the_line_to_mend_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YXM_KEYS")
    for command in (["serve"], ["chat"], ["estate", "list"]):
        code, _, err = run(*command)
        assert (code, "YXM_KEYS" in err) == (1, True)


def test_rotation_seals_everything_with_the_new_key_and_may_be_repeated(
    run: Run, opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = new_key(), new_key()
    monkeypatch.setenv("YXM_KEYS", old)
    run("estate", "list")  # the process now seals with the old key
    opened.run_now(
        lambda session: session.add_all([Person(spoken_name=f"李{n}", created_at=moment()) for n in range(1100)])
    )
    monkeypatch.setenv("YXM_KEYS", f"{new},{old}")
    assert "1100 rows" in run("keys", "rotate")[1]
    assert "0 rows" in run("keys", "rotate")[1]
    assert "nothing is sealed with it any more" in run("check")[1]
    monkeypatch.setenv("YXM_KEYS", f"{new_key()},{new}")
    assert "1 older key still in use: `python -m bot keys rotate`" in run("check")[1]
    monkeypatch.setenv("YXM_KEYS", new)
    run("estate", "list")
    assert len(keyring().names) == 1
    names = opened.read_now(lambda session: [each.spoken_name for each in session.exec(select(Person))])
    assert sorted(names) == sorted(f"李{n}" for n in range(1100))


def test_a_bureaus_register_is_told_then_imported_then_changes_nothing(
    run: Run, opened: Database, tmp_path: Path
) -> None:
    file = tmp_path / "台账.csv"
    file.write_text(
        "某区住宅小区台账\n序号,小区名称,所属街道,所属社区,总户数(户),物业服务企业,业委会情况,24小时值班电话\n"
        "1,四季家园,兰江街道,梅园社区,816,甲物业,已成立,62770001\n2,世纪花园,兰江街道,梅园社区,约300,乙物业,未成立,\n"
        "3,四季家园,兰江街道,梅园社区,816,甲物业,已成立,62770001\n合计,,,,1116,,,\n",
        encoding="gb18030",
    )
    code, out, _ = run("import", "estates", str(file))
    assert code == 0
    assert "new: 2\n  SJ 四季家园\n  SJH 世纪花园" in out
    assert "nothing was changed yet" in out
    assert "stands above already" in out
    assert "约300" in out
    run("import", "estates", str(file), "--yes")
    estates = opened.read_now(lambda session: {each.prefix: each for each in session.exec(select(Estate))})
    assert (estates["SJ"].household_count, estates["SJ"].duty_phone) == (816, "62770001")
    assert estates["SJH"].governing.value == "developer"
    assert "unchanged: 2\nnothing to do" in run("import", "estates", str(file), "--yes")[1]


def test_a_register_brings_the_term_and_shows_what_it_would_change(run: Run, opened: Database, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园", "--duty-phone", "62770001")
    file = tmp_path / "台账.csv"
    file.write_text(
        "小区名称,业委会情况,任期,24小时值班电话\n四季家园,换届中,2021.3.1-2026年2月,62770009\n"
        "兰苑,2024年5月成立,待定,\n荷塘里,筹备,5年,\n",
        encoding="utf-8",
    )
    out = run("import", "estates", str(file), "--yes")[1]
    assert "governing: committee -> re-election" in out
    assert "duty phone: 62770001 -> 62770009" in out
    assert "term ends: none -> 2026-02-28" in out
    assert "Row 4: the day “5年”" in out
    found = opened.read_now(lambda session: {each.name: each for each in session.exec(select(Estate))})
    assert str(found["四季家园"].term_ends) == "2026-02-28"
    assert (found["兰苑"].governing.value, str(found["兰苑"].governing_since)) == ("committee", "2024-05-01")
    assert "nothing to do" in run("import", "estates", str(file))[1]


def test_a_row_of_a_register_that_names_no_estate_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text(
        "序号,小区名称,所属街道\n1,四季家园,兰江街道\n2,,兰江街道\n注：以上为在册小区,,\n合计,,2\n", encoding="utf-8"
    )
    _, out, _ = run("import", "estates", str(file))
    assert "Row 3: no estate is named" in out
    assert "Row 4" not in out
    assert "Row 5" not in out


def test_a_file_that_is_no_register_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("姓名,电话\n张三,1\n", encoding="utf-8")
    code, _, err = run("import", "estates", str(file), "--yes")
    assert code == 1
    assert "姓名" in err


ROSTER = "幢号,单元,室号,业主姓名,联系电话,建筑面积,产权面积\n3,2,501,张三,13800000001,89.20,88.00\n3,2,502,李四,13800000002,89.20,88.00\n"


def test_a_roster_is_told_then_imported_then_changes_nothing(run: Run, opened: Database, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    file = tmp_path / "名册.csv"
    file.write_text(ROSTER, encoding="utf-8")
    command = ["import", "roster", str(file), "--estate", "SJ"]
    code, _, err = run(*command, "--yes")
    assert (code, "建筑面积、产权面积" in err) == (1, True)
    command += ["--area-column", "建筑面积"]
    assert "new homes: 2\n  3-2-501" in run(*command)[1]
    assert opened.read_now(lambda session: session.exec(select(Unit)).first()) is None
    assert "2 homes added" in run(*command, "--yes")[1]
    assert "SJ\t四季家园\t\t\t2\t" in run("estate", "list")[1]
    assert "unchanged: 2\nnothing to do" in run(*command, "--yes")[1]


def test_a_plan_says_per_home_who_comes_and_goes_and_the_result_says_the_same(run: Run, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    file, header = tmp_path / "名册.csv", "幢,室号,业主,电话,面积\n"
    command = ["import", "roster", str(file), "--estate", "SJ"]

    def brought(rows: str) -> str:
        file.write_text(header + rows, encoding="utf-8")
        return run(*command, "--yes")[1]

    brought("3,501,张桂芬,13800000001,80\n3,501,张大民,13800000002,80\n3,502,王磊,13800000003,80\n")
    out = brought("3,501,张桂芬,13800000001,80\n3,502,王磊,13800000009,80\n")
    assert "changed homes: 1\n  3-502: owner's telephone changed\n" in out
    assert "kept (--end-missing-owners: they go): 1\n  3-501: 1 of 2 owners\n" in out
    assert "done: 0 homes added, 1 changed, 1 as they were" in out
    out = brought("3,501,张桂芬,13800000001,80\n3,501,钱多,13800000005,80\n3,502,赵敏,13800000006,81.5\n")
    assert "3-501: owners 2 -> 3, 1 new\n" in out
    assert "3-502: area 80.00 -> 81.50; owner changed\n" in out
    command.append("--end-missing-owners")
    out = brought("3,501,张桂芬,13800000001,80\n")
    assert "3-501: owners 3 -> 1, 2 not in the file any more\n" in out
    assert "not in the file, kept: 1 home\n  3-502\n" in out


def test_many_kept_homes_are_told_by_building(run: Run, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    file = tmp_path / "名册.csv"
    rows = [f"{building},{room},业主{room}\n" for building in (1, 2) for room in range(101, 113)]
    file.write_text("幢,室号,业主\n" + "".join(rows), encoding="utf-8")
    run("import", "roster", str(file), "--estate", "SJ", "--yes")
    file.write_text("幢,室号,业主\n1,101,业主101\n", encoding="utf-8")
    out = run("import", "roster", str(file), "--estate", "SJ")[1]
    assert "not in the file, kept: 23 homes\n  1: 11 homes\n  2: 12 homes\n" in out


def test_the_rows_of_another_estate_stay_out(run: Run, opened: Database, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    file = tmp_path / "名册.csv"
    file.write_text("小区,幢,室号,业主\n四季家园,3,501,张三\n兰苑,9,101,赵敏\n", encoding="utf-8")
    out = run("import", "roster", str(file), "--estate", "SJ", "--yes")[1]
    assert "Row 3: another estate, “兰苑”; 1 row is left out: 3." in out
    assert "1 home added" in out
    assert opened.read_now(lambda session: session.exec(select(Unit)).one()).building == "3"
    run("estate", "add", "HT", "荷塘里")
    code, _, err = run("import", "roster", str(file), "--estate", "HT", "--yes")
    assert (code, "not of 荷塘里" in err) == (1, True)


def test_owners_are_still_found_by_telephone_after_a_rotation(
    run: Run, opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = new_key(), new_key()
    monkeypatch.setenv("YXM_KEYS", old)
    run("estate", "add", "SJ", "四季家园")
    file = tmp_path / "名册.csv"
    file.write_text(ROSTER, encoding="utf-8")
    command = ["import", "roster", str(file), "--estate", "SJ", "--area-column", "建筑面积", "--yes"]
    run(*command)
    monkeypatch.setenv("YXM_KEYS", f"{new},{old}")
    run("keys", "rotate")
    monkeypatch.setenv("YXM_KEYS", new)
    assert "nothing to do" in run(*command)[1]
    owners = opened.read_now(lambda session: session.exec(select(Owner)).all())
    assert all(is_among(owner.phone, owner.phone_index) for owner in owners)
    assert {owner.same_as.split(".")[0] for owner in owners} == {keyring().names[0]}


def test_a_ledger_becomes_a_draft(run: Run, opened: Database, tmp_path: Path) -> None:
    run("estate", "add", "SJ", "四季家园")
    file = tmp_path / "收支.csv"
    file.write_text(
        "2025年公共收益收支表\n日期,项目,收入,支出\n2025-03-01,电梯广告,12000.00,\n2025-04-01,保洁费,,300.50\n",
        encoding="utf-8",
    )
    command = ["import", "ledger", str(file), "--estate", "SJ"]
    code, out, _ = run(*command)
    assert (code, "understood: 2 entries of 2025" in out, "12,000.00" in out) == (0, True, True)
    assert opened.read_now(lambda session: session.exec(select(Statement)).first()) is None
    assert "SJ-1 is a draft; nobody is told, 四季家园 has no secretary" in run(*command, "--yes")[1]
    opened.run_now(make_people, "李梅=专职秘书 @ 四季家园(SJ)", "stage", moment())
    assert "takes the place of SJ-1" in run(*command)[1]
    assert "the secretary of 四季家园 is told" in run(*command, "--yes")[1]
    file.write_text("项目,收入,年份\n电梯广告,100,2024\n广告,7,2024\n电梯广告,200,2025\n", encoding="utf-8")
    assert "understood: 1 entry of 2025" in run(*command)[1]
    assert "not read: 2 entries of 2024; --year 2024" in run(*command)[1]
    file.write_text("姓名,电话\n张三,1\n", encoding="utf-8")
    code, _, err = run(*command, "--yes")
    assert (code, err.count("\n")) == (1, 1)


def test_the_roles_of_an_invitation_are_all_listed(run: Run) -> None:
    assert set(ROLES) == {each.value for each in Role}
    shown = " ".join(run("invite", "--help")[1].replace("│", " ").split())
    assert ", ".join(ROLES) in shown


def test_help_shows_every_command_and_every_command_has_an_example() -> None:
    command = [sys.executable, "-m", "bot", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    for name in ("demo", "serve", "chat", "estate", "import", "invite", "check", "play", "db", "keys"):
        assert name in told.stdout


def test_a_transcript_is_played_as_it_is_written(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "hello.txt"
    script.write_text(
        "# 你好\n@estate 四季家园(SJ)\n@people 张三=业主 3-2-501 @ 四季家园(SJ)\n张三> 换小区 没有这个小区\n",
        encoding="utf-8",
    )
    code, out, _ = run("play", str(script))
    assert code == 0
    assert "没有找到“没有这个小区”" in out
    script.write_text("@estate 四季家园\n张三> 你好\n", encoding="utf-8")
    code, _, err = run("play", str(script))
    assert (code, "not an estate" in err) == (1, True)
    for data, says in (
        (b"", "no conversation"),
        ("# 说明\n".encode(), "no conversation"),
        (b"\xff\xfe\x81", "no text"),
    ):
        script.write_bytes(data)
        code, _, err = run("play", str(script))
        assert (code, says in err, err.count("\n")) == (1, True, 1)


def test_db_check_says_one_line_of_its_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YXM_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    run("db", "upgrade")
    code, out, err = run("db", "check")
    assert (code, out.startswith("ok: "), out.count("\n"), err) == (0, True, 1, "")
