"""Figures in sentences and rows: which are taken, for what, and when a person has to look."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer
from msp_select.model.cues import parsed_phrase
from msp_select.reading.phrases_in_text import PhraseIndex, Words
from msp_select.reading.quantities import number_of, quantities
from msp_select.reading.segments import sentences
from tests.reading.readings import read_text, session, the, values

# ---- figures


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("within half an hour", "duration", 30, "minute"),
        ("inside a fortnight", "duration", 14, "day"),
        ("thirty-six (36) months", "duration", 36, "month"),
        ("one hundred and twenty (120) days", "duration", 120, "day"),
        ("two quarters' charges", "duration", 2, "quarter"),
        ("4 business hours", "duration", 4, "hour"),
        ("seven and a half hours", "duration", Decimal("7.5"), "hour"),
        ("a tenth of that month's charge", "percent", 10, ""),
        ("five percent (5%)", "percent", 5, ""),
        ("8 per cent", "percent", 8, ""),
        ("time and a half", "multiple", Decimal("1.5"), ""),
        ("a loading of 75 per cent", "multiple", Decimal("1.75"), ""),
        ("at 1.5x", "multiple", Decimal("1.5"), ""),
        ("nights count double", "multiple", 2, ""),
        ("£32,832 per year", "money", 32832, ""),
        ("AUD 4,200", "money", 4200, ""),
        ("fifty-five pounds a head", "money", 55, ""),
        ("$2.5 million", "money", 2_500_000, ""),
    ],
)
def test_a_quantity_is_read_however_it_is_written(text: str, kind: str, value: Any, unit: str) -> None:
    found = [(one.kind, one.value, one.unit) for one in quantities(text)]
    assert (kind, value, unit) in found


@pytest.mark.parametrize("text", ["$130 an hour", "twice a year", "once a month", "from 6 pm", "24/7"])
def test_what_a_price_is_for_and_how_often_something_is_done_are_no_quantity_of_their_own(text: str) -> None:
    assert not [
        one for one in quantities(text) if one.kind in ("duration", "multiple") and "twice" not in text
    ]
    assert not [one for one in quantities(text) if one.kind == "multiple"]


@given(st.integers(0, 999_999), st.sampled_from(("{:,}", "{}")))
def test_a_number_in_digits_is_that_number(number: int, form: str) -> None:
    assert number_of(form.format(number)) == number


@given(st.text(max_size=80))
def test_any_text_at_all_has_quantities_within_it(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)


# ---- phrases


def holds(phrase: str, text: str) -> bool:
    return PhraseIndex([("x", phrase)]).holds(Words.of(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("set-up/setup fee~", "The Set-Up Fees are"),
        ("set-up/setup fee~", "the setup fee is"),
        ("restore~ * quarter~", "We restored a sample of your files each quarter."),
        ("days notice", "thirty days’ notice"),
        ("24 7", "open 24/7"),
        ("cant promise", "I can't promise"),
        ("2600", "for 2,600 dollars"),
    ],
)
def test_a_phrase_is_found_in_other_forms_of_it(phrase: str, text: str) -> None:
    assert holds(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("fee", "the fees"),
        ("restore~ * quarter~", "We restore one two three four five six seven each quarter."),
        ("set-up/setup fee", "a fee for the set up"),
        ("per user", "per the user"),
    ],
)
def test_a_phrase_is_not_found_in_other_words_or_another_order(phrase: str, text: str) -> None:
    assert not holds(phrase, text)


@given(st.lists(st.sampled_from(["fee", "rise", "set-up/setup", "user~", "*"]), min_size=1, max_size=5))
def test_the_index_finds_what_one_phrase_after_the_other_would(parts: list[str]) -> None:
    words = " ".join(parts).strip("* ")
    phrase = re.sub(r"\*(?: \*)+", "*", words)
    if not phrase:
        return
    said = [place[0] if place[0] != ("*",) else ("and",) for place in parsed_phrase(phrase)]
    text = " ".join(word.rstrip("~") for place in said for word in place)
    many = PhraseIndex([(at, one) for at, one in enumerate(["rise fee", phrase, "user fee", "per user"])])
    assert 1 in {match.key for match in many.matches(Words.of(f"the {text} is"))}


@given(st.text("aB. 1(;", max_size=40))
def test_sentences_are_the_text_and_stand_where_they_say(text: str) -> None:
    text = " ".join(text.split())
    pieces = list(sentences(text))
    assert [text[at : at + len(piece)] for at, piece in pieces] == [piece for _, piece in pieces]
    assert "".join(piece for _, piece in pieces).replace(" ", "") == text.replace(" ", "")


# ---- which figure is taken


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("Labour outside the plan is billed at $165 per hour.", "bid.hourly_rate", 165),
        ("Engineers are $150 per hour, senior architects are $210 per hour.", "bid.hourly_rate", 150),
        ("The quarterly charge never falls below £6,480.", "bid.minimum_monthly", 2160),
        ("Fees rise each July by CPI, and never by more than 4 per cent.", "bid.rise_capped", True),
        ("Fees rise each year by the greater of 4% and CPI.", "bid.rise_capped", False),
        ("Prices are fixed for the full term.", "bid.yearly_rise", 0),
        ("No service credits are payable.", "bid.credit_share", 0),
        ("It renews for successive twelve-month terms on 90 days' written notice.", "doc.notice_days", 90),
        ("VAT is payable in addition.", "doc.tax", "excluded"),
    ],
)
def test_a_sentence_gives_the_value_it_states(text: str, target: str, value: Any) -> None:
    assert values(read_text(f"TERMS\n\n{text}\n"))[target] == value


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("You currently pay $79 per user per month.", "bid.per_user"),
        ("Optional: phishing tests at $4 per user per month.", "bid.per_user"),
        ("This offer is valid for 30 days.", "doc.notice_days"),
        ("Invoices are due in 15 days; late balances accrue 1.5% a month.", "bid.yearly_rise"),
        ("We carry insurance of £5,000,000.", "bid.exit_fee"),
        ("A consultant day costs £640 per day.", "bid.hourly_rate"),
        ("I usually get back within 4 hours, but I can't promise a number.", "acc_p1_response"),
        ("It renews for successive twelve-month terms.", "doc.term_months"),
    ],
)
def test_what_belongs_to_something_else_is_not_taken(text: str, target: str) -> None:
    assert target not in values(read_text(f"TERMS\n\n{text}\n"))


def test_a_value_on_a_condition_is_doubtful_also_where_the_condition_follows() -> None:
    fee = the(
        read_text(
            "CHARGES\n\nThe set-up fee is £3,600. It is waived if you stay three years.\n",
            session(currency="GBP"),
        ),
        "bid.onboarding",
    )
    assert fee.value == 3600
    assert fee.why == ("it holds only on a condition, or may be waived: read the sentences around it",)


def test_two_values_of_nearly_the_same_weight_are_both_shown() -> None:
    found = the(
        read_text("TERMS\n\nThe initial term is 12 months.\n\nThe initial term is 24 months.\n"),
        "doc.term_months",
    )
    assert found.sure == "doubtful"
    assert {found.value, found.others[0].value} == {12, 24}


BANDS = """CHARGES

