"""Whatever a path or argument holds, nothing of it drives the terminal, and nothing falls over it."""

from __future__ import annotations

import os
import pty
import select
import sys
from pathlib import Path

import pytest

from tests.cli.parser import every_option, used_in
from tests.cli.runs import run
from tests.control_texts import REACHES_A_TERMINAL, TEXTS, file_names

NAMES = file_names(".toml")

# {f} an existing session, {p} a provider's file, {m} a file that is missing, {d} a folder of providers,
# {x} a file that holds no session, {t} an argument.
COMMANDS = """
check {f}; check {x}; check {m}; rank {f} --samples 0; rank {m}; rank {x}; rank {f} --json --samples 0;
rank {f} --method {t}; rank {f} --seed {t}; rank {t}; rank example:{t}; rank {f} --{t}; rank {f} {t};
explain {f} --short --samples 0; explain {f} --more --against {t}; explain {f} --against {t} --samples 0;
explain {f} --sheet {t}; robustness {m}; report {f} -o {f}.md --samples 0; report {f} -o {f} --samples 0;
report {f} -o {m}/x.md; report {f} -o {t}; report {f} -o {d}; report {f} -o {t}.md --for bidder {t};
report {f} -o {t}.md --for {t} a; sheet {f} -o {f}.csv; sheet {f} -o {f}.csv; sheet {f} -o {t};
sheet {f} -o {t}.csv --candidate {t}; receive {f} {f}.csv --candidate acme; receive {f} {m};
receive {f} {x}; receive {f} {d}; receive {m} {m}; marks {f}; marks {f} --evaluator Ann -o {f}.marks;
marks {f} --from {f}.marks; marks {f} --evaluator Ann -o {f}.marks; marks {f} --from {m};
marks {f} --from {x}; marks {f} --evaluator {t} -o {t}.marks; hide {f} names --why {t}r;
hide {f} names --why r; reveal {f} names --why r; reveal {f} names --why r; reveal {f} {t};
hide {m} names --why r; library add {p} --library {d}; library add {f} --candidate acme --library {d};
library add {f} --candidate {t} --library {d}; library add {m} --library {d}; library list --library {d};
library list --json --library {d}; library list --library {m}; library show acme --library {d};
library show {t} --library {d}; library check --library {d}; library import {d} --library {d}2;
library import {m} --library {d}; library import {x} --library {d}; library changes {f} --library {d};
match {f} --library {d} --samples 0; match {f} --library {m}; match {f} --library {d} --must-have {t};
match {f} --library {d} --take {t}; versions {f}; versions {f} --show 1; versions {f} --restore 1;
versions {m}; versions {f} --restore 999; new {f}; new {m}/x.toml; new {f}.new --title {t}t;
new {f}.new2 --currency {t}; new {f}.new3 --from {x}; open {f}; open {m}; {t}; paths {t}; catalog --{t};
demo; rank {f} --samples 0 --reveal names --why {t}; rank {f} --reveal {t}; explain {f} --of {t} --json;
explain {f} --method {t} --seed {t}; robustness {f} --json --method {t}; robustness {f} --samples 0;
robustness {f} --seed {t}; report {f} -o {t}.md --sheet negotiation --candidate {t} --samples 0;
report {f} -o {f}.json --replace --anonymous --top 1 --samples 0 --method {t};
report {f} -o {f}.html --against {t}; report {f} -o {f}.md --seed {t};
report {f} -o {f}.2.md --length brief --samples 0; report {f} -o {f}.3.md --letterhead {t};
sheet {f} -o {f}.l.csv --letterhead {t};
sheet {f} -o {t}.csv --size {t} --replace; receive {f} {f}.csv --candidate {t};
receive {f} {f}.csv --candidate acme --as {t} --accept-good --dry-run;
library add {p} --library {d} --replace; library import {d} --library {d}2 --replace;
match {f} --library {d} --region {t} --sector {t} --users 3 --top {t}; match {f} --library {d} --json;
marks {f} --from {f}.marks --newer; versions {f} --restore 1 --why {t}; new {f}.new4 --size {t};
open {m} --plain; check {t}; catalog --questions; hide {f} prices --why {t}; reveal {f} prices --why {t};
receive {f} --inbox; sheet {f} -o {f}.b.csv --blank; read {f} {m} --candidate acme --list;
read {f} {x} --candidate {t} --as {t}:{t} --pages {t} --by {t} --json; ask {f} --candidate acme -o {f}.txt;
ask {f} --candidate {t} -o {t}.txt --replace; sign {f} --candidate {t} --starts 2027-02-01 --months 12;
sign {f} --candidate acme --signed {t} --starts {t} --ends-on {t} --notice-months 3 --notice-working-days 3
--clear --sent;
sign {f} --candidate acme --starts 2027-02-01 --months 12 --to {t} --holiday {t} --credit {t} --cap 5
--claim-days 5 --leave {t};
sign {f} --candidate acme --starts 2027-02-01 --months 12 --notice 90 --form letter --to-whom {t}t --clause
{t}t --renews 12 --why {t}t;
actuals {f} {m}; actuals {f} {x} --map {t} --dry-run; actuals {f} --month {t}; actuals {f} --none {t};
actuals {f} --not-due {t};
actuals {f} --month 2027-02 --set {t} --received 2027-03-09 --measured-by own_count --fee {t} --extras {t}
--units {t} --why {t};
actuals {f} --month 2027-02 --credit-received {t} --credit-claimed {t}; actuals {f} --pulse {t} --replace;
review {f} --pictures; review {f} --as-of {t}; review {f} --quarter 2027-1 --short --json; review {m} {x};
review {f} --record --check {t} --month {t} --wrong {t}; stay {f}; stay {f} --against {t} --json;
stay {f} --market {m}; stay {f} --market {t} --months {t} --write {t} --as-of {t}; calendar {f};
calendar {f} --json; calendar {f} -o {t}.ics --replace; calendar {f} --as-of {t};
sheet {f} -o {f}.c.csv --actuals; serve {m}; serve {f} --bidder {t}; serve {f} --evaluator {t} --until {t};
serve {m} --port {t} --host {t} --no-browser --public {t} --proxy {t} --user-header {t} --user {t}
--address-header {t} --invitations --json;
serve {m} --most {t} --idle {t} --grace {t} --audit {t} --users {t};
invite {f} --list; invite {f} --bidder {t};
invite {f} --withdraw {t}; invite {f} --evaluator {t} --until {t} --times {t} --origin {t} --reopen;
batch status {m}; batch status {d};
batch match {m} --library {d} -o {t} --wanted {t} --top 1 --fit-size --everybody --tries 1 --workers 1
--chunk 1 --csv --fresh --seed 1;
batch match {d} --library {m} -o {t} --cluster {t} --memory {t};
batch report {m} -o {t} --against {t} --replace;
batch rerank {m} -o {t} --catalog {t} --weights {t} --tries 1 --workers 1 --chunk 1 --csv --fresh --seed 1;
batch rerank {d} -o {t} --cluster {t} --memory {t}
"""
LINES = [line.split() for line in COMMANDS.split(";")]


