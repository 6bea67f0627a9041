"""What the cost model knows about the business: its answers, its own figures, else the defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.cost.defaults import default_figures, moved_by
from msp_select.decision.cost.span import HUNDRED, Figure, derived, known
from msp_select.decision.cost.standstill import business_numbers
from msp_select.decision.effects import Change
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

__all__ = ["BusinessInputs", "Figure", "business_inputs"]

YOUR_ANSWER = "your answer"


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


def business_inputs(session: Session, catalog: Catalog, changes: Iterable[Change] = ()) -> BusinessInputs:
    """The cost inputs of a session; `changes` are the effects of business answers on single inputs."""
    moved: dict[str, list[Change]] = {}
    for change in changes:
        moved.setdefault(change.target, []).append(change)
    defaults = default_figures(session, catalog.assumptions, moved)
    answers = {
        name: moved_by(known(value, "", YOUR_ANSWER), moved.get(name, ()))
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
        outages = known(counted.middle / 2, "times a year", YOUR_ANSWER, outages.title)
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
        standstill_hour=answers.get("standstill_hour")
        or _standstill(session.currency, users, answers, defaults),
        blocked_user_hour=_blocked(session.currency, hourly_pay, defaults["blocked_share"]),
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


def _devices(users: Figure | None, per_user: Figure) -> Figure:
    if users is None:
        return known(Decimal(0), "devices", YOUR_ANSWER)
    return derived(
        lambda of: of(users) * of(per_user), [users, per_user], "devices", "your users", per_user.title
    )


def _blocked(currency: str, hourly_pay: Figure | None, share: Figure) -> Figure | None:
    if hourly_pay is None:
        return None
    return derived(
        lambda of: of(hourly_pay) * of(share) / HUNDRED,
        [hourly_pay, share],
        f"{currency} an hour",
        "pay times the share of work lost",
        "One blocked person's hour",
    )


def _event(users: Figure | None, hourly_pay: Figure | None, defaults: Mapping[str, Figure]) -> Figure | None:
    hours = defaults["security_event_hours"]
    if users is None or hourly_pay is None:
        return None
    return derived(
        lambda of: of(users) * of(hourly_pay) * of(hours),
        [users, hourly_pay, hours],
        "once",
        "everybody's pay for some days",
        hours.title,
    )


def _standstill(
    currency: str, users: Figure | None, answers: Mapping[str, Figure], defaults: Mapping[str, Figure]
) -> Figure | None:
    """People idle x pay x share of work lost + sales an hour x share never recovered x margin."""
    pay = answers.get("hourly_pay") or defaults.get("hourly_pay")
    if users is None or pay is None:
        return None
    idle, lost, margin = (
        answers.get(name) or defaults[name]
        for name in ("idle_share_percent", "lost_share_percent", "margin_percent")
    )
    if (sales := answers.get("sales_hour")) is None:
        return derived(
            lambda of: of(users) * of(pay) * of(idle) / HUNDRED,
            [users, pay, idle],
            f"{currency} an hour",
            "worked out without lost sales, because no sales an hour are given",
            "An hour of standstill",
        )
    return derived(
        lambda of: (
            of(users) * of(pay) * of(idle) / HUNDRED + of(sales) * of(lost) / HUNDRED * of(margin) / HUNDRED
        ),
        [users, pay, idle, sales, lost, margin],
        f"{currency} an hour",
        "worked out from your answers",
        "An hour of standstill",
    )
