"""The parts screens are made of, each by itself in an application of nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import on, work
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from msp_select.decision.profile import resolve_weights
from msp_select.model.changes import set_weights
from msp_select.model.fairness import reveal
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.components.weight_editor import WeightEditor
from msp_select.ui.components.weight_interview import Elicited, WeightInterview
from msp_select.ui.widgets.weight_bars import Weight
from msp_select.work import Work
from tests.ui.driving import NOON, a_file
from tests.ui.rest import at_rest


class OnePart(App[None]):
    """An application with one widget, which keeps what it says."""

    def __init__(self, part: Widget | None = None) -> None:
        super().__init__()
        self.part = part
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield from [] if self.part is None else [self.part]


@asynccontextmanager
async def alone(app: OnePart) -> AsyncIterator[Pilot[None]]:
    """The application running, with the focus on its part."""
    async with app.run_test(size=(80, 24)) as pilot:
        if app.part is not None and app.part.can_focus:
            app.part.focus()
        await at_rest(app)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, letting each take its whole effect."""
    for key in keys:
        await pilot.press(key)
        await at_rest(pilot.app)


# -- the weights ------------------------------------------------------------------------------------


class WeightApp(OnePart):
    """Bars of an open session; what they ask for is taken."""

    def __init__(self, path: str) -> None:
        self.editor = WeightEditor()
        super().__init__(self.editor)
        self.work = Work.open(path, clock=lambda: NOON)
        self.inside: str | None = None

    def on_mount(self) -> None:
        self.refresh_bars()

    def refresh_bars(self) -> None:
        weights = resolve_weights(self.work.session, self.work.catalog)
        shares = weights.pillars
        if self.inside is not None:
            shares = {key: x for key, x in weights.criteria.items() if key.startswith(f"{self.inside}.")}
        bars = [Weight(key, key.title(), share) for key, share in shares.items()]
        self.editor.show_weights(self.work, bars, inside=self.inside)

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        self.heard.append(event)
        session = event.edit(self.work.session)
        self.work.change(session, event.what, joined=event.joined, why=event.why, save=False)
        self.refresh_bars()


def locked() -> str:
    """A session whose prices were opened, so that its weights are locked."""
    path = a_file("Vexley")
    stored = load_session(path, load_catalog())
    save_session(stored, reveal(stored.session, "prices", NOON, "the bank wants a figure"))
    return path


async def test_a_run_of_moves_of_one_bar_is_one_change() -> None:
    app = WeightApp(a_file("Vexley"))
    async with alone(app) as pilot:
        await press(pilot, "4", "0", "right", "down", "3", "up", "right")
    assert [(said.bar, said.joined) for said in app.heard] == [
        *(("proactivity", joined) for joined in (False, True, True)),
        ("transparency", False),
        ("proactivity", False),
    ]
    assert app.work.session.weights.pillars == {"proactivity": 42, "transparency": 3}
    undone = [app.work.undo(save=False) for _ in range(4)]
    assert undone == [*("weight of proactivity", "weight of transparency", "weight of proactivity"), None]


async def test_a_move_goes_into_the_session_as_it_is_when_it_arrives() -> None:
    app = WeightApp(a_file("Vexley"))
    async with alone(app) as pilot:
        await press(pilot, "4")
        before = app.work.session
        app.work.change(set_weights(before, pillars={"price": 30.0}), "something else", save=False)
        moved = app.heard[-1].edit(app.work.session)
    assert moved.weights.pillars == {"price": 30, "proactivity": 4}


async def test_bars_inside_a_pillar_move_its_criteria() -> None:
    app = WeightApp(a_file("Vexley"))
    async with alone(app) as pilot:
        app.inside = "price"
        app.refresh_bars()
        await press(pilot, "6", "0", "backspace", "3")
    assert app.work.session.weights.criteria == {"price": {"level": 3}}
    assert app.work.session.weights.pillars == {}


async def test_locked_weights_ask_why_once_until_the_place_is_left() -> None:
    app = WeightApp(locked())
    async with alone(app) as pilot:
        await press(pilot, "right", "escape")
        assert app.heard == []
        await press(pilot, "right", *"new", "enter", "down", "right")
        assert [said.why for said in app.heard] == ["new", "new"]
        app.editor.leave()
        await press(pilot, "right")
        assert len(app.heard) == 2
        assert len(app.screen_stack) == 2


class InterviewApp(OnePart):
    """Asks at once, and keeps what it comes to."""

    def __init__(self, way: str) -> None:
        super().__init__()
        self.work = Work.open(a_file("Vexley"), clock=lambda: NOON)
        self.way = way
        self.found: list[Elicited | None] = []

    def on_mount(self) -> None:
        self.ask()

    @work
    async def ask(self) -> None:
        interview = WeightInterview(self, self.work.session, self.work.catalog)
        self.found.append(await (interview.by_swing() if self.way == "swing" else interview.by_pairs()))


async def test_an_interview_comes_to_shares_in_the_order_of_the_pillars() -> None:
    app = InterviewApp("swing")
    async with alone(app) as pilot:
        await press(
            pilot, "4", "1", "1", "1", *"50", "enter", *"25", "enter", *"15", "enter", *"10", "enter", "y"
        )
    (found,) = app.found
    assert found is not None
    assert found.what == "weights by swing"
    assert list(found.pillars) == [pillar.id for pillar in app.work.catalog.questionnaires]
    assert found.pillars["price"] == 50


@pytest.mark.parametrize(
    ("way", "keys"), [("swing", "escape"), ("pairs", "escape"), ("pairs", "1111111111n")]
)
async def test_an_interview_given_up_comes_to_nothing(way: str, keys: str) -> None:
    app = InterviewApp(way)
    async with alone(app) as pilot:
        await press(pilot, *([keys] if keys == "escape" else keys))
    assert app.found == [None]
