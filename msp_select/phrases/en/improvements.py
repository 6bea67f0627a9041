"""What to ask for at the table, in the words to say it."""

from __future__ import annotations

from msp_select.decision.advice.improvements import Improvement
from msp_select.phrases.en import answers
from msp_select.phrases.names import Names


def wanted(names: Names, fact: Improvement) -> str:
    """The better answer; nothing where today's only wants proof."""
    return "" if fact.wanted is None else answers.wanted(names, fact.question, fact.wanted)


def ask(names: Names, fact: Improvement) -> str:
    """What to say, in the questionnaire's words where it has some for a better answer."""
    if fact.kind == "in writing":
        return "Please write this into the contract, just as you told us."
    if fact.kind == "shown":
        return "Please show us the proof of this."
    return names.catalog.questions[fact.question].better or f"Please offer us this: {wanted(names, fact)}."
