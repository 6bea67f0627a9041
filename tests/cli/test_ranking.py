"""`rank` and `demo` as a person and as a program read them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from msp_select.cli.tables import bar, cells, fitted, wrapped
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.store.session import load_session
from tests.cli.runs import run
from tests.strategies import shipped_catalog

DENTAL = "example:dental-practice"
PROMETHEE = ("--method", "promethee")


def by_promethee() -> Evaluation:
    session = load_session(DENTAL, shipped_catalog()).session
    return evaluate(session, shipped_catalog(), method="promethee", draws=0)


def test_the_ranking_on_a_pipe_is_plain_and_names_what_each_figure_is() -> None:
    done = run("rank", DENTAL, "--samples", "200")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0] == "Dental practice"
    assert "Money in USD, without VAT; cash and total cost over 36 months." in done.out
    assert "First: share of 200 tries (seed 20261121) that the candidate won" in done.out
    assert not {"█", "▓", "░", "\x1b"} & set(done.out)
    assert [line[0] for line in lines if line[1:3] == "  " and line[0] != " "] == list("#1234567")


def test_the_ranking_as_json_has_the_promised_keys_in_rank_order() -> None:
    document = json.loads(run("rank", DENTAL, "--json", "--samples", "100", "--seed", "5").out)
    assert document["schema"] == "msp-select/ranking/2"
    assert (document["seed"], document["draws"], document["method"]) == (5, 100, "additive")
    assert [row["rank"] for row in document["ranking"]] == list(range(1, 8))
    assert set(document["ranking"][0]) == {
        "rank", "id", "name", "kind", "group", "score", "quality", "claimed", "proven", "possible",
        "coverage", "failed_must_haves", "open_must_haves", "first_rank_share", "rank_shares", "pillars",
        "criteria", "sticker_per_month", "cash_total", "total_cost",
        "price_level", "cash_range", "moving_cost", "missing_money", "total_known", "not_applicable",
        "rests_on_little",
    }  # fmt: skip
    assert sum(row["first_rank_share"] or 0 for row in document["ranking"]) == pytest.approx(1)


def test_without_samples_the_shares_and_the_verdict_are_null() -> None:
    document = json.loads(run("rank", DENTAL, "--json", "--samples", "0").out)
    assert document["verdict"] is None
    assert all(row["first_rank_share"] is None and row["rank_shares"] is None for row in document["ranking"])


def test_another_method_orders_but_the_score_stays() -> None:
    additive = json.loads(run("rank", DENTAL, "--json", "--samples", "0").out)["ranking"]
    other = json.loads(run("rank", DENTAL, "--json", "--samples", "0", *PROMETHEE).out)["ranking"]
    assert {row["id"]: row["score"] for row in additive} == {row["id"]: row["score"] for row in other}
    assert [row["id"] for row in other] == [result.id for result in by_promethee().results]
    assert [row["id"] for row in other] != [row["id"] for row in additive]


def test_whoever_another_method_puts_first_is_first_in_every_command(tmp_path: Path) -> None:
    first = by_promethee().results[0].id
    options = (DENTAL, "--samples", "0", *PROMETHEE)
    assert json.loads(run("explain", *options, "--json").out)["subject"] == first
    assert json.loads(run("robustness", *options, "--json").out)["leader"] == first
    out = tmp_path / "report.json"
    assert run("report", *options, "--out", str(out)).status == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["ranking"]["ranking"][0]["id"] == report["explanation"]["subject"] == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("rank", DENTAL, "--method", "promethe"),
            'There is no method "promethe".\n'
            "Use one of: additive, weighted_product, topsis, vikor, promethee, electre.\n",
        ),
        (("rnak", DENTAL), 'There is no command "rnak". Did you mean "rank"?\nSee msp-select --help, '
            "or msp-select COMMAND --help.\n"),
        (("explain", DENTAL, "--against", "Grentwik Callout"),
            'There is no candidate "Grentwik Callout". Did you mean "grentwick"?\n'),
    ],
)  # fmt: skip
def test_a_wrong_name_is_answered_with_the_right_ones(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)


def test_a_sealed_session_shows_quality_and_no_money(tmp_path: Path) -> None:
    file = tmp_path / "sealed.toml"
    assert run("new", str(file), "--from", DENTAL).status == 0
    text = file.read_text("utf-8").replace("sealed = false\n", "")
    file.write_text(text.replace("[settings]\n", "[settings]\nsealed = true\n"), "utf-8")
    document = json.loads(run("rank", str(file), "--json", "--samples", "100").out)
    assert document["sealed"] is True
    assert document["verdict"] is None
    for row in document["ranking"]:
        assert {row[key] for key in ("score", "sticker_per_month", "cash_total", "total_cost")} == {None}
        assert row["pillars"]["price"] is row["criteria"]["price.level"] is None
    by_quality = [(row["group"], -row["quality"]) for row in document["ranking"]]
    groups = ["acceptable", "too_few_answers", "not_acceptable"]
    assert by_quality == sorted(by_quality, key=lambda pair: (groups.index(pair[0]), pair[1]))
    text = run("rank", str(file), "--samples", "0").out
    assert "Prices are sealed" in text
    assert "6,140" not in text


def test_demo_on_a_pipe_is_the_ranking_and_the_explanation() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "msp_select", "demo"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert "Dental practice" in done.stdout
    assert "Vexley & Pyke" in done.stdout
    assert "Grentwick Callout" in done.stdout


def test_bars_show_proven_claimed_and_unknown_and_never_leave_their_room() -> None:
    assert bar(50, 70, 10, unknown=90) == "█████▓▓░░ "
    assert bar(0, 0, 4) == "    "
    assert bar(100, 100, 4, unknown=100) == "████"
    assert bar(140, 150, 4) == "████"


def test_wide_and_combining_characters_keep_their_columns() -> None:
    assert cells("日本") == 4
    assert cells("e\u0301") == 1
    assert fitted("Acme [IT] [/] Ltd", 8) == "Acme [I…"
    assert cells(fitted("日本日本", 5)) == 5


def test_wrapping_keeps_words_whole_and_a_long_word_on_its_own_line() -> None:
    lines = wrapped("word " * 40)
    assert all(cells(line) <= 80 for line in lines)
    assert wrapped("x" * 300) == ["x" * 300]


def test_the_ranking_says_why_no_price_is_scored_and_holds_a_very_long_price(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from msp_select.cli.evaluate_file import evaluated
    from msp_select.cli.rank import ranking_lines

    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "ours.toml"
    run("new", str(file), "--from", DENTAL)
    text = file.read_text("utf-8").replace("monthly = 9200", "monthly = 1000000000000")
    file.write_text(text.replace("biz_price_low = 90", "biz_price_low = 290"), "utf-8")
    lines = ranking_lines(evaluated(str(file), method="additive", samples=0, seed=None), bars=True)
    assert max(map(cells, lines)) <= 80
    assert "the wrong way round" in " ".join(lines)
    text = "\n".join(line for line in text.splitlines() if "biz_users" not in line)
    file.write_text(text, "utf-8")
    assert "the number of your users is missing" in run("rank", str(file), "--samples", "0").out


def test_a_table_still_to_be_filled_in_takes_a_line_a_row() -> None:
    lines = run("explain", DENTAL, "--sheet", "scorecard", "--samples", "0").out.splitlines()
    at = lines.index("  Hours of work lost")
    assert lines[at + 1] == "  Work started in the promised time"
    assert any("to be filled in: Before, Dec 2026" in line for line in lines)


def test_one_month_is_said_as_one(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    run("new", str(file), "--from", DENTAL)
    file.write_text(file.read_text("utf-8").replace("term_months = 36", "term_months = 1"), "utf-8")
    assert "over 1 month." in run("rank", str(file), "--samples", "0").out
    assert "over 1 months" not in run("explain", str(file), "--samples", "0").out


def test_a_ranking_nobody_reads_still_ends_well(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m msp_select rank {DENTAL} --samples 1 >&-"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "share of 1 try (seed" in run("rank", DENTAL, "--samples", "1").out


def test_too_few_tries_give_no_verdict() -> None:
    done = run("rank", DENTAL, "--samples", "9")
    assert "of 100 points; 9 tries are too few to say how surely." in " ".join(done.out.split())
    assert json.loads(run("rank", DENTAL, "--samples", "99", "--json").out)["verdict"] is None


def test_the_short_explanation_is_the_same_sentences_without_the_rows() -> None:
    full, short = (
        run("explain", DENTAL, "--samples", "0", *extra).out for extra in (("--more",), ("--short",))
    )
    assert set(short.splitlines()) <= set(full.splitlines())
    assert len(short.splitlines()) < 0.4 * len(full.splitlines())
