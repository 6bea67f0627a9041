"""What to take to the table: what to ask for, what would make another a choice, risks that stay."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.findings.negotiation_points import MakeAcceptable, NegotiationPoints, Risk, Risks
from msp_select.model.questionnaire import Question
from msp_select.phrases.en import improvements, must_haves
from msp_select.phrases.en.words import capital, count, listed, points, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

MOST_RISKS = 5  # of one kind


def negotiation(fact: NegotiationPoints, names: Names) -> Phrase:
    """What to ask a candidate for: its failed must-haves, then what is worth most points."""
    (candidate,) = fact.candidates
    return _points(f"What to ask {names.candidate(candidate)} for", fact, names)


def make_acceptable(fact: MakeAcceptable, names: Names) -> Phrase:
    """What would make a candidate acceptable, or better."""
    (candidate,) = fact.candidates
    name = names.candidate(candidate)
    title = f"What would make {name} a choice" if fact.must_haves else f"What to ask {name} for"
    return _points(title, fact, names)


def _points(title: str, fact: NegotiationPoints, names: Names) -> Phrase:
    asked = (
        Row(names.row(one.question), one.points, f"{points(one.points)}: {improvements.ask(names, one)}")
        for one in fact.requests
    )
    return Phrase(
        title, _points_sentence(fact, names), (*_gates("Must-have", fact.must_haves, names), *asked)
    )


def _gates(label: str, questions: Iterable[str], names: Names) -> tuple[Row, ...]:
    return tuple(
        Row(f"{label}: {names.row(question)}", None, must_haves.cure(names, question))
        for question in questions
    )


def _points_sentence(fact: NegotiationPoints, names: Names) -> str:
    (candidate,) = fact.candidates
    name, failed, best = names.candidate(candidate), len(fact.must_haves), fact.requests
    cure = f"get its {count(failed, 'failed must-have')} cured" if failed else ""
    if not best:
        return f"With {name}, {cure}."
    first = f'"{names.row(best[0].question)}" (worth {points(best[0].points)})'
    ask = f"ask about {first}" + (f" and {count(len(best) - 1, 'other thing')}" if len(best) > 1 else "")
    total = sum(fact.worth_points)
    together = f" Together that is worth {points(total)} of 100." if len(best) > 1 else ""
    return f"With {name}, {f'{cure}, then {ask}' if cure else ask}.{together}"


def risks(fact: Risks, names: Names) -> Phrase:
    """What can still go wrong with a candidate, each with what to do about it."""
    (candidate,) = fact.candidates
    name = names.candidate(candidate)

    def row(label: str, risk: Risk, advice: str) -> Row:
        return Row(f"{label}: {names.row(risk.question)}", risk.weight_percent, advice)

    def question(risk: Risk) -> Question:
        return names.catalog.questions[risk.question]

    return Phrase(
        f"Risks that remain with {name}",
        _risks_sentence(fact, name),
        (
            *_gates("Open must-have", fact.open_questions, names),
            *(row("Refused", one, f"Take it as a warning. {question(one).red_flag}") for one in fact.refused),
            *(
                row("Not answered", one, f"Ask: {question(one).asked_as}")
                for one in fact.unanswered[:MOST_RISKS]
            ),
            *(
                row("Not proven", one, f"Ask for: {question(one).evidence}")
                for one in fact.unproven[:MOST_RISKS]
            ),
        ),
    )


def _risks_sentence(fact: Risks, name: str) -> str:
    unproven = fact.unproven_answers
    counted = {
        "open must-have": fact.open_must_haves,
        "refused answer": fact.refused_answers,
        "missing answer": fact.unanswered_answers,
    }
    named = [count(n, what) for what, n in counted.items() if n]
    if unproven:
        named.append(f"{count(unproven, 'promise')} that {verb(unproven, 'is', 'are')} only words")
    if not named:
        return f"Every answer of {name} is in the contract, seen or confirmed."
    many = sum(counted.values()) + unproven
    below = " Those that weigh most are below." if max(unproven, fact.unanswered_answers) > MOST_RISKS else ""
    return (
        f"{capital(listed(named))} {verb(many, 'remains', 'remain')} with {name}; "
        f"get {verb(many, 'it', 'them')} settled before you sign.{below}"
    )
