"""What was signed: the dates, the notice, the fee and the promises of the table `[agreement]`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from msp_select.model.scalars import (
    Amount,
    Count,
    Day,
    Flag,
    Frozen,
    Id,
    Months,
    Name,
    Number,
    Percent,
    Quantity,
    Several,
    Text,
    shown,
)

Kind = Literal["share", "count", "amount", "event"]
"""What a figure is: so many of so many, things that happened, hours or days, things that were held."""
Worse = Literal["more", "less"]
Period = Literal["month", "quarter", "half_year", "year", "each_time"]
Form = Literal["hand", "email", "portal", "courier", "letter", "registered"]
NoticeTo = Literal["end_of_term", "end_of_month", "end_of_quarter", "end_of_year", "any_day"]
PERIOD_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "each_time": 1}
TRAVEL_WORKING_DAYS: dict[Form, int] = {
    "hand": 0,
    "email": 1,
    "portal": 1,
    "courier": 2,
    "letter": 3,
    "registered": 5,
}
REPORT_DUE_DAYS = 15


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'{shown(name)} is not a zone of time such as "Europe/London"') from None
    return name


def _hour(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError(f'{shown(text)} is not an hour of the day such as "17:00"')
    return text


def _random_id(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{16}", text):
        raise ValueError(f"{shown(text)} is not an id of 16 hex digits, as `msp-select sign` draws one")
    return text


Zone = Annotated[Text, AfterValidator(_zone)]
Hour = Annotated[Text, AfterValidator(_hour)]
RandomId = Annotated[Text, AfterValidator(_random_id)]


class TermsOfNotice(Frozen):
    """How notice is given: so many days, working days or months, to what end, in what form.

    `is_`: the day that counts, of receipt or of sending. `until` is the hour that still counts where the
    provider is, in its `zone`.
    """

    days: Count | None = None
    working_days: Count | None = None
    months: Months | None = None
    counting: Literal["calendar", "clear"] = "calendar"
    is_: Literal["received", "sent"] = Field(default="received", alias="is")
    to: NoticeTo = "end_of_term"
    form: Form = "letter"
    travel_working_days: Count | None = None
    until: Hour | None = None
    zone: Zone | None = None
    to_whom: Text = ""
    clause: Text = ""

    @model_validator(mode="after")
    def _is_one_length(self) -> Self:
        given = [name for name in ("days", "working_days", "months") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("expected exactly one of days, working_days and months")
        if self.length > 3_650:
            raise ValueError(f"{self.length} is too long a notice, at most 3650")
        if self.travel > 60:
            raise ValueError(f"{self.travel} working days on the way are too many, at most 60")
        if (self.until is None) != (self.zone is None):
            raise ValueError('until = "17:00" and zone = "Europe/London" belong together')
        return self

    @property
    def unit(self) -> Literal["days", "working_days", "months"]:
        """What the notice is counted in."""
        if self.days is not None:
            return "days"
        return "working_days" if self.working_days is not None else "months"

    @property
    def length(self) -> int:
        """How many of its unit."""
        return next(n for n in (self.days, self.working_days, self.months) if n is not None)

    @property
    def travel(self) -> int:
        """Working days on the way: as the contract says, else what is usual for its form."""
        stated = self.travel_working_days
        return TRAVEL_WORKING_DAYS[self.form] if stated is None else stated


class Renewal(Frozen):
    """What happens at the end of the term: nothing, so many months more, or it runs on until notice."""

    kind: Literal["none", "months", "open"] = "none"
    months: Months | None = None
    reminder: Flag = False

    @model_validator(mode="after")
    def _has_its_months(self) -> Self:
        if (self.kind == "months") != bool(self.months):
            raise ValueError('months = 12 belongs to kind = "months", and nowhere else')
        return self


class IndexYear(Frozen):
    """By how much the index rose for one year of the contract, in percent."""

    year: Count
    percent: Number


class AgreedFee(Frozen):
    """The fee as agreed: `price` for each user or device, or for the whole month, and what is `fixed` on top.

    `rise_percent` is the most allowed at each anniversary, with `rise = "index"` of each `index` year;
    `extra_share` the promised percent of all bills outside the fee.
    """

    per: Literal["user", "device", "month"]
    price: Amount
    units: Quantity | None = None
    fixed: Amount | None = None
    rise_percent: Percent | None = None
    rise: Literal["index"] | None = None
    index: Several[IndexYear] = ()
    extra_share: Percent | None = None

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if self.per != "month" and self.units is None:
            raise ValueError(f'per = "{self.per}" needs units, the number at the start')
        if self.index and self.rise is None:
            raise ValueError('the years of an index belong to rise = "index"')
        return self


class CreditTerms(Frozen):
    """What a missed promise takes off the month's fee: at most `cap_percent`, by itself or when claimed."""

    cap_percent: Percent | None = None
    automatic: Flag = False
    claim_within_days: Count = 30
    unreported: Literal["missed", "kept", "unknown"] = "unknown"


