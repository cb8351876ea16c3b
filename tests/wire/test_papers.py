"""Papers as they leave the press: what can be read on them, and that nothing runs off the edge."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from bot.papers import disclosures, estates, notices, opinions, rolls
from bot.papers.glyphs import Glyphs, printable, read_glyphs
from bot.papers.press import print_pages, print_paper
from tests.wire.paper_samples import (
    ANSWERED,
    ASKING,
    BALANCE,
    BOARD,
    CARD,
    ENGLISH,
    FONT,
    LONG,
    MARKUP,
    NASTY,
    PAPERS,
    POSTER,
    ROLL,
    STATEMENT,
    SUMMARY,
    URL,
    picture,
    read,
    squeezed,
)


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    return read_glyphs(FONT, 2)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_words_give_the_same_bytes(paper):
    assert PAPERS[paper]() == PAPERS[paper]()


def test_four_threads_print_what_one_prints():
    alone = {name: make() for name, make in PAPERS.items()}
    names = list(PAPERS) * 4
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: PAPERS[name](), names))
    assert [alone[name] for name in names] == together


def test_markup_typed_by_a_person_stays_text():
    pdf = notices.board_pdf(replace(BOARD, heading=MARKUP, lines=(MARKUP, "= 不是标题", "- 不是列表")))
    page = read(pdf)[0]
    assert page.count(squeezed(MARKUP)) == 2
    assert "=不是标题" in page
    assert "-不是列表" in page


def test_a_board_notice_says_everything_it_was_given():
    page = read(notices.board_pdf(BOARD))[0]
    for words in (BOARD.estate, BOARD.heading, *BOARD.lines, BOARD.signature, BOARD.day, "盖章处", "SJ-42", "秘书李梅"):
        assert squeezed(words) in page


def test_the_heading_of_a_sheet_is_never_cut():
    sheets = (
        notices.board_pdf(replace(BOARD, heading=LONG * 4)),
        disclosures.statement_pdf(replace(STATEMENT, heading=LONG * 4)),
        opinions.result_pdf(replace(ANSWERED, heading=LONG * 4)),
        rolls.roll_pdf(replace(ROLL, heading=LONG * 4)),
    )
    assert all(LONG * 4 in read(sheet)[0] for sheet in sheets)


def test_a_long_notice_flows_over_and_is_signed_on_the_last_page():
    pages = read(notices.board_pdf(replace(BOARD, lines=(LONG * 4,) * 6)))
    assert len(pages) > 1
    assert [BOARD.signature in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert sum(page.count("有关事项的公告（第一号）") for page in pages) == 24


@pytest.mark.parametrize(("lines", "cut"), [(POSTER.lines, False), ((LONG * 3,) * 5, True)])
def test_a_poster_says_where_the_rest_is_only_when_it_cut(lines, cut):
    words = read(print_paper("notice_poster", asdict(replace(POSTER, lines=lines)), "pdf"))[0]
    assert ("全文请扫码" in words) is cut
    assert ("……" in words) is cut


@pytest.mark.parametrize("words", NASTY)
def test_posters_keep_their_size_and_their_margins(words):
    told = replace(POSTER, heading=words or "题", lines=(words,) * 6, qr_caption=words[:40])
    asked = replace(ASKING, heading=words or "题", options=(words,) * 9, lines=(words,))
    for png in (notices.poster_png(told), opinions.poster_png(asked)):
        image = picture(png)
        assert image.size == (1080, 1440)
        body = image.crop((0, 140, 1080, _foot(image)))
        for strip in ((0, 0, 60, body.height), (1020, 0, 1080, body.height), (0, body.height - 20, 1080, body.height)):
            assert body.crop(strip).getextrema() == ((255, 255),) * 3


def _foot(image: Image.Image) -> int:
    """Where the tinted foot begins, looking up from the lower left corner."""
    tint = image.getpixel((5, 1435))
    return next(y for y in range(1435, 0, -1) if image.getpixel((5, y)) != tint) + 1


@pytest.mark.parametrize("words", NASTY)
def test_sheets_keep_their_margins(words):
    head = words or "题"
    entries = (disclosures.Entry(words, 99_999_999_99, -99_999_999_99),) * 3
    balance = replace(BALANCE, sections=(disclosures.Section(words, words, 1, entries),) * 3)
    option = opinions.OptionResult(words, 3, "3 户", 1, "1 户")
    sheets = {
        "notice": asdict(replace(BOARD, heading=head, lines=(words,) * 3, footer=words[:60], qr_caption=words)),
        "disclosure_statement": disclosures.statement_data(replace(STATEMENT, heading=head, balance=balance)),
        "opinion_result": opinions.result_data(replace(ANSWERED, heading=head, options=(option,), remarks=(words,))),
        "roll": asdict(replace(ROLL, heading=head, rows=((words[:20], words),))),
    }
    for name, data in sheets.items():
        for page in print_pages(name, data, 72):
            image = picture(page)
            assert image.size == (595, 842)
            assert image.crop((0, 0, 48, 842)).getcolors() == [(48 * 842, (255, 255, 255))], name
            assert image.crop((547, 0, 595, 842)).getcolors() == [(48 * 842, (255, 255, 255))], name


@pytest.mark.parametrize("phones", [1, 9])
def test_the_card_is_one_page_whatever_it_carries(phones):
    card = replace(CARD, heading=LONG, phones=CARD.phones[:1] * phones, lines=(ENGLISH,) * 5)
    assert len(read(estates.card_pdf(card))) == 1
    assert read(estates.card_pdf(card))[0].count("0574-00000000") == phones


def test_the_code_on_a_poster_leads_to_its_address():
    image = picture(notices.poster_png(POSTER))
    dark = image.convert("L").point(lambda level: 255 if level < 8 else 0)  # ink is not quite black; the code is
    left, top, right, bottom = dark.getbbox()
    code = segno.make_qr(URL, error="m", boost_error=False)
    modules = [list(row) for row in code.matrix]
    step = (right - left) / len(modules)
    assert abs((right - left) - (bottom - top)) <= 2
    seen = [
        [int(dark.getpixel((left + (x + 0.5) * step, top + (y + 0.5) * step)) > 0) for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert seen == modules
    assert step >= 4  # pixels a module: a phone reads it off another phone's screen


def test_amounts_are_whole_fen_and_the_foot_line_adds_up():
    page = read(disclosures.statement_pdf(STATEMENT))[0]
    income, spent = 4_200_000 + 60_005 - 1_200, 161_300 + 984_000
    assert BALANCE.closing == 100_00 + income - spent
    closing = f"{BALANCE.closing // 100:,}.{BALANCE.closing % 100:02d}"
    for amount in ("42,000.00", "39,600.00", "2,400.00", "600.05", "−12.00", "100.00", closing):
        assert amount in page
    assert "快递柜600.05——" in page  # no last year: no difference either
    for words in ("SJ-31", "9f3a61c07be2", "有疑问找秘书李梅。", "收入合计", "本期结余"):
        assert words in page


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (-5, "−0.05"), (1_234_567_89, "1,234,567.89"), (-100_00, "−100.00")]
)
def test_yuan(fen, text):
    assert disclosures.yuan(fen) == text


def test_a_long_statement_repeats_its_head_and_its_mark():
    many = tuple(disclosures.Entry(f"第{n}项维修", n * 100, n * 90) for n in range(60))
    balance = replace(BALANCE, sections=(*BALANCE.sections[:2], replace(BALANCE.sections[2], entries=many)))
    pages = read(disclosures.statement_pdf(replace(STATEMENT, balance=balance, mark="已更正")))
    assert len(pages) >= 2
    assert all("已更正" in page for page in pages)
    assert all("项目2025年2024年增减" in page for page in pages if "项维修" in page)
    assert "已更正" not in read(disclosures.statement_pdf(STATEMENT))[0]
    assert all(sum(f"第{n}项维修" in page for page in pages) == 1 for n in range(60))


def test_the_smallest_lines_of_a_summary_become_one():
    many = tuple(disclosures.Entry(f"项{n:02d}", n * 100) for n in range(1, 13))
    balance = replace(BALANCE, sections=(replace(BALANCE.sections[0], entries=many),))
    short = disclosures.summary_png(replace(SUMMARY, balance=balance, keep=5))
    whole = disclosures.summary_png(replace(SUMMARY, balance=balance, keep=12))
    assert picture(short).width == picture(whole).width == 1080
    assert picture(short).height < picture(whole).height


def test_a_corrected_summary_looks_different():
    assert disclosures.summary_png(replace(SUMMARY, mark="已撤回")) != disclosures.summary_png(SUMMARY)


def test_homes_and_tenants_stand_apart_and_it_is_only_a_consultation():
    page = read(opinions.result_pdf(ANSWERED))[0]
    homes, tenants = page.split("业主（按户）")[1].split("租户")
    assert "12户·60.0%" in homes
    assert "12户" not in tenants
    assert "2户" in tenants
    assert ANSWERED.only in page
    assert ANSWERED.only in read(print_paper("opinion_poster", asdict(ASKING), "pdf"))[0]


def test_a_roll_repeats_its_head_and_loses_no_door():
    pages = read(rolls.roll_pdf(ROLL))
    assert len(pages) >= 2
    assert all("楼幢房号已告知留条备注" in page for page in pages)
    assert sum(page.count("室") for page in pages) == 80


def test_a_roll_refuses_a_row_without_its_columns():
    with pytest.raises(ValueError, match="each column"):
        replace(ROLL, rows=(("1幢",),))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("电梯🛗 坏了 ✅ 已修好", "电梯 坏了 ✓ 已修好"),
        ("👨‍👩‍👧全家", "全家"),
        ("\U00020000先生", "〓先生"),
        ("☑ 同意 ☐ 反对", "■ 同意 □ 反对"),
        ("⅔ 以上", "2/3 以上"),
        ("第一行\r\n第二行\x00", "第一行\n第二行"),
        ("\ud800碎", "碎"),
        ("朱镕基、龘、㎡、①", "朱镕基、龘、㎡、①"),
        ("a" * 25, "aaaaaaaaaa\u200baaaaaaaaaa\u200baaaaa"),
        ("  两格", "  两格"),
    ],
)
def test_what_the_font_cannot_draw_is_replaced(typed, printed, glyphs):
    assert printable(typed, glyphs) == printed


def test_a_picture_in_the_text_leaves_no_trace_on_paper():
    assert notices.poster_png(replace(POSTER, heading="停水🚱")) == notices.poster_png(replace(POSTER, heading="停水"))


def test_bold_is_a_face_of_its_own():
    fonts = PdfReader(io.BytesIO(notices.board_pdf(BOARD))).pages[0]["/Resources"]["/Font"].values()
    inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    names = {font["/FontDescriptor"].get_object()["/FontName"] for font in inner}
    assert len(names) == 3  # regular, medium, bold


def test_another_font_may_be_given():
    assert notices.board_pdf(BOARD, FONT) == notices.board_pdf(BOARD)


def test_a_font_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ValueError, match="no font at"):
        notices.board_pdf(BOARD, tmp_path / "none.ttf")
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    with pytest.raises(ValueError, match="holds no font"):
        notices.board_pdf(BOARD, broken)


def test_a_picture_needs_one_page():
    with pytest.raises(ValueError, match="pages"):
        print_paper("roll", asdict(ROLL), "png")


def test_a_paper_with_little_on_it_still_prints():
    bare = replace(BALANCE, sections=(replace(BALANCE.sections[0], entries=()),))
    for paper in (
        notices.board_pdf(replace(BOARD, lines=(), estate="", qr_url="", seal="", code="")),
        notices.poster_png(replace(POSTER, lines=(), qr_url="")),
        disclosures.summary_png(replace(SUMMARY, balance=bare, qr_url="", footer="")),
        disclosures.statement_pdf(replace(STATEMENT, balance=bare, objection=(), qr_url="")),
        opinions.poster_png(replace(ASKING, options=(), lines=())),
        opinions.result_pdf(replace(ANSWERED, options=(), remarks=(), lines=())),
        rolls.roll_pdf(replace(ROLL, rows=())),
        estates.card_pdf(replace(CARD, lines=(), hours=(), phones=())),
    ):
        assert paper[:4] in {b"%PDF", b"\x89PNG"}
