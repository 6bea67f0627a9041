"""What is hidden changes nothing that is shown: the same bytes whatever the bids say, or the names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.screen import ModalScreen

from msp_select.decision.panel.pseudonyms import hidden_id, hidden_names
from msp_select.exchange import bidder_csv
from msp_select.model.bid import Bid
from msp_select.model.session import Session
from msp_select.store.session import load_session, save_session
from msp_select.store.session_text import dump_session
from msp_select.ui.places import PLACES
from tests.cli.parser import every_option, used_in
from tests.cli.runs import run
from tests.cli.test_plain import walked
from tests.strategies import bids, shipped_catalog
from tests.ui.driving import NOON, driving
from tests.veiled import COMMANDS, FILE, FORMATS, REFUSED, example, renamed, shown_by, steps, times, with_bids

CALLED = (example().candidates[0].id, example().candidates[-1].id)
HIDDEN = ("provider-a", "provider-g")
NAMES_ITS_BIDDER = (
    "sheet ours",
    "questions.xlsx",
    "--for bidder",
    "library add",
)  # what a bidder fills in and what is put on file say who it is


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two."""
    library = tmp_path_factory.mktemp("library") / "filed"
    for name in ("ninefold", "harrow-partners"):
        run("library", "add", "example:dental-practice", "--candidate", name, "--library", str(library))
    return library


