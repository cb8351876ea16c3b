"""A question to the database that is put together once: its function is called with placeholders, its statement kept, and
from then on only values are filled in. Putting one together costs several times what the database takes to answer it.

Such a function says what is asked and never looks at its arguments: there is nothing in them yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, TypeVarTuple, overload

import sqlalchemy as sa
from sqlmodel import Session
from sqlmodel.sql.expression import Select, SelectOfScalar

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class _Prepared(Generic[P]):
    def __init__(self, make: Callable[P, Any]) -> None:
        self._make: Callable[..., Any] = make
        self._names = tuple(signature(make).parameters)

    @cached_property
    def _statement(self) -> Any:
        return self._make(*(sa.bindparam(name) for name in self._names))

    def __call__(self, session: Session, *values: P.args, **named: P.kwargs) -> Any:
        return session.exec(self._statement, params=dict(zip(self._names, values, strict=False)) | named)


@overload
def prepared(make: Callable[P, SelectOfScalar[T]]) -> Callable[Concatenate[Session, P], sa.ScalarResult[T]]: ...
@overload
def prepared(make: Callable[P, Select[*Ts]]) -> Callable[Concatenate[Session, P], sa.Result[*Ts]]: ...
def prepared(make: Callable[P, Any]) -> Callable[Concatenate[Session, P], Any]:
    """The session comes first, then a value for each placeholder; what is asked `in_` a placeholder takes a list."""
    return _Prepared(make)
