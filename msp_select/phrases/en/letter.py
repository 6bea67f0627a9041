"""The letter to one bidder: what is still to be asked, in plain text for an e-mail, two pages at the most."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from msp_select.decision.advice.still_to_ask import StillToAsk
from msp_select.decision.checks.two_places import TwoPlaces
from msp_select.phrases.en.sources import what_of
from msp_select.phrases.en.two_places import side
from msp_select.phrases.en.words import capital, count, number_word
from msp_select.phrases.names import Names

WIDTH = 76
MOST_LINES = 100  # two pages of fifty lines
GREETING = "Thank you for your offer. To compare it fairly with the others we have some questions."
CONTRADICTIONS = "Two places of your documents differ. Which holds, and goes into the contract?"
QUESTIONS = "We did not find an answer to these. Those that matter most to us come first."
PRICES = "About your prices we did not find:"
SEALED = "Please answer without prices: we open those of all bidders together, later."
CLOSING = "A short answer to each is enough. Please say where it stands in your documents or contract."
NOTHING = "There is nothing left to ask this bidder."


@dataclass(frozen=True)
class Letter:
    """The text of a letter, how many questions it asks, and how many did not fit on two pages."""

    text: str
    asked: int
    left_out: int

    @property
    def account(self) -> str:
        """What is in it, for whoever sends it."""
        over = f"; {number_word(self.left_out)} more did not fit on two pages" if self.left_out else ""
        return f"{count(self.asked, 'question')}{over}"


def letter(fact: StillToAsk, names: Names) -> Letter:
    """The letter with what is asked, in its order, as far as there is room."""
    parts = [
        (CONTRADICTIONS, [_differ(one, fact.candidate, names) for one in fact.contradictions]),
        (QUESTIONS, [names.catalog.questions[q].asked_as for q in fact.questions]),
        (PRICES, [names.catalog.questions[q].asked_as for q in fact.prices]),
    ]
    ending = [*(["", *_wrapped(SEALED)] if fact.sealed else []), "", *_wrapped(CLOSING)]
    lines, asked, left_out = list(_wrapped(GREETING)), 0, 0
    for heading, texts in parts:
        begun = False
        for text in texts:
            new = [*([] if begun else ["", *_wrapped(heading)]), "", *_numbered(asked + 1, text)]
            if left_out or len(lines) + len(new) + len(ending) > MOST_LINES:
                left_out += 1
            else:
                lines, asked, begun = [*lines, *new], asked + 1, True
    return Letter("\n".join([*lines, *ending]) + "\n", asked, left_out)


def _differ(places: TwoPlaces, candidate: str, names: Names) -> str:
    one, other = (side(said, places, candidate, names) for said in (places.one, places.other))
    return f"{capital(what_of(places.target, names.catalog))}: {one}; {other}."


def _numbered(number: int, text: str) -> Iterator[str]:
    first, *rest = textwrap.wrap(" ".join(text.split()), WIDTH - 4, break_long_words=True)
    yield f"{number:>2}. {first}"
    yield from (f"    {line}" for line in rest)


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH)
