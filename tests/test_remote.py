"""Folders that are URLs: copied in before a run, copied out after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.build import build
from pipeline.config import Settings
from pipeline.fingerprint import file_sha256
from pipeline.load import load, load_all
from pipeline.remote import RemoteError, fetch, send
from pipeline.tables import PUBLISHED

READOUT = """\
Minister meets envoy

LIMA, 3 May 2021 - Foreign Minister Maria Quispe met Ambassador Jonas Lindqvist in Lima on \
Monday.
"""


@pytest.fixture
def store() -> Iterator[Any]:
    """An object store in memory."""
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/readouts", recursive=True)


@pytest.fixture
def settings(tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("seeds", "raw", "processed"):
        monkeypatch.setenv(f"READOUTS_{name.upper()}", f"memory://readouts/{name}")
    monkeypatch.setenv("READOUTS_INTERIM", str(tmp_path / "interim"))
    monkeypatch.delenv("READOUTS_REFERENCE", raising=False)
    store.pipe_file("/readouts/seeds/2021/a.txt", READOUT.encode())
    return Settings.from_environment()


def test_a_run_reads_and_writes_remote_folders(settings: Settings, store: Any) -> None:
    first = build(settings)
    names = {path.rpartition("/")[2] for path in store.find("/readouts/processed")}
    assert names == {f"{n}.parquet" for n in PUBLISHED} | {"datapackage.json", "data_dictionary.md"}
    assert len(store.find("/readouts/raw")) == 1
    assert load("documents")["path"].to_list() == ["2021/a.txt"]

    store.pipe_file("/readouts/seeds/b.txt", READOUT.replace("Lima", "Puno").encode())
    store.rm("/readouts/seeds/2021/a.txt")
    second = build(settings)
    assert second.publication.version != first.publication.version
    assert load_all()["documents"]["path"].to_list() == ["b.txt"]
    assert len(store.find("/readouts/raw")) == 2, "raw copies are never taken away"


def test_another_machine_loads_what_was_published(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings)
    monkeypatch.setenv("READOUTS_INTERIM", str(tmp_path / "elsewhere"))
    assert len(load("documents")) == 1
    monkeypatch.delenv("READOUTS_PROCESSED")
    assert len(load("documents", "memory://readouts/processed")) == 1


def test_only_changed_files_are_copied_in(
    settings: Settings, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    original = type(store).get_file

    def get_file(self: Any, path: str, target: str, **options: Any) -> None:
        copied.append(path)
        original(self, path, target, **options)

    monkeypatch.setattr(type(store), "get_file", get_file)
    fetch(settings, "seeds")
    fetch(settings, "seeds")
    assert copied == ["/readouts/seeds/2021/a.txt"]
    (settings.seeds / "2021" / "a.txt").unlink()
    fetch(settings, "seeds")
    assert len(copied) == 2, "a lost copy is made again"
    assert file_sha256(settings.seeds / "2021" / "a.txt")


def test_the_package_file_is_written_last(
    settings: Settings, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    original = type(store).put_file

    def put_file(self: Any, path: str, target: str, **options: Any) -> None:
        written.append(target.rpartition("/")[2])
        original(self, path, target, **options)

    monkeypatch.setattr(type(store), "put_file", put_file)
    build(settings)
    assert written[-1] == "datapackage.json"
    written.clear()
    build(settings)
    assert written == [], "the same set is not written again"


def test_names_that_lead_out_of_the_copy_are_left_alone(settings: Settings, store: Any) -> None:
    store.store["/readouts/seeds/../../escape.txt"] = store.store["/readouts/seeds/2021/a.txt"]
    try:
        fetch(settings, "seeds")
    finally:
        del store.store["/readouts/seeds/../../escape.txt"]
    assert not list(settings.interim.parent.rglob("escape.txt"))


def test_failures_name_the_url(
    settings: Settings, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError("access denied")

    monkeypatch.setattr(type(store), "find", fail)
    with pytest.raises(RemoteError, match="memory://readouts/seeds cannot be read: access denied"):
        fetch(settings, "seeds")
    with pytest.raises(RemoteError, match="memory://readouts/raw cannot be written"):
        send(settings, "raw")
