"""The fixed words of the bidder's form: what its columns are called and what can be chosen in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msp_select.model.answer_kinds import KINDS
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT, clean_text
from msp_select.phrases.en import labels

FORM = "1"  # the layout; a reader that meets a newer one says so
MADE_WITH, PAGE = "made with", "page"  # what a form says that was filled in on a page

# In the order of the form. The key finds a column again wherever it was moved to.
COLUMNS: Mapping[str, str] = {
    "id": "id",
    "check": "check",
    "number": "No.",
    "question": "Question",
    "how": "How to answer",
    "answer": "Your answer",
    "instead": "No answer? Choose why",
    "evidence": "What backs it up",
    "note": "Note, or the reason why it does not apply",
}
INPUTS = ("answer", "instead", "evidence", "note")

STATES: Mapping[str, str] = {state: name.form for state, name in labels.STATES.items()}

# The same as it read in forms that may still come back; a question is known again by these words too.
FORMER_STATES: Mapping[str, str] = {**STATES, "unknown": "We do not know yet"}

# What a bidder offers as proof. It is a claim: nothing counts as more than written until the owner has it.
OFFERS: Mapping[str, str] = {grade: name.form for grade, name in labels.GRADES.items() if name.form}

MOST_CELL = 32_000  # a cell holds 32,767 characters
SEEN = 30  # letters of a choice that its list shows
MOST_CHOICE = 250  # a drop-down list shows 255
_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’`"))
_NOT_XML = re.compile("[\ufffe\uffff]")


def cell_text(text: str) -> str:
    """`text` as a cell can hold it: cleaned, and cut where it would not be stored at all."""
    text = _NOT_XML.sub("", clean_text(text))
    return text if len(text) <= MOST_CELL else text[: MOST_CELL - 1] + "…"


def note_text(text: str) -> str:
    """A note as it goes out and as it comes back: cleaned, no blanks around it."""
    return _NOT_XML.sub("", clean_text(text)).replace("x005F_", "").strip()[:MAX_TEXT]


def folded(text: str) -> str:
    """`text` for comparing: case, quotes, blanks and a final stop do not matter.

    A spreadsheet may take an apostrophe at the beginning for a mark of its own and drop it.

    >>> folded("  All of THEM. ") == folded("'All of them'")
    True
    """
    return " ".join(text.translate(_QUOTES).split()).casefold().rstrip(".")


def choices(question: Question) -> dict[str, str]:
    """The words of each level in the drop-down list, by level id; numbered where two begin alike.

    A list is as wide as its cell: of words that begin alike, nobody sees which is which. A question that has
    an answer which is no number lists it with the reasons for no answer.
    """
    words = labels_of(question)
    begins = [folded(label)[:SEEN] for label in words.values()]
    if len(set(begins)) == len(begins):
        return words
    return {key: _choice(f"{number}. {label}") for number, (key, label) in enumerate(words.items(), start=1)}


def labels_of(question: Question) -> dict[str, str]:
    """The words of each level, by level id; no two alike."""
    words = {level.id: _choice(level.label) for level in question.levels}
    folds = [folded(label) for label in words.values()]
    return {
        key: label if folds.count(folded(label)) == 1 else f"{label} ({key})" for key, label in words.items()
    }


def instead(question: Question, states: Mapping[str, str] = STATES) -> dict[str, str]:
    """What can be chosen where there is no answer, by state; "none" is an answer that is no number."""
    none = {"none": _choice(question.none.label)} if question.none and not question.bid_field else {}
    return none | dict(states)


def chosen(words: Mapping[str, str], text: str) -> str | None:
    """The key of what was chosen, whatever its case and blanks; None where it is none of the words."""
    by_words = {folded(label): key for key, label in words.items()}
    found = by_words.get(folded(text))
    return found or next((key for key in words if key == text.strip()), None)


def plain(number: Decimal) -> str:
    """A number as people write it, exact, thousands apart: "1,234.5".

    >>> plain(Decimal("1234.50"))
    '1,234.5'
    """
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_figure(number: Decimal, question: Question, currency: str) -> str:
    """An answer in figures with its unit, and with the currency where it is money: "EUR 1,250 a month"."""
    money = f"{currency} " if KINDS[question.kind].money else ""
    return f"{money}{plain(number)} {question.unit}".strip()


def listed(items: Iterable[str], most: int = 6) -> str:
    """Names in a row, the first ones and how many more."""
    names = list(items)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _choice(label: str) -> str:
    text = " ".join(cell_text(label).split())
    return text if len(text) <= MOST_CHOICE else text[: MOST_CHOICE - 1] + "…"
