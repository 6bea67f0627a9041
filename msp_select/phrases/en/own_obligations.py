"""The business's own side: who is named, what it can promise, and what it said."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msp_select.decision.advice.own_obligations import OWN_DUTIES, Promised, Sponsor
from msp_select.phrases.en.answers import with_unit
from msp_select.phrases.names import Names

NOBODY = "Nobody is named yet to deal with the provider."
NAME_ONE = "Name a person before you sign, or the provider will set the course."
PROMISED: Mapping[Promised, str] = {
    "can": "you can promise this",
    "cannot": "you cannot promise this yet",
    "not_answered": "not answered yet",
}


def sponsor(fact: Sponsor) -> str:
    """Who owns the relationship, by name where it is known."""
    return fact.name or ("the owner or manager" if fact.is_owner else "the person you have named")


def duties(options: Collection[str], names: Names) -> list[str]:
    """Those of the business's own duties as the questionnaire words them."""
    question = names.catalog.business.question(OWN_DUTIES)
    return [option.label for option in question.options if option.id in options] if question else []


def answer(names: Names, question_id: str) -> str:
    """What the business answered, as a person would read it, with what it is about."""
    question, value = names.catalog.business.question(question_id), names.session.business[question_id]
    assert question is not None, question_id
    if isinstance(value, tuple):
        words = "; ".join(option.label for option in question.options if option.id in value)
    elif isinstance(value, str):
        option = question.option(value)
        words = option.label if option is not None else " ".join(value.split())
    else:
        words = with_unit(value, question.unit)
    lead = names.agreement.leads.get(question_id)
    return f"{lead}: {words}" if lead else words
