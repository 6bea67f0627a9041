"""The findings by where they stand in the report: each in one place, its rows printed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.explanation import Explanation, Finding
from msp_select.phrases.names import Names
from msp_select.report.chart_choice import charts_of
from msp_select.report.chart_data import Chart
from msp_select.report.document import Statement

# Where each finding stands, in this order; one about a single candidate that is not named here stands on
# that candidate's page, any other among the reasons.
PLACES: dict[str, tuple[str, ...]] = {
    "contest": ("sealed", "why_not_cheapest", "verdict"),
    "money": ("break_even_price",),
    "reasons": (
        "first_sentence",
        "differences",
        "pros_and_cons",
        "better_at",
        "does_badly",
        "premium",
        "price_needed",
    ),
    "costs": ("headline_and_total", "carried_risk", "standstill", "lowest_total", "value_for_money"),
    "stability": (
        "first_places",
        "coverage",
        "ask_next",
        "words_alone",
        "flip_weights",
        "price_weight_flip",
        "price_weights",
        "other_weights",
    ),
    "assumptions": ("defaults",),
    "evaluators": ("evaluators",),
    "record": ("record",),
}
_PLACE_OF = {kind: place for place, kinds in PLACES.items() for kind in kinds}
ROWS_ELSEWHERE = (
    *("must_haves", "own_must_haves", "better_at", "value_for_money"),
    *("first_sentence", "why_not_cheapest"),
)
"""Findings whose rows a table of the report holds, or their own sentence."""
CHARTS_ELSEWHERE = ("differences",)
"""Findings whose charts stand where the contest is."""
ON_EVERY_PAGE = ("driving", "risks", "negotiation", "make_acceptable", "must_haves", "own_must_haves")
"""Findings about one candidate that its page has of every candidate."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What there is to say of an evaluation, and the results that get a page of their own."""

    evaluation: Evaluation
    explanation: Explanation | None
    paged: Sequence[Result]

    @cached_property
    def names(self) -> Names:
        """What ids are called."""
        return Names.of(self.evaluation)

    def at(self, place: str) -> Iterator[Statement]:
        """The findings of that place, in its order, then those that come as the explanation has them."""
        order = PLACES.get(place, ())
        here = [one for one in self._all if self._place(one) == place]
        known = sorted((one for one in here if one.kind in order), key=lambda one: order.index(one.kind))
        for finding in (*known, *(one for one in here if one.kind not in order)):
            yield self.statement(finding)

    def of(self, result: Result) -> Iterator[Statement]:
        """What the explanation says of that candidate alone, but what the page has of every candidate."""
        for finding in self._all:
            if self._place(finding) == result.id and finding.kind not in ON_EVERY_PAGE:
                yield self.statement(finding)

    def on_the_page(self, kind: str) -> Iterator[Statement]:
        """What of that kind the one page holds that an owner reads first."""
        for finding in self.explanation.page if self.explanation else ():
            if finding.kind == kind:
                yield self.statement(finding)

    def statement(self, finding: Finding) -> Statement:
        """The finding as a block, without rows that a table holds."""
        rows = () if finding.kind in ROWS_ELSEWHERE else finding.rows
        charts = () if finding.kind in CHARTS_ELSEWHERE else charts_of(self.evaluation, finding)
        return Statement(finding.kind, finding.title, finding.sentence, rows, charts)

    def charts(self, kind: str) -> tuple[Chart, ...]:
        """The charts of that finding, wherever it stands itself."""
        found = self.explanation.finding(kind) if self.explanation else None
        return charts_of(self.evaluation, found) if found else ()

    @cached_property
    def _all(self) -> tuple[Finding, ...]:
        return self.explanation.findings if self.explanation else ()

    def _place(self, finding: Finding) -> str:
        if finding.kind in _PLACE_OF:
            return _PLACE_OF[finding.kind]
        of_one = finding.candidates[0] if len(finding.candidates) == 1 else ""
        return of_one if of_one in {result.id for result in self.paged} else "reasons"
