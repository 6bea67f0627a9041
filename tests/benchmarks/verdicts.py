"""Whether the advice is honest: what the program states against what is true, over many random decisions.

    python -m tests.benchmarks.verdicts [DECISIONS]
    python -m tests.benchmarks.verdicts --sizes [COMPARISONS]

Run by hand; 1,000 decisions by default, some minutes. Each is a session, evaluated as a user's would be:
verdict, shares and what to ask next are what the program says. Truth is drawn apart from it, by the rules in
plain form, and then by models that are not those of the rules. Ends with status 1 if a bar is missed.

With --sizes: how often a verdict of a small set of questions turns, in the form of questionnaires/sizes.toml.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.scalars import SIZES
from msp_select.store.catalog import load_catalog
from tests.benchmarks.advice import (
    LEARNED,
    TRUTHS,
    Advice,
    Case,
    advice,
    brought_by_typing_in,
    cases_of,
    learning,
    stated_and_true,
)
from tests.benchmarks.decisions import UNKNOWN, comparison, decision, lowest, without
from tests.benchmarks.truths import BY_THE_RULES, Model, seen, value_of

FEW = 100
"""Cases from which a kind or a bin is held to its bar."""
ASKED = 400
TYPED_IN = 40

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


def show(what: str, cases: Sequence[Case], *, bar: bool, errors: int = 2) -> None:
    """Stated against true, in points of 100.

    Where `bar` is set, held to 3 points and so many standard errors, and the loss to 20 % or 0.1 points.
    """
    if not cases:
        return line(what, "none")
    stated, true, error = stated_and_true(cases)
    said, loss = (float(np.mean([getattr(case, name) for case in cases])) for name in ("stated_loss", "loss"))
    held = bar and (len(cases) >= FEW or not errors)
    allowed = 3.0 + errors * error
    close = abs(stated - true) <= allowed and abs(said - loss) <= max(0.1, 0.2 * loss)
    figures: tuple[float | str, ...] = (stated, true, stated - true, error, str(len(cases)), said, loss)
    return line(what, *figures, bar=f"bar {allowed:.1f}" if held else "", kept=close or not held)


def measure_shares(decisions: Sequence[Advice]) -> None:
    for name, model in MODELS.items():
        rng, own = np.random.default_rng(20261128), model is BY_THE_RULES
        found = [cases for one in decisions if (cases := cases_of(one, rng, model)) is not None]
        kinds = defaultdict[str, list[Case]](list)
        for cases in found:
            kinds[cases.kind].append(cases.leader)
        print(f"Truth: {name}")
        line("", "stated %", "true %", "gap", "s.e.", "cases", "loss said", "loss")
        show("first and acceptable, all verdicts", [one.leader for one in found], bar=own, errors=0)
        show("first if its must-haves are met", [one.if_met for one in found], bar=own, errors=0)
        for kind, cases_of_kind in sorted(kinds.items()):
            show(kind, cases_of_kind, bar=own)
        everybody = [case for one in found for case in one.everybody]
        for tenth in range(10) if own else ():
            bin_of = [case for case in everybody if min(9, int(10 * case.stated)) == tenth]
            show(f"all candidates, {10 * tenth} to {10 * tenth + 10} %", bin_of, bar=own)
        wrong = 100 - stated_and_true(kinds["clear"])[1] if kinds["clear"] else 0.0
        line("clear, but wrong, %", wrong, bar="bar 10" if own else "", kept=wrong <= 10 or not own)
        print()


# --- what to ask next -----------------------------------------------------------------------------


def measure_asking(decisions: Sequence[Advice], catalog: Catalog) -> None:
    rng = np.random.default_rng(20261129)
    pairs = [(one, found) for one in decisions[:ASKED] if (found := learning(one, rng)) is not None]
    stated = np.mean([found.stated for _, found in pairs], axis=0)
    brought = np.mean([found.brought for _, found in pairs], axis=0)
    print(f"What to ask next, {len(pairs)} decisions with somebody to choose between, in points of 100")
    line("", "stated", "brought")
    for name, says, brings in zip(("regret now", *LEARNED[1:]), stated, brought, strict=True):
        if np.isnan(says):
            line(name, "", brings)
        else:
            show_worth(name, says, brings)
    line("the list less the swings", brought[2] - brought[3], bar="bar 0", kept=brought[2] >= brought[3])
    typed = [brought_by_typing_in(one, rng, catalog) for one, _ in pairs[:TYPED_IN]]
    print(f"The list typed in and ranked again, {len(typed)} of these")
    line("", "program", "plain rules")
    show_worth("what the answers bring", *np.mean(typed, axis=0).tolist())
    close = [found.left for one, found in pairs if one.verdict.kind == "too_close"]
    print(f"Too close to call, {len(close)} of these: regret")
    for name, left in zip(LEARNED, np.mean(close, axis=0) if close else (), strict=False):
        line(f"learn {name}, then take the first", left)
    print()


def show_worth(what: str, says: float, brings: float) -> None:
    off = abs(says - brings)
    line(what, says, brings, bar="bar 20 % or 0.05", kept=off <= max(0.05, 0.2 * abs(brings)))


# --- answers that go missing ------------------------------------------------------------------------


COLUMNS: dict[str, tuple[Answer | None, bool, Callable[[int], float]]] = {
    "random": (None, False, lambda everybody: everybody),
    "one, random": (None, False, lambda _: 1),
    "all hide": (UNKNOWN, True, lambda everybody: everybody),
    "one hides": (UNKNOWN, True, lambda _: 1),
    "half hide": (UNKNOWN, True, lambda everybody: everybody / 2),
}
"""What stands in place of three answers in ten; whether those are the weakest; of how many candidates."""


def measure_missing(comparisons: int, catalog: Catalog) -> None:
    """Regret of the page's first against full knowledge, by how answers went missing; no must-haves.

    Held against what it was when no answer counted 50, on the same comparisons.
    """
    off = {q.id: {"on": False} for q in catalog.questions.values() if q.must_have is not None}
    regret = np.zeros((2, len(COLUMNS)))
    verdicts, refused = [0.0], [(0.0, 0.0)]
    rng = np.random.default_rng(20261130)
    for _ in range(comparisons):
        full = comparison(rng, catalog, must_haves=off)
        known = evaluate(full, catalog, draws=0)
        best = max(result.score for result in known.results)
        loss = {result.id: best - result.score for result in known.results}
        keys = list(full.candidates[0].answers)
        values = np.array(
            [[value_of(catalog.questions[k], c.answers[k].value) for k in keys] for c in full.candidates]
        )
        for column, (name, (instead, weakest, whose)) in enumerate(COLUMNS.items()):
            order = values if weakest else rng.random(values.shape)
            gone = lowest(order) & (rng.permutation(len(values)) < whose(len(values)))[:, None]
            given = without(full, keys, gone, instead)
            draws = 1000 if name == "one, random" else 0
            found = evaluate(given, catalog, draws=draws, previous=known)
            plain = seen(found)
            by_fifty = replace(plain, silence=np.full(plain.silence.shape, 50.0)).score
            chosen = found.results[0].id, found.problem.candidates[int(by_fifty.argmax())]
            regret[:, column] += [loss[one] / comparisons for one in chosen]
            if name == "one, random" and found.verdict is not None:
                if found.verdict.if_asked is not None:
                    refused.append((loss[found.verdict.leader], loss[found.verdict.if_asked]))
                elif found.verdict.kind != "incomplete":
                    verdicts.append(loss[found.verdict.leader])
    print(f"Regret against full knowledge, {comparisons} comparisons a column")
    line("", "now", "at 50")
    now, before = regret
    for column, name in enumerate(COLUMNS):
        hides = name.endswith(("hide", "hides"))
        most = before[column] if hides else 0.8 if name == "random" else np.inf
        bar = f"bar {most:.2f}" if most < np.inf else ""
        line(name, now[column], before[column], bar=bar, kept=now[column] <= most)
    line("mean of all", *regret.mean(axis=1), bar="bar at 50", kept=now.mean() <= before.mean())
    given_verdict = float(np.mean(verdicts[1:] or verdicts))
    line("one, random, where a verdict is given", given_verdict, bar="bar 0.6", kept=given_verdict <= 0.6)
    leader, named = np.mean(refused[1:] or refused, axis=0)
    share = 100 * (len(refused) - 1) / comparisons
    line(f"refused in {share:.0f} %: the first, the one named", leader, named)
    print()


# --- small sets of questions ------------------------------------------------------------------------


def measure_sizes(comparisons: int, catalog: Catalog) -> None:
    """How many verdicts of a small set name another first once all is asked, in the form of sizes.toml."""
    rng = np.random.default_rng(20261202)
    lost = defaultdict[tuple[str, str], list[float]](list)  # points, NaN where it did not turn
    for _ in range(comparisons):
        full = comparison(rng, catalog)
        everything = evaluate(full, catalog, draws=0)
        best = everything.results[0]
        for size in SIZES[:-1]:
            verdict = evaluate(full.model_copy(update={"size": size}), catalog).verdict
            assert verdict is not None
            turned = verdict.leader != best.id
            behind = best.score - everything.result(verdict.leader).score
            lost[size, verdict.kind].append(behind if turned else np.nan)
    print(f"# {comparisons} comparisons")
    for of_size, kind in product(SIZES[:-1], ("clear", "narrow", "too_close")):
        points = lost[of_size, kind]
        times = np.count_nonzero(~np.isnan(points))
        print(f'\n[[turned]]\nsize    = "{of_size}"\nverdict = "{kind}"')
        print(f"turned  = {times}\nof      = {len(points)}")
        if times:
            percent, mean = 100 * times / len(points), np.nanmean(points)
            print(f"# {percent:.0f} of 100; {mean:.1f} points lost where it turned")


def main(decisions: int = 1000) -> int:
    catalog = load_catalog()
    found = [advice(decision(number, catalog), catalog) for number in range(decisions)]
    kinds = Counter(one.verdict.kind for one in found)
    of_each = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    print(f"{decisions} decisions, {TRUTHS} truths each: {of_each}\n")
    scores = [[one.evaluation.result(c).score for c in one.evaluation.problem.candidates] for one in found]
    other = sum(not np.allclose(own, one.known.score) for own, one in zip(scores, found, strict=True))
    line("decisions scored otherwise than by the rules", str(other), bar="bar 0", kept=not other)
    measure_shares(found)
    measure_asking(found, catalog)
    measure_missing(decisions, catalog)
    print("missed: " + ", ".join(missed) if missed else "every bar kept")
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--sizes"]:
        measure_sizes(int(sys.argv[2]) if len(sys.argv) > 2 else 600, load_catalog())
    else:
        sys.exit(main(*(int(x) for x in sys.argv[1:2])))
