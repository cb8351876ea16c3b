"""How WeCom seals and writes what it tells, and what its API answers with; by its own hand."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

Post = Callable[[dict[str, str], bytes], Awaitable[tuple[int, str]]]
Message = dict[str, Any]


def seal(xml: str, aes_key: str, receiver: str) -> str:
    """AES-256-CBC over random bytes, the length, the message and for whom, filled to blocks of 32."""
    key = base64.b64decode(aes_key + "=")
    message = xml.encode()
    plain = secrets.token_bytes(16) + len(message).to_bytes(4, "big") + message + receiver.encode()
    fill = 32 - len(plain) % 32
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([fill]) * fill) + cipher.finalize()).decode()


def written(message: Message) -> str:
    return f"<xml>{_tags(message)}</xml>"


def _tags(data: Message) -> str:
    found = []
    for name, value in data.items():
        for each in value if isinstance(value, list) else [value]:
            inside = _tags(each) if isinstance(each, dict) else f"<![CDATA[{each.replace(']]>', ']]]]><![CDATA[>')}]]>"
            found.append(f"<{name}>{inside}</{name}>")
    return "".join(found)


def poster(client: httpx.AsyncClient, url: str) -> Post:
    async def post(query: dict[str, str], body: bytes) -> tuple[int, str]:
        answer = await client.post(url, params=query, content=body, headers={"content-type": "text/xml"})
        return answer.status_code, answer.text

    return post


def uploaded(request: httpx.Request) -> bytes:
    """The content of the one file of a form."""
    head, _, rest = request.content.partition(b"\r\n\r\n")
    assert b'name="media"; filename="' in head
    return rest.rpartition(b"\r\n--")[0]


def no(code: int, words: str) -> httpx.Response:
    return httpx.Response(200, json={"errcode": code, "errmsg": words})
