"""代报: what was heard in the owners' group, on the telephone, at the door; who typed it is always kept."""

from __future__ import annotations

from config.values import saying
from handlers.complaints.filing import file_now
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from models.complaints.tables import Source
from models.complaints.triage import triage
from models.people.addresses import find_place
from models.people.roles import Role


class FileForSomebody(Form, name="complaints-for"):
    """代报: a line pasted from the owners' group, a telephone call; who typed it is always kept."""

    story: str = ask("complaints-ask-line", drafting=True)
    source: str = ask(
        "complaints-ask-source",
        options=lambda _form, _visit: [
            Option(each.value, saying(f"complaints-source-{each.value}")) for each in list(Source)[1:]
        ],
    )

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
