"""Why: == stops at the first letter that differs, and how long it took tells how many were right. What opens a door is
compared in constant time."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.source import at, listed, walk

SECRET = re.compile(
    r"(?:^|_)(?:signature|sig|secret|token|hmac|digest|mac|password|key_hash|code_hash)s?(?:_|$)", re.IGNORECASE
)
KNOWN = {
    ("bot/tencent/client.py", "_token"): "our own token against our own, fetched from the platform: nobody guesses it",
    ("models/people/roles.py", "code_hash"): "a hash looked up in the database: the code itself is never compared",
    ("models/people/entries.py", "token"): "the same",
    ("models/people/entries.py", "token_hash"): "the same",
    ("models/people/homes/invitations.py", "code_hash"): "the same",
}
"""Compared plainly, and why that tells nobody anything."""


def names(node: ast.expr) -> set[str]:
    """What a side of a comparison is called, calls and keys included: query["sig"], given.token, signature_of(x)."""
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Attribute):
            found.add(each.attr)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isidentifier():
            found.add(each.value)
    return {name for name in found if SECRET.search(name)}


def compared(tree: ast.AST) -> set[str]:
    """Names of secrets that stand at both ends of a plain comparison; one with nothing ("" or None) tells nothing."""
    if not isinstance(tree, ast.Compare) or not all(isinstance(each, (ast.Eq, ast.NotEq)) for each in tree.ops):
        return set()
    sides = [tree.left, *tree.comparators]
    if any(isinstance(side, ast.Constant) and not side.value for side in sides):
        return set()
    return set().union(*(names(side) for side in sides))


def test_no_secret_is_compared_plainly() -> None:
    wrong = []
    for path, node in walk():
        short = str(path.relative_to(Path(__file__).parents[2]))
        wrong += [f"{at(path, node)} {name}" for name in sorted(compared(node)) if (short, name) not in KNOWN]
    assert not wrong, listed(wrong)


def test_what_is_excused_is_still_there() -> None:
    found = {
        (str(path.relative_to(Path(__file__).parents[2])), name) for path, node in walk() for name in compared(node)
    }
    assert set(KNOWN) <= found


def test_the_rule_sees_what_it_should() -> None:
    bad = ("given == signature", 'query["sig"] != made', "sign(x) == self._secret", "a.token == b", "hmac_of(x) == y")
    good = ("compare_digest(token, given)", 'token == ""', "tokens is None", "signed == until", "machine == x")
    for code in (*bad, *good):
        found = set().union(*(compared(node) for node in ast.walk(ast.parse(code))))
        assert bool(found) is (code in bad), code
