"""Where an event was: the place that its own clause names, or "here"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.countries import country_of, find_countries
from pipeline.meetings.clause_dates import in_main_clause, reach, without_relative
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.slots import DATE, ORGANISATION, PLACE, Slot, Slotted
from pipeline.places import Place, find_places, lookup_place
from pipeline.reference import Reference

_NOT_THE_EVENT = re.compile(
    r"\b(?:who|which|that|visit(?:ed|s|ing)?|said|says|on cooperation|arriv(?:ed|al)|"
    r"return(?:ed)?|war|conflict|crisis|"
    r"situation|developments|following|after|before|ahead of|based|born|embassy|ambassador|"
    r"invest\w*|to discuss|about|over the)\b",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:cooperation|peace|war|conflict|crisis|situation|stability|developments?|interests|"
    r"settlement|invest\w+|issues?|tensions?|projects?|students|role|elections?|violence|"
    r"ceasefire)\s*$",
    re.I,
)
_VISIT = r"(?:an? |the |his |her )?(?:[\w-]+ ){0,3}visit"
_CAME_TO = re.compile(
    rf"\bwho (?:had |have |has |is |was |are |were )?(?:just |currently |now )?(?:(?:came|come|"
    rf"travell?ed|travell?ing|flew|visiting|arrived|(?:paying|paid|on) {_VISIT})"
    rf"(?: to| in| on {_VISIT} to)?|in(?= (?:the )?[A-Z])) (?P<where>[^,.;]{{3,40}})"
)
_FREE_LEFT = re.compile(
    rf"(?:^|[,;:]|\b(?:and|also|later|then|earlier|today|here|[a-z]+ed|met|held|talks|visit)|[{chr(DATE)}"
    rf"-{chr(PLACE + 0xFF)}{chr(ORGANISATION)}-{chr(ORGANISATION + 0xFF)}])\s*$",
    re.I,
)
_SIDELINES = re.compile(r"\b(?:sidelines?|margins|fringes) of [^,;]*$", re.I)
# "at the Norwegian Embassy in Harare": the embassy is the venue, not the topic.
_AT_EMBASSY = re.compile(
    rf"\b(?:at|in|inside) (?:the|its|his|her|their)(?: [\w'-]+| [{chr(ORGANISATION)}"
    rf"-{chr(ORGANISATION + 0xFF)}]){{0,4}}? (?:embassy|consulate|high commission|mission|"
    r"residence|ambassador's residence)(?: of [\w -]{3,40})?\s*$",
    re.I,
)
_VENUE_FIRST = re.compile(r"^(?:in|at|inside) (?:(?:an?|the|his|her|their) )?[\w' -]{2,40}$", re.I)
_CITY_OF = re.compile(
    r"\b(?:in|at|near) (?:the )?(?:[\w'-]+ ){0,4}(?:city|town|capital|resort|village|port|suburb|"
    r"settlement|province|region|state)(?: city)?(?: of|,)?\s*$",
    re.I,
)
# "at the presidential villa, Abuja"
_VENUE_COMMA = re.compile(
    r"\b(?:at|in|inside) (?:the |his |her |its |their )?(?:[\w'-]+ ){0,4}(?:palace|villa|residence|"
    r"house|office|hotel|ministry|headquarters|building|hall|centre|center|mansion|lodge|"
    r"parliament|castle|resort|embassy|chancellery), $",
    re.I,
)
# A place that no gazetteer has, but that the text calls one.
_NAMED_TOWN = re.compile(
    r"\bin the (?:[\w'-]+ ){0,3}(?:city|town|resort|village|port|suburb|settlement|border post) of "
    r"(?P<name>[^\W\d_][\w'-]+(?: [^\W\d_a-z][\w'-]+)?)"
)
_CAPITAL_OF = re.compile(
    r"\bin the (?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:'s)? capital\b(?! of)"
)
_NAMED_EVENT = re.compile(
    r"\b(?:at|(?:sidelines?|margins|fringes|occasion) of) (?:the |this year's )?(?:\d+\w\w )?"
    r"(?:annual )?(?P<city>[A-Z][\w-]+(?: [A-Z][\w-]+)??) (?:(?:Security|Diplomacy|Economic|Peace|"
    r"Energy|Climate|Investment|Policy|Strategic|International|Defen[cs]e|Book|Media|Trade|"
    r"Innovation|Process) )?(?:Conference|Forum|Summit|Dialogue|Expo|Fair|Festival|Games)\b"
)
_WENT_TO = re.compile(
    r"(?<!to )(?<!will )\b(?:arriv(?:ed|ing|es)(?: (?:on )?\w+day| today| earlier| late)? in|"
    r"visit(?:ed|ing|s)?(?: to)?|trip to|travell?ed to|flew to|"
    r"(?:is|was|are|were)(?: currently| now)? in|landed in|touched down in|stay in)"
    r"\s(?:the (?:[\w-]+ ){0,3})?$",
    re.I,
)
_GONE = re.compile(r"\b(?:left (?:for|[A-Z])|returned|departed|flew (?:on|home|back)|back in)\b")
_IN = re.compile(r"(?:in|at|inside|outside|near)\b", re.I)
_HERE = re.compile(r"\bhere\b(?!,? (?:is|are|we))")


@dataclass(frozen=True, slots=True)
class Located:
    """A place with its country; either may be unknown."""

    place: str | None
    country: str | None


def named(place: Place) -> str:
    """ "Istana Negara, Kuala Lumpur": a venue with its city where that is known."""
    if place.kind == "venue" and place.city and place.city not in place.name:
        return f"{place.name}, {place.city}"
    return place.name


def here(article: Article, articles: Sequence[Article], reference: Reference) -> Located | None:
    """The dateline's place; for an article without, that of a dateline in the same post."""
    siblings = {a.dateline_place for a in articles if a.post_id == article.post_id}
    names = [article.dateline_place, *sorted(name for name in siblings if name)]
    for name in names:
        if name:
            place = lookup_place(name, reference)
            return Located(place.name if place else name, place.country if place else None)
    return None


