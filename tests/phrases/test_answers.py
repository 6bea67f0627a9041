"""An answer in words is the one that counts, on every surface."""

from __future__ import annotations

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en import answers
from msp_select.phrases.handout import handout
from msp_select.phrases.names import Names
from tests.decision.test_marks import ASKED, evaluator, marked
from tests.strategies import shipped_catalog

MEAN = "Asked some of it; the offer mentions the answers (mean of 2 marks, 45 of 100 points)"


def judged_by_two(*, revealed: bool = True) -> Evaluation:
    jo, marta = evaluator("Jo", {ASKED: "asked_some"}), evaluator("Marta", {ASKED: "counted_heads"})
    return evaluate(marked(jo, marta, revealed=revealed), shipped_catalog(), draws=0)


def test_the_mean_of_the_marks_is_told_once_they_are_revealed() -> None:
    assert answers.found(Names.of(judged_by_two()), "acme", ASKED) == MEAN
    assert answers.found(Names.of(judged_by_two(revealed=False)), "acme", ASKED) == "not asked yet"


def test_a_handout_tells_the_mean_of_the_marks() -> None:
    sheet = handout(judged_by_two(), "negotiation", "acme")
    assert MEAN in {cell for table in sheet.tables for row in table.rows for cell in row}
