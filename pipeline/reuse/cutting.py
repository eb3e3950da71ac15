"""Words in the bytes of a text: where they stand, how they hash, what stands beside them.

All of it in NumPy over a chunk of bytes that stays in the processor's cache.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np

from pipeline.reuse.arrays import I64, U8, U64, distinct, translated

# Flags of a word, as far as its place tells them.
OPENS = 4  # first word of a sentence or quotation
CLOSES = 8  # last word of a sentence or quotation
CAPITAL = 64  # begins with a capital letter, or is part of a known name

_LONGEST = 64  # bytes of a word that tell it apart
_PADDING = bytes(_LONGEST + 8)  # so that nobody reads over the end

_MASK = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], np.uint64)
_K1, _K2, _K3 = (np.uint64(k) for k in (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F))
_WIDE_CAPITALS = 0xC3  # letters beyond ASCII begin with this byte or a higher one
_LOOK_ON = 1  # for an end that the next bytes decide


def _byte_table() -> bytes:
    """Lower-case letters and digits stay, capitals become small, bytes >= 128 stay, rest 0."""
    table = bytearray(256)
    for code in range(128):
        char = chr(code)
        table[code] = ord(char.lower()) if char.isalnum() else 0
    table[128:] = bytes(range(128, 256))
    return bytes(table)


def _flag_table(flags: dict[int, bytes]) -> bytes:
    """The flags of each byte; `flags` says which bytes have which flag."""
    table = bytearray(256)
    for flag, codes in flags.items():
        for code in codes:
            table[code] |= flag
    return bytes(table)


_LOWER = _byte_table()
# What the first byte of a word tells, and those before and after it.
_FIRST = _flag_table({CAPITAL | OPENS: bytes(range(ord("A"), ord("Z") + 1))})
# Plain quotation marks, and the last bytes of typographic ones.
_BEFORE = _flag_table({OPENS: b"\"'\x98\x99\x9c\x9d\xab\xbb"})
# Comma, bracket and the first byte of typographic marks: the next bytes decide.
_AFTER = _flag_table({CLOSES: b'.!?"', _LOOK_ON: b",)\xe2"})


@dataclass(frozen=True)
class Cut:
    """Words of a chunk: bytes start[i]:end[i] of `raw`; `lowered` holds 0 between words.

    `wide` are the bytes that continue a character. Both texts are padded with zeros.
    """

    raw: U8
    lowered: bytes
    start: I64
    end: I64
    wide: I64


def cut_words(body: U8, offset: I64) -> Cut:
    """Words of passages, which `offset` bounds; no word runs over the end of one."""
    padded = b"".join((body.data, _PADDING[: len(_PADDING) - len(body) % 8]))
    raw = np.frombuffer(padded, np.uint8)
    lowered = padded.translate(_LOWER)
    high = _high_bytes(raw)
    wide = high[:0]
    if len(high):
        own = raw[high]
        wide = high[own < 0xC0]
        lowered = _without_punctuation(lowered, raw, high[own >= 0xC0])
    start, end = _word_edges(np.frombuffer(lowered, np.uint8), offset)
    return Cut(raw, lowered, start, end, wide)


def _high_bytes(raw: U8) -> I64:
    """Places of bytes above 127, found eight at a time, since most text has few."""
    eights = np.flatnonzero((raw.view(np.uint64) & np.uint64(0x8080808080808080)) != 0)
    places = (eights[:, None] * 8 + np.arange(8)).ravel()
    high: I64 = places[raw[places] > 127]
    return high


def _without_punctuation(lowered: bytes, raw: U8, lead: I64) -> bytes:
    """The text with 0 for the wide characters that belong to no word; `lead` are first bytes."""
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
    codes = distinct(code)
    outside = np.array([not _in_word(chr(c)) for c in codes.tolist()])
    outside = outside[np.searchsorted(codes, code)]
    chars = np.frombuffer(lowered, np.uint8).copy()
    for n in range(4):
        chars[lead[outside & (size > n)] + n] = 0
    return chars.tobytes()


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Cf")


def plain_words(text: str) -> list[str]:
    """Words as this module cuts them: runs of letters, digits and what belongs to them."""
    return text.translate(_PARTED).split()


class _Parted(dict[int, int]):
    """For `str.translate`: what belongs to no word becomes a space."""

    def __missing__(self, code: int) -> int:
        self[code] = code if _in_word(chr(code)) else ord(" ")
        return self[code]


_PARTED = _Parted()


def _word_edges(chars: U8, offset: I64) -> tuple[I64, I64]:
    """First byte and end of every word."""
    inside = chars != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate([[0], edges])
    border = offset[1:-1]
    border = border[(border > 0) & inside[border] & inside[border - 1]]
    if len(border):
        border = border[np.diff(border, prepend=0) > 0]  # not twice for an empty passage
        edges = np.insert(edges, np.searchsorted(edges, border).repeat(2), border.repeat(2))
    # Copies: strided arrays are slow to index with.
    return edges[0::2].copy(), edges[1::2].copy()


def hash_words(text: bytes, start: I64, end: I64) -> U64:
    """64-bit hash of each word's bytes (the first 64); odd numbers only."""
    aligned = np.frombuffer(text, "<u8")
    length = end - start
    hashes = (_eight_bytes(aligned, start) & _MASK.take(length, mode="clip")) * _K1
    rest = np.flatnonzero(length > 8)
    at = 8
    while len(rest) and at < _LONGEST:
        part = _eight_bytes(aligned, start[rest] + at) & _MASK.take(length[rest] - at, mode="clip")
        mixed = hashes[rest]
        hashes[rest] = (mixed ^ (mixed >> np.uint64(29))) * _K2 + part * _K3
        at += 8
        rest = rest[length[rest] > at]
    hashes ^= hashes >> np.uint64(32)
    hashes |= np.uint64(1)
    return hashes


def _eight_bytes(aligned: U64, at: I64) -> U64:
    """The eight bytes from each place on, from two aligned words: NumPy reads these faster."""
    place = at >> 3
    shift = ((at & 7) << 3).view(np.uint64)
    eight: U64 = aligned.take(place)
    eight >>= shift
    place += 1
    above = aligned.take(place)
    # A shift by 64 gives 0.
    above <<= np.subtract(np.uint64(64), shift, out=shift)
    eight |= above
    return eight


def position_flags(cut: Cut, start: I64, end: I64, first: I64, last: I64) -> U8:
    """OPENS, CLOSES and CAPITAL of words; `first` and `last` are those at a passage's edges."""
    raw = cut.raw
    begin = raw.take(start)
    flag = translated(begin, _FIRST)
    for n in np.flatnonzero(begin >= _WIDE_CAPITALS).tolist():
        if bytes(raw[start[n] : start[n] + 4]).decode("utf-8", "ignore")[:1].isupper():
            flag[n] = CAPITAL | OPENS
    # The byte before the very first word is the padding's.
    flag |= translated(raw.take(start - 1), _BEFORE)
    after = translated(raw.take(end), _AFTER)
    more = np.flatnonzero((after & np.uint8(_LOOK_ON)) != 0)
    if len(more):
        mark, second, third = (raw[end[more] + n] for n in range(3))
        closes = np.where(
            mark == 0xE2,
            (second == 0x80) & ((third == 0x9D) | (third == 0x99) | (third == 0xA6)),
            (second == 0x22) | (second == 0xE2) | (second == 0x2E),
        )
        after[more] = closes * np.uint8(CLOSES)
    flag |= after
    flag[first] |= np.uint8(OPENS)
    flag[last] |= np.uint8(CLOSES)
    return flag
