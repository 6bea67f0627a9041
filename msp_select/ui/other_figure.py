"""Another figure in the place of one of ours: what is asked, what is wrong with it, what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from msp_select.decision.handouts.cost_sheet import Assumed
from msp_select.model.edits import set_assumption, set_bid_figure
from msp_select.model.number_text import typed_number
from msp_select.model.session import Session
from msp_select.phrases.en import cost_figures
from msp_select.phrases.en.bid import bid_fault
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
    def question(self) -> str:
        """What is asked for, its unit, and whom it is for."""
        unit = cost_figures.unit_wanted(self.one, self.names, for_all=self.for_all)
        return f"{self.asked}: {unit}, {self.whom}"

    @property
    def hint(self) -> str:
        """Where the figure goes, and what ours is."""
        usual = self.one.usual
        ours = "" if usual is None else f" Our figure: {cost_figures.value(usual, self.names)}."
        return f"{FOR_ALL if self.for_all else FOR_ONE}{ours} Empty: our figure."

    @property
    def now(self) -> str:
        """What stands in that place now, as it is typed; nothing where ours counts."""
        held = "everybody" if self.for_all else "candidate"
        figure = self.one.figure if self.one.held == held else None
        return "" if figure is None else f"{figure.middle.normalize():f}"

    def fault(self, session: Session, text: str) -> str:
        """What is wrong with what was typed, or nothing."""
        try:
            return "" if self.taken(session, text) is not None else "That is not a number."
        except ValidationError as error:
            return bid_fault(error)

    def taken(self, session: Session, text: str) -> Session | None:
        """The session with that figure, or with ours where nothing is typed; None where it is no number."""
        number = typed_number(text) if text else None
        if text and number is None:
            return None
        if self.for_all:
            return set_assumption(session, self.one.id, number)
        return set_bid_figure(session, self.candidate, self.one.field, number)
