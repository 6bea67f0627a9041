"""The negotiation sheet: what is good, what must be put right, and what else is worth asking for."""

from __future__ import annotations

from msp_select.decision.advice.improvements import Improvement, improvements
from msp_select.decision.advice.standing import GOOD, Standing, standings
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.wording import count, plain, verb
from msp_select.decision.gates import Gate
from msp_select.decision.sheets.sheet import Sheet, Table, filled, said

STRENGTHS, WEAKEST, IN_WRITING = 5, 10, 5

INTRO = (
    "Begin with what is good, then ask for what is missing. You are building a partnership: "
    "say why you ask, and hear what they need from you."
)
INTRO_IN_HOUSE = (
    "Begin with what is good, then ask for what is missing. "
    "Here it becomes the job description and the goals of your own people."
)
WORTH = (
    "Worth: points of 100 that the score gains if it is agreed and written into the contract "
    "(or shown to you, where that is asked), with all else as it is."
)
SEALED = "Prices are sealed, so questions about price are left out, and points are points of quality."


def negotiation(evaluation: Evaluation, candidate_id: str) -> Sheet:
    """Strengths first; failed must-haves with their cure; the weakest answers by weight times gap."""
    result = evaluation.result(candidate_id)
    asked = improvements(evaluation, candidate_id)
    must = _gates(result)
    rest = [i for i in asked if i.question.id not in {gate.question for gate in must}]
    better = [i for i in rest if i.kind == "better"]
    written = [i for i in rest if i.kind == "in writing"]
    return Sheet(
        name="negotiation",
        title=f"Negotiation sheet: {result.name}",
        intro=INTRO_IN_HOUSE if result.candidate.kind == "in_house" else INTRO,
        tables=filled(
            _strengths(standings(evaluation, candidate_id)),
            _must_haves(evaluation, must),
            Table(
                "Ask for better",
                ("Question", "Now", "Better", "What to say", "Document to ask for", "Worth, in points"),
                tuple(_row(improvement) for improvement in better[:WEAKEST]),
            ),
            Table(
                "Good already: get it in writing, or shown",
                ("Question", "Now", "How sure", "What to say", "Document to ask for", "Worth, in points"),
                tuple(_written_row(improvement) for improvement in written[:IN_WRITING]),
            ),
        ),
        notes=said(
            WORTH if asked else "",
            _further(better[WEAKEST:], written[IN_WRITING:]),
            _not_asked(standings(evaluation, candidate_id)),
            SEALED if evaluation.session.settings.sealed else "",
        ),
    )


def _strengths(found: tuple[Standing, ...]) -> Table:
    good = [s for s in found if s.claimed is not None and s.claimed >= GOOD and s.weight > 0]
    good.sort(key=lambda s: -s.weight * s.point)
    return Table(
        "What is good already",
        ("Question", "Now", "How sure"),
        tuple((s.question.text, s.found, s.evidence) for s in good[:STRENGTHS]),
    )


def _gates(result: Result) -> tuple[Gate, ...]:
    """Failed must-haves, then those nobody can judge yet."""
    return (*result.failed, *result.open)


def _must_haves(evaluation: Evaluation, must: tuple[Gate, ...]) -> Table:
    rows = []
    for gate in must:
        question = evaluation.catalog.questions[gate.question]
        now = gate.found if gate.outcome == "failed" else f"open: {gate.found}"
        rows.append((question.text, now, gate.wanted, gate.cure or question.better, question.evidence))
    return Table(
        "Must-haves to settle before anything else",
        ("Question", "Now", "At least", "What to get", "Document to ask for"),
        tuple(rows),
    )


def _row(improvement: Improvement) -> tuple[str, ...]:
    question, now = improvement.question, improvement.standing.found
    worth = f"{improvement.points:.1f}"
    return (question.text, now, improvement.better, improvement.ask, question.evidence, worth)


def _written_row(improvement: Improvement) -> tuple[str, ...]:
    standing = improvement.standing
    worth = f"{improvement.points:.1f}"
    document = standing.question.evidence
    return (standing.question.text, standing.found, standing.evidence, improvement.ask, document, worth)


def _further(better: list[Improvement], written: list[Improvement]) -> str:
    """What did not fit on the sheet, counted, with what it is worth together."""
    left = [*better, *written]
    if not left:
        return ""
    worth = plain(sum(improvement.points for improvement in left))
    n = len(left)
    return (
        f"Not shown: {count(n, 'smaller request')}, worth {worth} points {verb(n, 'by itself', 'together')}."
    )


def _not_asked(found: tuple[Standing, ...]) -> str:
    missing = sum(standing.answer is None for standing in found)
    if not missing:
        return ""
    return f"{count(missing, 'question').capitalize()} {verb(missing, 'has', 'have')} not been asked yet."
