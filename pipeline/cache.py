"""A cache of tables by key, so that an unchanged document is read only once.

One file per entry, `<directory>/<version>/<first two hex digits>/<key>.arrow`: the tables one
after the other as Arrow streams. Entries of another version of the code are never read.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.tables import TABLES

log = logging.getLogger(__name__)


def cache_key(*parts: str) -> str:
    """Key of an entry: a digest of what its content depends on, besides the code."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True)
class Cache:
    """Entries of the tables `names` under `directory`, for one version of the code."""

    directory: Path
    version: str
    names: Sequence[str]

    def get(self, key: str) -> dict[str, pa.Table] | None:
        """The tables of an entry, or None where there is none or it cannot be read."""
        path = self._path(key)
        try:
            data = pa.py_buffer(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("cache entry %s cannot be read: %s", path, error)
            return None
        try:
            return self._decode(data)
        except (pa.ArrowException, OSError, EOFError, ValueError) as error:
            log.warning("cache entry %s is damaged and will be made again: %s", path, error)
            return None

    def put(self, key: str, tables: Mapping[str, pa.Table]) -> None:
        """Store the tables of an entry: complete or not at all."""
        sink = pa.BufferOutputStream()
        for name in self.names:
            with pa.ipc.new_stream(sink, TABLES[name].schema) as writer:
                writer.write_table(tables[name])
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            temporary.write_bytes(sink.getvalue())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the entries of other versions of the code."""
        if not self.directory.is_dir():
            return
        for path in self.directory.iterdir():
            if path.is_dir() and path.name != self.version:
                shutil.rmtree(path, ignore_errors=True)  # another run may be removing it, too

    def _path(self, key: str) -> Path:
        return self.directory / self.version / key[:2] / f"{key}.arrow"

    def _decode(self, data: pa.Buffer) -> dict[str, pa.Table]:
        tables = {}
        reader = pa.BufferReader(data)
        for name in self.names:
            with pa.ipc.open_stream(reader) as stream:
                table = stream.read_all()
            if not table.schema.equals(TABLES[name].schema):
                raise ValueError(f"{name} has another schema")
            tables[name] = table
        return tables
