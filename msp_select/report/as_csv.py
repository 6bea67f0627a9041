"""The ranking as a plain table: one row a candidate, headings as in the JSON."""

from __future__ import annotations

import csv as csv_writer
import io
from collections.abc import Sequence
from typing import Any

from msp_select.model.spreadsheet_safety import looks_like_formula
from msp_select.report.ranking_json import ranking_document
from msp_select.report.rendering import Order

KEYS = (
    "rank", "id", "name", "kind", "group", "score", "quality", "claimed", "proven", "possible", "coverage",
    "not_applicable", "rests_on_little", "failed_must_haves", "open_must_haves", "first_rank_share",
    "pillars", "criteria", "sticker_per_month", "price_level", "cash_total", "cash_range", "moving_cost",
    "missing_money", "total_known", "total_cost",
)  # fmt: skip
PAIRS: dict[str, Sequence[str]] = {"price_level": ("proven", "claimed"), "cash_range": ("low", "high")}


def csv(order: Order) -> bytes:
    """The ranking in rank order, UTF-8 with the mark that spreadsheets need to read names right.

    The columns follow from the questionnaires alone, whoever is in it and whatever is known of them.
    """
    whole = order.evaluation.whole
    parts = {
        "pillars": [pillar.id for pillar in whole.questionnaires],
        "criteria": list(whole.criteria),
    } | PAIRS
    columns = [f"{key}.{part}" if part else key for key in KEYS for part in parts.get(key, ("",))]
    out = io.StringIO()
    writer = csv_writer.writer(out)
    writer.writerow([safe(column) for column in columns])
    for row in map(_flat, ranking_document(order.evaluation)["ranking"][: order.options.top]):
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> safe("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if looks_like_formula(text) else text


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) else value


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Lists of words in one cell; a column for each pillar, criterion and end of a range; no shares."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{name}": item for name, item in value.items()}
        elif key in PAIRS:
            ends = value or (None, None)
            flat |= {f"{key}.{name}": end for name, end in zip(PAIRS[key], ends, strict=True)}
        elif key == "missing_money":
            flat[key] = None if value is None else "; ".join(value)
        elif isinstance(value, list):
            if key != "rank_shares":
                flat[key] = " ".join(value)
        elif key != "rank_shares":
            flat[key] = value
    return flat
