"""Which of several figures is proposed, in short texts of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.readings import read_text, the, values


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("Fees follow the CPI, by no less than 2% and subject to a ceiling of 6%.", "bid.yearly_rise", 6),
        ("Until March 2026 we charged £41 per user per month.", "bid.per_user", None),
        ("If you leave early you owe four months of charges.", "bid.exit_months", 4),
        ("If you leave early you owe four months of charges.", "doc.term_months", None),
        ("You can stop whenever you like if you tell us a calendar month before.", "doc.notice_days", 30),
        ("Our team of eleven engineers minds 1,320 machines: 120 to each engineer.", "sta_tech_count", 11),
        ("Not one of our engineers has moved on in the past year.", "sta_turnover", 0),
        ("We are five technicians. One left in the past year.", "sta_turnover", 20),
    ],
)
def test_a_sentence_with_several_figures(text: str, target: str, value: Any) -> None:
    assert values(read_text(f"TERMS\n\n{text}\n")).get(target) == value


OFFER = """ORDER FORM

This summary is for convenience; where it differs from the terms, the terms prevail.

Price protection: fees are locked for three years.

CHARGES

| Item | Quantity | Fee | Monthly |
| Supported users | 20 | $125.00 | $2,500.00 |
| Total monthly fee |  |  | $2,500.00 |

Seats, 20 seats @ $125.00 = $2,500.00 per month.

In 2024 the hourly rate was $140.

TERMS

On each anniversary the fees may increase by up to 5%.

This agreement runs for 24 months. If you sign for 60 months onboarding costs nothing.

The client must report an outage within 15 minutes of noticing it.

OUR FIGURES

| Measure | 2025 | 2026 |
| Technicians | 28 | 31 |
| Technician turnover | 19% | 16% |

We have never lost a client to a competitor.
"""


def test_what_is_certain_is_told_from_what_only_looks_so() -> None:
    reading = read_text(OFFER)
    found = values(reading)
    assert found["bid.per_user"] == 125  # so many of it make the line
    assert found["bid.monthly"] == 2500
    assert found["doc.term_months"] == 24  # not what is offered on a condition
    assert (found["sta_tech_count"], found["sta_turnover"]) == (31, 16)  # the latest year
    assert "acc_p1_response" not in found  # what the client has to do
    assert found["bid.yearly_rise"] == 5
    assert the(reading, "bid.yearly_rise").sure == "doubtful"  # the summary says otherwise
    for target in ("bid.hourly_rate", "tra_clients_lost"):  # of the past, and without a figure
        assert target not in found or the(reading, target).sure == "doubtful"


def test_of_packages_side_by_side_the_recommended_one_is_offered_with_doubt() -> None:
    reading = read_text(
        "SERVICE LEVELS\n\n"
        "| Per month | Bronze | Silver (recommended) | Gold |\n"
        "| Response to a critical fault | 4 hours | 1 hour | 30 minutes |\n"
    )
    find = the(reading, "acc_p1_response")
    assert (find.value, find.sure) == (60, "doubtful")


def test_what_is_said_to_come_on_top_is_never_plain() -> None:
    reading = read_text("CHARGES\n\nWith cover at night that is another $9 a head per month.\n")
    assert the(reading, "bid.per_user").sure == "doubtful"
