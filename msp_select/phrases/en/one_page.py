"""The one page in words: short enough to be read to its end, every figure with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msp_select.decision.findings.break_even_prices import BreakEvenPrice, PriceNeeded
from msp_select.decision.findings.differences import Differences
from msp_select.decision.findings.one_page import (
    Contest,
    IntoTheContract,
    MoneyInShort,
    SpeaksForTheOther,
    ToAsk,
)
from msp_select.decision.robustness.value_of_information import OpenAnswer
from msp_select.phrases.en import verdict
from msp_select.phrases.en.amounts import more_or_less, price, scored
from msp_select.phrases.en.answers import found as answer_found
from msp_select.phrases.en.ask_next import answer_title, asking_sentence
from msp_select.phrases.en.break_even_prices import price_asked
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.money import money
from msp_select.phrases.en.words import (
    capital,
    count,
    exactly,
    in_round,
    in_whole,
    listed,
    number_word,
    plain,
    points,
    term,
    verb,
)
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

ANSWER = 32  # characters of an answer; the rest of it stands behind "more"
ASKED = 3  # things to ask
NAMED = 3  # things to be written down
PRICES = ("defaults", "no_price")  # what is asked of a bid, not of a question
TERMS = 2  # better terms


def contest(fact: Contest, names: Names) -> Phrase:
    """How the two stand, and the largest reasons with their answers."""
    subject, against = names.candidate(fact.subject), names.candidate(fact.against)
    sentence = f"{_standing(fact, names)}."
    if fact.criteria:
        favoured = "it" if fact.standing == "ahead" else names.candidate(fact.favoured)
        criteria = count(fact.speaking, "criterion", "criteria")
        speak = f"{criteria} {verb(fact.speaking, 'speaks', 'speak')} for {favoured}"
        sentence += f" {capital(speak)}, {_largest(fact)}"
    rows = _reasons(fact, fact.favoured, names)
    return Phrase(f"{subject} or {against}?", sentence, rows)


def _standing(fact: Contest, names: Names) -> str:
    subject, against = names.candidate(fact.subject), names.candidate(fact.against)
    merit = f"{subject} and {against} score the same"
    if fact.standing != "level":
        place = "ahead" if fact.standing == "ahead" else f"behind {against}"
        merit = f"{subject} is {points(fact.gap_points)} of 100 {place}"
    if names.session.settings.sealed:
        return f"In all but the price {merit}"
    if fact.cash_gap_term is None:
        return merit
    over = term(fact.term_months)
    if fact.costs_the_same:
        return (
            f"{merit} and {verb(1 if fact.standing != 'level' else 2, 'costs', 'cost')} the same over {over}"
        )
    costs = f"costs {more_or_less(fact.cash_gap_term, names.currency)} over {over}"
    return f"{merit}; {subject} {costs}" if fact.standing == "level" else f"{merit} and {costs}"


def _largest(fact: Contest | SpeaksForTheOther) -> str:
    """How many points speak for somebody, before the largest of what makes them is named."""
    shown, speak = len(fact.criteria), points(fact.speaking_points)
    return f"{speak}:" if shown == fact.speaking else f"{speak}; the {number_word(shown)} largest:"


def speaks_for_the_other(fact: SpeaksForTheOther, names: Names) -> Phrase:
    """What speaks for the other, the largest of it with its answers; or that nothing does."""
    whom = names.candidate(fact.whom)
    sentence = "Nothing that counts for you."
    if fact.criteria:
        sentence = f"{capital(count(fact.speaking, 'criterion', 'criteria'))}, {_largest(fact)}"
    return Phrase(f"What speaks for {whom}", sentence, _reasons(fact, fact.whom, names))


def _reasons(fact: Contest | SpeaksForTheOther, whom: str, names: Names) -> tuple[Row, ...]:
    """Each criterion with its points, and the answer of the one for whom it speaks, not the other's."""
    found = fact.found
    other = next(one for one in found.candidates if one != whom)
    each = zip(found.contributions, found.reasons, found.only_evidence, strict=True)
    told = {part.key: (part, reason, alike) for part, reason, alike in each}
    rows = []
    for key in fact.criteria:
        part, reason, alike = told[key]
        values = {found.candidates[0]: part.subject, found.candidates[1]: part.against}
        text = f"{plain(values[whom], 0)} of 100, not {plain(values[other], 0)} of 100"
        if reason == key:
            text = _paid(found, whom, other, names) or text
        elif reason and (
            sides := _answers(reason, whom, other, names, evidence=alike or key in fact.by_proof)
        ):
            text = sides if names.row(reason) in sides else f"{names.row(reason)}; {sides}"
        rows.append(Row(f"{part.title} ({points(part.points)})", abs(part.points), text))
    return tuple(rows)


