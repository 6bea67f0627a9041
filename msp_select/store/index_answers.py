"""Answers as an index of a library keeps them: as said, each different one once, under any questions."""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msp_select.model.answer_checks import Place, candidate_faults
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Deciding
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.store.trusted_json import bid_from

if TYPE_CHECKING:
    from msp_select.store.library_index import Row

_SAID = Answer(state="unknown")


def text_of(question: str, deciding: Deciding) -> str:
    """A question and what decides the worth of an answer to it beside its day, as JSON."""
    return json.dumps([question, *deciding], ensure_ascii=False, separators=(",", ":"))


def answer_from(text: str) -> tuple[str, Answer]:
    """The question and answer that `text_of` was given."""
    question, state, value, is_number, evidence, confirmed = json.loads(text)
    said = {"state": state, "value": Decimal(value) if is_number else value, "evidence": evidence}
    return question, _SAID.model_copy(update={**said, "confirmed": confirmed})


def packed(numbers: Sequence[int]) -> bytes:
    """Codes or days of the answers of one provider as bytes."""
    return struct.pack(f"<{len(numbers)}i", *numbers)


def unpacked(data: bytes) -> tuple[int, ...]:
    """The numbers that `packed` was given."""
    return struct.unpack(f"<{len(data) // 4}i", data)


class Unsound:
    """Which files of an index are not sound under a catalog, by what is said in them."""

    def __init__(self, answers: Sequence[tuple[str, Answer]], catalog: Catalog) -> None:
        self._answers, self._catalog = answers, catalog

    def __call__(self, row: Row) -> bool:
        """Whether the file of this row has an answer that the catalog does not know or does not allow."""
        if row.faulty or not self._doubtful:
            return row.faulty
        codes = self._doubtful.keys() & unpacked(row.codes)
        if not codes:
            return False
        bid = json.loads(row.bid)
        answers = dict(self._doubtful[code] for code in codes)
        return any(_faults(answers, None if bid is None else bid_from(bid), self._catalog))

    @cached_property
    def _doubtful(self) -> Mapping[int, tuple[str, Answer]]:
        """The answers that are at fault, or would be beside a bid that says the same, by their codes."""
        found = dict[int, tuple[str, Answer]]()
        for said in self._one_to_a_question():
            faulty = {path[1] for path in _faults({q: a for q, (_, a) in said.items()}, None, self._catalog)}
            for question, (code, answer) in said.items():
                known = self._catalog.questions.get(question)
                if question in faulty or (known is not None and known.bid_field):
                    found[code] = question, answer
        return found

    def _one_to_a_question(self) -> Iterable[Mapping[str, tuple[int, Answer]]]:
        """All different answers with their codes, no two to one question together."""
        found: list[dict[str, tuple[int, Answer]]] = []
        seen = Counter[str]()
        for code, (question, answer) in enumerate(self._answers, start=1):
            if seen[question] == len(found):
                found.append({})
            found[seen[question]][question] = code, answer
            seen[question] += 1
        return found


def _faults(answers: Mapping[str, Answer], bid: Bid | None, catalog: Catalog) -> Iterator[Place]:
    said = Provider.model_construct(id="", name="", answers=dict(answers), bid=bid, remarks={})
    return (fault.path for fault in candidate_faults(said, catalog))
