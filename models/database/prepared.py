"""A question to the database that is put together once: its function is called with placeholders, its statement kept, and
from then on only values are filled in. Putting one together costs several times what the database takes to answer it.

Such a function says what is asked and never looks at its arguments: there is nothing in them yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, TypeVarTuple, overload

import sqlalchemy as sa
from sqlmodel import Session
from sqlmodel.sql.expression import Select, SelectOfScalar

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@overload
def prepared(make: Callable[P, SelectOfScalar[T]]) -> Callable[Concatenate[Session, P], sa.ScalarResult[T]]: ...
@overload
def prepared(make: Callable[P, Select[*Ts]]) -> Callable[Concatenate[Session, P], sa.Result[*Ts]]: ...
def prepared(make: Callable[P, Any]) -> Callable[Concatenate[Session, P], Any]:
    """The session comes first, then a value for each placeholder; what is asked `in_` a placeholder takes a list."""
    names = tuple(signature(make).parameters)
    with_placeholders: Callable[..., Any] = make

    @cache
    def statement() -> Any:
        return with_placeholders(*(sa.bindparam(name) for name in names))

    def ask(session: Session, /, *values: P.args, **named: P.kwargs) -> Any:
        return session.exec(statement(), params=dict(zip(names, values, strict=False)) | named)

    return ask
