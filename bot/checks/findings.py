"""One line of `check`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`words` say what is, or what to do. `must` is for what keeps people from being served or heard."""

    mark: str
    subject: str
    words: str

    @property
    def must(self) -> bool:
        return self.mark == "MUST"


def ok(subject: str, words: str) -> Finding:
    return Finding("ok", subject, words)


def note(subject: str, words: str) -> Finding:
    return Finding("note", subject, words)


def must(subject: str, words: str) -> Finding:
    return Finding("MUST", subject, words)
