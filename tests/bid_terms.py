"""A value for every key a bid can have, and what must stand beside it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

TERMS: dict[str, Any] = {
    "basis": "per_device",
    "evidence": "contract",
    "monthly": "500.50",
    "per_user": 95,
    "bands": [{"up_to": 25, "per_user": 110}, {"up_to": 50, "per_user": "104.125"}, {"per_user": 98}],
    "groups": [{"id": "part-time", "users": 6, "per_user": 60}, {"id": "mail", "users": 4, "per_user": 15}],
    "per_device": 12,
    "per_server": 110,
    "per_site": 80,
    "modules": [
        {"name": "Base: all", "monthly": 200},
        {"name": "Security", "per_user": "4.5", "per_device": 3, "per_server": 2, "per_site": 1},
    ],
    "block_hours": 8,
    "block_rate": 90,
    "minimum_monthly": 700,
    "minimum_users": 12,
    "discount_percent": "7.5",
    "discount_months": 6,
    "ceiling_monthly": 5000,
    "free_months": 2,
    "first_months": 4,
    "first_monthly": 250,
    "term_months": 24,
    "notice_days": 60,
    "valid_until": dt.date(2026, 12, 31),
    "vat": "included",
    "price_held_months": 12,
    "onboarding": 0,
    "yearly_rise": 3,
    "rise_capped": False,
    "hourly_rate": 165,
    "after_hours_multiple": "1.5",
    "shortest_minutes": 30,
    "hours_known": 220,
    "visit_fee": 80,
    "visits": 5,
    "outside_hours_share": 6,
    "outside_bill_share": 20,
    "after_hours": 10,
    "project_hours": 40,
    "projects_fixed": 9000,
    "licences_per_user": 11,
    "tools_included_per_user": 9,
    "exit_fee": 1500,
    "exit_months": 3,
    "credit_share": 10,
    "missed_share": 20,
    "own_hours": 4,
    "own_person": {"people": "0.5", "salary": 60000},
}
OF_THE_OWNER = {"missed_share", "notice_days", "own_hours", "own_person", "valid_until", "vat"}
"""What a bidder is not asked."""


def terms_with(key: str) -> dict[str, Any]:
    """The least bid that has that key."""

    def exact(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in ("id", "name") else exact(v) for k, v in value.items()}
        if isinstance(value, list):
            return [exact(one) for one in value]
        return Decimal(value) if isinstance(value, str) and key not in ("basis", "evidence", "vat") else value

    return {"basis": "per_user"} | {key: exact(TERMS[key])}
