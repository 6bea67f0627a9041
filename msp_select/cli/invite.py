"""`invite`: links for bidders and evaluators of a session that is served."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from msp_select.cli.change_file import saved
from msp_select.cli.serve import file_of, people_to_invite
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import UsageError, shown_path
from msp_select.exchange.marks_form import with_tokens
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Guest, Inbox
from msp_select.store.invitations import DAYS, Served, invitations, served_last
from msp_select.store.invitations import invite as made
from msp_select.store.invitations import withdraw as take_back


@click.command()
@click.argument("file")
@click.option("--bidder", metavar="ID", help="Invite this bidder.")
@click.option("--evaluator", metavar="NAME", help="Invite this person to mark the candidates.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Until when it is good; 21 days by default.")
@click.option("--times", type=click.IntRange(1, 1000), default=10, show_default=True, help="How often.")
@click.option("--origin", metavar="ORIGIN", help="Where it is served; by default where it was served last.")
@click.option("--reopen", is_flag=True, help="Open the form of this person again, which was handed in.")
@click.option("--list", "listing", is_flag=True, help="Who is invited, has come in and handed in.")
@click.option("--withdraw", metavar="ID", help="Take an invitation back.")
def invite(
    file: str,
    *,
    bidder: str | None,
    evaluator: str | None,
    until: datetime | None,
    times: int,
    origin: str | None,
    reopen: bool,
    listing: bool,
    withdraw: str | None,
) -> None:
    """Invite a bidder or an evaluator to FILE, by a link for them alone."""
    asked = [bidder is not None or evaluator is not None, listing, withdraw is not None]
    if sum(asked) != 1 or (bidder is not None and evaluator is not None):
        raise UsageError(
            "One thing at a time.", "Give --bidder ID, --evaluator NAME, --list or --withdraw ID."
        )
    path = file_of(file)
    if listing:
        _list(path)
    elif withdraw is not None:
        gone = take_back(path, withdraw)
        click.echo(f"The invitation of the {gone.role} {gone.who} opens nothing any more.")
    else:
        _invite(path, bidder, evaluator, until, times, origin, reopen=reopen)


def _invite(
    path: Path,
    bidder: str | None,
    evaluator: str | None,
    until: datetime | None,
    times: int,
    origin: str | None,
    *,
    reopen: bool,
) -> None:
    work = OpenSession.open(str(path))
    role: Guest = "bidder" if bidder is not None else "evaluator"
    if bidder is not None:
        who = kept = candidate_named(work.session, bidder)
    else:
        [person] = people_to_invite(work, path, [evaluator or ""])
        kept = person.id
        who = person.id if person in work.session.evaluators else person.name  # a name may change
        if work.session.settings.blind:
            saved(work, with_tokens(work.session), "tokens for the forms of evaluators")
    if reopen:
        inbox = Inbox.of(path)
        if not inbox.draft(role, kept).handed_in:
            raise UsageError(f"The {role} {who} has not handed in.", "There is nothing to open again.")
        inbox.reopen(role, kept)
        click.echo(f"The form of the {role} {who} is open again; their link works as before.")
        return
    days = float(DAYS) if until is None else (until.date() - work.now().date()).days + 1.0
    if days <= 0:
        raise UsageError("--until: that day is over.", "Give a day to come.")
    invitation, key = made(path, role, who, work.now(), days=days, times=times)
    served = served_last(path) if origin is None else Served(origin)
    click.echo(f"{invitation.id}, for the {role} {who}, until {invitation.until[:10]}: {served.link(key)}")
    if not served.invited:
        click.echo("Where it is served, invitations open nothing: start serve with --invitations.", err=True)


def _list(path: Path) -> None:
    session, inbox = OpenSession.open(str(path)).session, Inbox.of(path)
    found = invitations(path)
    if not found:
        click.echo(f"{shown_path(path)}: nobody is invited.")
    for one in found:
        kept = one.who if one.role == "bidder" else evaluator_of(session, one.who).id
        handed_in = inbox.draft(one.role, kept).handed_in
        opened = f"came in on {one.opened[:10]}" if one.opened else "has not come in"
        done = f", handed in on {handed_in[:10]}" if handed_in else ""
        click.echo(f"{one.id}  the {one.role} {one.who}, until {one.until[:10]}: {opened}{done}")
