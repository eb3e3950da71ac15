"""Words of a batch of passages, as arrays: levelled key, weight flags, place in the bytes.

Everything that happens per word happens in NumPy on chunks that stay in the processor's cache;
Python sees each distinct word once, when the vocabulary levels it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.reuse.levelling import FUNCTION_WORDS, Speller, stem

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_T = TypeVar("_T", bound=np.generic)

# Flags of a word.
CONTENT = 1  # carries content where it stands: no function word, no name, no number
STOCK = 2  # content that the whole genre shares ("cooperation"): weighs a quarter
OPENS = 4  # first word of a sentence or quotation
CLOSES = 8  # last word of a sentence or quotation
CAPITAL = 64  # begins with a capital letter, or is part of a known name
# In the vocabulary only.
_JOINS = 16  # may be the first part of a double form ("viet nam")

_CHUNK = 1 << 19  # bytes that one pass works on
_LONGEST = 64  # bytes of a word that tell it apart


@dataclass(frozen=True)
class Words:
    """Words of passages 0..n-1: passage i has the words offset[i]:offset[i + 1].

    `start` and `length` are bytes into the batch's text; `text_offset` are the passages' bytes;
    `wide` are the bytes that continue a character, so that bytes can be turned into code points.
    """

    offset: I64
    key: U32
    flag: U8
    start: U32
    length: npt.NDArray[np.uint16]
    text_offset: I64
    wide: I64

    def __len__(self) -> int:
        return len(self.offset) - 1

    def code_points(self, passage: I64, position: I64) -> I64:
        """Code points into the passage for byte positions into the batch's text."""
        begin = self.text_offset[passage]
        inside = np.searchsorted(self.wide, position) - np.searchsorted(self.wide, begin)
        return position - begin - inside


def _byte_table() -> bytes:
    """Lower-case letters and digits stay, capitals become small, bytes >= 128 stay, rest 0."""
    table = bytearray(256)
    for code in range(128):
        char = chr(code)
        table[code] = ord(char.lower()) if char.isalnum() else 0
    table[128:] = bytes(range(128, 256))
    return bytes(table)


_LOWER = _byte_table()
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
_MASK = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], np.uint64)
_K1, _K2, _K3 = (np.uint64(k) for k in (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F))
# What a byte says about the word beside it.
_IS_CAPITAL, _IS_QUOTE, _IS_STOP, _LOOK_ON, _IS_WIDE = 1, 2, 4, 8, 16


def _class_table() -> U8:
    table = np.zeros(256, np.uint8)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] |= _IS_CAPITAL
    # Plain marks, and the last bytes of typographic ones.
    for code in (0x22, 0x27, 0x98, 0x99, 0x9C, 0x9D, 0xAB, 0xBB):
        table[code] |= _IS_QUOTE
    for code in b'.!?"':
        table[code] |= _IS_STOP
    # Comma, bracket and the first byte of typographic marks: the next bytes decide.
    for code in (0x2C, 0x29, 0xE2):
        table[code] |= _LOOK_ON
    for code in range(0xC3, 256):
        table[code] |= _IS_WIDE
    return table


_CLASS = _class_table()


