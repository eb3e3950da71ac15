"""Cities, regions and venues named in a text, each with its country.

`reference/places.csv` (capitals, cities of 50,000 people or more from
GeoNames, first-level regions of large countries) and
`reference/place_overrides.csv` (spellings, small towns, regions, venues; its rows win). Names that
are also words, personal names or countries carry the context "in" there: they count only after a
preposition of place, beside their country, or in a dateline. Countries and continents are no
places here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.countries import find_countries
from pipeline.gazetteer import Gazetteer, Hit, spellings
from pipeline.reference import Reference
from pipeline.text import fold, level


class Place(NamedTuple):
    """A place named at [start, end).

    `name` is the usual English name, `kind` "capital", "city", "region" or "venue"; `city` is the
    city itself or the venue's, None for a region. `country` is None where namesakes in several
    countries cannot be told apart.
    """

    start: int
    end: int
    name: str
    country: str | None
    kind: str
    city: str | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    country: str
    kind: str
    city: str | None
    population: int
    free: bool  # counts without a preposition of place
    curated: bool


# A namesake must be this many times larger than the next one to be meant without further words.
_LARGER = 3
_WINDOW = 48
# Countries whose towns are written with their state; elsewhere "Kyiv, Crimea" is a list.
_TOWN_AND_STATE = ("AUS", "CAN", "USA")
_PLACED = re.compile(
    r"""(?<![^\W_])(?:
        in | at | near | outside | around | visit | visits | visited | visiting | toured | reached
      | left
      | hosted[ ]by
      | (?:trip|trips|visit|visits|travel|travels|travell?ed|travell?ing|fly|flew|flown|flying|went|
           go|goes|going|came|come|tour|returned|return|journey|way|moved|headed|heads)
        [ ](?:to|for|of)
      | (?:departed|leave|leaves|leaving|left|arrived|arrives|arrive|arriving)[ ](?:from|for|at|in)
      | (?:returned|returns|returning|return|back|flew|flown|came|travelled)[ ](?:(?:in|home)[ ])?
        from
      | (?:city|cities|town|port|province|capital|region|island|state|resort|village|district|
           governorate|county|prefecture|municipality)(?:[ ]of)?,?
    )[ ](?:(?:the|downtown|central|northern|southern|eastern|western|greater|historic|nearby|
        north|south|east|west)[ ]){0,2}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_AT = re.compile(r"(?<![^\W_])(?:in|near|at|inside|outside)[ ](?:the[ ])?\Z", re.IGNORECASE)
_DATELINE = re.compile(
    r"[ ]?(?:\(|-{1,2}[ ]|[/,][ ]?(?:\d|[A-Z][a-z]{2,8}\.?[ ]\d|[A-Z]{3,9}[ .]))"
)
_BUILDING = re.compile(
    r"[ ](?:Building|House|Hall|Room|Suite|Street|Road|Avenue|Lane|Square|Barracks|Tower|Lounge)\b"
)
_AIRPORT = re.compile(r"[ ](?:International[ ])?Airport\b")
_NAME_PARTICLE = re.compile(r"(?<![^\W_])(?:al|el|as|ad|an|bin|ben)-\Z", re.IGNORECASE)
_LISTED = (" and ", ", ", ", and ", " or ", "/", " - ", "-")
_CAPITAL_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'.-]*)[ ]\Z")
_CAPITAL_AFTER = re.compile(r"[ ](?P<word>[^\W\d_]\w*)")
# Capitalised words beside a place that do not make it part of a longer name.
_HARMLESS_BEFORE = frozenset(
    """
    in at from to near on the visit visits visiting visited greater central downtown east west
    north south eastern western northern southern old metro inner outside around between and or
    of with via for by while after before during since when where as but both between capital
    city province here arrives arrived leaves left january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday
    sunday
    """.split()
)
_HARMLESS_AFTER = frozenset(
    """
    city province municipality prefecture district county state region autonomous governorate
    oblast krai january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug
    sep sept oct nov dec on in to from for with as and after ahead before during by at
    """.split()
)


