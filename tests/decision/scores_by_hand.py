"""A session scored again, straight from the TOML files, with plain arithmetic and none of the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PILLARS = ("proactivity", "transparency", "staffing", "price", "security")

Table = dict[str, Any]


@dataclass
class ByHand:
    """One candidate: score, coverage and the must-haves it fails."""

    id: str
    score: float
    coverage: float
    failed: list[str]


def read(path: str) -> Table:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


class Scorer:
    """The rules of scoring, written a second time; `cash` has each candidate's cheapest and dearest cash."""

    def __init__(self, session_file: str, cash: Mapping[str, tuple[float, float]]) -> None:
        self.session = read(session_file)
        self.cash = cash
        self.pillars = {p: read(f"questionnaires/{p}.toml") for p in PILLARS}
        self.questions = {q["id"]: q for p in PILLARS for q in self.pillars[p]["questions"]}
        self.home = {q["id"]: (p, q["criterion"]) for p in PILLARS for q in self.pillars[p]["questions"]}
        self.profile = read(f"weights/{self.session['weights']['profile']}.toml")
        self.effects = self._effects()
        self.off = {effect["not_asked"] for _, effect in self.effects if "not_asked" in effect}
        self.rules = self._must_haves()
        self.question_weights = self._question_weights()
        self.criterion_weights = self._criterion_weights()
        self.pillar_weights = self._pillar_weights()

    def ranking(self) -> list[ByHand]:
        """Acceptable, then too few answers, then not acceptable; each group by score."""
        everyone = [self._candidate(candidate) for candidate in self.session["candidates"]]
        return sorted(everyone, key=lambda c: (2 if c.failed else int(c.coverage < 0.6), -c.score))

    # ---- what the business's answers move

    def _effects(self) -> list[tuple[str, Table]]:
        found = []
        business = dict(self.session["business"])
        for question in read("questionnaires/business.toml")["questions"]:
            if "when" in question and not self._holds(question["when"], business):
                business.pop(question["id"], None)
            answer = business.get(question["id"])
            if question["id"] == "biz_downtime_hour" and answer is None:
                answer = (
                    business["biz_users"] * business["biz_hourly_pay"] * business["biz_idle_share"] / 100
                    + business["biz_sales_hour"]
                    * business["biz_lost_share"]
                    / 100
                    * business["biz_margin"]
                    / 100
                )
            if answer is None:
                continue
            if question["kind"] in ("choice", "multiple"):
                chosen = [answer] if isinstance(answer, str) else answer
                acting = [option for option in question["options"] if option["id"] in chosen]
            elif question["kind"] == "text":
                continue
            else:
                if "per" in question:
                    answer = answer / business[question["per"]]
                acting = [
                    bounds
                    for bounds in question.get("ranges", [])
                    if answer < bounds.get("below", float("inf"))
                    and answer > bounds.get("above", float("-inf"))
                ]
            seen = set()
            for part in acting:
                for effect in part.get("effects", []):
                    # No example names two options that move the same thing by different amounts.
                    same = tuple(effect.get(kind) for kind in ("weight", "must_have", "input", "not_asked"))
                    if same not in seen:
                        found.append((question["id"], effect))
                    seen.add(same)
        return found

    @staticmethod
    def _holds(when: Table, business: Table) -> bool:
        answer = business.get(when["question"])
        chosen = set(answer) if isinstance(answer, list) else {answer}
        if "given" in when or "empty" in when:
            return (answer is not None) == ("given" in when)
        if "at_least" in when:
            return answer is not None and bool(answer >= when["at_least"])
        assert "any_of" in when, "no question depends on what was not chosen"
        return bool(chosen & set(when["any_of"]))

    def _moving(self, target: str) -> list[Table]:
        covered = self.profile["covers"]
        moving = [e for question, e in self.effects if e.get("weight") == target and question not in covered]
        return [effect for kind in ("set", "times", "add", "step") for effect in moving if kind in effect]

    def _moved(self, target: str, weight: float) -> float:
        for effect in self._moving(target):
            if "set" in effect:
                weight = effect["set"]
            elif "times" in effect:
                weight *= effect["times"]
            elif "add" in effect:
                weight = max(0, weight + effect["add"])
            else:
                weight = (
                    min(max(3, weight), weight + effect["step"])
                    if effect["step"] > 0
                    else max(0, weight + effect["step"])
                )
        return weight

    # ---- weights

    def _question_weights(self) -> dict[str, float]:
        profile = self.profile.get("questions", {})
        return {key: self._moved(key, profile.get(key, q["weight"])) for key, q in self.questions.items()}

    def _criterion_weights(self) -> dict[tuple[str, str], float]:
        weights = {}
        for pillar, file in self.pillars.items():
            named = {c["id"]: c["share"] for c in file["criteria"] if "share" in c}
            named |= self.profile.get("criteria", {}).get(pillar, {})
            sums = {
                c["id"]: sum(
                    w for key, w in self.question_weights.items() if self.home[key] == (pillar, c["id"])
                )
                for c in file["criteria"]
            }
            rest = sum(total for key, total in sums.items() if key not in named)
            for key, total in sums.items():
                share = named[key] if key in named else (100 - sum(named.values())) * total / rest
                weights[pillar, key] = self._moved(f"{pillar}.{key}", share)
        return weights

    def _pillar_weights(self) -> dict[str, float]:
        moved = {p: self._moved(p, self.profile["pillars"][p]) for p in PILLARS}
        fixed = {p for p in PILLARS if any("set" in effect for effect in self._moving(p))}
        left = 100 - sum(moved[p] for p in fixed)
        spread = sum(moved[p] for p in PILLARS if p not in fixed)
        weights = {p: moved[p] if p in fixed else moved[p] * left / spread for p in PILLARS}
        assert 10 <= weights["price"] <= 50, "the examples stay within the bounds of price"
        own = self.session["weights"].get("pillars", {})
        rest = sum(w for p, w in weights.items() if p not in own)
        return {p: own.get(p, w * (100 - sum(own.values())) / rest) for p, w in weights.items()}

    # ---- must-haves

    def _must_haves(self) -> dict[str, Table]:
        rules = {key: dict(q["must_have"]) for key, q in self.questions.items() if "must_have" in q}
        for _, effect in self.effects:
            if "must_have" not in effect:
                continue
            key = effect["must_have"]
            rule = rules.setdefault(key, {"on": False})
            asked = {name: effect[name] for name in ("at_least", "at_most") if name in effect}
            if not rule.get("on", True):
                rules[key] = (asked or rule) | {"on": True}
            else:
                if "at_least" in asked:
                    rule["at_least"] = max(rule.get("at_least", 0), asked["at_least"])
                if "at_most" in asked:
                    rule["at_most"] = min(rule.get("at_most", float("inf")), asked["at_most"])
        return {key: rule for key, rule in rules.items() if rule.get("on", True) and key not in self.off}

    def _fails(self, key: str, candidate: Table) -> bool:
        rule, question, answer = self.rules[key], self.questions[key], candidate["answers"].get(key)
        if self._unasked(candidate, key):
            return False
        if answer is None or answer.get("state") in ("unknown", "not_applicable"):
            return False
        if answer.get("state") == "refused":
            return True
        value = answer["value"]
        if question["kind"] == "choice":
            return bool(self._worth(key, value) < rule.get("at_least", 0))
        if value == "none":
            return True
        return bool(value < rule.get("at_least", value) or value > rule.get("at_most", value))

    # ---- one candidate

    def _worth(self, key: str, value: Any) -> float:
        question = self.questions[key]
        if value == "none":
            return float(question["none"]["value"])
        if question["kind"] == "choice":
            return float(next(level["value"] for level in question["levels"] if level["id"] == value))
        points = question["value"]
        if value <= points[0][0]:
            return float(points[0][1])
        for (x0, y0), (x1, y1) in pairwise(points):
            if value <= x1:
                return float(y0 + (y1 - y0) * (value - x0) / (x1 - x0))
        return float(points[-1][1])

    def _point(self, key: str, candidate: Table) -> float:
        answer, kind = candidate["answers"].get(key), candidate.get("kind", "provider")
        state = "unknown" if answer is None else answer.get("state", "answered")
        if answer is None or state != "answered":
            return 0.0 if state == "refused" else self._silence(key)
        lived = kind == "incumbent" and kind in self.questions[key].get("text_for", {})
        default = "seen" if self.questions[key]["asked_of"] == "owner" or lived else "said"
        return self._kept(key, self._worth(key, answer["value"]), answer.get("evidence", default))

    def _kept(self, key: str, value: float, grade: str) -> float:
        """The points of an answer; a bare word is worth no more than the level below it in writing."""
        reliance = {grade: float(share) for grade, share in self.profile["evidence"].items()}
        share = reliance[grade]
        below = [x["value"] for x in self.questions[key].get("levels", []) if x["value"] < value]
        if grade == "said" and below and max(below) >= 0.6 * value:
            share = max(0.0, min(share, (1 + reliance["written"]) * max(below) / value - 1))
        return value * (1 + share) / 2

    def _silence(self, key: str) -> float:
        """No answer counts no more than the least honest one above nothing."""
        levels = [x["value"] for x in self.questions[key].get("levels", []) if x["value"] > 0]
        least = min(self._kept(key, value, "said") for value in levels or [25.0])
        return min(float(self.session["settings"].get("silence", 25)), least)

    def _price_level(self, candidate: str) -> float:
        low, high = (float(self.session["business"][key]) for key in ("biz_price_low", "biz_price_high"))
        ends = [100 * (high - cash) / (high - low) for cash in self.cash[candidate]]
        return sum(min(100.0, max(0.0, end)) for end in ends) / 2

    def _candidate(self, candidate: Table) -> ByHand:
        answers = candidate["answers"]
        size = self.session["size"]
        score = weighed = known = 0.0
        for pillar, file in self.pillars.items():
            value = weight = told = 0.0
            for criterion in file["criteria"]:
                rows = [
                    (
                        self.question_weights[key],
                        self._point(key, candidate),
                        self._told(answers.get(key)),
                    )
                    for key, q in self.questions.items()
                    if self.home[key] == (pillar, criterion["id"])
                    and q["kind"] != "money"
                    and not q.get("feeds", "").startswith("bid.")
                    and (size == "full" or size in q["sizes"] or key in self.rules)
                    and not self._left_out(candidate, key)
                ]
                if criterion.get("scored_from") == "cash":
                    rows = [(1.0, self._price_level(candidate["id"]), 1.0)]
                total = sum(w for w, _, _ in rows)
                if total > 0:
                    share = self.criterion_weights[pillar, criterion["id"]]
                    value += share * sum(w * v for w, v, _ in rows) / total
                    told += share * sum(w * t for w, _, t in rows) / total
                    weight += share
            if weight > 0:
                score += self.pillar_weights[pillar] * value / weight
                known += self.pillar_weights[pillar] * told / weight
                weighed += self.pillar_weights[pillar]
        failed = [key for key in self.rules if self._fails(key, candidate)]
        return ByHand(candidate["id"], score / weighed, known / weighed, failed)

    def _unasked(self, candidate: Table, key: str) -> bool:
        """What makes no sense for the business, or for that kind of candidate."""
        kinds = self.questions[key].get("not_for", {}).get("kinds", [])
        return key in self.off or candidate.get("kind", "provider") in kinds

    def _left_out(self, candidate: Table, key: str) -> bool:
        """What does not apply, once the owner agrees; of one's own people the owner says so at once."""
        answer = candidate["answers"].get(key, {})
        if self._unasked(candidate, key):
            return True
        agreed = answer.get("confirmed", False) or candidate.get("kind") == "in_house"
        return answer.get("state") == "not_applicable" and agreed

    @staticmethod
    def _told(answer: Table | None) -> float:
        return float(answer is not None and answer.get("state", "answered") == "answered")
