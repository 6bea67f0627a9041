"""What is said of a document that was read and of what was found in it, in every way it is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msp_select.phrases.en import proposals as words

GO = "Which goes into the contract?"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("1250"), "1,250"),
        (Decimal("2.50"), "2.5"),
        (Decimal("2.346"), "2.35"),
        (True, "yes"),
        (False, "no"),
        ("in part", "“in part”"),
    ],
)
def test_a_value_as_it_stands_in_a_sentence(value: Any, said: str) -> None:
    assert words.value_words(value) == said


@pytest.mark.parametrize(
    ("kind", "values", "users", "said"),
    [
        (
            "two_values",
            (Decimal(15), "an hour"),
            False,
            f"Two places say different things: 15 and “an hour”. {GO}",
        ),
        (
            "promise_and_restriction",
            (None, None),
            False,
            f"A promise and a restriction may not fit together. {GO}",
        ),
        ("document_and_file", (True, False), False, "The document says yes; you noted no before."),
        ("document_and_file", (Decimal(30), Decimal(28)), True, "It is priced for 30 users; you have 28."),
        (
            "sum",
            (Decimal(900), Decimal(950)),
            False,
            "The figures do not add up: it says 900, and its own figures come to 950.",
        ),
    ],
)
def test_what_does_not_go_together(kind: str, values: tuple[Any, Any], users: bool, said: str) -> None:
    assert words.contradiction(kind, *values, count=users) == said


def test_why_a_document_was_not_read_and_what_is_worth_knowing_of_it() -> None:
    assert words.refused("empty", "a.pdf", {}) == (
        "a.pdf: The file is empty. Ask the bidder to send it again."
    )
    assert words.refused("too_many_pages", "a.pdf", {"pages": 1200, "most": 400}) == (
        "a.pdf: The document has 1,200 pages, too many to read at once. Choose with --pages 1-400, or l in "
        "the interface."
    )
    left_out = "has text that can't be seen; it was left out."
    assert words.note("hidden", {"page": 3}) == f"Page 3 {left_out}"
    assert words.note("hidden", {}) == f"The document {left_out}"


def test_which_pages_are_pictures() -> None:
    assert words.without_text([3]) == f"Page 3 is a picture. {words.WITHOUT_TEXT}"
    assert words.without_text([3, 4, 9]) == f"Pages 3, 4 and 9 are pictures. {words.WITHOUT_TEXT}"


def test_what_a_document_is_and_where_something_stands_in_it() -> None:
    assert words.document("a.pdf", 1, "pdf") == "a.pdf: one page"
    assert words.document("a.docx", 0, "docx") == "a.docx: a Word document"
    assert words.place("a.pdf", 3, "") == "a.pdf, page 3"
    assert words.place("a.docx", 0, "table 2") == "a.docx, table 2"


def test_what_a_figure_is_called_and_counted_in() -> None:
    assert (words.title("doc.notice_days"), words.unit("doc.notice_days", "USD", None)) == (
        "notice to end it",
        "days",
    )
    assert (words.title("bid.monthly"), words.unit("bid.monthly", "USD", None)) == (
        "fee a month",
        "USD a month",
    )
    assert words.unit("biz_users", "USD", None) == ""
    assert words.tax_in_it(None) == "tax is in it, and the document doesn't say at what rate"
    assert words.tax_in_it(Decimal(20)) == "tax of 20% was taken off or added"


def test_how_much_waits_until_prices_are_opened() -> None:
    assert words.withheld(1) == "One find with prices waits until the prices are opened."
    assert words.withheld(3) == "Three finds with prices wait until the prices are opened."
