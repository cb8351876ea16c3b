"""A text that says where, and nothing else."""

from __future__ import annotations

import re

from config.rosters import table
from models.people.addresses import Place, find_place, plain

_ONLY_WHERE = re.compile(
    r"(?:[0-9#,，.。、\s-]|(?<![A-Z])[A-Z](?![A-Z])|BUILDING|BLOCK|UNIT|FLAT|[零〇一二三四五六七八九十百千幺两]|[甲乙丙丁东西南北中第在是的]|[幢栋座楼室层期区号户家]|单元)*"
)


def is_only_place(text: str) -> bool:
    """2-1-301, 3幢楼道: where, and not a word of what is there."""
    rest = plain(text)
    for word in sorted((word for said in table("spots").values() for word in said), key=len, reverse=True):
        rest = rest.replace(word, " ")
    return find_place(text) != Place() and _ONLY_WHERE.fullmatch(rest) is not None
