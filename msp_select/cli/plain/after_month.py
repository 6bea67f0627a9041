"""A month put in by ordinary prompts: the report, one figure after the other, what was billed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import answered, ask, choose, counted, tell
from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.next_step import month_to_put_in, months_waiting
from msp_select.model.after_edits import clashes, with_months
from msp_select.model.answer_checks import actual_fault
from msp_select.model.months import Actual, Month, first_day, last_day
from msp_select.model.signed import Signed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import asking, place
from msp_select.phrases.en.dates import day_from
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.ui.month_figures import Followed, by_whom, figure_from, followed, not_followed
from msp_select.ui.typed_values import month_of

OWN = "own_count"


def asked_month(work: OpenSession, signed: Signed) -> str:
    """Which month; the one that is next on Enter, and that none waits where none does."""
    day = max(work.now().date(), last_recorded(work.session))
    usual = month_to_put_in(work.session, signed)
    if not months_waiting(work.session, signed, day):
        tell(place.none_waits(usual, signed))
    return answered(f"Which month [{usual}]", month_of) or usual


def put_in_month(work: OpenSession, signed: Signed) -> None:
    """The day the report came, each figure, the bill; what was there is replaced only with a reason."""
    month = asked_month(work, signed)
    there = next((one for one in work.session.months if one.month == month), None)
    came = answered("On which day did the report come (Enter: it did not)", partial(_came, month))
    reported = came is not None or (there is not None and there.report == "sent")
    report = {"report": "none"} if came is None else {"received": came}
    found = list(_figures(work, signed, month, reported=reported))
    money = dict(_money(work, signed))
    new = Month.model_validate({"month": month, "actuals": found, **report, **money})
    why = ""
    if clashes(work.session, (new,)):
        why = ask(f"{place.WHY_FIGURE} (Enter alone leaves all as it was)")
        if not why:
            return
    what = f"{len(found)} figures for {month}, typed"
    work.change(with_months(work.session, (new,), work.now(), what, why), month)


def _came(month: str, text: str) -> Any:
    day = day_from(text, last_day(month))
    if day < first_day(month):
        raise ValueError(asking.BEFORE_MONTH)
    return day


def _figures(work: OpenSession, signed: Signed, month: str, *, reported: bool) -> Iterator[Actual]:
    """What was typed; without a report only what the client counts is asked."""
    agreed = work.catalog.agreed
    known = followed(work.session, signed, agreed, month)
    for measure, one in known.items():
        if reported or by_whom(work.session, agreed, measure, month) == OWN:
            yield from _figure(work, signed, month, measure, one)
    others = not_followed(known, agreed) if reported else {}
    while others and (chosen := _another(others)):
        more = followed(work.session, signed, agreed, month, (chosen,))
        yield from _figure(work, signed, month, chosen, more[chosen])
        del others[chosen]


def _another(others: Mapping[str, str]) -> str | None:
    """Which of the figures without a line is on their paper too; none on Enter."""
    more = [("y", asking.YES_ANOTHER), ("n", asking.NO_OTHER)]
    if choose(asking.ADD_FIGURE, more, default="n") == "n":
        return None
    tell(f"{asking.WHICH_FOLLOWED} {asking.NOT_LISTED}")
    options = [*counted(list(others.values())), ("n", asking.NO_OTHER)]
    at = choose(asking.ADD_FIGURE_ASKED, options, default="n")
    return None if at == "n" else list(others)[int(at) - 1]


def _figure(work: OpenSession, signed: Signed, month: str, measure: str, one: Followed) -> Iterator[Actual]:
    by = by_whom(work.session, work.catalog.agreed, measure, month)

    def read(text: str) -> Actual:
        value, of = figure_from(text, one.kind, work.session.currency, one.unit)
        actual = Actual.model_validate({"id": measure, "value": value, "of": of, "measured_by": by})
        if what := actual_fault(signed, work.catalog, actual):
            raise ValueError(what)
        return actual

    found = answered(one.asked, read)
    if found is not None:
        yield found


def _money(work: OpenSession, signed: Signed) -> Iterator[tuple[str, Decimal]]:
    for name, (title, beside) in asking.MONEY.items():
        if name == "credit_received" and signed.credits is None:
            continue
        wanted = Wanted(work.session.currency, money=name != "units")
        told = f"{title}, {beside}" if beside else title
        while typed := ask(f"{told} (Enter: not known)"):
            number = number_meant(typed, wanted)
            if number is not None:
                yield name, number
                break
