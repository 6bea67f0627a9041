"""Bars and charts say with cells what their figures say; they fit the room and need no colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from msp_select.ui.widgets.bars import plain_bar, signed_bar, three_part_bar
from msp_select.ui.widgets.charts import Point, difference_chart, range_bar, share_chart, value_chart

points = st.floats(0, 100)
widths = st.integers(10, 120)


@given(points, points, points, widths)
def test_a_three_part_bar_is_as_wide_as_it_should_be(a: float, b: float, c: float, width: int) -> None:
    proven, claimed, possible = sorted((a, b, c))
    bar = three_part_bar(proven, claimed, possible, width).plain
    assert cell_len(bar) == width
    assert bar == "".join(sorted(bar, key="█▓░ ".index))
    assert bar.count("█") == pytest.approx(proven * width / 100, abs=0.5001)
    assert len(bar.rstrip()) == pytest.approx(possible * width / 100, abs=0.5001)


def test_the_parts_are_told_apart_without_colour() -> None:
    assert three_part_bar(50, 70, 100, 10).plain == "█████▓▓░░░"


@given(st.floats(-50, 50), widths)
def test_what_speaks_against_stands_left_of_the_line(value: float, width: int) -> None:
    bar = signed_bar(value, 50, 50, width)
    assert cell_len(bar) == width
    left, right = bar.split("│")
    assert bool(left.strip()) == (value < 0)
    assert bool(right.strip()) == (value > 0)


@given(st.floats(0, 1), widths)
def test_a_share_however_small_can_be_seen(share: float, width: int) -> None:
    bar = plain_bar(share, width)
    assert cell_len(bar) == width
    assert bool(bar.strip()) == (share > 0)


def test_the_range_of_a_weight_has_its_ends_and_where_it_lies() -> None:
    assert range_bar(50, 20, 100, 11) == "··━━━●━━━━━"


@given(
    st.lists(st.tuples(st.text(max_size=30), st.floats(-30, 30), st.text(max_size=60)), max_size=20),
    st.integers(60, 120),
)
def test_a_difference_chart_keeps_to_its_room(rows: list[tuple[str, float, str]], width: int) -> None:
    for line in difference_chart(rows, width, sum(value for _, value, _ in rows)):
        assert line.cell_length <= width


def test_the_sum_stands_under_the_differences() -> None:
    lines = difference_chart([("Price", -2.5, "dearer"), ("Exit", 7.5, "help")], 70, 5.0)
    assert lines[-1].plain.split() == ["together", "+5.0"]


def test_cost_and_quality_stand_where_they_belong() -> None:
    chart = value_chart(
        [Point("Low", 100, 0, True), Point("Beaten", 200, 40, False), Point("High", 200, 100, True)],
        47,
        5,
        "cash",
    )
    rows = [line.plain for line in chart]
    assert rows[1].rstrip().endswith("C")
    assert rows[5][6] == "A"
    assert "b" in rows[4] + rows[3]
    assert rows[-1].split() == ["least", "cash", "→", "most"]


def test_nobody_and_everybody_alike_are_drawn_too() -> None:
    assert value_chart([], 40, 5, "cash") == []
    alike = value_chart([Point(name, 10, 50, True) for name in "xyz"], 40, 5, "cash")
    assert sum(letter in "".join(line.plain for line in alike) for letter in "ABC") == 3


def test_shares_have_their_words() -> None:
    lines = share_chart([("Vexley", 55.0, "55 of 100 tries"), ("Other", 0.0, "0 of 100 tries")], 60)
    assert "55 of 100 tries" in lines[0].plain
    assert "█" in lines[0].plain
    assert "█" not in lines[1].plain
