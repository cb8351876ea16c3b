"""First contact, the short menu, changing the estate or the language, the rest of the mailbox."""

from __future__ import annotations

from config.intents import hears
from config.values import Text, Value, saying
from handlers.desk import Guess, Visit, choice, command, menu, recogniser, scene
from handlers.desk.placing import NameEstate, goes_on
from handlers.desk.registry import VERBS
from handlers.desk.understanding import short_menu
from handlers.desk.verbs import run_verb
from handlers.desk.where import stand_in
from models.letters import mailbox
from models.people import office
from models.people.entries import make_entry
from models.people.identity import find_estate, find_estate_by_name, home_estates
from models.people.roles import Role, holders_of, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

_A_NAME, _LONGEST_NAME, _SURE = 3, 20, 90


@scene("e")
def arrive(visit: Visit, prefix: str) -> None:
    """The QR code of the estate, or of one of its buildings, was scanned; nothing to register."""
    prefix, _, building = prefix.partition("_")
    estate = find_estate(visit.session, prefix)
    if estate is None:
        raise Refusal("home-unknown-code")
    stand_in(visit, estate, building)
    if not goes_on(visit, estate):
        greet(visit)


def greet(visit: Visit) -> None:
    """Whose desk this is: the secretary's; where there is none, honestly, who else sees to it."""
    secretaries = holders_of(visit.session, visit.place.id, Role.SECRETARY, visit.now)
    named: dict[str, Value] = {"estate": Text(visit.place.name), "hours": Text(office.hours_shown(visit.place))}
    who = office.serving(visit.session, visit.place, visit.now)
    key = "home-greeting-unnamed"
    if secretaries and secretaries[0].spoken_name:
        key, named = "home-greeting", {**named, "secretary": Text(secretaries[0].spoken_name)}
    elif who is not None:
        key, named = "home-greeting-other", {**named, "who": who}
    visit.reply(saying(key, **named), choices=short_menu(visit))


@command("home-menu")
def show_menu(visit: Visit) -> None:
    if visit.estate is None and visit.account.estate_id is not None and not visit.roles():
        visit.estate = visit.session.get(Estate, visit.account.estate_id)
    if visit.estate is not None and not visit.roles():
        greet(visit)
    else:
        staff = bool(visit.roles())
        lines = short_menu(visit, 9 if staff else 4)
        visit.say("home-menu-staff" if staff else "home-menu-nobody", choices=lines, listed=staff)


@command("home-estate")
def change_estate(visit: Visit, words: str) -> None:
    """换小区 四季家园: from now on unnamed matters are of that estate."""
    if not words:
        _offer_estates(visit)
        return
    estate = find_estate(visit.session, words) or find_estate_by_name(visit.session, words)
    if estate is None:
        raise Refusal("home-estate-unknown", name=Text(words[:30]))
    visit.account.estate_id = estate.id
    visit.estate = estate
    visit.say("home-estate-now", estate=Text(estate.name), choices=short_menu(visit))


def _offer_estates(visit: Visit) -> None:
    """The person's own, a number each; a name can always be typed."""
    me = visit.account.person_id
    found = [
        *scopes_of(visit.session, me, list(Role), visit.now),
        *home_estates(visit.session, me, visit.today),
    ]
    estates = sorted({each.prefix: each for each in found}.values(), key=lambda each: each.prefix)
    lines = [choice("home-estate", each.prefix, label="desk-own-words", words=Text(each.name)) for each in estates[:9]]
    if lines:
        visit.say("home-estate-which", choices=lines, listed=True)
    else:
        NameEstate.begin(visit, head="home-estate-say")


@command("home-thanks")
def thanked(visit: Visit) -> None:
    visit.say("home-thanked")


@command("home-language-en")
def speak_english(visit: Visit) -> None:
    visit.person.lang = "en"
    visit.say("home-language-now")


@command("home-language-zh")
def speak_chinese(visit: Visit) -> None:
    visit.person.lang = "zh-CN"
    visit.say("home-language-now")


@command("desk-more")
def more(visit: Visit) -> None:
    """The rest of the mailbox comes with this answer on a channel without push."""
    if not mailbox.waiting(visit.session, visit.account, visit.now):
        visit.say("desk-no-more")


@command("home-page")
def open_page(visit: Visit) -> None:
    """打开网页: as who asks here, once and soon; whoever it is forwarded to after that is let in as nobody."""
    if not visit.pages:
        raise Refusal("home-page-none")
    token = make_entry(visit.session, visit.account, visit.now)
    visit.say("home-page-link", page=Text(f"{visit.pages}/in/{token}"))


@command("home-secretary", needs_estate=True)
def find_secretary(visit: Visit) -> None:
    """How to reach a human: name, hours, telephone."""
    lines = office.contact_lines(visit.session, visit.place, visit.now)
    visit.say("home-secretary-card", estate=Text(visit.place.name), lines=lines)


@recogniser
def names_an_estate(visit: Visit, text: str) -> Guess | None:
    """Nothing but an estate's name: no matter yet, but which estate."""
    if visit.room is not None or not _A_NAME <= len(text) <= _LONGEST_NAME:
        return None
    estate = find_estate_by_name(visit.session, text)
    return Guess(_SURE, lambda: change_estate(visit, text)) if estate is not None else None


@recogniser
def is_lost(visit: Visit, text: str) -> Guess | None:
    """我不会用, 你是机器人吗: no matter either, but somebody who needs a hand."""
    sure = hears("lost", text) if visit.room is None else 0
    return Guess(sure, lambda: hold_the_hand(visit)) if sure else None


def hold_the_hand(visit: Visit) -> None:
    """One warm sentence, what can be done, and the way for whoever cries for help in earnest."""
    visit.say("home-lost", choices=[*short_menu(visit), choice("complaints-danger")])


@recogniser
def asks_for_a_human(visit: Visit, text: str) -> Guess | None:
    sure = hears("secretary", text)
    return Guess(sure, lambda: run_verb(visit, VERBS["home-secretary"], [])) if sure else None


menu(40, lambda: choice("home-secretary"))
