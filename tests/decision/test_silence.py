"""No silence beats an honest answer: every question of the catalog, every answer, every grade, every size."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from msp_select.decision.answer_value import value_of
from msp_select.decision.scoring.answer_arrays import answer_columns, worth
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Result
from msp_select.decision.scoring.problem import scored_questions
from msp_select.decision.scoring.reliance import beneath, said_reliance, silence_value
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE, SIZES, STATED, Evidence, Size
from tests.benchmarks.truths import seen
from tests.decision.sessions import answer, candidate, catalog, session

RELIANCE: Mapping[Evidence, float] = {
    "said": 0.3,
    "written": 0.6,
    "contract": 0.9,
    "seen": 0.95,
    "confirmed": 1.0,
    "measured": 1.0,
}
SCORED = [q for q in catalog().questions.values() if q.kind != "money" and not q.bid_field and q.weight > 0]
CHOICES = [question for question in SCORED if question.kind == "choice"]
UNSURE = answer(state="not_applicable", reason="says the bidder")
SILENCES: dict[str, Answer | None] = {
    "nobody asked": None,
    "unknown": answer(state="unknown"),
    "does not apply, not agreed to": UNSURE,
}
COSTLY = {"pri_extra_share": 40.0}
"""Values below which an honest answer costs more than its points: it is read by the cost model too."""


def values_of(question: Question) -> list[Decimal | str]:
    """Every answer there is: levels, "none", break points and what lies between and outside them."""
    found: list[Decimal | str] = [level.id for level in question.levels]
    found += ["none"] if question.none is not None else []
    xs = [x for x, _ in question.value]
    if xs:
        between = [(a + b) / 2 for a, b in pairwise(xs)]
        low, high = question.range or (xs[0], xs[-1])
        found += [x for x in (*xs, *between, low, high) if low <= x <= high]
    return found


def least_counted(question: Question) -> float:
    return COSTLY.get(question.id, 25.0 if question.kind == "number" else 1e-9)


def test_every_profile_relies_on_the_grades_alike() -> None:
    assert {tuple(profile.evidence.items()) for profile in catalog().profiles} == {tuple(RELIANCE.items())}


@pytest.mark.parametrize(
    ("levels", "silence"), [((100, 75, 45, 10, 0), 6.5), ((100, 80, 30, 0), 19.5), ((100, 70, 35, 0), 22.75)]
)
def test_no_answer_counts_the_least_honest_answer_above_nothing(
    levels: tuple[int, ...], silence: float
) -> None:
    """Worked figures; with a setting of 20 the last one is 20."""
    question = _question(levels)
    assert silence_value(question, RELIANCE, 25.0) == pytest.approx(silence)
    assert silence_value(question, RELIANCE, 20.0) == pytest.approx(min(20, silence))


def _question(levels: tuple[int, ...]) -> Question:
    named = [{"id": f"l{value}", "label": f"{value}", "value": value} for value in levels]
    fields = dict.fromkeys(("text", "ask", "why"), "?")
    head = {"id": "q", "short": "a question", "criterion": "c", "weight": 1, "asked_of": "bidder"}
    return Question.model_validate(head | fields | {"kind": "choice", "levels": named})


@pytest.mark.parametrize(
    ("level", "said", "written", "contract"),
    [(100, 60, 80, 95), (75, 37.5, 60, 71.25), (45, 29.25, 36, 42.75), (10, 6.5, 8, 9.5)],
)
def test_a_bare_word_is_worth_at_most_the_next_level_in_writing(
    level: int, said: float, written: float, contract: float
) -> None:
    question = _question((100, 75, 45, 10, 0))
    columns = answer_columns(
        [{"q": answer(f"l{level}", evidence=grade)} for grade in ("said", "written", "contract")], [question]
    )
    points = worth(columns, RELIANCE, np.array([25.0])).point[:, 0]
    assert points == pytest.approx((said, written, contract))


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_points_rise_with_the_level_and_the_grade_and_proof_below_beats_a_word_above(
    question: Question,
) -> None:
    levels = sorted({level.value for level in question.levels})
    ids = {level.value: level.id for level in question.levels}
    given = [{question.id: answer(ids[v], evidence=grade)} for v in levels for grade in STATED]
    points = worth(answer_columns(given, [question]), RELIANCE, np.array([25.0])).point[:, 0]
    table = points.reshape(len(levels), len(STATED))
    assert (np.diff(table, axis=0) > 0).all()
    assert (np.diff(table[1 if levels[0] == 0 else 0 :], axis=1) > 0).all()
    for below, above in zip(range(len(levels)), range(1, len(levels)), strict=False):
        if levels[below] > 0 and levels[below] >= 0.6 * levels[above]:
            assert table[below, EVIDENCE.index("contract")] > table[above, EVIDENCE.index("said")]


def test_of_a_figure_a_bare_word_counts_as_everywhere() -> None:
    number = catalog().questions["pro_patch_days"]
    assert said_reliance(beneath(number, [85.0, 20.0]), RELIANCE) == pytest.approx([0.3, 0.3])


def beside_each_other(
    question: Question, sheets: Mapping[str, Answer | None], fee: float, size: Size
) -> dict[str, Result]:
    """The whole score of one bid for each of these answers."""
    bidders = [
        candidate(f"c{k}", {} if a is None else {question.id: a}, bid={"basis": "per_user", "per_user": fee})
        for k, a in enumerate(sheets.values())
    ]
    business = {"biz_users": 40, "biz_price_low": 90, "biz_price_high": 270}
    scored = evaluate(session(*bidders, size=size, business=business), catalog(), draws=0)
    return {name: scored.result(f"c{k}") for k, name in enumerate(sheets)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("question", SCORED, ids=lambda q: q.id)
def test_no_silence_beats_an_honest_answer(question: Question, size: Size) -> None:
    """Except an answer worth nothing, a figure worth less than 25, and bills that cost what they say."""
    of = session(size=size)
    weights = resolve_weights(of, catalog())
    if question not in scored_questions(of, catalog(), weights):
        return
    given = [answer(value, evidence=grade) for value in values_of(question) for grade in EVIDENCE]
    honest = [a for a in given if value_of(question, a) >= least_counted(question)]
    assert honest
    sheets = {f"honest-{k}": a for k, a in enumerate(honest)} | SILENCES | {"no": answer(state="refused")}
    results = beside_each_other(question, sheets, 100, size)
    silent = [results[name] for name in SILENCES]
    for name in (name for name in sheets if name.startswith("honest")):
        assert results[name].score >= max(one.score for one in silent) - 1e-9, sheets[name]
        assert results[name].coverage > max(one.coverage for one in silent) or not question.weight
    asked = [results[name] for name in SILENCES if name != "nobody asked"]
    assert len({(one.score, one.coverage, one.group) for one in asked}) == 1
    assert {one.coverage for one in silent} == {results["no"].coverage}
    assert results["no"].score <= asked[0].score
    if not question.feeds:  # what nobody asked keeps its plain default where it costs something
        assert results["nobody asked"].score == asked[0].score


@pytest.mark.parametrize("fee", [5, 60, 100, 150, 200, 240, 300])
@pytest.mark.parametrize("question", [q for q in SCORED if q.feeds], ids=lambda q: q.id)
def test_no_silence_about_what_the_costs_read_beats_an_honest_answer_at_any_fee(
    question: Question, fee: float
) -> None:
    """The share of the bill is the one that costs more than its points; from 40 on it is never worth silence.

    With one reserve: the price level ends at 0, so that of a bid whose dear end is beyond the high price
    nothing is lost by more doubt. There the gain of silence is held to a point and a half.
    """
    given = [answer(value, evidence=grade) for value in values_of(question) for grade in EVIDENCE]
    honest = {
        f"honest-{k}": a for k, a in enumerate(given) if value_of(question, a) >= least_counted(question)
    }
    results = beside_each_other(question, {**honest, **SILENCES}, fee, "full")
    worst = min(results[name].score for name in honest)
    for name in SILENCES:
        silent = results[name]
        assert silent.price_level is not None
        beyond = question.id in COSTLY and silent.price_level[0] == 0
        assert silent.score <= worst + (1.5 if beyond else 1e-9), (name, silent.price_level)


def test_every_silence_is_open_where_there_is_a_must_have_and_a_refusal_fails() -> None:
    for question in (q for q in SCORED if q.must_have is not None and q.must_have.on):
        for name, given in (SILENCES | {"refused": answer(state="refused")}).items():
            someone = candidate("a", {} if given is None else {question.id: given})
            (result,) = evaluate(session(someone), catalog(), draws=0).results
            outcome = next(gate.outcome for gate in result.gates if gate.question == question.id)
            assert outcome == ("failed" if name == "refused" else "open"), (question.id, name)


def test_of_ones_own_people_the_owner_says_what_does_not_apply() -> None:
    own = candidate("own", {"pro_patch_days": UNSURE}, kind="in_house")
    bidder = candidate("bidder", {"pro_patch_days": UNSURE})
    found = evaluate(session(own, bidder), catalog(), draws=0)
    applies = {r.id: r.effective["pro_patch_days"] > 0 for r in found.results}
    assert applies == {"own": False, "bidder": True}


def test_only_what_does_not_apply_can_be_agreed_to() -> None:
    with pytest.raises(ValueError, match="confirmed = true"):
        answer(14, confirmed=True)


def test_what_no_answer_counts_equals_the_rules_written_a_second_time() -> None:
    """Question by question, the price last, against the plain form that random decisions are drawn from."""
    found = evaluate(session(candidate("a")), catalog(), draws=0)
    assert found.problem.silence == pytest.approx(seen(found).silence)
