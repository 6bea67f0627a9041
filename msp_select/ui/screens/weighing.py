"""What the places share where weights are under the hand: moving one, saving when the hand rests, the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from msp_select.decision.elicit import moved
from msp_select.decision.profile import resolve_weights
from msp_select.decision.weight_log import explained, unexplained, with_weights_logged
from msp_select.model.changes import set_weights
from msp_select.model.session import Session
from msp_select.ui.screens.place import PlaceScreen
from msp_select.ui.widgets.dialogs import AskText

IDLE = 0.7  # seconds after the last move: all draws, and saving


class WeighingScreen(PlaceScreen):
    """A place with bars that move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "say_why", "Say why", tooltip="Say why weights were changed after prices were opened"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._run: tuple[str, Mapping[str, float]] | None = None  # what is being moved, and the shares before

    def shares(self) -> Mapping[str, float]:
        """The pillars' shares as they are now, percent."""
        return resolve_weights(self.work.session, self.work.catalog).pillars

    def move_pillar(self, key: str, percent: float | None) -> None:
        """The user wants this share for a pillar, or gives their own figure up."""
        session, now = self.work.session, self.shares()
        own = moved(session.weights.pillars, now, key, percent)
        what = f"weight of {self._titles[key].lower()}"
        self.weigh(set_weights(session, pillars=own), what, joined=True)

    def weigh(self, session: Session, what: str, *, joined: bool = False) -> None:
        """Take changed weights; a run of moves of one bar is one change."""
        goes_on = joined and self._run is not None and self._run[0] == what
        if not goes_on:
            self._run = (what, self.shares())
        assert self._run is not None
        now = resolve_weights(session, self.work.catalog).pillars
        session = with_weights_logged(
            session, self._titles, self._run[1], now, self.work.now(), joined=goes_on
        )
        self.apply(session, what, joined=goes_on, pause=IDLE if joined else 0.0)

    def rest(self) -> None:
        """Whatever comes next is a change of its own."""
        self._run = None

    @property
    def _titles(self) -> dict[str, str]:
        return {pillar.id: pillar.title for pillar in self.work.catalog.questionnaires}

    def on_screen_suspend(self) -> None:
        self.rest()

    # -- the reason -------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "say_why":
            return self.select_app.work is not None and unexplained(self.work.session) is not None
        return super().check_action(action, parameters)

    def action_say_why(self) -> None:
        entry = unexplained(self.work.session)
        if entry is not None:
            hint = "The reason stands in the log and in every report."
            self.app.push_screen(AskText(f"Why? {entry.what}", hint=hint), self._explained_why)

    def _explained_why(self, why: str | None) -> None:
        if why:
            self.rest()
            self.apply(explained(self.work.session, why), "reason for the change of weights")
