"""Charts: the figures they show, what fits on a page, and nothing drawn outside the picture."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msp_select.report.chart_choice import ranking_charts
from msp_select.report.chart_data import (
    Bar,
    Chart,
    DrivingByReview,
    MoneyRanges,
    MoneyRow,
    MonthDot,
    MonthlyFigure,
    Point,
    RankShares,
    ReviewDot,
    Shares,
    Span,
    Step,
    ThreePartBars,
    ValueForMoney,
    Waterfall,
)
from msp_select.report.chart_drawing import drawn
from msp_select.report.drawing_shapes import WIDTH, Box, Disc, Stroke, Words, fitted
from tests.report.reports import evaluated, of_many, scored

points = st.floats(-60, 60)
values = st.floats(0, 100)
money = st.floats(0, 1e9)
labels = st.text(max_size=40)
parts = st.floats(0, 0.25)
bars = st.builds(
    Bar, labels, values, values, values, values, st.sampled_from(["acceptable", "not_acceptable"])
)
spans = st.none() | st.lists(money, min_size=3, max_size=3).map(lambda ends: Span(*sorted(ends)))
charts: st.SearchStrategy[Chart] = (
    st.builds(ThreePartBars, labels, st.just("score"), st.lists(bars, min_size=1, max_size=5).map(tuple))
    | st.builds(
        Waterfall, labels, labels, labels, st.lists(st.builds(Step, labels, points), max_size=9).map(tuple)
    )
    | st.builds(
        ValueForMoney,
        labels,
        labels,
        st.lists(
            st.builds(
                Point, st.integers(1, 99).map(str), labels, money, values, st.booleans(), st.booleans()
            ),
            min_size=1,
            max_size=9,
        ).map(tuple),
        st.just("EUR"),
    )
    | st.builds(
        MoneyRanges,
        labels,
        labels,
        st.lists(
            st.builds(MoneyRow, st.text(max_size=90), spans, spans).filter(lambda row: row.cash or row.whole),
            min_size=1,
            max_size=5,
        ).map(tuple),
        st.just("EUR"),
    )
    | st.builds(
        RankShares,
        labels,
        st.lists(st.builds(Shares, labels, parts, parts, parts, parts), min_size=1, max_size=5).map(tuple),
    )
)
amounts = st.none() | st.floats(0, 1e9)
months = st.builds(
    MonthDot,
    labels,
    st.sampled_from("JFMA?"),
    st.sampled_from(["kept", "missed", "not_reported", "given", "nothing_to_judge"]),
    labels,
    *(amounts, amounts, amounts, amounts),
    st.booleans(),
    st.booleans(),
)
charts |= st.builds(MonthlyFigure, labels, labels, st.lists(months, min_size=1, max_size=40).map(tuple))
charts |= st.builds(
    DrivingByReview,
    labels,
    st.just((("You", 65.0), ("Shared", 40.0), ("They", 0.0))),
    st.lists(st.builds(ReviewDot, labels, values, labels), min_size=1, max_size=30).map(tuple),
)
TINY = 2e-309  # so small that one divided by it is infinite


@settings(max_examples=80)
@given(charts)
@example(Waterfall("", "", "", (Step("", TINY),)))
@example(Waterfall("", "", "", (Step("", TINY), Step("", -TINY), Step("", 5e-324))))
@example(ValueForMoney("", "", (Point("1", "", 5e-324, 50.0, True, True),), "EUR"))
@example(
    ValueForMoney(
        "", "", (Point("1", "", TINY, 50.0, True, True), Point("2", "", 0.0, 5.0, True, True)), "EUR"
    )
)
def test_nothing_is_drawn_outside_the_picture(chart: Chart) -> None:
    picture = drawn(chart)
    for shape in picture.shapes:
        match shape:
            case Box():
                across, down = [shape.x, shape.x + shape.width], [shape.y, shape.y + shape.height]
                assert shape.width >= 0
            case Stroke():
                across, down = [x for x, _ in shape.points], [y for _, y in shape.points]
            case Words():
                across, down = [shape.x], [shape.y]
            case Disc():
                across, down = [shape.x], [shape.y]
        assert all(-0.01 <= x <= WIDTH + 0.01 for x in across)
        assert all(-0.01 <= y <= picture.height + 0.01 for y in down)


def test_the_steps_of_the_difference_end_at_the_gap() -> None:
    from msp_select.phrases.explanation import explain
    from msp_select.report.chart_choice import charts_of

    finding = explain(evaluated()).finding("differences")
    assert finding is not None
    (chart,) = charts_of(evaluated(), finding)
    assert isinstance(chart, Waterfall)
    assert chart.total == pytest.approx(finding.rows[-1].value, abs=1e-9)
    boxes = [shape for shape in drawn(chart).shapes if isinstance(shape, Box)]
    last, total = boxes[len(chart.steps) - 1], boxes[len(chart.steps)]
    assert total.fill == "dotted"
    assert min(abs(last.x + last.width - total.x - total.width), abs(last.x - total.x - total.width)) < 1.0


def test_speaking_against_is_told_apart_without_colour() -> None:
    chart = Waterfall("t", "A", "B", (Step("x", 3.0), Step("y", -1.0)))
    fills = [shape.fill for shape in drawn(chart).shapes if isinstance(shape, Box)]
    assert fills[:3] == ["solid", "hatched", "dotted"]
    assert chart.alternative == (
        "Steps in points; to the right speaks for A, to the left for B. x +3.0, y -1.0; together +2.0."
    )


def test_shares_are_told_apart_without_colour_and_in_words() -> None:
    chart = RankShares("t", (Shares("Acme", 0.55, 0.3, 0.149, 0.001),))
    fills = [shape.fill for shape in drawn(chart).shapes if isinstance(shape, Box)]
    assert fills[:4] == ["solid", "hatched", "dotted", "hollow"]
    assert (
        chart.alternative
        == "Shares of the tries. Acme: first 55 %, second 30 %, third 15 %, later under 1 %."
    )


def test_many_candidates_are_drawn_on_several_pictures() -> None:
    evaluation = scored(of_many(40), draws=0)
    parts = ranking_charts(evaluation, evaluation.results)
    assert [chart.title for chart in parts] == [
        "What is proven, claimed and not known yet, 1 to 16 of 40",
        "What is proven, claimed and not known yet, 17 to 32 of 40",
        "What is proven, claimed and not known yet, 33 to 40 of 40",
    ]


def test_a_label_that_is_too_long_is_cut_and_says_so() -> None:
    assert fitted("short", 100) == "short"
    assert fitted("W" * 200, 100).endswith("W…")
    assert len(fitted("漢" * 200, 100)) < len(fitted("a" * 200, 100))


def test_a_mark_over_another_leaves_the_number_to_the_better_and_says_so_in_the_list() -> None:
    here = [
        Point(number, name, 100.0, 50.0, False, True) for number, name in (("2", "Alpine"), ("5", "Vexley"))
    ]
    chart = ValueForMoney("t", "USD", (*here, Point("7", "Far", 50.0, 90.0, True, True)), "USD")
    words = [shape for shape in drawn(chart).shapes if isinstance(shape, Words)]
    assert [one.text for one in words if one.anchor == "middle" and one.weight == "strong"] == ["7", "2"]
    assert "Vexley (behind 2)" in {one.text for one in words}
