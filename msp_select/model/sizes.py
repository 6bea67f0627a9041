"""How often a verdict of a small set of questions turns once every question is asked: measured, and dated."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from msp_select.model.scalars import Count, Day, Frozen, Name, Number, Size, Text


class Turned(Frozen):
    """Of so many verdicts of one kind in one size, how many named another first; `percent` overrides that."""

    size: Size
    verdict: Text
    turned: Count
    of: Count
    percent: Number | None = None

    @model_validator(mode="after")
    def _is_a_share(self) -> Self:
        if not 0 <= self.turned <= self.of or not self.of:
            raise ValueError(f"turned = {self.turned} of = {self.of}; expected a part of at least 1")
        return self


class Sizes(Frozen):
    """`sizes.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["sizes"]
    version: Text
    title: Name
    dated: Day
    origin: Text
    turned: tuple[Turned, ...]

    def turned_percent(self, size: Size, verdict: str) -> float | None:
        """In how many of 100 such verdicts another is first with every question; None where not measured."""
        for row in self.turned:
            if (row.size, row.verdict) == (size, verdict):
                return 100 * row.turned / row.of if row.percent is None else float(row.percent)
        return None
