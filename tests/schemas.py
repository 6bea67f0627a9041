"""The JSON Schemas of everything a machine reads, worked out from the types that the program prints.

`python -m tests.schemas` writes them to `docs/schemas/`; a test holds the files to this, and real output to
the files. Envelopes are described here, the facts and blocks inside them by their own classes.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import sys
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msp_select.decision
from msp_select.batch.report import REPORT_SCHEMA as BATCH_REPORT_SCHEMA
from msp_select.batch.run import SCHEMA as BATCH_SCHEMA
from msp_select.cli.serve import SCHEMA as SERVED_SCHEMA
from msp_select.decision.advice.where_it_stands import Standing
from msp_select.decision.after.calendar_entries import Kind
from msp_select.decision.after.credits import CreditState
from msp_select.decision.after.deadlines import Deadline, RunsOn
from msp_select.decision.after.drifting import State
from msp_select.decision.after.driving_over_time import DrivingOverTime
from msp_select.decision.after.failures_shown import FailuresShown
from msp_select.decision.after.keeping import PeriodState, Verdict
from msp_select.decision.after.people import PulseHeard
from msp_select.decision.after.review import TellTales
from msp_select.decision.after.stay_or_go import Word
from msp_select.decision.after.staying import IncumbentState, NewcomerState, Option
from msp_select.decision.after.together import Together
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import Costs
from msp_select.decision.fact import Fact
from msp_select.decision.findings.gut_check import GutCheck
from msp_select.decision.robustness.other_methods import ForgottenWeights, MarginBar, Opinion, WeightRange
from msp_select.decision.robustness.robustness import Share
from msp_select.decision.robustness.value_of_information import AskList, OpenAnswer
from msp_select.decision.scoring.evaluation import Group
from msp_select.decision.scoring.verdict import Caveat, Condition, VerdictKind
from msp_select.decision.weighting.resolved_weights import Step
from msp_select.model.scalars import Evidence
from msp_select.phrases.finding import Row
from msp_select.phrases.handout import Sheet
from msp_select.reading.reading import READING_SCHEMA, Contradiction, Find
from msp_select.reading.reading import Document as ReadDocument
from msp_select.report import chart_data, document
from msp_select.report.as_json import _SUMS, REPORT_SCHEMA
from msp_select.report.explanation_json import EXPLANATION_SCHEMA
from msp_select.report.match_json import MATCH_SCHEMA
from msp_select.report.ranking_json import RANKING_SCHEMA
from msp_select.report.review_json import REVIEW_SCHEMA
from msp_select.report.robustness_json import ROBUSTNESS_SCHEMA
from msp_select.report.stay_json import STAY_SCHEMA
from msp_select.web.door import Role

FOLDER = Path(__file__).parent.parent / "docs" / "schemas"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
DAY: Schema = {"type": "string", "format": "date"}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def by_name(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def thing(properties: Mapping[str, Schema], *, optional: Iterable[str] = (), says: str = "") -> Schema:
    """An object with these keys and no other."""
    left = set(optional)
    return ({"description": says} if says else {}) | {
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in left],
        "additionalProperties": False,
    }


def says(of: type) -> str:
    """The first paragraph of what a class says of itself."""
    return " ".join((inspect.getdoc(of) or "").split("\n\n")[0].split())


def of_type(kind: Any) -> Schema:
    """What `as_plain` makes of a value of that type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return {}
    if kind in (type(None), None):
        return {"type": "null"}
    if kind in (str, bool, int, date):
        return {str: TEXT, bool: FLAG, int: WHOLE, date: DAY}[kind]
    if kind in (float, Decimal):
        return {"type": ["number", "null"]}  # what is not finite is null
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [of_type(one) for one in inside]}
    if origin is not None and issubclass(origin, Mapping):
        return by_name(of_type(inside[1]))
    if origin is tuple and Ellipsis not in inside:
        parts = [of_type(one) for one in inside]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if origin is not None and issubclass(origin, Iterable):
        return many(of_type(inside[0]))
    if kind is Estimate:
        return ESTIMATE
    if is_dataclass(kind):
        return of_class(typing.cast(type, kind))
    raise TypeError(kind)


