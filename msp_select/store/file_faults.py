"""Validation errors as lines a person can act on: file, line, key, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from msp_select.did_you_mean import did_you_mean
from msp_select.errors import FileFaults
from msp_select.model.refused_value import said
from msp_select.model.scalars import shown
from msp_select.store.toml import Document
from msp_select.store.toml_lines import KeyPath

MAX_FAULTS = 100
LOOKED_AT = 1_000  # faults that are worked out: each asks what was meant, which takes its time

_PLAIN = {
    "missing": "is missing",
    "string_type": "{found} is not a text in quotes",
    "tuple_type": "{found} is not a list",
    "list_type": "{found} is not a list",
    "dict_type": "{found} is not a table",
    "model_type": "{found} is not a table",
    "model_attributes_type": "{found} is not a table",
}


def faults_of(error: ValidationError, document: Document, model: type[BaseModel]) -> FileFaults:
    """Every fault of a document that is not a valid `model`."""
    return document_faults(
        document,
        (
            (_path(detail["loc"], detail, document.data), _what(detail, model))
            for detail in error.errors(include_url=False)
        ),
    )


def document_faults(document: Document, faults: Iterable[tuple[KeyPath, str]]) -> FileFaults:
    """The faults of one document, each a place and what is wrong there, in the order of their lines."""
    in_order = sorted(islice(faults, LOOKED_AT), key=lambda fault: document.line(fault[0]))
    return file_faults(document.fault(path, what) for path, what in in_order)


def file_faults(faults: Iterable[str]) -> FileFaults:
    """The faults as one error, each once, cut after a hundred."""
    lines = list(dict.fromkeys(faults))
    remedy = f"Mend the {'line' if len(lines) == 1 else 'lines'} named above and try again."
    if len(lines) > MAX_FAULTS:
        lines = [*lines[:MAX_FAULTS], f"... and {len(lines) - MAX_FAULTS} more faults"]
    return FileFaults(lines, remedy)


def _meant(word: str, known: Sequence[str]) -> str:
    """`did you mean "..."?`, or what there is to choose from."""
    hint = did_you_mean(word, known)
    if hint:
        return hint
    return f"expected one of: {', '.join(known)}" if len(known) <= 12 else "there is nothing of that name"


def _path(location: tuple[int | str, ...], detail: Any, data: Any) -> KeyPath:
    """The location without the steps pydantic adds for unions and keys, which no file has."""
    extra = tuple(detail.get("ctx", {}).get("at", ()))
    path: list[int | str] = []
    for step in location:
        is_key = isinstance(data, dict) and step in data
        if is_key or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            path.append(step)
            data = data[step]
        elif detail["type"] == "missing" and step == location[-1]:
            path.append(step)
    return (*path, *extra)


def _what(detail: Any, model: type[BaseModel]) -> str:
    kind, found = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return f"unknown key; {_meant(str(detail['loc'][-1]), _keys_at(model, detail['loc'][:-1]))}"
    if kind == "literal_error":
        return f"{shown(found)} is not known here; expected {_listed(detail['ctx']['expected'])}"
    if kind in ("too_long", "too_short"):
        wanted = detail["ctx"].get("max_length", detail["ctx"].get("min_length"))
        most = "at most" if kind == "too_long" else "expected"
        return f"has {detail['ctx']['actual_length']} items, {most} {wanted}"
    if kind in _PLAIN:
        return _PLAIN[kind].format(found=shown(found))
    return said(detail)


def _listed(expected: str) -> str:
    return expected.replace("'", '"')


def _keys_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    here: Any = model
    for step in location:
        field = _fields(here).get(str(step)) if _is_model(here) else None
        here = _model_in(field.annotation) if field else here
    return list(_fields(here))


def _is_model(here: Any) -> bool:
    return isinstance(here, type) and issubclass(here, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> Any:
    if _is_model(annotation):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
