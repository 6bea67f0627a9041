"""What cannot be worked out as it was asked for, in no language yet: what was typed, ids and codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class Refusal(Exception):
    """Why nothing was worked out; its message and what to do about it are worded in the phrases."""


@dataclass(eq=False)
class NoSuchCandidate(Refusal):
    """Nobody is called as it was `typed`; `known`: what can be typed for those there are."""

    typed: str
    known: tuple[str, ...]


@dataclass(eq=False)
class Namesakes(Refusal):
    """Several are called as it was `typed`; `known`: what can be typed for each of them."""

    typed: str
    known: tuple[str, ...]


@dataclass(eq=False)
class NobodyToExplain(Refusal):
    """There is no candidate at all."""


@dataclass(eq=False)
class ComparedWithItself(Refusal):
    """A candidate, by its name, cannot be held against itself."""

    name: str


@dataclass(eq=False)
class NoRuleOfDrift(Refusal):
    """The agreement's file, by its id, does not say how figures are judged."""

    agreement: str


@dataclass(eq=False)
class NobodyElse(Refusal):
    """There is nobody to hold the signed provider, by its name, against."""

    name: str


@dataclass(eq=False)
class UnfitMethod(Refusal):
    """A method that another package brings failed, or gave anything but one finite figure for each.

    `error`: the type of what it failed with; `shape` of what it gave and `wanted` of what was asked for;
    `others`: the methods that can be asked for instead.
    """

    name: str
    module: str
    fault: Literal["failed", "shape", "not_finite"]
    others: tuple[str, ...]
    error: str = ""
    shape: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()
