"""A consultant's letterhead on a document: who it is for and by, what stands before and behind it."""

from __future__ import annotations

from dataclasses import replace

from msp_select.decision.advice.own_obligations import sponsor
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.letterhead import Letterhead
from msp_select.phrases.en import own_obligations
from msp_select.report.document import Cell, Column, Document, Paragraph, Section, Table


def with_letterhead(document: Document, letterhead: Letterhead, evaluation: Evaluation) -> Document:
    """The document with the letterhead's words in it; a report ends with room to sign."""
    facts = [
        (title, text)
        for title, text in (
            ("Prepared for", letterhead.prepared_for),
            ("Prepared by", letterhead.prepared_by),
        )
        if text
    ]
    first, *others = document.sections
    if letterhead.introduction:
        first = replace(first, blocks=(Paragraph(letterhead.introduction), *first.blocks))
    sections = [first, *others]
    if document.kind == "report":
        sections.append(_signing(letterhead, evaluation))
    *before, last = sections
    if letterhead.disclaimer:
        last = replace(last, blocks=(*last.blocks, Paragraph(letterhead.disclaimer)))
    return replace(document, facts=(*facts, *document.facts), sections=(*before, last))


def _signing(letterhead: Letterhead, evaluation: Evaluation) -> Section:
    """Whoever decides, advises or marked declares interests and signs."""
    session = evaluation.session
    owner = sponsor(session)
    people = [
        ("decides", own_obligations.sponsor(owner) if owner else session.paid_by),
        ("advises", letterhead.name or letterhead.firm),
        *(("marked the candidates", one.name) for one in session.evaluators),
    ]
    heads = ("Who", "Part", "Interest in any candidate: none, or which", "Date", "Signature")
    rows = tuple(
        (Cell(name or "–"), Cell(part), Cell(""), Cell(""), Cell("")) for part, name in people if name
    )
    return Section("signed", "Signed", (Table("Signed", "Signed", tuple(map(Column, heads)), rows),))
