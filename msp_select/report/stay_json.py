"""Stay or go as JSON: figures unrounded, and the two cases in words."""

from __future__ import annotations

from typing import Any

from msp_select.decision.after.stay_or_go import StayOrGo
from msp_select.decision.after.staying import MoneyOutcome
from msp_select.decision.plain_values import as_plain
from msp_select.phrases.en.after.stay import fits, for_leaving, for_staying, verdict
from msp_select.phrases.names import Names

STAY_SCHEMA = "msp-select/stay/1"


def stay_json(fact: StayOrGo) -> dict[str, Any]:
    """The comparison as it is printed for other programs."""
    names = Names.of(fact.evaluation)
    found = fact.money
    return {
        "schema": STAY_SCHEMA,
        "as_of": fact.after.as_of.isoformat(),
        "verdict": fact.word,
        "candidate": fact.incumbent,
        "newcomer": fact.newcomer,
        "leads": fact.leads,
        "leads_short": fact.leads_short,
        "options": [] if found is None else list(found.expected.costs),
        "one_off": None
        if found is None
        else {"parts": as_plain(found.stake.one_off), "sum": as_plain(found.one_off)},
        "costs": None if found is None else _costs(found),
        "regret": None
        if found is None
        else {"largest": as_plain(found.largest_regret), "least": found.least_regret},
        "too_close_by_money": None if found is None else found.too_close,
        "score": {
            "incumbent": fact.score_incumbent,
            "newcomer": fact.score_newcomer,
            "newcomer_proven": fact.score_newcomer_proven,
            "on_words": fact.on_words,
        },
        "gap": None
        if fact.gap is None
        else {
            "share": fact.gap.share,
            "questions": fact.gap.questions,
            "pillars": {
                pillar: {"share": share, "questions": many}
                for pillar, (share, many) in fact.gap.pillars.items()
            },
        },
        "measured": [
            {
                "question": one.question,
                "promised": as_plain(one.promised),
                "measured": as_plain(one.measured),
                "grade": one.evidence,
                "months": one.months,
                "worth": one.worth,
                "low": one.low,
                "high": one.high,
            }
            for one in fact.measured
        ],
        "failed_must_haves": list(fact.failed_must_haves),
        "decide_by": None if fact.decide_by is None else fact.decide_by.isoformat(),
        "sentence": verdict(fact, names),
        "taken_together": fits(fact),
        "for_staying": list(for_staying(fact, names)),
        "for_leaving": list(for_leaving(fact, names)),
    }


def _costs(found: MoneyOutcome) -> list[dict[str, Any]]:
    return [
        {
            "incumbent": cell.incumbent,
            "newcomer": cell.newcomer,
            "costs": as_plain(cell.costs),
            "best": cell.best,
            "earned_back": cell.earned_back,
        }
        for cell in found.cells
    ]
