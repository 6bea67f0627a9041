"""How sure a ranking is as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from typing import Any

from msp_select.decision.findings.leader import how_sure
from msp_select.decision.plain_values import as_plain
from msp_select.decision.robustness.other_methods import WeightRange
from msp_select.decision.robustness.robustness import Robustness
from msp_select.decision.robustness.value_of_information import AskList, OpenAnswer
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en import verdict as words
from msp_select.phrases.en.ask_next import answer_asked, answer_open, answer_title, asking_sentence
from msp_select.phrases.en.robustness import (
    bar_title,
    method_title,
    other_weights_title,
    weight_range,
    weight_title,
)
from msp_select.phrases.names import Names

ROBUSTNESS_SCHEMA = "msp-select/robustness/2"


def robustness_document(evaluation: Evaluation, found: Robustness) -> dict[str, Any]:
    """How sure the ranking is: shares, intervals, the methods' agreement and what to ask next."""
    names, verdict = Names.of(evaluation), how_sure(evaluation)
    return {
        "schema": ROBUSTNESS_SCHEMA,
        "title": evaluation.session.title,
        "seed": found.seed,
        "draws": found.draws,
        "verdict": found.verdict,
        "sentence": words.sentence(verdict, names) if verdict else None,
        "before_signing": list(words.before_signing(verdict, names)) if verdict else [],
        "caveats": list(words.beside(verdict, names)) if verdict else [],
        "rule": words.RULE if verdict else None,
        "leader": found.leader,
        "sealed": found.sealed,
        "names": {result.id: names.candidate(result.id) for result in evaluation.results},
        "shares": [{"id": one.id, "name": names.candidate(one.id)} | as_plain(one) for one in found.shares],
        "ranges": [_range(one, names) for one in found.ranges],
        "opinions": [
            {"method": one.method, "title": method_title(one)} | as_plain(one) for one in found.opinions
        ],
        "ask_list": _asked(found.ask_list, names) if found.ask_list else None,
        "asking": asking_sentence(found.ask_list, names),
        "other_weights": [
            {"title": other_weights_title(one)} | _without(one, "weights") for one in found.other_weights
        ],
        "margin_points": found.margin_points,
        "margin_bars": [{"title": bar_title(one, names)} | as_plain(one) for one in found.margin_bars],
    }


def _range(one: WeightRange, names: Names) -> dict[str, Any]:
    head = {"level": one.level, "key": one.key, "title": weight_title(one, names)}
    return head | _without(one, "leader") | {"sentence": weight_range(one, names)}


def _asked(found: AskList, names: Names) -> dict[str, Any]:
    answers = [_open_answer(one, names) for one in found.answers]
    groups = [
        {"candidate": one.candidate, "name": names.candidate(one.candidate)} | as_plain(one)
        for one in found.groups
    ]
    return _without(found, "verdict", "open_must_haves") | {"answers": answers, "groups": groups}


def _open_answer(one: OpenAnswer, names: Names) -> dict[str, Any]:
    return {
        "candidate": one.candidate,
        "name": names.candidate(one.candidate),
        "row": one.row,
        "title": answer_title(one, names),
        "ask": answer_asked(one, names),
        "kind": one.kind,
        "why": answer_open(one),
    } | _without(one, "state")


def _without(fact: object, *names: str) -> dict[str, Any]:
    """A fact as plain data, without what only its words are made of."""
    return {key: value for key, value in as_plain(fact).items() if key not in names}
