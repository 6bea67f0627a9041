"""What many at once may cost, as ratios within one run; more by `python -m tests.benchmarks.batch`."""

from __future__ import annotations

import pytest

from msp_select.decision.matching.pool import Pool
from msp_select.store.catalog import load_catalog
from tests.benchmarks.batch import a_library, columns_against_decimals, kernel_in_passes, roll_up_by_rows

PROVIDERS = 2_000
CATALOG = load_catalog()


@pytest.fixture(scope="module")
def pool() -> Pool:
    return a_library(PROVIDERS, CATALOG)


def test_columns_are_fifty_times_as_fast_as_decimals(pool: Pool) -> None:
    assert columns_against_decimals(pool, CATALOG) >= 50


def test_a_client_costs_at_most_so_many_passes(pool: Pool) -> None:
    assert kernel_in_passes(pool, CATALOG) <= 200


def test_a_roll_up_by_questions_takes_at_most_half() -> None:
    assert roll_up_by_rows(10_000) <= 1 / 2
