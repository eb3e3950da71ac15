"""Types of arrays that all of this package uses, and the way to Arrow."""

from __future__ import annotations

from typing import TypeVar

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


def distinct(values: npt.NDArray[_T]) -> npt.NDArray[_T]:
    """The different values, sorted. (np.unique hashes integers and imports numpy.ma.)"""
    ordered = np.sort(values)
    return ordered[changes(ordered)]


def changes(ordered: npt.NDArray[_T]) -> Bools:
    """True where a value differs from the one before, and for the first."""
    changed = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=changed[1:])
    return changed


def to_arrow(values: npt.NDArray[np.number]) -> pa.Array:
    """Numbers as an Arrow array, without a copy.

    `pa.array` would import pandas, which takes longer than all that is done here to a small
    archive.
    """
    buffer = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, buffer])
