"""What a transcript writes for the machine, the manual writes for people: a photo, a poster, three days later."""

from __future__ import annotations

import re

BINDING = "482913"
INVITATION = "7F3A09C2E1"
_UNITS = {"d": ("天", "days"), "h": ("小时", "hours"), "m": ("分钟", "minutes")}
_SENT = {"(photo": ("(照片", "(photo"), "(voice": ("(语音", "(voice"), "(file ": ("(文件 ", "(file "), "(scan e_SJ)": ("(扫小区的二维码)", "(scans the estate's code)")}  # fmt: skip
_GIVEN = {
    "(file)": ("(附件)", "(attachment)"),
    "(notice-poster)": ("(海报)", "(poster)"),
    "(notice-board)": ("(A4 公告)", "(A4 page)"),
    "(notice-walk)": ("(走访单)", "(list of doors)"),
    "(opinion-poster)": ("(海报)", "(poster)"),
    "(opinion-board)": ("(海报 PDF)", "(poster as PDF)"),
    "(opinion-result)": ("(结果单)", "(result sheet)"),
    "(estate-card)": ("(服务卡)", "(card)"),
    "(estate-card-picture)": ("(服务卡图)", "(card as a picture)"),
    "(disclosure-summary)": ("(收支图)", "(chart)"),
    "(disclosure-statement)": ("(A4 公告)", "(A4 page)"),
}
_LATER = re.compile(r"^(?:（过了 (\d+) (\S+)）|\((\d+) (days|hours|minutes) later\))$", re.MULTILINE)
_WAIT = re.compile(r"^@wait (\d+)([dhm])$", re.MULTILINE)

_SAID = re.compile(r"^[^\s<>«≡]+> .*$", re.MULTILINE)
_FURTHER = re.compile(r"^[^\s<>«≡]+> .*(?:\n  .*)+", re.MULTILINE)


def as_played(text: str) -> str:
    """From the manual's words to the script's."""
    text = _FURTHER.sub(lambda found: found[0].replace("\n  ", r"\n"), text)
    text = _LATER.sub(lambda found: f"@wait {found[1] or found[3]}{_letter(found[2] or found[4])}", text)
    for script, shown in _SENT.items():
        for each in shown:
            text = text.replace(each, script)
    return text.replace(BINDING, "(code)").replace(INVITATION, "(code)")


def as_shown(text: str, *, english: bool) -> str:
    """From the script's words to the manual's."""
    text = _SAID.sub(lambda found: found[0].replace(r"\n", "\n  "), text)
    span = "({n} {unit} later)" if english else "（过了 {n} {unit}）"
    text = _WAIT.sub(lambda found: span.format(n=found[1], unit=_UNITS[found[2]][english]), text)
    for script, shown in {**_GIVEN, **_SENT}.items():
        text = text.replace(script, shown[english])
    return "\n".join(_with_codes(line) for line in text.split("\n"))


def _with_codes(line: str) -> str:
    return line.replace("(code)", BINDING if "/bind" in line else INVITATION)


def _letter(unit: str) -> str:
    return next(letter for letter, units in _UNITS.items() if unit in units)
