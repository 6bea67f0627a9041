"""The record behind an explanation: who paid, when weights and prices were fixed, seed, draws, files."""

from __future__ import annotations

from msp_select.decision.days import moment_words
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import count, months
from msp_select.model.fairness import VEILS
from msp_select.model.log import LogEntry


def record(pair: Pair) -> Finding:
    """The log, who paid for the session, and what it was scored with."""
    evaluation, session = pair.evaluation, pair.evaluation.session
    entries = evaluation.catalog.entries or session.catalog
    opened = _opening(session.log)
    rows = [
        *(Row(_when(entry), None, _what(entry)) for entry in session.log),
        Row("paid for by", None, session.paid_by or "not stated"),
        *_amounts(pair),
        Row("random tries", float(evaluation.draws), _tries_words(pair)),
        *(Row(f"{entry.id} {entry.version}", None, f"checksum {entry.digest}") for entry in entries),
    ]
    return Finding(
        kind="record",
        title="The record",
        sentence=_sentence(pair),
        figures={
            "paid_by": session.paid_by,
            "log_entries": len(session.log),
            "changes_after_opening": len(_after_opening(session.log)),
            "prices_opened_at": opened.at.isoformat() if opened else None,
            "draws": evaluation.draws,
            "seed": evaluation.seed,
            "method": evaluation.method,
            "weight_profile": evaluation.weights.profile,
            "catalog": [f"{entry.id} {entry.version} {entry.digest}" for entry in entries],
        },
        rows=tuple(rows),
    )


def _sentence(pair: Pair) -> str:
    session = pair.evaluation.session
    paid = (
        f"Paid for by {session.paid_by}." if session.paid_by else "Nobody has said who paid for this session."
    )
    if pair.sealed:
        return f"{paid} Prices have not been opened yet."
    if not pair.evaluation.catalog.knows_prices:
        return paid
    opened = _opening(session.log)
    if opened is None:
        return f"{paid} The log does not say when prices were opened."
    before = [entry.at for entry in session.log if entry.at <= opened.at and entry.weights]
    weights = f"Weights were set on {moment_words(max(before))}; prices" if before else "Prices"
    later = len(_after_opening(session.log))
    changes = f"{count(later, 'change')} of weights since" if later else "no change of weights since"
    return f"{paid} {weights} were opened on {moment_words(opened.at)}, with {changes}."


def _amounts(pair: Pair) -> tuple[Row, ...]:
    session, catalog = pair.evaluation.session, pair.evaluation.catalog
    if not (pair.sealed or catalog.knows_prices):
        return ()
    return (
        Row("amounts", None, f"{session.currency}, tax {session.vat}, over {months(session.term_months)}"),
    )


def _opening(log: tuple[LogEntry, ...]) -> LogEntry | None:
    return next((entry for entry in log if entry.kind == VEILS["prices"].opens), None)


def _after_opening(log: tuple[LogEntry, ...]) -> tuple[LogEntry, ...]:
    opened = _opening(log)
    return () if opened is None else tuple(e for e in log if e.at > opened.at and e.weights)


def _when(entry: LogEntry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M}"


def _what(entry: LogEntry) -> str:
    return f"{entry.what}: {entry.why}" if entry.why else entry.what


def _tries_words(pair: Pair) -> str:
    evaluation = pair.evaluation
    if not evaluation.draws:
        return "none"
    return f"{evaluation.draws:,}, started from the number {evaluation.seed}; that number repeats the figures"
