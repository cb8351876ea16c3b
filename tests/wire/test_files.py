"""Files people send: made anew, kept once, given out only to whom they came, gone with their last row."""

from __future__ import annotations

import asyncio
import io
import os
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select

from bot.files import Keeper, Opener, Store, UnfitError, examine
from bot.files.keeper import FetchError, Wanted
from bot.papers.registry import PAPERS, Made
from bot.play import cast
from bot.web.links import sign
from config.values import Text
from config.words import Reader
from models.database import Database, RowSession
from models.letters.shapes import Paper
from models.letters.tables import Attachment, FileKind, FileState
from models.people.roles import Role
from models.people.staffing import suspend
from models.people.tables import Account, Estate
from tests.wire.web_phone import Phone, Place, resident, serving, staff

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def picture(width: int = 900, height: int = 600, fmt: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, fmt, **more)
    return out.getvalue()


def with_place_and_turn() -> bytes:
    """A photo as a telephone makes it: where it was taken, and lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (30.0, 2.0, 11.0)
    return picture(900, 600, exif=exif)


def test_a_photo_is_made_anew_upright_small_and_says_nothing_of_where() -> None:
    found = examine(with_place_and_turn(), "IMG_1.HEIC.jpg")
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.size == (600, 900)
        assert not image.getexif()
    assert b"SecretPhone" not in found.data
    with Image.open(io.BytesIO(examine(picture(5000, 2500)).data)) as image:
        assert image.size == (2048, 1024)


@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_usual_picture_becomes_a_jpeg(fmt: str) -> None:
    found = examine(picture(fmt=fmt), f"门.{fmt.lower()}")
    assert (found.kind, found.media, found.name) == (FileKind.PHOTO, "image/jpeg", "门.jpg")
    assert found.data.startswith(b"\xff\xd8")


def test_the_clear_parts_of_a_picture_are_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(examine(out.getvalue()).data)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that claims 3,600 million pixels."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))  # noqa: E731
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (bomb(), "a.png", "web-file-too-big"),
        (bomb(9_000), "a.png", "web-file-too-big"),
        (picture()[:2000], "a.jpg", "web-file-broken"),
        (b"\xff\xd8\xff" + os.urandom(500), "a.jpg", "web-file-broken"),
        (b"MZ\x90\0" + b"\0" * 200, "照片.exe", "web-file-unknown"),
        (b"MZ\x90\0" + b"\0" * 200, "照片.txt", "web-file-unknown"),
        (b"<script>alert(1)</script>", "a.html", "web-file-unknown"),
        (b"<svg onload='alert(1)'/>", "a.svg", "web-file-unknown"),
        (b"PK\x03\x04rubbish", "表.xlsx", "web-file-unknown"),
        (b"a\0b", "表.csv", "web-file-unknown"),
        (b"", "a.txt", "web-file-broken"),
        (b"a" * ((20 << 20) + 1), "a.txt", "web-file-too-big"),
    ],
    ids=range(12),
)
def test_what_is_not_taken_says_why(data: bytes, name: str, key: str) -> None:
    with pytest.raises(UnfitError) as no:
        examine(data, name)
    assert no.value.key == key


def test_documents_are_what_they_are_whatever_they_are_called() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("[Content_Types].xml", "<x/>")
    assert examine(out.getvalue(), "名单.xlsx").media.endswith("spreadsheetml.sheet")
    assert examine("幢,室\n1,101".encode("gb18030"), "../../名单.csv").name == "名单.csv"
    assert examine(b"%PDF-1.7 ...", "公告.jpg").media == "application/pdf"
    assert examine(picture(), "公告.pdf").kind is FileKind.PHOTO


def test_equal_files_are_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.put(b"one") == store.put(b"one")
    assert len(list(store.all())) == 1
    with pytest.raises(ValueError, match="hash"):
        store.path("../../etc/passwd")


async def test_a_file_goes_with_its_last_row(database: Database, tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"shared")
    old = store.path(digest)
    os.utime(old, (1, 1))
    rows = [
        Attachment(channel="web", kind=FileKind.FILE, state=FileState.KEPT, sha256=digest, created_at=NOW)
        for _ in range(2)
    ]
    database.run_now(lambda session: session.add_all(rows))
    keeper = Keeper(database, store)
    ids = [row.id for row in rows]
    for gone, left in ((0, True), (1, True), (2, False)):
        database.run_now(_make_gone, ids[:gone])
        await keeper.sweep()
        assert old.exists() is left


def _make_gone(session: RowSession, ids: list[object]) -> None:
    for each in ids:
        row = session.get(Attachment, each)
        assert row is not None
        row.state = FileState.GONE


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(b"", FileState.REFUSED), (FetchError("later"), FileState.REFUSED), (picture(), FileState.KEPT)],
)
async def test_what_is_wanted_is_fetched_or_given_up(
    database: Database, tmp_path: Path, outcome: bytes | Exception, state: FileState
) -> None:
    moment = [NOW]
    keeper = Keeper(database, Store(tmp_path), lambda: moment[0])
    asked = 0

    async def fetch(_wanted: Wanted) -> bytes:
        nonlocal asked
        asked += 1
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    keeper.fetchers["stage"] = fetch
    row = Attachment(channel="stage", kind=FileKind.PHOTO, created_at=NOW)
    database.run_now(lambda session: session.add(row))
    for _ in range(3 * 24 * 2):
        await keeper.keep_wanted()
        moment[0] += timedelta(minutes=30)
    found = database.read_now(lambda session: session.get(Attachment, row.id))
    assert found is not None
    assert found.state is state
    assert asked == (9 if isinstance(outcome, FetchError) else 1)  # within the three days WeChat keeps it


async def test_a_paper_is_made_once_and_again_when_it_is_lost(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def make(params: object, reader: Reader) -> Made:
        made.append((params, reader.lang))
        return Made(b"%PDF-1.7 " + reader.lang.encode(), "pdf", "公告")

    monkeypatch.setitem(PAPERS, "test-paper", make)
    store = Store(tmp_path)
    opener = Opener(database, store, Keeper(database, store))
    paper = Paper("test-paper", {"heading": Text("停水")})
    zh, en = Reader("zh-CN", NOW), Reader("en", NOW + timedelta(days=3))
    first, *again = await asyncio.gather(*(opener.open(paper, zh) for _ in range(3)))
    assert first is not None
    assert [first, first] == again
    assert (first.kind, first.name, first.media) == ("pdf", "公告.pdf", "application/pdf")
    assert len(made) == 1
    await opener.open(paper, en)
    assert len(made) == 2
    first.path.unlink()
    assert (await opener.open(paper, zh)) == first
    assert len(made) == 3
    assert await opener.open(Paper("nobody-makes-it"), zh) is None


@pytest.fixture
async def place(database: Database, tmp_path: Path) -> AsyncIterator[Place]:
    database.run_now(cast.make_estate, "四季家园(SJ) duty=62770001")
    async with serving(database, tmp_path / "files") as running:
        yield running


@dataclass
class Shared:
    """A complaint with a photo: who sent it, who got it."""

    place: Place
    author: Phone
    secretary: Phone
    own: str
    enclosed: str


async def share(place: Place) -> Shared:
    secretary, author = await staff(place), await resident(place)
    async with author.line() as talk:
        await talk.until("message")
        answer = await author.upload(with_place_and_turn(), "电梯门.jpg", "image/jpeg")
        stored = answer.json()
        assert (stored["kind"], stored["name"]) == ("photo", "电梯门.jpg")
        await talk.say("3号楼电梯又坏了，门关不上", files=[stored["id"]])
        question = await talk.until("message")
        await talk.send(type="pressed", choice=question["choices"][0]["choice"], message=question["id"])
        await talk.until("message", has="记下了")
    async with author.line() as talk:
        mine = await talk.until("message", has="3号楼")
    async with secretary.line() as talk:
        alert = await talk.until("message", has="SJ-1")
    return Shared(place, author, secretary, mine["files"][0]["url"], alert["files"][0]["url"])


async def test_a_photo_reaches_the_secretary_and_nobody_else(place: Place) -> None:
    shared = await share(place)
    stranger = await resident(place)
    answer = await shared.secretary.get(shared.enclosed)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert b"SecretPhone" not in answer.content
    assert "sandbox" in answer.headers["content-security-policy"]
    assert (await shared.author.get(shared.own)).content == answer.content
    assert (await stranger.get(shared.enclosed)).status_code == 404
    assert (await stranger.get(shared.own)).status_code == 404
    own_path = shared.own.split("?")[0]
    moved = sign(own_path.replace(shared.author.seat, stranger.seat), datetime.now(UTC))
    assert (await stranger.get(moved)).status_code == 404  # well signed, and still not theirs
    moved = sign(shared.enclosed.split("?")[0].replace(shared.secretary.seat, stranger.seat), datetime.now(UTC))
    assert (await stranger.get(moved)).status_code == 404


async def test_a_link_is_signed_and_goes_on_only_for_its_own_seat(place: Place) -> None:
    shared = await share(place)
    path = shared.own.split("?")[0]
    assert (await shared.author.get(path)).status_code == 404
    assert (await shared.author.get(shared.own.replace("sig=", "sig=0"))).status_code == 404
    old = sign(path, datetime.now(UTC) - timedelta(minutes=11))
    answer = await shared.author.get(old)
    assert answer.status_code == 302
    assert (await shared.author.get(answer.headers["location"])).status_code == 200
    assert (await (await resident(place)).get(old)).status_code == 404


async def test_who_lost_the_office_opens_no_photo_of_it(place: Place) -> None:
    shared = await share(place)
    place.database.run_now(_suspend, shared.secretary.seat)
    assert (await shared.secretary.get(shared.enclosed)).status_code == 404


def _suspend(session: RowSession, seat: str) -> None:
    account = session.exec(select(Account).where(Account.external == seat)).one()
    estate = session.exec(select(Estate)).one()
    assert suspend(session, account.person_id, Role.SECRETARY, estate.id, datetime.now(UTC)) == 1


async def test_a_removed_file_is_gone_at_once(place: Place) -> None:
    shared = await share(place)
    place.database.run_now(lambda session: _make_gone(session, [row.id for row in session.exec(select(Attachment))]))
    assert (await shared.author.get(shared.own)).status_code == 404
    assert (await shared.secretary.get(shared.enclosed)).status_code == 404


async def test_uploads_are_asked_for_by_our_own_pages_and_bounded(place: Place) -> None:
    phone, other = await resident(place), await resident(place)
    photo = picture()
    assert (await phone.upload(photo, "a.jpg", "image/jpeg", Origin="https://evil.example")).status_code == 403
    assert (await phone.upload(photo, "a.jpg", "image/jpeg", **{"Sec-Fetch-Site": "cross-site"})).status_code == 403
    assert (await phone.upload(b"MZ" + b"\0" * 99, "a.exe", "image/jpeg")).status_code == 415
    assert (await phone.upload(b"a" * (21 << 20), "a.txt", "text/plain")).status_code == 413
    stored = (await phone.upload(photo, "a.jpg", "image/jpeg")).json()
    async with other.line() as talk:
        await talk.until("message")
        await talk.say("看这个", files=[stored["id"], "rubbish", f"{uuid4()}"])
        await talk.until("ack")
    rows = place.database.read_now(lambda session: session.exec(select(Attachment)).all())
    assert list(rows) == []  # another seat's upload is not brought along


async def test_a_voice_message_opens_a_case_and_can_be_heard(place: Place) -> None:
    secretary, phone = await staff(place), await resident(place)
    voice = b"OggS\0\2" + b"\0" * 22 + b"OpusHead" + b"\0" * 200
    async with phone.line() as talk:
        await talk.until("message")
        stored = (await phone.upload(voice, "voice.ogg", "audio/ogg")).json()
        assert stored["kind"] == "voice"
        await talk.say("", files=[stored["id"]])
        await talk.until("message")
    async with secretary.line() as talk:
        alert = await talk.until("message", has="SJ-1")
    assert alert["files"][0]["kind"] == "voice"
    assert (await secretary.get(alert["files"][0]["url"])).content == voice
