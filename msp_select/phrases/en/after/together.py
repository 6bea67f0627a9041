"""The line that joins promises, change, and staying or leaving: how three answers fit together."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.after.record import Record
from msp_select.decision.after.review import AfterSigning
from msp_select.decision.after.together import Turn
from msp_select.phrases.en.words import count, listed, number_word, uncapital, verb

TURNS: Mapping[Turn, str] = {
    "disagree": "figures disagree",
    "drift": "drift",
    "look_closer": "look closer",
    "as_before": "as before",
    "too_early": "too early",
    "cannot_tell": "cannot tell",
}
BELOW: Mapping[Turn, str] = {
    "disagree": "Beside that figures disagree: check requests together before you argue about the promise.",
    "drift": "And it got worse than it was in its first months: ask for the cause, and for a day.",
    "look_closer": "One figure may be getting worse besides: wait for two more months, and ask.",
    "as_before": (
        "That is not because it got worse: as far as figures show it did no better in its first months. Hold "
        "it to the promise, or agree on another one."
    ),
    "too_early": "Whether it gets worse or better cannot be said so early.",
    "cannot_tell": "Whether it gets worse or better cannot be told: figures are missing.",
}
NOT_BELOW: Mapping[Turn, str] = {
    "disagree": "But the work that your people feel got worse: check requests together.",
    "drift": "But it got worse than it was in its first months: raise it before a promise is broken.",
    "look_closer": "One figure may be getting worse: wait for two more months, and ask.",
    "as_before": "And nothing got worse: there is nothing to raise.",
    "too_early": "Whether it gets worse or better cannot be said so early.",
    "cannot_tell": "Whether it gets worse or better cannot be told: figures are missing.",
}
WHETHER_TO_LEAVE = (
    "Whether to leave is a third question: it hangs on what another would do, and on what a switch costs."
)


THE_WORD = "The word above holds that against what another promises, and against what a switch costs."


def together(after: AfterSigning, follows: str = WHETHER_TO_LEAVE) -> str:
    """What was promised, whether it changed, and what follows; nothing where no promise is judged yet."""
    found = after.together
    if not found.below and not found.kept:
        return ""
    turns = BELOW if found.below else NOT_BELOW
    return f"Taken together: {_promised(after)} {turns[found.turn]} {follows}"


def _promised(after: AfterSigning) -> str:
    found, many = after.together, len(after.together.below)
    judged = len(found.below) + len(found.kept)
    if judged == 1:
        of = "the one promise that can be judged"
        return f"{of} is below what was promised." if many else f"{of} is kept."
    of = f"of {count(judged, 'promise')} that can be judged"
    if not many:
        return f"{of} none is below what was promised."
    if many == judged:
        return f"all {count(judged, 'promise')} that can be judged are below what was promised."
    which = _titles(after.record, found.below)
    return f"{of} {number_word(many)} {verb(many, 'is', 'are')} below what was promised ({which})."


def _titles(record: Record, ids: tuple[str, ...]) -> str:
    return listed([uncapital(record.measures[one].title) for one in ids])
