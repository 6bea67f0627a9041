"""The words in which what a client said is noted, question by question."""

from __future__ import annotations

from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.model.reference_call import CallQuestion, Heard
from msp_select.phrases.en.answers import answer_in_words

WHOM = "Whom do you talk to?"
NOT_SAID = "Not asked, or nothing said"
LIVED = "Of what do they speak from their own experience?"
LEAVE = "Leave what the bidder says"
NOTHING_TO_LIFT = "It has answered nothing that a client could confirm."


def call_question(call: CallQuestion, number: int, of: int) -> str:
    """The question as it is put: "3 of 9: Which fault came back most often, ..."."""
    return f"{number} of {of}: {call.ask} {call.also}".strip()


def claim(question: Question, answer: Answer) -> str:
    """What the bidder says: "backups tested: A sample restored at least every quarter"."""
    return f"{question.short}: {answer_in_words(question, answer)}"


def what_they_say(question: Question, answer: Answer) -> str:
    """The question for the client's own word on it."""
    return f"{claim(question, answer)}. What does the client say?"


def lived_hint(verdict: Heard) -> str:
    """What becomes of those ticked."""
    if verdict == "worse":
        return "Then you choose, for each ticked, whose word counts. Space ticks, Enter goes on."
    return "What is ticked counts as confirmed. Space ticks, Enter takes it."


def call_over(moved: int, name: str) -> str:
    """The end of a call."""
    questions = f"{moved} {'question' if moved == 1 else 'questions'}"
    return f"The call about {name} is noted: {questions} answered."
