"""A person of one's own: the whole of one, a part of one, or the part beside a provider."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msp_select.decision.cost.bid_inputs import BidInputs
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.fees import MONTHS, over_term
from msp_select.decision.cost.lines import Line, Missing, line
from msp_select.decision.cost.lookup import added_by_us
from msp_select.decision.cost.span import HUNDRED, ZERO, Figure, known
from msp_select.model.bid import OwnPerson

Lookup = Callable[[str], Figure | None]


def person_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """Pay, recruiting and training, times the people employed; cover, nights, tools and security beside.

    In a shared arrangement the provider gives cover, nights, tools and security: they count only where the
    bid names them.
    """
    person = inputs.bid.own_person or OwnPerson()
    shared = inputs.shared

    def look(field: str, default: str | None = None) -> Figure | None:
        stated: Decimal | None = getattr(person, field)
        if stated is not None:
            return known(stated, "", "the bid")
        figure = business.defaults.get(default or field)
        return None if figure is None else added_by_us(figure)

    def named(*fields: str) -> bool:
        return not shared or all(getattr(person, field) is not None for field in fields)

    people = look("people", "shared_people" if shared else "people")
    rise = business.defaults["pay_rise"] if shared else inputs.yearly_rise
    lines = [
        _pay(people, look, rise, business.term_months),
        _recruiting(people, look, business.term_months),
        _yearly("training", "Training", business, people, look("training")),
    ]
    if named("cover_days", "cover_day"):
        days, day = look("cover_days"), look("cover_day")
        lines.append(_yearly("cover", "Cover for holiday and illness", business, people, days, day))
    if named("oncall_hours", "oncall_rate"):
        hours, rate = look("oncall_hours"), look("oncall_rate")
        lines.append(_yearly("on_call", "Work outside office hours", business, hours, rate))
    if named("tools_per_user"):
        lines.append(_tools(look("tools_per_user", "in_house_tools_per_user"), business))
    if named("security_service"):
        lines.append(
            _yearly("security_service", "Outside security service", business, look("security_service"))
        )
    return lines


def loaded_pay_month(inputs: BidInputs, business: BusinessInputs) -> Decimal | None:
    """What the person costs a month in the first year, on-costs included; None without a salary."""
    pay = next((x for x in person_lines(inputs, business) if x.id == "pay"), None)
    if not isinstance(pay, Line):
        return None
    rise = inputs.yearly_rise.middle
    return pay.middle / MONTHS / over_term(business.term_months, lambda year: year.grown(rise))


def _pay(people: Figure | None, look: Lookup, rise: Figure, term_months: int) -> Line | Missing:
    """people x salary x (1 + on-costs) x (1+e)^(y-1)."""
    return line(
        "pay",
        "Pay with on-costs",
        "cash",
        lambda n, salary, extra, e: over_term(
            term_months, lambda year: n * salary * (1 + extra / HUNDRED) * year.grown(e)
        ),
        people,
        look("salary"),
        look("on_costs"),
        rise,
    )


def _recruiting(people: Figure | None, look: Lookup, term_months: int) -> Line | Missing:
    """people x salary x share x (1 + T / tenure): the first hire and the replacements to be expected."""
    term_years = Decimal(term_months) / MONTHS
    tenure = look("tenure_years")

    def amount(n: Decimal, salary: Decimal, share: Decimal, hires_a_year: Decimal) -> Decimal:
        return n * salary * share / HUNDRED * (1 + term_years * hires_a_year)

    return line(
        "recruiting",
        "Finding people",
        "cash",
        amount,
        people,
        look("salary"),
        look("recruiting"),
        _per_year(tenure),
    )


def _per_year(tenure: Figure | None) -> Figure | None:
    """Hires a year: the longer people stay, the fewer; nobody ever leaves a tenure of nought."""
    if tenure is None:
        return None

    def hires(years: Decimal) -> Decimal:
        return 1 / years if years else ZERO

    return Figure(
        hires(tenure.high),
        hires(tenure.middle),
        hires(tenure.low),
        "hires a year",
        tenure.origin,
        tenure.is_default,
        tenure.title,
    )


def _yearly(line_id: str, title: str, business: BusinessInputs, *factors: Figure | None) -> Line | Missing:
    """The product of the factors, every year."""

    def amount(*values: Decimal) -> Decimal:
        product = Decimal(business.term_months) / MONTHS
        for value in values:
            product *= value
        return product

    return line(line_id, title, "cash", amount, *factors)


def _tools(each: Figure | None, business: BusinessInputs) -> Line | Missing:
    return line(
        "tools",
        "Tools and licences",
        "cash",
        lambda price, u, g: over_term(business.term_months, lambda year: MONTHS * u * year.grown(g) * price),
        each,
        business.users,
        business.growth_percent,
    )
