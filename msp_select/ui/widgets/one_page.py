"""The one page of an explanation as lines: verdict, contest, money, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from msp_select.ui.widgets.findings_page import Heading, wrapped
from msp_select.ui.widgets.selectable_lines import Line

if TYPE_CHECKING:
    from msp_select.phrases.explanation import Explanation


def one_page(explanation: Explanation, width: int) -> tuple[list[Line], list[Heading]]:
    """The page in so much room, and where each of its parts begins."""
    lines = [line for said in explanation.lines for line in wrapped(said.sentence, width)]
    headings = []
    for part in explanation.page:
        lines.append(Content(""))
        headings.append(Heading(part.kind, part.title, len(lines)))
        lines += wrapped(part.title, width, style="bold underline")
        lines += wrapped(part.sentence, width, first=" ", indent=" ")
        for row in part.rows:
            lines += wrapped(f"{row.label}: {row.text}", width, first=" - ", indent="   ")
    return [Line(line) for line in lines], headings
