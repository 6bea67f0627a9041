"""Whether the advice is honest: what is stated, held against what is true, over many random decisions.

    python -m tests.benchmarks.verdicts [DECISIONS]

Run by hand; 1,000 decisions by default, some minutes. Truth is drawn by the rules themselves, apart from the
engine, and then by models that are not those of the rules. Ends with status 1 if a bar is missed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from msp_select import engine
from tests.benchmarks.advice import TRIES, Page, asked, leads_if_asked, page, simulated
from tests.benchmarks.decisions import (
    ANSWERED,
    BY_THE_RULES,
    CONCENTRATION,
    SILENT,
    UNASKED,
    Bools,
    Floats,
    Form,
    Model,
    Sheets,
    View,
    drawn_weights,
    sheets,
    shipped_form,
    truths,
    view,
    with_gaps,
)

TRUTHS = 20
FEW = 100
"""Cases from which a kind or a bin is held to its bar."""

MODELS: dict[str, Model] = {
    "by the rules": BY_THE_RULES,
    "30 % of bidders overclaim": Model(overclaim=0.3),
    "answers of one bidder go together at 0.9": Model(common=0.9),
    "silence is worth 25": Model(silence=25.0),
    "strict model of must-haves": Model(strict=True),
}

missed: list[str] = []


def line(what: str, *figures: float | str, bar: str = "", kept: bool = True) -> None:
    if not kept:
        missed.append(what)
    shown = "".join(f"{x:>10}" if isinstance(x, str) else f"{x:>10.2f}" for x in figures)
    print(f"  {what:<44}{shown}  {bar}{'' if kept else '  MISSED'}")


# --- stated and true ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One candidate of one decision: the share stated, that found true, and what choosing it loses."""

    kind: str
    stated: float
    true: float
    regret: float


def cases_of(form: Form, given: Sheets, said: Page, rng: np.random.Generator, model: Model) -> list[Case]:
    """The leader's case first, then everybody's that could be chosen."""
    utility = truths(form, said.seen, given, rng, TRUTHS, model).utility()
    best = utility.max(axis=1)
    first = (utility == best[:, None]) & (utility > 0)
    return [
        Case(
            said.kind,
            float(said.first_and_acceptable[c]),
            float(first[:, c].mean()),
            float((best - utility[:, c]).mean()),
        )
        for c in [said.leader, *np.flatnonzero(~said.seen.fails).tolist()]
    ]


def gap(cases: Sequence[Case]) -> tuple[float, float, float, float]:
    """Stated, true, their difference and its standard error, in points of 100."""
    differences = np.array([case.true - case.stated for case in cases])
    error = differences.std(ddof=1) / np.sqrt(len(cases)) if len(cases) > 1 else np.inf
    stated, true = (float(np.mean([getattr(case, name) for case in cases])) for name in ("stated", "true"))
    return 100 * stated, 100 * true, 100 * (stated - true), 100 * float(error)


def measure_shares(form: Form, decisions: Sequence[tuple[Sheets, Page]]) -> None:
    for name, model in MODELS.items():
        rng = np.random.default_rng(20261128)
        own = model is BY_THE_RULES
        leaders: list[Case] = []
        everybody: list[Case] = []
        for given, said in decisions:
            if said.simulation is not None:
                cases = cases_of(form, given, said, rng, model)
                leaders.append(cases[0])
                everybody += cases[1:]
        print(f"Truth: {name}")
        line("", "stated %", "true %", "gap", "s.e.", "cases", "regret")
        show("first and acceptable, all verdicts", leaders, bar=3.0 if own else None)
        kinds: dict[str, list[Case]] = defaultdict(list)
        for case in leaders:
            kinds[case.kind].append(case)
        for kind in ("clear", "narrow", "too_close", "open_must_haves", "incomplete"):
            show(kind, kinds[kind], bar=3.0 if own else None, errors=2)
        if own:
            for tenth in range(10):
                bin_of = [case for case in everybody if min(9, int(10 * case.stated)) == tenth]
                show(f"all candidates, {10 * tenth} to {10 * tenth + 10} %", bin_of, bar=3.0, errors=2)
        wrong = 100 - gap(kinds["clear"])[1] if kinds["clear"] else 0.0
        line("clear, but wrong, %", wrong, bar="bar 10" if own else "", kept=wrong <= 10 or not own)
        print()


def show(what: str, cases: Sequence[Case], *, bar: float | None, errors: int = 0) -> None:
    if not cases:
        return line(what, "none")
    stated, true, difference, error = gap(cases)
    held = bar is not None and (len(cases) >= FEW or not errors)
    allowed = (bar or 0.0) + errors * error
    regret = float(np.mean([case.regret for case in cases]))
    kept = not held or abs(difference) <= allowed
    return line(
        what,
        stated,
        true,
        difference,
        error,
        str(len(cases)),
        regret,
        bar=f"bar {allowed:.1f}" if held else "",
        kept=kept,
    )


