"""One plain paragraph a bid: what you get, what you do not, what you must do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msp_select.decision.advice.own_side import sponsor
from msp_select.decision.advice.standing import MIDDLING, Standing, standings, strengths
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.amounts import CASH, at_least
from msp_select.decision.findings.wording import about, count, listed, term
from msp_select.decision.gates import with_unit
from msp_select.decision.names import STATES

MOST_WORDS = 90
MOST_ITEMS = 4


def bid_summary(evaluation: Evaluation, candidate_id: str, *, named: bool = True) -> str:
    """At most 90 words, strengths before gaps; money left out while prices are sealed.

    It begins with the name unless that stands over it (`named` false) and takes the same room.
    """
    name = f"{evaluation.result(candidate_id).name}."
    room = MOST_WORDS - len(name.split())
    begin = f"{name} " if named else ""
    for items in range(MOST_ITEMS, 0, -1):
        text = _paragraph(evaluation, candidate_id, items)
        if len(text.split()) <= room:
            return f"{begin}{text}"
    return f"{begin}{' '.join(text.split()[:room])}"


def _paragraph(evaluation: Evaluation, candidate_id: str, items: int) -> str:
    result = evaluation.result(candidate_id)
    found = standings(evaluation, candidate_id)
    parts = (
        _get(evaluation, found, items),
        _lack(evaluation, found, items),
        _price(evaluation, result),
        _must_do(evaluation, result, found),
    )
    return " ".join(part for part in parts if part)


def _get(evaluation: Evaluation, found: Iterable[Standing], items: int) -> str:
    good = strengths(found)
    if not good:
        return "What you get: no answer stands out yet."
    shown = good[:items]
    lead = "What you get, by their word" if all(_is_word(s) for s in shown) else "What you get"
    return f"{lead}: {listed([_topic(evaluation, s) for s in shown])}."


def _is_word(standing: Standing) -> bool:
    """Whether an answer rests on words alone."""
    answer = standing.answer
    return answer is not None and (answer.evidence or standing.question.default_evidence) in (
        "said",
        "written",
    )


def _lack(evaluation: Evaluation, found: Iterable[Standing], items: int) -> str:
    bad = [s for s in found if s.claimed is not None and s.claimed < MIDDLING and s.weight > 0]
    bad.sort(key=lambda s: -s.weight * (100 - s.point))
    if not bad:
        return "What you do not get: no answer so far is weak."
    return f"What you do not get, or not enough of: {listed([_topic(evaluation, s) for s in bad[:items]])}."


def _topic(evaluation: Evaluation, standing: Standing) -> str:
    """What the question is about in a few words, with the figure where the answer is one."""
    agreement, question = evaluation.catalog.agreement, standing.question
    topic = (agreement.topics.get(question.id) if agreement else None) or question.short
    answer = standing.answer
    if answer is not None and answer.state == "refused":
        return f"{topic} ({STATES[answer.state].words})"
    if answer is not None and isinstance(answer.value, Decimal):
        return f"{topic} ({with_unit(answer.value, question.unit)})"
    return topic


def _price(evaluation: Evaluation, result: Result) -> str:
    """All cash over the term; nothing while prices are sealed."""
    session = evaluation.session
    if session.settings.sealed:
        return "Prices are sealed."
    if not evaluation.catalog.knows_prices:
        return ""
    if result.costs is None:
        return "The price is not known yet."
    cash = at_least(about(result.costs.cash.middle, session.currency), result.costs, CASH)
    basis = ", partly from default figures" if result.costs.cash.is_range else ""
    return f"Everything you would pay over {term(session.term_months)}: {cash}{basis}."


def _must_do(evaluation: Evaluation, result: Result, found: Iterable[Standing]) -> str:
    """The client's part: name somebody, be on time, and settle what stands in the way."""
    tasks = ["give access and answers on time"]
    if sponsor(evaluation.session) is None:
        tasks.insert(0, "name a person who decides")
    bid = result.candidate.bid
    if bid is not None and bid.own_hours:
        tasks.append(f"spend {with_unit(bid.own_hours, 'hours')} a month on it")
    if result.candidate.kind == "in_house":
        tasks.append("find cover for holidays and illness")
    failed = len(result.failed)
    if failed:
        tasks.append(f"get {count(failed, 'must-have')} put right first")
    still_open = sum(not standing.known for standing in found)
    if still_open:
        tasks.append(f"ask {count(still_open, 'open question')}")
    return f"What you must do: {listed(tasks)}."
