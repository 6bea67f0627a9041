"""What a document must not tell: rivals to a bidder, names to a stranger, prices before their time."""

from __future__ import annotations

import re

import pytest

from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer
from msp_select.phrases.en.words import plain
from msp_select.report import Options, render
from tests.report.reports import DOCUMENTS, evaluated, example, renamed, scored, sealed, text_of

BIDDER = "tarnhollow"
WORDS = ("vexley", "pyke", "ninefold", "harrow", "ostrabrook", "tarnhollow", "quillmoor", "grentwick")


def names_in(text: str, *, but: tuple[str, ...] = ()) -> set[str]:
    return {word for word in WORDS if word in text.lower()} - set(but)


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_feedback_names_nobody_else(ending: str) -> None:
    assert names_in(text_of(evaluated(), ending, Options(bidder=BIDDER)), but=("tarnhollow",)) == set()


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_feedback_is_the_same_whoever_else_is_in_the_session(ending: str) -> None:
    session = example()
    alone = session.model_copy(
        update={"candidates": tuple(one for one in session.candidates if one.id == BIDDER)}
    )
    options = Options(bidder=BIDDER)
    assert render(scored(alone), ending, options=options) == render(evaluated(), ending, options=options)


def test_feedback_leaves_out_what_the_client_wrote_for_itself() -> None:
    session = example()
    secret = Answer(state="not_applicable", reason="Ninefold gave us 4,100 for this", note="half of Vexley")
    told = set_answer(session, BIDDER, "sta_competitors", secret)
    text = text_of(scored(told), "md", Options(bidder=BIDDER))
    assert "4,100" not in text
    assert names_in(text, but=("tarnhollow",)) == set()


def test_feedback_says_the_score_the_gaps_and_the_must_haves() -> None:
    text = text_of(evaluated(), "md", Options(bidder=BIDDER))
    own = evaluated().result(BIDDER)
    assert f"Your score is {plain(own.score)} of 100. Your bid does not yet meet three must-haves." in text
    assert len(own.failed) == 3
    assert "Within 72 hours" in text
    assert "Your weakest answers, those that weigh most first, and what would be better" in text


@pytest.mark.parametrize("options", [Options(), Options(sheet="contract"), Options(sheet="negotiation")])
@pytest.mark.parametrize("ending", DOCUMENTS)
def test_an_anonymous_document_holds_no_name_anywhere(ending: str, options: Options) -> None:
    hidden = Options(sheet=options.sheet, anonymous=True)
    text = text_of(evaluated(), ending, hidden)
    assert names_in(text) == set()
    assert re.search("Provider [A-G]", text)


def test_an_anonymous_report_has_the_same_figures() -> None:
    open_rows = render(evaluated(), "csv").decode("utf-8-sig").splitlines()[1:]
    hidden = render(evaluated(), "csv", options=Options(anonymous=True)).decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[4:] for row in hidden] == [row.split(",")[4:] for row in open_rows]


def test_letters_follow_the_session_not_the_rank() -> None:
    first = example().candidates[0].id
    rank = evaluated().result(first).rank
    row = render(evaluated(), "csv", options=Options(anonymous=True)).decode("utf-8-sig").splitlines()[rank]
    assert row.split(",")[:3] == [str(rank), "provider-a", "Provider A"]


def test_a_blind_session_makes_anonymous_reports_unasked() -> None:
    session = example()
    blind = session.model_copy(update={"settings": session.settings.model_copy(update={"blind": True})})
    assert names_in(text_of(scored(blind), "html")) == set()


@pytest.mark.parametrize("ending", [*DOCUMENTS, "csv"])
def test_a_sealed_session_shows_no_money(ending: str) -> None:
    session = sealed(renamed(example(), {}, log=()))
    text = text_of(scored(session), ending)
    assert re.findall(r"USD \d[\d,.]*", text) == []
    open_costs = [result.costs for result in evaluated().results if result.costs is not None]
    amounts = {f"{amount:,.0f}" for one in open_costs for amount in (one.cash.middle, one.known.middle)}
    assert {amount for amount in amounts if amount in text} == set()


def test_a_sealed_session_gives_a_bidder_no_word_about_the_price() -> None:
    text = text_of(scored(sealed(example())), "md", Options(bidder=BIDDER))
    assert "Your quality (everything but the price) is" in text
    assert "Prices are still sealed, so nothing here is about the price." in text
