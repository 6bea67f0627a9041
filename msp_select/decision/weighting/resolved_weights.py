"""What matters how much: profile, then the business's answers, then the user's own figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from msp_select.decision.business.answer_effects import Change, changes_of
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import MustHave
from msp_select.model.scalars import Evidence
from msp_select.model.session import Session
from msp_select.model.weights import WeightProfile

PRICE_BOUNDS = (10.0, 50.0)
TOP_STEP = 3.0  # a question is moved by steps up to this weight
StepKind = Literal["weight", "must_have", "not_asked"]


@dataclass(frozen=True)
class Step:
    """One weight or must-have moved by one business answer, or one question it takes out.

    `key` is what `undone` names to take it back; `before` and `after` are percent for pillars and criteria,
    steps of 0 to 3 for questions, thresholds for must-haves.
    """

    key: str
    question: str
    kind: StepKind
    target: str
    before: float | None
    after: float | None
    because: str
    undone: bool = False


@dataclass(frozen=True)
class Note:
    """A sentence for the reader that a business answer calls for."""

    question: str
    sentence: str
    because: str


@dataclass(frozen=True)
class ResolvedWeights:
    """The weights a session is scored with, and how they came about.

    `pillars` and `criteria` ("pillar.criterion") in percent of their parent, each level summing to 100;
    `questions` in steps; `must_haves` the rules that are on; `inputs` the cost inputs moved.
    """

    profile: str
    pillars: Mapping[str, float]
    criteria: Mapping[str, float]
    questions: Mapping[str, float]
    evidence: Mapping[Evidence, float]
    must_haves: Mapping[str, MustHave]
    inputs: tuple[Change, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    def switched_on_by(self, question_id: str) -> str:
        """Why a must-have is on or stricter, as an answer about the business has it; nothing else does."""
        steps = (step for step in self.steps if step.kind == "must_have" and step.target == question_id)
        return next((step.because for step in steps if not step.undone), "")

    def within(self, catalog: Catalog) -> ResolvedWeights:
        """The weights of what is in that catalog, the pillars scaled to 100 again."""
        targets = {*catalog.criteria, *catalog.questions, *(pillar.id for pillar in catalog.questionnaires)}
        return replace(
            self,
            pillars=scaled({pillar.id: self.pillars[pillar.id] for pillar in catalog.questionnaires}, {}),
            criteria={key: self.criteria[key] for key in catalog.criteria},
            questions={key: self.questions[key] for key in catalog.questions},
            must_haves={key: rule for key, rule in self.must_haves.items() if key in catalog.questions},
            steps=tuple(step for step in self.steps if step.target in targets),
        )


def resolve_weights(session: Session, catalog: Catalog) -> ResolvedWeights:
    """Profile, `set`, `times`, `add` and steps, scaled to 100; last the user's own figures, exactly."""
    profile = catalog.profile(session.weights.profile)
    if profile is None:  # the store refuses such a session; a session built in memory may still hold one
        raise KeyError(session.weights.profile)
    changes, notes = changes_of(session, catalog)
    undone = set(session.weights.undone)
    taken_out = {c.target for c in changes if c.kind == "not_asked" and c.key not in undone}
    changes = tuple(c for c in changes if c.kind == "not_asked" or c.target not in taken_out)
    weighing = tuple(c for c in changes if c.kind == "weight" and c.question not in profile.covers)
    acting = tuple(c for c in weighing if c.key not in undone)
    steps: list[Step] = []

    questions = _question_weights(catalog, profile, acting, steps)
    questions |= {key: own for key, own in session.weights.questions.items() if key in questions}
    criteria: dict[str, float] = {}
    for pillar in catalog.questionnaires:
        base = _criterion_shares(catalog, profile, pillar.id, questions)
        moved, fixed = _moved(base, acting, steps)
        own = {f"{pillar.id}.{c}": w for c, w in session.weights.criteria.get(pillar.id, {}).items()}
        criteria |= scaled(scaled(moved, fixed), own)
    base = scaled({p.id: profile.pillars.get(p.id, 0.0) for p in catalog.questionnaires}, {})
    moved, fixed = _moved(base, acting, steps)
    pillars = scaled(moved, fixed) if moved != base else base
    pillars = _price_within_bounds(pillars, base, catalog.price_pillar)

    there = {*base, *criteria, *questions}
    steps.extend(_step(c, None, None, undone=True) for c in weighing if c.key in undone and c.target in there)
    steps.extend(
        _step(c, None, None, undone=c.key in undone)
        for c in changes
        if c.kind == "not_asked" and c.target in catalog.questions
    )
    order = {q.id: i for i, q in enumerate(catalog.business.questions)}
    must_haves = _must_haves(session, catalog, changes, undone, steps)
    return ResolvedWeights(
        profile=profile.id,
        pillars=scaled(pillars, session.weights.pillars),
        criteria=criteria,
        questions=questions,
        evidence=dict(profile.evidence),
        must_haves={key: rule for key, rule in must_haves.items() if key not in taken_out},
        inputs=tuple(c for c in changes if c.kind == "input" and c.key not in undone),
        steps=tuple(sorted(steps, key=lambda step: order[step.question])),
        notes=tuple(Note(*note) for note in notes),
    )


def price_moved(session: Session, catalog: Catalog) -> tuple[float, float] | None:
    """The price's percent of the whole in the profile and now, where answers alone moved it."""
    profile, price = catalog.profile(session.weights.profile), catalog.price_pillar
    if profile is None or price is None or session.weights.pillars:
        return None
    start = scaled({p.id: profile.pillars.get(p.id, 0.0) for p in catalog.questionnaires}, {})[price]
    now = resolve_weights(session, catalog).pillars[price]
    return None if round(start) == round(now) else (start, now)


