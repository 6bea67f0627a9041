"""The voices of the people who work there, and requests checked at random: asked for, and kept in counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from msp_select.decision.after.sample import drawn_requests, seed_of
from msp_select.model.after_edits import with_check, with_pulses
from msp_select.model.voices import PULSE_QUESTIONS, Check, Pulse
from msp_select.phrases.en.after import asking
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.ui.components.field_form import checked
from msp_select.ui.typed_values import marks_of, month_of, whole
from msp_select.ui.widgets.dialogs import AskText

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession


class Step(NamedTuple):
    """One thing asked: under which name it is kept, how, and what reads it (ValueError)."""

    name: str
    title: str
    hint: str
    read: Callable[[str], Any]
    blank: bool = False


PULSE = (
    Step("asked", asking.PULSE_ASKED, asking.DAY_HINT, day_from),
    Step("invited", asking.PULSE_INVITED, asking.INVITED_HINT, lambda t: whole(t) if t else None, blank=True),
    *(
        Step(
            one, asking.PULSE_MARKS.format(question=asking.PULSE_QUESTIONS[one]), asking.MARKS_HINT, marks_of
        )
        for one in PULSE_QUESTIONS
    ),
)
CHECK = (
    Step("month", asking.CHECK_MONTH, asking.NOT_A_MONTH, month_of),
    Step("checked", asking.CHECK_MANY, asking.NOT_A_NUMBER, whole),
    Step("wrong", asking.CHECK_WRONG, asking.WRONG_HINT, whole),
)


class VoicesHeard:
    """What is asked one after the other and kept together; what was answered stays when it is begun again."""

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._work, self._apply = app, work, apply
        self._pulse: dict[str, str] = {}
        self._check: dict[str, str] = {}

    def ask_pulse(self, over: Callable[[str], None]) -> None:
        """Put in what the people said; `over` hears how many answered, and never what."""

        def kept() -> None:
            pulse = Pulse.model_validate(_read(PULSE, self._pulse))
            session = with_pulses(self._work.session, (pulse,), self._work.now())
            self._apply(session, asking.pulse_of(date_words(pulse.asked)))
            self._pulse = {}
            over(asking.pulse_kept(pulse))

        self._ask(PULSE, Pulse.model_validate, self._pulse, kept)

    def ask_check(self, over: Callable[[str], None]) -> None:
        """Put in how many requests were checked, and how many of them were wrong."""

        def kept() -> None:
            answers = _read(CHECK, self._check)
            check = Check.model_validate({**answers, "seed": seed_of(answers["month"])})
            session = with_check(self._work.session, check, self._work.now())
            what = asking.check_of(month_words(check.month))
            self._apply(session, what)
            self._check = {}
            over(asking.check_kept(check))

        if self._work.session.months:
            self._check.setdefault("month", self._work.session.months[-1].month)
        self._ask(CHECK, Check.model_validate, self._check, kept)

    def _hint(self, step: Step) -> str:
        """What helps to answer; before the wrong ones are counted, which requests are to be checked."""
        if step.name != "wrong":
            return step.hint
        given = _read(CHECK[:-1], self._check)
        drawn = drawn_requests(self._work.session, given["month"], given["checked"])
        if drawn is None:
            return step.hint
        places = ", ".join(map(str, drawn.places))
        return f"{asking.DRAWN.format(there=drawn.there, places=places)} {step.hint}"

    def _ask(
        self,
        steps: Sequence[Step],
        whole_of: Callable[[Mapping[str, Any]], object],
        given: dict[str, str],
        kept: Callable[[], None],
        at: int = 0,
    ) -> None:
        step = steps[at]

        def answered(text: str | None) -> None:
            if text is None:
                return
            given[step.name] = text
            if at + 1 < len(steps):
                self._ask(steps, whole_of, given, kept, at + 1)
            else:
                kept()

        def read(text: str) -> None:
            step.read(text)
            if at + 1 == len(steps) or step.name in PULSE_QUESTIONS:
                whole_of(_read(steps[: at + 1], {**given, step.name: text}))

        typed = given.get(step.name, "")
        dialog = AskText(step.title, typed, hint=self._hint(step), check=checked(read), blank=step.blank)
        self._app.push_screen(dialog, answered)


def _read(steps: Sequence[Step], given: Mapping[str, str]) -> dict[str, Any]:
    return {step.name: step.read(given[step.name]) for step in steps}
