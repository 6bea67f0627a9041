"""The bidder's form as a CSV file, for who has no spreadsheet that reads Excel's format."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from msp_select.exchange.cell_values import may_be_share
from msp_select.exchange.form import Form, Line, fingerprint
from msp_select.exchange.form_labels import COLUMNS, cell_text
from msp_select.model.spreadsheet_safety import looks_like_formula


def csv_bytes(form: Form) -> bytes:
    """The form as UTF-8 with a byte order mark, by which Excel knows it; lines end as Excel ends them."""
    rows = (_question(*each) for each in enumerate((*form.lines, *form.prices), start=1))
    return (csv_head(form.stamp) + "".join(rows)).encode("utf-8-sig")


def csv_head(stamp: Mapping[str, str]) -> str:
    """The headings, and the lines that say what the form was made from."""
    leave = "Please leave this line as it is."
    return _row(*COLUMNS.values()) + "".join(
        _row(f"#{key}", armoured(cell_text(value)), "", leave) for key, value in stamp.items()
    )


def typed_answer(line: Line) -> str:
    """The known answer as it is typed: words, or a figure, with its sign where a share could be meant."""
    if not isinstance(line.answer, Decimal):
        return line.answer or ""
    sign = " %" if may_be_share(line.answer, line.question) else ""
    return f"{line.answer:f}{sign}"


def _question(number: int, line: Line) -> str:
    asked = (armoured(cell_text(text)) for text in (line.question.ask, line.how))
    answer = armoured(line.answer) if isinstance(line.answer, str) else typed_answer(line)
    words = (armoured(cell_text(text)) for text in (line.instead, line.evidence, line.note))
    return _row(line.question.id, fingerprint(line.question), number, *asked, answer, *words)


def _row(*cells: object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def armoured(text: str) -> str:
    """Text that no spreadsheet takes for a formula: with an apostrophe before it, where it needs one.

    >>> armoured("=1+1"), armoured("plain"), armoured("'quoted")
    ("'=1+1", 'plain', "''quoted")
    """
    return f"'{text}" if text.startswith("'") or looks_like_formula(text) else text


def bared(text: str) -> str:
    """The text as it was before `armoured`.

    >>> bared("'=1+1"), bared("'quoted'"), bared("''quoted")
    ('=1+1', "'quoted'", "'quoted")
    """
    return text[1:] if text.startswith("'") and armoured(text[1:]) != text[1:] else text