Users        Per user per month
1 to 15      £88.80
16 to 30     £79.20
31 and over  £72.00
"""


@pytest.mark.parametrize(("users", "price"), [(15, "88.8"), (16, "79.2"), (500, "72")])
def test_of_bands_the_one_for_the_number_of_users_is_proposed(users: int, price: str) -> None:
    found = the(read_text(BANDS, session(currency="GBP", users=users)), "bid.per_user")
    assert found.value == Decimal(price)
    assert found.why == ("it depends on the number of users",)


def test_without_a_number_of_users_no_band_is_chosen() -> None:
    assert "bid.per_user" not in values(read_text(BANDS, session()))


TAXED = "CHARGES\n\nThe fee is £120 per user per month. All amounts include VAT{rate}.\n"


def test_tax_is_taken_off_only_where_its_rate_is_named() -> None:
    named = the(read_text(TAXED.format(rate=" at 20%"), session(currency="GBP")), "bid.per_user")
    assert (named.value, named.worked, named.sure) == (100, "120 less 20% tax = 100", "doubtful")
    unnamed = the(read_text(TAXED.format(rate=""), session(currency="GBP")), "bid.per_user")
    assert (unnamed.value, unnamed.worked, unnamed.sure) == (120, "", "doubtful")
    same = the(
        read_text(TAXED.format(rate=" at 20%"), session(currency="GBP", vat="included")), "bid.per_user"
    )
    assert (same.value, same.sure) == (120, "plain")


def test_a_share_of_what_remains_is_reckoned_from_half_of_the_term_and_doubtful() -> None:
    term = "The initial term is 36 months."
    owed_then = "On early termination the client owes 50% of the fees remaining in the term."
    text = f"TERMS\n\n{term}\n\n{owed_then}\n"
    owed = the(read_text(text), "bid.exit_months")
    assert (owed.value, owed.sure) == (9, "doubtful")
    assert owed.worked == "36 months / 2 × 50% = 9 months"


def test_a_figure_in_the_file_that_a_document_does_not_share_is_shown_beside_it() -> None:
    noted = session()
    bid = Bid(basis="per_user", per_user=Decimal(50), term_months=24, rise_capped=True)
    answers = {"pro_patch_days": Answer(value=Decimal(14))}
    bidder = noted.candidates[0].model_copy(update={"bid": bid, "answers": answers})
    noted = noted.model_copy(update={"candidates": (bidder,)})
    text = (
        "TERMS\n\nThe fee is £52 per user per month.\n\nThe initial term is 24 months.\n\n"
        "Critical patches are installed within 21 days of release.\n"
    )
    told = read_text(text, noted).contradictions
    assert [(one.kind, one.target, one.one.value, one.other.value) for one in told] == [
        ("document_and_file", "pro_patch_days", 21, 14),
        ("document_and_file", "bid.per_user", 52, 50),
    ]
    assert told[0].other.document == ""
    assert told[1].sentence == "The document says 52; you noted 50 before."


LINES = """YOUR INVESTMENT

