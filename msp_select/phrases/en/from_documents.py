"""Prices and terms with the places they were taken from, in words."""

from __future__ import annotations

from msp_select.decision.findings.from_documents import FromDocuments
from msp_select.phrases.en.sources import said_value, stands, what_of
from msp_select.phrases.en.words import capital, count, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def from_documents(fact: FromDocuments, names: Names) -> Phrase:
    """How many, and each as it counts now with its place."""
    (candidate,) = fact.candidates
    name, number = names.candidate(candidate), len(fact.terms)
    return Phrase(
        f"What {name}'s own documents say of money and terms",
        f"{capital(count(number, 'price or term', 'prices and terms'))} of {name} "
        f"{verb(number, 'was', 'were')} taken from its own documents, each with its place.",
        tuple(_row(candidate, one.target, names) for one in fact.terms),
    )


def _row(candidate: str, target: str, names: Names) -> Row:
    now = said_value(target, names.candidates[candidate].said_now(target), names.session, names.catalog)
    return Row(what_of(target, names.catalog), None, f"{now or 'left out'}{stands(names, candidate, target)}")
