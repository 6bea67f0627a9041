"""The contract checklist: each promise with its figure, its proof, and what follows if it is missed."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.advice.answer_grades import Grade
from msp_select.decision.handouts.contract_checklist import (
    ContractChecklist,
    Firmness,
    Missed,
    Promise,
    ServiceLevel,
)
from msp_select.decision.handouts.notice_date import NoticeDate
from msp_select.model.service_agreement import ClockRule, ServiceLevelItem
from msp_select.phrases.en import answers, own_obligations
from msp_select.phrases.en.labels import NOT_KNOWN, STATES
from msp_select.phrases.en.sources import stands
from msp_select.phrases.en.words import term
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = (
    "Each promise as it stands today, with what to ask for, the proof and what follows if it is missed. "
    "A promise counts as firm only when it is in the contract."
)
IN_HOUSE = "Your own people sign no supply contract: use these lines as the goals of the job."
SEALED = "Prices are sealed, so promises about price are left out."
CONSEQUENCES = (
    "Ask to which of these promises the consequences apply, service and security alike. "
    "They are agreed beforehand and work both ways; they are part of the partnership, not a punishment."
)
FIRMNESS: Mapping[Firmness, str] = {
    "firm": "firm",
    "best_effort": "best effort",
    "not_promised": "not promised",
}
SERVICE_LEVEL_STATE: Mapping[Grade, str] = {
    "yes": "there",
    "partly": "in part",
    "no": "missing",
    NOT_KNOWN: NOT_KNOWN,
}


def contract_checklist(fact: ContractChecklist, names: Names) -> Sheet:
    """The promises, the expectation box, what must be in it at least, the clock and the notice date."""
    return Sheet(
        name=fact.name,
        title=f"Contract checklist: {names.candidate(fact.candidate)}",
        intro=INTRO,
        tables=filled(
            Table(
                "Promises",
                (
                    "Promise",
                    "Their answer today",
                    "Ask for",
                    "Firm or best effort",
                    "Proof",
                    "If it is missed",
                ),
                tuple(_promise(promise, fact.candidate, names) for promise in fact.promises),
            ),
            *_expectations(fact, names),
            Table(
                "What the promised times and results must say at least",
                ("Part", "It must say", "State", "Their answer"),
                tuple(
                    _service_level(item, level, fact.candidate, names)
                    for item, level in zip(names.agreement.service_levels, fact.service_levels, strict=True)
                ),
            ),
            _clock(names.agreement.clock, fact),
        ),
        notes=said(
            IN_HOUSE if fact.in_house else "",
            names.agreement.liability,
            "" if fact.in_house else CONSEQUENCES,
            _notice(fact),
            SEALED if fact.sealed else "",
        ),
    )


def _promise(promise: Promise, candidate: str, names: Names) -> tuple[str, ...]:
    question = names.catalog.questions[promise.question]
    return (
        question.promise,
        f"{answers.found(names, candidate, question.id)}{stands(names, candidate, question.id)}",
        _to_ask(promise, names),
        _firmness(promise),
        question.evidence,
        _missed(promise.missed, names),
    )


def _to_ask(promise: Promise, names: Names) -> str:
    if promise.ask_for is not None:
        return answers.wanted(names, promise.question, promise.ask_for)
    return "keep it" if promise.firmness == "firm" else "the same, in the contract"


def _firmness(promise: Promise) -> str:
    words = FIRMNESS[promise.firmness]
    if promise.firmness == "not_promised":
        return words
    return f"{words} ({answers.how_sure(promise.evidence)})"


def _missed(fact: Missed, names: Names) -> str:
    rule = names.agreement.missed
    if rule is None or fact.consequence == "no_rule":
        return ""
    if fact.consequence == "as_answered":
        return f"{rule.words[str(fact.level)]} ({answers.how_sure(fact.evidence)})"
    if fact.consequence == "otherwise":
        return rule.otherwise
    return "not known yet: ask" if fact.consequence == "not_known" else STATES[fact.consequence].words


def _expectations(fact: ContractChecklist, names: Names) -> tuple[Table, ...]:
    """The expectation box: what is promised, what is best effort, and on which parts."""
    if not fact.promises:
        return ()

    def covered(firmness: Firmness) -> str:
        named = [promise.question for promise in fact.promises if promise.firmness == firmness]
        return "; ".join(
            names.agreement.topics.get(question, names.catalog.questions[question].promise)
            for question in named
        )

    rows = [
        ("Promised: it is in the contract", covered("firm") or "nothing yet"),
        ("Best effort: said, written elsewhere or seen", covered("best_effort") or "nothing"),
        ("Not promised, or not known yet", covered("not_promised") or "nothing"),
    ]
    if fact.parts is not None:
        found = answers.found(names, fact.candidate, fact.parts)
        rows.append(("For which systems the promised times hold", found))
    return (Table("What to expect", ("Expectation", "What it covers"), tuple(rows)),)


def _service_level(
    item: ServiceLevelItem, fact: ServiceLevel, candidate: str, names: Names
) -> tuple[str, ...]:
    found = answers.found(names, candidate, fact.question) if fact.question else ""
    if fact.state == "not_applicable":
        return (item.title, item.says, STATES[fact.state].words, found)
    state = SERVICE_LEVEL_STATE[fact.state]
    if fact.evidence is not None:
        state = f"{state} ({answers.how_sure(fact.evidence)})"
    return (item.title, item.says, state, found)


def _clock(rules: tuple[ClockRule, ...], fact: ContractChecklist) -> Table:
    return Table(
        "What stops the clock when you are late",
        ("When", "The clock stops", "Who says so", "Your own answer"),
        tuple(
            (rule.when, rule.stops, rule.who, own_obligations.PROMISED[own] if own else "")
            for rule, own in zip(rules, fact.clock, strict=True)
        ),
    )


def _notice(fact: ContractChecklist) -> str:
    """The date and what it is counted from; or that it is not known, and what to ask."""
    if fact.in_house:
        return "Last date for notice: none to watch; notice follows the employment contract."
    if fact.notice is None:
        return (
            "Last date for notice: not known yet. "
            "Ask how many days of notice the contract wants, and whether it renews itself."
        )
    return _last_date(fact.notice)


def _last_date(fact: NoticeDate) -> str:
    days = "1 day" if fact.days == 1 else f"{fact.days} days"
    counted = f"{days} before a term of {term(fact.term_months)} from {fact.starts} ends"
    late = " That day is past: ask for a shorter notice." if fact.past else ""
    return (
        f"Last date for notice: {fact.last} ({counted}, on {fact.ends}; put in the date of the signed "
        f"contract).{late}"
    )
