"""Letters, notices and minutes as .docx, laid out as offices expect (GB/T 9704): they edit it in WPS and stamp it.

Fonts are named, not carried: title 宋体 bold, body 仿宋, both present wherever such letters are read.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bot.papers.glyphs import without_controls

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

TITLE_FONT = "宋体"
BODY_FONT = "仿宋"
_BODY = 16  # 三号
_TITLE = 22  # 二号
_LINE = 28
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLetter:
    """`to` stands flush left above the text; `copies` below the date (抄送)."""

    heading: str
    lines: tuple[str, ...]
    signature: str
    day: str
    to: str = ""
    number: str = ""
    copies: str = ""


def letter_docx(letter: OfficialLetter) -> bytes:
    """The same letter always gives the same bytes."""
    document = Document()
    _lay_out(document)
    _write(document, letter.heading, style="Title")
    if letter.number:
        _write(document, letter.number).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(document, "")
    if letter.to:
        _write(document, letter.to)
    for line in letter.lines:
        _write(document, line).paragraph_format.first_line_indent = Pt(2 * _BODY)
    _write(document, "")
    for line in (letter.signature, letter.day):
        _sign(document, line)
    if letter.copies:
        _write(document, "")
        _write(document, letter.copies)
    return _packed(document, letter.heading)


def _lay_out(document: "Opened") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    styles = document.styles
    _dress(styles["Normal"], BODY_FONT, _BODY)
    _dress(styles["Title"], TITLE_FONT, _TITLE)
    title = styles["Title"]
    title.font.bold = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(34)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _number_pages(section.footer.paragraphs[0])


def _dress(style: "ParagraphStyle", font: str, size: int) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(_LINE)


def _write(document: "Opened", text: str, style: str | None = None) -> "Paragraph":
    return document.add_paragraph(without_controls(text), style=style)


def _sign(document: "Opened", text: str) -> None:
    paragraph = _write(document, text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(2 * _BODY)
    paragraph.paragraph_format.keep_together = True


def _number_pages(paragraph: "Paragraph") -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dash, page, end = (paragraph.add_run(text) for text in ("— ", "1", " —"))
    for run in (dash, page, end):
        run.font.size = Pt(14)
        run.font.name = TITLE_FONT
    field = OxmlElement("w:fldSimple")  # python-docx has no fields
    field.set(qn("w:instr"), "PAGE")
    dash.element.addnext(field)
    field.append(page.element)


def _packed(document: "Opened", heading: str) -> bytes:
    """Saved, then zipped again without the hour: python-docx writes the clock into every entry."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = without_controls(heading)[:255], "", ""
    properties.created = properties.modified = _NEVER
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
