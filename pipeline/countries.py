"""Countries and territories named in a text, as ISO 3166-1 alpha-3 codes.

Names, former names, abbreviations, demonyms and adjectives come from
`reference/country_names.csv`. Types there: name, formal, former, demonym; `lookup` forms are too
ambiguous in running text and only answer `country_of`; `block` phrases contain a country's name
without meaning it ("Indian Ocean"); `ambiguous` forms mean more than one country ("Korea") and
give none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import Gazetteer, spellings
from pipeline.reference import Reference
from pipeline.text import fold, level

_SILENT = ("block", "ambiguous")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


class CountryHit(NamedTuple):
    """A country named at [start, end); `form` is "name" or "demonym" (adjectives too)."""

    start: int
    end: int
    iso3: str
    form: str


def find_countries(text: str, reference: Reference) -> list[CountryHit]:
    """Countries named in the text, in text order, without overlap.

    Case counts: "US" and "Turkey" are countries, "us" and "turkey" are not; names in capitals
    ("CHINA") are. Capitals used for governments ("Beijing") are places, not countries.
    """
    hits = []
    for start, end, (iso3, form) in _gazetteer(reference).find(text):
        # "US$5 million" is money.
        if iso3 and text[end : end + 1] != "$":
            hits.append(CountryHit(start, end, iso3, form))
    return hits


def country_of(phrase: str, reference: Reference) -> str | None:
    """ISO code of a phrase that is as a whole a country's name, demonym or adjective.

    A leading "the" and a possessive are ignored, and so is case except in abbreviations of up to
    four letters. None when the phrase means no country, or more than one.
    """
    phrase = _ARTICLE.sub("", _POSSESSIVE.sub("", level(phrase).strip()))
    exact, folded = _lookup(reference)
    return exact.get(phrase) or folded.get(fold(phrase))


@lru_cache(maxsize=4)
def _gazetteer(reference: Reference) -> Gazetteer[tuple[str, str]]:
    phrases: dict[str, tuple[str, str]] = {}
    for row in reference.rows("country_names"):
        if row["type"] == "lookup":
            continue
        form = "demonym" if row["type"] == "demonym" else "name"
        iso3 = "" if row["type"] in _SILENT else row["iso3"]
        for spelling in spellings(row["form"]):
            phrases.setdefault(spelling, (iso3, form))
    return Gazetteer(phrases)


def _is_abbreviation(form: str) -> bool:
    return len(form) <= 4 and form.isupper() and form.isalpha()


@lru_cache(maxsize=4)
def _lookup(reference: Reference) -> tuple[dict[str, str], dict[str, str]]:
    """Exact forms, and folded forms without abbreviations ("us" is a pronoun)."""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for row in reference.rows("country_names"):
        if row["type"] in _SILENT:
            continue
        exact[level(row["form"])] = row["iso3"]
        if not _is_abbreviation(row["form"]):
            folded.setdefault(fold(_ARTICLE.sub("", row["form"])), row["iso3"])
    return exact, folded
