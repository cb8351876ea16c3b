"""Why: code holds keys and never sentences, so a key that is missing, or a blank nobody fills, is seen by a resident first.
Here every key said is written in every language, every key written is said, and the words keep the house's manners."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from config.words import LANGUAGES
from handlers.desk.registry import VERBS, load_features
from tests.house.source import ROOT, at, called, files, listed, tree, walk

load_features()
TEXTS = ROOT / "config" / "texts"
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)+")
SAYS = {"say", "saying", "Saying", "Refusal", "toast", "whisper", "sentence", "ask", "WrongFile", "render"}
NAMES_NO_TEXT = {"rule", "job", "hears", "article", "board", "blind_index", "indexed"}
BANNED = {
    "！": "no exclamation marks", "!": "no exclamation marks", "受理": "已记下", "转办": "转给", "工单": "号", "闭环": "办完",
    "质询": "我有疑问", "复盘": "回头看", "提交成功": "记下了", "给说法": "答复", "报事": "反映",
}  # fmt: skip
KIN = re.compile(r"(?<![父母双])亲(?![自属友戚])")


class Blanks(Visitor):
    """The variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 (the visitor's own name)
        self.names.add(node.id.name)


class Text:
    def __init__(self, path: Path, message: ftl.Message) -> None:
        self.path = path
        self.key = message.id.name
        self.has_value = message.value is not None
        self.attributes = {each.id.name: _plain(each.value) for each in message.attributes}
        self.value = _plain(message.value) if message.value else ""
        blanks = Blanks()
        blanks.visit(message)
        self.blanks = frozenset(blanks.names)


def _plain(pattern: ftl.Pattern) -> str:
    """The words of a pattern, its blanks as ◦; every variant of a selection counts."""
    parts = []
    for element in pattern.elements:
        if isinstance(element, ftl.TextElement):
            parts.append(element.value)
        elif isinstance(element.expression, ftl.SelectExpression):
            parts += [_plain(variant.value) for variant in element.expression.variants]
        else:
            parts.append("◦")
    return "".join(parts)


@cache
def texts(lang: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for path in sorted((TEXTS / lang).glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content[:60]}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is written twice"
                found[entry.id.name] = Text(path, entry)
    return found


def first_string(call: ast.Call) -> ast.expr | None:
    return call.args[0] if call.args else next((each.value for each in call.keywords if each.arg == "key"), None)


def pattern(joined: ast.JoinedStr) -> re.Pattern[str]:
    parts = [re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".+" for each in joined.values]
    return re.compile("".join(parts))


def said() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    for path, node in walk():
        if isinstance(node, ast.Call) and called(node) in SAYS and (first := first_string(node)) is not None:
            yield at(path, node), node, first


def constants() -> Iterator[tuple[str, str]]:
    """Every string of the code that looks like a key and is not the name of something else."""
    for path in files():
        other = {
            id(each)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and called(node) in NAMES_NO_TEXT
            for each in ast.walk(node)
        }
        for node in ast.walk(tree(path)):
            is_string = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in other
            if is_string and KEY.fullmatch(node.value):
                yield at(path, node), node.value


@cache
def joined() -> tuple[re.Pattern[str], ...]:
    """Keys put together in code, as rooms-bound-{audience}."""
    found = {pattern(node).pattern for _, node in walk() if isinstance(node, ast.JoinedStr)}
    return tuple(
        re.compile(each) for each in sorted(found) if re.match(r"[a-z]+\\-", each) or each.endswith(r"\-again")
    )


def test_every_key_said_is_written() -> None:
    wrong = [f"{where} {first.value}" for where, _, first in said() if _is_missing(first)]
    assert not wrong, listed(wrong)


def _is_missing(first: ast.expr) -> bool:
    if isinstance(first, ast.Constant):
        return isinstance(first.value, str) and bool(KEY.fullmatch(first.value)) and first.value not in texts("zh-CN")
    if isinstance(first, ast.JoinedStr):
        return not any(pattern(first).fullmatch(key) for key in texts("zh-CN"))
    return False


def test_every_key_written_is_said() -> None:
    spoken = {value for _, value in constants()}
    unsaid = [
        f"{text.path.name} {key}"
        for key, text in texts("zh-CN").items()
        if key not in spoken and key not in VERBS and not any(each.fullmatch(key) for each in joined())
    ]
    assert not unsaid, listed(unsaid)


def test_every_blank_is_filled_where_the_key_is_said() -> None:
    wrong = []
    for where, call, first in said():
        if (
            not isinstance(first, ast.Constant)
            or first.value not in texts("zh-CN")
            or called(call) in {"ask", "render", "Saying"}
        ):
            continue
        if any(each.arg is None for each in call.keywords):
            continue
        missing = texts("zh-CN")[first.value].blanks - {each.arg for each in call.keywords}
        if missing and texts("zh-CN")[first.value].has_value:
            wrong.append(f"{where} {first.value}: {', '.join(sorted(missing))}")
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "zh-CN"])
def test_every_language_has_the_same_keys_and_blanks(lang: str) -> None:
    chinese, other = texts("zh-CN"), texts(lang)
    assert sorted(chinese.keys() ^ other.keys()) == []
    differ = [key for key, text in chinese.items() if text.blanks != other[key].blanks]
    assert not differ, listed(differ)
    assert [key for key, text in chinese.items() if text.attributes.keys() != other[key].attributes.keys()] == []


