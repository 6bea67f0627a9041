"""The names by which answers feed the cost model; anything else in `feeds` is a mistake in the catalog."""

from __future__ import annotations

from msp_select.model.bid import Bid

PROVIDER_INPUTS = frozenset(
    {
        "p1_response_minutes",
        "p1_restore_hours",
        "ordinary_response_hours",
        "credit_percent",
        "missed_percent",
        "extra_share_percent",
        "after_hours_multiple",
        "yearly_rise_percent",
        "exit_months",
        "licence_lock_months",
        "promised_hours",
    }
)

BUSINESS_INPUTS = frozenset(
    {
        "users",
        "devices",
        "servers",
        "sites",
        "hourly_pay",
        "standstill_hour",
        "sales_hour",
        "idle_share_percent",
        "lost_share_percent",
        "margin_percent",
        "outages_a_year",
        "outages_two_years",
        "security_event_cost",
        "price_low",
        "price_high",
        "budget_month",
        "growth_percent",
        "own_it_hours_week",
        "planned_project_hours",
    }
)

BID_INPUTS = frozenset(f"bid.{field}" for field in Bid.model_fields)
