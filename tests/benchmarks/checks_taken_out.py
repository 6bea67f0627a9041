"""The checks of what is served, taken out one at a time in a copy of the program: each is noticed by a test.

Run from the checkout: python -m tests.benchmarks.checks_taken_out [WORD]. With a word, only checks with it in
their names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTEST = ("-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider")
COPIED = ("msp_select", "tests", "questionnaires", "weights", "docs", "pyproject.toml")


@dataclass(frozen=True)
class Check:
    """Where a check stands, what stands there without it, and which tests of what is served are to notice."""

    name: str
    file: str
    text: str
    without: str
    tests: str


DOOR, ANSWERS, DOCUMENTS = "web/door.py", "web/answers.py", "web/documents.py"
HANDED_IN = "if draft.handed_in:\n            return web.json_response({"
CHECKS = (
    Check("Origin", DOOR, 'getall("Origin", []) != [door.origin]', 'getall("Origin", []) is None', "attacks"),
    Check("Host", DOOR, "if len(hosts) != 1 or not hmac", "if False and not hmac", "attacks"),
    Check("role", DOOR, "if login.role not in roles:", "if False:", "door"),
    Check("one-time key", DOOR, "owner_keys.pop(digest(key), None)", "owner_keys.get(digest(key))", "door"),
    Check("link for the session", DOOR, "if login.file.is_symlink():", "if False:", "desk answers"),
    Check(
        "link for a draft",
        "store/private_file.py",
        "    refused = FileError(",
        "    path = path.resolve()\n    refused = FileError(",
        "answers",
    ),
    Check(
        "link for the inbox",
        "store/inbox.py",
        "if self.folder.is_symlink():\n            raise",
        "if False:\n            raise",
        "answers documents",
    ),
    Check(
        "link for what is brought",
        "store/inbox.py",
        "if folder.is_symlink():",
        "if False:",
        "documents",
    ),
    Check(
        "blank candidate",
        ANSWERS,
        "blank = with_nothing_known(work.session, login.who)",
        "blank = work.session",
        "answers",
    ),
    Check(
        "form shared by two",
        "cli/serve.py",
        "if other.id == person.id and",
        "if other.id == '' and",
        "commands",
    ),
    Check("site", DOOR, '!= "same-origin":', '== "":', "attacks"),
    Check("proxy's header", DOOR, "and any(_like(request, door.proxy))", "and False", "door"),
    Check("header twice", DOOR, "if len(names) == 1 else None", "if names else None", "door"),
    Check("address twice", DOOR, "if len(said) == 1 else remote", "if said else remote", "door"),
    Check("wrong keys", "web/entrance.py", "if door.is_pressed(remote):", "if False:", "door"),
    Check("withdrawn login", DOOR, "return not login.invitation or any(", "return True or any(", "door"),
    Check("revision", ANSWERS, "if draft.revision != revision:", "if False:", "answers attacks"),
    Check("handed in", ANSWERS, HANDED_IN, HANDED_IN.replace("draft.handed_in", "False"), "answers attacks"),
    Check(
        "asked for",
        DOCUMENTS,
        "or not hmac.compare_digest(key, wanted.key.encode())",
        "or False",
        "documents",
    ),
    Check(
        "asked for once",
        "web/host.py",
        "        self.wanted = None\n        await",
        "        await",
        "documents",
    ),
    Check("ending", DOCUMENTS, "if text.lower().endswith(one)", "if one in text.lower()", "documents"),
    Check("name within the folder", DOCUMENTS, '"-" if one in NO_NAME else one', "one", "documents"),
    Check("size", DOCUMENTS, "if file.tell() + len(piece) > MOST_BROUGHT:", "if False:", "documents"),
    Check("one at a time", DOCUMENTS, "if wanted.coming:", "if False:", "documents"),
    Check(
        "program",
        "store/reach.py",
        "return (\n                [program",
        "return True or (\n                [program",
        "desk",
    ),
    Check("frame", "web/desk.py", "if not budget.takes(max(LEAST, len(keys))):", "if False:", "attacks"),
)


def noticed(check: Check, folder: Path) -> bool:
    """Whether a test fails in a copy without the check."""
    place = folder / "msp_select" / check.file
    whole = place.read_text("utf-8")
    if check.text not in whole:
        raise SystemExit(f"{check.file} has no {check.text!r} any more")
    place.write_text(whole.replace(check.text, check.without), "utf-8")
    tests = [f"tests/web/test_{name}.py" for name in check.tests.split()]
    done = subprocess.run(
        [sys.executable, *PYTEST, *tests],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    place.write_text(whole, "utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    by = next((line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))), "by none")
    print(f"{check.name:<26}{by[:120]}", flush=True)
    return done.returncode == 1


def main() -> None:
    """Print by which test each is noticed; the exit status is how many are not."""
    wanted = [one for one in CHECKS if not sys.argv[1:] or sys.argv[1].casefold() in one.name.casefold()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        found = [noticed(check, folder) for check in wanted]
    print(f"{sum(found)} of {len(found)} are noticed")
    sys.exit(found.count(False))


if __name__ == "__main__":
    main()
