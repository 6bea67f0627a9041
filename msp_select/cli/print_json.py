"""What is printed for other programs."""

from __future__ import annotations

import json
import re

import click

from msp_select.errors import UNSAFE


def print_json(document: object) -> None:
    """A document as JSON, figures unrounded; nothing that JSON cannot hold."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo(re.sub(f"[{UNSAFE}]", lambda found: f"\\u{ord(found[0]):04x}", text))
