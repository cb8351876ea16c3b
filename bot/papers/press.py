"""The press: the one place that calls typst.

Words travel as JSON beside the template, never inside it: whatever a person typed stays text. Nothing is downloaded, no
font of the machine is used and no clock is read, so the same words give the same bytes everywhere. Compiling releases
the interpreter and shares nothing that changes: call it from any worker thread.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import manimgx_fonts_cjk
import segno
import typst

from bot.papers.glyphs import Glyphs, printable, read_glyphs

Format = Literal["png", "pdf"]
PHONE_PPI = 144  # the templates for phones are 540 pt wide: 1080 pixels
_TEMPLATES = Path(__file__).parent
_PINNED_FONT = Path(manimgx_fonts_cjk.__file__).parent
_MAINLAND_FACES = ("CJK SC", "CN", "SC")


@dataclass(frozen=True, slots=True)
class _Case:
    """A font ready for use: typst's own index, the family the templates ask for, and what it can draw."""

    fonts: typst.Fonts
    family: str
    glyphs: Glyphs


def print_paper(
    template: str, data: Mapping[str, object], fmt: Format, ppi: int = PHONE_PPI, *, font: Path | None = None
) -> bytes:
    """One paper from `template`.typ. `data["qr_url"]` becomes a QR code; `font` is a font file or folder (None: the
    pinned one). Raises ValueError where a picture would need more than one page or the font cannot be read.
    """
    pages = _compile(template, data, fmt, ppi, font)
    if len(pages) > 1:
        raise ValueError(f"{template} needs {len(pages)} pages: no single picture shows it")
    return pages[0]


def print_pages(
    template: str, data: Mapping[str, object], ppi: int = PHONE_PPI, *, font: Path | None = None
) -> tuple[bytes, ...]:
    """Every page of a paper as PNG: the preview before it is printed."""
    return _compile(template, data, "png", ppi, font)


def _compile(template: str, data: Mapping[str, object], fmt: Format, ppi: int, font: Path | None) -> tuple[bytes, ...]:
    case = _case(font or _PINNED_FONT)
    words = _inert({name: value for name, value in data.items() if name != "qr_url"}, case.glyphs)
    inputs = {
        "data": json.dumps(words, ensure_ascii=False),
        "family": case.family,
        "qr": _qr(data.get("qr_url")),
    }
    compiler = typst.Compiler(root=_TEMPLATES, font_paths=case.fonts, ignore_system_fonts=True, sys_inputs=inputs)
    printed = compiler.compile(_TEMPLATES / f"{template}.typ", format=fmt, ppi=ppi, timestamp=0)
    return (printed,) if isinstance(printed, bytes) else tuple(printed or ())


@cache
def _case(font: Path) -> _Case:
    if not font.exists():
        raise ValueError(f"there is no font at {font}")
    folder = font if font.is_dir() else font.parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    faces = [face for face in fonts.fonts() if face.path and (font.is_dir() or Path(face.path).name == font.name)]
    if not faces:
        raise ValueError(f"{font} holds no font")
    face = next((face for face in faces if face.family.endswith(_MAINLAND_FACES)), faces[0])
    return _Case(fonts, face.family, read_glyphs(Path(str(face.path)), face.index))


def _inert(value: object, glyphs: Glyphs) -> object:
    if isinstance(value, str):
        return printable(value, glyphs)
    if isinstance(value, Mapping):
        return {name: _inert(part, glyphs) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(part, glyphs) for part in value]
    return value


def _qr(url: object) -> str:
    """SVG, with level M and a quiet zone of two modules (the templates leave the other two white); "" for no address."""
    if not url:
        return ""
    return str(segno.make_qr(str(url), error="m", boost_error=False).svg_inline(border=2, dark="#000000"))
