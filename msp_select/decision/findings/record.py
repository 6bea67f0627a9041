"""The record behind an explanation: who paid, when weights and prices were fixed, seed, draws and files used."""

from __future__ import annotations

from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import count
from msp_select.model.log import LogEntry

OPENED = "prices opened"


def evaluators(pair: Pair) -> Finding | None:  # noqa: ARG001
    """Where evaluators disagreed; nothing until marks of several evaluators are kept in a session."""
    return None


def record(pair: Pair) -> Finding:
    """The log, who paid for the session, and what it was scored with."""
    evaluation, session = pair.evaluation, pair.evaluation.session
    entries = evaluation.catalog.entries or session.catalog
    rows = [
        *(Row(_when(entry), None, _what(entry)) for entry in session.log),
        Row("paid for by", None, session.paid_by or "not stated"),
        Row("amounts", None, f"{session.currency}, tax {session.vat}, over {session.term_months} months"),
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
            "prices_opened_at": next(
                (e.at.isoformat() for e in session.log if OPENED in e.what.lower()), None
            ),
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
    opened = next((entry for entry in session.log if OPENED in entry.what.lower()), None)
    if opened is None:
        return f"{paid} The log does not say when prices were opened."
    later = len(_after_opening(session.log))
    changes = f"{count(later, 'change')} of weights since" if later else "weights have not changed since"
    return f"{paid} Prices were opened on {opened.at:%d %B %Y at %H:%M}; {changes}."


def _after_opening(log: tuple[LogEntry, ...]) -> tuple[LogEntry, ...]:
    opened = next((entry.at for entry in log if OPENED in entry.what.lower()), None)
    if opened is None:
        return ()
    return tuple(entry for entry in log if entry.at > opened and "weight" in entry.what.lower())


def _when(entry: LogEntry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M}"


def _what(entry: LogEntry) -> str:
    return f"{entry.what}: {entry.why}" if entry.why else entry.what


def _tries_words(pair: Pair) -> str:
    evaluation = pair.evaluation
    if not evaluation.draws:
        return "none"
    return f"{evaluation.draws:,}, started from the number {evaluation.seed}: the same number gives the same figures"
