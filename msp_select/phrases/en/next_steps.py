"""What to do now in words: the recommendation, and each step with who and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msp_select.decision.advice.own_obligations import sponsor
from msp_select.decision.findings.next_steps import Before, NextSteps, Step, StepKind
from msp_select.decision.scoring.verdict import VerdictKind
from msp_select.phrases.en import verdict
from msp_select.phrases.en.own_obligations import duties
from msp_select.phrases.en.words import listed, uncapital
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

NAMED = 5  # things of one step that are named; the others are counted
WHEN: Mapping[Before, str] = {
    "choosing": "before you choose",
    "signing": "before you sign",
    "last": "when the rest is done",
}
ONLY = "now"  # where nothing stands before it


def next_steps(fact: NextSteps, names: Names) -> Phrase:
    """What to do, and each step with who has to do it and by when."""
    return Phrase("What to do now", _recommended(fact, names), tuple(_rows(fact, names)))


def _rows(fact: NextSteps, names: Names) -> list[Row]:
    return [Row(what, None, f"{who}, {when}") for what, who, when in steps(fact, names)]


def steps(fact: NextSteps, names: Names) -> tuple[tuple[str, str, str], ...]:
    """Each step: what, who, by when."""
    us = _us(names)
    alone = len(fact.steps) == 1
    return tuple(
        (
            _WHAT[step.kind](step, names),
            us if step.whom is None or step.before == "last" else names.candidate(step.whom),
            ONLY if alone and step.before == "last" else WHEN[step.before],
        )
        for step in fact.steps
    )


def _us(names: Names) -> str:
    found = sponsor(names.session)
    return found.name if found and found.name else "you"


def _recommended(fact: NextSteps, names: Names) -> str:
    whom = names.candidate(fact.whom)
    if fact.sealed:
        first = "Get the open answers first" if fact.asks else "Score everything else first"
        return f"{first}, then open the prices."
    if fact.verdict is None:
        return f"Have it tried how sure the order is before you choose {whom}."
    return _RECOMMENDED[fact.verdict](fact, whom, names)


def _choose(fact: NextSteps, whom: str, names: Names) -> str:  # noqa: ARG001
    if fact.asks:
        return f"Choose {whom}, unless the answers below change the order."
    return f"Choose {whom}{', once this is settled' if len(fact.steps) > 1 else ''}."


def _too_close(fact: NextSteps, whom: str, names: Names) -> str:
    if fact.rival is None:
        return _choose(fact, whom, names)
    both = f"{whom} and {names.candidate(fact.rival)}"
    if fact.asks:
        return f"Let the answers below decide between {both}."
    return f"The figures do not decide between {both}: choose the one you would rather work with."


_RECOMMENDED: Mapping[VerdictKind, Callable[[NextSteps, str, Names], str]] = {
    "clear": _choose,
    "narrow": _choose,
    "too_close": _too_close,
    "incomplete": lambda fact, whom, names: "Do not choose yet: get the missing answers first.",  # noqa: ARG005
    "open_must_haves": lambda fact, whom, names: f"Choose {whom} only if its open must-haves are met.",  # noqa: ARG005
    "over_limit": lambda fact, whom, names: f"Do not sign with {whom} at this price.",  # noqa: ARG005
    "none_acceptable": lambda fact, whom, names: f"Sign with nobody yet; begin with {whom}.",  # noqa: ARG005
    "single": lambda fact, whom, names: f"Get a second bid before you choose {whom}.",  # noqa: ARG005
}


def _rowed(begin: str) -> Callable[[Step, Names], str]:
    return lambda step, names: f"{begin}: {_named([names.row(row) for row in step.rows])}"


def _named(things: list[str]) -> str:
    return listed(things, most=NAMED)


def _write_down(step: Step, names: Names) -> str:
    things = [verdict.to_settle(one, names) for one in step.conditions]
    return f"Put into the contract: {_named(things)}"


def _duties(step: Step, names: Names) -> str:
    return f"Make sure of your own side: {_named([uncapital(one) for one in duties(step.rows, names)])}"


_WHAT: Mapping[StepKind, Callable[[Step, Names], str]] = {
    "second_bid": lambda step, names: "Ask at least one more provider for a bid",  # noqa: ARG005
    "ask": _rowed("Answer"),
    "prove": _rowed("Show proof"),
    "firm_prices": lambda step, names: "Name firm prices for all you would be charged",  # noqa: ARG005
    "answer": _rowed("Answer the open must-haves"),
    "cure": _rowed("Meet the must-haves"),
    "write_down": _write_down,
    "lower_price": lambda step, names: "Come down to a price within your limit",  # noqa: ARG005
    "duties": _duties,
    "open_prices": lambda step, names: "Open the prices",  # noqa: ARG005
    "rank_again": lambda step, names: "Type the answers in and rank again",  # noqa: ARG005
    "sign": lambda step, names: f"Sign with {names.candidate(step.whom or '')}",
}