def find_places(text: str, reference: Reference, country_hint: str | None = None) -> list[Place]:
    """Places in text order, without overlap.

    `country_hint` (ISO alpha-3) chooses among namesakes, after a country that stands beside the
    name ("Hyderabad, Pakistan"); then capitals, curated rows, and much larger cities win. A place
    within a longer name ("Shanghai Cooperation Organization") or after a given name ("Mizuho
    Fukushima") does not count.
    """
    levelled = level(text)
    places: list[Place] = []
    hits = _gazetteer(reference).find(levelled)
    for number, (start, end, candidates) in enumerate(hits):
        if not candidates or _NAME_PARTICLE.search(levelled, max(0, start - 4), start):
            continue
        region = _region_beside(levelled, end, hits[number + 1 : number + 2])
        if region in _TOWN_AND_STATE and all(c.country != region for c in candidates):
            # "Paris, Texas": a town that the gazetteer does not know.
            name = text[start:end]
            places.append(Place(start, end, name, region, "city", name))
            continue
        candidate, beside = _choose(
            levelled, start, end, candidates, reference, region or country_hint
        )
        beside = region or beside
        # "in Colombo and Kandy": what is true of one place is true of the next in the list.
        listed = (
            bool(places)
            and levelled[places[-1].end : start] in _LISTED
            and not _in_longer_name(levelled, end)
        )
        if not (listed or _stands(levelled, start, end, candidate, beside, reference)):
            continue
        places.append(_place(start, end, candidate, candidates, beside or country_hint))
    return places


def lookup_place(name: str, reference: Reference, country: str | None = None) -> Place | None:
    """The place that a phrase names as a whole, whatever its case; None if unknown.

    Serves datelines ("HA NOI") and stated places. Offsets are those of the phrase.
    """
    candidates = _names(reference).get(fold(name))
    if not candidates:
        return None
    return _place(0, len(name), _best(candidates, country), candidates, country)


def _place(
    start: int,
    end: int,
    chosen: _Candidate,
    candidates: tuple[_Candidate, ...],
    hint: str | None,
) -> Place:
    sure = chosen.country == hint or _is_sure(chosen, candidates)
    country = chosen.country if sure else None
    return Place(start, end, chosen.name, country, chosen.kind, chosen.city)


def _rank(candidate: _Candidate) -> tuple[bool, bool, int, str]:
    return (
        candidate.kind == "capital",
        candidate.curated,
        candidate.population,
        candidate.country,
    )


def _best(candidates: tuple[_Candidate, ...], hint: str | None) -> _Candidate:
    hinted = [candidate for candidate in candidates if candidate.country == hint]
    return max(hinted or candidates, key=_rank)


def _is_sure(chosen: _Candidate, candidates: tuple[_Candidate, ...]) -> bool:
    others = [c for c in candidates if c.country != chosen.country]
    return all(
        _rank(chosen)[:2] > _rank(other)[:2] or chosen.population >= _LARGER * other.population
        for other in others
    )


def _choose(
    text: str,
    start: int,
    end: int,
    candidates: tuple[_Candidate, ...],
    reference: Reference,
    hint: str | None,
) -> tuple[_Candidate, str | None]:
    """The candidate meant, and the country named right beside the place, if any."""
    beside = None
    if len(candidates) > 1 or not candidates[0].free:
        beside = _country_beside(text, start, end, reference)
    return _best(candidates, beside or hint), beside


def _region_beside(text: str, end: int, following: list[Hit[tuple[_Candidate, ...]]]) -> str | None:
    """Country of the region in "London, Ontario"; None without one, or for a region's own name."""
    for start, _, candidates in following:
        if start == end + 2 and text[end:start] == ", ":
            regions = {c.country for c in candidates if c.kind == "region"}
            if len(regions) == 1 and _best(candidates, None).kind == "region":
                return regions.pop()
    return None


def _country_beside(text: str, start: int, end: int, reference: Reference) -> str | None:
    """Country in "Hyderabad, Pakistan", "Hyderabad (Pakistan)" or "Pakistan's Hyderabad"."""
    after = text[end : end + _WINDOW]
    if after[:2] in (", ", " ("):
        for hit in find_countries(after, reference)[:1]:
            if hit.start == 2 and hit.form == "name":
                return hit.iso3
    before = text[max(0, start - _WINDOW) : start]
    if before.endswith(("'s ", "s' ")):
        for hit in find_countries(before, reference)[-1:]:
            if before[hit.end :] in ("'s ", "' "):
                return hit.iso3
    return None


