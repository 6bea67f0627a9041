"""Prices and terms that were taken from a bidder's own documents, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.advice.where_it_stands import Standing, where_it_stands
from msp_select.decision.fact import Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.model.documents import BID


@dataclass(frozen=True, kw_only=True)
class FromDocuments(Fact):
    """The terms of one candidate's bid that have a source."""

    kind: ClassVar[str] = "from_documents"
    terms: tuple[Standing, ...]


def from_documents(pair: Pair) -> Iterator[FromDocuments]:
    """One fact for each of the two that has such terms."""
    for one in pair.ids:
        standings = where_it_stands(pair.evaluation, (pair.evaluation.result(one),))
        terms = tuple(standing for standing in standings if standing.target.startswith(BID))
        if terms:
            yield FromDocuments(candidates=(one,), terms=terms)
