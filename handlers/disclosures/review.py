"""The second person confirms or sends back; then secretary or chair publishes, hands on by hand, withdraws."""

from __future__ import annotations

from config.values import Code, Count, Lines, Saying, Text, saying
from handlers.desk import Form, Visit, ask, choice, command, said_as
from handlers.disclosures.finding import find, named
from handlers.disclosures.telling import asked_once_more
from models.disclosures.actions import confirm, send_back
from models.disclosures.letters import sums_of
from models.disclosures.publishing import publish, withdraw
from models.disclosures.queries import said_by
from models.disclosures.rules import CHECKERS, INSIDERS, PUBLISHERS, must_allow, must_be_second
from models.disclosures.tables import State, Statement
from models.disclosures.telling import all_papers, doors_of, news
from models.doors import walk_paper, walk_words
from models.letters.shapes import Choice
from models.postings import media_words, publication_of
from models.refusals import Refusal


@command("disclosures-confirm")
def confirm_it(visit: Visit, statement: Statement) -> None:
    """Refuses whoever had it in hand, before asking for the role: that is the reason people understand."""
    must_allow(statement, "confirm")
    must_be_second(statement, visit.account.person_id)
    _must_hold(visit)
    confirm(visit.session, statement, visit.account.person_id, visit.now)
    choices = [choice("disclosures-publish", statement.code)] if visit.roles() & set(PUBLISHERS) else []
    visit.reply(saying("disclosures-confirmed", what=named(statement)), choices=choices, about=statement.code)


def _must_hold(visit: Visit) -> None:
    if not visit.roles() & set(CHECKERS):
        raise Refusal("disclosures-not-checker")


class SendBack(Form, name="disclosures-return"):
    reason: str = ask(
        "disclosures-ask-return",
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
        read=lambda _form, _visit, text: text[:200],
        drafting=True,
    )

    def done(self, visit: Visit) -> None:
        statement = find(visit, self.answers["code"])
        send_back(visit.session, statement, self.reason, visit.account.person_id, visit.now)
        visit.reply(saying("disclosures-returned", what=named(statement)))


@command("disclosures-return", role=CHECKERS)
def return_it(visit: Visit, statement: Statement, words: str) -> None:
    must_allow(statement, "return")
    must_be_second(statement, visit.account.person_id)
    SendBack.begin(visit, code=statement.code, **({"reason": words} if words else {}))


@command("disclosures-publish", role=PUBLISHERS)
def publish_it(visit: Visit, statement: Statement) -> None:
    """Published at once; the answer is what can be put into groups and on the board by hand."""
    made = publish(visit.session, statement, visit.account.person_id, visit.now)
    lines: list[Saying | Text] = [
        saying(
            "disclosures-published", what=named(statement), version=Text(str(statement.version)),
            digest=Text(made.digest[:12]),
        ),
        saying("disclosures-pack-how"),
    ]  # fmt: skip
    if made.corrected:
        lines.append(saying("disclosures-replaces", old=Text("、".join(made.corrected))))
    if made.missing:
        lines.append(saying("disclosures-missing", parts=parts_of(made.missing)))
    papers = all_papers(visit.session, statement)
    choices = [choice("disclosures-pack", statement.code), choice("disclosures-show", statement.code)]
    visit.say("disclosures-lines", lines=Lines(tuple(lines)), choices=choices, papers=papers, about=statement.code)


def parts_of(parts: tuple[str, ...]) -> Saying:
    """公共部位经营与收益、维修资金使用"""
    told = saying(f"ledger-part-{parts[-1]}")
    for each in reversed(parts[:-1]):
        told = saying("disclosures-and", first=saying(f"ledger-part-{each}"), rest=told)
    return told


