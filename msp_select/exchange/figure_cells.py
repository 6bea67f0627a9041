"""One figure as a person writes it in a cell: "57/60", "14", "2 h 30", "-" where nothing was reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from msp_select.model.number_text import readings
from msp_select.model.scalars import shown

NOT_REPORTED = ("-", "–", "—")
_OF = re.compile(r"(.+?)\s*(?:/|of)\s*(.+)")
_HOURS = re.compile(r"(\d+)\s*h(?:ours?)?(?:\s*(\d{1,2})\s*(?:m|min|minutes)?)?", re.I)


def as_figure(
    text: str, decimal: str = "", number: Callable[[str], Decimal] | None = None
) -> tuple[Decimal | None, Decimal | None]:
    """The figure and of how many, None of it where it is no share; (None, None) where it was not reported.

    `number` reads what stands before and behind the stroke, at a keyboard in its own way. ValueError where
    it is no figure.

    >>> [as_figure(text) for text in ("57/60", "2 h 30", "-")]
    [(Decimal('57'), Decimal('60')), (Decimal('2.5'), None), (None, None)]
    """
    words = text.strip()
    if words in NOT_REPORTED:
        return None, None
    hours = _HOURS.fullmatch(words)
    if hours:
        return Decimal(hours[1]) + Decimal(hours[2] or 0) / 60, None
    read = number or partial(_number, decimal=decimal)
    share = _OF.fullmatch(words)
    return (read(share[1]), read(share[2])) if share else (read(words), None)


def _number(text: str, decimal: str) -> Decimal:
    found = readings(text, decimal=decimal)
    if len(found) != 1:
        raise ValueError(
            f"{shown(text)} is no figure; expected 57/60, 14, 2 h 30, or - where it was not reported"
        )
    return found[0]


def figure_words(value: Decimal | None, of: Decimal | None) -> str:
    """The figure as `as_figure` reads it."""
    if value is None:
        return NOT_REPORTED[0]
    whole = f"{value.normalize():f}"
    return whole if of is None else f"{whole}/{of.normalize():f}"
