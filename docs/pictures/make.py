"""Make the README's pictures from the program itself: python -m docs.pictures.make

The screens and the ranking come out as SVG. The report page and the bidder's sheet need `chromium` and
`soffice` with `pdftoppm`; where one of them is missing, its picture stays as it is and a line says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLE = "example:dental-practice"
REMOTE_FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


def local(svg: str) -> str:
    """The picture without fonts from elsewhere: the reader's own monospaced font will do."""
    return REMOTE_FONTS.sub("", svg).replace("Fira Code", "ui-monospace, Menlo, Consolas, monospace")


def ranking() -> None:
    """What `msp-select rank` prints on a terminal."""
    from rich.console import Console
    from rich.text import Text

    from msp_select.cli.evaluate_file import evaluated
    from msp_select.cli.rank import ranking_lines

    os.environ["COLUMNS"] = "80"
    lines = ranking_lines(evaluated(EXAMPLE, method="additive", samples=None, seed=None), bars=True)
    console = Console(record=True, width=82, file=io.StringIO(), force_terminal=True, color_system=None)
    console.print(Text("$ msp-select rank example:dental-practice\n" + "\n".join(lines)))
    svg = console.export_svg(title="msp-select", unique_id="ranking")
    (HERE / "ranking.svg").write_text(local(svg), "utf-8")


async def screens() -> None:
    """Result and Why, as the interface draws them."""
    from msp_select.ui.app import SelectApp
    from tests.ui.rest import at_rest

    os.environ["MSP_SELECT_STATE_DIR"] = tempfile.mkdtemp()
    for place, name in (("result", "result"), ("why", "why")):
        app = SelectApp(EXAMPLE)
        async with app.run_test(size=(100, 25)):
            await at_rest(app)
            app.go(place)
            await at_rest(app)
            (HERE / f"{name}.svg").write_text(local(app.export_screenshot(title="msp-select")), "utf-8")


def documents() -> None:
    """The first page of the report, and the bidder's sheet."""
    from msp_select.cli import main

    with tempfile.TemporaryDirectory() as folder:
        page, session, sheet = (
            str(Path(folder) / name) for name in ("page.html", "practice.toml", "sheet.xlsx")
        )
        with contextlib.redirect_stdout(io.StringIO()):
            main(["report", EXAMPLE, "-o", page])
            main(["new", session, "--from", EXAMPLE])
            main(["sheet", session, "-o", sheet, "--candidate", "vexley-pyke"])
        browser = shutil.which("chromium")
        if browser:
            subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--disable-background-networking", f"--user-data-dir={folder}/profile",
                 "--window-size=1000,1100", f"--screenshot={HERE / 'report.png'}", f"file://{page}"],
                check=True, capture_output=True,
            )  # fmt: skip
        office, pages = shutil.which("soffice"), shutil.which("pdftoppm")
        if office and pages:
            subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", folder, sheet],
                           check=True, capture_output=True)  # fmt: skip
            subprocess.run([pages, "-png", "-r", "70", "-f", "2", "-l", "2", "-singlefile",
                            f"{folder}/sheet.pdf", str(HERE / "sheet")], check=True)  # fmt: skip
        for tool, found in (("chromium", browser), ("soffice", office), ("pdftoppm", pages)):
            if not found:
                print(f"{tool} is not here: its picture stays as it is")


if __name__ == "__main__":
    ranking()
    asyncio.run(screens())
    documents()
