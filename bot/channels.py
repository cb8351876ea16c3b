"""What each channel can do. The floors below never ask for a channel by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """`push`: it can reach a person unasked; with `windowed` only for a while after the person did something, and so many
    times (the account knows). `in_hand`: it hands over the answers to what it received itself.

    `rings`: it reaches a telephone in a pocket, with nothing open: what an alarm needs.
    `toasts_answer_presses`: a toast is possible only as the answer to a press, not to typed words.
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
    windowed: bool = False
    paced: bool = False
    albums: bool = True

    @property
    def mailbox(self) -> bool:
        """What waits is handed over together with the answer to the person's next message."""
        return self.windowed or not self.push


WEB = Traits("web")
TERMINAL = Traits("terminal", buttons=False, edits=False, toasts=False)
TELEGRAM = Traits("telegram", in_hand=False, toasts_answer_presses=True, rings=True, paced=True)
WECHAT = Traits("wechat", buttons=False, edits=False, toasts=False, windowed=True, albums=False)
CHANNELS = {traits.name: traits for traits in (WEB, TERMINAL, TELEGRAM, WECHAT)}