def _answers(row: str, whom: str, other: str, names: Names, *, evidence: bool) -> str:
    """The two answers, as far as there is room; nothing where they begin alike."""
    mine, theirs = (_said(one, row, names) for one in (whom, other))
    grades = [_grade(one, row, names) for one in (whom, other)]
    if mine != theirs and evidence and all(grades):
        return f"{mine}, {grades[0]}; the other {theirs}, {grades[1]}"
    if mine != theirs:
        return _not(mine, theirs) if all(grades) else f"{mine}; the other: {theirs}"
    if not evidence:
        return ""
    return f"{mine}, {grades[0]}; the other {grades[1]}" if all(grades) else ""


def _not(mine: str, theirs: str) -> str:
    """Two answers that differ, the unit once where both have the same: "4.5, not 5 hours"."""
    (number, _, unit), (other, _, same) = mine.partition(" "), theirs.partition(" ")
    alike = unit == same and unit and number[:1].isdigit() and other[:1].isdigit()
    return f"{number}, not {other} {unit}" if alike else f"{mine}, not {theirs}"


def _said(candidate: str, row: str, names: Names) -> str:
    """An answer, words in quotes, as far as there is room."""
    text, question = answer_found(names, candidate, row), names.catalog.questions[row]
    if not _grade(candidate, row, names) or not question.levels:
        return text
    return f'"{_short(text)}"'


def _grade(candidate: str, row: str, names: Names) -> str:
    answer = names.answer(candidate, row)
    if answer is None or answer.state != "answered":
        return ""
    return GRADES[answer.evidence or names.catalog.questions[row].default_evidence].words


def _short(text: str) -> str:
    """So much of a text as there is room for, to a whole word."""
    if len(text) <= ANSWER:
        return text
    return f"{text[: ANSWER - 1].rpartition(' ')[0].rstrip(',;:.')} …"


def _paid(found: Differences, whom: str, other: str, names: Names) -> str:
    """What each pays a user and month, or how dear the one could become where that makes the difference."""
    cash = found.cash
    if cash.counts_less is not None and cash.dear_end is not None:
        dear = exactly(cash.dear_end, names.currency)
        return f"the bills of {names.candidate(cash.counts_less)} could reach {dear} a user and month"
    is_paid = cash.is_paid_as_scored
    pays = dict(zip(cash.whom, cash.paid if is_paid else cash.middles, strict=True))
    mine, theirs = pays[whom], pays[other]
    if mine is None or theirs is None:
        without = listed([names.candidate(one) for one in (whom, other) if pays[one] is None])
        return f"what {without} would cost is not known in full"
    each = [in_whole(one, names.currency) for one in (mine, theirs)]
    counted = "" if is_paid else f", {scored(names)}"
    return f"{each[0]} a user and month, not {each[1]}{counted}" if each[0] != each[1] else ""


def money_in_short(fact: MoneyInShort, names: Names) -> Phrase:
    """Quoted, paid, with time and risk, and where the choice would turn: a line each."""
    whom = [names.candidate(one) for one in fact.candidates]
    over = f" over {term(fact.term_months)}"
    rows = [
        Row("Quoted", None, " and ".join(_quoted(fact, names))),
        Row("You pay", None, _sums(fact.cash_term, fact.cash_missing, names) + over),
        Row(
            "With lost time and risk",
            None,
            _sums(fact.with_time_and_risk_term, fact.any_missing, names) + over,
        ),
    ]
    if fact.break_even is not None:
        rows.append(Row("Where it would turn", None, _break_even(fact.break_even, names)))
    order = f"{whom[0]}, then {whom[1]}" if len(whom) > 1 else whom[0]
    vat = "with" if names.session.vat == "included" else "without"
    return Phrase("The money", f"{order}; amounts rounded, {vat} VAT.", tuple(rows))


