"""`rank`: who is first, how sure that is, and what it costs."""

from __future__ import annotations

from typing import Literal

import click

from msp_select.cli.evaluate_file import evaluated, scoring_options
from msp_select.cli.print_json import print_json
from msp_select.cli.reveal import revealed
from msp_select.cli.tables import bar, cells, fitted, on_terminal, table, width, wrapped
from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.findings.gut_check import gut_check
from msp_select.decision.findings.leader import how_sure
from msp_select.decision.robustness.value_of_information import ask_list
from msp_select.decision.scoring.evaluation import ADDITIVE, Evaluation, Result
from msp_select.phrases.en import gut_check as gut_words
from msp_select.phrases.en.amounts import at_least
from msp_select.phrases.en.ask_next import asking_sentence
from msp_select.phrases.en.headline import verdict_in_lines, verdict_sentence
from msp_select.phrases.en.labels import GROUPS, NOT_KNOWN
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.verdict import RULE, before_signing, beside, losses_sentence, rests_on_little
from msp_select.phrases.en.words import months, share_percent
from msp_select.phrases.names import Names
from msp_select.report.ranking_json import ranking_document


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the ranking as JSON, scores unrounded.")
@click.option(
    "--reveal",
    "opened",
    type=click.Choice(["prices", "names"]),
    help="Open them first; asks why, and logs it.",
)
@click.option("--why", default="", metavar="REASON", help="The reason for --reveal.")
@scoring_options
def rank(
    file: str,
    *,
    as_json: bool,
    opened: Literal["prices", "names"] | None,
    why: str,
    method: str,
    samples: int | None,
    seed: int | None,
) -> None:
    """Rank the candidates of FILE and say how sure that is."""
    if opened is not None:
        click.echo(revealed(file, opened, why), err=as_json)
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    if as_json:
        print_json(ranking_document(evaluation))
    else:
        click.echo("\n".join(ranking_lines(evaluation)))


def ranking_lines(evaluation: Evaluation, *, bars: bool | None = None) -> list[str]:
    """The ranking as lines of text; with bars on a terminal and plain on a pipe, unless `bars` says."""
    session = evaluation.session
    lines = [fitted(session.title, width()).rstrip()]
    said = verdict_in_lines(evaluation)
    lines += [line for one in said for line in wrapped(one.sentence)]
    if not evaluation.results:
        return lines
    if (sentence := verdict_sentence(evaluation)) not in {line.sentence for line in said}:
        title = ["", "How sure this is"] if evaluation.verdict is not None else []
        lines += [*title, *wrapped(sentence, indent="  " if title else "")]
    lines += _before_signing(evaluation)
    lines += _gut(evaluation)
    lines.append("")
    bars = on_terminal() if bars is None else bars
    lines += _bars(evaluation) if bars else _plain(evaluation)
    lines += ["", *_footer(evaluation, bars)]
    return lines


def _before_signing(evaluation: Evaluation) -> list[str]:
    """The conditions and the reservations under the verdict's sentence."""
    fact, names = how_sure(evaluation), Names.of(evaluation)
    if fact is None:
        return []
    lines = []
    if conditions := before_signing(fact, names):
        lines += ["", "Before you sign"]
        lines += [line for one in conditions for line in wrapped(one, indent="    ", first="  - ")]
    if fact.verdict == "too_close":
        lines += ["", "What to ask first", *wrapped(losses_sentence(fact, names), indent="  ", first="  ")]
        lines += wrapped(asking_sentence(ask_list(evaluation), names), indent="  ", first="  ")
    if caveats := beside(fact, names):
        lines += ["", "To bear in mind"]
        lines += [line for one in caveats for line in wrapped(one, indent="    ", first="  - ")]
    return lines


def _gut(evaluation: Evaluation) -> list[str]:
    """The owner's favourite beside the ranking, where one was noted."""
    fact = gut_check(evaluation)
    if fact is None:
        return []
    said = gut_words.gut_check(fact, Names.of(evaluation))
    rows = (f"{row.label}: {row.text}" for row in said.rows)
    return [
        "",
        said.title,
        *wrapped(said.sentence, indent="  ", first="  "),
        *(line for row in rows for line in wrapped(row, indent="    ", first="  - ")),
    ]


def _plain(evaluation: Evaluation) -> list[str]:
    money = {"a month": _sticker, "cash": _cash, "total cost": _total} if _has_money(evaluation) else {}
    rows = [
        (
            str(result.rank),
            result.name,
            GROUPS[result.group].short,
            _figure(result),
            f"{result.proven:.1f}",
            f"{result.possible:.1f}",
            _percent(result.coverage),
            _share(result),
            *(figure(evaluation, result) for figure in money.values()),
            *([_failed(evaluation, result) or "-"] if evaluation.weights.must_haves else ()),
        )
        for result in evaluation.results
    ]
    header = (
        "#", "candidate", "group", evaluation.measure, "proven", "possible", "answered", "first",
        *money, *(["must-haves not met"] if evaluation.weights.must_haves else ()),
    )  # fmt: skip
    return table(header, rows, right=(0, *range(3, 8 + len(money))))


def _has_money(evaluation: Evaluation) -> bool:
    """Whether money has columns: while prices are sealed they say so; where it is left out there are none."""
    return evaluation.catalog.knows_prices or evaluation.session.settings.sealed


