"""Reading seeds: the cache costs nothing but time, bad seeds cost nothing but themselves."""

from __future__ import annotations

import os
import stat
import zlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import ingest, posts
from pipeline.config import Settings
from pipeline.documents import Document
from pipeline.fingerprint import file_sha256
from pipeline.ingest import OUTPUTS, NoSeedsError, ParserFaultError, read_seeds
from pipeline.reference import Reference, load_reference

PAGE = """\
Minister receives envoy

LIMA, 3 May 2021 - Foreign Minister Maria Quispe met Ambassador Jonas Lindqvist in Lima on \
Monday. They spoke about fisheries and about student exchanges.
"""


@pytest.fixture(autouse=True)
def _steady_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache of a test stays valid while somebody edits the code."""
    monkeypatch.setattr(ingest, "code_version", lambda _extra: "steady")


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def _status(tables: dict[str, pa.Table]) -> dict[str, tuple[str, str | None]]:
    return {row["path"]: (row["status"], row["reason"]) for row in tables["documents"].to_pylist()}


def _seed(settings: Settings, name: str, text: str = PAGE) -> Path:
    path = settings.seeds / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the documents that were really parsed."""
    seen: list[str] = []
    original = posts.parse

    def parse(document: Document, reference: Reference) -> Any:
        seen.append(document.path)
        return original(document, reference)

    monkeypatch.setattr(posts, "parse", parse)
    return seen


def test_a_new_seed_costs_only_itself(
    settings: Settings, reference: Reference, calls: list[str]
) -> None:
    _seed(settings, "a.txt")
    first = read_seeds(settings, reference)
    _seed(settings, "b.txt", PAGE.replace("Lima", "Cusco"))
    second = read_seeds(settings, reference)
    assert calls == ["a.txt", "b.txt"]
    assert first["documents"].num_rows == 1
    assert second["documents"]["path"].to_pylist() == sorted(
        ["a.txt", "b.txt"], key=lambda name: file_sha256(settings.seeds / name)
    )


def test_what_the_cache_gives_is_what_reading_gives(
    settings: Settings, reference: Reference
) -> None:
    _seed(settings, "a.txt")
    _seed(settings, "b.txt", PAGE.replace("Lima", "Cusco"))
    read = read_seeds(settings, reference)
    cached = read_seeds(settings, reference)
    assert all(read[name].equals(cached[name]) for name in OUTPUTS)


def test_a_changed_seed_is_read_again(
    settings: Settings, reference: Reference, calls: list[str]
) -> None:
    path = _seed(settings, "a.txt")
    read_seeds(settings, reference)
    path.write_text(PAGE.replace("Monday", "Sunday"), encoding="utf-8")
    tables = read_seeds(settings, reference)
    assert calls == ["a.txt", "a.txt"]
    assert "Sunday" in tables["documents"]["text"][0].as_py()


