"""Who is driving: the business, both, or the provider; and the patterns an owner should know of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.decision.advice.cautions import Caution, cautions_of
from msp_select.decision.advice.improvements import improvements
from msp_select.decision.advice.standing import Grade, claimed_value, found_in_words, grade
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.wording import listed, plain
from msp_select.decision.names import NOT_ASKED, NOT_KNOWN
from msp_select.model.candidate import Answer

Word = Literal["you", "shared", "the provider", "not known yet"]
DIRECTION = "proactivity.direction"
YOURS, SHARED = 65.0, 40.0  # points of 100 for direction from which you drive, from which it is shared
ENOUGH = 0.5  # share of the criterion's weight that must be answered
MOST_CHANGES = 5
RULE = (
    "You drive from 65 of 100 points for direction, if none of the three tests is answered with no. "
    "From 40 points it is shared; below that the provider drives. "
    "With less than half of it answered it is not known yet."
)


@dataclass(frozen=True)
class Test:
    """One of the three tests: the question, the outcome, and the answer it rests on."""

    title: str
    outcome: Grade
    found: str


@dataclass(frozen=True)
class Driving:
    """Who sets the course with one candidate.

    `value` 0..100 for the criterion direction, None where it is not known; `to_keep`: what would have to
    change to keep today's provider, most important first (empty for others).
    """

    candidate: str
    word: Word
    value: float | None
    tests: tuple[Test, Test, Test]
    sentence: str
    rule: str
    warnings: tuple[Caution, ...]
    to_keep: tuple[str, ...]


_TESTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Do they know where you are headed?", "know where you are headed", ("ali_asked_goals",)),
    (
        "Do they measure themselves on the results that matter to you?",
        "measure themselves on your results",
        ("ali_outcome_scorecard",),
    ),
    (
        "Do they show up when nothing is broken?",
        "show up when nothing is broken",
        ("pro_strategy_meeting", "ali_looks_ahead"),
    ),
)


def who_is_driving(evaluation: Evaluation, candidate_id: str) -> Driving:
    """The word, the three tests with the answers they rest on, one sentence, and the warnings."""
    result = evaluation.result(candidate_id)
    first, second, third = (_test(evaluation, result, title, ids) for title, _, ids in _TESTS)
    tests = (first, second, third)
    value = _direction(evaluation, result)
    word = _word(value, tests)
    return Driving(
        candidate=candidate_id,
        word=word,
        value=value,
        tests=tests,
        sentence=_sentence(result, word, value, tests) if _is_asked(evaluation) else "",
        rule=RULE,
        warnings=cautions_of(evaluation, result),
        to_keep=_to_keep(evaluation, result) if result.candidate.kind == "incumbent" else (),
    )


def _is_asked(evaluation: Evaluation) -> bool:
    """Whether direction is judged at all, which it is not where its pillar is left out."""
    return DIRECTION in evaluation.catalog.criteria


def _test(evaluation: Evaluation, result: Result, title: str, ids: tuple[str, ...]) -> Test:
    """The mean of the answers known; a question that nobody asked is named only where none is known."""
    questions = [q for q in map(evaluation.catalog.questions.get, ids) if q is not None]
    answers = [(question, result.candidate.answers.get(question.id)) for question in questions]
    known = [(q, a, v) for q, a in answers if (v := claimed_value(q, a)) is not None]
    if known:
        mean = sum(value for _, _, value in known) / len(known)
        return Test(title, grade(mean), "; ".join(found_in_words(q, a) for q, a, _ in known))
    found = found_in_words(*answers[0]) if answers else NOT_ASKED
    return Test(title, NOT_KNOWN, found)


def _direction(evaluation: Evaluation, result: Result) -> float | None:
    """The points for direction; None while less than half of its weight is answered."""
    values = result.criteria.get(DIRECTION)
    if values is None:
        return None
    catalog, weights = evaluation.catalog, evaluation.weights.questions
    rows = [q for q in result.effective if q in catalog.questions]
    here = [q for q in rows if catalog.criterion_key(catalog.questions[q]) == DIRECTION]
    asked = {q: result.candidate.answers.get(q) for q in here}
    applies = [q for q in here if not _is(asked[q], "not_applicable")]
    known = sum(weights[q] for q in applies if _is(asked[q], "answered", "refused"))
    total = sum(weights[q] for q in applies)
    return values.point if total and known / total >= ENOUGH else None


def _is(answer: Answer | None, *states: str) -> bool:
    return answer is not None and answer.counts_as in states


def _word(value: float | None, tests: tuple[Test, ...]) -> Word:
    if value is None:
        return "not known yet"
    if value < SHARED:
        return "the provider"
    if value < YOURS or any(test.outcome == "no" for test in tests):
        return "shared"
    return "you"


def _sentence(result: Result, word: Word, value: float | None, tests: tuple[Test, ...]) -> str:
    """Who drives, with the points, then the three tests: yes first, then partly, no and not known."""
    now = result.candidate.kind in ("incumbent", "in_house")
    points = f"{plain(value, 0)} of 100 points for direction" if value is not None else ""
    leads = {
        "you": f"you {'are' if now else 'would be'} driving ({points}).",
        "shared": f"you {'share' if now else 'would share'} the driving ({points}).",
        "the provider": f"{_they(result)} {'is' if now else 'would be'} driving ({points}).",
        "not known yet": f"it is not known yet who {'is' if now else 'would be'} driving: "
        "too little is answered about direction.",
    }
    return f"With {result.name}, {leads[word]}{_tests_in_words(tests)}"


def _they(result: Result) -> str:
    return "your own IT person" if result.candidate.kind == "in_house" else "the provider"


def _tests_in_words(tests: tuple[Test, ...]) -> str:
    verbs = dict(zip((test.title for test in tests), (verb for _, verb, _ in _TESTS), strict=True))
    by_outcome = {
        outcome: [verbs[test.title] for test in tests if test.outcome == outcome]
        for outcome in ("yes", "partly", "no", NOT_KNOWN)
    }
    parts = []
    if by_outcome["yes"]:
        parts.append(f"They {listed(by_outcome['yes'])}.")
    if by_outcome["partly"]:
        parts.append(f"They partly {listed(by_outcome['partly'])}.")
    if by_outcome["no"]:
        parts.append(f"They do not {listed(by_outcome['no'], last='or')}.")
    if by_outcome[NOT_KNOWN]:
        parts.append(f"Ask whether they {listed(by_outcome[NOT_KNOWN])}.")
    return "".join(f" {part}" for part in parts)


def _to_keep(evaluation: Evaluation, result: Result) -> tuple[str, ...]:
    """What would have to change: the cure of each failed must-have, then the requests worth most."""
    cures = [gate.cure or evaluation.catalog.questions[gate.question].better for gate in result.failed]
    done = {gate.question for gate in result.failed}
    asked = [
        i for i in improvements(evaluation, result.id) if i.question.id not in done and i.kind == "better"
    ]
    requests = [improvement.ask for improvement in asked[: max(0, MOST_CHANGES - len(cures))]]
    return tuple(text for text in (*cures, *requests) if text)
