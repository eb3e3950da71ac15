"""Finding many known phrases in a text at once: whole words, longest match, spans kept.

The automaton reads a levelled text (`pipeline.text.level`), so that typographic quotes, dashes
and spaces match their plain forms; offsets are those of the text given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.text import level

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """`value` of the phrase that stands at [start, end)."""

    start: int
    end: int
    value: T


def spellings(phrase: str, *, capitals: bool = True) -> list[str]:
    """Spellings in which newswire prints a phrase: as given, without diacritics, in capitals.

    Apostrophes are often lost before an s ("Peoples Republic"). Phrases of up to three letters
    get no variant in capitals ("Lao" is not LAO).
    """
    plain = level(phrase)
    forms = [plain, _without_diacritics(plain), plain.replace("'s ", "s ")]
    if capitals and len(phrase) > 3:
        forms += [form.upper() for form in forms]
    return list(dict.fromkeys(forms))


def _without_diacritics(text: str) -> str:
    text = text.replace("đ", "d").replace("Đ", "D").replace("ø", "o").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Gazetteer(Generic[T]):
    """Phrases with a value each. Matching is case-sensitive; give variants as phrases."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values = list(phrases.values())
        # Leftmost-longest would let a match that ends inside a word hide a shorter whole word.
        self._automaton = AhoCorasick(
            [level(phrase) for phrase in phrases], matchkind=MatchKind.Standard
        )

    def find(self, text: str) -> list[Hit[T]]:
        """Hits in text order, without overlap; of two that overlap the earlier, then longer."""
        text = level(text)
        whole = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (
                (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
            )
        ]
        whole.sort()
        hits: list[Hit[T]] = []
        reached = 0
        for start, minus_end, index in whole:
            if start >= reached:
                reached = -minus_end
                hits.append(Hit(start, reached, self._values[index]))
        return hits
