"""The methods written out one number at a time, to check the fast ones against."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from msp_select.engine import Tree

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def additive(values: Floats, weights: Floats) -> list[float]:
    total = math.fsum(weights)
    return [math.fsum(w * v for w, v in zip(weights, row, strict=True)) / total for row in values]


def weighted_product(values: Floats, weights: Floats) -> list[float]:
    total = math.fsum(weights)
    return [math.prod(v ** (w / total) for w, v in zip(weights, row, strict=True)) for row in values]


def topsis(values: Floats, weights: Floats) -> list[float]:
    total = math.fsum(weights)
    scaled = [[0.0] * values.shape[1] for _ in values]
    for j, w in enumerate(weights):
        length = math.sqrt(math.fsum(v * v for v in values[:, j]))
        for i in range(len(values)):
            scaled[i][j] = w / total * values[i, j] / length if length else 0.0
    best = [max(column) for column in zip(*scaled, strict=True)]
    worst = [min(column) for column in zip(*scaled, strict=True)]
    closeness = []
    for row in scaled:
        up, down = math.dist(row, best), math.dist(row, worst)
        closeness.append(down / (up + down) if up + down else 0.5)
    return closeness


def vikor(values: Floats, weights: Floats, v: float = 0.5) -> tuple[list[float], ...]:
    total = math.fsum(weights)
    s, r = [], []
    for row in values:
        regrets = []
        for j, w in enumerate(weights):
            best, worst = max(values[:, j]), min(values[:, j])
            regrets.append(w / total * (best - row[j]) / (best - worst) if best > worst else 0.0)
        s.append(math.fsum(regrets))
        r.append(max(regrets))

    def scaled(x: list[float], i: int) -> float:
        spread = max(x) - min(x)
        return (x[i] - min(x)) / spread if spread > 1e-9 else 0.0

    return s, r, [v * scaled(s, i) + (1 - v) * scaled(r, i) for i in range(len(values))]


def promethee(
    values: Floats, weights: Floats, start: float | None = None, full: float | None = None
) -> tuple[list[float], list[float]]:
    """Leaving and entering flows; usual preference without `start` and `full`."""

    def prefers(lead: float) -> float:
        if start is None or full is None:
            return 1.0 if lead > 0 else 0.0
        return min(1.0, max(0.0, (lead - start) / (full - start)))

    total, n = math.fsum(weights), len(values)
    over = [
        [math.fsum(w / total * prefers(a[j] - b[j]) for j, w in enumerate(weights)) for b in values]
        for a in values
    ]
    if n == 1:
        return [0.0], [0.0]
    leaving = [math.fsum(row) / (n - 1) for row in over]
    entering = [math.fsum(column) / (n - 1) for column in zip(*over, strict=True)]
    return leaving, entering


def electre(
    values: Floats, weights: Floats, q: float, p: float, v: float | None
) -> tuple[list[list[float]], list[list[float]]]:
    """Concordance and credibility of each row over each column."""
    total, n = math.fsum(weights), len(values)
    concordance = [[0.0] * n for _ in range(n)]
    credibility = [[0.0] * n for _ in range(n)]
    for a in range(n):
        for b in range(n):
            lags = [values[b, j] - values[a, j] for j in range(len(weights))]
            agree = [1.0 if x <= q else 0.0 if x >= p else (p - x) / (p - q) for x in lags]
            c = math.fsum(w / total * x for w, x in zip(weights, agree, strict=True))
            concordance[a][b] = c
            credibility[a][b] = c
            for x in lags:
                d = 0.0 if v is None or x <= p else 1.0 if x >= v else (x - p) / (v - p)
                if d > c + 1e-12:
                    credibility[a][b] *= (1 - d) / (1 - c)
    return concordance, credibility


def kernels(outranks: npt.NDArray[np.bool_]) -> list[set[int]]:
    """Every set in which no one outranks another while all outside are outranked from inside."""
    everyone = range(len(outranks))
    return [
        set(some)
        for size in range(1, len(outranks) + 1)
        for some in combinations(everyone, size)
        if not any(outranks[a, b] for a in some for b in some if a != b)
        and all(any(outranks[a, b] for a in some) for b in everyone if b not in some)
    ]


def roll_up(tree: Tree, values: Floats, applies: Bools) -> tuple[list[float], list[float], float]:
    """Criteria, pillars and total of one candidate, every sum from the first question to the last."""

    def mean(members: list[tuple[float, float]]) -> float | None:
        weight = total = 0.0
        for own, value in members:
            weight += own
            total += own * value
        return total / weight if weight else None

    criteria = [
        mean([
            (float(tree.question_weights[q]), float(values[q]))
            for q in range(tree.questions) if tree.criterion_of[q] == c and applies[q]
        ])
        for c in range(tree.criteria)
    ]  # fmt: skip
    pillars = [
        mean([
            (float(tree.criterion_weights[c]), value)
            for c, value in enumerate(criteria) if tree.pillar_of[c] == p and value is not None
        ])
        for p in range(tree.pillars)
    ]  # fmt: skip
    weighed = zip(tree.pillar_weights.tolist(), pillars, strict=True)
    total = mean([(weight, value) for weight, value in weighed if value is not None]) or 0.0
    whole = [total if value is None else value for value in pillars]
    return [whole[tree.pillar_of[c]] if v is None else v for c, v in enumerate(criteria)], whole, total


def effective_weights(tree: Tree, applies: Bools) -> list[float]:
    """One candidate's shares: each part of what is left of its parent once what is empty is gone."""
    own = [float(w) if applies[q] else 0.0 for q, w in enumerate(tree.question_weights)]
    criteria = _shared_out(own, tree.criterion_of.tolist(), tree.criterion_weights.tolist())
    pillars = _shared_out(criteria, tree.pillar_of.tolist(), tree.pillar_weights.tolist())
    whole = sum(pillars)
    shares = []
    for q, weight in enumerate(own):
        c = tree.criterion_of[q]
        p = tree.pillar_of[c]
        in_criterion = sum(own[k] for k in range(tree.questions) if tree.criterion_of[k] == c)
        in_pillar = sum(criteria[k] for k in range(tree.criteria) if tree.pillar_of[k] == p)
        shares.append(
            weight / in_criterion * criteria[c] / in_pillar * pillars[p] / whole
            if weight and criteria[c] and pillars[p]
            else 0.0
        )
    return shares


