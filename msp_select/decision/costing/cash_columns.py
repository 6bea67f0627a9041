"""What many bids cost and which price level that is, all at once: the formulas over columns.

Which figure stands where is what `bid_inputs` and `cash_lines` decide for one bid, here as masks. Columns are
`(2, bids)`, the cheap end and the dear one; no bid's figures depend on the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from msp_select.decision import cost_formulas
from msp_select.decision.cost_formulas import Charge, Fee, FeeYear
from msp_select.decision.costing.bid_inputs import usual_projects
from msp_select.decision.costing.choices import without_limit
from msp_select.decision.costing.columns import Columns, closed, ends, total
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import UNKNOWN, Figure
from msp_select.decision.costing.figure_sources import dear_half, doubted
from msp_select.decision.costing.in_house import hires_a_year, usual_people
from msp_select.decision.costing.rate_columns import RateColumns, rate_columns
from msp_select.engine.validation import Bools, Floats
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

Level = tuple[float, float]

either = Columns.where
NO_EFFECT = np.ones(1)  # of proactivity


def price_levels(rates: RateColumns, business: BusinessInputs) -> Floats:
    """The (proven, claimed) price level of each, `(bids, 2)`, 0..100; NaN without a price or a yardstick.

    100 at the low end of the yardstick or less, 0 at its high end or more, straight between: the dear end of
    the cash counts as proven, the cheap one as claimed. Where a line is not known nothing is proven.
    """
    low, high = business.price_low, business.price_high
    if low is None or high is None or business.users is None:
        return np.full((len(rates), 2), np.nan)
    with np.errstate(invalid="ignore", over="ignore"):
        cash, whole = cash_columns(rates, business)
        level = cost_formulas.price_level(Columns, cash, float(low.middle), float(high.middle))
    claimed, proven = level
    return np.stack([np.where(whole | np.isnan(proven), proven, 0.0), claimed], axis=-1)


def scored_levels(
    candidates: Sequence[Candidate], business: BusinessInputs, catalog: Catalog
) -> list[Level | None]:
    """Each candidate's (proven, claimed) price level; None without a price, without users or a yardstick."""
    found = price_levels(rate_columns(candidates, catalog), business).tolist()
    return [None if np.isnan(claimed) else (proven, claimed) for proven, claimed in found]


def cash_columns(rates: RateColumns, business: BusinessInputs) -> tuple[Floats, Bools]:
    """Cash per user and month `(2, bids)`, of the lines that are known, and whether all are `(bids,)`.

    NaN without a price, or the pay of a person of one's own. Leaving today's provider is no part of it.
    """
    read = _Reading(rates, business)
    lines = [closed(line) for line in read.lines()]
    unknown = [np.isnan(line).any(axis=0) for line in lines]
    cash = total(*(either(missing, 0.0, line) for line, missing in zip(lines, unknown, strict=True)))
    each = cost_formulas.per_user_month(cash, float(business.user_months.middle))
    counted = rates["priced"] & ~(rates["in_house"] & np.isnan(read.pay_a_month).any(axis=0))
    return either(counted, each, np.nan), ~np.any(unknown, axis=0)


