"""What users call: `load` and `load_all`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline import load as module
from pipeline.load import load, load_all
from pipeline.publish import publish
from pipeline.storage import StorageError, write_table
from pipeline.tables import PUBLISHED

Tables = dict[str, pa.Table]


@pytest.fixture
def processed(tiny_tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "processed"
    publish(tiny_tables, path)
    monkeypatch.setenv("READOUTS_PROCESSED", str(path))
    monkeypatch.setattr(module, "_PAUSE", 0)
    return path


def test_load_gives_a_frame_with_real_dates(processed: Path) -> None:
    meetings = load("meetings")
    assert meetings["date_start"].dtype == "datetime64[ms]"
    assert (meetings["date_start"] >= "2021-01-01").all()
    assert load("meetings", processed).equals(meetings)
    assert meetings.equals(pd.read_parquet(processed / "meetings.parquet"))


def test_load_all_gives_every_table(processed: Path) -> None:
    tables = load_all()
    assert list(tables) == list(PUBLISHED)
    joined = tables["meeting_participants"].merge(tables["actors"], on="actor_id")
    assert set(joined["name"]) == {"Maria Quispe", "Jonas Lindqvist"}


def test_load_all_reads_again_when_the_set_is_replaced_meanwhile(
    processed: Path, tiny_tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = {**tiny_tables, "visits": tiny_tables["visits"]}
    rows = tiny_tables["actors"].to_pylist()
    newer["actors"] = pa.Table.from_pylist(
        [{**row, "n_mentions": 7} for row in rows], schema=tiny_tables["actors"].schema
    )
    original, calls = module.load, []

    def replaced_half_way(name: str, directory: Path) -> pd.DataFrame:
        calls.append(name)
        if len(calls) == 10:
            publish(newer, processed)
        return original(name, directory)

    monkeypatch.setattr(module, "load", replaced_half_way)
    assert set(load_all(processed)["actors"]["n_mentions"]) == {7}
    assert len(calls) == 2 * len(PUBLISHED), "one more round, not more"


def test_load_all_refuses_a_mixed_set(processed: Path, tiny_tables: Tables) -> None:
    write_table(processed, "actors", tiny_tables["actors"], {"dataset_version": "other"})
    with pytest.raises(StorageError, match="different versions"):
        load_all()


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="there are documents, articles"):
        load("meeting")
    with pytest.raises(StorageError, match="readouts build"):
        load("meetings", tmp_path)
    with pytest.raises(StorageError, match="readouts build"):
        load_all(tmp_path)
