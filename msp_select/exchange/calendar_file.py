"""The dates of an agreement as an iCalendar file (RFC 5545) that any calendar can import."""

from __future__ import annotations

import datetime as dt

from icalendar import Alarm, Event
from icalendar import Calendar as CalendarFile

from msp_select.decision.after.calendar_entries import Calendar, Entry
from msp_select.model.service_agreement import Agreement
from msp_select.model.signed import Signed
from msp_select.phrases.en.after.deadlines import entry_words

PRODUCT = "-//msp-select//After signing//EN"
CATEGORY = "IT provider"


def calendar_file(dates: Calendar, signed: Signed, agreed: Agreement, name: str) -> bytes:
    """The same bytes for the same dates: whole days without a zone, each known by its own id for ever."""
    file = CalendarFile()
    for key, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", f"{CATEGORY}: {name}"),
    ):
        file.add(key, value)
    for entry in dates.entries:
        file.add_component(_event(entry, dates, signed, agreed, name))
    written: bytes = file.to_ical()
    return written


def _event(entry: Entry, dates: Calendar, signed: Signed, agreed: Agreement, name: str) -> Event:
    words = entry_words(entry, signed, agreed, name)
    event = Event()
    event.add("uid", dates.uid(entry))
    event.add("dtstamp", dates.stamp)
    event.add("sequence", dates.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", words.title)
    event.add("description", words.in_calendar)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [CATEGORY])
    for days in entry.warnings:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words.title)
        alarm.add("trigger", dt.timedelta(days=-days))
        event.add_component(alarm)
    return event