class Vocabulary:
    """What each distinct word means: levelled key and flags, learnt once, looked up in arrays.

    A hash table in two arrays (open addressing), because seven million look-ups must not pass
    through Python. Keys are stable: they depend on the levelled word alone.
    """

    def __init__(self, speller: Speller, stock: Iterable[str] = ()) -> None:
        self._speller = speller
        self._stock = frozenset(map(stem, speller.level(sorted(set(stock)))))
        self._function = frozenset(speller.level(sorted(FUNCTION_WORDS)))
        self._joined = {
            (_key(a), _key(b)): joined for (a, b), joined in sorted(speller.double.items())
        }
        # Pairs of keys that are one word, packed and sorted.
        self.joins: U64 = np.array(sorted(a << 32 | b for a, b in self._joined), np.uint64)
        self._join_first = frozenset(first for first, _ in speller.double)
        self._bits = 12
        # Slot → tag (low half of the word's hash) above the number of the word + 1; 0 is free.
        self._entry = np.zeros(1 << self._bits, np.uint64)
        # By number, in the order of appearance, so that common words stand together.
        self._hash = np.zeros(1 << self._bits, np.uint64)
        self._value = np.zeros(1 << self._bits, np.uint64)
        self._count = 0

    def joined(self, first: int, second: int) -> int:
        """Value of the word that two keys of `joins` make."""
        return self.value_of(self._joined[first, second])

    def value_of(self, word: str) -> int:
        """Key in the low 32 bits, flags above, of one levelled word."""
        flags = 0
        if not (word in self._function or len(word) < 3 or word[0].isdigit()):
            flags |= CONTENT
            if stem(word) in self._stock:
                flags |= STOCK
        if word in self._join_first:
            flags |= _JOINS
        return flags << 32 | _key(word)

    def look_up(self, hashes: U64, text: bytearray, start: I64, end: I64) -> U64:
        """Values of words given by the hash of their bytes; new words are read from `text`."""
        number, known = self._at(self._home(hashes), hashes)
        unknown = np.flatnonzero(~known)
        if len(unknown):
            number[unknown] = self._probe(hashes[unknown])
            new = unknown[number[unknown] < 0]
            if len(new):
                self._learn(hashes[new], text, start[new], end[new])
                number[new] = self._probe(hashes[new])
        return self._value[number]

    def _home(self, hashes: U64) -> I64:
        """The slot where the search for a hash begins."""
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _at(self, slot: I64, hashes: U64) -> tuple[I64, Bools]:
        """(number of the word in each slot, whether it is the word of this hash)."""
        entry = self._entry[slot]
        known = ((entry ^ (hashes << _HALF)) >> _HALF) == 0
        # A free slot gives -1.
        return (entry & _LOW).view(np.int64) - 1, known

    def _probe(self, hashes: U64) -> I64:
        """Numbers of known hashes, -1 for unknown ones."""
        slot = self._home(hashes).copy()
        found = np.full(len(hashes), -1, np.int64)
        left = np.arange(len(hashes))
        while len(left):
            number, known = self._at(slot[left], hashes[left])
            found[left[known]] = number[known]
            left = left[~known & (number >= 0)]
            slot[left] = (slot[left] + 1) % len(self._entry)
        return found

    def _learn(self, hashes: U64, text: bytearray, start: I64, end: I64) -> None:
        hashes, first = np.unique(hashes, return_index=True)
        view = memoryview(text)
        words = [
            bytes(view[a:b]).decode("utf-8", "replace")
            for a, b in zip(start[first].tolist(), end[first].tolist(), strict=True)
        ]
        values = [self.value_of(word) for word in self._speller.level(words)]
        count = self._count + len(hashes)
        while 4 * count > len(self._entry):
            self._bits += 2
            self._entry = np.zeros(1 << self._bits, np.uint64)
            self._hash = np.concatenate([self._hash, np.zeros(3 * len(self._hash), np.uint64)])
            self._value = np.concatenate([self._value, np.zeros(3 * len(self._value), np.uint64)])
            self._insert(np.arange(self._count))
        self._hash[self._count : count] = hashes
        self._value[self._count : count] = values
        self._insert(np.arange(self._count, count))
        self._count = count

    def _insert(self, numbers: I64) -> None:
        """Give words their slots: the next free one from home."""
        hashes = self._hash[numbers]
        slot = self._home(hashes).copy()
        entries = hashes << _HALF | (numbers + 1).astype(np.uint64)
        left = np.arange(len(numbers))
        while len(left):
            free = left[self._entry[slot[left]] == 0]
            self._entry[slot[free]] = entries[free]
            left = left[self._entry[slot[left]] != entries[left]]
            slot[left] = (slot[left] + 1) % len(self._entry)


def _key(word: str) -> int:
    return crc32(word.encode())


def plain_words(text: str) -> list[str]:
    """Words as this module cuts them: runs of letters, digits and what belongs to them."""
    return "".join(c if _in_word(c) else " " for c in text).split()


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Cf")


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


