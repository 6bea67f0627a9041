"""Questions: one a page, for one candidate after the other or for all of them in a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from msp_select.decision.note_words import note_in_words
from msp_select.decision.profile import ResolvedWeights, resolve_weights
from msp_select.model.candidate import Candidate
from msp_select.model.questionnaire import Question
from msp_select.ui.literal import literal
from msp_select.ui.progress import asked_questions, is_settled, settled
from msp_select.ui.question_page import Page, page_lines
from msp_select.ui.screens.answering import AnsweringPage
from msp_select.ui.widgets.dialogs import Choose
from msp_select.ui.widgets.line_list import Line


class QuestionsScreen(AnsweringPage):
    """The page of one question about one candidate."""

    PLACE = "questions"
    COMPUTES = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "proof(1)", "Proof", tooltip="How do we know: one grade better"),
        Binding("E", "proof(-1)", "Proof", tooltip="How do we know: one grade weaker", show=False),
        Binding("n", "note", "Note", tooltip="A note that stays with the answer"),
        Binding("d", "state('unknown')", "Don't know", tooltip="They were asked and don't know", show=False),
        Binding("r", "state('refused')", "Won't say", tooltip="They were asked and won't say", show=False),
        Binding("x", "not_applicable", "Doesn't apply", show=False),
        Binding("delete,backspace", "clear", "Take back", tooltip="Back to: not asked yet", show=False),
        Binding("left", "move(-1)", "Back", tooltip="The question before"),
        Binding("right", "move(1)", "Next", tooltip="The next question"),
        Binding("g", "open_one", "Next open", tooltip="The next question without an answer"),
        Binding("t", "turn", "Turn", tooltip="One question for all candidates in a row, or all for one"),
        Binding("c", "whose", "Whose", tooltip="Another candidate, same question"),
        Binding("l", "listed", "List", tooltip="All questions, to choose from", show=False),
        Binding("w", "who", "Who said it", tooltip="Who gave the answer", show=False),
        Binding("o", "open_prices", "Open prices", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[tuple[object, ...], ResolvedWeights] | None = None

    @property
    def guide(self) -> str:
        """What is behind the question on show."""
        question = self.question
        about = "Digits choose an answer and go on. Type a number, then Enter."
        if question is None:
            return about
        parts = [about, question.text, *([f"Why: {question.why}"] if question.why else [])]
        parts += [f"Ask for: {question.evidence}"] if question.evidence else []
        parts += [f"Watch for: {question.red_flag}"] if question.red_flag else []
        levels = [f"{n}  {level.label} ({level.value:.0f})" for n, level in enumerate(question.levels, 1)]
        parts += ["\n".join(levels)] if levels else []
        parts += [f"Where this comes from: {question.source}"] if question.source else []
        return "\n\n".join(parts)

    # -- the page ---------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """Show the question on show as it is now."""
        sheet = self.sheet
        if self.focused is None:
            sheet.focus()
        if self.candidate is None:
            sheet.show(_nobody())
        elif self.question is None:
            sheet.show(_sealed(self.candidate))
        else:
            page = self._page(self.candidate, self.question)
            answered = page.answer.value if page.answer is not None else None
            cursor = answered if isinstance(answered, str) else sheet.key
            sheet.show(page_lines(page, *self.space()), cursor=cursor)

    def _page(self, candidate: Candidate, question: Question) -> Page:
        session, catalog = self.work.session, self.work.catalog
        asked = asked_questions(session, catalog, session.candidate(candidate.id))
        pillar = catalog.pillar_of[question.id]
        criterion = pillar.criterion(question.criterion)
        weights = self._weights()
        answer = candidate.answers.get(question.id)
        figure = getattr(candidate.bid, question.bid_field, None) if question.bid_field else None
        number = [q.id for q in asked].index(question.id) + 1
        names = [c.id for c in session.candidates]
        row = f" · {names.index(candidate.id) + 1} of {len(names)} candidates" if self._across else ""
        return Page(
            question=question,
            candidate=candidate,
            heading=f"{candidate.name} · {pillar.title} · {criterion.title}",
            progress=f"Question {number} of {len(asked)}{row}",
            done=settled(candidate, asked),
            of=len(asked),
            answer=answer,
            figure=figure,
            evidence=self._evidence(answer),
            note=(note_in_words(answer) if answer is not None else "") or self._notes.get(self.stop, ""),
            typed=self._typed,
            fault=self._fault,
            reliance=weights.evidence,
            must_have=weights.must_haves.get(question.id),
            currency=session.currency,
        )

    def _weights(self) -> ResolvedWeights:
        session = self.work.session
        key = (
            session.business,
            session.weights,
            session.must_haves,
        )  # an answer leaves these the same objects
        if self._rules is None or any(a is not b for a, b in zip(self._rules[0], key, strict=True)):
            self._rules = (key, resolve_weights(session, self.work.catalog))
        return self._rules[1]

    # -- moving -----------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        if self.candidate is None:
            return
        stops = self._stops()
        at = stops.index(self.stop) + by
        if 0 <= at < len(stops):
            self._show(stops[at])
        else:
            self.select_app.say("This is the first question." if at < 0 else "This is the last question.")

    def action_open_one(self) -> None:
        if self.candidate is None:
            return
        stops = self._stops()
        at = stops.index(self.stop) + 1
        for stop in (*stops[at:], *stops[:at]):
            question = self.work.catalog.questions.get(stop[1])
            if question is not None and not is_settled(self.work.session.candidate(stop[0]), question):
                self._show(stop)
                return
        self.select_app.say("Every question has an answer." + self._sealed_words())

    def _sealed_words(self) -> str:
        sealed = self.work.shown.settings.sealed
        return " The prices can be opened now: o." if sealed else " F6 shows the result."

    def action_turn(self) -> None:
        self._across = not self._across
        one = (
            "This question for each candidate in turn." if self._across else "All questions of one candidate."
        )
        self.select_app.say(one)
        self.refresh_work()

    def action_whose(self) -> None:
        def chosen(candidate: str | None) -> None:
            if candidate is not None:
                self._show((candidate, self.stop[1]))

        if self.candidate is None:
            return
        options = [(c.id, c.name) for c in self.work.shown.candidates]
        self.app.push_screen(Choose("Whose answers?", options, chosen=self.candidate.id), chosen)

    def action_listed(self) -> None:
        candidate = self.candidate
        if candidate is None:
            return

        def chosen(question: str | None) -> None:
            if question is not None:
                self._show((self.stop[0], question))

        asked = [
            self.work.catalog.questions.get(key)
            for key in self._ids(self.work.session.candidate(candidate.id))
        ]
        options = [
            (q.id, f"{'●' if is_settled(candidate, q) else '·'} {q.short}") for q in asked if q is not None
        ]
        self.app.push_screen(Choose("Which question?", options, chosen=self.stop[1]), chosen)

    def action_back(self) -> None:
        self.select_app.go("candidates")


def _nobody() -> list[Line]:
    return [
        Line(literal("")),
        Line(literal(" There is nobody to ask about yet.")),
        Line(literal("")),
        Line(literal("   Enter: go to the candidates and add the first (also F4)"), "add"),
    ]


def _sealed(candidate: Candidate) -> list[Line]:
    return [
        Line(literal(f" {candidate.name} · Price", "bold")),
        Line(literal("")),
        Line(literal(" Prices are sealed until everything else is scored,")),
        Line(literal(" so that no price colours an answer.")),
        Line(literal("")),
        Line(literal("   Enter or o: open the prices"), "open"),
        Line(literal("")),
        Line(literal(" g goes to the next question without an answer, → to the next candidate.", "dim")),
    ]
