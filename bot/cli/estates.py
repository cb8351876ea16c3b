"""Estates and the first people of an installation: estate add, set and list, invite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.opening import Stop, configured, estate_by, moment, opened
from bot.cli.telling import changed_words

if TYPE_CHECKING:
    from models.people.register import EstateLine

AUDIENCES = ("owners", "committee", "staff")
ROLES = (
    "secretary",
    "chair",
    "member",
    "company",
    "community",
    "township",
    "bureau",
    "teller",
    "visitor",
    "administrator",
)
_WHOLE = "业小秘"
"""Where an administrator is: no estate and no district, so nowhere else."""
_MOST_DAYS = 36_500

estate = typer.Typer(help="The estates of this installation.", no_args_is_help=True)


def declare(app: typer.Typer) -> None:
    app.add_typer(estate, name="estate")
    app.command(epilog="Example: python -m bot invite --role secretary --estate SJ")(invite)


Prefix = Annotated[str, typer.Argument(help="2-4 letters that open every code (SJ-12); never changed later.")]
Community = Annotated[str | None, typer.Option(help="社区")]
Township = Annotated[str | None, typer.Option(help="街道、镇")]
City = Annotated[str | None, typer.Option(help="区、县、市")]
Duty = Annotated[str | None, typer.Option(help="The property company's duty telephone, day and night.")]
Lift = Annotated[str | None, typer.Option(help="The lift rescue telephone.")]
Office = Annotated[str | None, typer.Option(help="The committee's office telephone.")]
Hours = Annotated[
    str | None, typer.Option("--office-hours", "--hours", help='Office hours, as "8:30-12:00 13:30-17:30".')
]
Company = Annotated[str | None, typer.Option(help="The property company.")]
State = Annotated[str | None, typer.Option(help="developer, preparing, committee, re-election or management.")]
Since = Annotated[str | None, typer.Option(help="Since when it is so, as 2024-03-01.")]
Ends = Annotated[str | None, typer.Option(help="The last day of the committee's term, as 2029-02-28.")]
Households = Annotated[int, typer.Option(help="Homes, until a roster counts them.", min=0, show_default=False)]


@estate.command(epilog="Example: python -m bot estate add SJ 四季家园 --community 梅园社区 --duty-phone 62770001")
def add(  # noqa: PLR0913, PLR0917 (the card of an estate)
    prefix: Prefix,
    name: Annotated[str, typer.Argument(help="As residents say it.")],
    community: Community = None,
    township: Township = None,
    city: City = None,
    duty_phone: Duty = None,
    lift_phone: Lift = None,
    office_phone: Office = None,
    office_hours: Hours = None,
    company: Company = None,
    governing: State = "committee",
    governing_since: Since = None,
    term_ends: Ends = None,
    households: Households = 0,
) -> None:
    """Add an estate with its emergency card."""
    from models.people.register import add_estate

    line, _ = _line(locals())
    with configured() as database:
        made = database.run_now(add_estate, line)
    print(f"{made.prefix} {made.name}: added. Next: python -m bot invite --role secretary --estate {made.prefix}")
    for missing in [each for each in ("duty_phone", "lift_phone") if not line.texts.get(each)]:
        print(f"  the emergency card has no {missing.replace('_', ' ')} yet")


@estate.command(name="set", epilog="Example: python -m bot estate set SJ --lift-phone 62770002 --term-ends 2029-02-28")
def set_(  # noqa: PLR0913, PLR0917 (the card of an estate)
    prefix: Annotated[str, typer.Argument(help="The estate's prefix.")],
    name: Annotated[str | None, typer.Option(help="As residents say it.")] = None,
    community: Community = None,
    township: Township = None,
    city: City = None,
    duty_phone: Duty = None,
    lift_phone: Lift = None,
    office_phone: Office = None,
    office_hours: Hours = None,
    company: Company = None,
    governing: State = None,
    governing_since: Since = None,
    term_ends: Ends = None,
    households: Households = 0,
) -> None:
    """Mend what is known of an estate; only what is written here changes. A text of "" is emptied."""
    from models.people.register import mend_estate

    if name is not None and not name.strip():
        raise Stop("a name cannot be empty")
    line, emptied = _line(locals())
    with configured() as database:
        place = estate_by(database, prefix)
        done = database.run_now(mend_estate, place.prefix, line, emptied)
    print(f"{done.line.prefix} {done.line.name}: {'changed' if done.changed else 'nothing to change'}")
    for each in done.changed:
        print(f"  {changed_words(each)}")


def _line(given: Mapping[str, Any]) -> tuple[EstateLine, list[str]]:
    """From the options of a command: what they say, and which texts they empty."""
    from models.people.register import DAYS, TEXTS, EstateLine
    from models.people.tables import Governing

    try:
        state = Governing(given["governing"]) if given["governing"] else None
    except ValueError:
        raise Stop(f"--governing is one of: {', '.join(each.value for each in Governing)}") from None
    line = EstateLine(
        name=given["name"] or "",
        prefix=given["prefix"],
        governing=state,
        household_count=given["households"],
        texts={each: given[each].strip() for each in TEXTS if given[each]},
        days={each: _day(each, given[each]) for each in DAYS if given[each]},
    )
    return line, [each for each in TEXTS if given[each] is not None and not given[each].strip()]


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Stop(f"--{name.replace('_', '-')} is a day written as 2029-02-28, not {text}") from None


@estate.command(name="list")
def list_() -> None:
    """Every estate: prefix, name, community, township, homes, duty telephone."""
    from models.opinions.queries import count_homes
    from models.people.register import all_estates

    with configured() as database:
        found = database.read_now(lambda session: [(each, count_homes(session, each)) for each in all_estates(session)])
    for each, homes in found:
        print("\t".join([each.prefix, each.name, each.community, each.township, str(homes), each.duty_phone]))
    if not found:
        print("no estates yet; `python -m bot estate add --help`")


@estate.command(epilog="Example: python -m bot estate group SJ 业委会群 --audience committee")
def group(
    prefix: Annotated[str, typer.Argument(help="The estate's prefix.")],
    name: Annotated[str, typer.Argument(help="The group's name in YXM_WECOM__GROUPS.")],
    audience: Annotated[str, typer.Option(help=f"Whose group it is, one of: {', '.join(AUDIENCES)}.")] = "committee",
    end: Annotated[bool, typer.Option("--end", help="Post nothing more there.")] = False,
) -> None:
    """Post into a group of WeCom: what the estate's other groups of this audience get."""
    from config.channels import WECOM_GROUP
    from config.settings import read_settings
    from models import rooms
    from models.refusals import Refusal

    if audience not in AUDIENCES:
        raise Stop(f"--audience is one of: {', '.join(AUDIENCES)}")
    settings = read_settings()
    if not end and name not in settings.wecom.group_keys:
        known = "、".join(settings.wecom.group_keys) or "none yet"
        raise Stop(f"YXM_WECOM__GROUPS has no group {name}; it has: {known}")
    with opened(settings) as database:
        place = estate_by(database, prefix)
        if end:
            ended = database.run_now(rooms.leave_hook, WECOM_GROUP.name, name, place, moment())
            print(f"{place.prefix} {name}: {'nothing more is posted there' if ended else 'was not posted into'}")
            return
        whose = rooms.Audience(audience)
        try:
            database.run_now(rooms.bind_hook, WECOM_GROUP.name, name, place, whose, moment())
        except Refusal:
            raise Stop(f"{name} is another estate's group; end it there first (estate group … --end)") from None
    print(f"{place.prefix} {name}: what goes to the {audience} group is posted there too")


