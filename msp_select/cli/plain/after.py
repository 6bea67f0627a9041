"""What was signed and what happened since, by ordinary prompts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from msp_select.cli.after import SignedFile
from msp_select.cli.plain.after_changes import (
    change_month,
    change_terms,
    none_due,
    sign_first,
    tick_decisions,
)
from msp_select.cli.plain.after_files import take_file, write_calendar, write_sheet
from msp_select.cli.plain.after_market import walk_market
from msp_select.cli.plain.after_month import asked_month, put_in_month
from msp_select.cli.plain.after_voices import check_at_random, put_in_voices
from msp_select.cli.plain.prompts import answered, choose, tell
from msp_select.cli.record_review import asked_review
from msp_select.cli.review import drawn
from msp_select.decision.after.as_of import CountedFrom, counted_from
from msp_select.decision.after.calendar_entries import calendar
from msp_select.decision.after.review import after_signing
from msp_select.errors import FileFaults, MspSelectError
from msp_select.model.after_edits import with_months, with_review
from msp_select.model.edits import with_fields
from msp_select.model.months import Month
from msp_select.model.signed import Signed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import deadlines, place, review
from msp_select.ui.typed_values import last_month_of

WHAT = [
    ("r", "Read where it stands"),
    ("a", "Put in a month"),
    ("n", "No report came"),
    ("v", "Record a review"),
    ("d", "The dates"),
    ("p", "The pictures of the months"),
    ("f", "Take in a file of figures, or of what your people say"),
    ("e", "Write the sheet that the provider fills in"),
    ("c", "Write the dates as a file for your calendar"),
    ("w", "Put in what your people say"),
    ("k", "Check requests drawn at random"),
    ("s", "Stay or go"),
    ("g", "What was signed: change a term or a promise"),
    ("m", "Change a month: claimed on, note, who measured, named, take out"),
    ("u", "No report was due"),
    ("o", "Say that something decided was done"),
]
TODAY, BACK = ("t", "Count from today"), ("b", "Back")


def walk_after(work: OpenSession) -> None:
    """Show and take in what happened, until the user goes back."""
    if work.shown.agreement is None:
        if work.session.agreement is not None:
            tell(place.NAMES_HIDDEN)
            return
        tell(place.NOT_SIGNED[0])
        if choose("After signing", [("s", place.SIGN), BACK], default="b") == "b":
            return
        try:
            sign_first(work)
        except MspSelectError as error:
            tell(f"{error.message} {error.remedy}")
        if work.shown.agreement is None:
            return
    while True:
        click.echo()
        fact = _counted(work)
        if fact.stale_on is not None:
            tell(place.counted(fact))
        today = [] if fact.stale_on is None else [TODAY]
        key = choose("After signing", [*WHAT, *today, BACK], default="r")
        if key == "b":
            return
        try:
            DEEDS[key](work)
        except FileFaults as error:
            for fault in (*error.faults, error.remedy):
                tell(fault)
        except MspSelectError as error:
            tell(f"{error.message} {error.remedy}")


def _counted(work: OpenSession) -> CountedFrom:
    return counted_from(work.shown, work.now().date())


def _file(work: OpenSession) -> SignedFile:
    return SignedFile(work.shown, _signed(work), work.catalog, _counted(work))


def _signed(work: OpenSession) -> Signed:
    assert work.shown.agreement is not None
    return work.shown.agreement


def _read(work: OpenSession) -> None:
    shown, signed = work.shown, _signed(work)
    upto = answered(f"{place.WHICH_QUARTER} (Enter: everything there is)", last_month_of)
    after = after_signing(shown, signed, work.catalog, _counted(work).day, upto=upto)
    tell(review.head(after, shown.candidate(signed.candidate).name))
    for sentence in review.sentences(after):
        tell(sentence)
    tell(deadlines.NOT_A_LAWYER)


def _nothing(work: OpenSession) -> None:
    month = asked_month(work, _signed(work))
    if any(one.month == month for one in work.session.months):
        tell(f"There are figures for {month} already.")
        return
    new = Month.model_validate({"month": month, "report": "none"})
    work.change(
        with_months(work.session, (new,), work.now(), f"no report for {month}"), f"no report for {month}"
    )
    tell(f"Written down: no report came for {month}.")


def _review(work: OpenSession) -> None:
    held = asked_review(work)
    work.change(with_review(work.session, held, work.now()), f"review of {held.held}")


def _pictures(work: OpenSession) -> None:
    lines = list(drawn(after_signing(work.shown, _signed(work), work.catalog, _counted(work).day)))
    for line in lines or ["No figure is there yet: put in a month first."]:
        click.echo(line)


def _dates(work: OpenSession) -> None:
    shown, signed = work.shown, _signed(work)
    day, name = _counted(work).day, shown.candidate(signed.candidate).name
    for entry in calendar(shown, signed, work.catalog.agreed, day).entries:
        title = deadlines.entry_words(entry, signed, work.catalog.agreed, name).title
        tell(f"{entry.day}  {title}")


def _today(work: OpenSession) -> None:
    work.change(with_fields(work.session, as_of=work.now().date()), place.COUNTED_TODAY)


DEEDS: Mapping[str, Callable[[OpenSession], None]] = {
    "r": _read,
    "a": lambda work: put_in_month(work, _signed(work)),
    "n": _nothing,
    "v": _review,
    "d": _dates,
    "p": _pictures,
    "f": take_file,
    "e": lambda work: write_sheet(_file(work), work),
    "c": lambda work: write_calendar(_file(work), work),
    "w": put_in_voices,
    "k": check_at_random,
    "s": lambda work: walk_market(_file(work)),
    "g": change_terms,
    "m": change_month,
    "u": none_due,
    "o": tick_decisions,
    "t": _today,
}
