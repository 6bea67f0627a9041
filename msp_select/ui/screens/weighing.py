"""What places share where weights are under the hand: moving one, saving when it rests, the reason."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import ModalScreen

from msp_select.decision.elicit import moved
from msp_select.decision.profile import resolve_weights
from msp_select.model.changes import set_weights
from msp_select.model.session import Session
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskText
from msp_select.ui.widgets.weight_bars import WeightBars

IDLE = 0.7  # seconds after the last move: all draws, and saving


class WeighingScreen(Place):
    """A place with bars that move."""

    def __init__(self) -> None:
        super().__init__()
        self._in_hand = ""  # what is being moved
        self._reason = ""  # why locked weights are changed, asked once a visit

    def shares(self) -> Mapping[str, float]:
        """The pillars' shares as they are now, percent."""
        return resolve_weights(self.work.session, self.work.catalog).pillars

    def move_pillar(self, key: str, percent: float | None) -> None:
        """The user wants this share for a pillar, or gives their own figure up."""
        session = self.work.session
        own = moved(session.weights.pillars, self.shares(), key, percent)
        self.weigh(set_weights(session, pillars=own), f"weight of {self._titles[key].lower()}", joined=True)

    def weigh(self, session: Session, what: str, *, joined: bool = False) -> None:
        """Take changed weights; a run of moves of one bar is one change, with one reason if locked."""
        joined = joined and self._in_hand == what
        if not joined and not self._reason and self.work.needs_reason(session):
            self._ask_why(session, what)
            return
        self._in_hand = what
        self.apply(session, what, joined=joined, pause=IDLE, why=self._reason)

    def rest(self) -> None:
        """Whatever comes next is a change of its own."""
        self._in_hand = ""

    def on_screen_suspend(self) -> None:
        self.rest()
        for bars in self.query(WeightBars):
            bars.rest()
        if not isinstance(self.app.screen, ModalScreen):
            self._reason = ""

    @property
    def _titles(self) -> dict[str, str]:
        return {pillar.id: pillar.title for pillar in self.work.catalog.questionnaires}

    def _ask_why(self, session: Session, what: str) -> None:
        def given(why: str | None) -> None:
            if why:
                self._reason = why
                self.weigh(session, what)

        self.app.push_screen(
            AskText(
                "Prices are open, so weights are locked. Why change them?",
                hint="The reason goes into the log and every report; it holds until you leave this place.",
            ),
            given,
        )
