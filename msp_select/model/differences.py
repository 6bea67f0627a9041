"""What a session holds and how two of one file differ, in counts that show nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.model.disclosure import states_weights
from msp_select.model.session import Session, differing_answers

ONLY_PRICES = "nothing, prices apart"
ONLY_LOG = "nothing but the log"
NOTHING = "nothing"
_PARTS = {
    "must-haves": ("must_haves",),
    "figures taken where a bid says nothing": ("assumptions",),
    "the settings": ("settings",),
    "the favourite": ("favourite",),
    "title, size or terms": (
        "title", "created", "as_of", "size", "currency", "vat", "term_months", "paid_by",
        "answers_by",
    ),
}  # fmt: skip
_AFTER = {
    "the agreement": ("agreement",),
    "the months": ("months", "checks"),
    "the reviews": ("reviews",),
    "people's voices": ("pulses",),
}
_AMOUNTS = ("fee", "extras", "credit_received")


def contents(session: Session) -> tuple[str, ...]:
    """How much there is of everything, such as "3 candidates"."""
    answers = sum(len(candidate.answers) for candidate in session.candidates)
    return (
        counted(len(session.candidates), "candidate"),
        counted(answers, "answer"),
        f"{counted(len(session.business), 'answer')} about the business",
        counted(len(session.evaluators), "evaluator"),
        *([counted(len(session.months), "month")] if session.months else []),
        f"{len(session.log)} in the log",
    )


def differences(then: Session, now: Session) -> str:
    """In what two sessions of one file differ, such as "3 answers, the weights".

    While either hides its prices, nothing is told that depends on an amount.
    """
    found = ", ".join(_differences(then, now))
    if found:
        return found
    if then.settings.sealed or now.settings.sealed:
        return ONLY_PRICES
    return NOTHING if then == now else ONLY_LOG


def _differences(then: Session, now: Session) -> Iterator[str]:
    if answers := differing_answers(then, now):
        yield counted(answers, "answer")
    ours, theirs = (
        {one.id: (one.name, one.kind, one.note, one.sheets) for one in session.candidates}
        for session in (then, now)
    )
    if candidates := len(dict(ours.items() ^ theirs.items())):
        yield counted(candidates, "candidate")
    if evaluators := len({one.id for one in then.evaluators} ^ {one.id for one in now.evaluators}):
        yield counted(evaluators, "evaluator")
    if states_weights(then) != states_weights(now):
        yield "the weights"
    for words, fields in _PARTS.items():
        if any(getattr(then, field) != getattr(now, field) for field in fields):
            yield words
    if then.settings.sealed or now.settings.sealed:
        then, now = _without_amounts(then), _without_amounts(now)
    for words, fields in _AFTER.items():
        if any(getattr(then, field) != getattr(now, field) for field in fields):
            yield words


def _without_amounts(session: Session) -> Session:
    """The session as if nothing of money had been put in after signing."""
    signed, nothing = session.agreement, dict.fromkeys(_AMOUNTS)
    return session.model_copy(
        update={
            "agreement": None if signed is None else signed.model_copy(update={"fee": None}),
            "months": tuple(month.model_copy(update=nothing) for month in session.months),
        }
    )


def counted(number: int, word: str) -> str:
    """A number and its word, in the plural but for one."""
    return f"{number} {word}{'' if number == 1 else 's'}"
