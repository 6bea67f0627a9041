"""What a candidate would have to change to be chosen, in words."""

from __future__ import annotations

from msp_select.decision.findings.fewest_changes import FewestChanges
from msp_select.phrases.en.answers import found
from msp_select.phrases.en.words import count, points, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def fewest_changes(fact: FewestChanges, names: Names) -> Phrase:
    """Which answers it would take, or that even all of them fall short."""
    behind, ahead = (names.candidate(one) for one in fact.candidates)
    return Phrase(
        f"What {behind} would have to change",
        _sentence(fact, names, behind, ahead),
        tuple(
            Row(names.row(row), gain, f'{points(gain)}; now: "{found(names, fact.candidates[0], row)}"')
            for row, gain in zip(fact.answers, fact.gains_points, strict=True)
        ),
    )


def _sentence(fact: FewestChanges, names: Names, behind: str, ahead: str) -> str:
    if fact.only_level:
        return f"Even with every answer at its best and proven, {behind} would only be level with {ahead}."
    if not fact.enough:
        return (
            f"Even with every answer at its best and proven, {behind} would gain {points(fact.gain_points)}: "
            f"not enough to pass {ahead}, {points(fact.gap_points)} ahead."
        )
    forced = len(fact.must_haves)
    more = len(fact.answers) - forced
    if not fact.answers:
        return f"{behind} need not change anything to pass {ahead}: it scores more already."
    if forced and not more:
        return (
            f"{behind} would pass {ahead} by curing its {count(forced, 'failed must-have')}, "
            f"if {verb(forced, 'that answer were', 'those answers were')} proven and the best there is."
        )
    cured = f"curing its {count(forced, 'failed must-have')} and " if forced else ""
    answers = count(more, "more answer" if forced else "answer")
    best = f"to {verb(more, 'its', 'their')} best, proven"
    sentence = f"{behind} would pass {ahead} by {cured}bringing {answers} {best}."
    singles = fact.single_answers_that_suffice
    if singles and not (len(singles) == 1 and more == 1):
        after = " after that" if forced else ""
        return f"{sentence} Any one of {count(len(singles), 'answer')} would do{after}."
    if singles:
        return f'{sentence} Only this one does it alone: "{names.row(singles[0])}".'
    return f"{sentence} No single answer suffices."
