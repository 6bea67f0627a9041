"""What was signed or put in, changed by ordinary prompts: terms, a month that is there, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msp_select.cli.plain.prompts import answered, ask, choose, counted, tell
from msp_select.cli.sign import first_signed
from msp_select.model.after_edits import with_agreement, with_month, with_months, with_review_in_place
from msp_select.model.months import Actual, Month, last_day
from msp_select.model.refused_value import sentence
from msp_select.model.reviews import Decision, Review
from msp_select.model.signed import Signed
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import asking, place
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.ui.agreement_terms import changed, terms, with_promise, with_target
from msp_select.ui.month_figures import followed, has_theirs
from msp_select.ui.typed_values import month_of

NOTHING_THERE = "Nothing was put in for that month yet."
BACK = ("b", "Back")
Change = tuple[str, Callable[[str], Mapping[str, Any]], Mapping[str, str]]
"""How a term stands, what another text changes, and between what it is chosen, if it is."""


def sign_first(work: OpenSession) -> None:
    """Say with whom it was signed, from when, and how notice is given."""
    settings = work.session.settings
    if settings.blind or settings.sealed or not work.session.candidates:
        tell(place.NOT_TO_BE_SIGNED_YET)
        return
    signed = first_signed(work)
    name = work.session.candidate(signed.candidate).name
    work.change(with_agreement(work.session, signed, work.now()), asking.signed_with(name))
    tell(f"{asking.signed_head(signed, name)}.")


def change_terms(work: OpenSession) -> None:
    """One term after the other, each with its reason, until the user goes back."""
    while True:
        signed = work.session.agreement
        assert signed is not None
        found = _terms(work, signed)
        told = [f"{title}: {value or place.NOTHING}" for title, (value, _, _) in found]
        at = choose(asking.WHICH_TERM, [*counted(told), BACK], default="b")
        if at == "b":
            return
        title, (_, read, choices) = found[int(at) - 1]
        text = _typed(title, choices)
        if text is None:
            continue
        try:
            new = changed(signed, read(text))
        except ValueError as error:
            tell(sentence(error))
            continue
        if why := ask(f"{place.WHY_TERMS} (Enter alone leaves all as it was)"):
            work.change(with_agreement(work.session, new, work.now(), why), asking.term_changed(title))


def _terms(work: OpenSession, signed: Signed) -> list[tuple[str, Change]]:
    """Every term, then each promise with its target and whether it stands in the contract."""
    sealed = work.shown.settings.sealed
    found: list[tuple[str, Change]] = [
        (asking.TERMS[one.key][0], (one.value, one.read, one.choices))
        for one in terms(signed, work.session.currency, sealed=sealed)
    ]
    titles = {measure.id: measure.title for measure in work.catalog.agreed.measures}
    for at, promise in enumerate(signed.promises):
        line = asking.promise_line(promise, titles.get(promise.id, promise.says))
        firm = asking.FIRM[promise.firm]
        if promise.target is not None:
            found.append((line, ("", lambda text, at=at: with_target(signed, at, text), {})))  # type: ignore[misc]
        found.append(
            (
                f"{line}, {asking.IN_CONTRACT}",
                (firm, lambda text, at=at: with_promise(signed, at, firm=text == "yes"), asking.YES_NO),  # type: ignore[misc]
            )
        )
    return found


def _typed(title: str, choices: Mapping[str, str]) -> str | None:
    """What is to stand there; nothing takes it out, None leaves it."""
    if choices:
        at = choose(title, [*counted(list(choices.values())), BACK], default="b")
        return None if at == "b" else list(choices)[int(at) - 1]
    text = ask(f"{title} (Enter: as it was, -: take it out)")
    return None if not text else "" if text == "-" else text


# ---- A month ----------------------------------------------------------------------------------------


def none_due(work: OpenSession) -> None:
    """Write down that no report was due for a month, and why."""
    month = answered(f"{asking.WHICH_MONTH} (Enter: none)", month_of)
    if month is None:
        return
    if has_theirs(_stored(work, month)):
        tell(asking.REPORT_GONE)
        return
    if why := ask(asking.NOT_DUE_ASKED.format(month=month_words(month))):
        new = Month.model_validate({"month": month, "report": "not_due", "why": why})
        work.change(with_months(work.session, (new,), work.now(), asking.no_report(month), why), month)


def change_month(work: OpenSession) -> None:
    """Of a month that is there: claimed on, a note, who measured a figure, a figure taken out."""
    month = answered(f"{asking.WHICH_MONTH} (Enter: none)", month_of)
    there = _stored(work, month) if month is not None else None
    if there is None:
        if month is not None:
            tell(NOTHING_THERE)
        return
    options = [("c", asking.CLAIMED), ("n", asking.NOTE)]
    options += [("w", asking.WHO_MEASURED_ONE), ("x", asking.NAMED_ONE), ("t", asking.TAKE_OUT)]
    at = choose(asking.WHAT_OF_MONTH, [*options, BACK], default="b")
    new: Month | None = None
    if at == "c":
        near = last_day(there.month)
        day = answered(f"{asking.CLAIMED} (Enter: as it was)", lambda text: day_from(text, near))
        new = None if day is None else there.model_copy(update={"credit_claimed": day})
    elif at == "n":
        note = ask(f"{asking.NOTE} (Enter: as it was)")
        new = there.model_copy(update={"note": note}) if note else None
    elif at in ("w", "x", "t"):
        new = _figure_changed(work, there, at)
    if new is not None:
        why = ask(place.WHY_FIGURE) if at == "t" else ""
        if at != "t" or why:
            said = asking.month_figures(there.month)
            work.change(with_month(work.session, new, work.now(), said, why), month_words(there.month))


def _stored(work: OpenSession, month: str) -> Month | None:
    return next((one for one in work.session.months if one.month == month), None)


def _figure_changed(work: OpenSession, there: Month, deed: str) -> Month | None:
    """The month with one of its figures taken out, or with what is known about it changed."""
    signed = work.session.agreement
    assert signed is not None
    known = followed(work.session, signed, work.catalog.agreed, there.month)
    titles = [known[one.id].title if one.id in known else one.id for one in there.actuals]
    at = choose(asking.WHICH_FIGURE, [*counted(titles), BACK], default="b")
    if at == "b":
        return None
    one, rest = there.actuals[int(at) - 1], list(there.actuals)
    new: Actual | None = None
    if deed == "w":
        by = _typed(asking.WHO_MEASURED_ONE, {str(one): said for one, said in asking.MEASURED_BY.items()})
        new = None if by is None else Actual.model_validate({**dict(one), "measured_by": by})
    elif deed == "x":
        named = _typed(asking.NAMED_ONE, {key: asking.NAMED[key] for key in ("no", "yes", "cause")})
        fields = {"named": named != "no", "cause": named == "cause", "put_right": None}
        new = None if named is None else Actual.model_validate({**dict(one), **fields})
    if new is None and deed != "t":
        return None
    rest[int(at) - 1 : int(at)] = [] if new is None else [new]
    return there.model_copy(update={"actuals": tuple(rest)})


# ---- Decisions --------------------------------------------------------------------------------------


def tick_decisions(work: OpenSession) -> None:
    """Say on which day something that was decided was done."""
    found = [(review, at, one) for review in work.session.reviews for at, one in enumerate(review.decisions)]
    if not found:
        tell(asking.NOTHING_DECIDED)
        return
    lines = [_line(one) for _, _, one in found]
    key = choose(asking.DECISIONS, [*counted(lines), BACK], default="b")
    if key == "b":
        return
    review, at, one = found[int(key) - 1]
    today = work.now().date()
    day = answered(asking.DONE_ON.format(what=one.what), lambda text: day_from(text, today))
    if day is not None:
        decisions = list(review.decisions)
        decisions[at] = one.model_copy(update={"done": day})
        new = Review.model_validate({**dict(review), "decisions": decisions})
        what = asking.review_changed(review.held.isoformat())
        work.change(with_review_in_place(work.session, review, new, work.now(), what), one.what)


def _line(one: Decision) -> str:
    by, done = (date_words(day) if day else "" for day in (one.by, one.done))
    return asking.decision_line(one.what, one.side, one.who, by, done)
