"""Which kind of number each question and each money term asks for, with what is usual for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msp_select.decision.business.downtime import business_numbers
from msp_select.decision.costing.usual import usual_in
from msp_select.model.answer_checks import answer_fault, business_fault
from msp_select.model.answer_kinds import KINDS
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import Field
from msp_select.model.business import BusinessQuestion
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.phrases.en.bid import words_of
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.words import exactly

MOST = Decimal(10) ** 12  # of any figure of a bid


def wanted_of_business(question: BusinessQuestion, session: Session, catalog: Catalog) -> Wanted:
    """The number a question about the business asks for."""

    def fault(number: Decimal) -> str:
        found = business_fault(question, number) or _out_of_order(question, number, session, catalog)
        return f"{found}." if found else ""

    return Wanted(
        currency=session.currency,
        unit=question.unit,
        money=KINDS[question.kind].money,
        whole=question.whole,
        fault=fault,
        usual=usual_in(session, catalog, question.id),
    )


def _out_of_order(
    question: BusinessQuestion, number: Decimal, session: Session, catalog: Catalog
) -> str | None:
    """What is wrong with one end of the price range, seen from the other: no price could be scored by it."""
    given = business_numbers(session, catalog)
    low, high = given.get("price_low"), given.get("price_high")
    if question.feeds == "price_high" and low is not None and number <= low:
        return f"It has to be above your very good price, {exactly(low, session.currency)}"
    if question.feeds == "price_low" and high is not None and number >= high:
        return f"It has to be below the price at which you walk away, {exactly(high, session.currency)}"
    return None


def wanted_of_question(question: Question, bid: Bid | None, session: Session, catalog: Catalog) -> Wanted:
    """The number a question about a candidate asks for, whose bid is that; money while sealed as well."""

    def fault(number: Decimal) -> str:
        if question.bid_field:
            low, high = question.range or (Decimal(0), MOST)
            outside = f"{number} is outside {low} to {high} {question.unit}"
            found: str | None = None if low <= number <= high else outside
        else:
            found = answer_fault(question, Answer(value=number))
        return f"{found}." if found else ""

    key = f"bid.{question.bid_field}" if question.bid_field else question.id
    return Wanted(
        currency=session.currency,
        unit=question.unit,
        money=KINDS[question.kind].money,
        fault=fault,
        usual=usual_in(session, catalog, key, bid),
    )


def wanted_of_term(
    key: str,
    field: Field,
    bid: Bid | None,
    session: Session,
    catalog: Catalog,
    fault: Callable[[Decimal], str],
) -> Wanted:
    """The number a field of that bid asks for; `key` is "bid.<field>", or of a part or the own person."""
    return Wanted(
        currency=session.currency,
        unit=words_of(key).unit.replace("{}", "").strip(),
        money=field.entry == "money",
        whole=field.whole,
        fault=fault,
        usual=usual_in(session, catalog, key, bid),
    )
