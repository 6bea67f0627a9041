"""Everything the decision rests on: reasons and money in full, stability, assumptions, method, record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from msp_select.decision.advice.direction import who_is_driving
from msp_select.decision.advice.warning_patterns import ABOUT_CANDIDATES
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.audit_trail import timeline
from msp_select.phrases.explanation import in_words
from msp_select.report import tables
from msp_select.report.appendix_tables import where_it_stands_table
from msp_select.report.candidate_pages import MOST_PAGES
from msp_select.report.document import Block, Paragraph, Section, Statement, Terms
from msp_select.report.findings import Findings
from msp_select.report.method_section import method_blocks, robustness_blocks


def appendix(findings: Findings, shown: Sequence[Result]) -> Iterator[Section]:
    """The sections behind the candidates' pages."""
    evaluation = findings.evaluation
    own = tuple(_own_side(findings))
    yield Section("reasons", "The reasons in full", (*findings.at("reasons"),), new_page=True)
    yield Section("own_side", "Your own side", (Terms(own),) if own else ())
    yield Section("costs", "The money in full", (*findings.at("costs"),))
    yield Section(
        "stability", "How sure the order is", (*findings.at("stability"), *robustness_blocks(evaluation))
    )
    if any(result.costs is not None for result in evaluation.results):
        yield Section(
            "assumptions",
            "Assumptions and where they come from",
            (*findings.at("assumptions"), *tables.assumptions(evaluation)),
        )
    yield Section("answers", "The answers as they count", (*_answers(evaluation, shown),))
    sources = where_it_stands_table(evaluation, shown)
    yield Section("sources", "Where it stands", (sources,) if sources.rows else ())
    yield Section("evaluators", "Who marked what", (*findings.at("evaluators"),))
    yield Section("method", "How this was worked out", method_blocks(evaluation))
    yield Section("timeline", "The selection from day to day", (*tables.timeline(evaluation),))
    yield Section("record", "Record", (*_record(findings),))


def _own_side(findings: Findings) -> Iterator[tuple[str, str]]:
    """What is true of the client whomever it signs with."""
    leader, names = findings.evaluation.leader, findings.names
    for caution in who_is_driving(findings.evaluation, leader.id).cautions if leader else ():
        if not isinstance(caution, ABOUT_CANDIDATES):
            said = in_words(caution, names)
            yield said.title, said.sentence
    if liability := names.agreement.liability:
        yield "who answers for it", liability


def _answers(evaluation: Evaluation, shown: Sequence[Result]) -> Iterable[Block]:
    if len(shown) <= MOST_PAGES:
        yield from tables.answers(evaluation, shown)
    else:
        yield Paragraph("Of so many candidates, the answers are in the workbook: the report as .xlsx.")


def _record(findings: Findings) -> Iterator[Statement]:
    """The record, without what the table of days holds."""
    told = set(timeline(findings.names))
    for one in findings.at("record"):
        yield replace(one, rows=tuple(row for row in one.rows if row not in told))
