"""What to take to the table: what to ask for, what would make the cheapest a choice, risks that stay."""

from __future__ import annotations

from msp_select.decision.advice.improvements import Improvement, improvements
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import WORDS_ALONE, Pair
from msp_select.decision.findings.wording import capital, count, listed, points, verb
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question

ASKED = 5


def negotiation(pair: Pair) -> Finding | None:
    """What to ask the subject for: its failed must-haves, then what is worth most points."""
    return _asks(pair, pair.subject, "negotiation", f"What to ask {pair.subject.name} for")


def make_acceptable(pair: Pair) -> Finding | None:
    """What would make the other candidate acceptable, or better."""
    if pair.against is None:
        return None
    name = pair.against.name
    title = f"What would make {name} a choice" if pair.against.failed else f"What to ask {name} for"
    return _asks(pair, pair.against, "make_acceptable", title)


def _asks(pair: Pair, result: Result, kind: str, title: str) -> Finding | None:
    wanted = improvements(pair.evaluation, result.id)
    failed = {gate.question for gate in result.failed}
    gates = [
        Row(f"Must-have: {pair.row_title(gate.question)}", None, gate.cure or f"Wanted: {gate.wanted}.")
        for gate in result.failed
    ]
    best = [one for one in wanted if one.question.id not in failed][:ASKED]
    if not gates and not best:
        return None
    return Finding(
        kind=kind,
        title=title,
        sentence=_asks_sentence(result, len(gates), best),
        figures={
            "must_haves": [gate.question for gate in result.failed],
            "questions": [one.question.id for one in best],
            "worth_points": [one.points for one in best],
        },
        candidates=(result.id,),
        rows=(
            *gates,
            *(Row(one.question.short, one.points, f"{points(one.points)}: {one.ask}") for one in best),
        ),
    )


def _asks_sentence(result: Result, failed: int, best: list[Improvement]) -> str:
    cure = f"get its {count(failed, 'failed must-have')} cured" if failed else ""
    if not best:
        return f"With {result.name}, {cure}."
    first = f'"{best[0].question.short}" (worth {points(best[0].points)})'
    ask = f"ask about {first}" + (f" and {count(len(best) - 1, 'more point')}" if len(best) > 1 else "")
    total = sum(one.points for one in best)
    together = f" Together they are worth {points(total)} of 100." if len(best) > 1 else ""
    return f"With {result.name}, {f'{cure}, then {ask}' if cure else ask}.{together}"


def risks(pair: Pair) -> Finding:
    """What can still go wrong with the subject, each with what to do about it."""
    result, catalog = pair.subject, pair.evaluation.catalog
    gates = [
        Row(f"Open must-have: {pair.row_title(gate.question)}", None, gate.cure or f"Wanted: {gate.wanted}.")
        for gate in result.open
    ]
    found: dict[str, list[Row]] = {"refused": [], "unanswered": [], "unproven": []}
    weights, still_open = result.effective, {gate.question for gate in result.open}
    asked = [row for row in pair.evaluation.problem.rows if row in catalog.questions]
    for row in sorted(asked, key=lambda row: -weights[row]):
        question = catalog.questions[row]
        state = _risk(question, result.candidate.answers.get(row))
        if state and row not in still_open:
            label, advice = _ADVICE[state]
            text = {
                "refused": question.red_flag,
                "unanswered": question.asked_as,
                "unproven": question.evidence,
            }[state]
            found[state].append(Row(f"{label}: {question.short}", 100 * weights[row], f"{advice}{text}"))
    counted = {"open_must_haves": len(gates)} | {
        f"{state}_answers": len(rows) for state, rows in found.items()
    }
    return Finding(
        kind="risks",
        title=f"Risks that remain with {result.name}",
        sentence=_risk_sentence(result, *counted.values()),
        figures=counted,
        candidates=(result.id,),
        rows=(*gates, *found["refused"], *found["unanswered"][:ASKED], *found["unproven"][:ASKED]),
    )


_ADVICE = {
    "refused": ("Refused", "Take it as a warning. "),
    "unanswered": ("Not answered", "Ask: "),
    "unproven": ("Not proven", "Ask for: "),
}


def _risk(question: Question, answer: Answer | None) -> str:
    if answer is None or answer.counts_as == "unknown":
        return "unanswered"
    if answer.state == "refused":
        return "refused"
    if answer.state == "answered" and (answer.evidence or question.default_evidence) in WORDS_ALONE:
        return "unproven"
    return ""


def _risk_sentence(result: Result, gates: int, refused: int, unanswered: int, unproven: int) -> str:
    parts = [
        count(gates, "open must-have") if gates else "",
        count(refused, "refused answer") if refused else "",
        count(unanswered, "missing answer") if unanswered else "",
        f"{count(unproven, 'promise')} that {verb(unproven, 'is', 'are')} only words" if unproven else "",
    ]
    named = [part for part in parts if part]
    if not named:
        return f"Nothing is left open with {result.name}: every answer is in the contract, seen or confirmed."
    many = gates + refused + unanswered + unproven
    return (
        f"{capital(listed(named))} {verb(many, 'remains', 'remain')} with {result.name}; "
        f"get {verb(many, 'it', 'them')} settled before you sign."
    )
