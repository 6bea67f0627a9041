"""Everything a review goes through: promises, drift, silence, money, people, driving; one fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msp_select.decision.after.bills import Bill, bill
from msp_select.decision.after.credits import Credits, credits_owed
from msp_select.decision.after.deadlines import Deadline, RunsOn, deadline
from msp_select.decision.after.drifting import Change, Drifting, drifting, engine_rule
from msp_select.decision.after.driving_over_time import DrivingOverTime, driving_over_time
from msp_select.decision.after.failures_shown import FailuresShown, failures_shown
from msp_select.decision.after.keeping import PromiseKept, promises_kept
from msp_select.decision.after.leaving_right import Leave, leave
from msp_select.decision.after.people import Sample, Team, Voices, sample, team, voices
from msp_select.decision.after.record import Record, record
from msp_select.decision.after.silence import Silence, silence
from msp_select.decision.after.together import Together, taken_together
from msp_select.decision.plain_values import as_plain
from msp_select.decision.refusal import NoRuleOfDrift
from msp_select.engine.drift import judged
from msp_select.model.catalog import Catalog
from msp_select.model.service_agreement import AfterRule
from msp_select.model.session import Session
from msp_select.model.signed import Signed

TURNOVER = "sta_turnover"


@dataclass(frozen=True, kw_only=True)
class TellTales:
    """Signs beside figures that disagree, each a question: what of it was seen."""

    fewer_urgent: bool
    more_paused: bool
    fewer_asked: bool
    sample: Sample | None


@dataclass(frozen=True, kw_only=True)
class AfterSigning:
    """What there is to say of one agreement as of a day; parts are None where nothing is known of them."""

    record: Record
    deadline: Deadline | RunsOn
    promises: tuple[PromiseKept, ...]
    drifting: Drifting
    silence: Silence
    failures: FailuresShown
    credits: Credits | None
    bill: Bill | None
    leave: Leave | None
    team: Team | None
    voices: Voices
    driving: DrivingOverTime | None
    signs: TellTales
    together: Together

    @property
    def as_of(self) -> dt.date:
        """The day it is counted from."""
        return self.record.as_of

    @property
    def candidate(self) -> str:
        """Whom it was signed with."""
        return self.record.signed.candidate

    def promise(self, measure: str) -> PromiseKept | None:
        """What is said of one promise."""
        return next((one for one in self.promises if one.id == measure), None)


def after_signing(
    session: Session, signed: Signed, catalog: Catalog, as_of: dt.date, *, upto: str | None = None
) -> AfterSigning:
    """Everything as of a day, or to the end of the month `upto` (NoRuleOfDrift where there is no rule)."""
    agreed = catalog.agreed
    if agreed.drift is None or agreed.after is None:
        raise NoRuleOfDrift(agreed.id)
    rule = engine_rule(agreed.drift)
    found = record(session, signed, agreed, as_of, upto=upto)
    heard = voices(session, as_of, agreed.drift)
    kept = promises_kept(found, rule)
    drift = drifting(found, agreed.drift, heard.fell_in)
    return AfterSigning(
        record=found,
        deadline=deadline(signed, as_of),
        promises=kept,
        drifting=drift,
        silence=silence(found),
        failures=failures_shown(found, kept),
        credits=credits_owed(found, kept),
        bill=bill(found),
        leave=leave(found, kept, agreed.drift.prior_spread),
        team=team(signed, as_of, _turnover(session, signed, agreed.after), agreed.after.unrest_below),
        voices=heard,
        driving=driving_over_time(session, as_of, agreed.after.driving_slips),
        signs=_signs(found, drift, session),
        together=taken_together(kept, drift),
    )


def _turnover(session: Session, signed: Signed, rule: AfterRule) -> Decimal:
    """The percent of technicians who leave in a year, as the provider said it, else the usual."""
    answer = session.candidate(signed.candidate).answers.get(TURNOVER)
    value = answer.value if answer is not None else None
    return value if isinstance(value, Decimal) else rule.turnover


def _signs(found: Record, drift: Drifting, session: Session) -> TellTales:
    """Urgent ones fewer, clocks stopped more often, fewer people asked, requests wrong in a sample."""
    from_urgent = _got_worse(found, "urgent")
    paused = drift.change("late_paused")
    return TellTales(
        fewer_urgent=from_urgent,
        more_paused=paused is not None and paused.state in ("drift", "look_closer"),
        fewer_asked=_fewer_asked(found),
        sample=sample(session, found.as_of),
    )


def _got_worse(found: Record, measure: str) -> bool:
    measured, content = found.measures.get(measure), found.agreed.drift
    if measured is None or measured.kind != "share" or content is None:
        return False
    rule = engine_rule(content)
    worse = judged(rule, "share", 1 if measured.worse == "more" else -1, found.figures(measure))
    return bool(worse) and worse[-1].z >= rule.watch


def _fewer_asked(found: Record) -> bool:
    """Whether of all requests fewer than half as many were asked as in the first months."""
    pairs = zip(found.figures("satisfaction"), found.figures("response_met"), strict=True)
    shares = [
        asked[1] / all_of[1]
        for asked, all_of in pairs
        if asked and all_of and asked[1] is not None and all_of[1]
    ]
    if len(shares) < 9:
        return False
    first, last = sum(shares[:6]) / 6, sum(shares[-3:]) / 3
    return 100 * last < found.agreed.judging.fewer_asked * first


# ---- As plain data -------------------------------------------------------------------------------


def figures(after: AfterSigning) -> dict[str, Any]:
    """Every figure, unrounded, under the keys of `msp-select/review/1`."""
    record_, drift, quiet = after.record, after.drifting, after.silence
    return {
        "candidate": after.candidate,
        "as_of": after.as_of.isoformat(),
        "months": len(record_.months),
        "deadline": after.deadline.figures,
        "promises": [_promise(one) for one in after.promises],
        "changes": [_change(one) for one in drift.changes],
        "together": _together(drift),
        "taken_together": as_plain(after.together),
        "disagree": {"said": drift.disagrees, "first_said": drift.disagree_first_said or False}
        | {"signs": as_plain(after.signs)},
        "silence": {
            "due": len(quiet.due),
            "missing": list(quiet.missing),
            "not_put_in": list(after.record.not_put_in),
            "latest_missing": list(quiet.latest_missing),
            "latest_late": list(quiet.latest_late),
            "silent": quiet.silent,
            "late": quiet.late,
            "first_said": quiet.first_said or False,
            "left_out": {key: list(months) for key, months in quiet.left_out.items()},
            "own_count": as_plain(quiet.own_count),
        },
        "failures_shown": as_plain(after.failures),
        "credits": _credits(after.credits),
        "driving": None if after.driving is None else as_plain(after.driving),
        "team": _team(after.team),
        "bill": _bill(after.bill),
        "pulse": {
            "heard": [as_plain(one) for one in after.voices.heard],
            "hidden": after.voices.hidden,
            "fell": after.voices.fell,
        },
        "leave": None
        if after.leave is None
        else {
            "triggered": after.leave.reached is not None,
            "reached": after.leave.reached,
            "by_chance": after.leave.by_chance,
        },
        "history": [
            {
                "month": month.month,
                "states": dict(month.states),
                "z": dict(month.z),
                "together": month.together,
                "drift": month.drift,
            }
            for month in drift.history
        ],
        "drift": drift.now,
        "drift_first_said": drift.first_said or False,
        "watch_first_said": drift.watch_first_said or False,
        "led_by": drift.led_by,
        "figures_disagree_first_said": drift.disagree_first_said or False,
        "pulse_fell": list(after.voices.fell_in),
        "whole_reports_missing": list(quiet.missing),
        "figures_left_out": {key: list(months) for key, months in quiet.left_out_ever.items()},
        "promise": {
            one.id: {"kept": one.kept, "reported": one.kept + one.missed, "months": one.due}
            for one in after.promises
        },
    }


def _promise(one: PromiseKept) -> dict[str, Any]:
    return {
        "id": one.id,
        "target": float(one.promise.target),
        "kept": one.kept,
        "missed": one.missed,
        "not_reported": one.not_reported,
        "nothing_to_judge": one.many("nothing_to_judge"),
        "due": one.due,
        "kept_at_least": one.kept,
        "kept_at_most": one.kept + one.not_reported,
        "pooled": as_plain(one.pooled),
        "low": one.low,
        "high": one.high,
        "verdict": one.verdict,
        "streak": as_plain(one.streak),
        "chance_of_missed_month": one.chance_of_missed_month,
        "periods": [{"period": period.period, "state": period.state} for period in one.periods],
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": one.state,
        "z": one.z,
        "months": one.months,
        "since": one.since,
        "before": as_plain(one.before),
        "now": as_plain(one.now),
        "least_noticed": {str(months): level for months, level in one.least_noticed.items()},
    }


def _together(drift: Drifting) -> dict[str, Any]:
    z, months, many = drift.together
    return {"z": z, "months": months, "figures": many}


def _credits(found: Credits | None) -> dict[str, Any] | None:
    if found is None:
        return None
    claim = found.to_claim
    return {
        "owed": _money(found.owed),
        "open": _money(found.total("owed")),
        "claimed": _money(found.total("claimed")),
        "received": _money(found.received),
        "lapsed": _money(found.total("lapsed")),
        "unknown_up_to": _money(found.unknown_up_to),
        "claim_by": str(claim[0].claim_by) if claim else None,
        "months": [
            {
                "month": month.month,
                "owed": _money(month.owed),
                "credited": _money(month.credited),
                "unknown_up_to": _money(month.unknown_up_to),
                "claim_by": None if month.claim_by is None else str(month.claim_by),
                "state": month.state,
                "promises": list(month.promises),
            }
            for month in found.months
        ],
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _team(found: Team | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "named": found.named,
        "left": len(found.left),
        "untold": len(found.untold),
        "chance": found.chance,
        "unrest": found.unrest,
    }


def _bill(found: Bill | None) -> dict[str, Any] | None:
    if found is None:
        return None
    parts: Mapping[str, Any] | None = None
    if found.parts is not None:
        names = ("start", "contract_rise", "more_units", "above_contract", "now")
        parts = {name: str(getattr(found.parts, name)) for name in names} | {"month": found.parts.month}
    return {
        "parts": parts,
        "extras_percent": None if found.extras_percent is None else float(found.extras_percent),
        "promised_extras_percent": as_plain(found.promised_percent),
    }
