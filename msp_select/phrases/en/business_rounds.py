"""The end of a round of questions about the business: what it did, and what the next one is for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msp_select.decision.business.rounds import Round
from msp_select.phrases.en.words import in_round

DONE: Mapping[Round, str] = {
    1: "That is what decides most.",
    2: "That makes money and risk exact.",
    3: "That was all about your business.",
}
LATER: Mapping[Round, str] = {
    1: "make money and risk more exact. They can wait until bids are in hand.",
    2: "are best settled before you sign.",
    3: "",
}
WORK_OUT = "Work it out with me"
GO_ON = "Go on to what matters"


def round_ended(ended: Round, more: int) -> str:
    """What was done, and what the `more` open questions of the next round are for."""
    if not more:
        return DONE[ended]
    return f"{DONE[ended]} {more} more {'question' if more == 1 else 'questions'} {LATER[ended]}"


def hour_from_answers(hour: Decimal, currency: str) -> str:
    """What an hour of standstill costs by the answers so far."""
    return f"From your answers, an hour in which nothing works costs about {in_round(hour, currency)}."


def answer_more(more: int) -> str:
    """The offer to answer those now."""
    return f"Answer the other {more} now"
