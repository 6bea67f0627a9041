"""A call to a client of a bidder, noted question by question; each is kept as soon as it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.app import App

from msp_select.exchange.reference_call import Heard, lifted, with_heard
from msp_select.model.candidate import AnswerValue
from msp_select.model.questionnaire import Question
from msp_select.phrases.en.reference_call import (
    LEAVE,
    LIVED,
    NOT_SAID,
    WHOM,
    call_question,
    claim,
    lived_hint,
    what_they_say,
)
from msp_select.phrases.en.typed_numbers import settled_number
from msp_select.phrases.en.wanted_numbers import wanted_of_question
from msp_select.ui.literal_text import fitted
from msp_select.ui.widgets.dialogs import AskText, Choose, Tick, Which

if TYPE_CHECKING:
    from msp_select.model.reference_call import CallAnswer, CallQuestion
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

CLAIM = 58  # cells for what the bidder says, in a list


class ReferenceCall:
    """One call about one bidder; `apply` takes the changed session, `over` hears how many were answered."""

    def __init__(
        self,
        app: App[int],
        work: OpenSession,
        candidate: str,
        apply: Callable[[Session, str], None],
        over: Callable[[int], None],
    ) -> None:
        self._app, self._work, self._candidate = app, work, candidate
        self._apply, self._over = apply, over
        call = work.catalog.reference_call
        answered = work.shown.candidate(candidate)  # no price while these are sealed
        calls = call.calls if call is not None else ()
        self._say_first = call.say_first if call is not None else ""
        self._calls = tuple(one for one in calls if lifted(answered, one, work.catalog))
        self._client, self._noted = "", 0

    @property
    def is_of_use(self) -> bool:
        """Whether there is an answer that a client could confirm."""
        return bool(self._calls)

    def begin(self) -> None:
        """Ask who is on the telephone."""

        def named(client: str | None) -> None:
            if client is not None:
                self._client = client
                self._ask(0)

        hint = f'A name and a firm, for your log. Say first: "{self._say_first}"'
        self._app.push_screen(AskText(WHOM, hint=hint), named)

    def _ask(self, at: int) -> None:
        if at == len(self._calls):
            self._over(self._noted)
            return
        call = self._calls[at]
        options = [*((one.id, one.label) for one in call.answers), ("", NOT_SAID)]

        def heard(key: str | None) -> None:
            if key is None:
                self._over(self._noted)
            elif not key:
                self._ask(at + 1)
            else:
                self._ask_lived(at, call, next(one for one in call.answers if one.id == key))

        self._app.push_screen(Which(call_question(call, at + 1, len(self._calls)), options), heard)

    def _ask_lived(self, at: int, call: CallQuestion, answer: CallAnswer) -> None:
        if answer.verdict == "silent":
            self._keep(at, Heard(call, answer))
            return
        candidate = self._work.shown.candidate(self._candidate)
        found = lifted(candidate, call, self._work.catalog)
        options = [(q.id, fitted(claim(q, candidate.answers[q.id]), CLAIM)) for q in found]
        ticked = () if answer.verdict == "worse" else tuple(q.id for q in found)

        def lived(keys: tuple[str, ...] | None) -> None:
            if keys is None:
                self._ask(at)
            elif answer.verdict == "agrees":
                self._keep(at, Heard(call, answer, keys))
            else:
                self._ask_word(at, Heard(call, answer, keys), [q for q in found if q.id in keys], {})

        hint = lived_hint(answer.verdict)
        self._app.push_screen(Tick(LIVED, options, ticked=ticked, hint=hint), lived)

    def _ask_word(self, at: int, heard: Heard, left: list[Question], says: Mapping[str, AnswerValue]) -> None:
        """The client's own word on each question, or the bidder's."""
        if not left:
            self._keep(at, Heard(heard.call, heard.answer, heard.lived, says))
            return
        question, *rest = left
        before = self._work.session.candidate(self._candidate).answers[question.id]
        title = what_they_say(question, before)

        def said(value: AnswerValue | None) -> None:
            more = {} if value is None or value == before.value else {question.id: value}
            self._ask_word(at, heard, rest, {**says, **more})

        if question.levels:
            options = [("", LEAVE), *((level.id, level.label) for level in question.levels)]
            self._app.push_screen(Choose(title, options, chosen=""), lambda key: said(key or None))
            return
        session, catalog = self._work.session, self._work.catalog
        wanted = wanted_of_question(question, None, session, catalog)

        def number(text: str | None) -> Decimal | None:
            return settled_number(text, wanted) if text else None

        def check(text: str) -> str:
            try:
                number(text)
            except ValueError as fault:
                return str(fault)
            return ""

        hint = f"A number ({wanted.unit_in_words}); Enter alone leaves what the bidder says."
        self._app.push_screen(
            AskText(title, hint=hint, check=check, blank=True), lambda text: said(number(text))
        )

    def _keep(self, at: int, heard: Heard) -> None:
        work = self._work
        name = work.shown.candidate(self._candidate).name
        session = with_heard(work.session, work.catalog, self._candidate, heard, self._client, work.now())
        if session is not work.session:
            self._apply(session, f"what a client of {name} said")
        self._noted += 1
        self._ask(at + 1)
