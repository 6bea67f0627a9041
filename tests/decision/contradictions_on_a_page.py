"""Statements that may not stand together on one page, found by what the findings rest on, not by their words.

Each rule looks at a page: for every time its statement stands there it says what is wrong with that, or
nothing, an empty text. A rule that never found its statement has shown nothing. Words are looked at only
where the words are the matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from msp_select.decision.findings.candidate_pair import Pair, compared, offers
from msp_select.decision.findings.leader import how_sure
from msp_select.decision.robustness.other_methods import LEVEL
from msp_select.decision.robustness.robustness import Robustness
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.headline import verdict_sentence
from msp_select.phrases.en.robustness import TITLES, robustness_lines
from msp_select.phrases.en.verdict import caveat_sentence
from msp_select.phrases.en.words import about, exactly
from msp_select.phrases.explanation import Explanation
from msp_select.phrases.finding import Finding
from msp_select.phrases.names import Names

SURE = ("clear", "narrow")
NO_ANSWER = re.compile(r"No answer is likely to change the choice")
NEED_A_YARDSTICK = ("premium", "even_swaps", "break_even_price", "price_needed", "price_weights")
ILL_FORMED = re.compile(
    r"[a-z]\. [a-z]|(?<![\d.,/] )(?<![\d.,])\b1 (working )?(points|hours|days|months|years|people|requests)\b"
    r"|\b0 points (ahead|behind)|\b\d+\. \d+ %"
)
EXPLAINED = {
    r"expected loss": "how far a choice ends below",
    r"(quick|core) set": "lists of questions",
    r"(It is|ogether they are) worth [\d.]+ points? of 100": "By so much is the choice better",
}
LIMITS = ("over_walk_away", "over_budget")


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
    def choice(self) -> list[Result]:
        """Those that fail nothing."""
        return [result for result in self.evaluation.results if not result.failed]

    @property
    def pair(self) -> Pair:
        """The two the explanation compares."""
        against = self.explanation.against
        subject = self.evaluation.result(self.explanation.subject)
        return Pair(self.evaluation, subject, None if against is None else self.evaluation.result(against))

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The verdict's lines, what stands under them on the one page, and every finding behind it."""
        return (*self.explanation.lines, *self.explanation.page, *self.explanation.findings)

    def on_the_one_page(self, kind: str) -> Finding | None:
        """The line of the verdict, or the part under it, of that kind."""
        found = (*self.explanation.lines, *self.explanation.page)
        return next((one for one in found if one.kind == kind), None)

    def finding(self, kind: str) -> Finding | None:
        """The finding of that kind."""
        return self.explanation.finding(kind)

    def figures(self, kind: str) -> Mapping[str, Any]:
        """The figures of the finding of that kind; none where it is not made."""
        found = self.finding(kind)
        return {} if found is None else found.figures

    @cached_property
    def words(self) -> str:
        """Every sentence and row."""
        rows = (r.text for f in self.all_findings for r in f.rows)
        return "\n".join(
            [
                *(f.sentence for f in self.all_findings),
                *rows,
                *robustness_lines(self.robustness, self.evaluation),
            ]
        )


def if_so(wrong: bool, words: str) -> str:
    """The words where it is wrong, else nothing."""
    return words if wrong else ""


# ---- 1


def verdict_of_a_leader_with_an_open_must_have(page: Page) -> Iterator[str]:
    if page.leader.open and page.kind is not None:
        yield if_so(page.kind in SURE, f"{page.kind} with an open must-have of the leader")


def no_answer_could_change_the_choice(page: Page) -> Iterator[str]:
    if NO_ANSWER.search(page.words):
        yield if_so(bool(page.leader.open), "no answer could, and a must-have of the leader is open")
        yield if_so(page.kind != "clear", f"no answer could, and the verdict is {page.kind}")


# ---- 2


