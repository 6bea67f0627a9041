"""How the figures came about and how firm they are: method, weights, seed, versions, second opinions."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select import __version__
from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.robustness import robustness_parts
from msp_select.phrases.en.weighting import step_sentence
from msp_select.phrases.en.words import plain
from msp_select.phrases.names import Names
from msp_select.report import table_cells
from msp_select.report.document import Block, Bullets, Column, Listed, Table

ADDITIVE = (
    "Every answer is worth 0 to 100 on a fixed scale; nothing is scaled against the other candidates. "
    "The score is the weighted sum."
)
EVIDENCE = (
    "Proven counts only what evidence supports, claimed everything said as true, possible also every open "
    "answer at its best. "
    "The score is the middle between the proven and the claimed value of each answer."
)


def method_blocks(evaluation: Evaluation) -> tuple[Block, ...]:
    """Everything needed to work the report out again."""
    blocks: list[Block] = [Bullets(tuple(_points(evaluation))), _weights(evaluation)]
    steps = [step_sentence(step, evaluation.catalog) for step in evaluation.weights.steps]
    if steps:
        blocks.append(Listed("What your own answers moved", tuple(steps)))
    return tuple(blocks)


def robustness_blocks(evaluation: Evaluation) -> tuple[Block, ...]:
    """How far weights can move, what other methods say, what moves the lead: what no finding says already."""
    found = robustness_parts(robustness(evaluation), Names.of(evaluation))
    blocks: list[Block] = []
    for name in ("ranges", "opinions", "other_weights", "margins"):
        if name in found:
            heading, *lines = found[name]
            blocks.append(Listed(heading, tuple(line.strip() for line in lines)))
    return tuple(blocks)


def _points(evaluation: Evaluation) -> Iterable[str]:
    session, settings = evaluation.session, evaluation.session.settings
    yield from evaluation.changed_outside
    yield ADDITIVE
    yield EVIDENCE
    if settings.sealed:
        yield "Prices are sealed: the order is by quality, the pillars other than price."
    if evaluation.method != "additive":
        yield f"The order is by {evaluation.method.replace('_', ' ')}; the score stays the weighted sum."
    default = "our default" if settings.silence == 25 else "your setting"
    yield (
        "No answer, asked or not, counts as little as the weakest answer to that question that is only said, "
        f"and at most {plain(settings.silence)} of 100, {default}; a refusal counts 0."
    )
    said, written = (100 * evaluation.weights.evidence[grade] for grade in ("said", "written"))
    yield (
        f"A bare word counts {plain(said)} %, and no more than the next answer below it in writing; "
        f"a word in writing {plain(written)} %. These shares are a judgement."
    )
    yield (
        "The chance of a must-have nobody asked about is taken from those already judged, half of it where "
        "they were asked and did not answer: a judgement too."
    )
    yield f"Weights were stated as {settings.confidence} sure, and were varied accordingly."
    if evaluation.simulation is None:
        yield "How sure the order is was not tried."
    else:
        yield (
            f"{evaluation.draws:,} tries with weights and open answers varied at random, started from the "
            f"number {evaluation.seed}."
        )
    profile = evaluation.catalog.profile(evaluation.weights.profile)
    title = profile.title if profile else evaluation.weights.profile
    sizes = {"quick": "the quick set", "core": "the core set", "full": "the full set"}
    yield f"Weight profile: {title}. Questions: {sizes[session.size]}."
    yield f"Worked out by msp-select {__version__}; the files it used and their checksums are in the record."


def _weights(evaluation: Evaluation) -> Table:
    catalog = evaluation.catalog
    return Table(
        "Weights",
        "What each pillar weighs, in percent of the whole",
        (Column("Pillar"), Column("Weight", "percent"), Column("What it asks")),
        tuple(
            (table_cells.text(pillar.title), table_cells.weight(weight), table_cells.text(pillar.summary))
            for pillar_id, weight in evaluation.weights.pillars.items()
            if (pillar := catalog.pillar(pillar_id)) is not None
        ),
    )