def scaled(weights: Mapping[str, float], fixed: Mapping[str, float]) -> dict[str, float]:
    """`weights` summing to 100 around the `fixed` ones; where those leave nothing, they are scaled too."""
    kept = {key: fixed[key] for key in weights if key in fixed}
    free = {key: weight for key, weight in weights.items() if key not in fixed}
    left, spread = 100.0 - sum(kept.values()), sum(free.values())
    if left < 0 or spread <= 0:
        free = dict.fromkeys(free, 0.0)
        total = sum(kept.values())
        kept = {key: 100.0 * weight / total if total else 0.0 for key, weight in kept.items()}
    else:
        free = {key: weight * left / spread for key, weight in free.items()}
    merged = kept | free
    return {key: merged[key] for key in weights}


def _question_weights(
    catalog: Catalog, profile: WeightProfile, acting: Iterable[Change], steps: list[Step]
) -> dict[str, float]:
    weights = {q.id: profile.questions.get(q.id, q.weight) for q in catalog.questions.values()}
    return _moved(weights, acting, steps)[0]


def _criterion_shares(
    catalog: Catalog, profile: WeightProfile, pillar_id: str, questions: Mapping[str, float]
) -> dict[str, float]:
    """Percent of the pillar: named shares first, the rest by the sums of the questions' weights."""
    pillar = catalog.pillar(pillar_id)
    assert pillar is not None
    sums = {c.id: 0.0 for c in pillar.criteria}
    for question in pillar.questions:
        sums[question.criterion] += questions[question.id]
    named = {c.id: c.share for c in pillar.criteria if c.share is not None}
    named |= profile.criteria.get(pillar_id, {})
    shares = scaled(sums, {key: float(share) for key, share in named.items() if key in sums})
    return {f"{pillar_id}.{key}": share for key, share in shares.items()}


def _moved(
    weights: Mapping[str, float], acting: Iterable[Change], steps: list[Step]
) -> tuple[dict[str, float], dict[str, float]]:
    """The weights after set, times, add and steps, in this order, and those that were set."""
    moved, was_set = dict(weights), set()
    here = [change for change in acting if change.target in weights]
    for operation in ("set", "times", "add", "step"):
        for change in here:
            if change.operation != operation:
                continue
            before = moved[change.target]
            moved[change.target] = after = _after(change, before)
            if operation == "set":
                was_set.add(change.target)
            if after != before:
                steps.append(_step(change, before, after))
    return moved, {key: moved[key] for key in was_set}


def _after(change: Change, before: float) -> float:
    amount = float(change.amount)
    if change.operation == "set":
        return max(0.0, amount)
    if change.operation == "times":
        return max(0.0, before * amount)
    if change.operation == "add":
        return max(0.0, before + amount)
    return max(before, min(TOP_STEP, before + amount)) if amount > 0 else max(0.0, before + amount)


def _price_within_bounds(
    pillars: dict[str, float], base: Mapping[str, float], price: str | None
) -> dict[str, float]:
    """No answer moves price below 10 or above 50; a profile or the user may put it there."""
    if price is None:
        return pillars
    low, high = min(PRICE_BOUNDS[0], base[price]), max(PRICE_BOUNDS[1], base[price])
    kept = min(max(pillars[price], low), high)
    return pillars if kept == pillars[price] else scaled(pillars, {price: kept})


def _must_haves(
    session: Session, catalog: Catalog, changes: Iterable[Change], undone: set[str], steps: list[Step]
) -> dict[str, MustHave]:
    rules = {q.id: q.must_have for q in catalog.questions.values() if q.must_have is not None}
    for change in changes:
        if change.kind != "must_have" or change.target not in catalog.questions:
            continue
        before = rules.get(change.target)
        after = _stricter(before, change)
        if after == before:
            continue
        step = _step(change, _threshold(before), _threshold(after), undone=change.key in undone)
        steps.append(step)
        if not step.undone:
            rules[change.target] = after
    for question_id, own in session.must_haves.items():
        if question_id in rules:
            rules[question_id] = rules[question_id].model_copy(update=own.model_dump(exclude_none=True))
    return {key: rule for key, rule in rules.items() if rule.on}


def _stricter(rule: MustHave | None, change: Change) -> MustHave:
    """The rule switched on, at the stricter of its own threshold and the one asked for."""
    rule = rule or MustHave(at_least=change.at_least, at_most=change.at_most)
    if not rule.on:  # a threshold that waited for this answer gives way to the one the answer names
        kept = (
            MustHave(at_least=change.at_least, at_most=change.at_most, cure=rule.cure)
            if change.at_least is not None or change.at_most is not None
            else rule
        )
        return kept.model_copy(update={"on": True})
    at_least = max((x for x in (rule.at_least, change.at_least) if x is not None), default=None)
    at_most = min((x for x in (rule.at_most, change.at_most) if x is not None), default=None)
    return rule.model_copy(update={"at_least": at_least, "at_most": at_most})


def _threshold(rule: MustHave | None) -> float | None:
    if rule is None or not rule.on:
        return None
    bound = rule.at_least if rule.at_least is not None else rule.at_most
    return None if bound is None else float(bound)


def _step(change: Change, before: float | None, after: float | None, *, undone: bool = False) -> Step:
    kind: StepKind = "weight" if change.kind == "input" else change.kind  # an input makes no step
    return Step(change.key, change.question, kind, change.target, before, after, change.because, undone)
