"""Evaluators: two people's forms out and in, the reveal, what they agree on, what is hidden, the log."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import tomli_w
from openpyxl import load_workbook

from msp_select.decision.robustness.panel_agreement import asked_of_evaluators
from msp_select.exchange.form_labels import choices
from msp_select.exchange.marks_workbook import PAGE
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_settings
from msp_select.model.log import check_log
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file, save_session
from msp_select.ui.screens.evaluators import EvaluatorsScreen
from msp_select.ui.widgets.foot import Foot
from msp_select.ui.widgets.selectable_lines import LineList
from tests.exchange.test_marks_sheet import columns
from tests.ui.driving import ODD, Driver, a_file, driving, read_back

DENTAL = "example:dental-practice"


def a_copy(**settings: object) -> str:
    """The dental practice as a file to work on."""
    session = load_session(DENTAL, load_catalog()).session
    new_session_file("a.toml", set_settings(session, **settings))
    return "a.toml"


def fill_in(path: str, best: bool, catalog: Catalog, *, most: int = 1000) -> None:
    """A form filled in with the best or the worst there is, at most so many places of it."""
    form = tomllib.loads(Path(path).read_text())
    done = 0
    for given in form["marks"].values():
        for key, mark in given.items():
            question = catalog.questions[key]
            if done < most and question.kind == "choice":
                values = sorted(question.levels, key=lambda level: level.value, reverse=best)
                mark["value"] = values[0].id
                done += 1
            elif done < most and question.kind == "number":
                points = sorted(question.value, key=lambda point: point[1], reverse=best)
                mark["value"] = float(points[0][0])
                done += 1
    Path(path).write_text(tomli_w.dumps(form))


def fill_in_spreadsheet(path: str, best: bool, catalog: Catalog) -> None:
    """The same in a spreadsheet program."""
    book = load_workbook(path)
    page = book[PAGE]
    answer = columns(page)["answer"]
    for row in page.iter_rows():
        question = catalog.questions.get(str(row[0].value).rpartition("/")[2])
        if question is not None and question.kind == "choice":
            values = sorted(question.levels, key=lambda level: level.value, reverse=best)
            row[answer].value = choices(question)[values[0].id]
        elif question is not None and question.kind == "number":
            row[answer].value = float(sorted(question.value, key=lambda point: point[1], reverse=best)[0][0])
    book.save(path)


async def hand_out(driver: Driver, path: str) -> None:
    """Write the form of the marked person under that name."""
    await driver.press("h")
    field = driver.app.screen.focused
    assert field is not None
    field.value = path  # type: ignore[attr-defined]
    await driver.press("enter")


async def on_evaluators(driver: Driver) -> EvaluatorsScreen:
    """Go to the evaluators."""
    await driver.go("evaluators")
    screen = driver.app.screen
    assert isinstance(screen, EvaluatorsScreen)
    return screen


def page(driver: Driver) -> str:
    """Everything on the page, also what is not in view."""
    return " ".join(driver.app.screen.query_one(LineList).text.split())


async def add(driver: Driver, *names: str) -> None:
    """Add people."""
    for name in names:
        await driver.press("a")
        await driver.write(name)
        await driver.press("enter")


async def take_in(driver: Driver, path: str) -> None:
    """Take a form in by its path."""
    await driver.press("t")
    field = driver.app.screen.focused
    assert field is not None
    field.value = path  # type: ignore[attr-defined]
    await driver.press("enter")


async def test_two_people_mark_are_revealed_and_agree() -> None:
    path, catalog = a_copy(), load_catalog()
    async with driving(path) as driver:
        screen = await on_evaluators(driver)
        await add(driver, "Marta", "Bob")
        screen.query_one(LineList).move_to("person:bob")
        await driver.press("h", "enter")
        assert "marks-bob.html. Any browser fills it in." in page(driver)
        await hand_out(driver, "marks-bob.xlsx")
        assert "Any spreadsheet program fills it in." in page(driver)
        screen.query_one(LineList).move_to("person:marta")
        await hand_out(driver, "marks-marta.toml")
        assert "Any text editor fills it in." in page(driver)
        fill_in_spreadsheet("marks-bob.xlsx", best=True, catalog=catalog)
        fill_in("marks-marta.toml", best=False, catalog=catalog)
        await take_in(driver, "marks-marta.toml")
        asked = len(asked_of_evaluators(driver.app.work.evaluation(draws=0))) * 7  # type: ignore[union-attr]
        assert f"Marta counts 1 {asked} of {asked} marks" in page(driver)
        assert f"Bob counts 1 0 of {asked} marks" in page(driver)
        await take_in(driver, "marks-bob.xlsx")
        assert "points apart" not in page(driver)  # nothing but how far each is, before the reveal
        await driver.press("v", "y")
        assert driver.session.settings.marks_revealed
        assert "Where the evaluators differ" in page(driver)
        assert "Kendall's W" in page(driver)
        assert "Bob 100 and Marta" in page(driver)
        sheet = screen.query_one(LineList)
        key = next(line.key for line in sheet.lines if line.key.startswith("mark:"))
        _, candidate, question = key.split(":")
        before = driver.session.candidate(candidate).answers.get(question)
        sheet.move_to(key)
        await driver.press("enter")
        await driver.shows("Bob 100; Marta")
        await driver.press("1")
        assert sheet.key == key
    session = read_back(path)
    agreed = session.candidate(candidate).answers[question]
    assert agreed.value == catalog.questions[question].levels[0].id
    assert before is None or agreed.evidence == before.evidence
    assert {one.id: one.given for one in session.evaluators} == {"bob": asked, "marta": asked}
    assert all(one.marks[candidate][question] for one in session.evaluators)  # the originals stand
    assert [entry.what for entry in session.log][-3:] == [
        "marks of Marta taken in",
        "marks of Bob taken in",
        "marks revealed",
    ]
    assert check_log(session.log, session.log_chain).whole


async def test_revealing_before_all_have_marked_asks_why() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_evaluators(driver)
        await add(driver, "Marta")
        await driver.press("v", "enter")
        await driver.shows("Type something")
        await driver.write("She is ill")
        await driver.press("enter")
        assert "shown, and they count" in page(driver)
        await driver.press("v", *"again", "enter")
        assert "hidden until everybody has marked" in page(driver)
    log = read_back(path).log
    assert [(entry.what, entry.why) for entry in log[-2:]] == [
        ("marks revealed", "She is ill"),
        ("marks hidden again", "again"),
    ]


async def test_a_form_that_says_something_else_is_asked_about_and_shows_no_mark_before_the_reveal() -> None:
    path, catalog = a_copy(), load_catalog()
    async with driving(path, size=(120, 40)) as driver:
        await on_evaluators(driver)
        await add(driver, "Bob")
        await hand_out(driver, "marks-bob.toml")
        fill_in("marks-bob.toml", best=True, catalog=catalog, most=2)
        await take_in(driver, "marks-bob.toml")
        marks = driver.session.evaluator("bob").marks
        fill_in("marks-bob.toml", best=False, catalog=catalog, most=2)
        await take_in(driver, "marks-bob.toml")
        await driver.shows("The form and the session differ in 2 places.")
        assert "the session has" not in driver.text
        await driver.press("1")
        assert driver.session.evaluator("bob").marks == marks
        await take_in(driver, "marks-bob.toml")
        await driver.press("2")
        assert "2 replaced" in page(driver)
    assert read_back(path).evaluator("bob").marks != marks


async def test_a_bad_form_changes_nothing_and_names_the_line() -> None:
    path = a_copy()
    async with driving(path, size=(120, 40)) as driver:
        await on_evaluators(driver)
        await add(driver, "Bob")
        await hand_out(driver, "marks-bob.toml")
        form = Path("marks-bob.toml")
        form.write_text(form.read_text().replace('value = ""', 'value = "wonderful"', 1))
        before = driver.session
        await take_in(driver, "marks-bob.toml")
        await driver.shows("Nothing was taken.")
        assert re.search(r"marks-bob\.toml:\d+", driver.text)
        await driver.press("escape")
        assert driver.session is before
        await hand_out(driver, "marks-bob.toml")
        await driver.shows("There is already a file of that name")
        await driver.press("escape")
        await hand_out(driver, "marks-bob.docx")
        await driver.shows("The form ends in .html, in .xlsx, or in .toml for a text file.")


async def test_people_are_renamed_weighed_removed_and_brought_back() -> None:
    path = a_copy()
    async with driving(path, size=(120, 40)) as driver:
        await on_evaluators(driver)
        await add(driver, ODD)
        await driver.shows(ODD)
        await driver.press("w", "2", "enter", "r", *"Marta", "enter", "x", "y")
        assert driver.session.evaluators == ()
        await driver.press("ctrl+z")
    (person,) = read_back(path).evaluators
    assert (person.name, person.weight) == ("Marta", 2.0)


async def test_names_and_prices_are_hidden_and_shown_from_here_and_the_log_is_read() -> None:
    path = a_copy()
    async with driving(path, size=(120, 40)) as driver:
        await on_evaluators(driver)
        await driver.press("n")
        assert driver.session.settings.blind
        await driver.press("p", *"why", "enter")
        assert driver.session.settings.sealed
        await driver.press("n", *"done", "enter", "l", "end")
        await driver.shows("names shown: done")
        await driver.shows("prices sealed again: why")
        await driver.press("escape")
    session = read_back(path)
    assert session.settings.sealed
    assert not session.settings.blind


async def test_a_log_that_was_touched_is_called_so() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_evaluators(driver)
        await driver.press("n")
        await driver.press("n", *"open", "enter")
    text = Path(path).read_text()
    Path(path).write_text(text.replace('"names hidden"', '"nothing at all"'))
    async with driving(path) as driver:
        await on_evaluators(driver)
        assert "NOT WHOLE" in page(driver)
        await driver.press("l")
        await driver.shows("NOT WHOLE")


async def test_hidden_names_stay_hidden_where_people_differ() -> None:
    path, catalog = a_copy(), load_catalog()
    async with driving(path, size=(120, 60)) as driver:
        screen = await on_evaluators(driver)
        await add(driver, "Marta", "Bob")
        await driver.press("n")
        for person, best in (("bob", True), ("marta", False)):
            screen.query_one(LineList).move_to(f"person:{person}")
            await hand_out(driver, f"marks-{person}.toml")
            fill_in(f"marks-{person}.toml", best=best, catalog=catalog, most=3)
            await take_in(driver, f"marks-{person}.toml")
        await driver.press("v", *"now", "enter")
        names = [
            candidate.name.split()[0] for candidate in driver.session.candidates if candidate.name != "Own"
        ]
        assert "Provider A" in page(driver)
        assert not [name for name in names if name in page(driver) and name != "Own"]
    assert len(read_back(path).evaluators) == 2


async def test_without_anybody_the_keys_say_what_to_do() -> None:
    async with driving(a_file()) as driver:
        await on_evaluators(driver)
        foot = driver.app.screen.query_one(Foot)
        assert foot.shown[: len(foot.keys)] == foot.keys
        for key in ("h", "v", "r", "w", "x"):
            await driver.press(key)
            await driver.says("Add a person first, with the key a.")
            driver.app.messages.clear()
        await add(driver, "Marta")
        await driver.shows("Marta")
    assert [one.name for one in read_back().evaluators] == ["Marta"]


async def test_locked_weights_ask_why_somebody_counts_more() -> None:
    path = a_copy()
    stored = load_session(path, load_catalog())
    from msp_select.model.disclosure import hide, reveal
    from tests.ui.driving import NOON

    save_session(stored, reveal(hide(stored.session, "prices", NOON), "prices", NOON, "all scored"))
    async with driving(path) as driver:
        await on_evaluators(driver)
        await add(driver, "Marta")
        assert driver.session.evaluators == ()
        await driver.write("She joined late")
        await driver.press("enter")
    session = read_back(path)
    assert [one.name for one in session.evaluators] == ["Marta"]
    assert session.log[-1].why == "She joined late"
