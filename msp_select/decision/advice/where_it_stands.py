"""Where what was accepted from a bidder's documents stands: every source of every candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.documents import AcceptedValue
from msp_select.model.scalars import Evidence


@dataclass(frozen=True)
class Standing:
    """One answer or figure of the bid (`target`) and its place; `changed` by hand since it was read.

    `document` is its name, or its letter while names are hidden; `page` 0 where it has none.
    """

    candidate: str
    target: str
    value: AcceptedValue
    evidence: Evidence | None
    document: str
    page: int
    place: str
    quote: str
    corrected: bool
    changed: bool


def where_it_stands(evaluation: Evaluation, of: Iterable[Result] | None = None) -> tuple[Standing, ...]:
    """The sources of these candidates, or of all in the order of the ranking."""
    return tuple(
        standing for result in (evaluation.results if of is None else of) for standing in _of(result)
    )


def _of(result: Result) -> Iterable[Standing]:
    candidate = result.candidate
    for key, source in candidate.sources.items():
        document = candidate.document(source.document)
        if source.undecided or source.value is None or document is None:
            continue
        yield Standing(
            candidate=candidate.id,
            target=key,
            value=source.value,
            evidence=candidate.grade_from(key),
            document=document.name,
            page=source.page,
            place=source.place,
            quote=source.quote,
            corrected=source.corrected,
            changed=candidate.is_changed_since(key),
        )