def hints_of(kind: type) -> dict[str, Any]:
    """The types of its fields, also of those that its module names for the type checker alone."""
    known: dict[str, Any] = {}
    while True:
        try:
            return typing.get_type_hints(kind, localns=known)
        except NameError as error:
            modules = [one for name, one in sys.modules.items() if name.startswith("msp_select.decision.")]
            name = str(error.name)
            known[name] = next(vars(one)[name] for one in modules if name in vars(one))


def properties_of(kind: type) -> dict[str, Schema]:
    """The told fields of a dataclass, under the keys they have."""
    hints = hints_of(kind)
    return {
        field.name: of_type(hints[field.name]) for field in fields(kind) if field.metadata.get("told", True)
    }


def of_class(kind: type) -> Schema:
    return thing(properties_of(kind), says=says(kind))


def without(schema: Schema, *names: str) -> dict[str, Schema]:
    return {key: one for key, one in schema["properties"].items() if key not in names}


def facts() -> dict[str, list[type[Fact]]]:
    """Every kind of finding, with the classes of facts that are called so."""
    for module in pkgutil.walk_packages(msp_select.decision.__path__, "msp_select.decision."):
        importlib.import_module(module.name)
    found: dict[str, list[type[Fact]]] = {}
    waiting: list[type[Fact]] = [Fact]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if isinstance(vars(one).get("kind"), str) or (one is not Fact and hasattr(one, "kind")):
            found.setdefault(one.kind, []).append(one)
    return dict(sorted(found.items()))


# Figures that have no field of their own, and those that the words add.
ADDED: dict[str, dict[str, Schema]] = {
    "verdict": {"rule": TEXT},
    "defaults": {"defaults": many(TEXT), "unknown_lines": many(TEXT)},
    "value_for_money": {"candidates": many(TEXT)},
    "ask_next": {"candidates": many(TEXT)},
}


def figures(kind: type[Fact]) -> Schema:
    """The figures of a finding: every field of its fact but the candidates it is about."""
    own, names = properties_of(kind), {one.name: one.metadata.get("key", one.name) for one in fields(kind)}
    left = {"candidates", *(["asked_of"] if kind.kind == "ask_next" else [])}
    told = {names[key]: one for key, one in own.items() if key not in left}
    return thing(told | ADDED.get(kind.kind, {}), says=says(kind))


def document_of(name: str, title: str, schema: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"msp-select/{name}",
        "title": title,
    } | schema