# --- what to ask next -----------------------------------------------------------------------------


def measure_asking(form: Form, decisions: Sequence[tuple[Sheets, Page]], most: int) -> None:
    names = ("best single", "first on the list", "five suggested", "five largest swings", "best group")
    stated, brought = np.zeros(len(names)), np.zeros(len(names))
    close: list[Floats] = []
    regret, count = 0.0, 0
    rng = np.random.default_rng(20261129)
    for given, said in decisions:
        group = [c for c in said.seen.ranking() if not said.seen.fails[c]]
        if len(group) < 2 or count >= most:
            continue
        count += 1
        found = asked(form, said.seen, group, count)
        widest = [k for k in np.argsort(-found.swing).tolist() if found.candidate[k] < 2]
        shown = engine.suggestions(found, order=range(len(group)))
        learned = (
            [int(found.worths().argmax())] if len(found.candidate) else [],
            list(shown.answers[:1]),
            list(shown.answers),
            widest[:5],
            max((np.flatnonzero(found.candidate == c).tolist() for c in range(len(group))), key=found.worth),
        )
        lost, gains = realised(form, said.seen, given, group, found, learned, rng)
        regret += lost
        stated += [found.worth(what) for what in learned]
        brought += gains
        if said.kind == "too_close":
            close.append(lost - np.array([0.0, *gains]))
    print(f"What to ask next, {count} decisions with somebody to choose between, in points of 100")
    print(f"  {'':<44}{'stated':>10}{'brought':>10}")
    line("regret now", "", regret / count)
    for place, name in enumerate(names):
        says, brings = stated[place] / count, brought[place] / count
        kept = abs(says - brings) <= max(0.05, 0.2 * brings)
        line(name, says, brings, bar="bar 20 % or 0.05", kept=kept)
    kept = brought[2] >= brought[3]
    line("five suggested less five largest swings", (brought[2] - brought[3]) / count, bar="bar 0", kept=kept)
    if close:
        left = np.mean(close, axis=0)
        print(f"Too close to call, {len(close)} of these, at the stated weights: regret")
        line("take the first", left[0])
        line("ask the first on the list, then take the first", left[2])
        line("ask the five, then take the first", left[3])
    print()


def realised(
    form: Form,
    seen: View,
    given: Sheets,
    group: Sequence[int],
    found: engine.OpenAnswers,
    learned: Iterable[Sequence[int]],
    rng: np.random.Generator,
) -> tuple[float, list[float]]:
    """What the choice of today loses, and what learning each set brings, ranked anew with what is true."""
    truth = truths(form, seen, given, rng, 10 * TRUTHS)
    utility = truth.utility(form.weights)[:, group]

    def chosen(answers: Sequence[int]) -> Floats:
        point = np.repeat(seen.point[None, group], len(utility), axis=0)
        chance = np.repeat(seen.chance[None, group], len(utility), axis=0)
        for answer in answers:
            place, row = int(found.candidate[answer]), int(found.column[answer])
            point[:, place, row] = truth.answers[:, group[place], row]
            chance[:, place, row] = truth.met[:, group[place], row]
        best = ((point @ form.weights) * chance.prod(axis=2)).argmax(axis=1)
        taken: Floats = utility[np.arange(len(utility)), best]
        return taken

    today = chosen(())
    return float((utility.max(axis=1) - today).mean()), [float((chosen(x) - today).mean()) for x in learned]


def measure_ties(form: Form, decisions: Sequence[tuple[Sheets, Page]]) -> None:
    """Too close to call: who is taken, and what that loses under the stated weights and under any at all."""
    ties = [(number, *one) for number, one in enumerate(decisions) if one[1].kind == "too_close"]
    lost, stated = np.zeros((2, 2)), 0.0
    rng = np.random.default_rng(20261201)
    for number, given, said in ties:
        anything = simulated(form, said.seen, number, None)
        assert said.simulation is not None
        taken = [said.leader, int(anything.eligible[anything.expected_loss.argmin()])]
        stated += said.simulation.expected_loss[said.simulation.eligible == said.leader].item()
        truth = truths(form, said.seen, given, rng, 10 * TRUTHS)
        for column, concentration in enumerate((CONCENTRATION, None)):
            utility = truth.utility(drawn_weights(form, rng, 10 * TRUTHS, concentration))
            lost[:, column] += (utility.max(axis=1)[:, None] - utility[:, taken]).mean(axis=0)
    print(f"Too close to call, {len(ties)} decisions: regret")
    line("", "stated", "brought", "any weight")
    if ties:
        off = abs(stated - lost[0, 0]) / len(ties)
        first = stated / len(ties), *(lost[0] / len(ties)).tolist()
        line("take the first", *first, bar="bar 0.3 between the two", kept=off <= 0.3)
        line("take the better under any weights", "", *(lost[1] / len(ties)).tolist())
    print()


# --- answers that go missing ------------------------------------------------------------------------

