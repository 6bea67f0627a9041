"""The weights under the hand: one bar a pillar, moved with the arrow keys or typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message

from msp_select.ui.literal import fitted, padded
from msp_select.ui.widgets.bars import plain_bar, right
from msp_select.ui.widgets.line_list import Line, LineList


@dataclass(frozen=True)
class Weight:
    """One bar: a figure in percent, the figure it is compared with, and a remark beside it."""

    key: str
    title: str
    percent: float
    before: float | None = None
    remark: str = ""


class WeightBars(LineList):
    """Bars in percent; the widget asks for a move and shows what it is given."""

    GUIDE = (
        "Each line is one part of the decision and its share of the whole.\n\n"
        "Left and right move a share by 1, with shift by 5; or type the figure. Backspace gives your own "
        "figure up again. The other shares make room in proportion; a figure you have set yourself stays."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "move(-1)", "Less", show=False),
        Binding("right,plus", "move(1)", "More", show=False),
        Binding("shift+left", "move(-5)", "5 less", show=False),
        Binding("shift+right", "move(5)", "5 more", show=False),
        Binding("backspace,delete", "give_up", "Give your figure up", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The user wants this share; None gives their own figure up."""

        bars: WeightBars
        key: str
        percent: float | None

        @property
        def control(self) -> WeightBars:
            """The bars it was moved in."""
            return self.bars

    def __init__(self, *, zero_is_free: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._weights: tuple[Weight, ...] = ()
        self._typed = ""
        self._asked: tuple[str, float] | None = None  # what the next press of a held key goes on from
        self._zero_is_free = zero_is_free  # a first 0 goes on to whoever else wants it

    def show_weights(self, weights: Sequence[Weight]) -> None:
        """Show these figures."""
        self._weights = tuple(weights)
        self._asked = None
        self._draw()

    def rest(self) -> None:
        """Go on from what is shown: what was asked for may have been refused."""
        self._asked = None

    def on_resize(self) -> None:
        """The bars are as long as there is room."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """Digits type a share, applied as it stands."""
        if event.character is None or event.character not in "0123456789":
            self._typed = ""
            return
        if event.character == "0" and not self._typed and self._zero_is_free:
            return
        event.stop()
        event.prevent_default()
        typed = (self._typed + event.character)[-3:]
        self._typed = typed if int(typed) <= 100 else event.character
        self._ask(float(self._typed))

    def on_blur(self) -> None:
        """What was typed is done with."""
        self._typed = ""
        self._asked = None

    def action_move(self, by: int) -> None:
        """One step, from the whole figure nearest in that direction."""
        weight = self._current()
        if weight is None:
            return
        asked = self._asked[1] if self._asked is not None and self._asked[0] == weight.key else weight.percent
        percent = min(max(round(asked) + by, 0), 100)
        self._asked = (weight.key, percent)
        self._ask(percent)

    def action_step(self, by: int) -> None:
        """The next pillar."""
        self._typed = ""
        self._asked = None
        super().action_step(by)

    def action_give_up(self) -> None:
        """Take the user's own figure back."""
        self._ask(None)

    def _ask(self, percent: float | None) -> None:
        if self.key:
            self.post_message(self.Moved(self, self.key, percent))

    def _current(self) -> Weight | None:
        return next((weight for weight in self._weights if weight.key == self.key), None)

    def _draw(self) -> None:
        self.show(weight_lines(self._weights, self.room))


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
                (plain_bar(weight.percent / 50, bar), "$accent"),
                right("" if weight.before is None else percent(weight.before), 6),
                "  ",
                fitted(weight.remark, max(width - titles - bar - 16, 0)),
            ),
            weight.key,
        )
        for weight in weights
    ]


def bar_width(width: int) -> int:
    """How long a bar of 50 % is in so much room."""
    return 12 if width < 96 else 24


def percent(share: float) -> str:
    """A share as it is shown everywhere: whole where it is, else one decimal."""
    rounded = round(share, 1)
    return f"{rounded:.0f} %" if rounded == int(rounded) else f"{rounded:.1f} %"


def shares_in_words(weights: Mapping[str, float]) -> str:
    """Shares in words, for one line."""
    return ", ".join(f"{title} {percent(share)}" for title, share in weights.items())
