"""One look at a text for any of many substrings, before patterns that cost more."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick


class Signs:
    """Substrings, one of which a text must hold; the case counts."""

    def __init__(self, signs: Iterable[str]) -> None:
        self._finder = AhoCorasick(sorted(signs))

    def __call__(self, text: str) -> bool:
        """Whether the text holds one of them."""
        return bool(self._finder.find_matches_as_indexes(text))
