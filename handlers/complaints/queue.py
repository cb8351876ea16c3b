"""待办: what is to be done over all estates the person works in, each line a number."""

from __future__ import annotations

from config.values import Count, saying
from handlers.complaints.progress import line_of
from handlers.desk import Visit, choice, command, menu
from models.briefs.lines import lines_for
from models.complaints.queue import Desk, Waiting, desk_of, how_many, is_today, waiting
from models.letters.shapes import Choice
from models.people.roles import Role
from models.refusals import Refusal

QUEUE = (Role.SECRETARY, Role.CHAIR, Role.COMPANY)
_MOST = 9


@command("complaints-queue")
def queue(visit: Visit, words: str) -> None:
    """What is owed today, then what the other features declare (it often waits for this person alone), then the other
    cases. 待办 2 is the next page.
    """
    desk = desk_of(visit.session, visit.account.person_id, visit.now)
    if desk.is_none:
        raise Refusal("desk-not-yours")
    lines = lines_for(visit.session, desk.person_id, visit.now)
    n = how_many(visit.session, desk, visit.now) + len(lines)
    if not n:
        visit.say("complaints-queue-empty")
        return
    start = (max(int(words[:6]), 1) - 1) * (_MOST - 1) if words.isdecimal() else 0
    start = start if start < n else 0
    page = _cut(visit, desk, lines, start, _MOST if n - start <= _MOST else _MOST - 1)
    if n - start > _MOST:
        page.append(choice("complaints-queue", str(start // (_MOST - 1) + 2), label="complaints-queue-next"))
    key = "complaints-queue-some" if n > _MOST else "complaints-queue-head"
    visit.say(key, n=Count(n), choices=page, listed=True)


def _cut(visit: Visit, desk: Desk, lines: list[Choice], start: int, most: int) -> list[Choice]:
    """`most` lines from `start` on: the features' own stand between the cases of today and the others."""
    today = how_many(visit.session, desk, visit.now, is_today(visit.now))
    found: list[Choice] = []
    if start < today:
        found += _cases(visit, desk, start, min(most, today - start))
    first = max(start - today, 0)
    found += lines[first : first + most - len(found)]
    if len(found) < most:
        found += _cases(visit, desk, max(start - len(lines), today), most - len(found))
    return found


def _cases(visit: Visit, desk: Desk, start: int, most: int) -> list[Choice]:
    return [_line(visit, each) for each in waiting(visit.session, desk, visit.now, start=start, most=most)]


def _line(visit: Visit, each: Waiting) -> Choice:
    line = line_of(visit, each.case)
    if each.alike > 1:
        line = saying("complaints-line-alike", line=line, n=Count(each.alike))
    return choice("complaints-look", each.case.code, label=line)


menu(10, lambda: choice("complaints-queue"), *QUEUE)
