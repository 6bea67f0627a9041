"""What a later edition of the questions means for a session that was made with an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.phrases.en.words import capital, listed, number_word, verb


def newer_edition(files: Sequence[str]) -> str:
    """Which files came in a newer edition since the session was last saved."""
    return (
        f"There is a newer edition of {listed(files)} since this session was last saved. Weights, must-haves "
        "and scores are worked out by it."
    )


def retired(questions: Sequence[str]) -> str:
    """Answers to questions that are no longer asked, by what those were called."""
    n = len(questions)
    return (
        f"{capital(number_word(n))} of the questions in this file {verb(n, 'is', 'are')} no longer asked. "
        f"Your answers to {verb(n, 'it', 'them')} are kept and not counted: {listed(questions)}."
    )


def reworded(questions: Sequence[str]) -> str:
    """Answers to questions that have been worded more strictly since."""
    n = len(questions)
    return (
        f"{capital(number_word(n))} of the questions {verb(n, 'has', 'have')} been worded more strictly "
        f"since you answered {verb(n, 'it', 'them')}. The answers still count; look at them again: "
        f"{listed(questions)}."
    )


def added(n: int) -> str:
    """How many questions are new since the session was last saved."""
    return (
        f"{capital(number_word(n))} {verb(n, 'question is', 'questions are')} new since this file was made. "
        f"{verb(n, 'It counts', 'They count')} as open until you answer {verb(n, 'it', 'them')}, so scores "
        "may have moved."
    )
