"""What has to be settled with the leader before signing: open must-haves, bare words, the bid's own words."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.verdict import Condition
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.scalars import Evidence

WORDS: tuple[Evidence, ...] = ("said", "written")
"""Grades of evidence outside the contract that nobody has seen or confirmed."""

DEFAULTS = {
    "outside_hours_share": "outside_hours_share",
    "project_hours": "project_hours_per_user",
    "licences_per_user": "licences_per_user",
    "after_hours": "after_hours_year",
    "yearly_rise": "yearly_rise",
}
"""What only a bid says of what comes on top of its fee, and our default for each."""
PER_USER = "project_hours"  # counted for all users in a bid, for each in its default


def conditions(evaluation: Evaluation, leader: Result) -> tuple[Condition, ...]:
    """Everything that is still to be had from the leader, must-haves first."""
    words = [gate for gate in leader.gates if gate.outcome == "passed" and gate.evidence in WORDS]
    return (
        *(Condition("open", question=gate.question, evidence=gate.evidence) for gate in leader.open),
        *(Condition("word_only", question=gate.question, evidence=gate.evidence) for gate in words),
        *bid_words(evaluation, leader),
    )


def bid_words(evaluation: Evaluation, result: Result) -> Iterator[Condition]:
    """The figures of a bid that are as cheap as our default's cheap end or cheaper, and in no contract."""
    bid, business = result.candidate.bid, evaluation.business
    if bid is None:
        return
    for name, default in DEFAULTS.items():
        amount, usual = getattr(bid, name), business.defaults.get(default)
        if amount is None or usual is None or _is_held(result.candidate, bid, name):
            continue
        each = amount
        if name == PER_USER:
            if business.users is None:
                continue
            each = amount / business.users.middle
        if each <= usual.low:
            yield Condition("bid_word", field=name, evidence=result.candidate.bid_grade(name), amount=amount)


def _is_held(candidate: Candidate, bid: Bid, name: str) -> bool:
    """Whether a contract holds it, or somebody saw or confirmed it."""
    grade = candidate.bid_grade(name)
    return grade not in WORDS or (name == "yearly_rise" and bid.rise_capped is True)
