"""What another figure did to the costs of a candidate, in words."""

from __future__ import annotations

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.findings.changed_costs import ChangedCosts
from msp_select.phrases.en.amounts import price
from msp_select.phrases.en.words import about, count, in_round
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def changed_costs(fact: ChangedCosts, names: Names) -> Phrase:
    """What it did to the total, to the order, and to how dear the first could become."""
    said = (_total(fact, names), _order(fact, names), _tie(fact, names))
    return Phrase("What another figure moves", " ".join(one for one in said if one))


def _total(fact: ChangedCosts, names: Names) -> str:
    before, now = fact.before.known, fact.now.known
    if before is None or now is None:
        return ""
    name, currency = names.candidate(fact.candidates[0]), names.currency
    if before == now:
        return f"The costs of {name} stay as they are."
    was, likely = (in_round(one.middle, currency) for one in (before, now))
    if was != likely:
        return f"{name} in all: {about(now.middle, currency)} (before: {was})."
    was, ends = (_between(one, currency) for one in (before, now))
    return f"{name} in all stays at {likely}, {ends} (before: {was})."


def _between(amount: Estimate, currency: str) -> str:
    if not amount.is_range:
        return "without a range"
    return f"from {in_round(amount.low, currency)} to {in_round(amount.high, currency)}"


def _order(fact: ChangedCosts, names: Names) -> str:
    if not fact.order_moved:
        return "The order stays."
    called = [names.candidate(one) for one in fact.now.order]
    was, others = names.candidate(fact.before.order[0]), len(called) - 3
    first = f", no longer {was}" if fact.before.order[0] != fact.now.order[0] else ""
    rest = f" and {count(others, 'other')}" if others > 0 else ""
    return f"The order moves: now {called[0]} is first{first}; then {', '.join(called[1:3])}{rest}."


def _tie(fact: ChangedCosts, names: Names) -> str:
    fee, before = fact.now.fee_at_tie, fact.before.fee_at_tie
    if fee is None:
        return ""
    same_first = fact.now.order[0] == fact.before.order[0]
    words = f"{names.candidate(fact.now.order[0])} stays first up to a monthly fee of {price(fee, names)}"
    if not same_first or before is None:
        return f"{words}."
    was = price(before, names)
    return f"{words}, as before." if was == price(fee, names) else f"{words} (before: {was})."
