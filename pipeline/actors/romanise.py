"""One spelling for names that are romanised in several ways."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.names.lexicon import Lexicon


@lru_cache(maxsize=4)
def _standards(lexicon: Lexicon) -> dict[str, str]:
    standards: dict[str, str] = {}
    for variant, standard in sorted(lexicon.syllables):
        standards.setdefault(variant, standard)
    return standards


def skeleton(key: str, lexicon: Lexicon) -> str:
    """Folded name with Korean syllables in one romanisation: "choi sun hee" → "choe son hui".

    Names of other cultures come back as they are, apart from listed syllables; the country must
    agree before two equal skeletons count as one person.
    """
    standards = _standards(lexicon)
    words = key.split()
    if len(words) > 3:
        return key
    return " ".join(standards.get(word, word) for word in words)


_ARTICLES = frozenset(("al", "el"))
# Letters that differ by the system of romanisation alone, in this order.
_LETTERS = tuple(
    (re.compile(pattern), standard)
    for pattern, standard in (
        (r"(.)\1", r"\1"),
        ("ks", "x"),
        ("q|c(?!h)", "k"),
        ("ou|oo", "u"),
        ("ee", "i"),
        ("dj", "j"),
        ("zh(?=.{4})", "j"),
        ("y(?=[aeou])", "i"),
        ("(?<=[aeo])[yj]$", "i"),
        ("(?<=..)(?:iy|ij|yi|y)$", "i"),
    )
)


@lru_cache(maxsize=1 << 15)
def levelled(key: str) -> str:
    """Folded name in one spelling without Arabic articles: "sergey al jubair" → "sergei jubair"."""
    words = [word for word in key.split() if word not in _ARTICLES]
    return " ".join(_level(word) for word in words)


def _level(word: str) -> str:
    for pattern, standard in _LETTERS:
        word = pattern.sub(standard, word)
    return word


@lru_cache(maxsize=1 << 15)
def consonants(key: str) -> str:
    """The levelled name without vowels inside its words: "mohammed" and "muhamad" → "mhmd"."""
    return " ".join(word[0] + re.sub("[aeiouyh']", "", word[1:]) for word in levelled(key).split())