def invite(
    role: Annotated[str, typer.Option(help=f"One of: {', '.join(ROLES)}.")],
    prefix: Annotated[str, typer.Option("--estate", help="The estate's prefix, for roles of one estate.")] = "",
    district: Annotated[str, typer.Option(help="The name of the community, township or city, for supervisors.")] = "",
    days: Annotated[
        int, typer.Option(help="How long the role will be held; 0 is without end.", min=0, max=_MOST_DAYS)
    ] = 0,
) -> None:
    """Print a one-time invitation: whoever sends it to the bot takes up the role."""
    from datetime import timedelta

    from models.people import roles

    if role not in ROLES:
        raise Stop(f"--role is one of: {', '.join(ROLES)}")
    given, now = roles.Role(role), moment()
    if given is roles.Role.ADMINISTRATOR:
        prefix, district = "", _WHOLE
    ends = now + timedelta(days=days) if days else None
    with configured() as database:
        place = estate_by(database, prefix) if prefix else None
        code = database.run_now(roles.invite, given, place, now, district=district, ends_at=ends)
        covered = database.read_now(roles.estates_in, given, district) if district else [place]
    print(code)
    print(f"Send this to the bot once: 邀请码 {code}")
    if not covered and given is not roles.Role.ADMINISTRATOR:
        print(f"  no estate lies in {district} yet: the role covers nothing until one does (estate set)")
