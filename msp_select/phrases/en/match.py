"""Why a provider is on the shortlist or not, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msp_select.decision.fact import Fact
from msp_select.decision.findings.candidate_pair import Contribution
from msp_select.decision.matching.match import Match
from msp_select.decision.matching.match_reasons import (
    AgainstAverage,
    AheadIn,
    AheadOfNext,
    AtItsBest,
    BehindIn,
    CriterionGap,
    EnoughAnswers,
    FailsMustHave,
    MatchSummary,
    OldAnswers,
    OnceCured,
    OnlyOneThatFits,
    OpenMustHaves,
    PriceNotCounted,
    ShortOfList,
    TooFewAnswers,
    TooFewAnswersBesides,
)
from msp_select.decision.matching.pool import Misfit, Wanted
from msp_select.model.questionnaire import Question
from msp_select.phrases.en.answers import wanted_in_words, with_unit
from msp_select.phrases.en.labels import STATES
from msp_select.phrases.en.largest_parts import largest_parts
from msp_select.phrases.en.words import capital, count, listed, percent, plain, points, signed, verb
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase, Wording


def why_in_words(match: Match, names: Names) -> tuple[str, ...]:
    """The reasons of a match, a sentence each."""
    return tuple(WORDINGS[type(fact)](fact, names).sentence for fact in match.why)


def misfit_in_words(misfit: Misfit, wanted: Wanted) -> str:
    """Why some do not fit what is wanted, after their number."""
    users = f"{wanted.users} {'user' if wanted.users == 1 else 'users'}"
    return {
        "no_region": "the file names no region",
        "other_region": f'another region than "{wanted.region}"',
        "no_sector": "the file names no sector",
        "other_sector": f'another sector than "{wanted.sector}"',
        "client_too_small": f"no client as small as {users}",
        "client_too_large": f"no client as large as {users}",
        "other_name": f'the name has no "{wanted.search}" in it',
    }[misfit]


def match_summary(fact: MatchSummary, names: Names) -> Phrase:  # noqa: ARG001
    """How many were on file, fitted, and made it, in one sentence."""
    sentence = f"{fact.on_file:,} {verb(fact.on_file, 'provider', 'providers')} on file"
    if fact.left_out:
        each = zip(fact.left_out, fact.left_out_providers, strict=True)
        reasons = [f"{misfit_in_words(misfit, fact.wanted)} ({number:,})" for misfit, number in each]
        sentence += f", of which {fact.fit:,} {verb(fact.fit, 'fits', 'fit')}; left out: {listed(reasons)}"
    sentence += (
        f". Of those that fit, {fact.acceptable:,} can be accepted, {fact.too_few_answers:,} "
        f"answered too little and {fact.not_acceptable:,} failed a must-have"
    )
    return _said(f"{sentence}. The shortlist has {count(fact.chosen, 'provider')}.")


def only_one_that_fits(fact: OnlyOneThatFits, names: Names) -> Phrase:  # noqa: ARG001
    """Its score stands for itself."""
    return _said(f"It is the only one that fits, with {points(fact.score_points)} of 100.")


def ahead_of_next(fact: AheadOfNext, names: Names) -> Phrase:
    """By how much it is on the list."""
    rival = names.candidate(fact.candidates[1])
    ahead = f"{points(fact.ahead_points)} ahead of {rival}, the first not on the list"
    return _said(f"{capital(ahead)}{_where(fact.gaps, fact.ahead_points, names)}.")


def against_average(fact: AgainstAverage, names: Names) -> Phrase:
    """How it stands among all that fit."""
    side = "above" if fact.ahead_points >= 0 else "below"
    ahead = f"{points(fact.ahead_points)} {side} the average of {count(fact.others, 'other')} that fit"
    return _said(f"{capital(ahead)}{_where(fact.gaps, fact.ahead_points, names)}.")


def short_of_list(fact: ShortOfList, names: Names) -> Phrase:
    """By how much it misses the list."""
    last = f"{names.candidate(fact.candidates[1])}, the last on it, has {plain(fact.last_points)}"
    where = _where(fact.gaps, -fact.short_points, names)
    return _said(f"{capital(points(fact.short_points))} short of the list: {last}{where}.")


def _where(gaps: Sequence[CriterionGap], apart: float, names: Names) -> str:
    """Where most of the difference lies, or the largest part of it, as an explanation says it."""
    titles = [(_title(gap, names), gap.points) for gap in gaps]
    words = largest_parts([Contribution(title, title, gap, 0.0, 0.0) for title, gap in titles], apart)
    return f", {words}" if words else ""


def ahead_in(fact: AheadIn, names: Names) -> Phrase:
    """What speaks for it."""
    return _said(f"It is ahead in {_gaps(fact.gaps, names)}.")


def behind_in(fact: BehindIn, names: Names) -> Phrase:
    """What speaks against it."""
    return _said(f"It is behind in {_gaps(fact.gaps, names)}.")


def _gaps(gaps: Sequence[CriterionGap], names: Names) -> str:
    return listed([f"{_title(gap, names)} ({signed(gap.points)})" for gap in gaps])


def _title(gap: CriterionGap, names: Names) -> str:
    return names.catalog.criteria[gap.criterion].title


def at_its_best(fact: AtItsBest, names: Names) -> Phrase:  # noqa: ARG001
    """Whether more proof and more answers could do."""
    return _said(
        "With everything it says proven and every open answer at its best it would have "
        f"{plain(fact.possible_points)}: {'enough for the list' if fact.enough else 'still not enough'}."
    )


def fails_must_have(fact: FailsMustHave, names: Names) -> Phrase:
    """What was found, what is wanted, and what would cure it."""
    question, rule = names.catalog.questions[fact.question], names.must_haves[fact.question]
    wanted = wanted_in_words(question, rule)
    cure = f" Cure: {rule.cure}" if rule.cure else ""
    found = _found(fact, question)
    return _said(f'Fails the must-have "{question.short}": found {found}; wanted {wanted}.{cure}')


def _found(fact: FailsMustHave, question: Question) -> str:
    if fact.refused:
        return f"that {STATES['refused'].words}"
    if fact.number is not None:
        return with_unit(fact.number, question.unit)
    labels = {level.id: level.label for level in question.levels}
    if question.none is not None:
        labels["none"] = question.none.label
    return " or ".join(f'"{labels[option]}"' for option in fact.options)


def once_cured(fact: OnceCured, names: Names) -> Phrase:  # noqa: ARG001
    """What it would be worth to cure what fails."""
    return _said(
        f"With {verb(fact.failed, 'that', 'these')} cured it would stand at place {fact.place} even with "
        f"its present {points(fact.score_points)}."
    )


def too_few_answers_besides(fact: TooFewAnswersBesides, names: Names) -> Phrase:  # noqa: ARG001
    """That a cure would not do."""
    return _said(f"Besides, only {_share(fact.coverage)} of what counts is answered.")


def too_few_answers(fact: TooFewAnswers, names: Names) -> Phrase:  # noqa: ARG001
    """How much is answered, and how much has to be."""
    return _said(
        f"Only {_share(fact.coverage)} of what counts is answered; from {_share(fact.enough_coverage)} on it "
        "is ranked with the others."
    )


def enough_answers(fact: EnoughAnswers, names: Names) -> Phrase:
    """Which few answers would do."""
    answers = capital(count(len(fact.rows), "answer"))
    rows = [_row(row, names) for row in fact.rows]
    return _said(f"{answers} would be enough: {listed(rows, most=6)}.")


def _row(row: str, names: Names) -> str:
    question = names.catalog.questions.get(row)
    return f'"{question.short}"' if question is not None else names.catalog.criteria[row].title


def open_must_haves(fact: OpenMustHaves, names: Names) -> Phrase:
    """Which must-haves are still to be asked about."""
    number = len(fact.questions)
    asked = [f'"{names.catalog.questions[question].short}"' for question in fact.questions]
    must_haves = f"{capital(count(number, 'must-have'))} {verb(number, 'is', 'are')} still open"
    return _said(f"{must_haves}: {listed(asked, most=4)}.")


def price_not_counted(fact: PriceNotCounted, names: Names) -> Phrase:  # noqa: ARG001
    """That its price is in other money."""
    money = f"{fact.currency}, VAT {fact.vat}"
    return _said(f"Its rate card is in {money}: its price is not counted in this session.")


def old_answers(fact: OldAnswers, names: Names) -> Phrase:
    """That some of its answers count less for their age."""
    answers = capital(count(fact.answers, "answer"))
    are, lower = verb(fact.answers, "is", "are"), verb(fact.answers, "counts", "count")
    return _said(
        f"{answers} {are} over a year old at {names.session.as_of} and {lower} one evidence grade lower."
    )


def _share(share: float) -> str:
    return percent(100 * share, 0)


def _said(sentence: str) -> Phrase:
    """One sentence of several in a list: under the provider's name, with no heading of its own."""
    return Phrase("", sentence)


WORDINGS: Mapping[type[Fact], Wording] = {
    AgainstAverage: against_average,
    AheadIn: ahead_in,
    AheadOfNext: ahead_of_next,
    AtItsBest: at_its_best,
    BehindIn: behind_in,
    EnoughAnswers: enough_answers,
    FailsMustHave: fails_must_have,
    MatchSummary: match_summary,
    OldAnswers: old_answers,
    OnceCured: once_cured,
    OnlyOneThatFits: only_one_that_fits,
    OpenMustHaves: open_must_haves,
    PriceNotCounted: price_not_counted,
    ShortOfList: short_of_list,
    TooFewAnswers: too_few_answers,
    TooFewAnswersBesides: too_few_answers_besides,
}
"""A match is put in words while a list is scrolled: without what an explanation needs."""
