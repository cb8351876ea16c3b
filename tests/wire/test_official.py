"""Letters as .docx, opened as an office would open them."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.papers import official
from tests.wire.paper_samples import LETTER


def test_a_letter_opens_with_its_words_in_order():
    document = Document(io.BytesIO(official.letter_docx(LETTER)))
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == [
        LETTER.heading,
        LETTER.number,
        LETTER.to,
        *LETTER.lines,
        LETTER.signature,
        LETTER.day,
        LETTER.copies,
    ]


@pytest.mark.parametrize(("style", "font"), [("Title", "宋体"), ("Normal", "仿宋")])
def test_a_letter_names_the_offices_fonts(style, font):
    document = Document(io.BytesIO(official.letter_docx(LETTER)))
    fonts = document.styles[style].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert not [name for name in fonts.attrib if name.endswith("Theme")]


def test_a_letter_takes_what_xml_refuses():
    packed = official.letter_docx(replace(LETTER, heading="停水\x00\x0b\ud800", lines=("<w:p/>&amp; 🛗",)))
    document = Document(io.BytesIO(packed))
    assert [p.text for p in document.paragraphs if p.text][:1] == ["停水"]
    assert any(p.text == "<w:p/>&amp; 🛗" for p in document.paragraphs)
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(packed)).infolist()} == {1980}


def test_the_pages_of_a_letter_are_numbered():
    document = Document(io.BytesIO(official.letter_docx(LETTER)))
    foot = document.sections[0].footer.paragraphs[0]._p
    assert "".join(part.text for part in foot.iter(qn("w:t"))) == "— 1 —"
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE"]
