"""Words of known names and offices carry no content: names are looked up at all words at once.

A name is a path of keys. All prefixes of all names are kept as hashes, by their number of words;
the places that may begin a name are followed word by word, as long as what was read is a prefix.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from pipeline.reuse.arrays import I64, U8, U64, Bools
from pipeline.reuse.cutting import CAPITAL, plain_words
from pipeline.reuse.levelling import Speller
from pipeline.reuse.vocabulary import CONTENT, key_of
from pipeline.reuse.words import Words

_WORDS_AT_ONCE = 1 << 20
_FACTOR = 0x9E3779B97F4A7C15
_SIEVE = 0xFFFF  # bits of a key by which most words are told from all first words


@dataclass(frozen=True)
class _Prefixes:
    """Hashes of the names' first n words, sorted; `whole` is True where a name ends there."""

    hashes: U64
    whole: Bools


def mask_names(words: Words, names: Iterable[str], speller: Speller) -> Words:
    """The same words, of which those in a known name or office carry no content."""
    keys = [_keys(name, speller) for name in sorted(set(names))]
    if not any(keys):
        return words
    sieve = np.zeros(_SIEVE + 1, bool)
    sieve[[own[0] & _SIEVE for own in keys if own]] = True
    levels = _prefixes(keys)
    flag = words.flag.copy()
    for at in range(0, len(flag), _WORDS_AT_ONCE):
        key = words.key[at : at + _WORDS_AT_ONCE]
        _mask(words, flag, np.flatnonzero(sieve.take(key & np.uint32(_SIEVE))) + at, levels)
    return replace(words, flag=flag)


def _keys(name: str, speller: Speller) -> list[int]:
    return list(map(key_of, speller.level_joined(plain_words(name))))


def _prefixes(names: Iterable[list[int]]) -> list[_Prefixes]:
    """Prefixes of one word, of two words, and so on."""
    levels: list[dict[int, bool]] = []
    for keys in names:
        prefix = 0
        for n, key in enumerate(keys):
            if n == len(levels):
                levels.append({})
            prefix = (prefix ^ key) * _FACTOR & 0xFFFFFFFFFFFFFFFF
            levels[n][prefix] = levels[n].get(prefix, False) or n + 1 == len(keys)
    return [
        _Prefixes(
            np.array(sorted(level), np.uint64), np.array([level[h] for h in sorted(level)], bool)
        )
        for level in levels
    ]


def _mask(words: Words, flag: U8, place: I64, levels: list[_Prefixes]) -> None:
    """Flag the names that begin at some of these places."""
    end = words.offset[np.searchsorted(words.offset, place, side="right")]
    prefix = np.zeros(len(place), np.uint64)
    for n, level in enumerate(levels):
        inside = place + n < end
        place, end, prefix = place[inside], end[inside], prefix[inside]
        prefix = (prefix ^ words.key[place + n]) * np.uint64(_FACTOR)
        slot = np.minimum(np.searchsorted(level.hashes, prefix), len(level.hashes) - 1)
        known = level.hashes[slot] == prefix
        place, end, prefix, slot = place[known], end[known], prefix[known], slot[known]
        named = place[level.whole[slot]]
        for step in range(n + 1):
            part = named + step
            flag[part] = flag[part] & np.uint8(0xFF ^ CONTENT) | np.uint8(CAPITAL)