class _Reading:
    """The bids read for one business."""

    def __init__(self, rates: RateColumns, business: BusinessInputs) -> None:
        self.rates, self.business, self.term = rates, business, business.term_months
        self.users, self.growth = ends(business.users), ends(business.growth_percent)
        self.user_months = ends(business.user_months)
        self.rises = self._rises()
        rate = either(
            rates["block"] & np.isnan(rates["hourly_rate"]), rates["block_rate"], rates["hourly_rate"]
        )
        self.hourly_rate = _first(rate, self.default("hourly_rate"))
        self.fee = self._fee()

    def default(self, name: str) -> Floats:
        """An assumption, NaN where there is none in this currency."""
        return ends(self.business.defaults.get(name))

    def stated(self, field: str, name: str) -> Floats:
        """The bid's own figure, else the assumption."""
        return _first(self.rates[field], self.default(name))

    def leaned_on(self, field: str, usual: Figure | None) -> Floats:
        """The bid's own figure; where it is only said, moved to the dear end of what is usual."""
        said = self.rates[field]
        if usual is None:
            return said
        doubt = ends(doubted(self.business.defaults["said_amounts_relied_on"]))
        moved = cost_formulas.widened(Columns, said, float(usual.high), doubt)
        return either(self.rates["said"], closed(moved), said)

    def lines(self) -> Iterator[Floats]:
        """Every line of the bill in the order of the table, 0 for those it does not count in."""
        own = self.rates["in_house"]
        for line in self._of_a_provider():
            yield either(own, 0.0, line)
        own = own | self.rates["shared"]
        for line in self._of_a_person():
            yield either(own, line, 0.0)

    # ------------------------------------------------------------------------------------------- a provider

    def _rises(self) -> list[Floats]:
        r, defaults = self.rates, self.business.defaults
        usual, free = defaults["yearly_rise"], defaults["yearly_rise_uncapped"]
        unlimited = ends(without_limit(usual, free))
        said = self.leaned_on("yearly_rise", usual)
        dear = np.array([[0.0], [float(free.high)]])
        said = either(r["capped"], closed(cost_formulas.smaller(Columns, said, unlimited)), said)
        said = either(r["uncapped"], closed(Columns.larger(said, dear)), said)
        limited = closed(cost_formulas.smaller(Columns, r["rise_limit"], unlimited))
        limited = either(r["uncapped"], np.nan, limited)
        unasked = either(r["rise_refused"], ends(dear_half(free)), ends(free))
        rise = _first(_first(said, limited), unasked)
        held = either(r["price_held_months"] < 0, 0, r["price_held_months"])
        bound = either(r["term_months"] < 0, self.term, r["term_months"])
        after = Columns.larger(rise, ends(free))
        return [
            either(turn < held, 0.0, either(turn < bound, rise, after)) for turn in range(12, self.term, 12)
        ]

    def _fee(self) -> Fee[Any]:
        r, business = self.rates, self.business
        least = _first(r["minimum_users"], 0.0)
        bands = list(zip(r["band_ends"], r["band_prices"], strict=True))
        block_rate = _first(_first(r["block_rate"], r["hourly_rate"]), self.default("hourly_rate"))
        discount = _first(r["discount_percent"], 0.0)
        no_first = np.isnan(r["first_monthly"]) | (r["first_months"] < 0)
        return Fee(
            with_people=[
                Charge(r["groups_monthly"], 1),
                Charge(r["user_price"], self.users, least, [r["groups_users"]], bands),
                Charge(r["modules_per_user"], self.users, least),
                Charge(r["per_device"], ends(business.devices)),
                Charge(r["per_server"], ends(business.servers)),
                Charge(r["per_site"], ends(business.sites)),
                Charge(r["growing_monthly"], 1),
            ],
            steady=[
                Charge(r["modules_monthly"], 1),
                Charge(r["steady_monthly"], 1),
                Charge(
                    either(r["block_billed"], block_rate, 0.0),
                    either(r["block_billed"], r["block_hours"], 0.0),
                ),
            ],
            minimum=_first(r["minimum_monthly"], 0.0),
            growth=self.growth,
            ceiling=_first(r["ceiling_monthly"], np.inf),
            discount=discount,
            discount_months=np.maximum(either(discount > 0, r["discount_months"], 0), 0),
            lasting=either(r["discount_months"] < 0, discount, 0.0),
            free_months=np.maximum(r["free_months"], 0),
            first_months=either(no_first, 0, r["first_months"]),
            first=either(no_first, 0.0, r["first_monthly"]),
        )

    def _of_a_provider(self) -> Iterator[Floats]:
        r, years = self.rates, cost_formulas.fee_years(Columns, self.fee, self.term)
        fees = cost_formulas.fees(self.fee, years, self.rises)
        start = cost_formulas.onboarding(self.default("onboarding_multiple"), years[0].usual)
        licences = self.business.defaults.get("licences_per_user")
        each = _first(self.leaned_on("licences_per_user", licences), ends(licences))
        yield fees
        yield either(r["incumbent"], 0.0, _first(r["onboarding"], start))
        yield from self._on_top(years, fees)
        yield cost_formulas.for_each_user(each, self.user_months)

    def _on_top(self, years: Sequence[FeeYear[Any]], fees: Floats) -> Iterator[Floats]:
        """Hours, after-hours, projects and visits; or in their place a share of the bill, under a ceiling."""
        r, term, rises = self.rates, self.term, self.rises
        outside, share = self._outside()
        after_year = self.business.defaults.get("after_hours_year")
        on_top = [
            self._hours(outside),
            cost_formulas.after_hours(
                _first(self.leaned_on("after_hours", after_year), ends(after_year)),
                self.hourly_rate,
                self.stated("after_hours_multiple", "after_hours_multiple"),
                rises,
                term,
            ),
            self._projects(),
        ]
        billed, by_share = total(*on_top), ~np.isnan(share)
        visits = cost_formulas.visits(self.stated("visits", "visits_year"), r["visit_fee"], rises, term)
        visits = either(np.isnan(r["visit_fee"]), 0.0, visits)
        quotes = _first(r["projects_fixed"], 0.0)
        by_fee = cost_formulas.extras(Columns, fees, either(by_share, share, 0.0))
        rated = ~np.isnan(billed)
        extras = either(rated, cost_formulas.least_extras(Columns, by_fee, billed, share), by_fee)
        fixed = either(by_share, cost_formulas.fixed_extras(Columns, by_fee, billed, share, quotes), quotes)
        together = total(either(by_share, extras, billed), visits)
        in_one = by_share | ~np.isnan(r["ceiling_monthly"])
        yield either(
            in_one, cost_formulas.under_ceiling(Columns, self.fee, years, together, fixed, rises, term), 0.0
        )
        for line in (*on_top, visits):
            yield either(in_one, 0.0, line)

    def _outside(self) -> tuple[Floats, Floats]:
        """The share of the support hours outside the fee, and that of the whole bill where one is known."""
        r, usual = self.rates, self.business.defaults["outside_hours_share"]
        all_hours = r["hourly"] | r["block"]
        of_hours = self.leaned_on("outside_hours_share", usual)
        said = _first(self.leaned_on("outside_bill_share", usual), r["bill_share"])
        share = _first(said, either(r["share_silent"], ends(dear_half(usual)), np.nan))
        share = either(all_hours | ~np.isnan(of_hours), np.nan, share)
        hours = either(all_hours | ~np.isnan(share), 100.0, _first(of_hours, ends(usual)))
        return hours, share

    def _hours(self, outside: Floats) -> Floats:
        r, defaults = self.rates, self.business.defaults
        counted = ~np.isnan(r["hours_known"])
        calls = either(r["hourly"], ends(defaults["calls_made_when_hourly"]), 100.0)
        needed = cost_formulas.hours_needed(self.users, ends(defaults["hours_per_user"]), NO_EFFECT, calls)
        hours = cost_formulas.extra_hours(
            Columns,
            needed=either(counted, cost_formulas.each_month(r["hours_known"]), needed),
            growth=either(counted, 0.0, self.growth),
            bought=either(r["block"], _first(r["block_hours"], 0.0), 0.0),
            outside=outside,
            rate=self.hourly_rate,
            rises=self.rises,
            term_months=self.term,
        )
        return cost_formulas.rounded_up(Columns, hours, _first(r["shortest_minutes"], 0.0))

    def _projects(self) -> Floats:
        r, business = self.rates, self.business
        stated = self.leaned_on("project_hours", usual_projects(business))
        hours = _first(stated, ends(business.planned_project_hours))
        fixed, term = r["projects_fixed"], self.term
        by_hours = cost_formulas.projects(_first(fixed, 0.0), hours, self.hourly_rate, self.rises, term)
        by_users = cost_formulas.projects_by_users(
            ends(business.defaults["project_hours_per_user"]),
            self.users,
            self.growth,
            self.hourly_rate,
            self.rises,
            term,
        )
        counted = either(np.isnan(hours), by_users, by_hours)
        return either(~np.isnan(fixed) & np.isnan(r["project_hours"]), fixed, counted)

    # ---------------------------------------------------------------------------------- a person of one's own

    @cached_property
    def pay_a_month(self) -> Floats:
        """What the person costs a month in the first year, on-costs included."""
        return cost_formulas.monthly_pay(self._people, self._own("salary"), self._own("on_costs"))

    @cached_property
    def _people(self) -> Floats:
        return _first(
            self.rates["own.people"], either(self.rates["shared"], self._usual(True), self._usual(False))
        )

    def _usual(self, shared: bool) -> Floats:
        least = self.business.defaults.get("shared_people" if shared else "people", UNKNOWN)
        ours = isinstance(least, Figure) and least.is_default
        return ends(usual_people(self.business, least, shared=shared) if ours else least)

    def _own(self, field: str, default: str = "") -> Floats:
        return self.stated(f"own.{field}", default or field)

    def _counts(self, *fields: str) -> Bools:
        """Whether a line counts: beside a provider, who gives the rest, only what the bid names."""
        named = [~np.isnan(self.rates[f"own.{field}"]) for field in fields]
        counted: Bools = ~self.rates["shared"] | np.all(named, axis=0)
        return counted

    def _of_a_person(self) -> Iterator[Floats]:
        term, people, salary = self.term, self._people, self._own("salary")
        said = either(self.rates["in_house"], self.rates["yearly_rise"], np.nan)
        rise = _first(said, self.default("pay_rise"))
        tenure = self.rates["own.tenure_years"]
        usual = hires_a_year(self.business.defaults.get("tenure_years", UNKNOWN))
        hires = _first(cost_formulas.hires_a_year(Columns, tenure), ends(usual))
        yield cost_formulas.pay(self.pay_a_month, rise, term)
        yield cost_formulas.recruiting(people, salary, self._own("recruiting"), hires, term)
        yield cost_formulas.training(people, self._own("training"), term)
        cover = cost_formulas.cover(people, self._own("cover_days"), self._own("cover_day"), term)
        yield either(self._counts("cover_days", "cover_day"), cover, 0.0)
        on_call = cost_formulas.on_call(self._own("oncall_hours"), self._own("oncall_rate"), term)
        yield either(self._counts("oncall_hours", "oncall_rate"), on_call, 0.0)
        tools = cost_formulas.for_each_user(
            self._own("tools_per_user", "in_house_tools_per_user"), self.user_months
        )
        yield either(self._counts("tools_per_user"), tools, 0.0)
        service = cost_formulas.security_service(self._own("security_service"), term)
        yield either(self._counts("security_service"), service, 0.0)


def _first(one: Any, other: Any) -> Floats:
    """The one where it is known, else the other."""
    return either(np.isnan(one), other, one)
