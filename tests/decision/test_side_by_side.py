"""Candidates side by side: the figures of the evaluation, the words of the answers, sealed prices."""

from __future__ import annotations

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.edits import set_settings
from msp_select.phrases.en.comparison_table import side_by_side
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session


def evaluated(example: str, **settings: object) -> Evaluation:
    """An example, scored without draws."""
    catalog = load_catalog()
    session = load_session(f"example:{example}", catalog).session
    return evaluate(set_settings(session, **settings), catalog, draws=0)


@pytest.mark.parametrize("example", ["dental-practice", "design-studio", "law-firm"])
def test_every_cell_is_the_evaluations_own_figure(example: str) -> None:
    evaluation = evaluated(example)
    rows = {row.key: row for row in side_by_side(evaluation)}
    for at, result in enumerate(evaluation.results):
        for key, values in {**result.pillars, **result.criteria}.items():
            cell = rows[key].cells[at]
            assert cell.candidate == result.id
            assert cell.value == (None if values is None else values.point)
        failing = {row.key for row in rows.values() if row.cells[at].fails}
        assert failing <= {gate.question for gate in result.failed}


def test_weights_of_the_criteria_sum_to_the_whole() -> None:
    rows = side_by_side(evaluated("dental-practice"))
    assert sum(row.weight for row in rows if row.kind == "pillar") == pytest.approx(100)
    assert sum(row.weight for row in rows if row.kind == "criterion") == pytest.approx(100)


def test_an_answer_is_told_with_its_evidence_and_a_silence_by_its_kind() -> None:
    rows = {row.key: row for row in side_by_side(evaluated("law-firm"))}
    marks = {cell.mark for row in rows.values() if row.kind == "question" for cell in row.cells}
    assert "unknown" in marks
    for row in rows.values():
        for cell in row.cells:
            if row.kind == "question" and cell.mark == "unknown":
                assert (cell.value, cell.words) == (None, "they were asked and couldn't say")
            if row.kind == "question" and cell.mark == "":
                assert cell.evidence


def test_only_the_best_of_a_row_that_differs_is_marked() -> None:
    for row in side_by_side(evaluated("dental-practice")):
        values = [cell.value for cell in row.cells if cell.value is not None]
        for cell in row.cells:
            if cell.best:
                assert cell.value == pytest.approx(max(values))
        if values and max(values) - min(values) > 0.5:
            assert any(cell.best for cell in row.cells)


def test_of_sealed_prices_there_is_one_row_that_says_so() -> None:
    rows = side_by_side(evaluated("dental-practice", sealed=True))
    (sealed,) = [row for row in rows if any(cell.mark == "sealed" for cell in row.cells)]
    assert (sealed.kind, sealed.title) == ("pillar", "Price")
    assert {(cell.value, cell.mark, cell.words) for cell in sealed.cells} == {
        (None, "sealed", "prices are sealed")
    }
    assert not any(row.key.startswith("price.") for row in rows)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("example", ["dental-practice", "design-studio", "law-firm"])
def test_the_parts_of_a_bar_follow_each_other(example: str, *, sealed: bool) -> None:
    evaluation = evaluated(example, sealed=sealed)
    for result in evaluation.results:
        assert result.score == (result.quality if sealed else result.score)
        assert 0 <= result.proven <= result.claimed <= result.possible + 1e-9 <= 100 + 1e-6
