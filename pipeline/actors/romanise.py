"""One spelling for names that are romanised in several ways."""

from __future__ import annotations

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
