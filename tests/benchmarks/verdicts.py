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
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from msp_select.decision.evaluate import evaluate
from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.pair import eligible
from msp_select.decision.sureness.ask_next import AskList, ask_list
from msp_select.decision.verdict import Verdict
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import MeanMark
from msp_select.model.fields import SIZES
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from tests.benchmarks.decisions import UNKNOWN, comparison, decision, lowest, without
from tests.benchmarks.truths import (
    BY_THE_RULES,
    Bools,
    Floats,
    Model,
    Seen,
    Truth,
    seen,
    truths,
    value_of,
)

TRUTHS = 20
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


@dataclass(frozen=True, eq=False)
class Advice:
    """One decision: what the program says of it, and the session by the plain rules."""

    evaluation: Evaluation
    verdict: Verdict
    known: Seen

    def place(self, candidate: str) -> int:
        """A candidate's position in the session."""
        return self.evaluation.problem.candidates.index(candidate)


def advice(session: Session, catalog: Catalog, draws: int | None = None) -> Advice:
    """What the program says of a session with enough tries."""
    evaluation = evaluate(session, catalog, draws=draws)
    assert evaluation.verdict is not None
    return Advice(evaluation, evaluation.verdict, seen(evaluation))


# --- stated and true ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One candidate of one decision: the share stated, that found true; the loss of choosing it, likewise."""

    stated: float
    true: float
    stated_loss: float
    loss: float


@dataclass(frozen=True)
class Cases:
    """Those of one decision: the leader's as things stand and if its must-haves are met, and everybody's."""

    kind: str
    leader: Case
    if_met: Case
    everybody: tuple[Case, ...]


def cases_of(one: Advice, rng: np.random.Generator, model: Model) -> Cases | None:
    """None where nobody could be chosen: then no share is stated."""
    if one.evaluation.simulation is None or one.known.fails.all():
        return None
    truth = truths(one.known, rng, TRUTHS, model)
    utility = truth.utility
    loss = (utility.max(axis=1)[:, None] - utility).mean(axis=0)
    first = _firsts(np.where(truth.acceptable, truth.scores, -np.inf))
    first_if_met = _firsts(np.where(one.known.fails, -np.inf, truth.scores))
    verdict, leader = one.verdict, one.place(one.verdict.leader)

    def case(stated: float | None, true: Floats, candidate: str) -> Case:
        assert stated is not None
        place = one.place(candidate)
        return Case(stated, float(true[place]), verdict.expected_loss[candidate], float(loss[place]))

    assert one.known.fails[leader] == 0
    return Cases(
        verdict.kind,
        case(verdict.first_and_acceptable, first, verdict.leader),
        case(verdict.first_if_met, first_if_met, verdict.leader),
        tuple(case(r.first_share, first, r.id) for r in one.evaluation.results if not r.failed),
    )


def _firsts(scores: Floats) -> Floats:
    """The share of the truths in which each is first, `(candidates,)`; nobody is where all are out."""
    first = (scores == scores.max(axis=1)[:, None]) & (scores > -np.inf)
    share: Floats = first.mean(axis=0)
    return share


def stated_and_true(cases: Sequence[Case]) -> tuple[float, float, float]:
    """The share stated, the one found true, and the standard error of their difference, points of 100."""
    table = 100 * np.array([(case.stated, case.true) for case in cases])
    error = np.diff(table).std(ddof=1) / len(cases) ** 0.5 if len(cases) > 1 else np.inf
    return float(table[:, 0].mean()), float(table[:, 1].mean()), float(error)


def show(what: str, cases: Sequence[Case], *, bar: bool, errors: int = 2) -> None:
    """Stated against true, points of 100; held to 3 points and so many standard errors where `bar` is set."""
    if not cases:
        return line(what, "none")
    stated, true, error = stated_and_true(cases)
    losses = [float(np.mean([getattr(case, name) for case in cases])) for name in ("stated_loss", "loss")]
    held = bar and (len(cases) >= FEW or not errors)
    allowed = 3.0 + errors * error
    said, kept = f"bar {allowed:.1f}" if held else "", not held or abs(stated - true) <= allowed
    return line(what, stated, true, stated - true, error, str(len(cases)), *losses, bar=said, kept=kept)


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

Answers = Sequence[tuple[int, int]]
"""Answers that are learned: whose, and in which row."""


LEARNED = ("nothing", "the best alone", "the list", "five largest swings", "the best group")


@dataclass(frozen=True, eq=False)
class Learning:
    """What learning each of these is said to be worth, and the regret left once it is learned.

    `stated (learned,)`: first the regret now, NaN where nothing is stated; `left (learned,)`.
    """

    stated: Floats
    left: Floats

    @property
    def brought(self) -> Floats:
        """What is true in place of each stated figure."""
        return np.array([self.left[0], *(self.left[0] - self.left[1:])])


def learning(one: Advice, rng: np.random.Generator) -> Learning | None:
    """None where there is nobody to choose between."""
    asked = ask_list(one.evaluation)
    if asked is None or one.known.fails.all():
        return None
    truth = truths(one.known, rng, 10 * TRUTHS, weights=one.known.weights[None])
    loss = truth.utility.max(axis=1)[:, None] - truth.utility
    later = [chosen_by_the_rules(one, truth, answers) for answers in answers_to_learn(one, asked)[1:]]
    left = [loss[:, one.place(asked.now)].mean(), *(loss[np.arange(len(loss)), x].mean() for x in later)]
    alone = max((answer.alone for answer in asked.answers), default=0.0)
    group = asked.groups[0].worth if asked.groups else 0.0
    return Learning(np.array([asked.regret_now, alone, asked.together, np.nan, group]), np.array(left))


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


