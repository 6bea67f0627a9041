"""The bidder's page in a browser: filled in, kept, handed over, and read by `receive` as a spreadsheet is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from msp_select.exchange.form import form_of, with_nothing_known
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.form_labels import MADE_WITH, PAGE, cell_text, note_text
from msp_select.exchange.instructions import page_file
from msp_select.exchange.page import bidder_page, page_bytes
from msp_select.exchange.read_form import read_answers
from msp_select.model.scalars import SIZES, Size
from msp_select.open_session import OpenSession
from tests.browser.axe import faults, sideways
from tests.browser.conftest import Opened
from tests.cli.runs import run

EXAMPLE = "example:dental-practice"
WHO = "vexley-pyke"
SAVE = "Save the file to send back"
WORK = OpenSession.open(EXAMPLE)


def page_file_of(folder: Path, size: Size = "quick", *, blank: bool = True) -> Path:
    """The page of one bidder, as a file."""
    session = with_nothing_known(WORK.session, WHO) if blank else WORK.session
    file = folder / f"{size}-{blank}.html"
    file.write_bytes(page_bytes(bidder_page(form_of(session, WORK.catalog, WHO, size), WHO)))
    return file


def saved(page: Page, folder: Path) -> Path:
    """The file that the page hands over."""
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVE).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def fields(page: Page) -> Iterator[tuple[str, str]]:
    """The id of each question, and whether it is chosen, typed as a figure or as lines."""
    for fieldset in page.locator("fieldset").all():
        kind = "choice" if fieldset.locator("input[type=radio]").count() else "figure"
        yield (
            fieldset.get_attribute("data-id") or "",
            "lines" if fieldset.get_attribute("data-lines") is not None else kind,
        )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("blank", [True, False])
def test_an_untouched_page_hands_over_the_spreadsheet_to_the_byte(
    opened: Opened, tmp_path: Path, size: Size, blank: bool
) -> None:
    session = with_nothing_known(WORK.session, WHO) if blank else WORK.session
    form = form_of(session, WORK.catalog, WHO, size)
    expected = csv_bytes(form).decode("utf-8-sig").split("\r\n")
    line = f"#{MADE_WITH},{PAGE},,Please leave this line as it is."
    expected.insert(1 + len(form.stamp), line)
    file = saved(opened(page_file_of(tmp_path, size, blank=blank)), tmp_path)
    assert file.read_bytes() == "\r\n".join(expected).encode("utf-8-sig")
    assert file.name == page_file(WHO)


@pytest.mark.parametrize("size", SIZES)
def test_every_answer_comes_back_with_the_account_of_a_spreadsheet(
    opened: Opened, tmp_path: Path, size: Size
) -> None:
    page = opened(page_file_of(tmp_path, size))
    chance, form = random.Random(size), form_of(WORK.session, WORK.catalog, WHO, size)
    for line in form.lines:
        fieldset = page.locator(f'fieldset[data-id="{line.question.id}"]')
        if line.question.levels:
            level = chance.choice(line.question.levels).id
            fieldset.locator(f'input[value="{level}"]:not([data-state])').check()
        else:
            low, high = line.question.range or (1, 20)
            fieldset.locator("input[data-part=answer]").fill(f"{(low + high) / 2:f}".partition(".")[0])
        fieldset.locator("textarea[data-part=note]").fill("as agreed, “in full”")
    file = saved(page, tmp_path)
    told = read_answers(file.read_bytes(), file.name, with_nothing_known(WORK.session, WHO), WORK.catalog)
    assert [item.reason for item in told.refused] == []
    assert len(told.accepted) == len(form.lines)
    assert "It was filled in on the page for a browser." in told.notes


def test_a_newcomer_fills_it_in_by_keyboard_alone_and_receive_takes_every_row(
    opened: Opened, tmp_path: Path
) -> None:
    own = tmp_path / "practice.toml"
    assert run("new", str(own), "--from", EXAMPLE).status == 0
    sent = tmp_path / "vexley.html"
    assert (
        run("sheet", str(own), "-o", str(sent), "--candidate", WHO, "--size", "quick", "--blank").status == 0
    )
    page = opened(sent)
    asked = [name for name, _ in fields(page) if not name.startswith("bid.")]
    done: set[str] = set()
    at, presses = "document.activeElement", 0
    while presses < 2_000:
        page.keyboard.press("Tab")
        presses += 1
        found = page.evaluate(
            f"() => [{at}.closest('fieldset')?.dataset.id ?? '', {at}.type, {at}.dataset.part ?? '', {at}.id]"
        )
        name, kind, part, key = found
        if key == "out":
            page.keyboard.press("Enter")
            break
        over = page.evaluate(
            "() => document.activeElement.getBoundingClientRect().bottom - "
            "document.querySelector('.bar').getBoundingClientRect().top"
        )
        assert over <= 0, f"{name}: the bar covers what has the focus"
        if name in asked and name not in done:
            if kind == "radio":
                page.keyboard.press("ArrowDown")
                done.add(name)
            elif part == "answer":
                page.keyboard.type("3")
                done.add(name)
    assert done == set(asked)
    with page.expect_download() as download:
        if "to mend" in page.inner_text("#state"):
            pytest.fail(page.inner_text("main .fault:not(:empty)"))
        page.keyboard.press("Enter")
    answers = tmp_path / download.value.suggested_filename
    download.value.save_as(answers)
    told = run("receive", str(own), str(answers), "--dry-run", "--accept-good")
    account = read_answers(
        answers.read_bytes(), answers.name, with_nothing_known(WORK.session, WHO), WORK.catalog
    )
    assert len(account.accepted) == len(asked)
    assert account.refused == ()
    assert "Vexley & Pyke, from answers-vexley-pyke.csv" in told.out


TEXTS = (
    '=cmd|" /C calc"!A0', "'quoted'", "''twice", " \u200b＝1", "a\nb", 'say "no", or; yes', "\u2028x", "🦷",
    "-1", "</script><script>x()</script>", "<img src=x onerror=alert(1)>", "\ufeffmark", "ends with '", "@x",
)  # fmt: skip


def test_what_is_written_in_a_note_is_what_the_reader_would_have_kept(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_file_of(tmp_path))
    form = form_of(WORK.session, WORK.catalog, WHO, "quick")
    chosen = [line.question for line in form.lines if line.question.levels][: len(TEXTS)]
    for question, text in zip(chosen, TEXTS, strict=True):
        fieldset = page.locator(f'fieldset[data-id="{question.id}"]')
        fieldset.locator("input[type=radio]").nth(1).check()
        fieldset.locator("textarea").fill(text)
    file = saved(page, tmp_path)
    blank = with_nothing_known(WORK.session, WHO)
    told = read_answers(file.read_bytes(), file.name, blank, WORK.catalog)
    found = {item.question: item.answer.bidder for item in told.accepted if item.answer is not None}
    for question, text in zip(chosen, TEXTS, strict=True):
        assert found[question.id] == note_text(cell_text(text)), text


def test_the_file_opens_in_another_browser_as_it_was(opened: Opened, tmp_path: Path) -> None:
    first = opened(page_file_of(tmp_path, "core"))
    for at, (name, kind) in enumerate(fields(first)):
        fieldset = first.locator(f'fieldset[data-id="{name}"]')
        if kind == "choice":
            fieldset.locator("input[type=radio]").last.check()
        elif kind == "figure":
            fieldset.locator("input").fill(fieldset.get_attribute("data-high") or "7")
        else:
            example = fieldset.get_attribute("data-example") or ""
            fieldset.locator("textarea[data-part=answer]").fill(example)
        if fieldset.locator("textarea[data-part=note]").count():
            fieldset.locator("textarea[data-part=note]").fill(TEXTS[at % len(TEXTS)])
    file = saved(first, tmp_path)
    second = opened(page_file_of(tmp_path, "core"))
    second.set_input_files("#file", file)
    second.wait_for_function(
        "() => document.getElementById('state').textContent.includes('read from the file')"
    )
    again = tmp_path / "again"
    again.mkdir()
    assert saved(second, again).read_bytes() == file.read_bytes()


def test_the_file_of_another_bidder_changes_nothing(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_file_of(tmp_path))
    other = tmp_path / "other.csv"
    whose = next(one.id for one in WORK.session.candidates if one.id != WHO)
    other.write_bytes(csv_bytes(form_of(WORK.session, WORK.catalog, whose, "quick")))
    page.set_input_files("#file", other)
    page.wait_for_function("() => document.getElementById('state').textContent.includes('another form')")
    assert page.locator("input[type=radio]:checked:not([value=''])").count() == 0


def test_what_was_typed_is_there_again_after_the_page_was_closed(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_file_of(tmp_path))
    page.locator("textarea[data-part=note]").first.fill("half a thought")
    page.wait_for_function(
        "() => document.getElementById('state').textContent.includes('Kept in this browser.')"
    )
    page.reload()
    assert page.locator("textarea[data-part=note]").first.input_value() == "half a thought"
    page.get_by_role("button", name="Forget on this computer").click()
    page.reload()
    assert page.locator("textarea[data-part=note]").first.input_value() == ""


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        (
            "pri_onboarding",
            "1.234,5",
            "Please write digits alone, with a point for decimals, such as 1234.5.",
        ),
        ("pri_onboarding", "-1", "An amount cannot be below zero."),
        ("pri_extra_share", "0.18", "Is that 0.18 % or 18 %? Please write it with its sign."),
        ("pri_extra_share", "101", "Please write a number from 0 to 100."),
        ("bid.bands", "cheap", "“cheap” is not understood. Please write a line such as “up to 25: 110”."),
    ],
)
def test_what_the_reader_would_refuse_is_said_beside_the_field(
    opened: Opened, tmp_path: Path, question: str, typed: str, said: str
) -> None:
    page = opened(page_file_of(tmp_path))
    fieldset = page.locator(f'fieldset[data-id="{question}"]')
    field = fieldset.locator("[data-part=answer]")
    field.fill(typed)
    page.get_by_role("button", name=SAVE).click()
    assert fieldset.locator(".fault").inner_text() == said
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("field => field === document.activeElement")
    assert page.inner_text("#state") == "1 to mend first."


def test_a_reason_without_its_note_and_a_note_without_an_answer_are_named(
    opened: Opened, tmp_path: Path
) -> None:
    page = opened(page_file_of(tmp_path))
    chosen, noted = page.locator("fieldset:has(input[type=radio])").all()[:2]
    chosen.locator("[data-reason]").check()
    noted.locator("textarea").fill("later")
    page.get_by_role("button", name=SAVE).click()
    assert chosen.locator(".fault").inner_text() == "Please say in the note why it does not apply."
    assert noted.locator(".fault").inner_text() == "There is a note but no answer, and no reason for none."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 320])
def test_nothing_stands_in_the_way_of_anybody(
    opened: Opened, tmp_path: Path, scheme: str, width: int
) -> None:
    page = opened(page_file_of(tmp_path, blank=False), color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_role("button", name=SAVE).scroll_into_view_if_needed()
    assert faults(page) == []
    assert sideways(page) <= 0


def test_nothing_of_the_others_or_of_the_owner_is_in_any_page() -> None:
    for example in ("dental-practice", "design-studio", "law-firm"):
        work = OpenSession.open(f"example:{example}")
        for whom in (one for one in work.session.candidates if one.kind == "provider"):
            for size in SIZES:
                form = form_of(work.session, work.catalog, whom.id, size)
                text = page_bytes(bidder_page(form, whom.id)).decode()
                others = [one for one in work.session.candidates if one.id != whom.id]
                secret = [one.name for one in others] + [one.id for one in others if len(one.id) > 6]
                for line in form.lines:
                    question = line.question
                    secret += [question.why, question.red_flag, question.source, question.better]
                    secret += [answer.note for answer in whom.answers.values()]
                found = {one for one in secret if len(one) > 6 and one in text}
                allowed = {one for one in found if any(one in line.question.ask for line in form.lines)}
                assert found - allowed == set(), (example, whom.id, size)


def test_a_page_without_scripts_says_what_works_instead(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_file_of(tmp_path), java_script_enabled=False)
    assert "fill in the spreadsheet" in page.inner_text("body")
    assert page.locator("fieldset").count() > 20


def test_the_page_weighs_little_beside_its_spreadsheet(tmp_path: Path) -> None:
    sizes = {}
    for ending in ("html", "xlsx"):
        out = tmp_path / f"v.{ending}"
        assert run("sheet", EXAMPLE, "-o", str(out), "--candidate", WHO, "--size", "quick").status == 0
        sizes[ending] = out.stat().st_size
    assert sizes["html"] <= 4 * sizes["xlsx"]
    script = re.findall(r"<script>(.*?)</script>", (tmp_path / "v.html").read_text("utf-8"), re.DOTALL)
    assert len(script) == 1
    assert len(script[0].splitlines()) <= 160