@pytest.mark.parametrize(("command", "option"), list(every_option()))
def test_every_option_of_every_command_is_among_the_lines(command: str, option: str) -> None:
    assert any(used_in(tuple(line), command, option) for line in LINES)


CANDIDATE = '\n[[candidates]]\nid = "acme"\nname = "Acme"\n'
PROVIDER = 'schema = 1\nid = "acme-two"\nname = "Acme Two"\ndated = 2026-11-20\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the user's folders inside it."""
    for kind in ("STATE", "CACHE"):
        monkeypatch.setenv(f"MSP_SELECT_{kind}_DIR", str(tmp_path / "own" / kind))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:2])
def test_nothing_in_a_file_name_reaches_the_terminal(folder: Path, name: str) -> None:
    assert run("new", name, "--title", "t", "--currency", "USD").status == 0
    (folder / name).write_text((folder / name).read_text("utf-8") + CANDIDATE, "utf-8")
    (folder / f"{name}.d").mkdir()
    (folder / f"p{name}").write_text(PROVIDER, "utf-8")
    (folder / f"{name}.d" / f"x{name}").write_text("broken =", "utf-8")
    (folder / f"x{name}").write_text("title = [", "utf-8")
    given = {"f": name, "p": f"p{name}", "m": f"m{name}", "d": f"{name}.d", "x": f"x{name}", "t": "t"}
    for line in LINES:
        done = run(*(part.format(**given) for part in line))
        found = REACHES_A_TERMINAL.search(done.out + done.err)
        assert found is None, (line, done.out + done.err)
        assert "itself failed" not in done.err, (line, done.err)
        assert len(done.err.splitlines()) < 12, line


@pytest.mark.parametrize("text", file_names("", room=60), ids=lambda text: text[:2])
def test_nothing_in_an_argument_reaches_the_terminal(folder: Path, text: str) -> None:
    assert run("new", "a.toml", "--title", "t", "--currency", "USD").status == 0
    (folder / "a.toml").write_text((folder / "a.toml").read_text("utf-8") + CANDIDATE, "utf-8")
    (folder / "d").mkdir()
    (folder / "p.toml").write_text(PROVIDER, "utf-8")
    (folder / "x.toml").write_text("title = [", "utf-8")
    given = {"f": "a.toml", "p": "p.toml", "m": "m.toml", "d": "d", "x": "x.toml", "t": text}
    for line in LINES:
        if "{t}" in "".join(line):
            done = run(*(part.format(**given) for part in line))
            found = REACHES_A_TERMINAL.search(done.out + done.err)
            assert found is None, (line, done.out + done.err)
            assert "itself failed" not in done.err, (line, done.err)


def test_the_texts_are_a_hundred_and_each_is_in_a_name() -> None:
    assert len(set(TEXTS)) >= 100
    for text in TEXTS:
        assert any(text.replace("/", "∕") in name for name in NAMES)
        assert REACHES_A_TERMINAL.search(text) or text in "\t\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("command", ["check", "open --plain"])
def test_in_a_real_terminal_they_are_written_out(folder: Path, command: str) -> None:
    assert not list(folder.iterdir())
    name = "a\x1b[2J\x1b]0;PWNED\x07\x9b31m\u202eb.toml"
    assert run("new", name, "--title", "t", "--currency", "USD").status == 0
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "msp_select", *command.split(), name])
    output = b""
    while select.select([fd], [], [], 20)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        output += data
        if b"Where to" in output.split(b"\n")[-1]:
            os.write(fd, b"q\r")
    os.waitpid(pid, 0)
    os.close(fd)
    assert rb"a\x1b[2J\x1b]0;PWNED\x07\x9b31m\u202eb.toml" in output
    assert not REACHES_A_TERMINAL.search(output.decode("utf-8").replace("\r\n", "\n"))
