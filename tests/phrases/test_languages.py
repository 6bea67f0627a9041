"""Every fact can be said in every language, and what is said comes from that language alone."""

from __future__ import annotations

import importlib
import pkgutil
import typing
from collections.abc import Iterator
from typing import TypeVar

import pytest

import msp_select.decision
from msp_select.decision.fact import Fact
from msp_select.decision.findings.all_findings import facts
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.phrases.en.language import ENGLISH
from msp_select.phrases.explanation import explain
from msp_select.phrases.handout import HANDOUTS, handout
from msp_select.phrases.language import Language
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase
from msp_select.phrases.sheet import Sheet
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from tests.phrases.loud import LOUD, in_capitals, in_capitals_too

One = TypeVar("One")


def every(kind: type[One]) -> list[type[One]]:
    """All kinds of facts or handouts, once every module of the decision is read."""
    for module in pkgutil.walk_packages(msp_select.decision.__path__, "msp_select.decision."):
        importlib.import_module(module.name)
    found = (one for one in _below(kind) if one.__module__.startswith("msp_select."))
    return sorted(found, key=lambda one: one.__qualname__)


def _below(kind: type[One]) -> Iterator[type[One]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


@pytest.mark.parametrize("language", [ENGLISH, LOUD], ids=["en", "made up"])
def test_every_fact_has_a_wording_and_no_wording_is_idle(language: Language) -> None:
    assert set(language.wordings) == set(every(Fact))
    assert set(language.sheets) == set(every(Handout))


def test_each_wording_says_what_it_words() -> None:
    for result, wordings in ((Phrase, ENGLISH.wordings), (Sheet, ENGLISH.sheets)):
        for fact, wording in wordings.items():
            told = typing.get_type_hints(wording)
            first = next(iter(told))
            assert issubclass(fact, told[first]), f"{wording.__name__} does not word {fact.__name__}"
            assert told["return"] is result


def test_no_two_handouts_go_by_the_same_name() -> None:
    assert sorted(handout.name for handout in every(Handout)) == sorted(HANDOUTS)


@pytest.mark.parametrize("example", ["dental-practice", "design-studio", "law-firm"])
def test_another_language_says_all_of_a_page_and_changes_no_figure(example: str) -> None:
    catalog = load_catalog()
    evaluation = evaluate(load_session(f"example:{example}", catalog).session, catalog, draws=200)
    plain, loud = explain(evaluation), explain(evaluation, language=LOUD)
    assert loud.language == "zz"
    known = facts(evaluation)
    found = (*known.lines, *known.page, *known.found)
    assert all((known.lines, known.page, known.found))
    pages = ((*one.lines, *one.page, *one.findings) for one in (plain, loud))
    for fact, said, shouted in zip(found, *pages, strict=True):
        assert isinstance(fact, Fact)
        words = {key: text for key, text in said.figures.items() if key not in fact.figures}
        loud_words = {
            key: in_capitals_too(typing.cast("str | list[str]", text)) for key, text in words.items()
        }
        assert shouted.figures == {**said.figures, **loud_words}
        assert (shouted.title, shouted.sentence) == (said.title.upper(), said.sentence.upper())
        assert [row.text for row in shouted.rows] == [row.text.upper() for row in said.rows]


@pytest.mark.parametrize("name", HANDOUTS)
@pytest.mark.parametrize("example", ["dental-practice", "design-studio", "law-firm"])
def test_another_language_says_all_of_a_handout(example: str, name: str) -> None:
    catalog = load_catalog()
    evaluation = evaluate(load_session(f"example:{example}", catalog).session, catalog, draws=0)
    for result in evaluation.results:
        said, shouted = handout(evaluation, name, result.id), handout(evaluation, name, result.id, LOUD)
        assert in_capitals(said) == shouted


def test_names_in_a_phrase_are_those_the_viewer_may_see() -> None:
    catalog = load_catalog()
    session = load_session("example:dental-practice", catalog).session
    hidden = session.model_copy(update={"settings": session.settings.model_copy(update={"blind": True})})
    names = Names.of(evaluate(hidden, catalog, draws=0))
    shown = {names.candidate(candidate.id) for candidate in names.session.candidates}
    assert not shown & {candidate.name for candidate in session.candidates}