ESTIMATE = thing({"low": NUMBER, "middle": NUMBER, "high": NUMBER})
VERDICT: Schema = maybe(of_type(VerdictKind))
SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def ranking() -> Schema:
    sentence = {"sentence": TEXT}
    condition = properties_of(Condition)
    caveat = properties_of(Caveat) | {"missing": many(TEXT), "first_within": maybe(TEXT)}
    row = thing(
        {
            "rank": WHOLE,
            "id": TEXT,
            "name": TEXT,
            "kind": {"enum": ["provider", "incumbent", "in_house", "shared"]},
            "group": of_type(Group),
            "score": maybe(NUMBER),
            "quality": NUMBER,
            "claimed": NUMBER,
            "proven": NUMBER,
            "possible": NUMBER,
            "coverage": SHARE,
            "not_applicable": SHARE,
            "rests_on_little": FLAG,
            "failed_must_haves": many(TEXT),
            "open_must_haves": many(TEXT),
            "first_rank_share": maybe(SHARE),
            "rank_shares": maybe(many(SHARE)),
            "pillars": by_name(maybe(NUMBER)),
            "criteria": by_name(maybe(NUMBER)),
            "sticker_per_month": maybe(NUMBER),
            "price_level": maybe(many(NUMBER)),
            "cash_total": maybe(NUMBER),
            "cash_range": maybe(many(NUMBER)),
            "moving_cost": maybe(NUMBER),
            "missing_money": maybe(many(TEXT)),
            "total_known": maybe(NUMBER),
            "total_cost": maybe(NUMBER),
        },
        says="One candidate; money, score and price null while prices are sealed.",
    )
    sureness = thing(
        {
            "leader": maybe(TEXT),
            "rival": maybe(TEXT),
            "first_and_acceptable": maybe(SHARE),
            "first_if_met": maybe(SHARE),
            "if_asked": maybe(TEXT),
            "conditions": many(thing(condition | sentence, optional=set(condition) - {"kind"})),
            "caveats": many(thing(caveat | sentence, optional=set(caveat) - {"kind"})),
            "sentence": TEXT,
        }
    )
    return thing(
        {
            "schema": {"const": RANKING_SCHEMA},
            "title": TEXT,
            "currency": TEXT,
            "vat": {"enum": ["excluded", "included"]},
            "term_months": WHOLE,
            "method": TEXT,
            "seed": WHOLE,
            "draws": WHOLE,
            "sealed": FLAG,
            "verdict": VERDICT,
            "sureness": maybe(sureness),
            "lines": many({"$ref": "#/$defs/finding"}),
            "gut_check": maybe(thing(figures(GutCheck)["properties"] | sentence, says=says(GutCheck))),
            "ranking": many(row),
        }
    )


def finding_of(kinds: Mapping[str, list[type[Fact]]]) -> Schema:
    """A finding of one of these kinds, with the figures of its kind."""
    finding = thing(
        {
            "kind": {"enum": list(kinds)},
            "title": TEXT,
            "sentence": TEXT,
            "figures": {"type": "object"},
            "candidates": many(TEXT),
            "rows": many(of_class(Row)),
        },
        says="One thing worth knowing: figures unrounded and named with their unit, and its sentence.",
    )
    finding["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"figures": {"anyOf": [figures(one) for one in those]}}},
        }
        for kind, those in kinds.items()
    ]
    return finding


def explanation() -> Schema:
    finding = {"$ref": "#/$defs/finding"}
    return thing(
        {
            "schema": {"const": EXPLANATION_SCHEMA},
            "language": TEXT,
            "title": TEXT,
            "currency": TEXT,
            "subject": TEXT,
            "against": maybe(TEXT),
            "lines": many(finding),
            "page": many(finding),
            "findings": many(finding),
            "sources": many(of_class(Standing)),
        }
    )


def robustness() -> Schema:
    named = {"title": TEXT}
    answer = without(of_class(OpenAnswer), "state")
    answer |= {
        "candidate": TEXT,
        "name": TEXT,
        "row": TEXT,
        "title": TEXT,
        "ask": TEXT,
        "kind": TEXT,
        "why": TEXT,
    }
    asked = without(of_class(AskList), "verdict", "open_must_haves")
    group = typing.get_args(hints_of(AskList)["groups"])[0]
    asked |= {
        "answers": many(thing(answer)),
        "groups": many(thing(properties_of(group) | {"candidate": TEXT, "name": TEXT})),
    }
    return thing(
        {
            "schema": {"const": ROBUSTNESS_SCHEMA},
            "title": TEXT,
            "seed": WHOLE,
            "draws": WHOLE,
            "verdict": VERDICT,
            "sentence": maybe(TEXT),
            "before_signing": many(TEXT),
            "caveats": many(TEXT),
            "rule": maybe(TEXT),
            "leader": maybe(TEXT),
            "sealed": FLAG,
            "names": by_name(TEXT),
            "shares": many(thing({"id": TEXT, "name": TEXT} | properties_of(Share))),
            "ranges": many(thing(without(of_class(WeightRange), "leader") | named | {"sentence": TEXT})),
            "opinions": many(thing(properties_of(Opinion) | named)),
            "ask_list": maybe(thing(asked)),
            "asking": maybe(TEXT),
            "other_weights": many(thing(without(of_class(ForgottenWeights), "weights") | named)),
            "margin_points": maybe(NUMBER),
            "margin_bars": many(thing(properties_of(MarginBar) | named)),
        }
    )


