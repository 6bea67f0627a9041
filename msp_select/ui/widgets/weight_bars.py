"""Weights as bars in percent, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from msp_select.ui.literal_text import fitted, padded
from msp_select.ui.widgets.bars import plain_bar, right
from msp_select.ui.widgets.selectable_lines import Line


@dataclass(frozen=True)
class Weight:
    """One bar: a figure in percent, the figure it is compared with, and a remark beside it."""

    key: str
    title: str
    percent: float
    before: float | None = None
    remark: str = ""


def weight_lines(weights: Sequence[Weight], width: int) -> list[Line]:
    """The bars as lines: title, share in text, bar, the share before, remark."""
    titles = min(max((len(weight.title) for weight in weights), default=0), 20) + 1
    bar = bar_width(width)
    return [
        Line(
            Content.assemble(
                " ",
                (padded(weight.title, titles), "bold"),
                right(percent(weight.percent), 6),
                " ",
                (plain_bar(weight.percent / 100, bar), "$accent"),
                right("" if weight.before is None else percent(weight.before), 6),
                "  ",
                fitted(weight.remark, max(width - titles - bar - 16, 0)),
            ),
            weight.key,
        )
        for weight in weights
    ]


def bar_width(width: int) -> int:
    """How long a bar of the whole is in so much room."""
    return 12 if width < 96 else 24


def percent(share: float) -> str:
    """A share as it is shown everywhere: whole percent of 100."""
    return f"{share:.0f} %"


def shares_in_words(weights: Mapping[str, float]) -> str:
    """Shares in words, for one line."""
    return ", ".join(f"{title} {percent(share)}" for title, share in weights.items())
