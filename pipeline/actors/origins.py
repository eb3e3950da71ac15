"""The country that a personal name itself suggests.

Only for names whose build and family name belong to one country's language; the caller must find
that country in the article too, since a name alone proves no nationality.
"""

from __future__ import annotations

import re

from pipeline.names.evidence import PINYIN
from pipeline.names.lexicon import Lexicon

_VIETNAMESE_MIDDLE = frozenset("thi van duc huu minh quang xuan phu trong hoai thanh".split())


def country_by_name(surface: str, key: str, lexicon: Lexicon) -> str | None:
    """ISO code for a full name: "Shi Taifeng" → CHN, "Truong Thi Mai" → VNM; None for others."""
    words = key.split()
    if len(words) < 2:
        return None
    family = lexicon.family.get(words[0], frozenset())
    if "CHN" in family and len(words) == 2 and PINYIN.fullmatch(words[1]) and len(words[1]) > 3:
        return None if family & {"VNM"} and len(words[1]) < 5 else "CHN"
    if family == {"VNM"} or ("VNM" in family and _VIETNAMESE_MIDDLE & set(words[1:-1])):
        return "VNM"
    if "KOR" in family and re.search(r" \w+-[a-z]+$", surface) and len(words) == 3:
        return "KOR"
    last = lexicon.family.get(words[-1], frozenset())
    if last == {"JPN"} and "JPN" in lexicon.given.get(words[0], frozenset()):
        return "JPN"
    cultures = last | (family if len(words) == 2 else frozenset())
    if len(cultures) == 1 and not cultures & _WIDESPREAD:
        return next(iter(cultures))
    return None


# Family names of these lists are borne in many countries.
_WIDESPREAD = frozenset("CHN VNM KOR PRK JPN USA GBR FRA DEU ESP BRA RUS PAK VEN CUB".split())
