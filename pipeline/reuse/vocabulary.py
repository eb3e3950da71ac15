"""What each distinct word means: levelled key and flags, learnt once, looked up in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from pipeline.reuse.arrays import I64, U64
from pipeline.reuse.levelling import FUNCTION_WORDS, Speller, stem

# Flags of a word, as far as the word alone tells them.
CONTENT = 1  # carries content: no function word, no number
STOCK = 2  # content that the whole genre shares ("cooperation"): weighs less
JOINS = 16  # may be the first part of a double form ("viet nam")

_HALF = np.uint64(32)
_STEM_HEAD = 4  # letters that tell most words from any stock word


def key_of(word: str) -> int:
    """The 32-bit key of a levelled word. It depends on the word alone."""
    return crc32(word.encode())


class Vocabulary:
    """A hash table of words (open addressing) in two arrays.

    Seven million look-ups must not pass through Python; it sees each distinct word once.
    """

    def __init__(self, speller: Speller, stock: Iterable[str] = ()) -> None:
        self._speller = speller
        self._stock = frozenset(map(stem, speller.level(sorted(set(stock)))))
        # How inflected stock words begin: endings go only from what is longer than a head.
        self._stock_heads = frozenset(
            (each + more)[:_STEM_HEAD] for each in self._stock for more in ("", "e")
        )
        self._function = frozenset(speller.level(sorted(FUNCTION_WORDS)))
        self._joined = {
            (key_of(a), key_of(b)): joined for (a, b), joined in sorted(speller.double.items())
        }
        # Pairs of keys that are one word, packed and sorted.
        self.joins: U64 = np.array(sorted(a << 32 | b for a, b in self._joined), np.uint64)
        self._join_first = frozenset(first for first, _ in speller.double)
        self._count = 0
        self._bits = 14
        # By slot; a hash of 0 is a free slot.
        self._hash = np.zeros(1 << self._bits, np.uint64)
        self._value = np.zeros(1 << self._bits, np.uint64)

    def joined(self, first: int, second: int) -> int:
        """Value of the word that two keys of `joins` make."""
        return self.value_of(self._joined[first, second])

    def value_of(self, word: str) -> int:
        """Key in the low 32 bits, flags above, of one levelled word."""
        flags = 0
        if not (word in self._function or len(word) < 3 or word[0].isdigit()):
            flags = CONTENT
            if word[:_STEM_HEAD] in self._stock_heads and stem(word) in self._stock:
                flags |= STOCK
        if word in self._join_first:
            flags |= JOINS
        return flags << 32 | key_of(word)

    def look_up(self, hashes: U64, text: bytes, start: I64, end: I64) -> U64:
        """Values of words given by the hash of their bytes (never 0); new words are read from
        `text`."""
        slot = self._home(hashes)
        missed = np.flatnonzero(self._hash.take(slot) != hashes)
        values = self._value.take(slot)
        if len(missed):
            found = self._probe(hashes[missed])
            new = missed[found < 0]
            if len(new):
                self._learn(hashes[new], text, start[new], end[new])
                found = self._probe(hashes[missed])
            values[missed] = self._value[found]
        return values

    def _home(self, hashes: U64) -> I64:
        """The slot where the search for a hash begins."""
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _probe(self, hashes: U64) -> I64:
        """Slots of known hashes, -1 for unknown ones."""
        slot = self._home(hashes)
        found = np.full(len(hashes), -1, np.int64)
        left = np.arange(len(hashes))
        while len(left):
            there = self._hash[slot]
            known = there == hashes[left]
            found[left[known]] = slot[known]
            on = ~known & (there != 0)
            left = left[on]
            slot = (slot[on] + 1) & (len(self._hash) - 1)
        return found

    def _learn(self, hashes: U64, text: bytes, start: I64, end: I64) -> None:
        hashes, first = np.unique(hashes, return_index=True)
        # One character per byte, until it is known which words are more.
        plain = text.decode("latin-1")
        words = [
            plain[a:b] for a, b in zip(start[first].tolist(), end[first].tolist(), strict=True)
        ]
        words = [
            word if word.isascii() else word.encode("latin-1").decode("utf-8", "replace")
            for word in words
        ]
        values = np.fromiter(map(self.value_of, self._speller.level(words)), np.uint64, len(hashes))
        self._count += len(hashes)
        while 4 * self._count > len(self._hash):
            self._grow()
        self._insert(hashes, values)

    def _grow(self) -> None:
        filled = np.flatnonzero(self._hash)
        hashes, values = self._hash[filled], self._value[filled]
        self._bits += 2
        self._hash = np.zeros(1 << self._bits, np.uint64)
        self._value = np.zeros(1 << self._bits, np.uint64)
        self._insert(hashes, values)

    def _insert(self, hashes: U64, values: U64) -> None:
        """Give new words their slots: the next free one from home."""
        slot = self._home(hashes)
        while len(hashes):
            free = np.flatnonzero(self._hash[slot] == 0)
            self._hash[slot[free]] = hashes[free]
            self._value[slot[free]] = values[free]
            # Of several that want one slot, one has it.
            left = np.flatnonzero(self._hash[slot] != hashes)
            hashes, values = hashes[left], values[left]
            slot = (slot[left] + 1) & (len(self._hash) - 1)