def answers_to_learn(one: Advice, asked: AskList) -> tuple[Answers, ...]:
    """Nothing; the list's best alone; the list; the five largest swings of the first two; the best group."""
    rows, known = one.evaluation.problem.rows, one.known
    listed = [(one.place(answer.candidate), rows.index(answer.row)) for answer in asked.answers]
    best = max(range(len(listed)), key=lambda k: asked.answers[k].alone, default=0)
    width = known.weights * np.where(known.silent, 100.0, known.high - known.low)
    two = [one.place(result.id) for result in eligible(one.evaluation)[:2]]
    widest = sorted(((c, r) for c in two for r in range(len(rows))), key=lambda at: -width[at])
    group = one.place(asked.groups[0].candidate) if asked.groups else 0
    unsure = np.flatnonzero((width[group] > 0) | (known.chance[group] < 1)).tolist()
    return (), listed[best : best + 1], listed, widest[:5], [(group, r) for r in unsure]


def chosen_by_the_rules(one: Advice, truth: Truth, learned: Answers) -> Floats:
    """Who has the largest score times the chance of its must-haves, once these are known `(truths,)`."""
    known, shape = one.known, truth.answers.shape
    point, chance = np.broadcast_to(known.point, shape).copy(), np.broadcast_to(known.chance, shape).copy()
    for c, r in learned:
        point[:, c, r], chance[:, c, r] = truth.answers[:, c, r], truth.met[:, c, r]
    counts = (known.weights * point).sum(axis=2) * chance.prod(axis=2) * ~known.fails
    choice: Floats = counts.argmax(axis=1)
    return choice


def brought_by_typing_in(one: Advice, rng: np.random.Generator, catalog: Catalog) -> Floats:
    """What the list brings: by the program's choice once it is typed in, by that of the plain rules."""
    asked = ask_list(one.evaluation)
    assert asked is not None
    truth = truths(one.known, rng, TRUTHS, weights=one.known.weights[None])
    price = len(one.evaluation.problem.rows) - 1
    answers = [(c, r) for c, r in answers_to_learn(one, asked)[2] if r != price]
    typed = []
    for number in range(TRUTHS):
        again = evaluate(typed_in(one, truth, number, answers), catalog, draws=0, previous=one.evaluation)
        then = ask_list(again)
        typed.append(one.place(eligible(again)[0].id if then is None else then.now))
    chosen = typed, chosen_by_the_rules(one, truth, answers)
    now = truth.utility[:, one.place(asked.now)]
    return np.array([(truth.utility[np.arange(TRUTHS), each] - now).mean() for each in chosen])


def typed_in(one: Advice, truth: Truth, number: int, learned: Answers) -> Session:
    """The session with these answers as they are in that truth, proven.

    Where a must-have is met the answer is worth what it asks for at least, else less than that.
    """
    session, known = one.evaluation.session, one.known
    answers = [dict(candidate.answers) for candidate in session.candidates]
    for c, r in learned:
        question = one.evaluation.catalog.questions[one.evaluation.problem.rows[r]]
        points, least = float(truth.answers[number, c, r]), float(known.least[r])
        if not np.isnan(least):
            points = max(points, least + 0.01) if truth.met[number, c, r] else min(points, least - 1)
        answers[c][question.id] = worth_exactly(question, points)
    candidates = [
        candidate.model_copy(update={"answers": own})
        for candidate, own in zip(session.candidates, answers, strict=True)
    ]
    return session.model_copy(update={"candidates": tuple(candidates)})


def worth_exactly(question: Question, points: float) -> Answer:
    """A confirmed answer of so many points: a number, or a mark between two levels."""
    if question.kind == "number":
        xs, ys = zip(*sorted(question.value, key=lambda point: point[1]), strict=True)
        return Answer(value=Decimal(str(np.interp(points, ys, [float(x) for x in xs]))), evidence="confirmed")
    nearest = min(question.levels, key=lambda level: abs(level.value - points))
    return MeanMark(value=nearest.id, points=points, marks=1, evidence="confirmed")


# --- answers that go missing ------------------------------------------------------------------------


Missing = Callable[[Floats, np.random.Generator], Bools]


def _some(whom: Callable[[int, np.random.Generator], Bools]) -> Missing:
    """Three answers in ten of some of the candidates, at random."""
    return lambda values, rng: lowest(rng.random(values.shape)) & whom(len(values), rng)[:, None]


def _weak(whom: Callable[[int, np.random.Generator], Bools]) -> Missing:
    """The weakest three answers in ten of some of the candidates."""
    return lambda values, rng: lowest(values) & whom(len(values), rng)[:, None]


def _all(count: int, _: np.random.Generator) -> Bools:
    return np.ones(count, bool)


def _one(count: int, rng: np.random.Generator) -> Bools:
    return np.asarray(np.arange(count) == rng.integers(count))


def _half(count: int, rng: np.random.Generator) -> Bools:
    return np.asarray(rng.permutation(count) < count / 2)


COLUMNS: dict[str, tuple[Answer | None, Missing]] = {
    "random": (None, _some(_all)),
    "one, random": (None, _some(_one)),
    "all hide": (UNKNOWN, _weak(_all)),
    "one hides": (UNKNOWN, _weak(_one)),
    "half hide": (UNKNOWN, _weak(_half)),
}


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
        for column, (name, (instead, missing)) in enumerate(COLUMNS.items()):
            given = without(full, keys, missing(values, rng), instead)
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
    for (of_size, kind), points in lost.items():
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
