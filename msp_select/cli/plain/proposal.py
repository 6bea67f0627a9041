"""Deciding by prompts what of a bidder's documents is taken: one find after the other, none by itself."""

from __future__ import annotations

from dataclasses import dataclass

import click

from msp_select.cli.plain.answer_prompts import PROMPTS, tell_answers
from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.errors import UsageError, visible
from msp_select.model.bid_fields import FIELDS
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.documents import AcceptedValue
from msp_select.open_session import OpenSession
from msp_select.phrases.en.bid import to_choose
from msp_select.phrases.en.proposals import withheld
from msp_select.phrases.en.reading import (
    DOUBTFUL,
    GROUP_TITLES,
    NOTHING_FOUND,
    NOTHING_OPEN,
    OWN_FILE_SAYS,
    PICK,
    TWO_PLACES,
    as_row,
    bottom_line,
    take_question,
)
from msp_select.phrases.en.sources import OWN_FILE, place_in_words, said_value, what_of
from msp_select.phrases.en.typed_numbers import nothing_wrong
from msp_select.phrases.en.wanted_numbers import wanted_of_business, wanted_of_question, wanted_of_term
from msp_select.reading.asked import Asked, Place
from msp_select.reading.shown_names import ShownNames
from msp_select.reading.sitting import Sitting

WIDTH = 88
KEYS = {
    "a": "[a]ccept",
    "c": "[c]orrect",
    "o": "[o]ther reading",
    "r": "[r]eject",
    "s": "[s]kip",
    "p": "[p]age",
    "b": "[b]ack",
    "q": "[q]uit",
}


