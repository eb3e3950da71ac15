"""The package file: `datapackage.json` (Frictionless Data Package v2), made from the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.fingerprint import file_sha256
from pipeline.storage import replace_file
from pipeline.tables import PUBLISHED, TABLES, Column, Table

FILE_NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Dates are timestamps at midnight in the files, hence "datetime".
_TYPES = {
    "string": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "datetime",
}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Table Schema of one table: fields, key, references."""
    # A primary key may hold no null; a key with an optional part is declared as a unique key.
    nullable = {column.name for column in table.columns if column.nullable}
    key = list(table.key)
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    schema.update({"uniqueKeys": [key]} if nullable & set(key) else {"primaryKey": key})
    foreign_keys = []
    for column, target in table.references.items():
        resource, field = target.split(".")
        reference = {"fields": [field]}
        if resource != table.name:
            reference = {"resource": resource, **reference}  # type: ignore[dict-item]
        foreign_keys.append({"fields": [column], "reference": reference})
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return schema


def describe(
    directory: Path, rows: Mapping[str, int], version: str, code: str, seeds: str
) -> dict[str, Any]:
    """The package file's content for the tables in `directory`.

    `rows` gives each table's number of rows, `version` the dataset's version, `code` and `seeds`
    the digests of what made it. Holds no clock, so that the same data gives the same file.
    """
    resources = []
    for name in PUBLISHED:
        path = directory / f"{name}.parquet"
        resources.append(
            {
                "name": name,
                "path": path.name,
                "description": TABLES[name].description,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": path.stat().st_size,
                "hash": f"sha256:{file_sha256(path)}",
                "rows": rows[name],
                "schema": table_schema(TABLES[name]),
            }
        )
    return {
        "$schema": _PROFILE,
        "name": "readouts",
        "title": "Who met whom: meetings, actors and articles from archives of diplomatic news",
        "dataset_version": version,
        "software_version": __version__,
        "code_version": code,
        "seeds_digest": seeds,
        "resources": resources,
    }


def write(directory: Path, package: Mapping[str, Any]) -> Path:
    """Write the package file beside its tables: complete or not at all."""
    path = directory / FILE_NAME
    temporary = path.with_name(f".{FILE_NAME}.part")
    temporary.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    replace_file(temporary, path)
    return path


def read(directory: Path) -> dict[str, Any] | None:
    """The package file of a set; None where there is none that can be read."""
    try:
        package = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return package if isinstance(package, dict) and "dataset_version" in package else None


def is_intact(directory: Path, package: Mapping[str, Any]) -> bool:
    """Whether every file that the package lists is there, with the bytes that it lists."""
    try:
        return all(
            f"sha256:{file_sha256(directory / resource['path'])}" == resource["hash"]
            for resource in package["resources"]
        )
    except (OSError, KeyError, TypeError):
        return False
