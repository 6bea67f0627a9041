"""Cost against merit, in words."""

from __future__ import annotations

from msp_select.decision.findings.value_for_money import DearerNotSafer, ValueForMoney
from msp_select.phrases.en.amounts import rests_on
from msp_select.phrases.en.words import about, count, listed, plain, term
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

MOST_BEATEN = 2


def value_for_money(fact: ValueForMoney, names: Names) -> Phrase:
    """Beside whom nobody is both cheaper and better, and who is beaten on both."""
    priced, best = len(fact.priced), len(fact.on_the_line)
    if best == priced:
        sentences = [
            f"Each of the {count(priced, 'priced candidate')} buys more quality for more cash: "
            "none is beaten on both."
        ]
    else:
        named = listed([names.candidate(one) for one in fact.candidates], last="or")
        sentences = [f"Nobody beats {named} on both cash and quality."]
    beaten: dict[str, list[str]] = {}
    for worse, better in zip(fact.beaten[:MOST_BEATEN], fact.beaten_by[:MOST_BEATEN], strict=True):
        beaten.setdefault(better, []).append(names.candidate(worse))
    sentences += [
        f"{names.candidate(better)} matches or beats {listed(worse)} on cash and on every other pillar."
        for better, worse in beaten.items()
    ]
    return Phrase(
        "Cost against quality",
        " ".join(sentences) + rests_on(fact, names),
        tuple(_row(fact, k, names) for k in range(priced)),
    )


def _row(fact: ValueForMoney, k: int, names: Names) -> Row:
    cash = about(fact.cash_term[k], names.currency)
    beaten = "" if fact.priced[k] in fact.on_the_line else "; matched or beaten on both"
    return Row(
        names.candidate(fact.priced[k]),
        fact.quality[k],
        f"{'at least ' if fact.missing_line_ids else ''}{cash} cash over {term(names.months)}, "
        f"quality {plain(fact.quality[k])} of 100{beaten}",
    )


def dearer_not_safer(fact: DearerNotSafer, names: Names) -> Phrase:
    """The dear one beside one that is as good for less."""
    order = {1: "the dearest provider", 2: "the second dearest provider"}.get(
        fact.place_from_dearest, "one of the dearer ones"
    )
    return Phrase(
        "Dearer is not safer",
        f"{names.candidate(fact.dear)}, {order}, scores {plain(fact.dear_score)} of 100. "
        f"{names.candidate(fact.match)} scores {plain(fact.match_score)} for "
        f"{about(fact.cash_gap_term, names.currency)} less cash over {term(names.months)}."
        f"{rests_on(fact, names)}",
    )
