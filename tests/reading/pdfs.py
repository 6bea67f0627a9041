"""Small PDFs by hand: text at places, in sizes, colours and render modes, with boxes behind it."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842


def text_at(x: float, y: float, text: str, *, size: float = 10, colour: str = "0 0 0", mode: int = 0) -> str:
    """Drawing orders for a text at a place, from the lower left corner, in points."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {colour} rg {mode} Tr /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def box(x: float, y: float, width: float, height: float, colour: str = "0.1 0.1 0.3") -> str:
    """Drawing orders for a filled rectangle."""
    return f"{colour} rg {x} {y} {width} {height} re f\n"


def pdf(*pages: str | Sequence[str], font: str = "Helvetica") -> bytes:
    """A PDF of these pages: a text alone stands at the top; several strings are drawing orders."""
    kids, objects = [], []
    for number, page in enumerate(pages):
        orders = text_at(60, 780, page) if isinstance(page, str) else "".join(page)
        at = 4 + 2 * number
        kids.append(f"{at} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {at + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(orders)} >>\nstream\n{orders}endstream")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>",
        *objects,
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