def match() -> Schema:
    row = thing(
        {
            "rank": WHOLE,
            "id": TEXT,
            "name": TEXT,
            "group": of_type(Group),
            "score": maybe(NUMBER),
            **dict.fromkeys(("quality", "claimed", "proven", "possible"), NUMBER),
            "coverage": SHARE,
            "failed_must_haves": many(TEXT),
            "open_must_haves": many(TEXT),
            "aged_answers": WHOLE,
            "why": many(TEXT),
        }
    )
    return thing(
        {
            "schema": {"const": MATCH_SCHEMA},
            "title": TEXT,
            "as_of": DAY,
            "sealed": FLAG,
            "wanted": thing({"region": maybe(TEXT), "sector": maybe(TEXT), "users": maybe(WHOLE)}),
            "on_file": WHOLE,
            "left_out": by_name(WHOLE),
            "shortlist": many(TEXT),
            "matches": many(row),
        }
    )


def library() -> Schema:
    row = thing(
        {
            "id": TEXT,
            "name": TEXT,
            "file": TEXT,
            "regions": many(TEXT),
            "sectors": many(TEXT),
            "smallest_client": maybe(WHOLE),
            "largest_client": maybe(WHOLE),
            "answers": WHOLE,
            "oldest_answer": maybe(TEXT),
        }
    )
    return thing({"schema": {"const": "msp-select/library/1"}, "providers": many(row)})


def batch() -> Schema:
    entry = thing({"id": TEXT, "version": TEXT, "digest": TEXT})
    table = thing({"file": TEXT, "rows": WHOLE, "sha256": TEXT, "contents": TEXT})
    anything: Schema = {"type": "object"}
    return thing(
        {
            "schema": {"const": BATCH_SCHEMA},
            "key": TEXT,
            "command": {"enum": ["match", "rerank"]},
            "versions": by_name(TEXT),
            "catalog": many(entry),
            "files": thing({"number": WHOLE, "digest": TEXT}),
            "seeds": TEXT,
            "chunk": WHOLE,
            "options": anything,
            "library": thing({"files": WHOLE, "left_out": WHOLE, "digest": TEXT}),
            "catalog_after": many(entry),
            "tables": by_name(table),
        },
        optional=("library", "catalog_after"),
    )


def batch_report() -> Schema:
    anything: Schema = {"type": "object"}
    part = thing(
        {
            "id": TEXT,
            "title": TEXT,
            "sentence": TEXT,
            "figures": anything,
            "rows": many(anything),
            "sql": thing({"figures": TEXT, "rows": TEXT}),
        }
    )
    return thing(
        {
            "schema": {"const": BATCH_REPORT_SCHEMA},
            "command": {"enum": ["match", "rerank"]},
            "title": TEXT,
            "key": TEXT,
            "against": maybe(TEXT),
            "parts": many(part),
            "limits": TEXT,
        }
    )


def sheet() -> Schema:
    return thing({"schema": {"const": "msp-select/sheet/1"}} | properties_of(Sheet), says=says(Sheet))


def reading() -> Schema:
    proposal = properties_of(Find) | {"state": {"const": "proposed"}}
    return thing(
        {
            "schema": {"const": READING_SCHEMA},
            "candidate": TEXT,
            "documents": many(of_class(ReadDocument)),
            "proposals": many(thing(proposal, says=says(Find))),
            "contradictions": many(of_class(Contradiction)),
            "not_found": many(TEXT),
            "withheld": WHOLE,
        }
    )


