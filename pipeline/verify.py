"""Do the tables keep the contract? Pure checks, used before publishing and shown in Dagster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import PUBLISHED, TABLES, Table

Tables = Mapping[str, pa.Table]

# Tables whose span cuts out the characters of a column of the same row.
SLICES = {
    "passages": "text",
    "parsed_passages": "text",
    "mentions": "surface",
    "candidate_mentions": "surface",
    "resolved_mentions": "surface",
    "name_review": "surface",
}


@dataclass(frozen=True)
class Problem:
    """A broken rule: `check` is keys, not_null, values, references or spans."""

    table: str
    check: str
    message: str

    def __str__(self) -> str:
        return f"{self.table}: {self.message}"


def check_keys(name: str, tables: Tables) -> list[Problem]:
    """The key is unique."""
    table, key = tables[name], list(TABLES[name].key)
    counts = table.group_by(key).aggregate([([], "count_all")])
    repeated = counts.filter(pc.greater(counts["count_all"], 1))
    if not repeated.num_rows:
        return []
    example = {column: repeated[column][0].as_py() for column in key}
    return [Problem(name, "keys", f"{repeated.num_rows} keys occur more than once: {example}")]


def check_not_null(name: str, tables: Tables) -> list[Problem]:
    """A value stands wherever the contract promises one."""
    return [
        Problem(name, "not_null", f"{column.name} is null in {count} rows")
        for column in TABLES[name].columns
        if not column.nullable and (count := tables[name][column.name].null_count)
    ]


def check_values(name: str, tables: Tables) -> list[Problem]:
    """A category holds only its declared values."""
    problems = []
    for column in TABLES[name].columns:
        if column.values:
            found = {value for value in pc.unique(tables[name][column.name]).to_pylist() if value}
            if odd := sorted(found - set(column.values)):
                problems.append(Problem(name, "values", f"{column.name} holds unknown {odd}"))
    return problems


def check_reference(name: str, column: str, tables: Tables) -> list[Problem]:
    """Every value of one foreign key stands in the table it refers to."""
    target_table, target_column = TABLES[name].references[column].split(".")
    values = tables[name][column]
    known = pc.is_in(values, value_set=_one_array(tables[target_table][target_column]))
    lost = values.filter(pc.and_(pc.invert(known), pc.is_valid(values)))
    if not len(lost):
        return []
    return [
        Problem(
            name,
            "references",
            f"{column} of {len(lost)} rows is not in {target_table}.{target_column}: "
            f"{lost[0].as_py()!r}",
        )
    ]


def check_references(name: str, tables: Tables) -> list[Problem]:
    """All foreign keys of a table."""
    return [
        problem
        for column in TABLES[name].references
        for problem in check_reference(name, column, tables)
    ]


def check_spans(name: str, tables: Tables) -> list[Problem]:
    """Spans lie inside what they point into, and cut out the characters that the row repeats."""
    contract = TABLES[name]
    if name == "text_reuse":
        return [
            *_check_inside_passage(name, tables, "source_passage_id", "source"),
            *_check_inside_passage(name, tables, "target_passage_id", "target"),
        ]
    if "char_start" not in contract.column_names:
        return []
    if "document_id" in contract.column_names:
        return _check_inside_document(contract, tables)
    return _check_inside_passage(name, tables, "passage_id", "char")


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _rows(table: pa.Table, *columns: str) -> list[tuple[object, ...]]:
    return list(zip(*(table[column].to_pylist() for column in columns), strict=True))


def _check_inside_document(contract: Table, tables: Tables) -> list[Problem]:
    documents = tables["documents"]
    texts = dict(
        zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True)
    )
    table = tables[contract.name]
    slice_column = SLICES.get(contract.name)
    columns = [table[name].to_pylist() for name in ("document_id", "char_start", "char_end")]
    surfaces = table[slice_column].to_pylist() if slice_column else [None] * table.num_rows
    for document_id, start, end, surface in zip(*columns, surfaces, strict=True):
        text = texts.get(document_id, "")
        if not 0 <= start < end <= len(text):
            return [Problem(contract.name, "spans", f"{start}–{end} lies outside {document_id}")]
        if surface is not None and text[start:end] != surface:
            message = (
                f"{document_id} {start}–{end} is {text[start:end][:60]!r}, "
                f"not {slice_column} {surface[:60]!r}"
            )
            return [Problem(contract.name, "spans", message)]
    return []


def _check_inside_passage(name: str, tables: Tables, key: str, prefix: str) -> list[Problem]:
    passages = tables["passages" if "passages" in tables else "parsed_passages"]
    ids = _one_array(passages["passage_id"])
    table = tables[name]
    at = pc.index_in(table[key], value_set=ids)
    first, last = pc.take(passages["char_start"], at), pc.take(passages["char_end"], at)
    start, end = table[f"{prefix}_start"], table[f"{prefix}_end"]
    inside = pc.and_(
        pc.and_(pc.greater_equal(start, first), pc.less(start, end)), pc.less_equal(end, last)
    )
    outside = table.filter(pc.invert(pc.fill_null(inside, False)))
    if not outside.num_rows:
        return []
    example = outside.slice(0, 1).select([key, f"{prefix}_start", f"{prefix}_end"]).to_pylist()[0]
    return [
        Problem(name, "spans", f"{outside.num_rows} spans lie outside their passage: {example}")
    ]


CHECKS: dict[str, Callable[[str, Tables], list[Problem]]] = {
    "keys": check_keys,
    "not_null": check_not_null,
    "values": check_values,
    "references": check_references,
    "spans": check_spans,
}


def verify(tables: Tables) -> list[Problem]:
    """All checks on a published set. An empty list means that the contract is kept."""
    missing = [name for name in PUBLISHED if name not in tables]
    if missing:
        return [Problem(name, "keys", "the table is missing") for name in missing]
    return [
        problem
        for name in PUBLISHED
        for check in CHECKS.values()
        for problem in check(name, tables)
    ]


def uncovered(text: str, spans: list[tuple[int, int]]) -> str | None:
    """Why `spans`, in order, do not cover every non-blank character of `text` exactly once.

    None where they do. This is the promise that a parsed document loses nothing.
    """
    for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), len(text))]):
        if start < end:
            return f"two passages overlap at character {start}"
        if text[end:start].strip():
            return f"characters {end}–{start} are in no passage: {text[end:start].strip()[:60]!r}"
    return None
