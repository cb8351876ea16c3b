"""How statements are put into letters and papers: sums as sentences, figures as typed values. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from config.values import Code, Lines, Money, Saying, Text, Value, decode, saying
from models.calendar import local_day
from models.disclosures.ledgers import Entry, Figure, Fund, Kind, Stated, Summary, summarise
from models.disclosures.snapshot import SHORT, Published, stated_from_json
from models.disclosures.tables import Statement
from models.letters.post import Draft
from models.letters.shapes import Choice, Paper
from models.letters.tables import Kind as LetterKind
from models.people.tables import Estate


def letter(statement: Statement, words: Saying, replaces: str, choices: tuple[Choice, ...] = ()) -> Draft:
    """News for one person who works on it."""
    return Draft(
        LetterKind.ALERT, words, choices, about=statement.code, replaces=replaces, estate_id=statement.estate_id
    )


def oddities_of(statement: Statement) -> list[Saying]:
    """What was odd about the file it was read from."""
    return [told for each in statement.oddities if isinstance(told := decode(each), Saying)]


def stated_of(statement: Statement) -> tuple[Stated, ...]:
    """Totals and balances the file itself states."""
    return tuple(stated_from_json(one) for one in statement.stated)


def funds_of(entries: Sequence[Entry]) -> list[Fund]:
    return [fund for fund in Fund if any(entry.fund is fund for entry in entries)]


def sums_of(entries: Sequence[Entry], year: int, stated: Sequence[Stated] = ()) -> list[Saying]:
    """期初结余 …，收入 …，成本 …，支出 …，期末结余 …: one line a fund, which anybody can add up."""
    return [sum_line(summarise(entries, year, fund, stated)) for fund in funds_of(entries)]


def sum_line(summary: Summary) -> Saying:
    totals, opening, closing = summary.totals, summary.opening, summary.closing
    if closing is None and opening is not None:
        closing = opening + totals.net
    head = saying("disclosures-nothing-said")
    if opening is not None:
        head = saying("disclosures-sums-opening", fen=Money(opening))
    foot = saying("disclosures-foot-net", fen=Money(totals.net))
    if closing is not None:
        foot = saying("disclosures-foot-closing", fen=Money(closing))
    return saying(
        "disclosures-sums-cost" if totals.cost else "disclosures-sums",
        fund=saying(f"ledger-fund-name-{summary.fund}"), opening=head, income=Money(totals.income),
        cost=Money(totals.cost), expense=Money(totals.expense), foot=foot,
    )  # fmt: skip


def papers_of(
    estate: Estate, statement: Statement, published: Published, digest: str, before: Sequence[Entry] = ()
) -> list[Paper]:
    """The picture and the A4 of each fund; `before` are last year's published entries."""
    return [
        Paper(name, paper_values(estate, statement, digest, summarise([*before, *published.entries], published.year, fund, published.stated)))
        for fund in funds_of(published.entries)
        for name in ("disclosure-summary", "disclosure-statement")
    ]  # fmt: skip


def paper_values(estate: Estate, statement: Statement, digest: str, summary: Summary) -> dict[str, Value]:
    """Everything a paper of one fund says. `opening` is left out when the books do not state it."""
    assert statement.published_at is not None
    day = local_day(statement.published_at)
    values: dict[str, Value] = {
        "estate": Text(estate.name),
        "fund": saying(f"ledger-fund-name-{summary.fund}"),
        "year": Text(str(summary.year)),
        "before": Text(str(summary.year - 1)),
        "code": Code(statement.code),
        "version": Text(str(statement.version)),
        "state": Text(statement.state.value),
        "digest": Text(digest[:SHORT]),
        "note": Text(statement.rejoined),
        "on_year": Text(str(day.year)),
        "on_month": Text(str(day.month)),
        "on_day": Text(str(day.day)),
    }
    for kind in Kind:
        lines = tuple(_figure(one) for one in summary.categories if one.kind is kind)
        values[kind.value] = Lines(lines)
    if summary.opening is not None:
        values["opening"] = Money(summary.opening)
    return values


def _figure(one: Figure) -> Saying:
    values: dict[str, Value] = {"label": saying(f"ledger-{one.category}"), "fen": Money(one.fen)}
    if one.before is not None:
        values["before"] = Money(one.before)
    return saying("disclosures-figure", **values)
