"""The files in which a form travels: what makes one of each ending, of a bidder's form and an evaluator's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msp_select.exchange.form import Form
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.marks_form import marks_form, to_mark
from msp_select.exchange.marks_workbook import marks_workbook
from msp_select.exchange.workbook import workbook_bytes
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session


def _page(form: Form, name: str) -> bytes:
    from msp_select.exchange.page import bidder_page, page_bytes

    return page_bytes(bidder_page(form, name))


def _marks_page(session: Session, catalog: Catalog, person: Evaluator) -> bytes:
    from msp_select.exchange.page import evaluator_page, page_bytes

    return page_bytes(evaluator_page(to_mark(session, catalog, person)))


BIDDER_FORMS: Mapping[str, Callable[[Form, str], bytes]] = {
    ".html": _page,
    ".xlsx": lambda form, _: workbook_bytes(form),
    ".csv": lambda form, _: csv_bytes(form),
}
"""What makes a bidder's form of each ending, given what the bidder is called; the first is the usual one."""

MARKS_FORMS: Mapping[str, tuple[Callable[[Session, Catalog, Evaluator], bytes], str]] = {
    ".html": (_marks_page, "browser"),
    ".xlsx": (marks_workbook, "spreadsheet program"),
    ".toml": (marks_form, "text editor"),
}
"""What makes an evaluator's form of each ending, and what fills it in; the first is the usual one."""