class RightToLeave(Frozen):
    """So many missed months or quarters among so many, after which the client may leave."""

    missed: Count
    within: Count
    of: Literal["months", "quarters"] = "months"
    notice_days: Count = 0

    @model_validator(mode="after")
    def _can_happen(self) -> Self:
        if not 1 <= self.missed <= self.within <= 120:
            raise ValueError("expected missed from 1 to within, and within at most 120")
        return self


class Promise(Frozen):
    """One promise: what it says, how it is measured, its target, and what follows where it is missed.

    `at_least` or `at_most` is the target; an event is `at_least` so many in `every` period. It holds `from_`
    one day `until` another, where it was changed.
    """

    id: Id
    says: Name
    question: Id | None = None
    kind: Kind
    at_least: Number | None = None
    at_most: Number | None = None
    unit: Text = ""
    period: Period = "month"
    every: Period | None = None
    worse: Worse | None = None
    credit_percent: Percent | None = None
    firm: Flag = True
    clause: Text = ""
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.at_least is not None and self.at_most is not None:
            raise ValueError("expected one of at_least and at_most")
        if self.kind == "event" and (self.at_least is None or self.every in (None, "each_time")):
            raise ValueError('an event needs at_least = 1 and every = "quarter"')
        if self.kind != "event" and self.every is not None:
            raise ValueError(f'every belongs to an event; of a {self.kind} say period = "{self.every}"')
        if self.target is not None and self.worse is not None and self.worse != self.follows:
            raise ValueError(f'worse = "{self.worse}" says the opposite of the target')
        if self.target is None and self.worse is None:
            raise ValueError('without a target it needs worse = "more" or "less"')
        if self.kind == "share" and self.target is not None and not 0 <= self.target <= 100:
            raise ValueError(f"{self.target} is not a percentage from 0 to 100")
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError("until is before from")
        return self

    @property
    def target(self) -> Any:
        """The figure promised, a Decimal; None where there is none."""
        return self.at_most if self.at_least is None else self.at_least

    @property
    def follows(self) -> Worse:
        """Which way is worse, as the target says."""
        return "less" if self.at_least is not None else "more"

    @property
    def gets_worse(self) -> Worse:
        """Which way is worse."""
        return self.follows if self.target is not None else self.worse or "more"

    @property
    def judged(self) -> Period:
        """The period it is judged by."""
        return self.every or self.period


class NamedPerson(Frozen):
    """Somebody of the provider's named team; `told` is the day the client was told of the leaving."""

    name: Name
    role: Text = ""
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    told: Day | None = None
    handover_weeks: Quantity | None = None


class Signed(Frozen):
    """The contract with one candidate, from its first day of service `starts` on.

    `ends_on` wins over the sum of the months. `holidays` are the user's own days without business, and
    `own_zone` where the owner reads the clock.
    """

    id: RandomId
    candidate: Id
    signed: Day | None = None
    starts: Day
    term_months: Months
    ends_on: Day | None = None
    report_due_days: Count = REPORT_DUE_DAYS
    closed: Day | None = None
    holidays: Several[Day] = ()
    own_zone: Zone | None = None
    notice: TermsOfNotice
    renewal: Renewal = Renewal()
    fee: AgreedFee | None = None
    credits: CreditTerms | None = None
    leave: RightToLeave | None = None
    promises: Several[Promise] = ()
    team: Several[NamedPerson] = ()

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        if not 1 <= self.term_months <= 600:
            raise ValueError(f"term_months: {self.term_months} is outside 1 to 600 months")
        if self.ends_on is not None and self.ends_on < self.starts:
            raise ValueError(f"ends_on: {self.ends_on} is before the start on {self.starts}")
        if self.closed is not None and self.closed < self.starts:
            raise ValueError(f"closed: {self.closed} is before the start on {self.starts}")
        if self.report_due_days > 366:
            raise ValueError(f"report_due_days: {self.report_due_days} is more than a year")
        if self.term_months + 600 > (2199 - self.starts.year) * 12:
            raise ValueError(f"starts: {self.starts} with that term leaves the years of the calendar")
        self._promises_do_not_overlap()
        return self

    def _promises_do_not_overlap(self) -> None:
        spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
        for promise in self.promises:
            span = (promise.from_ or dt.date.min, promise.until or dt.date.max)
            if any(span[0] <= last and first <= span[1] for first, last in spans.get(promise.id, ())):
                both = "give the first until = and the second from ="
                raise ValueError(f'promises: two hold for "{promise.id}" at once; {both}')
            spans.setdefault(promise.id, []).append(span)

    def promise(self, promise_id: str, day: dt.date) -> Promise | None:
        """The promise of that id that holds on that day, if one does."""
        held = (one for one in self.promises if one.id == promise_id)
        return next((p for p in held if (p.from_ or dt.date.min) <= day <= (p.until or dt.date.max)), None)