def _shared_out(children: list[float], parent: list[int], weights: list[float]) -> list[float]:
    """The parents' weights, nothing for one whose children weigh nothing."""
    return [
        weight if any(child for child, above in zip(children, parent, strict=True) if above == k) else 0.0
        for k, weight in enumerate(weights)
    ]


def rank(scores: list[float]) -> list[int]:
    return [1 + sum(other > mine + 1e-9 for other in scores) for mine in scores]


def kendall_tau(a: list[float], b: list[float]) -> float:
    pairs = list(combinations(range(len(a)), 2))
    signs = [(np.sign(a[i] - a[j]), np.sign(b[i] - b[j])) for i, j in pairs]
    agreement = sum(x * y for x, y in signs)
    untied = math.sqrt(sum(x != 0 for x, _ in signs) * sum(y != 0 for _, y in signs))
    return float(agreement / untied)


def fewest(gains: list[float], gap: float, forced: set[int]) -> int | None:
    """The least number of answers, the forced ones among them, that exceed the gap."""
    free = [i for i in range(len(gains)) if i not in forced]
    start = sum(gains[i] for i in forced)
    for size in range(len(free) + 1):
        if any(start + sum(gains[i] for i in some) > gap + 1e-9 for some in combinations(free, size)):
            return size + len(forced)
    return None


def drawn_answer(number: float, low: float, high: float, silence: float) -> float:
    """The answer behind a uniform number: between its ends, or 100 Beta(1, 100/s - 1) where silent."""
    if math.isnan(silence):
        return low + number * (high - low)
    return silence if silence in (0, 100) else 100 * (1 - (1 - number) ** (silence / (100 - silence)))


