"""The decision: the verdict and what to do, the contest that matters, all candidates, what to settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msp_select.decision.findings.next_steps import next_steps
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.headline import verdict_in_lines, verdict_sentence
from msp_select.phrases.en.next_steps import steps
from msp_select.phrases.en.verdict import rests_on_little
from msp_select.phrases.en.words import number_word
from msp_select.phrases.explanation import in_words
from msp_select.report import table_cells, tables
from msp_select.report.chart_choice import money_charts, ranking_charts
from msp_select.report.document import (
    Block,
    Column,
    Paragraph,
    Picture,
    Section,
    Table,
)
from msp_select.report.findings import Findings

FIRST_PAGE = 8  # candidates in the picture on the first page; all are in the ranking
LONG, FIRST_OF_LONG = 50, 6  # letters of a name that may take two lines, and how many of those
CONTENTS_AFTER = "contest"
MUST_HAVES = "Must-haves not met, and what would cure them"


def decision_pages(findings: Findings, shown: Sequence[Result]) -> Iterator[Section]:
    """The sections of the first four pages."""
    evaluation = findings.evaluation
    yield Section("decision", "The decision", (*_lead(findings), *_picture(evaluation, shown)))
    if not evaluation.results:
        return
    yield Section("next", "What to do now", (*_next(findings),))
    yield Section("contest", "The contest that matters", (*_contest(findings),), new_page=True)
    yield Section("ranking", "The candidates side by side", (*_ranking(evaluation, shown),), new_page=True)
    yield Section("money", "What each costs", (*_money(findings, shown),))
    yield Section("criteria", "Criteria by candidates", (*tables.criteria(evaluation, shown),))
    yield Section("must_haves", MUST_HAVES, (*tables.must_haves(evaluation, shown),))
    yield Section("ask", "What to ask next", (*findings.on_the_page("to_ask"),))
    yield Section("sign", "What to sign", (*findings.on_the_page("into_the_contract"),))


def _lead(findings: Findings) -> Iterator[Block]:
    """The verdict in three lines, and exactly where no finding says that word for word."""
    evaluation = findings.evaluation
    lines = [line.sentence for line in verdict_in_lines(evaluation)]
    sentence = verdict_sentence(evaluation)
    said = {*lines, *(block.sentence for block in findings.at("contest"))}
    yield from (Paragraph(line, lead=True) for line in lines)
    if sentence not in said:
        yield Paragraph(sentence)


def _picture(evaluation: Evaluation, shown: Sequence[Result]) -> Iterator[Block]:
    if not shown:
        return
    long = any(len(result.name) > LONG for result in shown[:FIRST_PAGE])
    first = shown[: FIRST_OF_LONG if long else FIRST_PAGE]
    yield from (Picture(chart) for chart in ranking_charts(evaluation, first))
    if len(first) < len(evaluation.results):
        few, all_ = number_word(len(first)), number_word(len(evaluation.results))
        rest = "; the others are in the ranking" if len(shown) > len(first) else ""
        yield Paragraph(f"Shown here: the first {few} of {all_} candidates{rest}.")


def _next(findings: Findings) -> Iterator[Block]:
    found = next_steps(findings.evaluation)
    if found is None:
        return
    names = findings.names
    yield Paragraph(in_words(found, names).sentence, lead=True)
    yield Table(
        "Next steps",
        "What to do now",
        (Column("Step"), Column("Who"), Column("By when")),
        tuple(tuple(map(table_cells.text, step)) for step in steps(found, names)),
    )


def _contest(findings: Findings) -> Iterator[Block]:
    for one in findings.on_the_page("contest"):
        yield replace(one, charts=findings.charts("differences"))
    yield from findings.on_the_page("speaks_for_the_other")
    yield from findings.at("contest")


def _ranking(evaluation: Evaluation, shown: Sequence[Result]) -> Iterator[Block]:
    yield tables.ranking(evaluation, shown)
    yield from (Paragraph(little) for result in shown if (little := rests_on_little(result)))


def _money(findings: Findings, shown: Sequence[Result]) -> Iterator[Block]:
    evaluation = findings.evaluation
    yield from tables.costs(evaluation, shown)
    yield from (Picture(chart) for chart in money_charts(evaluation, shown[:FIRST_PAGE]))
    yield from findings.at("money")
