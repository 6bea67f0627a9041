"""The parts screens are made of, each by itself in an application of nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widget import Widget

from msp_select.decision.matching.match import Match, Matching, match_library
from msp_select.decision.matching.pool import Wanted, pool_of
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.errors import MspSelectError
from msp_select.model.candidate import Answer
from msp_select.model.disclosure import reveal
from msp_select.model.edits import add_candidate, new_session, set_answer, set_bid, set_weights
from msp_select.model.scalars import STATED
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.phrases.en.typed_numbers import read_number
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.components.answer_editor import AnswerEditor, Asked
from msp_select.ui.components.background_matcher import BackgroundMatcher, Wish
from msp_select.ui.components.filter_bar import FilterBar
from msp_select.ui.components.keyboard_form import NUMBER, KeyboardForm
from msp_select.ui.components.match_list import MatchList
from msp_select.ui.components.reasons_pane import ReasonsPane
from msp_select.ui.components.weight_editor import WeightEditor
from msp_select.ui.components.weight_interview import Elicited, WeightInterview
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.selectable_lines import Line
from msp_select.ui.widgets.weight_bars import Weight
from tests.ui.driving import NOON, a_file
from tests.ui.rest import LIMIT, at_rest
from tests.ui.test_match import a_library, a_provider


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
        self.work = OpenSession.open(path, clock=lambda: NOON)
        self.inside: str | None = None

    def on_mount(self) -> None:
        self.refresh_bars()

    def refresh_bars(self) -> None:
        weights = resolve_weights(self.work.weighed, self.work.catalog)
        shares = weights.pillars
        if self.inside is not None:
            shares = {key: x for key, x in weights.criteria.items() if key.startswith(f"{self.inside}.")}
        bars = [Weight(key, key.title(), share) for key, share in shares.items()]
        self.editor.show_weights(self.work, bars, inside=self.inside)

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        self.heard.append(event)
        session = event.edit(self.work.weighed)
        if event.tried:
            self.work.try_weights(session, event.what)
            self.refresh_bars()
            return
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


async def test_a_bar_left_and_come_back_to_is_moved_anew() -> None:
    app = WeightApp(a_file("Vexley"))
    async with alone(app) as pilot:
        await press(pilot, "right", "up", "right", "down", "up", "right")  # there is nothing above the first
    assert [said.joined for said in app.heard] == [False, True, False]


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


async def test_locked_weights_are_only_tried_and_take_every_digit() -> None:
    app = WeightApp(locked())
    async with alone(app) as pilot:
        decided = app.work.session
        await press(pilot, "2", "5")
        assert [said.tried for said in app.heard] == [True, True]
        assert app.work.session is decided
        assert len(app.screen_stack) == 1
        tried = list(resolve_weights(app.work.weighed, app.work.catalog).pillars.values())
        assert tried[0] == pytest.approx(25)


class InterviewApp(OnePart):
    """Asks at once, and keeps what it comes to."""

    def __init__(self, way: str) -> None:
        super().__init__()
        self.work = OpenSession.open(a_file("Vexley"), clock=lambda: NOON)
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


# -- the match --------------------------------------------------------------------------------------


class MatcherApp(OnePart):
    """Keeps what a matcher tells it, and when it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.matcher = BackgroundMatcher(self)
        self.catalog = load_catalog()
        self.session = new_session("Acme", NOON.date())
        self.read_so_far: list[tuple[int, int]] = []

    def wish(self, folder: str = "providers", **wanted: Any) -> Wish:
        return Wish(self.session, self.catalog, folder, Wanted(**wanted) if wanted else None)

    @on(BackgroundMatcher.Opened)
    def opened(self, event: BackgroundMatcher.Opened) -> None:
        self.heard.append(event.error if event.library is None else len(event.library.left_out))

    @on(BackgroundMatcher.Read)
    def read(self, event: BackgroundMatcher.Read) -> None:
        self.read_so_far.append((event.read, event.of))

    @on(BackgroundMatcher.Ranked)
    def ranked(self, event: BackgroundMatcher.Ranked) -> None:
        self.heard.append([match.name for match in event.matching.matches])


