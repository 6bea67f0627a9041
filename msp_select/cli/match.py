"""`match`: a client against the providers on file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from msp_select.cli.load_file import load, told
from msp_select.cli.open_library import library_option, opened
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import fitted, table, width, wrapped
from msp_select.decision.matching.match import Match, Matching, match_library
from msp_select.decision.matching.match_blinding import blind_matching, true_id
from msp_select.decision.matching.match_reasons import shortlist, summary
from msp_select.decision.matching.pool import Wanted
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.errors import UsageError
from msp_select.model.answer_checks import must_have_fault, unknown
from msp_select.model.catalog import Catalog
from msp_select.model.edits import logged, with_fields
from msp_select.model.library_copy import take, taken_as
from msp_select.model.session import MustHaveChange, Session
from msp_select.open_session import OpenSession
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.match import match_summary, why_in_words
from msp_select.phrases.en.notes import money_left_out
from msp_select.phrases.en.words import share_percent
from msp_select.phrases.names import Names
from msp_select.report.match_json import match_document
from msp_select.store.library import Library
from msp_select.store.session import StoredSession


@click.command()
@click.argument("file")
@library_option
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 1000), help="Length of the list.")
@click.option("--region", default="", help="Only those who work there.")
@click.option("--sector", default="", help="Only those who serve that sector.")
@click.option("--users", type=click.IntRange(1), help="Only those who take a client with so many users.")
@click.option("--must-have", "must_haves", multiple=True, metavar="QUESTION", help="Hold this must-have too.")
@click.option("--take", "taken", multiple=True, metavar="ID", help="Put this provider into FILE.")
@click.option("--json", "as_json", is_flag=True, help="Print everybody as JSON, scores unrounded.")
def match(
    file: str,
    folder: Path,
    *,
    top: int,
    region: str,
    sector: str,
    users: int | None,
    must_haves: tuple[str, ...],
    taken: tuple[str, ...],
    as_json: bool,
) -> None:
    """Rank the providers on file for the client in FILE, say why, and take the chosen ones."""
    stored, catalog = load(file)
    stored, _ = told(stored, catalog)
    session = _with_must_haves(stored.session, must_haves, catalog)
    filed = opened(folder, catalog.whole)
    wanted = Wanted(region=region.strip(), sector=sector.strip(), users=users)
    pool = filed.pool(catalog.whole)
    matching = blind_matching(match_library(session, catalog, pool, wanted))
    chosen = shortlist(matching, top)
    if session.settings.blind:
        taken = tuple(true_id(pool, name) for name in taken)
    said = _take(stored, filed, taken, catalog) if taken else []
    if as_json:
        print_json(match_document(matching, chosen))
        return
    lines = matching_lines(matching, chosen.chosen, chosen.near)
    if not taken and chosen.chosen:
        lines += ["", *wrapped(f"Put one into the session: --take {chosen.chosen[0].id}")]
    click.echo("\n".join([*lines, *(["", *said] if said else [])]))


def matching_lines(matching: Matching, chosen: tuple[Match, ...], near: tuple[Match, ...]) -> list[str]:
    """The shortlist and those nearest to it, each with its reasons, as lines of text."""
    names = Names.of_matching(matching)
    counted = match_summary(summary(matching, chosen), names).sentence
    lines = [fitted(matching.session.title, width()).rstrip(), *wrapped(counted)]
    if matching.measure == "quality":
        lines += wrapped("Prices are sealed: the order is by quality, the pillars other than price.")
    if not matching.matches:
        return lines
    lines += ["", *_table(matching, (*chosen, *near))]
    for heading, group in (("On the list", chosen), *_near_groups(near)):
        if group:
            lines += ["", heading]
        for one in group:
            lines += ["", *wrapped(f"{one.rank}  {one.name}", indent="  ")]
            for sentence in why_in_words(one, names):
                lines += wrapped(sentence, indent="      ", first="    - ")
    return lines


def _near_groups(near: tuple[Match, ...]) -> list[tuple[str, tuple[Match, ...]]]:
    headings = {group: name.heading for group, name in GROUPS.items()} | {"acceptable": "Next to the list"}
    return [(words, tuple(m for m in near if m.group == group)) for group, words in headings.items()]


def _table(matching: Matching, matches: tuple[Match, ...]) -> list[str]:
    rows = [
        (
            str(one.rank),
            fitted(one.name, 30).rstrip(),
            one.id,
            f"{one.score:.1f}",
            share_percent(one.coverage, narrow=True, space=""),
            str(len(one.failed) or "-"),
        )
        for one in matches
    ]
    figure = matching.measure
    return table(("#", "provider", "id", figure, "answered", "must-haves not met"), rows, right=(0, 3, 4, 5))


def _with_must_haves(session: Session, names: tuple[str, ...], catalog: Catalog) -> Session:
    """The session with further must-haves switched on, for this match alone."""
    if not names:
        return session
    on = MustHaveChange(on=True)
    for name in names:
        question = catalog.questions.get(name)
        known = [key for key, one in catalog.questions.items() if one.must_have is not None]
        fault = unknown("question", name, known) if question is None else must_have_fault(question, on)
        if fault:
            raise UsageError(f"--must-have {name}: {fault}", f"There are: {', '.join(known)}.")
    merged = {name: session.must_haves.get(name, on).model_copy(update={"on": True}) for name in names}
    return with_fields(session, must_haves=session.must_haves | merged)


def _take(stored: StoredSession, filed: Library, names: tuple[str, ...], catalog: Catalog) -> list[str]:
    """Put providers into the session, save it, and say what came with them."""
    work, said = OpenSession(stored, catalog), list[str]()
    session = work.session
    for name in dict.fromkeys(names):
        found = filed.provider(name, catalog.whole)
        provider = found.provider
        here = taken_as(session, provider.id)
        if here is not None:
            named = seen(session, catalog).candidate(here.id).name
            said += wrapped(f"{named} is in the session already; msp-select library changes compares.")
            continue
        session = take(session, provider, found.digest, catalog.whole)
        what = f'taken from the library: "{provider.name}"'
        session = logged(session, dt.datetime.now(dt.UTC), "taken_from_library", what)
        copy = seen(session, catalog, Viewer(ids=True)).candidates[-1]
        lower = sum(provider.answers[key].evidence != answer.evidence for key, answer in copy.answers.items())
        answers = "1 answer" if len(copy.answers) == 1 else f"{len(copy.answers)} answers"
        said += wrapped(
            f"{copy.name} is in the session as {copy.id}, with {answers}"
            + (f", {lower} of them over a year old and one evidence grade lower." if lower else ".")
        )
        if left_out := money_left_out(session.candidates[-1], session):
            said += wrapped(left_out)
    work.change(session, "taken from the library")
    if work.problem is not None:
        raise work.problem
    return said
