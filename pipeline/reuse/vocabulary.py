"""What each distinct word means: levelled key and flags, learnt once, looked up in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from pipeline.reuse.arrays import I64, U8, U32, U64, changes, edges_of
from pipeline.reuse.levelling import FUNCTION_WORDS, Speller, stem

# Flags of a word, as far as the word alone tells them.
CONTENT = 1  # carries content: no function word, no number
STOCK = 2  # content that the whole genre shares ("cooperation"): weighs less
JOINS = 4  # may be the first part of a double form ("viet nam")

_HEAD = 4  # letters that tell most words from any stock word
_SHORT = 3  # words of fewer letters carry no content

# An entry: a tag of the word's hash, above the flags, above the key. 0 is a free slot.
_KEY_BITS, _FLAG_BITS = 32, 3
_TAG_SHIFT = np.uint64(_KEY_BITS + _FLAG_BITS)
_NEXT_TAG = np.uint64(1 << (_KEY_BITS + _FLAG_BITS))


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
        self._function = frozenset(speller.level(sorted(FUNCTION_WORDS)))
        doubles = sorted(speller.double.items())
        # Pairs of keys that are one word, packed and sorted.
        joins = {key_of(a) << 32 | key_of(b): joined for (a, b), joined in doubles}
        self.joins: U64 = np.array(sorted(joins), np.uint64)
        self._join_first = frozenset(first for first, _ in speller.double)
        # How words begin that may be more than content. (A stem ends after a head at the earliest,
        # and may lack an "e".)
        stems = self._stock | {each + "e" for each in self._stock}
        special = self._function | self._join_first | stems
        self._special_heads = frozenset(each[:_HEAD] for each in special)
        self._joined = {pair: self.value_of(joined) for pair, joined in joins.items()}
        self._count = 0
        self._bits = 14
        self._entry = np.zeros(1 << self._bits, np.uint64)
        # (hashes, entries) in the order of appearance: common words come first, and get the slots
        # they want.
        self._learnt: list[tuple[U64, U64]] = []

    def joined(self, first: int, second: int) -> int:
        """Value of the word that two keys of `joins` make."""
        return self._joined[first << 32 | second]

    def value_of(self, word: str) -> int:
        """Key in the low 32 bits, flags above, of one levelled word."""
        return self._flags(word) << _KEY_BITS | key_of(word)

    def _values(self, words: list[str]) -> U64:
        keys = map(crc32, "\n".join(words).encode().split(b"\n"))
        values = np.fromiter(keys, np.uint64, len(words))
        heads = self._special_heads
        special = [
            n
            for n, word in enumerate(words)
            if word[:_HEAD] in heads or len(word) < _SHORT or not word[0].isalpha()
        ]
        flags = np.full(len(words), CONTENT, np.uint64)
        flags[special] = [self._flags(words[n]) for n in special]
        values |= flags << np.uint64(_KEY_BITS)
        return values

    def _flags(self, word: str) -> int:
        flags = 0
        if not (word in self._function or len(word) < _SHORT or word[0].isdigit()):
            flags = STOCK | CONTENT if stem(word) in self._stock else CONTENT
        return flags | JOINS if word in self._join_first else flags

    def look_up(self, hashes: U64, text: bytes, start: I64, end: I64) -> tuple[U32, U8]:
        """(keys, flags) of words given by the hash of their bytes (odd, so that no tag is 0);
        new words are read from `text`."""
        entry = self._entry.take(self._home(hashes))
        missed = np.flatnonzero((entry ^ hashes << _TAG_SHIFT) >= _NEXT_TAG)
        if len(missed):
            found = self._probe(hashes[missed])
            entry[missed] = found
            new = missed[found == 0]
            if len(new):
                entry[new] = self._learn(hashes[new], text, start[new], end[new])
        flag = (entry >> np.uint64(_KEY_BITS)).astype(np.uint8)
        flag &= np.uint8((1 << _FLAG_BITS) - 1)
        return entry.astype(np.uint32), flag

    def _home(self, hashes: U64) -> I64:
        """The slot where the search for a hash begins."""
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _probe(self, hashes: U64) -> U64:
        """Entries of known hashes, 0 for unknown ones."""
        slot = self._home(hashes)
        tag = hashes << _TAG_SHIFT
        found = np.zeros(len(hashes), np.uint64)
        left = np.arange(len(hashes))
        while len(left):
            there = self._entry.take(slot)
            other = (there ^ tag) >= _NEXT_TAG
            found[left] = there
            other &= there != 0
            left, tag = left[other], tag[other]
            slot = (slot[other] + 1) & (len(self._entry) - 1)
        return found

    def _learn(self, hashes: U64, text: bytes, start: I64, end: I64) -> U64:
        """Entries of new words, which are in the table from now on."""
        order = np.argsort(hashes)
        ordered = hashes[order]
        begins = changes(ordered)
        first = order[begins]
        learnt = self._learn_distinct(ordered[begins], _cut(text, start[first], end[first]))
        entries = np.empty(len(hashes), np.uint64)
        entries[order] = learnt[np.cumsum(begins) - 1]
        return entries

    def _learn_distinct(self, hashes: U64, words: list[str]) -> U64:
        values = self._values(self._speller.level(words))
        entries = hashes << _TAG_SHIFT | values
        self._count += len(hashes)
        self._learnt.append((hashes, entries))
        if 2 * self._count <= len(self._entry):
            self._insert(hashes, entries)
            return entries
        while 2 * self._count > len(self._entry):
            self._bits += 2
            self._entry = np.zeros(1 << self._bits, np.uint64)
        for known in self._learnt:
            self._insert(*known)
        return entries

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


def _cut(text: bytes, start: I64, end: I64) -> list[str]:
    """The words at these places."""
    if not len(start):
        return []
    size = end - start + 1  # and a byte between the words
    edges = edges_of(size)
    place = np.arange(edges[-1]) + np.repeat(start - edges[:-1], size)
    chars = np.frombuffer(text, np.uint8).take(place)
    chars[edges[1:] - 1] = ord("\n")
    return chars[:-1].tobytes().decode("utf-8", "replace").split("\n")
