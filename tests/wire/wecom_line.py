"""WeCom's whole line over one database: the door, the sender behind it, the clock they go by."""

from __future__ import annotations

from datetime import timedelta

import httpx
from sqlmodel import col, select
from starlette.applications import Starlette

from bot.pacing import Pacing
from bot.wecom.app import WeComApp
from bot.wecom.client import WeComClient
from bot.wecom.courier import pace
from bot.wecom.door import PATH
from config.values import Text, saying
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice, Paper
from models.letters.tables import Delivery, FileKind, Kind, State
from models.people.tables import Account
from tests.fakes.telegram import picture
from tests.fakes.wecom import Member, Seen
from tests.fakes.wecom_wire import poster
from tests.wire.test_wecom_door import Door


class Line(Door):
    """`files` by the name of a paper; a paper that is not there is gone."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.lag = 0.0
        self.files: dict[str, tuple[bytes, str, FileKind]] = {"photo": (picture(), "photo.jpg", FileKind.PHOTO)}
        world = self.world
        self.client = WeComClient(world.corp_id, world.agent_id, world.secret, transport=world.transport())
        pacing = Pacing(pace(), time=self.clock, sleep=self.sleep)
        self.app = WeComApp(self.client, self.seal, self.dispatch, self.fetch, pacing)
        web = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=[self.app.route()])))
        self.web, self.post = web, poster(web, f"http://estate.example{PATH}")

    def clock(self) -> float:
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def fetch(self, paper: Paper, parcel: object) -> tuple[bytes, str, FileKind] | None:
        del parcel
        return self.files.get(paper.name)

    async def close(self) -> None:
        for each in (self.web, self.http, self.client.http):
            await each.aclose()

    async def goes_on(self) -> None:
        await self.app.marks.settle()
        await self.app.sender.drain()

    async def hears(self, member: Member, text: str) -> Seen:
        """The last message of the answer."""
        assert await self.world.tell(member.says(text), self.post) == 200
        await self.goes_on()
        return member.heard[-1]

    async def touches(self, member: Member, label: str, seen: Seen | None = None, *, several: bool = False) -> Seen:
        """A choice on the newest card that shows it, or on this one."""
        told = member.presses(label, several=several) if seen is None else member.presses_on(seen, label)
        assert told is not None, [each.labels for each in member.heard]
        assert await self.world.tell(told, self.post) == 200
        await self.goes_on()
        return member.heard[-1]

    def letter(
        self,
        text: str,
        *choices: Choice,
        kind: Kind = Kind.NOTICE,
        papers: tuple[str, ...] = (),
        to: Member | None = None,
        about: str = "",
    ) -> None:
        chat = (to or self.zhang).userid
        enclosed = tuple(Paper(name=each) for each in papers)
        replaces = "said" if about else ""
        draft = Draft(kind, saying("desk-own-words", words=Text(text)), choices, enclosed, about, replaces)

        def posted(session: RowSession) -> None:
            account = session.exec(select(Account).where(Account.external == chat)).one()
            post.send(session, draft, [account], self.now)

        self.database.run_now(posted)

    def letters(self, count: int) -> list[str]:
        """So many notices at once; returns their words."""
        texts = [f"第 {n} 条" for n in range(count)]

        def posted(session: RowSession) -> None:
            account = session.exec(select(Account).where(Account.external == self.zhang.userid)).one()
            for each in texts:
                draft = Draft(Kind.NOTICE, saying("desk-own-words", words=Text(each)))
                post.send(session, draft, [account], self.now)

        self.database.run_now(posted)
        return texts

    def states(self, member: Member | None = None) -> list[State]:
        chat = (member or self.zhang).userid

        def look(session: RowSession) -> list[State]:
            found = select(Delivery.state).where(Delivery.chat == chat, Delivery.priority > 0)
            return list(session.exec(found.order_by(col(Delivery.id))))

        return self.database.read_now(look)

    def breaks(self, path: str, fault: httpx.Response | Exception, times: int = 1000) -> None:
        """The next calls there end so."""
        left = [times]

        def broken(request: httpx.Request) -> httpx.Response | None:
            if not request.url.path.endswith(path) or not left[0]:
                return None
            left[0] -= 1
            if isinstance(fault, Exception):
                raise fault
            return fault

        self.world.faults.append(broken)
