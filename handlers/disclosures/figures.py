"""One item, one category, one line after another: what each reader may see of it."""

from __future__ import annotations

from collections.abc import Sequence

from config.ledgers import categories
from config.values import Count, Lines, Money, Saying, Text, saying
from handlers.desk import Visit, choice, command
from handlers.disclosures import wording
from handlers.disclosures.finding import sight
from models.disclosures.asking import Answer, Topic
from models.disclosures.ledgers import Entry, Kind, summarise
from models.disclosures.ledgers.summary import item_name
from models.disclosures.publishing import mark_read
from models.disclosures.queries import Books, books_of
from models.disclosures.rules import PAGE, Sight
from models.disclosures.tables import Statement
from models.letters.shapes import Choice
from models.refusals import Refusal

_SAID_ALREADY = ("收入", "支出", "费用", "成本")


def entry_in(books: Books, statement: Statement, number: int) -> Entry:
    """The published line. Refuses one of a version that no longer holds, or that is not there."""
    found = next((entry for entry in books.entries if books.place_of(entry) == (statement, number)), None)
    if found is None:
        raise Refusal("disclosures-not-current")
    return found


def of_item(books: Books, entry: Entry) -> Answer:
    """The item of this line: its year, and last year's."""
    name = item_name(entry.item)
    same = [
        one
        for one in books.entries
        if (one.kind, one.fund, one.category) == (entry.kind, entry.fund, entry.category)
        and item_name(one.item) == name
    ]
    return _answer(same, entry.year or 0, name, entry)


def of_category(books: Books, key: str, year: int) -> Answer:
    """All of a category. Refuses a name that is none of the form's, or that the books do not hold."""
    same = [one for one in books.entries if one.category == key]
    if not same:
        raise Refusal("disclosures-not-current")
    made = _answer(same, year, "", same[0])
    return Answer(**{**vars(made), "category": key})


def _answer(same: Sequence[Entry], year: int, name: str, like: Entry) -> Answer:
    now = tuple(one for one in same if one.year == year)
    last = [one for one in same if one.year == year - 1]
    return Answer(
        Topic.ITEM,
        year,
        name,
        kind=like.kind,
        fund=like.fund,
        fen=sum(one.amount for one in now) if now else None,
        before=sum(one.amount for one in last) if last else None,
        entries=now,
    )


def item_lines(found: Answer, may: Sight, known: bool | None = None) -> list[Saying | Text]:
    """The figure for anyone; receipts, the other side and the contract for residents. `known` as in `compared`."""
    assert found.fen is not None
    what = wording.name_of(found)
    head = saying(
        _head_key(found),
        when=wording.when(found.year, found.period),
        what=what,
        fen=Money(found.fen),
        compare=wording.compared(found.fen, found.before, found.year, known=known),
    )
    if may < Sight.ENTRIES:
        return [head, saying("disclosures-entries-door")]
    more = [wording.receipts(found.entries), wording.contract(found.entries)]
    unpaid = sum(max(0, (one.due or 0) - one.amount) for one in found.entries if one.kind is Kind.INCOME)
    owed = [saying("disclosures-owed", fen=Money(unpaid))] if unpaid else []
    return [head, *[each for each in more if each is not None], *owed]


def _head_key(found: Answer) -> str:
    names = {item_name(one.item) for one in found.entries}
    ends = any(name.endswith(_SAID_ALREADY) for name in names) and len(names) == 1
    if found.category.endswith("-other") or (ends and not found.category):
        return "disclosures-item-plain"
    return {Kind.INCOME: "disclosures-item-income", Kind.COST: "disclosures-item-cost"}.get(
        found.kind or Kind.EXPENSE, "disclosures-item-spent"
    )


def item_choices(books: Books, found: Answer, may: Sight) -> list[Choice]:
    statement, number = books.place_of(found.entries[0])
    income = found.kind is Kind.INCOME
    others = choice(
        "disclosures-income" if income else "disclosures-spending",
        statement.code,
        label="disclosures-other-income" if income else "disclosures-other-spending",
    )
    doubt = choice("disclosures-doubt", statement.code, number)
    if may < Sight.ENTRIES:
        return [others, doubt]
    each = [choice("disclosures-entries", statement.code, number, 0)] if len(found.entries) > 1 else []
    return [choice("disclosures-vouchers", statement.code, number), *each, others, doubt]


