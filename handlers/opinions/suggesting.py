"""A suggestion of one's own, outside any round: confirmed in one tap, read by the secretary."""

from __future__ import annotations

from config.intents import hears
from config.values import Count, Text, Value, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.forms import Option
from handlers.desk.where import find_place
from handlers.opinions.looking import open_for
from models.opinions.remarks import LONGEST, suggest

_SHOWN = 60


class Suggest(Form, name="opinions-suggest"):
    words: str = ask("opinions-ask-suggestion", read=lambda _form, _visit, text: text[:LONGEST])
    sure: str = ask(
        "opinions-suggestion-right",
        options=lambda _form, _visit: [Option("yes", saying("opinions-suggestion-yes"))],
        params=lambda form, _visit: form.shortened(),
    )

    def shortened(self) -> dict[str, Value]:
        words = self.words
        return {"words": Text(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")}

    def done(self, visit: Visit) -> None:
        told = suggest(visit.session, visit.place, visit.account.person_id, self.words, visit.now)
        open_now = [choice("opinions-mine")] if open_for(visit) else []
        visit.say("opinions-suggested" if told else "opinions-suggested-nobody", n=Count(told), choices=open_now)


@command("opinions-suggest", needs_estate=True)
def begin(visit: Visit, words: str) -> None:
    """提建议: what was said with it is the suggestion."""
    Suggest.begin(visit, **({"words": words[:LONGEST], "sure": "yes"} if words else {}))


@recogniser
def hears_suggestion(visit: Visit, text: str) -> Guess | None:
    if visit.room is not None:
        return None
    sure = hears("opinions-suggestion", text)
    return Guess(sure, lambda: _offer(visit, text)) if sure else None


def _offer(visit: Visit, text: str) -> None:
    visit.estate = find_place(visit)
    Suggest.begin(visit, words=text[:LONGEST])
