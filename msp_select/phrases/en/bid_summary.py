"""One plain paragraph a bid: what you get, what you do not, what you must do."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.advice.bid_summary import MOST_ITEMS, BidSummary
from msp_select.phrases.en.answers import with_unit
from msp_select.phrases.en.labels import STATES
from msp_select.phrases.en.words import about, count, listed, term
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

MOST_WORDS = 90


def bid_summary(fact: BidSummary, names: Names) -> Phrase:
    """At most 90 words with the name, strengths before gaps."""
    (candidate,) = fact.candidates
    name = names.candidate(candidate)
    most = max(0, MOST_WORDS - len(name.split()))
    for items in range(MOST_ITEMS, 0, -1):
        text = _paragraph(fact, names, items)
        if len(text.split()) <= most:
            break
    else:
        text = " ".join(text.split()[:most])
    return Phrase(name, text)


def _paragraph(fact: BidSummary, names: Names, items: int) -> str:
    parts = (_get(fact, names, items), _lack(fact, names, items), _price(fact, names), _must_do(fact))
    return " ".join(part for part in parts if part)


def _get(fact: BidSummary, names: Names, items: int) -> str:
    if not fact.strengths:
        return "What you get: no answer stands out yet."
    lead = "What you get, by their word" if all(fact.by_word[:items]) else "What you get"
    return f"{lead}: {_topics(fact.strengths[:items], fact, names)}."


def _lack(fact: BidSummary, names: Names, items: int) -> str:
    if not fact.gaps:
        return "Nothing scored weak."
    return f"What you do not get, or not enough of: {_topics(fact.gaps[:items], fact, names)}."


def _topics(questions: tuple[str, ...], fact: BidSummary, names: Names) -> str:
    """What the questions are about in a few words, with the figure where the answer is one."""
    (candidate,) = fact.candidates
    return listed([_topic(candidate, question, names) for question in questions])


def _topic(candidate: str, question_id: str, names: Names) -> str:
    question, answer = names.catalog.questions[question_id], names.answer(candidate, question_id)
    topic = names.agreement.topics.get(question_id) or question.short
    if answer is not None and answer.state == "refused":
        return f"{topic} ({STATES[answer.state].words})"
    if answer is not None and isinstance(answer.value, Decimal):
        return f"{topic} ({with_unit(answer.value, question.unit)})"
    return topic


def _price(fact: BidSummary, names: Names) -> str:
    """All cash over the term; nothing while prices are sealed."""
    if fact.price == "sealed":
        return "Prices are sealed."
    if fact.price == "not_asked":
        return ""
    if fact.cash is None:
        return "The price is not known yet."
    cash = about(fact.cash, names.currency)
    least = "at least " if fact.cash_is_least else ""
    basis = ", partly from default figures" if fact.cash_is_range else ""
    return f"Everything you would pay over {term(names.months)}: {least}{cash}{basis}."


def _must_do(fact: BidSummary) -> str:
    """The client's part: name somebody, be on time, and settle what stands in the way."""
    tasks = ["give access and answers on time"]
    if not fact.sponsored:
        tasks.insert(0, "name a person who decides")
    if fact.own_hours is not None:
        tasks.append(f"spend {with_unit(fact.own_hours, 'hours')} a month on it")
    if fact.in_house:
        tasks.append("find cover for holidays and illness")
    if fact.failed:
        tasks.append(f"get {count(fact.failed, 'must-have')} put right first")
    if fact.unanswered:
        tasks.append(f"ask {count(fact.unanswered, 'open question')}")
    return f"What you must do: {listed(tasks)}."
