"""What a switch costs once: only the parts that cost something."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from msp_select.phrases.en.after.stay import ONE_OFF, one_off_rows


def test_what_a_switch_costs_once_names_only_what_costs_something() -> None:
    first, second, *rest = ONE_OFF
    one_off = {first: 1234.4, second: 0.0, **dict.fromkeys(rest, 10.0)}
    found: Any = SimpleNamespace(stake=SimpleNamespace(one_off=one_off))
    assert one_off_rows(found) == [(ONE_OFF[first], "1,234"), *((ONE_OFF[one], "10") for one in rest)]
