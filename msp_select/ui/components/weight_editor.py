"""The weights under the hand: one bar each, moved with the arrow keys or typed; locked ones ask why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message

from msp_select.decision.weighting.elicitation import moved
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.edits import set_weights
from msp_select.ui.widgets.dialogs import AskText
from msp_select.ui.widgets.selectable_lines import LineList
from msp_select.ui.widgets.weight_bars import Weight, weight_lines

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

LOCKED = "Prices are open, so weights are locked. Why change them?"
LOGGED = "The reason goes into the log and every report."
IDLE = 0.7  # seconds after the last move: all draws, and saving
Edit = Callable[["Session"], "Session"]


class WeightEditor(LineList):
    """Bars in percent; it asks for changed weights by `Weighed` and shows what it is given."""

    GUIDE = (
        "Each line is one part of the decision and its share of the whole.\n\n"
        "Left and right move a share by 1, with shift by 5; or type the figure. Backspace gives your own "
        "figure up again. The other shares make room in proportion; a figure you have set yourself stays. "
        "Once prices are open a move is only tried: k keeps it and asks why, b goes back to what was decided."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "move(-1)", "Less", show=False),
        Binding("right,plus", "move(1)", "More", show=False),
        Binding("shift+left", "move(-5)", "5 less", show=False),
        Binding("shift+right", "move(5)", "5 more", show=False),
        Binding("backspace,delete", "give_up", "Give your figure up", show=False),
    ]

    @dataclass
    class Weighed(Message):
        """Other weights are wanted: `edit` puts them into the session as it is when this arrives.

        `bar` is the key of the bar that was moved, if it was one; `joined`: this goes on from the move before
        as one change. `why` is the reason for moving locked weights; without one they are only `tried`.
        """

        edit: Edit
        what: str
        bar: str = ""
        joined: bool = False
        why: str = ""
        tried: bool = False

    def __init__(self, *, zero_is_free: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._work: OpenSession | None = None
        self._inside: str | None = None  # the pillar whose criteria are shown, or all pillars
        self._weights: tuple[Weight, ...] = ()
        self._typed = ""
        self._asked: tuple[str, float] | None = None  # what the next press of a held key goes on from
        self._zero_is_free = zero_is_free  # a first 0 goes on to whoever else wants it
        self._in_hand = ""  # what is being moved

    # -- showing ----------------------------------------------------------------------------------------

    def show_weights(
        self, work: OpenSession, weights: Sequence[Weight], *, inside: str | None = None
    ) -> None:
        """Show these of the open session: of its pillars, or of the criteria `inside` one of them."""
        self._work, self._inside, self._weights = work, inside, tuple(weights)
        self._asked = None
        self._draw()

    def on_resize(self) -> None:
        """The bars are as long as there is room."""
        self._draw()

    def _draw(self) -> None:
        self.show(weight_lines(self._weights, self.room))

    # -- keys -------------------------------------------------------------------------------------------

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
        self._move(float(self._typed))

    def on_blur(self) -> None:
        """What was typed is done with."""
        self._typed = ""
        self._asked = None

    def action_move(self, by: int) -> None:
        """One step, from the whole figure nearest in that direction."""
        weight = next((weight for weight in self._weights if weight.key == self.key), None)
        if weight is None:
            return
        asked = self._asked[1] if self._asked is not None and self._asked[0] == weight.key else weight.percent
        percent = min(max(round(asked) + by, 0), 100)
        self._asked = (weight.key, percent)
        self._move(percent)

    def action_step(self, by: int) -> None:
        """The next bar."""
        self._typed = ""
        super().action_step(by)

    def action_give_up(self) -> None:
        """Take the user's own figure back."""
        self._move(None)

    def move_to(self, key: str) -> None:
        """Put the cursor on the bar of that key; whatever comes next is a change of its own."""
        before = self.key
        super().move_to(key)
        if self.key != before:
            self.rest()

    # -- weighing ---------------------------------------------------------------------------------------

    def weigh(self, edit: Edit, what: str, *, bar: str = "") -> None:
        """Ask for other weights; a run of moves of one bar is one change. Locked ones are tried for free."""
        work = self._work
        assert work is not None
        joined = bool(bar) and self._in_hand == what
        if work.session.settings.weights_locked is not None:
            wanted = edit(work.weighed)
            if work.trial is not None or work.may_be_tried(wanted):
                self.post_message(self.Weighed(edit, what, bar, tried=True))
                return
            if not joined and work.needs_reason(wanted):
                self._ask_why(edit, what, bar)
                return
        self._in_hand = what
        self.post_message(self.Weighed(edit, what, bar, joined))

    def rest(self) -> None:
        """The bar is let go: whatever comes next is a change of its own, from what is shown."""
        self._in_hand = ""
        self._asked = None

    def leave(self) -> None:
        """The place is left, if only for a question in front of it."""
        self.rest()

    def _move(self, percent: float | None) -> None:
        """Ask for this share for the bar under the cursor, or (None) give the user's own figure up."""
        key, work, inside = self.key, self._work, self._inside
        if not key or work is None:
            return
        title = next(weight.title for weight in self._weights if weight.key == key)
        edit: Edit = partial(pillar_moved, catalog=work.catalog, pillar=key, percent=percent)
        if inside is not None:
            edit = partial(
                criterion_moved, catalog=work.catalog, pillar=inside, criterion=key, percent=percent
            )
        self.weigh(edit, f"weight of {title.lower()}", bar=key)

    def _ask_why(self, edit: Edit, what: str, bar: str) -> None:
        def given(why: str | None) -> None:
            if why:
                self.post_message(self.Weighed(edit, what, bar, why=why))

        self.app.push_screen(AskText(LOCKED, hint=LOGGED), given)


def pillar_moved(session: Session, catalog: Catalog, pillar: str, percent: float | None) -> Session:
    """The session after a pillar's share was moved to `percent`, or (None) given up."""
    shares = resolve_weights(session, catalog).pillars
    return set_weights(session, pillars=moved(session.weights.pillars, shares, pillar, percent))


def criterion_moved(
    session: Session, catalog: Catalog, pillar: str, criterion: str, percent: float | None
) -> Session:
    """The session after a share inside a pillar was moved to `percent`, or (None) given up.

    `criterion` is its full key, "pillar.criterion".
    """
    start = f"{pillar}."
    here = {
        key.removeprefix(start): share
        for key, share in resolve_weights(session, catalog).criteria.items()
        if key.startswith(start)
    }
    own = moved(session.weights.criteria.get(pillar, {}), here, criterion.removeprefix(start), percent)
    criteria = {name: shares for name, shares in session.weights.criteria.items() if name != pillar}
    return set_weights(session, criteria=criteria | ({pillar: own} if own else {}))
