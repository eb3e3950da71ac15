"""One look at the words of a text for all patterns: which needs it fulfils."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from pipeline.patterns.needs import DIGIT, MARKS, SLOTS, Need

_WORD = re.compile(rf"[^\W_]+|[{re.escape(MARKS)}\ue000-\uf8ff]")


class Look:
    """Which needs of all patterns a text fulfils: one bit for each."""

    def __init__(self) -> None:
        self._bits: dict[Need, int] = {}
        # Part of a word → the needs it fulfils, by whether it begins and ends the word.
        self._parts: dict[tuple[bool, bool], dict[str, int]] = {
            (begins, ends): {} for begins in (False, True) for ends in (False, True)
        }
        self._of_word = lru_cache(1 << 16)(self._fulfilled)
        self.of = lru_cache(64)(self._of_text)

    def bit(self, need: Need) -> int:
        """The bit of a need, a new one for a need that no pattern had before."""
        if need not in self._bits:
            bit = self._bits[need] = 1 << len(self._bits)
            for part in need:
                known = self._parts[part.begins, part.ends]
                known[part.text] = known.get(part.text, 0) | bit
            self._of_word.cache_clear()
            self.of.cache_clear()
        return self._bits[need]

    def _of_text(self, text: str) -> int:
        return reduce(or_, map(self._of_word, _WORD.findall(text.lower())), 0)

    def _fulfilled(self, word: str) -> int:
        whole = self._parts[True, True]
        if ord(word[0]) in SLOTS:
            return whole.get(chr(ord(word) & 0xFF00), 0)
        found = whole.get(word, 0)
        if any(map(str.isdecimal, word)):
            found |= self._parts[False, False].get(DIGIT, 0)
        for start in range(len(word)):
            found |= self._parts[False, True].get(word[start:], 0)
            found |= self._parts[True, False].get(word[: start + 1], 0)
            for end in range(start + 1, len(word) + 1):
                found |= self._parts[False, False].get(word[start:end], 0)
        return found


LOOK = Look()
