"""What to know before signing, in words: the title is what is wrong, in two words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msp_select.decision.advice.warning_patterns import (
    Caution,
    Dependency,
    NoSponsor,
    OwnDuties,
    Sign,
    Utility,
)
from msp_select.decision.fact import Fact
from msp_select.phrases.en.own_obligations import NAME_ONE, NOBODY, duties
from msp_select.phrases.en.words import count, listed, verb
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase, Wording

SIGNS: Mapping[Sign, str] = {
    "goals": "never asked about your goals",
    "logins": "hold the master logins",
    "exit": "promise little help when you leave",
}
TO_ASK: Mapping[Sign, str] = {
    "goals": "asked about your goals",
    "logins": "leave you a master login",
    "exit": "help you leave",
}
REASONS: Mapping[Literal["rule", "standstill"], str] = {
    "rule": "you hold data that a rule protects or must prove your security",
    "standstill": "two days of standstill would hurt you more than paying too much",
}


def dependency(fact: Dependency, names: Names) -> Phrase:
    """What ties the client down, and what to settle or to ask."""
    (candidate,) = fact.candidates
    signs = listed([SIGNS[sign] for sign in fact.signs])
    if fact.not_known is None:
        then = "Settle these three before you sign."
    else:
        then = f"Ask whether they {TO_ASK[fact.not_known]} before you sign."
    return Phrase(
        "tied to them", f"{names.candidate(candidate)} may make you dependent: they {signs}. {then}"
    )


def utility(fact: Utility, names: Names) -> Phrase:
    """That they keep the lights on and no more, and whether that is good enough here."""
    (candidate,) = fact.candidates
    found = "are paid by the hour and do not meet you about your goals"
    if fact.finds_few:
        found = "are paid by the hour, find few faults before you do and do not meet you about your goals"
    here = f" {_good_enough(fact)}" if fact.for_client else ""
    return Phrase("a utility", f"{names.candidate(candidate)} works like a utility: they {found}.{here}")


def _good_enough(fact: Utility) -> str:
    if fact.reasons is None:
        return "That can be good enough where no rule protects your data and a standstill would hurt little."
    if fact.reasons:
        return f"That is not enough here: {listed([REASONS[reason] for reason in fact.reasons])}."
    return "By your own answers little is at stake, so that may be good enough for you."


def no_sponsor(fact: NoSponsor, names: Names) -> Phrase:  # noqa: ARG001
    """That nobody owns the relationship, as far as it was said."""
    begin = NOBODY if fact.said else "You have not said who is to deal with the provider."
    return Phrase("on your side", f"{begin} {NAME_ONE}")


def own_duties(fact: OwnDuties, names: Names) -> Phrase:
    """Which duties cannot be promised, and what that stops."""
    labels = duties(fact.duties, names)
    n = len(labels)
    return Phrase(
        "your own duties",
        f"You cannot promise {count(n, 'duty of your own', 'duties of your own')}: {'; '.join(labels)}. "
        f"While {verb(n, 'it is', 'one of them is')} not done, the clock of their promised times stops.",
    )


PATTERNS: Mapping[type[Fact], Wording] = {
    Dependency: dependency,
    Utility: utility,
    NoSponsor: no_sponsor,
    OwnDuties: own_duties,
}


def warning_pattern(fact: Caution, names: Names) -> Phrase:
    """Any one of them."""
    return PATTERNS[type(fact)](fact, names)
