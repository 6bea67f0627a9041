"""The record behind an explanation: who paid, when weights and prices were fixed, seed, draws, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.model.disclosure import VEILS
from msp_select.model.log import CatalogEntry, LogEntry


@dataclass(frozen=True, kw_only=True)
class Record(Fact):
    """Who paid, what the log holds, and what the session was scored with.

    `weights_set_at`: when the weights last moved before prices were opened; `asks_prices`: whether the
    catalog knows any.
    """

    kind: ClassVar[str] = "record"
    paid_by: str
    log_entries: int
    changes_after_opening: int
    prices_opened_at: str | None
    draws: int
    seed: int
    method: str
    weight_profile: str
    catalog: tuple[str, ...]
    sealed: bool
    asks_prices: bool
    opened: datetime | None = field(metadata=FOR_WORDS_ONLY)
    weights_set: datetime | None = field(metadata=FOR_WORDS_ONLY)
    entries: tuple[CatalogEntry, ...] = field(metadata=FOR_WORDS_ONLY)


def record(pair: Pair) -> Record:
    """The log, who paid for the session, and what it was scored with."""
    evaluation, session = pair.evaluation, pair.evaluation.session
    entries = tuple(evaluation.catalog.entries or session.catalog)
    opened = _opening(session.log)
    before = [entry.at for entry in session.log if opened and entry.at <= opened.at and entry.weights]
    return Record(
        paid_by=session.paid_by,
        log_entries=len(session.log),
        changes_after_opening=len(_after_opening(session.log)),
        prices_opened_at=opened.at.isoformat() if opened else None,
        draws=evaluation.draws,
        seed=evaluation.seed,
        method=evaluation.method,
        weight_profile=evaluation.weights.profile,
        catalog=tuple(f"{entry.id} {entry.version} {entry.digest}" for entry in entries),
        sealed=pair.sealed,
        asks_prices=evaluation.catalog.knows_prices,
        opened=opened.at if opened else None,
        weights_set=max(before, default=None),
        entries=entries,
    )


def _opening(log: tuple[LogEntry, ...]) -> LogEntry | None:
    return next((entry for entry in log if entry.kind == VEILS["prices"].opens), None)


def _after_opening(log: tuple[LogEntry, ...]) -> tuple[LogEntry, ...]:
    opened = _opening(log)
    return () if opened is None else tuple(e for e in log if e.at > opened.at and e.weights)