def test_other_code_does_not_read_the_cache(
    settings: Settings, reference: Reference, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _seed(settings, "a.txt")
    read_seeds(settings, reference)
    monkeypatch.setattr(ingest, "code_version", lambda _extra: "another")
    read_seeds(settings, reference)
    assert calls == ["a.txt", "a.txt"]


def test_raw_keeps_every_version_of_a_seed(settings: Settings, reference: Reference) -> None:
    path = _seed(settings, "a.txt")
    read_seeds(settings, reference)
    path.write_text(PAGE.replace("Monday", "Sunday"), encoding="utf-8")
    (settings.seeds / "empty.txt").touch()
    read_seeds(settings, reference)
    copies = sorted(settings.raw.rglob("*.txt"))
    assert len(copies) == 2, "both versions, and not the seed that was rejected"
    assert all(copy.stem == file_sha256(copy) for copy in copies)


def test_equal_seeds_count_once(settings: Settings, reference: Reference) -> None:
    _seed(settings, "a.txt")
    _seed(settings, "b.txt")
    tables = read_seeds(settings, reference)
    status = _status(tables)
    assert status["a.txt"][0] == "parsed"
    assert status["b.txt"] == ("rejected", "same content as a.txt")
    assert tables["documents"].num_rows == 2
    kept = tables["documents"]["document_id"].to_pylist()
    assert set(tables["parsed_passages"]["document_id"].to_pylist()) < set(kept)


def test_a_fault_in_one_document_does_not_cost_the_others(
    settings: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = posts.parse

    def parse(document: Document, reference: Reference) -> Any:
        if document.path == "bad.txt":
            raise ZeroDivisionError("a fault")
        parsed = original(document, reference)
        if document.path == "lossy.txt":
            parsed.passages.pop()
        return parsed

    monkeypatch.setattr(posts, "parse", parse)
    _seed(settings, "bad.txt")
    _seed(settings, "good.txt", PAGE.replace("Lima", "Cusco"))
    _seed(settings, "lossy.txt", PAGE.replace("Lima", "Puno"))
    status = _status(read_seeds(settings, reference))
    assert status["bad.txt"] == ("rejected", "parser failed: ZeroDivisionError: a fault")
    assert status["good.txt"][0] == "parsed"
    assert status["lossy.txt"][0] == "rejected"
    assert "are in no passage" in str(status["lossy.txt"][1])


def test_a_fault_in_every_document_is_an_error(
    settings: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(_document: Document, _reference: Reference) -> Any:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(posts, "parse", parse)
    _seed(settings, "a.txt")
    (settings.seeds / "empty.txt").touch()
    with pytest.raises(ParserFaultError, match="no document could be parsed: parser failed"):
        read_seeds(settings, reference)


def test_bad_seeds_are_rejected_with_a_reason(settings: Settings, reference: Reference) -> None:
    _seed(settings, "good.txt")
    (settings.seeds / "empty.txt").touch()
    (settings.seeds / "blank.txt").write_text(" \n\n ")
    (settings.seeds / "binary.txt").write_bytes(zlib.compress(PAGE.encode() * 9) + b"\0\1\2" * 99)
    (settings.seeds / "utf16.txt").write_bytes(PAGE.replace("Lima", "Tacna").encode("utf-16"))
    (settings.seeds / "directory.txt").mkdir()
    (settings.seeds / "dangling.txt").symlink_to(settings.seeds / "nowhere")
    with (settings.seeds / "huge.txt").open("wb") as file:
        file.truncate(1 << 30)  # sparse: 1 GiB of zeros in one line
    status = _status(read_seeds(settings, reference))
    assert status.pop("good.txt")[0] == "parsed"
    assert status.pop("utf16.txt")[0] == "parsed", "UTF-16 with a mark can be read"
    assert len(status) == 6
    for path, (state, reason) in status.items():
        assert state == "rejected", path
        assert reason, f"{path} was rejected without a reason"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_seed_without_permission_is_rejected(settings: Settings, reference: Reference) -> None:
    path = _seed(settings, "closed.txt")
    path.chmod(stat.S_IWUSR)
    status = _status(read_seeds(settings, reference))
    assert "unreadable" in str(status["closed.txt"][1])


def test_no_seeds_at_all_is_an_error(settings: Settings, reference: Reference) -> None:
    with pytest.raises(NoSeedsError, match="no seeds in"):
        read_seeds(settings, reference)


def test_several_processes_give_the_same_tables(
    settings: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for at in range(3):
        _seed(settings, f"{at}.txt", PAGE.replace("Lima", f"Lima {at}"))
    alone = read_seeds(settings, reference)
    monkeypatch.setattr(ingest, "_POOL_BYTES", 0)
    apart = Settings(settings.seeds, tmp_path / "raw", tmp_path / "interim", tmp_path / "out")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    together = read_seeds(apart, reference)
    assert all(alone[name].equals(together[name]) for name in OUTPUTS)


def test_a_folder_that_contains_itself_is_walked_once(
    settings: Settings, reference: Reference
) -> None:
    (settings.seeds / "folder").mkdir()
    _seed(settings, "folder/a.txt")
    (settings.seeds / "folder" / "loop").symlink_to(settings.seeds)
    assert _status(read_seeds(settings, reference)) == {
        "folder/a.txt": ("parsed", None),
        "folder/loop": ("rejected", "a directory"),
    }


def test_a_named_pipe_does_not_stop_the_run(settings: Settings, reference: Reference) -> None:
    _seed(settings, "a.txt")
    os.mkfifo(settings.seeds / "pipe.txt")
    status = _status(read_seeds(settings, reference))
    assert status["pipe.txt"] == ("rejected", "not a regular file")
    assert status["a.txt"][0] == "parsed"


def test_names_that_are_no_text_can_be_published(settings: Settings, reference: Reference) -> None:
    (settings.seeds / os.fsdecode(b"\xff.txt")).write_text(PAGE, encoding="utf-8")
    assert read_seeds(settings, reference)["documents"]["status"].to_pylist() == ["parsed"]
