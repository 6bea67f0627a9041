"""Answers that do not go together: twelve rules, each with the sentence it calls for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msp_select.decision.checking import contradiction_rules as rules
from msp_select.decision.checking.checked_answers import CheckedAnswers
from msp_select.decision.checking.contradiction_rules import Said
from msp_select.decision.findings.finding import Finding
from msp_select.decision.findings.wording import listed, verb


@dataclass(frozen=True)
class Rule:
    """One contradiction: when it holds and what is said then; `shared` is said once for all it holds for."""

    kind: str
    title: str
    sentence: str
    holds: Callable[[CheckedAnswers], Said]
    shared: bool = False


def contradictions(everyone: Sequence[CheckedAnswers]) -> tuple[Finding, ...]:
    """Every contradiction, candidate by candidate in the order of the table; those shared by all last."""
    own = [_finding(rule, [one]) for one in everyone for rule in CONTRADICTIONS if not rule.shared]
    shared = [
        _finding(rule, [one for one in everyone if rule.holds(one) is not None])
        for rule in CONTRADICTIONS
        if rule.shared
    ]
    return tuple(finding for finding in (*own, *shared) if finding is not None)


def _finding(rule: Rule, whom: Sequence[CheckedAnswers]) -> Finding | None:
    said = rule.holds(whom[0]) if whom else None
    if said is None:
        return None
    sentence = rule.sentence.format(
        name=listed([one.candidate.name for one in whom], most=3),
        promise_text=verb(len(whom), "promises", "promise"),
        **said,
    )
    figures = {key: value for key, value in said.items() if not key.endswith("_text")}
    return Finding(rule.kind, rule.title, sentence, figures, tuple(one.candidate.id for one in whom))


CONTRADICTIONS: tuple[Rule, ...] = (
    Rule(
        "quick_without_people",
        "A quick promise without the people",
        "{name} promises to start within {minutes_text} when everything is down, but {but_text}. "
        "Ask who would answer at two in the morning.",
        rules.quick_without_people,
    ),
    Rule(
        "too_good_at_that_load",
        "Too good for so few people",
        "{name} claims that {met_text} % of requests met their time, with {devices_text} devices for each "
        "technician. Ask for the raw list of requests.",
        rules.too_good_at_that_load,
    ),
    Rule(
        "cheap_and_vague",
        "Cheap, and unclear about what is left out",
        "{name} asks {fee_text} per user and month, far less than the others, and does not list what is "
        "left out. Ask for the price of each missing thing.",
        rules.cheap_and_vague,
    ),
    Rule(
        "free_start_long_lock",
        "A free start, paid for on leaving",
        "{name} charges nothing to start, but leaving early costs {exit_text}. "
        "The price of starting may be hidden in the price of leaving.",
        rules.free_start_long_lock,
    ),
    Rule(
        "names_will_change",
        "Named people who may not stay",
        "{name} offers you a named team, but {left_text} % of its technicians left within a year. "
        "Expect the names to change.",
        rules.names_will_change,
    ),
    Rule(
        "backup_test_not_seen",
        "A restore test nobody has shown",
        "{name} {says_text} that it restores data from backups every quarter, but you have seen no dated "
        "report. It does not count as proven.",
        rules.backup_test_not_seen,
    ),
    Rule(
        "updates_without_result",
        "A rule for updates without a result",
        "{name} says that security updates are in within {days_text}, but {but_text}. "
        "A rule counts only on the machines it reaches.",
        rules.updates_without_result,
    ),
    Rule(
        "hours_above_fee",
        "More hours than the fee can pay",
        "{name} budgets {hours_text} of work per user and month; at {wage_text} an hour ({whose_text}) "
        "that costs it {cost_text}. Its fee is {fee_text}: the price will rise or the hours will shrink.",
        rules.hours_above_fee,
    ),
    Rule(
        "old_certificate",
        "An old certificate",
        "{name} shows a certificate that is {months_text} old. Ask for this year's, and check that it covers "
        "the service you would buy.",
        rules.old_certificate,
    ),
    Rule(
        "promise_on_anything",
        "A promise on things nobody controls",
        "{name} supports anything and promises to have you working again within {hours_text}, whatever you "
        "own. Ask for which equipment that holds.",
        rules.promise_on_anything,
    ),
    Rule(
        "attention",
        "Nobody senior in charge of you",
        "With {name} you would be {you_text}, and nobody senior is named as responsible. "
        "Ask for a name before you sign.",
        rules.attention,
    ),
    Rule(
        "own_duties",
        "The clock stops while they wait for you",
        "{name} {promise_text} times, but you cannot promise {duties_text} of your own. "
        "The clock will stop while they wait for you.",
        rules.own_duties,
        shared=True,
    ),
)
