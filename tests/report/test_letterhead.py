"""A consultant's letterhead: on every format, and refused with a sentence where it would do harm."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from msp_select.errors import MspSelectError
from msp_select.model.letterhead import LEAST_CONTRAST, Letterhead, contrast, lightened
from msp_select.report import Options, render
from msp_select.store.letterhead import MOST_BYTES, load_letterhead
from tests.report.reports import evaluated, text_of

OWN = {
    "name": "Ada Hollis",
    "firm": "Hollis <b>& Sons",
    "address": "12 Mill Lane",
    "prepared_for": "Dr Lind",
    "introduction": "You asked us to compare.",
    "disclaimer": "This rests on what the bidders answered.",
}


def part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2, pixels: bytes | None = None, remark: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x7a\x1f\x3d" * width) * height if pixels is None else pixels
    said = part(b"tEXt", remark) if remark else b""
    parts = part(b"IHDR", head) + said + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def written(folder: Path, picture: bytes = b"", /, **keys: str) -> Path:
    path = folder / "letterhead.toml"
    lines = [f'{key} = "{value}"' for key, value in keys.items()]
    path.write_text("\n".join(["[consultant]", *lines]), "utf-8")
    if picture:
        (folder / keys["logo"]).write_bytes(picture)
    return path


@pytest.mark.parametrize("ending", ["html", "md", "pdf", "xlsx", "json"])
def test_every_format_says_for_whom_and_by_whom(ending: str) -> None:
    text = text_of(evaluated(), ending, Options(length="brief", letterhead=Letterhead.model_validate(OWN)))
    for said in ("Hollis <b>& Sons", "Dr Lind", OWN["introduction"], OWN["disclaimer"]):
        assert said in text


def test_a_report_has_room_for_everybody_to_declare_and_sign() -> None:
    text = text_of(evaluated(), "md", Options(letterhead=Letterhead.model_validate(OWN)))
    assert "Interest in any candidate: none, or which" in text
    assert "Marta, practice manager decides" in " ".join(text.split())
    assert "Ada Hollis advises" in text


def test_logo_and_colour_are_on_the_page_and_remarks_in_the_logo_are_not(tmp_path: Path) -> None:
    path = written(tmp_path, png(remark=b"Comment\0secret"), logo="logo.png", accent="#7A1F3D")
    found = load_letterhead(path)
    assert found is not None
    letterhead, logo = found
    assert b"secret" not in logo
    options = Options(length="brief", letterhead=letterhead, logo=logo)
    page = render(evaluated(), "html", options=options).decode()
    assert page.count("data:image/png;base64,") == 1
    assert "img-src data:; style-src" in page
    assert "--ink: #7a1f3d" in page
    pytest.importorskip("typst")
    pdf = render(evaluated(), "pdf", options=options)
    assert pdf == render(evaluated(), "pdf", options=options)
    assert b"/Subtype/Image" in pdf.replace(b"/Subtype /Image", b"/Subtype/Image")


@pytest.mark.parametrize("options", [Options(), Options(sheet="scorecard")], ids=["report", "sheet"])
def test_a_workbook_has_paper_colour_names_and_logo_of_the_letterhead(options: Options) -> None:
    own = Letterhead.model_validate(OWN | {"accent": "#7a1f3d", "paper": "letter"})
    data = render(evaluated(), "xlsx", options=replace(options, letterhead=own, logo=png(40, 56)))
    for page in load_workbook(io.BytesIO(data)).worksheets:
        assert page.page_setup.paperSize == 1
        assert "&RDr Lind" in str(page.HeaderFooter.oddHeader)
        assert page["A1"].font.color.rgb == "FF7A1F3D"
    with ZipFile(io.BytesIO(data)) as parts:
        assert parts.read("xl/media/image1.png") == png(40, 56)
    usual = render(evaluated(), "xlsx", options=options)
    assert {page.page_setup.paperSize for page in load_workbook(io.BytesIO(usual)).worksheets} == {9}
    with ZipFile(io.BytesIO(usual)) as parts:
        assert not [name for name in parts.namelist() if "media" in name]


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"<svg onload='alert(1)'/>", "is no PNG picture, whatever its name says"),
        (png()[:-20], "is damaged or too large"),
        (png().replace(b"IDAT", b"IDAX"), "is damaged or too large"),
        (png(60_000, 60_000, b""), "60000 x 60000 pixels"),
        (png(2, 2, b"\0" * 10_000_000), "its pixels do not fit its size"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, "has 500,008 bytes"),
    ],
)
def test_a_hostile_logo_is_refused_with_a_sentence(tmp_path: Path, logo: bytes, said: str) -> None:
    with pytest.raises(MspSelectError) as caught:
        load_letterhead(written(tmp_path, logo, logo="logo.png"))
    assert said in caught.value.message
    assert caught.value.remedy


SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://editor.example" viewBox="0 0 200 50"{more}>'
    "<title>secret</title><i:page/><style>.a{{fill:url(#g)}}</style><defs><linearGradient id='g'>"
    "<stop offset='0' stop-color='#f00'/></linearGradient></defs><circle class='a' cx='20' cy='25' r='20'/>"
    "{inner}</svg>"
)


def svg(inner: str = "", more: str = "") -> bytes:
    return SVG.format(inner=inner, more=more).encode()


def test_a_logo_in_svg_is_drawn_once_and_nothing_else_of_it_is_carried_on(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    found = load_letterhead(written(tmp_path, svg(), logo="logo.svg"))
    assert found is not None
    letterhead, logo = found
    assert struct.unpack(">II", logo[16:24]) == (800, 200)
    assert b"secret" not in logo
    options = Options(length="brief", letterhead=letterhead, logo=logo)
    page = render(evaluated(), "html", options=options).decode()
    assert page.count("data:image/png;base64,") == 1
    assert load_letterhead(written(tmp_path, svg(), logo="logo.svg")) == found


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "is no SVG picture, whatever its name says"),
        (b"<html/>", "is no SVG picture, whatever its name says"),
        (svg("<script>alert(1)</script>"), 'has a part "script", which is not drawn'),
        (svg("<image href='file:///etc/passwd'/>"), 'has a part "image", which is not drawn'),
        (svg("<use href='#g'/>"), 'has a part "use", which is not drawn'),
        (svg("<foreignObject/>"), 'has a part "foreignObject", which is not drawn'),
        (svg("<rect onload='alert(1)'/>"), "has a script in it"),
        (svg("<rect fill='url(http://evil.example/x)'/>"), "names a file or place outside itself"),
        (svg("<linearGradient href='other.svg#g'/>"), "names a file or place outside itself"),
        (svg("<style>@import 'http://evil.example';</style>"), "has a style that leads elsewhere"),
        (svg("<style>rect{fill:u\\72l(x)}</style>"), "has a style that leads elsewhere"),
        (svg("<clipPath><rect clip-path='url(#c)'/></clipPath>"), "cuts a shape out within what is cut out"),
        (svg("<g>" * 40 + "</g>" * 40), "has groups within groups, more than 30 deep"),
        (svg("<rect/>" * 2000), "has more than 1,500 parts"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "does not say how large it is"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9000' height='1'/>",
            "is more than 10 times as long one way as the other",
        ),
        (
            b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + svg()[svg().index(b"<svg") :],
            "declares entities",
        ),
    ],
)
def test_a_logo_in_svg_that_does_more_than_draw_is_refused(tmp_path: Path, logo: bytes, said: str) -> None:
    pytest.importorskip("typst")
    with pytest.raises(MspSelectError) as caught:
        load_letterhead(written(tmp_path, logo, logo="logo.svg"))
    assert said in caught.value.message
    assert caught.value.remedy


def test_without_what_draws_it_a_logo_in_svg_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msp_select.store.svg_logo.NEEDS", "no_such_module")
    with pytest.raises(MspSelectError) as caught:
        load_letterhead(written(tmp_path, svg(), logo="logo.svg"))
    assert "needs a part that is not installed" in caught.value.message
    assert 'pip install "msp-select[pdf]"' in caught.value.remedy


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"accent": "#ffff99"}, "is too light to read on white: its contrast is 1.0"),
        ({"accent": "red; } body { display: none"}, "is not a colour such as #1d4f76"),
        ({"logo": "../logo.png"}, "is not the name of a .png or .svg file"),
        ({"logo": "logo.gif"}, "is not the name of a .png or .svg file"),
        ({"paper": "a3"}, "paper"),
        ({"introduction": "x" * 401}, "introduction"),
        ({"colour": "#1d4f76"}, "colour"),
    ],
)
def test_what_a_letterhead_cannot_be_is_refused(tmp_path: Path, keys: dict[str, str], said: str) -> None:
    with pytest.raises(MspSelectError) as caught:
        load_letterhead(written(tmp_path, **keys))
    assert said in str(caught.value.message)


def test_without_a_file_of_ones_own_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSP_SELECT_CONFIG_DIR", str(tmp_path))
    assert load_letterhead() is None
    written(tmp_path, name="Ada Hollis")
    found = load_letterhead()
    assert found is not None
    assert found[0].name == "Ada Hollis"


def test_a_dark_page_gets_a_lighter_accent() -> None:
    """Black on white is 21 to 1 (WCAG 2.2, 1.4.3)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(lightened("#1d4f76", "#14171b"), "#14171b") >= LEAST_CONTRAST
