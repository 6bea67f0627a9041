"""The negotiation sheet: what is good, what must be put right, and what else is worth asking for."""

from __future__ import annotations

from msp_select.decision.advice.answer_grades import Standing
from msp_select.decision.advice.improvements import Improvement
from msp_select.decision.checks.two_places import TwoPlaces
from msp_select.decision.handouts.negotiation import Negotiation
from msp_select.phrases.en import answers, improvements, must_haves, two_places
from msp_select.phrases.en.sources import stands, what_of
from msp_select.phrases.en.words import capital, count, plain, verb
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = (
    "Begin with what is good, then ask for what is missing. You are building a partnership: "
    "say why you ask, and hear what they need from you."
)
INTRO_IN_HOUSE = (
    "Begin with what is good, then ask for what is missing. "
    "Here it becomes the job description and the goals of your own people."
)
WORTH = (
    "Worth: points of 100 that the score gains if it is agreed and written into the contract "
    "(or shown to you, where that is asked), with all else as it is."
)
SEALED = "Prices are sealed, so questions about price are left out, and points are points of quality."


def negotiation(fact: Negotiation, names: Names) -> Sheet:
    """Strengths first; failed must-haves with their cure; the weakest answers by weight times gap."""
    return Sheet(
        name=fact.name,
        title=f"Negotiation sheet: {names.candidate(fact.candidate)}",
        intro=INTRO_IN_HOUSE if fact.in_house else INTRO,
        tables=filled(
            Table(
                "What is good already",
                ("Question", "Now", "How sure"),
                tuple(_strength(one, fact.candidate, names) for one in fact.strengths),
            ),
            Table(
                "Must-haves to settle before anything else",
                ("Question", "Now", "At least", "What to get", "Document to ask for"),
                (*(_must_have(question, fact, names) for question in (*fact.failed, *fact.open)),),
            ),
            Table(
                "Two places do not agree: which goes into the contract?",
                ("Question", "One place", "The other", "What to say"),
                tuple(_two_places(one, fact.candidate, names) for one in fact.two_places),
            ),
            Table(
                "Ask for better",
                ("Question", "Now", "Better", "What to say", "Document to ask for", "Worth, in points"),
                tuple(_better(one, fact.candidate, names) for one in fact.better),
            ),
            Table(
                "Good already: get it in writing, or shown",
                ("Question", "Now", "How sure", "What to say", "Document to ask for", "Worth, in points"),
                tuple(_backed(one, fact.candidate, names) for one in fact.in_writing),
            ),
        ),
        notes=said(
            WORTH if fact.gains else "",
            _left_out(fact),
            _not_asked(fact),
            SEALED if fact.sealed else "",
        ),
    )


def _strength(standing: Standing, candidate: str, names: Names) -> tuple[str, ...]:
    found = _now(names, candidate, standing.question)
    return (names.question(candidate, standing.question), found, answers.how_sure(standing.evidence))


def _now(names: Names, candidate: str, question: str) -> str:
    """The answer as it stands, and where it stands."""
    return f"{answers.found(names, candidate, question)}{stands(names, candidate, question)}"


def _must_have(question_id: str, fact: Negotiation, names: Names) -> tuple[str, ...]:
    question, found = names.catalog.questions[question_id], _now(names, fact.candidate, question_id)
    return (
        names.question(fact.candidate, question_id),
        found if question_id in fact.failed else f"open: {found}",
        must_haves.wanted(names, question_id),
        names.must_haves[question_id].cure or question.better,
        question.evidence,
    )


def _two_places(places: TwoPlaces, candidate: str, names: Names) -> tuple[str, ...]:
    one, other = (two_places.side(said, places, candidate, names) for said in (places.one, places.other))
    what = what_of(places.target, names.catalog)
    return (what, capital(one), capital(other), two_places.which_of_two(places, candidate, names))


def _better(improvement: Improvement, candidate: str, names: Names) -> tuple[str, ...]:
    better = improvements.wanted(names, improvement)
    return _request(improvement, better, candidate, names)


def _backed(improvement: Improvement, candidate: str, names: Names) -> tuple[str, ...]:
    return _request(improvement, answers.how_sure(improvement.evidence), candidate, names)


def _request(improvement: Improvement, beside: str, candidate: str, names: Names) -> tuple[str, ...]:
    question = names.catalog.questions[improvement.question]
    now, say = _now(names, candidate, question.id), improvements.ask(names, improvement)
    return (
        names.question(candidate, question.id),
        now,
        beside,
        say,
        question.evidence,
        f"{improvement.points:.1f}",
    )


def _left_out(fact: Negotiation) -> str:
    """What did not fit on the sheet, counted, with what it is worth together."""
    n = fact.left_out
    if not n:
        return ""
    worth = plain(fact.left_out_points)
    return (
        f"Not shown: {count(n, 'smaller request')}, worth {worth} points {verb(n, 'by itself', 'together')}."
    )


def _not_asked(fact: Negotiation) -> str:
    n = fact.not_asked
    return f"{capital(count(n, 'question'))} {verb(n, 'has', 'have')} not been asked yet." if n else ""