def reply_item(visit: Visit, books: Books, found: Answer) -> None:
    if found.fen is None:
        raise Refusal("disclosures-not-current")
    may = sight(visit)
    statement, _ = books.place_of(found.entries[0])
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    words = saying("disclosures-lines", lines=Lines(tuple(item_lines(found, may))))
    visit.reply(words, choices=item_choices(books, found, may), about=statement.code)


@command("disclosures-item")
def item(visit: Visit, statement: Statement, number: int) -> None:
    books = books_of(visit.session, visit.place.id)
    reply_item(visit, books, of_item(books, entry_in(books, statement, number)))


@command("disclosures-category")
def category(visit: Visit, statement: Statement, key: str) -> None:
    """A category; with several items in it, for residents, each with its figure."""
    books = books_of(visit.session, visit.place.id)
    if key not in categories():
        raise Refusal("disclosures-not-current")
    found = of_category(books, key, statement.year)
    names = list({item_name(one.item): one for one in found.entries}.values())
    if found.fen is None or sight(visit) < Sight.ENTRIES or len(names) < 2:
        reply_item(visit, books, found)
        return
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    ranked = sorted(((of_item(books, one), one) for one in names), key=lambda pair: -(pair[0].fen or 0))
    lines = [_line(books, made, one) for made, one in ranked[:PAGE]]
    head = item_lines(found, Sight.ENTRIES)[0]
    visit.reply(saying("disclosures-list", head=head, n=Count(len(names))), choices=lines, listed=True)


def _line(books: Books, made: Answer, one: Entry) -> Choice:
    statement, number = books.place_of(one)
    label = saying("disclosures-entry", what=wording.name_of(made), fen=Money(made.fen or 0))
    return choice("disclosures-item", statement.code, number, label=label)


@command("disclosures-entries")
def entries(visit: Visit, statement: Statement, number: int, first: int) -> None:
    """每一笔: nine lines at a time, for residents."""
    books = books_of(visit.session, visit.place.id)
    found = of_item(books, entry_in(books, statement, number))
    may = sight(visit)
    if may < Sight.ENTRIES:
        raise Refusal("disclosures-entries-refused")
    page = [wording.entry_line(one) for one in found.entries[first : first + PAGE]]
    further = first + PAGE
    more = [choice("disclosures-entries", statement.code, number, further)] if len(found.entries) > further else []
    visit.say(
        "disclosures-entry-list", what=wording.name_of(found), n=Count(len(found.entries)), lines=Lines(tuple(page)),
        choices=[*more, choice("disclosures-vouchers", statement.code, number), choice("disclosures-doubt", statement.code, number)],
        about=statement.code,
    )  # fmt: skip


@command("disclosures-income")
def all_income(visit: Visit, statement: Statement) -> None:
    _side(visit, statement, (Kind.INCOME,))


@command("disclosures-spending")
def all_spending(visit: Visit, statement: Statement) -> None:
    _side(visit, statement, (Kind.COST, Kind.EXPENSE))


def _side(visit: Visit, statement: Statement, kinds: tuple[Kind, ...]) -> None:
    """Every category of a side with its figure, largest first; each line leads on."""
    books = books_of(visit.session, visit.place.id)
    if statement.id not in {each.id for each in books.statements}:
        raise Refusal("disclosures-not-current")
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    funds = dict.fromkeys(entry.fund for entry in books.entries if entry.year == statement.year)
    figures = [
        one
        for fund in funds
        for one in summarise(books.entries, statement.year, fund).categories
        if one.kind in kinds and one.fen
    ]
    figures.sort(key=lambda one: -one.fen)
    side = "income" if Kind.INCOME in kinds else "spending"
    cost = sum(one.fen for one in figures if one.kind is Kind.COST)
    head = saying(
        f"disclosures-all-{side}-cost" if cost else f"disclosures-all-{side}", year=Text(str(statement.year)),
        fen=Money(sum(one.fen for one in figures) - cost), cost=Money(cost), n=Count(len(figures)),
    )  # fmt: skip
    lines = [
        choice("disclosures-category", statement.code, one.category, label=wording.figure(one))
        for one in figures[:PAGE]
    ]
    visit.reply(head, choices=lines, listed=True)
