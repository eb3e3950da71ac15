"""The contract in code is complete, and everything generated from it is up to date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.dictionary import render
from pipeline.package import table_schema
from pipeline.tables import ARROW_TYPES, PUBLISHED, TABLES, ContractError, build

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_described(name: str) -> None:
    table = TABLES[name]
    assert table.description.endswith("."), f"{name} needs a description, a full sentence"
    for column in table.columns:
        assert len(column.description) > 3, f"{name}.{column.name} needs a description"
        assert column.type in ARROW_TYPES
    assert len(set(table.column_names)) == len(table.columns), f"{name} names a column twice"


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_references_exist(name: str) -> None:
    table = TABLES[name]
    assert set(table.key) <= set(table.column_names)
    for column, target in table.references.items():
        other, field = target.split(".")
        assert column in table.column_names
        assert (field,) == TABLES[other].key or field == "passage_id", f"{name}.{column} → {target}"
        assert TABLES[other].published or not table.published


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_plain_scalars_with_metadata(name: str) -> None:
    for field in TABLES[name].schema:
        assert not pa.types.is_nested(field.type)
        assert field.metadata[b"description"]


def test_the_data_dictionary_is_up_to_date() -> None:
    path = ROOT / "docs" / "data_dictionary.md"
    assert path.read_text(encoding="utf-8") == render(), "stale: run `make docs`"


def test_the_data_dictionary_names_every_column() -> None:
    text = render()
    for name in PUBLISHED:
        assert f"\n## {name}\n" in text
        for column in TABLES[name].columns:
            assert f"| `{column.name}` |" in text


def test_package_schema_follows_the_contract() -> None:
    schema = table_schema(TABLES["meetings"])
    assert schema["primaryKey"] == ["meeting_id"]
    assert [field["name"] for field in schema["fields"]] == TABLES["meetings"].column_names
    status = next(field for field in schema["fields"] if field["name"] == "status")
    assert status["constraints"] == {"required": True, "enum": ["held", "announced"]}
    assert schema["foreignKeys"] == [
        {"fields": ["visit_id"], "reference": {"resource": "visits", "fields": ["visit_id"]}}
    ]


def test_a_key_that_may_be_null_is_a_unique_key_in_the_package_file() -> None:
    schema = table_schema(TABLES["actor_roles"])
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["actor_id", "role", "organisation", "country"]]


def _alias(**changes: Any) -> dict[str, Any]:
    return {"actor_id": "a", "alias": "A", "n_mentions": 1, **changes}


def test_build_sorts_rows_and_turns_dates_into_midnights() -> None:
    table = build("actor_aliases", [_alias(alias="B"), _alias(alias="A")])
    assert table["alias"].to_pylist() == ["A", "B"]
    dyad = {"meeting_id": "m", "country_a": "A", "country_b": "B", "date_start": date(2021, 5, 3)}
    table = build("meeting_dyads", [{**dyad, "kind": "call", "status": "held"}])
    assert table["date_start"].type == pa.timestamp("ms")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([_alias(n_mentions=None)], "null value"),
        ([_alias(), _alias()], "repeated key"),
        ([{"actor_id": "a"}], "missing columns"),
        ([_alias(extra=1)], "unknown columns"),
    ],
)
def test_build_refuses_rows_that_break_the_contract(
    rows: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(ContractError, match=message):
        build("actor_aliases", rows)


def test_build_refuses_an_unknown_category() -> None:
    row = {"meeting_id": "m", "country_a": "A", "country_b": "B", "date_start": None}
    with pytest.raises(ContractError, match="unknown values"):
        build("meeting_dyads", [{**row, "kind": "party", "status": "held"}])