def uniform_numbers(
    rng: np.random.Generator, unsure: list[int], alone: list[int], *, common: float, draws: int
) -> dict[int, list[float]]:
    """One candidate's uniform numbers by column: of the uncertain answers, then of must-haves without one.

    Each is the candidate's common number with probability `common`, which the number itself decides.
    """
    if not unsure and not alone:
        return {}
    own = rng.random((len(unsure), draws), dtype=np.float32)
    shared = rng.random(draws, dtype=np.float32).tolist()
    others = rng.random((len(alone), draws), dtype=np.float32)
    return {
        column: [
            together if x < common else (x - common) / (1 - common)
            for x, together in zip(row.tolist(), shared, strict=True)
        ]
        for column, row in zip(unsure + alone, [*own, *others], strict=True)
    }


def simulated(
    rng: np.random.Generator,
    tree: Tree,
    low: Floats,
    high: Floats,
    silence: Floats,
    chance: Floats,
    *,
    concentration: float,
    common: float,
    draws: int,
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Scores and who meets all must-haves, `(draws, candidates)`, where every question applies.

    `silence` is NaN where there is an answer. The random numbers are taken in the order that is part of
    the result: blocks of 2,000 draws; in each the weights of questions, criteria, pillars; then candidate
    by candidate a number for every uncertain answer, the silent ones last, then the common ones, then one
    for every open must-have without an uncertain answer. Questions are in the order of the tree's branches.
    """
    criterion_of, pillar_of = tree.criterion_of.tolist(), tree.pillar_of.tolist()
    questions = sorted(range(tree.questions), key=lambda q: (pillar_of[criterion_of[q]], criterion_of[q], q))
    scores = np.empty((draws, len(low)))
    meets = np.empty((draws, len(low)), dtype=np.bool_)
    for start in range(0, draws, 2000):
        size = min(2000, draws - start)
        weights = _question_weights(rng, tree, concentration, size)
        for c in range(len(low)):
            ranged = [q for q in questions if math.isnan(silence[c, q]) and high[c, q] > low[c, q]]
            silent = [q for q in questions if 0 < silence[c, q] < 100]
            open_ones = [k for k, p in enumerate(chance[c]) if p < 1]
            alone = [k for k in open_ones if k not in ranged + silent]
            numbers = uniform_numbers(rng, ranged + silent, alone, common=common, draws=size)
            for n in range(size):
                number = {k: row[n] for k, row in numbers.items()}
                scores[start + n, c] = math.fsum(
                    weights[q][n] * drawn_answer(number.get(q, 0.0), low[c, q], high[c, q], silence[c, q])
                    for q in questions
                )
                meets[start + n, c] = all(number[k] >= 1 - chance[c, k] for k in open_ones)
    return scores, meets


def _question_weights(
    rng: np.random.Generator, tree: Tree, concentration: float, size: int
) -> list[list[float]]:
    """Each question's weight in the whole in each draw, by gamma draws at every level."""

    def level(weights: Floats, parent: list[int]) -> list[list[float]]:
        families = [[k for k, p in enumerate(parent) if p == one] for one in parent]
        drawn = [
            rng.standard_gamma(concentration * weight / math.fsum(weights[family]), size=size).tolist()
            for weight, family in zip(weights, families, strict=True)
        ]
        return [
            [row[n] / math.fsum(drawn[k][n] for k in family) for n in range(size)]
            for row, family in zip(drawn, families, strict=True)
        ]

    criterion_of, pillar_of = tree.criterion_of.tolist(), tree.pillar_of.tolist()
    questions = level(tree.question_weights, criterion_of)
    criteria = level(tree.criterion_weights, pillar_of)
    pillars = level(tree.pillar_weights, [0] * tree.pillars)
    return [
        [questions[q][n] * criteria[c][n] * pillars[pillar_of[c]][n] for n in range(size)]
        for q, c in enumerate(criterion_of)
    ]


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Draws counted one by one; the fields are those of a simulation."""

    rank_shares: Floats
    wins: Floats
    first_if_met: Floats
    acceptable: Floats
    nobody: float
    losses: Floats


def outcomes(scores: Floats, meets: npt.NDArray[np.bool_]) -> Outcomes:
    """What drawn scores and met must-haves `(draws, candidates)` say."""
    draws, candidates = scores.shape
    everybody = range(candidates)
    shares, wins = np.zeros((candidates, candidates)), np.zeros((candidates, candidates))
    first, acceptable, losses, nobody = np.zeros(candidates), np.zeros(candidates), np.zeros(candidates), 0
    for own, met in zip(scores.tolist(), meets.tolist(), strict=True):
        those = [c for c in everybody if met[c]]
        nobody += not those
        for c in those:
            acceptable[c] += 1
            shares[c, sum(own[other] > own[c] + 1e-9 for other in those)] += 1
            for other in everybody:
                wins[c, other] += not met[other] or own[c] > own[other] + 1e-9
        best = max((own[c] for c in those), default=0.0)
        for c in everybody:
            first[c] += own[c] >= max(own) - 1e-9
            losses[c] += best - (own[c] if met[c] else 0.0)
    return Outcomes(
        rank_shares=shares / draws,
        wins=wins / draws,
        first_if_met=first / draws,
        acceptable=acceptable / draws,
        nobody=nobody / draws,
        losses=losses / draws,
    )


@dataclass(frozen=True)
class Learnable:
    """One open answer: what each draw adds to its candidate's score, and whether it passes there."""

    candidate: int
    column: int
    chance: float
    shifts: list[float]
    passes: list[bool]


def learnable(
    rng: np.random.Generator,
    weights: Floats,
    low: Floats,
    high: Floats,
    silence: Floats,
    chance: Floats,
    *,
    common: float,
    draws: int,
) -> tuple[list[float], list[Learnable]]:
    """The point scores and every open answer, drawn; `silence` is NaN where there is an answer."""
    scores, found = [], []
    for c in range(len(low)):
        asked = [q for q in range(weights.shape[1]) if weights[c, q] > 0]
        ranged = [q for q in asked if math.isnan(silence[c, q]) and high[c, q] > low[c, q]]
        silent = [q for q in asked if 0 < silence[c, q] < 100]
        alone = [k for k, p in enumerate(chance[c]) if p < 1 and k not in ranged + silent]
        middle = {
            q: (low[c, q] + high[c, q]) / 2 if math.isnan(silence[c, q]) else silence[c, q] for q in asked
        }
        scores.append(math.fsum(weights[c, q] * middle[q] for q in asked))
        numbers = uniform_numbers(rng, ranged + silent, alone, common=common, draws=draws)
        for k, row in numbers.items():
            shifts = [0.0] * draws
            if k not in alone:
                answers = [drawn_answer(u, low[c, k], high[c, k], silence[c, k]) for u in row]
                shifts = [weights[c, k] * (answer - middle[k]) for answer in answers]
            found.append(Learnable(c, k, chance[c, k], shifts, [u >= 1 - chance[c, k] for u in row]))
    return scores, found


def worth(scores: list[float], answers: list[Learnable], learned: set[int]) -> float:
    """What learning some answers adds to the expected utility of the choice, one draw at a time."""
    everybody = range(len(scores))

    def counts(c: int, n: int, known: set[int]) -> float:
        score, chance = scores[c], 1.0
        for k, answer in enumerate(answers):
            if answer.candidate == c:
                score += answer.shifts[n] if k in known else 0.0
                chance *= answer.passes[n] if k in known else answer.chance
        return score * chance

    today = max(everybody, key=lambda c: counts(c, 0, set()))
    draws, everything = len(answers[0].shifts), set(range(len(answers)))
    gains = []
    for n in range(draws):
        then = max(everybody, key=lambda c: counts(c, n, learned))
        gains.append(counts(then, n, everything) - counts(today, n, everything))
    return math.fsum(gains) / draws
