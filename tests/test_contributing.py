"""What CONTRIBUTING names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PATHS = set(re.findall(r"`([\w./-]+(?:\.py|\.toml|\.sh|/))`", TEXT))
PICTURE = TEXT.split("```")[1]


def there(path: str) -> bool:
    """Whether the repository has that file or folder: a name alone anywhere in the package or the tests."""
    bases = (ROOT, ROOT / "msp_select", ROOT / "tests")
    name = path.rstrip("/")
    alone = "/" not in name and any(any(base.rglob(name)) for base in bases[1:])
    return alone or any((base / path).exists() for base in bases)


def test_every_file_and_folder_named_is_there() -> None:
    assert len(PATHS) > 30
    assert {path for path in PATHS if not there(path)} == set()


def test_the_picture_of_the_house_shows_every_room_and_none_that_is_not_there() -> None:
    rooms = {room for line in PICTURE.splitlines() for room in re.findall(r"([\w]+)/(?= |$)", line)}
    folders = [folder for folder in (ROOT / "msp_select").iterdir() if any(folder.glob("*.py"))]
    wanted = {folder.name for folder in folders if folder.name != "__pycache__"}
    inside = {folder.name for folder in (ROOT / "msp_select/decision").iterdir() if any(folder.glob("*.py"))}
    assert wanted | inside <= rooms
    assert {room for room in rooms if not there(f"{room}/")} == set()
