"""Much that was agreed not to apply is told beside the score, on every surface that shows a score."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from msp_select.cli.explain import explanation_lines
from msp_select.cli.rank import ranking_lines
from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.redaction import Viewer
from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer
from msp_select.phrases.en.robustness import robustness_lines
from msp_select.phrases.explanation import explain
from msp_select.report import render
from msp_select.report.bidder_feedback import bidder_document
from msp_select.report.ranking_json import ranking_document
from msp_select.store.session import load_session
from msp_select.ui.presentation_slides import slides
from msp_select.ui.result_words import detail_words, legend_words
from msp_select.ui.widgets.findings_page import findings_page
from msp_select.ui.widgets.ranking import Standings, columns
from msp_select.ui.widgets.ranking import ranking_lines as screen_lines
from tests.strategies import shipped_catalog

AWAY = Answer(state="not_applicable", reason="not with us", confirmed=True)


@cache
def found(*, agreed: bool) -> Evaluation:
    """The leader of an example, most of whose questions were agreed not to apply; or not."""
    catalog = shipped_catalog()
    session = load_session("example:law-firm", catalog).session
    leader = "merrowdown"
    for question in catalog.questions.values() if agreed else ():
        if question.must_have is None and not question.bid_field and question.asked_of == "bidder":
            session = set_answer(session, leader, question.id, AWAY)
    return evaluate(session, catalog, draws=200)


def told(evaluation: Evaluation) -> str:
    share = next(result for result in evaluation.results if result.id == "merrowdown").left_out
    return f"{100 * share:.0f} %"


def why_page(evaluation: Evaluation) -> str:
    names = {result.id: result.name for result in evaluation.results}
    page, _ = findings_page(explain(evaluation, subject="merrowdown").findings, 100, names)
    return "\n".join(line.content.plain for line in page)


def bidders_page(evaluation: Evaluation) -> str:
    seen = evaluate(evaluation.of, evaluation.whole, viewer=Viewer("bidder", one="merrowdown"), draws=0)
    return repr(bidder_document(seen, "merrowdown"))


SURFACES: dict[str, Callable[[Evaluation], str]] = {
    "rank": lambda e: "\n".join(ranking_lines(e, bars=False)),
    "rank with bars": lambda e: "\n".join(ranking_lines(e, bars=True)),
    "explain": lambda e: "\n".join(explanation_lines(explain(e, subject="merrowdown"))),
    "robustness": lambda e: "\n".join(robustness_lines(robustness(e), e)),
    "report": lambda e: render(e, "md").decode(),
    "page": lambda e: render(e, "html").decode(),
    "the bidder's page": bidders_page,
    "Why": why_page,
    "Result, the one in use": lambda e: detail_words(e, "merrowdown", None),
    "presentation": lambda e: repr(slides(e, explain(e), 100, 30)),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_that_shows_a_score_says_how_much_does_not_apply(surface: str) -> None:
    words = "not apply"
    said = " ".join(SURFACES[surface](found(agreed=True)).replace("\\", "").split())
    assert words in said
    assert told(found(agreed=True)) in said
    plain = " ".join(SURFACES[surface](found(agreed=False)).replace("\\", "").split())
    assert f"{told(found(agreed=True))} of what matters does {words}" not in plain


def test_the_table_on_the_screen_marks_the_score_and_its_legend_explains_the_mark() -> None:
    for agreed in (True, False):
        evaluation = found(agreed=agreed)
        standings = Standings(evaluation)
        lines = [line.content.plain for line in screen_lines(standings, columns(standings, 100))]
        assert any("*" in line for line in lines) is agreed
        assert ("much does not apply" in legend_words(evaluation, 100, thousands=True)) is agreed


def test_tables_for_programs_carry_the_share() -> None:
    evaluation = found(agreed=True)
    for row in ranking_document(evaluation)["ranking"]:
        result = evaluation.result(row["id"])
        assert (row["not_applicable"], row["rests_on_little"]) == (result.left_out, result.rests_on_little)
    heads, *_ = render(evaluation, "csv").decode("utf-8-sig").splitlines()
    assert {"not_applicable", "rests_on_little"} <= set(heads.split(","))
