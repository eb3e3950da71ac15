"""The local runner: words of all passages → pairs of passages with spans, in bounded memory."""

from __future__ import annotations

import numpy as np

from pipeline.reuse import rules
from pipeline.reuse.arrays import F32, I64
from pipeline.reuse.cutting import CAPITAL
from pipeline.reuse.seeds import GRAM, PLACE_BITS, blocks_of, gram_keys, seeds_of_range
from pipeline.reuse.spans import Pairs, Spans, pair_blocks, spans_of
from pipeline.reuse.vocabulary import CONTENT, STOCK
from pipeline.reuse.words import Words

STOCK_WEIGHT = 0.1
# A copy as a whole keeps runs of five words and more over this share of the longer passage.
COPY_COVER = 1 / 3
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
    trusted = rules.trust(count_posts(post))
    group = post_places(post, words.offset)
    ranges = 1
    while len(words.key) > ranges * _KEYS_AT_ONCE:
        ranges *= 2
    parts = []
    frequent = np.zeros(len(words.key) + GRAM, bool)
    for which in range(ranges):
        keys = gram_keys(words.key, words.offset, ranges, which)
        seeds, often = seeds_of_range(keys, group)
        parts.append(seeds)
        for n in range(GRAM):
            frequent[often + n] = True
    blocks = blocks_of(
        np.concatenate(parts), words, (EVIDENCE, RARE_EVIDENCE), frequent, group, trusted
    )
    pairs = pair_blocks(blocks, words.offset)
    pairs = pairs.take(promising(pairs, words, post, article, trusted))
    return pairs, spans_of(pairs, words)


def count_posts(post: I64) -> int:
    """Number of posts; the passages of one follow one another."""
    return int(np.count_nonzero(np.diff(post, prepend=-1)))


def post_places(post: I64, offset: I64) -> I64:
    """First place of every post, and the end of the last one."""
    first = np.flatnonzero(np.diff(post, prepend=-1))
    return np.append(offset[:-1][first], offset[-1])


def promising(pairs: Pairs, words: Words, post: I64, article: I64, trusted: float) -> I64:
    """Pairs that `rules.is_reuse` could accept, judged by their blocks alone.

    Equal words between the blocks are not counted here, so a small archive is looked at in full.
    """
    if not len(pairs):
        return np.zeros(0, np.int64)
    first = pairs.first[:-1]
    a, b = pairs.a, pairs.b
    size = np.diff(words.offset)
    rare = np.add.reduceat(pairs.blocks.rare, first)
    covered = np.add.reduceat(pairs.blocks.size, first)
    evidence = np.add.reduceat(pairs.blocks.evidence, first)
    copied = covered >= COPY_COVER * np.maximum(size[a], size[b])
    copied &= evidence >= rules.COPY_EVIDENCE
    weighed = (1 - trusted) * evidence + trusted * rare
    good = (weighed >= trusted * rules.least_evidence(trusted)) | copied | (post[a] == post[b])
    return np.flatnonzero(good & (article[a] != article[b]))
