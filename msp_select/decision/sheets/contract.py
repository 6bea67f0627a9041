"""The contract checklist: each promise with its figure, its proof, and what follows if it is missed."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.advice.improvements import better_answer, is_good_enough
from msp_select.decision.advice.own_side import own_answer
from msp_select.decision.advice.standing import (
    claimed_value,
    found_in_words,
    grade,
)
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.names import GRADES, NOT_KNOWN, STATES
from msp_select.decision.sheets.notice import notice_sentence
from msp_select.decision.sheets.sheet import Sheet, Table, agreement_of, filled, said
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question

INTRO = (
    "Each promise as it stands today, with what to ask for, the proof and what follows if it is missed. "
    "A promise counts as firm only when it is in the contract."
)
IN_HOUSE = "Your own people sign no supply contract: use these lines as the goals of the job."
SEALED = "Prices are sealed, so promises about price are left out."
CONSEQUENCES = (
    "Ask to which of these promises the consequences apply, service and security alike. "
    "They are agreed beforehand and work both ways; they are part of the partnership, not a punishment."
)
FIRM, BEST_EFFORT, NOTHING = "firm", "best effort", "not promised"
SERVICE_LEVEL_STATE = {"yes": "there", "partly": "in part", "no": "missing", NOT_KNOWN: NOT_KNOWN}


def contract(evaluation: Evaluation, candidate_id: str) -> Sheet:
    """The promises, the expectation box, what must be in it at least, the clock and the notice date."""
    result = evaluation.result(candidate_id)
    promised = _promised(evaluation, result)
    in_house = result.candidate.kind == "in_house"
    return Sheet(
        name="contract",
        title=f"Contract checklist: {result.name}",
        intro=INTRO,
        tables=filled(
            _promises(evaluation, result, promised),
            _expectations(evaluation, result, promised),
            _service_levels(evaluation, result),
            _clock(evaluation),
        ),
        notes=said(
            IN_HOUSE if in_house else "",
            agreement_of(evaluation).liability,
            "" if in_house else CONSEQUENCES,
            notice_sentence(evaluation, candidate_id),
            SEALED if evaluation.session.settings.sealed else "",
        ),
    )


def firmness(answer: Answer | None, question: Question) -> str:
    """Firm when in the contract; best effort while said, written elsewhere or seen; else not promised."""
    claimed = claimed_value(question, answer)
    if answer is None or claimed is None or claimed <= 0:
        return NOTHING
    return FIRM if answer.evidence == "contract" else BEST_EFFORT


def _promised(evaluation: Evaluation, result: Result) -> tuple[tuple[Question, Answer | None], ...]:
    """The questions that become a promise: those of the session's size, and whatever else was answered."""
    session, catalog = evaluation.session, evaluation.catalog
    found = []
    for question in catalog.questions.values():
        if not question.promise:
            continue
        answer = result.candidate.answers.get(question.id)
        wanted = question.in_size(session.size) or question.id in evaluation.weights.must_haves
        if (answer is None and not wanted) or (answer is not None and answer.counts_as == "not_applicable"):
            continue
        found.append((question, answer))
    return tuple(found)


def _promises(
    evaluation: Evaluation, result: Result, promised: Iterable[tuple[Question, Answer | None]]
) -> Table:
    rows = []
    for question, answer in promised:
        missed = _missed(evaluation, result, question)
        now, ask = found_in_words(question, answer), _to_ask(evaluation, question, answer)
        rows.append(
            (question.promise, now, ask, _firmness_in_words(question, answer), question.evidence, missed)
        )
    return Table(
        "Promises",
        ("Promise", "Their answer today", "Ask for", "Firm or best effort", "Proof", "If it is missed"),
        tuple(rows),
    )


def _to_ask(evaluation: Evaluation, question: Question, answer: Answer | None) -> str:
    claimed = claimed_value(question, answer)
    words, value = better_answer(question, evaluation.catalog)
    if is_good_enough(claimed, value):
        return "keep it" if firmness(answer, question) == FIRM else "the same, in the contract"
    return words


def _firmness_in_words(question: Question, answer: Answer | None) -> str:
    state = firmness(answer, question)
    if state == FIRM:
        return "firm (in the contract)"
    if state == NOTHING or answer is None:
        return state
    return f"{state} ({GRADES[answer.evidence or question.default_evidence].words})"


def _missed(evaluation: Evaluation, result: Result, question: Question) -> str:
    """What follows if this promise is missed, by the candidate's own answer and how sure that is."""
    rule, catalog = agreement_of(evaluation).missed, evaluation.catalog
    about = catalog.questions.get(rule.question) if rule else None
    if rule is None or about is None or question is about:
        return rule.otherwise if rule else ""
    if catalog.criterion_key(question) not in rule.criteria:
        return rule.otherwise
    answer = result.candidate.answers.get(about.id)
    if answer is not None and answer.state in ("refused", "not_applicable"):
        return STATES[answer.state].words
    words = rule.words.get(str(answer.value)) if answer else None
    if answer is None or words is None:
        return "not known yet: ask"
    return f"{words} ({GRADES[answer.evidence or about.default_evidence].words})"


def _expectations(
    evaluation: Evaluation, result: Result, promised: Iterable[tuple[Question, Answer | None]]
) -> Table:
    """The expectation box: what is promised, what is best effort, and on which parts."""
    agreement = agreement_of(evaluation)
    groups: dict[str, list[str]] = {FIRM: [], BEST_EFFORT: [], NOTHING: []}
    for question, answer in promised:
        topic = agreement.topics.get(question.id, question.promise)
        groups[firmness(answer, question)].append(topic)
    rows = [
        ("Promised: it is in the contract", "; ".join(groups[FIRM]) or "nothing yet"),
        ("Best effort: said, written elsewhere or seen", "; ".join(groups[BEST_EFFORT]) or "nothing"),
        ("Not promised, or not known yet", "; ".join(groups[NOTHING]) or "nothing"),
    ]
    parts = evaluation.catalog.questions.get(agreement.parts or "")
    if parts is not None:
        answer = result.candidate.answers.get(parts.id)
        rows.append(("For which systems the promised times hold", found_in_words(parts, answer)))
    return (
        Table("What to expect", ("Expectation", "What it covers"), tuple(rows))
        if any(groups.values())
        else Table("", (), ())
    )


def _service_levels(evaluation: Evaluation, result: Result) -> Table:
    rows = []
    for item in agreement_of(evaluation).service_levels:
        question = evaluation.catalog.questions.get(item.question or "")
        answer = result.candidate.answers.get(question.id) if question else None
        state = _service_level_state(question, answer) if question else SERVICE_LEVEL_STATE[NOT_KNOWN]
        rows.append((item.title, item.says, state, found_in_words(question, answer) if question else ""))
    return Table(
        "What the promised times and results must say at least",
        ("Part", "It must say", "State", "Their answer"),
        tuple(rows),
    )


def _service_level_state(question: Question, answer: Answer | None) -> str:
    if answer is not None and answer.counts_as == "not_applicable":
        return STATES["not_applicable"].words
    how_good = grade(claimed_value(question, answer))
    state = SERVICE_LEVEL_STATE[how_good]
    if answer is None or how_good not in ("yes", "partly"):
        return state
    return f"{state} ({GRADES[answer.evidence or question.default_evidence].words})"


def _clock(evaluation: Evaluation) -> Table:
    return Table(
        "What stops the clock when you are late",
        ("When", "The clock stops", "Who says so", "Your own answer"),
        tuple(
            (rule.when, rule.stops, rule.who, own_answer(evaluation.session, rule.own))
            for rule in agreement_of(evaluation).clock
        ),
    )
