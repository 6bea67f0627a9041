"""The formulas of the cost model, written once, as functions of any kind of number.

A number has + - * / and negation: an `Estimate` for one candidate's bill, a column of float64 for many. What
depends on a value goes through three operations of its kind, `larger`, `over` and `where`: no formula asks
`if` of a value, and growth from year to year is multiplied, not raised. Which formula applies to a bid, and
which figure stands in it, is decided in `costing/choices.py` and `costing/bid_inputs.py`.

Percents are percents, prices are a month, rates an hour, terms whole months; `kind` is the kind of number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Generic, Protocol, Self, TypeVar


class Number(Protocol):
    """Anything that can be added, multiplied and divided, also by whole numbers."""

    def __add__(self, other: Self | int, /) -> Self: ...
    def __sub__(self, other: Self | int, /) -> Self: ...
    def __rsub__(self, other: int, /) -> Self: ...
    def __mul__(self, other: Self | int, /) -> Self: ...
    def __truediv__(self, other: Self | int, /) -> Self: ...
    def __neg__(self) -> Self: ...
    def __lt__(self, other: Self | int, /) -> Any: ...


N = TypeVar("N", bound=Number)
Months = Any
"""A whole number of months, or a column of them."""


class Kind(Protocol[N]):
    """What a kind of number does where the outcome depends on values."""

    def larger(self, one: N, other: N | int, /) -> N:
        """The larger of the two."""

    def over(self, one: N | int, other: N, /) -> N:
        """The one divided by the other; 0 where the other is."""

    def where(self, condition: Any, one: N, other: N, /) -> N:
        """The one where the condition holds, else the other."""


# ------------------------------------------------------------------------------------------------ the term


def growing(percent: N, term_months: int) -> list[N | int]:
    """What 1 has become in each year of the term, at that percent a year."""
    step = percent / 100 + 1
    factors: list[N | int] = [1]
    for _ in range(12, term_months, 12):
        factors.append(step * factors[-1])
    return factors


def over_years(a_year: Sequence[N], rises: Sequence[N]) -> N:
    """SUM of amount x (1 + e_1) .. (1 + e_(y-1)): year by year, at prices that rise at each turn of a year.

    Worked out from the last year backwards: all that comes after a turn rises once more.
    """
    last = len(a_year) - 1
    found = a_year[last]
    for amount, rise in zip(reversed(a_year[:last]), reversed(rises[:last]), strict=True):
        found = amount + found * (rise / 100 + 1)
    return found


def over_term(a_month: Sequence[N], rises: Sequence[N], term_months: int) -> N:
    """The same of an amount a month, given year by year; the last year may be a part of one."""
    a_year = [amount * min(12, term_months - 12 * year) for year, amount in enumerate(a_month)]
    return over_years(a_year, rises)


def at_prices(a_month: N, rises: Sequence[N], term_months: int) -> N:
    """The sum over the term of an amount a month that follows the provider's prices."""
    return over_term([a_month for _ in range(0, term_months, 12)], rises, term_months)


def rising(a_month: N, rise: N, term_months: int) -> N:
    """The sum over the term of an amount a month that grows by that percent from year to year."""
    return at_prices(a_month, [rise for _ in range(12, term_months, 12)], term_months)


def user_months(users: N, growth: N, term_months: int) -> N:
    """Users times months, growth included."""
    return rising(users, growth, term_months)


def later(one: Months, other: Months) -> Months:
    """The larger of two numbers of months."""
    return (one + other + abs(one - other)) // 2


def earlier(one: Months, other: Months) -> Months:
    """The smaller of two numbers of months."""
    return one + other - later(one, other)


def smaller(kind: Kind[N], one: N, other: N) -> N:
    """The smaller of the two."""
    return -kind.larger(-one, -other)


def half_way(one: N, other: N) -> N:
    """The middle between the two."""
    return (one + other) / 2


def doubt(whole: N, relied_on: N) -> N:
    """What is left of the whole where a percentage of it is relied on."""
    return whole * (100 - relied_on) / 100


def widened(kind: Kind[N], said: N, dear: N, doubt: N) -> N:
    """A figure somebody only said, moved towards the dear end of what is usual, as far as it is doubted."""
    return said + kind.larger(dear - said, 0) * doubt


# ------------------------------------------------------------------------------------- the business itself