def block(kind: type) -> Schema:
    own = properties_of(kind) if kind is not document.Table else {}
    for key in ("chart", "charts"):
        if key in own:
            one = {"anyOf": [chart(of) for of in typing.get_args(chart_data.Chart)]}
            own[key] = many(one) if key == "charts" else one
    if kind is document.Table:
        column = {"anyOf": [of_class(document.Column), of_class(document.RangeColumn)]}
        cell = {"anyOf": [of_class(document.Cell), of_class(document.RangeCell)]}
        own = {
            "name": TEXT,
            "caption": TEXT,
            "columns": many(column),
            "rows": many(many(cell)),
            "heading": WHOLE,
            "heat": FLAG,
        }
    return thing({"type": {"const": kind.__name__.lower()}} | own, says=says(kind))


def chart(kind: type) -> Schema:
    head = {"type": {"const": kind.__name__}, "alternative": TEXT}
    return thing(head | properties_of(kind), says=says(kind))


def report() -> Schema:
    line = {"id": TEXT, "title": TEXT, "kind": TEXT, **ESTIMATE["properties"], "origins": many(TEXT)}
    costs = thing(
        {
            "sticker_per_month": maybe(NUMBER),
            **{name: maybe(ESTIMATE) for name in _SUMS},
            "total_known": ESTIMATE,
            "lines": many(thing(line | {"added_by_us": FLAG})),
            "missing_money": many(TEXT),
        },
        says=says(Costs),
    )
    section = thing(
        {
            "id": TEXT,
            "title": TEXT,
            "new_page": FLAG,
            "blocks": many({"$ref": "#/$defs/block"}),
        }
    )
    weights = {"profile": TEXT, "pillars": by_name(NUMBER), "criteria": by_name(NUMBER)}
    entry = {"at": TEXT, "kind": maybe(TEXT), "weights": FLAG, "what": TEXT, "why": TEXT}
    head = {
        "schema": {"const": REPORT_SCHEMA},
        "kind": of_type(document.DocumentKind),
        "program": TEXT,
        "title": TEXT,
        "subtitle": TEXT,
        "as_of": DAY,
        "facts": by_name(TEXT),
        "sections": many(section),
        "annex": many({"$ref": "#/$defs/table"}),
    }
    whole = {
        "ranking": {"$ref": "#/$defs/ranking"},
        "explanation": maybe({"$ref": "#/$defs/explanation"}),
        "robustness": {"$ref": "#/$defs/robustness"},
        "costs": maybe(by_name(maybe(costs))),
        "weights": thing(weights | {"steps": many(thing(properties_of(Step) | {"title": TEXT}))}),
        "paid_by": TEXT,
        "log": many(thing(entry)),
        "catalog": many(thing({"id": TEXT, "version": TEXT, "digest": TEXT})),
    }
    blocks = {kind.__name__.lower(): block(kind) for kind in typing.get_args(document.Block)}
    return thing(head | whole, optional=whole) | {
        "if": {"properties": {"kind": {"const": "report"}}},
        "then": {"required": list(whole)},
        "$defs": {
            "ranking": ranking(),
            "explanation": explanation(),
            "robustness": robustness(),
            "finding": finding_of(facts()),
            "block": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in blocks]},
            **blocks,
        },
    }


MONTHS = many(TEXT)
MONEY_TEXT = {"type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$"}
SAID_OR_NOT: Schema = {"anyOf": [TEXT, {"const": False}]}


