"""What is not known or not proven: coverage, worst to best, words alone, and what to ask next."""

from __future__ import annotations

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import WORDS_ALONE, Pair
from msp_select.decision.findings.wording import (
    capital,
    count,
    listed,
    percent,
    plain,
    points,
    tries,
)
from msp_select.decision.names import GRADES, NOT_ASKED
from msp_select.decision.verdict_words import rests_on_little


def coverage(pair: Pair) -> Finding:
    """How much of what matters is answered, and how far the open answers could move each candidate."""
    results = [result for result in (pair.subject, pair.against) if result]
    parts = [
        f"{percent(100 * result.coverage, 0)} of what matters is answered by {result.name}"
        for result in results
    ]
    if len(parts) == 2:
        parts[1] = f"{percent(100 * results[1].coverage, 0)} by {results[1].name}"
    reach = f" From what is proven to the best possible: {listed([_span(r) for r in results])} of 100."
    silence = pair.evaluation.session.settings.silence
    if any(sum(_states(pair, result)) for result in results):
        reach += (
            f" No answer counts at most {plain(silence)} of 100, {_silence_origin(pair)}, "
            "and never more than the weakest answer."
        )
    for result in results:
        reach += f" {little}" if (little := rests_on_little(result)) else ""
    return Finding(
        kind="coverage",
        title="What is answered, and what could still change",
        sentence=f"{capital(listed(parts))}.{reach}",
        figures={
            "coverage_percent": 100 * pair.subject.coverage,
            "against_coverage_percent": 100 * pair.against.coverage if pair.against else None,
            "not_asked": _states(pair, pair.subject)[0],
            "unknown": _states(pair, pair.subject)[1],
            "against_not_asked": _states(pair, pair.against)[0] if pair.against else None,
            "against_unknown": _states(pair, pair.against)[1] if pair.against else None,
            "silence_value": silence,
        }
        | _reach(pair),
        candidates=pair.ids,
        rows=tuple(
            Row(
                result.name,
                100 * result.coverage,
                f"{percent(100 * result.coverage, 0)}; {_open_words(pair, result)}",
            )
            for result in results
        ),
    )


def _span(result: Result) -> str:
    low, high = plain(result.proven, 0), plain(result.possible, 0)
    return f"{result.name} {low}" if low == high else f"{result.name} {low} to {high}"


def _silence_origin(pair: Pair) -> str:
    return "our default" if pair.evaluation.session.settings.silence == 25 else "your setting"


def _reach(pair: Pair) -> dict[str, float | None]:
    against = pair.against
    return {
        "proven": pair.subject.proven,
        "claimed": pair.subject.claimed,
        "possible": pair.subject.possible,
        "against_proven": against.proven if against else None,
        "against_claimed": against.claimed if against else None,
        "against_possible": against.possible if against else None,
    }


def _states(pair: Pair, result: Result) -> tuple[int, int]:
    """How many scored questions nobody asked, and how many the bidder cannot answer."""
    catalog = pair.evaluation.catalog
    questions = [row for row in pair.evaluation.problem.rows if row in catalog.questions]
    answers = [result.candidate.answers.get(row) for row in questions]
    return sum(a is None for a in answers), sum(a is not None and a.counts_as == "unknown" for a in answers)


def _open_words(pair: Pair, result: Result) -> str:
    not_asked, unknown = _states(pair, result)
    parts = [
        f"{count(not_asked, 'question')} {NOT_ASKED}" if not_asked else "",
        f"{count(unknown, 'answer')} they do not know" if unknown else "",
    ]
    return listed([part for part in parts if part]) or "nothing is open"


def words_alone(pair: Pair) -> Finding | None:
    """How much of the advantage was only said or written, and what is left when that is discounted."""
    if pair.against is None:
        return None
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    sign = 1 if pair.gap >= 0 else -1
    catalog = pair.evaluation.catalog
    total = on_words = 0.0
    rows: list[Row] = []
    for gap in pair.answer_gaps:
        in_favour = sign * gap.points
        question = catalog.questions.get(gap.row)
        if in_favour <= 0:
            continue
        total += in_favour
        answer = ahead.candidate.answers.get(gap.row)
        if question is None or answer is None or answer.state != "answered":
            continue
        grade = answer.evidence or question.default_evidence
        if grade in WORDS_ALONE:
            on_words += in_favour
            rows.append(
                Row(
                    question.short,
                    in_favour,
                    f'{points(in_favour)}: "{pair.answer_words(ahead, gap.row)}" ({GRADES[grade].words})',
                )
            )
    share = 100 * on_words / total if total else 0.0
    if not total:
        sentence = f"{ahead.name} has no advantage over {behind.name} that could rest on words."
    elif not on_words:
        sentence = f"No part of {ahead.name}'s advantage over {behind.name} rests on words alone."
    else:
        sentence = (
            f"{percent(share, 0)} of what speaks for {ahead.name} rests on words alone: "
            f"{plain(on_words)} of {points(total)}, said or written "
            "but not in the contract, seen or confirmed."
        )
    figures: dict[str, float | int | str | bool | None] = {
        "ahead": ahead.id,
        "advantage_points": total,
        "words_alone_points": on_words,
        "words_alone_percent": share,
    }
    figures["proven_gap_points"] = sign * (pair.subject.proven - pair.against.proven)
    sentence += _proven_sentence(ahead, behind)
    return Finding(
        kind="words_alone",
        title="How much rests on words alone",
        sentence=sentence,
        figures=figures,
        candidates=pair.ids,
        rows=tuple(rows),
    )


def _proven_sentence(ahead: Result, behind: Result) -> str:
    gap = ahead.proven - behind.proven
    if abs(gap) < 0.05:
        return f" Counting only what is proven, {ahead.name} and {behind.name} are level."
    leader, other = (ahead, behind) if gap > 0 else (behind, ahead)
    if leader.failed and not other.failed:
        return ""  # what fails a must-have is no choice, however much of it is proven
    return f" Counting only what is proven, {leader.name} is {points(gap)} ahead of {other.name}."


def first_places(pair: Pair) -> Finding | None:
    """In how many of the drawn tries each candidate comes first."""
    evaluation = pair.evaluation
    if evaluation.simulation is None or len(evaluation.results) < 2:
        return None
    drawn = [result for result in evaluation.results if result.first_share is not None]
    ordered = sorted(drawn, key=lambda result: -(result.first_share or 0.0))
    ever = [result for result in ordered if (result.first_share or 0.0) > 0]
    named = listed([f"{result.name} in {tries(result.first_share or 0.0)}" for result in ever], most=3)
    return Finding(
        kind="first_places",
        title="Who comes first when weights and open answers vary",
        sentence=f"First place goes to {named}, with weights and open answers varied at random.",
        figures={
            "candidates": [result.id for result in ordered],
            "first_share_percent": [100 * (result.first_share or 0.0) for result in ordered],
            "draws": evaluation.draws,
            "seed": evaluation.seed,
        },
        candidates=tuple(result.id for result in ever),
        rows=tuple(
            Row(result.name, 100 * (result.first_share or 0.0), tries(result.first_share or 0.0))
            for result in ordered
        ),
    )
