"""Vouchers of a line: for owners somebody checked, and for those who work on the accounts."""

from __future__ import annotations

from config.values import Code, Count, Text, saying
from handlers.desk import Form, Visit, ask, choice, command
from handlers.disclosures import wording
from handlers.disclosures.figures import entry_in, of_item
from handlers.disclosures.finding import find, sight
from models.disclosures.actions import keep_vouchers
from models.disclosures.queries import books_of, entry_row
from models.disclosures.rules import MAKERS, Sight
from models.disclosures.tables import Statement
from models.letters.shapes import Paper
from models.refusals import Refusal

_MOST = 9


@command("disclosures-vouchers")
def vouchers(visit: Visit, statement: Statement, number: int) -> None:
    """Of all lines of the item this one belongs to. A refusal says how to get there."""
    books = books_of(visit.session, visit.place.id)
    found = of_item(books, entry_in(books, statement, number))
    may = sight(visit)
    if may < Sight.VOUCHERS:
        raise Refusal("disclosures-vouchers-tied" if may is Sight.ENTRIES else "disclosures-vouchers-refused")
    places = [books.place_of(one) for one in found.entries]
    files = [file for place, at in places for file in entry_row(visit.session, place, at).vouchers]
    doubt = choice("disclosures-doubt", statement.code, number)
    if not files:
        visit.say("disclosures-vouchers-none", what=wording.name_of(found), choices=[doubt], about=statement.code)
        return
    visit.say(
        "disclosures-vouchers-here", what=wording.name_of(found), n=Count(len(files)),
        papers=[Paper(file=file) for file in files[:_MOST]], choices=[doubt], about=statement.code,
    )  # fmt: skip


class AddVoucher(Form, name="disclosures-voucher"):
    """Photos or files for one line."""

    file: str = ask(
        "disclosures-ask-voucher",
        files=True,
        read=lambda _form, visit, _text: _must_be_file(visit),
        params=lambda form, _visit: {"code": Code(form.answers["code"]), "line": Text(form.answers["line"])},
    )

    def done(self, visit: Visit) -> None:
        keep(visit, find(visit, self.answers["code"]), self.answers["number"], self.answers["files"])


def _must_be_file(visit: Visit) -> str:
    if not visit.enclosed:
        raise Refusal("disclosures-needs-file")
    return "file"


@command("disclosures-voucher", role=MAKERS)
def add(visit: Visit, statement: Statement, words: str) -> None:
    """加凭证 SJ-5 3, the photo along with it or after it."""
    said = words.split(maxsplit=1)[0] if words else ""
    if not said.isdecimal():
        raise Refusal("disclosures-which-line", code=Code(statement.code))
    row = entry_row(visit.session, statement, int(said[:6]))
    if visit.enclosed:
        keep(visit, statement, row.number, visit.keep_files(statement.code))
    else:
        AddVoucher.begin(visit, code=statement.code, number=row.number, line=row.item[:20])


def keep(visit: Visit, statement: Statement, number: int, files: list[str]) -> None:
    row = entry_row(visit.session, statement, number)
    keep_vouchers(row, files)
    visit.reply(
        saying("disclosures-voucher-kept", what=wording.words_of(row.item), n=Count(len(row.vouchers))),
        about=statement.code,
    )
