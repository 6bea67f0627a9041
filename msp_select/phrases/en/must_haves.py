"""Must-haves in words: which fail, which are open, what was found, what is wanted and what cures it."""

from __future__ import annotations

from msp_select.decision.findings.must_haves import MustHaves
from msp_select.phrases.en import answers
from msp_select.phrases.en.answers import wanted_in_words
from msp_select.phrases.en.sources import stands
from msp_select.phrases.en.words import capital, count, number_word, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def must_haves(fact: MustHaves, names: Names) -> Phrase:
    """Which must-haves a candidate fails, with the first of them in full, and how many are open."""
    (candidate,) = fact.candidates
    rows = (
        *(_row(names, candidate, question, "Not yet met") for question in fact.failed_questions),
        *(_row(names, candidate, question, "Open") for question in fact.open_questions),
    )
    return Phrase(f"Must-haves: {names.candidate(candidate)}", _sentence(fact, names, candidate), rows)


def _sentence(fact: MustHaves, names: Names, candidate: str) -> str:
    name = names.candidate(candidate)
    if fact.failed:
        first = fact.failed_questions[0]
        unmet = f"{name} does not yet meet {number_word(fact.failed)} of your must-haves"
        lead = f"{unmet}: " if fact.failed == 1 else f"{unmet}. The first: "
        must_be = answers.must_be(names.catalog.questions[first], names.must_haves[first])
        heard = answers.found(names, candidate, first)
        sentence = f"{lead}{names.row(first)}. Heard: {heard}. {must_be}."
        return sentence + (f" {capital(_open(fact.open))} besides." if fact.open else "")
    passed = f"{name} fails none of the {count(fact.must_haves, 'must-have')}"
    if fact.must_haves == 1:
        passed = f"{name} does not fail the one must-have"
    return f"{passed}; {_open(fact.open)}." if fact.open else f"{passed}."


def _open(n: int) -> str:
    return f"{count(n, 'must-have')} {verb(n, 'is', 'are')} still open"


def _row(names: Names, candidate: str, question: str, state: str) -> Row:
    cure = f" {cured}" if (cured := names.must_haves[question].cure) else ""
    heard = f'"{answers.found(names, candidate, question)}"{stands(names, candidate, question)}'
    held = f'{heard}; wanted: "{wanted(names, question)}"'
    return Row(names.row(question), None, f"{state}: {held}.{cure}")


def wanted(names: Names, question: str) -> str:
    """What passes a must-have."""
    return wanted_in_words(names.catalog.questions[question], names.must_haves[question])


def cure(names: Names, question: str) -> str:
    """What would cure it, or what is wanted where nothing is written for it."""
    return names.must_haves[question].cure or f"Wanted: {wanted(names, question)}."