def after_review() -> Schema:
    """What `review --json` prints of one agreement."""
    pair = many(maybe(NUMBER))
    promise = thing(
        {
            "id": TEXT,
            "target": NUMBER,
            **dict.fromkeys(("kept", "missed", "not_reported", "nothing_to_judge", "due"), WHOLE),
            **dict.fromkeys(("kept_at_least", "kept_at_most"), WHOLE),
            "pooled": maybe(pair),
            "low": maybe(SHARE),
            "high": maybe(SHARE),
            "verdict": maybe(of_type(Verdict)),
            "streak": maybe({"type": "array"}),
            "chance_of_missed_month": maybe(SHARE),
            "periods": many(thing({"period": TEXT, "state": of_type(PeriodState)})),
        },
        says="One promise over all its periods.",
    )
    change = thing(
        {
            "id": TEXT,
            "state": of_type(State),
            "z": maybe(NUMBER),
            "months": WHOLE,
            "since": maybe(TEXT),
            "before": maybe(pair),
            "now": maybe(pair),
            "least_noticed": by_name(NUMBER),
        },
        says="One figure held against its own first months; z in standard errors, worse above 0.",
    )
    history = thing(
        {
            "month": TEXT,
            "states": by_name(of_type(State)),
            "z": by_name(NUMBER),
            "together": NUMBER,
            "drift": FLAG,
        }
    )
    signs = thing(properties_of(TellTales))
    silence = thing(
        {
            "due": WHOLE,
            "missing": MONTHS,
            "not_put_in": MONTHS,
            "latest_missing": MONTHS,
            "latest_late": MONTHS,
            "silent": FLAG,
            "late": FLAG,
            "first_said": SAID_OR_NOT,
            "left_out": by_name(MONTHS),
            "own_count": maybe(pair),
        }
    )
    credit = thing(
        {
            "month": TEXT,
            "owed": MONEY_TEXT,
            "credited": MONEY_TEXT,
            "unknown_up_to": MONEY_TEXT,
            "claim_by": maybe(DAY),
            "state": of_type(CreditState),
            "promises": many(TEXT),
        }
    )
    sums = ("owed", "open", "claimed", "received", "lapsed", "unknown_up_to")
    credits = thing({**dict.fromkeys(sums, MONEY_TEXT), "claim_by": maybe(DAY), "months": many(credit)})
    parts = ("start", "contract_rise", "more_units", "above_contract", "now", "month")
    bill = thing(
        {
            "parts": maybe(thing(dict.fromkeys(parts, TEXT))),
            "extras_percent": maybe(NUMBER),
            "promised_extras_percent": maybe(NUMBER),
        }
    )
    team = {"named": WHOLE, "left": WHOLE, "untold": WHOLE, "chance": SHARE, "unrest": FLAG}
    kept = thing({"kept": WHOLE, "reported": WHOLE, "months": WHOLE})
    return thing(
        {
            "schema": {"const": REVIEW_SCHEMA},
            "candidate": TEXT,
            "as_of": DAY,
            "months": WHOLE,
            "deadline": {"$ref": "#/$defs/deadline"},
            "promises": many(promise),
            "changes": many(change),
            "together": thing({"z": NUMBER, "months": WHOLE, "figures": WHOLE}),
            "taken_together": thing(properties_of(Together)),
            "disagree": thing({"said": FLAG, "first_said": SAID_OR_NOT, "signs": signs}),
            "silence": silence,
            "failures_shown": of_class(FailuresShown),
            "credits": maybe(credits),
            "driving": maybe(of_class(DrivingOverTime)),
            "team": maybe(thing(team)),
            "bill": maybe(bill),
            "pulse": thing({"heard": many(of_class(PulseHeard)), "hidden": WHOLE, "fell": FLAG}),
            "leave": maybe(thing({"triggered": FLAG, "reached": maybe(TEXT), "by_chance": maybe(SHARE)})),
            "history": many(history),
            "drift": FLAG,
            "drift_first_said": SAID_OR_NOT,
            "watch_first_said": SAID_OR_NOT,
            "led_by": maybe(TEXT),
            "figures_disagree_first_said": SAID_OR_NOT,
            "pulse_fell": MONTHS,
            "whole_reports_missing": MONTHS,
            "figures_left_out": by_name(MONTHS),
            "promise": by_name(kept),
            "sentences": many(TEXT),
        }
    ) | {"$defs": {"deadline": next_notice()}}


