"""What to ask next in words."""

from __future__ import annotations

from msp_select.decision.findings.wording import count, listed, number_word, plain, points, verb
from msp_select.decision.names import GRADES
from msp_select.decision.sureness.ask_next import MOST, WORTH_SAYING, AskList, OpenAnswer, OpenGroup
from msp_select.decision.verdict import Verdict

LITTLE = "less than 0.05 points of 100"


def asking_sentence(found: AskList | None, verdict: Verdict | None) -> str:
    """The few answers to ask for and what they are worth; that none matters only where that is so."""
    if found is None:
        return ""
    if found.together >= WORTH_SAYING:
        return _list_sentence(found, verdict)
    best = found.groups[0] if found.groups else None
    if best is not None and best.worth >= WORTH_SAYING:
        return (
            f"No {number_word(MOST)} answers are likely to change the choice; "
            f"all {best.answers} of {best.name} together could ({worth_words(best.worth)})."
        )
    is_open = any(one.kind == "open" for one in verdict.conditions) if verdict else False
    if verdict is not None and verdict.kind == "clear" and not is_open:
        return "No answer is likely to change the choice."
    after = " Settle the open must-haves first." if is_open else ""
    return f"Asking more would add little to the choice, {LITTLE}.{after}"


def _list_sentence(found: AskList, verdict: Verdict | None) -> str:
    number = len(found.answers)
    asked = [f"{one.name}: {one.title} ({alone_words(one)})" for one in found.answers]
    together = verb(number, "It is", "Together they are")
    sentence = f"Ask {these(number)}: {listed(asked)}. {together} worth {points(found.together)} of 100."
    if verdict is not None and verdict.kind == "too_close":
        left = max(0.0, found.regret_now - found.together)
        falls = f"the expected loss falls from {plain(found.regret_now)} to {plain(left)} by it"
        sentence += f" At the weights you stated, {falls}."
    return sentence


def these(number: int) -> str:
    """How the list is called: "this one", "these five"."""
    return "this one" if number == 1 else f"these {number_word(number)}"


def alone_words(one: OpenAnswer) -> str:
    """What one answer is worth by itself: "alone 2.7"."""
    return f"alone {plain(one.alone)}" if one.alone >= WORTH_SAYING else "alone next to nothing"


def worth_words(worth: float) -> str:
    """What learning something is worth: "0.4 points", "less than 0.05 points of 100"."""
    return points(worth) if worth >= WORTH_SAYING else LITTLE


def answer_words(one: OpenAnswer) -> str:
    """What to do about one answer, and why: "alone 2.7; not asked yet. Ask Vexley: ..."."""
    grade = f", {GRADES[one.grade].words}" if one.grade else ""
    must_have = "an open must-have, " if one.must_have else ""
    return f"{alone_words(one)}; {must_have}{one.why}{grade}. {one.sentence}"


def group_words(group: OpenGroup) -> str:
    """What all of one candidate's answers are worth: "0.4 points; 48 open or unproven answers"."""
    return f"{worth_words(group.worth)}; {count(group.answers, 'open or unproven answer')}"
