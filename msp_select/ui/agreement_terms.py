"""The terms of what was signed, one by one: how each stands, is typed, and what another changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msp_select.model.number_text import grouped, typed_number
from msp_select.model.signed import (
    AgreedFee,
    CreditTerms,
    NamedPerson,
    Promise,
    Renewal,
    RightToLeave,
    Signed,
    TermsOfNotice,
)
from msp_select.phrases.en.after import asking
from msp_select.phrases.en.after.deadlines import FORMS, notice_length
from msp_select.phrases.en.dates import date_words, day_from
from msp_select.phrases.en.labels import ENTERED_SEALED
from msp_select.phrases.en.typed_numbers import Wanted, settled_number
from msp_select.ui.typed_values import whole

PROMISE, PERSON, ADD_PERSON = "promise:", "person:", "add_person"
_NOTICE = re.compile(r"(\d{1,4})\s*(clear\s+)?(working\s+)?(day|month)s?", re.I)
_RIGHT = re.compile(r"(\d{1,3})\s*(?:of|/)\s*(\d{1,3})\s*(month|quarter)s?", re.I)
_UNTIL = re.compile(r"(\S+)\s+(\S+)")
Read = Callable[[str], Mapping[str, Any]]
"""Which fields of the agreement a typed text changes (ValueError with what is wrong with it)."""


@dataclass(frozen=True)
class Term:
    """One term: how it stands, how it is typed, and what another one changes."""

    key: str
    value: str
    typed: str
    read: Read
    choices: Mapping[str, str] = field(default_factory=dict)
    empty: bool = True


def notice_from(text: str) -> dict[str, Any]:
    """The length of a notice as it was typed (ValueError): "90 days", "3 months", "10 working days"."""
    found = _NOTICE.fullmatch(text.strip())
    if found is None or (found[3] and found[4].lower() == "month"):
        raise ValueError(asking.NOT_A_NOTICE)
    unit = "months" if found[4].lower() == "month" else "working_days" if found[3] else "days"
    return {unit: int(found[1]), "counting": "clear" if found[2] else "calendar"}


def renewal_from(text: str) -> Renewal:
    """How it renews itself, as it was typed (ValueError): months, 0, or open."""
    if text.strip().lower() == "open":
        return Renewal(kind="open")
    if not text.strip().isdecimal() or int(text) > 120:
        raise ValueError(asking.NOT_A_RENEWAL)
    return Renewal.model_validate({"kind": "months", "months": int(text)} if int(text) else {})


def person_from(text: str) -> NamedPerson:
    """A named person: the name, then the role after a comma."""
    name, _, role = text.partition(",")
    return NamedPerson.model_validate({"name": name.strip(), "role": role.strip()})


def changed(signed: Signed, fields: Mapping[str, Any]) -> Signed:
    """The agreement with these fields (ValueError where they do not fit)."""
    before = {name: getattr(signed, name) for name in Signed.model_fields}
    return Signed.model_validate({**before, **fields}, by_name=True, by_alias=True)


def terms(signed: Signed, currency: str, *, sealed: bool) -> Iterator[Term]:
    """Every term in the order of its group; amounts of money are not shown while prices are sealed."""
    yield from _days(signed)
    yield from _of_notice(signed.notice)
    yield from _holidays(signed)
    yield from _of_fee(signed.fee, currency, sealed=sealed)
    yield from _of_credits(signed)
    yield from _of_leaving(signed)


def _days(signed: Signed) -> Iterator[Term]:
    for name in ("signed", "starts", "ends_on", "closed"):
        value: dt.date | None = getattr(signed, name)
        yield Term(
            name,
            date_words(value) if value else "",
            value.isoformat() if value else "",
            lambda text, name=name: {name: day_from(text) if text else None},  # type: ignore[misc]
            empty=name != "starts",
        )
    months, due = str(signed.term_months), str(signed.report_due_days)
    yield Term("term_months", months, months, lambda text: {"term_months": whole(text)}, empty=False)
    yield Term("report_due_days", due, due, lambda text: {"report_due_days": whole(text)}, empty=False)
    renewal = signed.renewal
    yield Term(
        "renewal", asking.renewal_words(renewal), asking.renewal_typed(renewal),
        lambda text: {"renewal": renewal_from(text)}, empty=False,
    )  # fmt: skip


def _of_notice(notice: TermsOfNotice) -> Iterator[Term]:
    def read(change: Read) -> Read:
        def with_change(text: str) -> Mapping[str, Any]:
            fields = {**dict(notice), **change(text)}
            return {"notice": TermsOfNotice.model_validate(fields, by_name=True, by_alias=True)}

        return with_change

    def length(text: str) -> Mapping[str, Any]:
        return {"days": None, "working_days": None, "months": None, **notice_from(text)}

    long = notice_length(notice)
    yield Term("notice", long, long, read(length), empty=False)
    for key, name, choices in (
        ("notice.is", "is_", asking.COUNTS),
        ("notice.to", "to", asking.TO_WHAT_END),
        ("notice.form", "form", FORMS),
    ):
        now: str = getattr(notice, name)
        words = {str(one): label for one, label in choices.items()}
        yield Term(key, words[now], now, read(lambda text, name=name: {name: text}), words)  # type: ignore[misc]
    travel = notice.travel_working_days
    yield Term(
        "notice.travel", str(notice.travel), "" if travel is None else str(travel),
        read(lambda text: {"travel_working_days": whole(text) if text else None}),
    )  # fmt: skip
    until = f"{notice.until} {notice.zone}" if notice.until else ""
    yield Term("notice.until", until, until, read(_until))
    for key, name in (("notice.to_whom", "to_whom"), ("notice.clause", "clause")):
        said: str = getattr(notice, name)
        yield Term(key, said, said, read(lambda text, name=name: {name: text}))  # type: ignore[misc]


def _until(text: str) -> Mapping[str, Any]:
    found = _UNTIL.fullmatch(text)
    if text and found is None:
        raise ValueError(asking.NOT_AN_HOUR)
    return {"until": found[1] if found else None, "zone": found[2] if found else None}


def _holidays(signed: Signed) -> Iterator[Term]:
    def read(text: str) -> Mapping[str, Any]:
        days = {day_from(one) for one in text.split(",") if one.strip()}
        return {"holidays": sorted(days)}

    typed = ", ".join(day.isoformat() for day in signed.holidays)
    yield Term("holidays", ", ".join(map(date_words, signed.holidays)), typed, read)


def _of_fee(fee: AgreedFee | None, currency: str, *, sealed: bool) -> Iterator[Term]:
    amount, number = Wanted(currency, money=True), Wanted(currency)
    before: dict[str, Any] = {"per": "month"} if fee is None else dict(fee)

    def read(change: Read) -> Read:
        def with_change(text: str) -> Mapping[str, Any]:
            return {"fee": AgreedFee.model_validate({**before, **change(text)})}

        return with_change

    if fee is not None:
        words = {str(per): label for per, label in asking.PER.items()}
        yield Term("fee.per", words[fee.per], fee.per, read(lambda text: {"per": text}), words)
    for name, wanted in (
        ("price", amount),
        *(() if fee is None else (("units", number), ("fixed", amount))),
        *(() if fee is None else (("rise_percent", number), ("extra_share", number))),
    ):
        value: Decimal | None = None if fee is None else getattr(fee, name)
        hidden = sealed and wanted is amount
        shown = "" if value is None else ENTERED_SEALED if hidden else wanted.in_digits(value)
        yield Term(
            f"fee.{name}",
            shown,
            "" if value is None or hidden else f"{value.normalize():f}",
            read(
                lambda text, name=name, wanted=wanted: {  # type: ignore[misc]
                    name: settled_number(text, wanted) if text else None
                }
            ),
            empty=name != "price",
        )


def _of_credits(signed: Signed) -> Iterator[Term]:
    percents = {one.credit_percent for one in signed.promises}
    one_for_all = percents.pop() if len(percents) == 1 else None
    before = signed.credits or CreditTerms()

    def credit(text: str) -> Mapping[str, Any]:
        percent = _percent(text) if text else None
        promises = [one.model_copy(update={"credit_percent": percent}) for one in signed.promises]
        return {"promises": promises, "credits": before}

    def read(change: Read) -> Read:
        return lambda text: {"credits": CreditTerms.model_validate({**dict(before), **change(text)})}

    said = asking.EACH_ITS_OWN if percents else _with_percent(one_for_all)
    yield Term("credit", said, _plain(one_for_all), credit)
    if signed.credits is None:
        return
    cap, days = before.cap_percent, str(before.claim_within_days)
    yield Term(
        "credits.cap", _with_percent(cap), _plain(cap),
        read(lambda text: {"cap_percent": _percent(text) if text else None}),
    )  # fmt: skip
    automatic = "yes" if before.automatic else "no"
    yield Term(
        "credits.automatic", asking.AUTOMATIC[automatic], automatic,
        read(lambda text: {"automatic": text == "yes"}), asking.AUTOMATIC,
    )  # fmt: skip
    if not before.automatic:
        yield Term(
            "credits.claim", asking.days_words(before.claim_within_days), days,
            read(lambda text: {"claim_within_days": whole(text)}), empty=False,
        )  # fmt: skip
    words = {str(one): label for one, label in asking.UNREPORTED.items()}
    yield Term(
        "credits.unreported", words[before.unreported], before.unreported,
        read(lambda text: {"unreported": text}), words,
    )  # fmt: skip


def _of_leaving(signed: Signed) -> Iterator[Term]:
    right = signed.leave

    def read(text: str) -> Mapping[str, Any]:
        found = _RIGHT.fullmatch(text.strip())
        if text and found is None:
            raise ValueError(asking.NOT_A_RIGHT)
        if found is None:
            return {"leave": None}
        fields = {"missed": int(found[1]), "within": int(found[2]), "of": f"{found[3].lower()}s"}
        return {"leave": RightToLeave.model_validate({**(dict(right) if right else {}), **fields})}

    typed = "" if right is None else asking.leave_typed(right)
    yield Term("leave", typed, typed, read)
    if right is not None:
        yield Term(
            "leave.notice", asking.days_words(right.notice_days), str(right.notice_days),
            lambda text: {"leave": RightToLeave.model_validate({**dict(right), "notice_days": whole(text)})},
            empty=False,
        )  # fmt: skip


def with_promise(signed: Signed, at: int, **fields: Any) -> Mapping[str, Any]:
    """The promises with the one at that place changed (ValueError where that does not fit)."""
    one = Promise.model_validate({**dict(signed.promises[at]), **fields}, by_name=True, by_alias=True)
    return {"promises": [*signed.promises[:at], one, *signed.promises[at + 1 :]]}


def with_target(signed: Signed, at: int, text: str) -> Mapping[str, Any]:
    """The promise at that place with another target (ValueError)."""
    number = typed_number(text)
    if number is None:
        raise ValueError(asking.NOT_A_NUMBER)
    way = "at_least" if signed.promises[at].at_least is not None else "at_most"
    return with_promise(signed, at, **{way: number})


def with_person(signed: Signed, at: int, **fields: Any) -> Mapping[str, Any]:
    """The named people with the one at that place changed (ValueError)."""
    one = NamedPerson.model_validate({**dict(signed.team[at]), **fields}, by_name=True, by_alias=True)
    return {"team": [*signed.team[:at], one, *signed.team[at + 1 :]]}


def _percent(text: str) -> Decimal:
    number = typed_number(text)
    if number is None:
        raise ValueError(asking.NOT_A_NUMBER)
    return number


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _with_percent(number: Decimal | None) -> str:
    return "" if number is None else f"{grouped(number, '')} %"
