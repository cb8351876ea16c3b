"""A visit: one message being served. What a feature may know of it, and how it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from config.values import Saying, Text, Value, encode_all, saying
from config.words import LANGUAGES, Reader, label, render
from models.calendar import local_day
from models.database import RowSession
from models.letters import post
from models.letters.numbers import conversation_of
from models.letters.post import Draft
from models.letters.shapes import Choice, Incoming, Paper, Toast, clean, normalise
from models.letters.tables import Attachment, Kind
from models.people.identity import live_ties
from models.people.pace import Haste
from models.people.roles import Role, any_role, roles_in
from models.people.tables import Account, Conversation, Estate, Person, Tie
from models.rooms import Room

_TOO_LITTLE = 3
_MOMENT = timedelta(minutes=10)


@dataclass
class Visit:
    """`now` is the moment the message is served (aware); `estate` is set where the desk has found it."""

    session: RowSession
    incoming: Incoming
    now: datetime
    account: Account
    inbox_id: UUID
    in_hand: bool = True
    room: Room | None = None
    estate: Estate | None = None
    pages: str = ""
    """Where our web pages are, without a slash at the end; "" when there are none."""
    enclosed: list[Attachment] = field(default_factory=list)
    answers: list[UUID] = field(default_factory=list)
    shown_toast: Toast | None = None
    guesses: dict[str, list[Any]] = field(default_factory=dict)
    """What the features took a text for, once asked."""
    haste: Haste = Haste.NONE
    album_before: list[Attachment] = field(default_factory=list)
    """The pictures of this one's album that came in messages before: they are told one by one."""

    @cached_property
    def text(self) -> str:
        """What was said, for understanding."""
        return normalise(self.incoming.text)

    @property
    def words(self) -> str:
        """What was said, as it was said, fit to be kept."""
        return clean(self.incoming.text).strip()

    @property
    def more_of_an_album(self) -> bool:
        """Only the first picture of an album is answered; the others join it silently, unless something must be asked."""
        return bool(self.album_before)

    @property
    def album(self) -> str:
        """The album this message's only picture is one of: more of it will follow, or came before. "" when it is none."""
        return self.enclosed[0].album if len(self.enclosed) == 1 else ""

    @cached_property
    def today(self) -> date:
        return local_day(self.now)

    @cached_property
    def person(self) -> Person:
        person = self.session.get(Person, self.account.person_id)
        assert person is not None
        return person

    @cached_property
    def conversation(self) -> Conversation:
        return conversation_of(self.session, self.account.id)

    @property
    def ties(self) -> list[Tie]:
        return live_ties(self.session, self.account.person_id, self.today)

    @property
    def place(self) -> Estate:
        """The estate this visit is about. Only where the command asked for one."""
        assert self.estate is not None
        return self.estate

    def roles(self) -> set[Role]:
        """The person's roles in the visit's estate; everywhere, when there is none."""
        if self.estate is None:
            return any_role(self.session, self.account.person_id, self.now)
        return roles_in(self.session, self.account.person_id, self.estate.id, self.now)

    def say(
        self,
        key: str,
        *,
        choices: Sequence[Choice] = (),
        papers: Sequence[Paper] = (),
        listed: bool = False,
        about: str = "",
        **params: Value,
    ) -> None:
        """Answer whoever sent this message. Its choices become the question last asked (numbers 1-9, 0 the way out)."""
        self.reply(saying(key, **params), choices=choices, papers=papers, listed=listed, about=about)

    def reply(
        self,
        words: Saying,
        *,
        choices: Sequence[Choice] = (),
        papers: Sequence[Paper] = (),
        listed: bool = False,
        about: str = "",
    ) -> None:
        """`say`, of a sentence already made."""
        if self.more_of_an_album and not choices:
            return
        estate_id = self.estate.id if self.estate else None
        draft = Draft(
            Kind.ANSWER, words, tuple(choices), tuple(papers), about=about, estate_id=estate_id, listed=listed
        )
        reply = post.Reply(self.inbox_id, self.in_hand, self.room)
        self.answers.append(post.answer(self.session, self.account, draft, self.now, reply))
        if choices and self.room is None:
            self.remember(choices)

    def remember(self, choices: Sequence[Choice]) -> None:
        """The choices numbers and typed labels will now be read against."""
        self.conversation.asked = [each.to_json() for each in choices]

    def leave_unplaced(self) -> None:
        """Nobody knew what this was about: it is kept for who says so in a moment (see `unplaced`)."""
        if not self.conversation.form and len(self.text) > _TOO_LITTLE:
            self.conversation.answers = {"unplaced": self.words, "at": self.now.isoformat()}

    def unplaced(self) -> str:
        """The sentence of the last minutes that nobody understood, for the form its author then chooses."""
        kept = self.conversation.answers if not self.conversation.form else {}
        fresh = "at" in kept and self.now - datetime.fromisoformat(kept["at"]) < _MOMENT
        return str(kept.get("unplaced", "")) if fresh else ""

    def labels_of(self, each: Choice) -> set[str]:
        """What stands on a choice, in every language: what people may type for it."""
        found = set()
        for lang in LANGUAGES:
            reader = Reader(lang, self.now)
            if each.label is not None:
                found.add(render(each.label.key, each.label.params, reader))
            else:
                found.add(label(each.line.split()[0], {}, reader))
        return found

    def toast(self, key: str, **params: Value) -> None:
        """A passing line where the channel has them, an ordinary answer where it has not."""
        self.shown_toast = Toast(key, saying(key, **params).params, self.person.lang, "")

    def say_what_was_toasted(self) -> None:
        """The channel shows no toast for this message: its line is an ordinary answer."""
        toast, self.shown_toast = self.shown_toast, None
        if toast is not None:
            self.reply(Saying(toast.key, toast.params))

    def with_page(self, words: Saying, path: str) -> Saying:
        """The same words with the address of a page of ours below, where there are pages: what is forwarded is tapped."""
        return saying("desk-with-page", words=words, page=Text(f"{self.pages}/{path}")) if self.pages else words

    def aside(self) -> Visit | None:
        """The visit gone on in the private chat; None when the person has none yet on this channel."""
        if self.room is None:
            return self
        if self.account.private_since is None or self.account.blocked_at is not None:
            return None
        return replace(self, room=None, in_hand=False, answers=[])

    def whisper(self, key: str, *, choices: Sequence[Choice] = (), **params: Value) -> bool:
        """Say it in the private chat. False when the person has none yet on this channel."""
        if self.room is None:
            self.reply(saying(key, **params), choices=choices)
            return True
        if self.account.private_since is None or self.account.blocked_at is not None:
            return False
        draft = Draft(
            Kind.ALERT, saying(key, **params), tuple(choices), estate_id=self.estate.id if self.estate else None
        )
        post.send(self.session, draft, [self.account], self.now)
        return True

    def sentence(self, key: str, **params: Value) -> str:
        """A text in the words of whoever is here, to be kept as their own."""
        return render(key, params, Reader(self.person.lang, self.now))

    def tell(self, person_id: UUID, draft: Draft) -> int:
        """Promise a letter to another person. Returns on how many routes."""
        return post.tell(self.session, person_id, draft, self.now)

    def toast_json(self) -> list[Any]:
        return [self.shown_toast.key, encode_all(self.shown_toast.params)] if self.shown_toast else []

    def keep_files(self, about: str) -> list[str]:
        """Join what came with this message, and with the last minutes of this chat, to a matter. Returns the ids."""
        for each in self.enclosed:
            each.about = about
            self.session.add(each)
        return [str(each.id) for each in self.enclosed]

    def enclose(self, ids: Sequence[str]) -> None:
        """Files of earlier messages go with this one, before its own."""
        earlier = [self.session.get(Attachment, UUID(each)) for each in ids]
        self.enclosed = [*(each for each in earlier if each is not None), *self.enclosed]
