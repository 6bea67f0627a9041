"""Sessions that differ only in what is hidden, and what the program can be made to show of one."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msp_select import report
from msp_select.decision.handouts import HANDOUTS
from msp_select.decision.scoring.evaluation import ADDITIVE
from msp_select.engine.methods import BUILT_IN
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.session import Session
from msp_select.store.files import state_folder
from msp_select.store.session import load_session
from msp_select.store.session_text import dump_session
from tests.cli.runs import run
from tests.strategies import shipped_catalog

FILE = "ours.toml"
DAY = dt.date(2026, 11, 20)
SHEETS = tuple(HANDOUTS)
FORMATS = tuple(report.FORMATS)
METHODS = tuple(method.name for method in BUILT_IN if method.name != ADDITIVE)
ONE, OTHER = "{one}", "{other}"  # two candidates, as they are called
SENT = "proposal.txt"  # what a bidder sent
THEN = "then"  # another command after it
TAKEN = ("receive", FILE, "returned.csv", "--candidate", ONE, "--accept-good")

# Nothing is signed while prices are sealed or names hidden.
AFTER_SIGNING = (
    (
        "sign",
        FILE,
        "--candidate",
        ONE,
        "--signed",
        "2026-12-04",
        "--starts",
        "2027-02-01",
        "--months",
        "36",
        "--notice",
        "90",
        "--clear",
        "--sent",
        "--to",
        "end_of_term",
        "--form",
        "letter",
        "--to-whom",
        "Ann",
        "--clause",
        "19",
        "--renews",
        "12",
        "--credit",
        "5",
        "--cap",
        "10",
        "--claim-days",
        "30",
        "--why",
        "agreed",
    ),
    (
        "sign",
        FILE,
        "--candidate",
        ONE,
        "--starts",
        "2027-02-01",
        "--ends-on",
        "2030-01-31",
        "--notice-months",
        "3",
        "--holiday",
        "2027-12-25",
        "--leave",
        "3/6",
    ),
    (
        "sign",
        FILE,
        "--candidate",
        ONE,
        "--starts",
        "2027-02-01",
        "--months",
        "12",
        "--notice-working-days",
        "20",
    ),
    ("actuals", FILE, "returned.csv", "--map", "solved=Closed", "--measured-by", "own_count", "--dry-run"),
    (
        "actuals",
        FILE,
        "--month",
        "2027-03",
        "--set",
        "hours_lost=14",
        "--received",
        "2027-04-09",
        "--fee",
        "6140",
        "--extras",
        "412",
        "--units",
        "40",
        "--credit-received",
        "0",
        "--credit-claimed",
        "2027-04-10",
        "--replace",
        "--why",
        "the report",
    ),
    ("actuals", FILE, "--none", "2027-03"),
    ("actuals", FILE, "--not-due", "2027-03"),
    ("actuals", FILE, "--pulse", "returned.csv"),
    ("review", FILE, "--quarter", "2027-Q2", "--as-of", "2027-07-05"),
    ("review", FILE, "--short"),
    ("review", FILE, "--pictures"),
    ("review", FILE, "--json"),
    ("review", FILE, "--record"),
    ("review", FILE, "--check", "10", "--month", "2027-06", "--wrong", "1"),
    ("stay", FILE, "--json", "--as-of", "2027-07-05"),
    ("stay", FILE, "--against", OTHER, "--months", "24", "--write", "new.toml"),
    ("stay", FILE, "--market", FILE),
    ("calendar", FILE, "-o", "dates.ics", "--replace"),
    ("calendar", FILE, "--json", "--as-of", "2027-07-05"),
    ("sheet", FILE, "-o", "card.csv", "--actuals"),
)

COMMANDS: dict[str, tuple[str, ...]] = {
    " ".join(command): command
    for command in (
        ("rank", FILE),
        ("rank", FILE, "--json"),
        ("rank", FILE, "--samples", "0"),
        *(("rank", FILE, "--json", "--method", method) for method in METHODS),
        ("explain", FILE),
        ("explain", FILE, "--more"),
        ("explain", FILE, "--short"),
        ("explain", FILE, "--json"),
        ("explain", FILE, "--json", "--of", ONE, "--against", OTHER),
        ("explain", FILE, "--of", OTHER),
        *(("explain", FILE, "--sheet", sheet) for sheet in SHEETS),
        *(("explain", FILE, "--sheet", sheet, "--of", ONE, "--json") for sheet in SHEETS),
        ("robustness", FILE),
        ("robustness", FILE, "--json"),
        ("robustness", FILE, "--json", "--method", "topsis", "--seed", "3"),
        *(("report", FILE, "-o", f"out.{ending}") for ending in FORMATS),
        ("report", FILE, "-o", "out.json", "--top", "2", "--against", OTHER),
        ("report", FILE, "-o", "out.json", "--anonymous"),
        ("report", FILE, "-o", "out.md", "--length", "brief"),
        ("report", FILE, "-o", "out.json", "--letterhead", "letterhead.toml"),
        *(("report", FILE, "-o", f"out.{e}", "--for", "bidder", ONE) for e in ("html", "json", "md")),
        *(("report", FILE, "-o", "out.json", "--sheet", s, "--candidate", ONE) for s in SHEETS),
        ("sheet", FILE, "-o", "blank.csv"),
        ("sheet", FILE, "-o", "own.csv", "--letterhead", "letterhead.toml"),
        ("sheet", FILE, "-o", "out.csv", "--candidate", ONE, "--replace"),
        ("sheet", FILE, "-o", "out.xlsx", "--candidate", ONE, "--replace"),
        ("receive", FILE, "returned.csv", "--candidate", ONE, "--dry-run"),
        ("receive", FILE, "returned.csv", "--candidate", ONE, "--accept-good"),
        ("library", "add", FILE, "--candidate", ONE, "--library", "providers"),
        ("library", "changes", FILE, "--library", "filed"),
        ("match", FILE, "--library", "filed"),
        ("match", FILE, "--library", "filed", "--json"),
        ("marks", FILE),
        ("marks", FILE, "--evaluator", "Office manager", "-o", "marks.toml"),
        ("check", FILE),
        ("read", FILE, SENT, "--candidate", ONE, "--list"),
        ("read", FILE, SENT, "--candidate", ONE, "--json", "--as", f"contract:{SENT}", "--pages", "1-2"),
        ("read", FILE, SENT, "--candidate", OTHER, "--by", "Ann"),
        ("ask", FILE, "--candidate", ONE, "-o", "questions.txt"),
        ("ask", FILE, "--candidate", ONE, "-o", "questions.xlsx", "--replace"),
        ("hide", FILE, "marks", "--why", "again"),
        ("rank", FILE, "--json", "--seed", "5"),
        *(("rank", FILE, "--reveal", what, "--why", "asked for") for what in ("prices", "names")),
        ("explain", FILE, "--json", "--method", "vikor", "--samples", "50", "--seed", "4"),
        ("robustness", FILE, "--samples", "50"),
        ("report", FILE, "-o", "out.json", "--method", "topsis", "--samples", "50", "--seed", "4"),
        ("report", FILE, "-o", "out.md", "--replace"),
        ("sheet", FILE, "-o", "out.csv", "--size", "core"),
        ("sheet", FILE, "-o", "out.html", "--candidate", ONE, "--blank"),
        ("receive", FILE, "--inbox"),
        (
            "receive",
            FILE,
            "returned.csv",
            "--candidate",
            ONE,
            "--accept-good",
            "--as",
            "Sales",
            THEN,
            "marks",
            FILE,
        ),
        ("library", "add", FILE, "--candidate", ONE, "--library", "providers", "--replace"),
        ("match", FILE, "--library", "filed", "--top", "1", "--region", "North", "--sector", "Health"),
        ("match", FILE, "--library", "filed", "--users", "20", "--must-have", "sec_mfa"),
        ("match", FILE, "--library", "filed", "--take", "ninefold", THEN, "rank", FILE, "--json"),
        (
            "marks",
            FILE,
            "--evaluator",
            "Board",
            "-o",
            "m.toml",
            THEN,
            "marks",
            FILE,
            "--from",
            "m.toml",
            "--newer",
        ),
        *(("reveal", FILE, what, "--why", "asked for") for what in ("prices", "names", "marks")),
        *(("hide", FILE, what, "--why", "again") for what in ("prices", "names")),
        *(
            (*TAKEN, THEN, "versions", FILE, *more)
            for more in ((), ("--show", "1"), ("--restore", "1", "--why", "back"))
        ),
        *AFTER_SIGNING,
        ("rank", FILE, "--method", "none"),
        ("explain", FILE, "--of", "nobody"),
        ("explain", FILE, "--against", "vexley"),
        ("report", FILE, "-o", "out.doc"),
        ("sheet", FILE, "-o", "nobody.csv", "--candidate", "nobody"),
    )
}
REFUSED = tuple(COMMANDS)[-5 - len(AFTER_SIGNING) :]


def example(name: str = "dental-practice", *, draws: int = 200, **settings: bool) -> Session:
    """An example with these settings, drawn less often."""
    session = load_session(f"example:{name}", shipped_catalog()).session
    changed = session.settings.model_copy(update={"draws": draws, **settings})
    candidates = tuple(
        with_sources(candidate.model_copy(update={"token": f"token{at}"}))
        for at, candidate in enumerate(session.candidates)
    )
    return session.model_copy(update={"settings": changed, "candidates": candidates})


def with_bids(session: Session, change: Any) -> Session:
    """The session with each bid put through `change(candidate id, bid)`."""
    candidates = tuple(
        with_sources(one.model_copy(update={"bid": change(one.id, one.bid)})) for one in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


def with_sources(candidate: Candidate) -> Candidate:
    """The candidate as if it had been read: prices, a passage that tells one, and one that names the firm."""
    monthly = candidate.bid.monthly if candidate.bid is not None else None
    document = {"id": f"{candidate.id}-1", "name": f"{candidate.id}.pdf", "sha256": "9f2c" * 16}
    name, asks = candidate.name, f"The fee of {candidate.name} is ${monthly} a month."
    place = {"document": document["id"], "page": 2}
    against = {**place, "page": 1, "quote": f"{name} restores every week."}
    sources = {
        "pro_backup_test": {**place, "quote": f"{name} restores twice a year.", "against": against},
        "pro_patch_days": {**place, "value": 14, "quote": asks},
        **({} if monthly is None else {"bid.monthly": {**place, "value": monthly, "quote": asks}}),
    }
    read = {**dict(candidate), "documents": [{**document, "read": DAY, "pages": 2}], "sources": sources}
    return Candidate.model_validate(read)


def times(bid: Bid | None, factor: Decimal) -> Bid | None:
    """The bid with every amount in it times the factor, what is a percentage kept within bounds."""
    if bid is None:
        return None
    changed: dict[str, Any] = {}
    for name in type(bid).model_fields:
        value = getattr(bid, name)
        if isinstance(value, Decimal):
            most = Decimal(100) if "share" in name else Decimal(10) ** 9
            changed[name] = min(value * factor, most)
        elif name == "modules":
            parts = [(part, {f: getattr(part, f) * factor for f in type(part).model_fields
                             if isinstance(getattr(part, f), Decimal)}) for part in value]  # fmt: skip
            changed[name] = tuple(part.model_copy(update=figures) for part, figures in parts)
    return bid.model_copy(update=changed)


def renamed(session: Session) -> Session:
    """The session as if its candidates had other names and ids, in every text of its file."""
    text = dump_session(session).decode()
    new = (
        "Umbral Zwanzig",
        "Kestovar",
        "Plinthwell & Dax",
        "Oggerscombe",
        "Jaxbury",
        "Welkyn Torr",
        "Mizzenport",
    )
    for candidate, name in zip(session.candidates, new, strict=False):
        words = [w for w in re.findall(r"\w+", candidate.name) if len(w) > 3 and w[0].isupper()]
        others = [w for w in re.findall(r"\w+", name) if len(w) > 3]
        text = text.replace(candidate.name, name)
        text = re.sub(rf"\b{re.escape(candidate.id)}\b", re.sub(r"\W+", "-", name).lower(), text)
        for word, other in zip(words, [*others, *others, *others], strict=False):
            text = re.sub(rf"\b{word}\b", other, text)
    return parse(text.encode())


def parse(data: bytes) -> Session:
    """The session in these bytes."""
    from msp_select.store.session import parse_session

    return parse_session(data, FILE, shipped_catalog())


def steps(command: Sequence[str]) -> list[tuple[str, ...]]:
    """The commands that one entry of the table runs, one after the other."""
    found: list[tuple[str, ...]] = [()]
    for word in command:
        found = [*found, ()] if word == THEN else [*found[:-1], (*found[-1], word)]
    return found


_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def shown_by(
    command: tuple[str, ...], session: Session, folder: Path, one: str, other: str
) -> dict[str, bytes]:
    """Status, output and every file left behind by a command on the session, in an empty current folder.

    `{one}` and `{other}` in the command stand for two candidates as they are called.
    """
    (folder / FILE).write_bytes(dump_session(session))
    (folder / "letterhead.toml").write_text('[consultant]\nname = "Alder and Company"\n', "utf-8")
    (folder / SENT).write_text("We answer within 30 minutes.\n\nOnboarding $4,800.00 once\n", "utf-8")
    shutil.rmtree(state_folder() / "versions", ignore_errors=True)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    words = [word.format(one=one, other=other) for word in command]
    done = [run(*step) for step in steps(words)]
    found = {
        "status": str(done[-1].status).encode(),
        "out": _TIME.sub("(a time)", "".join(one.out for one in done)).encode(),
        "err": "".join(one.err for one in done).encode(),
    }
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != FILE and before.get(path) != path.read_bytes():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found
