"""The verdict in words: its sentence, what to settle before signing, and the reservations beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msp_select.decision.findings.leader import Sureness
from msp_select.decision.scoring.conditions import WORDS
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, Result
from msp_select.decision.scoring.verdict import (
    CLEAR,
    LOWERING,
    NARROW,
    OVER_LIMIT,
    Caveat,
    CaveatKind,
    Condition,
    VerdictKind,
)
from msp_select.decision.scoring.verdict_rules import LIKELY
from msp_select.model.documents import BID
from msp_select.model.scalars import Evidence
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.money import money
from msp_select.phrases.en.sources import stands
from msp_select.phrases.en.words import (
    capital,
    count,
    hundredths,
    in_round,
    in_whole,
    listed,
    percent,
    plain,
    points,
    tries,
    verb,
)
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

RULE = (
    "Not yet: a must-have of the first is still open. "
    f"Clear: it meets its must-haves and is first in at least {tries(CLEAR)} with weights, unproven answers "
    f"and open must-haves varied. Narrow: from {hundredths(NARROW)} of 100. "
    "Below that it is too close to call. "
    f"Incomplete: less than {percent(100 * ENOUGH_COVERAGE)} of what matters is answered by the first "
    f"or by a rival that would win at least {tries(LIKELY)}, "
    "or another would lead if everybody were asked alike."
)
"""How verdicts are told apart, for whoever wants to know."""

FIELDS = {
    "outside_hours_share": "{} % of support hours outside the fee",
    "project_hours": "{} hours a year for projects",
    "licences_per_user": "{money} a user and month for licences on top",
    "after_hours": "{} hours a year after closing time",
    "yearly_rise": "a yearly rise of {} %",
}
"""What only the bid says, in words: the figure, what it counts, and of how long."""
NONE = {
    "outside_hours_share": "no support hours outside the fee",
    "project_hours": "nothing on top for projects",
    "licences_per_user": "nothing on top for licences",
    "after_hours": "nothing on top after closing time",
    "yearly_rise": "no yearly rise",
}
"""The same where the figure is 0."""

WALK_AWAY = "the price at which you walk away is {} a user and month"
SIZES = {
    "quick": "The quick set is the shortest of the three lists of questions.",
    "core": "The core set is the middle one of the three lists of questions.",
}
WITH_CONDITIONS: tuple[VerdictKind, ...] = ("clear", "narrow")  # say what to settle before signing
VARIED = "with weights, unproven answers and open must-haves varied"


def sureness(fact: Sureness, names: Names) -> Phrase:
    """How sure the ranking is; in rows what to settle before signing, the reservations, and the rule."""
    return Phrase("How sure this is", sentence(fact, names), tuple(_rows(fact, names)), {"rule": RULE})


def _rows(fact: Sureness, names: Names) -> Iterator[Row]:
    if fact.verdict == "too_close" and (losses := losses_sentence(fact, names)):
        yield Row("What each choice risks", None, losses)
    if fact.verdict != "none_acceptable":
        for one in before_signing(fact, names) or ("nothing stands in the way",):
            yield Row("Before you sign", None, one)
    for one in beside(fact, names):
        yield Row("To bear in mind", None, one)
    yield Row("The rule", None, RULE)


def sentence(fact: Sureness, names: Names) -> str:
    """The verdict as one advice, with its figures."""
    settle = fact.verdict in WITH_CONDITIONS and fact.conditions
    before = f" Before you sign: {count(fact.conditions, 'condition')} below." if settle else ""
    return f"{_begin(fact, names)}{before}"


def _begin(fact: Sureness, names: Names) -> str:
    """The advice without what to settle before signing."""
    return _SENTENCES[fact.verdict](fact, names)


def _open_number(fact: Sureness) -> str:
    """How many must-haves are: "two must-haves are"."""
    number = len(fact.open_must_haves)
    return f"{count(number, 'must-have')} {verb(number, 'is', 'are')}"


def _clear(fact: Sureness, names: Names) -> str:
    more = [names.candidate(one) for one in fact.ahead_if_only_proven]
    proven = f" Counting only what is proven, {listed(more)} {verb(len(more), 'is', 'are')} ahead."
    return f"Clear: {_first(fact, names)} {VARIED}.{proven if more else ''}"


def _narrow(fact: Sureness, names: Names) -> str:
    begin = f"Narrow: {_first(fact, names)} {VARIED}{_in_others(fact, names)}."
    return " ".join([begin, *(caveat_sentence(fact, one, names) for one in _in_sentence(fact))])


def _too_close(fact: Sureness, names: Names) -> str:
    ask = "Ask the questions below first."
    begin = f"Too close to call: {_first(fact, names)}{_in_others(fact, names)}."
    if fact.safer_if_unsure is not None:
        safer = names.candidate(fact.safer_if_unsure)
        ask += f" If you are unsure of your weights, {safer} is the safer of the two."
    if not fact.losses_known:
        return f"{begin} {ask}"
    less = "Neither" if fact.loses_less is None else names.candidate(fact.loses_less)
    return f"{begin} {less} has the smaller expected loss; money does not decide between equals. {ask}"


def _incomplete(fact: Sureness, names: Names) -> str:
    leader = names.candidate(fact.leader)
    if fact.if_asked is not None:
        return (
            f"Incomplete: {leader} leads, but {names.candidate(fact.if_asked)} would lead if the "
            "questions nobody has asked were answered like the others. Ask them before you choose."
        )
    if not fact.answered_too_little:
        return f"Incomplete: {leader} leads without a price. Ask for it before you choose."
    each = zip(fact.answered_too_little, fact.answered_percent, strict=True)
    named = listed([f"{names.candidate(one)} ({percent(answered, 0)})" for one, answered in each], most=3)
    enough = percent(100 * ENOUGH_COVERAGE)
    return f"Incomplete: no verdict while less than {enough} of what matters is answered by {named}."


def _open(fact: Sureness, names: Names) -> str:
    judged, number = fact.judged, len(fact.open_must_haves)
    leads = "leads" if fact.compared > 1 else "is the only candidate"
    named = listed([names.row(question) for question in fact.open_must_haves])
    begin = f"Not yet: {names.candidate(fact.leader)} {leads}, but {_open_number(fact)} open ({named})."
    if judged.first_if_met is None or judged.first_and_acceptable is None or fact.compared < 2:
        return f"{begin} Ask before you choose."
    met = verb(number, "it is met", "they are met")
    return (
        f"{begin} It is first in {tries(judged.first_if_met)} if {met}, and first and acceptable in "
        f"{tries(judged.first_and_acceptable)} as things stand. Ask before you choose."
    )


def _over(fact: Sureness, names: Names) -> str:
    (caveat,) = _in_sentence(fact)
    return caveat_sentence(fact, caveat, names)


def _none_acceptable(fact: Sureness, names: Names) -> str:
    who, failed = names.candidate(fact.fewest_failed), count(fact.fewest_failed_must_haves, "must-have")
    if fact.compared == 1:
        return f"{who} is not acceptable yet: it fails {failed}."
    return f"No candidate is acceptable yet: each fails a must-have. {who} fails the fewest, {failed}."


def _single(fact: Sureness, names: Names) -> str:
    return f"{names.candidate(fact.leader)} is the only candidate: get a second bid."


_SENTENCES: Mapping[VerdictKind, Callable[[Sureness, Names], str]] = {
    "clear": _clear,
    "narrow": _narrow,
    "too_close": _too_close,
    "incomplete": _incomplete,
    "open_must_haves": _open,
    "over_limit": _over,
    "none_acceptable": _none_acceptable,
    "single": _single,
}


def _first(fact: Sureness, names: Names) -> str:
    return f"{names.candidate(fact.leader)} is first in {tries(fact.judged.first_and_acceptable or 0.0)}"


def _in_others(fact: Sureness, names: Names) -> str:
    if fact.rival is None:
        return ""
    share = (fact.rival_first_share_percent or 0.0) / 100
    return f", {names.candidate(fact.rival)} in {hundredths(share)}"


def losses_sentence(fact: Sureness, names: Names) -> str:
    """What taking the leader, and the rival, loses on average against the best choice of each try."""
    mine, theirs = fact.expected_loss_points, fact.rival_expected_loss_points
    if fact.rival is None or mine is None or theirs is None:
        return ""
    each = ((fact.leader, mine), (fact.rival, theirs))
    parts = [f"{plain(loss)} by taking {names.candidate(one)}" for one, loss in each]
    return (
        "The expected loss is how far a choice ends below whoever is best, on average over the tries, "
        f"in points of 100: {listed(parts)}."
    )


# ---- conditions


def condition_sentence(condition: Condition, names: Names, leader: str) -> str:
    """What has to be settled with the leader, and how."""
    if condition.kind == "bid_word":
        stated = capital(_stated_where(condition, names, leader))
        return f"{stated}: only the bid's word. {_cure('written')}"
    question = names.catalog.questions[condition.question or ""]
    if condition.kind == "open":
        return f"{question.short}: still open. {names.must_haves[question.id].cure or f'Ask: {question.ask}'}"
    grade = condition.evidence or question.default_evidence
    return f"{question.short}: so far {GRADES[grade].words}. {_cure(grade)}"


def to_settle(condition: Condition, names: Names) -> str:
    """What has to be settled, in as few words as there are for it."""
    return _stated(condition, names) if condition.question is None else names.row(condition.question)


def before_signing(fact: Sureness, names: Names) -> tuple[str, ...]:
    """What to settle before signing: each open must-have, then what rests on words, by how it was said."""
    conditions = fact.judged.conditions
    lines = [condition_sentence(one, names, fact.leader) for one in conditions if one.kind == "open"]
    for grade in WORDS:
        of_grade = [one for one in conditions if one.kind == "word_only" and one.evidence == grade]
        named = listed([names.row(one.question) for one in of_grade if one.question])
        if named:
            lines.append(f"So far {GRADES[grade].words}: {named}. {_cure(grade, len(of_grade))}")
    stated = [_stated_where(one, names, fact.leader) for one in conditions if one.kind == "bid_word"]
    if stated:
        lines.append(f"Only the bid's word: {listed(stated)}. {_cure('written', len(stated))}")
    return tuple(lines)


def _stated(condition: Condition, names: Names) -> str:
    field, amount = condition.field or "", condition.amount or Decimal(0)
    if not amount:
        return NONE[field]
    return FIELDS[field].format(plain(float(amount), 2), money=money(amount, names.currency))


def _stated_where(condition: Condition, names: Names, leader: str) -> str:
    """What the bid states, and where in its documents that stands."""
    return f"{_stated(condition, names)}{stands(names, leader, f'{BID}{condition.field}')}"


def _cure(grade: Evidence, number: int = 1) -> str:
    what = verb(number, "it", "them")
    return f"Get {what} in writing, in the contract." if grade == "said" else f"Get {what} into the contract."


# ---- reservations


def beside(fact: Sureness, names: Names) -> tuple[str, ...]:
    """The reservations that the verdict's own sentence does not say already."""
    said = _in_sentence(fact)
    caveats = [caveat_sentence(fact, one, names) for one in fact.judged.caveats if one not in said]
    return (*level_sentences(fact, names), *caveats)


