"""The document as Markdown: what a person wrote is never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msp_select.report.chart_data import Chart
from msp_select.report.document import (
    Block,
    Bullets,
    Column,
    Document,
    Listed,
    Paragraph,
    Picture,
    Statement,
    Table,
    Terms,
)
from msp_select.report.rendering import Order

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([-+=]|\d+[.)])(?=\s|$)")


def markdown(order: Order) -> bytes:
    """The document as a Markdown file, UTF-8."""
    return ("\n\n".join(_parts(order.document)) + "\n").encode()


def escaped(text: str) -> str:
    """`text` on one line, shown by Markdown exactly as it stands."""
    line = " ".join(text.split())
    line = _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\1", line))
    return _LINE_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)


def _parts(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    if document.subtitle:
        yield escaped(document.subtitle)
    yield "\n".join(f"- **{escaped(name)}:** {escaped(text)}" for name, text in document.facts)
    for section in document.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block, section.title)


def _block(block: Block, heading: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"**{escaped(block.text)}**" if block.lead else escaped(block.text)
        case Bullets():
            yield _list(block.items)
        case Listed():
            yield f"### {escaped(block.title)}"
            yield _list(block.items)
        case Terms():
            yield from (f"**{escaped(name)}.** {escaped(text)}" for name, text in block.items)
        case Table():
            yield from _table(block)
        case Picture():
            yield _chart(block.chart)
        case Statement():
            if block.title != heading:
                yield f"### {escaped(block.title)}"
            yield escaped(block.sentence)
            yield from (_chart(chart) for chart in block.charts)
            if block.rows:
                yield "\n".join(f"- **{escaped(row.label)}:** {escaped(row.text)}" for row in block.rows)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(item)}" for item in items)


def _chart(chart: Chart) -> str:
    """A picture has no place in text: its words stand for it."""
    return f"*{escaped(chart.title)}.* {escaped(chart.alternative)}"


def _table(table: Table) -> Iterator[str]:
    yield f"*{escaped(table.caption)}*"
    lines = [
        _row(escaped(column.title) for column in table.columns),
        _row(_rule(column) for column in table.columns),
        *(_row(escaped(cell.text) for cell in row) for row in table.rows),
    ]
    yield "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(column: Column) -> str:
    return "---" if column.kind == "text" else "---:"