async def test_a_library_is_read_once_and_the_newest_wish_wins() -> None:
    a_library((("Good", "north", 1.0), ("Fair", "south", 0.5)))
    app = MatcherApp()
    async with alone(app):
        app.matcher.want(app.wish())
        assert app.matcher.reading == "providers"
        app.matcher.want(app.wish(region="north"))
        app.matcher.want(app.wish(region="south"))
        await at_rest(app)
        assert app.heard == [0, ["Fair"]]
        assert app.read_so_far == [(0, 2)]
        assert app.matcher.reading == ""
        app.matcher.want(app.wish(region="south"))  # the same: neither worked out nor told again
        answer = app.matcher.matching
        await at_rest(app)
        app.matcher.want(app.wish())
        await at_rest(app)
        assert app.heard[2:] == [["Good", "Fair"]]
        assert app.matcher.matching is not answer
        app.heard.clear()
        for region in ("north", "west", "south"):
            app.matcher.want(app.wish(region=region))
        await at_rest(app)
        assert app.heard == [["Good"], ["Fair"]]  # what is under way, and the newest


async def test_what_comes_of_a_folder_given_up_is_not_told() -> None:
    a_library((("Good", "north", 1.0),))
    app = MatcherApp()
    async with alone(app):
        app.matcher.want(app.wish("nowhere"))
        app.matcher.want(app.wish())
        await at_rest(app)
        assert app.heard == [0, ["Good"]]
        app.matcher.want(app.wish(region="north"))
        app.matcher.forget()
        await at_rest(app)
        assert len(app.heard) == 2
        assert (app.matcher.pool, app.matcher.matching) == (None, None)


async def test_a_folder_that_cannot_be_read_is_told_once_and_read_again_when_wished() -> None:
    app = MatcherApp()
    async with alone(app):
        app.matcher.want(app.wish())
        await at_rest(app)
        (error,) = app.heard
        assert isinstance(error, MspSelectError)
        assert app.matcher.reading == ""
        a_library((("Good", "north", 1.0),))
        app.matcher.want(app.wish())
        await at_rest(app)
        assert app.heard[1:] == [0, ["Good"]]


async def test_a_fault_in_the_background_is_the_hosts_to_name_and_the_next_wish_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    a_library((("Good", "north", 1.0),))
    app = MatcherApp()
    async with alone(app):
        with monkeypatch.context() as patch:
            patch.setattr("msp_select.ui.components.background_matcher.open_library", broken)
            app.matcher.want(app.wish())
            await at_rest(app)
        assert app.heard == []
        app.matcher.want(app.wish())
        await at_rest(app)
        assert app.heard == [0, ["Good"]]


class FilterApp(OnePart):
    """A bar of filters over a matching."""

    def __init__(self, matching: Matching) -> None:
        self.bar = FilterBar()
        super().__init__(self.bar)
        self.matching = matching

    def names(self) -> list[str]:
        return [match.name for match in self.bar.kept(self.matching)]

    @on(FilterBar.Sifted)
    def sifted(self, event: FilterBar.Sifted) -> None:
        self.heard.append(event.again)

    @on(FilterBar.Entered)
    def entered(self) -> None:
        self.heard.append("entered")


def a_matching() -> Matching:
    """Three providers ranked: Good, Fair, Poor."""
    catalog = load_catalog()
    firms = (("Good", "north", 1.0), ("Fair", "north", 0.5), ("Poor", "south", 0.0))
    on_file = [a_provider(k, *firm, catalog) for k, firm in enumerate(firms)]
    session = new_session("Acme", NOON.date())
    return match_library(session, catalog, pool_of([(one, "") for one in on_file], catalog))


