"""What matters: a profile, an order with swings, or the bars themselves; and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from msp_select.decision.elicit import (
    Swing,
    rounded,
    shares_of_order,
    shares_of_pairs,
    shares_of_swing,
    swings,
)
from msp_select.decision.profile import ResolvedWeights, resolve_weights
from msp_select.decision.weight_log import unexplained
from msp_select.model.changes import set_settings, set_weights
from msp_select.ui.literal import literal
from msp_select.ui.screens.weighing import WeighingScreen
from msp_select.ui.widgets.dialogs import AskText, Choose, Confirm
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.line_list import Line, LineList, Page
from msp_select.ui.widgets.weight_bars import Weight, WeightBars, bar_width, shares_in_words

if TYPE_CHECKING:
    from msp_select.model.session import Confidence

SURE: tuple[tuple[Confidence, str], ...] = (
    ("hardly", "hardly: they could well be half as large again"),
    ("fairly", "fairly: give or take a quarter"),
    ("very", "very: give or take a tenth"),
)
TIMES: tuple[tuple[float, str], ...] = (
    (7.0, "{a} matters very much more (7 times)"),
    (5.0, "{a} matters much more (5 times)"),
    (3.0, "{a} matters somewhat more (3 times)"),
    (1.0, "both matter the same"),
    (1 / 3, "{b} matters somewhat more (3 times)"),
    (1 / 5, "{b} matters much more (5 times)"),
    (1 / 7, "{b} matters very much more (7 times)"),
)


class WeightsScreen(WeighingScreen):
    """How much each side of a provider counts."""

    PLACE = "weights"
    GUIDE = (
        "How much each part counts, in percent of the whole. Start from a profile (p); if none fits, say in "
        "what order the parts matter and how much (r); or move the bars with left and right. Enter on a bar "
        "shows what it is made of."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "profile", "Profile", tooltip="Choose a profile by its summary"),
        Binding("r", "rank", "Rank", tooltip="Rank the parts, then say how much each is worth"),
        Binding("u", "sure", "How sure", tooltip="How sure you are of these weights"),
        Binding("i", "inside", "Inside", tooltip="What a part is made of: its criteria and their shares"),
        Binding("x", "give_all_up", "Reset", tooltip="Give all your own figures up"),
        Binding("two", "pairs", "In pairs", show=False, tooltip="Compare the parts two by two"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._inside: str | None = None  # the pillar whose criteria are shown, or all pillars

    def body(self) -> ComposeResult:
        yield Static("", id="profile", classes="prose")
        yield Static("", id="bars-head")
        yield WeightBars(id="bars")
        yield Static("", id="bar-summary")
        yield Static("", id="sure", classes="prose")
        yield Page(id="steps")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(WeightBars).focus()

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        session, catalog = self.work.session, self.work.catalog
        weights = resolve_weights(session, catalog)
        profile = catalog.profile(session.weights.profile)
        assert profile is not None
        self.query_one("#profile", Static).update(
            Content.assemble("Profile  ", literal(profile.title, "bold"), literal(f": {profile.summary}"))
        )
        self._draw_bars(weights)
        sure = "   ".join(f"▌{name}▐" if name == session.settings.confidence else name for name, _ in SURE)
        note = "y: say why they changed" if unexplained(session) else "u changes it"
        self.query_one("#sure", Static).update(literal(f"How sure of these weights?   {sure}   {note}"))
        self._draw_steps(weights)

    def _draw_bars(self, weights: ResolvedWeights) -> None:
        session, catalog = self.work.session, self.work.catalog
        plain = resolve_weights(set_weights(session, pillars={}, criteria={}), catalog)
        bars: list[Weight] = []
        if self._inside is None:
            what = "What matters"
            for pillar in catalog.questionnaires:
                own = "your own figure" if pillar.id in session.weights.pillars else ""
                share, before = weights.pillars[pillar.id], plain.pillars[pillar.id]
                bars.append(Weight(pillar.id, pillar.title, share, before, own))
        else:
            what = f"Inside {self._titles[self._inside]}"
            own_shares = session.weights.criteria.get(self._inside, {})
            for criterion in self._criteria(self._inside):
                key = f"{self._inside}.{criterion}"
                own = "your own figure" if criterion in own_shares else ""
                title = catalog.criteria[key].title
                bars.append(Weight(key, title, weights.criteria[key], plain.criteria[key], own))
        titles = min(max(len(bar.title) for bar in bars), 20) + 1
        head = f" {what:<{titles}} share{'by answers':>{bar_width(self.size.width - 3) + 7}}   ← → moves, digits type"
        self.query_one("#bars-head", Static).update(literal(head))
        self.query_one(WeightBars).show_weights(bars)
        self._draw_summary()

    def _draw_summary(self) -> None:
        key, catalog = self.query_one(WeightBars).key, self.work.catalog
        if key in catalog.criteria:
            summary = f"{catalog.criteria[key].title}: {catalog.criteria[key].summary}"
        else:
            pillar = catalog.pillar(key)
            summary = f"{pillar.title}: {pillar.summary}" if pillar is not None else ""
        self.query_one("#bar-summary", Static).update(literal(summary))

    def _draw_steps(self, weights: ResolvedWeights) -> None:
        page = self.query_one("#steps", Page)
        room = max(page.room, 40)
        steps = [step for step in weights.steps if step.kind == "weight"]
        lines = [Line(Content.styled("What your answers about the business moved", "bold"))]
        if not steps:
            lines.append(Line(Content("Nothing yet. F2 asks about your business.")))
        for step in steps:
            lines += (Line(line) for line in wrapped(step.sentence, room, first="  ", indent="    "))
        page.show(lines)

    def on_resize(self) -> None:
        """Texts are broken for the room there is."""
        if self._ready and self.select_app.work is not None:
            self.refresh_work()

    # -- the bars ---------------------------------------------------------------------------------------

    @on(WeightBars.Moved)
    def move(self, event: WeightBars.Moved) -> None:
        """A bar was moved."""
        if self._inside is None:
            self.move_pillar(event.key, event.percent)
        else:
            self._move_criterion(event.key, event.percent)

    def _move_criterion(self, key: str, share: float | None) -> None:
        from msp_select.decision.elicit import moved

        assert self._inside is not None
        session = self.work.session
        now = resolve_weights(session, self.work.catalog).criteria
        here = {name: now[f"{self._inside}.{name}"] for name in self._criteria(self._inside)}
        criterion = key.removeprefix(f"{self._inside}.")
        own = moved(session.weights.criteria.get(self._inside, {}), here, criterion, share)
        criteria = {name: shares for name, shares in session.weights.criteria.items() if name != self._inside}
        criteria |= {self._inside: own} if own else {}
        title = self.work.catalog.criteria[key].title.lower()
        self.weigh(set_weights(session, criteria=criteria), f"weight of {title}", joined=True)

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another bar: its summary, and the next move is one of its own."""
        self.rest()
        self._draw_summary()

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Enter on a bar: what it is made of, and back."""
        self.action_inside()

    def action_inside(self) -> None:
        key = self.query_one(WeightBars).key
        self._inside = key if self._inside is None and self._criteria(key) else None
        self.rest()
        self.refresh_work()

    def action_back(self) -> None:
        if self._inside is not None:
            self.action_inside()
        else:
            super().action_back()

    def _criteria(self, pillar_id: str) -> list[str]:
        pillar = self.work.catalog.pillar(pillar_id)
        return [] if pillar is None else [criterion.id for criterion in pillar.criteria]

    # -- other ways -------------------------------------------------------------------------------------

    def action_profile(self) -> None:
        options = [(p.id, f"{p.title}: {p.summary}") for p in self.work.catalog.profiles]
        self.app.push_screen(
            Choose("Which describes you best?", options, chosen=self.work.session.weights.profile),
            self._take_profile,
        )

    def _take_profile(self, profile: str | None) -> None:
        if profile is not None and profile != self.work.session.weights.profile:
            self.rest()
            self.weigh(set_weights(self.work.session, profile=profile), "profile")

    def action_sure(self) -> None:
        self.app.push_screen(
            Choose(
                "How sure are you of these weights?",
                SURE,
                chosen=self.work.session.settings.confidence,
                hint="The less sure, the more the weights are varied to see how often each is first.",
            ),
            self._take_sure,
        )

    def _take_sure(self, confidence: str | None) -> None:
        if confidence is not None:
            self.apply(set_settings(self.work.session, confidence=confidence), "how sure of the weights")

    def action_give_all_up(self) -> None:
        own = self.work.session.weights
        if own.pillars or own.criteria:
            self.rest()
            self.weigh(set_weights(self.work.session, pillars={}, criteria={}), "your own figures given up")
        else:
            self.select_app.say("There are no figures of your own to give up.")

    @work
    async def action_rank(self) -> None:
        """Which first, which next; then how much each is worth, the top one being 100."""
        ends = {end.pillar: end for end in await self._ends()}
        order: list[str] = []
        while len(order) < len(ends) - 1:
            left = [key for key in ends if key not in order]
            options = [(key, _swing_words(ends[key])) for key in left]
            nth = "first" if not order else "next"
            question = f"If all were at their worst, which would you bring to its best {nth}?"
            chosen = await self.app.push_screen_wait(Choose(question, options, hint=_so_far(order, ends)))
            if chosen is not None:
                order.append(chosen)
            elif order:
                order.pop()
            else:
                return
        order += [key for key in ends if key not in order]
        points = await self._points(order, ends)
        if points is not None:
            from_order = points == {}
            shares = rounded(shares_of_order(order) if from_order else shares_of_swing(points))
            await self._offer(shares, "weights by order" if from_order else "weights by swing")

    async def _points(self, order: Sequence[str], ends: Mapping[str, Swing]) -> dict[str, float] | None:
        """Points of each, the first 100; empty where the order is to be enough, None if given up."""
        top, points = order[0], {order[0]: 100.0}
        at = 1
        while at < len(order):
            key = order[at]
            given = await self.app.push_screen_wait(
                AskText(
                    f"Moving {ends[key].title} from its worst to its best is worth how much, "
                    f"if {ends[top].title} is worth 100?",
                    f"{points[key]:.0f}" if key in points else "",
                    hint=f"{_both_ends(ends[key])}\n\n0 to 100. Leave it empty if the order alone is enough.",
                    check=_points_fault,
                    blank=True,
                )
            )
            if given == "":
                return {}
            if given is not None:
                points[key] = float(given)
                at += 1
            elif at > 1:
                at -= 1
            else:
                return None
        return {key: points[key] for key in order}

    @work
    async def action_pairs(self) -> None:
        """Two by two, for those who ask; says when the answers contradict each other."""
        titles = self._titles
        pairs = list(combinations(titles, 2))
        judged: dict[tuple[str, str], float] = {}
        at = 0
        while at < len(pairs):
            a, b = pairs[at]
            options = [(str(k), words.format(a=titles[a], b=titles[b])) for k, (_, words) in enumerate(TIMES)]
            question = f"Pair {at + 1} of {len(pairs)}: {titles[a]} or {titles[b]}?"
            hint = "Think of bringing each from its worst to its best. Esc goes back."
            chosen = await self.app.push_screen_wait(Choose(question, options, hint=hint))
            if chosen is not None:
                judged[a, b] = TIMES[int(chosen)][0]
                at += 1
            elif at:
                at -= 1
            else:
                return
        found = shares_of_pairs(list(titles), judged)
        ratio = f"Consistency ratio {found.consistency_ratio:.2f} (at most 0.10 is good)."
        if not found.consistent:
            ratio += " Your answers contradict each other: better go through them again."
        await self._offer(rounded(found.shares), "weights by pairs", ratio)

    async def _offer(self, shares: Mapping[str, float], what: str, note: str = "") -> None:
        words = shares_in_words({self._titles[key]: share for key, share in shares.items()})
        question = f"This gives {words}.\n\n{note}" if note else f"This gives {words}."
        if await self.app.push_screen_wait(Confirm(question, "Take these", "Leave it as it was")):
            self.rest()
            ordered = {pillar.id: shares[pillar.id] for pillar in self.work.catalog.questionnaires}
            self.weigh(set_weights(self.work.session, pillars=ordered), what)

    async def _ends(self) -> tuple[Swing, ...]:
        from msp_select.decision.cost_inputs import business_inputs

        session, catalog = self.work.session, self.work.catalog
        weights = resolve_weights(session, catalog)
        return swings(catalog, weights.questions, business_inputs(session, catalog, weights.inputs))


def _swing_words(swing: Swing) -> str:
    return f'{swing.title}: from "{swing.worst[0]}" to "{swing.best[0]}"' if swing.worst else swing.title


def _both_ends(swing: Swing) -> str:
    worst, best = ("\n".join(f"  - {words}" for words in ends) for ends in (swing.worst, swing.best))
    return f"{swing.title} at its worst:\n{worst}\nat its best:\n{best}"


def _so_far(order: Sequence[str], ends: Mapping[str, Swing]) -> str:
    done = ", ".join(ends[key].title for key in order)
    return (
        f"So far: {done}. Esc takes the last one back."
        if order
        else "Digits choose. Esc leaves it as it was."
    )


def _points_fault(text: str) -> str:
    try:
        points = float(text)
    except ValueError:
        return f'"{text}" is not a number from 0 to 100.'
    return "" if 0 <= points <= 100 else f'"{text}" is not a number from 0 to 100.'
