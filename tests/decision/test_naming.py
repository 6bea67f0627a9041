"""Whom a person means who types an id, a name or a letter."""

from __future__ import annotations

from typing import get_args

import pytest

from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.refusal import (
    ComparedWithItself,
    Namesakes,
    NobodyElse,
    NobodyToExplain,
    NoRuleOfDrift,
    NoSuchCandidate,
    Refusal,
    UnfitMethod,
)
from msp_select.model.edits import add_candidate, set_settings
from msp_select.model.session import Session
from msp_select.phrases.en.refusals import REFUSALS, Where, refusal_in_words
from tests.decision.sessions import session


def firms(*, hidden: bool = False) -> Session:
    found = session()
    for name in ("Vexley & Pyke", "Ninefold", "Ninefold"):
        found = add_candidate(found, name)
    return set_settings(found, blind=hidden)


@pytest.mark.parametrize("typed", ["vexley-pyke", "Vexley & Pyke", "VEXLEY & PYKE"])
def test_an_id_or_a_name_in_any_case_is_understood(typed: str) -> None:
    assert candidate_named(firms(), typed) == "vexley-pyke"
    with pytest.raises(NoSuchCandidate):  # while names are hidden there is nobody of that name
        candidate_named(firms(hidden=True), typed)


@pytest.mark.parametrize("typed", ["provider-b", "Provider B"])
def test_while_names_are_hidden_a_letter_is_understood(typed: str) -> None:
    assert candidate_named(firms(hidden=True), typed) == "ninefold"


def refused(found: Session, typed: str) -> tuple[str, str]:
    with pytest.raises(Refusal) as caught:
        candidate_named(found, typed)
    return refusal_in_words(caught.value)


def test_of_namesakes_the_id_is_asked_for() -> None:
    assert refused(firms(), "Ninefold") == (
        'There is more than one candidate "Ninefold".',
        "Use the id: ninefold or ninefold-2.",
    )


def test_nobody_is_answered_with_who_there_is_and_hidden_names_stay_hidden() -> None:
    assert refused(firms(), "vexley") == (
        'There is no candidate "vexley". Did you mean "vexley-pyke"?',
        "Use one of: vexley-pyke, ninefold, ninefold-2.",
    )
    assert refused(firms(hidden=True), "vexley") == (
        'There is no candidate "vexley".',
        "Use one of: provider-a, provider-b, provider-c.",
    )
    assert refused(session(), "anybody") == ('There is no candidate "anybody".', "Add a candidate first.")


def test_every_refusal_has_words() -> None:
    assert set(REFUSALS) == set(Refusal.__subclasses__())


EVERY: tuple[Refusal, ...] = (
    NoSuchCandidate("x", ("a",)),
    Namesakes("x", ("a", "b")),
    NobodyToExplain(),
    ComparedWithItself("a"),
    NoRuleOfDrift("managed"),
    NobodyElse("a"),
    UnfitMethod("m", "package", "failed", ("topsis",)),
)


def test_no_page_names_an_option_of_a_command() -> None:
    assert {type(one) for one in EVERY} == set(REFUSALS)
    for one in EVERY:
        for where in get_args(Where)[1:]:
            assert " --" not in " ".join(refusal_in_words(one, where)), one
    assert "--market" in refusal_in_words(NobodyElse("a"))[1]
