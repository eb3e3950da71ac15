"""Types of arrays that all of this package uses, and the way to Arrow."""

from __future__ import annotations

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


def to_arrow(values: npt.NDArray[np.number]) -> pa.Array:
    """Numbers as an Arrow array, without a copy.

    `pa.array` would import pandas, which takes longer than all that is done here to a small
    archive.
    """
    buffer = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, buffer])
