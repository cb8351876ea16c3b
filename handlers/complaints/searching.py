"""找 3幢 电梯: whatever one may open, found by its words; 导出 gives the same as a table."""

from __future__ import annotations

from config.values import Count, Lines, Saying, Text, saying
from handlers.complaints.progress import line_of
from handlers.desk import Form, Visit, ask, choice, command
from models.calendar import local_day
from models.complaints.letters import place_of
from models.complaints.searching import Wanted, count_found, found, understand
from models.complaints.tables import Complaint
from models.letters.shapes import Paper
from models.people.tables import Estate

_MOST = 7
MOST_ROWS = 1000


class AskWhat(Form, name="complaints-find"):
    """找, without a word behind it."""

    what: str = ask("complaints-ask-find", drafting=True)

    def done(self, visit: Visit) -> None:
        show(visit, self.what, 1)


@command("complaints-find")
def find(visit: Visit, words: str) -> None:
    if words:
        show(visit, words, 1)
    else:
        AskWhat.begin(visit)


@command("complaints-find-more")
def more(visit: Visit, page: int) -> None:
    """The next page of what was looked for last in this chat."""
    words = _sought(visit)
    if words:
        show(visit, words, max(page, 1))
    else:
        AskWhat.begin(visit)


def show(visit: Visit, words: str, page: int) -> None:
    """Seven a page, each a number; the words stay with the chat, a button cannot carry them."""
    wanted, person = understand(words, visit.today), visit.account.person_id
    n = count_found(visit.session, person, wanted, visit.now)
    if not n:
        visit.say("complaints-found-none", words=Text(words[:40]))
        return
    cases = found(visit.session, person, wanted, visit.now, start=(page - 1) * _MOST, most=_MOST)
    lines = [choice("complaints-look", case.code, label=line_of(visit, case)) for case in cases]
    if page * _MOST < n:
        lines.append(choice("complaints-find-more", page + 1, label="complaints-find-next"))
    lines.append(choice("complaints-export"))
    if not visit.conversation.form:
        visit.conversation.answers = {"sought": words}
    visit.say("complaints-found", n=Count(n), words=Text(words[:40]), choices=lines, listed=True)


def _sought(visit: Visit) -> str:
    return "" if visit.conversation.form else str(visit.conversation.answers.get("sought", ""))


@command("complaints-export")
def export(visit: Visit, words: str) -> None:
    """导出 3幢 去年, or what was looked for last; without either everything one may see. Without names and flats."""
    words = words or _sought(visit)
    wanted = understand(words, visit.today) if words else Wanted()
    person = visit.account.person_id
    n = count_found(visit.session, person, wanted, visit.now)
    if not n and words:
        visit.say("complaints-found-none", words=Text(words[:40]))
        return
    if not n:
        visit.say("complaints-nothing-to-export")
        return
    cases = found(visit.session, person, wanted, visit.now, most=MOST_ROWS)
    key = "complaints-exported" if n <= MOST_ROWS else "complaints-exported-part"
    visit.say(key, n=Count(n), most=Count(MOST_ROWS), papers=[Paper("case-table", _columns(visit, cases))])


def _columns(visit: Visit, cases: list[Complaint]) -> dict[str, Lines]:
    """The table by its columns, as the paper asks for it: every cell a sentence or somebody's words."""
    names: dict[object, str] = {}
    for case in cases:
        if case.estate_id not in names:
            estate = visit.session.get(Estate, case.estate_id)
            names[case.estate_id] = estate.name if estate else ""
    rows: list[tuple[Saying | Text, ...]] = [
        (
            Text(case.code), Text(names[case.estate_id]), place_of(case), saying(f"category-{case.category}"),
            saying(f"complaints-state-{case.state.value}"), Text(local_day(case.created_at).isoformat()),
            Text(local_day(case.closed_at).isoformat() if case.closed_at else ""), Text(str(case.returns)),
            Text(case.story),
        )
        for case in cases
    ]  # fmt: skip
    columns = ("code", "estate", "place", "category", "state", "filed", "closed", "returns", "story")
    return {name: Lines(tuple(row[place] for row in rows)) for place, name in enumerate(columns)}
