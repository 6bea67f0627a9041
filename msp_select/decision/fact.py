"""What a fact is: something worth knowing as ids, codes and unrounded figures, in no language yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from msp_select.decision.plain_values import as_plain

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
            f.metadata.get("key", f.name): as_plain(getattr(self, f.name))
            for f in fields(self)
            if f.name != "candidates" and f.metadata.get("told", True)
        }
