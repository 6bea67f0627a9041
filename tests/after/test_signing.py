"""Signing: promises from the answers, dates at once, a clause that is unfair by chance, changed terms."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.model.session import Session
from msp_select.store.session import load_session
from tests.after.agreements import CANDIDATE, agreement, catalog, promise, session
from tests.after.files import written
from tests.cli.runs import run

TERMS = ("--starts", "2027-02-01", "--months", "36", "--notice", "90", "--form", "letter")
ANSWERS = {
    "acc_sla_met": {"value": Decimal(95), "evidence": "contract"},
    "pro_patch_days": {"value": Decimal(14), "evidence": "said"},
    "pro_backup_test": {"value": "quarterly_sample"},
    "tra_satisfaction": {"value": "figures_shared"},
}


def _unsigned(**fields: object) -> Session:
    one = session().model_copy(update={"agreement": None})
    candidates = [
        {"id": CANDIDATE, "name": "Vexley & Pyke", "answers": ANSWERS},
        {"id": "ninefold", "name": "Ninefold Harrow"},
    ]
    return Session.model_validate(dict(one) | {"candidates": candidates} | fields, by_name=True)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return written(tmp_path, _unsigned())


def stored(file: str) -> Session:
    return load_session(file, catalog()).session


def test_promises_come_from_the_answers_firm_where_they_are_in_the_contract(file: str) -> None:
    found = run("sign", file, "--candidate", CANDIDATE, *TERMS, "--renews", "12")
    assert found.status == 0, found.err
    words = " ".join(found.out.split())
    assert "Notice must be there by 2 Nov 2029; send the letter by 30 Oct 2029." in words
    assert "Work started in the promised time: 95 % or more (in the contract)" in words
    assert "best effort: have it signed as well" in words
    assert "Without a figure that could be reached or missed" in words
    signed = stored(file).agreement
    assert signed is not None
    promises = {promise.id: promise for promise in signed.promises}
    assert promises["response_met"].at_least == 95
    assert promises["response_met"].firm
    assert not promises["patch_days"].firm
    assert (promises["restore_tests"].kind, promises["restore_tests"].every) == ("event", "quarter")
    assert "satisfaction" not in promises
    assert [entry.kind for entry in stored(file).log] == ["signed"]


def test_a_clause_that_strikes_a_good_provider_is_warned_of_and_a_fair_one_is_not(
    file: str, tmp_path: Path
) -> None:
    unfair = run("sign", file, "--candidate", CANDIDATE, *TERMS, "--leave", "2/6")
    words = " ".join(unfair.out.split())
    assert "'Two missed months in six' would strike a provider who truly handles 96.5 % in time" in words
    assert "8 times in 10 within a year (60 requests a month)" in words
    fair = run(
        "sign",
        written(tmp_path, _unsigned(), "fair.toml"),
        "--candidate",
        CANDIDATE,
        *TERMS,
        "--leave",
        "2/4q",
    )
    assert fair.status == 0
    assert "would strike" not in fair.out


def test_changed_terms_need_a_reason_and_keep_the_id(file: str) -> None:
    run("sign", file, "--candidate", CANDIDATE, *TERMS)
    first = stored(file).agreement
    assert first is not None
    assert run("sign", file, "--notice", "120").status == 2
    assert run("sign", file, "--notice", "120", "--why", "Negotiated").status == 0
    second = stored(file)
    assert second.agreement is not None
    assert (second.agreement.id, second.agreement.notice.days) == (first.id, 120)
    assert second.agreement.notice.form == "letter"
    assert [entry.kind for entry in second.log] == ["signed", "agreement_changed"]
    assert run("sign", file, "--candidate", "ninefold", "--why", "x").status == 2


def test_under_seal_and_with_names_hidden_nothing_is_signed(tmp_path: Path) -> None:
    for hidden in ("sealed", "blind"):
        one = written(tmp_path, _unsigned(settings={hidden: True}), f"{hidden}.toml")
        found = run("sign", one, "--candidate", CANDIDATE, *TERMS)
        assert found.status == 2
        assert "msp-select reveal" in found.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_scorecard_goes_out_and_is_read_back_by_its_ids(file: str, ending: str, tmp_path: Path) -> None:
    run("sign", file, "--candidate", CANDIDATE, *TERMS)
    card = tmp_path / f"card.{ending}"
    assert run("sheet", file, "-o", str(card), "--actuals").status == 0
    back = _filled(card)
    found = run("actuals", file, str(back))
    assert found.status == 0, found.err
    month = stored(file).months[0]
    assert (month.month, str(month.received), str(month.fee)) == ("2027-02", "2027-03-09", "6140")
    met, days = month.actual("response_met"), month.actual("patch_days")
    assert met is not None
    assert (str(met.value), str(met.of), str(met.measured_by)) == ("57", "60", "provider_report")
    assert days is not None
    assert days.value is None


def _filled(card: Path) -> Path:
    """The card with its first month filled in."""
    given = {"received": "2027-03-09", "fee": "6140", "response_met": "57/60", "patch_days": "-"}
    if card.suffix == ".xlsx":
        from openpyxl import load_workbook

        book = load_workbook(card)
        page = book.worksheets[0]
        for row in page.iter_rows(min_row=2):
            if row[0].value in given:
                row[4].value = given[str(row[0].value)]
        book.save(card)
        return card
    lines = [line.split(",") for line in card.read_text("utf-8-sig").splitlines()]
    at = lines[0].index("2027-02")
    for line in lines[1:]:
        if line[0] in given:
            line[at - len(lines[0]) + len(line)] = given[line[0]]
    card.write_text("\n".join(",".join(line) for line in lines))
    return card


def test_check_says_what_has_no_figure_and_what_does_not_fit(file: str) -> None:
    run("sign", file, "--candidate", CANDIDATE, *TERMS, "--signed", "2027-03-01")
    run("actuals", file, "--month", "2027-02", "--set", "response_met=57/60", "--received", "2027-03-09")
    found = run("check", file)
    assert found.status == 0
    assert "It was signed on 2027-03-01, after the service began on 2027-02-01." in found.out
    assert "Promises without any figure yet" in found.out


ASKED = {  # what is answered to each question, wrong first where it can be
    "With whom": ["1"],
    "First day of service": ["2027-02-01"],
    "Months of the term": ["36"],
    "Days of notice": ["90"],
    "How notice is given": [""],
    "Months it renews itself by": ["0"],
    "Percent off the month's fee": ["lots", "105", "5"],
    "At most, all of a month together": ["10"],
    "Days after the month's end": ["400", "30"],
    "You may leave after": ["3", "7/6", "3/6"],
}


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Answers by the beginning of their question, each given once."""
    left = {key: list(answers) for key, answers in ASKED.items()}

    def typed(prompt: str = "") -> str:
        return next(answers for key, answers in left.items() if prompt.startswith(key)).pop(0)

    monkeypatch.setattr("builtins.input", typed)
    return left