def range_of_price_and_steps_with_another_first(page: Page) -> Iterator[str]:
    steps, price = page.figures("price_weights"), page.evaluation.catalog.price_pillar
    firsts = list(zip(steps.get("price_percent", ()), steps.get("first", ()), strict=True))
    ranges = [(one.low_percent, one.high_percent) for one in page.robustness.ranges if one.key == price]
    flips = page.figures("flip_weights")
    for key, low, high in zip(
        *(flips.get(k, ()) for k in ("pillars", "low_percent", "high_percent")), strict=True
    ):
        if key == price:
            ranges.append((low, high))
    for low, high in ranges:
        for step, first in firsts:
            if first != page.leader.id:
                inside = low + 1e-6 < step < high - 1e-6
                yield if_so(inside, f"price from {low} to {high}, and at {step} it is {first}")


# ---- 3


def no_weight_of_price_puts_it_ahead(page: Page) -> Iterator[str]:
    flip, alone = page.figures("price_weight_flip"), page.figures("other_weights").get("price_only")
    pair = page.pair
    if flip and flip["flip_percent"] is None and pair.against is not None and alone is not None:
        behind = pair.against if pair.gap >= 0 else pair.subject
        yield if_so(alone == behind.id, f"no weight puts {behind.name} ahead, and on price alone it is first")


# ---- 4


