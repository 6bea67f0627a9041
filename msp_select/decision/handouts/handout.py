"""What a handout is: what an owner takes along about one candidate, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Handout:
    """Ids, codes and unrounded figures about `candidate`; `name` is what the command line calls it."""

    name: ClassVar[str]
    candidate: str
