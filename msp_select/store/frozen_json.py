"""Frozen models to JSON and back without checking them again: for what is proved to be checked already."""

from __future__ import annotations

import types
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

Reader = Callable[[Any], Any] | None
M = TypeVar("M", bound=BaseModel)


def plain(value: Any) -> Any:
    """A model as the list of its fields in order, a decimal as text; its types say how to read it back."""
    if isinstance(value, BaseModel):
        return [plain(getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def rebuilt(model: type[M], values: list[Any]) -> M:
    """The model that `plain` was given (ValueError, TypeError or ArithmeticError where the shape differs)."""
    built: M = _model_reader(model)(values)
    return built


@cache
def _model_reader(model: type[BaseModel]) -> Callable[[Any], Any]:
    fields = model.model_fields
    names = tuple(fields)
    readers = [
        (name, reader) for name, reader in ((n, _reader(f.annotation)) for n, f in fields.items()) if reader
    ]
    given = set(names)
    put = object.__setattr__

    def read(values: Any) -> Any:
        state = dict(zip(names, values, strict=True))
        for name, reader in readers:
            value = state[name]
            if value is not None:
                state[name] = reader(value)
        built = model.__new__(model)
        put(built, "__dict__", state)
        put(built, "__pydantic_fields_set__", given)
        put(built, "__pydantic_extra__", None)
        put(built, "__pydantic_private__", None)
        return built

    return read


def _reader(annotation: Any) -> Reader:
    """What turns JSON into a value of that type; None where JSON has it already."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is Decimal:
        return Decimal
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model_reader(annotation)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin in (Union, types.UnionType):
        return next((reader for reader in map(_reader, arguments) if reader), None)
    if origin is tuple:
        return _tuple_reader(arguments)
    return None


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        inner = _reader(arguments[0])
        return tuple if inner is None else lambda values: tuple(map(inner, values))
    inners = tuple(_reader(argument) for argument in arguments)
    return lambda values: tuple(
        value if inner is None else inner(value) for inner, value in zip(inners, values, strict=True)
    )
