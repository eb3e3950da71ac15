"""Regular expressions that are tried only on texts that hold the words they need.

Most patterns of the rules match few sentences, and each search of them reads the whole text. From
the pattern itself follow words without which it cannot match: "(?:held|had) (?:talks|a meeting)"
needs "held" or "had", and "talks" or "meeting". A text is cut into words once for all patterns,
and what a word is needed for is remembered, so that a look costs two operations on integers. The
idea is that of FilteredRE2 (https://github.com/google/re2), with words in place of substrings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, reduce
from operator import or_
from typing import Generic, TypeVar

from pipeline.patterns.beginnings import with_look_ahead
from pipeline.patterns.look import LOOK
from pipeline.patterns.needs import needs

__all__ = ["Pattern", "Rules", "needs"]

T = TypeVar("T")

_look = LOOK.of


class Pattern:
    """A regular expression that reads only texts which hold the words it needs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself, for texts that are known to hold what it needs."""
        return re.compile(with_look_ahead(self.pattern, self.flags), self.flags)

    @cached_property
    def needed(self) -> int:
        """The bits of what the pattern needs, in a look at a text."""
        return reduce(or_, map(LOOK.bit, needs(self.pattern, self.flags)), 0)

    def may_match(self, text: str, besides: str = "") -> bool:
        """Whether the text, with the words `besides`, holds all that the pattern needs."""
        needed = self.needed  # before the look: new needs begin it anew
        return (_look(text) | _look(besides)) & needed == needed

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        needed = self.needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self.compiled.search(text, start, sys.maxsize if end is None else end)
        return None

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        needed = self.needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self.compiled.match(text, start, sys.maxsize if end is None else end)
        return None

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        needed = self.needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self.compiled.finditer(text, start, sys.maxsize if end is None else end)
        return iter(())


def _is_cut(text: str, end: int | None) -> bool:
    """Whether the text ends within a word, so that it may hold what the whole text does not."""
    return end is not None and 0 < end < len(text) and text[end - 1 : end + 1].isalnum()


class Rules(Generic[T]):
    """Patterns with what they mean, asked one after the other."""

    def __init__(self, rules: Iterable[tuple[Pattern, T]]) -> None:
        self._rules = list(rules)

    @cached_property
    def _needed(self) -> list[tuple[int, Pattern, T]]:
        return [(pattern.needed, pattern, meaning) for pattern, meaning in self._rules]

    def finditer(self, text: str) -> Iterator[tuple[re.Match[str], T]]:
        """Matches of the first pattern in the order of the text, then of the next one."""
        rules = self._needed
        look = _look(text)
        for needed, pattern, meaning in rules:
            if look & needed == needed:
                for match in pattern.compiled.finditer(text):
                    yield match, meaning
