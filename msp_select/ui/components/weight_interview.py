"""Weights asked for instead of set: an order with swings, or pairs for those who ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.weighting.elicitation import (
    End,
    Swing,
    rounded,
    shares_of_order,
    shares_of_pairs,
    shares_of_swing,
    swings,
)
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.number_text import typed_number
from msp_select.phrases.en.weighting import end_in_words
from msp_select.ui.literal_text import fitted
from msp_select.ui.widgets.dialogs import AskText, Choose, Confirm
from msp_select.ui.widgets.weight_bars import shares_in_words

if TYPE_CHECKING:
    from textual.app import App

    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session

TIMES: tuple[tuple[float, str], ...] = (
    (7.0, "{a} matters very much more (7 times)"),
    (5.0, "{a} matters much more (5 times)"),
    (3.0, "{a} matters somewhat more (3 times)"),
    (1.0, "both matter the same"),
    (1 / 3, "{b} matters somewhat more (3 times)"),
    (1 / 5, "{b} matters much more (5 times)"),
    (1 / 7, "{b} matters very much more (7 times)"),
)
WORDS = 118  # cells of one answer, so that both ends of a scale fit into a dialog


@dataclass(frozen=True)
class Elicited:
    """The shares the answers come to, in percent by pillar, and how they were asked for."""

    pillars: Mapping[str, float]
    what: str


class WeightInterview:
    """Asks what matters how much, one dialog at a time; Esc goes one back, and None means given up.

    It waits for the answers, so it runs in a worker.
    """

    def __init__(self, app: App[Any], session: Session, catalog: Catalog) -> None:
        self._app, self._session, self._catalog = app, session, catalog
        self._titles = {pillar.id: pillar.title for pillar in catalog.questionnaires}

    async def by_swing(self) -> Elicited | None:
        """Which first, which next; then how much each is worth, the top one being 100."""
        ends = {end.pillar: end for end in await self._ends()}
        order: list[str] = []
        while len(order) < len(ends) - 1:
            left = [key for key in ends if key not in order]
            options = [(key, self._swing(ends[key])) for key in left]
            nth = "first" if not order else "next"
            question = f"If all were at their worst, which would you bring to its best {nth}?"
            chosen = await self._app.push_screen_wait(Choose(question, options, hint=self._so_far(order)))
            if chosen is not None:
                order.append(chosen)
            elif order:
                order.pop()
            else:
                return None
        order += [key for key in ends if key not in order]
        points = await self._points(order, ends)
        if points is None:
            return None
        from_order = points == {}
        shares = rounded(shares_of_order(order) if from_order else shares_of_swing(points))
        return await self._offered(shares, "weights by order" if from_order else "weights by swing")

    async def _points(self, order: Sequence[str], ends: Mapping[str, Swing]) -> dict[str, float] | None:
        """Points of each, the first 100; empty where the order is to be enough, None if given up."""
        top, points = order[0], {order[0]: 100.0}
        at = 1
        while at < len(order):
            key = order[at]
            both = self._both_ends(ends[key])
            given = await self._app.push_screen_wait(
                AskText(
                    f"Moving {self._titles[key]} from its worst to its best is worth how much, "
                    f"if {self._titles[top]} is worth 100?",
                    f"{points[key]:.0f}" if key in points else "",
                    hint=f"0 to 100; leave it empty if the order alone is enough.\n\n{both}",
                    check=_points_fault,
                    blank=True,
                )
            )
            if given == "":
                return {}
            number = None if given is None else typed_number(given)
            if number is not None:
                points[key] = float(number)
                at += 1
            elif at > 1:
                at -= 1
            else:
                return None
        return {key: points[key] for key in order}

    async def by_pairs(self) -> Elicited | None:
        """Two by two, for those who ask; says when the answers contradict each other."""
        titles = self._titles
        pairs = list(combinations(titles, 2))
        judged: dict[tuple[str, str], float] = {}
        at = 0
        while at < len(pairs):
            a, b = pairs[at]
            options = [(str(k), words.format(a=titles[a], b=titles[b])) for k, (_, words) in enumerate(TIMES)]
            question = f"Pair {at + 1} of {len(pairs)}: {titles[a]} or {titles[b]}?"
            hint = "Think of bringing each from its worst to its best. Esc goes back."
            chosen = await self._app.push_screen_wait(Choose(question, options, hint=hint))
            if chosen is not None:
                judged[a, b] = TIMES[int(chosen)][0]
                at += 1
            elif at:
                at -= 1
            else:
                return None
        found = shares_of_pairs(list(titles), judged)
        ratio = f"Consistency ratio {found.consistency_ratio:.2f} (at most 0.10 is good)."
        if not found.consistent:
            ratio += " Your answers contradict each other: better go through them again."
        return await self._offered(rounded(found.shares), "weights by pairs", ratio)

    async def _offered(self, shares: Mapping[str, float], what: str, note: str = "") -> Elicited | None:
        words = shares_in_words({self._titles[key]: share for key, share in shares.items()})
        question = f"This gives {words}.\n\n{note}" if note else f"This gives {words}."
        if not await self._app.push_screen_wait(Confirm(question, "Take these", "Leave it as it was")):
            return None
        return Elicited({pillar: shares[pillar] for pillar in self._titles}, what)

    async def _ends(self) -> tuple[Swing, ...]:
        session, catalog = self._session, self._catalog
        weights = resolve_weights(session, catalog)
        business = business_inputs(session, catalog, weights.inputs)
        low, high = business.price_low, business.price_high
        prices = (low.middle, high.middle) if low and high else None
        return swings(catalog, weights.questions, prices, most=2)

    # -- words --------------------------------------------------------------------------------------

    def _swing(self, swing: Swing) -> str:
        title = self._titles[swing.pillar]
        if not swing.worst:
            return title
        return f'{title}: from "{self._end(swing.worst[0])}" to "{self._end(swing.best[0])}"'

    def _both_ends(self, swing: Swing) -> str:
        worst, best = (
            "\n".join(f"- {fitted(self._end(end), WORDS)}" for end in ends)
            for ends in (swing.worst, swing.best)
        )
        return f"{self._titles[swing.pillar]} at its worst:\n{worst}\nat its best:\n{best}"

    def _end(self, end: End) -> str:
        return end_in_words(end, self._catalog, self._session.currency)

    def _so_far(self, order: Sequence[str]) -> str:
        done = ", ".join(self._titles[key] for key in order)
        return (
            f"So far: {done}. Esc takes the last one back."
            if order
            else "Digits choose. Esc leaves it as it was."
        )


def _points_fault(text: str) -> str:
    if not text:
        return ""  # the order is to be enough
    points = typed_number(text)
    return "" if points is not None and points <= 100 else f'"{text}" is not a number from 0 to 100.'
