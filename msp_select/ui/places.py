"""The places of the walk: their names, titles, keys and where each screen is found."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.ui.place_frame import Place


@dataclass(frozen=True)
class Destination:
    """One place: `screen` is "module:class", loaded when it is first visited."""

    name: str
    title: str
    what: str
    key: str
    screen: str

    def load(self) -> Place:
        """A new screen of this place."""
        module, name = self.screen.split(":")
        found = importlib.import_module(f"msp_select.ui.screens.{module}")
        screen: Place = getattr(found, name)()
        return screen


_TABLE = (
    Destination("home", "Start", "This session at a glance; start or open another", "", "home:HomeScreen"),
    Destination(
        "business", "Your business", "What you need, and what that moves", "f2", "business:BusinessScreen"
    ),
    Destination(
        "weights", "What matters", "How much each side of a provider counts", "f3", "weights:WeightsScreen"
    ),
    Destination(
        "candidates",
        "Candidates",
        "Who is in the running, and what they ask",
        "f4",
        "candidates:CandidatesScreen",
    ),
    Destination("questions", "Questions", "Answer for each candidate", "f5", "questions:QuestionsScreen"),
    Destination(
        "bidders", "Ask the bidders", "Send the questions, read the answers back", "", "bidders:BiddersScreen"
    ),
    Destination("result", "Result", "The ranking, and how sure it is", "f6", "result:ResultScreen"),
    Destination("why", "Why", "The reasons, and why not the cheapest", "f7", "explanation:ExplanationScreen"),
    Destination(
        "compare", "Compare", "Candidates side by side, down to single answers", "f8", "compare:CompareScreen"
    ),
    Destination("hand_over", "Hand over", "Reports and sheets to give away", "f9", "export:ExportScreen"),
    Destination(
        "after", "After signing", "Promises beside what happens, dates, stay or go", "", "after:AfterScreen"
    ),
    Destination("match", "Match", "The providers on file, ranked for this session", "", "match:MatchScreen"),
    Destination("costs", "Costs", "What each costs, and what we assumed in it", "", "costs:CostsScreen"),
    Destination(
        "evaluators",
        "Evaluators",
        "Several people mark; what is hidden; the log",
        "",
        "evaluators:EvaluatorsScreen",
    ),
    Destination(
        "present",
        "Present",
        "For a client in the room: large, no notes",
        "",
        "presentation:PresentationScreen",
    ),
    Destination("details", "About this session", "", "", "session_settings:SessionSettingsScreen"),
    Destination("bid", "Money terms", "", "", "bid:BidScreen"),
    Destination("proposal", "Read a proposal", "", "", "proposal:ProposalScreen"),
)
PLACES: dict[str, Destination] = {place.name: place for place in _TABLE}
WALK: tuple[Destination, ...] = tuple(place for place in _TABLE if place.key)
BESIDE: tuple[Destination, ...] = tuple(place for place in _TABLE[1:] if not place.key and place.what)
"""Places off the way through that have no key of their own."""


def first_place(session: Session) -> str:
    """Where work on a session begins: the business of a new one, the result of one with answers.

    Once something is signed, with what comes after.
    """
    if session.agreement is not None:
        return "after"
    if any(candidate.answers for candidate in session.candidates):
        return "result"
    return "candidates" if session.business else "business"
