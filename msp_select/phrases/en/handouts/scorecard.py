"""The monthly scorecard: targets, a year of blank months, and a cell to tick for each review."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msp_select.decision.handouts.scorecard import Scorecard, Target
from msp_select.model.service_agreement import Measure
from msp_select.phrases.en import answers
from msp_select.phrases.en.answers import with_unit
from msp_select.phrases.en.labels import NOT_ASKED, STATES
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INTRO = (
    "One page a month, filled in by the provider and read by you: target, result, and what was missed. "
    "What is missed is looked at together, for its cause; what is beaten is worth saying too."
)
YEARLY = "Yearly review: score the provider anew with the same questions"


def scorecard(fact: Scorecard, names: Names) -> Sheet:
    """Targets with their origin, blank columns for the months, and the review dates."""
    measures = names.agreement.scorecard
    each = zip(measures, fact.targets, strict=True)
    days = fact.first_review_days
    return Sheet(
        name=fact.name,
        title=f"Monthly scorecard: {names.candidate(fact.candidate)}",
        intro=INTRO,
        tables=filled(
            Table(
                "Targets",
                ("Measure", "Unit and period", "Target", "Where it comes from", "Proof"),
                tuple(_row(measure, target, fact.candidate, names) for measure, target in each),
            ),
            Table(
                "Month by month",
                ("Measure", "Before", *map(_month, fact.months)),
                tuple((measure.title, "", *("" for _ in fact.months)) for measure in measures),
            ),
            Table(
                "Review dates",
                ("When", "What", "Done"),
                (
                    (str(fact.first_review), f"First review, after {days} days: targets against results", ""),
                    *((str(day), YEARLY, "") for day in fact.yearly_reviews),
                ),
            ),
        ),
        notes=said(
            "Write down today's figures before the start. The first months flatter everyone, "
            f"so look again after {days} days, and score the provider anew every year.",
            f"Dates count from {fact.as_of}; if the service starts later, move them by as many days.",
        ),
    )


def _month(day: dt.date) -> str:
    """A month at the head of a column: "Dec 2026"."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _row(measure: Measure, target: Target, candidate: str, names: Names) -> tuple[str, ...]:
    aim = _aim(measure, target, names) if target.origin == "answer" else measure.otherwise
    return (measure.title, measure.unit, aim, _origin(target, candidate, names), measure.proof)


def _aim(measure: Measure, target: Target, names: Names) -> str:
    """The answer as a target; with a weak one, the better figure to ask for."""
    if not isinstance(target.value, Decimal):
        return measure.targets[str(target.value)]
    unit = names.catalog.questions[str(target.question)].unit
    aim = _figure(measure, target.value, unit)
    return aim if target.better is None else f"{aim}; ask for {_figure(measure, target.better, unit)}"


def _figure(measure: Measure, figure: Decimal, unit: str) -> str:
    with_its_unit = measure.target.replace("{answer}", with_unit(figure, unit))
    return with_its_unit.replace("{figure}", f"{figure.normalize():f}")


def _origin(target: Target, candidate: str, names: Names) -> str:
    match target.origin:
        case "answer":
            return f"their answer ({answers.how_sure(target.evidence)})"
        case "own_start":
            return "starting figure: your first three months"
        case "not_asked":
            return NOT_ASKED
        case "no_target":
            return "their answer sets no target"
        case "not_applicable":
            answer = names.answer(candidate, str(target.question))
            return f"{STATES['not_applicable'].words} today: {answer.reason if answer else ''}"
        case state:
            return STATES[state].words
