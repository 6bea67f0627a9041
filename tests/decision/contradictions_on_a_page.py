"""Statements that may not stand together on one page, found by what the findings rest on, not by their words.

Each rule takes a page and says what is wrong with it, or nothing. Words are looked at only where the words
are the matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.finding import Finding
from msp_select.decision.findings.pair import Pair
from msp_select.decision.sureness.robustness import Robustness
from msp_select.phrases.explanation import Explanation

SURE = ("clear", "narrow")
NO_ANSWER = re.compile(r"No answer is likely to change the choice")
NEED_A_YARDSTICK = ("premium", "even_swaps", "break_even_price", "price_needed", "price_weights")
NEED_THE_WHOLE = ("standstill", "lowest_total")


@dataclass(frozen=True)
class Page:
    """All that is said of one session: its evaluation, an explanation, and how sure the ranking is."""

    evaluation: Evaluation
    explanation: Explanation
    robustness: Robustness

    @property
    def kind(self) -> str | None:
        """The verdict's kind."""
        return self.evaluation.verdict.kind if self.evaluation.verdict else None

    @property
    def leader(self) -> Result:
        """The first in the ranking."""
        return self.evaluation.results[0]

    @property
    def pair(self) -> Pair:
        """The two the explanation compares."""
        against = self.explanation.against
        subject = self.evaluation.result(self.explanation.subject)
        return Pair(self.evaluation, subject, None if against is None else self.evaluation.result(against))

    def finding(self, kind: str) -> Finding | None:
        """The finding of that kind."""
        return self.explanation.finding(kind)

    def figures(self, kind: str) -> Mapping[str, Any]:
        """The figures of the finding of that kind; none where it is not made."""
        found = self.finding(kind)
        return {} if found is None else found.figures

    @property
    def words(self) -> str:
        """Every sentence and row."""
        rows = (r.text for f in self.explanation.findings for r in f.rows)
        return "\n".join([*(f.sentence for f in self.explanation.findings), *rows, *self.robustness.lines()])


def sure_and_open(page: Page) -> Iterator[str]:
    if page.leader.open and page.kind in SURE:
        yield f"{page.kind} with an open must-have of the leader"
    if NO_ANSWER.search(page.words):
        if page.leader.open:
            yield "no answer could change the choice, and a must-have of the leader is open"
        if page.kind != "clear":
            yield f"no answer could change the choice, and the verdict is {page.kind}"


def range_and_step(page: Page) -> Iterator[str]:
    steps, price = page.figures("price_weights"), page.evaluation.catalog.price_pillar
    for found in page.robustness.ranges:
        if found.level != "pillar" or found.key != price or not steps:
            continue
        for step, first in zip(steps["price_percent"], steps["first"], strict=True):
            inside = found.low_percent + 1e-6 < step < found.high_percent - 1e-6
            if inside and first != page.leader.id:
                yield f"{found.sentence} Yet at {step} it is {first}"


def no_weight_and_price_alone(page: Page) -> Iterator[str]:
    flip, other = page.figures("price_weight_flip"), page.figures("other_weights")
    pair = page.pair
    if flip and flip["flip_percent"] is None and pair.against is not None:
        behind = pair.against if pair.gap >= 0 else pair.subject
        if other.get("price_only") == behind.id:
            yield f"no weight of price puts {behind.name} ahead, and it is first on price alone"