def devices(users: N, per_user: N) -> N:
    """Devices, where only people are counted."""
    return users * per_user


def blocked_hour(pay: N, share: N) -> N:
    """What an hour costs in which one person cannot work: the share of the work that is lost."""
    return pay * share / 100


def idle_hour(users: N, pay: N, idle: N) -> N:
    """What an hour costs in which nothing works: the share of all work that is lost."""
    return users * pay * idle / 100


def standstill_hour(users: N, pay: N, idle: N, sales_hour: N, lost: N, margin: N) -> N:
    """What it costs with the sales of that hour: the share of them never made up, at its margin."""
    return idle_hour(users, pay, idle) + sales_hour * lost / 100 * margin / 100


def security_event(users: N, pay: N, hours: N) -> N:
    """A serious security event: so many hours of everybody's pay."""
    return users * pay * hours


def outages_a_year(in_two_years: N) -> N:
    """Serious stops a year, counted over two."""
    return in_two_years / 2


# ----------------------------------------------------------------------------------------------------- fees


@dataclass(frozen=True)
class Charge(Generic[N]):
    """A price and how many it is charged for.

    At least `least`, where a least number is named, and without `others`, who are charged for apart. `bands`:
    (up to so many, price) in rising order, where the price depends on the whole count; `price` beyond them.
    """

    price: N
    count: N
    least: N | None = None
    others: Sequence[N] = ()
    bands: Sequence[tuple[N, N]] = ()


@dataclass(frozen=True)
class Fee(Generic[N]):
    """What a monthly fee is made of: charges that follow the number of people, and those that do not.

    `growth`: percent a year by which the first kind grows; `minimum` and `ceiling`: the least and the most
    the fee can be; `discount`: percent off for `discount_months`, and `lasting` percent once they are over;
    the first `free_months` cost nothing, and up to `first_months` a month costs `first`.
    """

    with_people: Sequence[Charge[N]]
    steady: Sequence[Charge[N]]
    minimum: N | None
    growth: N
    ceiling: N | None = None
    discount: N | None = None
    discount_months: Months = 0
    lasting: N | None = None
    free_months: Months = 0
    first_months: Months = 0
    first: N | None = None

    def months(self, year: int, term_months: int) -> tuple[Months, Months, Months, Months]:
        """How many months of a year, counted from 0, are free, first, reduced and usual ones."""
        start, end = 12 * year, min(12 * (year + 1), term_months)
        free = later(start, earlier(end, self.free_months))
        first = free if self.first is None else later(free, earlier(end, self.first_months))
        reduced = first if self.discount is None else later(first, earlier(end, self.discount_months))
        return free - start, first - free, reduced - first, end - reduced


@dataclass(frozen=True)
class FeeYear(Generic[N]):
    """A year of a fee: what a month costs as usual and with the discount, and how many are of which kind."""

    usual: N
    reduced: N
    free_months: Months
    first_months: Months
    reduced_months: Months
    usual_months: Months


def charged(kind: Kind[N], charge: Charge[N], grown: N | int) -> N:
    """What one charge comes to a month, with the people grown by that factor."""
    billed = at_least(kind, charge.count * grown, charge.least)
    for other in charge.others:
        billed = kind.larger(billed - other * grown, 0)
    return price_of(kind, charge, grown) * billed


def price_of(kind: Kind[N], charge: Charge[N], grown: N | int) -> N:
    """The price that holds for the whole count, with the people grown by that factor."""
    whole = at_least(kind, charge.count * grown, charge.least)
    price = charge.price
    for up_to, below in reversed(charge.bands):
        price = kind.where(up_to < whole, price, below)
    return price


def quoted(kind: Kind[N], fee: Fee[N], grown: N | int = 1) -> N:
    """The sum of all charges a month, before any discount, minimum or ceiling."""
    parts = [
        *(charged(kind, one, grown) for one in fee.with_people),
        *(charged(kind, one, 1) for one in fee.steady),
    ]
    return reduce(add, parts)


def bounded(kind: Kind[N], fee: Fee[N], amount: N) -> N:
    """The amount, but never below the fee's minimum nor above its ceiling."""
    least = at_least(kind, amount, fee.minimum)
    return least if fee.ceiling is None else smaller(kind, least, fee.ceiling)


