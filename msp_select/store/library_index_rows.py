"""Between the index's bytes and the columns a match is worked out from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from msp_select.decision.matching.pool import Listed, Pool, columns_of, feeds_cost
from msp_select.decision.scoring.answer_arrays import AnswerColumns
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.model.scalars import State
from msp_select.store.trusted_json import bid_from, plain, profile_from

if TYPE_CHECKING:
    from msp_select.store.library_index import Row

# One provider's answers, field after field, each for every question of the catalog in its order.
_FIELDS = (("states", "u1"), ("grades", "u1"), ("days", "<i4"), ("claimed", "<f8"), ("numbers", "<f8"))


def packed(providers: Sequence[Provider], catalog: Catalog) -> list[bytes]:
    """The answers of each provider as bytes; all at once, because numpy is slow to start."""
    columns = columns_of(providers, catalog)
    fields = [getattr(columns, name).astype(kind) for name, kind in _FIELDS]
    return [b"".join(field[row].tobytes() for field in fields) for row in range(len(providers))]


def facts(provider: Provider) -> str:
    """Profile and currency as JSON."""
    return _json([plain(provider.profile), provider.currency, provider.vat])


def rates(provider: Provider, catalog: Catalog) -> str:
    """Rate card and the answers that feed the cost model, as JSON."""
    feeding = [
        [
            key,
            answer.state,
            isinstance(answer.value, Decimal),
            "" if answer.value is None else str(answer.value),
            answer.confirmed,
        ]
        for key, answer in provider.answers.items()
        if feeds_cost(catalog.questions.get(key))
    ]
    return _json([None if provider.bid is None else plain(provider.bid), feeding])


def pool_of_rows(rows: Sequence[Row], catalog: Catalog) -> Pool:
    """The providers of an index's rows (ValueError where their bytes are not of this catalog)."""
    columns = _columns([row.columns for row in rows], len(catalog.questions))
    return Pool(tuple(map(listed_of, rows)), columns, catalog)


def _columns(blobs: Sequence[bytes], questions: int) -> AnswerColumns:
    width = sum(np.dtype(kind).itemsize * questions for _, kind in _FIELDS)
    table = np.frombuffer(b"".join(blobs), np.uint8).reshape(len(blobs), width)
    found: dict[str, Any] = {}
    start = 0
    for name, kind in _FIELDS:
        size = np.dtype(kind).itemsize * questions
        part = np.ascontiguousarray(table[:, start : start + size]).view(kind)
        part = np.ascontiguousarray(part.T).T  # what is said to one question lies together
        found[name] = part.astype(part.dtype.newbyteorder("="), copy=False)
        start += size
    return AnswerColumns(**found)


def listed_of(row: Row) -> Listed:
    """The provider that a row is of."""
    profile, currency, vat = json.loads(row.facts)
    bid, feeding = json.loads(row.rates)
    return Listed(
        id=row.id,
        name=row.name,
        digest=row.digest,
        profile=profile_from(profile),
        currency=currency,
        vat=vat,
        bid=None if bid is None else bid_from(bid),
        feeding={key: _answer(*said) for key, *said in feeding},
    )


@lru_cache(maxsize=4096)
def _answer(state: State, is_number: bool, value: str, confirmed: bool) -> Answer:
    # Many providers say the same; the cost model reads nothing of an answer but this.
    said = Decimal(value) if is_number else value or None
    return Answer.model_construct(state=state, value=said, confirmed=confirmed)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
