"""The pictures of a workbook: its own charts of its own cells, so that they follow what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msp_select.report.score_sheet import HEAD, SCORE, SCORES, ScoreSheet
from msp_select.report.tables import COSTS, SUMS
from msp_select.report.worksheet_style import print_across

if TYPE_CHECKING:
    from msp_select.report.as_xlsx import Sheet

CHARTS = "Charts"
COLOURS = ("#1F5A7A", "#E0A030", "#7A4E8C", "#B4472E", "#5B8C5A")  # told apart in grey as well
WIDTH, LINE, FRAME = 900, 26, 130  # pixels: of a chart, of each bar, of title, axis and legend
_ROW = 20  # pixels


def write_charts(
    book: Any, page: Any, scores: ScoreSheet, costs: Sheet | None, styles: Mapping[str, Any]
) -> None:
    """Bars of the scores as they stand on their sheet and, where there are prices, of what each costs."""
    measure = scores.evaluation.measure.capitalize()
    page.write_string(0, 0, f"{measure} and money in pictures" if costs else measure, styles["title"])
    page.set_row(0, 24)
    page.hide_gridlines(2)
    first, last = scores.columns[0], scores.columns[-1]
    bars = [
        {
            "name": measure,
            "categories": [SCORE, HEAD, first, HEAD, last],
            "values": [SCORE, SCORES, first, SCORES, last],
            "data_labels": {"value": True, "num_format": "0.0", "position": "outside_end"},
        }
    ]
    height = _add(book, page, 1, f"{measure} from 0 to 100", bars, len(scores.shown), {"min": 0, "max": 100})
    if costs is not None:
        titles = [column.title for column in costs.columns]
        end = len(costs.rows) + 1
        sums = [
            {
                "name": [COSTS, 1, titles.index(title)],
                "categories": [COSTS, 2, 0, end, 0],
                "values": [COSTS, 2, titles.index(title), end, titles.index(title)],
            }
            for title in SUMS.values()
        ]
        _add(book, page, 2 + height // _ROW, costs.heading, sums, len(costs.rows), {"num_format": "#,##0"})
    print_across(page, heading=0)


def _add(
    book: Any, page: Any, row: int, title: str, series: list[dict[str, Any]], count: int, axis: dict[str, Any]
) -> int:
    """A chart of bars below each other, first at the top; its height in pixels."""
    beside = {"subtype": "stacked"} if len(series) > 1 else {}
    chart = book.add_chart({"type": "bar"} | beside)
    for colour, one in zip(COLOURS, series, strict=False):
        chart.add_series(one | {"fill": {"color": colour}, "gap": 40})
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}}, **axis})
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
    height = FRAME + LINE * count
    chart.set_size({"width": WIDTH, "height": height})
    page.insert_chart(row, 0, chart, {"description": title})
    return height
