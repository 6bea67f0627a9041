"""The spreadsheet that goes to a bidder and comes back; nothing heavy is loaded before it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from msp_select.exchange.received import Received
    from msp_select.model.catalog import Catalog
    from msp_select.model.fields import Size
    from msp_select.model.session import Session


def bidder_sheet(session: Session, catalog: Catalog, candidate_id: str | None, size: Size) -> bytes:
    """The form for a bidder as an .xlsx file, filled in with what is known; blank without a candidate."""
    from msp_select.exchange.form import form_of
    from msp_select.exchange.workbook import workbook_bytes

    return workbook_bytes(form_of(session, catalog, candidate_id, size))


def bidder_csv(session: Session, catalog: Catalog, candidate_id: str | None, size: Size) -> bytes:
    """The same form as a CSV file."""
    from msp_select.exchange.form import form_of
    from msp_select.exchange.form_csv import csv_bytes

    return csv_bytes(form_of(session, catalog, candidate_id, size))


def read_answers(
    data: bytes,
    name: str,
    session: Session,
    catalog: Catalog,
    candidate_id: str | None = None,
    *,
    readings: Mapping[str, Decimal] | None = None,
) -> Received:
    """A returned form held against the session, row by row (see `receiving.read_answers`)."""
    from msp_select.exchange import receiving

    return receiving.read_answers(data, name, session, catalog, candidate_id, readings=readings)


def with_answers(
    session: Session, received: Received, catalog: Catalog, at: dt.datetime, *, by: str = "the bidder"
) -> Session:
    """The session with the good rows of a returned form, and one line in its log naming the file."""
    from msp_select.exchange import taking

    return taking.with_answers(session, received, catalog, at, by=by)
