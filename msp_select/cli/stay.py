"""`stay`: today's provider by what was measured, held against the market by what it promises."""

from __future__ import annotations

from pathlib import Path

import click

from msp_select.cli.after import SignedFile, say_day, signed_file
from msp_select.cli.load_file import load
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import table, wrapped
from msp_select.decision.after.market import comparison_anew, with_today
from msp_select.decision.after.review import after_signing
from msp_select.decision.after.stay_or_go import StayOrGo, stay_or_go
from msp_select.decision.after.staying import MOST_MONTHS
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.redaction import seen
from msp_select.errors import UsageError, shown_path
from msp_select.model.session import Session
from msp_select.phrases.en.after import place
from msp_select.phrases.en.after import stay as words
from msp_select.phrases.en.after.deadlines import NOT_A_LAWYER
from msp_select.phrases.names import Names
from msp_select.report.stay_json import stay_json
from msp_select.store.session import new_session_file


@click.command()
@click.argument("file")
@click.option("--against", multiple=True, metavar="ID", help="Newcomers to compare with; all by default.")
@click.option("--market", metavar="OTHER.toml", help="Take the newcomers, and what matters, from there.")
@click.option("--months", type=click.IntRange(1, MOST_MONTHS), help="Looked ahead.")
@click.option("--write", type=click.Path(path_type=Path), metavar="NEW.toml", help="Keep that comparison.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--as-of", metavar="DAY", help="Count from this day, or from today.")
def stay(
    file: str,
    *,
    against: tuple[str, ...],
    market: str | None,
    months: int | None,
    write: Path | None,
    as_json: bool,
    as_of: str | None,
) -> None:
    """Stay or go: the provider of FILE as it was measured, against those who would like to follow."""
    found = signed_file(file, as_of)
    after = after_signing(found.session, found.signed, found.catalog, found.counted.day)
    session = found.session if market is None else market_of(market, found)
    if session.settings.sealed or session.settings.blind:
        raise UsageError(
            "Prices are sealed or names are hidden in what is compared.",
            "Open them first: msp-select reveal FILE prices, or names.",
        )
    ids = tuple(candidate_named(session, one) for one in against)
    compared = stay_or_go(after, session, found.catalog, against=ids, window=months)
    if write is not None:
        new_session_file(write, comparison_anew(session, after, found.catalog))
    if as_json:
        say_day(found.counted, only_if_stale=True)
        print_json(stay_json(compared))
    else:
        say_day(found.counted)
        tell_stay(compared)
    if write is not None:
        click.echo(f"{shown_path(write)}: the comparison, today's provider as it was measured.", err=as_json)


def market_of(market: str, found: SignedFile) -> Session:
    """The other session with today's provider among its candidates."""
    stored, catalog = load(market)
    return with_today(seen(stored.session, catalog), found.session.candidate(found.signed.candidate))


def tell_stay(fact: StayOrGo) -> None:
    """The verdict, both cases, the money and what was measured."""
    names = Names.of(fact.evaluation)
    _say(words.verdict(fact, names))
    for line in filter(None, (words.fits(fact), words.what_would_change_it(fact))):
        _say(line)
    for heading, lines in (
        (place.FOR_STAYING, words.for_staying(fact, names)),
        (place.FOR_LEAVING, words.for_leaving(fact, names)),
    ):
        click.echo(f"\n{heading}")
        for line in lines:
            click.echo("\n".join(wrapped(line, indent="    ", first="  - ")))
    if fact.money is not None:
        click.echo(f"\n{place.costs_over(fact.money.stake.window)}")
        for line in table(words.cost_head(fact.money), words.cost_rows(fact.money)):
            click.echo(f"  {line}")
        parts = ", ".join(f"{title} {amount}" for title, amount in words.one_off_rows(fact.money))
        click.echo("\n".join(wrapped(place.switch_once(parts), indent="  ")))
    if fact.measured:
        click.echo(f"\n{place.MEASURED}")
        for line in table(place.MEASURED_COLUMNS, words.measured_rows(fact, names)):
            click.echo(f"  {line}")
    click.echo()
    _say(words.rule(fact.after.record.agreed.judging))
    _say(NOT_A_LAWYER)


def _say(text: str) -> None:
    click.echo("\n".join(wrapped(text)))
