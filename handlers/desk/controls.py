"""The words every form understands: stop, back, show, skip, once more, go on."""

from __future__ import annotations

from handlers.desk import forms
from handlers.desk.forms import Form
from handlers.desk.registry import command
from handlers.desk.visit import Visit
from models.letters.numbers import conversations_of
from models.refusals import Refusal


def _form(visit: Visit) -> Form:
    form = forms.open_form(visit)
    if form is None:
        raise Refusal("desk-nothing-open")
    return form


@command("desk-cancel")
def cancel(visit: Visit) -> None:
    forms.cancel(visit, _form(visit))


@command("desk-back")
def back(visit: Visit) -> None:
    forms.back(visit, _form(visit))


@command("desk-show")
def show(visit: Visit) -> None:
    forms.show(visit, _form(visit))


@command("desk-skip")
def skip(visit: Visit) -> None:
    forms.skip(visit, _form(visit))


@command("desk-retry")
def retry(visit: Visit) -> None:
    forms.advance(visit, _form(visit))


@command("desk-mend")
def mend(visit: Visit) -> None:
    """Go through the answers again from the last one."""
    forms.back(visit, _form(visit))


@command("desk-resume")
def resume(visit: Visit) -> None:
    """Go on with the form: this chat's, or the one left open on another account of the same person."""
    form = forms.open_form(visit)
    if form is None:
        for other in conversations_of(visit.session, visit.account.person_id):
            if other.form and other.account_id != visit.account.id:
                mine = visit.conversation
                mine.form, mine.answers, mine.estate_id, mine.expires_at = (
                    other.form,
                    other.answers,
                    other.estate_id,
                    other.expires_at,
                )
                other.form, other.answers = "", {}
                other.turn += 1
                break
        form = _form(visit)
    forms.advance(visit, form)


def take_up(visit: Visit) -> None:
    """Where one was: the open question once more, or what lies filled in. Nothing when no form is open."""
    form = forms.open_form(visit)
    if form is None:
        return
    question = forms.next_question(visit, form)
    if question is not None:  # one that was set aside too
        forms.put(visit, form, question)
    else:
        forms.show(visit, form, forms.doors())
