"""Runs of equal words in two passages (*blocks*), joined from seeds and weighed.

Most runs are phrases of the language. What can be told of a run without looking at its words is
found first, so that only the words of pairs that may be reuse are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.reuse import rules
from pipeline.reuse.arrays import (
    F32,
    F64,
    I64,
    U8,
    U16,
    U64,
    Bools,
    changes,
    columns,
    edges_of,
    joined,
    translated,
)
from pipeline.reuse.seeds import COUNT_BITS, GRAM, MOST, PLACE_BITS, differs
from pipeline.reuse.words import Words

# Between posts, a run of equal words is not looked at when its evidence is below this, and it is
# no large part of a copy either.
PHRASE_EVIDENCE = 0.3
# A copy as a whole keeps runs of five words and more over this share of the longer passage.
COPY_COVER = 1 / 3

_SLICE = 1 << 18  # seeds that are worked on at once
_WORDS_AT_ONCE = 1 << 17
_UNITS = 20  # running sums are kept in twentieths, rounded up
_LONGEST_SUM = 1 << 11  # words
_ROUNDING = 1e-3
_COARSE = 6  # bits of a place that the table of passages leaves out

Index = npt.NDArray[np.integer] | Bools


@dataclass(frozen=True)
class Archive:
    """What is known of passages beside their words, by passage.

    Passages of one post follow one another; `group` holds the first place of every post, and the
    end of the last one. `trusted` as in `rules.trust`. `passage_at` finds the passages of places.
    """

    post: I64
    article: I64
    group: I64
    trusted: float
    passage_at: Finder

    @classmethod
    def of(cls, words: Words, post: I64, article: I64, n_posts: int | None = None) -> Archive:
        """`n_posts` where the whole archive has more posts than these."""
        first = np.flatnonzero(np.diff(post, prepend=-1))
        group = np.append(words.offset[:-1][first], words.offset[-1])
        trusted = rules.trust(len(first) if n_posts is None else n_posts)
        return cls(post, article, group, trusted, Finder(words.offset))


@dataclass(frozen=True)
class Blocks:
    """Runs of equal words: `size` words from place `a` and from place `b` (a < b).

    `evidence` is the weight of the content words in the run; for `rare` every word is divided by
    the number of other groups in which its 5-grams stand, and nothing for words of frequent ones.
    """

    a: I64
    b: I64
    size: I64
    evidence: F32
    rare: F32

    def __len__(self) -> int:
        return len(self.a)

    def take(self, index: Index) -> Blocks:
        return Blocks(*[column[index] for column in columns(self)])


@dataclass(frozen=True)
class Pairs:
    """Pairs of passages (a < b) with their blocks: pair i has the blocks first[i]:first[i + 1]."""

    a: I64
    b: I64
    first: I64
    blocks: Blocks

    def __len__(self) -> int:
        return len(self.a)

    def take(self, index: I64) -> Pairs:
        """Some of the pairs, in the order of `index`."""
        size = self.first[index + 1] - self.first[index]
        edge = edges_of(size)
        rows = np.arange(edge[-1]) + np.repeat(self.first[index] - edge[:-1], size)
        return Pairs(self.a[index], self.b[index], edge, self.blocks.take(rows))


def promising_pairs(
    seeds: U64,
    part: tuple[int, int],
    words: Words,
    archive: Archive,
    frequent: Bools,
    weights: tuple[F32, F32],
) -> Pairs:
    """Pairs of passages of different articles that `rules.is_reuse` could accept, judged by
    their blocks alone. `seeds` are all whose first place is in this part of the words (from, to:
    whole passages); they are sorted in place. Repeated ones are counted once.

    `weights` are tables by flag: the evidence of a word, and its evidence where it is rare.
    `frequent` is True for words of a 5-gram that stands in more than FREQUENT groups. Left out are
    blocks of different words (two 5-grams of one hash), and between groups blocks that prove next
    to nothing: phrases of the language, of which a large archive has millions.
    """
    seeds.sort()
    seeds = _without_repeats(seeds)
    first, end = part
    total = _running_evidence(words.flag[first:end], weights[1])
    slices = _slices(seeds)
    runs = joined([_runs_of_sorted(seeds, at, to, total, first, archive) for at, to in slices])
    runs = runs.take(_hopeful(runs, words, archive))
    blocks = _weighed(runs, seeds, words, frequent, weights)
    return _promising(_paired(blocks, archive), words, archive)


def _without_repeats(seeds: U64) -> U64:
    """Of sorted seeds for the same places the first, which tells the frequency. In place."""
    filled = 0
    before = np.uint64(0)
    for at in range(0, len(seeds), _SLICE):
        own = seeds[at : at + _SLICE]
        line = own >> np.uint64(COUNT_BITS)
        new = changes(line)
        new[0] = line[0] != before  # no seed has two equal places
        own = own[new]
        seeds[filled : filled + len(own)] = own
        filled += len(own)
        before = line[-1]
    return seeds[:filled]


def _slices(seeds: U64) -> Iterator[tuple[int, int]]:
    """Parts of sorted seeds that end with the last seed of a run (at least one, if empty)."""
    at = 0
    while True:
        to = min(at + _SLICE, len(seeds))
        while to < len(seeds) and _follows(int(seeds[to - 1]), int(seeds[to])):
            to += 1
        yield at, to
        if to == len(seeds):
            return
        at = to


def _follows(seed: int, other: int) -> bool:
    """Two seeds on one diagonal, one word apart."""
    return (other >> COUNT_BITS) == (seed >> COUNT_BITS) + 1


@dataclass(frozen=True)
class _Runs:
    """Unbroken seeds first:first + n on one diagonal, and upper bounds of what they prove."""

    first: I64
    n_seeds: I64
    a: I64
    b: I64
    evidence: F64
    weighed: F64

    def take(self, index: Index) -> _Runs:
        return _Runs(*[column[index] for column in columns(self)])


def _runs_of_sorted(
    seeds: U64, at: int, to: int, total: U16, summed_from: int, archive: Archive
) -> _Runs:
    """Runs of the seeds at:to; `total` are running sums of the words' evidence, `summed_from` a
    place on."""
    line = (seeds[at:to] >> np.uint64(COUNT_BITS)).view(np.int64)
    begins = np.ones(len(line), bool)
    np.not_equal(line[1:], line[:-1] + 1, out=begins[1:])
    first = np.flatnonzero(begins)
    n_seeds = np.diff(first, append=len(line))
    line = line[first]
    a = line & ((1 << PLACE_BITS) - 1)
    b = a + (line >> PLACE_BITS)
    others = np.zeros(0, np.int64)
    if len(first):
        counts = (seeds[at:to] & np.uint64(MOST)).astype(np.int8)
        others = np.maximum(np.minimum.reduceat(counts, first) - 1, 1)
    size = n_seeds + (GRAM - 1)
    summed = a - summed_from
    evidence = (total[summed + size] - total[summed]) / _UNITS
    evidence[size > _LONGEST_SUM] = np.inf
    trusted = archive.trusted
    weighed = (1 - trusted) * evidence + trusted * evidence / others
    phrase = (weighed < trusted * PHRASE_EVIDENCE) & (evidence < rules.COPY_EVIDENCE)
    phrase[phrase] = differs(a[phrase], b[phrase], archive.group)
    return _Runs(first + at, n_seeds, a, b, evidence, weighed).take(~phrase)


def _running_evidence(flag: U8, weights: F32) -> U16:
    """Evidence of the first n words, for every n, modulo 2^16: enough for the evidence of up to
    _LONGEST_SUM words, which is the difference of two sums."""
    units = np.ceil(weights * _UNITS).astype(np.uint8).tobytes()
    total = np.zeros(len(flag) + 1, np.uint16)
    step = 1 << 16
    for at in range(0, len(flag), step):
        part = total[at + 1 : at + 1 + step]
        own = translated(flag[at : at + step], units)
        np.cumsum(own.astype(np.uint16), out=part)
        part += total[at]
    return total


def _hopeful(runs: _Runs, words: Words, archive: Archive) -> I64:
    """Runs of pairs that `_promising` may keep, by the sums of upper bounds over the pair.

    Pairs share a slot where their hashes do, which only adds to a sum.
    """
    a, b = archive.passage_at(runs.a), archive.passage_at(runs.b)
    slot = a * 0x9E3779B1 + b * 0x85EBCA77 & (1 << (len(a).bit_length() + 1)) - 1
    passage_size = np.diff(words.offset)
    least = COPY_COVER * np.maximum(passage_size[a], passage_size[b])
    weighed, evidence, covered = (
        np.bincount(slot, each)[slot]
        for each in (runs.weighed, runs.evidence, runs.n_seeds + (GRAM - 1))
    )
    kept = (covered >= least) & (evidence >= rules.COPY_EVIDENCE - _ROUNDING)
    kept |= weighed >= archive.trusted * rules.least_evidence(archive.trusted) - _ROUNDING
    kept |= archive.post[a] == archive.post[b]
    return np.flatnonzero(kept & (archive.article[a] != archive.article[b]))


class Finder:
    """Finds the passages of places: searching a few words on from a coarse table is many times
    faster than a binary search, as places come in no order."""

    def __init__(self, offset: I64) -> None:
        self._offset = offset
        table = np.arange(0, max(int(offset[-1]), 1), 1 << _COARSE)
        self._passage = np.searchsorted(offset, table, side="right") - 1

    def __call__(self, place: I64) -> I64:
        passage = self._passage.take(place >> _COARSE)
        passage += self._offset.take(passage + 1) <= place
        passage += self._offset.take(passage + 1) <= place
        late = np.flatnonzero(self._offset.take(passage + 1) <= place)
        passage[late] = np.searchsorted(self._offset, place[late], side="right") - 1
        return passage


def _weighed(
    runs: _Runs, seeds: U64, words: Words, frequent: Bools, weights: tuple[F32, F32]
) -> Blocks:
    """Blocks with the evidence of each of their words."""
    load = np.cumsum(runs.n_seeds)
    parts = [_weigh(runs, slice(0, 0), seeds, words, frequent, weights)]
    at = 0
    while at < len(runs.a):
        done = int(load[at - 1]) if at else 0
        to = max(int(np.searchsorted(load, done + _WORDS_AT_ONCE, side="right")), at + 1)
        parts.append(_weigh(runs, slice(at, to), seeds, words, frequent, weights))
        at = to
    return joined(parts)


def _weigh(
    runs: _Runs,
    part: slice,
    seeds: U64,
    words: Words,
    frequent: Bools,
    weights: tuple[F32, F32],
) -> Blocks:
    a, b, n_seeds = runs.a[part], runs.b[part], runs.n_seeds[part]
    size = n_seeds + (GRAM - 1)
    edge = edges_of(size)
    # Every word of every block, one after the other.
    number = np.arange(edge[-1])
    word = number + np.repeat(a - edge[:-1], size)
    flags = words.flag[word]
    rare = weights[1].take(flags)
    # A word is as frequent as the most frequent 5-gram that covers it: the last words of a
    # formula together with one more are rare, and yet the formula's.
    begun = np.cumsum(n_seeds) - n_seeds
    seed = np.arange(int(n_seeds.sum()))
    row = seed + np.repeat(runs.first[part] - begun, n_seeds)
    others = np.maximum(seeds[row] & np.uint64(MOST), 2).astype(np.uint8) - 1
    spread = np.ones(len(word), np.uint8)
    spread[seed + np.repeat(edge[:-1] - begun, n_seeds)] = others
    covering = spread.copy()
    for n in range(1, GRAM):
        # No seed begins in the last words of a block, so nothing runs over into the next one.
        np.maximum(covering[n:], spread[:-n], out=covering[n:])
    rare /= covering
    rare[frequent[word]] = 0
    if not len(a):
        return Blocks(a, b, size, rare, rare)
    weight = weights[0].take(flags)
    starts = edge[:-1]
    blocks = Blocks(a, b, size, np.add.reduceat(weight, starts), np.add.reduceat(rare, starts))
    different = words.key[word] != words.key[word + np.repeat(b - a, size)]
    if different.any():
        blocks = blocks.take(~np.logical_or.reduceat(different, starts))
    return blocks


def _paired(blocks: Blocks, archive: Archive) -> Pairs:
    """Blocks by the two passages in which they stand."""
    a, b = archive.passage_at(blocks.a), archive.passage_at(blocks.b)
    order = np.lexsort((blocks.a, a * len(archive.post) + b))
    blocks, a, b = blocks.take(order), a[order], b[order]
    begins = np.ones(len(a), bool)
    begins[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    first = np.flatnonzero(begins)
    return Pairs(a[first], b[first], np.append(first, len(a)), blocks)


def _promising(pairs: Pairs, words: Words, archive: Archive) -> Pairs:
    """Equal words between the blocks are not counted here, so a small archive is looked at in
    full."""
    if not len(pairs):
        return pairs
    first = pairs.first[:-1]
    a, b = pairs.a, pairs.b
    size = np.diff(words.offset)
    rare = np.add.reduceat(pairs.blocks.rare, first)
    covered = np.add.reduceat(pairs.blocks.size, first)
    evidence = np.add.reduceat(pairs.blocks.evidence, first)
    copied = covered >= COPY_COVER * np.maximum(size[a], size[b])
    copied &= evidence >= rules.COPY_EVIDENCE
    trusted = archive.trusted
    weighed = (1 - trusted) * evidence + trusted * rare
    good = weighed >= trusted * rules.least_evidence(trusted)
    good |= copied | (archive.post[a] == archive.post[b])
    return pairs.take(np.flatnonzero(good))
