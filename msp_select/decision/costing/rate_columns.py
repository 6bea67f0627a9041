"""Rate cards as columns: what many bids and the answers beside them state, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select.decision import cost_formulas
from msp_select.decision.costing.choices import (
    FIXED_BASES,
    has_price,
    is_in_house,
    is_shared,
    prices_a_block,
)
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.figure_sources import heard
from msp_select.model.bid import Bid, OwnPerson
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

RATES = (
    "minimum_monthly", "minimum_users", "discount_percent", "ceiling_monthly", "first_monthly",
    "onboarding", "yearly_rise", "hourly_rate", "after_hours_multiple", "shortest_minutes", "hours_known",
    "visit_fee", "visits", "outside_hours_share", "outside_bill_share", "after_hours", "project_hours",
    "projects_fixed", "licences_per_user", "block_hours", "block_rate",
)  # fmt: skip
"""The figures of a bid, NaN where it does not state one."""
MONTHS = ("discount_months", "free_months", "first_months", "term_months", "price_held_months")
"""Whole months of a bid, -1 where it does not state them."""
UNITS = ("per_user", "per_device", "per_server", "per_site")
SUMS = ("growing_monthly", "steady_monthly", "user_price", "groups_users", "groups_monthly",
        "modules_monthly", "modules_per_user", "per_device", "per_server", "per_site")  # fmt: skip
"""Prices a month, 0 where there are none."""
FLAGS = ("priced", "in_house", "shared", "incumbent", "block", "hourly", "said", "capped", "uncapped",
         "rise_refused", "share_silent", "block_billed")  # fmt: skip
PERSON = tuple(OwnPerson.model_fields)
ANSWERS = ("rise_limit", "bill_share")


@dataclass(frozen=True, eq=False)
class RateColumns:
    """Rate cards in columns by name, the last axis that of the bids; what there is depends on no business.

    Figures of a bid, of the person of one's own ("own." before the field) and of answers are NaN where
    nothing is stated; prices that are summed are 0. `band_ends` and `band_prices` are `(bands, bids)`.
    """

    columns: Mapping[str, npt.NDArray[Any]]

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self.columns[name]

    def __len__(self) -> int:
        return int(self.columns["priced"].shape[-1])

    def only(self, places: Any) -> RateColumns:
        """Those of some bids, by position."""
        return RateColumns({name: column[..., places] for name, column in self.columns.items()})


def rate_columns(candidates: Sequence[Candidate], catalog: Catalog) -> RateColumns:
    """The rate cards of candidates, with what they answered to questions that feed the cost model."""
    count = len(candidates)
    bands = int(np.max([len(c.bid.bands) for c in candidates if c.bid is not None], initial=0))
    found: dict[str, npt.NDArray[Any]] = {
        **{name: np.full(count, np.nan) for name in (*RATES, *ANSWERS)},
        **{f"own.{name}": np.full(count, np.nan) for name in PERSON},
        **{name: np.zeros(count) for name in SUMS},
        **{name: np.full(count, -1, np.int64) for name in MONTHS},
        **{name: np.zeros(count, bool) for name in FLAGS},
        # A band that is not there ends before anybody: whoever is more pays the price beyond it.
        "band_ends": np.full((bands, count), -1.0),
        "band_prices": np.zeros((bands, count)),
    }
    for row, candidate in enumerate(candidates):
        bid = candidate.bid
        if bid is None or not has_price(bid):
            continue
        for name, value in _stated(candidate, bid, catalog):
            found[name][row] = value
        for place, band in enumerate(bid.bands[:-1]):
            found["band_ends"][place, row] = band.up_to
            found["band_prices"][place, row] = band.per_user
    return RateColumns(found)


def _stated(candidate: Candidate, bid: Bid, catalog: Catalog) -> Iterator[tuple[str, Any]]:
    fields = vars(bid)
    for name in (*RATES, *MONTHS):
        if (value := fields[name]) is not None:
            yield name, value
    if bid.own_person is not None:
        for name, value in vars(bid.own_person).items():
            if value is not None:
                yield f"own.{name}", value
    yield from _prices(bid)
    yield "priced", True
    yield "in_house", is_in_house(candidate, bid)
    yield "shared", is_shared(candidate, bid)
    yield "incumbent", candidate.kind == "incumbent"
    yield "block", bid.basis == "block"
    yield "hourly", bid.basis == "hourly"
    yield "said", bid.grade == "said"
    yield "capped", bid.rise_capped is True
    yield "uncapped", bid.rise_capped is False
    yield "block_billed", bid.block_hours is not None and not prices_a_block(bid)
    said = heard(candidate, catalog)
    limit, share = said.get("yearly_rise_percent"), said.get("extra_share_percent")
    if isinstance(limit, Estimate):
        yield "rise_limit", limit.middle
    yield "rise_refused", limit == "refused"
    if isinstance(share, Estimate):
        yield "bill_share", share.middle
    yield "share_silent", isinstance(share, str)


def _prices(bid: Bid) -> Iterator[tuple[str, Any]]:
    """Prices summed as far as they are charged alike."""
    price = bid.bands[-1].per_user if bid.bands else bid.per_user
    units = [getattr(bid, unit) for unit in UNITS]
    by_people = bool(price or bid.bands or any(units) or any(group.per_user for group in bid.groups))
    alone = not by_people and not bid.modules and bid.basis not in FIXED_BASES
    yield "growing_monthly" if alone else "steady_monthly", bid.monthly or 0
    yield "user_price", price or 0
    for unit, each in zip(UNITS, units, strict=True):
        if unit != "per_user":
            yield unit, sum((getattr(module, unit) for module in bid.modules), each or 0)
    yield "modules_per_user", sum(module.per_user for module in bid.modules)
    yield "modules_monthly", sum(module.monthly for module in bid.modules)
    yield "groups_users", sum(group.users for group in bid.groups)
    each = (cost_formulas.for_each_user(group.per_user, Decimal(group.users)) for group in bid.groups)
    yield "groups_monthly", sum(each)