async def test_a_search_and_must_haves_sift_and_the_filters_ask_for_another_ranking() -> None:
    app = FilterApp(a_matching())
    async with alone(app) as pilot:
        app.bar.search.focus()
        await press(pilot, "o", "o", "enter")
        assert app.heard == [False, False, "entered"]
        assert app.names() == ["Good", "Poor"]
        app.bar.next_must_haves()
        await at_rest(app)
        assert app.names() == ["Good"]
        assert app.bar.wanted is None
        app.heard.clear()
        assert not app.bar.ask_which("sector", app.matching.pool)
        assert app.bar.ask_which("region", app.matching.pool)
        await press(pilot, "3")
        assert app.bar.wanted == Wanted(region="south")
        app.bar.ask_users("45")
        await press(pilot, "enter")
        assert app.bar.wanted == Wanted(region="south", users=45)
        assert app.heard == [True, True]
        app.bar.clear()
        await at_rest(app)
        assert app.bar.wanted == Wanted()
        assert app.names() == ["Good", "Fair", "Poor"]
        assert True in app.heard[2:]


async def test_a_bar_of_filters_says_what_it_asks_for() -> None:
    app = FilterApp(a_matching())
    async with alone(app):
        words = app.bar.query_one("#match-wanted", ChangingText)
        app.bar.show(Wanted(region="south", users=1200))
        assert str(words.content) == "r south   s sector   u 1,200 users   m must-haves"
        app.bar.show(None)
        assert str(words.content) == ""


class MatchListApp(OnePart):
    """A list of providers on file."""

    def __init__(self) -> None:
        self.list = MatchList()
        super().__init__(self.list)

    @on(MatchList.Marked)
    def marked(self, event: MatchList.Marked) -> None:
        self.heard.append(event.taken)


async def test_marks_are_of_providers_and_not_of_rows_and_candidates_take_none() -> None:
    matching, app = a_matching(), MatchListApp()
    async with alone(app) as pilot:
        assert app.list.wanted == []
        app.list.show_matching(matching, matching.matches, places=1, taken={"firm-1"})
        assert app.list.current is matching.matches[0]
        assert app.list.wanted == ["firm-0"]  # the one under the cursor, where nobody is marked
        await press(pilot, "end", "space", "home", "space")
        assert app.list.current is matching.matches[1]  # marking goes on to the next
        await press(pilot, "space")
        assert app.heard == [False, False, True]
        assert app.list.wanted == ["firm-0", "firm-2"]
        assert app.list.heading.startswith("✓2 ")
        app.list.show_matching(matching, matching.matches[2:], places=1, taken=())
        assert app.list.wanted == ["firm-0", "firm-2"]
        app.list.clear_marks()
        assert app.list.wanted == ["firm-2"]
        app.list.show_nothing([Line(Content("Nobody"))])
        assert app.list.shown is None
        assert app.list.wanted == []
        assert app.list.heading == ""


async def test_places_moved_are_counted_from_when_the_bar_was_taken_hold_of_until_they_are_seen() -> None:
    matching, app = a_matching(), MatchListApp()
    best, middle, worst = matching.matches

    def moved() -> dict[str, int]:
        shown = app.list.shown
        assert shown is not None
        places = [] if shown.moved is None else shown.moved.tolist()
        return {shown.matching.pool.ids[at]: by for at, by in enumerate(places) if by}

    def show(*order: Match) -> None:
        at = np.array([match.at for match in order])
        turned = replace(matching, matches=replace(matching.matches, at=at))
        app.list.show_matching(turned, turned.matches, places=1, taken=())

    async with alone(app):
        show(best, middle, worst)
        app.list.hold()
        show(middle, best, worst)
        assert moved() == {"firm-1": 1, "firm-0": -1}
        app.list.hold()  # still the same bar
        show(middle, worst, best)
        assert moved() == {"firm-1": 1, "firm-2": 1, "firm-0": -2}
        app.list.let_go()
        assert app.list.seen()
        assert not app.list.seen()
        show(best, middle, worst)
        assert moved() == {}


