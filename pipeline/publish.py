"""Interim tables → `data/processed`: verified, compared with the last set, swapped as a whole.

Readers see the old set or the new one, never a mixture: the new set is built in a sibling
directory, read back, and exchanged with the published directory in one step where the system can
do that. The displaced set stays beside it as `.previous`, for comparison and for going back.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from filelock import FileLock, Timeout

from pipeline import dictionary, package
from pipeline.fingerprint import dataset_version
from pipeline.storage import StorageError, conform, read_table, replace_file, write_table
from pipeline.tables import PUBLISHED, TABLES
from pipeline.verify import Problem, Tables, verify

log = logging.getLogger(__name__)

_OURS = frozenset(
    {*(f"{name}.parquet" for name in PUBLISHED), package.FILE_NAME, dictionary.FILE_NAME}
)
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class PublishError(RuntimeError):
    """The set was not published; what was published before is untouched."""

    def __init__(self, message: str, problems: list[Problem] | None = None) -> None:
        super().__init__("\n".join([message, *(f"  {problem}" for problem in problems or [])]))
        self.problems = problems or []


@dataclass(frozen=True)
class Change:
    """Rows of one table that came, went, or kept their key and changed."""

    added: int
    removed: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Publication:
    """What publishing did. `swapped` is False where the published set already was this one."""

    version: str
    previous_version: str | None
    swapped: bool
    rows: Mapping[str, int]
    changes: Mapping[str, Change] = field(default_factory=dict)


def publish(tables: Tables, processed: Path, *, code: str = "", seeds: str = "") -> Publication:
    """Publish a complete set of tables into the directory `processed`.

    `code` and `seeds` (digests) are noted in the package file, also where the tables stay as they
    are. Raises PublishError, and leaves the published set as it was, when a check fails, when
    another run is publishing, or when what was written does not read back as it was.
    """
    missing = sorted(set(PUBLISHED) - tables.keys())
    if missing:
        raise PublishError(f"tables are missing: {', '.join(missing)}")
    tables = {name: conform(name, tables[name]) for name in PUBLISHED}
    if problems := verify(tables):
        raise PublishError("the tables break the contract:", problems)
    processed = processed.resolve()  # the target of a symbolic link is what is exchanged
    processed.parent.mkdir(parents=True, exist_ok=True)
    with _lock(processed):
        return _publish(tables, processed, code, seeds)


def _publish(tables: Tables, processed: Path, code: str, seeds: str) -> Publication:
    version = dataset_version(tables)
    rows = {name: tables[name].num_rows for name in PUBLISHED}
    old = package.read(processed)
    previous = _read_set(processed) if old else {}
    previous_version = str(old["dataset_version"]) if old else None
    if old and previous_version == version and _is_current(tables, previous, processed, old):
        package.write(processed, package.describe(processed, rows, version, code, seeds))
        return Publication(version, version, False, rows)
    building = _sibling(processed, "building")
    _remove(building)
    try:
        _build(tables, building, version, code, seeds)
        _carry_over(processed, building)
        _swap(building, processed)
    finally:
        _remove(building)
    changes = {
        name: compare(name, previous[name], tables[name]) for name in PUBLISHED if name in previous
    }
    return Publication(version, previous_version, True, rows, changes)


def _read_set(directory: Path) -> dict[str, pa.Table]:
    """The tables of a set that can be read and still have the contract's shape."""
    found = {}
    for name in PUBLISHED:
        try:
            found[name] = read_table(directory, name)
        except StorageError as error:
            log.info("no comparison with the last set: %s", error)
    return found


def _is_current(tables: Tables, previous: Tables, processed: Path, old: Mapping[str, Any]) -> bool:
    """Whether the published files are whole and were written for today's contract."""
    return (
        package.is_intact(processed, old)
        and (processed / dictionary.FILE_NAME).exists()
        and all(
            name in previous and _descriptions(previous[name]) == _descriptions(tables[name])
            for name in PUBLISHED
        )
    )


def _descriptions(table: pa.Table) -> list[tuple[str, Any]]:
    about = (table.schema.metadata or {}).get(b"description")
    return [("", about), *((column.name, column.metadata) for column in table.schema)]


def _build(tables: Tables, building: Path, version: str, code: str, seeds: str) -> None:
    """Write the set into `building` and read it back."""
    for name in PUBLISHED:
        write_table(building, name, tables[name], {"dataset_version": version})
        if not read_table(building, name).equals(tables[name]):
            raise PublishError(f"{name} does not read back as it was written")
    (building / dictionary.FILE_NAME).write_text(dictionary.render(), encoding="utf-8")
    rows = {name: tables[name].num_rows for name in PUBLISHED}
    package.write(building, package.describe(building, rows, version, code, seeds))


