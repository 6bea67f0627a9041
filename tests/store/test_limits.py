"""Files that are too much: the limit is said in a sentence, and nothing is worked out before that."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from msp_select.errors import FileFaults
from msp_select.model.catalog import Catalog
from msp_select.store.session import parse_session

HEAD = 'schema = 1\ntitle = "S"\ncreated = 2026-11-20\nas_of = 2026-11-21\n'
ONE = '\n[[candidates]]\nid = "c"\nname = "C"\n'


def listed(words: list[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[settings]\ndraws = 1000000000000\n",
            "settings.draws: 1000000000000 tries are too many, at most 1000000",
        ),
        ("[settings]\ndraws = 1000001\n", "settings.draws: 1000001 tries are too many, at most 1000000"),
        (
            "".join(f'\n[[candidates]]\nid = "c{i}"\nname = "C"\n' for i in range(201)),
            "candidates: has 201 items, at most 200",
        ),
        (
            "".join(f'\n[[evaluators]]\nid = "c{i}"\nname = "C"\n' for i in range(101)),
            "evaluators: has 101 items, at most 100",
        ),
        (
            f"[business]\nbiz_plans = [{listed(['a'] * 1001)}]\n",
            "business.biz_plans: has 1001 items, at most 1000",
        ),
        (f"[weights]\nundone = [{listed(['a'] * 1001)}]\n", "weights.undone: has 1001 items, at most 1000"),
        (
            ONE + '[candidates.bid]\nbasis = "tiered"\n' + '[[candidates.bid.modules]]\nname = "m"\n' * 1001,
            "candidates[1].bid.modules: has 1001 items, at most 1000",
        ),
    ],
)
def test_a_limit_is_said_with_what_was_found_and_at_most(text: str, said: str, catalog: Catalog) -> None:
    with pytest.raises(FileFaults) as caught:
        parse_session((HEAD + text).encode(), "s.toml", catalog)
    assert said in caught.value.message
    assert len(caught.value.faults) == 1


def test_at_the_limit_it_is_read(catalog: Catalog) -> None:
    text = "[settings]\ndraws = 1000000\n" + "".join(
        f'\n[[candidates]]\nid = "c{i}"\nname = "C"\n' for i in range(200)
    )
    assert len(parse_session((HEAD + text).encode(), "s.toml", catalog).candidates) == 200


@pytest.mark.parametrize(
    "part",
    [
        lambda n: "[business]\n" + "".join(f"q{i} = 1\n" for i in range(n)),
        lambda n: "[assumptions]\n" + "".join(f"q{i} = 1\n" for i in range(n)),
        lambda n: "".join(f"[must_haves.q{i}]\non = true\n" for i in range(n)),
        lambda n: "[weights.questions]\n" + "".join(f"q{i} = 1\n" for i in range(n)),
        lambda n: ONE + "".join(f"[candidates.answers.q{i}]\nvalue = 1\n" for i in range(n)),
        lambda n: "".join(f"q{i} = 1\n" for i in range(n)),
    ],
    ids=["business", "assumptions", "must-haves", "weights", "answers", "unknown keys"],
)
def test_what_was_meant_is_asked_for_no_more_faults_than_are_looked_at(
    part: Callable[[int], str], catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    import difflib

    asked = 0

    def counted(*_: Any, **__: Any) -> list[str]:
        nonlocal asked
        asked += 1
        return []

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    with pytest.raises(FileFaults) as caught:
        parse_session((HEAD + part(3000)).encode(), "s.toml", catalog)
    assert len(caught.value.faults) == 101
    assert caught.value.faults[-1].endswith("more faults")
    assert asked <= 1000


@pytest.mark.parametrize(
    "part",
    [
        lambda n: "".join(f'\n[[candidates]]\nid = "c{i}"\nname = "C"\n' for i in range(n)),
        lambda n: f"[business]\nbiz_plans = [{listed([f'o{i}' for i in range(n)])}]\n",
        lambda n: ONE + "".join(f"[candidates.answers.q{i}]\nvalue = 1\n" for i in range(n)),
    ],
    ids=["candidates", "options", "answers"],
)
def test_reading_takes_steps_in_proportion(part: Callable[[int], str], catalog: Catalog) -> None:
    """Calls of functions are counted, not seconds: the same on a busy machine."""

    def steps(size: int) -> int:
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        before = sys.getprofile()
        sys.setprofile(step)
        try:
            parse_session((HEAD + part(size)).encode(), "s.toml", catalog)
        except FileFaults:
            pass
        finally:
            sys.setprofile(before)
        return count

    small, large = steps(40), steps(160)
    assert large < 4.4 * small
