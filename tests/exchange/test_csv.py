"""The form as CSV comes back in many shapes: found out and said, or named with the row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msp_select.errors import FileError
from msp_select.exchange.receipt import Received
from msp_select.model.session import Session
from tests.exchange.returned import (
    CHOICE,
    MONEY,
    NUMBER,
    PERCENT,
    csv_text,
    filled,
    form_csv,
    item,
    one,
    read,
)

NOTE = 'First line; "quoted", café\nsecond line'


def answered(of: Session) -> list[list[str]]:
    rows = filled(form_csv(of), NUMBER, answer="14", note=NOTE)
    return filled(rows, CHOICE, answer="Never restored")


def found(text: str, of: Session, code: str = "utf-8", candidate: str | None = None) -> Received:
    return read(text.encode(code), of, candidate, name="acme.csv")


def taken(received: Received) -> dict[str, Any]:
    return {row.question: row.answer.value for row in received.accepted if row.answer}


WHOLE = {CHOICE: "never", NUMBER: 14}


@pytest.mark.parametrize(
    ("code", "separator", "notes"),
    [
        ("utf-8", ",", ()),
        ("utf-8-sig", ",", ()),
        (
            "cp1252",
            ";",
            (
                "The text is in Windows-1252 (Western European), not in UTF-8: check names with accents.",
                "The columns are separated by semicolons.",
            ),
        ),
        ("utf-16", "\t", ("The text is in UTF-16.", "The columns are separated by tabulators.")),
    ],
)
def test_encoding_and_separator_are_found_out_and_said(
    code: str, separator: str, notes: tuple[str, ...]
) -> None:
    of = one()
    received = found(csv_text(answered(of), separator).replace("•", "-").replace("‘", "'"), of, code)
    assert (taken(received), received.whole) == (WHOLE, True)
    assert received.notes[: len(notes)] == notes
    row = item(received.accepted, NUMBER)
    assert row.answer is not None
    assert (row.answer.note, row.answer.bidder) == ("", NOTE)


def test_a_separator_named_in_the_first_line_is_taken() -> None:
    of = one()
    received = found("sep=;\r\n" + csv_text(answered(of), ";"), of)
    assert (taken(received), received.whole) == (WHOLE, True)


def test_without_its_headings_the_columns_are_taken_in_their_order() -> None:
    of = one()
    rows = [row for row in answered(of) if row[0] != "id" and not row[0].startswith("#")]
    received = found(csv_text(rows), of, candidate="acme")
    assert (taken(received), received.whole) == (WHOLE, True)
    assert "No heading row was found; the columns were taken in the order of the form." in received.notes


def test_a_row_with_a_column_too_many_is_named_and_the_others_are_good() -> None:
    of = one()
    rows = answered(of)
    at = next(number for number, row in enumerate(rows) if row[0] == NUMBER)
    rows[at] = [*rows[at][:8], "First", "second"]
    received = found(csv_text(rows), of)
    (row,) = received.refused
    assert (row.cell, taken(received)) == (f"row {at + 1}", {CHOICE: "never"})
    assert row.reason == (
        "it has 10 columns, the form has 9; a text that holds the separator must stand in quotes"
    )


def test_a_decimal_point_is_one_where_commas_separate_and_asked_about_where_semicolons_do() -> None:
    of = one()
    rows = filled(form_csv(of), PERCENT, answer="1.234")
    assert item(found(csv_text(rows), of).accepted, PERCENT).said == "1.234 % of machines"
    assert item(found(csv_text(rows, ";"), of).refused, PERCENT).reason.startswith(
        '"1.234" can be read as 1.234 or as 1234; '
    )


def test_a_decimal_comma_is_one_where_semicolons_separate_and_asked_about_where_commas_do() -> None:
    of = one()
    rows = filled(form_csv(of), PERCENT, answer="12,5")
    assert item(found(csv_text(rows, ";"), of).accepted, PERCENT).said == "12.5 % of machines"
    assert item(found(csv_text(rows), of).refused, PERCENT).reason.startswith('"12,5" can be read as ')
    money = filled(form_csv(of), MONEY, answer="1,250")
    assert item(found(csv_text(money, ";"), of).refused, MONEY).readings == (Decimal(1250), Decimal("1.250"))
    both = csv_text(filled(rows, MONEY, answer="1.234,50"), ";")
    assert item(found(both, of).accepted, MONEY).figure == Decimal("1234.50")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"id,answer\r\n\x81\x8d,14\r\n",
         "acme.csv:2: is text neither in UTF-8 nor in Windows-1252 (Western European)"),
        (
            b'id,answer\r\npro_patch_days,"14\r\n',
            "acme.csv: row 2 (line 2): a text that begins with a quote has no closing quote",
        ),
        (b"\xff\xfe\x00\xd8\x00\x00", "acme.csv: begins like UTF-16 text and is none"),
        (b"a,b\r\n" * 3_001, "acme.csv: has more than 3,000 rows"),
        (b'a,b\r\n"' + b"x" * 200_000 + b'",1\r\n',
         "acme.csv: row 2 (line 2): a quote stands inside a text, or a text is too long"),
    ],
    ids=["encoding", "quote", "utf-16", "rows", "field"],
)  # fmt: skip
def test_a_csv_file_that_cannot_be_read_is_named_with_its_row(data: bytes, what: str) -> None:
    with pytest.raises(FileError) as caught:
        read(data, one(), "acme", name="acme.csv")
    assert caught.value.message == what


def test_any_bytes_are_a_sentence_never_a_crash() -> None:
    for data in (b"\0" * 100, b",,,,\n,,,", b'"', b"id,\xff", "id;answer\n".encode("utf-16-be")):
        try:
            received = read(data, one(), "acme", name="acme.csv")
        except FileError as error:
            assert error.message.startswith("acme.csv")  # noqa: PT017
        else:
            assert received.blocked
