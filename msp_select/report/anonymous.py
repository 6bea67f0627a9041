"""The same evaluation without names: "Provider A" and so on, in the order of the session."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from msp_select.decision.evaluation import Evaluation
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.session import Session
from msp_select.report.names import without_names
from msp_select.report.options import Options


def anonymous(evaluation: Evaluation, options: Options) -> tuple[Evaluation, Options]:
    """The evaluation worked out again from the session without names, and the options that fit it.

    The figures are the same: nothing in them depends on a name.
    """
    from msp_select.decision.evaluate import evaluate

    session = evaluation.session
    new = {candidate.id: _id(k) for k, candidate in enumerate(session.candidates)}
    nameless = evaluate(
        without_candidates_names(session),
        evaluation.catalog,
        method=evaluation.method,
        draws=evaluation.draws,
        seed=evaluation.seed,
    )
    return nameless, replace(
        options,
        bidder=new.get(options.bidder or "", options.bidder),
        candidate=new.get(options.candidate or "", options.candidate),
        against=new.get(options.against or "", options.against),
    )


def without_candidates_names(session: Session) -> Session:
    """Every candidate under a letter; in notes, reasons and log, names and their telling words replaced."""
    letters = {candidate.id: _name(k) for k, candidate in enumerate(session.candidates)}
    clean = without_names(session.candidates, lambda candidate: letters[candidate.id], words=True)

    def answer(given: Answer) -> Answer:
        return given.model_copy(
            update={"note": clean(given.note), "reason": clean(given.reason), "by": clean(given.by)}
        )

    def candidate(k: int, given: Candidate) -> Candidate:
        bid = given.bid
        if bid is not None:
            modules = tuple(
                one.model_copy(update={"name": clean(one.name)}) for one in getattr(bid, "modules", ())
            )
            bid = bid.model_copy(update={"modules": modules})
        return given.model_copy(
            update={
                "id": _id(k),
                "name": _name(k),
                "note": clean(given.note),
                "bid": bid,
                "answers": {key: answer(one) for key, one in given.answers.items()},
            }
        )

    return session.model_copy(
        update={
            "title": clean(session.title),
            "paid_by": clean(session.paid_by),
            "business": {
                key: clean(value) if isinstance(value, str) else value
                for key, value in session.business.items()
            },
            "candidates": tuple(candidate(k, one) for k, one in enumerate(session.candidates)),
            "log": tuple(
                entry.model_copy(update={"what": clean(entry.what), "why": clean(entry.why)})
                for entry in session.log
            ),
        }
    )


def _name(k: int) -> str:
    """ "Provider A" to "Provider Z", then "Provider AA"."""
    letters = ""
    k += 1
    while k:
        k, letter = divmod(k - 1, 26)
        letters = ascii_uppercase[letter] + letters
    return f"Provider {letters}"


def _id(k: int) -> str:
    return _name(k).lower().replace(" ", "-")
