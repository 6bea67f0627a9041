"""Once prices were opened, weights change only with a reason, and nothing leaves the log."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.errors import ReasonNeeded
from msp_select.model.disclosure import hide, reveal
from msp_select.model.edits import set_answer, set_business, set_pillar_weight, set_settings, toggle_pillar
from msp_select.model.evaluator_edits import add_evaluator, edit_evaluator
from msp_select.model.log import check_log
from msp_select.open_session import OpenSession
from msp_select.store.session import new_session_file
from tests.decision.sessions import answer, candidate, session
from tests.strategies import shipped_catalog

AT = dt.datetime(2026, 11, 21, 14, 2, 11, tzinfo=dt.UTC)


@pytest.fixture
def work(tmp_path: Path) -> OpenSession:
    """A session whose prices have been opened, in a file of its own."""
    sealed = add_evaluator(session(candidate("acme"), settings={"sealed": True}), "Jo")
    stored = new_session_file(tmp_path / "locked.toml", sealed)
    work = OpenSession(stored, shipped_catalog(), clock=lambda: AT)
    work.change(reveal(sealed, "prices", AT, "quality is judged"), "prices opened")
    return work


def test_a_change_of_weights_without_a_reason_is_refused_and_nothing_changes(work: OpenSession) -> None:
    before = work.session
    with pytest.raises(ReasonNeeded) as caught:
        work.change(set_pillar_weight(before, "price", 40), "weight of price 40 %")
    assert caught.value.message == "The weights are locked since the prices were opened."
    assert caught.value.remedy == "Say why you change them; the log keeps it."
    assert work.session is before


def test_with_a_reason_it_is_taken_and_logged(work: OpenSession) -> None:
    work.change(set_pillar_weight(work.session, "price", 40), "weight of price 40 %", why="the bank insists")
    assert work.session.weights.pillars == {"price": 40}
    last = work.session.log[-1]
    assert (last.what, last.why, last.at) == ("weights changed: weight of price 40 %", "the bank insists", AT)
    assert check_log(work.session.log, work.session.log_chain).whole
    assert work.stored.session is work.session


def test_a_joined_run_gives_its_reason_once(work: OpenSession) -> None:
    for percent in (30, 31, 32):
        change = set_pillar_weight(work.session, "price", percent)
        work.change(change, "weight of price", joined=True, why="the bank insists" if percent == 30 else "")
    assert work.session.weights.pillars == {"price": 32}
    assert [entry.what for entry in work.session.log] == ["prices opened", "weights changed: weight of price"]


def test_weights_on_trial_change_nothing_and_end_with_any_other_change_of_weights(work: OpenSession) -> None:
    decided = work.session
    wanted = set_pillar_weight(decided, "price", 40)
    assert work.may_be_tried(wanted)
    work.try_weights(wanted, "weight of price")
    assert work.session is decided
    assert work.weighed.weights.pillars == {"price": 40}
    work.change(set_answer(work.session, "acme", "pro_patch_days", answer(14)), "an answer")
    assert work.weighed.candidates == work.session.candidates
    assert work.weighed.weights.pillars == {"price": 40}
    work.change(set_pillar_weight(work.session, "price", 30), "weight of price", why="the bank insists")
    assert work.trial is None
    assert work.weighed is work.session
    assert not work.may_be_tried(toggle_pillar(work.session, work.catalog, "security"))


def test_an_answer_about_the_business_that_moves_weights_needs_a_reason_too(work: OpenSession) -> None:
    assert work.needs_reason(set_business(work.session, "biz_risk", "standstill"))
    assert not work.needs_reason(set_business(work.session, "biz_users", Decimal(40)))


def test_how_much_an_evaluator_counts_is_a_weight(work: OpenSession) -> None:
    assert work.needs_reason(edit_evaluator(work.session, "jo", weight=3))


def test_answers_and_settings_need_no_reason(work: OpenSession) -> None:
    work.change(set_answer(work.session, "acme", "pro_patch_days", answer(14)), "an answer")
    work.change(set_settings(work.session, silence=30), "silence")
    assert work.session.settings.silence == 30


def test_before_prices_are_opened_weights_move_freely(tmp_path: Path) -> None:
    stored = new_session_file(tmp_path / "sealed.toml", session(settings={"sealed": True}))
    work = OpenSession(stored, shipped_catalog())
    work.change(set_pillar_weight(work.session, "price", 40), "weight of price")
    assert work.session.log == ()


def test_taking_the_opening_back_seals_again_and_unlocks_but_stays_in_the_log(work: OpenSession) -> None:
    work.undo()
    assert work.session.settings.sealed
    assert work.session.settings.weights_locked is None
    assert [entry.what for entry in work.session.log] == ["prices opened", "taken back: prices opened"]
    work.redo()
    assert not work.session.settings.sealed
    assert work.session.settings.weights_locked == AT
    assert [entry.what for entry in work.session.log][2:] == ["done again: prices opened"]
    assert check_log(work.session.log, work.session.log_chain).whole


def test_taking_a_change_of_weights_back_is_logged_too(work: OpenSession) -> None:
    work.change(set_pillar_weight(work.session, "price", 40), "weight of price", why="the bank insists")
    work.undo()
    assert work.session.weights.pillars == {}
    assert work.session.log[-1].what == "taken back: weight of price"


def test_taking_an_answer_back_leaves_the_log_as_it_was(work: OpenSession) -> None:
    log = work.session.log
    work.change(set_answer(work.session, "acme", "pro_patch_days", answer(14)), "an answer")
    work.undo()
    assert work.session.log == log


def test_what_is_shown_has_no_names_while_they_are_hidden_and_is_one_value_for_one_state(
    work: OpenSession,
) -> None:
    assert work.shown is work.session
    work.change(hide(work.session, "names", AT, "two of them are known here"), "names hidden")
    assert [(one.id, one.name) for one in work.shown.candidates] == [("acme", "Provider A")]
    assert work.shown is work.shown
    assert work.session.candidates[0].name == "Acme"
