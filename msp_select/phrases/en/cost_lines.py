"""What the kinds of sums are called, and each line of the cost table."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.costing.cost_line import Kind

SUMS: Mapping[Kind, str] = {
    "cash": "Cash you pay",
    "own_time": "Your own people's time",
    "leaving": "Leaving early, times its chance",
    "risk": "Risk you carry: stops, waiting, incidents",
    "credits": "Given back for missed promises",
}
LINES: Mapping[str, str] = {
    "fees": "Fees over the term",
    "onboarding": "Starting (onboarding)",
    "licences": "Licences and tools not in the fee",
    "extras": "Billed on top of the fee",
    "extra_hours": "Support hours billed on top",
    "after_hours": "Hours outside office hours",
    "projects": "Projects",
    "visits": "Visits",
    "pay": "Pay with on-costs",
    "recruiting": "Finding people",
    "training": "Training",
    "cover": "Cover for holiday and illness",
    "on_call": "Work outside office hours",
    "tools": "Tools and licences",
    "security_service": "Outside security service",
    "moving": "Leaving today's provider",
    "own_supervision": "Your time to supervise, chase and check",
    "change_over": "Everybody's time at the change-over",
    "leaving": "Leaving early, times its chance",
    "outages": "Serious stops",
    "waiting": "People waiting for help",
    "security": "Security event, times its chance",
    "credits": "Given back for missed promises",
}
