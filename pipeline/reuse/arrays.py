"""Types of arrays that all of this package uses, what NumPy has no word for, and Arrow's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Unsigned = npt.NDArray[np.unsignedinteger]

_T = TypeVar("_T", bound=np.generic)
_Rows = TypeVar("_Rows")


def distinct(values: npt.NDArray[_T]) -> npt.NDArray[_T]:
    """The different values, sorted. (np.unique hashes integers and imports numpy.ma.)"""
    ordered = np.sort(values)
    return ordered[changes(ordered)]


def changes(ordered: npt.NDArray[_T]) -> Bools:
    """True where a value differs from the one before, and for the first."""
    changed = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=changed[1:])
    return changed


def columns(rows: object) -> list[Any]:
    """The columns of a dataclass of arrays."""
    return list(vars(rows).values())


def joined(parts: Sequence[_Rows]) -> _Rows:
    """Dataclasses of arrays, one below the other (at least one)."""
    rows = zip(*map(columns, parts), strict=True)
    return type(parts[0])(*map(np.concatenate, rows))


def edges_of(sizes: npt.NDArray[np.integer]) -> I64:
    """Where runs of these sizes begin, and where the last one ends."""
    edges = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=edges[1:])
    return edges


def translated(values: U8, table: bytes) -> U8:
    """table[values] for bytes, many times faster than indexing."""
    return np.frombuffer(bytearray(values.tobytes().translate(table)), np.uint8)


def to_arrow(values: npt.NDArray[np.number]) -> pa.Array:
    """Numbers as an Arrow array, without a copy.

    `pa.array` would import pandas, which takes longer than all that is done to a small archive.
    """
    buffer = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, buffer])


def from_arrow(column: pa.ChunkedArray) -> I64:
    """Whole numbers or booleans of a column without nulls. (`to_numpy` would import pandas.)"""
    if column.null_count:
        raise ValueError("a null where a number is needed")
    array = column.cast(pa.uint8()) if pa.types.is_boolean(column.type) else column
    parts = [_fixed_width(chunk) for chunk in array.cast(pa.int64()).chunks]
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _fixed_width(array: pa.Array) -> I64:
    if not len(array):
        return np.zeros(0, np.int64)
    return np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array)]
