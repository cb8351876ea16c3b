"""From a file that somebody sends to accounts everybody can read: the store, the reader, the database, the papers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.files.store import Store
from bot.ledgers import LedgerReader, read_file
from bot.papers.registry import PAPERS, load_papers, use_public_url
from bot.play.cast import make_estate, make_people
from bot.sheets import Sheet, write_xlsx
from config.values import Money, Text, decode_all, encode_all
from config.words import Reader, render
from models.database import Database, RowSession
from models.disclosures import actions, publishing, telling
from models.disclosures.queries import books_of, entries_of, said_by, snapshot_of
from models.disclosures.snapshot import digest_of
from models.disclosures.tables import LedgerEntry, Snapshot, State, Statement, StatementReader
from models.letters.tables import Attachment, Delivery, FileKind, FileState, Letter
from models.people.tables import Account, Estate
from models.refusals import Refusal

DATA = Path(__file__).parents[3] / "shared" / "data" / "disclosures"
NOW = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)
ROWS = [
    ["2025年度公共收益"],
    ["项目", "收入", "支出"],
    ["电梯广告", "42000", ""],
    ["地面停车费", "98,400.50", ""],
    ["零星维修", "", "9.84万"],
]


class Desk:
    """An estate with a secretary and a chair, and files on a real disk."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.store = Store(folder)
        self.reader = LedgerReader(database, self.store, lambda: NOW)
        database.run_now(self._people)

    def _people(self, session: RowSession) -> None:
        make_estate(session, "四季家园(SJ) community=梅园社区")
        make_people(session, "李梅=专职秘书, 陈建国=主任, 何芳=委员, 王磊=业主 3-2-501 @ 四季家园(SJ)", "stage", NOW)

    def person(self, name: str) -> UUID:
        query = select(Account.person_id).where(Account.external == name)
        return self.database.read_now(lambda session: session.exec(query).one())

    def send(self, data: bytes, name: str, *, state: FileState = FileState.KEPT, year: int = 0) -> UUID:
        """The secretary sent a file, and it is kept (or not)."""
        digest = self.store.put(data)
        who = self.person("李梅")

        def work(session: RowSession) -> UUID:
            file = Attachment(
                channel="stage", kind=FileKind.FILE, name=name, state=state, sha256=digest, created_at=NOW
            )
            session.add(file)
            session.flush()
            estate = session.exec(select(Estate)).one()
            return actions.begin_import(session, estate, NOW, who, file=str(file.id), year=year).id

        return self.database.run_now(work)

    def read(self) -> int:
        return asyncio.run(self.reader.read_waiting())

    def get(self, statement: UUID) -> Statement:
        found = self.database.read_now(lambda session: session.get(Statement, statement))
        assert found is not None
        return found

    def lines(self, statement: UUID) -> list[tuple[int, str, int]]:
        found = self.database.read_now(lambda session: entries_of(session, self.get(statement)))
        return [(one.row, one.item, one.amount) for one in found]

    def letters(self, statement: UUID) -> list[str]:
        """As they would be read, oldest first."""
        code = self.get(statement).code
        query = select(Letter).where(Letter.about == code).order_by(sa.asc(Letter.id))  # type: ignore[arg-type]
        rows = self.database.read_now(lambda session: list(session.exec(query)))
        return [render(row.key, decode_all(row.params), Reader("zh-CN", NOW)) for row in rows]

    def do(self, work: Callable[..., object], statement: UUID, *args: object) -> object:
        def fetched(session: RowSession) -> object:
            row = session.get(Statement, statement, with_for_update=True)
            return work(session, row, *args)

        return self.database.run_now(fetched)

    def publish(self, statement: UUID) -> object:
        self.do(actions.submit, statement, "", self.person("李梅"), NOW)
        self.do(actions.confirm, statement, self.person("陈建国"), NOW)
        return self.do(publishing.publish, statement, self.person("李梅"), NOW)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path / "files")


