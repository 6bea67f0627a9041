"""How sure the ranking is: one rule, printed with every verdict."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.evaluation import ENOUGH_COVERAGE, Result, Verdict

CLEAR, NARROW = 0.80, 0.60
LIKELY_RIVAL = 0.10
FEWEST_TRIES = 100  # fewer say nothing in percent

RULE = (
    "Clear: first in at least 80 of 100 tries with weights and unproven answers varied. "
    "Narrow: from 60 of 100. Below that it is too close to call. "
    "Incomplete: less than 60 % of what matters is answered by the first "
    "or by a rival that wins at least 10 of 100 tries."
)


def judge(results: Sequence[Result], *, tries: int) -> Verdict | None:
    """The verdict on results in rank order; None where there are none, or where it would need more tries."""
    if not results:
        return None
    if all(result.group == "not_acceptable" for result in results):
        return Verdict("none_acceptable", RULE)
    if len(results) == 1:
        return Verdict("single", RULE)
    leader = results[0]
    if leader.coverage < ENOUGH_COVERAGE:
        return Verdict("incomplete", RULE)
    if tries < FEWEST_TRIES:
        return None
    rivals = [r for r in results[1:] if (r.first_share or 0.0) >= LIKELY_RIVAL]
    if any(rival.coverage < ENOUGH_COVERAGE for rival in rivals):
        return Verdict("incomplete", RULE)
    share = leader.first_share or 0.0
    if share >= CLEAR:
        return Verdict("clear", RULE)
    return Verdict("narrow" if share >= NARROW else "too_close", RULE)
