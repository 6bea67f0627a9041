"""`ask`: the rest of one bidder, as a letter of two pages at the most or as a form that comes back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.decision.advice.still_to_ask import still_to_ask
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.edits import set_answer, set_bid, set_settings, with_fields
from msp_select.model.session import Session
from msp_select.phrases.en.letter import MOST_LINES, WIDTH
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from tests.cli.runs import run
from tests.decision.sessions import answer, catalog
from tests.exchange.returned import fill
from tests.reading.made import about, before, sitting

FILE = "ours.toml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def half_read() -> Session:
    """A price accepted, a contradiction left open, an answer typed."""
    began = before()
    now = sitting(began)
    price = about(now, "bid.onboarding")
    session = now._with_undecided(now.accepted(began, price, price.places[0]))
    return set_answer(session, "larkspan", "sec_mfa", answer("all_accounts", evidence="seen"))


def asked(session: Session, *options: str, out: str = "q.txt") -> str:
    new_session_file(FILE, session)
    done = run("ask", FILE, "--candidate", "larkspan", "-o", out, *options)
    assert done.status == 0, done.err
    return str(done.out)


def words(path: str) -> str:
    return " ".join(Path(path).read_text("utf-8").split())


@pytest.mark.parametrize("size", ["quick", "core", "full"])
def test_the_letter_has_two_pages_at_the_most_and_says_what_did_not_fit(size: str) -> None:
    told = asked(with_fields(half_read(), size=size))
    lines = Path("q.txt").read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDTH
    assert ("did not fit on two pages" in told) is (size != "quick")


def test_what_differs_comes_first_then_the_most_worth_then_prices() -> None:
    asked(half_read())
    text = words("q.txt")
    assert "larkspan.pdf, page 4 says 60 minutes; larkspan.pdf, page 2 says 15 minutes." in text
    order = [
        text.index(part) for part in ("Two places of your", "We did not find an answer", "About your prices")
    ]
    assert order == sorted(order)
    questions = catalog().questions
    assert questions["sec_mfa"].asked_as[:60] not in text  # answered
    assert questions["pri_onboarding"].asked_as[:60] not in text  # in the bid
    assert questions["pri_monthly"].asked_as[:60] in text


def test_must_haves_and_what_is_worth_most_come_first() -> None:
    fact = still_to_ask(evaluate(half_read(), catalog()), "larkspan")
    weights = evaluate(half_read(), catalog(), draws=0)
    gates = [gate.question for gate in weights.result("larkspan").gates if gate.outcome == "open"]
    first = [q for q in fact.questions if q in gates]
    assert list(fact.questions[: len(first)]) == first
    assert first


def test_while_sealed_no_price_is_asked_and_no_amount_is_in_it() -> None:
    session = set_settings(half_read(), sealed=True)
    asked(session)
    text = words("q.txt")
    assert "About your prices" not in text
    assert "Please answer without prices" in text
    assert catalog().questions["pri_monthly"].asked_as[:60] not in text
    other = set_bid(session, "larkspan", {"onboarding": Decimal(1)})
    Path(FILE).unlink()
    asked(other, out="other.txt")
    assert Path("q.txt").read_bytes() == Path("other.txt").read_bytes()


def test_the_form_has_the_same_questions_and_is_read_back() -> None:
    told = asked(half_read(), out="q.xlsx")
    assert "When it comes back: msp-select receive ours.toml q.xlsx" in told
    stored = load_session(FILE, load_catalog())
    (sheet,) = stored.session.candidate("larkspan").sheets
    assert sheet.questions[0] == "acc_p1_response"
    assert "pri_monthly" in sheet.questions
    Path("q.xlsx").write_bytes(fill(Path("q.xlsx").read_bytes(), "acc_p1_response", answer=45))
    done = run("receive", FILE, "q.xlsx")
    assert done.status == 0, done.err
    assert (
        load_session(FILE, load_catalog()).session.candidate("larkspan").answers["acc_p1_response"].value
        == 45
    )


def test_what_cannot_be_asked_is_refused_and_nothing_is_written_over() -> None:
    asked(half_read())
    again = run("ask", FILE, "--candidate", "larkspan", "-o", "q.txt")
    assert again.status == 2
    assert "already a file of that name" in again.err
    assert run("ask", FILE, "--candidate", "larkspan", "-o", "q.pdf").status == 2
    assert run("ask", FILE, "--candidate", "nobody", "-o", "n.txt").status == 2
    assert run("ask", FILE, "--candidate", "larkspan", "-o", FILE, "--replace").status == 2