@command("disclosures-pack", role=(*PUBLISHERS, *INSIDERS))
def pack(visit: Visit, statement: Statement) -> None:
    """Words and papers to be put into WeChat groups and on the board by hand: nothing around the words."""
    if statement.state is not State.PUBLISHED:
        raise Refusal(f"disclosures-is-{statement.state.value}")
    key = "disclosures-pack-text" if visit.pages else "disclosures-pack-text-bare"
    words = saying(key, estate=Text(visit.place.name), news=news(visit.session, statement))
    papers = all_papers(visit.session, statement)
    visit.reply(visit.with_page(words, f"a/{statement.code}"), papers=papers, about=statement.code)
    published = publication_of(visit.session, statement.code)
    if published is not None:
        media = media_words(visit.session, published, told=statement.told_up_to is not None or not statement.telling)
        visit.say("disclosures-media", line=media, code=Code(statement.code), choices=_posted(statement))


def _posted(statement: Statement) -> list[Choice]:
    verbs = ("postings-forwarded", "postings-list", "disclosures-walk")
    return [choice(verb, statement.code) for verb in verbs]


@command("disclosures-walk", role=(*PUBLISHERS, *INSIDERS))
def walk(visit: Visit, statement: Statement) -> None:
    """The doors where a sheet of the accounts is to be left."""
    if statement.state is not State.PUBLISHED:
        raise Refusal(f"disclosures-is-{statement.state.value}")
    doors = doors_of(visit.session, statement, visit.today)
    if not doors.to_walk:
        visit.say("doors-nobody", code=Code(statement.code), choices=[choice("disclosures-pack", statement.code)])
        return
    title = saying("disclosures-of-year", year=Text(str(statement.year)))
    paper = walk_paper(visit.place.name, title, statement.code, doors)
    visit.reply(walk_words(statement.code, doors), papers=[paper], about=statement.code)


said_as("notices-walk", "disclosures-walk")
said_as("opinions-forward", "disclosures-pack")
said_as("notices-pack", "disclosures-pack")


class Withdraw(Form, name="disclosures-withdraw"):
    reason: str = ask(
        "disclosures-ask-withdraw",
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
        read=lambda _form, _visit, text: text[:200],
        drafting=True,
    )
    sure: str = asked_once_more("disclosures-withdraw-preview", "reason", "disclosures-withdraw-now")

    def done(self, visit: Visit) -> None:
        statement = find(visit, self.answers["code"])
        withdraw(visit.session, statement, self.reason, visit.now)
        visit.reply(saying("disclosures-withdrawn", what=named(statement)))


@command("disclosures-withdraw", role=PUBLISHERS)
def withdraw_it(visit: Visit, statement: Statement, words: str) -> None:
    must_allow(statement, "withdraw")
    Withdraw.begin(visit, code=statement.code, **({"reason": words} if words else {}))


def inside_view(visit: Visit, statement: Statement) -> None:
    """A statement that is not published yet, for those who work on it."""
    said = said_by(visit.session, statement)
    lines: list[Saying | Text] = [
        saying(f"disclosures-state-{statement.state.value}", what=named(statement), n=Count(len(said.entries))),
        *sums_of(said.entries, statement.year, said.stated),
    ]
    if said.note:
        lines.append(saying("disclosures-note", note=Text(said.note)))
    if statement.returned and statement.state is State.DRAFT:
        lines.append(saying("disclosures-returned-because", reason=Text(statement.returned)))
    visit.say("disclosures-lines", lines=Lines(tuple(lines)), choices=acts_on(statement), about=statement.code)


def acts_on(statement: Statement) -> list[Choice]:
    """What can be done with it next."""
    submit = "disclosures-submit-anyway" if statement.unequal else "disclosures-submit"
    verbs = {
        State.DRAFT: (submit, "disclosures-import-again", "disclosures-drop"),
        State.UNREAD: ("disclosures-import-again", "disclosures-drop"),
        State.REVIEW: ("disclosures-confirm", "disclosures-return"),
        State.CHECKED: ("disclosures-publish", "disclosures-return"),
    }.get(statement.state, ())
    odd = [choice("disclosures-odd", statement.code, 0)] if statement.oddities and verbs else []
    return (
        [choice(verb, statement.code) for verb in verbs][:1]
        + odd
        + [choice(verb, statement.code) for verb in verbs][1:]
    )


said_as("complaints-withdraw", "disclosures-withdraw")
