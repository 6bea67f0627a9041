"""What the cost model knows about the business: its answers, its own figures, else the defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from msp_select.decision import cost_formulas
from msp_select.decision.business.answer_effects import Change
from msp_select.decision.business.downtime import business_numbers
from msp_select.decision.costing.assumptions import default_figures, moved_by
from msp_select.decision.costing.estimate import UNKNOWN, Estimate, Figure, known, worked_out
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

__all__ = ["BusinessInputs", "Figure", "business_inputs"]


@dataclass(frozen=True)
class BusinessInputs:
    """The business as the cost model sees it.

    Money in `currency`; `standstill_hour` money an hour for the whole firm, `blocked_user_hour` for one
    person; `outages` a year at an average provider; `price_low` and `price_high` per user and month. None
    where nothing is known: no number of users, no money default in this currency, or a yardstick whose low
    end is not below its high one. `defaults` holds every assumption by id, with the user's own figures and
    the effects of answers already in it.
    """

    currency: str
    term_months: int
    users: Figure | None
    devices: Figure
    servers: Figure
    sites: Figure
    growth_percent: Figure
    hourly_pay: Figure | None
    owner_hour: Figure | None
    standstill_hour: Figure | None
    blocked_user_hour: Figure | None
    security_event_cost: Figure | None
    outages: Figure
    price_low: Figure | None
    price_high: Figure | None
    budget_month: Figure | None
    own_it_hours_week: Figure | None
    planned_project_hours: Figure | None
    defaults: Mapping[str, Figure]

    @property
    def has_yardstick(self) -> bool:
        """Whether a price can be measured at all: by the number of users, between a low and a high price."""
        return None not in (self.users, self.price_low, self.price_high)

    @cached_property
    def user_months(self) -> Estimate:
        """Users times months over the term, growth included."""
        return cost_formulas.user_months(self.users or UNKNOWN, self.growth_percent, self.term_months)


def business_inputs(session: Session, catalog: Catalog, changes: Iterable[Change] = ()) -> BusinessInputs:
    """The cost inputs of a session; `changes` are the effects of business answers on single inputs."""
    moved: dict[str, list[Change]] = {}
    for change in changes:
        moved.setdefault(change.target, []).append(change)
    defaults = default_figures(session, catalog.assumptions, moved)
    answers = {
        name: moved_by(known(value, "yours", name), moved.get(name, ()))
        for name, value in business_numbers(session, catalog).items()
    }

    def either(name: str) -> Figure | None:
        return answers.get(name) or defaults.get(name)

    users = answers.get("users")
    if users is not None and users.high <= 0:
        users = None
    hourly_pay = either("hourly_pay")
    outages = defaults["outages_a_year"]
    if (counted := answers.get("outages_two_years")) is not None:
        outages = known(cost_formulas.outages_a_year(counted.middle), "yours", outages.id)
    yardstick = (either("price_low"), either("price_high"))
    if _upside_down(*yardstick):
        yardstick = (None, None)
    return BusinessInputs(
        currency=session.currency,
        term_months=session.term_months,
        users=users,
        devices=answers.get("devices") or _devices(users, defaults["devices_per_user"]),
        servers=answers.get("servers") or defaults["servers"],
        sites=answers.get("sites") or defaults["sites"],
        growth_percent=answers.get("growth_percent") or defaults["growth_percent"],
        hourly_pay=hourly_pay,
        # Without a figure for the owner's hour in this currency, the owner's time counts like anybody's.
        owner_hour=defaults.get("owner_hour") or hourly_pay,
        standstill_hour=answers.get("standstill_hour") or _standstill(users, answers, defaults),
        blocked_user_hour=_blocked(hourly_pay, defaults["blocked_share"]),
        security_event_cost=answers.get("security_event_cost") or _event(users, hourly_pay, defaults),
        outages=outages,
        price_low=yardstick[0],
        price_high=yardstick[1],
        budget_month=answers.get("budget_month"),
        own_it_hours_week=answers.get("own_it_hours_week"),
        planned_project_hours=answers.get("planned_project_hours"),
        defaults=defaults,
    )


def _upside_down(low: Figure | None, high: Figure | None) -> bool:
    """A yardstick whose ends are the wrong way round measures nothing: the price level stays open."""
    return low is not None and high is not None and low.middle >= high.middle


def _devices(users: Estimate | None, per_user: Figure) -> Figure:
    devices = UNKNOWN if users is None else cost_formulas.devices(users, per_user)
    return worked_out(devices, "devices", per_user.id, "devices")


def _blocked(hourly_pay: Estimate | None, share: Figure) -> Figure | None:
    if hourly_pay is None:
        return None
    hour = cost_formulas.blocked_hour(hourly_pay, share)
    return worked_out(hour, "blocked_hour", "blocked_user_hour", "money_an_hour")


def _event(
    users: Estimate | None, hourly_pay: Estimate | None, defaults: Mapping[str, Figure]
) -> Figure | None:
    hours = defaults["security_event_hours"]
    if users is None or hourly_pay is None:
        return None
    cost = cost_formulas.security_event(users, hourly_pay, hours)
    return worked_out(cost, "security_event", hours.id, "once")


def _standstill(
    users: Estimate | None, answers: Mapping[str, Estimate], defaults: Mapping[str, Estimate]
) -> Figure | None:
    """People idle x pay x share of work lost + sales an hour x share never recovered x margin."""
    pay = answers.get("hourly_pay") or defaults.get("hourly_pay")
    if users is None or pay is None:
        return None
    idle, lost, margin = (
        answers.get(name) or defaults[name]
        for name in ("idle_share_percent", "lost_share_percent", "margin_percent")
    )
    name = "standstill_hour"
    if (sales := answers.get("sales_hour")) is None:
        return worked_out(
            cost_formulas.idle_hour(users, pay, idle), "standstill_without_sales", name, "money_an_hour"
        )
    hour = cost_formulas.standstill_hour(users, pay, idle, sales, lost, margin)
    return worked_out(hour, "standstill", name, "money_an_hour")
