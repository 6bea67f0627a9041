"""What a prompt says about each kind of question, and how it reads what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import tell
from msp_select.model.answer_kinds import Asked, BusinessKind, Value
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.words import capital


class Prompt(NamedTuple):
    """What is told below the answers listed, and what was typed as a value, or None where it is none.

    Why a number is none is told as it is read.
    """

    hint: str
    read: Callable[[Asked, str, Wanted], Value | None]


def tell_answers(question: Asked) -> None:
    """The answers to choose from, each with the number to type."""
    for number, label in enumerate(question.listed.values(), 1):
        tell(f"{number}  {label}", indent="     ")


def tell_how(question: Asked, wanted: Wanted, none: str = "") -> None:
    """How to answer, where that is not plain from the answers listed, and what is usual.

    `none` is what an answer that is no number stands for.
    """
    if how := PROMPTS[question.kind].hint.format(number=capital(wanted.to_type)):
        tell(f"{how}{f', or none: {none}' if none else ''}.")
    if usual := wanted.usual_in_words(source=True):
        tell(usual)


def _number(_question: Asked, typed: str, wanted: Wanted) -> Value | None:
    return number_meant(typed, wanted)


def _several(question: Asked, typed: str, _wanted: Wanted) -> tuple[str, ...] | None:
    ids, picked = tuple(question.listed), typed.replace(",", " ").split()
    if not all(word.isdecimal() and 1 <= int(word) <= len(ids) for word in picked):
        return None
    return tuple(ids[int(word) - 1] for word in dict.fromkeys(picked))


def _one(question: Asked, typed: str, wanted: Wanted) -> Value | None:
    chosen = _several(question, typed, wanted) or ()
    return chosen[0] if len(chosen) == 1 else None


def _text(_question: Asked, typed: str, _wanted: Wanted) -> Value | None:
    return typed


PROMPTS: Mapping[BusinessKind, Prompt] = {
    "choice": Prompt("", _one),
    "multiple": Prompt("Several are possible: type their numbers with spaces between", _several),
    "number": Prompt("{number}", _number),
    "money": Prompt("{number}", _number),
    "text": Prompt("", _text),
}