def discounted(amount: N, discount: N | None) -> N:
    """The amount less so many percent, where there is a discount."""
    return amount if discount is None else amount * (100 - discount) / 100


def monthly_fee(kind: Kind[N], fee: Fee[N]) -> N:
    """The fee a month in the first year, once what holds for the first months alone is over."""
    return bounded(kind, fee, discounted(quoted(kind, fee), fee.lasting))


def at_least(kind: Kind[N], amount: N, least: N | None) -> N:
    """The amount, but never below the least where one is named."""
    return amount if least is None else kind.larger(amount, least)


def fee_years(kind: Kind[N], fee: Fee[N], term_months: int) -> list[FeeYear[N]]:
    """Every year of the term, at the first year's prices, following the number of people."""
    found: list[FeeYear[N]] = []
    for year, grown in enumerate(growing(fee.growth, term_months)):
        whole = quoted(kind, fee, grown)
        usual, reduced = (bounded(kind, fee, discounted(whole, off)) for off in (fee.lasting, fee.discount))
        found.append(FeeYear(usual, reduced, *fee.months(year, term_months)))
    return found


def fees(fee: Fee[N], years: Sequence[FeeYear[N]], rises: Sequence[N]) -> N:
    """The fees of all months at prices that rise."""
    a_year: list[N] = []
    for year in years:
        months = year.usual * year.usual_months
        if fee.discount is not None:
            months = months + year.reduced * year.reduced_months
        a_year.append(months)
    whole = over_years(a_year, rises)
    return whole if fee.first is None else whole + fee.first * sum(year.first_months for year in years)


def under_ceiling(
    kind: Kind[N],
    fee: Fee[N],
    years: Sequence[FeeYear[N]],
    on_top: N,
    fixed: N,
    rises: Sequence[N],
    term_months: int,
) -> N:
    """What comes on top of the fee, without what would take a month above the fee's ceiling.

    It is spread evenly over the months, and rises as all prices and the ceiling do; what of it is `fixed`
    does not, nor does a first fee: at first prices both are less from year to year.
    """
    if fee.ceiling is None:
        return on_top
    risen: list[N | int] = [1]
    for rise in rises:
        risen.append((rise / 100 + 1) * risen[-1])
    rising_part = (on_top - fixed) / at_prices(on_top * 0 + 1, rises, term_months)
    fixed_part = fixed / term_months
    above: list[N] = []
    for year, by_then in zip(years, risen, strict=False):
        a_month = rising_part + fixed_part / by_then
        room = fee.ceiling - year.usual
        beyond = a_month - fee.ceiling
        cut = kind.larger(a_month - room, 0) * year.usual_months + kind.larger(beyond, 0) * year.free_months
        if fee.discount is not None:
            cut = cut + kind.larger(beyond + year.reduced, 0) * year.reduced_months
        if fee.first is not None:
            # A first fee may itself be above the ceiling.
            room = kind.larger(fee.ceiling - fee.first / by_then, 0)
            cut = cut + kind.larger(a_month - room, 0) * year.first_months
        above.append(cut)
    return on_top - over_years(above, rises)


def onboarding(multiple: N, fee: N) -> N:
    """Some monthly fees."""
    return multiple * fee


# ------------------------------------------------------------------------------------- on top of the fee


def extras(kind: Kind[N], fees_paid: N, share: N) -> N:
    """What comes on top, where it is a share p of the whole bill: fees x t(p).

    t(p) = p / (100 - p), from 75 on its tangent 3 + 0.16 (p - 75), so that no share is a cliff.
    """
    steep = kind.over(share, 100 - share)
    return kind.where(share < 75, steep, (share - 75) * 16 / 100 + 3) * fees_paid


def least_extras(kind: Kind[N], by_fee: N, billed: N, share: N) -> N:
    """What comes on top, but at least that share of what all hours and projects would cost: max(F t, H p)."""
    return kind.larger(by_fee, billed * share / 100)


def fixed_extras(kind: Kind[N], by_fee: N, billed: N, share: N, fixed: N) -> N:
    """What of that does not follow the prices: the same share of fixed quotes, where all work is the more."""
    return kind.where(by_fee < billed * share / 100, fixed * share / 100, fixed * 0)


