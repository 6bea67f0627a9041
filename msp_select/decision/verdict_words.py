"""The verdict in words: its sentence, what to settle before signing, and the reservations beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msp_select.decision.conditions import WORDS
from msp_select.decision.evaluation import ENOUGH_COVERAGE, Evaluation, Result
from msp_select.decision.findings.pair import contenders
from msp_select.decision.findings.wording import (
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
from msp_select.decision.judging import LIKELY
from msp_select.decision.names import GRADES
from msp_select.decision.sureness.pillar_view import pillar_view
from msp_select.decision.sureness.second_opinions import other_weights
from msp_select.decision.verdict import (
    LOWERING,
    OVER_LIMIT,
    Caveat,
    CaveatKind,
    Condition,
    Verdict,
    VerdictKind,
)
from msp_select.model.fields import Evidence

RULE = (
    "Not yet: a must-have of the first is still open. "
    "Clear: it meets its must-haves and is first in at least 80 of 100 tries with weights, unproven answers "
    "and open must-haves varied. Narrow: from 60 of 100. Below that it is too close to call. "
    "Incomplete: less than 60 % of what matters is answered by the first "
    "or by a rival that would win at least 10 of 100 tries, "
    "or another would lead if everybody were asked alike."
)
"""How verdicts are told apart, for whoever wants to know."""

FIELDS = {
    "outside_hours_share": "hours outside the fee",
    "project_hours": "hours for projects",
    "licences_per_user": "licences on top",
    "after_hours": "hours after closing time",
    "yearly_rise": "the yearly rise",
}
ASK_BELOW, ASK_ELSEWHERE = "Ask the questions below first.", "Ask the questions listed under Why first."
SAME = 0.05  # points: what differs by less prints alike
WITH_CONDITIONS: tuple[VerdictKind, ...] = ("clear", "narrow")  # say what to settle before signing
VARIED = "with weights, unproven answers and open must-haves varied"


def sentence(evaluation: Evaluation, verdict: Verdict) -> str:
    """The verdict as one advice, with its figures."""
    before = _before_signing(verdict) if verdict.kind in WITH_CONDITIONS else ""
    return f"{_begin(evaluation, verdict)}{before}"


def _begin(evaluation: Evaluation, verdict: Verdict) -> str:
    """The advice without what to settle before signing."""
    return _SENTENCES[verdict.kind](evaluation, verdict)


def line(evaluation: Evaluation, verdict: Verdict) -> str:
    """The verdict where only a line of it stands, and the rest on another page."""
    if verdict.kind == "open_must_haves" and len(evaluation.results) > 1:
        number = sum(condition.kind == "open" for condition in verdict.conditions)
        are = f"{count(number, 'must-have')} {verb(number, 'is', 'are')} still open"
        return f"{_name(evaluation, verdict.leader)} leads, but {are}."
    if verdict.kind == "too_close":
        return _too_close(evaluation, verdict, ask=ASK_ELSEWHERE)
    begin, number = _begin(evaluation, verdict), len(verdict.conditions)
    if not number or verdict.kind not in WITH_CONDITIONS:
        return begin
    return f"{begin} Before you sign: {count(number, 'condition')}, listed under Why."


def _clear(evaluation: Evaluation, verdict: Verdict) -> str:
    proven = _more_proven(evaluation, verdict)
    return f"Clear: {_first(evaluation, verdict)} {VARIED}.{proven}"


def _more_proven(evaluation: Evaluation, verdict: Verdict) -> str:
    """Who of those that fail nothing would be ahead of the leader if only what is proven counted."""
    leader = evaluation.result(verdict.leader)
    more = [r.name for r in evaluation.results if not r.failed and r.proven >= leader.proven + SAME]
    if not more:
        return ""
    return f" Counting only what is proven, {listed(more)} {verb(len(more), 'is', 'are')} ahead."


def _narrow(evaluation: Evaluation, verdict: Verdict) -> str:
    rival = f"{_in_others(evaluation, verdict)}."
    lowered = [caveat_sentence(evaluation, verdict, c) for c in verdict.caveats if c.kind in LOWERING]
    return " ".join([f"Narrow: {_first(evaluation, verdict)} {VARIED}{rival}", *lowered])


def _too_close(evaluation: Evaluation, verdict: Verdict, ask: str = ASK_BELOW) -> str:
    begin = f"Too close to call: {_first(evaluation, verdict)}{_in_others(evaluation, verdict)}."
    two = (verdict.leader, verdict.rival)
    losses = {one: loss for one, loss in verdict.expected_loss.items() if one in two}
    ask = f"{ask}{_safer(evaluation, verdict)}"
    if len(losses) < 2:
        return f"{begin} {ask}"
    least, most = sorted(losses, key=losses.__getitem__)
    smaller = f"{_name(evaluation, least)} has the smaller expected loss"
    if losses[most] - losses[least] < SAME:
        smaller = "Neither has the smaller expected loss"
    return f"{begin} {smaller}; money does not decide between equals. {ask}"


def _safer(evaluation: Evaluation, verdict: Verdict) -> str:
    """Who of the two is first more often if the pillars may weigh anything, where that is not the leader."""
    view = pillar_view(evaluation)
    if not any(view.weights):
        return ""
    shares = other_weights(view, contenders(evaluation), evaluation.seed)[0].first_shares
    if shares.get(verdict.rival or "", 0.0) <= shares.get(verdict.leader, 0.0):
        return ""
    return f" If you are unsure of your weights, {_name(evaluation, verdict.rival)} is the safer of the two."


def _incomplete(evaluation: Evaluation, verdict: Verdict) -> str:
    leader = _name(evaluation, verdict.leader)
    if verdict.if_asked is not None:
        return (
            f"Incomplete: {leader} leads, but {_name(evaluation, verdict.if_asked)} would lead if the "
            "questions nobody has asked were answered like the others. Ask them before you choose."
        )
    thin = [
        result
        for result in evaluation.results
        if result.coverage < ENOUGH_COVERAGE
        and (result.id == verdict.leader or (result.first_if_met or 0.0) >= LIKELY)
    ]
    if not thin:
        return f"Incomplete: {leader} leads without a price. Ask for it before you choose."
    named = listed([f"{result.name} ({percent(100 * result.coverage, 0)})" for result in thin], most=3)
    return f"Incomplete: no verdict while less than 60 % of what matters is answered by {named}."


def _open(evaluation: Evaluation, verdict: Verdict) -> str:
    questions = evaluation.catalog.questions
    names = [questions[c.question].short for c in verdict.conditions if c.kind == "open" and c.question]
    are = f"{count(len(names), 'must-have')} {verb(len(names), 'is', 'are')} open"
    leads = "leads" if len(evaluation.results) > 1 else "is the only candidate"
    begin = f"Not yet: {_name(evaluation, verdict.leader)} {leads}, but {are} ({listed(names)})."
    if verdict.first_if_met is None or verdict.first_and_acceptable is None or len(evaluation.results) < 2:
        return f"{begin} Ask before you choose."
    met = verb(len(names), "it is met", "they are met")
    return (
        f"{begin} It is first in {tries(verdict.first_if_met)} if {met}, and first and acceptable in "
        f"{tries(verdict.first_and_acceptable)} as things stand. Ask before you choose."
    )


def _over(evaluation: Evaluation, verdict: Verdict) -> str:
    caveat = verdict.caveat(*OVER_LIMIT)
    assert caveat is not None
    return caveat_sentence(evaluation, verdict, caveat)


def _none_acceptable(evaluation: Evaluation, verdict: Verdict) -> str:  # noqa: ARG001
    if len(evaluation.results) == 1:
        leader = evaluation.results[0]
        return f"{leader.name} is not acceptable yet: it fails {count(len(leader.failed), 'must-have')}."
    fewest = min(evaluation.results, key=lambda result: len(result.failed))
    return (
        "No candidate is acceptable yet: each fails a must-have. "
        f"{fewest.name} fails the fewest, {count(len(fewest.failed), 'must-have')}."
    )


def _single(evaluation: Evaluation, verdict: Verdict) -> str:
    return f"{_name(evaluation, verdict.leader)} is the only candidate: get a second bid."


_SENTENCES: Mapping[VerdictKind, Callable[[Evaluation, Verdict], str]] = {
    "clear": _clear,
    "narrow": _narrow,
    "too_close": _too_close,
    "incomplete": _incomplete,
    "open_must_haves": _open,
    "over_limit": _over,
    "none_acceptable": _none_acceptable,
    "single": _single,
}


def losses_sentence(evaluation: Evaluation, verdict: Verdict) -> str:
    """What taking the leader, and the rival, loses on average against the best choice of each try."""
    known = [one for one in (verdict.leader, verdict.rival) if one in verdict.expected_loss]
    if len(known) < 2:
        return ""
    parts = [f"taking {_name(evaluation, one)} {points(verdict.expected_loss[one or ''])}" for one in known]
    return f"Expected loss against the best choice, of 100: {listed(parts)}."


def condition_sentence(evaluation: Evaluation, condition: Condition) -> str:
    """What has to be settled, and how."""
    if condition.kind == "bid_word":
        return f"{_stated(condition)}: only the bid's word. Get it into the contract."
    question = evaluation.catalog.questions[condition.question or ""]
    if condition.kind == "open":
        rule = evaluation.weights.must_haves[question.id]
        return f"{question.short}: still open. {rule.cure or f'Ask: {question.ask}'}"
    grade = condition.evidence or question.default_evidence
    return f"{question.short}: so far {GRADES[grade].words}. {_cure(grade)}"


def caveat_sentence(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    """A reservation in words."""
    return _CAVEATS[caveat.kind](evaluation, verdict, caveat)


def _over_walk_away(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    what = "the price at which you walk away is"
    return _over_words(evaluation, verdict, caveat, "", what, in_whole)


def _over_budget(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    return _over_words(evaluation, verdict, caveat, " a month", "your budget is", in_round)


def _over_words(
    evaluation: Evaluation,
    verdict: Verdict,
    caveat: Caveat,
    each: str,
    what: str,
    amount: Callable[..., str],
) -> str:
    currency = evaluation.session.currency
    assert caveat.amount is not None
    assert caveat.limit is not None
    cost, limit = (amount(x, currency) for x in (caveat.amount, caveat.limit))
    costs = "costs at least" if caveat.missing else "costs"
    begin = f"{_name(evaluation, verdict.leader)} leads, but {costs} {cost}{each} where {what} {limit}."
    if caveat.first_within is None:
        choice = [result.costs for result in evaluation.results if not result.failed]
        unknown = any(costs is None or costs.lacks("cash") for costs in choice)
        return f"{begin} Nobody you could choose is {'known to be ' if unknown else ''}within it."
    return f"{begin} Within it, {_name(evaluation, caveat.first_within)} comes first."


def _may_pass(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    assert caveat.amount is not None
    assert caveat.limit is not None
    currency = evaluation.session.currency
    cost, limit = (in_whole(x, currency) for x in (caveat.amount, caveat.limit))
    who = _name(evaluation, verdict.leader)
    up_to = f"{cost} or more" if caveat.missing else f"up to {cost}"
    return f"{who} could cost {up_to} where the price at which you walk away is {limit}."


def _not_scored(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:  # noqa: ARG001
    return "No price is scored: this is the order of everything but the price."


def _missing(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    who = _name(evaluation, verdict.leader)
    return f"Not known of {who} and left out of the sums: {listed(caveat.missing)}."


def _not_applicable(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:  # noqa: ARG001
    return rests_on_little(evaluation.result(verdict.leader))


def rests_on_little(result: Result) -> str:
    """That much of what matters was agreed not to apply, where that is so."""
    if not result.rests_on_little:
        return ""
    return left_out_words(result.name, 100 * result.left_out)


def left_out_words(name: str, left_out_percent: float) -> str:
    """That much of what matters was agreed not to apply to that candidate."""
    rest = "the score rests on the rest alone"
    return f"You agreed that {percent(left_out_percent, 0)} of what matters does not apply to {name}: {rest}."


def _move(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:  # noqa: ARG001
    left = _name(evaluation, caveat.against)
    return f"Leaving {left} costs as much as {points(caveat.points or 0.0)} of 100, more than the lead."


def _bid_words(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:
    who, other = _name(evaluation, verdict.leader), _name(evaluation, caveat.first_without)
    return f"Without the figures that only its bid says, {other} would lead, not {who}."


def _size(evaluation: Evaluation, verdict: Verdict, caveat: Caveat) -> str:  # noqa: ARG001
    times = f"{hundredths((caveat.turned_percent or 0.0) / 100)} of 100"
    return (
        f"In the {evaluation.session.size} set, {times} verdicts like this one named another first when "
        "every question was asked."
    )


_CAVEATS: Mapping[CaveatKind, Callable[[Evaluation, Verdict, Caveat], str]] = {
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


def beside(evaluation: Evaluation, verdict: Verdict) -> tuple[str, ...]:
    """The reservations that the verdict's own sentence does not say already."""
    said = _in_sentence(verdict)
    rest = (caveat for caveat in verdict.caveats if caveat not in said)
    return tuple(caveat_sentence(evaluation, verdict, caveat) for caveat in rest)