def read_words(texts: pa.Array | pa.ChunkedArray, vocabulary: Vocabulary) -> Words:
    """Words of a string array, one passage per element. Less than 4 GiB of text at once."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    buffers = [text_buffers(chunk) for chunk in chunks]
    n_bytes = sum(int(offsets[-1]) for offsets, _ in buffers)
    if n_bytes >= 1 << 32:
        raise ValueError("a batch holds at most 4 GiB of text")
    _keep_freed_memory()
    # Words are two bytes apart at least; what is not written to is never touched.
    room = n_bytes // 2 + len(texts) + 1
    key, start = np.empty(room, np.uint32), np.empty(room, np.uint32)
    flag, length = np.empty(room, np.uint8), np.empty(room, np.uint16)
    counts, wide, ends = [np.zeros(1, np.int64)], [np.zeros(0, np.int64)], [np.zeros(1, np.int64)]
    filled = base = 0
    for offsets, body in buffers:
        at = 0
        while at < len(offsets) - 1:
            to = int(np.searchsorted(offsets, offsets[at] + _CHUNK, side="right")) - 1
            to = max(to, at + 1)
            own = _read_chunk(offsets[at : to + 1], body, vocabulary)
            end = filled + len(own[0])
            key[filled:end], flag[filled:end] = own[0], own[1]
            start[filled:end] = own[2] + np.uint32(base)
            length[filled:end] = own[3]
            counts.append(own[4])
            wide.append(own[5] + base)
            filled, at = end, to
        ends.append(offsets[1:] + base)
        base += int(offsets[-1])
    return Words(
        offset=np.cumsum(np.concatenate(counts)),
        key=key[:filled],
        flag=flag[:filled],
        start=start[:filled],
        length=length[:filled],
        text_offset=np.concatenate(ends),
        wide=np.concatenate(wide),
    )


def _keep_freed_memory() -> None:
    """Let the C library keep the memory of a chunk's arrays for the next chunk.

    glibc hands freed blocks back to the system until it has seen a large one freed; asking for
    32 MiB (never touched) and freeing them saves half of all page faults.
    """
    np.empty((1 << 25) - (1 << 13), np.uint8)


def _read_chunk(
    offsets: I64, body: U8, vocabulary: Vocabulary
) -> tuple[U32, U8, U32, npt.NDArray[np.uint16], I64, I64]:
    """Key, flag, start, length of the words, number of words per passage, wide bytes."""
    base, stop = int(offsets[0]), int(offsets[-1])
    raw = body[base:stop]
    lowered = bytearray(raw.tobytes().translate(_LOWER))
    lowered.extend(bytes(_LONGEST + 8))
    chars = np.frombuffer(lowered, np.uint8)
    padded = np.zeros(len(raw) + 16 - len(raw) % 8, np.uint8)
    padded[: len(raw)] = raw
    high = _high_bytes(padded)
    wide = high[:0]
    if len(high):
        wide = high[raw[high] < 0xC0]
        _clear_punctuation(chars, padded, high[raw[high] >= 0xC0])
    start, end = _word_edges(chars, offsets - base)
    values = vocabulary.look_up(_hash_words(lowered, start, end), lowered, start, end)
    key = values.astype(np.uint32)
    flag = (values >> np.uint64(32)).astype(np.uint8)
    bounds = np.searchsorted(start, offsets - base)
    joined = _join_double(vocabulary, key, flag, bounds)
    if joined:
        for first, value in joined:
            key[first] = value & 0xFFFFFFFF
            flag[first] = value >> 32
            end[first] = end[first + 1]
        dropped = [first + 1 for first, _ in joined]
        start, end = _without(start, dropped), _without(end, dropped)
        key, flag = _without(key, dropped), _without(flag, dropped)
        bounds = np.searchsorted(start, offsets - base)
    _mark_position(flag, padded, start, end, bounds)
    flag &= np.uint8(CONTENT | STOCK | OPENS | CLOSES | CAPITAL)
    return (
        key,
        flag,
        (start + base).astype(np.uint32),
        np.minimum(end - start, 0xFFFF).astype(np.uint16),
        np.diff(bounds),
        wide + base,
    )


def _high_bytes(padded: U8) -> I64:
    """Places of bytes above 127, found eight at a time, since most text has few."""
    eights = np.flatnonzero(padded.view(np.uint64) & np.uint64(0x8080808080808080))
    places = (eights[:, None] * 8 + np.arange(8)).ravel()
    high: I64 = places[padded[places] > 127]
    return high


def _clear_punctuation(chars: U8, raw: U8, lead: I64) -> None:
    """Set the bytes of wide characters that belong to no word to 0."""
    first = raw[lead].astype(np.int64)
    size = np.where(first < 0xE0, 2, np.where(first < 0xF0, 3, 4))
    tail = [raw[lead + n].astype(np.int64) & 0x3F for n in (1, 2, 3)]
    code = np.where(
        size == 2,
        (first & 0x1F) << 6 | tail[0],
        np.where(
            size == 3,
            (first & 0x0F) << 12 | tail[0] << 6 | tail[1],
            (first & 0x07) << 18 | tail[0] << 12 | tail[1] << 6 | tail[2],
        ),
    )
    distinct, which = np.unique(code, return_inverse=True)
    outside = np.array([not _in_word(chr(c)) for c in distinct.tolist()])[which]
    for n in range(4):
        chars[lead[outside & (size > n)] + n] = 0


def _word_edges(chars: U8, offsets: I64) -> tuple[I64, I64]:
    """First byte and end of every word; no word runs over the end of a passage."""
    inside = chars != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate([[0], edges])
    cut = offsets[1:-1]
    cut = np.unique(cut[(cut > 0) & inside[cut] & inside[cut - 1]])
    if len(cut):
        edges = np.insert(edges, np.searchsorted(edges, cut).repeat(2), cut.repeat(2))
    # Copies: strided arrays are slow to index with.
    return edges[0::2].copy(), edges[1::2].copy()


def _hash_words(text: bytearray, start: I64, end: I64) -> U64:
    """64-bit hash of each word's bytes (the first 64), never 0."""
    eight: U64 = np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))
    length = end - start
    hashes: U64 = (eight[start] & _MASK[np.minimum(length, 8)]) * _K1
    rest = np.flatnonzero(length > 8)
    at = 8
    while len(rest) and at < _LONGEST:
        part = eight[start[rest] + at] & _MASK[np.minimum(length[rest] - at, 8)]
        mixed = hashes[rest]
        hashes[rest] = (mixed ^ (mixed >> np.uint64(29))) * _K2 + part * _K3
        at += 8
        rest = rest[length[rest] > at]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _K3
    hashes |= np.uint64(1)
    return hashes