Item              Quantity   Unit price   Monthly
Care, per user    {count}    $138.00      {line}
Servers           2          $95.00       $190.00
Total monthly                             {total}
"""


@pytest.mark.parametrize(
    ("count", "line", "total", "told"),
    [
        ("38", "$5,244.00", "$5,434.00", []),
        ("38", "$5,254.00", "$5,444.00", [("bid.monthly", 5254, 5244)]),
        ("38", "$5,244.00", "$5,500.00", [("bid.monthly", 5500, 5434)]),
        ("40", "$5,520.00", "$5,710.00", [("biz_users", 40, 38)]),
    ],
)
def test_sums_that_do_not_add_up_and_other_counts_are_said(
    count: str, line: str, total: str, told: list[tuple[str, int, int]]
) -> None:
    found = read_text(LINES.format(count=count, line=line, total=total), session(users=38))
    assert [(one.target, one.one.value, one.other.value) for one in found.contradictions] == told
    assert all(one.kind == "sum" for one in found.contradictions)


@pytest.mark.parametrize(
    ("text", "currency", "foreign"),
    [
        ("Charges\nThe charge for each user is £72.00 per month.", "USD", "£"),
        ("Charges\nThe charge for each user is £72.00 per month.", "GBP", ""),
        ("Charges\nThe charge for each user is $72.00 per month.", "AUD", ""),
        ("Charges\nThe charge for each user is A$72.00 per month.", "USD", "A$"),
        ("Charges\nThe charge for each user is 72 euros per month.", "EUR", ""),
    ],
)
def test_an_amount_in_another_currency_is_never_plain(text: str, currency: str, foreign: str) -> None:
    find = the(read_text(text, session(currency=currency, users=20)), "bid.per_user")
    assert find.value == 72
    assert any(f"in {foreign}, you compare in {currency}" in reason for reason in find.why) is bool(foreign)
    assert not (foreign and find.sure == "plain")
