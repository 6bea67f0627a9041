"""`review --record` and `--check`: what was asked and decided, and requests checked at random."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from msp_select.cli.after import agreement_of
from msp_select.cli.change_file import saved, writable
from msp_select.cli.plain.prompts import answered, ask, choose
from msp_select.decision.after.sample import Drawn, drawn_requests, seed_of
from msp_select.errors import UsageError, shown_path
from msp_select.model.after_edits import with_check, with_review
from msp_select.model.months import month_after, month_name, to_month
from msp_select.model.refused_value import first_said
from msp_select.model.reviews import Decision, Review
from msp_select.model.voices import Check
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import asking
from msp_select.phrases.en.after.asking import REVIEW_QUESTIONS
from msp_select.phrases.en.dates import day_from
from msp_select.ui.typed_values import yardstick_of

SAID = [("y", "yes"), ("p", "partly"), ("n", "no"), ("s", "not asked")]
WORDS = {"y": "yes", "p": "partly", "n": "no"}
KINDS = [("1", "first"), ("2", "quarterly"), ("3", "yearly"), ("4", "extra")]
T = TypeVar("T")


def record_review(file: str) -> None:
    """Ask what was asked there and what was decided, then store it; nothing before the last answer."""
    work = writable(file)
    agreement_of(work.shown, work.session, file)
    saved(work, with_review(work.session, asked_review(work), work.now()), "review recorded")
    click.echo(f"{shown_path(file)}: the review is recorded. See: msp-select review {shown_path(file)}")


def asked_review(work: OpenSession) -> Review:
    """The review as it was told, by prompts."""
    today = work.now().date()
    held = _day("On which day was it held", today)
    kind = dict(KINDS)[choose("Which review", KINDS, default="2")]
    there = [name.strip() for name in ask("Who was there (commas between)").split(",") if name.strip()]
    decider = choose("Was somebody there who decides for you", [("y", "yes"), ("n", "no")], default="y")
    fields: dict[str, Any] = {"held": held, "kind": kind, "there": there, "decider_there": WORDS[decider]}
    for question, text in REVIEW_QUESTIONS.items():
        said = choose(text, SAID, default="s")
        if said in WORDS:
            fields[question] = WORDS[said]
    fields["decisions"] = list(_decisions(held))
    fields["note"] = ask("Anything to note (Enter for nothing)")
    fields |= _yardstick(work, held)
    return Review.model_validate(fields)


def _yardstick(work: OpenSession, held: dt.date) -> dict[str, str]:
    """The months that figures are held against from now on, and why; nothing where that stays as it was."""
    signed = work.session.agreement
    assert signed is not None
    read = partial(yardstick_of, signed=signed, held=held)
    while (month := answered(f"{asking.YARDSTICK_ASKED} (Enter: as before)", read)) is not None:
        if why := ask(asking.WHY_YARDSTICK_ASKED):
            return {"yardstick_from": month, "why": why}
    return {}


def _decisions(held: dt.date) -> list[Decision]:
    found = []
    while what := ask("What was decided (Enter when there is no more)"):
        side = choose("Who does it", [("t", "the provider"), ("u", "you")], default="t")
        who = ask("Which person (Enter for nobody)")
        by = _day("By when", held + dt.timedelta(days=30))
        fields = {"what": what, "side": "them" if side == "t" else "us", "who": who, "by": by}
        found.append(Decision.model_validate(fields))
    return found


def _day(prompt: str, usual: dt.date) -> dt.date:
    return answered(f"{prompt} [{usual}]", lambda text: day_from(text, usual)) or usual


def check_requests(file: str, many: int, month: str | None, wrong: int | None) -> None:
    """Draw requests by their places in the month's list; with `wrong`, store what the check found."""
    work = writable(file)
    agreement_of(work.shown, work.session, file)
    last = max(
        (one.month for one in work.session.months), default=month_after(month_name(work.now().date()), -1)
    )
    try:
        named = to_month(month or last)
    except ValueError:
        raise UsageError(f'"{shown_path(str(month))}" is no month', "Write it as 2027-06.") from None
    seed = seed_of(named)
    if wrong is None:
        _draw(work, many, named, seed, file)
        return
    try:
        check = Check(month=named, checked=many, wrong=wrong, seed=seed)
    except ValidationError as error:
        raise UsageError(first_said(error), "Say how many of those checked were wrong.") from None
    saved(work, with_check(work.session, check, work.now()), "requests checked")
    click.echo(f"{shown_path(file)}: {wrong} of {many} requests of {named} were wrong. It is stored.")


def _draw(work: OpenSession, many: int, month: str, seed: int, file: str) -> None:
    drawn = drawn_requests(work.session, month, many)
    if drawn is None:
        raise UsageError(
            f"How many requests there were in {month} is not known.",
            "Take in its figures first: msp-select actuals.",
        )
    tell_drawn(drawn, month, seed)
    click.echo("Then:")
    click.echo(
        f"  msp-select review {shown_path(file)} --check {len(drawn.places)} --month {month} --wrong N"
    )


def tell_drawn(drawn: Drawn, month: str, seed: int) -> None:
    """Which requests are to be checked, and what is asked about each."""
    click.echo(
        f"Of the {drawn.there} requests of {month}, in the order they were opened, check these (seed {seed}):"
    )
    click.echo(f"  {', '.join(map(str, drawn.places))}")
    click.echo("Ask whoever opened each: was it solved, and did the clock run?")
