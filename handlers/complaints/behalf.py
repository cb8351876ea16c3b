"""代报: what was heard in the owners' group, on the telephone, at the door; who typed it is always kept."""

from __future__ import annotations

from config.values import Text, saying
from handlers.complaints.filing import file_now
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from models.complaints.tables import Source
from models.complaints.triage import triage
from models.people.addresses import find_place
from models.people.places import is_only_place
from models.people.roles import Role
from models.refusals import Refusal


class FileForSomebody(Form, name="complaints-for"):
    """代报: a line pasted from the owners' group, a telephone call; who typed it is always kept."""

    story: str = ask("complaints-ask-line", drafting=True)
    matter: str = ask(
        "complaints-ask-matter",
        when=lambda form, _visit: is_only_place(form.story),
        params=lambda form, _visit: {"where": Text(form.story)},
        drafting=True,
    )
    source: str = ask(
        "complaints-ask-source",
        options=lambda _form, _visit: [
            Option(each.value, saying(f"complaints-source-{each.value}")) for each in list(Source)[1:]
        ],
        read=lambda form, visit, text: form.said_on(visit, text),
    )

    def said_on(self, visit: Visit, text: str) -> list[str]:
        """Instead of a tap: more of what was heard belongs to it, and is nobody's complaint of their own."""
        if not triage(text).is_complaint:
            raise Refusal("desk-choose")
        return [self.story, visit.words]

    def learned(self, visit: Visit, name: str) -> None:  # noqa: ARG002 (what was said is in the answers)
        """The place alone is no story yet: the matter goes behind it, and so does what is said on."""
        if name == "matter":
            self.answers["story"] = f"{self.story} {self.answers['matter']}"
        if name == "source":
            self.answers["story"] = "\n".join(self.answers.pop("source"))

    def done(self, visit: Visit) -> None:
        understood, place = triage(self.story), find_place(self.story)
        known = {
            "category": understood.ranked[0] if understood.ranked else "other",
            "building": place.building,
            "entrance": place.entrance,
            "spot": place.spot,
        }
        file_now(visit, {**self.answers, **known})


@command("complaints-for", role=(Role.SECRETARY, Role.CHAIR, Role.MEMBER))
def for_somebody(visit: Visit, words: str) -> None:
    FileForSomebody.begin(visit, **({"story": words} if words else {}))
