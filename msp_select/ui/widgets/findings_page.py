"""An explanation as a page of lines: title, sentence, chart or rows, finding after finding."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace

from textual.content import Content

from msp_select.phrases.finding import Finding, Row
from msp_select.ui.literal_text import literal, padded
from msp_select.ui.widgets.charts import (
    Point,
    difference_chart,
    letters,
    range_bar,
    share_chart,
    value_chart,
)
from msp_select.ui.widgets.selectable_lines import Line

LABEL = 24  # cells up to which a row's label stands beside its text
CHART_HEIGHT = 11
OPEN, FOLDED = "▾ ", "▸ "


@dataclass(frozen=True)
class Heading:
    """Where a finding begins on the page."""

    kind: str
    title: str
    row: int

    def moved(self, by: int) -> Heading:
        """The same so many lines further down."""
        return replace(self, row=self.row + by)


def findings_page(
    findings: tuple[Finding, ...],
    width: int,
    names: Mapping[str, str],
    unfolded: Container[int] | None = None,
) -> tuple[list[Line], list[Heading]]:
    """The page in so much room, and where each finding begins on it.

    Of findings that can be folded all but the `unfolded`, by place, are a heading alone.
    """
    lines: list[Line] = []
    headings: list[Heading] = []
    for k, finding in enumerate(findings):
        open_ = unfolded is None or k in unfolded
        if lines and (open_ or (unfolded is not None and k - 1 in unfolded)):
            lines.append(Line(Content("")))
        headings.append(Heading(finding.kind, finding.title, len(lines)))
        mark = "" if unfolded is None else OPEN if open_ else FOLDED
        lines += (
            Line(line) for line in wrapped(f"{mark}{finding.title}", width, style="bold underline" * open_)
        )
        if not open_:
            continue
        lines += (Line(line) for line in wrapped(finding.sentence, width))
        drawn = _CHARTS.get(finding.kind, _rows)(finding, width, names)
        if drawn:
            lines += (Line(line) for line in [Content(""), *drawn])
    return lines, headings


def wrapped(text: str, width: int, *, first: str = "", indent: str = "", style: str = "") -> list[Content]:
    """`text` in lines of at most `width` cells, the first after `first`, the others indented."""
    room = max(width - max(len(first), len(indent)), 12)
    parts = literal(text, style).wrap(room)
    return [
        Content.assemble((first or indent) if k == 0 else indent, part.rstrip())
        for k, part in enumerate(parts)
    ]


def _rows(finding: Finding, width: int, names: Mapping[str, str]) -> list[Content]:  # noqa: ARG001
    """Labels beside their texts where they are short, above them where they are long."""
    return [line for row in finding.rows for line in _row(row, finding.rows, width)]


def _row(row: Row, rows: tuple[Row, ...], width: int) -> list[Content]:
    longest = max(len(other.label) for other in rows)
    if longest <= LABEL:
        first = f"  {padded(row.label, longest)}  "
        return wrapped(row.text, width, first=first, indent=" " * len(first))
    label = wrapped(row.label, width, first="  ", indent="  ")
    if len(label) == 1 and len(row.label) + len(row.text) + 6 <= width:
        return [Content.assemble("  ", literal(f"{row.label}: {row.text}"))]
    return [*label, *wrapped(row.text, width, first="      ", indent="      ")]


def _differences(finding: Finding, width: int, names: Mapping[str, str]) -> list[Content]:  # noqa: ARG001
    criteria = finding.figures["criteria"]
    assert isinstance(criteria, list)
    parts = finding.rows[: len(criteria)]  # a row for the sum may follow
    bars = [(row.label, row.value or 0.0, row.reason) for row in parts]
    chart = difference_chart(bars, width, sum(value for _, value, _ in bars))
    words = [line for row in parts for line in _row(row, finding.rows, width)]
    return [*chart, Content(""), Content.styled("  In words", "bold"), *words]


def _value_for_money(finding: Finding, width: int, names: Mapping[str, str]) -> list[Content]:
    figures = finding.figures
    ids, costs, merits, best = (figures.get(k) for k in ("candidates", "cash_term", "quality", "on_the_line"))
    if not (isinstance(ids, list) and isinstance(costs, list) and isinstance(merits, list)):
        return _rows(finding, width, names)
    points = [
        Point(names.get(str(i), str(i)), float(str(c)), float(str(m)), isinstance(best, list) and i in best)
        for i, c, m in zip(ids, costs, merits, strict=True)
    ]
    chart = value_chart(points, min(width, 100), CHART_HEIGHT, "cash over the term")
    marks = (
        letter.upper() if point.best else letter
        for letter, point in zip(letters(len(points)), points, strict=True)
    )
    key = [
        line
        for mark, row in zip(marks, finding.rows, strict=False)
        for line in wrapped(f"{row.label}: {row.text}", width, first=f"  {mark}  ", indent="     ")
    ]
    note = wrapped("Capitals: nobody is both better and cheaper. Small letters: somebody is.", width)
    return [*chart, *note, *key]


def _flip_weights(finding: Finding, width: int, names: Mapping[str, str]) -> list[Content]:
    figures = finding.figures
    columns = [figures.get(name) for name in ("weight_percent", "low_percent", "high_percent")]
    if not all(isinstance(column, list) and len(column) == len(finding.rows) for column in columns):
        return _rows(finding, width, names)
    label = min(max((len(row.label) for row in finding.rows), default=0), 20)
    bar = max(min(width - label - 14, 51), 11)
    drawn = []
    for k, row in enumerate(finding.rows):
        now, low, high = (float(column[k]) for column in columns if isinstance(column, list))
        drawn.append(
            Content.assemble(
                "  ", (padded(row.label, label), "bold"), "  0 ", range_bar(now, low, high, bar), " 100 %"
            )
        )
        drawn += wrapped(row.text, width, first=" " * (label + 4), indent=" " * (label + 4))
    return drawn


def _shares(finding: Finding, width: int, names: Mapping[str, str]) -> list[Content]:  # noqa: ARG001
    return share_chart([(row.label, row.value or 0.0, row.text) for row in finding.rows], width)


_CHARTS: dict[str, Callable[[Finding, int, Mapping[str, str]], list[Content]]] = {
    "differences": _differences,
    "value_for_money": _value_for_money,
    "flip_weights": _flip_weights,
    "first_places": _shares,
}