def test_every_verb_has_a_label_in_every_language() -> None:
    missing = [f"{lang} {verb}" for lang in LANGUAGES for verb in VERBS if "label" not in _attributes(lang, verb)]
    assert not missing, listed(missing)


def _attributes(lang: str, verb: str) -> dict[str, str]:
    found = texts(lang).get(verb)
    return found.attributes if found else {}


def test_labels_fit_on_a_button() -> None:
    """2-6 characters: more is cut off on a small telephone with large letters."""
    wrong = [
        f"{verb} {label}"
        for verb in VERBS
        if (label := _attributes("zh-CN", verb).get("label"))
        and "◦" not in label
        and not label.isascii()
        and not 2 <= len(label) <= 6
    ]
    assert not wrong, listed(wrong)


def test_the_words_have_manners() -> None:
    """A calm clerk: no exclamation marks, no office words (what people may type is theirs to choose)."""
    wrong = []
    for key, text in texts("zh-CN").items():
        shown = text.value + text.attributes.get("label", "")
        wrong += [f"{key}: {word}, rather {instead}" for word, instead in BANNED.items() if word in shown]
        wrong += [f"{key}: 亲"] if KIN.search(shown) else []
    wrong += [f"en {key}: !" for key, text in texts("en").items() if "!" in text.value]
    assert not wrong, listed(wrong)


def test_every_verb_offered_is_registered() -> None:
    known = [*VERBS, "="]
    wrong = []
    for path, node in walk():
        if called(node) not in {"choice", "Choice"} or not isinstance(node, ast.Call) or not node.args:
            continue
        verb = _verb(node.args[0])
        if verb is not None and not any(verb.fullmatch(each) for each in known):
            wrong.append(f"{at(path, node)} {ast.unparse(node.args[0])}")
    assert not wrong, listed(wrong)


def _verb(first: ast.expr) -> re.Pattern[str] | None:
    """The first word of the line; what is filled in may be anything. None where it is not written here."""
    if isinstance(first, ast.Constant):
        return re.compile(re.escape(str(first.value).split()[0]))
    if isinstance(first, ast.JoinedStr):
        line = "".join(str(each.value) if isinstance(each, ast.Constant) else "◦" for each in first.values)
        return re.compile(re.escape(line.split()[0]).replace("◦", ".+"))
    return None


def test_code_holds_no_sentences() -> None:
    """Chinese words for people live in config/texts; code knows only what it must understand (units, separators)."""
    allowed = (
        "bot/play/",
        "bot/demo/",
        "bot/cli/",
        "models/people/",
        "models/calendar/",
        "models/disclosures/",
        "models/complaints/triage",
        "bot/papers/",
        "config/",
    )
    wrong = []
    for path in files("bot", "handlers", "scheduler", "models"):
        if path.relative_to(ROOT).as_posix().startswith(allowed):
            continue
        documented = {id(each.value) for each in ast.walk(tree(path)) if isinstance(each, ast.Expr)}
        wrong += [
            f"{at(path, node)} {node.value[:20]}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documented
            and not re.search(r"[\[|\\]", node.value)  # a pattern: what people may write, not what we say
            and re.search(r"[\u4e00-\u9fff]{6}", re.sub("[一二三四五六七八九十百]", "", node.value))
        ]
    assert not wrong, listed(wrong)