async def test_the_reasons_are_those_of_the_provider_and_of_nobody_else() -> None:
    matching = a_matching()
    pane = ReasonsPane()
    list_ = MatchList()
    app = OnePart(Vertical(list_, pane))
    async with alone(app):
        list_.show_matching(matching, matching.matches, places=1, taken={"firm-1"})
        pane.show_reasons(list_.shown, list_.shown.rows[1] if list_.shown is not None else None)
        assert "Fair" in pane.text.splitlines()[0]
        assert "It is in the session already." in pane.text
        pane.show_reasons(list_.shown, None)
        assert pane.text.startswith("Nobody fits.")
        pane.show_reasons(None, None)
        assert pane.text == ""


# -- the form ---------------------------------------------------------------------------------------


class FormApp(OnePart):
    """Two pages: one that chooses, then one that asks for a number."""

    def __init__(self) -> None:
        self.form = KeyboardForm(self.choose)
        super().__init__(self.form)
        self.number = False

    def on_mount(self) -> None:
        self.draw()

    def choose(self, number: int) -> bool:
        if number > 2:
            return False
        self.heard.append(number)
        self.number = True
        self.draw()
        return True

    @on(KeyboardForm.Changed)
    def draw(self) -> None:
        lines = [Line(Content("first"), "a"), Line(Content("second"), "b")]
        if self.number:
            lines = [Line(Content("above"), "above"), Line(Content(self.form.typed or "type"), NUMBER)]
        self.form.show_page(lines, asks_number=self.number)

    @on(KeyboardForm.Chosen)
    def chosen(self, event: KeyboardForm.Chosen) -> None:
        self.heard.append((event.key, self.form.typed))
        if not self.form.typed:
            self.form.refuse("Nothing.")

    def on_key(self, event: Key) -> None:
        self.heard.append(event.key)  # what the form leaves to others


async def test_digits_choose_and_what_is_no_choice_is_left_to_others() -> None:
    app = FormApp()
    async with alone(app) as pilot:
        await press(pilot, "7", "x", "enter", "2")
    assert app.heard == ["7", "x", "enter", ("a", ""), 2]


async def test_a_digit_right_after_a_choice_belongs_to_the_page_that_follows() -> None:
    app = FormApp()
    async with alone(app):
        for digit in "1250":
            app.form.post_message(Key(digit, digit))
        await at_rest(app)
    assert app.heard == [1]
    assert app.form.typed == "250"
    assert "250" in app.form.text


async def test_a_number_is_typed_pasted_and_taken_back_and_what_is_wrong_stands_until_it_changes() -> None:
    app = FormApp()
    async with alone(app) as pilot:
        await press(pilot, "1")
        app.heard.clear()
        await press(pilot, "enter")
        assert app.form.fault == "Nothing."
        await press(pilot, "1", "2", "comma", "backspace")
        assert (app.form.typed, app.form.key, app.form.fault) == ("12", NUMBER, "")
        await press(pilot, "k", "enter", "escape")
        assert app.form.typed == ""
        app.form.post_message(Paste(" 1,250.50 USD\n"))
        await at_rest(app)
        assert app.form.typed == "1,250.50 USD"
        app.form.begin()
        await press(pilot, *"1,250.50123456789012345")
        assert app.form.typed == "1,250.50123456789012"
        app.form.begin()
        app.heard.clear()
        await press(pilot, "backspace", "escape")  # nothing to take back: they are for others
    assert app.heard == ["backspace", "escape"]


async def test_a_page_is_drawn_again_for_the_room_there_is() -> None:
    drawn: list[tuple[int, int]] = []

    class RoomApp(FormApp):
        @on(KeyboardForm.Changed)
        def note(self) -> None:
            drawn.append(self.form.space)

    app = RoomApp()
    async with alone(app) as pilot, asyncio.timeout(LIMIT):
        assert drawn[-1] == (80, 24)
        await pilot.resize_terminal(70, 20)
        while drawn[-1] != (70, 20):
            await asyncio.sleep(0.005)


