"""The dataset as FollowTheMoney entities: one JSON object for each line.

Persons, organisations, offices held (Position and Occupancy), meetings and visits (Event) in the
model of https://followthemoney.tech, so that they load into OpenSanctions, Aleph and nomenklatura
tools. FollowTheMoney has no schema for a meeting: an Event with everybody in `involved` is its
closest. Dates keep their precision ("2023-11" is a month); what is unknown stays away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

import pyarrow as pa

from pipeline.reference import Reference
from pipeline.text import slug

Row = Mapping[str, Any]
Entity = dict[str, Any]
TABLES = (
    "actors",
    "actor_aliases",
    "actor_roles",
    "meetings",
    "meeting_participants",
    "visits",
)
_PREFIX = "readouts"
_DATE = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def entities(tables: Mapping[str, pa.Table], reference: Reference) -> Iterator[Entity]:
    """Entities of a published set, in the order of its keys: `{"id", "schema", "properties"}`.

    `tables` holds at least TABLES. Every referenced entity is among those given, and no id comes
    twice. Property values are lists of strings, as the model wants them.
    """
    codes = {row["iso3"]: row["iso2"].lower() for row in reference.rows("country_codes")}
    actors = {row["actor_id"]: row for row in tables["actors"].to_pylist()}
    yield from _actors(actors, tables["actor_aliases"].to_pylist(), codes)
    yield from _offices(actors, tables["actor_roles"].to_pylist(), codes)
    participants: dict[str, list[Row]] = {}
    for row in tables["meeting_participants"].to_pylist():
        participants.setdefault(row["meeting_id"], []).append(row)
    for row in tables["meetings"].to_pylist():
        yield _meeting(row, participants.get(row["meeting_id"], []), codes)
    for row in tables["visits"].to_pylist():
        yield _visit(row, actors, codes)


def write(lines: Iterable[Entity], file: TextIO) -> int:
    """Write entities as JSON lines; returns how many. Equal entities give equal bytes."""
    count = 0
    for count, entity in enumerate(lines, 1):  # noqa: B007
        file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
    return count


def _entity(entity_id: str, schema: str, **properties: str | Iterable[str] | None) -> Entity:
    """An entity without empty properties; single values become lists."""
    filled: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else list(value or ())
        if values:
            filled[name] = values
    return {"id": entity_id, "schema": schema, "properties": filled}


def _id(kind: str, key: str) -> str:
    """Ids of the tables are unique within a table; the kind makes them unique in the file."""
    return f"{_PREFIX}-{kind}-{key}"


def _actors(
    actors: Mapping[str, Row], aliases: Iterable[Row], codes: Mapping[str, str]
) -> Iterator[Entity]:
    also: dict[str, list[str]] = {}
    for row in aliases:
        name = actors[row["actor_id"]]["name"]
        # One word is no alias that could be matched on: FollowTheMoney calls it weak.
        if row["alias"] != name:
            also.setdefault(row["actor_id"], []).append(row["alias"])
    for actor_id, row in actors.items():
        names = also.get(actor_id, [])
        person = row["kind"] == "person"
        yield _entity(
            _id("actor", actor_id),
            "Person" if person else "Organization",
            name=row["name"],
            alias=[name for name in names if " " in name],
            weakAlias=[name for name in names if " " not in name],
            country=codes.get(row["country"] or ""),
        )


def _offices(
    actors: Mapping[str, Row], roles: Iterable[Row], codes: Mapping[str, str]
) -> Iterator[Entity]:
    """A Position for each office as stated, and an Occupancy for each holder.

    The dates of an Occupancy are those on which a text states the office, not its term.
    """
    positions: set[str] = set()
    occupied: set[str] = set()
    for row in roles:
        if actors[row["actor_id"]]["kind"] != "person":
            continue
        name = f"{row['role']}, {row['organisation']}" if row["organisation"] else row["role"]
        country = codes.get(row["country"] or "")
        position = _id("position", slug(f"{country or ''} {name}")[:120] or _hash(name))
        if position not in positions:
            positions.add(position)
            body = row["organisation_id"]
            yield _entity(
                position,
                "Position",
                name=name,
                country=country,
                organization=_id("actor", body)
                if body in actors and actors[body]["kind"] == "organisation"
                else None,
            )
        occupancy = _id("occupancy", _hash(f"{row['actor_id']} {position}"))
        if occupancy in occupied:
            continue
        occupied.add(occupancy)
        first, last = row["first_date"], row["last_date"]
        yield _entity(
            occupancy,
            "Occupancy",
            holder=_id("actor", row["actor_id"]),
            post=position,
            date=sorted({f"{day:%Y-%m-%d}" for day in (first, last) if day is not None}),
        )


def _meeting(row: Row, participants: Iterable[Row], codes: Mapping[str, str]) -> Entity:
    people = list(participants)
    return _entity(
        _id("meeting", row["meeting_id"]),
        "Event",
        name=row["title"],
        **_dates(row),
        location=row["place"],
        country=sorted({codes[c] for c in (row["country"],) if c in codes}),
        organizer=[_id("actor", p["actor_id"]) for p in people if p["side"] == "host"],
        involved=[_id("actor", p["actor_id"]) for p in people],
        summary=row["evidence"],
        keywords=[row["kind"], row["status"], f"CAMEO {row['cameo']}"],
        recordId=row["meeting_id"],
    )


def _visit(row: Row, actors: Mapping[str, Row], codes: Mapping[str, str]) -> Entity:
    where = row["destination_place"] or row["destination_country"]
    name = f"Visit of {actors[row['actor_id']]['name']}"
    return _entity(
        _id("visit", row["visit_id"]),
        "Event",
        name=f"{name} to {where}" if where else name,
        **_dates(row),
        location=row["destination_place"],
        country=codes.get(row["destination_country"] or ""),
        involved=_id("actor", row["actor_id"]),
        summary=row["evidence"],
        description=row["purpose"],
        keywords=["visit", *([row["kind"]] if row["kind"] else []), row["status"]],
        recordId=row["visit_id"],
    )


def _dates(row: Row) -> dict[str, str]:
    """Start and end at the precision that is known; a month or year stands in `date`."""
    start, end, precision = row["date_start"], row["date_end"], row["date_precision"]
    if start is None:
        return {}
    form = _DATE[precision or "day"]
    if precision in ("month", "year"):
        return {"date": start.strftime(form)}
    found = {"startDate": start.strftime(form)}
    if end is not None:
        found["endDate"] = end.strftime(form)
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
