"""What candidates are called where names have no room: a number of their own, also where ranks are shared."""

from __future__ import annotations

from collections import Counter

from msp_select.report.numbering import numbers
from msp_select.report.options import Options
from tests.report.reports import evaluated, of_many, scored, text_of


def test_without_a_shared_rank_the_number_is_the_rank() -> None:
    evaluation = evaluated()
    assert [numbers(evaluation)[one.id] for one in evaluation.results] == [*"1234567"]


def test_everybody_has_a_number_of_its_own_that_begins_with_the_rank() -> None:
    evaluation = scored(of_many(40), draws=50)
    found = numbers(evaluation)
    assert len(set(found.values())) == 40
    shared = Counter(one.rank for one in evaluation.results)
    assert max(shared.values()) > 1
    for one in evaluation.results:
        assert found[one.id].rstrip("abcdefgh") == str(one.rank)
        assert (found[one.id] == str(one.rank)) == (shared[one.rank] == 1)


def test_who_fails_a_must_have_is_found_in_the_ranking() -> None:
    """Candidates that share the last rank are told apart where only their numbers have room."""
    evaluation = scored(of_many(14), draws=50)
    last = [numbers(evaluation)[one.id] for one in evaluation.results[-2:]]
    assert last == ["13a", "13b"]
    text = text_of(evaluation, "md", Options(length="brief"))
    assert "13a, 13b" in text
    for number, one in zip(last, evaluation.results[-2:], strict=True):
        assert f"{number} {one.name}" in text
