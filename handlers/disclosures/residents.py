"""Residents ask about the accounts: from what is published, the figure and last year's; entries to who may see them."""

from __future__ import annotations

from config.disclosures import in_book_words, unknown_item
from config.intents import hears
from config.law import rule
from config.values import Count, Day, Lines, Money, Saying, Text, Value, saying
from handlers.desk import Guess, Visit, choice, command, menu, recogniser, scene
from handlers.desk.phrases import A_CODE
from handlers.desk.registry import VERBS
from handlers.desk.verbs import run_verb
from handlers.desk.where import come_to, find_place
from handlers.disclosures import wording
from handlers.disclosures.books import show_statement, staff_list
from handlers.disclosures.doubts import offer_doubt
from handlers.disclosures.figures import item_choices, item_lines
from handlers.disclosures.finding import find, sight
from models.disclosures.asking import ACCOUNTS, Answer, Topic, looks_like_accounts, understand
from models.disclosures.ledgers import Fund
from models.disclosures.publishing import mark_read
from models.disclosures.queries import Books, books_of
from models.disclosures.rules import MAKERS
from models.disclosures.tables import Statement
from models.letters.shapes import Choice
from models.people.identity import find_estate
from models.people.roles import Role, scopes_of
from models.refusals import Refusal

_SURE = 90  # an alarm is surer


@command("disclosures-accounts")
def accounts(visit: Visit, words: str) -> None:
    """查账, 查账 电梯广告. For who works on the accounts: what is in hand."""
    if not words and scopes_of(visit.session, visit.account.person_id, MAKERS, visit.now):
        staff_list(visit)
        return
    if A_CODE.fullmatch(words):
        run_verb(visit, VERBS["disclosures-show"], [words])
        return
    visit.estate = find_place(visit)
    if words:
        answer(visit, words)
    else:
        newest(visit)


@scene("a")
def scanned(visit: Visit, code: str) -> None:
    """The statement's QR code on the board: its summary, for anybody who scans it."""
    visit.estate = find_estate(visit.session, code.partition("-")[0])
    if visit.estate is None:
        raise Refusal("disclosures-unknown")
    come_to(visit, visit.estate)
    show_statement(visit, find(visit, code))


def newest(visit: Visit) -> None:
    books = books_of(visit.session, visit.place.id)
    if books.statements:
        show_statement(visit, books.statements[-1])
    else:
        not_yet(visit)


def not_yet(visit: Visit) -> None:
    """Nothing is published: who owes it, by when, by which rule."""
    year, due = visit.today.year - 1, rule("money-publication-due").day_in(visit.today.year)
    key = "disclosures-none-yet" if visit.today <= due else "disclosures-none-late"
    visit.say(
        key, year=Text(str(year)), due=Day(due), article=saying("duties-money-publication-yearly"),
        choices=[choice("home-secretary")],
    )  # fmt: skip


@recogniser
def asks_accounts(visit: Visit, text: str) -> Guess | None:
    asked = in_book_words(text)
    sure = max(looks_like_accounts(text), looks_like_accounts(asked), hears("accounts", text)) if text else 0
    if sure < ACCOUNTS or hears("accounts-not", text):
        return None
    return Guess(min(sure, _SURE), lambda: _asked(visit, text))


@recogniser
def asks_why(visit: Visit, text: str) -> Guess | None:
    """“为什么比去年多？” straight after a figure: the books hold no reasons, so it is offered as a doubt about it."""
    sure = hears("accounts-why", text) if text and visit.room is None else 0
    offered = (each for each in map(Choice.from_json, visit.conversation.asked) if sure)
    doubt = next((each.line.split() for each in offered if each.line.startswith("disclosures-doubt ")), None)
    return Guess(sure, lambda: offer_doubt(visit, doubt[1:], text)) if doubt else None


@recogniser
def doubts_accounts(visit: Visit, text: str) -> Guess | None:
    """账目对不上: nothing to look up, but a doubt, put to the secretary when it is wanted."""
    sure = hears("accounts-doubt", text) if text and visit.room is None else 0
    return Guess(sure, lambda: _doubted(visit, text)) if sure else None


def _doubted(visit: Visit, text: str) -> None:
    visit.estate = find_place(visit)
    books = books_of(visit.session, visit.place.id)
    if books.statements:
        offer_doubt(visit, [books.statements[-1].code], text)
    else:
        not_yet(visit)


def _asked(visit: Visit, text: str) -> None:
    visit.estate = find_place(visit)
    answer(visit, text)


def answer(visit: Visit, question: str) -> None:
    """In the words of the books, or what is near; never a figure that is not published."""
    books = books_of(visit.session, visit.place.id)
    if not books.statements:
        not_yet(visit)
        return
    found = understand(in_book_words(question), books.entries, visit.today.year, books.stated)
    if found.topic is Topic.CHOICES and not found.asked and not found.period and visit.room is None:
        _whole_year(visit, books, found.year)
        return
    statement = _statement_of(books, found)
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    lines, choices = _told(visit, books, found, question)
    words = saying("disclosures-lines", lines=Lines(tuple(lines)))
    if visit.room is None:
        visit.reply(words, choices=choices, about=statement.code)
    elif not visit.whisper(words.key, choices=choices, **words.params):
        visit.toast("desk-private-first")


