"""The result: a verdict in a sentence, the ranking as a picture, the weights under the hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.edits import set_weights
from msp_select.ui import trial
from msp_select.ui.clipboard import copy_page
from msp_select.ui.components.weight_editor import IDLE, WeightEditor
from msp_select.ui.open_prices import open_prices
from msp_select.ui.place_frame import CHEAPEST, TO_ASK, Place
from msp_select.ui.result_words import (
    Before,
    detail_words,
    flips,
    gut_words,
    legend_words,
    next_steps,
    result_as_text,
    verdict_words,
)
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.ranking import Ranking, Standings, columns, heading, places_moved
from msp_select.ui.widgets.selectable_lines import LineList
from msp_select.ui.widgets.weight_bars import Weight, bar_width

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.model.session import Session

QUICK_DRAWS = 2_000
A_MOMENT = 0.25  # seconds after the last move: quick shares; all draws follow when the hand rests


class ResultScreen(Place):
    """Where a moved weight re-ranks at once."""

    PLACE = "result"
    COMPUTES = False
    JUDGES = True
    GUIDE = (
        "The ranking and how sure it is. Tab goes to the weights: left and right move one, and the order "
        'follows at once. f keeps the present weights as the "before" to compare with; 0 goes back to them.'
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        CHEAPEST,
        Binding("c", "app.go('compare')", "Compare", tooltip="Compare the candidates side by side"),
        Binding("m", "money", "Cost", tooltip="What this candidate costs, line by line"),
        TO_ASK,
        Binding("h", "app.go('hand_over')", "Hand over", tooltip="Hand over: reports and sheets"),
        Binding("f", "freeze", "Freeze", tooltip="Freeze: compare with the weights as they are now"),
        Binding("0", "back_to_before", "As before", show=False, tooltip="Go back to the frozen weights"),
        Binding("s", "keep_trial", "Keep", tooltip="Keep the weights on trial, and say why"),
        Binding("b", "drop_trial", "As decided", tooltip="Back to the weights as decided"),
        Binding("y", "copy", "Copy", tooltip="Copy the ranking as text"),
        Binding("o", "open_prices", "Open prices", tooltip="Open the prices early; asks why"),
    ]

    @dataclass
    class Counted(Message):
        """An evaluation is ready; `flips` says beside each pillar who leads where its weight moves.

        `then`: how many draws are to follow once this is painted, 0 for none.
        """

        evaluation: Evaluation
        flips: Mapping[str, str]
        then: int = 0

    def __init__(self) -> None:
        super().__init__()
        self._shown: Evaluation | None = None
        self._shares: dict[str, float | None] = {}
        self._held: list[str] = []  # the order when the bar in hand was taken hold of
        self._flips: Mapping[str, str] = {}
        self._before: Before | None = None
        self._moved: dict[str, int] = {}
        self._waiting: list[Timer] = []

    def body(self) -> ComposeResult:
        with Container(id="standing"):
            with Vertical(id="said"):
                yield ChangingText("Working out the ranking …", id="verdict")
                yield ChangingText(id="gut")
                yield ChangingText(id="next")
            with Vertical(id="ranked"):
                yield ChangingText(id="ranking-head")
                yield Ranking(id="ranking")
                yield ChangingText(id="detail")
        yield ChangingText(id="weights-head")
        yield WeightEditor(zero_is_free=True, id="weights")
        yield ChangingText(id="legend")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        session = self.work.weighed
        if self._shown is not None and self._shown.of is session:
            return
        if not session.candidates:
            self._empty()
            return
        if self._shown is None:  # numpy is not loaded yet: paint what is known without it
            self._draw_weights()
            self.call_after_refresh(self._count, session, 0, session.settings.draws)
            return
        before = self._held or [result.id for result in self._shown.results]
        evaluation = self.work.evaluation(draws=0, of=session)
        self._take(evaluation, {}, before)
        for timer in self._waiting:
            timer.stop()
        self._waiting = [
            self.set_timer(A_MOMENT, lambda: self._count(session, QUICK_DRAWS)),
            self.set_timer(IDLE, lambda: self._count(session, session.settings.draws)),
        ]

    @work(thread=True, exclusive=True, group="shares", exit_on_error=False, description="")
    def _count(self, session: Session, draws: int, then: int = 0) -> None:
        """Score in the background; the newest question replaces the one before."""
        from msp_select.phrases.en.headline import verdict_in_lines  # noqa: F401  (loaded while nobody waits)

        if self.work.weighed is not session:
            return
        exact = draws == session.settings.draws
        found = self.work.evaluation(draws=None if exact else draws, of=session)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(found, flips(found) if found.simulation else {}, then))

    @on(Counted)
    def counted(self, message: Counted) -> None:
        """Show what was counted, unless the session has moved on."""
        if message.evaluation.of is not self.work.weighed:
            return
        self._take(message.evaluation, message.flips, None)
        if message.then:  # not before: counting would hold the painting up
            self.call_after_refresh(self._count, message.evaluation.of, message.then)

    def _take(self, evaluation: Evaluation, flips: Mapping[str, str], before: list[str] | None) -> None:
        if before is not None:
            self._moved = places_moved(before, [result.id for result in evaluation.results])
        if evaluation.simulation is None:
            self._shares = {result.id: None for result in evaluation.results}
        else:
            self._shares = {result.id: result.first_share for result in evaluation.results}
        if evaluation.simulation is not None:
            self._flips = flips
        self._shown = evaluation
        if self._before is None:
            self._before = self._now()
        self._draw()

    @on(Ranking.Resized)
    def _draw(self) -> None:
        """Everything in the room there is: columns, their titles, units and legend change together."""
        evaluation = self._shown
        if evaluation is None:
            return
        ranking = self.query_one(Ranking)
        standings = Standings(evaluation, self._shares, self._moved)
        at = columns(standings, ranking.room or self.size.width - 3)
        ranking.draw(standings, at)
        on_trial = "" if self.work.trial is None else "On trial: "
        self._say("#verdict", on_trial + verdict_words(evaluation))
        self.query_one("#gut").display = bool(evaluation.session.favourite)
        self._say("#gut", gut_words(evaluation, more=" F7 says more."))
        if self.has_class("-wide"):  # only there is it shown
            self._say("#next", next_steps(self.work, self.select_app.candidate))
        self._say("#ranking-head", heading(evaluation.measure, at))
        self._draw_detail()
        self._draw_weights()
        self._say("#legend", legend_words(evaluation, self.size.width - 2, thousands=at.thousands))
        self.refresh_bindings()

    def _draw_weights(self) -> None:
        shares = self._pillars()
        before = shares if self._before is None else self._before.pillars
        width = self.size.width - 2
        titles = min(max(len(p.title) for p in self.work.catalog.questionnaires), 20) + 1
        before_at = bar_width(width) + 1 + 6
        keys = "Tab, ← →: move   f freeze   0 back"
        beside = "before"
        if self.work.trial is not None:
            keys, beside = "s keeps it, asks why   b as decided", "decided"
        self._say("#weights-head", f" {'What matters':<{titles}} share{beside:>{before_at}}   {keys}")
        self.query_one(WeightEditor).show_weights(
            self.work,
            [
                Weight(
                    pillar.id,
                    pillar.title,
                    shares[pillar.id],
                    before.get(pillar.id),
                    self._flips.get(pillar.id, ""),
                )
                for pillar in self.work.catalog.questionnaires
            ],
        )

    def _draw_detail(self) -> None:
        evaluation, key = self._shown, self.query_one(Ranking).key
        if evaluation is None or not key:
            return
        self._say("#detail", detail_words(evaluation, key, self._before))

    def _say(self, where: str, text: str) -> None:
        self.query_one(where, ChangingText).say(text)

    def _empty(self) -> None:
        self._shown = None
        self.query_one(Ranking).show(())
        self._say("#verdict", "There is nobody to rank yet. F4 adds a candidate, F5 answers for it.")
        for where in ("#next", "#ranking-head", "#detail", "#weights-head", "#legend"):
            self._say(where, "")
        self.query_one(WeightEditor).show_weights(self.work, ())

    # -- moving -----------------------------------------------------------------------------------------

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        """Other weights are wanted: the order follows at once, shares and file as soon as the hand rests."""
        if self._shown is not None and event.bar:
            self._held = self._held or [result.id for result in self._shown.results]
        if event.tried and self.work.trial is None and self._shown is not None:
            self._before = self._now()  # as decided
        trial.weigh(self, event)

    def on_screen_suspend(self) -> None:
        self.query_one(WeightEditor).leave()
        self._held = []

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another line: what moved has been seen, and the next move is one of its own."""
        self._held = []
        if not isinstance(event.lines, WeightEditor):
            self.query_one(WeightEditor).rest()
        if self._moved:
            self._moved = {}
            self._draw()
        elif isinstance(event.lines, Ranking):
            self._draw_detail()

    @on(LineList.Chosen, "#ranking")
    def chosen(self) -> None:
        """Enter on a candidate."""
        self.explain(subject=self.query_one(Ranking).key or None)

    def _pillars(self) -> Mapping[str, float]:
        """What each part weighs, the price among them also while it is sealed."""
        evaluation = self._shown
        if (
            evaluation is not None
            and evaluation.of is self.work.weighed
            and not evaluation.session.settings.sealed
        ):
            return evaluation.weights.pillars
        return resolve_weights(self.work.weighed, self.work.catalog).pillars

    def _now(self) -> Before:
        assert self._shown is not None
        return Before(
            self.work.weighed.weights,
            self._pillars(),
            {result.id: result.rank for result in self._shown.results},
        )

    def action_freeze(self) -> None:
        if self._shown is not None:
            self._before = self._now()
            self._moved = {}
            self._draw()
            self.select_app.say('Frozen: the column "before" shows these weights; 0 goes back to them.')

    def action_back_to_before(self) -> None:
        if self.work.trial is not None:
            trial.drop_trial(self)
        elif self._before is not None and self._before.own != self.work.session.weights:
            edit = partial(set_weights, **dict(self._before.own))
            self.query_one(WeightEditor).weigh(edit, "weights as before")
        else:
            self.select_app.say("The weights are as before.")

    # -- elsewhere --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        sealed = self.select_app.work is not None and self.work.shown.settings.sealed
        if action == "open_prices":
            return sealed
        if action == "why_cheapest":
            return not sealed
        if action in ("keep_trial", "drop_trial"):
            return self.select_app.work is not None and self.work.trial is not None
        return super().check_action(action, parameters)

    def action_keep_trial(self) -> None:
        trial.keep_trial(self)

    def action_drop_trial(self) -> None:
        trial.drop_trial(self)

    def action_money(self) -> None:
        self.select_app.candidate = self.query_one(Ranking).key or self.select_app.candidate
        self.select_app.go("costs")

    def action_copy(self) -> None:
        standings = self.query_one(Ranking).standings
        if standings is not None and self._shown is not None:
            copy_page(self.select_app, "result", result_as_text(standings))

    def action_open_prices(self) -> None:
        open_prices(self)
