"""Result: the order and how sure it is, weights under the hand, what moved, before and after."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer
from msp_select.model.disclosure import reveal
from msp_select.model.edits import (
    add_candidate,
    edit_candidate,
    set_answer,
    set_bid,
    set_business,
    set_settings,
    with_fields,
)
from msp_select.model.number_text import marks_of
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file, save_session
from msp_select.ui.components.weight_editor import WeightEditor
from msp_select.ui.result_words import legend_words
from msp_select.ui.screens.result import ResultScreen
from msp_select.ui.widgets.ranking import Ranking, Standings, columns, heading, ranking_lines
from tests.ui.driving import NOON, ODD, SIZES, Driver, a_file, driving, read_back

DENTAL = "example:dental-practice"


def a_copy(example: str = DENTAL, path: str = "a.toml") -> str:
    """A bundled example as a file to work on."""
    new_session_file(path, load_session(example, load_catalog()).session)
    return path


async def on_result(driver: Driver) -> Ranking:
    """Go to the result and wait for it."""
    await driver.press("f6")
    return driver.app.screen.query_one(Ranking)


def names_in_order(ranking: Ranking) -> list[str]:
    """The ids of the candidates as they stand on the screen."""
    return [line.key for line in ranking.lines if line.key]


async def test_the_ranking_on_the_screen_is_the_evaluations_own() -> None:
    path = a_copy()
    evaluation = evaluate(read_back(path), load_catalog())
    async with driving(path) as driver:
        ranking = await on_result(driver)
        assert names_in_order(ranking) == [result.id for result in evaluation.results]
        for result in evaluation.results:
            line = next(line.content.plain for line in ranking.lines if line.key == result.id)
            assert f" {result.score:.1f} " in line
            if result.failed:
                assert f"{len(result.failed)} not met" in line
            elif (result.first_share or 0) > 0.005:
                assert f"{result.first_share:.0%}".replace("%", " %") in line
        assert "Does not yet meet your must-haves" in ranking.text
        await driver.shows(
            "fits you best, but not by much", "Before you sign, settle six things", "Why not Grent"
        )


@pytest.mark.parametrize("currency", ["USD", "EUR", "CHF"])
@pytest.mark.parametrize("known_whole", [True, False])
def test_no_column_of_the_ranking_is_cut_and_money_has_the_marks_of_its_place(
    currency: str, *, known_whole: bool
) -> None:
    session = with_fields(load_session(DENTAL, load_catalog()).session, currency=currency)
    if not known_whole:
        for one in session.candidates:
            session = edit_candidate(session, one.id, bid=Bid(basis="flat", monthly=Decimal(3450)))
    evaluation = evaluate(session, load_catalog(), draws=0)
    standings = Standings(evaluation)
    missing = any(one.costs.missing for one in evaluation.results if one.costs)
    for width in range(56, 161):
        at = columns(standings, width)
        title = heading(standings.evaluation.measure, at)
        assert cell_len(title) <= width
        lines = [line for line in ranking_lines(standings, at) if line.key]
        assert {cell_len(line.content.plain) for line in lines} == {cell_len(title)}
    shown = lines[0].content.plain
    fee = "3450" if not known_whole else f"{evaluation.results[0].costs.sticker_per_month:.0f}"  # type: ignore[union-attr]
    assert f"{fee[0]}{marks_of(currency).thousands}{fee[1:]}" in shown
    assert (" from " in shown) is missing


async def test_the_weights_are_there_while_the_first_ranking_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ResultScreen, "_count", lambda *_: None)  # it takes as long as it likes
    async with driving(DENTAL) as driver:
        await driver.press("f6")
        assert "Working out the ranking …" in driver.text
        assert "What matters" in driver.text
        for pillar, share in resolve_weights(driver.session, load_catalog()).pillars.items():
            title = next(p.title for p in load_catalog().questionnaires if p.id == pillar)
            line = next(line for line in driver.text.splitlines() if line.strip().startswith(title))
            assert line.count(f"{share:.0f} %") == 2, "its share, and what it was before"


async def test_everything_needed_is_on_a_small_screen() -> None:
    async with driving(a_copy()) as driver:
        await on_result(driver)
        for words in (
            "wins",
            "must-haves",
            "you pay",
            "with risk",
            "What matters",
            "Proactivity",
            "Security",
            "█ proven",
            "m Cost",
            "a To ask",
        ):
            assert words in driver.text


async def test_a_moved_weight_reorders_at_once_and_is_saved_when_the_hand_rests() -> None:
    path = a_copy()
    async with driving(path) as driver:
        ranking = await on_result(driver)
        before = names_in_order(ranking)
        assert before[:2] == ["ninefold", "vexley-pyke"]
        await driver.press("tab", "down", "down", "down", "4", "0")
        assert names_in_order(ranking)[:2] == ["vexley-pyke", "ninefold"]
        assert "▲1" in ranking.text
        assert "▼1" in ranking.text
        await driver.press("up")
        assert "▲1" not in ranking.text
    assert read_back(path).weights.pillars["price"] == 40


async def test_arrows_move_by_one_and_with_shift_by_five() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_result(driver)
        await driver.press("tab", "right", "right", "shift+right", "left")
    assert read_back(path).weights.pillars["proactivity"] == 27 + 1 + 1 + 5 - 1


async def test_a_held_key_loses_no_step() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_result(driver)
        await driver.press("tab")
        bars = driver.app.screen.query_one(WeightEditor)
        for _ in range(4):  # faster than the screen answers
            bars.action_move(1)
        await driver.rest()
    assert read_back(path).weights.pillars["proactivity"] == 27 + 4


async def test_one_undo_takes_a_whole_run_of_moves_back() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_result(driver)
        before = driver.session
        await driver.press("tab", "right", "right", "right", "ctrl+z")
        assert driver.session.weights == before.weights
        await driver.press("ctrl+y")
        assert driver.session.weights.pillars["proactivity"] == 30
    assert read_back(path).weights.pillars["proactivity"] == 30


async def test_frozen_weights_can_be_compared_with_and_gone_back_to() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_result(driver)
        bars = driver.app.screen.query_one(WeightEditor)
        await driver.press("tab", "5", "0", "f")
        assert bars.lines[0].content.plain.count("50 %") == 2
        await driver.press("right", "right")
        assert "52 %" in bars.lines[0].content.plain
        assert "50 %" in bars.lines[0].content.plain
        await driver.press("down", "0")
        assert "52 %" not in bars.lines[0].content.plain
    assert read_back(path).weights.pillars["proactivity"] == 50


def an_open_file() -> str:
    """A session whose prices have been opened, so that its weights are locked."""
    path = a_sealed_file()
    stored = load_session(path, load_catalog())
    save_session(stored, reveal(stored.session, "prices", NOON, "the bank wants a figure"))
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_after_prices_were_opened_a_what_if_is_free_and_only_keeping_it_asks_why(
    size: tuple[int, int],
) -> None:
    path = an_open_file()
    before = Path(path).read_bytes()
    async with driving(path, size=size) as driver:
        await on_result(driver)
        bars = driver.app.screen.query_one(WeightEditor)
        decided = bars.lines[0].content.plain.split("%")[0].split()[-1]
        await driver.press("tab")
        await driver.burst("2", "5", "down", "right")
        await driver.shows("On trial:", "decided")
        first = bars.lines[0].content.plain
        assert "25 %" in first
        assert f"{decided} %" in first
        assert driver.session.weights.pillars == {}
        await driver.press("s", "escape")
        assert driver.session.weights.pillars == {}
        await driver.press("b")
        assert "On trial" not in driver.text
        assert Path(path).read_bytes() == before
        await driver.press("home", "2", "5", "s")
        await driver.write("we forgot the new branch")
        await driver.press("enter")
        assert "On trial" not in driver.text
    session = read_back(path)
    assert session.weights.pillars == {"proactivity": 25}
    last = session.log[-1]
    assert (last.what, last.why) == ("weights changed: weight of proactivity", "we forgot the new branch")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_a_trial_is_taken_back_by_undo_and_seen_nowhere_else(size: tuple[int, int]) -> None:
    path = an_open_file()
    async with driving(path, size=size) as driver:
        await driver.burst("f3", "9", "0")  # both go to the weight, none into a reason
        await driver.shows("On trial, not kept", "90 %")
        await driver.press("f8")
        await driver.shows("Compare")
        assert driver.session.weights.pillars == {}
        await driver.press("f3", "ctrl+z")
        await driver.says("Undone: weights on trial")
        assert "On trial" not in driver.text
    assert read_back(path).log[-1].what == "prices opened"


def priced(session: Session) -> Session:
    """Two candidates, one of them with a much lower price, few answers."""
    session = set_business(session, "biz_users", Decimal(20))
    for name, fee in (("Dear & Good", 5000), ("Cheap", 500)):
        session = add_candidate(session, name)
        session = set_bid(session, session.candidates[-1].id, {"basis": "flat", "monthly": fee})
    return set_answer(session, "dear-good", "pro_patch_days", Answer(value=Decimal(7)))


def a_sealed_file() -> str:
    """A session whose prices are still sealed."""
    path = a_file()
    stored = load_session(path, load_catalog())
    save_session(stored, set_settings(priced(stored.session), sealed=True))
    return path


async def test_sealed_prices_show_quality_alone_until_somebody_says_why() -> None:
    path = a_sealed_file()
    async with driving(path) as driver:
        ranking = await on_result(driver)
        await driver.shows("quality")
        assert "500" not in driver.text
        await driver.shows("Prices are sealed")
        assert "of 100 tries" not in driver.text
        assert "leads" not in driver.text
        assert names_in_order(ranking)[0] == "dear-good"
        await driver.press("o")
        await driver.write("the bank wants a figure")
        await driver.press("enter")
        await driver.shows("you pay", "USD'000")
    session = read_back(path)
    assert not session.settings.sealed
    assert (session.log[-1].what, session.log[-1].why) == ("prices opened", "the bank wants a figure")


@pytest.mark.parametrize("width", [58, 70, 78, 98, 118])
@pytest.mark.parametrize("sealed", [False, True])
def test_the_legend_ends_where_the_window_does_with_a_whole_word(width: int, sealed: bool) -> None:
    catalog = load_catalog()
    session = set_settings(load_session(DENTAL, catalog).session, sealed=sealed)
    legend = legend_words(evaluate(session, catalog, draws=0), width, thousands=width < 100)
    assert cell_len(legend) <= width
    assert "not known yet" in legend
    assert sealed or "36 months" in legend
    assert sealed or width < 70 or legend.endswith("no VAT")


async def test_nobody_to_rank_says_which_key_helps() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f6")
        await driver.shows("F4 adds a candidate")


@pytest.mark.parametrize("size", SIZES)
async def test_no_title_of_a_column_is_cut_where_names_are_short(size: tuple[int, int]) -> None:
    async with driving(a_file("Ox", "Vex"), size=size) as driver:  # sealed: the longest title of a figure
        await on_result(driver)
        await driver.shows("candidate quality")


async def test_an_odd_name_is_shown_as_it_is() -> None:
    async with driving(a_file(ODD, "Plain"), size=(120, 30)) as driver:
        ranking = await on_result(driver)
        assert ODD in ranking.text


async def test_every_key_of_the_footer_leads_somewhere() -> None:
    leads = {"enter": "why", "w": "why", "a": "why", "c": "compare", "h": "hand_over"}
    async with driving(a_copy()) as driver:
        for key, place in leads.items():
            await on_result(driver)
            await driver.press(key)
            assert driver.app.place_shown() == place, key
            assert getattr(driver.app.screen, "PLACE", "") == place, key


async def test_enter_explains_the_candidate_under_the_cursor() -> None:
    async with driving(a_copy()) as driver:
        await on_result(driver)
        await driver.press("down", "enter")
        await driver.shows("Why Vexley & Pyke")


def test_the_result_is_ready_to_paint_without_numpy() -> None:
    code = "import sys, msp_select.ui.screens.result; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_another_window_changes_headers_units_and_legend_together() -> None:
    async with driving(a_copy(), size=(160, 45)) as driver:
        await on_result(driver)
        await driver.shows("with lost time and risk", "USD in 36 months")
        for size, shown, gone in (
            ((80, 24), ("with risk", "USD'000"), "with lost time"),
            ((160, 45), ("with lost time and risk", "USD in 36 months"), "USD'000"),
            ((60, 20), ("musts", "USD'000"), "with risk"),
            ((120, 40), ("with risk", "must-haves", "USD'000", "a  what to ask next"), "musts"),
        ):
            await driver.resize(*size)
            await driver.shows(*shown)
            assert gone not in driver.text
            lines = driver.text.splitlines()
            head = next(line for line in lines if "wins" in line)
            first = next(line for line in lines if "Ninefold" in line and " 1 " in line)
            assert len(first.rstrip()) == len(head.rstrip()), "figures end under their titles"
