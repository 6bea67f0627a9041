"""LibreOffice without a window: what a spreadsheet program makes of our files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")

needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice (soffice) is not installed: what it makes of our files was not tested",
)


def converted(files: list[Path], folder: Path, ending: str) -> list[Path]:
    """The files, each opened, recalculated and stored again in `folder` in the format of that ending."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending,
         "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{file.stem}.{ending}" for file in files]
