"""What the reader process makes of PDFs, Word documents, mails, web pages and texts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import Any

import pytest
from docx import Document
from docx.shared import RGBColor

from msp_select.reading.blocks import Block, RefusedDocument
from msp_select.reading.file_kind import kind_of
from msp_select.reading.read_documents import read_documents
from msp_select.reading.reader_process import parsed_apart
from msp_select.reading.reading import SentFile
from tests.reading.pdfs import HEIGHT, WIDTH, box, pdf, text_at
from tests.reading.readings import read_bytes, read_text, session, the, values
from tests.strategies import shipped_catalog


def blocks(data: bytes) -> Sequence[Block]:
    return parsed_apart(data).blocks


def rows(data: bytes) -> list[list[str]]:
    return [block.cells for block in blocks(data) if block.kind == "row"]


# ---- PDF


def test_the_digits_of_a_number_stay_together_however_narrow_a_one_is() -> None:
    text = "The fee is $1,111.11 a month and 11 minutes."
    assert [block.text for block in blocks(pdf(text))] == [text]


def test_white_text_on_a_dark_box_is_read_and_on_white_paper_is_not() -> None:
    page = [
        box(50, 700, 400, 20),
        text_at(60, 705, "Priority", colour="1 1 1"),
        text_at(200, 705, "First response", colour="1 1 1"),
        text_at(60, 680, "P1 Critical"),
        text_at(200, 680, "1 hour"),
        text_at(60, 600, "Support costs $9.00 per user per month.", colour="1 1 1"),
    ]
    assert rows(pdf(page)) == [["Priority", "First response"], ["P1 Critical", "1 hour"]]
    assert blocks(pdf(page))[1].columns == ["Priority", "First response"]
    assert parsed_apart(pdf(page)).notes == [("hidden", {"page": 1})]


@pytest.mark.parametrize(
    "unseen",
    [
        text_at(60, 600, "Onboarding costs $1 once.", mode=3),
        text_at(60, 600, "Onboarding costs $1 once.", size=1),
        text_at(WIDTH + 20, 600, "Onboarding costs $1 once."),
        text_at(60, -40, "Onboarding costs $1 once."),
        text_at(60, HEIGHT + 40, "Onboarding costs $1 once."),
    ],
    ids=["invisible", "tiny", "beside the page", "below it", "above it"],
)
def test_text_that_nobody_sees_is_left_out_and_named(unseen: str) -> None:
    reading = read_bytes(pdf([text_at(60, 700, "Support costs $101.00 per user per month."), unseen]))
    assert values(reading) == {"bid.per_user": 101}
    assert reading.documents[0].notes == ("Page 1 has text that can't be seen; it was left out.",)


def test_a_table_keeps_its_rows_and_each_cell_the_words_over_it() -> None:
    table = [("Item", "Quantity", "Unit price", "Monthly"), ("Care, per user", "38", "$138.00", "$5,244.00")]
    places = (60, 250, 340, 440)
    page = [
        text_at(x, 700 - 18 * at, cell)
        for at, row in enumerate(table)
        for x, cell in zip(places, row, strict=True)
    ]
    found = blocks(pdf(page))
    assert [block.cells for block in found] == [list(row) for row in table]
    assert found[1].columns == list(table[0])


def test_columns_that_stand_closer_than_the_words_of_a_cell_are_kept_apart() -> None:
    letter = 6.0  # points wide in this type of 10 points, as is the gap between words
    table = [
        ["Priority", "Meaning", "Start", "Restore"],
        ["P1 Critical", "Everybody is down", "1 hour", "8 hours"],
        ["P2 High", "A department is down", "4 hours", "2 days"],
        ["P3 Normal", "One person is down", "1 day", "5 days"],
    ]
    longest = [max(len(row[at]) for row in table) for at in range(4)]
    lefts = [60 + sum(letter * long + 2 for long in longest[:at]) for at in range(4)]
    below = "The times run from the call until an engineer begins, in working hours."
    page = [
        text_at(left, 700 - 14 * at, cell)
        for at, row in enumerate(table)
        for left, cell in zip(lefts, row, strict=True)
    ]
    read = blocks(pdf([*page, text_at(60, 640, below)], font="Courier"))
    assert [block.cells for block in read if block.kind == "row"] == table
    assert [block.text for block in read if block.kind != "row"] == [below]


def test_a_ruled_row_is_one_row_however_many_lines_its_cells_take() -> None:
    lines = [box(50, height, 400, 0.7) for height in (720, 700, 660, 640)]
    upright = [box(left, 640, 0.7, 80) for left in (50, 250, 449.3)]
    texts = [
        text_at(60, 706, "Question"),
        text_at(260, 706, "Answer"),
        text_at(60, 683, "How soon are critical"),
        text_at(60, 669, "patches installed?"),
        text_at(260, 676, "Within 14 days of their release"),
        text_at(60, 646, "How long are logs kept?"),
        text_at(260, 646, "90 days"),
        text_at(60, 620, "The answers above are part of this offer and bind us for its whole term."),
    ]
    read = blocks(pdf([*lines, *upright, *texts]))
    assert [block.cells for block in read if block.kind == "row"] == [
        ["Question", "Answer"],
        ["How soon are critical patches installed?", "Within 14 days of their release"],
        ["How long are logs kept?", "90 days"],
    ]
    assert [block.columns for block in read][1:3] == [["Question", "Answer"]] * 2
    assert read[-1].kind == "text"


def test_a_cell_goes_on_below_where_rows_are_set_apart_without_rules() -> None:
    at = (60, 130, 400)
    table = {
        740: ("Level", "When it applies", "First hands"),
        728: (None, None, "on it"),
        704: ("One", "An office cannot work, or", "40 minutes"),
        692: (None, "a server has stopped", None),
        668: ("Two", "One person is held up", "2 hours"),
    }
    page = [
        text_at(left, height, cell)
        for height, row in table.items()
        for left, cell in zip(at, row, strict=True)
        if cell
    ]
    assert rows(pdf(page)) == [
        ["Level", "When it applies", "First hands on it"],
        ["One", "An office cannot work, or a server has stopped", "40 minutes"],
        ["Two", "One person is held up", "2 hours"],
    ]
    dense = [
        text_at(left, 740 - 12 * number, cell)
        for number, row in enumerate((("Item", "Each"), ("Seat", "$9.00"), ("Server", "$95.00")))
        for left, cell in zip((60, 300), row, strict=True)
    ]
    assert rows(pdf(dense)) == [["Item", "Each"], ["Seat", "$9.00"], ["Server", "$95.00"]]


def test_running_text_in_two_columns_is_read_one_after_the_other() -> None:
    left = [
        "We look after your computers, your",
        "servers and the network between them",
        "day and night, and we tell you what",
        "we did at the end of every month.",
    ]
    right = [
        "Fees are due in fifteen days. You may",
        "end the agreement with sixty days of",
        "written notice. Nothing else is owed",
        "when you leave us for another firm.",
    ]
    page = [
        text_at(x, 700 - 13 * at, line)
        for x, lines in ((60, left), (320, right))
        for at, line in enumerate(lines)
    ]
    assert [block.text for block in blocks(pdf(page))] == [" ".join(left), " ".join(right)]


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    pages = [
        [
            text_at(60, 810, f"Larkspan Proposal Page {number}"),
            *(text_at(60, 700 - 40 * at, f"Sentence {number} {at} stands here.") for at in range(4)),
        ]
        for number in (1, 2, 3)
    ]
    assert not [block for block in blocks(pdf(*pages)) if "Proposal" in block.text]


# ---- Word


def word(fill: Callable[[Any], None]) -> bytes:
    document = Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_is_read_in_order_with_headings_bullets_and_cells() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Charges", 1)
        document.add_paragraph("All prices exclude VAT.")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Work", "Rate", "Engineer", "£85.00 per hour"), strict=True):
            cell.text = text
        document.add_paragraph("Hardware", style="List Bullet")

    found = blocks(word(fill))
    assert [(block.kind, block.text) for block in found] == [
        ("head", "Charges"),
        ("text", "All prices exclude VAT."),
        ("row", "Work Rate"),
        ("row", "Engineer £85.00 per hour"),
        ("bullet", "Hardware"),
    ]
    assert found[3].columns == ["Work", "Rate"]


def test_a_find_in_a_word_document_says_where_without_inventing_a_page() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Charges", 1)
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Work", "Rate", "Engineer", "£85.00 per hour"), strict=True):
            cell.text = text

    rate = the(read_bytes(word(fill)), "bid.hourly_rate")
    assert (rate.page, rate.place) == (0, "Charges, table 1, row 2")


def test_white_text_in_a_word_document_is_left_out() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Support costs £50 per user per month.")
        run = document.add_paragraph().add_run("Onboarding costs £1 once.")
        run.font.color.rgb = RGBColor(255, 255, 255)

    reading = read_bytes(word(fill))
    assert values(reading) == {"bid.per_user": 50}
    assert reading.documents[0].notes == ("The document has text that can't be seen; it was left out.",)


# ---- mail, web pages, text


def mail(text: str, **attached: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", "b@x.example", "Offer"
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(content, filename=f"{name}.txt")
    return message.as_bytes()


OLDER = (
    "On Mon, 5 Oct 2026, Oona wrote:\n> Support costs $79 per user per month.\n",
    "-----Original Message-----\nSupport costs $79 per user per month.\n",
    "From: Oona\nSent: 5 October 2026\nSubject: quote\n\nSupport costs $79 per user per month.\n",
    "> Support costs $79 per user per month.\n",
)


@pytest.mark.parametrize("older", OLDER)
def test_nothing_is_proposed_from_an_older_message_below_a_mail(older: str) -> None:
    reading = read_bytes(mail(f"Hello,\n\nour setup fee is $400 once.\n\n{older}"))
    assert values(reading) == {"bid.onboarding": 400}


def test_a_find_in_a_mail_names_its_line_and_one_in_an_attachment_the_attachment() -> None:
    reading = read_bytes(
        mail(
            "Hello,\n\nour setup fee is $400,\nto be paid once.\n",
            terms="Terms\n\nThe initial term is 24 months.\n",
        )
    )
    fee, term = the(reading, "bid.onboarding"), the(reading, "doc.term_months")
    assert (fee.page, fee.place) == (1, "line 3")
    assert (term.page, term.place, term.value) == (2, "terms.txt, line 3", 24)


def test_a_web_page_is_read_as_it_is_seen() -> None:
    page = (
        "<html><head><title>$1 per user</title></head><body><script>$2 per user</script>"
        "<p style='display: none'>$3 per user per month</p><h2>Charges</h2>"
        "<table><tr><th>Service</th><th>Per month</th></tr>"
        "<tr><td>Support, per user</td><td>$52.00</td></tr></table></body></html>"
    )
    assert values(read_bytes(page.encode())) == {"bid.per_user": 52}


def test_a_table_in_a_text_is_read_by_its_columns() -> None:
    text = (
        "SERVICE LEVELS\n\n"
        "Priority        First response    Fix target\n"
        "P1 Critical     30 minutes        4 hours\n"
        "P2 Urgent       2 hours           1 day\n"
    )
    found = read_text(text)
    assert values(found) == {"acc_p1_response": 30, "acc_p1_restore": 4}
    assert the(found, "acc_p1_response").sure == "plain"  # the row for what is less urgent is no rival


def test_a_contract_in_a_role_of_its_own_binds_more_than_the_proposal() -> None:
    sent = [
        SentFile(name="offer.txt", data=b"TERMS\n\nThe initial term is 12 months.\n"),
        SentFile(name="msa.txt", data=b"TERMS\n\nThe initial term is 36 months.\n", role="contract"),
    ]
    found = read_documents(session(), shipped_catalog(), "bidder", sent)
    term = the(found, "doc.term_months")
    assert (term.value, term.document, term.sure) == (36, "bidder-2", "doubtful")
    assert [other.value for other in term.others] == [12]
    told = found.contradictions[0]
    assert (told.kind, told.one.document, told.other.document) == ("two_values", "bidder-2", "bidder-1")


# ---- kinds


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (b"PK\x03\x04...", "docx"),
        (b"From: a@x.example\nTo: b@x.example\nSubject: Offer\n\nHello", "mail"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "html"),
        (b"From: the moon\nwe fly", "text"),
        ("Support costs £101.00".encode("utf-16"), "text"),
    ],
)
def test_only_the_bytes_decide_what_a_file_is(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"   ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        (b"{\\rtf1 hello}", "rtf"),
        (bytes(range(256)) * 8, "no_text"),
    ],
)
def test_what_is_not_read_says_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(RefusedDocument) as refused:
        kind_of(data)
    assert refused.value.code == code
