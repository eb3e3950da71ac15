"""Where an event was: the place of its clause, "here", or the place of the visit it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.countries import find_countries
from pipeline.meetings.corpus import Article
from pipeline.meetings.slots import DATE, ORGANISATION, PLACE, Slot, Slotted
from pipeline.places import Place, lookup_place
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
_CAME_TO = re.compile(
    r"\bwho (?:had |have |has |is |was |are |were )?(?:just )?(?:came|come|travelled|traveled|"
    r"flew|visiting|(?:paying|paid) (?:an? )?(?:\w+ )?visit)"
    r"(?: to| on a visit to)? (?P<where>[^,.;]{3,40})"
)
_FREE_LEFT = re.compile(
    rf"(?:^|[,;:]|\b(?:and|also|later|then|earlier|today|here|[a-z]+ed|met|held|talks|visit)|[{chr(DATE)}"
    rf"-{chr(PLACE + 0xFF)}{chr(ORGANISATION)}-{chr(ORGANISATION + 0xFF)}])\s*$",
    re.I,
)
_SIDELINES = re.compile(r"\b(?:sidelines?|margins|fringes) of [^,;]*$", re.I)
_HERE = re.compile(r"\bhere\b(?!,? (?:is|are|we))")


@dataclass(frozen=True, slots=True)
class Located:
    """A place with its country; either may be unknown."""

    place: str | None
    country: str | None


def _named(place: Place) -> str:
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
    slots = _ranked(view, trigger, region)
    text = view.text[region[0] : region[1]]
    city = next((slot for slot in slots if slot.place is not None), None)
    if city is not None and city.place is not None:
        return Located(_named(city.place), city.place.country)
    if _HERE.search(text):
        article = view.sentence.passage.article
        found = here(article, articles, reference) or capital(
            publisher_country(article.publisher_id, reference), reference
        )
        if found is not None:
            return found
    visited = _CAME_TO.search(view.sentence.text)
    if visited:
        hits = find_countries(visited["where"], reference)
        if hits:
            return Located(None, hits[0].iso3)
    country = next((slot for slot in slots if slot.country is not None), None)
    return Located(None, country.country) if country is not None else None


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
        if not re.match(r"(?:in|at|inside|near)\b", slot.words, re.I):
            continue
        if _TOPIC.search(text[:position]):
            continue
        inside = region[0] <= position < region[1]
        if position >= trigger[1]:
            between = re.sub(
                r"\b(?:after|on|upon|following) (?:his|her|their) arrival\b|\bwhich (?:was|"
                r"were) held\b|\bwhich took place\b",
                "",
                text[trigger[1] : position],
            )
            if not inside or _NOT_THE_EVENT.search(between):
                continue
            cost = len(between)
        else:
            between = text[position + 1 : trigger[0]]
            if re.search(r"[;\"]|\b(?:said|says|told|noted|that)\b", between) or not (
                inside or position < 3
            ):
                continue
            if not _FREE_LEFT.search(text[:position]) and not _SIDELINES.search(text[:position]):
                continue  # "the Games in Hangzhou": the place of something else
            cost = len(between) + 40
        scored.append((cost, position, slot))
    return [slot for _, _, slot in sorted(scored, key=lambda item: item[:2])]
