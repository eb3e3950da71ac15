"""One table: what is written comes back, in the contract's shape, or an error says why not."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.storage import (
    StorageError,
    conform,
    empty,
    read_metadata,
    read_table,
    table_path,
    write_table,
)
from pipeline.tables import PUBLISHED, TABLES, ContractError

Tables = dict[str, pa.Table]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_table_comes_back_as_it_was_written(
    name: str, tiny_tables: Tables, tmp_path: Path
) -> None:
    write_table(tmp_path, name, tiny_tables[name], {"dataset_version": "v"})
    assert read_table(tmp_path, name).equals(tiny_tables[name])
    assert read_metadata(tmp_path, name)["dataset_version"] == "v"


def test_files_carry_descriptions_and_snappy_and_nothing_is_left_over(
    tiny_tables: Tables, tmp_path: Path
) -> None:
    path = write_table(tmp_path, "meetings", tiny_tables["meetings"])
    with pq.ParquetFile(path) as file:
        assert file.schema_arrow.field("place").metadata == {b"description": b"City or venue."}
        assert file.metadata.row_group(0).column(0).compression == "SNAPPY"
    assert [p.name for p in tmp_path.iterdir()] == ["meetings.parquet"]


def test_the_same_rows_in_another_order_give_the_same_bytes(
    tiny_tables: Tables, tmp_path: Path
) -> None:
    table = tiny_tables["actors"]
    first = write_table(tmp_path / "a", "actors", table).read_bytes()
    second = write_table(tmp_path / "b", "actors", table.take([1, 0])).read_bytes()
    assert first == second


def test_an_empty_table_keeps_its_types(tmp_path: Path) -> None:
    write_table(tmp_path, "visits", empty("visits"))
    assert read_table(tmp_path, "visits").schema.equals(TABLES["visits"].schema)


def test_columns_are_compared_before_writing(tiny_tables: Tables) -> None:
    actors = tiny_tables["actors"]
    with pytest.raises(ContractError, match="missing columns \\['name'\\]"):
        conform("actors", actors.drop_columns("name"))
    with pytest.raises(ContractError, match="unknown columns \\['x'\\]"):
        conform("actors", actors.append_column("x", pa.array([1, 2])))


def test_a_null_where_none_may_be_is_refused(tiny_tables: Tables) -> None:
    actors = tiny_tables["actors"]
    at = actors.schema.get_field_index("name")
    nulls = actors.set_column(at, pa.field("name", pa.string()), pa.nulls(2, pa.string()))
    with pytest.raises(ContractError, match="name"):
        conform("actors", nulls)


def test_a_failed_write_leaves_the_old_file(tiny_tables: Tables, tmp_path: Path) -> None:
    path = write_table(tmp_path, "actors", tiny_tables["actors"])
    before = path.read_bytes()
    with pytest.raises(ContractError):
        write_table(tmp_path, "actors", tiny_tables["meetings"])
    assert path.read_bytes() == before


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="readouts build"):
        read_table(tmp_path, "actors")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    table_path(tmp_path, "actors").write_bytes(b"PAR1 but no table")
    with pytest.raises(StorageError, match=r"actors\.parquet cannot be read"):
        read_table(tmp_path, "actors")
    assert read_metadata(tmp_path, "actors") == {}


def test_a_table_of_another_version_is_named(tmp_path: Path) -> None:
    pq.write_table(pa.table({"actor_id": ["a"]}), table_path(tmp_path, "actors"))
    with pytest.raises(StorageError, match="another version"):
        read_table(tmp_path, "actors")