def test_signing_by_questions_asks_for_credits_and_the_right_to_leave(
    file: str, answered: dict[str, list[str]]
) -> None:
    found = run("sign", file)
    assert found.status == 0, found.err
    assert not any(answered.values()), "every question was asked, again where its answer could not be"
    signed = stored(file).agreement
    assert signed is not None
    assert {promise.credit_percent for promise in signed.promises} == {Decimal(5)}
    assert signed.credits is not None
    assert (signed.credits.cap_percent, signed.credits.claim_within_days) == (Decimal(10), 30)
    assert not signed.credits.automatic
    assert signed.leave is not None
    assert (signed.leave.missed, signed.leave.within, signed.leave.of) == (3, 6, "months")


def test_enter_signs_without_credits_and_without_a_right_to_leave(
    file: str, answered: dict[str, list[str]]
) -> None:
    answered["Percent off the month's fee"] = [""]
    answered["You may leave after"] = [""]
    found = run("sign", file)
    assert found.status == 0, found.err
    signed = stored(file).agreement
    assert signed is not None
    assert (signed.credits, signed.leave) == (None, None)
    assert answered["At most, all of a month together"] == ["10"], "without a credit it is not asked"


def test_what_is_stated_is_not_asked(file: str, answered: dict[str, list[str]]) -> None:
    run("sign", file, "--credit", "3", "--cap", "8", "--claim-days", "20", "--leave", "2/4q")
    signed = stored(file).agreement
    assert signed is not None
    assert signed.leave is not None
    assert signed.leave.of == "quarters"
    assert answered["Percent off the month's fee"] == ASKED["Percent off the month's fee"]
    assert answered["You may leave after"] == ASKED["You may leave after"]


def test_of_what_the_contract_promises_it_is_not_said_that_nothing_was_promised(tmp_path: Path) -> None:
    own = {"id": "opened_again", "says": "Own", "question": "pro_root_cause", "kind": "count", "at_most": 0}
    promises = [promise("response_met", 95), promise("satisfaction", 90), own]
    file = written(tmp_path, session(agreement(promises=promises)))
    said = " ".join(run("sign", file, "--renews", "12", "--why", "a supplement").out.split())
    assert "Work started in the promised time: 95 % or more" in said
    (missing,) = [one for one in said.split(". ") if "Nothing was promised about" in one]
    for subject in ("work started in", "users who were satisfied", "faults that came back"):
        assert subject not in missing
    assert "working again in the promised time" in missing
