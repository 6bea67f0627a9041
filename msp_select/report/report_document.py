"""The report: an evaluation and its explanation as one document, in the order a reader needs."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.advice.bid_summary import bid_summary
from msp_select.decision.advice.direction import who_is_driving
from msp_select.decision.advice.warning_patterns import ABOUT_CANDIDATES
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.dates import day_words
from msp_select.phrases.en.headline import verdict_in_lines, verdict_sentence
from msp_select.phrases.en.verdict import rests_on_little
from msp_select.phrases.en.words import number_word, term
from msp_select.phrases.explanation import Explanation, Finding, in_words
from msp_select.phrases.names import Names
from msp_select.report import tables
from msp_select.report.appendix_tables import annex
from msp_select.report.chart_choice import charts_of, ranking_charts
from msp_select.report.document import (
    Block,
    Document,
    Paragraph,
    Picture,
    Section,
    Statement,
    Terms,
    filled,
)
from msp_select.report.method_section import method_blocks, robustness_blocks

# Where each finding stands, in this order; one that is not named here belongs to "why".
PLACES: dict[str, tuple[str, ...]] = {
    "verdict": ("sealed", "verdict", "first_sentence", "driving", "keep_today", "gut_check"),
    "money": ("headline_and_total", "carried_risk", "standstill", "lowest_total"),
    "ask": ("ask_next", "coverage"),
    "must_haves": ("must_haves", "own_must_haves", "make_acceptable", "negotiation", "risks"),
    "assumptions": ("defaults",),
    "record": ("record",),
}
_PLACE_OF = {kind: place for place, kinds in PLACES.items() for kind in kinds}


def report_document(
    evaluation: Evaluation, explanation: Explanation | None, *, top: int | None = None
) -> Document:
    """The whole report; `top` keeps the tables to the first so many, the findings stay whole."""
    shown = evaluation.results[:top]
    session = evaluation.session
    return Document(
        kind="report",
        title=session.title,
        subtitle="Which IT provider to choose, and why",
        as_of=session.as_of,
        facts=_facts(evaluation),
        sections=filled(tuple(_sections(evaluation, explanation, shown))),
        annex=annex(evaluation, shown),
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
    evaluation: Evaluation, explanation: Explanation | None, shown: tuple[Result, ...]
) -> Iterable[Section]:
    found = _by_place(explanation)

    def statements(place: str) -> list[Block]:
        order = PLACES.get(place, ())
        here = sorted(found.get(place, ()), key=lambda f: order.index(f.kind) if order else 0)
        return [_statement(evaluation, finding) for finding in here]

    yield Section("verdict", "Verdict", (*_lead(evaluation, found), *statements("verdict")))
    if not evaluation.results:
        return
    yield Section("ranking", "Ranking", (*_ranking(evaluation, shown),))
    yield Section("why", _why_title(evaluation, explanation), (*statements("why"),))
    yield Section("sureness", "How sure the order is", robustness_blocks(evaluation))
    yield Section("money", "What each costs", (*tables.costs(evaluation, shown), *statements("money")))
    yield Section("criteria", "Criteria by candidates", (*_criteria(evaluation, shown),))
    yield Section("ask", "What to ask next", (*statements("ask"),))
    yield Section(
        "must_haves",
        "Must-haves and what would cure them",
        (
            *statements("must_haves"),
            *tables.must_haves(
                evaluation,
                shown,
                told=(explanation.subject, explanation.against or "") if explanation else (),
            ),
        ),
    )
    if any(result.costs is not None for result in evaluation.results):
        yield Section(
            "assumptions",
            "Assumptions and where they come from",
            (*statements("assumptions"), *tables.assumptions(evaluation)),
        )
    yield Section("method", "How this was worked out", method_blocks(evaluation))
    yield Section("record", "Record", (*statements("record"),))


def _by_place(explanation: Explanation | None) -> dict[str, list[Finding]]:
    places: dict[str, list[Finding]] = {}
    for finding in explanation.findings if explanation else ():
        places.setdefault(_PLACE_OF.get(finding.kind, "why"), []).append(finding)
    return places


def _statement(evaluation: Evaluation, finding: Finding) -> Statement:
    return Statement(
        finding.kind, finding.title, finding.sentence, finding.rows, charts_of(evaluation, finding)
    )


def _lead(evaluation: Evaluation, found: dict[str, list[Finding]]) -> list[Block]:
    """The verdict in three lines, and exactly, unless they or a finding below say that word for word."""
    lines = [line.sentence for line in verdict_in_lines(evaluation)]
    sentence = verdict_sentence(evaluation)
    said = {*lines, *(finding.sentence for finding in found.get("verdict", ()))}
    exactly = [] if sentence in said else [Paragraph(sentence)]
    return [*(Paragraph(line, lead=True) for line in lines), *exactly]


def _ranking(evaluation: Evaluation, shown: tuple[Result, ...]) -> Iterable[Block]:
    if len(shown) < len(evaluation.results):
        few, all_ = number_word(len(shown)), number_word(len(evaluation.results))
        yield Paragraph(f"Shown here: the first {few} of {all_} candidates.")
    yield from (Picture(chart) for chart in ranking_charts(evaluation, shown))
    yield tables.ranking(evaluation, shown)
    yield from (Paragraph(little) for result in shown if (little := rests_on_little(result)))


def _criteria(evaluation: Evaluation, shown: tuple[Result, ...]) -> Iterable[Block]:
    yield from tables.criteria(evaluation, shown)

    names = Names.of(evaluation)

    def paragraph(result: Result) -> str:
        summary = in_words(bid_summary(evaluation, result.id), names).sentence
        found = who_is_driving(evaluation, result.id)
        drives = in_words(found, names).sentence if found.word else ""
        own = [in_words(one, names).sentence for one in found.cautions if isinstance(one, ABOUT_CANDIDATES)]
        return " ".join(text for text in (summary, drives, *own) if text)

    yield Terms(tuple((result.name, paragraph(result)) for result in shown))


def _why_title(evaluation: Evaluation, explanation: Explanation | None) -> str:
    if explanation is None or explanation.against is None:
        return "Why"
    subject, against = evaluation.result(explanation.subject), evaluation.result(explanation.against)
    low = Pair(evaluation, subject, against).cheapest
    if low is not None and low.id == against.id:
        return "Why not the cheapest"
    if low is not None and low.id == subject.id:
        return "Why the cheapest"
    return f"Why {subject.name}, and not {against.name}"
