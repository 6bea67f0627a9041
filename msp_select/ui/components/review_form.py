"""A review that was held, put in question by question, with what was decided; each answer kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textual.app import App

from msp_select.model.after_edits import with_review, with_review_in_place
from msp_select.model.reviews import REVIEW_QUESTIONS, Decision, Review
from msp_select.phrases.en.after import asking
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.ui.components.field_form import FieldForm, FormField, checked
from msp_select.ui.typed_values import whole, yardstick_of
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

DECISION, ADD_DECISION = "decision:", "add_decision"
YARDSTICK = "yardstick_from"  # a rare decision, asked only where its line is chosen


class ReviewForm:
    """The review on show, the latest to begin with; `apply` takes the changed session."""

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._work, self._take = app, work, apply
        self._form = FieldForm(app, self.fields, self._apply)
        self._at = 0  # how many reviews before the latest
        self._noted = 0  # how long the log was once a review was recorded, while it is filled in

    @property
    def review(self) -> Review | None:
        """The review on show."""
        reviews = self._work.session.reviews
        return reviews[-1 - min(self._at, len(reviews) - 1)] if reviews else None

    def turn(self, by: int) -> None:
        """An earlier review, or a later one."""
        self._at = max(0, min(self._at - by, len(self._work.session.reviews) - 1))

    def _apply(self, session: Session, what: str) -> None:
        self._take(session, what)
        self._noted = len(self._work.session.log)

    # -- recording -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask on which day it was held, keep it, and go through its questions."""

        def held(text: str) -> Review:
            day = day_from(text)
            if any(one.held == day for one in self._work.session.reviews):
                raise ValueError(asking.THERE_ALREADY)
            return Review(held=day, kind="quarterly" if self._work.session.reviews else "first")

        def answered(text: str | None) -> None:
            if text is None:
                return
            review = held(text)
            session = with_review(self._work.session, review, self._work.now())
            self._apply(session, asking.review_of(date_words(review.held)))
            self._at = sum(one.held > review.held for one in self._work.session.reviews)
            self._form.walk([key for key in self.fields() if key != YARDSTICK], self._decide)

        self._app.push_screen(AskText(asking.HELD, hint=asking.DAY_HINT, check=checked(held)), answered)

    def ask(self, key: str) -> None:
        """Ask for one answer; of a decision when it was done."""
        if key == ADD_DECISION:
            self._decide()
        else:
            self._form.ask(key)

    def empty(self, key: str) -> None:
        """Take out what stands there; a decision is not done again."""
        one = self.fields().get(key)
        if one is not None and one.typed:
            self._form.take(one, "")

    def _decide(self) -> None:
        """Ask what was decided, who does it and by when, until there is no more."""

        def what(text: str | None) -> None:
            if not text:
                return
            sides = [(str(side), label) for side, label in asking.SIDES.items()]
            self._app.push_screen(Choose(asking.WHO_DOES_IT, sides), lambda side: who(text, side))

        def who(text: str, side: str | None) -> None:
            if side is not None:
                hint = asking.NOBODY_NAMED
                dialog = AskText(asking.WHICH_PERSON, hint=hint, blank=True)
                self._app.push_screen(dialog, lambda person: by(text, side, person))

        def by(text: str, side: str, person: str | None) -> None:
            if person is not None:
                check = checked(lambda day: day_from(day) if day else None)
                dialog = AskText(asking.BY_WHEN, hint=asking.BY_HINT, check=check, blank=True)
                self._app.push_screen(dialog, lambda day: decided(text, side, person, day))

        def decided(text: str, side: str, person: str, day: str | None) -> None:
            if day is None:
                return
            fields = {"what": text, "side": side, "who": person, "by": day_from(day) if day else None}
            review = self.review
            assert review is not None
            decisions = (*review.decisions, Decision.model_validate(fields))
            self._apply(self._with(decisions=decisions), asking.DECISIONS.lower())
            self._decide()

        hint = asking.DECIDED_HINT
        self._app.push_screen(AskText(asking.DECIDED, hint=hint, blank=True), what)

    # -- what is there ---------------------------------------------------------------------------------

    def fields(self) -> Mapping[str, FormField]:
        """Every answer of the review on show by its key; nothing without one."""
        review = self.review
        return {} if review is None else {one.key: one for one in self._fields(review)}

    def _fields(self, review: Review) -> Iterator[FormField]:
        yield self._choice("kind", asking.KIND, review.kind, asking.REVIEW_KINDS)
        yield self._text("there", asking.WHO_WAS_THERE, ", ".join(review.there), asking.THERE_HINT, _names)
        yield self._choice("decider_there", asking.DECIDER, review.decider_there, asking.YES_NO)
        for question in REVIEW_QUESTIONS:
            said = {str(key): label for key, label in asking.SAID.items()}
            yield self._choice(question, asking.REVIEW_QUESTIONS[question], review.said(question), said)
        days = review.clock_stood_still
        typed = "" if days is None else str(days)
        yield self._text(
            "clock_stood_still",
            asking.CLOCK,
            typed,
            asking.CLOCK_HINT,
            lambda text: whole(text) if text else None,
        )
        yield self._text("note", asking.NOTE, review.note, "", str)
        yield self._yardstick(review)
        for at, one in enumerate(review.decisions):
            yield self._decision(review, at, one)

    def _choice(self, name: str, title: str, now: str | None, options: Mapping[str, str]) -> FormField:
        choices = {**options} if name == "kind" else {**options, "": asking.NOT_ASKED}
        return FormField(
            key=name,
            title=title,
            value=options.get(now or "", ""),
            asked=f"{title}?",
            typed=now or "",
            choices=choices,
            take=lambda text, _: self._with(**{name: text or None}),
            what=title.lower(),
        )

    def _text(self, name: str, title: str, now: str, hint: str, read: Callable[[str], Any]) -> FormField:
        return FormField(
            key=name,
            title=title,
            value=now,
            typed=now,
            hint=hint or asking.SKIPS,
            take=lambda text, _: self._with(**{name: read(text)}),
            what=title.lower(),
        )

    def _yardstick(self, review: Review) -> FormField:
        """From which month on figures are held; another one is chosen, or taken back, with a reason."""
        month, signed = review.yardstick_from or "", self._work.session.agreement
        assert signed is not None

        def take(text: str, why: str) -> Session:
            chosen = yardstick_of(text, signed, review.held) if text else None
            fields = {"yardstick_from": chosen, "why": why if chosen else ""}
            changed = Review.model_validate({**dict(review), **fields})
            what = asking.yardstick_changed(review.held.isoformat(), chosen or "")
            return with_review_in_place(self._work.session, review, changed, self._work.now(), what, why)

        value = month_words(month) if month else ""
        return FormField(
            key=YARDSTICK,
            title=asking.YARDSTICK,
            value=f"{value}: {review.why}" if review.why else value,
            asked=asking.YARDSTICK_ASKED,
            typed=month,
            hint=asking.YARDSTICK_HINT,
            why=asking.WHY_YARDSTICK,
            take=take,
            what=asking.YARDSTICK.lower(),
        )

    def _decision(self, review: Review, at: int, one: Decision) -> FormField:
        by, done = (date_words(day) if day else "" for day in (one.by, one.done))

        def take(text: str, _: str) -> Session:
            changed = one.model_copy(update={"done": day_from(text) if text else None})
            return self._with(decisions=(*review.decisions[:at], changed, *review.decisions[at + 1 :]))

        return FormField(
            key=f"{DECISION}{at}",
            title=asking.decision_line(one.what, one.side, one.who, by, done),
            asked=asking.DONE_ON.format(what=one.what),
            typed=one.done.isoformat() if one.done else "",
            hint=asking.DONE_HINT,
            take=take,
            what=one.what,
        )

    def _with(self, **fields: Any) -> Session:
        """The session with these in the review on show; what is changed later is an entry of the log."""
        session, before = self._work.session, self.review
        assert before is not None
        review = Review.model_validate({**dict(before), **fields})
        fresh = self._noted == len(session.log)
        what = "" if fresh else asking.review_changed(before.held.isoformat())
        return with_review_in_place(session, before, review, self._work.now(), what)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
