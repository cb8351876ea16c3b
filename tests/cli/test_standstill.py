"""`check` says whether somebody serves and what stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from config.values import Text, saying
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.identity import lock_account
from models.people.roles import Role, accept_invitation, scopes_of
from models.rooms import Audience, Room
from models.signs import give_sign, who_hears
from tests.cli.conftest import Run


def line(told: str, subject: str) -> str:
    return next((each for each in told.splitlines() if each[5:].startswith(f"{subject}:")), "")


def ago(minutes: int) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def stuck(session: RowSession) -> None:
    """A letter for a group on the page that nobody takes away (by night an emergency only), and one for a page that is not open."""
    room = Room(channel="web", external="owners", title="业主群", audience=Audience.OWNERS, bound_at=ago(60))
    session.add(room)
    session.flush()
    post.post(session, room, Draft(Kind.EMERGENCY, saying("desk-own-words", words=Text("停水"))), ago(30))
    account = lock_account(session, "web", "seat", ago(60))
    post.send(session, Draft(Kind.ALERT, saying("desk-own-words", words=Text("好"))), [account], ago(50))


def test_that_nobody_serves_is_a_fault_only_where_somebody_must(run: Run, opened: Database) -> None:
    assert line(run("check")[1], "serve").startswith("note serve: nobody serves yet")
    code, told, _ = run("check", "--serving")
    assert (code, line(told, "serve")[:4]) == (1, "MUST")
    opened.run_now(give_sign, "clock", ago(6))
    assert line(run("check", "--serving")[1], "serve").startswith("MUST serve: nobody serves since")
    opened.run_now(give_sign, "clock", ago(0))
    assert line(run("check", "--serving")[1], "serve").startswith("ok   serve: the clock rang")


def test_what_stands_still_while_somebody_serves_is_a_fault(run: Run, opened: Database) -> None:
    opened.run_now(stuck)
    opened.run_now(give_sign, "clock", ago(0))
    code, told, _ = run("check")
    assert code == 1
    assert line(told, "letters web").startswith("MUST letters web: letters wait that could go")
    opened.run_now(give_sign, "sent web", ago(1))
    assert not line(run("check")[1], "letters web")


def test_an_administrator_hears_and_has_no_right_in_any_estate(run: Run, opened: Database) -> None:
    assert run("estate", "add", "SJ", "四季家园")[0] == 0
    assert line(run("check")[1], "administrator").startswith("note administrator: nobody in chat hears")
    code, told, _ = run("invite", "--role", "administrator")
    assert (code, "covers nothing" in told) == (0, False)

    def take_up(session: RowSession) -> UUID:
        account = lock_account(session, "telegram", "1", ago(0))
        return accept_invitation(session, told.split()[0], account, ago(0)).person_id

    person = opened.run_now(take_up)
    assert not line(run("check")[1], "administrator")
    assert opened.read_now(who_hears, ago(0)) == [person]
    assert opened.read_now(scopes_of, person, list(Role), ago(0)) == []
