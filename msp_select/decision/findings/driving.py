"""Who is driving with the one explained, what to know first, and what would keep today's provider."""

from __future__ import annotations

from msp_select.decision.advice.cautions import CautionKind
from msp_select.decision.advice.driving import Test, who_is_driving
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.names import NOT_KNOWN
from msp_select.decision.sheets.sheet import agreement_of

WARNINGS: dict[CautionKind, str] = {
    "dependency": "tied to them",
    "utility": "a utility",
    "no_sponsor": "on your side",
    "own_duties": "your own duties",
}


def driving(pair: Pair) -> Finding | None:
    """The word and the three tests; the warnings; that liability stays with the client, whoever drives."""
    found = who_is_driving(pair.evaluation, pair.subject.id)
    liability = agreement_of(pair.evaluation).liability
    if not (found.sentence or found.warnings or liability):
        return None
    first, *more = [
        text for text in (found.sentence, *(w.sentence for w in found.warnings), liability) if text
    ]
    named = {warning.sentence: WARNINGS[warning.kind] for warning in found.warnings}
    return Finding(
        kind="driving",
        title="Who is driving" if found.sentence else "Before you sign",
        sentence=first,
        figures={
            "word": found.word if found.sentence else None,
            "direction_points": found.value,
            "warnings": [str(warning.kind) for warning in found.warnings],
        },
        candidates=(pair.subject.id,),
        rows=(
            *(Row(named.get(text, "who answers for it"), None, text) for text in more),
            *(Row(test.title, None, _found(test)) for test in found.tests if found.sentence),
        ),
    )


def _found(test: Test) -> str:
    return test.found if test.outcome == NOT_KNOWN else f"{test.outcome}: {test.found}"


def keep_today(pair: Pair) -> Finding | None:
    """What would have to change to keep today's provider, most important first."""
    today = next((r for r in pair.evaluation.results if r.candidate.kind == "incumbent"), None)
    if today is None or not (changes := who_is_driving(pair.evaluation, today.id).to_keep):
        return None
    many = "this" if len(changes) == 1 else "these"
    return Finding(
        kind="keep_today",
        title=f"What would keep {today.name}",
        sentence=f"You have {today.name} today. Before you leave, ask them for {many}, the weightiest first.",
        figures={"changes": len(changes)},
        candidates=(today.id,),
        rows=tuple(Row(str(n), None, change) for n, change in enumerate(changes, 1)),
    )
