"""What to take to the table: what to ask for, what would make the cheapest a choice, risks that stay."""

from __future__ import annotations

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import capital, count, listed, points, verb
from msp_select.decision.improvements import Improvement, improvements

ASKED = 5
OWED_PROOF = ("said", "written")


def negotiation(pair: Pair) -> Finding | None:
    """What to ask the subject for: its failed must-haves, then what is worth most points."""
    return _asks(pair, pair.subject, "negotiation", f"What to ask {pair.subject.name} for")


def make_acceptable(pair: Pair) -> Finding | None:
    """What would make the other candidate acceptable, or better."""
    if pair.against is None:
        return None
    return _asks(pair, pair.against, "make_acceptable", f"What would make {pair.against.name} a choice")


def _asks(pair: Pair, result: Result, kind: str, title: str) -> Finding | None:
    wanted = [one for one in improvements(pair.evaluation, result.id) if not pair.hidden(one.question.id)]
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
    rows: list[Row] = []
    for gate in result.open:
        rows.append(
            Row(
                f"Open must-have: {pair.row_title(gate.question)}",
                None,
                gate.cure or f"Wanted: {gate.wanted}.",
            )
        )
    counted = {"open": len(rows), "refused": 0, "unproven": 0}
    weights = pair.weights_of(result)
    weighed = sorted(
        (row for row in pair.evaluation.problem.rows if row in catalog.questions and not pair.hidden(row)),
        key=lambda row: -weights[row],
    )
    unproven: list[Row] = []
    for row in weighed:
        question, answer = catalog.questions[row], result.candidate.answers.get(row)
        if answer is None:
            continue
        if answer.state == "refused":
            counted["refused"] += 1
            rows.append(Row(f"Refused: {question.short}", None, question.red_flag or "They would not say."))
        elif answer.state == "answered" and (answer.evidence or question.default_evidence) in OWED_PROOF:
            counted["unproven"] += 1
            ask = question.evidence or "Get it into the contract."
            unproven.append(Row(f"Not proven: {question.short}", 100 * weights[row], f"Ask for: {ask}"))
    rows += unproven[:ASKED]
    parts = [
        count(counted["open"], "open must-have") if counted["open"] else "",
        count(counted["refused"], "refused answer") if counted["refused"] else "",
        f"{count(counted['unproven'], 'promise')} that {verb(counted['unproven'], 'is', 'are')} only words"
        if counted["unproven"]
        else "",
    ]
    named = [part for part in parts if part]
    many = sum(counted.values())
    sentence = (
        f"{capital(listed(named))} {verb(many, 'remains', 'remain')} with {result.name}; "
        f"get {verb(many, 'it', 'them')} settled before you sign."
        if named
        else f"Nothing is left open with {result.name}: every answer is in the contract, seen or confirmed."
    )
    return Finding(
        kind="risks",
        title=f"Risks that remain with {result.name}",
        sentence=sentence,
        figures={f"{name}_answers": number for name, number in counted.items()},
        candidates=(result.id,),
        rows=tuple(rows),
    )
