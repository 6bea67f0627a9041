"""A logo in SVG, checked and drawn: only shapes are left of it, and nothing else of it is carried on."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
GRADIENTS = ("linearGradient", "radialGradient")
DRAWN = {"svg", "g", "defs", "style", "stop", "clipPath", *SHAPES, *GRADIENTS}
SAID = {"title", "desc", "metadata"}  # what only tells: left out
MOST_ELEMENTS, DEEPEST, MOST_ACROSS = 1_500, 30, 10  # elements, groups in groups, widths a height
HIGH = 200  # pixels: 14 mm on paper at 360 to the inch
OUTSIDE = re.compile(r"url\(\s*[\"']?(?!\s*[\"']?#)", re.IGNORECASE)
UNFIT_STYLE = re.compile(rf"{OUTSIDE.pattern}|[@\\]|clip-path", re.IGNORECASE)
NEEDS = "typst"
INSTALL = 'pip install "msp-select[pdf]"'


class UnfitSvg(Exception):
    """What makes the file no logo, in words that follow its name; and what to do."""

    def __init__(self, what: str, remedy: str = "Save it as plain SVG, text as paths, or as PNG.") -> None:
        super().__init__(what)
        self.remedy = remedy


def svg_as_png(data: bytes) -> bytes:
    """The picture as PNG, `HIGH` pixels high, on a clear ground.

    Taken are shapes, groups, gradients, clips and plain styles that name nothing outside the file, and no
    more of them than draw in a moment. Raises UnfitSvg.
    """
    if find_spec(NEEDS) is None:
        raise UnfitSvg(
            "needs a part that is not installed to be drawn", f"Save it as PNG, or install: {INSTALL}"
        )
    from xml.etree.ElementTree import ParseError, tostring

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except DefusedXmlException:
        raise UnfitSvg("declares entities, which a picture has no need of") from None
    except (ParseError, ValueError, LookupError):
        raise UnfitSvg("is no SVG picture, whatever its name says") from None
    if root.tag != f"{SVG}svg":
        raise UnfitSvg("is no SVG picture, whatever its name says")
    box = _box(root)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise UnfitSvg(f"has more than {MOST_ELEMENTS:,} parts")
    _keep_what_draws(root, 0)
    for name in ("width", "height", "x", "y", "preserveAspectRatio"):
        root.attrib.pop(name, None)
    root.set("viewBox", box)
    return _drawn(tostring(root, encoding="unicode"))


def _box(root: Element) -> str:
    """The view box, or that of the size where there is none."""
    found = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(found) != 4:
        found = ["0", "0", *(re.sub(r"(px|pt|mm|cm|in)$", "", root.get(k, "")) for k in ("width", "height"))]
    try:
        wide, high = float(found[2]), float(found[3])
        fits = 0 < wide < 1e6 and 0 < high < 1e6 and all(abs(float(one)) < 1e6 for one in found)
    except ValueError:
        fits = False
    if not fits:
        raise UnfitSvg("does not say how large it is")
    if not 1 / MOST_ACROSS <= wide / high <= MOST_ACROSS:
        raise UnfitSvg(f"is more than {MOST_ACROSS} times as long one way as the other")
    return " ".join(found)


def _keep_what_draws(element: Element, deep: int, clip: bool = False) -> None:
    """Take out what only tells and what is an editor's own; refuse the rest that is not drawn (UnfitSvg)."""
    if deep > DEEPEST:
        raise UnfitSvg(f"has groups within groups, more than {DEEPEST} deep")
    kind = element.tag.removeprefix(SVG)
    clip |= kind == "clipPath"
    _check_attributes(element, clip=clip)
    if kind == "style" and UNFIT_STYLE.search(element.text or ""):
        raise UnfitSvg("has a style that leads elsewhere, or cuts shapes out")
    for child in list(element):
        name = child.tag if isinstance(child.tag, str) else ""
        if not name.startswith(SVG) or name.removeprefix(SVG) in SAID:
            element.remove(child)
        elif name.removeprefix(SVG) not in DRAWN:
            raise UnfitSvg(f'has a part "{name.removeprefix(SVG)[:40]}", which is not drawn')
        else:
            _keep_what_draws(child, deep + 1, clip)


def _check_attributes(element: Element, *, clip: bool) -> None:
    for name, value in list(element.attrib.items()):
        if name.lower().startswith("on"):
            raise UnfitSvg("has a script in it")
        if name in ("href", HREF):
            if not value.startswith("#"):
                raise UnfitSvg("names a file or place outside itself")
        elif name.startswith("{"):
            del element.attrib[name]
        elif OUTSIDE.search(value):
            raise UnfitSvg("names a file or place outside itself")
        elif clip and "clip-path" in f"{name} {value}":
            raise UnfitSvg("cuts a shape out within what is cut out")


def _drawn(picture: str) -> bytes:
    import typst

    try:
        made: bytes = typst.compile(
            b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
            b'#image(bytes(sys.inputs.picture), format: "svg", height: %dpt)' % HIGH,
            format="png",
            ppi=72,
            sys_inputs={"picture": picture},
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        raise UnfitSvg("cannot be drawn") from None
    return made
