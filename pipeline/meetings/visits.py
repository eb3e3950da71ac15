"""Trips of named persons and delegations; the work is done in `pipeline.meetings.trips`."""

from __future__ import annotations

from pipeline.meetings.trips.merge import complete, merge, place
from pipeline.meetings.trips.model import Stay, Trip
from pipeline.meetings.trips.read import read
from pipeline.meetings.trips.tables import Index, date, index, locate, rows

__all__ = [
    "Index",
    "Stay",
    "Trip",
    "complete",
    "date",
    "index",
    "locate",
    "merge",
    "place",
    "read",
    "rows",
]
