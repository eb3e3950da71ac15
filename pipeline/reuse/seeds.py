"""Where the same five words stand in two places: keys, seeds and blocks, in arrays.

A *key* packs the hash of a word 5-gram above the place of its first word (a running number over
all passages). Sorting keys brings equal 5-grams together; the pairs of places are *seeds*, which
sorted by diagonal join to *blocks*: runs of equal words in two passages.

Keys fall into ranges by the top bits of the hash, so that memory is bounded by doing one range
after the other, or many at once on several machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.reuse.arrays import F32, I64, U8, U16, U32, U64, Bools
from pipeline.reuse.rules import COPY_EVIDENCE
from pipeline.reuse.words import Words

GRAM = 5  # words of a seed
# A 5-gram in more places than this is paired with the next place only. See docs/benchmarks.md.
FREQUENT = 20
# Between posts, a run of equal words is not looked at when its evidence is below this, and it is
# no large part of a copy either.
PHRASE_EVIDENCE = 0.3
PLACE_BITS = 29  # 2^29 words in one run: two places and a frequency fill 64 bits
_COUNT_BITS = 64 - 2 * PLACE_BITS
MOST = (1 << _COUNT_BITS) - 1  # frequencies are capped here

_FACTORS = tuple(
    np.uint64(k)
    for k in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    )
)
_CHUNK = 1 << 16
_SLICE = 1 << 20  # keys or seeds that are worked on at once


def gram_hashes(words: U32, offset: I64) -> tuple[I64, U64]:
    """(places, hashes) of all 5-grams; `offset` bounds the passages, and no 5-gram runs over."""
    parts = list(_grams(words, offset))
    none = (np.zeros(0, np.int64), np.zeros(0, np.uint64))
    return (
        np.concatenate([none[0], *(place for place, _ in parts)]),
        np.concatenate([none[1], *(gram for _, gram in parts)]),
    )


def gram_keys(words: U32, offset: I64, ranges: int = 1, which: int = 0) -> U64:
    """Unsorted keys of the 5-grams of range `which` of `ranges` (a power of two).

    The hash keeps the bits that fit above the place; those that are the same in the whole range
    are left out.
    """
    bits = ranges.bit_length() - 1
    # Room for all; what is not written to is never touched.
    keys = np.empty(len(words), np.uint64)
    filled = 0
    for place, gram in _grams(words, offset):
        if bits:
            inside = np.flatnonzero((gram >> np.uint64(64 - bits)) == which)
            place, gram = place[inside], gram[inside]
        gram <<= np.uint64(bits)
        gram &= np.uint64((1 << 64) - (1 << PLACE_BITS))
        gram |= place.view(np.uint64)
        keys[filled : filled + len(gram)] = gram
        filled += len(gram)
    return keys[:filled]


def _grams(words: U32, offset: I64) -> Iterator[tuple[I64, U64]]:
    """Places and hashes of the 5-grams, chunk by chunk."""
    starts = np.ones(len(words), bool)  # True where a 5-gram may start
    for n in range(1, GRAM):
        before = offset[1:] - n
        starts[before[before >= 0]] = False
    for at in range(0, max(len(words) - GRAM + 1, 0), _CHUNK):
        to = min(at + _CHUNK, len(words) - GRAM + 1)
        wide = words[at : to + GRAM - 1].astype(np.uint64)
        size = to - at
        gram = wide[:size] * _FACTORS[0]
        for n in range(1, GRAM):
            gram += wide[n : n + size] * _FACTORS[n]
        gram ^= gram >> np.uint64(32)
        gram *= _FACTORS[2]
        place = np.flatnonzero(starts[at:to])
        yield place + at, gram[place]


def seeds_of_range(keys: U64, group: I64) -> tuple[U64, I64]:
    """Seeds of one hash range, packed (diagonal, place, frequency), unsorted; and the places of
    5-grams that stand in more than FREQUENT groups.

    `keys` are all keys of the range (sorted in place). `group` holds the first place of every
    group of passages that belong together (a post), and the end of the last one: the frequency
    of a 5-gram counts groups.
    A 5-gram in up to FREQUENT places gives a seed for every pair of them, a more frequent one
    for neighbours in place order only, which still joins all copies of one text.
    """
    keys.sort()
    parts, often = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    at = 0
    while at < len(keys):
        # A slice ends with the last place of a 5-gram.
        last = int(keys[min(at + _SLICE, len(keys)) - 1]) | ((1 << PLACE_BITS) - 1)
        to = int(np.searchsorted(keys, np.uint64(last), side="right"))
        seeds, frequent = _seeds_of_sorted(keys[at:to], group)
        parts.append(seeds)
        often.append(frequent)
        at = to
    return np.concatenate(parts), np.concatenate(often)


def _seeds_of_sorted(keys: U64, group: I64) -> tuple[U64, I64]:
    linked = _links(keys)
    if not len(linked):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    place_mask = np.uint64((1 << PLACE_BITS) - 1)
    place = (keys[linked] & place_mask).astype(np.int64)
    after = (keys[linked + 1] & place_mask).astype(np.int64)
    # Links of one 5-gram follow one another: a run of n - 1 links has n places.
    begins = np.ones(len(linked), bool)
    begins[1:] = linked[1:] != linked[:-1] + 1
    run = np.flatnonzero(begins)
    run_links = np.diff(np.append(run, len(linked)))
    groups = np.add.reduceat(_differs(place, after, group), run) + 1
    frequency = np.repeat(np.minimum(groups, MOST), run_links)
    parts = [pack_seeds(place, after, frequency)]
    rare = np.repeat(run_links < FREQUENT, run_links)
    left = np.flatnonzero(rare)
    number = np.arange(len(linked)) - np.repeat(run, run_links)
    remaining = np.repeat(run_links, run_links) - number
    for distance in range(2, FREQUENT):
        left = left[remaining[left] >= distance]
        if not len(left):
            break
        parts.append(pack_seeds(place[left], after[left + distance - 1], frequency[left]))
    often = np.flatnonzero(frequency > FREQUENT)
    # Every place is the first or the second of a link.
    return np.concatenate(parts), np.concatenate([place[often], after[often]])


def _links(keys: U64) -> I64:
    """Indices of sorted keys whose successor has the same hash."""
    parts = [np.zeros(0, np.int64)]
    for at in range(0, len(keys) - 1, _CHUNK):
        part = keys[at : at + _CHUNK + 1]
        parts.append(np.flatnonzero((part[1:] ^ part[:-1]) < np.uint64(1 << PLACE_BITS)) + at)
    return np.concatenate(parts)


def _differs(place: I64, after: I64, group: I64) -> I64:
    """1 where two places (first < second) stand in different groups, else 0."""
    different = np.ones(len(place), np.int64)
    longest = int(np.diff(group).max(initial=0))
    near = np.flatnonzero(after - place < longest)
    left = np.searchsorted(group, place[near], side="right")
    right = np.searchsorted(group, after[near], side="right")
    different[near] = left != right
    return different


def pack_seeds(first: I64, second: I64, frequency: I64) -> U64:
    """Seeds in one number each, which sorts by diagonal, then by place. `first` < `second`."""
    packed: U64 = (
        (second - first) << (PLACE_BITS + _COUNT_BITS) | first << _COUNT_BITS | frequency
    ).astype(np.uint64)
    return packed


def unpack_seeds(seeds: U64) -> tuple[I64, I64, I64]:
    """First place, second place and frequency of packed seeds."""
    first = (seeds >> np.uint64(_COUNT_BITS)) & np.uint64((1 << PLACE_BITS) - 1)
    apart = seeds >> np.uint64(PLACE_BITS + _COUNT_BITS)
    frequency = seeds & np.uint64(MOST)
    return first.astype(np.int64), (first + apart).astype(np.int64), frequency.astype(np.int64)


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

    def take(self, index: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> Blocks:
        return Blocks(
            self.a[index],
            self.b[index],
            self.size[index],
            self.evidence[index],
            self.rare[index],
        )


def blocks_of(
    seeds: U64,
    words: Words,
    weights: tuple[F32, F32],
    frequent: Bools,
    group: I64,
    trusted: float,
) -> Blocks:
    """Join seeds (sorted in place) to blocks.

    `weights` are tables by flag: the evidence of a word, and its evidence where it is rare.
    `frequent` is True for words of a 5-gram that stands in more than FREQUENT groups. `group` as
    in `seeds_of_range`, `trusted` as in `rules.trust`. Left out are blocks of different words (two
    5-grams of one hash), and between groups blocks that prove next to nothing: phrases of the
    language, of which a large archive has millions.
    """
    seeds.sort()
    total = _running_evidence(words.flag, weights[1])
    parts = [_no_blocks()]
    at = 0
    while at < len(seeds):
        to = min(at + _SLICE, len(seeds))
        # A slice ends with the last seed of a block.
        while to < len(seeds) and _follows(int(seeds[to - 1]), int(seeds[to])):
            to += 1
        own = _blocks_of_sorted(seeds[at:to], words, weights, frequent, group, trusted, total)
        parts.append(own)
        at = to
    return Blocks(*(np.concatenate(column) for column in zip(*map(_columns, parts), strict=True)))


def _columns(blocks: Blocks) -> tuple[npt.NDArray[np.generic], ...]:
    return blocks.a, blocks.b, blocks.size, blocks.evidence, blocks.rare


def _no_blocks() -> Blocks:
    none, zero = np.zeros(0, np.int64), np.zeros(0, np.float32)
    return Blocks(none, none, none, zero, zero)


def _follows(seed: int, other: int) -> bool:
    """Two seeds on one diagonal, one word apart."""
    return (other >> _COUNT_BITS) == (seed >> _COUNT_BITS) + 1


def _blocks_of_sorted(
    seeds: U64,
    words: Words,
    weights: tuple[F32, F32],
    frequent: Bools,
    group: I64,
    trusted: float,
    total: U16,
) -> Blocks:
    """Blocks of sorted seeds; `total` are running sums of the words' evidence."""
    others = (seeds & np.uint64(MOST)).astype(np.int64) - 1
    line = (seeds >> np.uint64(_COUNT_BITS)).astype(np.int64)
    begins = np.ones(len(line), bool)
    begins[1:] = line[1:] != line[:-1] + 1
    first = np.flatnonzero(begins)
    n_seeds = np.diff(np.append(first, len(line)))
    if len(first):
        fewest = np.minimum.reduceat(others, first)
        a = line[first] & ((1 << PLACE_BITS) - 1)
        size = n_seeds + GRAM - 1
        bound = np.where(size <= _LONGEST_SUM, (total[a + size] - total[a]) / _UNITS, np.inf)
        weighed = (1 - trusted) * bound + trusted * bound / np.maximum(fewest, 1)
        phrase = (weighed < trusted * PHRASE_EVIDENCE) & (bound < COPY_EVIDENCE)
        phrase[phrase] = _differs(a[phrase], a[phrase] + (line[first[phrase]] >> PLACE_BITS), group)
        kept = ~phrase
        inside = np.repeat(kept, n_seeds)
        others, line, n_seeds = others[inside], line[inside], n_seeds[kept]
        first = np.cumsum(n_seeds) - n_seeds
    if not len(first):
        return _no_blocks()
    size = n_seeds + GRAM - 1
    a = line[first] & ((1 << PLACE_BITS) - 1)
    b = a + (line[first] >> PLACE_BITS)
    # Every word of every block, one after the other.
    edge = np.concatenate([[0], np.cumsum(size)])
    word = np.arange(edge[-1]) + np.repeat(a - edge[:-1], size)
    flags = words.flag[word]
    weight, rare = weights[0][flags], weights[1][flags]
    # A word is as frequent as the most frequent 5-gram that covers it: the last words of a
    # formula together with one more are rare, and yet the formula's.
    covering = np.ones(len(word), np.int64)
    seed_at = np.arange(len(line)) + np.repeat(edge[:-1] - first, n_seeds)
    for n in range(GRAM):
        covering[seed_at + n] = np.maximum(covering[seed_at + n], others)
    rare /= covering.astype(np.float32)
    rare[frequent[word]] = 0
    blocks = Blocks(
        a, b, size, np.add.reduceat(weight, edge[:-1]), np.add.reduceat(rare, edge[:-1])
    )
    different = words.key[word] != words.key[word + np.repeat(b - a, size)]
    if different.any():
        blocks = blocks.take(~np.logical_or.reduceat(different, edge[:-1]))
    return blocks


_UNITS = 20  # running sums are kept in twentieths, rounded up
_LONGEST_SUM = 1 << 11  # words


def _running_evidence(flag: U8, weights: F32) -> U16:
    """Evidence of the first n words, for every n, modulo 2^16: enough for the evidence of up to
    _LONGEST_SUM words, which is the difference of two sums."""
    units = np.ceil(weights * _UNITS).astype(np.uint8)
    total = np.zeros(len(flag) + 1, np.uint16)
    for at in range(0, len(flag), _CHUNK):
        part = total[at + 1 : at + 1 + _CHUNK]
        np.cumsum(units.take(flag[at : at + _CHUNK]), dtype=np.uint16, out=part)
        part += total[at]
    return total