def _in_sentence(verdict: Verdict) -> list[Caveat]:
    """The reservations that the verdict's own sentence says."""
    if verdict.kind == "narrow":
        return [caveat for caveat in verdict.caveats if caveat.kind in LOWERING]
    over = verdict.caveat(*OVER_LIMIT) if verdict.kind == "over_limit" else None
    return [over] if over is not None else []


def before_signing(evaluation: Evaluation, verdict: Verdict) -> tuple[str, ...]:
    """What to settle before signing: each open must-have, then what rests on words, by how it was said."""
    questions = evaluation.catalog.questions
    lines = [condition_sentence(evaluation, one) for one in verdict.conditions if one.kind == "open"]
    for grade in WORDS:
        names = [
            questions[one.question].short
            for one in verdict.conditions
            if one.kind == "word_only" and one.evidence == grade and one.question
        ]
        if names:
            lines.append(f"So far {GRADES[grade].words}: {listed(names)}. {_cure(grade)}")
    stated = [_stated(one) for one in verdict.conditions if one.kind == "bid_word"]
    if stated:
        lines.append(f"Only the bid's word: {listed(stated)}. Get it into the contract.")
    return tuple(lines)


def _stated(condition: Condition) -> str:
    return f"{FIELDS[condition.field or '']} {plain(float(condition.amount or 0), 2)}"


def _cure(grade: Evidence) -> str:
    return "Get it in writing, in the contract." if grade == "said" else "Get it into the contract."


def _before_signing(verdict: Verdict) -> str:
    number = len(verdict.conditions)
    return f" Before you sign: {count(number, 'condition')} below." if number else ""


def _first(evaluation: Evaluation, verdict: Verdict) -> str:
    return f"{_name(evaluation, verdict.leader)} is first in {tries(verdict.first_and_acceptable or 0.0)}"


def _in_others(evaluation: Evaluation, verdict: Verdict) -> str:
    if verdict.rival is None:
        return ""
    share = evaluation.result(verdict.rival).first_share or 0.0
    return f", {_name(evaluation, verdict.rival)} in {hundredths(share)}"


def _name(evaluation: Evaluation, candidate: str | None) -> str:
    return "nobody" if candidate is None else evaluation.result(candidate).name
