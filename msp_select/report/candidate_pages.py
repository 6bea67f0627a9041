"""One page a candidate: what you get and don't, strengths, weaknesses, risks, who is driving, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msp_select.decision.advice.answer_grades import Standing, standings, strengths, weaknesses
from msp_select.decision.advice.bid_summary import bid_summary
from msp_select.decision.advice.direction import who_is_driving
from msp_select.decision.advice.warning_patterns import ABOUT_CANDIDATES
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.findings.must_haves import subject_must_haves
from msp_select.decision.findings.negotiation_points import negotiation, risks
from msp_select.decision.scoring.evaluation import Result
from msp_select.phrases.en import answers
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.words import plain, tries
from msp_select.phrases.explanation import in_words
from msp_select.report.document import Block, Listed, Paragraph, Section, Statement
from msp_select.report.findings import Findings
from msp_select.report.numbering import numbers

MOST_PAGES = 10  # candidates that all get a page; of more, only the first few
PAGES_OF_MANY = 8
MOST_NAMED = 5  # strengths, and as many weaknesses


def with_a_page(shown: Sequence[Result]) -> Sequence[Result]:
    """Those of the candidates that get a page of their own; the others have their row in the ranking."""
    return shown if len(shown) <= MOST_PAGES else shown[:PAGES_OF_MANY]


def candidate_pages(findings: Findings) -> Iterator[Section]:
    """A section for each, in the order of the ranking."""
    called = numbers(findings.evaluation)
    for result in findings.paged:
        number = called[result.id]
        title = f"{number}  {result.name}"
        yield Section(f"candidate-{number}", title, tuple(_page(findings, result)), new_page=True)


def _page(findings: Findings, result: Result) -> Iterator[Block]:
    evaluation, names = findings.evaluation, findings.names
    pair = Pair(evaluation, result, None)
    yield Paragraph(_standing(findings, result), lead=True)
    yield Paragraph(in_words(bid_summary(evaluation, result.id), names).sentence)
    if (held := subject_must_haves(pair)) is not None:
        yield Paragraph(in_words(held, names).sentence)
    found = standings(evaluation, result.id)
    yield from _listed(findings, result, "Strengths", strengths(found))
    yield from _listed(findings, result, "Weaknesses", weaknesses(found))
    yield from _driving(findings, result)
    yield from findings.of(result)
    remaining = risks(pair)
    said = in_words(remaining, names)
    rows = in_words(replace(remaining, open_questions=()), names).rows
    yield Statement(said.kind, said.title, said.sentence, rows)
    if (asked := negotiation(pair)) is not None:
        said = in_words(asked, names)
        rows = in_words(replace(asked, must_haves=()), names).rows
        yield Statement(said.kind, said.title, said.sentence, rows)


def _standing(findings: Findings, result: Result) -> str:
    measure = findings.evaluation.measure.capitalize()
    parts = [f"{measure} {plain(result.score)} of 100", GROUPS[result.group].words]
    if result.first_share is not None:
        parts.append(f"first in {tries(result.first_share)}")
    return f"{', '.join(parts)}."


def _listed(findings: Findings, result: Result, title: str, found: Sequence[Standing]) -> Iterator[Listed]:
    """The answers that count most either way, each with what it rests on."""
    if found:
        yield Listed(title, tuple(_item(findings, result, one) for one in found[:MOST_NAMED]))


def _item(findings: Findings, result: Result, standing: Standing) -> str:
    names = findings.names
    row = names.row(standing.question)
    sure = answers.how_sure(standing.evidence)
    said = answers.found(names, result.id, standing.question)
    return f"{row}: {said}{f', {sure}' if sure else ''} ({plain(standing.point, 0)} of 100)"


def _driving(findings: Findings, result: Result) -> Iterator[Block]:
    """Who drives, without what is true of the client whoever is chosen: that is said once."""
    found = who_is_driving(findings.evaluation, result.id)
    about = tuple(one for one in found.cautions if isinstance(one, ABOUT_CANDIDATES))
    if found.word is None and not about:
        return
    said = in_words(replace(found, cautions=about), findings.names)
    liability = findings.names.agreement.liability
    rows = tuple(row for row in said.rows if row.text != liability)
    yield Statement(said.kind, said.title, said.sentence, rows)
