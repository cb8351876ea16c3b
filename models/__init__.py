"""Nouns, rules, queries, actions and tables. Knows no channel, no command, no calendar's ring."""

import importlib
import pkgutil
from functools import cache

from sqlalchemy import MetaData
from sqlmodel import SQLModel


@cache
def load_tables() -> MetaData:
    """Import every module of this floor, so that the metadata knows every table."""
    for found in pkgutil.walk_packages(__path__, "models."):
        if not found.name.startswith("models.migrations"):
            importlib.import_module(found.name)
    return SQLModel.metadata
