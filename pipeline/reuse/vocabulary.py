"""What each distinct word means: levelled key and flags, learnt once, looked up in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from pipeline.reuse.arrays import I64, U8, U32, U64, changes
from pipeline.reuse.levelling import FUNCTION_WORDS, Speller, stem

# Flags of a word, as far as the word alone tells them.
CONTENT = 1  # carries content: no function word, no number
STOCK = 2  # content that the whole genre shares ("cooperation"): weighs less
JOINS = 4  # may be the first part of a double form ("viet nam")

_STEM_HEAD = 4  # letters that tell most words from any stock word

# An entry: a tag of the word's hash, above the flags, above the key. 0 is a free slot.
_KEY_BITS, _FLAG_BITS = 32, 3
_TAG_SHIFT = np.uint64(_KEY_BITS + _FLAG_BITS)


def key_of(word: str) -> int:
    """The 32-bit key of a levelled word. It depends on the word alone."""
    return crc32(word.encode())


class Vocabulary:
    """A hash table of words (open addressing) in one array.

    Seven million look-ups must not pass through Python; it sees each distinct word once. A word
    is told by some fifty bits of its hash: where it stands in the table, and its tag.
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
        self._entry = np.zeros(1 << self._bits, np.uint64)
        # (hashes, entries) in the order of appearance: common words come first, and get the slots
        # they want.
        self._learnt: list[tuple[U64, U64]] = []

    def joined(self, first: int, second: int) -> int:
        """Value of the word that two keys of `joins` make."""
        return self.value_of(self._joined[first, second])

    def value_of(self, word: str) -> int:
        """Key in the low 32 bits, flags above, of one levelled word."""
        return self._values([word])[0]

    def _values(self, words: list[str]) -> list[int]:
        function, heads, stock = self._function, self._stock_heads, self._stock
        values = []
        for word in words:
            flags = 0
            if not (word in function or len(word) < 3 or word[0].isdigit()):
                flags = CONTENT
                if word[:_STEM_HEAD] in heads and stem(word) in stock:
                    flags |= STOCK
            if word in self._join_first:
                flags |= JOINS
            values.append(flags << _KEY_BITS | crc32(word.encode()))
        return values

    def look_up(self, hashes: U64, text: bytes, start: I64, end: I64) -> tuple[U32, U8]:
        """(keys, flags) of words given by the hash of their bytes (odd, so that no tag is 0);
        new words are read from `text`."""
        entry = self._entry.take(self._home(hashes))
        missed = np.flatnonzero(_tag(entry ^ hashes << _TAG_SHIFT))
        if len(missed):
            wanted = hashes[missed]
            slot = self._probe(wanted)
            new = missed[slot < 0]
            if len(new):
                self._learn(hashes[new], text, start[new], end[new])
                # Learning may have moved the others.
                slot = self._probe(wanted)
            entry[missed] = self._entry[slot]
        flag = (entry >> np.uint64(_KEY_BITS)).astype(np.uint8)
        flag &= np.uint8((1 << _FLAG_BITS) - 1)
        return entry.astype(np.uint32), flag

    def _home(self, hashes: U64) -> I64:
        """The slot where the search for a hash begins."""
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _probe(self, hashes: U64) -> I64:
        """Slots of known hashes, -1 for unknown ones."""
        slot = self._home(hashes)
        tag = hashes << _TAG_SHIFT
        found = np.full(len(hashes), -1, np.int64)
        left = np.arange(len(hashes))
        while len(left):
            there = self._entry[slot]
            known = _tag(there ^ tag) == 0
            found[left[known]] = slot[known]
            on = ~known & (there != 0)
            left, tag = left[on], tag[on]
            slot = (slot[on] + 1) & (len(self._entry) - 1)
        return found

    def _learn(self, hashes: U64, text: bytes, start: I64, end: I64) -> None:
        order = np.argsort(hashes)
        first = order[changes(hashes[order])]
        hashes = hashes[first]
        # One character per byte, until it is known which words are more.
        plain = text.decode("latin-1")
        words = [
            plain[a:b] for a, b in zip(start[first].tolist(), end[first].tolist(), strict=True)
        ]
        if not text.isascii():
            words = [
                word if word.isascii() else word.encode("latin-1").decode("utf-8", "replace")
                for word in words
            ]
        values = np.array(self._values(self._speller.level(words)), np.uint64)
        self._count += len(hashes)
        self._learnt.append((hashes, hashes << _TAG_SHIFT | values))
        if 2 * self._count <= len(self._entry):
            self._insert(*self._learnt[-1])
            return
        while 2 * self._count > len(self._entry):
            self._bits += 2
            self._entry = np.zeros(1 << self._bits, np.uint64)
        for known in self._learnt:
            self._insert(*known)

    def _insert(self, hashes: U64, entries: U64) -> None:
        """Give new words their slots: the next free one from home."""
        slot = self._home(hashes)
        while len(entries):
            free = np.flatnonzero(self._entry[slot] == 0)
            self._entry[slot[free]] = entries[free]
            # Of several that want one slot, one has it.
            left = np.flatnonzero(self._entry[slot] != entries)
            entries = entries[left]
            slot = (slot[left] + 1) & (len(self._entry) - 1)


def _tag(entries: U64) -> U64:
    return entries >> _TAG_SHIFT
