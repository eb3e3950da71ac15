"""The cache gives back what was put in, and never what is damaged or of other code."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pipeline.cache import Cache, cache_key

Tables = dict[str, pa.Table]


def test_an_entry_comes_back(tiny_tables: Tables, tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1", ("documents", "mentions"))
    key = cache_key("a.txt", "digest")
    assert cache.get(key) is None
    cache.put(key, tiny_tables)
    found = cache.get(key)
    assert found is not None
    assert set(found) == {"documents", "mentions"}
    assert found["mentions"].equals(tiny_tables["mentions"])


def test_keys_depend_on_every_part() -> None:
    assert len({cache_key("ab", "c"), cache_key("a", "bc"), cache_key("abc")}) == 3


def test_damaged_entries_are_made_again(tiny_tables: Tables, tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1", ("documents",))
    cache.put("00", tiny_tables)
    (path,) = tmp_path.rglob("*.arrow")
    whole = path.read_bytes()
    for damaged in (b"", whole[:200], b"\0" * 400):
        path.write_bytes(damaged)
        assert cache.get("00") is None
    assert Cache(tmp_path, "v1", ("mentions",)).get("00") is None


def test_other_versions_are_not_read_and_are_pruned(tiny_tables: Tables, tmp_path: Path) -> None:
    old = Cache(tmp_path, "v1", ("documents",))
    old.put("00", tiny_tables)
    new = Cache(tmp_path, "v2", ("documents",))
    assert new.get("00") is None
    new.put("00", tiny_tables)
    new.prune()
    assert old.get("00") is None
    assert new.get("00") is not None
    Cache(tmp_path / "absent", "v", ()).prune()
