"""Digests that say whether anything changed: of files, of the code, of a table's rows."""

from __future__ import annotations

import errno
import hashlib
import stat
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

_PACKAGE = Path(__file__).parent
# Libraries that decide how a document is read: a new version may read it differently.
_READING_LIBRARIES = (
    "ahocorasick-rs",
    "charset-normalizer",
    "ftfy",
    "rapidfuzz",
    "selectolax",
)


@lru_cache(maxsize=65_536)
def _sha256(path: str, size: int, mtime_ns: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes. Remembered while size and modification time stay the same, so
    that a sensor may ask every few seconds. Raises OSError for what cannot be read or is no
    regular file: opening a named pipe would wait for ever."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return _sha256(str(path.absolute()), status.st_size, status.st_mtime_ns)


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _library_versions() -> Iterable[str]:
    for name in _READING_LIBRARIES:
        try:
            yield f"{name}={version(name)}"
        except PackageNotFoundError:
            yield f"{name}=absent"


def directory_digest(directory: Path, patterns: Iterable[str]) -> str:
    """Digest of the names and contents of the files below `directory` that fit a pattern."""
    files = sorted({path for pattern in patterns for path in directory.rglob(pattern)})
    return _digest(
        part
        for path in files
        if path.is_file()
        for part in (path.relative_to(directory).as_posix(), file_sha256(path))
    )


def code_version(extra_reference: Path | None = None) -> str:
    """Version of everything that decides a row: code, reference data and reading libraries."""
    parts = [directory_digest(_PACKAGE, ("*.py", "*.csv")), *_library_versions()]
    if extra_reference is not None:
        parts.append(directory_digest(extra_reference, ("*.csv",)))
    return _digest(parts)[:16]


def seeds_digest(paths: Iterable[Path], root: Path) -> str:
    """Digest of the seeds' names and contents; a seed that cannot be read counts as such."""
    parts = []
    for path in paths:
        parts.append(path.relative_to(root).as_posix())
        try:
            parts.append(file_sha256(path))
        except OSError as error:
            parts.append(f"unreadable: {type(error).__name__}")
    return _digest(parts)


def _values(array: pa.Array, width: int) -> bytes:
    """The value bytes of a fixed-width array without nulls. (`to_numpy` would import pandas.)"""
    buffer = array.buffers()[1]
    if buffer is None:
        return b""
    return bytes(memoryview(buffer)[array.offset * width : (array.offset + len(array)) * width])


def _string_bytes(array: pa.Array) -> bytes:
    """The UTF-8 bytes of a string array without nulls, one value after the other."""
    if not len(array):
        return b""
    offsets = memoryview(array.buffers()[1]).cast("i")
    start, end = offsets[array.offset], offsets[array.offset + len(array)]
    return bytes(memoryview(array.buffers()[2] or b"")[start:end])


def _parts(array: pa.Array) -> tuple[bytes, bytes, bytes]:
    """Canonical bytes of an array: null flags, lengths (strings), values (nulls as zero, empty)."""
    flags = _values(pc.cast(pc.is_null(array), pa.uint8()), 1)
    if pa.types.is_string(array.type):
        filled = pc.fill_null(array, "")
        lengths = _values(pc.cast(pc.binary_length(filled), pa.int64()), 8)
        return flags, lengths, _string_bytes(filled)
    if pa.types.is_floating(array.type):
        return flags, b"", _values(pc.fill_null(array, 0.0), 8)
    if pa.types.is_boolean(array.type):
        return flags, b"", _values(pc.cast(pc.fill_null(array, False), pa.uint8()), 1)
    return flags, b"", _values(pc.fill_null(pc.cast(array, pa.int64()), 0), 8)


def table_digest(table: pa.Table) -> str:
    """SHA-256 of a table's column names, types and rows in their order.

    Unlike a hash of files or of Arrow's buffers it does not depend on how the table was chunked,
    sliced, padded or encoded: the same rows give the same digest with every version of pyarrow.
    """
    digest = hashlib.sha256(f"{table.num_rows}".encode())
    for name in table.column_names:
        column = table.column(name)
        digest.update(f"\0{name}\0{column.type}\0".encode())
        columns = [hashlib.sha256() for _ in range(3)]
        for chunk in column.chunks:
            for part, values in zip(columns, _parts(chunk), strict=True):
                part.update(values)
        for part in columns:
            digest.update(part.digest())
    return digest.hexdigest()


def dataset_version(tables: Mapping[str, pa.Table]) -> str:
    """Version of a set of tables: a digest of all their rows, 16 hex digits."""
    return _digest(part for name in sorted(tables) for part in (name, table_digest(tables[name])))[
        :16
    ]
