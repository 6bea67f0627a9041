"""Must-haves: which fail, which nobody can judge yet, and what would cure them."""

from __future__ import annotations

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import capital, count, verb
from msp_select.decision.gates import Gate


def against_must_haves(pair: Pair) -> Finding | None:
    """Whether the other candidate fails a must-have: which, with the answer."""
    return None if pair.against is None else _finding(pair, pair.against, "must_haves")


def subject_must_haves(pair: Pair) -> Finding | None:
    """The same for the candidate explained."""
    return _finding(pair, pair.subject, "own_must_haves")


def _finding(pair: Pair, result: Result, kind: str) -> Finding | None:
    if not result.gates:
        return None
    shown = (*result.failed, *result.open)
    return Finding(
        kind=kind,
        title=f"Must-haves: {result.name}",
        sentence=_sentence(pair, result),
        figures={
            "failed": len(result.failed),
            "open": len(result.open),
            "must_haves": len(result.gates),
            "failed_questions": [gate.question for gate in result.failed],
            "open_questions": [gate.question for gate in result.open],
        },
        candidates=(result.id,),
        rows=tuple(_row(pair, gate) for gate in shown),
    )


def _sentence(pair: Pair, result: Result) -> str:
    failed, still_open = len(result.failed), len(result.open)
    if failed:
        first = result.failed[0]
        lead = "" if failed == 1 else "The first: "
        sentence = (
            f"{result.name} fails {count(failed, 'must-have')}, so it is not acceptable yet. "
            f'{lead}"{pair.row_title(first.question)}", answered "{first.found}"; wanted is "{first.wanted}".'
        )
        return sentence + (f" {capital(_open(still_open))} besides." if still_open else "")
    passed = f"{result.name} fails none of the {count(len(result.gates), 'must-have')}"
    if len(result.gates) == 1:
        passed = f"{result.name} does not fail the one must-have"
    return f"{passed}; {_open(still_open)}." if still_open else f"{passed}."


def _open(n: int) -> str:
    return f"{count(n, 'must-have')} {verb(n, 'is', 'are')} still open"


def _row(pair: Pair, gate: Gate) -> Row:
    state = "Fails" if gate.outcome == "failed" else "Open"
    cure = f" {gate.cure}" if gate.cure else ""
    return Row(
        pair.row_title(gate.question),
        None,
        f'{state}: "{gate.found}"; wanted: "{gate.wanted}".{cure}',
    )
