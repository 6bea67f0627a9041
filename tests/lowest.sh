#!/usr/bin/env bash
# The suite on the lowest version that pyproject.toml allows of every dependency, in an environment of its own.
#
#   bash tests/lowest.sh [PYTHON] [what pytest is to run ...]
#
# PYTHON is python3 by default. The environment is made in a temporary folder and removed at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python="${1:-python3}"
shift || true
environment="$(mktemp -d)"
trap 'rm -rf "$environment"' EXIT
"$python" -m venv "$environment"
# name>=1.2,<3 becomes name==1.2: what follows the floor is left out.
"$environment/bin/python" - >"$environment/floors.txt" <<'PYTHON'
import re
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
for wanted in [*project["dependencies"], *(w for extra in project["optional-dependencies"].values() for w in extra)]:
    name, floor = re.fullmatch(r"([A-Za-z0-9_-]+)>=([0-9.]+)(?:,.*)?", wanted).groups()
    print(f"{name}=={floor}")
PYTHON
sort -u -o "$environment/floors.txt" "$environment/floors.txt"
"$environment/bin/python" -m pip install --quiet --requirement "$environment/floors.txt"
"$environment/bin/python" -m pip install --quiet --no-deps --editable .
"$environment/bin/python" --version
cat "$environment/floors.txt"
"$environment/bin/python" -m pytest "$@"
