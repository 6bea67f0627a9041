"""What matters: a profile, an order with swings, or the bars themselves; and how sure that is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from msp_select.decision.weighting.resolved_weights import ResolvedWeights, price_moved, resolve_weights
from msp_select.model.answer_checks import left_out_faults
from msp_select.model.edits import set_settings, set_weights, toggle_pillar
from msp_select.phrases.en.weighting import profile_in_words, step_sentence
from msp_select.ui import trial
from msp_select.ui.components.weight_editor import WeightEditor
from msp_select.ui.components.weight_interview import WeightInterview
from msp_select.ui.literal_text import literal
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import Choose
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page
from msp_select.ui.widgets.weight_bars import Weight, bar_width

if TYPE_CHECKING:
    from msp_select.model.session import Confidence

SURE: tuple[tuple[Confidence, str], ...] = (
    ("hardly", "hardly: they could well be half as large again"),
    ("fairly", "fairly: give or take a quarter"),
    ("very", "very: give or take a tenth"),
)


class WeightsScreen(Place):
    """How much each side of a provider counts."""

    PLACE = "weights"
    AUTO_FOCUS = "#bars"
    GUIDE = (
        "How much each part counts, in percent of the whole. Start from a profile (p); if none fits, say in "
        "what order the parts matter and how much (r); or move the bars with left and right. Enter on a bar "
        "shows what it is made of."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "profile", "Profile", tooltip="Choose a profile by its summary"),
        Binding("r", "interview('swing')", "Rank", tooltip="Rank the parts, then say how much each is worth"),
        Binding("u", "sure", "How sure", tooltip="How sure you are of these weights"),
        Binding("i", "inside", "Inside", tooltip="What a part is made of: its criteria and their shares"),
        Binding("o", "leave_out", "Leave out", tooltip="Leave a whole part out, or take it in again"),
        Binding("x", "give_all_up", "Reset", tooltip="Give all your own figures up"),
        Binding("s", "keep_trial", "Keep", tooltip="Keep the weights on trial, and say why"),
        Binding("b", "drop_trial", "As decided", tooltip="Back to the weights as decided"),
        Binding("c", "interview('pairs')", "In pairs", show=False, tooltip="Compare the parts two by two"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._inside: str | None = None  # the pillar whose criteria are shown, or all pillars

    def body(self) -> ComposeResult:
        yield Static("", id="profile", classes="prose")
        yield Static("", id="bars-head")
        yield WeightEditor(id="bars")
        yield Static("", id="bar-summary")
        yield Static("", id="sure", classes="prose")
        yield Page(id="steps")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        session, catalog = self.work.weighed, self.work.catalog
        weights = resolve_weights(session, catalog)
        profile = catalog.profile(session.weights.profile)
        assert profile is not None
        title, what = profile_in_words(profile, price_moved(session, catalog))
        self.query_one("#profile", Static).update(
            Content.assemble("Profile  ", literal(title, "bold"), literal(what))
        )
        self._draw_bars(weights)
        sure = "   ".join(f"▌{name}▐" if name == session.settings.confidence else name for name, _ in SURE)
        self.query_one("#sure", Static).update(literal(f"How sure of these weights?   {sure}   u changes it"))
        self._draw_steps(weights)
        self.refresh_bindings()

    def _draw_bars(self, weights: ResolvedWeights) -> None:
        session, catalog, on_trial = self.work.weighed, self.work.catalog, self.work.trial is not None
        held_against = self.work.session if on_trial else set_weights(session, pillars={}, criteria={})
        plain = resolve_weights(held_against, catalog)
        bars: list[Weight] = []
        if self._inside is None:
            what = "What matters"
            for pillar in catalog.questionnaires:
                own = "your own figure" if pillar.id in session.weights.pillars else ""
                share, before = weights.pillars[pillar.id], plain.pillars[pillar.id]
                bars.append(Weight(pillar.id, pillar.title, share, before, own))
        else:
            pillar_inside = catalog.pillar(self._inside)
            what = f"Inside {pillar_inside.title if pillar_inside is not None else ''}"
            own_shares = session.weights.criteria.get(self._inside, {})
            for criterion in self._criteria(self._inside):
                key = f"{self._inside}.{criterion}"
                own = "your own figure" if criterion in own_shares else ""
                title = catalog.criteria[key].title
                bars.append(Weight(key, title, weights.criteria[key], plain.criteria[key], own))
        titles = min(max(len(bar.title) for bar in bars), 20) + 1
        gap = bar_width(self.size.width - 3) + 7
        beside = "as decided" if on_trial else "by answers"
        head = f" {what:<{titles}} share{beside:>{gap}}   ← → moves, digits type"
        self.query_one("#bars-head", Static).update(literal(head))
        self.query_one(WeightEditor).show_weights(self.work, bars, inside=self._inside)
        self._draw_summary()

    def _draw_summary(self) -> None:
        key, catalog = self.query_one(WeightEditor).key, self.work.catalog
        if key in catalog.criteria:
            summary = f"{catalog.criteria[key].title}: {catalog.criteria[key].summary}"
        else:
            pillar = catalog.pillar(key)
            summary = f"{pillar.title}: {pillar.summary}" if pillar is not None else ""
        if self.work.trial is not None:
            summary = trial.WORDS
        self.query_one("#bar-summary", Static).update(literal(summary))

    def _draw_steps(self, weights: ResolvedWeights) -> None:
        page = self.query_one("#steps", Page)
        room = max(page.room, 40)
        steps = [step for step in weights.steps if step.kind == "weight"]
        lines = [Line(Content.styled("What your answers about the business moved", "bold"))]
        if not steps:
            lines.append(Line(Content("Nothing yet. F2 asks about your business.")))
        for step in steps:
            words = step_sentence(step, self.work.catalog)
            lines += (Line(line) for line in wrapped(words, room, first="  ", indent="    "))
        page.show(lines)

    def on_resize(self) -> None:
        """Texts are broken for the room there is."""
        if self._ready and self.select_app.work is not None:
            self.refresh_work()

    # -- the bars ---------------------------------------------------------------------------------------

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        """Other weights are wanted."""
        trial.weigh(self, event)

    def on_screen_suspend(self) -> None:
        self.query_one(WeightEditor).leave()

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another bar: its summary."""
        self._draw_summary()

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Enter on a bar: what it is made of, and back."""
        self.action_inside()

    def action_inside(self) -> None:
        editor = self.query_one(WeightEditor)
        self._inside = editor.key if self._inside is None and self._criteria(editor.key) else None
        editor.rest()
        self.refresh_work()

    def action_back(self) -> None:
        if self._inside is not None:
            self.action_inside()
        else:
            super().action_back()

    def _criteria(self, pillar_id: str) -> list[str]:
        pillar = self.work.catalog.pillar(pillar_id)
        return [] if pillar is None else [criterion.id for criterion in pillar.criteria]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A trial is kept or dropped while there is one."""
        on_trial = self.select_app.work is not None and self.work.trial is not None
        return (
            on_trial if action in ("keep_trial", "drop_trial") else super().check_action(action, parameters)
        )

    def action_keep_trial(self) -> None:
        trial.keep_trial(self)

    def action_drop_trial(self) -> None:
        trial.drop_trial(self)

    # -- other ways -------------------------------------------------------------------------------------

    @work
    async def action_interview(self, way: str) -> None:
        """Ask for an order and then how much each is worth ("swing"), or two by two ("pairs")."""
        interview = WeightInterview(self.app, self.work.session, self.work.catalog)
        elicited = await (interview.by_pairs() if way == "pairs" else interview.by_swing())
        if elicited is not None:
            edit = partial(set_weights, pillars=elicited.pillars)
            self.query_one(WeightEditor).weigh(edit, elicited.what)

    def action_profile(self) -> None:
        options = [(p.id, f"{p.title}: {p.summary}") for p in self.work.catalog.profiles]
        self.app.push_screen(
            Choose("Which describes you best?", options, chosen=self.work.session.weights.profile),
            self._take_profile,
        )

    def _take_profile(self, profile: str | None) -> None:
        if profile is not None and profile != self.work.session.weights.profile:
            self.query_one(WeightEditor).weigh(partial(set_weights, profile=profile), "profile")

    def action_leave_out(self) -> None:
        work = self.work
        out = work.catalog.left_out(work.session.weights)
        options = [
            (p.id, f"{p.title}: {'left out, take it in' if p.id in out else 'taken in, leave it out'}")
            for p in work.catalog.whole.questionnaires
        ]
        hint = "Of a part left out nothing is asked, counted or said. What is answered stays in the file."
        self.app.push_screen(Choose("Which part?", options, hint=hint), self._toggle)

    def _toggle(self, pillar: str | None) -> None:
        if pillar is None:
            return
        whole = self.work.catalog.whole
        session = toggle_pillar(self.work.session, whole, pillar)
        if fault := next(left_out_faults(session.weights, whole), None):
            self.select_app.say(f"It stays: {fault.what}.")
            return
        title = next(one.title for one in whole.questionnaires if one.id == pillar)
        done = "left out" if pillar in whole.left_out(session.weights) else "taken in"
        self._inside = None
        edit = partial(toggle_pillar, catalog=whole, pillar_id=pillar)
        self.query_one(WeightEditor).weigh(edit, f"{title.lower()} {done}")

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
            edit = partial(set_weights, pillars={}, criteria={})
            self.query_one(WeightEditor).weigh(edit, "your own figures given up")
        else:
            self.select_app.say("There are no figures of your own to give up.")
