"""Publishing is all or nothing: verified, compared, swapped; a failure changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import publish as module
from pipeline.fingerprint import dataset_version, file_sha256, table_digest
from pipeline.package import is_intact, read
from pipeline.publish import Change, PublishError, compare, previous_directory, publish
from pipeline.storage import read_metadata, read_table
from pipeline.tables import PUBLISHED, TABLES, build

Tables = dict[str, pa.Table]


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "processed"
    path.mkdir(parents=True)
    (path / ".gitkeep").touch()
    return path


def _renamed(tables: Tables) -> Tables:
    """The same set with one changed and one more actor."""
    rows = tables["actors"].to_pylist()
    rows[0]["name"] = "J. Lindqvist"
    rows.append({**rows[1], "actor_id": "third", "name": "Third"})
    return {**tables, "actors": build("actors", rows)}


def _contents(directory: Path) -> dict[str, str]:
    return {path.name: file_sha256(path) for path in sorted(directory.iterdir())}


def test_publishing_writes_the_whole_set(tiny_tables: Tables, processed: Path) -> None:
    done = publish(tiny_tables, processed, code="c", seeds="s")
    assert done.swapped
    assert done.previous_version is None
    expected = {f"{name}.parquet" for name in PUBLISHED}
    assert {path.name for path in processed.iterdir()} == expected | {
        "datapackage.json",
        "data_dictionary.md",
        ".gitkeep",
    }
    assert {read_metadata(processed, name)["dataset_version"] for name in PUBLISHED} == {
        done.version
    }
    left = {path.name for path in processed.parent.iterdir()} - {"processed"}
    assert left <= {".processed.lock"}, "nothing but the lock may be left beside the set"


def test_the_package_file_describes_every_file(tiny_tables: Tables, processed: Path) -> None:
    publish(tiny_tables, processed, code="c", seeds="s")
    about = json.loads((processed / "datapackage.json").read_text(encoding="utf-8"))
    assert about["$schema"].endswith("/2.0/datapackage.json")
    assert (about["code_version"], about["seeds_digest"]) == ("c", "s")
    assert [resource["name"] for resource in about["resources"]] == list(PUBLISHED)
    for resource in about["resources"]:
        path = processed / resource["path"]
        assert resource["hash"] == f"sha256:{file_sha256(path)}"
        assert resource["bytes"] == path.stat().st_size
        assert resource["rows"] == read_table(processed, resource["name"]).num_rows
    assert is_intact(processed, about)


def test_the_same_rows_are_not_published_again(tiny_tables: Tables, processed: Path) -> None:
    first = publish(tiny_tables, processed)
    before = {path.name: path.stat().st_ino for path in processed.glob("*.parquet")}
    shuffled = {**tiny_tables, "actors": tiny_tables["actors"].take([1, 0])}
    second = publish(shuffled, processed, code="newer")
    assert (second.swapped, second.version) == (False, first.version)
    assert {path.name: path.stat().st_ino for path in processed.glob("*.parquet")} == before
    assert (read(processed) or {})["code_version"] == "newer"


def test_a_damaged_set_is_published_again(tiny_tables: Tables, processed: Path) -> None:
    publish(tiny_tables, processed)
    (processed / "actors.parquet").write_bytes(b"gone")
    assert publish(tiny_tables, processed).swapped
    assert read_table(processed, "actors").num_rows == 2


def test_a_new_set_says_what_changed_and_keeps_the_last_one(
    tiny_tables: Tables, processed: Path
) -> None:
    first = publish(tiny_tables, processed)
    second = publish(_renamed(tiny_tables), processed)
    assert second.previous_version == first.version
    assert second.changes["actors"] == Change(added=1, removed=0, changed=1)
    assert not second.changes["meetings"]
    assert read_table(processed, "actors").num_rows == 3
    kept = previous_directory(processed)
    assert kept == processed.parent / ".previous"
    assert read_table(kept, "actors").num_rows == 2


def test_going_back_to_earlier_rows_is_published(tiny_tables: Tables, processed: Path) -> None:
    first = publish(tiny_tables, processed)
    publish(_renamed(tiny_tables), processed)
    third = publish(tiny_tables, processed)
    assert third.swapped
    assert third.version == first.version
    assert third.changes["actors"] == Change(added=0, removed=1, changed=1)


def test_files_of_others_stay_in_the_directory(tiny_tables: Tables, processed: Path) -> None:
    (processed / "report.pbix").write_text("mine")
    publish(tiny_tables, processed)
    publish(_renamed(tiny_tables), processed)
    assert (processed / "report.pbix").read_text() == "mine"
    assert (processed / ".gitkeep").exists()


def _without_actor(tables: Tables) -> Tables:
    return {**tables, "actors": tables["actors"].slice(0, 1)}


def _with_wrong_span(tables: Tables) -> Tables:
    rows = tables["mentions"].to_pylist()
    rows[0]["char_start"] += 1
    return {**tables, "mentions": build("mentions", rows)}


def _with_span_outside(tables: Tables) -> Tables:
    rows = tables["meeting_sources"].to_pylist()
    rows[0]["char_end"] += 1
    return {**tables, "meeting_sources": build("meeting_sources", rows)}


def _with_repeated_key(tables: Tables) -> Tables:
    return {**tables, "actors": pa.concat_tables([tables["actors"], tables["actors"].slice(0, 1)])}


def _with_unknown_kind(tables: Tables) -> Tables:
    rows = tables["meetings"].to_pylist()
    rows[0]["kind"] = "party"
    return {**tables, "meetings": pa.Table.from_pylist(rows, schema=TABLES["meetings"].schema)}


@pytest.mark.parametrize(
    ("breakage", "message"),
    [
        (_without_actor, "not in actors.actor_id: 'maria-quispe'"),
        (_with_wrong_span, "mentions: 0123456789ab 16–27 is 'aria Quispe'"),
        (_with_span_outside, "meeting_sources: 1 spans lie outside their passage"),
        (_with_repeated_key, "actors: 1 keys occur more than once"),
        (_with_unknown_kind, "kind holds unknown \\['party'\\]"),
    ],
)
def test_a_broken_set_is_refused_and_the_last_one_stays(
    breakage: Any, message: str, tiny_tables: Tables, processed: Path
) -> None:
    publish(tiny_tables, processed)
    before = _contents(processed)
    with pytest.raises(PublishError, match=message):
        publish(breakage(_renamed(tiny_tables)), processed)
    assert _contents(processed) == before


def test_a_missing_table_is_refused(tiny_tables: Tables, processed: Path) -> None:
    del tiny_tables["visits"]
    with pytest.raises(PublishError, match="missing: visits"):
        publish(tiny_tables, processed)


def test_a_write_that_fails_half_way_changes_nothing(
    tiny_tables: Tables, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tiny_tables, processed)
    before = _contents(processed)

    def fail(*_arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pipeline.package.write", fail)
    with pytest.raises(OSError, match="disk full"):
        publish(_renamed(tiny_tables), processed)
    assert _contents(processed) == before
    assert not (processed.parent / ".processed.building").exists()


def _no_exchange(*_paths: Path) -> None:
    raise OSError("no exchange here")


def test_without_an_exchange_two_renames_do_it(
    tiny_tables: Tables, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tiny_tables, processed)
    monkeypatch.setattr(module, "_exchange", _no_exchange)
    publish(_renamed(tiny_tables), processed)
    assert read_table(processed, "actors").num_rows == 3
    assert read_table(previous_directory(processed), "actors").num_rows == 2


def test_a_mount_point_gets_its_files_one_by_one(
    tiny_tables: Tables, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tiny_tables, processed)
    monkeypatch.setattr(module, "_exchange", _no_exchange)
    monkeypatch.setattr(module, "_two_renames", _no_exchange)
    done = publish(_renamed(tiny_tables), processed)
    about = read(processed)
    assert about is not None
    assert about["dataset_version"] == done.version
    assert is_intact(processed, about)
    assert read_table(previous_directory(processed), "actors").num_rows == 2


def test_a_symbolic_link_keeps_pointing_to_the_set(
    tiny_tables: Tables, processed: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(processed)
    publish(tiny_tables, link)
    publish(_renamed(tiny_tables), link)
    assert link.is_symlink()
    assert read_table(link, "actors").num_rows == 3


def test_compare_tells_null_from_empty_and_keys_with_nulls_apart() -> None:
    def roles(organisation: str | None, country: str | None) -> pa.Table:
        role = {"actor_id": "a", "role": "r", "organisation_id": None, "n_mentions": 1}
        dates = {"first_date": None, "last_date": None}
        row = {**role, **dates, "organisation": organisation, "country": country}
        return build("actor_roles", [row])

    same = compare("actor_roles", roles(None, "PER"), roles(None, "PER"))
    assert not same
    assert compare("actor_roles", roles(None, "PER"), roles("", "PER")) == Change(1, 1, 0)


def test_the_dataset_version_is_one_of_rows_not_of_chunks(tiny_tables: Tables) -> None:
    actors = tiny_tables["actors"]
    chunked = pa.concat_tables([actors.slice(0, 1), actors.slice(1, 1)])
    assert table_digest(chunked) == table_digest(actors)
    assert table_digest(actors.take([1, 0])) != table_digest(actors)
    assert dataset_version({**tiny_tables, "actors": chunked}) == dataset_version(tiny_tables)
    assert dataset_version(_renamed(tiny_tables)) != dataset_version(tiny_tables)


def test_digests_tell_apart_what_joined_bytes_would_not() -> None:
    def texts(*values: str | None) -> str:
        return table_digest(pa.table({"a": pa.array(values, pa.string())}))

    assert len({texts("ab", "c"), texts("a", "bc"), texts("abc", ""), texts("abc", None)}) == 4
