"""A call Telegram refuses: HTTP code, the words of the description, and the machine-readable parameters."""

from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer here, not an error
    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(words: str, parameters: dict[str, Any] | None = None) -> Refused:
    return Refused(400, f"Bad Request: {words}", parameters)


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def flood(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