def csv_of(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode("gb18030")


class TestReading:
    def test_two_processes_that_read_the_same_file_lose_no_line(self, desk: Desk) -> None:
        """Somebody's terminal is open beside the process that serves: their chunks come in any order."""
        rows = [*ROWS[:2], *[[f"广告{n}", "100", ""] for n in range(1200)]]
        statement = desk.send(csv_of(rows), "账.csv")
        reading = read_file(csv_of(rows), "账.csv", 2026)
        lines = reading.ledger.entries
        for start in (0, 500, 0, 1000):  # the second begins while the first is in the middle
            desk.database.run_now(actions.store_entries, statement, lines[start : start + actions.CHUNK])
        desk.database.run_now(actions.finish_reading, statement, reading, NOW)
        for start in (500, 1000):
            desk.database.run_now(actions.store_entries, statement, lines[start : start + actions.CHUNK])
        desk.database.run_now(actions.finish_reading, statement, reading, NOW)
        assert desk.get(statement).state is State.DRAFT
        assert len(desk.lines(statement)) == 1200
        desk.database.run_now(actions.store_entries, statement, lines[:1])
        assert len(desk.lines(statement)) == 1200

    @pytest.mark.parametrize("name", ["账.xlsx", "账.csv"])
    def test_a_file_becomes_a_draft_and_is_told(self, desk: Desk, name: str) -> None:
        data = csv_of(ROWS) if name.endswith("csv") else write_xlsx([Sheet("收支", ROWS)])
        statement = desk.send(data, name, year=2025)
        assert desk.read() == 1
        assert desk.get(statement).state is State.DRAFT
        assert desk.lines(statement) == [
            (1, "电梯广告", 42000_00),
            (2, "地面停车费", 98400_50),
            (3, "零星维修", 98400_00),
        ]
        (told,) = desk.letters(statement)
        assert "3 笔" in told
        assert "140,400.50 元" in told
        assert desk.read() == 0

    def test_what_is_not_kept_yet_waits(self, desk: Desk) -> None:
        statement = desk.send(csv_of(ROWS), "账.csv", state=FileState.WANTED)
        assert desk.read() == 0
        assert desk.get(statement).state is State.READING

    @pytest.mark.parametrize(
        ("data", "name"), [(b"%PDF-1.4 no table", "账.xlsx"), (b"PK\x03\x04broken", "账.xlsx"), (b"hello", "账.csv")]
    )
    def test_what_is_no_table_is_told_and_nothing_is_booked(self, desk: Desk, data: bytes, name: str) -> None:
        statement = desk.send(data, name)
        desk.read()
        assert desk.get(statement).state is State.UNREAD
        assert desk.lines(statement) == []
        assert "什么都没有改动" in desk.letters(statement)[0]

    def test_a_refused_or_lost_file(self, desk: Desk) -> None:
        refused = desk.send(csv_of(ROWS), "账.csv", state=FileState.REFUSED)
        lost = desk.send(b"x,y\n1,2\n", "没了.csv")
        for digest in list(desk.store.all()):
            desk.store.discard(digest)
        desk.read()
        assert {desk.get(one).state for one in (refused, lost)} == {State.UNREAD}

    def test_a_reading_that_broke_off_begins_anew(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = [*ROWS[:2], *[[f"零星维修{n}", "", "1"] for n in range(1200)]]
        statement = desk.send(csv_of(rows), "账.csv")
        run, done = desk.database.run, []

        async def dies(work: Callable[..., object], *args: object) -> object:
            if len(done) == 2:
                raise SystemExit
            done.append(work)
            return await run(work, *args)

        monkeypatch.setattr(desk.database, "run", dies)
        with pytest.raises(SystemExit):
            desk.read()
        monkeypatch.undo()
        assert len(desk.lines(statement)) == 1000
        assert desk.get(statement).state is State.READING
        desk.read()
        assert [row for row, _, _ in desk.lines(statement)] == list(range(1, 1201))
        assert len(desk.letters(statement)) == 1

    @pytest.mark.heavy
    def test_too_many_lines_are_refused(self, desk: Desk) -> None:
        rows = [*ROWS[:2], *[[f"零星维修{n}", "", "1"] for n in range(5001)]]
        statement = desk.send(csv_of(rows), "账.csv")
        desk.read()
        assert "超过 5000 笔" in desk.letters(statement)[0].replace(",", "")


class TestPublishing:
    def test_is_frozen_and_answers_from_what_is_frozen(self, desk: Desk) -> None:
        statement = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.publish(statement)
        frozen = desk.database.read_now(lambda session: snapshot_of(session, desk.get(statement)))
        assert frozen is not None
        assert frozen.digest == digest_of(frozen.content)
        desk.database.run_now(lambda session: session.exec(sa.update(LedgerEntry).values(received=1)))
        books = desk.database.read_now(lambda session: books_of(session, desk.get(statement).estate_id))
        assert [one.amount for one in books.entries] == [42000_00, 98400_50, 98400_00]

    @pytest.mark.parametrize("change", [sa.update(Snapshot).values(digest="0" * 64), sa.delete(Snapshot)])
    def test_the_database_refuses_to_change_what_is_frozen(self, desk: Desk, change: sa.Update | sa.Delete) -> None:
        statement = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.publish(statement)
        with pytest.raises(sa.exc.DatabaseError, match="written once"):
            desk.database.run_now(lambda session: session.exec(change))

    @pytest.mark.parametrize("hand", ["imported_by", "submitted_by"])
    def test_the_database_refuses_one_person_for_both(self, desk: Desk, hand: str) -> None:
        statement, me = desk.send(csv_of(ROWS), "账.csv"), desk.person("李梅")
        values = {"submitted_by": me, "imported_by": me, "confirmed_by": me} | {hand: me}
        with pytest.raises(sa.exc.IntegrityError):
            desk.database.run_now(
                lambda session: session.exec(sa.update(Statement).where(Statement.id == statement).values(**values))  # type: ignore[arg-type]
            )

    def test_two_who_confirm_at_once_or_publish_at_once(self, desk: Desk) -> None:
        statement = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.do(actions.submit, statement, "", desk.person("李梅"), NOW)
        outcomes: list[str] = []

        def both(work: Callable[..., object], names: list[str]) -> list[str]:
            outcomes.clear()

            def one(name: str) -> None:
                try:
                    desk.do(work, statement, desk.person(name), NOW)
                    outcomes.append("done")
                except Refusal as no:
                    outcomes.append(no.key)

            threads = [threading.Thread(target=one, args=(name,)) for name in names]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return sorted(outcomes)

        assert both(actions.confirm, ["陈建国", "何芳"]) == ["disclosures-is-checked", "done"]
        assert both(publishing.publish, ["李梅", "陈建国"]) == ["disclosures-is-published", "done"]
        assert len(desk.database.read_now(lambda session: session.exec(select(Snapshot)).all())) == 1

    @pytest.mark.heavy
    def test_everybody_is_told_once_in_chunks(self, desk: Desk) -> None:
        people = ", ".join(f"n{n}=业主 {n % 20 + 1}-1-{n}" for n in range(1100))
        desk.database.run_now(lambda session: make_people(session, f"{people} @ 四季家园(SJ)", "stage", NOW))
        statement = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.publish(statement)
        rounds = 1
        while desk.get(statement).telling:
            desk.database.run_now(telling.tell_more, statement, NOW + timedelta(seconds=20 * rounds))
            rounds += 1
        assert rounds == 3
        query = (
            select(Delivery.chat)
            .join(Letter, Letter.id == Delivery.letter_id)  # type: ignore[arg-type]
            .where(Letter.about == desk.get(statement).code, Letter.replaces == "published")
        )
        told = desk.database.read_now(lambda session: list(session.exec(query)))
        assert len(told) == len(set(told)) == 1101

    def test_of_a_correction_only_who_had_or_read_the_old_one(self, desk: Desk) -> None:
        first = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.publish(first)

        def later(session: RowSession) -> None:
            session.exec(sa.update(Delivery).values(state="sent"))
            make_people(session, "新来的=业主 3-2-503, 看过的=业主 3-2-504 @ 四季家园(SJ)", "stage", NOW)

        desk.database.run_now(later)
        reader = desk.person("看过的")
        desk.database.run_now(
            lambda session: session.add(StatementReader(statement_id=first, person_id=reader, at=NOW))
        )
        second = desk.send(csv_of([*ROWS[:-1], ["零星维修", "", "9.9万"]]), "账.csv")
        desk.read()
        made = desk.publish(second)
        assert made.corrected == (desk.get(first).code,)  # type: ignore[attr-defined]
        assert (desk.get(first).state, desk.get(second).version) == (State.CORRECTED, 2)
        query = (
            select(Delivery.chat, Letter.params)
            .join(Letter, Letter.id == Delivery.letter_id)  # type: ignore[arg-type]
            .where(Letter.about == desk.get(second).code, Letter.replaces == "published")
        )
        told = dict(desk.database.read_now(lambda session: session.exec(query).all()))
        assert set(told) == {"王磊", "看过的"}
        assert all("disclosures-corrected-told" in str(params) for params in told.values())
        assert desk.database.read_now(lambda session: said_by(session, desk.get(first)).entries[-1].amount) == 98400_00


class TestPapers:
    @pytest.mark.parametrize("lang", ["zh-CN", "en"])
    @pytest.mark.parametrize("state", ["published", "corrected", "withdrawn"])
    def test_are_made_from_the_letters_values_alone(self, desk: Desk, lang: str, state: str) -> None:
        load_papers()
        use_public_url("https://estate.example")
        statement = desk.send(csv_of(ROWS), "账.csv")
        desk.read()
        desk.publish(statement)
        papers = desk.database.read_now(lambda session: telling.all_papers(session, desk.get(statement)))
        assert [each.name for each in papers] == ["disclosure-summary", "disclosure-statement"]
        for each, kind in zip(papers, ("png", "pdf"), strict=True):
            values = {**each.params, "state": Text(state), "opening": Money(100)}
            encode_all(values)
            made = PAPERS[each.name](values, Reader(lang, NOW))
            assert made.kind == kind
            assert made.data[:4] in (b"\x89PNG", b"%PDF")
            assert made.data == PAPERS[each.name](values, Reader(lang, NOW + timedelta(days=400))).data
        use_public_url("")


@pytest.mark.needs_data
@pytest.mark.skipif(not DATA.is_dir(), reason="no outside data beside the project")
class TestOutsideTables:
    """Tables of real estates through the real path; what does not add up in them is told, to the cent."""

    @pytest.mark.parametrize(
        ("name", "year", "entries", "unequal", "said"),
        [
            ("d05_coconut_monthly_income_expense.csv", 2024, 20, 0, "收入 9,900,582.00 元，支出 7,098,395.00 元"),
            ("d08_coconut_monthly_balances.csv", 2025, 6, 1, "是 4,459,525.00 元，差 -90.00 元"),
            ("d03_luohu_letter50_lines.csv", 2019, 3, 2, "单价乘数量是 1,615.00 元，差 36.00 元"),
        ],
    )
    def test_become_drafts(  # one row a table
        self, desk: Desk, name: str, year: int, entries: int, unequal: int, said: str
    ) -> None:
        statement = desk.send((DATA / name).read_bytes(), name, year=year)
        desk.read()
        made = desk.get(statement)
        assert (made.state, made.year) == (State.DRAFT, year)
        assert (len(desk.lines(statement)), made.unequal) == (entries, unequal)
        assert said in desk.letters(statement)[0]

    @pytest.mark.parametrize(
        ("name", "year", "why"),
        [
            ("d10_zigong_distribution.csv", 0, "没找到表头"),
            ("d01_luohu_public_income_contracts.csv", 2018, "18 行只写了合同或应收"),
        ],
    )
    def test_what_holds_no_money_received_or_paid_is_told(self, desk: Desk, name: str, year: int, why: str) -> None:
        statement = desk.send((DATA / name).read_bytes(), name, year=year)
        desk.read()
        assert desk.get(statement).state is State.UNREAD
        assert why in desk.letters(statement)[0]
