"""What each channel can do. The floors ask for what it can, never for a channel by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """`push`: it can reach a person unasked; with `windowed` only for a while after the person did something, and so many
    times (the account knows). `in_hand`: it hands over the answers to what it received itself.

    `rings`: it reaches a telephone in a pocket, with nothing open: what an alarm needs. `opened`: what is pushed arrives
    only where a page is open.
    `toasts_answer_presses`: a toast is possible only as the answer to a press, not to typed words.
    `digest`: when several letters wait for one person they go as one of at most so many characters; 0: each by itself.
    `albums`: it says which pictures were sent together; where it does not, those sent one after another are.
    `paced`: its courier waits for the moment a letter may go, and marks a notice itself when the call begins.
    """

    name: str
    push: bool = True
    buttons: bool = True
    edits: bool = True
    toasts: bool = True
    in_hand: bool = True
    toasts_answer_presses: bool = False
    rings: bool = False
    opened: bool = False
    windowed: bool = False
    paced: bool = False
    digest: int = 0
    albums: bool = True

    @property
    def mailbox(self) -> bool:
        """What waits is handed over together with the answer to the person's next message."""
        return self.windowed or not self.push


WEB = Traits("web", opened=True)
TERMINAL = Traits("terminal", buttons=False, edits=False, toasts=False, opened=True)
TELEGRAM = Traits("telegram", in_hand=False, toasts_answer_presses=True, rings=True, paced=True, digest=3000)
WECHAT = Traits("wechat", buttons=False, edits=False, toasts=False, windowed=True, albums=False)
WECOM = Traits("wecom", edits=False, toasts=False, in_hand=False, rings=True, paced=True)
WECOM_GROUP = Traits("wecom-group", buttons=False, edits=False, toasts=False, in_hand=False, paced=True)
"""A group we only post into, by its hook: nobody is heard there."""
CHANNELS = {traits.name: traits for traits in (WEB, TERMINAL, TELEGRAM, WECHAT, WECOM, WECOM_GROUP)}
LOOKED_INTO = frozenset(traits.name for traits in CHANNELS.values() if traits.mailbox or traits.opened)
"""Where what is promised waits until the person writes or opens a page."""
MAILBOXES = frozenset(traits.name for traits in CHANNELS.values() if traits.mailbox)


def traits_of(channel: str) -> Traits:
    return CHANNELS.get(channel) or Traits(channel)
