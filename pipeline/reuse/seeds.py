"""Where the same five words stand in two places: keys and seeds, in arrays.

A *key* packs the hash of a word 5-gram above the place of its first word (a running number over
all passages). Sorting keys brings equal 5-grams together; the pairs of places are *seeds*, which
sorted by diagonal join to *blocks* (`blocks`): runs of equal words in two passages.

Keys fall into ranges by the top bits of the hash, so that memory is bounded by doing one range
after the other, or many at once on several machines. Seeds fall into parts by their first place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.reuse.arrays import I64, U32, U64, Bools, edges_of
from pipeline.reuse.spilling import Spill

GRAM = 5  # words of a seed
# A 5-gram in more places than this is paired with the next place only. See docs/benchmarks.md.
FREQUENT = 20
PLACE_BITS = 29  # 2^29 words in one run: two places and a frequency fill 64 bits
COUNT_BITS = 64 - 2 * PLACE_BITS
MOST = (1 << COUNT_BITS) - 1  # frequencies are capped here

_FACTORS = tuple(
    np.uint64(k)
    for k in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0xD6E8FEB86659FD93,
        0x165667B19E3779F9,
    )
)
_CHUNK = 1 << 16
_SLICE = 1 << 18  # keys or seeds that are worked on at once


def gram_hashes(words: U32, offset: I64) -> tuple[I64, U64]:
    """(places, hashes) of all 5-grams; `offset` bounds the passages, and no 5-gram runs over."""
    parts = list(_grams(words, offset))
    none = (np.zeros(0, np.int64), np.zeros(0, np.uint64))
    return (
        np.concatenate([none[0], *(place for place, _ in parts)]),
        np.concatenate([none[1], *(gram for _, gram in parts)]),
    )


def keys_by_range(
    words: U32, offset: I64, ranges: int, digest: U64, scratch: Path | None
) -> Iterator[U64]:
    """Unsorted keys of all 5-grams, one range after the other; `ranges` is a power of two.
    The passages' digests are added to `digest` on the way.

    The hash keeps the bits that fit above the place; those that are the same in the whole range
    are left out. Several ranges are put aside in files (under `scratch`) and read back in turn.
    """
    bits = ranges.bit_length() - 1
    aside = Spill(ranges, len(words), scratch)
    for place, gram in _grams(words, offset):
        add_digests(digest, offset, place, gram)
        if not bits:
            aside.add(0, _packed(gram, place))
            continue
        which = gram >> np.uint64(64 - bits)
        gram <<= np.uint64(bits)
        keys = _packed(gram, place)
        for number in range(ranges):
            aside.add(number, keys[which == number])
    for number in range(ranges):
        yield aside.take(number)


def _packed(gram: U64, place: I64) -> U64:
    """Keys, made in place of the hashes."""
    gram &= np.uint64((1 << 64) - (1 << PLACE_BITS))
    gram |= place.view(np.uint64)
    return gram


def seeds_by_part(
    words: U32, offset: I64, group: I64, parts: Sequence[int], ranges: int, scratch: Path | None
) -> tuple[Spill, Bools, U64]:
    """Seeds of all 5-grams by the part of the words in which their first place is; True for the
    words of 5-grams that stand in more than FREQUENT groups; and the passages' digests.

    Part n begins at place parts[n] and ends before parts[n + 1]. `group` as in `seeds_of_range`.
    """
    digest = np.zeros(len(offset) - 1, np.uint64)
    n_parts = len(parts) - 1
    aside = Spill(n_parts, len(words), scratch)
    frequent = np.zeros(len(words) + GRAM, bool)
    begins = np.array(parts[1:-1], np.int64)
    for keys in keys_by_range(words, offset, ranges, digest, scratch):
        for seeds, often in seeds_of_range(keys, group):
            frequent[often] = True
            if n_parts == 1:
                aside.add(0, seeds)
                continue
            first = (seeds >> np.uint64(COUNT_BITS)).view(np.int64) & ((1 << PLACE_BITS) - 1)
            part = np.searchsorted(begins, first, side="right")
            for number in range(n_parts):
                aside.add(number, seeds[part == number])
    for step in (1, 2, 1):  # from the first word to all five
        frequent[step:] |= frequent[:-step]
    return aside, frequent, digest


def _grams(words: U32, offset: I64) -> Iterator[tuple[I64, U64]]:
    """Places and hashes of the 5-grams, chunk by chunk."""
    for at in range(0, max(len(words) - GRAM + 1, 0), _CHUNK):
        to = min(at + _CHUNK, len(words) - GRAM + 1)
        wide = words[at : to + GRAM - 1].astype(np.uint64)
        # Five words by way of two and four: three multiplications in place of five.
        two = wide[1:] * _FACTORS[0]
        two += wide[:-1]
        four = two[2:] * _FACTORS[1]
        four += two[:-2]
        gram = wide[GRAM - 1 :] * _FACTORS[2]
        gram += four[:-1]
        gram ^= gram >> np.uint64(32)
        gram *= _FACTORS[3]
        # No 5-gram runs over the end of a passage.
        first, last = np.searchsorted(offset, [at + 1, to + GRAM])
        beside = np.ones(to - at + 2 * GRAM, bool)
        for n in range(1, GRAM):
            beside[offset[first:last] - (at - GRAM + n)] = False
        begins = beside[GRAM:-GRAM]
        yield np.arange(at, to)[begins], gram[begins]


def add_digests(digest: U64, offset: I64, place: I64, gram: U64) -> None:
    """Add 5-grams (hashes, in the order of their places) to the digests of their passages.

    Passages that are too short for a 5-gram keep the digest 0.
    """
    if not len(place):
        return
    first, last = np.searchsorted(offset, place[[0, -1]], side="right").tolist()
    bounds = np.searchsorted(place, offset[first - 1 : last + 1])
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    digest[filled + first - 1] += np.add.reduceat(gram, bounds[filled])


def seeds_of_range(keys: U64, group: I64) -> Iterator[tuple[U64, I64]]:
    """Seeds of one hash range, packed (diagonal, place, frequency), unsorted; and the places of
    5-grams that stand in more than FREQUENT groups. Both some at a time.

    `keys` are all keys of the range (sorted in place). `group` holds the first place of every
    group of passages that belong together (a post), and the end of the last one: the frequency
    of a 5-gram counts groups.
    A 5-gram in up to FREQUENT places gives a seed for every pair of them, a more frequent one
    for neighbours in place order only, which still joins all copies of one text.
    """
    keys.sort()
    at = 0
    while at < len(keys):
        # A slice ends with the last place of a 5-gram.
        last = int(keys[min(at + _SLICE, len(keys)) - 1]) | ((1 << PLACE_BITS) - 1)
        to = int(np.searchsorted(keys, np.uint64(last), side="right"))
        yield _seeds_of_sorted(keys[at:to], group)
        at = to


def _seeds_of_sorted(keys: U64, group: I64) -> tuple[U64, I64]:
    linked = _links(keys)
    if not len(linked):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    place_mask = np.uint64((1 << PLACE_BITS) - 1)
    place = (keys[linked] & place_mask).view(np.int64)
    after = (keys[linked + 1] & place_mask).view(np.int64)
    # Links of one 5-gram follow one another: a run of n - 1 links has n places.
    begins = np.ones(len(linked), bool)
    begins[1:] = linked[1:] != linked[:-1] + 1
    run = np.flatnonzero(begins)
    run_links = np.diff(np.append(run, len(linked)))
    groups = np.add.reduceat(differs(place, after, group), run) + 1
    frequency = np.repeat(np.minimum(groups, MOST), run_links)
    parts = [pack_seeds(place, after, frequency)]
    # Farther pairs of places, of rare 5-grams that have more than two.
    several = np.flatnonzero((run_links > 1) & (run_links < FREQUENT))
    begin, links = run[several], run_links[several]
    left = np.arange(int(links.sum())) + np.repeat(begin - edges_of(links)[:-1], links)
    last = np.repeat(begin + links, links)
    for distance in range(2, FREQUENT):
        reached = left + distance <= last
        left, last = left[reached], last[reached]
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


def differs(place: I64, after: I64, group: I64) -> I64:
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
    packed = second - first
    packed <<= PLACE_BITS
    packed |= first
    packed <<= COUNT_BITS
    packed |= frequency
    return packed.view(np.uint64)


def unpack_seeds(seeds: U64) -> tuple[I64, I64, I64]:
    """First place, second place and frequency of packed seeds."""
    first = (seeds >> np.uint64(COUNT_BITS)) & np.uint64((1 << PLACE_BITS) - 1)
    apart = seeds >> np.uint64(PLACE_BITS + COUNT_BITS)
    frequency = seeds & np.uint64(MOST)
    return first.astype(np.int64), (first + apart).astype(np.int64), frequency.astype(np.int64)
