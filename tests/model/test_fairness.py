"""What is hidden is opened with a reason; every opening and closing is in the log."""

from __future__ import annotations

import datetime as dt

import pytest

from msp_select.model.disclosure import VEILS, Hidden, hide, is_hidden, reveal
from msp_select.model.log import check_log
from tests.decision.sessions import candidate, session

AT = dt.datetime(2026, 11, 21, 14, 2, 11, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=1)
EVERYTHING: tuple[Hidden, ...] = tuple(VEILS)


@pytest.mark.parametrize("what", EVERYTHING)
def test_opening_and_closing_again_are_both_logged_with_their_reasons(what: Hidden) -> None:
    closed = hide(session(candidate("acme"), settings={"marks_revealed": True}), what, AT, "a fresh look")
    opened = reveal(closed, what, LATER, "all is judged")
    assert is_hidden(closed, what)
    assert not is_hidden(opened, what)
    said = [(entry.what, entry.why, entry.at) for entry in opened.log]
    veil = VEILS[what]
    assert said == [(veil.closed, "a fresh look", AT), (veil.opened, "all is judged", LATER)]
    assert check_log(opened.log, opened.log_chain).whole


@pytest.mark.parametrize("what", EVERYTHING)
def test_opening_what_is_open_changes_nothing(what: Hidden) -> None:
    opened = reveal(session(settings={"sealed": True, "blind": True}), what, AT, "now")
    assert reveal(opened, what, LATER, "again") is opened


def test_the_first_opening_of_prices_locks_the_weights_for_good() -> None:
    sealed = session(settings={"sealed": True})
    opened = reveal(sealed, "prices", AT, "quality is judged")
    again = reveal(hide(opened, "prices", LATER, "a new bid"), "prices", LATER, "all bids are in")
    assert sealed.settings.weights_locked is None
    assert opened.settings.weights_locked == AT
    assert again.settings.weights_locked == AT


def test_names_and_marks_lock_nothing() -> None:
    hidden = session(settings={"blind": True})
    assert reveal(hidden, "names", AT, "now").settings.weights_locked is None
    assert reveal(hidden, "marks", AT, "now").settings.weights_locked is None
