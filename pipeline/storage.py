"""Reading and writing one table as Parquet, always with the contract's schema."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables import TABLES, ContractError

ROW_GROUP = 100_000


class StorageError(RuntimeError):
    """A file that cannot be read or replaced."""


def table_path(directory: Path, name: str) -> Path:
    """Where table `name` lies in a set."""
    return directory / f"{name}.parquet"


def conform(name: str, table: pa.Table) -> pa.Table:
    """`table` with exactly the contract's columns, types and order of rows.

    Arrow drops unknown columns in silence and lets nulls through, so both are looked for here.
    Raises ContractError for a missing, unknown, ill-typed or wrongly null column.
    """
    contract = TABLES[name]
    missing = set(contract.column_names) - set(table.column_names)
    unknown = set(table.column_names) - set(contract.column_names)
    if missing or unknown:
        raise ContractError(
            f"{name}: missing columns {sorted(missing)}, unknown columns {sorted(unknown)}"
        )
    try:
        table = table.select(contract.column_names).cast(contract.schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
        raise ContractError(f"{name}: {error}") from error
    for column in contract.columns:
        if not column.nullable and table.column(column.name).null_count:
            raise ContractError(f"{name}.{column.name}: null value")
    order = pc.sort_indices(
        table,
        sort_keys=[(key, "ascending", "at_start") for key in contract.key],
    )
    # One chunk per column: what follows hashes, compares and writes whole columns.
    return table.take(order).combine_chunks().replace_schema_metadata(contract.schema.metadata)


def empty(name: str) -> pa.Table:
    """Table `name` without rows."""
    return TABLES[name].schema.empty_table()


def write_table(
    directory: Path, name: str, table: pa.Table, metadata: Mapping[str, str] | None = None
) -> Path:
    """Write table `name` into `directory`: complete or not at all. Returns the path.

    `metadata` is added to the file's key-value metadata. The same rows give the same bytes.
    """
    table = conform(name, table)
    if metadata:
        table = table.replace_schema_metadata(
            {**table.schema.metadata, **{k.encode(): v.encode() for k, v in metadata.items()}}
        )
    directory.mkdir(parents=True, exist_ok=True)
    path = table_path(directory, name)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(table, temporary, compression="snappy", row_group_size=ROW_GROUP)
        replace_file(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def replace_file(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step; readers see the old or the new file."""
    try:
        source.replace(target)
    except PermissionError as error:  # Windows, while a reader holds the file open
        raise StorageError(f"{target} is in use by another program: close it and try again") from (
            error
        )


def read_table(directory: Path, name: str) -> pa.Table:
    """Table `name` of a set. Raises StorageError where it is absent, damaged or of another shape.

    Reads through ParquetFile: `pq.read_table` would import pandas.
    """
    path = table_path(directory, name)
    try:
        with pq.ParquetFile(path) as file:
            table = file.read()
    except FileNotFoundError:
        raise StorageError(f"{path} does not exist: run `readouts build` first") from None
    except (pa.ArrowException, OSError) as error:
        raise StorageError(f"{path} cannot be read: {error}") from error
    expected = TABLES[name].schema
    if not table.schema.equals(expected):
        raise StorageError(f"{path} was made by another version: run `readouts build` again")
    return table


def read_metadata(directory: Path, name: str) -> dict[str, str]:
    """The key-value metadata of a table's file; empty where the file is absent or damaged."""
    try:
        with pq.ParquetFile(table_path(directory, name)) as file:
            raw = file.schema_arrow.metadata or {}
    except (pa.ArrowException, OSError):
        return {}
    return {key.decode(): value.decode() for key, value in raw.items()}
