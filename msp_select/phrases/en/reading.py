"""What is said while a person decides about a bidder's documents, and what the log keeps of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msp_select.phrases.en.words import count, listed

GROUP_TITLES: Mapping[str, str] = {
    "contradictions": "Two places that do not agree",
    "money": "Money",
    "terms": "Terms",
    "service": "Service",
    "people": "People",
    "security": "Security",
}
STATE_WORDS: Mapping[str, str] = {
    "open": "open",
    "taken": "taken",
    "corrected": "taken, corrected",
    "rejected": "rejected",
}
ROLE_WORDS: Mapping[str, str] = {
    "proposal": "proposal",
    "contract": "contract",
    "mail": "mail",
    "price_list": "price list",
}
OWN_FILE_SAYS = "Your file says this already; taking it keeps it."
PICK = "Which answer is that? Nothing is taken for you."
DOUBTFUL = "Look twice"
NOT_TAKEN = "Not taken"
HOW_TO_OPEN = "F5, then o, opens them."
NOTHING_OPEN = "Everything found is decided."
NOTHING_FOUND = "Nothing was found that answers a question."
TWO_PLACES = (
    "These two places do not agree. Choose one, or leave it open: it then counts as said and no more."
)


def take_question(value: str) -> str:
    """What is asked of a value: "Take 4,800.00 USD once?"."""
    return f"Take {value}?"


def bottom_line(taken: int, corrected: int, rejected: int, still_open: int, not_found: int) -> str:
    """How far one is: "12 taken, 2 corrected, 3 rejected, 14 open, 9 not found."."""
    decided = f"{taken} taken, {corrected} corrected, {rejected} rejected"
    return f"{decided}, {still_open} open, {not_found} not found."


def as_row(quote: str) -> str:
    """A quote as it is shown: the cells of a row, which two blanks part, with a line between them."""
    return re.sub(r" {2,}", " │ ", quote.strip())


def log_words(
    files: Sequence[tuple[str, str]],
    candidate: str,
    by: str,
    taken: int,
    corrected: int,
    rejected: int,
    contradictions: int,
) -> str:
    """What the log keeps of a reading: which files, for whom, by whom, and what came of it."""
    named = listed([f"{name} (sha256 {digest})" for name, digest in files])
    told = f"{taken} taken, {corrected} corrected, {rejected} rejected"
    against = f"; {count(contradictions, 'contradiction')}" if contradictions else ""
    return f"{named} read for {candidate} by {by}: {told}{against}."
