"""Signing: with whom, from when, for how long, and how notice is given; then every term by itself."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textual.app import App

from msp_select.decision.after.taking_promises import agreed_fee, agreed_notice, promises_taken
from msp_select.model.after_edits import with_agreement
from msp_select.model.edits import with_fields
from msp_select.model.signed import Signed
from msp_select.phrases.en.after import asking, place
from msp_select.phrases.en.after.deadlines import FORMS
from msp_select.phrases.en.dates import date_words, day_from
from msp_select.ui.agreement_terms import (
    ADD_PERSON,
    PERSON,
    PROMISE,
    changed,
    notice_from,
    person_from,
    renewal_from,
    terms,
    with_person,
    with_promise,
    with_target,
)
from msp_select.ui.components.field_form import FieldForm, FormField, checked
from msp_select.ui.typed_values import whole
from msp_select.ui.widgets.dialogs import AskText, Choose, Which

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

USUAL_NOTICE, USUAL_RENEWAL = "90 days", "12"
LEFT, TOLD, FIRM = ":left", ":told", ":firm"


class Signing:
    """What is signed, question by question; what was answered stays when it is begun again.

    `apply` takes the changed session. Terms are changed freely until `over`; then with a reason, which the
    log keeps.
    """

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._work, self._apply = app, work, apply
        self._form = FieldForm(app, self.fields, apply)
        self._given: dict[str, str] = {}
        self._signing = 0  # how long the log was once it was signed, while its terms are still looked through

    # -- for the first time ----------------------------------------------------------------------------

    def begin(self, candidate: str, signed: Callable[[], None]) -> None:
        """Ask with whom, `candidate` marked, and go on from there; then `signed` is called."""
        shown = self._work.shown.candidates
        if len(shown) == 1:
            self._ask_each(shown[0].id, signed)
            return

        def chosen(one: str | None) -> None:
            if one is not None:
                self._ask_each(one, signed)

        options = [(one.id, one.name) for one in shown]
        marked = self._given.get("candidate", candidate)
        self._app.push_screen(Choose(asking.WITH_WHOM, options, chosen=marked), chosen)

    def _ask_each(self, candidate: str, signed: Callable[[], None]) -> None:
        """The four things typed, and between them how notice is given."""
        self._given["candidate"] = candidate
        days = agreed_notice(self._work.catalog, self._work.session.candidate(candidate))
        notice = USUAL_NOTICE if days is None else f"{days} days"

        def start() -> None:
            self._ask("starts", asking.FIRST_DAY, "", asking.DAY_HINT, term)

        def term() -> None:
            self._ask("term_months", asking.TERM, str(self._work.session.term_months), "", length)

        def length() -> None:
            self._ask("notice", asking.NOTICE, notice, asking.NOTICE_HINT, form)

        def form() -> None:
            options = [(str(one), label) for one, label in FORMS.items()]
            self._app.push_screen(Which(asking.HOW_GIVEN, options), given)

        def given(one: str | None) -> None:
            if one is not None:
                self._given["form"] = one
                self._ask("renewal", asking.RENEWS, USUAL_RENEWAL, asking.RENEWS_HINT, done)

        def done() -> None:
            self._sign()
            signed()

        start()

    def _ask(self, name: str, title: str, usual: str, hint: str, then: Callable[[], None]) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._given[name] = text
                then()

        check = checked(lambda text: self._agreement({**self._given, name: text}))
        typed = self._given.get(name, usual)
        self._app.push_screen(AskText(title, typed, hint=hint, check=check), answered)

    def _agreement(self, given: Mapping[str, str]) -> Signed:
        """What was signed, as far as it has been answered, the rest as is usual (ValueError)."""
        session, today = self._work.session, self._work.now().date()
        candidate = session.candidate(given["candidate"])
        starts = day_from(given["starts"])
        notice = notice_from(given.get("notice", USUAL_NOTICE))
        return Signed.model_validate(
            {
                "id": secrets.token_hex(8),
                "candidate": candidate.id,
                "signed": min(today, starts),
                "starts": starts,
                "term_months": whole(given.get("term_months", "12")),
                "notice": {**notice, "form": given.get("form", "letter")},
                "renewal": renewal_from(given.get("renewal", "0")),
                "fee": agreed_fee(session, candidate),
                "promises": promises_taken(self._work.catalog, candidate).promises,
            }
        )

    def _sign(self) -> None:
        signed = self._agreement(self._given)
        name = self._work.session.candidate(signed.candidate).name
        session = with_agreement(self._work.session, signed, self._work.now())
        self._apply(session, asking.signed_with(name))
        self._signing, self._given = len(self._work.session.log), {}

    # -- every term ------------------------------------------------------------------------------------

    @property
    def signing(self) -> bool:
        """Whether it has just been signed, and its terms are still looked through."""
        return bool(self._signing) and self._signing == len(self._work.session.log)

    def over(self) -> None:
        """The terms have been looked through: from now on a change needs its reason."""
        self._signing = 0

    def ask(self, key: str) -> None:
        """Ask for one term; of a named person when they left, and whether that was told."""
        person = key.startswith(PERSON)
        self._form.walk([f"{key}{LEFT}", f"{key}{TOLD}"] if person else [key])

    def empty(self, key: str) -> None:
        """Take out what may be left open."""
        one = self.fields().get(key)
        if one is not None and one.typed and one.empty and not one.choices:
            self._form.take(one, "")

    def tick(self, key: str) -> None:
        """A promise stands in the contract, or it does not."""
        one = self.fields().get(f"{key}{FIRM}")
        if one is not None:
            self._form.take(one, "no" if one.typed == "yes" else "yes")

    def fields(self) -> Mapping[str, FormField]:
        """Every term by its key, and what more is asked of a promise or a person."""
        return {one.key: one for one in self._fields()}

    def _fields(self) -> Iterator[FormField]:
        work = self._work
        signed = work.session.agreement
        assert signed is not None
        for term in terms(signed, work.session.currency, sealed=work.shown.settings.sealed):
            title, hint = asking.TERMS[term.key]
            yield self._field(
                term.key, title, term.read, value=term.value, typed=term.typed,
                choices=term.choices, empty=term.empty, hint=hint,
            )  # fmt: skip
        yield from self._promises(signed)
        yield from self._people(signed)

    def _promises(self, signed: Signed) -> Iterator[FormField]:
        titles = {measure.id: measure.title for measure in self._work.catalog.agreed.measures}
        for at, promise in enumerate(signed.promises):
            title = asking.promise_line(promise, titles.get(promise.id, promise.says))
            key = f"{PROMISE}{at}"
            target = "" if promise.target is None else f"{promise.target.normalize():f}"
            firm = "yes" if promise.firm else "no"
            if target:
                yield self._field(
                    key, title, lambda text, at=at: with_target(signed, at, text),  # type: ignore[misc]
                    value=asking.FIRM[promise.firm], typed=target, empty=False,
                )  # fmt: skip
            yield self._field(
                f"{key}{FIRM}", title,
                lambda text, at=at: with_promise(signed, at, firm=text == "yes"),  # type: ignore[misc]
                typed=firm,
            )  # fmt: skip

    def _people(self, signed: Signed) -> Iterator[FormField]:
        for at, one in enumerate(signed.team):
            key, name = f"{PERSON}{at}", one.name
            said = ", ".join(filter(None, (one.role, asking.person_left(one))))
            yield self._field(key, name, lambda _: {}, value=said)
            for end, field, title, hint in (
                (LEFT, "until", asking.PERSON_LEFT, asking.PERSON_HERE),
                (TOLD, "told", asking.PERSON_TOLD, asking.PERSON_UNTOLD),
            ):
                day = getattr(one, field)
                if end == LEFT or one.until is not None:
                    yield self._field(
                        f"{key}{end}", title.format(name=name),
                        lambda text, at=at, field=field: with_person(  # type: ignore[misc]
                            signed, at, **{field: day_from(text) if text else None}
                        ),
                        value=date_words(day) if day else "", typed=day.isoformat() if day else "", hint=hint,
                    )  # fmt: skip
        yield self._field(
            ADD_PERSON, asking.ADD_PERSON, lambda text: {"team": [*signed.team, person_from(text)]},
            hint=asking.PERSON_HINT, empty=False,
        )  # fmt: skip

    def _field(
        self, key: str, title: str, read: Callable[[str], Mapping[str, Any]], **more: Any
    ) -> FormField:
        def take(text: str, why: str) -> Session:
            session = self._work.session
            assert session.agreement is not None
            signed = changed(session.agreement, read(text))
            if self.signing:
                return with_fields(session, agreement=signed)
            return with_agreement(session, signed, self._work.now(), why)

        why = "" if self.signing else place.WHY_TERMS
        return FormField(key=key, title=title, take=take, why=why, what=asking.term_changed(title), **more)
