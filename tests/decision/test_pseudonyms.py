"""Names hidden: nothing that names a candidate is left, and no figure changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.panel.pseudonyms import hidden_names, letters, without_names
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain
from msp_select.store.session import dump_session, load_session
from tests.decision.sessions import answer, candidate, session
from tests.evaluators import panels
from tests.strategies import shipped_catalog

NAMES = st.from_regex(r"[A-Z][qxz][a-z]{4,8}(?: [A-Z][qxz][a-z]{4,8})?", fullmatch=True)


def numbers(value: Any) -> Iterator[float]:
    """Every number in a value, in order; texts and ids left out."""
    if isinstance(value, bool | int | float):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from numbers(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)


@settings(max_examples=25)
@given(panels())
def test_hiding_names_changes_no_figure(found: Session) -> None:
    catalog = shipped_catalog()
    named = evaluate(found, catalog, draws=50)
    nameless = evaluate(without_names(found, shipped_catalog(), ids=True), catalog, draws=50)
    called = {key: name.lower().replace(" ", "-") for key, name in hidden_names(found).items()}
    assert [called[result.id] for result in named.results] == [result.id for result in nameless.results]
    for one, other in zip(named.results, nameless.results, strict=True):
        assert dataclasses.replace(one, candidate=other.candidate, gates=other.gates) == other
    kinds = [one.verdict and one.verdict.kind for one in (named, nameless)]
    assert kinds[0] == kinds[1]
    if named.leader is not None:
        figures = [
            [(finding.kind, list(numbers(dict(finding.figures)))) for finding in explain(one).findings]
            for one in (named, nameless)
        ]
        assert figures[0] == figures[1]


@pytest.mark.parametrize("name", ["dental-practice", "design-studio", "law-firm"])
def test_no_telling_word_of_a_name_is_left_in_an_example(name: str) -> None:
    found = load_session(f"example:{name}", shipped_catalog()).session
    text = dump_session(without_names(found, shipped_catalog(), ids=True)).decode()
    words = {
        word
        for one in found.candidates
        for word in re.findall(r"\w+", f"{one.name} {one.id}")
        if len(word) > 3 and word.lower() not in ("person", "studio", "care", "basic", "device", "national")
    }
    left = {word for word in words if re.search(rf"\b{word}\b", text)}
    assert left <= {"partners", "computing", "house", "Partners", "Computing"}
    assert not any(one.id in text for one in found.candidates if "-" in one.id)


@settings(max_examples=60)
@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), st.data())
def test_a_name_is_hidden_in_every_text_however_it_is_written(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    written = data.draw(
        st.sampled_from([name, name.upper(), name.lower(), name.split()[0], name.replace(" ", ""),
                         f"{name}'s", f"({name})", name.replace(" ", "\n"),
                         f"{name.lower().replace(' ', '_')}.xlsx", f"2026-{name.replace(' ', '-')}_v2.PDF",
                         f"sales@{name.lower().replace(' ', '')}.example", f"{name.split()[0].lower()}.xlsx",
                         f"https://www.{name.lower().replace(' ', '-')}.example/offer"])
    )  # fmt: skip
    text = f"Ask {written} again, about 24 hours"
    note = answer("asked_some", note=text, bidder=text)
    texts = {"note": text, "remarks": {"onboarding": text}}
    providers = [
        candidate(f"c{at}", {"ali_asked_goals": note}, name=one, **texts) for at, one in enumerate(names)
    ]
    found = session(
        *providers,
        title=text,
        paid_by=text,
        business={"biz_sponsor_name": text},
        log=[{"at": dt.datetime(2026, 11, 21, tzinfo=dt.UTC), "what": text, "why": text}],
    )
    hidden = dump_session(without_names(found, shipped_catalog(), ids=True)).decode().lower()
    assert "again, about 24 hours" in hidden
    for word in name.lower().split():
        assert word not in hidden


def test_letters_follow_the_order_of_the_session_and_go_on_after_z() -> None:
    found = session(candidate("zeta"), candidate("acme"))
    assert hidden_names(found) == {"zeta": "Provider A", "acme": "Provider B"}
    assert [letters(at) for at in (0, 25, 26, 27, 51, 52, 701, 702)] == (
        ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]
    )


def test_a_candidate_named_like_a_letter_is_not_taken_for_the_other() -> None:
    found = session(
        candidate("one", name="Provider B"), candidate("two", name="Provider A", note="Provider B?")
    )
    hidden = without_names(found, shipped_catalog())
    assert [one.name for one in hidden.candidates] == ["Provider A", "Provider B"]
    assert hidden.candidates[1].note == "Provider A?"


def test_a_word_that_two_firms_share_names_neither() -> None:
    found = session(candidate("one", name="Tarnhollow Basic"), candidate("two", name="Tarnhollow Plus"))
    noted = found.model_copy(update={"title": "Why Tarnhollow, and not Tarnhollow Plus?"})
    assert without_names(noted, shipped_catalog()).title == "Why one of the providers, and not Provider B?"


def test_common_words_of_a_name_stay_in_a_sentence() -> None:
    found = session(candidate("own", name="Own IT Support Person", note="They support people in person"))
    assert without_names(found, shipped_catalog()).candidates[0].note == "They support people in person"


def test_names_are_hidden_only_where_the_session_says_so_and_ids_only_when_asked() -> None:
    named = session(candidate("acme-it", name="Acme Quill"))
    assert seen(named, shipped_catalog(), Viewer(ids=True)) is named
    hidden = seen(
        session(candidate("acme-it", name="Acme Quill"), settings={"blind": True}), shipped_catalog()
    )
    assert [(one.id, one.name) for one in hidden.candidates] == [("acme-it", "Provider A")]
