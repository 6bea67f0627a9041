"""The same evaluation without names: "Provider A" and so on, in the order of the session."""

from __future__ import annotations

from dataclasses import replace

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.people.blinding import hidden_id, hidden_names, without_names
from msp_select.report.options import Options


def anonymous(evaluation: Evaluation, options: Options) -> tuple[Evaluation, Options]:
    """The evaluation worked out again from the session without names, and the options that fit it.

    The figures are the same: nothing in them depends on a name.
    """
    from msp_select.decision.evaluate import evaluate

    session = evaluation.session
    nameless = evaluate(
        without_names(session, ids=True),
        evaluation.catalog,
        method=evaluation.method,
        draws=evaluation.draws,
        seed=evaluation.seed,
    )
    called = {key: hidden_id(name) for key, name in hidden_names(session).items()}

    def known(candidate: str | None) -> str | None:
        return None if candidate is None else called.get(candidate, candidate)

    return nameless, replace(
        options,
        bidder=known(options.bidder),
        candidate=known(options.candidate),
        against=known(options.against),
    )
