"""The one sentence above every ranking: how sure it is, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.fact import Fact
from msp_select.decision.findings.headline import NoCandidate, NotJudged, headline
from msp_select.decision.findings.leader import Sealed, Sureness
from msp_select.decision.findings.verdict_lines import (
    CheapestBid,
    OrderOfTheRest,
    ToSettle,
    WhoFits,
    verdict_lines,
)
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en import verdict
from msp_select.phrases.en.verdict_lines import cheapest_bid, order_of_the_rest, to_settle, who_fits
from msp_select.phrases.finding import Finding
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase, Wording


def verdict_sentence(evaluation: Evaluation) -> str:
    """The verdict in a sentence, or why there is none."""
    return _sentence(headline(evaluation), Names.of(evaluation))


def verdict_in_lines(evaluation: Evaluation) -> tuple[Finding, ...]:
    """The verdict in three lines: who fits best, what to settle before signing, why not the cheapest."""
    names = Names.of(evaluation)
    return tuple(_WORDINGS[type(fact)](fact, names).beside(fact) for fact in verdict_lines(evaluation))


def _sentence(fact: Fact, names: Names) -> str:
    return _WORDINGS[type(fact)](fact, names).sentence


def no_candidate(fact: NoCandidate, names: Names) -> Phrase:  # noqa: ARG001
    """Nobody is there yet."""
    return Phrase("Nobody to choose from", "There is no candidate yet.")


def not_judged(fact: NotJudged, names: Names) -> Phrase:
    """Who leads, and why no more is said."""
    tried = f"{fact.draws} tries are too few to say how surely" if fact.draws else "how surely was not tried"
    leads = f"{names.candidate(fact.leader)} leads with {fact.score:.1f} of 100 points"
    return Phrase("Who leads", f"{leads}; {tried}.")


def sealed(fact: Sealed, names: Names) -> Phrase:  # noqa: ARG001
    """That prices are hidden, and what is left out for it."""
    return Phrase(
        "Prices are sealed",
        "Prices are sealed: scores, money and all that rests on a price are left out until you open them.",
    )


_WORDINGS: Mapping[type[Fact], Wording] = {
    NoCandidate: no_candidate,
    NotJudged: not_judged,
    Sealed: sealed,
    Sureness: verdict.sureness,
    WhoFits: who_fits,
    OrderOfTheRest: order_of_the_rest,
    ToSettle: to_settle,
    CheapestBid: cheapest_bid,
}
