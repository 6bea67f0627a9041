"""The table of defaults as figures: in one currency, with the user's own and what answers move in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from msp_select.decision.business.answer_effects import Change
from msp_select.decision.costing.estimate import Estimate, Figure, known
from msp_select.model.assumptions import Assumption, Assumptions
from msp_select.model.session import Session


def default_figures(
    session: Session, assumptions: Assumptions, moved: Mapping[str, Iterable[Change]]
) -> dict[str, Figure]:
    """Every assumption that holds in the session's currency, under its plain id."""
    figures: dict[str, Figure] = {}
    suffix = f"_{session.currency.lower()}"
    for assumption in assumptions.assumptions:
        name = assumption.id.removesuffix(suffix)
        if (own := session.assumptions.get(assumption.id, session.assumptions.get(name))) is not None:
            figures[name] = known(own, "own", name)
        elif _holds_in(session.currency, assumption):
            figures[name] = moved_by(_default(assumption, name), moved.get(name, ()))
    return figures


def _holds_in(currency: str, assumption: Assumption) -> bool:
    """An amount of money holds in its currency; other figures hold everywhere."""
    return currency_of(assumption) in ("", currency)


def currency_of(assumption: Assumption) -> str:
    """The currency that the unit of an amount of money begins with; empty for other figures."""
    first = assumption.unit.partition(" ")[0]
    return first if len(first) == 3 and first.isupper() else ""


def assumption_of(name: str, currency: str, assumptions: Assumptions) -> Assumption | None:
    """The assumption that a figure of that plain id is in this currency; None where it is none."""
    known_ids = {assumption.id: assumption for assumption in assumptions.assumptions}
    return known_ids.get(f"{name}_{currency.lower()}", known_ids.get(name))


def _default(assumption: Assumption, name: str) -> Figure:
    return Figure(
        assumption.low,
        assumption.middle,
        assumption.high,
        origin="default",
        id=name,
        published=assumption.origin,
    )


def moved_by(figure: Figure, changes: Iterable[Change]) -> Figure:
    """The figure after the effects of business answers, in their order, each with its reason."""
    for change in changes:
        to = _moved(figure, change)
        reasons = (*figure.moved, change.because)
        figure = replace(figure, low=to.low, middle=to.middle, high=to.high, moved=reasons)
    return figure


def _moved(figure: Figure, change: Change) -> Estimate:
    if change.operation == "times":
        return figure * change.amount
    if change.operation == "add":
        return figure + change.amount
    return Estimate.exact(change.amount)
