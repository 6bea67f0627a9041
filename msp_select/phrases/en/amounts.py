"""Amounts in words, with their ranges, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msp_select.decision.costing.assumptions import assumption_of, currency_of
from msp_select.decision.costing.cost_line import EVERYTHING
from msp_select.decision.costing.estimate import Estimate, Figure, Unit
from msp_select.decision.costing.total_cost import Costs, Kind
from msp_select.decision.findings.amounts import RestsOn
from msp_select.model.answer_kinds import KINDS
from msp_select.model.assumptions import Assumption
from msp_select.model.business import BusinessQuestion
from msp_select.model.questionnaire import Question
from msp_select.phrases.en.bid import field_words
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.words import about, exactly, in_round, listed
from msp_select.phrases.names import Names

WORKED_OUT: Mapping[str, str] = {
    "blocked_user_hour": "One blocked person's hour",
    "standstill_hour": "An hour of standstill",
    "own_hours": "Own time spent on the provider",
    "leaving_today": "Leaving today's provider",
    "proactivity_effect": "Effect of proactivity",
    "security_effect": "Effect of security",
}
"""What a figure is called that was worked out from several others."""
YOURS: Mapping[str, str] = {
    "users": "Your users",
    "devices": "Your computers and laptops",
    "sales_hour": "Your sales in a busy hour",
    "security_event_cost": "A serious security event",
    "planned_project_hours": "Project work you expect",
    "own_it_hours_week": "Hours your own people spend on IT",
}
"""What an answer about the business is called that takes the place of no assumption."""


def scored(names: Names) -> str:
    """What a figure is that counts for the score: without what is in the cash and not in the score."""
    left = any(one.kind == "incumbent" for one in names.session.candidates)
    moving = " or of leaving today's provider" if left else ""
    return f"as scored, without the effect of foresight{moving}"


UNITS: Mapping[Unit, str] = {
    "devices": "devices",
    "hires_a_year": "hires a year",
    "hours_a_month": "hours a month",
    "hours_a_year": "hours a year",
    "money_an_hour": "{} an hour",
    "once": "once",
    "percent_of_bill": "percent of the bill",
    "times_average": "times the average",
    "users": "users",
}
"""The units that no field, question or assumption names; {} is the currency."""


def figure_called(figure_id: str, names: Names) -> str:
    """What a figure of the cost model is called.

    By the catalog where it is one of its assumptions, else by the field of the bid or by the question that
    was answered.
    """
    if (assumption := assumption_of(figure_id, names.currency, names.catalog.assumptions)) is not None:
        return assumption.title
    for table in (WORKED_OUT, YOURS):
        if figure_id in table:
            return table[figure_id]
    if (field := field_words(figure_id)) is not None:
        return field.title
    return next(one.short for one in names.catalog.questions.values() if one.feeds == figure_id)


def unit_of(figure: Figure, names: Names) -> str:
    """What a figure is in: its own unit, else that of the field, the question or the assumption of its id."""
    if figure.unit:
        return UNITS[figure.unit].format(names.currency)
    if figure.origin == "bid" and (field := field_words(figure.id)) is not None:
        return field.unit.format(names.currency)
    if figure.origin in ("answer", "yours") and (asked := _asked_in(figure.id, names)):
        return asked
    assumption = assumption_of(figure.id, names.currency, names.catalog.assumptions)
    return "" if assumption is None else assumed_in(assumption, names)


def _asked_in(feeds: str, names: Names) -> str:
    """The unit of the question whose answer feeds that; nothing where there is none, or none is named."""
    asked: Iterable[BusinessQuestion | Question] = (
        *names.catalog.business.questions,
        *names.catalog.questions.values(),
    )
    for question in asked:
        if question.feeds == feeds:
            return f"{names.currency} {question.unit}" if KINDS[question.kind].money else question.unit
    return ""


def assumed_in(assumption: Assumption, names: Names) -> str:
    """The unit of an assumption, in the currency of the session, in which a figure in its place is."""
    currency = currency_of(assumption)
    return f"{names.currency}{assumption.unit.removeprefix(currency)}" if currency else assumption.unit


def more_or_less(amount: Decimal, currency: str) -> str:
    """A difference in words, never negative: "about USD 118,400 more", "USD 12 less"."""
    return f"{about(abs(amount), currency)} {'more' if amount > 0 else 'less'}"


def range_words(amount: Estimate, names: Names) -> str:
    """A sum with its range: "about USD 143,600 (USD 120,300 to USD 171,000)"."""
    middle = about(amount.middle, names.currency)
    if not amount.is_range:
        return middle
    low, high = (in_round(end, names.currency) for end in (amount.low, amount.high))
    return f"{middle} ({low} to {high})"


def at_least(words: str, costs: Costs, kinds: Iterable[Kind] = EVERYTHING) -> str:
    """The amount of a sum in words, as the least it can be where a line of it is missing."""
    return f"at least {words}" if costs.lacks(*kinds) else words


def price(amount: float, names: Names) -> str:
    """A computed price; what is round but for the computer's last digits is printed as round."""
    return exactly(Decimal(repr(round(amount, 6))), names.currency)


def rests_on(fact: RestsOn, names: Names) -> str:
    """ " Our defaults in it: ...", naming the two that matter most, behind what is left out as not known."""
    missing, defaults = fact.missing_line_ids, fact.default_ids
    left_out = listed([LINES[line] for line in missing])
    words = f" Not known, and so left out for all: {left_out}." if missing else ""
    if not defaults:
        return words
    named = listed([f'"{figure_called(one, names)}"' for one in defaults], most=2)
    return f"{words} {'Our default in it' if len(defaults) == 1 else 'Our defaults in it'}: {named}."
