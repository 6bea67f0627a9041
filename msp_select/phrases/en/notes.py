"""What is noted beside an answer or a candidate, in words: the owner's part, the age, the bidder's part."""

from __future__ import annotations

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.session import Session
from msp_select.phrases.en.bid import FIELD_WORDS
from msp_select.phrases.en.labels import GRADES

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


def beside_note(candidate: Candidate, session: Session) -> str:
    """What stands beside the owner's note about a candidate, line by line; "" where there is nothing."""
    lines = [money_left_out(candidate, session)]
    for term, remark in candidate.remarks.items():
        lines.append(f'From the bidder, beside "{FIELD_WORDS[term].title}": {remark}')
    return "\n".join(filter(None, lines))


def money_left_out(candidate: Candidate, session: Session) -> str:
    """Why the rate card on file did not come along; "" where it did, or there is another bid by now."""
    origin = candidate.library
    if origin is None or not origin.currency or candidate.bid is not None:
        return ""
    return (
        f"The rate card on file is in {origin.currency}, VAT {origin.vat}; this session counts in "
        f"{session.currency}, VAT {session.vat}: ask for prices."
    )
