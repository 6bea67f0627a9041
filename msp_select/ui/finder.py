"""What the list of commands finds besides commands: questions, candidates, fields, sheets and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import Hit, Hits, Provider

from msp_select.model.bid_fields import SECTIONS
from msp_select.phrases.en.bid import FIELD_WORDS
from msp_select.ui.app import SelectApp
from msp_select.ui.export_table import SHEETS
from msp_select.ui.literal_text import literal
from msp_select.ui.place_frame import Place
from msp_select.ui.progress import all_questions
from msp_select.ui.widgets.selectable_lines import LineList

LEAST = 0.1  # the score of what only the text behind a title has


class Found(NamedTuple):
    """One thing to go to: what it is called, what else it is found by, and the way there."""

    title: str
    about: str
    go: Callable[[], None]


class Finder(Provider):
    """Finds by any word of a title or of the text behind it."""

    async def search(self, query: str) -> Hits:
        """Whatever has the words typed, the title before the text behind it."""
        app, words = self.app, query.casefold().split()
        if not isinstance(app, SelectApp):
            return
        for found in everything_there(app):
            title, text = found.title.casefold(), found.about.casefold()
            if all(word in title or word in text for word in words):
                score = sum(word in title for word in words) / len(words)
                yield Hit(max(score, LEAST), literal(found.title), found.go, help=found.about)


def everything_there(app: SelectApp) -> Iterator[Found]:
    """All that can be gone to in the session that is open."""
    work = app.work
    if work is None:
        return
    for one in work.shown.candidates:
        yield Found(
            f"Candidate: {one.name}", "Its line among the candidates", partial(_candidate, app, one.id)
        )
    for question in all_questions(work.session, work.catalog) if work.session.candidates else ():
        yield Found(f"Question: {question.short}", question.text, partial(_question, app, question.id))
    for asked in work.catalog.business.asked(work.session.business):
        yield Found(f"Your business: {asked.text}", asked.why, partial(_business, app, asked.id))
    for title, about, key in app.navigation.place("details").findable:
        yield Found(f"Field: {title}", about, partial(_line, app, "details", key))
    if work.session.candidates and work.catalog.knows_prices:
        for field in (field for section in SECTIONS for field in section.fields):
            words = FIELD_WORDS[field.name]
            yield Found(f"Money: {words.title}", words.help, partial(_line, app, "bid", field.name))
    if work.session.candidates:
        for sheet, (title, about) in SHEETS.items():
            yield Found(f"Sheet: {title}", about, partial(_line, app, "hand_over", f"sheet.{sheet}"))
        for title, about, kind in app.navigation.place("why").findable:
            yield Found(f"Finding: {title}", about, partial(_finding, app, kind))


def _candidate(app: SelectApp, candidate: str) -> None:
    app.candidate = candidate
    _line(app, "candidates", candidate)


def _question(app: SelectApp, question: str) -> None:
    app.question = question
    app.go("questions")


def _business(app: SelectApp, question: str) -> None:
    app.navigation.place("business").begin_with(subject=question)
    app.go("business")


def _finding(app: SelectApp, kind: str) -> None:
    app.navigation.place("why").begin_with(part=kind)
    app.go("why")


def _line(app: SelectApp, place: str, key: str) -> None:
    """Go to a place, and to that line of it once it is there."""
    app.go(place)

    def there() -> None:
        if isinstance(app.screen, Place) and place == app.screen.PLACE:
            app.screen.query_one(LineList).move_to(key)

    app.call_after_refresh(there)
