"""docs/law.md: the rules as tables for people who check them. Its prose stands in config/law/page.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from config.law import FOLDER, Confidence, MonthDay, Rule, rules

PAGE = Path(__file__).parents[1] / "docs" / "law.md"
_OURS = "house default"  # the article_en of what no text, here or elsewhere, says


def page() -> str:
    template = (FOLDER / "page.md").read_text(encoding="utf-8")
    unsure = (rule for rule in rules() if rule.confidence is not Confidence.READ and rule.article_en != _OURS)
    return template.format(count=len(rules()), tables=_tables(), to_check="".join(map(_doubt, unsure)))


def write() -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


def _tables() -> str:
    by_topic = groupby(rules(), key=lambda rule: rule.topic)
    return "".join(f"### {topic.capitalize()}\n\n{_table(group)}\n" for topic, group in by_topic)


def _table(group: Iterable[Rule]) -> str:
    head = "| rule | value | 依据 | article | confidence | layer | note |\n|---|---|---|---|---|---|---|\n"
    return head + "".join(_row(rule) for rule in group)


def _row(rule: Rule) -> str:
    cells = (f"`{rule.key}`", _value(rule), rule.article, rule.article_en, rule.confidence, rule.layer, rule.note)
    return "| " + " | ".join(cells) + " |\n"


def _doubt(rule: Rule) -> str:
    return f"- `{rule.key}` ({rule.confidence}): {_value(rule)}. {rule.article}\n"


def _value(rule: Rule) -> str:
    match rule.value:
        case bool():
            return "yes" if rule.value else "no"
        case Fraction(numerator=part, denominator=whole):
            return f"{'>' if rule.unit == 'more-than-share' else '≥'} {part}/{whole}"
        case time():
            return f"{rule.value:%H:%M}"
        case MonthDay(month=month, day=day):
            return f"{month:02}-{day:02}"
        case tuple():
            return ", ".join(rule.value)
        case number:
            return str(number) + _unit(rule.unit, number)


def _unit(unit: str, number: int) -> str:
    if unit == "count":
        return ""
    return f" {unit.replace('-', ' ')}{'' if number == 1 else 's'}"
