"""One paper of each kind, words that strain a layout, and how to read what was printed."""

import io
from collections.abc import Callable
from pathlib import Path

import manimgx_fonts_cjk
from PIL import Image
from pypdf import PdfReader

from bot.papers import disclosures, estates, notices, official, opinions, rolls

FONT = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
URL = "https://estate.example/n/SJ-42?from=poster"
MARKUP = r'#let a = 1; $x^2$ *粗* _斜_ @谁 \ <标> [括] // 注 `码` = 标题 "引" ~ -- #panic()'
LONG = "关于召开二〇二六年第二次业主大会临时会议就续聘物业服务企业及使用维修资金改造电梯等三项议题进行表决有关事项的公告（第一号）"
ENGLISH = "Notice of an extraordinary owners' assembly on renewing the property company"
NASTY = (
    "短",
    LONG,
    LONG * 3,
    ENGLISH,
    "A" * 120,
    "https://example.com/" + "very-long-address/" * 9,
    MARKUP,
    "🛗🔥 电梯 👨‍👩‍👧 修好了 ✅",
    "\u202eمرحبا ไทย \x00\ufeff",
    "",
)

BOARD = notices.BoardNotice(
    estate="四季家园",
    heading="3幢、5幢周三停水",
    lines=("因水泵检修，11月25日9:00至15:00停水。", "请提前储水。"),
    signature="四季家园业主委员会",
    day="2026年11月24日",
    seal="盖章处",
    code="SJ-42",
    footer="秘书李梅",
    qr_url=URL,
    qr_caption="微信扫一扫，看全文",
)
POSTER = notices.NoticePoster(
    estate="四季家园",
    kind="通知",
    heading="3幢、5幢周三停水",
    lines=("因水泵检修，11月25日9:00至15:00停水。",),
    more="全文请扫码",
    signature="四季家园业主委员会",
    day="2026年11月24日",
    qr_url=URL,
    qr_caption="长按识别",
)
BALANCE = disclosures.Balance(
    opening_label="上期结余",
    opening=100_00,
    closing_label="本期结余",
    sections=(
        disclosures.Section(
            "收入",
            "收入合计",
            1,
            (
                disclosures.Entry("电梯广告", 4_200_000, 3_960_000),
                disclosures.Entry("快递柜", 60_005),
                disclosures.Entry("押金退还", -1_200, 0),
            ),
        ),
        disclosures.Section("成本", "成本合计", -1, (disclosures.Entry("税费", 161_300, 150_660),)),
        disclosures.Section("支出", "支出合计", -1, (disclosures.Entry("零星维修", 984_000, 801_234),)),
    ),
)
SUMMARY = disclosures.Summary(
    estate="四季家园",
    heading="2025年公共收益收支",
    balance=BALANCE,
    unit="单位：元",
    others="其他",
    qr_url=URL,
    qr_caption="扫码查每一笔",
    footer="SJ-31",
)
STATEMENT = disclosures.Statement(
    estate="四季家园",
    heading="2025年度公共收益收支公布",
    period="2025年1月1日至12月31日",
    unit="单位：元",
    columns=("项目", "2025年", "2024年", "增减"),
    balance=BALANCE,
    number="SJ-31",
    digest="9f3a61c07be2",
    objection=("有疑问找秘书李梅。",),
    signature="四季家园业主委员会",
    day="2026年3月31日",
    seal="盖章处",
    qr_url=URL,
    qr_caption="扫码查每一笔",
)
ASKING = opinions.OpinionPoster(
    estate="四季家园",
    kind="征求意见",
    heading="公共晾衣架装在哪里？",
    options=("东侧空地", "楼顶", "不装"),
    dates="11月23日–11月30日",
    only="只听意见，不是业主大会表决。",
    qr_url=URL,
    qr_caption="长按识别",
    lines=("楼顶全天有日照。",),
)
ANSWERED = opinions.OpinionResult(
    estate="四季家园",
    heading="公共晾衣架装在哪里？",
    lines=("业主20户、租户3户已回答。",),
    homes_label="业主（按户）",
    tenants_label="租户",
    options=(
        opinions.OptionResult("东侧空地", 12, "12 户 · 60.0%", 1, "1 户"),
        opinions.OptionResult("楼顶", 8, "8 户 · 40.0%", 2, "2 户"),
        opinions.OptionResult("不装", 0, "0 户", 0, "0 户"),
    ),
    only="只听意见，不是业主大会表决。",
    signature="四季家园业主委员会",
    day="2026年12月1日",
    remarks_label="大家还说",
    remarks=("先问清楚保修期。",),
    qr_url=URL,
    qr_caption="扫码看全文",
)
CARD = estates.EstateCard(
    estate="四季家园",
    heading="业主委员会服务号",
    lines=("反映问题", "查账", "找秘书"),
    hours_label="办公时间",
    hours=("周一至周五 8:30–17:30",),
    phones_label="急事请打电话",
    phones=(estates.Phone("物业值班", "0574-0000 0000"), estates.Phone("电梯救援", "96333")),
    qr_url=URL,
    qr_caption="微信扫一扫，有事直接说",
    footer="秘书李梅",
)
ROLL = rolls.Roll(
    estate="四季家园",
    heading="走访单",
    columns=("楼幢", "房号"),
    rows=tuple((f"{building}幢", f"{door}室") for building in (1, 2) for door in range(101, 141)),
    ticks=("已告知", "留条"),
    blanks=("备注",),
    footer="SJ-42",
)
LETTER = official.OfficialLetter(
    heading="关于报送换届方案的函",
    lines=("现将换届选举方案报上，请予审阅。", "特此报告。"),
    signature="四季家园业主委员会",
    day="2026年11月24日",
    to="街道办事处：",
    number="四季业委〔2026〕3号",
    copies="抄送：社区居民委员会",
)

PAPERS: dict[str, Callable[[], bytes]] = {
    "board": lambda: notices.board_pdf(BOARD),
    "poster": lambda: notices.poster_png(POSTER),
    "summary": lambda: disclosures.summary_png(SUMMARY),
    "statement": lambda: disclosures.statement_pdf(STATEMENT),
    "asking": lambda: opinions.poster_png(ASKING),
    "answered": lambda: opinions.result_pdf(ANSWERED),
    "card pdf": lambda: estates.card_pdf(CARD),
    "card png": lambda: estates.card_png(CARD),
    "roll": lambda: rolls.roll_pdf(ROLL),
    "letter": lambda: official.letter_docx(LETTER),
}


def read(pdf: bytes) -> list[str]:
    """The words of every page, without white space and invisible break points."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return ["".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")
