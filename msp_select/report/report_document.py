"""The report: an evaluation and its explanation as one document, in the order a reader needs.

First the decision in four pages; then, in full, a page a candidate and everything it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.dates import day_words
from msp_select.phrases.en.words import number_word, term
from msp_select.phrases.explanation import Explanation
from msp_select.report.after_pages import after_pages
from msp_select.report.appendix import appendix
from msp_select.report.appendix_tables import annex
from msp_select.report.candidate_pages import candidate_pages, with_a_page
from msp_select.report.decision_pages import CONTENTS_AFTER, decision_pages
from msp_select.report.document import Document, Section, filled
from msp_select.report.findings import Findings
from msp_select.report.options import Length


def report_document(
    evaluation: Evaluation,
    explanation: Explanation | None,
    *,
    length: Length = "full",
    top: int | None = None,
) -> Document:
    """The report; `top` keeps the tables to the first so many, the findings stay whole."""
    shown = evaluation.results[:top]
    session = evaluation.session
    return Document(
        kind="report",
        title=session.title,
        subtitle="Which IT provider to choose, and why",
        as_of=session.as_of,
        facts=_facts(evaluation),
        sections=filled(tuple(_sections(evaluation, explanation, length, top))),
        annex=annex(evaluation, shown),
        contents_after=CONTENTS_AFTER if length == "full" else "",
    )


def _facts(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    session = evaluation.session
    facts = [
        ("As of", day_words(session.as_of)),
        *([("Paid for by", session.paid_by)] if session.paid_by else []),
        ("Candidates", number_word(len(evaluation.results)) if evaluation.results else "none yet"),
    ]
    if session.settings.sealed:
        facts.append(("Prices", "sealed"))
    elif evaluation.catalog.knows_prices:
        tax = "with tax" if session.vat == "included" else "without tax"
        facts.append(("Amounts", f"{session.currency}, {tax}, over {term(session.term_months)}"))
    return tuple(facts)


def _sections(
    evaluation: Evaluation, explanation: Explanation | None, length: Length, top: int | None
) -> Iterable[Section]:
    shown = evaluation.results[:top]
    findings = Findings(evaluation, explanation, with_a_page(shown) if length == "full" else ())
    yield from decision_pages(findings, shown)
    yield from after_pages(evaluation)
    if length == "full" and shown:
        yield from candidate_pages(findings)
        yield from appendix(findings, shown)
