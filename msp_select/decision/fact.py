"""What a fact is: something worth knowing as ids, codes and unrounded figures, in no language yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any, ClassVar

FOR_WORDS_ONLY = {"told": False}
"""Metadata of a field that words are made of and no machine output holds: a part of the decision as it is."""
AMONG_FIGURES = {"key": "candidates"}
"""Metadata of the list of candidates that the other lists of figures go along with."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing worth knowing; `candidates` the ids of whom it is about, every other field a figure of it.

    A field is named with its unit, and may be None where it is not known or does not apply; `kind` is what
    the fact is called in every machine output. Fields are only ever added.
    """

    kind: ClassVar[str]
    candidates: tuple[str, ...] = ()

    @property
    def figures(self) -> Mapping[str, Any]:
        """Every field but `candidates` and those `FOR_WORDS_ONLY`, as plain data."""
        return {
            f.metadata.get("key", f.name): _plain(getattr(self, f.name))
            for f in fields(self)
            if f.name != "candidates" and f.metadata.get("told", True)
        }


def _plain(value: object) -> Any:
    """Facts within a fact as mappings, tuples as lists, exact decimals as floating point."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.metadata.get("told", True)}
    return value