def _whole_year(visit: Visit, books: Books, year: int) -> None:
    """查账 2024: no item is asked for, but all of it."""
    if year in books.years:
        show_statement(visit, books.latest(year))
        return
    years = [Text(str(each)) for each in sorted(books.years)]
    shown = [
        choice("disclosures-show", books.latest(int(each.value)).code, label="disclosures-year-label", year=each)
        for each in years[-3:]
    ]
    visit.say("disclosures-no-year", year=Text(str(year)), choices=shown)


def _told(visit: Visit, books: Books, found: Answer, question: str) -> tuple[list[Saying | Text], list[Choice]]:
    statement = _statement_of(books, found)
    if found.topic in (Topic.NEAREST, Topic.CHOICES):
        return _near(books, found, statement, question)
    if found.fen is None:
        return _nothing(books, found, statement)
    if found.topic is Topic.ITEM:
        may = sight(visit)
        return item_lines(found, may, found.year - 1 in books.years), item_choices(books, found, may)
    return _whole(books, found), _looking(statement, found)


def _statement_of(books: Books, found: Answer) -> Statement:
    return books.place_of(found.entries[0])[0] if found.entries else books.latest(found.year)


def _near(books: Books, found: Answer, statement: Statement, question: str) -> tuple[list[Saying | Text], list[Choice]]:
    """账上没有这笔: the nearest as choices, and a human."""
    kinds = [choice("disclosures-category", statement.code, key, label=f"ledger-{key}") for key in found.nearest]
    items = []
    for name in found.items:
        entry = next((one for one in reversed(books.entries) if name in one.item), None)
        if entry is not None:
            place, number = books.place_of(entry)
            label = saying("desk-own-words", words=Text(name[:12]))
            items.append(choice("disclosures-item", place.code, number, label=label))
    offered = [*kinds, *items][:3]
    names = [each.label for each in offered if each.label is not None]
    key = "disclosures-nearest" if found.topic is Topic.NEAREST else "disclosures-which"
    if found.by_size:
        key = "disclosures-largest"
    if not names:
        key = "disclosures-no-such"
    asked = (unknown_item(question) or found.asked)[:20]
    if names and not asked:
        key = "disclosures-which-of"
    words = saying(key, asked=Text(asked), near=wording.chain(names) if names else Text(""))
    return [words], [*offered, choice("disclosures-doubt", statement.code, label="disclosures-ask-human")]


def _nothing(books: Books, found: Answer, statement: Statement) -> tuple[list[Saying | Text], list[Choice]]:
    """The books know the item, but hold nothing of it for that time; or that year is not published here."""
    what = _what(found)
    when = wording.when(found.year, found.period)
    key = "disclosures-nothing" if found.year in books.years else "disclosures-year-missing"
    lines: list[Saying | Text] = [saying(key, when=when, what=what)]
    if found.before is not None:
        lines.append(
            saying(
                "disclosures-before",
                when=wording.when(found.year - 1, found.period),
                what=what,
                fen=Money(found.before),
            )
        )
    return lines, [choice("disclosures-show", statement.code), choice("disclosures-doubt", statement.code)]


def _what(found: Answer) -> Saying:
    if found.topic is Topic.ITEM:
        return wording.name_of(found)
    return saying(
        "disclosures-whole-of", fund=wording.fund_name(found.fund), topic=saying(f"disclosures-topic-{found.topic}")
    )


def _whole(books: Books, found: Answer) -> list[Saying | Text]:
    """What came in, went out or is left of a fund; with the three largest."""
    assert found.fen is not None
    values: dict[str, Value] = {
        "when": wording.when(found.year, found.period),
        "fund": wording.fund_name(found.fund),
        "fen": Money(found.fen),
        "compare": wording.compared(found.fen, found.before, found.year, known=found.year - 1 in books.years),
    }
    lines: list[Saying | Text] = [saying(f"disclosures-{found.topic}", **values)]
    if found.topic is Topic.BALANCE:
        lines = [saying("disclosures-balance", **{**values, "compare": saying("disclosures-nothing-said")})]
    if found.totals is not None and found.topic in (Topic.NET, Topic.BALANCE):
        lines.append(wording.added_up(found.opening, found.totals, found.fen))
    if found.totals is not None and found.topic is Topic.SPENT and found.totals.cost:
        lines.append(saying("disclosures-besides", fen=Money(found.totals.cost)))
    if found.topic is Topic.SPENT and found.fund in (None, Fund.REVENUE):
        lines.insert(0, saying("disclosures-one-account"))
    if found.top and found.topic in (Topic.RECEIVED, Topic.SPENT):
        top = wording.chain([wording.figure(one) for one in found.top])
        lines.append(saying("disclosures-top", n=Count(len(found.top)), top=top))
    return lines


def _looking(statement: Statement, found: Answer) -> list[Choice]:
    verbs = {
        Topic.RECEIVED: ("income", "chart", "doubt"),
        Topic.SPENT: ("spending", "chart", "doubt"),
    }.get(found.topic, ("income", "spending", "chart", "doubt"))
    return [choice(f"disclosures-{verb}", statement.code) for verb in verbs]


menu(15, lambda: choice("disclosures-accounts"))
menu(35, lambda: choice("disclosures-accounts"), Role.SECRETARY, Role.CHAIR)
