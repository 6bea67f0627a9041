"""What to do now, step by step: who has to do it, and before what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from msp_select.decision.advice.own_obligations import cannot_promise
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.leader import Sureness
from msp_select.decision.findings.verdict_lines import SIGNABLE, ToSettle, WhoFits, verdict_lines
from msp_select.decision.robustness.value_of_information import AskList, OpenAnswer, ask_list
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.verdict import Condition, VerdictKind

Before = Literal["choosing", "signing", "last"]
StepKind = Literal[
    "second_bid",
    "ask",
    "prove",
    "firm_prices",
    "answer",
    "lower_price",
    "cure",
    "write_down",
    "duties",
    "open_prices",
    "rank_again",
    "sign",
]
BEFORE: Mapping[StepKind, Before] = {
    "second_bid": "choosing",
    "ask": "choosing",
    "prove": "choosing",
    "firm_prices": "choosing",
    "answer": "choosing",
    "lower_price": "signing",
    "cure": "signing",
    "write_down": "signing",
    "duties": "signing",
    "open_prices": "last",
    "rank_again": "last",
    "sign": "last",
}


@dataclass(frozen=True)
class Step:
    """One thing to do: `whom` has to do it, None for the business itself.

    `rows`: the questions or criteria it is about, or the duties; `conditions`: what is to be had in the
    contract.
    """

    kind: StepKind
    whom: str | None = None
    rows: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def before(self) -> Before:
        """Before what it has to be done."""
        return BEFORE[self.kind]


@dataclass(frozen=True, kw_only=True)
class NextSteps(Fact):
    """What follows from the verdict: on `whom` it rests, `rival` where two may be chosen; steps in order.

    `verdict` is None while prices are sealed, and where how sure the order is was not tried.
    """

    kind: ClassVar[str] = "next_steps"
    verdict: VerdictKind | None
    whom: str
    rival: str | None
    sealed: bool
    steps: tuple[Step, ...] = field(metadata=FOR_WORDS_ONLY)

    @property
    def asks(self) -> bool:
        """Whether anything has to be learned before the choice."""
        return any(step.before == "choosing" for step in self.steps)


def next_steps(evaluation: Evaluation) -> NextSteps | None:
    """The steps that the ranking as it is leads to; None without candidates."""
    leader, lines = evaluation.leader, verdict_lines(evaluation)
    if leader is None:
        return None
    who = next((line for line in lines if isinstance(line, WhoFits)), None)
    settle = next((line for line in lines if isinstance(line, ToSettle)), None)
    sure = None if who is None else who.sureness
    whom = leader.id if settle is None else settle.whom
    rival = sure.rival if sure is not None and sure.verdict == "too_close" else None
    steps = tuple(_steps(evaluation, sure, settle, whom))
    return NextSteps(
        candidates=(whom,) if rival is None else (whom, rival),
        verdict=None if sure is None else sure.verdict,
        whom=whom,
        rival=rival,
        sealed=evaluation.session.settings.sealed,
        steps=steps,
    )


def _steps(
    evaluation: Evaluation, sure: Sureness | None, settle: ToSettle | None, whom: str
) -> Iterator[Step]:
    verdict = None if sure is None else sure.verdict
    asked = tuple(_asked(ask_list(evaluation) if len(evaluation.results) > 1 else None))
    if verdict == "single" or len(evaluation.results) == 1:
        yield Step("second_bid")
    yield from asked
    if settle is not None:
        still_open = tuple(one.question for one in settle.conditions if one.kind == "open" and one.question)
        if still_open:
            yield Step("answer", whom, still_open)
        if settle.failed:
            yield Step("cure", whom, settle.failed)
        words = tuple(one for one in settle.conditions if one.kind != "open")
        if words:
            yield Step("write_down", whom, conditions=words)
    if verdict == "over_limit":
        yield Step("lower_price", whom)
    if lacking := cannot_promise(evaluation.session):
        yield Step("duties", rows=lacking)
    if evaluation.session.settings.sealed:
        yield Step("open_prices")
    elif verdict in SIGNABLE and not asked and not (settle and settle.failed):
        yield Step("sign", whom)
    else:
        yield Step("rank_again")


def _asked(found: AskList | None) -> Iterator[Step]:
    """What is worth asking, gathered by whom and by what they have to do; the worthiest first."""
    kinds: dict[str, StepKind] = {"unproven": "prove", "defaults": "firm_prices", "no_price": "firm_prices"}
    gathered: dict[tuple[StepKind, str], list[OpenAnswer]] = {}
    for one in found.worth_asking if found else ():
        gathered.setdefault((kinds.get(one.kind, "ask"), one.candidate), []).append(one)
    for (kind, candidate), answers in gathered.items():
        yield Step(kind, candidate, tuple(one.row for one in answers))
