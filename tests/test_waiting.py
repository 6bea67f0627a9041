"""A test waits for what it asserts, never for a time: on a busy machine every time is too short."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
A_WAIT = re.compile(r"\b(pause|quiet|sleep|wait_for_(animation|complete|idle))\(")
ALLOWED = {
    ("ui/rest.py", "at_rest"),  # asks again until the program is at rest
    ("ui/driving.py", "until"),  # asks again until what is waited for holds
    ("ui/pseudo_terminal.py", "close_window"),  # asks again until the program has ended
    (
        "ui/test_random_walk.py",
        "test_wherever_it_ends_the_file_holds_everything_shown_as_saved",
    ),
    ("store/test_library.py", "_killed"),
    ("store/test_library_index.py", "test_a_first_build_killed_at_any_moment_goes_on_and_harms_no_file"),
    # Ended at a moment that chance names; what holds then is looked at afterwards.
    ("store/kills.py", "killed"),
    ("cli/test_plain_ends.py", "test_whatever_ends_the_walk_every_answer_given_is_kept"),
    # Asked again until what is waited for holds.
    ("cli/test_plain_ends.py", "test_ended_while_it_waits_for_another_program_the_answer_is_kept_apart"),
    ("ui/test_components.py", "test_a_page_is_drawn_again_for_the_room_there_is"),
    ("ui/test_leaving.py", "test_a_window_that_goes_while_nobody_reads_what_is_painted_ends_it_all_the_same"),
    ("ui/test_saving.py", "until"),
    ("batch/runs.py", "nobody_left"),
    ("batch/test_engines.py", "wait_for_parts"),
    ("batch/hooked/sitecustomize.py", "parse"),
    ("web/test_desk.py", "test_what_is_done_in_the_browser_is_in_the_file"),
    ("web/test_desk.py", "test_the_interface_ends_when_its_server_was_killed"),
    ("web/test_proxies.py", "test_the_proxy_says_who_somebody_is"),
    # What is looked for, as text.
    ("reading/test_hostile.py", "test_a_process_that_hangs_is_ended"),
    ("test_waiting.py", "test_each_way_to_wait_for_a_time_is_seen"),
}


def waits(source: str) -> Iterator[tuple[str, int]]:
    """Where a program waits for a time: the function and the line."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call | ast.Constant):
            continue
        text = f"{ast.unparse(node.func)}(" if isinstance(node, ast.Call) else str(node.value)
        if A_WAIT.search(text):
            around = [f.name for f in functions if f.lineno <= node.lineno <= (f.end_lineno or 0)]
            yield around[-1] if around else "", node.lineno


def test_no_test_waits_for_a_time() -> None:
    found = [
        (path.relative_to(TESTS).as_posix(), *where)
        for path in sorted(TESTS.rglob("*.py"))
        if "benchmarks" not in path.parts
        for where in waits(path.read_text("utf-8"))
    ]
    assert [place for place in found if place[:2] not in ALLOWED] == []
    assert {place[:2] for place in found} == ALLOWED, "what is allowed and not needed goes"


def test_each_way_to_wait_for_a_time_is_seen() -> None:
    program = """
async def bare():
    await asyncio.sleep(0.1)
    time.sleep(1)
    sleep(1)
    await pilot.pause()
    await driver.app.workers.wait_for_complete()
    code = "await pilot.pause(0.1)"
    await driver.shows("text")
code = "time.sleep(1)"
"""
    assert sorted(waits(program)) == [("", 10), *(("bare", line) for line in range(3, 9))]