def next_notice() -> Schema:
    """The next notice: only what applies is there."""
    found = properties_of(Deadline) | properties_of(RunsOn)
    plain = {key: (one["anyOf"][0] if "anyOf" in one else one) for key, one in found.items()}
    return thing(plain, optional=plain, says=says(Deadline))


def dates_after() -> Schema:
    """What `calendar --json` prints: the next notice, and every date."""
    notice = next_notice()
    date = thing({"kind": of_type(Kind), "key": TEXT, "day": DAY, "why": TEXT})
    plain = notice["properties"]
    return thing(plain | {"dates": many(date)}, optional=plain, says=notice["description"])


def after_stay() -> Schema:
    """What `stay --json` prints."""
    options = by_name(NUMBER)
    cell = thing(
        {
            "incumbent": of_type(IncumbentState),
            "newcomer": of_type(NewcomerState),
            "costs": options,
            "best": of_type(Option),
            "earned_back": maybe(WHOLE),
        }
    )
    answer = of_type(str | Decimal | None)
    measured = thing(
        {
            "question": TEXT,
            "promised": answer,
            "measured": answer,
            "grade": of_type(Evidence),
            "months": WHOLE,
            **dict.fromkeys(("worth", "low", "high"), NUMBER),
        }
    )
    score = dict.fromkeys(("incumbent", "newcomer", "newcomer_proven", "on_words"), NUMBER)
    kept = thing({"share": SHARE, "questions": WHOLE})
    return thing(
        {
            "schema": {"const": STAY_SCHEMA},
            "as_of": DAY,
            "verdict": of_type(Word),
            "candidate": TEXT,
            "newcomer": TEXT,
            "leads": SHARE,
            "leads_short": SHARE,
            "options": many(of_type(Option)),
            "one_off": maybe(thing({"parts": options, "sum": NUMBER})),
            "costs": maybe(many(cell)),
            "regret": maybe(thing({"largest": options, "least": of_type(Option)})),
            "too_close_by_money": maybe(FLAG),
            "score": thing(score),
            "gap": maybe(thing({"share": SHARE, "questions": WHOLE, "pillars": by_name(kept)})),
            "measured": many(measured),
            "failed_must_haves": many(TEXT),
            "decide_by": maybe(DAY),
            "taken_together": TEXT,
            "sentence": TEXT,
            "for_staying": many(TEXT),
            "for_leaving": many(TEXT),
        }
    )


def served() -> Schema:
    link = thing({"role": of_type(Role), "who": TEXT, "file": TEXT, "link": TEXT})
    return thing({"schema": {"const": SERVED_SCHEMA}, "origin": TEXT, "links": many(link)})


def schemas() -> dict[str, Schema]:
    """Each schema by the name of its file."""
    defs = {"$defs": {"finding": finding_of(facts())}}
    return {
        "ranking": document_of("ranking", "rank --json", ranking() | defs),
        "explanation": document_of("explanation", "explain --json", explanation() | defs),
        "robustness": document_of("robustness", "robustness --json", robustness()),
        "match": document_of("match", "match --json", match()),
        "library": document_of("library", "library list --json", library()),
        "batch": document_of("batch", "OUT/run.json of batch", batch()),
        "batch-report": document_of("batch-report", "batch report OUT", batch_report()),
        "report": document_of("report", "report -o OUT.json", report()),
        "reading": document_of("reading", "read --json", reading()),
        "sheet": document_of("sheet", "explain --sheet NAME --json", sheet()),
        "review": document_of("review", "review --json", after_review()),
        "stay": document_of("stay", "stay --json", after_stay()),
        "served": document_of("served", "serve --json", served()),
        "calendar": document_of("calendar", "calendar --json", dates_after()),
    }


def written(schema: Schema) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.json").write_text(written(schema), "utf-8")
