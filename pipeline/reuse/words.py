"""Words of a batch of passages, as arrays: levelled key, weight flags, place in the bytes.

Everything that happens per word happens in NumPy on chunks that stay in the processor's cache;
Python sees each distinct word once, when the vocabulary levels it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.reuse.arrays import I64, U8, U32, Unsigned
from pipeline.reuse.cutting import CAPITAL, cut_words, hash_words, position_flags
from pipeline.reuse.vocabulary import CONTENT, JOINS, STOCK, Vocabulary

_T = TypeVar("_T", bound=np.generic)

_CHUNK = 1 << 19  # bytes that one pass works on
_LONGEST_WORD = 0xFFFF


@dataclass(frozen=True)
class Words:
    """Words of passages 0..n-1: passage i has the words offset[i]:offset[i + 1].

    `start` and `length` are bytes into the word's passage (16 and 8 bits, unless a passage or a
    word is longer); `text_offset` are the passages' bytes in the batch; `wide` are the bytes of
    the batch that continue a character, so that bytes can be turned into code points.
    """

    offset: I64
    key: U32
    flag: U8
    start: Unsigned
    length: Unsigned
    text_offset: I64
    wide: I64

    def __len__(self) -> int:
        return len(self.offset) - 1

    def code_points(self, passage: I64, position: I64) -> I64:
        """Code points into passages for byte positions into them (one or several rows)."""
        begin = self.text_offset[passage]
        before = np.searchsorted(self.wide, begin)
        return position - (np.searchsorted(self.wide, position + begin) - before)


def text_buffers(texts: pa.Array) -> tuple[I64, U8]:
    """Byte offsets and bytes of a string array, without copying. Nulls are not allowed."""
    if texts.null_count:
        raise ValueError("passages without text")
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    _, offset_buffer, data = texts.buffers()
    offsets = np.frombuffer(offset_buffer, width)[texts.offset : texts.offset + len(texts) + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    body = np.frombuffer(data, np.uint8)[first:last] if data else np.zeros(0, np.uint8)
    return offsets.astype(np.int64) - first, body


def read_words(
    texts: pa.Array | pa.ChunkedArray | Iterable[pa.Array],
    vocabulary: Vocabulary,
    n_bytes: int | None = None,
) -> Words:
    """Words of a string array, one passage per element.

    An iterable of arrays is read one by one, so that the text need not be in memory as a whole;
    `n_bytes`, about its size, saves growing the result.
    """
    arrays = _arrays(texts)
    if isinstance(arrays, Sequence):
        n_bytes = sum(array.nbytes for array in arrays)
    _keep_freed_memory()
    # Words are two bytes apart at least; what is not written to is never touched.
    read = _Growing((n_bytes or 0) // 2 + 1)
    for array in arrays:
        offsets, body = text_buffers(array)
        at = 0
        while at < len(offsets) - 1:
            to = int(np.searchsorted(offsets, offsets[at] + _CHUNK, side="right")) - 1
            to = max(to, at + 1)
            read.extend(_read_chunk(offsets[at : to + 1], body, vocabulary))
            at = to
    return read.words()


def _arrays(texts: pa.Array | pa.ChunkedArray | Iterable[pa.Array]) -> Iterable[pa.Array]:
    if isinstance(texts, pa.ChunkedArray):
        chunks: list[pa.Array] = texts.chunks
        return chunks
    return [texts] if isinstance(texts, pa.Array) else texts


class _Growing:
    """Words to which more are added."""

    def __init__(self, room: int) -> None:
        self._key, self._flag = _Column(np.uint32, room), _Column(np.uint8, room)
        self._start, self._length = _Column(np.uint16, room), _Column(np.uint8, room)
        self._offset, self._text_offset = _Column(np.int64, 1), _Column(np.int64, 1)
        self._wide = _Column(np.int64, 1)
        self._offset.extend(np.zeros(1, np.int64))
        self._text_offset.extend(np.zeros(1, np.int64))

    def extend(self, more: Words) -> None:
        """Add the words of the next passages."""
        n_bytes = self._text_offset.values[-1]
        self._wide.extend(more.wide + n_bytes)
        self._text_offset.extend(more.text_offset[1:] + n_bytes)
        self._offset.extend(more.offset[1:] + self._offset.values[-1])
        self._key.extend(more.key)
        self._flag.extend(more.flag)
        self._start.extend(more.start)
        self._length.extend(more.length)

    def words(self) -> Words:
        """All words added so far."""
        return Words(
            offset=self._offset.values,
            key=self._key.values,
            flag=self._flag.values,
            start=self._start.values,
            length=self._length.values,
            text_offset=self._text_offset.values,
            wide=self._wide.values,
        )


class _Column(Generic[_T]):
    """An array that grows at its end, and gets wider elements when it must."""

    def __init__(self, dtype: type[_T], room: int) -> None:
        self._array: npt.NDArray[_T] = np.empty(room, dtype)
        self._filled = 0

    def extend(self, values: npt.NDArray[_T]) -> None:
        end = self._filled + len(values)
        room = len(self._array) if end <= len(self._array) else end + end // 4
        wider = values.dtype.itemsize > self._array.dtype.itemsize
        if wider or room > len(self._array):
            grown = np.empty(room, values.dtype if wider else self._array.dtype)
            grown[: self._filled] = self.values
            self._array = grown
        self._array[self._filled : end] = values
        self._filled = end

    @property
    def values(self) -> npt.NDArray[_T]:
        return self._array[: self._filled]


def _keep_freed_memory() -> None:
    """Let the C library keep the memory of a chunk's arrays for the next chunk.

    glibc hands freed blocks back to the system until it has seen a large one freed; asking for
    32 MiB (never touched) and freeing them saves half of all page faults.
    """
    np.empty((1 << 25) - (1 << 13), np.uint8)


def _read_chunk(offsets: I64, body: U8, vocabulary: Vocabulary) -> Words:
    """Words of the passages that `offsets` bound."""
    offset = offsets - offsets[0]
    cut = cut_words(body[offsets[0] : offsets[-1]], offset)
    start, end = cut.start, cut.end
    key, flag = vocabulary.look_up(hash_words(cut.lowered, start, end), cut.lowered, start, end)
    bounds = np.searchsorted(start, offset)
    joined = _join_double(vocabulary, key, flag, bounds)
    if joined:
        for first, value in joined:
            key[first] = value & 0xFFFFFFFF
            flag[first] = value >> 32
            end[first] = end[first + 1]
        dropped = [first + 1 for first, _ in joined]
        start, end = _without(start, dropped), _without(end, dropped)
        key, flag = _without(key, dropped), _without(flag, dropped)
        bounds = np.searchsorted(start, offset)
    counts = np.diff(bounds)
    filled = np.flatnonzero(counts)
    beside = position_flags(cut, start, end, bounds[filled], bounds[filled + 1] - 1)
    flag &= np.uint8(CONTENT | STOCK)
    # A word with a capital is a name or opens a sentence: no content.
    flag &= ~(beside // np.uint8(CAPITAL) * np.uint8(CONTENT))
    flag |= beside
    longest_passage = int(np.diff(offset).max(initial=0))
    length = np.minimum(end - start, _LONGEST_WORD)
    start -= np.repeat(offset[:-1], counts)
    return Words(
        offset=bounds,
        key=key,
        flag=flag,
        start=start.astype(np.uint16 if longest_passage < 1 << 16 else np.uint32),
        length=length.astype(np.uint8 if int(length.max(initial=0)) < 1 << 8 else np.uint16),
        text_offset=offset,
        wide=cut.wide,
    )


def _join_double(vocabulary: Vocabulary, key: U32, flag: U8, bounds: I64) -> list[tuple[int, int]]:
    """(index of the first part, value of the joined word) of double forms, left to right."""
    maybe = np.flatnonzero((flag & np.uint8(JOINS)) != 0)
    maybe = maybe[maybe + 1 < len(key)]
    if not len(maybe):
        return []
    pair = key[maybe].astype(np.uint64) << np.uint64(32) | key[maybe + 1]
    slot = np.searchsorted(vocabulary.joins, pair)
    maybe = maybe[vocabulary.joins[np.minimum(slot, len(vocabulary.joins) - 1)] == pair]
    # Not over the end of a passage.
    maybe = maybe[bounds[np.searchsorted(bounds, maybe + 1)] != maybe + 1]
    found: list[tuple[int, int]] = []
    taken = -1
    for at, first, second in zip(
        maybe.tolist(), key[maybe].tolist(), key[maybe + 1].tolist(), strict=True
    ):
        if at != taken:
            found.append((at, vocabulary.joined(first, second)))
            taken = at + 1
    return found


def _without(values: npt.NDArray[_T], dropped: list[int]) -> npt.NDArray[_T]:
    """The array without a few of its elements."""
    edges = [-1, *dropped, len(values)]
    return np.concatenate([values[a + 1 : b] for a, b in pairwise(edges)])


def join_words(parts: Iterable[Words]) -> Words:
    """The words of several batches as one, in their order."""
    joined = _Growing(1)
    for part in parts:
        joined.extend(part)
    return joined.words()