def hours_needed(users: N, hours_per_user: N, multiplier: N, calls: N) -> N:
    """U h M k: hours a month needed, times those at an average provider; `calls` percent still reported."""
    return hours_per_user * multiplier * calls / 100 * users


def each_month(a_year: N) -> N:
    """The twelfth part of a year's."""
    return a_year / 12


def extra_hours(
    kind: Kind[N],
    *,
    needed: N,
    growth: N,
    bought: N,
    outside: N,
    rate: N,
    rises: Sequence[N],
    term_months: int,
) -> N:
    """SUM of months x (hours needed - hours bought) q R at prices that rise, no year below 0.

    `outside` percent of what lies beyond the hours bought are billed at the rate.
    """
    price = outside / 100 * rate
    beyond = [kind.larger(needed * grown - bought, 0) for grown in growing(growth, term_months)]
    return over_term([hours * price for hours in beyond], rises, term_months)


def rounded_up(kind: Kind[N], hours: N, shortest_minutes: N) -> N:
    """Hours billed in pieces no shorter than that: at 15 minutes as many, at 60 1.75 times as many."""
    return hours * (kind.larger(shortest_minutes - 15, 0) / 60 + 1)


def after_hours(hours_a_year: N, rate: N, multiple: N, rises: Sequence[N], term_months: int) -> N:
    """Hours outside office hours, at some times the rate."""
    return at_prices(hours_a_year * rate * multiple, rises, term_months) / 12


def visits(a_year: N, fee: N, rises: Sequence[N], term_months: int) -> N:
    """Visits, each at its fee."""
    return at_prices(a_year * fee, rises, term_months) / 12


def projects(fixed: N, hours_a_year: N, rate: N, rises: Sequence[N], term_months: int) -> N:
    """Fixed quotes, and hours of projects, so many a year, at the rate."""
    return fixed + at_prices(hours_a_year * rate, rises, term_months) / 12


def projects_by_users(per_user: N, users: N, growth: N, rate: N, rises: Sequence[N], term_months: int) -> N:
    """Hours of projects, so many a year for each user, at the rate."""
    a_month = [per_user * users * grown * rate for grown in growing(growth, term_months)]
    return over_term(a_month, rises, term_months) / 12


def for_each_user(price: N, months_of_users: N) -> N:
    """A price for each user and month: licences, tools."""
    return price * months_of_users


# ------------------------------------------------------------------------------------ a person of one's own


def people_needed(kind: Kind[N], users: N, users_each: N, least: N) -> N:
    """People for so many users, each looking after so many, and at least so many."""
    return kind.larger(kind.over(users, users_each), least)


def people_beside(kind: Kind[N], users: N, users_each: N, least: N) -> N:
    """Half as many beside a provider, who looks after the rest."""
    return people_needed(kind, users / 2, users_each, least)


def monthly_pay(people: N, salary: N, on_costs: N) -> N:
    """What people cost a month in the first year, on-costs included; the salary is a year's."""
    return people * salary * (on_costs / 100 + 1) / 12


def hires_a_year(kind: Kind[N], tenure_years: N) -> N:
    """Hires a year for each post: the longer people stay, the fewer; none where they stay for nought."""
    return kind.over(1, tenure_years)


def recruiting(people: N, salary: N, share: N, hires: N, term_months: int) -> N:
    """The first hire and the replacements to be expected, each at a share of a year's salary."""
    return people * salary * share / 100 * (hires * term_months / 12 + 1)


def pay(a_month: N, rise: N, term_months: int) -> N:
    """Pay with on-costs, rising every year."""
    return rising(a_month, rise, term_months)


def training(people: N, each_year: N, term_months: int) -> N:
    """Courses for each."""
    return people * each_year * term_months / 12


def cover(people: N, days_a_year: N, day: N, term_months: int) -> N:
    """Somebody else on the days on which one is away."""
    return people * days_a_year * day * term_months / 12


def on_call(hours_a_year: N, rate: N, term_months: int) -> N:
    """Hours outside office hours, at their rate."""
    return hours_a_year * rate * term_months / 12


def security_service(each_year: N, term_months: int) -> N:
    """A security service from outside."""
    return each_year * term_months / 12


# ------------------------------------------------------------------------- own time, leaving, given back


def between(worst: N, best: N, points: N) -> N:
    """Straight from the worst end at 0 points to the best at 100."""
    return worst + (best - worst) * points / 100