def _quoted(fact: MoneyInShort, names: Names) -> list[str]:
    told = []
    for fee, rate in zip(fact.quoted_per_month, fact.hourly_rates, strict=True):
        if rate is not None:
            told.append(f"{money(rate, names.currency)} an hour")
        else:
            told.append("no fee" if fee is None else f"{in_round(fee, names.currency)} a month")
    return told


def _sums(amounts: Sequence[Decimal | None], missing: Sequence[bool], names: Names) -> str:
    each = [
        "not known" if amount is None else f"{'at least ' * lacks}{in_round(amount, names.currency)}"
        for amount, lacks in zip(amounts, missing, strict=True)
    ]
    return " and ".join(each)


def _break_even(fact: BreakEvenPrice | PriceNeeded, names: Names) -> str:
    first = names.candidate(fact.candidates[0])
    if isinstance(fact, BreakEvenPrice):
        if fact.rival is None:
            high = price(fact.price_scale_high_user_month, names)
            return (
                f"{first} stays first however dear: above {high} a user and month, "
                "a higher price costs no more points"
            )
        return (
            f"{first} stays first up to {price_asked(fact, names)}, then {names.candidate(fact.rival)} leads"
        )
    failed = fact.failed_must_haves
    cured = f"with its {count(failed, 'missed must-have')} met, " if failed else ""
    if fact.factor is None:
        return f"{cured}no lower price alone puts {first} first"
    return f"{cured}{first} would be first below {price_asked(fact, names)}"


def to_ask(fact: ToAsk, names: Names) -> Phrase:
    """What to ask next and of whom; that nothing matters only where that is so."""
    asked, todo = fact.found.worth_asking, dict[str, list[str]]()
    for one in asked[:ASKED]:
        what = "all it would charge" if one.kind in PRICES else answer_title(one, names)
        todo.setdefault(_act(one, names), []).append(what)
    sentence = asking_sentence(fact.found, names)
    if asked:
        sentence = f"{capital(count(len(asked), 'answer'))} could change the choice; begin with:"
        if len(asked) <= ASKED:
            sentence = "What could change the choice:"
        if fact.found.if_asked is not None:
            sentence = f"First ask {names.candidate(fact.found.if_asked)} what nobody has asked it."
    rows = tuple(Row(act, None, listed(titles)) for act, titles in todo.items())
    return Phrase("What to ask next", sentence, rows)


def _act(one: OpenAnswer, names: Names) -> str:
    act = {"defaults": "Get firm prices from", "unproven": "Get proof from"}.get(one.kind, "Ask")
    return f"{act} {names.candidate(one.candidate)}"


def into_the_contract(fact: IntoTheContract, names: Names) -> Phrase:
    """What is still open or only said, and the better terms worth asking for."""
    told = []
    unsettled = [one.question for one in fact.conditions if one.kind == "open" and one.question]
    words = [verdict.to_settle(one, names) for one in fact.conditions if one.kind != "open"]
    if fact.failed:
        told.append(f"Not yet met: {_rows(fact.failed, names)}.")
    if unsettled:
        told.append(f"Still open: {_rows(unsettled, names)}.")
    if words:
        told.append(f"Not in the contract yet: {listed(words, most=NAMED)}.")
    if fact.terms is not None and fact.terms.requests:
        better = [f"{names.row(one.question)} ({points(one.points)})" for one in fact.terms.requests[:TERMS]]
        told.append(f"Worth most if better or proven: {listed(better)}.")
    return Phrase(f"What to put in the contract with {names.candidate(fact.whom)}", " ".join(told))


def _rows(questions: Sequence[str], names: Names) -> str:
    return listed([names.row(one) for one in questions], most=NAMED)
