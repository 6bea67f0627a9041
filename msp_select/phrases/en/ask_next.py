"""What to ask next in words."""

from __future__ import annotations

from msp_select.decision.findings.fewest_changes import AskNext
from msp_select.decision.robustness.value_of_information import MOST, AskList, OpenAnswer, OpenGroup
from msp_select.phrases.en.labels import GRADES, NOT_ASKED, STATES
from msp_select.phrases.en.words import count, listed, number_word, plain, points, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

LITTLE = "less than 0.05 points of 100"


def ask_next(fact: AskNext, names: Names) -> Phrase:
    """Which few answers to ask for, what each is worth, and what all of one candidate's are."""
    found = fact.found
    answers = (
        Row(answer_label(one, names), one.alone, answer_words(one, names)) for one in found.worth_asking
    )
    groups = (
        Row(f"All of {names.candidate(one.candidate)}", one.worth, group_words(one)) for one in found.groups
    )
    return Phrase("What to ask next", asking_sentence(found, names), (*answers, *groups))


def asking_sentence(found: AskList | None, names: Names) -> str:
    """The few answers to ask for and what they are worth; that none matters only where that is so."""
    if found is None:
        return ""
    if found.if_asked is not None:
        first = f"First ask {names.candidate(found.if_asked)} what nobody has asked it."
        return f"{first} {_list_sentence(found, names)}" if found.outcome == "these" else first
    if found.outcome == "these":
        return _list_sentence(found, names)
    if found.outcome == "all_of_one":
        best = found.groups[0]
        return (
            f"No {number_word(MOST)} answers are likely to change the choice; "
            f"all {best.answers} that are open or unproven with {names.candidate(best.candidate)} could. "
            f"Together they are worth {_worth(best)}. By so much is the choice better, on average, once "
            "they are known."
        )
    if found.outcome == "none":
        return "No answer is likely to change the choice."
    after = " Settle the open must-haves first." if found.open_must_haves else ""
    return f"Asking more would add little to the choice, {LITTLE}.{after}"


def _list_sentence(found: AskList, names: Names) -> str:
    number = len(found.answers)
    asked = [f"{answer_label(one, names)}{_alone_beside(one)}" for one in found.answers]
    these = "this one" if number == 1 else f"these {number_word(number)}"
    together = verb(number, "It is", "Together they are")
    if number > 1 and not any(one.worth_saying for one in found.answers):
        together = f"Alone each is worth {LITTLE}; together they are"
    known = verb(number, "it is", "they are")
    sentence = (
        f"Ask {these}: {listed(asked)}. {together} worth {points(found.together)} of 100. "
        f"By so much is the choice better, on average, once {known} known."
    )
    if found.verdict == "too_close":
        falls = f"falls from {plain(found.regret_now)} to {plain(found.regret_after)} of 100"
        them = verb(number, "it", "them")
        sentence += f" At exactly the weights you stated, the expected loss {falls} by {them}."
    return sentence


def answer_label(one: OpenAnswer, names: Names) -> str:
    """Whom to ask, and about what: "Vexley: days to install fixes"."""
    return f"{names.candidate(one.candidate)}: {answer_title(one, names)}"


def answer_title(one: OpenAnswer, names: Names) -> str:
    """The question's short name, or the criterion that is scored from the bid."""
    question = names.catalog.questions.get(one.row)
    return names.criterion(one.row) if question is None else question.short


def answer_asked(one: OpenAnswer, names: Names) -> str:
    """The question as it is asked, or the criterion that is scored from the bid."""
    question = names.catalog.questions.get(one.row)
    return names.criterion(one.row) if question is None else question.asked_as


def answer_open(one: OpenAnswer) -> str:
    """What is open: "not asked yet", "they do not know yet", "unproven", "rests on defaults"."""
    if one.state is not None:
        return STATES[one.state].words
    return {
        "not_asked": NOT_ASKED,
        "unproven": "unproven",
        "defaults": "rests on defaults",
        "no_price": "no price yet",
    }[one.kind]


def answer_to_do(one: OpenAnswer, names: Names) -> str:
    """The answer as something to do: "Ask Ninefold Harrow: ..."."""
    name = names.candidate(one.candidate)
    if one.kind == "defaults":
        return f"Get firm prices from {name}."
    act = "Get proof from" if one.kind == "unproven" else "Ask"
    return f"{act} {name}: {answer_asked(one, names)}"


def answer_words(one: OpenAnswer, names: Names) -> str:
    """What to do about one answer, and why: "alone 2.7; not asked yet. Ask Vexley: ..."; less goes unsaid."""
    grade = f", {GRADES[one.grade].words}" if one.grade else ""
    must_have = "an open must-have, " if one.must_have else ""
    alone = f"{_alone(one)}; " if one.worth_saying else ""
    return f"{alone}{must_have}{answer_open(one)}{grade}. {answer_to_do(one, names)}"


def group_words(group: OpenGroup) -> str:
    """What all of one candidate's answers are worth: "0.4 points of 100; 48 open or unproven answers"."""
    return f"{_worth(group)}; {count(group.answers, 'open or unproven answer')}"


def _alone(one: OpenAnswer) -> str:
    return f"alone {plain(one.alone)}"


def _alone_beside(one: OpenAnswer) -> str:
    return f" ({_alone(one)})" if one.worth_saying else ""


def _worth(group: OpenGroup) -> str:
    return f"{points(group.worth)} of 100" if group.worth_saying else LITTLE
