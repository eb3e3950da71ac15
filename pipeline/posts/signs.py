"""One look at a text for any of many substrings, before patterns that cost more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick


class Signs:
    """Substrings, one of which a text must hold; the case counts."""

    def __init__(self, signs: Iterable[str]) -> None:
        self._signs = sorted(signs)
        self._finder = BytesAhoCorasick([sign.encode() for sign in self._signs])

    def __call__(self, text: str) -> bool:
        """Whether the text holds one of them."""
        return bool(self._finder.find_matches_as_indexes(text.encode("utf-8", "surrogatepass")))

    def index(self, text: str) -> SignIndex:
        """Where they stand in a long text, for many looks at its parts."""
        return SignIndex(sorted(at for sign in self._signs for at in _places(text, sign)))


class SignIndex:
    """Beginnings of signs in a text, in order."""

    def __init__(self, starts: list[int]) -> None:
        self._starts = starts

    def within(self, start: int, end: int) -> bool:
        """Whether a sign begins in this part of the text."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))
