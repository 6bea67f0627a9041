"""The lines of the place After: which page has which, what stands above and below them, and its dialogs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from msp_select.decision.after.as_of import counted_from
from msp_select.decision.after.deadlines import deadline
from msp_select.decision.after.next_step import next_step
from msp_select.phrases.en.after import asking, place
from msp_select.phrases.en.after import review as words
from msp_select.phrases.en.after.place import PAGES, PageName
from msp_select.phrases.en.dates import month_words
from msp_select.ui import after_pages
from msp_select.ui.after_pages import Facts, heading, spoken
from msp_select.ui.agreement_terms import ADD_PERSON, PERSON, PROMISE
from msp_select.ui.components.after_deeds import ADD_REVIEW
from msp_select.ui.components.field_form import field_lines
from msp_select.ui.components.month_sheet import ADD_FIGURE, FIGURE
from msp_select.ui.components.review_form import ADD_DECISION, DECISION
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.widgets.picture_dialog import Picture
from msp_select.ui.widgets.selectable_lines import Line
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.components.after_deeds import AfterDeeds

SIGN = "sign"
ROOMY = 70  # cells from which the names of the pages stand apart
PARTS = (":left", ":told", ":firm")  # fields that are asked with another, and stand on no line


def plain_lines(text: str, width: int) -> list[Line]:
    """A text that there is nothing to do with."""
    return [Line(literal(f" {line}")) for line in wrapped(text, width - 2)]


def unsigned_lines(work: OpenSession, width: int) -> list[Line]:
    """What the place is for, before anything is signed; or that it is hidden with the names."""
    if work.session.agreement is not None:
        return plain_lines(place.NAMES_HIDDEN, width)
    lines = [Line(literal(f" {PAGES['terms']}: {place.NOTHING}", "bold")), Line(literal(""))]
    for text in place.NOT_SIGNED:
        lines += [*plain_lines(text, width), Line(literal(""))]
    settings = work.session.settings
    if settings.blind or settings.sealed or not work.session.candidates:
        stands = place.HIDDEN_SO_UNSIGNED if settings.blind else place.SEALED_SO_UNSIGNED
        return [*lines, *plain_lines(stands if work.session.candidates else place.NOBODY_TO_SIGN_WITH, width)]
    return [*lines, Line(literal(f"   {place.SIGN}"), SIGN)]


def head_lines(
    shown: Session, today: dt.date, page: PageName, numbered: Sequence[PageName], width: int
) -> list[str]:
    """Whom it is about and for how long, the date that cannot be missed, the pages; nothing unsigned."""
    signed = shown.agreement
    if signed is None:
        return []
    fact = counted_from(shown, today)
    name = shown.candidate(signed.candidate).name
    tail = place.term_in_short(signed)
    room = max(width - cell_len(tail) - 2, 12)
    notice = place.notice_in_short(signed, deadline(signed, fact.day), fact.day)
    lines = [f"{padded(name, room)}  {tail}", *wrapped(notice, width)]
    if fact.stale_on is not None:
        lines += wrapped(place.counted(fact), width)
    tabs = [f"{at} {PAGES[one]}" for at, one in enumerate(numbered, 1)]
    marked = [f"[{tab}]" if one == page else tab for tab, one in zip(tabs, numbered, strict=True)]
    if page not in numbered:
        marked = [f"[{PAGES[page]}]", place.BACK]
    return [*lines, ("  " if width >= ROOMY else " ").join(marked)]


def page_lines(page: PageName, does: AfterDeeds, found: Facts | None, refused: str, width: int) -> list[Line]:
    """One page; where nothing is worked out yet, or cannot be, that is said."""
    if page == "month":
        return list(_month(does, found, width))
    if page == "terms":
        return list(_terms(does, found, width))
    if page == "reviews":
        return list(_reviews(does, found, width))
    if found is None:
        return plain_lines(refused or place.WORKING, width)
    if page == "promises":
        return after_pages.promise_lines(found, width)
    if page == "drift":
        lines = after_pages.drift_lines(found, width)
        lines += after_pages.driving_lines(found.after, width)
        return [*lines, *after_pages.voice_lines(found.after.voices, width)]
    return after_pages.date_lines(found, width)


def _month(does: AfterDeeds, found: Facts | None, width: int) -> Iterator[Line]:
    month, work = does.month.sheet, does.work
    signed = work.shown.agreement
    assert signed is not None
    today = work.now().date()
    day = max(today, counted_from(work.shown, today).day)
    step = next_step(work.shown, signed, work.catalog.agreed, day)
    yield from plain_lines(place.next_in_words(step), width)
    yield Line(literal(f" {month_words(month.month)}", "bold"))
    yield from field_lines(list(month.fields().values()), width)
    yield Line(literal(""))
    if found is None:
        return
    after = found.after
    said = list(words.silence(after.silence, after))
    if after.credits is not None:
        said += words.credits(after.credits)
    yield from spoken(said, width, key="said:")


def _terms(does: AfterDeeds, found: Facts | None, width: int) -> Iterator[Line]:
    fields = does.signing.fields()
    shown = does.work.shown
    assert shown.agreement is not None
    name = shown.candidate(shown.agreement.candidate).name
    yield heading(asking.signed_head(shown.agreement, name))
    for title, keys in asking.TERMS_GROUPS.items():
        yield heading(title)
        yield from field_lines([fields[key] for key in keys if key in fields], width)
    promises = [one for key, one in fields.items() if key.startswith(PROMISE) and not key.endswith(PARTS)]
    if promises:
        yield from (Line(literal(f" {line}", "bold")) for line in wrapped(asking.PROMISES, width - 2))
        for one in promises:
            text = f"{one.title} ({one.value})"
            first, *rest = wrapped(text, width - 4)
            yield Line(literal(f"   {first}"), one.key)
            yield from (Line(literal(f"     {line}"), of=one.key) for line in rest)
    if found is not None:
        yield from spoken(after_pages.taken_texts(found), width, key="taken:")
    yield heading(asking.TEAM)
    people = [one for key, one in fields.items() if key.startswith(PERSON) and not key.endswith(PARTS)]
    yield from field_lines([*people, fields[ADD_PERSON]], width)


def _reviews(does: AfterDeeds, found: Facts | None, width: int) -> Iterator[Line]:
    reviews, review = does.work.session.reviews, does.reviews.review
    yield Line(literal(f"   {asking.RECORD_REVIEW}"), ADD_REVIEW)
    yield Line(literal(""))
    if review is None:
        yield from plain_lines(place.NO_REVIEW, width)
    else:
        fields = does.reviews.fields()
        at = reviews.index(review) + 1
        yield heading(place.review_head(review.held, at, len(reviews)))
        answers = [one for key, one in fields.items() if not key.startswith(DECISION)]
        yield from field_lines(answers, width)
        yield heading(asking.DECISIONS)
        for key, one in fields.items():
            if key.startswith(DECISION):
                first, *rest = wrapped(one.title, width - 4)
                yield Line(literal(f"   {first}"), key)
                yield from (Line(literal(f"     {line}"), of=key) for line in rest)
        yield Line(literal(f"   {asking.ADD_DECISION}"), ADD_DECISION)
    yield Line(literal(""))
    if found is not None:
        yield from after_pages.driving_lines(found.after, width)
        yield from after_pages.voice_lines(found.after.voices, width)
        yield from spoken(words.voices(found.after.voices), width, key="voices:")
    if not does.work.session.pulses:
        yield from plain_lines(place.NO_VOICES, width)


def detail(page: PageName, does: AfterDeeds, key: str) -> str:
    """What is said of the marked line below the page."""
    if page == "month":
        one = does.month.sheet.fields().get(key)
        if key == ADD_FIGURE:
            return asking.WHICH_FOLLOWED
        if one is None or not key.startswith(FIGURE):
            return place.MONTH_KEYS
        told = f"{one.asked} ({one.beside})" if one.beside else one.asked
        return f"{told}. {place.FIGURE_KEYS if one.value else one.hint.partition('. ')[0]}."
    if page == "terms":
        term = does.signing.fields().get(key)
        return "" if term is None else f"{term.hint}".strip()
    return place.BELOW.get(page, "")


def entry_dialog(found: Facts | None, key: str) -> Reading | None:
    """What to do on that day; None on a line that is no date."""
    if found is None or not key.startswith(after_pages.ENTRY):
        return None
    return Reading(*after_pages.entry_texts(found, key))


def picture(found: Facts | None, key: str) -> Picture | None:
    """The picture and the figures of a measure; None on a line that is of none."""
    measure = key.removeprefix(after_pages.MEASURE)
    if found is None or measure == key:
        return None

    def draw(room: int) -> list[Content]:
        drawn = [literal(line) for line in after_pages.measure_drawn(found, measure, room)]
        drawn.append(Content(""))
        drawn += [line for text in after_pages.measure_texts(found, measure) for line in _said(text, room)]
        drawn.append(literal(place.FIGURES, "bold"))
        for month, figure, state in after_pages.figure_rows(found, measure):
            drawn.append(
                literal(f"  {padded(month, 16)}{padded(figure, max(room - 36, 18))} {state}".rstrip())
            )
        return drawn

    return Picture(words.title(found.after.record, measure), draw)


def _said(text: str, room: int) -> list[Content]:
    return [*(literal(line) for line in wrapped(text, room)), Content("")]
