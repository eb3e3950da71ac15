"""The local runner: words of all passages → spans that passages share, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from pipeline.reuse.arrays import F32, I64, distinct
from pipeline.reuse.blocks import Archive, promising_pairs
from pipeline.reuse.cutting import CAPITAL
from pipeline.reuse.identical import identical_pairs, seeds_of_identical
from pipeline.reuse.seeds import PLACE_BITS, seeds_by_part
from pipeline.reuse.spans import Spans, spans_of
from pipeline.reuse.vocabulary import CONTENT, STOCK
from pipeline.reuse.words import Words

STOCK_WEIGHT = 0.1
_KEYS_AT_ONCE = 1 << 27  # a gigabyte
_WORDS_AT_ONCE = 1 << 24  # words whose seeds are looked at together

FUNCTION_WEIGHT = 0.1


def _weights(function: float) -> F32:
    """Evidence of a word by its flags; names and capitalised words have none."""
    weights = np.zeros(256, np.float32)
    for flag in range(256):
        if flag & CONTENT:
            weights[flag] = STOCK_WEIGHT if flag & STOCK else 1.0
        elif not flag & CAPITAL:
            weights[flag] = function
    return weights


# On its own, and where the 5-grams around a word are known to be rare.
EVIDENCE = _weights(0.0)
RARE_EVIDENCE = _weights(FUNCTION_WEIGHT)
IS_CONTENT = np.array([flag & CONTENT for flag in range(256)], np.float32)


def match(words: Words, post: I64, article: I64, scratch: Path | None = None) -> Iterator[Spans]:
    """Spans that passages of different articles share, in the order of the passages.

    `post` and `article` number the passages' posts and articles; passages of one post follow one
    another. Passages of one article are never paired. Beside the words, memory holds the keys of
    one range of hashes, then the seeds of one part of the passages: what a part yields are all
    pairs whose first passage is in some posts. The rest waits in files, under `scratch`.
    """
    if len(words.key) >= 1 << PLACE_BITS:
        raise ValueError(f"more than {1 << PLACE_BITS:,} words in one run")
    archive = Archive.of(words, post, article)
    ranges = 1
    while len(words.key) > ranges * _KEYS_AT_ONCE:
        ranges *= 2
    parts = _parts(archive.group)
    seeds, frequent, digest = seeds_by_part(
        words.key, words.offset, archive.group, parts, ranges, scratch
    )
    a, b = identical_pairs(digest)
    for number, part in enumerate(pairwise(parts)):
        here = np.flatnonzero((words.offset[a] >= part[0]) & (words.offset[a] < part[1]))
        seeds.add(number, seeds_of_identical(a[here], b[here], words))
        pairs = promising_pairs(
            seeds.take(number), part, words, archive, frequent, (EVIDENCE, RARE_EVIDENCE)
        )
        yield spans_of(pairs, words)


def _parts(group: I64) -> list[int]:
    """Places that part the words into whole posts, some _WORDS_AT_ONCE words together."""
    end = int(group[-1])
    near = np.searchsorted(group, np.arange(_WORDS_AT_ONCE, end, _WORDS_AT_ONCE))
    return [0, *(place for place in distinct(group[near]).tolist() if place < end), end]
