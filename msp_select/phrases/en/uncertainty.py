"""What is not known or not proven, in words."""

from __future__ import annotations

from msp_select.decision.findings.uncertainty import Coverage, FirstPlaces, WordsAlone
from msp_select.phrases.en.answers import found
from msp_select.phrases.en.labels import GRADES, NOT_ASKED
from msp_select.phrases.en.verdict import left_out_words
from msp_select.phrases.en.words import NOTHING, capital, count, listed, percent, plain, points, tries
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def coverage(fact: Coverage, names: Names) -> Phrase:
    """How much is answered by each, how far each could still move, and what counts for no answer."""
    each = [
        (names.candidate(one), *figures)
        for one, figures in zip(
            fact.candidates,
            (
                (fact.coverage_percent, fact.proven, fact.possible, fact.not_asked, fact.unknown),
                (
                    fact.against_coverage_percent or 0.0,
                    fact.against_proven or 0.0,
                    fact.against_possible or 0.0,
                    fact.against_not_asked or 0,
                    fact.against_unknown or 0,
                ),
            ),
            strict=False,  # whoever stands alone is compared with nobody
        )
    ]
    answered = [f"{percent(each[0][1], 0)} of what matters is answered by {each[0][0]}"]
    answered += [f"{percent(share, 0)} by {name}" for name, share, *_ in each[1:]]
    spans = [_span(name, proven, possible) for name, _, proven, possible, *_ in each]
    sentence = (
        f"{capital(listed(answered))}. From what is proven to the best possible: {listed(spans)} of 100."
    )
    if any(not_asked or unknown for *_, not_asked, unknown in each):
        whose = "our default" if fact.silence_is_default else "your setting"
        sentence += (
            f" A question without an answer counts at most {plain(fact.silence_value)} of 100, {whose}, "
            "and never more than the weakest answer."
        )
    for candidate, left_out in zip(fact.rests_on_little, fact.left_out_percent, strict=True):
        sentence += f" {left_out_words(names.candidate(candidate), left_out)}"
    return Phrase(
        "What is answered, and what could still change",
        sentence,
        tuple(
            Row(name, share, f"{percent(share, 0)}; {_open(not_asked, unknown)}")
            for name, share, _, _, not_asked, unknown in each
        ),
    )


def _span(name: str, proven: float, possible: float) -> str:
    low, high = plain(proven, 0), plain(possible, 0)
    return f"{name} {low}" if low == high else f"{name} {low} to {high}"


def _open(not_asked: int, unknown: int) -> str:
    parts = [
        f"{count(not_asked, 'question')} {NOT_ASKED}" if not_asked else "",
        f"{count(unknown, 'answer')} they couldn't give" if unknown else "",
    ]
    return listed([part for part in parts if part]) or "every question is answered"


def words_alone(fact: WordsAlone, names: Names) -> Phrase:
    """How much of the advantage rests on words, and who is ahead by what is proven."""
    ahead, behind = names.candidate(fact.ahead), names.candidate(fact.behind)
    if not fact.advantage_points:
        sentence = f"{ahead} has no advantage over {behind} that could rest on words."
    elif not fact.words_alone_points:
        sentence = f"No part of {ahead}'s advantage over {behind} rests on words alone."
    else:
        sentence = (
            f"{percent(fact.words_alone_percent, 0)} of what {ahead}'s better answers bring rests on words "
            f"alone: {plain(fact.words_alone_points)} of {points(fact.advantage_points)}, said or written "
            "but not in the contract, seen or confirmed."
        )
    return Phrase(
        "How much rests on words alone",
        f"{sentence}{_by_proof(fact, ahead, behind)}",
        tuple(
            Row(names.row(row), worth, f"{points(worth)}: {_answer(fact.ahead, row, names)}")
            for row, worth in zip(fact.answers, fact.answers_points, strict=True)
        ),
    )


def _answer(candidate: str, row: str, names: Names) -> str:
    answer = names.answer(candidate, row)
    grade = answer.evidence if answer is not None else None
    words = GRADES[grade or names.catalog.questions[row].default_evidence].words
    return f'"{found(names, candidate, row)}" ({words})'


def _by_proof(fact: WordsAlone, ahead: str, behind: str) -> str:
    """Who would be ahead by what is proven; nothing where that one fails a must-have."""
    if fact.level_by_proof:
        return f" Counting only what is proven, {ahead} and {behind} are level."
    if not fact.proof_decides:
        return ""
    leader, other = (ahead, behind) if fact.proven_gap_points > 0 else (behind, ahead)
    return f" Counting only what is proven, {leader} is {points(fact.proven_gap_points)} ahead of {other}."


def first_places(fact: FirstPlaces, names: Names) -> Phrase:
    """Who comes first in how many tries."""
    drawn = [
        (names.candidate(one), percent_first)
        for one, percent_first in zip(fact.drawn, fact.first_share_percent, strict=True)
    ]
    named = [f"{name} in {tries(share / 100)}" for name, share in drawn if share]
    goes = f"First place goes to {listed(named, most=3)}, with weights and open answers varied at random."
    nobody = fact.nobody_percent / 100
    unmet = f"In {tries(nobody)} nobody meets all must-haves." if nobody > NOTHING else ""
    return Phrase(
        "Who comes first when weights and open answers vary",
        " ".join(sentence for sentence in (goes if named else "", unmet) if sentence),
        tuple(Row(name, share, tries(share / 100)) for name, share in drawn),
    )
