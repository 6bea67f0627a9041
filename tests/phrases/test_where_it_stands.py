"""Where a fact stands and how it reads, and what another figure moved, in every way it is said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.findings.changed_costs import ChangedCosts, Standing
from msp_select.decision.findings.changed_costs import changed_costs as moved
from msp_select.model.candidate import Candidate
from msp_select.model.documents import OtherPlace, Source
from msp_select.phrases.en import sources
from msp_select.phrases.en.changed_costs import changed_costs
from msp_select.phrases.names import Names
from tests.decision.sessions import session
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored
from tests.strategies import shipped_catalog

BACKUP = "pro_backup_test"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (BACKUP, None, ""),
        (BACKUP, "never", "Never restored"),
        ("pro_patch_days", Decimal(14), "14 days"),
        ("bid.yearly_rise", Decimal(5), "5 % a year"),
        ("bid.onboarding", Decimal(4800), "4,800.00 USD once"),
        ("bid.rise_capped", True, "yes"),
        ("bid.rise_capped", False, "no"),
        ("bid.vat", "included", "with tax"),
        ("bid.vat", "excluded", "without tax"),
        ("bid.valid_until", dt.date(2027, 4, 9), "2027-04-09"),
        ("biz_users", Decimal(28), "28"),
    ],
)
def test_a_value_as_it_reads(key: str, value: Any, said: str) -> None:
    assert sources.said_value(key, value, session(), shipped_catalog()) == said


def test_where_it_stands_and_what_is_written_there() -> None:
    document = {
        "id": "d",
        "name": "a.pdf",
        "sha256": "0" * 64,
        "pages": 3,
        "read": dt.date(2026, 11, 1),
    }
    who = Candidate.model_validate({"id": "acme", "name": "Acme", "documents": [document]})
    assert sources.where(who, Source(document="d", page=3)) == "a.pdf, page 3"
    assert sources.where(who, Source(document="d", place="table 2")) == "a.pdf, table 2"
    assert sources.where(who, Source(document="d")) == "a.pdf"
    assert sources.where(who, OtherPlace(page=2)) == "your file, page 2"
    assert sources.quoted(Source(document="d", quote="Each year")) == ': "Each year"'
    assert sources.quoted(Source(document="d")) == ""
    assert sources.shortened(" one\n two  three", 13) == "one two three"
    assert sources.shortened("one two three", 12) == "one two …"
    names = [
        sources.what_of(key, shipped_catalog()) for key in ("bid.onboarding", "pro_patch_days", "doc.tax")
    ]
    assert names == ["To get started", "days to install fixes", "Tax in the prices"]


NAMES = Names.of(
    scored(NORTHWIND, BUDGETIX, ALPINE, bidder("Fourth", (1, 1, 1), 99), bidder("Fifth", (1, 1, 1), 99))
)
FIVE = ("northwind", "alpine", "budgetix", "fourth", "fifth")


def standing(
    likely: int | None, *, low: int = 0, order: tuple[str, ...] = FIVE[:3], fee: float | None = None
) -> Standing:
    middle = None if likely is None else Decimal(likely)
    amount = None if middle is None else Estimate(middle - low, middle, middle + low)
    return Standing(known=amount, order=order, fee_at_tie=fee)


SAME = standing(1000)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (SAME, SAME, "The costs of Northwind stay as they are. The order stays."),
        (SAME, standing(None), "The order stays."),
        (standing(None), SAME, "The order stays."),
        (SAME, standing(1234), "Northwind in all: USD 1,234 (before: USD 1,000). The order stays."),
        (
            SAME,
            standing(1000, low=100),
            "Northwind in all stays at USD 1,000, from USD 900 to USD 1,100 (before: without a range). The "
            "order stays.",
        ),
        (
            standing(1000, low=100),
            SAME,
            "Northwind in all stays at USD 1,000, without a range (before: from USD 900 to USD 1,100). The "
            "order stays.",
        ),
        (
            SAME,
            standing(1000, order=("alpine", "northwind", "budgetix")),
            "The costs of Northwind stay as they are. The order moves: now Alpine is first, no longer "
            "Northwind; then "
            "Northwind, Budgetix.",
        ),
        (
            standing(1000, order=FIVE),
            standing(1000, order=("northwind", "budgetix", "alpine", "fourth", "fifth")),
            "The costs of Northwind stay as they are. The order moves: now Northwind is first; then "
            "Budgetix, Alpine and "
            "two others.",
        ),
        (
            SAME,
            standing(1000, fee=1200.0),
            "The costs of Northwind stay as they are. The order stays. Northwind stays first up to a monthly "
            "fee of USD "
            "1,200.",
        ),
        (
            standing(1000, fee=1200.0),
            standing(1000, fee=1200.0),
            "The costs of Northwind stay as they are. The order stays. Northwind stays first up to a monthly "
            "fee of USD "
            "1,200, as before.",
        ),
        (
            standing(1000, fee=1100.0),
            standing(1000, fee=1200.0),
            "The costs of Northwind stay as they are. The order stays. Northwind stays first up to a monthly "
            "fee of USD "
            "1,200 (before: USD 1,100).",
        ),
        (
            standing(1000, fee=1100.0),
            standing(1000, fee=1200.0, order=("alpine", "northwind", "budgetix")),
            "The costs of Northwind stay as they are. The order moves: now Alpine is first, no longer "
            "Northwind; then "
            "Northwind, Budgetix. Alpine stays first up to a monthly fee of USD 1,200.",
        ),
    ],
)
def test_what_another_figure_moves(before: Standing, now: Standing, said: str) -> None:
    fact = ChangedCosts(candidates=("northwind",), before=before, now=now)
    assert changed_costs(fact, NAMES).sentence == said


def test_what_is_known_before_and_after_another_figure() -> None:
    silent = bidder("Silent", (70, 70, 70), None)
    before, now = scored(NORTHWIND, ALPINE, silent), scored(NORTHWIND, BUDGETIX, ALPINE, silent)
    found = moved(before, now, "northwind")
    assert (found.before.order, found.now.order) == (
        ("northwind", "alpine", "silent"),
        tuple(one.id for one in now.results),
    )
    costs = now.result("northwind").costs
    assert costs is not None
    assert found.now.known == costs.known
    assert moved(before, now, "silent").now.known is None
    assert found.now.fee_at_tie == pytest.approx(1088, abs=0.5)
