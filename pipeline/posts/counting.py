"""Words of many spans of one text, counted in a few passes over its characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.text import count_words

_PART = 1 << 21  # characters at a time: a page of 200 MB needs no more memory than one of 2
_BASIC = 0x10000
_ALNUM: NDArray[np.bool_] = np.array([chr(code).isalnum() for code in range(_BASIC)])
_JOINERS = "'’."
_JOINER: NDArray[np.bool_] = np.zeros(_BASIC, dtype=np.bool_)
_JOINER[[ord(sign) for sign in _JOINERS]] = True


def word_counts(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """`count_words` of each span; the spans must be in order and must not overlap."""
    counts: list[int] = []
    first = 0
    while first < len(spans):
        last = first + 1
        while last < len(spans) and spans[last][1] - spans[first][0] <= _PART:
            last += 1
        counts.extend(_counts(text, spans[first:last]))
        first = last
    return counts


def _counts(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    base = spans[0][0]
    begins = _word_begins(text[base : spans[-1][1]])
    total = np.concatenate(([0], np.cumsum(begins, dtype=np.int64)))
    bounds = np.array(spans, dtype=np.int64) - base
    counts: list[int] = (total[bounds[:, 1]] - total[bounds[:, 0]]).tolist()
    for number, (start, end) in enumerate(spans):
        before = text[start - 1 : start] if start > base else " "
        if before.isalnum() or before in _JOINERS:  # cut out of a word, or directly behind one
            counts[number] = count_words(text[start:end])
    return counts


def _word_begins(text: str) -> NDArray[np.bool_]:
    """Where a word begins: a letter or digit behind neither another one nor "'" in a word."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    basic = np.minimum(codes, _BASIC - 1)
    letters = _ALNUM[basic]
    for at in np.flatnonzero(codes >= _BASIC):
        letters[at] = chr(codes[at]).isalnum()
    begins: NDArray[np.bool_] = letters.copy()
    begins[1:] &= ~letters[:-1]
    begins[2:] &= ~(letters[:-2] & _JOINER[basic[1:-1]])
    return begins
