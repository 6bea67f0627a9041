"""`sign`: what was signed with a candidate, from its answers and from the contract."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar, get_args

import click
from pydantic import ValidationError

from msp_select.cli.after import agreement_of, stated_day
from msp_select.cli.change_file import saved, writable
from msp_select.cli.plain.prompts import answered, choose, counted
from msp_select.cli.tables import wrapped
from msp_select.decision.after.deadlines import deadline
from msp_select.decision.after.taking_promises import (
    agreed_fee,
    agreed_notice,
    clauses_checked,
    promises_signed,
    promises_taken,
)
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import UsageError, shown_path
from msp_select.model.after_edits import with_agreement
from msp_select.model.refused_value import said
from msp_select.model.signed import Form, NoticeTo, RightToLeave, Signed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import deadlines, signing
from msp_select.phrases.en.dates import day_from
from msp_select.ui.typed_values import whole

T = TypeVar("T")
TERMS = ("starts", "months", "notice", "form", "renews")


@click.command()
@click.argument("file")
@click.option("--candidate", metavar="ID", help="With whom.")
@click.option("--signed", "signed_on", metavar="DAY", help="The day of the signature; today by default.")
@click.option("--starts", metavar="DAY", help="The first day of service: every date counts from it.")
@click.option("--months", type=click.IntRange(1, 600), help="Of the term.")
@click.option("--ends-on", metavar="DAY", help="The last day, where the contract names it.")
@click.option("--notice", type=click.IntRange(0, 3_650), help="Days of notice.")
@click.option("--notice-months", type=click.IntRange(1, 60), help="Months of notice, in place of days.")
@click.option("--notice-working-days", type=click.IntRange(1, 600), help="Working days, in place of days.")
@click.option("--clear", is_flag=True, help="Clear days: neither the day of receipt nor the last day counts.")
@click.option("--sent", is_flag=True, help="The day of sending counts, not that of receipt.")
@click.option("--to", "notice_to", type=click.Choice(get_args(NoticeTo)), help="To what end notice is given.")
@click.option("--form", type=click.Choice(get_args(Form)), help="How notice is given.")
@click.option("--to-whom", default=None, help="To whom notice goes.")
@click.option("--clause", default=None, help="The clause of the contract about notice.")
@click.option("--renews", type=click.IntRange(0, 120), help="Months it renews itself by; 0: it does not.")
@click.option("--holiday", "holidays", multiple=True, metavar="DAY", help="A day without business.")
@click.option("--credit", type=click.FloatRange(0, 100), help="Percent of the fee for each missed promise.")
@click.option(
    "--cap", type=click.FloatRange(0, 100), help="Percent of the fee, all missed promises together."
)
@click.option(
    "--claim-days", type=click.IntRange(0, 366), help="Days to claim a credit; without it, automatic."
)
@click.option(
    "--leave", metavar="3/6", help="Missed months of so many after which you may leave; 2/4q: quarters."
)
@click.option("--why", default="", metavar="REASON", help="Why terms are changed that were signed before.")
def sign(file: str, **given: Any) -> None:
    """Write down what was signed in FILE: dates, notice, promises. Without options it asks.

    Signed once, the same command changes terms: with --why, and each date keeps its place in your calendar.
    """
    work = writable(file)
    _refuse_hidden(work, file)
    before = work.session.agreement
    signed = _checked(_first(work, given) if before is None else _changed(work, before, given, file))
    if before is not None and signed == before:
        click.echo("That is what was signed: nothing was changed.")
        return
    saved(work, with_agreement(work.session, signed, work.now(), given["why"]), "signed")
    _tell(work, signed, file)


def _refuse_hidden(work: OpenSession, file: str) -> None:
    settings, name = work.session.settings, shown_path(file)
    if work.session.agreement is not None:
        agreement_of(work.shown, work.session, file)
    if settings.blind:
        raise UsageError(f"{name}: names are hidden", f"Show them first: msp-select reveal {name} names")
    if settings.sealed:
        raise UsageError(
            f"{name}: prices are sealed, and what is signed has a price",
            f"Open them first: msp-select reveal {name} prices",
        )
    if not work.session.candidates:
        raise UsageError(f"{name}: there is no candidate to sign with", "Add one first.")


def _first(work: OpenSession, given: dict[str, Any]) -> dict[str, Any]:
    """A new agreement: what was stated, and what is still asked."""
    today = work.now().date()
    whom = given["candidate"]
    candidate_id = _asked_candidate(work) if whom is None else candidate_named(work.session, whom)
    candidate = work.session.candidate(candidate_id)
    starts = stated_day(given["starts"]) or _ask_day("First day of service", today + dt.timedelta(days=30))
    months = given["months"] or _ask_number("Months of the term", work.session.term_months)
    notice = _notice(given)
    if not {"days", "months", "working_days"} & notice.keys():
        notice["days"] = _ask_number("Days of notice", agreed_notice(work.catalog, candidate) or 90)
    if "form" not in notice:
        options = counted(list(get_args(Form)))
        notice["form"] = dict(options)[choose("How notice is given", options, default="5")]
    promises = list(promises_taken(work.catalog, candidate).promises)
    renews = given["renews"]
    if all(given[name] is None for name in ("starts", "months", "notice")):
        if renews is None:
            renews = _ask_number("Months it renews itself by (0: it does not)", 12)
        given = _with_money_and_leave(given, credits=bool(promises))
    fields: dict[str, Any] = {
        "id": secrets.token_hex(8),
        "candidate": candidate_id,
        "signed": stated_day(given["signed_on"]) or min(today, starts),
        "starts": starts,
        "term_months": months,
        "notice": notice,
        "fee": agreed_fee(work.session, candidate),
        "promises": promises,
    }
    if renews:
        fields["renewal"] = {"kind": "months", "months": renews}
    return fields | _extras(given, promises)


def first_signed(work: OpenSession) -> Signed:
    """A new agreement, every part of it asked (UsageError where the parts do not fit)."""
    return _checked(_first(work, dict.fromkeys(one.name or "" for one in sign.params)))


def _with_money_and_leave(given: dict[str, Any], *, credits: bool) -> dict[str, Any]:
    """The same with what was not stated of credits and of the right to leave, as it is answered."""
    asked = dict(given)
    if credits and given["credit"] is None:
        asked["credit"] = _ask_percent("Percent off the month's fee for each missed promise (Enter: nothing)")
    if asked["credit"] is not None:
        if given["cap"] is None:
            asked["cap"] = _ask_percent("At most, all of a month together, in percent (Enter: no limit)")
        if given["claim_days"] is None:
            asked["claim_days"] = _ask_or_none(
                "Days after the month's end to claim it (Enter: it comes off by itself)",
                _claim_days,
                "Write a whole number of days, at most 366.",
            )
    if given["leave"] is None:
        asked["leave"] = _ask_or_none(
            "You may leave after so many missed months, 3/6, or 2/4q of quarters (Enter: no such right)",
            _leave_typed,
            "Write 3/6 for three missed months of six, or 2/4q for two missed quarters of four.",
        )
    return asked


def _changed(work: OpenSession, before: Signed, given: dict[str, Any], file: str) -> dict[str, Any]:
    """What was signed with the stated terms in place; the id stays, and with it every entry of a calendar."""
    whom = given["candidate"]
    if whom is not None and candidate_named(work.session, whom) != before.candidate:
        raise UsageError(
            f"{shown_path(file)}: it is signed with {work.session.candidate(before.candidate).name} already",
            "A contract with somebody else belongs into another file: msp-select new OTHER.toml --from FILE",
        )
    if not given["why"].strip():
        raise UsageError("Terms that were signed are changed only with a reason.", 'Add --why "...".')
    fields: dict[str, Any] = {name: getattr(before, name) for name in Signed.model_fields}
    days = {"starts": "starts", "ends_on": "ends_on", "signed_on": "signed"}
    fields |= {name: stated_day(given[key]) for key, name in days.items() if given[key] is not None}
    if given["months"] is not None:
        fields["term_months"] = given["months"]
    notice = _notice(given)
    if notice:
        old = {name: value for name, value in before.notice if value is not None}
        lengths = {"days", "months", "working_days"}
        if lengths & notice.keys():
            old = {name: value for name, value in old.items() if name not in lengths}
        renamed = {("is" if name == "is_" else name): value for name, value in old.items()}
        fields["notice"] = renamed | notice
    if given["renews"] is not None:
        months = given["renews"]
        fields["renewal"] = {"kind": "months", "months": months} if months else {}
    return fields | _extras(given, list(before.promises))


def _notice(given: dict[str, Any]) -> dict[str, Any]:
    lengths = {
        "days": given["notice"],
        "months": given["notice_months"],
        "working_days": given["notice_working_days"],
    }
    notice = {name: value for name, value in lengths.items() if value is not None}
    for key, name in (("form", "form"), ("notice_to", "to"), ("to_whom", "to_whom"), ("clause", "clause")):
        if given[key] is not None:
            notice[name] = given[key]
    if given["clear"]:
        notice["counting"] = "clear"
    if given["sent"]:
        notice["is"] = "sent"
    return notice


def _extras(given: dict[str, Any], promises: list[Any]) -> dict[str, Any]:
    """Credits, the right to leave and holidays, as far as they were stated."""
    found: dict[str, Any] = {}
    if given["ends_on"] is not None:
        found["ends_on"] = stated_day(given["ends_on"])
    if given["holidays"]:
        found["holidays"] = [stated_day(day) for day in given["holidays"]]
    if given["credit"] is not None:
        percent = Decimal(str(given["credit"]))
        found["promises"] = [promise.model_copy(update={"credit_percent": percent}) for promise in promises]
        claim = (
            {"automatic": True} if given["claim_days"] is None else {"claim_within_days": given["claim_days"]}
        )
        cap = {} if given["cap"] is None else {"cap_percent": Decimal(str(given["cap"]))}
        found["credits"] = {**claim, **cap}
    if given["leave"] is not None:
        found["leave"] = _leave(given["leave"])
    return found


def _leave(text: str) -> dict[str, Any]:
    try:
        return _right_to_leave(text)
    except ValueError:
        raise UsageError(
            f'--leave "{shown_path(text)}" is not understood', "Write 3/6, or 2/4q for quarters."
        ) from None


def _right_to_leave(text: str) -> dict[str, Any]:
    """What 3/6 or 2/4q says (ValueError where it says nothing that can happen)."""
    missed, _, within = text.partition("/")
    of = "quarters" if within.endswith("q") else "months"
    fields = {"missed": int(missed), "within": int(within.removesuffix("q")), "of": of}
    RightToLeave.model_validate(fields)
    return fields


def _checked(fields: dict[str, Any]) -> Signed:
    try:
        return Signed.model_validate(fields, by_name=True, by_alias=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        told = said(first)
        raise UsageError(f"{where}: {told}" if where else told, "Nothing was stored.") from None


def _tell(work: OpenSession, signed: Signed, file: str) -> None:
    name = work.session.candidate(signed.candidate).name
    day = max(work.session.as_of, signed.signed or work.session.as_of)
    click.echo("\n".join(wrapped(f"{shown_path(file)}: signed with {name}, from {signed.starts}.")))
    click.echo("\n".join(wrapped(deadlines.next_notice(signed, deadline(signed, day), day))))
    click.echo("\n".join(wrapped(deadlines.NOT_A_LAWYER)))
    click.echo()
    taken = promises_signed(work.catalog, work.session.candidate(signed.candidate), signed)
    for line in signing.taken(taken, work.catalog.agreed):
        click.echo("\n".join(wrapped(line, indent="    ", first="  ")))
    for clause in clauses_checked(work.session, signed, work.catalog.agreed):
        if clause.unfair:
            click.echo()
            click.echo("\n".join(wrapped(signing.clause(clause))))
    click.echo()
    click.echo(f"Next: msp-select calendar {shown_path(file)} -o dates.ics")


def _asked_candidate(work: OpenSession) -> str:
    candidates = work.session.candidates
    if len(candidates) == 1:
        return candidates[0].id
    return candidates[int(choose("With whom", counted([one.name for one in candidates]))) - 1].id


def _ask_day(prompt: str, usual: dt.date) -> dt.date:
    return answered(f"{prompt} [{usual}]", lambda text: day_from(text, usual)) or usual


def _ask_number(prompt: str, usual: int) -> int:
    found = answered(f"{prompt} [{usual}]", whole)
    return usual if found is None else found


def _ask_or_none(prompt: str, read: Callable[[str], T], otherwise: str) -> T | None:
    def checked(text: str) -> T:
        try:
            return read(text)
        except ValueError:
            raise ValueError(otherwise) from None

    return answered(prompt, checked)


def _ask_percent(prompt: str) -> float | None:
    return _ask_or_none(prompt, _percent, "Write a number from 0 to 100.")


def _percent(text: str) -> float:
    percent = float(text)
    if not 0 <= percent <= 100:
        raise ValueError
    return percent


def _claim_days(text: str) -> int:
    days = int(text)
    if not 0 <= days <= 366:
        raise ValueError
    return days


def _leave_typed(text: str) -> str:
    _right_to_leave(text)
    return text
