"""What is said where a bidder's documents say two things of the same."""

from __future__ import annotations

from msp_select.decision.checks.two_places import SaidAt, SaysTwoThings, TwoPlaces
from msp_select.phrases.en.sources import OWN_FILE, place_in_words, said_value, shortened, what_of
from msp_select.phrases.en.words import capital, count, listed, number_word, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

WHICH = "Which goes into the contract?"
SAID_ONLY = "Until one is chosen it counts as said and no more."


def says_two_things(fact: SaysTwoThings, names: Names) -> Phrase:
    """On how many points, and each with both places."""
    (candidate,) = fact.candidates
    name, number = names.candidate(candidate), len(fact.places)
    on = listed([f'"{what_of(one.target, names.catalog)}"' for one in fact.places], most=3)
    still_open = sum(one.undecided for one in fact.places)
    undecided = (
        f" {capital(number_word(still_open))} of them {verb(still_open, 'is', 'are')} open. {SAID_ONLY}"
    )
    return Phrase(
        f"{name} says two things",
        f"The documents of {name} say two things about {count(number, 'point')}: {on}."
        + (undecided if still_open else ""),
        tuple(
            Row(what_of(one.target, names.catalog), None, which_of_two(one, candidate, names))
            for one in fact.places
        ),
    )


def which_of_two(places: TwoPlaces, candidate: str, names: Names) -> str:
    """ "Page 2 says 15 minutes, page 4 says 60 minutes. Which goes into the contract?" """
    one, other = (side(said, places, candidate, names) for said in (places.one, places.other))
    return f"{capital(one)}, {other}. {WHICH}"


def side(said: SaidAt, places: TwoPlaces, candidate: str, names: Names) -> str:
    """What one place says, with its page: 'larkspan.pdf, page 2 says 15 minutes'."""
    document = names.candidates[candidate].document(said.document) if said.document else None
    at = place_in_words(said.page, said.place)
    where = OWN_FILE if document is None else f"{document.name}{', ' if at else ''}{at}"
    value = said_value(places.target, said.value, names.session, names.catalog)
    return f"{where} says {value}" if value else f'{where} says "{shortened(said.quote)}"'
