"""A session as TOML text: always the same text for the same session, in an order made for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomli_w
from pydantic import BaseModel

from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.documents import Source
from msp_select.model.evaluator import Evaluator
from msp_select.model.log import LogEntry, says_kind
from msp_select.model.session import Session, Settings
from msp_select.model.weights import OwnWeights
from msp_select.store.migrations import is_left_out, is_read

FIRST_LINE = "# Written by msp-select: comments in this file do not survive a save.\n"

_ALWAYS = (
    "title", "created", "as_of", "size", "currency", "vat", "term_months", "paid_by", "favourite",
    "answers_by",
)  # fmt: skip
_SETTINGS = ("sealed", "blind", "silence", "confidence", "draws", "seed")


def dump_session(session: Session) -> bytes:
    """The session as TOML, defaults left out where that reads better."""
    document: dict[str, Any] = {"schema": session.schema_}
    document |= {name: getattr(session, name) for name in _ALWAYS}
    tables = {
        "settings": _settings(session.settings),
        "business": session.business,
        "assumptions": session.assumptions,
        "must_haves": {key: given_fields(change) for key, change in session.must_haves.items()},
        "weights": _weights(session.weights),
        "candidates": [_candidate(candidate) for candidate in session.candidates],
        "evaluators": [_evaluator(evaluator) for evaluator in session.evaluators],
        "agreement": {} if session.agreement is None else all_given(session.agreement),
        "months": [all_given(month) for month in session.months],
        "pulses": [all_given(pulse) for pulse in session.pulses],
        "checks": [all_given(check) for check in session.checks],
        "reviews": [all_given(review) for review in session.reviews],
        "catalog": [given_fields(entry) for entry in session.catalog],
        "log_chain": {} if session.log_chain is None else given_fields(session.log_chain),
        "log": [_log_entry(entry) for entry in session.log],
    }
    document |= {name: table for name, table in tables.items() if table}
    return (FIRST_LINE + "".join(table_lines("", document)).lstrip("\n")).encode()


def _settings(settings: Settings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in _SETTINGS} | given_fields(settings)


def _weights(weights: OwnWeights) -> dict[str, Any]:
    return {**given_fields(weights), "profile": weights.profile}


def _log_entry(entry: LogEntry) -> dict[str, Any]:
    return given_fields(
        entry if says_kind(entry) else entry.model_copy(update={"kind": None, "weights": False})
    )


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "kind": candidate.kind,
        "note": candidate.note or None,
        "token": candidate.token or None,
        "library": None if candidate.library is None else _library(candidate),
        "remarks": candidate.remarks,
        "sheets": [given_fields(sheet) for sheet in candidate.sheets] or None,
        "documents": [given_fields(document) for document in candidate.documents] or None,
        "bid": None if candidate.bid is None else bid_table(candidate.bid),
        "answers": {key: answer_table(answer) for key, answer in candidate.answers.items()}
        | {key: _to_ask(note) for key, note in candidate.to_ask.items()},
        "sources": {
            f'"{key}"' if "." in key else key: _source(one) for key, one in candidate.sources.items()
        },
    }


def _source(source: Source) -> dict[str, Any]:
    fields = given_fields(source)
    return fields if source.against is None else fields | {"against": given_fields(source.against)}


def _to_ask(note: str) -> dict[str, Any]:
    return {"ask": True, "note": note} if note else {"ask": True}


def _library(candidate: Candidate) -> dict[str, Any]:
    assert candidate.library is not None
    fields = given_fields(candidate.library)
    read = is_left_out({"note": candidate.note, "library": fields})
    return fields | {"currency": ""} if read else fields


def answer_table(answer: Answer) -> dict[str, Any]:
    """An answer as the table a file has of it; what an old file would mean by its note is said not to be."""
    fields = given_fields(answer)
    return fields | {"bidder": ""} if is_read(fields) else fields


def _evaluator(evaluator: Evaluator) -> dict[str, Any]:
    return {
        "id": evaluator.id,
        "name": evaluator.name,
        "weight": evaluator.weight,
        "pillars": evaluator.pillars,
        "marks": {
            candidate: {question: given_fields(mark) for question, mark in marks.items()}
            for candidate, marks in evaluator.marks.items()
        },
    }


def bid_table(bid: Bid) -> dict[str, Any]:
    """A bid as the table a file has of it."""
    fields = given_fields(bid)
    for name in ("bands", "groups", "modules"):
        if listed := getattr(bid, name):
            fields[name] = [given_fields(one) for one in listed]
    if bid.own_person is not None:
        fields["own_person"] = given_fields(bid.own_person)
    return fields


def given_fields(model: BaseModel) -> dict[str, Any]:
    """What differs from the defaults."""
    fields = type(model).model_fields
    values = {name: getattr(model, name) for name in fields}
    return {name: value for name, value in values.items() if value != fields[name].default}


def all_given(model: BaseModel) -> dict[str, Any]:
    """What differs from the defaults, and in what it holds likewise; keys as a file spells them."""
    fields = type(model).model_fields
    return {fields[name].alias or name: _deep(value) for name, value in given_fields(model).items()}


def _deep(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return all_given(value) or _one_default(value)
    return [_deep(item) for item in value] if isinstance(value, tuple) else value


def _one_default(model: BaseModel) -> dict[str, Any]:
    """One of its defaults, so that a table in which nothing differs from them is there all the same."""
    return dict([next((name, value) for name, value in model if value is not None)])


def table_lines(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table: its plain values first, then the tables inside it."""
    plain = {key: _plain(value) for key, value in table.items() if not _nested(value) and value is not None}
    if plain or path.startswith("[["):
        yield f"\n{path}\n" if path else ""
        yield tomli_w.dumps(plain)
    inside = path.strip("[]")
    for key, value in table.items():
        name = f"{inside}.{key}" if inside else key
        if isinstance(value, Mapping):
            yield from table_lines(f"[{name}]", value) if value else ()
        elif _nested(value):
            for item in value:
                yield from table_lines(f"[[{name}]]", item)


def _nested(value: Any) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value)


def _plain(value: Any) -> Any:
    """Numbers as a person writes them: 28, not 28.0; never minus zero."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, Decimal):
        exact = value.copy_abs() if value.is_zero() else value
        return int(exact) if int(exact.as_tuple().exponent) >= 0 else exact
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