def capital(country: str | None, reference: Reference) -> Located | None:
    """The capital: where a ministry or party department without dateline says "here"."""
    for row in reference.rows("countries"):
        if row["iso3"] == country and row["capital"]:
            return Located(row["capital"], country)
    return None


def publisher_country(publisher_id: str | None, reference: Reference) -> str | None:
    """Country of a publisher of the reference data that speaks for a state or party."""
    for row in reference.rows("publishers"):
        if row["publisher_id"] == publisher_id and re.search(
            r"\b(?:ministry|department|government|embassy|office|council|party)\b",
            row["name"],
            re.I,
        ):
            return row["country"] or None
    return None


def of_event(
    view: Slotted,
    trigger: tuple[int, int],
    region: tuple[int, int],
    articles: Sequence[Article],
    reference: Reference,
) -> Located | None:
    """Place of the event whose trigger is at `trigger`, from the words inside `region`."""
    region = reach(view, region)
    slots = _ranked(view, trigger, region)
    text = view.text[region[0] : region[1]]
    city = next((slot for slot in slots if slot.place is not None), None)
    if city is not None and city.place is not None:
        return Located(named(city.place), city.place.country)
    if _HERE.search(text):
        article = view.sentence.passage.article
        found = here(article, articles, reference) or capital(
            publisher_country(article.publisher_id, reference), reference
        )
        if found is not None:
            return found
    visited = _CAME_TO.search(view.sentence.text)
    if visited:
        cities = find_places(visited[0], reference)
        if cities and visited["where"].startswith(cities[0].name):
            return Located(named(cities[0]), cities[0].country)
        hits = find_countries(visited["where"], reference)
        if hits:
            return Located(None, hits[0].iso3)
    country = next((slot for slot in slots if slot.country is not None), None)
    if country is not None:
        return Located(None, country.country)
    return _described(text, reference) or _at_named_event(view.sentence.text, reference)