@dataclass
class ProposalWalk:
    """One sitting at the prompts: where one is, which place is looked at, and what led here."""

    work: OpenSession
    sitting: Sitting
    names: ShownNames
    by: str

    def __post_init__(self) -> None:
        self._at = 0
        self._place = 0
        self._steps: list[tuple[int, bool]] = []  # where one was, and whether something was decided there

    def walk(self) -> None:
        """Ask for everything nobody has decided; what was decided is kept however it ends."""
        try:
            self._ask_all()
        finally:
            self._end()

    def _ask_all(self) -> None:
        if not self.sitting.asked:
            tell(NOTHING_FOUND)
            return
        first = self.sitting.next_open(self.work.session, -1)
        if first is None:
            tell(NOTHING_OPEN)
            return
        self._go(first)
        while True:
            self._show()
            key = self._key()
            if key == "q":
                return
            if key == "b":
                self._back()
                continue
            if key == "p":
                self._page()
                continue
            if key == "o":
                self._place = (self._place + 1) % len(self._asked.places)
                continue
            before = self.work.session
            if key != "s" and not self._decided(key):
                continue
            self._steps.append((self._at, self.work.session is not before))
            later = [k for k in self._open() if k > self._at]
            if not later:
                return
            self._go(later[0])

    @property
    def _asked(self) -> Asked:
        return self.sitting.asked[self._at]

    @property
    def _here(self) -> Place:
        return self._asked.places[self._place]

    def _open(self) -> list[int]:
        session = self.work.session
        return [k for k, one in enumerate(self.sitting.asked) if self.sitting.state(one, session) == "open"]

    def _go(self, at: int) -> None:
        self._at, self._place = at, 0

    def _back(self) -> None:
        if not self._steps:
            tell("This is the first one.")
            return
        at, decided = self._steps.pop()
        if decided:
            self.work.undo()
        self._go(at)

    def _decided(self, key: str) -> bool:
        """Whether that key came to a decision; what is wrong with it is told."""
        asked, place = self._asked, self._here
        try:
            if key == "r":
                session = self.sitting.rejected(self.work.session, asked)
            else:
                value = None
                if key == "c" or (place.document and (asked.levels or place.value is None)):
                    value = self._typed()
                    if value is None:
                        return False
                session = self.sitting.accepted(self.work.session, asked, place, value=value)
        except UsageError as error:
            tell(f"{error.message} {error.remedy}")
            return False
        self.work.change(session, f"{what_of(asked.key, self.work.catalog)}: {KEYS[key].translate(_PLAIN)}")
        if self.work.problem is not None:
            raise self.work.problem
        return True

    # -- what is shown ----------------------------------------------------------------------------------

    def _show(self) -> None:
        asked, place = self._asked, self._here
        number = len(self.sitting.asked)
        name = self.work.shown.candidate(self.sitting.reading.candidate).name
        left = f"{name} · {self._at + 1} of {number} · {what_of(asked.key, self.work.catalog)}"
        click.echo()
        if asked.contradiction is None:
            self._one(left, place)
        else:
            tell(f"{left} · {GROUP_TITLES['contradictions'].lower()}")
            for at, one in enumerate(asked.places[:2]):
                self._one(f"{'→' if at == self._place else ' '} {self._said(one)}", one)
            tell(TWO_PLACES)
        if place.worked:
            tell(f"Worked out: {place.worked}", indent="    ")
        for why in asked.why:
            tell(f"{DOUBTFUL}: {self.names.text(why)}", indent="    ")
        if len(asked.places) > 1:
            tell(f"Place {self._place + 1} of {len(asked.places)}; o shows the next.", indent="    ")
        if asked.levels:
            tell(PICK)
            for number, (level, label) in enumerate(asked.levels.items(), 1):
                points = "  ← its words are here" if level == place.level else ""
                tell(f"{number}  {label}{points}", indent="     ")

    def _one(self, left: str, place: Place) -> None:
        where = self._where(place)
        if len(left) + len(where) + 2 <= WIDTH:
            click.echo(visible(f"{left}{where:>{WIDTH - len(left)}}"))
        else:
            tell(left)
            tell(where, indent="    ")
        for line in (place.before, place.quote, place.after):
            if line:
                tell(as_row(self.names.text(line)), indent="    ")

    def _where(self, place: Place) -> str:
        if not place.document:
            return OWN_FILE
        at = self.names.text(place_in_words(place.page, place.place))
        return f"{self.names.documents[place.document]}{', ' if at else ''}{at}"

    def _said(self, place: Place) -> str:
        return said_value(self._asked.key, place.says, self.work.session, self.work.catalog)

    def _page(self) -> None:
        place = self._here
        texts = [
            text for one in self.sitting.reading.documents if one.id == place.document for text in one.texts
        ]
        here = [text for text in texts if (text.page, text.place if not text.page else "") == (
            place.page, place.place if not place.page else "")]  # fmt: skip
        lines = [line for text in (here or texts) for line in text.lines]
        for line in lines or ["The text of the page is not shown while prices are sealed."]:
            tell(as_row(self.names.text(line)), indent="    ")

    # -- what is asked ----------------------------------------------------------------------------------

    def _key(self) -> str:
        asked, place = self._asked, self._here
        offered = {key: words for key, words in KEYS.items() if key != "o" or len(asked.places) > 1}
        said = self._said(place)
        question = "Take it?"
        if not place.document:
            question = OWN_FILE_SAYS
        elif asked.levels:
            question = "Pick the answer?"
        elif said:
            question = take_question(said)
        click.echo(f"{visible(question)}\n{'  '.join(offered.values())}")
        while True:
            typed = ask("").lower()
            if typed in offered:
                return typed
            if not typed and asked.has_default and self._place == 0:
                return "a"
            tell(f"Type one of: {', '.join(offered)}.")

    def _typed(self) -> AcceptedValue | None:
        """What a person types or picks instead; None where it is nothing, which is said."""
        asked, work = self._asked, self.work
        if asked.field:
            return self._typed_term(asked)
        if (own := work.catalog.business.question(asked.key)) is not None:
            typed = ask(f"{what_of(asked.key, work.catalog)} (Enter leaves it)")
            return number_meant(typed, wanted_of_business(own, work.session, work.catalog)) if typed else None
        question = asked.question
        if question is None:
            return None
        tell_answers(question)
        wanted = wanted_of_question(question, None, work.session, work.catalog)
        typed = ask(f"{question.short} (Enter leaves it)")
        value = PROMPTS[question.kind].read(question, typed, wanted) if typed else None
        if typed and value is None:
            tell(f'"{typed}" is not an answer here.')
        return None if isinstance(value, tuple) else value

    def _typed_term(self, asked: Asked) -> AcceptedValue | None:
        work, field = self.work, FIELDS[asked.field]
        if (choices := to_choose(field)) is not None:
            return list(choices.values())[int(choose("Which", counted(list(choices)))) - 1]
        typed = ask(f"{what_of(asked.key, work.catalog)} (Enter leaves it)")
        if not typed:
            return None
        if field.name in LISTED_FIELDS:
            try:
                value: AcceptedValue = LISTED_FIELDS[field.name].read(typed)
            except ValueError as error:
                tell(f"{error}")
                return None
            return value
        bid = work.session.candidate(self.sitting.reading.candidate).bid
        return number_meant(
            typed, wanted_of_term(asked.key, field, bid, work.session, work.catalog, nothing_wrong)
        )

    # -- how it ends ------------------------------------------------------------------------------------

    def _end(self) -> None:
        work, reading = self.work, self.sitting.reading
        session = self.sitting.finished(work.session, self.by, work.now())
        if session is not work.session:
            work.change(session, "documents read")
        tally = self.sitting.tally(work.session)
        click.echo()
        tell(bottom_line(tally.taken, tally.corrected, tally.rejected, tally.open, len(reading.not_found)))
        if words := withheld(reading.withheld) if reading.withheld else "":
            tell(words)


_PLAIN = str.maketrans("", "", "[]")
