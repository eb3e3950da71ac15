"""One look at a text for any of many substrings, before patterns that cost more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick


class Signs:
    """Substrings, one of which a text must hold; the case counts."""

    def __init__(self, signs: Iterable[str]) -> None:
        self._finder = AhoCorasick(sorted(signs))

    def __call__(self, text: str) -> bool:
        """Whether the text holds one of them."""
        return bool(self._finder.find_matches_as_indexes(text))

    def index(self, text: str) -> SignIndex:
        """Where they stand in a long text, for many looks at its parts."""
        return SignIndex([start for _, start, _ in self._finder.find_matches_as_indexes(text)])


class SignIndex:
    """Beginnings of signs in a text, in order."""

    def __init__(self, starts: list[int]) -> None:
        self._starts = starts

    def within(self, start: int, end: int) -> bool:
        """Whether a sign begins in this part of the text."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end