def level_sentences(fact: Sureness, names: Names) -> tuple[str, ...]:
    """That others score the same as the leader, where they do: being named first then means nothing."""
    if not fact.level_with:
        return ()
    named = listed([names.candidate(one) for one in (fact.leader, *fact.level_with)], most=4)
    return (f"{named} score the same: who of them is named first says nothing.",)


def _in_sentence(fact: Sureness) -> list[Caveat]:
    """The reservations that the verdict's own sentence says."""
    caveats = fact.judged.caveats
    if fact.verdict == "narrow":
        return [caveat for caveat in caveats if caveat.kind in LOWERING]
    return [caveat for caveat in caveats if caveat.kind in OVER_LIMIT][: fact.verdict == "over_limit"]


def caveat_sentence(fact: Sureness, caveat: Caveat, names: Names) -> str:
    """A reservation in words."""
    return _CAVEATS[caveat.kind](fact, caveat, names)


def _over_walk_away(fact: Sureness, caveat: Caveat, names: Names) -> str:
    return _over_words(fact, caveat, names, "", WALK_AWAY, in_whole)


def _over_budget(fact: Sureness, caveat: Caveat, names: Names) -> str:
    return _over_words(fact, caveat, names, " a month", "your budget is {}", in_round)


def _over_words(
    fact: Sureness, caveat: Caveat, names: Names, each: str, what: str, amount: Callable[..., str]
) -> str:
    assert caveat.amount is not None
    assert caveat.limit is not None
    cost, limit = (amount(x, names.currency) for x in (caveat.amount, caveat.limit))
    costs = "costs at least" if caveat.missing else "costs"
    begin = f"{names.candidate(fact.leader)} leads, but {costs} {cost}{each} where {what.format(limit)}."
    if caveat.first_within is None:
        return f"{begin} Nobody you could choose is {'known to be ' * fact.cash_not_known}within it."
    return f"{begin} Within it, {names.candidate(caveat.first_within)} comes first."