def no_price_scored(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    if verdict is None or verdict.caveat("price_not_scored") is None:
        return
    for kind in (*NEED_A_YARDSTICK, "price_weight_flip", "heavy_price"):
        if page.finding(kind):
            yield f"no price is scored, and {kind}"
    price = page.evaluation.catalog.price_pillar
    if any(one.level == "pillar" and one.key == price for one in page.robustness.ranges):
        yield "no price is scored, and how far its weight can move"
    if page.figures("other_weights").get("price_only"):
        yield "no price is scored, and who wins on price alone"


def missing_money(page: Page) -> Iterator[str]:
    two = [result for result in (page.pair.subject, page.pair.against) if result]
    missing = {line.kind for result in two if result.costs for line in result.costs.missing}
    if missing:
        yield from (f"money is missing, and {k}" for k in ("standstill",) if page.finding(k))
        if page.figures("headline_and_total").get("total_gap_term") is not None:
            yield "money is missing, and a difference of totals"
    if "risk" in missing and page.finding("carried_risk"):
        yield "a line of the risk is missing, and what it costs"
    choice = [result for result in page.evaluation.results if not result.failed and result.costs]
    if any(r.costs and r.costs.missing for r in choice) and page.finding("lowest_total"):
        yield "money of one that could be chosen is missing, and who costs least in all"


def costs_least(page: Page) -> Iterator[str]:
    said = str(page.figures("lowest_total").get("lowest") or "")
    choice = [result for result in page.evaluation.results if not result.failed]
    for result in choice if said else ():
        mine, least = result.costs, page.evaluation.result(said).costs
        if mine and mine.total and least and least.total and mine.total.middle < least.total.middle:
            yield f"{said} costs least, and {result.id} less"
    finding = page.finding("lowest_total")
    if finding and "of those you could choose" in finding.sentence and any(r.costs is None for r in choice):
        yield "who costs least of those you could choose, and one of them has no price"


def decide_on_cash(page: Page) -> Iterator[str]:
    if re.search(r"decide on (cash|price)|treat them as equal", page.words, re.IGNORECASE):
        yield "decide on cash"


def over_the_limit(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    over = verdict is not None and verdict.caveat("over_walk_away", "over_budget")
    if over and page.kind in ("clear", "narrow", "too_close"):
        yield f"{page.kind}, and over the limit"


def most_of_it(page: Page) -> Iterator[str]:
    parts, gap = page.pair.contributions, page.pair.gap
    said = {
        match.group(1)
        for kind in ("first_sentence", "differences", "pros_and_cons")
        if (finding := page.finding(kind))
        for match in re.finditer(r"[Mm]ost of (?:it|them) (?:comes from |in )?([^.;]+)", finding.sentence)
    }
    if len(said) > 1:
        yield f"most of it in {said}"
    for words in said:
        named = [part for part in parts if part.title in words.split(" and ") or part.title == words]
        others = [abs(part.points) for part in parts if part not in named]
        whole = sum(abs(part.points) for part in named)
        if not named or whole <= abs(gap) / 2 or min(abs(p.points) for p in named) < max(others, default=0):
            yield f"most of it in {words}, which is not so"


def two_fees(page: Page) -> Iterator[str]:
    fees = page.figures("headline_and_total")
    two = (("sticker_per_month", page.pair.subject), ("against_sticker_per_month", page.pair.against))
    for key, result in two:
        quoted = fees.get(key)
        table = result.costs.sticker_per_month if result and result.costs else None
        if quoted is not None and (table is None or abs(quoted - float(table)) > 1e-6):
            yield f"{result.name if result else key} at {quoted} a month, and at {table}"
    for kind in ("price_needed", "break_even_price"):
        now = page.figures(kind).get("monthly_fee_now")
        found = page.finding(kind)
        result = page.evaluation.result(found.candidates[0]) if found else None
        table = result.costs.sticker_per_month if result and result.costs else None
        if now is not None and (table is None or abs(now - float(table)) > 1e-6):
            yield f"{kind}: now {now}, and {table} in the table"


def asked_alike(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    asking = page.finding("ask_next")
    if verdict is None or verdict.if_asked is None or asking is None:
        return
    figures = asking.figures
    named = {
        *asking.candidates,
        *(x for key, ids in figures.items() if "candidates" in key and isinstance(ids, list) for x in ids),
    }
    if verdict.if_asked not in named:
        yield f"{verdict.if_asked} would lead if asked alike, and nothing to ask it"


def word_only(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    if verdict is None or verdict.kind == "none_acceptable":
        return
    words = {gate.question for gate in page.leader.gates if gate.outcome == "passed"} & {
        gate.question for gate in page.leader.gates if gate.evidence in ("said", "written")
    }
    named = {one.question for one in verdict.conditions if one.kind == "word_only"}
    if words - named:
        yield f"met by a word only and no condition: {words - named}"


def proven_alone(page: Page) -> Iterator[str]:
    figures, pair = page.figures("words_alone"), page.pair
    if page.kind != "clear" or not figures or pair.against is None or pair.subject is not page.leader:
        return
    found, verdict = page.finding("words_alone"), page.finding("verdict")
    ahead = re.search(
        r"Counting only what is proven, (.+?) is [^.]* ahead of", found.sentence if found else ""
    )
    repeated = verdict.sentence.partition("Counting only")[2] if verdict else ""
    if ahead and ahead.group(1) != pair.subject.name and ahead.group(1) not in repeated:
        yield f"clear, and counting only what is proven {ahead.group(1)} leads"


def open_and_fails_none(page: Page) -> Iterator[str]:
    for kind in ("must_haves", "own_must_haves"):
        finding = page.finding(kind)
        if finding is None or finding.figures["failed"] or not finding.figures["open"]:
            continue
        if "still open" not in finding.sentence:
            yield f"{finding.sentence} and {finding.figures['open']} open"


NEVER_TOGETHER: tuple[Callable[[Page], Iterator[str]], ...] = (
    sure_and_open,
    range_and_step,
    no_weight_and_price_alone,
    no_price_scored,
    missing_money,
    costs_least,
    decide_on_cash,
    over_the_limit,
    most_of_it,
    two_fees,
    asked_alike,
    word_only,
    proven_alone,
    open_and_fails_none,
)


def contradictions(page: Page) -> list[str]:
    """Everything on the page that cannot stand together, the rule's name first."""
    return [f"{rule.__name__}: {found}" for rule in NEVER_TOGETHER for found in rule(page)]
