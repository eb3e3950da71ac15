"""The sensor asks for a run when, and only when, what a user puts in has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest

from pipeline.automation import daily, seeds_sensor, settled_seeds
from pipeline.config import Settings
from pipeline.definitions import defs
from pipeline.documents import list_seeds
from pipeline.fingerprint import code_version, seeds_digest
from pipeline.publish import publish

Tables = dict[str, pa.Table]


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("READOUTS_SEEDS", str(settings.seeds))
    monkeypatch.setenv("READOUTS_PROCESSED", str(settings.processed))
    monkeypatch.delenv("READOUTS_REFERENCE", raising=False)
    return settings


def _put(folder: Path, name: str, text: str, age: float = 60) -> Path:
    path = folder / name
    path.write_text(text)
    os.utime(path, (time.time() - age, time.time() - age))
    return path


class Ticks:
    """A sensor between its ticks: the cursor goes from one to the next."""

    def __init__(self) -> None:
        self.cursor: str | None = None

    def runs(self) -> int:
        """How many runs the next tick asks for."""
        with dg.DagsterInstance.ephemeral() as instance:
            context = dg.build_sensor_context(instance=instance, cursor=self.cursor)
            answer = seeds_sensor(context)
        if isinstance(answer, dg.SensorResult):
            assert all(request.run_key is None for request in answer.run_requests or [])
            self.cursor = answer.cursor
            return len(answer.run_requests or [])
        assert isinstance(answer, dg.SkipReason)
        self.cursor = context.cursor or self.cursor
        return 0


def test_new_changed_removed_and_reverted_seeds_each_ask_for_a_run(environment: Settings) -> None:
    ticks, folder = Ticks(), environment.seeds
    assert ticks.runs() == 0, "no seeds, no run"
    _put(folder, "a.txt", "one")
    assert ticks.runs() == 1
    assert ticks.runs() == 0, "nothing has changed"
    _put(folder, "a.txt", "two!")
    assert ticks.runs() == 1
    _put(folder, "b.txt", "another")
    assert ticks.runs() == 1
    (folder / "b.txt").unlink()
    assert ticks.runs() == 1
    _put(folder, "a.txt", "one")
    assert ticks.runs() == 1, "the state of the first run again must be built again"


def test_a_touched_seed_is_not_a_changed_one(environment: Settings) -> None:
    ticks = Ticks()
    _put(environment.seeds, "a.txt", "one")
    assert ticks.runs() == 1
    _put(environment.seeds, "a.txt", "one", age=30)
    assert ticks.runs() == 0


def test_half_copied_and_hidden_files_are_left_alone(environment: Settings) -> None:
    ticks, folder = Ticks(), environment.seeds
    _put(folder, "a.txt", "one")
    assert ticks.runs() == 1
    _put(folder, ".hidden", "x")
    _put(folder, "b.txt.part", "half of")
    assert ticks.runs() == 0
    growing = _put(folder, "c.txt", "just beg", age=0)
    assert ticks.runs() == 0, "written a moment ago: wait"
    _put(folder, growing.name, "just begun and done")
    assert ticks.runs() == 1


def test_a_file_from_the_future_does_not_wait_for_ever(environment: Settings) -> None:
    _put(environment.seeds, "a.txt", "one", age=-3600)
    assert settled_seeds(environment.seeds, time.time()) == (list_seeds(environment.seeds), False)


def test_own_reference_data_counts(
    environment: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    monkeypatch.setenv("READOUTS_REFERENCE", str(reference))
    ticks = Ticks()
    _put(environment.seeds, "a.txt", "one")
    assert ticks.runs() == 1
    _put(reference, "places.csv", "name,country,place,kind,population,source\n")
    assert ticks.runs() == 1
    assert ticks.runs() == 0


def test_no_run_on_the_first_tick_when_the_set_is_up_to_date(
    environment: Settings, tiny_tables: Tables
) -> None:
    _put(environment.seeds, "a.txt", "one")
    digest = seeds_digest(list_seeds(environment.seeds), environment.seeds)
    publish(tiny_tables, environment.processed, code=code_version(None), seeds=digest)
    ticks = Ticks()
    assert ticks.runs() == 0
    _put(environment.seeds, "a.txt", "two!")
    assert ticks.runs() == 1


def test_the_sensor_is_on_and_the_schedule_is_daily() -> None:
    assert seeds_sensor.default_status == dg.DefaultSensorStatus.RUNNING
    assert daily.cron_schedule == "0 5 * * *"
    assert {sensor.name for sensor in defs.sensors or []} == {"seeds_sensor"}
    assert seeds_sensor.job_name == daily.job_name == "build_dataset"
