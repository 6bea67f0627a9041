"""Who is driving with the one explained, what to know first, and what would keep today's provider."""

from __future__ import annotations

from msp_select.decision.advice import direction as advice
from msp_select.decision.advice.direction import Driving, KeepToday
from msp_select.decision.findings.candidate_pair import Pair


def driving(pair: Pair) -> Driving | None:
    """None where nobody asks, nothing is to be known, and the agreement says nothing of liability."""
    found = advice.who_is_driving(pair.evaluation, pair.subject.id)
    said = found.word or found.cautions or pair.evaluation.catalog.agreed.liability
    return found if said else None


def keep_today(pair: Pair) -> KeepToday | None:
    """What would have to change to keep today's provider."""
    return advice.keep_today(pair.evaluation)
