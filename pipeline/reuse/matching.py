"""The local runner: words of all passages → pairs of passages with spans, in bounded memory."""

from __future__ import annotations

import numpy as np

from pipeline.reuse.arrays import F32, I64
from pipeline.reuse.blocks import Archive, Pairs, promising_pairs
from pipeline.reuse.cutting import CAPITAL
from pipeline.reuse.seeds import GRAM, PLACE_BITS, gram_keys, seeds_of_range
from pipeline.reuse.spans import Spans, spans_of
from pipeline.reuse.vocabulary import CONTENT, STOCK
from pipeline.reuse.words import Words

STOCK_WEIGHT = 0.1
_KEYS_AT_ONCE = 1 << 26  # half a gigabyte

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


def match(words: Words, post: I64, article: I64) -> tuple[Pairs, Spans]:
    """Pairs of passages of different articles with the spans that they share.

    `post` and `article` number the passages' posts and articles; passages of one post follow one
    another. Passages of one article are never paired.
    """
    if len(words.key) >= 1 << PLACE_BITS:
        raise ValueError(f"more than {1 << PLACE_BITS:,} words in one run")
    archive = Archive.of(words, post, article)
    ranges = 1
    while len(words.key) > ranges * _KEYS_AT_ONCE:
        ranges *= 2
    parts = []
    frequent = np.zeros(len(words.key) + GRAM, bool)
    for which in range(ranges):
        keys = gram_keys(words.key, words.offset, ranges, which)
        seeds, often = seeds_of_range(keys, archive.group)
        parts.append(seeds)
        for n in range(GRAM):
            frequent[often + n] = True
    seeds = parts.pop() if len(parts) == 1 else np.concatenate(parts)
    pairs = promising_pairs(seeds, words, archive, frequent, (EVIDENCE, RARE_EVIDENCE))
    return pairs, spans_of(pairs, words)
