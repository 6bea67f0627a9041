"""What the result says beside its pictures: verdict, candidate under the cursor, legend, turning points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from msp_select.model.weights import OwnWeights
from msp_select.phrases.en.words import share_percent
from msp_select.phrases.names import Names
from msp_select.ui.literal_text import fitted
from msp_select.ui.place_status import next_step
from msp_select.ui.widgets.bars import LEGEND
from msp_select.ui.widgets.ranking import LITTLE, ROOMY, Standings, columns, heading, ranking_lines

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.open_session import OpenSession


@dataclass(frozen=True)
class Before:
    """The weights and the order that the present ones are compared with."""

    own: OwnWeights
    pillars: Mapping[str, float]
    ranks: Mapping[str, int]


def verdict_words(evaluation: Evaluation) -> str:
    """The verdict in three lines, or that it is being counted."""
    from msp_select.phrases.en.headline import verdict_in_lines

    if evaluation.simulation is None and evaluation.verdict is None and evaluation.leader is not None:
        return f"{evaluation.leader.name} is first with these weights; counting how sure that is …"
    return "\n".join(line.sentence for line in verdict_in_lines(evaluation))


def gut_words(evaluation: Evaluation, more: str = "") -> str:
    """Where the favourite stands, in one line, once it is counted how sure the ranking is.

    `more` follows where there is more to say than that line.
    """
    if evaluation.simulation is None or not evaluation.session.favourite:
        return ""
    from msp_select.decision.findings.gut_check import held_against_ranking
    from msp_select.phrases.en.gut_check import short_line

    fact = held_against_ranking(evaluation)
    if fact is None:
        return ""
    line = short_line(fact, Names.of(evaluation))
    return f"{line}{more}" if fact.standing == "differs" else line


def legend_words(evaluation: Evaluation, width: int, *, thousands: bool) -> str:
    """What the bars and figures mean, or what is to be done about them: as much as there is room for.

    `thousands`: whether the ranking shows its sums in thousands.
    """
    little = any(result.rests_on_little for result in evaluation.results)
    begin = f" {LITTLE} much does not apply " * little + f" {LEGEND}"
    legends = [begin + more for more in (*_of_money(evaluation, thousands=thousands), "")]
    return next((legend for legend in legends if cell_len(legend) <= width), legends[-1])


def _of_money(evaluation: Evaluation, *, thousands: bool) -> tuple[str, ...]:
    """What is said about prices, the longest first."""
    session = evaluation.session
    if session.settings.sealed:
        return ("   prices are sealed: o opens them early",)
    if not evaluation.catalog.knows_prices:
        return ()
    vat = "with" if session.vat == "included" else "no"
    amounts, months = session.currency + "'000" * thousands, f"{session.term_months} months"
    return (
        f"  money: {amounts} in {months}, {vat} VAT",
        f"  {amounts}, {months}, {vat} VAT",
        f"  {amounts}, {months}",
    )


def next_steps(work: OpenSession, candidate: str) -> str:
    """What can be done from here, beside the verdict where there is room."""
    step = next_step(work, candidate)
    ways = ["a  what to ask next", "w  why not the cheapest", "h  reports and sheets to hand over"]
    if work.shown.settings.sealed:
        ways[1] = "o  open the prices"
    return "\n".join(([] if step.place == "result" else [step.words, ""]) + ways)


def result_as_text(standings: Standings) -> str:
    """The page as text to paste: title, verdict, ranking, and what its signs and figures mean."""
    evaluation = standings.evaluation
    width = ROOMY + max((len(result.name) for result in evaluation.results), default=0)  # no name is cut
    at = columns(standings, width)
    lines = (
        evaluation.session.title,
        verdict_words(evaluation),
        gut_words(evaluation),
        heading(evaluation.measure, at),
        *(line.content.plain for line in ranking_lines(standings, at)),
        legend_words(evaluation, width, thousands=False),
    )
    return "\n".join(line.rstrip() for line in lines if line)


def detail_words(evaluation: Evaluation, key: str, before: Before | None) -> str:
    """One line about the candidate under the cursor: what it fails, what is open, how much is known."""
    result = evaluation.result(key)
    catalog = evaluation.catalog
    parts = []
    if result.failed:
        parts.append(
            "not met: " + _first_of(catalog.questions[gate.question].short for gate in result.failed)
        )
    if result.open:
        shorts = (catalog.questions[gate.question].short for gate in result.open)
        parts.append("still open: " + _first_of(shorts))
    parts.append(f"{share_percent(result.coverage)} of what matters is answered")
    if result.rests_on_little:
        parts.append(f"{share_percent(result.left_out)} of what matters does not apply")
    if before is not None and (rank := before.ranks.get(key)) is not None and rank != result.rank:
        parts.append(f"place {rank} before")
    return f" {result.name}: " + "; ".join(parts)


def _first_of(names: Iterable[str], most: int = 2) -> str:
    """The first of several, and how many more there are."""
    listed = list(names)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")


def _weight(share: float) -> str:
    """A weight in whole percent, with a decimal below one: nothing weighs less than 0."""
    return f"{100 * share:.0f}" if share >= 0.01 else f"{max(100 * share, 0.1):.1f}"


def flips(evaluation: Evaluation) -> dict[str, str]:
    """For each pillar who would lead, and from which weight on."""
    from msp_select.decision.robustness.weight_sensitivity import lead_ranges, pillar_view

    if len(evaluation.results) < 2:
        return {}
    names = {result.id: result.name for result in evaluation.results}
    words = {}
    for found in lead_ranges(evaluation, pillar_view(evaluation), evaluation.results[0]):
        ends = []
        if found.to_low is not None:
            words_low = f"below {_weight(found.low)} % {fitted(names[found.to_low], 18)} leads"
            ends.append((found.weight - found.low, words_low))
        if found.to_high is not None:
            words_high = f"above {_weight(found.high)} % {fitted(names[found.to_high], 18)} leads"
            ends.append((found.high - found.weight, words_high))
        words[found.pillar] = "; ".join(text for _, text in sorted(ends))
    return words