# -- the answers ------------------------------------------------------------------------------------


def asked(question: str, **answers: Answer) -> Asked:
    """A question put to one candidate with these answers and a flat fee."""
    catalog = load_catalog()
    session = add_candidate(new_session("Acme", NOON.date()), "Vexley")
    session = set_bid(session, "vexley", {"basis": "flat", "monthly": 900})
    for key, answer in answers.items():
        session = set_answer(session, "vexley", key, answer)
    return Asked(session, catalog, session.candidate("vexley"), catalog.questions[question])


def after(session: Session, question: str) -> Answer | None:
    """What that session has for it."""
    return session.candidate("vexley").answers.get(question)


PATCHES = "pro_patch_days"


def test_proof_and_note_wait_for_the_answer_and_are_used_once() -> None:
    editor, one = AnswerEditor(), asked(PATCHES)
    assert editor.proven(one, 1) is one.session
    assert editor.noted(one, "page 4") is one.session
    grade = editor.evidence(one)
    assert grade != one.question.default_evidence
    assert editor.note(one) == "page 4"
    answer = after(editor.numbered(one, Decimal(14)), PATCHES)
    assert answer == Answer(value=Decimal(14), evidence=grade, note="page 4")
    assert after(editor.numbered(one, Decimal(14)), PATCHES) == Answer(value=Decimal(14))


def test_another_value_keeps_the_note_the_proof_and_who_said_it() -> None:
    editor = AnswerEditor()
    before = Answer(value=Decimal(7), evidence="seen", note="page 4", by="Ms Pyke")
    one = asked(PATCHES, **{PATCHES: before})
    assert after(editor.numbered(one, Decimal(14)), PATCHES) == before.model_copy(
        update={"value": Decimal(14)}
    )
    assert after(editor.stated(one, "refused"), PATCHES) == Answer(state="refused", note="page 4")
    assert after(editor.noted(one, "page 5"), PATCHES) == before.model_copy(update={"note": "page 5"})
    assert after(editor.said_by(one, "Mr Ho"), PATCHES) == before.model_copy(update={"by": "Mr Ho"})
    for agreed in (True, False):
        told = after(editor.not_applicable(one, "no servers", agreed=agreed), PATCHES)
        assert told is not None
        assert (told.state, told.reason, told.note) == ("not_applicable", "no servers", "page 4")
        assert told.confirmed == agreed
    assert after(editor.cleared(one), PATCHES) is None


def test_the_grades_of_proof_go_round() -> None:
    one = asked(PATCHES, **{PATCHES: Answer(value=Decimal(7), evidence="said")})
    seen = []
    for _ in STATED:
        session = AnswerEditor().proven(one, 1)
        one = Asked(session, one.catalog, session.candidate("vexley"), one.question)
        seen.append(one.answer.evidence if one.answer is not None else None)
    assert sorted(map(str, seen)) == sorted(STATED)
    assert seen[-1] == "said"


@pytest.mark.parametrize(("text", "fault"), [("much", "That is not a number."), ("99999", "is outside")])
def test_a_number_that_cannot_be_is_refused_in_words(text: str, fault: str) -> None:
    reading = read_number(text, asked(PATCHES).wanted)
    assert fault in reading.fault
    assert not reading.numbers


def test_a_figure_of_the_bid_goes_into_the_bid_and_a_state_takes_it_out() -> None:
    editor = AnswerEditor()
    field = next(q for q in load_catalog().questions.values() if q.bid_field == "hourly_rate")
    one = asked(field.id, **{field.id: Answer(state="unknown")})
    session = editor.numbered(one, Decimal(140))
    bid = session.candidate("vexley").bid
    assert bid is not None
    assert bid.hourly_rate == 140
    assert after(session, field.id) is None
    told = Asked(session, one.catalog, session.candidate("vexley"), field)
    for changed in (editor.stated(told, "refused"), editor.cleared(told)):
        bid = changed.candidate("vexley").bid
        assert bid is not None
        assert bid.hourly_rate is None
