"""What is noted beside an answer, in words: the owner's part, the age that counts, the bidder's part."""

from __future__ import annotations

from msp_select.decision.names import GRADES
from msp_select.model.candidate import Answer

LEFT_BLANK = "left blank"


def note_in_words(answer: Answer) -> str:
    """Everything noted beside an answer, line by line; "" where there is nothing."""
    lines = [answer.note, LEFT_BLANK if answer.blank else "", _age(answer)]
    if answer.offer is not None:
        lines.append(f"Offered as proof: {GRADES[answer.offer].form}")
    if answer.bidder:
        lines.append(f"From the bidder: {answer.bidder}")
    return "\n".join(filter(None, lines))


def _age(answer: Answer) -> str:
    if answer.filed is None:
        return ""
    lower = answer.evidence
    counts = (
        f"{answer.filed} is the lowest grade"
        if lower == answer.filed
        else f"counts as {lower} instead of {answer.filed}"
    )
    return f"Answered on {answer.dated}, over a year before {answer.aged}: {counts}."
