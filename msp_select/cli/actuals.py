"""`actuals`: what happened, taken in from a file or typed, with who measured it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from msp_select.cli.after import agreement_of, stated_day
from msp_select.cli.change_file import saved, writable
from msp_select.cli.tables import wrapped
from msp_select.errors import CheckFailed, UsageError, shown_path
from msp_select.exchange.actuals import MonthsRead, Wanted, read_months, read_pulses
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.exchange.figure_cells import as_figure
from msp_select.exchange.requests import FIELDS
from msp_select.model.after_edits import clashes, with_months, with_pulses
from msp_select.model.answer_checks import actual_fault
from msp_select.model.catalog import Catalog
from msp_select.model.months import Actual, MeasuredBy, Month, to_month
from msp_select.model.refused_value import first_said
from msp_select.model.scalars import MAX_TEXT
from msp_select.model.signed import Signed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import taken_in
from msp_select.phrases.en.words import count, listed
from msp_select.store.returned_file import clean_name, first_bytes

NOTHING = "Nothing was stored."


@click.command()
@click.argument("file")
@click.argument("given", metavar="[IN.csv]", required=False, type=click.Path(path_type=Path))
@click.option("--month", metavar="2027-03", help="Only this month of the file, or the month that is typed.")
@click.option("--set", "typed", multiple=True, metavar="MEASURE=57/60", help="One figure, typed.")
@click.option("--received", metavar="DAY", help="The day on which the report came.")
@click.option("--measured-by", type=click.Choice(get_args(MeasuredBy)), help="Who measured the figures.")
@click.option(
    "--map", "mapped", multiple=True, metavar="NAME=COLUMN", help="Which column of an export is which."
)
@click.option("--none", "nothing", metavar="2027-04", help="No report came for this month.")
@click.option("--not-due", metavar="2027-02", help="No report was due for this month; say --why.")
@click.option("--fee", help="Billed for the month, without extras.")
@click.option("--extras", help="Billed on top.")
@click.option("--units", help="Users or devices billed.")
@click.option("--credit-received", help="Credited in this month.")
@click.option("--credit-claimed", metavar="DAY", help="The day the credit of this month was claimed.")
@click.option("--pulse", type=click.Path(path_type=Path), metavar="IN.csv", help="What your people say.")
@click.option("--replace", is_flag=True, help="In place of figures that are there; the log keeps them.")
@click.option("--why", default="", metavar="REASON", help="Why they are replaced, or nothing was due.")
@click.option("--dry-run", is_flag=True, help="Only say what would be stored.")
def actuals(
    file: str,
    *,
    given: Path | None,
    month: str | None,
    typed: tuple[str, ...],
    received: str | None,
    measured_by: MeasuredBy | None,
    mapped: tuple[str, ...],
    nothing: str | None,
    not_due: str | None,
    fee: str | None,
    extras: str | None,
    units: str | None,
    credit_received: str | None,
    credit_claimed: str | None,
    pulse: Path | None,
    replace: bool,
    why: str,
    dry_run: bool,
) -> None:
    """Take what happened into FILE: a list, a filled-in scorecard or an export of requests; all or nothing.

    Without a file, type a month: --month 2027-03 --set response_met=57/60 --received 2027-04-09.
    """
    work = writable(file)
    signed = agreement_of(work.shown, work.session, file)
    if pulse is not None:
        _take_pulses(work, file, pulse, dry_run=dry_run)
        return
    money = {"fee": fee, "extras": extras, "units": units, "credit_received": credit_received}
    came = stated_day(received)
    if nothing is not None or not_due is not None:
        months: tuple[Month, ...] = (_nothing(nothing, not_due, why),)
        source = "no report"
    elif given is not None:
        today = work.now().date()
        wanted = Wanted(measured_by, came, _named_month(month), _map(mapped), today, "See --map.")
        read = read_months(first_bytes(given, MAX_FILE + 1), clean_name(given), signed, work.catalog, wanted)
        _tell(read)
        months, source = read.months, clean_name(given)
    else:
        if month is None:
            raise UsageError(
                "There is nothing to take in.",
                "Name a file, or type a month: --month 2027-03 --set response_met=57/60",
            )
        claimed = stated_day(credit_claimed)
        fields: dict[str, object] = {
            key: _amount(key, text) for key, text in money.items() if text is not None
        }
        if claimed is not None:
            fields["credit_claimed"] = claimed
        months = (_typed(month, typed, came, measured_by, fields, work, signed),)
        source = "typed"
    _store(work, file, signed, months, source, replace=replace, why=why, dry_run=dry_run)


def _named_month(month: str | None) -> str | None:
    if month is None:
        return None
    try:
        return to_month(month)
    except ValueError:
        raise UsageError(f'"{shown_path(month)}" is no month', "Write it as 2027-03.") from None


def _map(mapped: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in mapped:
        name, mark, column = one.partition("=")
        if not mark or name not in FIELDS:
            raise UsageError(
                f'"{shown_path(one)}" names no column',
                f"Write NAME=COLUMN; a NAME is {listed(list(FIELDS), last='or')}.",
            )
        found[name] = column
    return found


def _nothing(nothing: str | None, not_due: str | None, why: str) -> Month:
    month = _named_month(nothing or not_due)
    if not_due is not None and not why.strip():
        raise UsageError("A month for which no report was due needs a reason.", 'Add --why "...".')
    fields = {"report": "none"} if nothing is not None else {"report": "not_due", "why": why}
    return Month.model_validate({"month": month, **fields})


def _amount(name: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        option = name.replace("_", "-")
        raise UsageError(
            f'--{option}: "{shown_path(text)}" is not a number', "Write it as 6140.00."
        ) from None


def _typed(
    month: str,
    typed: Sequence[str],
    received: dt.date | None,
    measured_by: MeasuredBy | None,
    fields: dict[str, object],
    work: OpenSession,
    signed: Signed,
) -> Month:
    named = _named_month(month)
    found = [_typed_figure(one, measured_by, work.catalog, signed) for one in typed]
    there = next((one for one in work.session.months if one.month == named), None)
    report: dict[str, object] = {"received": received} if received is not None else {}
    if received is None and there is None:
        given = [
            one for one in found if one.measured_by not in ("own_count", "outsider") and one.value is not None
        ]
        if given:
            raise UsageError(
                "The day on which the report came is missing.",
                "Add --received 2027-04-09, or --measured-by own_count.",
            )
        report = {"report": "none"}
    elif received is None and there is not None:
        report = {"report": there.report, "received": there.received, "why": there.why}
    try:
        return Month.model_validate({"month": named, "actuals": found, **report, **fields})
    except ValidationError as error:
        raise UsageError(f"{month}: {first_said(error)}", "Nothing was stored.") from None


def _typed_figure(one: str, measured_by: MeasuredBy | None, catalog: Catalog, signed: Signed) -> Actual:
    measure, mark, text = one.partition("=")
    known = {found.id: found for found in catalog.whole.agreed.measures}
    owner = measure in known and known[measure].kind == "amount" and known[measure].felt
    by = measured_by or ("own_count" if owner else "provider_report")
    try:
        value, of = as_figure(text) if mark else (None, None)
        if not mark:
            raise ValueError("expected MEASURE=FIGURE")
        actual = Actual.model_validate({"id": measure, "value": value, "of": of, "measured_by": by})
        what = actual_fault(signed, catalog, actual)
    except ValueError as error:
        what = first_said(error)
    if what:
        raise UsageError(f"--set {shown_path(one)}: {what}", "Write it as response_met=57/60.")
    return actual


def _tell(read: MonthsRead) -> None:
    click.echo(taken_in.read_as(read.source))
    mapped = [taken_in.column_told(*one) for one in read.columns.items()]
    for note in (*mapped, *read.notes):
        click.echo("\n".join(wrapped(note, indent="  ")))


def _store(
    work: OpenSession,
    file: str,
    signed: Signed,
    months: tuple[Month, ...],
    source: str,
    *,
    replace: bool,
    why: str,
    dry_run: bool,
) -> None:
    name = shown_path(file)
    there = clashes(work.session, months)
    if there and not replace:
        raise CheckFailed(
            f"{name}: {NOTHING} It is there already: {listed(there, most=6)}.",
            'To put the new ones in their place, add --replace --why "...".',
        )
    if there and not why.strip():
        raise UsageError("Figures that are there are replaced only with a reason.", 'Add --why "...".')
    what = taken_in.said(months, source)
    if early := taken_in.early(months, signed):
        click.echo("\n".join(wrapped(early)))
    if dry_run:
        click.echo(f"Nothing was changed. It would store {what}.")
        return
    saved(work, with_months(work.session, months, work.now(), what[:MAX_TEXT], why), "figures taken in")
    click.echo("\n".join(wrapped(f"{name}: {what}. See: msp-select review {name}")))


def _take_pulses(work: OpenSession, file: str, path: Path, *, dry_run: bool) -> None:
    pulses = read_pulses(first_bytes(path, MAX_FILE + 1), clean_name(path))
    there = {pulse.asked for pulse in work.session.pulses} & {pulse.asked for pulse in pulses}
    if there:
        raise CheckFailed(
            f"{shown_path(file)}: {NOTHING} There are answers of {listed(sorted(map(str, there)))} already.",
            "Take them out of the file, or out of the session, first.",
        )
    few = sum(not pulse.shown for pulse in pulses)
    hidden = (
        f" Of {count(few, 'asking')} fewer than five answered: not shown, so that nobody is recognised."
        if few
        else ""
    )
    if not dry_run:
        saved(work, with_pulses(work.session, pulses, work.now()), "answers of the people taken in")
    click.echo(
        "\n".join(wrapped(f"{shown_path(file)}: {count(len(pulses), 'asking')} of your people.{hidden}"))
    )
