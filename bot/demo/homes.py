"""The homes and owners of the made-up estate: eight buildings of two staircases, eleven floors, two homes a floor."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import select

from models.database import RowSession
from models.people.tables import Estate, Owner, Ownership, Unit, UnitKind

BUILDINGS, ENTRANCES, FLOORS = 8, 2, 11
_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
_GIVEN = "建国秀英桂芬伟敏静丽强磊洋艳勇军杰娟涛明超兰霞平刚玉梅丹萍红玲芳燕彬斌宇浩凯琴云莲真环雪荣爱妹香月"
_AREAS = (8920, 11350, 7680, 13240, 9860)
"""0.01 m²."""


def fill_homes(session: RowSession) -> None:
    """Every home that the story has not named already, each with an owner; one in twenty-five has two."""
    estate = session.exec(select(Estate)).one()
    there = {(unit.building, unit.entrance, unit.room) for unit in session.exec(select(Unit))}
    for n, (building, entrance, room) in enumerate(_doors()):
        if (building, entrance, room) in there:
            continue
        unit = Unit(estate_id=estate.id, building=building, entrance=entrance, room=room, area=_AREAS[n % len(_AREAS)])
        owners = [Owner(estate_id=estate.id, name=_name(n * 7 + each)) for each in range(2 if n % 25 == 0 else 1)]
        session.add_all([unit, *owners])
        session.flush()
        session.add_all([Ownership(unit_id=unit.id, owner_id=owner.id) for owner in owners])
    for n in range(1, 41):
        session.add(Unit(estate_id=estate.id, building="车库", room=f"{n:03d}", area=1250, kind=UnitKind.PARKING))
    estate.company = "余姚安居物业"
    estate.household_count = BUILDINGS * ENTRANCES * FLOORS * 2


def _doors() -> Iterator[tuple[str, str, str]]:
    for building in range(1, BUILDINGS + 1):
        for entrance in range(1, ENTRANCES + 1):
            for floor in range(1, FLOORS + 1):
                for door in (1, 2):
                    yield str(building), str(entrance), f"{floor}{door:02d}"


def _name(n: int) -> str:
    family, given = _FAMILY[n * 11 % len(_FAMILY)], _GIVEN[n * 17 % len(_GIVEN)]
    return family + given + (_GIVEN[n * 5 % len(_GIVEN)] if n % 3 else "")
