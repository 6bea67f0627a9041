"""The evaluator's page in a browser: what it hands over is the form that `marks --from` takes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from msp_select.exchange.marks import form_faults
from msp_select.exchange.marks_form import to_mark, with_tokens
from msp_select.exchange.page import evaluator_page, page_bytes
from msp_select.model.evaluator import MarksForm
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.evaluator_files import read_marks
from tests.browser.axe import faults, sideways
from tests.browser.conftest import Opened
from tests.browser.test_bidder_page import SAVE, TEXTS, saved
from tests.cli.runs import run

EXAMPLE = "example:dental-practice"


def session_file(folder: Path) -> Path:
    """A session of one's own."""
    file = folder / "practice.toml"
    assert run("new", str(file), "--from", EXAMPLE).status == 0
    return file


def form_for(session: Path, name: str = "Jo Fields") -> Path:
    """The page as the command writes it, whose name needs no ending."""
    done = run("marks", str(session), "--evaluator", name, "-o", str(session.parent / "form"))
    assert (done.status, done.err) == (0, "")
    return session.parent / "form.html"


def fill(page: Page) -> int:
    """Answer every question of the page; how many marks that makes."""
    sets = page.locator("fieldset").all()
    for at, fieldset in enumerate(sets):
        if fieldset.locator("input[type=radio]").count():
            fieldset.locator("input[type=radio]").nth(1).check()
        else:
            fieldset.locator("[data-part=answer]").fill(fieldset.get_attribute("data-high") or "007")
        if fieldset.locator("textarea").count():
            fieldset.locator("textarea").fill(TEXTS[at % len(TEXTS)])
    return sum("pillar/" not in (one.get_attribute("data-id") or "") for one in sets)


def test_what_the_page_hands_over_is_taken_in_whole(opened: Opened, tmp_path: Path) -> None:
    session = session_file(tmp_path)
    page = opened(form_for(session))
    marks = fill(page)
    form = saved(page, tmp_path)
    assert form.name == "marks-jo-fields.toml"
    done = run("marks", str(session), "--from", str(form))
    assert (done.status, done.err) == (0, "")
    assert f"{marks} new, 0 the same, 0 replaced" in done.out
    work = OpenSession.open(str(session))
    person = work.session.evaluator("jo-fields")
    assert len(person.pillars) == len(work.catalog.questionnaires)
    assert person.given == marks


def test_an_untouched_page_says_what_the_form_for_a_text_editor_says(opened: Opened, tmp_path: Path) -> None:
    session = session_file(tmp_path)
    work = OpenSession.open(str(session))
    page = opened(form_for(session))
    brought = read_marks(saved(page, tmp_path)).form
    text = tmp_path / "form.toml"
    assert run("marks", str(session), "--evaluator", "Jo Fields", "-o", str(text)).status == 0
    assert brought == read_marks(text).form
    assert form_faults(work.session, work.catalog, brought) == ()


def test_the_file_opens_in_another_browser_as_it_was(opened: Opened, tmp_path: Path) -> None:
    form = form_for(session_file(tmp_path))
    first, second = opened(form), opened(form)
    fill(first)
    file = saved(first, tmp_path)
    second.set_input_files("#file", file)
    second.wait_for_function(
        "() => document.getElementById('state').textContent.includes('read from the file')"
    )
    (tmp_path / "again").mkdir()
    assert saved(second, tmp_path / "again").read_bytes() == file.read_bytes()


def test_hidden_names_are_hidden_on_the_page_too(opened: Opened, tmp_path: Path) -> None:
    work = OpenSession.open(EXAMPLE)
    blind = work.session.model_copy(
        update={"settings": work.session.settings.model_copy(update={"blind": True})}
    )
    session = with_tokens(blind)
    person = evaluator_of(session, "Jo")
    file = tmp_path / "blind.html"
    file.write_bytes(page_bytes(evaluator_page(to_mark(session, work.catalog, person))))
    text = file.read_text("utf-8")
    assert "Provider A" in text
    assert [one.name for one in session.candidates if one.name in text or f'"{one.id}/' in text] == []
    page = opened(file)
    fill(page)
    form: MarksForm = read_marks(saved(page, tmp_path)).form
    assert form_faults(session, work.catalog, form) == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(opened: Opened, tmp_path: Path, scheme: str) -> None:
    page = opened(form_for(session_file(tmp_path)), color_scheme=scheme)
    page.get_by_role("button", name=SAVE).scroll_into_view_if_needed()
    assert faults(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert sideways(page) <= 0