def own_hours(opaque: N, plain: N, transparency: N, users: N) -> N:
    """Own hours a month: for ten users, more the less a provider shows."""
    return between(opaque, plain, transparency) * users / 10


def own_supervision(hours_a_month: N, hour: N, term_months: int) -> N:
    """Own hours to supervise, chase and check, at what one costs."""
    return hours_a_month * hour * term_months


def change_over(hours: N, users: N, pay: N) -> N:
    """Everybody's hours at the change-over."""
    return hours * users * pay


def leaving(*, chance: N, exit_fee: N, exit_fee_months: N, exit_months: N, overlap: N, fee: N) -> N:
    """z (E + (m + E_m + o) F): what leaving costs, as an amount and in monthly fees, times its chance."""
    return chance / 100 * (exit_fee + (exit_fee_months + exit_months + overlap) * fee)


def licences_locked(*, chance: N, months: N, per_user: N, users: N) -> N:
    """z l L u: licences paid on to the end of their term after leaving, times the chance of leaving."""
    return chance / 100 * months * per_user * users


def still_owed(kind: Kind[N], exit_months: N, months_left: int, fee: N) -> N:
    """What is owed for a bid that binds longer than is compared: at most the months that are left."""
    return -kind.larger(-exit_months, -months_left) * fee


def moving(exit_fee: N, exit_months: N, fee: N) -> N:
    """What leaving today's provider costs: its fee for that, and the months still owed."""
    return exit_fee + exit_months * fee


def given_back(credit: N, missed: N, fee: N, term_months: int) -> N:
    """-(v F T x share of months missed): credits are negative."""
    return -(credit / 100 * missed / 100 * fee * term_months)


# ----------------------------------------------------------------------------------------------------- risk


def security_factor(kind: Kind[N], points: N, worst: N, best: N) -> N:
    """Security events, times those at an average provider: worst at 0 points, 1 at 50, best at 100."""
    end = kind.where(points < 50, worst, best)
    return (end - 1) * kind.larger(points - 50, 50 - points) / 50 + 1


def standstill_hours(
    *, outages: N, multiplier: N, share: N, respond_minutes: N, restore_hours: N, term_months: int
) -> N:
    """T N M i (respond + restore): hours of the whole firm at a stop, over the term."""
    return outages * multiplier * share / 100 * (respond_minutes / 60 + restore_hours) * term_months / 12


def stops(hours: N, hour: N) -> N:
    """Hours at a stop, times what one costs."""
    return hours * hour


def waiting(
    *,
    tickets: N,
    blocking: N,
    multiplier: N,
    respond_hours: N,
    fix_hours: N,
    hour: N,
    months_of_users: N,
) -> N:
    """Requests for each user and month, those that block work, and the hours each then waits."""
    a_user = tickets * blocking / 100 * multiplier * (respond_hours + fix_hours) * hour
    return a_user * months_of_users


def security_events(chance: N, multiplier: N, factor: N, cost: N, term_months: int) -> N:
    """T s M m X: the chance a year of an event, times what it costs."""
    return chance / 100 * multiplier * factor * cost * term_months / 12


# --------------------------------------------------------------------------------- what is read off the sums


def per_user_month(amount: N, months_of_users: N) -> N:
    """An amount over the term, for each user and month."""
    return amount / months_of_users


def price_level(kind: Kind[N], cash: N, low: N, high: N) -> N:
    """100 at `low` or less, 0 at `high` or more, straight between; all for each user and month."""
    return -kind.larger(-kind.larger(level_line(cash, low, high), 0), -100)


def level_line(cash: N, low: N, high: N) -> N:
    """The straight line through 100 at `low` and 0 at `high`, beyond both ends."""
    return (high - cash) * 100 / (high - low)


def hours_paid_for(kind: Kind[N], fee: N, tools: N, margin: N, wage: N) -> N:
    """Hours for each user and month that a fee pays for: less tools and margin, at a technician's cost."""
    return kind.larger(fee - tools, 0) * (1 - margin / 100) / wage


def break_even_hour(total_one: N, hours_one: N, total_other: N, hours_other: N) -> N:
    """The cost of an hour at which two totals meet, each without the hours it multiplies."""
    return (total_other - total_one) / (hours_one - hours_other)
