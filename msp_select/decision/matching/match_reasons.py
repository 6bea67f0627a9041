"""Why a provider is on the shortlist or not, and what would have let it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from msp_select.decision.answer_columns import REFUSED
from msp_select.decision.evaluation import ENOUGH_COVERAGE
from msp_select.decision.findings.largest_parts import largest_parts
from msp_select.decision.findings.pair import Contribution
from msp_select.decision.findings.wording import capital, count, listed, percent, plain, points, signed, verb
from msp_select.decision.gates import wanted_in_words, with_unit
from msp_select.decision.matching.match import Match, Matching
from msp_select.decision.names import STATES
from msp_select.engine.checked import Floats
from msp_select.engine.ranking import TIE

TELLING = 0.05  # points below which a difference is not worth a word
NAMED = 3  # criteria, questions named in one sentence
NEAR = {"acceptable": 3, "too_few_answers": 2, "not_acceptable": 3}


@dataclass(frozen=True)
class Shortlist:
    """The first of the acceptable providers, and those nearest to the list, each with its `why`."""

    chosen: tuple[Match, ...]
    near: tuple[Match, ...]


def shortlist(matching: Matching, top: int) -> Shortlist:
    """The `top` first acceptable providers, and of each group those who came nearest."""
    chosen = matching.acceptable[:top]
    near: list[Match] = []
    for group, most in NEAR.items():
        near += [m for m in matching.matches if m.group == group and m not in chosen][:most]
    return Shortlist(
        tuple(explained(matching, match, top) for match in chosen),
        tuple(explained(matching, match, top) for match in near),
    )


def explained(matching: Matching, match: Match, top: int) -> Match:
    """The match with the sentences that say why it is on a list of `top`, or what would have let it in."""
    if match.group == "not_acceptable":
        sentences = _failed(matching, match)
    elif match.group == "too_few_answers":
        sentences = _too_few(matching, match)
    elif match in matching.acceptable[:top]:
        sentences = _why_in(matching, match, top)
    else:
        sentences = _why_out(matching, match, top)
    return replace(match, why=(*sentences, *_beside(matching, match)))


def _why_in(matching: Matching, match: Match, top: int) -> list[str]:
    """Against the first who is not on the list; where there is none, against the average of all others."""
    rival = next(iter(matching.acceptable[top:]), None)
    own = matching.shares[matching.place[match.id]]
    if rival is not None:
        ahead = match.score - rival.score
        than = f"{points(ahead)} ahead of {rival.name}, the first not on the list"
        other = matching.shares[matching.place[rival.id]]
    elif len(matching.matches) > 1:
        rest = np.delete(matching.shares, matching.place[match.id], axis=0)
        other = rest.mean(axis=0)
        ahead = float(own.sum() - other.sum())
        side = "above" if ahead >= 0 else "below"
        than = f"{points(ahead)} {side} the average of {count(len(rest), 'other')} that fit"
    else:
        return [f"It is the only one that fits, with {points(match.score)} of 100."]
    return [f"{capital(than)}{_where(matching, own - other)}.", *_parts(matching, own - other)]


def _why_out(matching: Matching, match: Match, top: int) -> list[str]:
    last = matching.acceptable[top - 1]
    missing = last.score - match.score
    own, other = (matching.shares[matching.place[m.id]] for m in (match, last))
    sentences = [
        f"{capital(points(missing))} short of the list: {last.name}, the last on it, has "
        f"{plain(last.score)}{_where(matching, own - other)}.",
        *_parts(matching, own - other),
    ]
    if matching.measure == "score":
        enough = match.possible > last.score + TIE
        sentences.append(
            f"With everything it says proven and every open answer at its best it would have "
            f"{plain(match.possible)}: {'enough for the list' if enough else 'still not enough'}."
        )
    return sentences


def _where(matching: Matching, gaps: Floats) -> str:
    """Where most of the difference lies, or the largest part of it, as an explanation says it."""
    criteria = zip(matching.catalog.criteria.values(), gaps.tolist(), strict=True)
    parts = [Contribution(one.title, one.title, gap, 0.0, 0.0) for one, gap in criteria]
    parts.sort(key=lambda part: -abs(part.points))
    words = largest_parts(parts, float(gaps.sum()))
    return f", {words}" if words else ""


def _parts(matching: Matching, gaps: Floats) -> list[str]:
    """The criteria in which it is ahead and those in which it is behind, the way of the difference first."""
    names = [criterion.title for criterion in matching.catalog.criteria.values()]
    order = np.argsort(-np.abs(gaps), kind="stable")
    ahead = [f"{names[k]} ({signed(gaps[k])})" for k in order if gaps[k] > TELLING]
    behind = [f"{names[k]} ({signed(gaps[k])})" for k in order if gaps[k] < -TELLING]
    pairs = [("It is ahead in", ahead), ("It is behind in", behind)]
    first, second = pairs if gaps.sum() >= 0 else reversed(pairs)
    shown = ((first, NAMED), (second, NAMED - 1))
    return [f"{words} {listed(parts[:most])}." for (words, parts), most in shown if parts]


def _failed(matching: Matching, match: Match) -> list[str]:
    sentences = []
    for question_id in match.failed:
        question, rule = matching.catalog.questions[question_id], matching.weights.must_haves[question_id]
        cure = f" Cure: {rule.cure}" if rule.cure else ""
        sentences.append(
            f'Fails the must-have "{question.short}": found {_found(matching, match, question_id)}; wanted '
            f"{wanted_in_words(question, rule)}.{cure}"
        )
    cured = "that" if len(match.failed) == 1 else "these"
    if match.coverage < ENOUGH_COVERAGE:
        return [*sentences, f"Besides, only {_share(match.coverage)} of what counts is answered."]
    place = 1 + sum(m.score > match.score + TIE for m in matching.acceptable)
    return [
        *sentences,
        f"With {cured} cured it would stand at place {place} even with its present {points(match.score)}.",
    ]


def _found(matching: Matching, match: Match, question_id: str) -> str:
    """The answer that fails, as far as the columns tell: refused, the number, or the level."""
    question = matching.catalog.questions[question_id]
    place = list(matching.whole.questions).index(question_id)
    columns = matching.pool.columns
    if columns.states[match.at, place] == REFUSED:
        return f"that {STATES['refused'].words}"
    number = float(columns.numbers[match.at, place])
    if not np.isnan(number):
        return with_unit(Decimal(repr(number)), question.unit)
    value = float(columns.claimed[match.at, place])
    labels = [level.label for level in question.levels if level.value == value]
    if question.none is not None and question.none.value == value:
        labels.append(question.none.label)
    return " or ".join(f'"{label}"' for label in labels)


def _too_few(matching: Matching, match: Match) -> list[str]:
    """How much is answered, and the fewest answers that would be enough."""
    place = matching.place[match.id]
    weights = np.where(matching.known[place], 0.0, matching.effective[place])
    covered, wanted = match.coverage, list[str]()
    for row in np.argsort(-weights, kind="stable"):
        if covered >= ENOUGH_COVERAGE or weights[row] <= 0:
            break
        covered += weights[row]
        wanted.append(_row_title(matching, matching.rows[row]))
    sentence = (
        f"Only {_share(match.coverage)} of what counts is answered; from {_share(ENOUGH_COVERAGE)} on it is "
        "ranked with the others."
    )
    if covered < ENOUGH_COVERAGE:
        return [sentence]
    answers = count(len(wanted), "answer")
    return [sentence, f"{capital(answers)} would be enough: {listed(wanted, most=6)}."]


def _row_title(matching: Matching, row: str) -> str:
    question = matching.catalog.questions.get(row)
    return f'"{question.short}"' if question is not None else matching.catalog.criteria[row].title


def _beside(matching: Matching, match: Match) -> list[str]:
    """What holds whatever the place: open must-haves, a rate card left out, old answers."""
    found = []
    if match.open and match.group != "not_acceptable":
        names = [f'"{matching.catalog.questions[q].short}"' for q in match.open]
        found.append(
            f"{capital(count(len(names), 'must-have'))} {verb(len(names), 'is', 'are')} still open: "
            f"{listed(names, most=4)}."
        )
    one, session = matching.listed(match), matching.session
    if one.bid is not None and one.bid_for(session.currency, session.vat) is None:
        found.append(
            f"Its rate card is in {one.currency}, VAT {one.vat}: its price is not counted in this session."
        )
    if match.aged:
        found.append(
            f"{capital(count(match.aged, 'answer'))} {verb(match.aged, 'is', 'are')} over a year old at "
            f"{session.as_of} and {verb(match.aged, 'counts', 'count')} one evidence grade lower."
        )
    return found


def summary(matching: Matching, chosen: Sequence[Match]) -> str:
    """How many were on file, fitted, and made it, in one sentence."""
    total = len(matching.pool.listed)
    groups = {group: sum(m.group == group for m in matching.matches) for group in NEAR}
    sentence = f"{total:,} {verb(total, 'provider', 'providers')} on file"
    if matching.left_out:
        fit = len(matching.matches)
        reasons = [f"{reason} ({number:,})" for reason, number in matching.left_out.items()]
        sentence += f", of which {fit:,} {verb(fit, 'fits', 'fit')}; left out: {listed(reasons)}"
    sentence += (
        f". Of those that fit, {groups['acceptable']:,} can be accepted, {groups['too_few_answers']:,} "
        f"answered too little and {groups['not_acceptable']:,} failed a must-have"
    )
    return f"{sentence}. The shortlist has {count(len(chosen), 'provider')}."


def _share(share: float) -> str:
    return percent(100 * share, 0)
