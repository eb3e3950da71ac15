"""Passages of the same words: they always meet.

A 5-gram that stands in many places is paired with its next place only, so two copies of a passage
that consists of such phrases might never be compared. One more key per passage, for all of its
words, brings them together: as many seeds as the passage has 5-grams.
"""

from __future__ import annotations

import numpy as np

from pipeline.reuse.arrays import I64, U64, changes, edges_of
from pipeline.reuse.seeds import FREQUENT, GRAM, MOST, pack_seeds
from pipeline.reuse.words import Words


def identical_pairs(digest: U64) -> tuple[I64, I64]:
    """Indices a < b of equal digests (0 is no digest), in no particular order.

    Up to FREQUENT copies are all paired, more of them each with the next one only.
    """
    order = np.argsort(digest, kind="stable")
    order = order[np.searchsorted(digest[order], np.uint64(0), side="right") :]
    ordered = digest[order]
    begins = np.flatnonzero(changes(ordered))
    copies = np.diff(begins, append=len(ordered))
    repeated = np.repeat(copies > 1, copies)
    order, copies = order[repeated], copies[copies > 1]
    # How many copies come after each.
    after = np.repeat(np.cumsum(copies), copies) - np.arange(len(order)) - 1
    reach = np.where(np.repeat(copies <= FREQUENT, copies), after, np.minimum(after, 1))
    first = np.repeat(np.arange(len(order)), reach)
    second = first + 1 + np.arange(len(first)) - np.repeat(edges_of(reach)[:-1], reach)
    return order[first], order[second]


def seeds_of_identical(a: I64, b: I64, words: Words) -> U64:
    """Seeds of all 5-grams of those of the pairs a < b that have the same words.

    They count as most frequent: the rare ones among them are found as seeds of their own.
    """
    offset = words.offset
    size = offset[a + 1] - offset[a]
    alike = np.flatnonzero((offset[b + 1] - offset[b] == size) & (size >= GRAM))
    a, b, size = a[alike], b[alike], size[alike]
    edges = edges_of(size)
    place = np.arange(edges[-1]) + np.repeat(offset[a] - edges[:-1], size)
    apart = np.repeat(offset[b] - offset[a], size)
    differ = words.key[place] != words.key[place + apart]
    begins = np.ones(len(place), bool)
    for n in range(1, GRAM):
        begins[edges[1:] - n] = False
    if differ.any():
        begins &= np.repeat(~np.logical_or.reduceat(differ, edges[:-1]), size)
    place, apart = place[begins], apart[begins]
    return pack_seeds(place, place + apart, np.full(len(place), MOST))
