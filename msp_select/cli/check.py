"""`check`: sessions, questionnaires and weight profiles validated, and every fault named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from msp_select.cli.load_file import load
from msp_select.decision.scoring.redaction import seen
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.errors import CheckFailed, MspSelectError, shown_path
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.disclosure import log_disagrees
from msp_select.model.evaluator import MarksForm
from msp_select.model.log import check_log
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.reading_rules import ReadingRules
from msp_select.model.session import Session
from msp_select.phrases.en.after.open_points import to_look_at
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.proposals import cue_fault
from msp_select.phrases.en.sources import changed_since
from msp_select.reading.cue_checks import cue_faults, cues_of
from msp_select.store.scored_with import changed_outside
from msp_select.store.standalone_files import catalog_file

BROKEN = "The session can still be used; look for an earlier copy of the file, or ask who changed it."


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Validate sessions, questionnaires and weight profiles, and name every fault."""
    faulty = 0
    for name in files:
        try:
            what = _checked(name)
        except MspSelectError as error:
            faulty += 1
            click.echo(f"{error.message}\n{error.remedy}", err=True)
        else:
            click.echo(f"{shown_path(name)}: {what}")
    if faulty:
        context.exit(1)


def _checked(name: str) -> str:
    """What a sound file is, in words."""
    found = None if name.startswith("example:") else catalog_file(Path(name))
    if isinstance(found, Questionnaire):
        sound = f"a sound questionnaire, {found.title}: {_count(len(found.questions), 'question')}"
        return "\n".join([sound, *_cue_faults(found)])
    if isinstance(found, ReadingRules):
        return "\n".join([f"sound rules to read documents by, {found.title}", *_cue_faults(found)])
    if isinstance(found, MarksForm):
        given = sum(len(marks) for marks in found.given.values())
        return f"a sound form for marks of {found.name}, with {_count(given, 'mark')}"
    if found is not None:
        return f"a sound catalog file, {getattr(found, 'title', shown_path(name))}"
    stored, catalog = load(name)
    session = stored.session
    log = check_log(session.log, session.log_chain)
    disagreeing = (*log.faults, *log_disagrees(session))
    if disagreeing:
        raise CheckFailed("\n".join(f"{shown_path(name)}: log: {fault}" for fault in disagreeing), BROKEN)
    changes = changed_outside(session, catalog)
    sound = (
        f"a sound session, {session.title}: {_count(len(session.candidates), 'candidate')}, "
        f"{_asked(session, catalog)} each ({session.size})"
        + (f"; {log.sentence}" if log.entries else "")
        + "".join(f"\n{change.sentence}" for change in changes)
    )
    after = _signed(seen(session, catalog))
    return "\n".join([sound, *_fees(session, catalog), *_changed_since(session, catalog), *after])


def _cue_faults(file: Questionnaire | ReadingRules) -> Iterator[str]:
    """What is odd about the phrases that a file is read by; it can be used all the same."""
    for fault in cue_faults(list(cues_of(file))):
        yield f"  {cue_fault(fault.kind, fault.phrase, fault.of)}"


def _signed(session: Session) -> Iterator[str]:
    """What to look at in what was signed, as far as it may be shown."""
    if session.agreement is not None:
        yield from (f"  {line}" for line in to_look_at(session, session.agreement))


def _fees(session: Session, catalog: Catalog) -> Iterator[str]:
    """The monthly fee of each bid, as the sum it is; none while prices are sealed."""
    for candidate in seen(session, catalog).candidates:
        fee = quoted_fee(candidate.bid, session, catalog) if candidate.bid is not None else ""
        if fee:
            yield f"  {candidate.name}: {fee}"


def _changed_since(session: Session, catalog: Catalog) -> Iterator[str]:
    """What was changed by hand after it was read in a document."""
    shown = seen(session, catalog)
    for candidate in shown.candidates:
        for key in candidate.sources:
            if candidate.is_changed_since(key):
                yield f"  {candidate.name}: {changed_since(candidate, key, shown, catalog)}"


def _asked(session: Session, catalog: Catalog) -> str:
    """How many questions each candidate is asked, the fewest and the most where that differs."""
    questions = catalog.questions_in(session.size, resolve_weights(session, catalog).must_haves)
    conditions = Conditions.of(session, catalog)
    counts = [sum(conditions.applies(q, one) for q in questions) for one in session.candidates]
    fewest, most = (min(counts), max(counts)) if counts else (len(questions), len(questions))
    return _count(most, "question") if fewest == most else f"{fewest} to {most} questions"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
