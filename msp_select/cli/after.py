"""What every command after signing does first: open the agreement, and say from which day it counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import click

from msp_select.cli.load_file import load, tell_changes
from msp_select.cli.tables import wrapped
from msp_select.decision.after.as_of import CountedFrom, counted_from
from msp_select.decision.scoring.redaction import seen
from msp_select.errors import UsageError, shown_path
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.model.signed import Signed
from msp_select.open_session import utc_now
from msp_select.phrases.en.after import deadlines
from msp_select.phrases.en.dates import day_from
from msp_select.store.scored_with import changed_outside

TODAY = "today"


@dataclass(frozen=True)
class SignedFile:
    """A session as its owner may see it, what was signed in it, and the day it counts from."""

    session: Session
    signed: Signed
    catalog: Catalog
    counted: CountedFrom

    @property
    def name(self) -> str:
        """The provider's name."""
        return self.session.candidate(self.signed.candidate).name


def signed_file(reference: str, as_of: str | None) -> SignedFile:
    """FILE with its agreement (UsageError where nothing is signed, or its names are hidden)."""
    stored, catalog = load(reference)
    tell_changes(changed_outside(stored.session, catalog))
    session = seen(stored.session, catalog)
    counted = counted_from(session, utc_now().date(), stated_day(as_of))
    return SignedFile(session, agreement_of(session, stored.session, reference), catalog, counted)


def agreement_of(shown: Session, session: Session, reference: str) -> Signed:
    """What was signed, as far as it may be shown."""
    file = shown_path(reference)
    if session.agreement is None:
        raise UsageError(
            f"{file}: nothing is signed yet", f"Say with whom and from when: msp-select sign {file}"
        )
    if shown.agreement is None:
        raise UsageError(
            f"{file}: names are hidden, and the agreement names the one chosen",
            f"Show them first: msp-select reveal {file} names",
        )
    return shown.agreement


def stated_day(text: str | None) -> dt.date | None:
    """The day typed, or `today` (UsageError where it is neither)."""
    if text is None:
        return None
    if text == TODAY:
        return utc_now().date()
    try:
        return day_from(text)
    except ValueError as error:
        raise UsageError(f'"{shown_path(text)}" is no day', f"{error} Or write today.") from None


def say_day(counted: CountedFrom, *, only_if_stale: bool = False) -> None:
    """The first line: from which day it counts; of machine output only a warning, apart from it."""
    if not only_if_stale or counted.stale_on is not None:
        text = deadlines.counted_from(counted)
        click.echo("\n".join(wrapped(text)), err=only_if_stale)
