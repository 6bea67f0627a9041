"""A reading as lines: the finds in their groups with a mark each, and one find with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.phrases.en.proposals import withheld
from msp_select.phrases.en.reading import (
    DOUBTFUL,
    GROUP_TITLES,
    HOW_TO_OPEN,
    NOT_TAKEN,
    OWN_FILE_SAYS,
    PICK,
    STATE_WORDS,
    TWO_PLACES,
    as_row,
    bottom_line,
)
from msp_select.phrases.en.sources import OWN_FILE, place_in_words, said_value, shortened, what_of
from msp_select.reading.asked import Asked, Place, State, by_group
from msp_select.reading.shown_names import ShownNames
from msp_select.reading.sitting import Sitting
from msp_select.ui.literal_text import fitted, literal, wrapped
from msp_select.ui.widgets.selectable_lines import Line

MARKS: dict[State, str] = {"open": " ", "taken": "+", "corrected": "~", "rejected": "-"}
CONTRADICTS, DOUBTED = "!", "?"  # marks of what is open
LEGEND = "+ taken  ~ corrected  - rejected  ! two places  ? look twice"


@dataclass(frozen=True)
class ProposalPage:
    """What is shown of a sitting: the session as it is now, and the names as they may be shown."""

    sitting: Sitting
    session: Session
    catalog: Catalog
    names: ShownNames
    called: str
    refused: str = ""  # why the find one is at was not taken

    def mark(self, asked: Asked) -> str:
        """The mark of a find, by what became of it."""
        state = self.sitting.state(asked, self.session)
        if state == "open" and asked.contradiction is not None:
            return CONTRADICTS
        return DOUBTED if state == "open" and asked.sure == "doubtful" else MARKS[state]

    def list_lines(self, width: int) -> list[Line]:
        """Every find under its group; its key is where it goes in the file."""
        lines: list[Line] = []
        for group, members in by_group(self.sitting.asked):
            lines.append(Line(literal(f" {fitted(GROUP_TITLES[group], width - 2)}", "bold")))
            for one in members:
                text = f"  {self.mark(one)} {what_of(one.key, self.catalog)}"
                lines.append(Line(literal(fitted_left(text, width)), one.key))
        return [
            *lines,
            Line(Content("")),
            *(Line(literal(f" {w}", "dim")) for w in wrapped(LEGEND, width - 2)),
        ]

    def find_lines(self, at: int, place_at: int, width: int) -> list[Line]:
        """One find: what it is of, where it stands, what stands there, and what may be doubted."""
        asked = self.sitting.asked[at]
        place = asked.places[place_at]
        room = max(width - 2, 20)
        state = STATE_WORDS[self.sitting.state(asked, self.session)]
        head = f"{at + 1} of {len(self.sitting.asked)} · {what_of(asked.key, self.catalog)} · {state}"
        lines = [literal(f" {w}", "bold") for w in wrapped(head, room)]
        if asked.contradiction is None:
            lines += self._place_lines(asked, place, room, pointed=False)
        else:
            for one in asked.places[:2]:
                lines += self._place_lines(asked, one, room, pointed=one is place)
            lines += [Content(""), *(literal(f" {w}") for w in wrapped(TWO_PLACES, room))]
            if place not in asked.places[:2]:
                lines += self._place_lines(asked, place, room, pointed=True)
        lines += [Content(""), *self._about(asked, place, place_at, room)]
        return [Line(line) for line in lines]

    def _place_lines(self, asked: Asked, place: Place, room: int, *, pointed: bool) -> Iterator[Content]:
        yield Content("")
        said = self.said(asked, place)
        if said:
            for line in wrapped(f"{'→ ' if pointed else ''}{said}", room):
                yield literal(f" {line}", "bold")
        for line in wrapped(self.where(place), room):
            yield literal(f" {line}", "dim")
        for text, style in ((place.before, "dim"), (place.quote, ""), (place.after, "dim")):
            for line in wrapped(as_row(self.names.text(text)), room - 4) if text else ():
                yield literal(f"     {line}" if style else f"   │ {line}", style)
        if place.worked:
            for line in wrapped(f"Worked out: {place.worked}", room):
                yield literal(f" {line}")

    def _about(self, asked: Asked, place: Place, place_at: int, room: int) -> Iterator[Content]:
        for line in wrapped(f"{NOT_TAKEN}: {self.refused}", room) if self.refused else ():
            yield literal(f" {line}", "bold")
        for why in asked.why:
            for line in wrapped(f"{DOUBTFUL}: {self.names.text(why)}", room):
                yield literal(f" {line}", "bold")
        if not place.document:
            yield from (literal(f" {w}") for w in wrapped(OWN_FILE_SAYS, room))
        others = [one for one in asked.places if one is not place]
        if others:
            words = "; ".join(filter(None, (self._in_short(asked, one) for one in others)))
            counted = f"Reading {place_at + 1} of {len(asked.places)}; o shows the next: {words}"
            yield from (literal(f" {w}") for w in wrapped(counted, room))
        now = self.session.candidate(self.sitting.reading.candidate).said_now(asked.key)
        if now is not None:
            held = said_value(asked.key, now, self.session, self.catalog)
            yield from (literal(f" {w}") for w in wrapped(f"Your file says now: {held}", room))
        if asked.levels:
            yield from (literal(f" {w}") for w in wrapped(PICK, room))
            for number, (level, label) in enumerate(asked.levels.items(), 1):
                points = "  ← its words are here" if level == place.level else ""
                for at, line in enumerate(wrapped(f"{label}{points}", room - 4)):
                    yield literal(f" {f'{number}  ' if not at else '   '}{line}")

    def said(self, asked: Asked, place: Place) -> str:
        """The value at a place, in words."""
        return "" if asked.levels else said_value(asked.key, place.says, self.session, self.catalog)

    def _in_short(self, asked: Asked, place: Place) -> str:
        said = self.said(asked, place) or f'"{shortened(self.names.text(place.quote), 40)}"'
        return f"{said} ({self.where(place)})"

    def where(self, place: Place) -> str:
        """The document and the page, as they may be named."""
        if not place.document:
            return OWN_FILE
        at = self.names.text(place_in_words(place.page, place.place))
        return f"{self.names.documents[place.document]}{', ' if at else ''}{at}"

    def bottom(self) -> str:
        """How far one is, what waits, and what could not be read."""
        tally, reading = self.sitting.tally(self.session), self.sitting.reading
        said = bottom_line(tally.taken, tally.corrected, tally.rejected, tally.open, len(reading.not_found))
        return f"{said} {withheld(reading.withheld)} {HOW_TO_OPEN}" if reading.withheld else said

    def told(self) -> list[str]:
        """What is to be known of each document before its finds: refused, pictures, notes."""
        told = list[str]()
        for one in self.sitting.reading.documents:
            said = [*([one.refused] if one.refused else []), *(f"{one.name}: {note}" for note in one.notes)]
            called = self.names.documents[one.id]
            told += [self.names.text(text.replace(one.name, called)) for text in said]
        return told


def fitted_left(text: str, width: int) -> str:
    """A text cut to a width, blanks at its beginning kept."""
    blanks = len(text) - len(text.lstrip(" "))
    return f"{text[:blanks]}{fitted(text[blanks:], width - blanks)}"


def page_text(sitting: Sitting, place: Place, names: ShownNames) -> Sequence[str]:
    """The lines of the page that place is on, as they may be shown; nothing while prices are sealed."""
    texts = [text for one in sitting.reading.documents if one.id == place.document for text in one.texts]
    here = [text for text in texts if (text.page == place.page if place.page else text.place == place.place)]
    return [as_row(names.text(line)) for text in here or texts for line in text.lines]


def name_of(work: OpenSession, candidate: str) -> str:
    """The candidate's name as it is shown, found by its place: while names are hidden, ids are too."""
    at = [one.id for one in work.session.candidates].index(candidate)
    return work.shown.candidates[at].name


def lines_with(sitting: Sitting, words: str, names: ShownNames) -> list[str]:
    """Every line of the documents that holds these words, with its document and page."""
    return [
        f"{names.documents[one.id]}, {place_in_words(text.page, names.text(text.place))}: "
        f"{as_row(names.text(line))}"
        for one in sitting.reading.documents
        for text in one.texts
        for line in text.lines
        if words.casefold() in line.casefold()
    ]
