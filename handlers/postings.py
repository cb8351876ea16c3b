"""已转: what was posted by hand, of whatever is published; and which of its media are still owed."""

from __future__ import annotations

from collections.abc import Sequence

from config.values import Code, Lines, Moment, Name, Saying, Text, saying
from config.words import phrases
from handlers.desk import Form, Visit, ask, choice, command, lookup
from handlers.desk.forms import Option
from handlers.desk.phrases import BREAKS, after
from models.people.roles import scopes_of
from models.people.tables import Person
from models.postings import (
    BY_HAND,
    POSTERS,
    Medium,
    Posted,
    Posting,
    Publication,
    find_publication,
    is_over,
    medium_of,
    note_posting,
    owed,
    postings_of,
    running,
)
from models.refusals import Refusal

_REPORTS = {"notices": "notices-report", "opinions": "opinions-progress", "disclosures": "disclosures-show"}


def _find(visit: Visit, code: str) -> Publication:
    return find_publication(visit.session, visit.account.person_id, code, visit.now)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:  # noqa: ARG001 (both verbs mean what holds)
    estates = scopes_of(visit.session, visit.account.person_id, POSTERS, visit.now)
    return [each.code for each in running(visit.session, [each.id for each in estates], visit.now)]


def _line(visit: Visit, code: str) -> Saying:
    return saying("postings-line", code=Code(code), title=Text(_find(visit, code).title))


lookup(Publication, _find, _fitting, line=_line)


class Forwarded(Form, name="postings-forwarded"):
    medium: str = ask(
        "postings-ask-medium",
        options=lambda _form, _visit: [Option(each.value, saying(f"postings-medium-{each.value}")) for each in BY_HAND],
        read=lambda form, _visit, text: form.read(text),
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
    )

    def read(self, text: str) -> str:
        """业主1群 names the place too; so does 已转 业主1群."""
        behind = (after(phrase, text) for phrase in phrases("postings-forwarded"))
        text = next((rest.strip(BREAKS) for rest in behind if rest and rest[0] in BREAKS), text)
        medium = medium_of(text)
        if medium is None:
            raise Refusal("postings-medium-unclear", said=Text(text[:20]))
        self.answers["place"] = text
        return medium.value

    def encloses(self, visit: Visit) -> bool:
        self.answers["files"] = [*self.answers.get("files", []), *visit.keep_files(self.answers["code"])]
        return True

    def done(self, visit: Visit) -> None:
        posted = Posted(Medium(self.medium), self.answers.get("place", ""), tuple(self.answers.get("files", [])))
        note(visit, _find(visit, self.answers["code"]), posted)


@command("postings-forwarded", role=POSTERS)
def forwarded(visit: Visit, published: Publication, words: str) -> None:
    """已转 SJ-5 业主1群, with a photo where there is one."""
    if is_over(published, visit.now):
        raise Refusal("postings-over", code=Code(published.code))
    files = tuple(visit.keep_files(published.code))
    medium = medium_of(words) if words else None
    if medium is None:
        Forwarded.begin(visit, code=published.code, files=list(files))
    else:
        note(visit, published, Posted(medium, words, files))


def note(visit: Visit, published: Publication, posted: Posted) -> None:
    note_posting(visit.session, published, posted, visit.account.person_id, visit.now)
    place = posted.place
    where = saying("desk-own-words", words=Text(place)) if place else saying(f"postings-medium-{posted.medium.value}")
    key = "postings-noted-photo" if posted.files else "postings-noted"
    choices = [choice(each, published.code) for each in ("postings-list", _REPORTS[published.feature])]
    visit.say(key, code=Code(published.code), where=where, choices=choices, about=published.code)


@command("postings-list", role=POSTERS)
def check_list(visit: Visit, published: Publication) -> None:
    """发布清单: each medium that is posted by hand, by whom and when, or that it is owed."""
    done = postings_of(visit.session, published)
    lines = [_checked(visit, medium, [each for each in done if each.medium is medium]) for medium in BY_HAND]
    missing = owed(visit.session, published) and not is_over(published, visit.now)
    choices = [choice("postings-forwarded", published.code)] if missing else []
    visit.say(
        "postings-list-shown", code=Code(published.code), title=Text(published.title), lines=Lines(tuple(lines)),
        choices=[*choices, choice(_REPORTS[published.feature], published.code)], about=published.code,
    )  # fmt: skip


def _checked(visit: Visit, medium: Medium, done: Sequence[Posting]) -> Saying:
    """The last time it was posted, and how often where it was more than once."""
    what = saying(f"postings-medium-{medium.value}")
    if not done:
        return saying("postings-check-owed", medium=what)
    last = done[-1]
    who = visit.session.get_one(Person, last.actor_id).spoken_name
    places = "、".join(dict.fromkeys(each.place for each in done if each.place))
    where = saying("postings-check-place", place=Text(places)) if places else saying("postings-nothing")
    key = "postings-check-photo" if any(each.files for each in done) else "postings-check-done"
    return saying(key, medium=what, where=where, who=Name(who or "—"), at=Moment(last.at))