@pytest.fixture
def folder(tmp_path: Path, filed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with nothing but that library."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(filed, tmp_path / "filed")
    return tmp_path


# Nothing hidden can be in what these say: they read no session, or an example of ours.
NO_SESSION = {
    "demo", "new", "catalog", "paths", "library check", "library import", "library list", "library show",
}  # fmt: skip
# Walked by keys and by prompts, further down.
INTERACTIVE = {"open"}
# Served is the interface, walked further down, and forms, written here by `sheet` and `marks`.
SERVED = {"serve", "invite"}
# Held to the same in tests of their own, which know what a run says of its files.
HELD_BY = {"batch": "batch/test_match.py"}


@pytest.mark.parametrize(("command", "option"), list(every_option()))
def test_every_command_with_every_option_is_among_those_compared(command: str, option: str) -> None:
    if command in NO_SESSION | INTERACTIVE | SERVED or option == "--library":
        return
    if (held := HELD_BY.get(command.split()[0])) is not None:
        text = (Path(__file__).parent / held).read_text("utf-8")
        assert "sealed" in text
        assert "blind" in text
        return
    assert any(used_in(step, command, option) for one in COMMANDS.values() for step in steps(one))


def compared(hidden: str) -> list[str]:
    """The commands but for those that show on purpose what is hidden."""
    return [
        line for line, words in COMMANDS.items()
        if not any(words[at] in ("reveal", "--reveal") for at in range(len(words)) if hidden in words)
    ]  # fmt: skip


def differences(
    command: str,
    sessions: Sequence[Session],
    folder: Path,
    called: tuple[str, str],
    *,
    form: bytes = b"",
) -> dict[str, str]:
    """Where what a command shows of the sessions differs from what it shows of the first, by output or file.

    `called`: what to type for two candidates. `form` is what the first of them sent back, else a form made
    from each session.
    """
    shown = []
    for session in sessions:
        for path in folder.iterdir():
            if path.is_file():
                path.unlink()
        shutil.rmtree(folder / "providers", ignore_errors=True)
        returned = form or bidder_csv(session, shipped_catalog(), session.candidates[0].id, "quick")
        (folder / "returned.csv").write_bytes(returned)
        shown.append(shown_by(COMMANDS[command], session, folder, *called))
    first, *others = shown
    refused = command in REFUSED or (sessions[0].settings.blind and command.startswith("library changes"))
    if not command.startswith("check"):  # which finds that the log of an example says prices are open
        assert (first["status"] == b"0") is not refused, first["err"]
    return {key: _first_difference(first.get(key, b""), other.get(key, b"")) for other in others
            for key in {*first, *other} if first.get(key) != other.get(key)}  # fmt: skip


def _first_difference(one: bytes, other: bytes) -> str:
    at = next(
        (k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"{one[max(at - 60, 0) : at + 40]!r} or {other[max(at - 60, 0) : at + 40]!r}"


def dearer(_: str, bid: Bid | None) -> Bid | None:
    return times(bid, Decimal("1.37"))


def turned_round(key: str, bid: Bid | None) -> Bid | None:
    """Another basis, another price, or none at all."""
    if key in ("ninefold", "grentwick"):
        return None
    return Bid(basis="hourly", hourly_rate=Decimal(len(key) * 7), onboarding=Decimal(3)) if bid else None


@pytest.mark.parametrize("command", compared("prices"))
def test_while_prices_are_sealed_no_bid_changes_a_byte(command: str, folder: Path) -> None:
    session = example(sealed=True)
    form = bidder_csv(example(), shipped_catalog(), CALLED[0], "quick")
    others = [with_bids(session, change) for change in (dearer, turned_round)]
    assert not differences(command, [session, *others], folder, CALLED, form=form)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["dental-practice", "design-studio", "law-firm"]),
    command=st.sampled_from(
        ["rank ours.toml --json", "explain ours.toml --json", "robustness ours.toml --json"]
        + [f"report ours.toml -o out.{ending}" for ending in FORMATS if ending != "pdf"]
    ),
    data=st.data(),
    blind=st.booleans(),
)
def test_no_bids_whatever_change_a_byte_while_sealed(
    name: str, command: str, data: st.DataObject, blind: bool, folder: Path
) -> None:
    session = example(name, sealed=True, blind=blind)
    drawn = {
        one.id: data.draw(st.none() | bids().map(Bid.model_validate), label=one.id)
        for one in session.candidates
    }
    other = with_bids(session, lambda key, _: drawn[key])
    assert not differences(command, (session, other), folder, CALLED)


@pytest.mark.parametrize("command", compared("names"))
def test_while_names_are_hidden_no_name_and_no_id_changes_a_byte(command: str, folder: Path) -> None:
    session = example(blind=True)
    found = differences(command, (session, renamed(session)), folder, HIDDEN)
    if any(words in command for words in NAMES_ITS_BIDDER):
        found = {key: both for key, both in found.items() if key in ("status", "out", "err")}
    assert not found


def test_the_sessions_compared_differ_in_what_is_hidden() -> None:
    session = example(sealed=True, blind=True)
    for change in (dearer, turned_round):
        changed = with_bids(session, change)
        pairs = zip(session.candidates, changed.candidates, strict=True)
        assert all(one.bid != other.bid for one, other in pairs if one.bid is not None)
    for one, other in zip(session.candidates, renamed(session).candidates, strict=True):
        assert one.name != other.name
        assert one.id != other.id
    called = hidden_names(session)
    assert tuple(hidden_id(called[key]) for key in CALLED) == HIDDEN


async def screens_of(session: Session, folder: Path) -> dict[str, str]:
    """What every place of the interface shows of a session, with what its keys open."""
    shutil.rmtree(os.environ["MSP_SELECT_STATE_DIR"], ignore_errors=True)  # where one was the last time
    (folder / FILE).write_bytes(dump_session(session))
    stored = load_session(FILE, shipped_catalog())
    save_session(stored, session.model_copy(update={"paid_by": "Us"}), NOON)  # so that there is a version
    shown = {}
    async with driving(FILE, size=(120, 40)) as driver:
        for place in PLACES:
            await driver.go(place)
            shown[place] = driver.text
            for key in KEYS.get(place, ()):
                await driver.press(key)
                shown[f"{place} {key}"] = driver.text
            while len(driver.app.screen_stack) > 1 and isinstance(driver.app.screen, ModalScreen):
                await driver.press("escape")
    return shown


# Keys that open or turn something at a place; each leaves the session as it is.
KEYS = {
    "home": ("v",),
    "candidates": ("down", "enter"),
    "bid": (*("enter", "escape", "down") * 9, "end", "enter", *("down", "enter", "escape") * 3, "pagedown"),
    "questions": ("l",),
    "result": ("down",),
    "costs": ("n", "p", "end", "enter"),
    "hand_over": (*("down",) * 8, "v"),
}


@pytest.mark.parametrize("hidden", ["prices", "names"])
async def test_no_screen_shows_what_is_hidden(hidden: str, folder: Path) -> None:
    session = example(sealed=hidden == "prices", blind=hidden == "names")
    other = with_bids(session, dearer) if hidden == "prices" else renamed(session)
    one, two = [await screens_of(each, folder) for each in (session, other)]
    assert one.keys() == two.keys()
    assert "differs in: title, size or terms" in one["home v"]
    for key, text in one.items():
        assert text == two[key], key


@pytest.mark.parametrize("hidden", ["prices", "names"])
def test_no_plain_prompt_shows_what_is_hidden(hidden: str, folder: Path) -> None:
    session = example(sealed=hidden == "prices", blind=hidden == "names")
    other = with_bids(session, dearer) if hidden == "prices" else renamed(session)
    printed = []
    for each in (session, other):
        (folder / FILE).write_bytes(dump_session(each))
        printed.append(walked(folder / FILE, *PLAIN))
    assert printed[0] == printed[1]
    assert "Provider A" in printed[0] or hidden == "prices"


# Through every place of the plain walk: business, weights, candidates with their prices, questions, result.
PLAIN = (
    "1", "m", "2", "m", "3", "p", "1", "", *[""] * 40, "r", "2", "", "x", "1", "n", "m", "4", "1",
    *[""] * 60, "m",
    "5", "6", "8", "1", "", "7", "9", "", "3", "q",
)  # fmt: skip
