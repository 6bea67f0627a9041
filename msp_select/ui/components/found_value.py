"""A value in place of the one that was found: picked from the levels, chosen, or typed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from textual.app import App

from msp_select.model.bid_fields import FIELDS
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.documents import AcceptedValue
from msp_select.model.number_text import as_typed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.bid import refusal, to_choose
from msp_select.phrases.en.sources import what_of
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_numbers import wanted_of_business, wanted_of_question, wanted_of_term
from msp_select.reading.asked import Asked, Place
from msp_select.ui.number_input import AskNumber, Typed
from msp_select.ui.widgets.dialogs import AskText, Which

Take = Callable[[AcceptedValue], None]


def ask_level(app: App[Any], asked: Asked, place: Place, take: Take) -> None:
    """Which answer the passage is; none is marked, and one is pointed at where its own words are there."""
    options = [
        (level, f"{label}{'  ← its words are here' if level == place.level else ''}")
        for level, label in asked.levels.items()
    ]
    title = asked.question.text if asked.question is not None else asked.target
    app.push_screen(Which(title, options), lambda level: None if level is None else take(level))


def ask_value(
    app: App[Any], work: OpenSession, candidate: str, asked: Asked, place: Place, take: Take
) -> None:
    """The value that a person picks or types in place of what was found."""
    if asked.levels:
        ask_level(app, asked, place, take)
    elif asked.field:
        _ask_term(app, work, candidate, asked, place, take)
    elif (own := work.catalog.business.question(asked.key)) is not None:
        _ask_number(app, work, asked, place, wanted_of_business(own, work.session, work.catalog), take)
    elif asked.question is not None:
        wanted = wanted_of_question(asked.question, None, work.session, work.catalog)
        _ask_number(app, work, asked, place, wanted, take)


def _ask_term(
    app: App[Any], work: OpenSession, candidate: str, asked: Asked, place: Place, take: Take
) -> None:
    field, bid = FIELDS[asked.field], work.session.candidate(candidate).bid
    title = what_of(asked.key, work.catalog)
    if (words := to_choose(field)) is not None:
        options = [(word, word) for word in words]
        app.push_screen(Which(title, options), lambda word: None if word is None else take(words[word]))
    elif (lines := LISTED_FIELDS.get(field.name)) is not None:

        def check(text: str) -> str:
            try:
                return refusal(asked.key, lines.read(text), bid)
            except ValueError as error:
                return str(error)

        def given(text: str | None) -> None:
            if text is not None:
                take(lines.read(text))

        app.push_screen(AskText(title, check=check, hint=f"Such as {lines.example}"), given)
    else:
        wanted = wanted_of_term(
            asked.key, field, bid, work.session, work.catalog,
            lambda number: refusal(asked.key, number, bid),
        )  # fmt: skip
        _ask_number(app, work, asked, place, wanted, take)


def _ask_number(
    app: App[Any], work: OpenSession, asked: Asked, place: Place, wanted: Wanted, take: Take
) -> None:
    def given(typed: Typed | None) -> None:
        if typed is not None and typed.number is not None:
            take(typed.number)

    initial = as_typed(place.value, work.session.currency) if isinstance(place.value, Decimal) else ""
    title = f"{what_of(asked.key, work.catalog)}: {wanted.unit_in_words}"
    hint = "Enter takes it, Esc leaves it as it was."
    app.push_screen(AskNumber(title, wanted, initial, hint=hint), given)