def no_price_is_scored(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    if verdict is None or verdict.caveat("price_not_scored") is None:
        return
    price = page.evaluation.catalog.price_pillar
    said = [kind for kind in (*NEED_A_YARDSTICK, "price_weight_flip", "heavy_price") if page.finding(kind)]
    if any(one.level == "pillar" and one.key == price for one in page.robustness.ranges):
        said.append("how far its weight can move")
    if page.figures("other_weights").get("price_only"):
        said.append("who wins on price alone")
    if re.search(r"[Ww]eight of price|[Pp]rice weighs|on price alone", page.words):
        said.append("its weight in words")
    yield if_so(bool(said), f"no price is scored, and {said}")


# ---- 5


def missing_money_of_the_two(page: Page) -> Iterator[str]:
    two = [result for result in (page.pair.subject, page.pair.against) if result]
    missing = {line.kind for result in two if result.costs for line in result.costs.missing}
    if not missing:
        return
    said = [kind for kind in ("standstill",) if page.finding(kind)]
    if page.figures("headline_and_total").get("total_gap_term") is not None:
        said.append("a difference of totals")
    if "risk" in missing and page.finding("carried_risk"):
        said.append("what the risk costs")
    yield if_so(bool(said), f"money is missing, and {said}")


def missing_money_of_a_choice(page: Page) -> Iterator[str]:
    if any(r.costs and r.costs.missing for r in page.choice):
        least = page.finding("lowest_total") is not None
        yield if_so(least, "money of one that could be chosen is missing, and who costs least in all")


def limit_with_missing_cash(page: Page) -> Iterator[str]:
    fact, costs = how_sure(page.evaluation), page.leader.costs
    for caveat in fact.judged.caveats if fact else ():
        if fact and caveat.kind in (*LIMITS, "may_pass_walk_away") and costs and costs.lacks("cash"):
            words = caveat_sentence(fact, caveat, Names.of(page.evaluation))
            yield if_so(not re.search("at least| or more", words), f"{words} Yet a line of it is missing")


def within_the_limit(page: Page) -> Iterator[str]:
    for caveat in page.evaluation.verdict.caveats if page.evaluation.verdict else ():
        unsure = [r for r in page.choice if r.costs is None or r.costs.lacks("cash")]
        if caveat.kind in LIMITS and unsure:
            named = caveat.first_within in {result.id for result in unsure}
            yield if_so(named, f"{caveat.first_within} is within the limit, and its cash is not known")


# ---- 6


def costs_least(page: Page) -> Iterator[str]:
    said = page.figures("lowest_total").get("lowest")
    if said is None:
        return
    least = page.evaluation.result(str(said)).costs
    for result in page.choice:
        mine = result.costs
        if mine and mine.total and least and least.total and result.id != said:
            less = mine.total.middle < least.total.middle
            yield if_so(less, f"{said} costs least, and {result.id} less")
    finding = page.finding("lowest_total")
    if finding and "of those you could choose" in finding.sentence:
        unpriced = any(result.costs is None for result in page.choice)
        yield if_so(unpriced, "who costs least of those you could choose, and one of them has no price")


def the_cheapest(page: Page) -> Iterator[str]:
    """Nobody is the cheapest while another costs less cash; of the offers alone it is the cheapest offer."""
    found, cash = page.finding("first_sentence"), compared(page.evaluation.results)
    paid = {result.id: costs.cash.middle for result, costs in cash}
    for result in (page.pair.subject, page.pair.against):
        if found and result and result.id in paid and f"{result.name}, the cheapest" in found.title:
            less = paid[result.id] > min(paid.values()) and "the cheapest offer" not in found.title
            yield if_so(less, f"{found.title} {paid[result.id]}, and another costs {min(paid.values())}")
            others = {one.id for one in page.evaluation.results if one.candidate.kind == "provider"}
            shared = any(paid[one] == paid[result.id] for one in others & set(paid) - {result.id})
            yield if_so(shared, f"{found.title}, and another offer costs the same")


# ---- 7


def too_close_to_call(page: Page) -> Iterator[str]:
    if page.kind == "too_close":
        said = re.search(r"decide on (cash|price)|treat them as equal", page.words, re.IGNORECASE)
        yield if_so(said is not None, "too close, and decide on cash")


def safer_of_the_two(page: Page) -> Iterator[str]:
    """Said of the rival where weights that may be anything favour it, and of nobody else."""
    verdict, others = page.evaluation.verdict, page.robustness.other_weights
    if verdict is None or page.kind != "too_close" or not others:
        return
    shares = others[0].first_shares
    favoured = shares.get(verdict.rival or "", 0.0) > shares[page.leader.id]
    said = "If you are unsure of your weights, " in verdict_sentence(page.evaluation)
    yield if_so(said != favoured, f"the rival is favoured: {favoured}, and is called the safer: {said}")


# ---- 8


def over_the_limit(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    if verdict is not None and verdict.caveat("over_walk_away", "over_budget"):
        sure = page.kind in ("clear", "narrow", "too_close")
        yield if_so(sure, f"{page.kind}, and over the limit")


# ---- 9


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
        least = min((abs(p.points) for p in named), default=0.0)
        false = not named or whole <= abs(gap) / 2 or least < max(others, default=0)
        yield if_so(false, f"most of it in {words}, which is not so")


# ---- 10


def one_fee(page: Page) -> Iterator[str]:
    headline = page.finding("headline_and_total")
    for result in (page.pair.subject, page.pair.against):
        fee = result.costs.sticker_per_month if result and result.costs else None
        if headline is None or result is None or not fee:
            continue
        words = f"{result.name} asks {about(fee, page.evaluation.session.currency)} a month"
        other = f"{result.name} {about(fee, page.evaluation.session.currency)} a month"
        said = words in headline.sentence or other in headline.sentence
        yield if_so(not said, f"{headline.sentence} The table has {fee}")
    for kind in ("price_needed", "break_even_price"):
        found = page.finding(kind)
        if found is None or found.figures.get("factor") is None:
            continue
        result = page.evaluation.result(found.candidates[0])
        bid, costs = result.candidate.bid, result.costs
        hourly = bid.hourly_rate if bid is not None and bid.basis == "hourly" else None
        fee = hourly or (costs.sticker_per_month if costs else None)
        if fee and "(now " in found.sentence:
            now = f"(now {exactly(fee, page.evaluation.session.currency)})"
            yield if_so(now not in found.sentence, f"{found.sentence} The table has {fee}")


# ---- 11


def would_lead_if_asked_alike(page: Page) -> Iterator[str]:
    verdict, asking = page.evaluation.verdict, page.finding("ask_next")
    if verdict is None or verdict.if_asked is None:
        return
    figures = asking.figures if asking is not None else {}
    asked = figures.get("candidates")
    assert asked is None or isinstance(asked, list)
    yield if_so(
        verdict.if_asked not in (asked or []), f"{verdict.if_asked} would lead, and nothing to ask it"
    )
    said = asking.sentence if asking is not None else ""
    little = re.search(r"likely to change the choice|would add little", said)
    yield if_so(little is not None, f"{verdict.if_asked} would lead if asked, and: {said}")


def whom_the_verdict_names(page: Page) -> Iterator[str]:
    """The leader is compared with whoever its verdict says would lead."""
    verdict, other = page.evaluation.verdict, page.explanation.against
    if verdict is None or verdict.if_asked is None or other == page.evaluation.results[-1].id:
        return
    yield if_so(other != verdict.if_asked, f"{verdict.if_asked} would lead, and {other} is compared")


# ---- 12


def met_by_a_word_only(page: Page) -> Iterator[str]:
    verdict = page.evaluation.verdict
    if verdict is None or verdict.kind == "none_acceptable":
        return
    words = {
        gate.question
        for gate in page.leader.gates
        if gate.outcome == "passed" and gate.evidence in ("said", "written")
    }
    named = {one.question for one in verdict.conditions if one.kind == "word_only"}
    if words:
        none = "nothing stands in the way" in page.words
        yield if_so(bool(words - named) or none, f"met by a word only and no condition: {words - named}")


# ---- 13


def another_leads_by_what_is_proven(page: Page) -> Iterator[str]:
    found, verdict, pair = page.finding("words_alone"), page.finding("verdict"), page.pair
    if page.kind != "clear" or found is None or pair.subject is not page.leader:
        return
    ahead = re.search(
        r"Counting only what is proven, (.+?) is [^.\d]*[\d.]+ points? ahead of", found.sentence
    )
    if ahead and ahead.group(1) != pair.subject.name:
        repeated = verdict.sentence.partition("Counting only")[2] if verdict else ""
        missing = ahead.group(1) not in repeated
        yield if_so(missing, f"clear, and counting only what is proven {ahead.group(1)} leads")


# ---- 14


def open_and_fails_none(page: Page) -> Iterator[str]:
    for kind in ("must_haves", "own_must_haves"):
        finding = page.finding(kind)
        if finding is None or finding.figures["failed"] or not finding.figures["open"]:
            continue
        silent = "still open" not in finding.sentence
        yield if_so(silent, f"{finding.sentence} and {finding.figures['open']} open")


# ---- besides


def unseated_by_a_weight_of_price(page: Page) -> Iterator[str]:
    """What nothing unseats is unseated by no weight of price."""
    found = page.figures("when_right")
    if found and found["cheapest_leads"] and "weight of price" not in found["conditions"]:
        first = page.figures("price_weights").get("first", ())
        yield if_so(any(one != found["cheapest"] for one in first), f"no weight unseats it: {first}")


def done_badly(page: Page) -> Iterator[str]:
    """What somebody does badly lies below its own score."""
    for value in page.figures("does_badly").get("values", ()):
        yield if_so(value >= page.pair.subject.score, f"{value} of 100 is done badly")


def no_price_lets_it_overtake(page: Page) -> Iterator[str]:
    """Whoever is level overtakes where the price rises, as long as a higher price costs points."""
    found, subject = page.figures("break_even_price"), page.pair.subject
    if not found or subject.price_level is None:
        return
    for rival, above in zip(found["overtaken_by"], found["overtaken_above_user_month"], strict=True):
        level = page.evaluation.result(rival).score == subject.score and min(subject.price_level) > 0
        yield if_so(level and above is None, f"{rival} is level, and no price lets it overtake")


def well_formed(page: Page) -> Iterator[str]:
    """A sentence begins with a large letter, one is not several, and nobody is 0 points away."""
    findings = page.all_findings
    told = [text for one in findings for text in (one.sentence, *(row.text for row in one.rows))]
    for text in (*told, *robustness_lines(page.robustness, page.evaluation)):
        said = ILL_FORMED.search(text)
        yield if_so(said is not None, f"{text} ({said and said.group()})")


def level_at_the_top(page: Page) -> Iterator[str]:
    """Where another scores the same, that is said, and nobody wins by weights that leave the two level."""
    leader = page.leader
    level = [r for r in page.choice if r is not leader and abs(r.score - leader.score) < LEVEL]
    if page.evaluation.verdict is None or leader.group != "acceptable" or not level:
        return
    named = [one.name for one in level if one.group == leader.group]
    sure = page.finding("verdict")
    rows = "\n".join(row.text for row in sure.rows) if sure else ""
    yield if_so(bool(named) and "score the same" not in rows, f"{named} score the same as {leader.name}")


def first_places_add_up(page: Page) -> Iterator[str]:
    """First places of all the tries are all of the tries, or it is said why not."""
    lines = robustness_lines(page.robustness, page.evaluation)
    for one in page.robustness.other_weights:
        if sum(one.first_shares.values()) > 1 + LEVEL:
            said = any("the try counts for both" in line for line in lines)
            yield if_so(not said, f"{one.first_shares}, and nothing says why that is more than all tries")
    found = page.finding("first_places")
    shares: Any = page.figures("first_places").get("first_share_percent", ())
    if found and sum(shares) < 100 - 1e-6:
        silent = "nobody meets all must-haves" not in found.sentence
        yield if_so(silent, f"{found.sentence} The rest of the tries is not accounted for")


def order_of_those_who_are_level(page: Page) -> Iterator[str]:
    """A method that sees no difference between two puts neither before the other."""
    lines = robustness_lines(page.robustness, page.evaluation)
    for one in page.robustness.opinions:
        if one.has_level:
            title = next(line for line in lines if line.startswith(f"  {TITLES[one.method]}: "))
            yield if_so(" = " not in title, f"{title} Yet {one.places}")


def alone_on_price(page: Page) -> Iterator[str]:
    """Who wins on price alone takes less cash than anybody else, or is level with somebody."""
    said = page.figures("other_weights").get("price_only")
    paid = {r.id: c.cash.middle for r, c in compared(page.choice)}
    if said not in paid or sum(cash == paid[said] for cash in paid.values()) == 1:
        return
    found = page.finding("other_weights")
    rows = [row.text for row in found.rows if row.label.startswith("Price only")] if found else []
    yield if_so(not any("level with" in row for row in rows), f"{rows}, and another takes as little cash")


def one_difference_of_price(page: Page) -> Iterator[str]:
    """What is paid more is one figure, and where the score counts another, that is said with it."""
    cash, found = page.figures("first_sentence").get("cash_gap_user_month"), page.finding("premium")
    if cash is None or found is None:
        return
    scored, currency = found.figures["premium_user_month"], page.evaluation.session.currency
    if exactly(Decimal(repr(scored)), currency) != exactly(Decimal(str(cash)), currency):
        paid, counted = (
            exactly(abs(Decimal(str(cash))), currency),
            exactly(abs(Decimal(repr(scored))), currency),
        )
        said = paid in found.sentence and f"the score counts {counted}" in found.sentence
        yield if_so(not said, f"{cash} in cash, and {found.sentence}")


def worth_nothing_and_to_be_asked(page: Page) -> Iterator[str]:
    """What brings nothing is not in the list of what to ask, and a figure of nothing is not repeated."""
    found, asked = page.finding("ask_next"), page.robustness.ask_list
    if found is None or asked is None:
        return
    rows = [row.text for row in found.rows if not row.label.startswith("All of ")]
    if asked.outcome != "these" and asked.if_asked is None:
        yield if_so(bool(rows), f"{found.sentence} Yet to be asked: {rows}")
    if not any(one.worth_saying for one in asked.answers):
        yield if_so("(alone" in found.sentence, f"nothing is worth anything alone: {found.sentence}")


def words_an_owner_knows(page: Page) -> Iterator[str]:
    """A term of this program's own is explained where it stands."""
    for term, explained in EXPLAINED.items():
        if re.search(term, page.words):
            yield if_so(explained not in page.words, f"{term} is not explained")


def stays_first_with_an_open_must_have(page: Page) -> Iterator[str]:
    """What would unseat the cheapest names its open must-haves, and calls nobody the right choice."""
    found = page.finding("when_right")
    if found is None or not found.figures["cheapest_leads"]:
        return
    still = page.evaluation.result(str(found.figures["cheapest"])).open
    yield if_so(bool(still) and "open must-have" not in found.sentence, found.sentence)
    yield if_so("right choice" in found.sentence and page.kind not in SURE, f"{page.kind}: {found.sentence}")


def matched_or_beaten(page: Page) -> Iterator[str]:
    """Whoever is matched or beaten on both is so by somebody; whoever is not is so by nobody."""
    found, known = page.finding("value_for_money"), compared(page.evaluation.results)
    for row in found.rows if found else ():
        mine = next(((result, costs) for result, costs in known if result.name == row.label), None)
        if mine is None:
            continue
        cash, quality = mine[1].cash.middle, mine[0].quality
        others = [(costs.cash.middle, result.quality) for result, costs in known if result.id != mine[0].id]
        level = any(paid <= cash and got >= quality for paid, got in others)
        better = any(
            paid <= cash and got >= quality and (paid, got) != (cash, quality) for paid, got in others
        )
        said = "matched or beaten on both" in row.text
        yield if_so(said and not level, f"{row.label}: {row.text}, and by nobody")
        yield if_so(better and not said, f"{row.label}: {row.text}, and somebody beats it")


# ---- the verdict in three lines, and the one page


def fits_you_best(page: Page) -> Iterator[str]:
    """Nobody fits best while it is too early to say, or while something keeps the first from being chosen."""
    found, leader = page.on_the_one_page("who_fits"), page.leader
    if found is not None and re.search(r"fits? you (best|about)", found.sentence):
        yield if_so(page.kind not in (*SURE, "too_close"), f"{page.kind}: {found.sentence}")
        yield if_so(
            bool(leader.failed or leader.open), f"{leader.name} has must-haves open: {found.sentence}"
        )
        yield if_so(leader.name not in found.sentence, f"{found.sentence} Yet {leader.name} is first")


def how_close_it_is(page: Page) -> Iterator[str]:
    """Without reservation only what is clear; two that fit equally well only where it is too close."""
    found = page.on_the_one_page("who_fits")
    if found is None or page.kind not in (*SURE, "too_close"):
        return
    plain = "fits you best: " in found.sentence and found.sentence.count(". ") == 0
    yield if_so(plain and page.kind != "clear", f"{page.kind}: {found.sentence}")
    equal = "equally well" in found.sentence
    yield if_so(equal and page.kind != "too_close", f"{page.kind}: {found.sentence}")
    yield if_so("not by much" in found.sentence and page.kind == "clear", found.sentence)


def nothing_stands_in_the_way(page: Page) -> Iterator[str]:
    """Nothing stands in the way exactly where there are no conditions and it is time to sign."""
    found, verdict = page.on_the_one_page("to_settle"), page.evaluation.verdict
    if found is not None and verdict is not None:
        said, free = "Nothing stands in the way" in found.sentence, not verdict.conditions
        may = free and page.kind in (*SURE, "too_close")
        yield if_so(said is not may, f"{page.kind}, {verdict.conditions}: {found.sentence}")


def so_many_to_settle(page: Page) -> Iterator[str]:
    """What is counted are the conditions of the leader; where nobody is acceptable, the nearest's faults."""
    found, verdict = page.on_the_one_page("to_settle"), page.evaluation.verdict
    first = page.on_the_one_page("who_fits")
    if found is not None and first is not None and verdict is not None:
        number, wanted = found.figures["number"], len(verdict.conditions)
        if page.kind == "none_acceptable":
            wanted = int(str(first.figures["nearest_unsettled"]))
        yield if_so(number != wanted, f"{number}, and {wanted}: {first.sentence} {found.sentence}")


def why_not_the_cheapest(page: Page) -> Iterator[str]:
    """A saving is named only where all cash of both is known; nobody cheaper is passed over."""
    found = page.on_the_one_page("cheapest_bid")
    if found is None:
        return
    two = [page.evaluation.result(str(found.figures[one])) for one in ("whom", "cheapest")]
    if found.figures["saves"] is not None:
        unknown = any(one.costs is None or one.costs.lacks("cash") for one in two)
        yield if_so(unknown, f"cash is missing: {found.sentence}")
    made = compared(offers(page.evaluation.results))  # on what is known of every offer, whoever else is there
    for result, costs in made:
        mine = next(c for r, c in made if r is two[1])
        less = costs.cash.middle < mine.cash.middle
        yield if_so(less, f"{result.name} costs less: {found.sentence}")
    if "second look" in found.sentence:
        yield if_so(any(g.outcome != "passed" for g in two[1].gates), f"must-haves: {found.sentence}")
    if "not yet meet" in found.sentence:
        more = len(two[1].failed) > len(two[0].failed)
        yield if_so(not more, f"{two[0].name} meets no more of them: {found.sentence}")


def the_contest_is_the_one_explained(page: Page) -> Iterator[str]:
    """What speaks for either adds up to the gap, and every reason speaks for whom it is given."""
    found, other = page.on_the_one_page("contest"), page.on_the_one_page("speaks_for_the_other")
    if found is None or other is None:
        return
    gap: Any = found.figures["gap_points"]
    speak: Any = found.figures["speaking_points"]
    against: Any = other.figures["speaking_points"]
    parts = len(page.pair.contributions)
    wrong = abs(abs(gap) - (speak - against)) > 0.05 * parts
    yield if_so(wrong, f"{speak} for and {against} against make {gap}")
    yield if_so(found.title.count("?") == 0, found.title)


def better_only_for_its_proof(page: Page) -> Iterator[str]:
    """An answer that is no better than the other's is not held up against it without what backs each."""
    for found in page.explanation.page:
        by_proof: Any = found.figures.get("by_proof", ())
        criteria: Any = found.figures.get("criteria", ())
        for key, row in zip(criteria, found.rows, strict=False):
            if key in by_proof:
                bare = ", not " in row.text and "of 100" not in row.text
                yield if_so(bare, f"{row.label}: {row.text}")


def money_in_short_has_units(page: Page) -> Iterator[str]:
    """Each amount of the four lines says of how long it is."""
    found = page.on_the_one_page("money_in_short")
    for row in found.rows if found else ():
        if re.search(r"\d", row.text):
            of = re.search(
                r"a month|an hour|over \w+ (months?|years?)|a user and month|present price", row.text
            )
            yield if_so(of is None, f"{row.label}: {row.text}")


# ---- the owner's favourite


def gut_and_verdict(page: Page) -> Iterator[str]:
    """What is said of the favourite rests on the verdict it stands beside, and on no less."""
    gut, verdict = page.figures("gut_check"), page.evaluation.verdict
    if not gut:
        return
    early, compared = page.kind == "incomplete", gut["standing"] == "differs"
    yield if_so(gut["leader"] != page.leader.id, f"{gut['leader']} leads, and {page.leader.id} is first")
    yield if_so(early and compared, "it is too early for a verdict, and the favourite is compared")
    yield if_so(bool(gut["criteria"]) and not compared, f"nothing is compared, and {gut['criteria']}")
    alike = verdict is not None and verdict.if_asked == gut["favourite"]
    yield if_so(("asked alike" in gut["changes"]) != alike, f"if asked alike: {alike}, and {gut['changes']}")
    words = getattr(page.finding("gut_check"), "sentence", "")
    yield if_so("may well be right" in words and page.kind != "too_close", f"{page.kind}, and {words}")


def gut_right_by_what_changes_nothing(page: Page) -> Iterator[str]:
    """What would put the favourite first is nothing that another finding says leaves the leader first."""
    gut = page.figures("gut_check")
    if not gut or not gut["changes"]:
        return
    favourite, changes = gut["favourite"], gut["changes"]
    needed, fewest = page.finding("price_needed"), page.finding("fewest_changes")
    if needed is not None and needed.candidates[0] == favourite and "price" in changes:
        yield if_so(needed.figures["factor"] is None, "no price puts it first, and a price would")
    if fewest is not None and fewest.candidates[0] == favourite and "answers" in changes:
        alone = set(gut["failed_must_haves"]) == set(gut["answers"])
        yield if_so(not fewest.figures["enough"] and not alone, "no answers put it first, and answers would")
    if "weight" not in changes:
        return
    flips, right = page.figures("flip_weights"), page.figures("when_right")
    ranges = zip(*(flips.get(k, ()) for k in ("pillars", "low_percent", "high_percent")), strict=True)
    for pillar, low, high in ranges:
        inside = pillar == gut["pillar"] and low + 1e-6 < gut["pillar_percent"] < high - 1e-6
        yield if_so(inside, f"{pillar} can weigh {low} to {high}, and at {gut['pillar_percent']} it leads")
    if gut["pillar"] == page.evaluation.catalog.price_pillar and right and right["cheapest_leads"]:
        yield if_so(
            "weight of price" not in right["conditions"], "no weight of price unseats it, and one does"
        )


NEVER_TOGETHER: tuple[Callable[[Page], Iterator[str]], ...] = (
    verdict_of_a_leader_with_an_open_must_have,
    no_answer_could_change_the_choice,
    range_of_price_and_steps_with_another_first,
    no_weight_of_price_puts_it_ahead,
    no_price_is_scored,
    missing_money_of_the_two,
    missing_money_of_a_choice,
    limit_with_missing_cash,
    within_the_limit,
    costs_least,
    the_cheapest,
    too_close_to_call,
    safer_of_the_two,
    over_the_limit,
    most_of_it,
    one_fee,
    would_lead_if_asked_alike,
    whom_the_verdict_names,
    met_by_a_word_only,
    another_leads_by_what_is_proven,
    open_and_fails_none,
    unseated_by_a_weight_of_price,
    done_badly,
    no_price_lets_it_overtake,
    gut_and_verdict,
    gut_right_by_what_changes_nothing,
    well_formed,
    level_at_the_top,
    first_places_add_up,
    order_of_those_who_are_level,
    alone_on_price,
    one_difference_of_price,
    worth_nothing_and_to_be_asked,
    words_an_owner_knows,
    stays_first_with_an_open_must_have,
    matched_or_beaten,
    fits_you_best,
    how_close_it_is,
    nothing_stands_in_the_way,
    so_many_to_settle,
    why_not_the_cheapest,
    the_contest_is_the_one_explained,
    better_only_for_its_proof,
    money_in_short_has_units,
)


def contradictions(page: Page, said: Counter[str] | None = None) -> list[str]:
    """Everything on the page that cannot stand together, the rule's name first.

    `said` counts for each rule how often what it speaks of stood on a page.
    """
    found = []
    for rule in NEVER_TOGETHER:
        looks = list(rule(page))
        if said is not None:
            said[rule.__name__] += len(looks)
        found += [f"{rule.__name__}: {wrong}" for wrong in looks if wrong]
    return found