def _described(text: str, reference: Reference) -> Located | None:
    """ "in the Norwegian capital", "in the lakeside town of Kariba"."""
    match = _CAPITAL_OF.search(text)
    if match:
        found = capital(country_of(match["whose"], reference), reference)
        if found is not None:
            return found
    match = _NAMED_TOWN.search(text)
    if match and match["name"][0].isupper():
        place = lookup_place(match["name"], reference)
        return Located(match["name"], place.country if place else None)
    return None


def _at_named_event(text: str, reference: Reference) -> Located | None:
    """ "on the sidelines of the Munich Security Conference": the city in the event's name."""
    match = _NAMED_EVENT.search(text)
    place = lookup_place(match["city"], reference) if match else None
    if place is None or place.kind not in ("capital", "city"):
        return None
    return Located(place.name, place.country)


def went_to(before: str) -> bool:
    """Whether the words before a place say that somebody went there."""
    return _WENT_TO.search(before) is not None


def moves_on(text: str) -> bool:
    """Whether the story leaves the place where it was: "returned", "flew on"."""
    return _GONE.search(text) is not None


def arrived(sentence: Sentence, countries: Container[str], reference: Reference) -> Located | None:
    """The city of one of the countries to which the sentences just before say somebody came."""
    for steps, earlier in enumerate(sentence.passage.article.sentences_before(sentence)):
        if steps > 5 or moves_on(earlier.text):
            return None
        for place in find_places(earlier.text, reference):
            if place.country in countries and went_to(earlier.text[: place.start]):
                return Located(named(place), place.country)
    return None


def _ranked(view: Slotted, trigger: tuple[int, int], region: tuple[int, int]) -> list[Slot]:
    scored: list[tuple[int, int, Slot]] = []
    text = view.text
    for position, char in enumerate(text):
        slot = view.slots.get(char)
        if slot is None or slot.kind != PLACE:
            continue
        if (
            re.match(r"[^;\"]*?,? where\b[^;\"]*$", text[position + 1 : trigger[0]])
            and position < trigger[0]
        ):
            scored.append((20, position, slot))  # "visited Hanoi, where he met B"
            continue
        at_venue = _VENUE_COMMA.search(text, 0, position)
        if not _IN.match(slot.words) and not at_venue and not _CITY_OF.search(text[:position]):
            continue
        if _TOPIC.search(text[:position]):
            continue
        inside = region[0] <= position < region[1]
        if trigger[0] <= position < trigger[1]:
            cost = 0  # "gave an audience at the palace to"
        elif position >= trigger[1]:
            between = re.sub(
                r"\b(?:after|on|upon|following) (?:his|her|their) arrival\b|\bwhich (?:was|"
                r"were) held\b|\bwhich took place\b",
                "",
                text[trigger[1] : position],
            )
            between = _AT_EMBASSY.sub("", without_relative(between))
            if not inside or _NOT_THE_EVENT.search(between):
                continue
            if in_main_clause(view, trigger, position):
                continue
            cost = len(between)
        else:
            between = text[position + 1 : trigger[0]]
            if re.search(r"[;\"]|\b(?:said|says|told|noted|that)\b", between) or not (
                inside or position < 3
            ):
                continue
            before = text[:position]
            if not (
                _FREE_LEFT.search(before)
                or _SIDELINES.search(before)
                or _VENUE_FIRST.match(before.rstrip())
                or _CITY_OF.search(before)
            ):
                continue  # "the Games in Hangzhou": the place of something else
            cost = len(between) + 40
        scored.append((cost, position, slot))
    return [slot for _, _, slot in sorted(scored, key=lambda item: item[:2])]
