"""Who is driving, in words; and what would keep today's provider."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.advice.answer_grades import Grade
from msp_select.decision.advice.direction import DirectionTest, Driving, KeepToday, TestName
from msp_select.phrases.en import answers, improvements
from msp_select.phrases.en.labels import NOT_ASKED, NOT_KNOWN
from msp_select.phrases.en.warning_patterns import warning_pattern
from msp_select.phrases.en.words import listed, plain
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

TESTS: Mapping[TestName, str] = {
    "goals": "Do they know where you are headed?",
    "results": "Do they measure themselves on the results that matter to you?",
    "presence": "Do they show up when nothing is broken?",
}
VERBS: Mapping[TestName, str] = {
    "goals": "know where you are headed",
    "results": "measure themselves on your results",
    "presence": "show up when nothing is broken",
}
OUTCOMES: Mapping[Grade, str] = {"yes": "yes", "partly": "partly", "no": "no", NOT_KNOWN: NOT_KNOWN}


def driving(fact: Driving, names: Names) -> Phrase:
    """Who drives, the cautions, who answers for it, and the tests; the first of it is the sentence."""
    warned = [warning_pattern(caution, names) for caution in fact.cautions]
    texts = [("", _who_drives(fact, names)), *((one.title, one.sentence) for one in warned)]
    texts.append(("who answers for it", names.agreement.liability))
    (_, first), *more = [(label, text) for label, text in texts if text]
    tests = [(one, direction_test(one, names)) for one in fact.tests]
    return Phrase(
        "Before you sign" if fact.word is None else "Who is driving",
        first,
        (
            *(Row(label, None, text) for label, text in more),
            *(Row(said.title, None, _found(one, said)) for one, said in tests),
        ),
    )


def _found(fact: DirectionTest, said: Phrase) -> str:
    return said.sentence if fact.outcome == NOT_KNOWN else f"{OUTCOMES[fact.outcome]}: {said.sentence}"


def direction_test(fact: DirectionTest, names: Names) -> Phrase:
    """The test as a question, and the answers it rests on."""
    (candidate,) = fact.candidates
    found = "; ".join(answers.found(names, candidate, question) for question in fact.questions)
    return Phrase(TESTS[fact.test], found or NOT_ASKED)


def keep_today(fact: KeepToday, names: Names) -> Phrase:
    """What to ask today's provider for before leaving it, the weightiest first."""
    (candidate,) = fact.candidates
    name = names.candidate(candidate)
    many = "this" if fact.changes == 1 else "these"
    changes = (
        *(names.must_haves[one].cure or names.catalog.questions[one].better for one in fact.must_haves),
        *(improvements.ask(names, one) for one in fact.requests),
    )
    return Phrase(
        f"What would keep {name}",
        f"You have {name} today. Before you leave, ask them for {many}, the weightiest first.",
        tuple(Row(str(n), None, change) for n, change in enumerate(changes, 1)),
    )


def _who_drives(fact: Driving, names: Names) -> str:
    """Who drives, with the points, then the three tests: yes first, then partly, no and not known."""
    if fact.word is None:
        return ""
    (candidate,) = fact.candidates
    now = fact.candidate_kind in ("incumbent", "in_house")
    they = "your own IT person" if fact.candidate_kind == "in_house" else "the provider"
    value = fact.direction_points
    points = f"{plain(value, 0)} of 100 points for direction" if value is not None else ""
    leads = {
        "you": f"you {'are' if now else 'would be'} driving ({points}).",
        "shared": f"you {'share' if now else 'would share'} the driving ({points}).",
        "the provider": f"{they} {'is' if now else 'would be'} driving ({points}).",
        "not known yet": f"it is not known yet who {'is' if now else 'would be'} driving: "
        "too little is answered about direction.",
    }
    return f"With {names.candidate(candidate)}, {leads[fact.word]}{_tests_in_words(fact)}"


def _tests_in_words(fact: Driving) -> str:
    def those(outcome: Grade) -> list[str]:
        return [VERBS[test.test] for test in fact.tests if test.outcome == outcome]

    parts = []
    if verbs := those("yes"):
        parts.append(f" They {listed(verbs)}.")
    if verbs := those("partly"):
        parts.append(f" They partly {listed(verbs)}.")
    if verbs := those("no"):
        parts.append(f" They do not {listed(verbs, last='or')}.")
    if verbs := those(NOT_KNOWN):
        parts.append(f" Ask whether they {listed(verbs)}.")
    return "".join(parts)
