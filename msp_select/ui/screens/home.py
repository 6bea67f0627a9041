"""Start: this session at a glance, or start one, open one, try an example."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.ui.literal_text import fitted, literal, padded, wrapped
from msp_select.ui.place_frame import CHEAPEST, TO_ASK, Place
from msp_select.ui.places import BESIDE, PLACES, WALK
from msp_select.ui.start_session import open_file, save_copy, start_new, try_example
from msp_select.ui.versions import show_versions
from msp_select.ui.widgets.selectable_lines import Line, LineList

ROOMY = 72  # cells from which the names of files stand beside the titles
CONTINUE = "do:continue"
LISTED_BIDDERS, BIDDER = 5, 15  # so many lines, and cells for a name
ENTRIES = (
    ("new", "n", "Start a new selection"),
    ("open", "o", "Open a session file"),
    ("example", "e", "Try an example"),
)


class HomeScreen(Place):
    """Where one arrives and where Esc leads."""

    PLACE = "home"
    COMPUTES = False
    GUIDE = (
        "msp-select helps you choose the company you trust with your IT: you say what matters to you, note "
        "what each candidate answers, and see who fits best, how sure that is, and why.\n"
        "Everything is kept in one file of yours. Nothing is sent anywhere."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("o", "open", "Open", tooltip="Open a session file"),
        Binding("e", "example", "Example", tooltip="Open an example", show=False),
        Binding("t", "details", "About", tooltip="Title, size, currency, tax and term"),
        Binding("c", "copy", "Copy", tooltip="Save a copy"),
        Binding("s", "app.go('bidders')", "Send", tooltip="Send the bidders the questions", show=False),
        TO_ASK,
        CHEAPEST,
        Binding("v", "versions", "Versions", tooltip="Earlier versions of this file"),
    ]

    def body(self) -> ComposeResult:
        yield LineList(id="sheet")

    def refresh_place(self) -> None:
        """Show the session if there is one, and what else can be opened."""
        self._ready = True
        self.refresh_frame()
        self.query_one(LineList).show(self._lines(), cursor=CONTINUE)
        if self.focused is None:
            self.query_one(LineList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A copy needs something to copy."""
        work = self.select_app.work
        if action in ("ask", "why_cheapest"):
            return work is not None and bool(work.session.candidates)
        return work is not None if action in ("copy", "details", "versions") else True

    def _lines(self) -> list[Line]:
        width = max(self.app.size.width - 4, 40)
        lines = self._walk(width) if self.select_app.work is not None else self._welcome()
        lines += [Line(literal(f"   {key}  {text}"), f"do:{name}") for name, key, text in ENTRIES]
        recent = [v for v in self.select_app.state.visits if v.reference != self._open_reference()]
        if recent:
            lines += [Line(literal("")), Line(literal(" Opened before", "bold"))]
        now, files = self.select_app.now(), [os.path.basename(visit.reference) for visit in recent]
        for visit, file in zip(recent, files, strict=True):
            if files.count(file) > 1:  # which of those that are called so
                file = os.path.join(os.path.basename(os.path.dirname(visit.reference)), file)
            far = f"{visit.answered} of {visit.asked} answered" if visit.asked else "just started"
            name = fitted(file, 16) if width >= ROOMY else ""
            left = padded(visit.title or visit.reference, max(width - (58 if name else 41), 14))
            text = f"   {left}  {padded(visit.age(now), 12)}{padded(far, 22)}{name}"
            lines.append(Line(literal(text), f"file:{visit.reference}"))
        return lines

    def _open_reference(self) -> str:
        return self.select_app.key_of_work if self.select_app.work is not None else ""

    def _welcome(self) -> list[Line]:
        texts = (
            "",
            " Choose the company you trust with your IT.",
            " Say what matters, note what each bidder answers, and see who fits and why.",
            " All is kept in one file of yours; nothing is sent anywhere.",
            "",
        )
        return [Line(literal(text, "bold" if at == 1 else "")) for at, text in enumerate(texts)]

    def _walk(self, width: int) -> list[Line]:
        from msp_select.ui.place_status import bidders_standing, glance, next_step

        work = self.select_app.work
        assert work is not None
        states = glance(work.shown, work.catalog)
        first, *rest = wrapped(next_step(work, self.select_app.candidate).words, width - 20)
        lines = [
            Line(literal(f"   {padded('Continue', 16)}{first}", "bold"), CONTINUE),
            *(Line(literal(f"   {' ' * 16}{line}", "bold"), of=CONTINUE) for line in rest),
            Line(literal(" The way through", "bold")),
        ]
        for place in WALK:
            key = place.key.upper()
            text = padded(states.get(place.name, place.what), width - 26)
            lines.append(Line(literal(f"   {padded(place.title, 16)}{text} {key:>4}"), f"go:{place.name}"))
            if place.name == "questions":
                lines += self._bidders(width, bidders_standing(work))
        about = padded("title, size, currency, tax, term", width - 28)
        lines.append(Line(literal(f"   {padded('About it', 16)}{about}     t"), "do:details"))
        for place in (one for one in BESIDE if one.name != "bidders"):
            stands = states.get(place.name)  # said in full; what a place is for may be cut
            first, *rest = wrapped(stands, width - 22) if stands else [fitted(place.what, width - 22)]
            lines.append(Line(literal(f"   {padded(place.title, 16)}{first}"), f"go:{place.name}"))
            lines += [Line(literal(f"   {' ' * 16}{line}"), of=f"go:{place.name}") for line in rest]
        return [*lines, Line(literal("")), Line(literal(" Another session", "bold"))]

    def _bidders(self, width: int, each: Mapping[str, str]) -> list[Line]:
        """Where each bidder stands, a line for each; how many, where they are too many for that."""
        work = self.select_app.work
        assert work is not None
        names = {one.id: one.name for one in work.shown.candidates}
        stands = [f"{fitted(names[one], BIDDER)}: {words}" for one, words in each.items()]
        if len(stands) > LISTED_BIDDERS or not any(one.sheets for one in work.session.candidates):
            stands = [PLACES["bidders"].what]
        room = width - 26
        first, *rest = [
            f"{'  ' * bool(at)}{line}" for text in stands for at, line in enumerate(wrapped(text, room - 2))
        ]
        title = padded(PLACES["bidders"].title, 16)
        return [
            Line(literal(f"   {title}{padded(first, room)}    s"), "go:bidders"),
            *(Line(literal(f"   {' ' * 16}{text}"), of="go:bidders") for text in rest),
        ]

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter or a click on a line."""
        kind, _, what = event.key.partition(":")
        if kind == "go":
            self.select_app.go(what)
        elif kind == "file":
            self.select_app.try_open(what)
        else:
            getattr(self, f"action_{what}")()

    def action_back(self) -> None:
        """There is nothing behind the start; the list is what one looks for."""
        self.query_one(LineList).focus()

    def action_continue(self) -> None:
        """Go on where something is left to do."""
        from msp_select.ui.place_status import next_step

        step = next_step(self.work, self.select_app.candidate)
        if step.candidate:
            self.select_app.candidate, self.select_app.question = step.candidate, step.question
        self.select_app.go(step.place)

    def action_new(self) -> None:
        start_new(self.select_app)

    def action_open(self) -> None:
        open_file(self.select_app)

    def action_example(self) -> None:
        try_example(self.select_app)

    def action_details(self) -> None:
        self.select_app.go("details")

    def action_copy(self) -> None:
        save_copy(self.select_app)

    def action_versions(self) -> None:
        show_versions(self.select_app)