def _carry_over(processed: Path, building: Path) -> None:
    """Files that somebody else put beside the tables move along with the directory."""
    if not processed.is_dir():
        return
    for path in sorted(processed.iterdir()):
        if path.name in _OURS or (path.name.startswith(".") and path.name.endswith(".part")):
            continue
        if path.is_dir():
            shutil.copytree(path, building / path.name, symlinks=True)
        else:
            shutil.copy2(path, building / path.name, follow_symlinks=False)


def previous_directory(processed: Path) -> Path:
    """Where the displaced set is kept: `data/.previous` for `data/processed`."""
    if processed.name == "processed":
        return processed.with_name(".previous")
    return _sibling(processed, "previous")


def _sibling(processed: Path, purpose: str) -> Path:
    return processed.with_name(f".{processed.name}.{purpose}")


@contextmanager
def _lock(processed: Path) -> Iterator[None]:
    """One publication at a time, across programs; the system frees it if the program dies."""
    lock = FileLock(_sibling(processed, "lock"))
    try:
        lock.acquire(timeout=60)
    except Timeout:
        raise PublishError(f"another run is publishing into {processed}") from None
    try:
        yield
    finally:
        lock.release()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _swap(building: Path, processed: Path) -> None:
    """Put the new set in the place of the old one, which becomes `.previous`."""
    keep = package.read(processed) is not None
    if not processed.exists():
        building.rename(processed)
        return
    displaced = building
    try:
        _exchange(building, processed)
    except OSError as error:
        log.debug("no exchange of directories here (%s): using renames", error)
        displaced = _sibling(processed, "displaced")
        _remove(displaced)
        try:
            _two_renames(building, processed, displaced)
        except OSError as error:
            # A mount point cannot be renamed: file by file, the package file last.
            log.warning("%s cannot be swapped as a whole (%s)", processed, error)
            _copy_aside(processed, displaced)
            _replace_files(building, processed)
    if keep:
        _remove(previous_directory(processed))
        displaced.rename(previous_directory(processed))
    else:
        _remove(displaced)


def _exchange(first: Path, second: Path) -> None:
    """Swap two directories in one step (Linux: renameat2). Raises OSError where that fails."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        raise OSError(errno.ENOSYS, "renameat2 is not available") from None
    result = renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE
    )
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _two_renames(building: Path, processed: Path, displaced: Path) -> None:
    processed.rename(displaced)
    try:
        building.rename(processed)
    except OSError:
        displaced.rename(processed)
        raise


def _copy_aside(processed: Path, displaced: Path) -> None:
    shutil.copytree(processed, displaced, symlinks=True)


def _replace_files(building: Path, processed: Path) -> None:
    names = sorted(path.name for path in building.iterdir() if path.name in _OURS)
    for name in sorted(names, key=lambda name: (name == package.FILE_NAME, name)):
        # The two directories may lie on different file systems: copy first, then replace.
        temporary = processed / f".{name}.part"
        shutil.copyfile(building / name, temporary)
        replace_file(temporary, processed / name)


def _row_keys(table: pa.Table, columns: tuple[str, ...]) -> pa.Array:
    """One string per row from the key columns; null differs from empty."""
    parts = [pc.fill_null(pc.cast(table[column], pa.string()), "\0") for column in columns]
    return pc.binary_join_element_wise(*parts, "\x1f").combine_chunks()


def compare(name: str, old: pa.Table, new: pa.Table) -> Change:
    """How many rows of table `name` were added, removed and changed, told apart by key."""
    contract = TABLES[name]
    at = pc.index_in(_row_keys(new, contract.key), value_set=_row_keys(old, contract.key))
    added = at.null_count
    removed = old.num_rows - (new.num_rows - added)
    kept = pc.is_valid(at)
    new, old = new.filter(kept), old.take(pc.drop_null(at))
    differs = pa.array([False] * new.num_rows, pa.bool_())
    for column in contract.column_names:
        a, b = old[column], new[column]
        # A comparison with null is null: the flags of both sides decide there.
        unequal = pc.coalesce(pc.not_equal(a, b), pc.xor(pc.is_null(a), pc.is_null(b)))
        differs = pc.or_(differs, unequal)
    return Change(added, removed, pc.sum(differs).as_py() or 0)
