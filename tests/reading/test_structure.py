"""What stands around a figure says whose it is and whether it is offered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading.readings import read_bytes, read_text, the, values


def html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def test_what_a_list_of_options_is_introduced_by_keeps_its_prices_out() -> None:
    text = "PRICES\n\nAvailable at extra cost:\n\n- Managed detection: $9.50 per device per month.\n"
    assert "bid.per_device" not in values(read_text(text))
    assert values(read_text(text.replace("Available at extra cost:", "This is what we charge:")))[
        "bid.per_device"
    ] == Decimal("9.5")


def test_a_row_alone_in_its_table_governs_the_rows_below_it() -> None:
    table = (
        "<h2>Pricing</h2><table><tr><th>Item</th><th>Price</th></tr><tr><td>{title}</td><td></td></tr>"
        "<tr><td>Managed user</td><td>$120 per user per month</td></tr></table>"
    )
    assert values(read_bytes(html(table.format(title="Monthly"))))["bid.per_user"] == 120
    assert "bid.per_user" not in values(read_bytes(html(table.format(title="Optional"))))


@pytest.mark.parametrize(
    "said",
    [
        "“They answered every time. We pay $29 per user per month and would pay more.” – Manager, Yeovil",
        "Case in point: Tolland Freight went from $40 to $29 per user per month.",
    ],
)
def test_what_others_say_and_what_is_said_of_others_is_not_offered(said: str) -> None:
    text = f"PRICES\n\n{said}\n\nWe charge $54 per user per month.\n"
    find = the(read_text(text), "bid.per_user")
    assert (find.value, find.sure) == (54, "plain")
    assert find.others == ()


def test_lines_of_a_price_list_are_lines_and_wrapped_ones_are_one_sentence() -> None:
    text = (
        "PRICES\n\nMonthly lump sum for up to 60 workplaces EUR 4,350.00\nOne-time setup EUR 5,200.00\n"
        "Technician, time and effort EUR 98.00 per hour\n"
    )
    found = values(read_text(text))
    assert (found["bid.monthly"], found["bid.onboarding"], found["bid.hourly_rate"]) == (4350, 5200, 98)
    wrapped = (
        "TERMS\n\nThe agreement runs for an initial term of thirty-six months from the date on\n"
        "which the service begins, and the fees for all of the services are the ones\nset out above.\n"
    )
    assert the(read_text(wrapped), "doc.term_months").quote.endswith("set out above.")


@pytest.mark.parametrize(
    "older",
    [
        "<div><p><b>From:</b> Declan<br><b>Sent:</b> Thursday<br><b>To:</b> Sinead</p>{text}</div>",
        "<div id='divRplyFwdMsg'>{text}</div>",
        "<p>Declan wrote:</p>{text}",
        "<p>On 3 November Declan wrote: hello.</p>{text}",
        "<div style='border-left:solid #ccc 1pt'>{text}</div>",
    ],
)
def test_an_older_message_in_a_mail_of_html_is_not_read(older: str) -> None:
    theirs = older.format(text="<p>We pay $95 per user per month on a five year contract.</p>")
    body = f"<p>Our price is $70 per user per month.</p>{theirs}".encode()
    mail = (
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + body
    )
    found = read_bytes(mail, "offer.eml")
    assert the(found, "bid.per_user").value == 70
    assert the(found, "bid.per_user").others == ()
    assert "doc.term_months" not in values(found)


def test_a_figure_of_another_matter_is_not_taken_for_want_of_a_better_one() -> None:
    text = "SECURITY\n\nPersonal data breaches are reported at the latest within 48 hours.\n"
    assert "acc_p1_restore" not in values(read_text(text))
    assert (
        values(
            read_text("SERVICE\n\nIn an emergency you are working again at the latest within 48 hours.\n")
        )["acc_p1_restore"]
        == 48
    )


def test_a_word_that_forbids_does_not_when_a_longer_phrase_says_otherwise() -> None:
    text = "TERMS\n\nShould Client end early other than for cause, it pays six (6) months of the charges.\n"
    assert values(read_text(text))["bid.exit_months"] == 6


def test_the_sentence_before_names_what_a_sentence_goes_on_about() -> None:
    text = "PRICES\n\nSetting up takes a while. We charge a fee for it once, $3,580, due when you sign.\n"
    find = the(read_text(text), "bid.onboarding")
    assert (find.value, find.sure) == (3580, "doubtful")


def test_who_does_the_work_today_may_be_named_by_whoever_takes_over() -> None:
    text = "PRICES\n\nOnboarding is $2,480 once, with the hand-over from your present supplier.\n"
    assert values(read_text(text))["bid.onboarding"] == 2480
    assert "bid.hourly_rate" not in values(
        read_text("PRICES\n\nYour present supplier charges $90 per hour.\n")
    )


@pytest.mark.parametrize(("said", "minutes"), [("a quarter of an hour", 15), ("half an hour", 30)])
def test_a_promise_ahead_of_the_terms_is_held_against_them(said: str, minutes: int) -> None:
    text = (
        f"OFFER\n\nORDER FORM\n\nEmergencies are begun within {said}. The agreement is month to month.\n\n"
        "TERMS\n\nIn an emergency work begins within 2 hours.\n\nThe initial term is 36 months.\n"
    )
    told = {one.target: (one.one.value, one.other.value) for one in read_text(text).contradictions}
    assert told["acc_p1_response"] == (120, minutes)
    assert told["doc.term_months"] == (36, 0)


def test_records_kept_for_days_are_months() -> None:
    text = "SECURITY\n\nSecurity logs are kept for 180 days.\n"
    find = the(read_text(text), "sec_logs")
    assert (find.value, find.sure) == (6, "doubtful")
