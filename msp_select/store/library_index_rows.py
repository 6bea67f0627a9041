"""Between the rows of an index and the columns a match is worked out from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from msp_select.decision.matching.pool import Listed, Pool
from msp_select.decision.matching.said import Said, feeding, valued
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.store.trusted_json import bid_from, profile_from

if TYPE_CHECKING:
    from msp_select.store.library_index import Row


def pool_of_rows(rows: Sequence[Row], answers: Sequence[tuple[str, Answer]], catalog: Catalog) -> Pool:
    """The providers of an index's rows under a catalog, `answers` as the index has them."""
    said = said_in(rows, answers)
    listed = tuple(map(listed_of, rows, feeding(said, catalog)))
    return Pool(listed, valued(said, catalog), catalog)


def said_in(rows: Sequence[Row], answers: Sequence[tuple[str, Answer]]) -> Said:
    """What the providers of these rows have said."""
    counts = [row.answers for row in rows]
    return Said(
        different=answers,
        codes=np.frombuffer(b"".join(row.codes for row in rows), "<i4").astype(np.intp) - 1,
        providers=np.repeat(np.arange(len(rows)), counts),
        days=np.frombuffer(b"".join(row.days for row in rows), "<i4").astype(np.int32),
        size=len(rows),
    )


def listed_of(row: Row, feeds: Mapping[str, Answer]) -> Listed:
    """The provider that a row is of, with those of its answers that feed the cost model."""
    profile, currency, vat = json.loads(row.facts)
    bid = json.loads(row.bid)
    return Listed(
        id=row.id,
        name=row.name,
        digest=row.digest,
        profile=profile_from(profile),
        currency=currency,
        vat=vat,
        bid=None if bid is None else bid_from(bid),
        feeding=dict(feeds),
    )
