"""Binding a group chat to an estate: the secretary asks for a code here, and types it there."""

from __future__ import annotations

from config.values import Text, saying
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from models.people.roles import Role
from models.rooms import Audience, make_room_code


class BindRoom(Form, name="rooms-bind"):
    audience: str = ask(
        "rooms-which-audience",
        options=lambda _form, _visit: [Option(each.value, saying(f"rooms-{each.value}")) for each in Audience],
    )

    def done(self, visit: Visit) -> None:
        code = make_room_code(visit.session, visit.place, Audience(self.audience), visit.now)
        visit.say("rooms-code", estate=Text(visit.place.name), code=Text(code))


@command("rooms-bind", role=(Role.SECRETARY, Role.CHAIR))
def bind(visit: Visit) -> None:
    BindRoom.begin(visit)
