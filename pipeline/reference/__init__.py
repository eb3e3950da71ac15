"""World knowledge as CSV files that users can read, extend and override.

Every `<name>.csv` beside this module has a spec in `specs.py` and a `source` column. A directory
of the user's own may hold files of the same names: rows with a known key replace the built-in
row in its place, others are added at the end.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.reference.specs import SPECS, Spec

Row = Mapping[str, str]
_BUILT_IN = Path(__file__).parent


class ReferenceError(ValueError):
    """A reference file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, eq=False)
class Reference:
    """All reference rows. Hashable by identity, so that indices built from it can be cached.

    `digest` is the SHA-256 of the content: equal digests mean equal rows.
    """

    tables: Mapping[str, tuple[Row, ...]]
    digest: str

    def rows(self, name: str) -> tuple[Row, ...]:
        """Rows of `<name>.csv`, in file order. Raises ReferenceError for an unknown name."""
        try:
            return self.tables[name]
        except KeyError:
            raise ReferenceError(f"no reference file {name}.csv") from None


def load_reference(extra: Path | None = None) -> Reference:
    """Read and validate the built-in CSVs and those of the directory `extra`.

    Raises ReferenceError when a file is missing, unknown, not UTF-8, lacks a column, has an empty
    required cell or one that does not match its pattern, or repeats a key.
    """
    if extra is not None:
        _check_directory(extra)
    tables: dict[str, tuple[Row, ...]] = {}
    for name, spec in sorted(SPECS.items()):
        rows = _read(_BUILT_IN / f"{name}.csv", spec)
        if extra is not None and (extra / f"{name}.csv").exists():
            rows |= _read(extra / f"{name}.csv", spec)
        tables[name] = tuple(rows.values())
    return Reference(tables, _digest(tables))


def _check_directory(extra: Path) -> None:
    if not extra.is_dir():
        raise ReferenceError(f"{extra}: not a directory")
    for path in sorted(extra.glob("*.csv")):
        if path.stem not in SPECS:
            raise ReferenceError(f"{path}: unknown reference file; known: {', '.join(SPECS)}")


def _read(path: Path, spec: Spec) -> dict[tuple[str, ...], Row]:
    """Rows of one file by key."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _rows(path, csv.DictReader(file, strict=True), spec)
    except FileNotFoundError:
        raise ReferenceError(f"{path}: missing") from None
    except UnicodeDecodeError as error:
        raise ReferenceError(f"{path}: not UTF-8 ({error.reason})") from error
    except csv.Error as error:
        raise ReferenceError(f"{path}: {error}") from error


def _rows(path: Path, reader: csv.DictReader[str], spec: Spec) -> dict[tuple[str, ...], Row]:
    required = (*spec.columns, "source")
    missing = [column for column in required if column not in (reader.fieldnames or ())]
    if missing:
        raise ReferenceError(f"{path}:1: missing columns {', '.join(missing)}")
    rows: dict[tuple[str, ...], Row] = {}
    for cells in reader:
        where = f"{path}:{reader.line_num}"
        if None in cells or None in cells.values():
            raise ReferenceError(f"{where}: {reader.fieldnames} expected, found {cells}")
        row = {column: cells[column].strip() for column in required}
        empty = [c for c in required if not row[c] and c not in spec.optional]
        if empty:
            raise ReferenceError(f"{where}: empty {', '.join(empty)}")
        for column, pattern in spec.patterns.items():
            if row[column] and not pattern.fullmatch(row[column]):
                raise ReferenceError(
                    f"{where}: {column} {row[column]!r} does not match {pattern.pattern}"
                )
        key = tuple(row[column] for column in spec.key)
        if key in rows:
            raise ReferenceError(f"{where}: repeated {', '.join(spec.key)}: {key}")
        rows[key] = row
    return rows


def _digest(tables: Mapping[str, tuple[Row, ...]]) -> str:
    digest = hashlib.sha256()
    for name, rows in tables.items():
        digest.update(f"\x1d{name}".encode())
        for row in rows:
            digest.update(("\x1e" + "\x1f".join(row.values())).encode())
    return digest.hexdigest()
