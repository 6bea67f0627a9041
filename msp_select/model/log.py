"""The log of a session: what was done that a later reader should know of."""

from __future__ import annotations

from msp_select.model.fields import Frozen, Moment, Text


class LogEntry(Frozen):
    """One entry: when (UTC), what, and why where a reason was asked for."""

    at: Moment
    what: Text
    why: Text = ""


class CatalogEntry(Frozen):
    """A questionnaire or profile the session was last scored with."""

    id: Text
    version: Text
    digest: Text