def _bars(evaluation: Evaluation) -> list[str]:
    names = min(max(cells(result.name) for result in evaluation.results), 24)
    money = _has_money(evaluation)
    fees = max(8 if money else 0, *(len(_sticker(evaluation, result)) for result in evaluation.results))
    room = max(width() - (3 + 1 + names + 1 + 6 + 2 + 7 + 1 + fees), 14)
    scale = "0 " + "─" * ((room - 12) // 2) + " 50 " + "─" * (room - 12 - (room - 12) // 2) + " 100"
    head = f" #  {fitted('candidate', names)} {evaluation.measure:<7}"
    lines = [f"{head}{fitted(scale, room)}  first {'a month' if money else '':>{fees}}".rstrip()]
    group = "acceptable"
    for result in evaluation.results:
        if result.group != group:
            group = result.group
            lines.append(GROUPS[group].heading)
        picture = bar(result.proven, result.claimed, room, unknown=result.possible)
        lines.append(
            f"{result.rank:2d}  {fitted(result.name, names)} {_figure(result):>6}  "
            f"{picture}  {_share(result):>5} {_sticker(evaluation, result) if money else '':>{fees}}"
        )
        if failed := _failed(evaluation, result, most=4):
            lines += wrapped(f"not met: {failed}", indent="      ", first="    ")
        if result.open and result.group != "not_acceptable":
            lines.append(f"    {len(result.open)} must-have{'s' if len(result.open) > 1 else ''} still open")
    return lines


def _footer(evaluation: Evaluation, bars: bool) -> list[str]:
    session = evaluation.session
    lines = []
    if bars:
        lines.append(f"█ proven  ▓ claimed  ░ {NOT_KNOWN}")
    if session.settings.sealed:
        lines += wrapped(
            "Prices are sealed: order and figures are of quality alone, "
            "the pillars other than price, 0 to 100."
        )
    elif not _has_money(evaluation):
        lines += ["Score 0 to 100."]
    else:
        vat = "with VAT" if session.vat == "included" else "without VAT"
        over = f"cash and total cost over {months(session.term_months)}"
        shown = "a month: the fee as quoted" if bars else over
        lines += wrapped(f"Score 0 to 100. Money in {session.currency}, {vat}; {shown}.")
        lines += wrapped(why) if (why := _unpriced(evaluation)) else []
    if evaluation.method != ADDITIVE:
        lines += wrapped(f"Ordered by {evaluation.method}; the score stays the additive one.")
    if session.settings.blind:
        lines += wrapped("Names are hidden: the letters follow the order of the session.")
    lines += [line for result in evaluation.results for line in wrapped(rests_on_little(result)) if line]
    lines += _marks_words(evaluation)
    if evaluation.simulation is not None:
        drawn = "1 try" if evaluation.draws == 1 else f"{evaluation.draws:,} tries"
        lines += wrapped(
            f"First: share of {drawn} (seed {evaluation.seed}) that the candidate won, its must-haves met."
        )
    if evaluation.verdict is not None:
        lines += wrapped(RULE)
    return lines


def _unpriced(evaluation: Evaluation) -> str:
    """Why no price is scored, where that is so."""
    business = evaluation.business
    if business.users is None:
        return "No price is scored: the number of your users is missing."
    if business.price_low is None or business.price_high is None:
        return (
            "No price is scored: your two prices, the very good one and the one at which you would walk "
            "away, are missing or the wrong way round."
        )
    return ""


def _marks_words(evaluation: Evaluation) -> list[str]:
    """What several people's marks do here, if there are any."""
    if not evaluation.session.evaluators:
        return []
    from msp_select.phrases.explanation import evaluators_in_words

    finding = evaluators_in_words(evaluation)
    return [] if finding is None else wrapped(finding.sentence)


def _figure(result: Result) -> str:
    return f"{result.score:.1f}"


def _share(result: Result) -> str:
    return "-" if result.first_share is None else _percent(result.first_share)


def _percent(share: float) -> str:
    return share_percent(share, narrow=True, space="")


def _sticker(evaluation: Evaluation, result: Result) -> str:
    if result.costs is None or result.costs.sticker_per_month is None:
        return _no_money(evaluation)
    return figures(result.costs.sticker_per_month, evaluation.session.currency, cents=False)


def _cash(evaluation: Evaluation, result: Result) -> str:
    if result.costs is None:
        return _no_money(evaluation)
    return at_least(
        figures(result.costs.cash.middle, evaluation.session.currency, cents=False), result.costs, CASH
    )


def _total(evaluation: Evaluation, result: Result) -> str:
    if result.costs is None:
        return _no_money(evaluation)
    return at_least(
        figures(result.costs.known.middle, evaluation.session.currency, cents=False), result.costs
    )


def _no_money(evaluation: Evaluation) -> str:
    return "sealed" if evaluation.measure == "quality" else "-"


def _failed(evaluation: Evaluation, result: Result, most: int = 99) -> str:
    """The failed must-haves by their short names, such as "2 must-haves: backups tested, second factor"."""
    names = [evaluation.catalog.questions[gate.question].short for gate in result.failed]
    if not names:
        return ""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    plural = "must-have" if len(names) == 1 else "must-haves"
    return f"{len(names)} {plural}: {', '.join(names[:most])}{more}"
