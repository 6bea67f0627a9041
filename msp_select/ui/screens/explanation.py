"""Why: one page to read, for any two candidates, and every finding behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from msp_select.ui.clipboard import COPIED_WIDTH, copy_page
from msp_select.ui.components.folding_page import WhyPage
from msp_select.ui.literal_text import fitted, literal
from msp_select.ui.place_frame import CHEAPEST, TO_ASK, Place
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.model.session import Session
    from msp_select.phrases.explanation import Explanation

PARTS = {
    "questions": ("ask_next", "to_ask"),
    "cheapest": ("why_not_cheapest", "first_sentence"),  # the second where the cheapest leads
    "chart": ("differences",),
    "money": ("value_for_money",),
    "weights": ("flip_weights",),
}
ANYBODY = "-"


class ExplanationScreen(Place):
    """Why this one, and why not that one."""

    PLACE = "why"
    JUDGES = True
    AUTO_FOCUS = "#findings"
    GUIDE = (
        "Why the first is first, against whoever the choice is between, and why not the cheapest. "
        "s and g choose any two candidates; "
        "every figure is worked out from your answers, and what rests on our defaults says so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "subject", "Why whom", tooltip="Choose whom to explain"),
        Binding("g", "against", "Against", tooltip="Choose whom to compare with"),
        Binding("n", "step(1)", "Next", tooltip="The next heading"),
        Binding("p", "step(-1)", "Previous", show=False, tooltip="The heading before"),
        Binding("enter", "fold", "Unfold", tooltip="Unfold or fold what stands under the heading marked"),
        Binding("m", "fold_all", "More", tooltip="Unfold everything behind the page, or fold it again"),
        Binding("slash", "find", "Find", tooltip="Find a text, and unfold where it stands"),
        Binding("t", "contents", "All parts", show=False, tooltip="A list of all headings"),
        TO_ASK,
        CHEAPEST,
        Binding("y", "copy", "Copy", tooltip="Copy the page, and what is unfolded behind it, as text"),
        Binding("r", "result", "Result", show=False, tooltip="Back to the ranking"),
    ]

    @dataclass
    class Explained(Message):
        """An explanation is ready."""

        evaluation: Evaluation
        explanation: Explanation

    def __init__(self) -> None:
        super().__init__()
        self._subject: str | None = None
        self._against: str | None = None
        self._part = ""
        self._asked: tuple[Session, str | None, str | None] | None = None
        self._explained: ExplanationScreen.Explained | None = None
        self._sought = ""

    def body(self) -> ComposeResult:
        yield Static("", id="why-head")
        yield WhyPage(id="findings")

    # -- what to explain --------------------------------------------------------------------------------

    def begin_with(self, *, subject: str | None = None, part: str = "") -> None:
        self._choose(subject, None, part)

    def _choose(self, subject: str | None, against: str | None, part: str = "") -> None:
        """Explain `subject`, else the first, against `against`, else its rival, from `part` on."""
        self._subject, self._against, self._part = subject, against, part
        if self.is_mounted and self.is_current:
            self.refresh_work()

    @property
    def findable(self) -> list[tuple[str, str, str]]:
        """The findings worked out last; before that the two that are always wanted."""
        headings = self.query_one(WhyPage).headings if self.is_mounted else ()
        worked_out = [(heading.title, "Among the reasons", heading.kind) for heading in headings]
        wanted = [("What to ask next", "", "questions"), ("Why not the cheapest", "", "cheapest")]
        return worked_out or wanted

    def refresh_work(self) -> None:
        session = self.work.session
        known = {candidate.id for candidate in session.candidates}
        self._subject = self._subject if self._subject in known else None
        self._against = self._against if self._against in known - {self._subject} else None
        if not known:
            self._explained = self._asked = None
            self._say("There is nobody to explain yet. F4 adds a candidate, F5 answers for it.")
            self.query_one(WhyPage).clear()
            return
        asked = (session, self._subject, self._against)
        if self._asked == asked:
            self._go_to_part()
            return
        self._asked = asked
        self._say("Working out the reasons …")
        self._explain(*asked)

    @work(thread=True, exclusive=True, group="why", exit_on_error=False, description="")
    def _explain(self, session: Session, subject: str | None, against: str | None) -> None:
        """Evaluate and explain in the background."""
        from msp_select.phrases.explanation import explain

        evaluation = self.work.evaluation()
        if evaluation.of is session and not get_current_worker().is_cancelled:
            self.post_message(
                self.Explained(evaluation, explain(evaluation, subject=subject, against=against))
            )

    @on(Explained)
    def explained(self, message: ExplanationScreen.Explained) -> None:
        """Show what was worked out, unless the session has moved on."""
        if message.evaluation.of is not self.work.session:
            return
        self._explained = message
        explanation, page = message.explanation, self.query_one(WhyPage)
        names = {result.id: result.name for result in message.evaluation.results}
        page.explain(explanation, names)
        half = max((self.size.width - 20) // 2, 12)
        parts: list[Content | str] = ["Why ", literal(fitted(names[explanation.subject], half), "bold")]
        if explanation.against is not None:
            parts += ["  against ", literal(fitted(names[explanation.against], half), "bold")]
        self._say(Content.assemble(*parts))
        self.call_after_refresh(self._go_to_part)

    # -- showing ----------------------------------------------------------------------------------------

    @on(WhyPage.Resized)
    def draw(self) -> None:
        """The page in the room there is."""
        self.query_one(WhyPage).draw()

    def _say(self, text: Content | str) -> None:
        self.query_one("#why-head", Static).update(text if isinstance(text, Content) else literal(text))

    def _go_to_part(self) -> None:
        """Scroll to the part that was asked for, once it is on the page."""
        page = self.query_one(WhyPage)
        if not self._part or not page.headings:
            return
        kinds, self._part = PARTS.get(self._part, (self._part,)), ""
        places = {heading.kind: k for k, heading in reversed([*enumerate(page.headings)])}
        place = next((places[kind] for kind in kinds if kind in places), None)
        if place is not None:
            page.go_to(place)
        else:
            self.select_app.say("There is nothing to say on that here.")

    # -- keys -------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        self.query_one(WhyPage).step(by)

    def action_fold(self) -> None:
        if not self.query_one(WhyPage).fold():
            self.select_app.say("n goes to the next heading; Enter unfolds those behind the page.")

    def action_fold_all(self) -> None:
        self.query_one(WhyPage).fold_all()

    def action_find(self) -> None:
        hint = "Enter goes to the next place that has it, Esc leaves it."
        self.app.push_screen(AskText("Find on this page and behind it", self._sought, hint=hint), self._find)

    def _find(self, text: str | None) -> None:
        if text is None:
            return
        self._sought = text
        if not self.query_one(WhyPage).find(text):
            self.select_app.say(f'"{text}" stands nowhere here.')

    def action_contents(self) -> None:
        headings = self.query_one(WhyPage).headings
        if headings:
            options = [(str(k), heading.title) for k, heading in enumerate(headings)]
            self.app.push_screen(Choose("Go to", options), self._to_heading)

    def _to_heading(self, number: str | None) -> None:
        if number is not None:
            self.query_one(WhyPage).go_to(int(number))

    def action_subject(self) -> None:
        options = [(ANYBODY, "whoever is first"), *self._candidates()]
        self.app.push_screen(
            Choose("Explain whom?", options, chosen=self._subject or ANYBODY), self._take_subject
        )

    def action_against(self) -> None:
        shown = self._explained.explanation.subject if self._explained else None
        others = [option for option in self._candidates() if option[0] != shown]
        options = [(ANYBODY, "whoever the choice is between"), *others]
        self.app.push_screen(
            Choose("Compare with whom?", options, chosen=self._against or ANYBODY), self._take_against
        )

    def _candidates(self) -> list[tuple[str, str]]:
        evaluation = self._explained.evaluation if self._explained else None
        if evaluation is None:
            return [(candidate.id, candidate.name) for candidate in self.work.shown.candidates]
        return [(result.id, result.name) for result in evaluation.results]

    def _take_subject(self, chosen: str | None) -> None:
        if chosen is not None:
            against = None if chosen == self._against else self._against
            self._choose(None if chosen == ANYBODY else chosen, against)

    def _take_against(self, chosen: str | None) -> None:
        if chosen is not None:
            self._choose(self._subject, None if chosen == ANYBODY else chosen)

    def action_copy(self) -> None:
        if self._explained is not None:
            copy_page(self.select_app, "why", self.query_one(WhyPage).as_text(COPIED_WIDTH))

    def action_result(self) -> None:
        self.select_app.go("result")
