"""Feedback for one bidder: its own score, gaps, must-haves and answers, and nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.advice.answer_grades import standings
from msp_select.decision.advice.direction import who_is_driving
from msp_select.decision.advice.improvements import improvements
from msp_select.decision.advice.warning_patterns import without_client
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.scalars import Evidence
from msp_select.phrases.en import answers, direction, must_haves
from msp_select.phrases.en.dates import day_words
from msp_select.phrases.en.improvements import wanted
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.words import count, percent, plain, points, verb
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from msp_select.report import table_cells
from msp_select.report.chart_data import PARTS, Bar, ThreePartBars
from msp_select.report.document import (
    Block,
    Bullets,
    Column,
    Document,
    Paragraph,
    Picture,
    Section,
    Table,
    filled,
)

MOST_GAPS = 15


def bidder_document(evaluation: Evaluation, candidate_id: str) -> Document:
    """The page for that candidate.

    The evaluation must be as that bidder may see it: nothing of the others, no free text of the client.
    """
    result = evaluation.result(candidate_id)
    session = evaluation.session
    return Document(
        kind="bidder",
        title=f"Feedback for {result.name}",
        subtitle=session.title,
        as_of=session.as_of,
        facts=(
            ("As of", day_words(session.as_of)),
            ("Paid for by", session.paid_by or "not stated"),
            ("In this page", "only your own answers; nothing about any other bidder"),
        ),
        sections=filled(tuple(_sections(evaluation, result))),
    )


def _sections(evaluation: Evaluation, result: Result) -> Iterable[Section]:
    yield Section("verdict", "Your result", (*_result(evaluation, result),))
    yield Section("must_haves", "Must-haves", (*_must_haves(evaluation, result),))
    yield Section("criteria", "Criteria", (*_criteria(evaluation, result),))
    yield Section("driving", "Who sets the course", (*_course(evaluation, result),))
    yield Section("gaps", "What would have been better", (*_gaps(evaluation, result),))
    yield Section("answers", "Your answers", (_answers(evaluation, result),))
    yield Section("method", "How this was worked out", (Bullets(tuple(_method(evaluation))),))


def _result(evaluation: Evaluation, result: Result) -> Iterable[Block]:
    measure = evaluation.measure
    what = f"{measure} (everything but the price)" if measure == "quality" else measure
    yield Paragraph(f"Your {what} is {plain(result.score)} of 100. {_standing(result)}", lead=True)
    yield Paragraph(
        f"{plain(result.proven)} points are proven by evidence; it would be {plain(result.possible)} "
        "if everything you said is true and every open question is answered at its best. "
        f"{percent(100 * result.coverage, 0)} of what matters to this client is answered."
    )
    if result.rests_on_little:
        yield Paragraph(
            f"The client agreed that {percent(100 * result.left_out, 0)} of what matters does not apply to "
            "you: your figures rest on the rest alone."
        )
    bar = Bar(result.name, result.score, result.proven, result.claimed, result.possible, "acceptable")
    yield Picture(ThreePartBars(PARTS, measure, (bar,)))


def _course(evaluation: Evaluation, result: Result) -> Iterable[Block]:
    """The three tests as this bidder answered them, and what the client will want settled."""
    found, names = who_is_driving(evaluation, result.id), Names.of(evaluation)
    if found.tests:
        tests = [(direction.OUTCOMES[test.outcome], in_words(test, names)) for test in found.tests]
        yield Table(
            "Who sets the course",
            "The client means to set the course; three tests show whether that is so with you",
            tuple(map(Column, ("Test, from the client's side", "Outcome", "Your answer"))),
            tuple(
                (table_cells.text(said.title), table_cells.text(outcome), table_cells.text(said.sentence))
                for outcome, said in tests
            ),
        )
    warned = [in_words(one, names).sentence for one in without_client(found.cautions)]
    if warned:
        yield Paragraph(f"What the client was told about you: {' '.join(warned)}")
    if liability := evaluation.catalog.agreed.liability:
        yield Paragraph(f"What the client was told about liability: {liability}")


def _standing(result: Result) -> str:
    failed, still_open = len(result.failed), len(result.open)
    if failed:
        return f"Your bid does not yet meet {count(failed, 'must-have')}."
    if result.group == "too_few_answers":
        return "Too few questions are answered to judge you."
    if still_open:
        waiting = f"{count(still_open, 'must-have')} {verb(still_open, 'is', 'are')} still open"
        return f"No must-have is failed; {waiting}."
    return "No must-have is failed, and none is open."


def _must_haves(evaluation: Evaluation, result: Result) -> Iterable[Block]:
    catalog, names = evaluation.catalog, Names.of(evaluation)
    gates = (*result.failed, *result.open)
    if not gates:
        yield Paragraph("Nothing stands in the way: no must-have is failed or open.")
        return
    yield Table(
        "Must-haves",
        "Must-haves that are failed or open, and what would cure them",
        tuple(map(Column, ("Question", "State", "Your answer", "Wanted", "Document that would help"))),
        tuple(
            (
                table_cells.text(catalog.questions[gate.question].asked_as),
                table_cells.text("failed" if gate.outcome == "failed" else "open"),
                table_cells.text(answers.found(names, result.id, gate.question)),
                table_cells.text(must_haves.wanted(names, gate.question)),
                table_cells.text(catalog.questions[gate.question].evidence),
            )
            for gate in gates
        ),
    )


def _criteria(evaluation: Evaluation, result: Result) -> Iterable[Block]:
    catalog, weights = evaluation.catalog, evaluation.weights
    rows = []
    for key, values in result.criteria.items():
        pillar = catalog.pillar_of_criterion[key]
        if values is None:
            continue
        rows.append(
            (
                table_cells.text(catalog.criteria[key].title),
                table_cells.text(pillar.title),
                table_cells.weight(weights.pillars[pillar.id] * weights.criteria[key] / 100),
                table_cells.points(values.proven),
                table_cells.points(values.point),
                table_cells.points(values.possible),
            )
        )
    yield Table(
        "Criteria",
        "Your value on each criterion from 0 to 100, and what it weighs for this client",
        (
            Column("Criterion"),
            Column("Pillar"),
            Column("Weight", "percent"),
            Column("Proven", "points"),
            Column("As scored", "points"),
            Column("Possible", "points"),
        ),
        tuple(rows),
    )


def _gaps(evaluation: Evaluation, result: Result) -> Iterable[Block]:
    names = Names.of(evaluation)
    found = [one for one in improvements(evaluation, result.id) if one.kind == "better"]
    unproven = [one for one in improvements(evaluation, result.id) if one.kind != "better"]
    if not found and not unproven:
        yield Paragraph("No answer of yours leaves much to wish for.")
        return
    if found:
        yield Table(
            "Gaps",
            "Your weakest answers, those that weigh most first, and what would be better",
            (
                Column("Question"),
                Column("Your answer"),
                Column("Better"),
                Column("Points of 100 it would add", "points"),
            ),
            tuple(
                (
                    table_cells.text(evaluation.catalog.questions[one.question].asked_as),
                    table_cells.text(answers.found(names, result.id, one.question)),
                    table_cells.text(wanted(names, one)),
                    table_cells.points(one.points),
                )
                for one in found[:MOST_GAPS]
            ),
        )
    if unproven:
        total = sum(one.points for one in unproven)
        yield Paragraph(
            f"{count(len(unproven), 'good answer').capitalize()} {verb(len(unproven), 'rests', 'rest')} on "
            f"words alone; proof or a place in the contract would add {points(total)}."
        )


def _answers(evaluation: Evaluation, result: Result) -> Table:
    catalog, names = evaluation.catalog, Names.of(evaluation)
    return Table(
        "Answers",
        "Every answer that was scored, with its value from 0 to 100",
        (
            Column("Question"),
            Column("Criterion"),
            Column("Your answer"),
            Column("How sure"),
            Column("Value", "points"),
        ),
        tuple(
            (
                table_cells.text(catalog.questions[standing.question].asked_as),
                table_cells.text(catalog.criteria[catalog.criterion_of(standing.question)].title),
                table_cells.text(answers.found(names, result.id, standing.question)),
                table_cells.text(_how_sure(standing.evidence)),
                table_cells.points(standing.point),
            )
            for standing in standings(evaluation, result.id)
        ),
    )


def _how_sure(evidence: Evidence | None) -> str:
    """The evidence as the bidder would put it."""
    return (GRADES[evidence].to_bidder or GRADES[evidence].words) if evidence else ""


def _method(evaluation: Evaluation) -> Iterable[str]:
    settings = evaluation.session.settings
    yield (
        "Every answer is worth 0 to 100 on a fixed scale, the same for everybody; "
        "your score does not depend on who else was asked."
    )
    yield "The score is the weighted sum; each answer counts halfway between what is said and what is proven."
    yield (
        f"An answer you do not know, and a question not asked, count at most {plain(settings.silence)} of "
        "100, and never more than the weakest answer; an answer refused counts 0."
    )
    if settings.sealed:
        yield "Prices are still sealed, so nothing here is about the price."
