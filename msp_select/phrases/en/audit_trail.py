"""The record in words: who paid, what happened when, and what was scored with."""

from __future__ import annotations

from msp_select.decision.findings.audit_trail import Record
from msp_select.phrases.en.dates import moment_words
from msp_select.phrases.en.words import count, months
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def record(fact: Record, names: Names) -> Phrase:
    """Who paid, and how weights and prices came about; the log and the files below it."""
    session = names.session
    rows = [
        *timeline(names),
        *([Row("paid for by", None, fact.paid_by)] if fact.paid_by else ()),
    ]
    if fact.sealed or fact.asks_prices:
        amounts = f"{names.currency}, tax {session.vat}, over {months(names.months)}"
        rows.append(Row("amounts", None, amounts))
    rows.append(Row("random tries", float(fact.draws), _tries(fact)))
    rows += [Row(f"{one.id} {one.version}", None, f"checksum {one.digest}") for one in fact.entries]
    return Phrase("The record", _sentence(fact), tuple(rows))


def timeline(names: Names) -> tuple[Row, ...]:
    """The selection from its log: when, what, and why."""
    return tuple(
        Row(f"{entry.at:%Y-%m-%d %H:%M}", None, f"{entry.what}: {entry.why}" if entry.why else entry.what)
        for entry in names.session.log
    )


def _sentence(fact: Record) -> str:
    paid = f"Paid for by {fact.paid_by}." if fact.paid_by else ""
    return f"{paid} {_prices(fact)}".strip()


def _prices(fact: Record) -> str:
    if fact.sealed:
        return "Prices have not been opened yet."
    if not fact.asks_prices:
        return "No prices are asked for."
    if fact.opened is None:
        return "The log does not say when prices were opened."
    set_at = fact.weights_set
    weights = f"Weights were set on {moment_words(set_at)}; prices" if set_at else "Prices"
    later = fact.changes_after_opening
    changes = f"{count(later, 'change')} of weights since" if later else "no change of weights since"
    return f"{weights} were opened on {moment_words(fact.opened)}, with {changes}."


def _tries(fact: Record) -> str:
    if not fact.draws:
        return "none"
    return f"{fact.draws:,}, started from the number {fact.seed}; that number repeats the figures"
