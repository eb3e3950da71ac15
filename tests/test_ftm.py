"""The FollowTheMoney export: entities of the tiny set, references that resolve, stable lines."""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pytest
from event_text import reference

from pipeline import ftm
from pipeline.tables import build


@pytest.fixture
def exported(tiny_tables: dict[str, pa.Table]) -> list[ftm.Entity]:
    return list(ftm.entities(tiny_tables, reference()))


def test_a_meeting_is_an_event_with_its_people(exported: list[ftm.Entity]) -> None:
    event = next(entity for entity in exported if entity["schema"] == "Event")
    properties = event["properties"]
    assert properties["name"] == ["Maria Quispe meets Jonas Lindqvist"]
    assert properties["startDate"] == ["2021-05-03"]
    assert properties["country"] == ["pe"], "alpha-2 codes in lower case"
    assert properties["involved"] == [
        "readouts-actor-jonas-lindqvist",
        "readouts-actor-maria-quispe",
    ]


def test_ids_are_unique_and_references_resolve(exported: list[ftm.Entity]) -> None:
    ids = [entity["id"] for entity in exported]
    assert len(ids) == len(set(ids))
    for entity in exported:
        for name in ("involved", "organizer", "holder", "post", "organization"):
            for target in entity["properties"].get(name, ()):
                assert target in ids, f"{entity['id']} refers to {target}"


def test_unknown_values_stay_away_and_months_stay_months(
    tiny_tables: dict[str, pa.Table],
) -> None:
    row = tiny_tables["meetings"].to_pylist()[0]
    month = row | {"meeting_id": "m", "date_precision": "month", "place": None, "country": None}
    undated = row | {
        "meeting_id": "n",
        "date_start": None,
        "date_end": None,
        "date_precision": None,
        "date_source": None,
    }
    tables = tiny_tables | {"meetings": build("meetings", [month, undated])}
    events = [e for e in ftm.entities(tables, reference()) if e["schema"] == "Event"]
    assert events[0]["properties"]["date"] == ["2021-05"]
    assert "location" not in events[0]["properties"]
    assert "country" not in events[0]["properties"]
    assert not {"date", "startDate"} & set(events[1]["properties"])


def test_lines_are_json_and_the_same_every_time(tiny_tables: dict[str, pa.Table]) -> None:
    texts = []
    for _ in range(2):
        file = io.StringIO()
        count = ftm.write(ftm.entities(tiny_tables, reference()), file)
        texts.append(file.getvalue())
    assert texts[0] == texts[1]
    lines = [json.loads(line) for line in texts[0].splitlines()]
    assert len(lines) == count
    assert all(set(line) == {"id", "schema", "properties"} for line in lines)
