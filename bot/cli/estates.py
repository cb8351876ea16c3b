"""Estates and the first people of an installation: estate add, estate list, invite."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.opening import Stop, configured, estate_by, moment

estate = typer.Typer(help="The estates of this installation.", no_args_is_help=True)


def declare(app: typer.Typer) -> None:
    app.add_typer(estate, name="estate")
    app.command(epilog="Example: python -m bot invite --role secretary --estate SJ")(invite)


@estate.command(epilog="Example: python -m bot estate add SJ 四季家园 --community 梅园社区 --duty-phone 62770001")
def add(  # noqa: PLR0913, PLR0917 (the card of an estate)
    prefix: Annotated[str, typer.Argument(help="2-4 letters that open every code (SJ-12); never changed later.")],
    name: Annotated[str, typer.Argument(help="As residents say it.")],
    community: Annotated[str, typer.Option(help="社区")] = "",
    township: Annotated[str, typer.Option(help="街道、镇")] = "",
    city: Annotated[str, typer.Option(help="区、县、市")] = "",
    duty_phone: Annotated[str, typer.Option(help="The property company's duty telephone, day and night.")] = "",
    lift_phone: Annotated[str, typer.Option(help="The lift rescue telephone.")] = "",
    office_phone: Annotated[str, typer.Option(help="The committee's office telephone.")] = "",
    hours: Annotated[str, typer.Option(help='Office hours, as "8:30-12:00 13:30-17:30".')] = "",
    company: Annotated[str, typer.Option(help="The property company.")] = "",
    governing: Annotated[
        str, typer.Option(help="developer, preparing, committee, re-election or management.")
    ] = "committee",
    households: Annotated[int, typer.Option(help="Homes, until a roster counts them.", min=0)] = 0,
) -> None:
    """Add an estate with its emergency card."""
    from models.people.register import EstateLine, add_estate
    from models.people.tables import Governing

    try:
        state = Governing(governing)
    except ValueError:
        raise Stop(f"--governing is one of: {', '.join(each.value for each in Governing)}") from None
    card = {"duty_phone": duty_phone, "lift_phone": lift_phone, "office_phone": office_phone, "office_hours": hours}
    place = {"community": community, "township": township, "city": city, "company": company}
    line = EstateLine(prefix=prefix, name=name, governing=state, household_count=households, texts={**card, **place})
    with configured() as database:
        made = database.run_now(add_estate, line)
    print(f"{made.prefix} {made.name}: added. Next: python -m bot invite --role secretary --estate {made.prefix}")
    for missing in [each for each in ("duty_phone", "lift_phone") if not card[each]]:
        print(f"  the emergency card has no {missing.replace('_', ' ')} yet")


@estate.command(name="list")
def list_() -> None:
    """Every estate: prefix, name, community, township, homes, duty telephone."""
    from models.people.register import all_estates

    with configured() as database:
        found = database.read_now(all_estates)
    for each in found:
        parts = [each.prefix, each.name, each.community, each.township, str(each.household_count), each.duty_phone]
        print("\t".join(parts))
    if not found:
        print("no estates yet; `python -m bot estate add --help`")


def invite(
    role: Annotated[str, typer.Option(help="secretary, chair, member, company, community, township, bureau, ...")],
    prefix: Annotated[str, typer.Option("--estate", help="The estate's prefix, for roles of one estate.")] = "",
    district: Annotated[str, typer.Option(help="The name of the community, township or city, for supervisors.")] = "",
    days: Annotated[int, typer.Option(help="How long the role will be held; 0 is without end.", min=0)] = 0,
) -> None:
    """Print a one-time invitation: whoever sends it to the bot takes up the role."""
    from datetime import timedelta

    from models.people import roles

    try:
        given = roles.Role(role)
    except ValueError:
        raise Stop(f"--role is one of: {', '.join(each.value for each in roles.Role)}") from None
    now = moment()
    ends = now + timedelta(days=days) if days else None
    with configured() as database:
        place = estate_by(database, prefix) if prefix else None
        code = database.run_now(roles.invite, given, place, now, district=district, ends_at=ends)
    print(code)
    print(f"Send this to the bot once: 邀请码 {code}")