def _stands(
    text: str, start: int, end: int, candidate: _Candidate, beside: str | None, reference: Reference
) -> bool:
    """Whether the words around let the name be a place."""
    before = text[max(0, start - _WINDOW) : start]
    if beside == candidate.country:
        return True
    if candidate.kind != "venue" and _BUILDING.match(text, end):
        return False  # "in the Wellington Building", "at Oxford House"
    if candidate.kind == "city" and _AIRPORT.match(text, end) and not candidate.curated:
        return False  # "Bole International Airport" is named after a part of its city
    if _PLACED.search(before):
        return True
    line_start = not before.strip(" ") or before.endswith("\n")
    if line_start and _DATELINE.match(text, end):
        return True
    if candidate.kind == "venue":
        return candidate.free or bool(_AT.search(before))
    if not candidate.free or _in_longer_name(text, end):
        return False
    return candidate.kind == "region" or not _after_name(before, reference)


def _in_longer_name(text: str, end: int) -> bool:
    """ "Shanghai Cooperation …", but not "BEIJING Jan. 2" or "Hanoi Province"."""
    after = _CAPITAL_AFTER.match(text, end)
    if after is None or not after["word"][0].isupper() or text[end - 1].isupper():
        return False
    return after["word"].lower() not in _HARMLESS_AFTER


def _after_name(before: str, reference: Reference) -> bool:
    """Whether a capitalised word stands right before, as a family name would ("Wang Yulin")."""
    match = _CAPITAL_BEFORE.search(before)
    if match is None or not match["word"][0].isupper():
        return False
    word = match["word"].removesuffix("'s")
    if word.lower() in _HARMLESS_BEFORE:
        return False
    return not any(hit.end >= len(word) for hit in find_countries(word, reference))


@lru_cache(maxsize=4)
def _candidates(reference: Reference) -> dict[str, tuple[_Candidate, ...]]:
    """Name → candidates, curated rows in place of generated ones for the same country."""
    by_name: dict[str, dict[str, _Candidate]] = {}
    population: dict[tuple[str, str], int] = {}
    for row in reference.rows("places"):
        people = int(row["population"])
        population[row["place"], row["country"]] = people
        city = None if row["kind"] == "region" else row["place"]
        by_name.setdefault(row["name"], {})[row["country"]] = _Candidate(
            row["place"], row["country"], row["kind"], city, people,
            free=row["context"] != "in", curated=False,
        )  # fmt: skip
    for row in reference.rows("place_overrides"):
        city = {"region": None, "venue": row["city"] or None}.get(row["kind"], row["place"])
        by_name.setdefault(row["name"], {})[row["country"]] = _Candidate(
            row["place"], row["country"], row["kind"], city,
            population.get((row["place"], row["country"]), 0),
            free=row["context"] != "in", curated=True,
        )  # fmt: skip
    return {name: tuple(found.values()) for name, found in by_name.items()}


def _merged(pairs: list[tuple[str, tuple[_Candidate, ...]]]) -> dict[str, tuple[_Candidate, ...]]:
    """Candidates under each key, the best per country first come."""
    merged: dict[str, dict[str, _Candidate]] = {}
    for key, candidates in pairs:
        known = merged.setdefault(key, {})
        for candidate in candidates:
            if candidate.country not in known or _rank(candidate) > _rank(known[candidate.country]):
                known[candidate.country] = candidate
    return {key: tuple(known.values()) for key, known in merged.items()}


@lru_cache(maxsize=4)
def _gazetteer(reference: Reference) -> Gazetteer[tuple[_Candidate, ...]]:
    phrases = _merged(
        [
            (spelling, candidates)
            for name, candidates in _candidates(reference).items()
            for spelling in spellings(name)
        ]
    )
    # A country's name hides the place within it: "Guinea-Bissau", "São Tomé and Príncipe".
    for row in reference.rows("country_names"):
        for spelling in spellings(row["form"]):
            phrases.setdefault(spelling, ())
    return Gazetteer(phrases)


@lru_cache(maxsize=4)
def _names(reference: Reference) -> dict[str, tuple[_Candidate, ...]]:
    return _merged(
        [(fold(name), candidates) for name, candidates in _candidates(reference).items()]
    )