def _may_pass(fact: Sureness, caveat: Caveat, names: Names) -> str:
    assert caveat.amount is not None
    assert caveat.limit is not None
    cost, limit = (in_whole(x, names.currency) for x in (caveat.amount, caveat.limit))
    up_to = f"{cost} or more" if caveat.missing else f"up to {cost}"
    who = names.candidate(fact.leader)
    return f"{who} could cost {up_to} where {WALK_AWAY.format(limit)}."


def _not_scored(fact: Sureness, caveat: Caveat, names: Names) -> str:  # noqa: ARG001
    return "No price is scored: this is the order of everything but the price."


def _missing(fact: Sureness, caveat: Caveat, names: Names) -> str:
    who = names.candidate(fact.leader)
    return f"Not known of {who} and left out of the sums: {listed([LINES[line] for line in caveat.missing])}."


def _not_applicable(fact: Sureness, caveat: Caveat, names: Names) -> str:
    return left_out_words(names.candidate(fact.leader), caveat.percent or 0.0)


def rests_on_little(result: Result) -> str:
    """That much of what matters was agreed not to apply, where that is so."""
    return left_out_words(result.name, 100 * result.left_out) if result.rests_on_little else ""


def left_out_words(name: str, left_out_percent: float) -> str:
    """That much of what matters was agreed not to apply to that candidate."""
    rest = "the score rests on the rest alone"
    return f"You agreed that {percent(left_out_percent, 0)} of what matters does not apply to {name}: {rest}."


def _move(fact: Sureness, caveat: Caveat, names: Names) -> str:  # noqa: ARG001
    left = names.candidate(caveat.against or "")
    return f"Leaving {left} costs as much as {points(caveat.points or 0.0)} of 100, more than the lead."


def _bid_words(fact: Sureness, caveat: Caveat, names: Names) -> str:
    who, other = names.candidate(fact.leader), names.candidate(caveat.first_without or "")
    return f"Without the figures that only its bid says, {other} would lead, not {who}."


def _size(fact: Sureness, caveat: Caveat, names: Names) -> str:  # noqa: ARG001
    times = f"{hundredths((caveat.turned_percent or 0.0) / 100)} of 100"
    return (
        f"In the {names.session.size} set, {times} verdicts like this one named another first when "
        f"every question was asked. {SIZES[names.session.size]}"
    )


_CAVEATS: Mapping[CaveatKind, Callable[[Sureness, Caveat, Names], str]] = {
    "over_walk_away": _over_walk_away,
    "over_budget": _over_budget,
    "may_pass_walk_away": _may_pass,
    "price_not_scored": _not_scored,
    "missing_money": _missing,
    "not_applicable": _not_applicable,
    "move": _move,
    "bid_words": _bid_words,
    "size": _size,
}
