"""The question for a favourite, before a result shows."""

from __future__ import annotations

QUESTION = "Do you have a favourite already?"
BESIDE = "Noted before the result shows. It counts in no score, and no bidder is told."
NOBODY = "No, or I would rather not say"
NOTED = "favourite noted"
NONE_NOTED = "no favourite noted"