def _join_double(vocabulary: Vocabulary, key: U32, flag: U8, bounds: I64) -> list[tuple[int, int]]:
    """(index of the first part, value of the joined word) of double forms, left to right."""
    maybe = np.flatnonzero(flag & _JOINS)
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


def _mark_position(flag: U8, raw: U8, start: I64, end: I64, bounds: I64) -> None:
    """Sentence and quotation edges; a word with a capital is a name or opens a sentence."""
    first = _CLASS[raw[start]]
    for n in np.flatnonzero(first & _IS_WIDE).tolist():
        if bytes(raw[start[n] : start[n] + 4]).decode("utf-8", "ignore")[:1].isupper():
            first[n] |= _IS_CAPITAL
    capital = first & np.uint8(_IS_CAPITAL)
    flag &= ~capital  # CONTENT is bit 1 as well
    flag |= capital * np.uint8(CAPITAL)
    before = _CLASS[raw[start - 1]]  # of the very first word: the padding
    opens = capital | (before & np.uint8(_IS_QUOTE))
    after = _CLASS[raw[end]]
    closes = after & np.uint8(_IS_STOP)
    more = np.flatnonzero(after & _LOOK_ON)
    if len(more):
        mark, second, third = (raw[end[more] + n] for n in range(3))
        closes[more] = np.where(
            mark == 0xE2,
            (second == 0x80) & ((third == 0x9D) | (third == 0x99) | (third == 0xA6)),
            (second == 0x22) | (second == 0xE2) | (second == 0x2E),
        )
    filled = np.flatnonzero(np.diff(bounds) > 0)
    opens[bounds[filled]] = 1
    closes[bounds[filled + 1] - 1] = 1
    flag |= (opens != 0).view(np.uint8) * np.uint8(OPENS)
    flag |= (closes != 0).view(np.uint8) * np.uint8(CLOSES)


def mask_names(words: Words, names: Iterable[str], speller: Speller) -> Words:
    """The same words, of which those in a known name or office carry no content."""
    known: dict[int, list[tuple[int, ...]]] = {}
    for name in sorted(set(names)):
        parts = tuple(_key(w) for *_, w in speller.join(speller.level(plain_words(name))))
        if parts:
            known.setdefault(parts[0], []).append(parts)
    if not known:
        return words
    for choices in known.values():
        choices.sort(key=len, reverse=True)
    first = np.array(sorted(known), np.uint32)
    slot = np.minimum(np.searchsorted(first, words.key), len(first) - 1)
    maybe = np.flatnonzero(first[slot] == words.key)
    ends = words.offset[np.searchsorted(words.offset, maybe, side="right")]
    flag = words.flag.copy()
    for at, end in zip(maybe.tolist(), ends.tolist(), strict=True):
        for parts in known[int(words.key[at])]:
            stop = at + len(parts)
            if stop <= end and tuple(words.key[at:stop].tolist()) == parts:
                part = flag[at:stop]
                part[:] = part & np.uint8(0xFF ^ CONTENT) | np.uint8(CAPITAL)
                break
    return replace(words, flag=flag)
