"""Another figure in the place of one of ours: what is asked, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.handouts.cost_sheet import Assumed
from msp_select.model.bid_keys import fields_with
from msp_select.model.edits import set_assumption, set_bid
from msp_select.model.number_text import as_typed
from msp_select.model.session import Session
from msp_select.phrases.en import cost_figures
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_in_place import wanted_in_place
from msp_select.phrases.names import Names

FOR_ALL = "It counts for all candidates, in place of our figure."
FOR_ONE = "It goes into the money terms, as what was said."


@dataclass(frozen=True)
class OtherFigure:
    """Another figure for one candidate, in its money terms, or `for_all`, in place of a default."""

    one: Assumed
    candidate: str
    names: Names
    for_all: bool

    @classmethod
    def of(cls, one: Assumed, candidate: str, names: Names, *, for_all: bool = False) -> OtherFigure:
        """For that candidate where its money terms have a field, unless it is for all already."""
        return cls(one, candidate, names, for_all or one.held == "everybody" or not one.field)

    @property
    def whom(self) -> str:
        """Whom it is for."""
        return "for everybody" if self.for_all else f"for {self.names.candidate(self.candidate)} alone"

    @property
    def asked(self) -> str:
        """What is asked for, without its unit."""
        return cost_figures.asked(self.one, self.names, for_all=self.for_all)

    @property
    def wanted(self) -> Wanted:
        """The number that is asked for."""
        return wanted_in_place(self.one, self.candidate, self.names, for_all=self.for_all)

    @property
    def question(self) -> str:
        """What is asked for, its unit, and whom it is for."""
        return f"{self.asked}: {self.wanted.unit_in_words}, {self.whom}"

    @property
    def hint(self) -> str:
        """Where the figure goes, and what comes of leaving it empty."""
        usual, told = self.one.usual, "it is not known"
        if usual is not None:
            in_words = cost_figures.ours if self.wanted.usual is None else cost_figures.value
            told = f"ours, {in_words(usual, self.names)}"
        return f"{FOR_ALL if self.for_all else FOR_ONE} Empty: {told}."

    @property
    def now(self) -> str:
        """What stands in that place now, as it is typed; nothing where ours counts."""
        held = "everybody" if self.for_all else "candidate"
        figure = self.one.figure if self.one.held == held else None
        return "" if figure is None else as_typed(figure.middle, self.names.currency)

    def taken(self, session: Session, number: Decimal | None) -> Session:
        """The session with that figure, or (None) with ours."""
        if self.for_all:
            return set_assumption(session, self.one.id, number)
        bid = session.candidate(self.candidate).bid
        return set_bid(session, self.candidate, fields_with(self.one.field, number, bid))
