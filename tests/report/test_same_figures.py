"""Proven, claimed and possible are one number each, whoever tells it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook

from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.scalars import SIZES, Size
from msp_select.phrases.en.words import plain
from msp_select.phrases.explanation import explain
from msp_select.report import render
from msp_select.report.chart_choice import ranking_charts
from msp_select.report.document import Document
from msp_select.report.options import Options
from msp_select.report.pdf_glyphs import texts
from msp_select.report.ranking_json import ranking_document
from msp_select.report.rendering import Order
from msp_select.report.score_sheet import CRITERION, PILLAR, SCORE, TOP, WHOLE
from msp_select.report.tables import criteria
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session

EXAMPLES = ("dental-practice", "design-studio", "law-firm")
FIGURES = ("proven", "claimed", "possible")


def example(name: str, *, sealed: bool = False) -> Evaluation:
    catalog = load_catalog()
    session = load_session(f"example:{name}", catalog).session
    session = session.model_copy(update={"settings": session.settings.model_copy(update={"sealed": sealed})})
    return evaluate(session, catalog, draws=0)


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_json_the_table_and_the_picture_say_the_same(name: str, sealed: bool) -> None:
    evaluation = example(name, sealed=sealed)
    shown = {result.id: result for result in evaluation.results}
    table = csv.DictReader(io.StringIO(render(evaluation, "csv").decode("utf-8-sig")))
    for row, line in zip(ranking_document(evaluation)["ranking"], table, strict=True):
        for figure in FIGURES:
            assert row[figure] == getattr(shown[row["id"]], figure)
            assert float(line[figure]) == row[figure]
        assert row["proven"] <= row["claimed"] <= row["possible"]
    picture = ranking_charts(evaluation, evaluation.results)[0].alternative
    for one in shown.values():
        assert f"proven {plain(one.proven)}, claimed up to {plain(one.claimed)}, " in picture
        assert f"possible up to {plain(one.possible)}" in picture
    found = explain(evaluation).finding("coverage")
    if found is not None and not sealed:
        figures = found.figures
        subject = shown[evaluation.results[0].id]
        assert [figures[name] for name in FIGURES] == [getattr(subject, name) for name in FIGURES]


def as_if_true(candidate: Candidate, questions: list[str]) -> Candidate:
    """Everything said confirmed, and nothing left open: what is not known is refused."""
    answers = {question: Answer(state="refused") for question in questions}
    for question, answer in candidate.answers.items():
        if answer.state != "unknown":
            answers[question] = answer.model_copy(
                update={"evidence": "confirmed" if answer.state == "answered" else None}
            )
    return candidate.model_copy(update={"answers": answers})


@pytest.mark.parametrize("name", EXAMPLES)
def test_claimed_is_the_score_if_all_that_is_said_were_true_and_nothing_else(name: str) -> None:
    evaluation = example(name)
    catalog = evaluation.catalog
    free = evaluation.session.weights.model_copy(update={"pillars": {catalog.price_pillar: 0.0}})
    session = evaluation.session.model_copy(update={"weights": free})
    asked = [question.id for question in catalog.questions.values() if not catalog.is_price(question.id)]
    true = tuple(as_if_true(candidate, asked) for candidate in session.candidates)
    before = evaluate(session, catalog, draws=0)
    after = evaluate(session.model_copy(update={"candidates": true}), catalog, draws=0)
    assert any(result.coverage < 1 for result in before.results)
    for result in before.results:
        assert after.result(result.id).score == pytest.approx(result.claimed)


PER_USER = re.compile(r"(?:about )?USD [\d,.]*\d[^.;:]*? (?:a|per) user and month")
NAMED = re.compile(  # what a figure a user and month is that is not what anybody pays more or less
    r"as scored|the score counts|worth|turned into money|for licences|price scale|walk away"
)


def gaps_told(document: Document) -> Iterator[tuple[str, str, list[str]]]:
    """Each text with a gap of two bills a user and month, whom it is against, and the gap or both bills."""
    for text in texts(document):
        if found := re.search(
            r"costs (?:about )?USD [\d,]+ (?:more|less) cash over .*? than ([^,.]+)(?:, [^.]*?)?, "
            r"or (?:about )?USD ([\d.]+) per user and month",
            text,
        ):
            yield text, found[1], [found[2]]
        if found := re.search(
            r"costs (?:about )?USD ([\d.]+) (?:more|less) per user and month than ([^;.]+)", text
        ):
            yield text, found[2], [found[1]]
        if found := re.search(r"USD ([\d.]+) a user and month, not USD ([\d.]+)$", text):
            yield text, "", sorted(found.groups(), key=float)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_gap_a_user_and_month_is_one_figure_wherever_it_stands(name: str) -> None:
    """What is paid, everywhere; a figure that is another one says so in the same text."""
    evaluation = example(name)
    document = Order(evaluation, Options(length="full")).document
    first, second, *_ = evaluation.results
    bills = {
        result.name: costs.per_user_month(costs.cash).middle
        for result in evaluation.results
        if (costs := result.costs)
    }
    told = [*gaps_told(document)]
    assert {second.name, ""} <= {whom for _, whom, _ in told}
    for text, whom, amounts in told:
        both = [bills[first.name], bills[whom or second.name]]
        right = [abs(both[0] - both[1])] if whom else sorted(both)
        assert amounts == [f"{amount:.0f}" for amount in right], text
    gaps = {text for text, _, _ in told}
    for text in texts(document):
        if text not in gaps and PER_USER.search(text):
            assert NAMED.search(text), text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_criterion_weighs_the_same_in_the_table_the_robustness_and_the_workbook(
    name: str, size: Size
) -> None:
    catalog = load_catalog()
    session = load_session(f"example:{name}", catalog).session.model_copy(update={"size": size})
    evaluation = evaluate(session, catalog, draws=0)
    (table,) = criteria(evaluation, evaluation.results)
    told = {key: row[1] for key, row in zip(evaluation.problem.criteria, table.rows, strict=True)}
    assert sum(cell.number or 0.0 for cell in told.values()) == pytest.approx(100)
    assert all(cell.text == f"{plain(cell.number or 0.0)} %" for cell in told.values())
    page = load_workbook(io.BytesIO(render(evaluation, "xlsx")), data_only=True)[SCORE]
    computed: dict[object, Any] = {
        (row[PILLAR], row[CRITERION]): row[WHOLE]
        for row in page.iter_rows(min_row=TOP + 1, values_only=True)
        if row[CRITERION]
    }
    for key, cell in told.items():
        place = (catalog.pillar_of_criterion[key].title, catalog.criteria[key].title)
        assert 100 * computed[place] == pytest.approx(cell.number)
    ranges = [one for one in robustness(evaluation).ranges if one.level == "criterion"]
    assert {one.key: one.weight_percent for one in ranges} == {
        one.key: pytest.approx(told[one.key].number) for one in ranges
    }
    assert ranges
    assert ("weighs nothing" in table.caption) == any(cell.number == 0 for cell in told.values())