Missing = Callable[[Sheets, np.random.Generator], Bools]


def _some(whom: Callable[[int, np.random.Generator], Bools]) -> Missing:
    """Three answers in ten of some of the candidates, at random."""
    return lambda full, rng: np.asarray(
        _tenths(rng.random(full.values.shape)) & whom(len(full.values), rng)[:, None]
    )


def _weak(whom: Callable[[int, np.random.Generator], Bools]) -> Missing:
    """The weakest three answers in ten of some of the candidates."""
    return lambda full, rng: np.asarray(_tenths(full.values) & whom(len(full.values), rng)[:, None])


def _tenths(table: Floats) -> Bools:
    """The lowest three in ten of each row."""
    return np.asarray(table.argsort(axis=1).argsort(axis=1) < 0.3 * table.shape[1])


def _all(count: int, _: np.random.Generator) -> Bools:
    return np.ones(count, bool)


def _one(count: int, rng: np.random.Generator) -> Bools:
    return np.asarray(np.arange(count) == rng.integers(count))


def _half(count: int, rng: np.random.Generator) -> Bools:
    return np.asarray(rng.permutation(count) < count / 2)


COLUMNS: dict[str, tuple[int, Missing]] = {
    "random": (UNASKED, _some(_all)),
    "one, random": (UNASKED, _some(_one)),
    "all hide": (SILENT, _weak(_all)),
    "one hides": (SILENT, _weak(_one)),
    "half hide": (SILENT, _weak(_half)),
}
COUNTED = ("50 (before)", "own mean", "25", "by the rules", "0")


def measure_missing(form: Form, comparisons: int) -> None:
    """Regret of the choice against full knowledge, by how answers went missing and by what none counts."""
    regret = np.zeros((len(COUNTED), len(COLUMNS)))
    verdicts: list[float] = []
    refused: list[tuple[float, float]] = []
    for column, (state, missing) in enumerate(COLUMNS.values()):
        rng = np.random.default_rng(20261130)
        for _ in range(comparisons):
            full = sheets(form, rng)
            gone = missing(full, rng)
            gone[:, -1] = False  # everybody names a price
            point = (full.proven + full.values) / 2
            scores = point @ form.weights
            loss = scores.max() - scores
            own_mean = np.where(gone, 0.0, point) @ form.weights / (~gone @ form.weights)
            for place, counts in enumerate((50.0, own_mean[:, None], 25.0, form.silence, 0.0)):
                choice = int((np.where(gone, np.asarray(counts), point) @ form.weights).argmax())
                regret[place, column] += loss[choice] / comparisons
            if column == 1:
                given = replace(full, states=np.where(gone, state, ANSWERED))
                seen = view(replace(form, least=np.full(form.rows, np.nan)), given)
                leader = int(seen.score.argmax())
                other = leads_if_asked(form, given, seen, leader)
                if other == leader:
                    verdicts.append(float(loss[leader]))
                else:
                    refused.append((float(loss[leader]), float(loss[other])))
    print(f"Regret against full knowledge, {comparisons} comparisons a column")
    print(f"  {'no entry counts':<44}" + "".join(f"{name:>13}" for name in (*COLUMNS, "mean")))
    for name, row in zip(COUNTED, regret.tolist(), strict=True):
        print(f"  {name:<44}" + "".join(f"{x:>13.2f}" for x in (*row, sum(row) / len(row))))
    before, now = regret[0], regret[3]
    for column, name in enumerate(COLUMNS):
        if name.endswith(("hide", "hides")):
            line(
                f"{name}: no more than before",
                now[column],
                bar=f"bar {before[column]:.2f}",
                kept=now[column] <= before[column],
            )
    line(
        "mean of all: no more than before",
        now.mean(),
        bar=f"bar {before.mean():.2f}",
        kept=now.mean() <= before.mean(),
    )
    line("at random", now[0], bar="bar 0.8", kept=now[0] <= 0.8)
    given_verdict = float(np.mean(verdicts))
    line("one, random, where a verdict is given", given_verdict, bar="bar 0.6", kept=given_verdict <= 0.6)
    if refused:
        leader, named = np.mean(refused, axis=0).tolist()
        line(f"refused in {100 * len(refused) / comparisons:.0f} %: leader's and named one's", leader, named)
    print()


def main(decisions: int = 1000) -> int:
    form = shipped_form()
    rng = np.random.default_rng(20261127)
    pages = []
    for number in range(decisions):
        given = with_gaps(form, sheets(form, rng), rng)
        pages.append((given, page(form, given, number)))
    print(f"{decisions} decisions, {form.rows} rows, {TRIES} tries each, {TRUTHS} truths each\n")
    measure_shares(form, pages)
    measure_asking(form, pages, 400)
    measure_ties(form, pages)
    measure_missing(form, decisions)
    print("missed: " + ", ".join(missed) if missed else "every bar kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*(int(x) for x in sys.argv[1:2])))
