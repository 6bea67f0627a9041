"""The call to a client of a bidder in words: what to ask, what to tick, and what the bidder says."""

from __future__ import annotations

from msp_select.decision.handouts.reference_call import CallSheet
from msp_select.model.reference_call import CallQuestion, ReferenceCall
from msp_select.phrases.en import answers
from msp_select.phrases.en.words import capital, count
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = '{}, about fifteen minutes, one page for each call. Say first: "{}"'
TICK = "Tick only what they have lived through themselves."
LIFT = (
    "What agrees makes the bidder's answers count as confirmed. Where the client says worse, both are kept "
    "and you choose which counts."
)
CHOSEN = "Those whom a bidder names are chosen friends: ask for one who left."


def reference_call(fact: CallSheet, names: Names) -> Sheet:
    """The questions with what may be heard to each, and what the bidder says of it."""
    call, name = names.catalog.reference_call, names.candidate(fact.candidate)
    calls = call.calls if call is not None else ()
    rows = (_row(one, about, fact.candidate, names) for one, about in zip(calls, fact.bears_on, strict=True))
    return Sheet(
        name=fact.name,
        title=f"A call to a client of {name}",
        intro=_intro(call, len(calls)) if call is not None else "",
        tables=filled(
            Table("The call", ("Ask", "Tick what you hear", f"What {name} says", "Notes"), tuple(rows))
        ),
        notes=said("Whom you talked to, and when: ______________________", TICK, LIFT, CHOSEN),
    )


def _intro(call: ReferenceCall, questions: int) -> str:
    return INTRO.format(capital(count(questions, "question")), call.say_first)


def _row(one: CallQuestion, about: tuple[str, ...], candidate: str, names: Names) -> tuple[str, ...]:
    heard = "; ".join(f"[_] {answer.label}" for answer in one.answers)
    claimed = "; ".join(
        f"{names.catalog.questions[key].short}: {answers.found(names, candidate, key)}" for key in about
    )
    return f"{one.ask} {one.also}".strip(), heard, claimed or "nothing yet", ""
