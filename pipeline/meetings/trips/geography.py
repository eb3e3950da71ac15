"""Destinations: which of a sentence's countries and places a word of travel leads to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.countries import country_of, find_countries
from pipeline.meetings import where
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import plain
from pipeline.meetings.references import Party
from pipeline.meetings.slots import PLACE, D, L, R, Slot, Slotted
from pipeline.meetings.trips.words import COUNTRY, DESTINATION
from pipeline.places import Place
from pipeline.reference import Reference


@dataclass(frozen=True, slots=True)
class Destination:
    """A country, with a place where one is named; `dates` are those that stand right behind."""

    country: str | None
    place: str | None
    dates: tuple[Slot, ...] = ()
    venue: bool = False


_CAPITAL = re.compile(r"(?:'s)?\s(?:capital|city)\b(?:\scity)?(?:\sof)?,?")


_OFFICIAL = re.compile(r"\s(?:and\s)?(?:[\w-]+\s){0,3}(?:visits?|trips?|tours?)\b")


def _without_officials(view: Slotted) -> Slotted:
    """ "his official visit" and "the US" are no persons, though "his official" or "us" may be."""
    copy = Slotted(view.sentence, view.text, list(view.offsets), dict(view.slots))
    for match in reversed(list(re.finditer(R, view.text))):
        slot = view.slots[match[0]]
        words = view.sentence.text[slot.start : slot.end]
        adjective = slot.words.endswith((" official", " state")) and "of state" not in slot.words
        if not (words == "US" or (adjective and _OFFICIAL.match(view.text, match.end()))):
            continue
        copy.text = copy.text[: match.start()] + words + copy.text[match.end() :]
        copy.offsets[match.start() : match.end()] = range(slot.start, slot.end)
        del copy.slots[match[0]]
    return copy


# "in Jinja, Uganda": a town that the place data may not know.
_TOWN = re.compile(r"\b(?:in|to|at|visit\w*|toured)\s([A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,2}),\s$")


def _town(match: re.Match[str] | None, country: str) -> Place | None:
    return Place(*match.span(1), match[1], country, "city", match[1]) if match else None


def with_countries(view: Slotted, reference: Reference) -> Slotted:
    """A copy of the slotted sentence in which countries outside any slot are slots too.

    Names ("to China") and the phrase "the Vietnamese capital"; other demonyms are no places.
    """
    source = view.sentence.text
    view = _without_officials(view)
    taken = [(slot.start, slot.end) for char, slot in view.slots.items() if char in view.text]
    copy = Slotted(view.sentence, view.text, list(view.offsets), dict(view.slots))
    at = {offset: index for index, offset in enumerate(view.offsets)}
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    count = 0
    ended = 0  # end of the last country in the source
    for hit in find_countries(source, reference):
        start = hit.start
        first = at.get(start)
        if first is None or first < last or any(a < hit.end and start < b for a, b in taken):
            continue
        if first + hit.end - start > len(view.text) or count > 0xFF:
            continue
        end = hit.end
        capital = _CAPITAL.match(source, end)
        if hit.form != "name" and capital is None:
            continue
        if re.match(r"-(?!based)\w", source[end : end + 2]) or re.search(r"\w-$", source[:start]):
            continue
        end = capital.end() if capital else end
        town = None if capital else _TOWN.search(source[:start])
        if (
            town is not None
            and town.start(1) >= ended
            and not any(a < start and town.start(1) < b for a, b in taken)
        ):
            start, first = town.start(1), first - (start - town.start(1))
        else:
            town = None
        char = chr(COUNTRY + count)
        count += 1
        copy.slots[char] = Slot(
            COUNTRY,
            start,
            end,
            words=source[start:end],
            country=hit.iso3,
            place=_town(town, hit.iso3),
        )
        pieces += [view.text[last:first], char]
        offsets += [*view.offsets[last:first], start]
        last = first + end - start
        ended = end
    copy.text = "".join(pieces) + view.text[last:]
    copy.offsets = offsets + view.offsets[last:]
    return copy


_ADJECTIVES = (
    r"(?:(?:the|neighbou?ring|nearby|friendly|fraternal|brotherly|southern|northern"
    r"|eastern|western|central|coastal"
    r"|capital|city|port|state|province|region|island|town|country|republic|kingdom"
    r"|district|prefecture|emirate|nation|territory|resort|then|latter|of|in|to|both"
    r"|downtown|own)\s){0,6}"
)
_TWICE = r"(?:,?\s(?:twice|three times))?"
_DATES = rf"{D}(?:(?:,| and|, and) {D})*"
_ONE = rf"{_ADJECTIVES}{DESTINATION}(?:'s)?(?:,?\s?{L})?(?:{_TWICE},?\s{_DATES})?"
_SEPARATOR = (
    r"(?:,? and then (?:on )?(?:to )?|, then (?:to )?|,? followed by |, and (?:to )?"
    r"|, (?:to )?| and (?:to |later |also )?| then (?:to )?|,? as well as (?:to )?|/| "
    r"& | or | via | through )"
)
_DESTINATIONS = re.compile(rf"{_ONE}(?:{_SEPARATOR}{_ONE})*", re.I)
_PART = re.compile(
    rf"(?P<where>{DESTINATION})(?P<owned>'s)?(?:,?\s?(?P<inner>{L}))?"
    rf"(?:{_TWICE},?\s(?P<dates>{_DATES}))?"
)
_PREPOSITION = re.compile(
    r"\b(?:to|in|into|of|at|across|through|around|round|including|include|included"
    r"|includes|covering|such as|namely|with stops in|with a stop in|taking in"
    r"|comprising|for)\s$|:\s$|\s-\s$|\($",
    re.I,
)
# What ends the stretch in which a destination may stand.
_STOP = re.compile(
    r"[;\"]|\bthat\b|,? (?:who|which|where|when|while|and (?:said|told|met|held|had|left"
    r"|leaves|flew|departed|returned|headed|travell?ed|went|then|later"
    r"|also|the|will|was|is))\b|\b(?:said|says|told|noted|for talks|following|marking"
    r"|after|before|ahead of|has been|was characteri\w+"
    r"|at the invitation|as (?:part|a|an|the)|to (?:attend|participate|take part"
    r"|discuss|meet|hold|mark|sign|deliver|co-chair|promote|boost|strengthen|deepen"
    r"|prepare|seek|review|celebrate|address)|for (?:an?|the|talks|consultations)"
    r"|aimed|came|comes|since)\b",
    re.I,
)
_INVOLVED = re.compile(
    r"(?:ambassador|envoy|embassy|relations|ties|cooperation|friendship|aid|exports?"
    r"|people|government|support|letter|visa|visas|commitment|assistance|related"
    r"|threat)\s(?:to|of|in|with|for)\s(?:the\s)?$",
    re.I,
)


def _parse(view: Slotted, part: str) -> list[Destination]:
    """The destinations of a list, each country once, with the first place named in it."""
    found: dict[str | None, Destination] = {}
    for match in _PART.finditer(part):
        slot = view.slots[match["where"]]
        if match["owned"] and not match["inner"]:
            continue  # "China's neighbour"
        inner = view.slots[match["inner"]] if match["inner"] else None
        country, place = _of_slot(slot)
        if inner is not None:
            inside, name = _of_slot(inner)
            if slot.kind == COUNTRY and name and inside in (country, None):
                place = place or name
            elif inside != country:
                other = Destination(inside, name)
                found.setdefault(inside, other)
        dates = tuple(s for s in view.of(match["dates"] or "") if s.date is not None)
        known = found.get(country)
        if country is None and place is None:
            continue
        venue = slot.place is not None and slot.place.kind == "venue"
        if known is None:
            found[country] = Destination(country, place, dates, venue)
        else:
            found[country] = Destination(country, known.place or place, known.dates or dates)
    return list(found.values())


def _of_slot(slot: Slot) -> tuple[str | None, str | None]:
    if slot.place is not None:
        return slot.place.country, slot.place.city or slot.place.name
    return slot.country, None


def behind_verb(view: Slotted, position: int) -> list[Destination]:
    """Destinations as the object right behind a verb: "visited China and Vietnam"."""
    match = re.compile(rf"\s?(?:both\s|also\s|only\s|{D}\s)?(?=\S)").match(view.text, position)
    begin = match.end() if match else position
    found = _DESTINATIONS.match(view.text, begin)
    if found is None:
        found = re.compile(rf"(?:in |at )?{_DESTINATIONS.pattern}", re.I).match(view.text, begin)
    return _parse(view, found[0]) if found else _including(view, position, 70)


def behind_noun(view: Slotted, position: int) -> list[Destination]:
    """Destinations behind a noun of travel: "visit this week to China"."""
    text = view.text
    stop = _STOP.search(text, position)
    limit = stop.start() if stop else len(text)
    for found in _DESTINATIONS.finditer(text, position, min(limit, position + 160)):
        before = text[: found.start()]
        words = view.slots[re.search(DESTINATION, found[0])[0]].words  # type: ignore[index]
        inside = re.match(r"(?:in|at|inside)\b", words, re.I) is not None
        if not (inside or _PREPOSITION.search(before)):
            if re.match(r"(?:to|in|of) ", found[0]):
                inside = True
            else:
                continue
        if _INVOLVED.search(before):
            continue
        return _parse(view, found[0])
    return _including(view, position, 150)


_HIM = rf"(?:him|her|them|{R})"
_INCLUDING = re.compile(
    rf"[^;\"]{{0,140}}?\b(?:including|such as|namely|comprising|with stops in|with a "
    rf"stop in|with stopovers? in|taking {_HIM} to"
    rf"|(?:that|which) (?:has |also |will |is to |would )*(?:took|takes?|taken|brought|brings?"
    rf"|leads?|led) {_HIM} to|covering) "
    rf"(?:the )?(?P<list>{_DESTINATIONS.pattern})",
    re.I,
)


def _including(view: Slotted, position: int, width: int) -> list[Destination]:
    """ "toured several countries, including Chile and Peru"."""
    match = _INCLUDING.match(view.text, position)
    if match is None or match.start("list") - position > width:
        return []
    return _parse(view, match["list"])


_FROM = re.compile(
    rf"\s(?:(?:[\w-]+\s){{0,3}}?from"
    rf"|with an? (?:[\w-]+ ){{0,2}}(?:visit|stop|trip|stay) (?:to|in|at))?"
    rf" ?(?:the (?:[\w-]+ ){{0,3}}(?:of )?)?(?P<list>{_DESTINATIONS.pattern})",
    re.I,
)


def first_stop(view: Slotted, position: int) -> list[Destination]:
    """ "begins his tour from Chile", "kicked off her trip with a stop in Peru"."""
    match = _FROM.match(view.text, position)
    return _parse(view, match["list"]) if match else []


def inside_phrase(view: Slotted, words: str, reference: Reference) -> list[Destination]:
    """The destination before its noun: "his China visit", "a Beijing visit", "his Cuban tour"."""
    slots = [slot for slot in view.of(words) if slot.kind in (COUNTRY, PLACE)]
    if not slots:
        last = re.search(r"([A-Z][\w'-]+)\s$", words)
        country = country_of(last[1], reference) if last else None
        return [Destination(country, None)] if country else []
    return _parse(
        view, "".join(char for char in words if char in view.slots and view.slots[char] in slots)
    )


def context(
    sentence: Sentence,
    visitor: Party,
    hosts: Sequence[Party],
    articles: Sequence[Article],
    reference: Reference,
    *,
    anyone: bool = False,
) -> Destination | None:
    """Where a visitor is whose report does not say it: the dateline's country, else the host's.

    None unless that country is known not to be the visitor's own; with `anyone`, unless it is
    known to be.
    """
    if visitor.country is None and not hosts and not anyone:
        return None
    article = sentence.passage.article
    here = where.here(article, [article], reference)
    if here is not None and here.country is not None:
        return Destination(here.country, here.place) if here.country != visitor.country else None
    published = where.publisher_country(article.publisher_id, reference)
    if visitor.country is None:
        return None
    if published is not None and published != visitor.country:
        return Destination(published, None)
    countries = {p.country for p in hosts if p.country}
    if len(countries) == 1 and visitor.country not in countries:
        return Destination(countries.pop(), None)
    other = where.here(article, articles, reference)
    if other is not None and other.country not in (None, visitor.country):
        return Destination(other.country, other.place)
    return None


def elsewhere(view: Slotted, position: int) -> bool:
    """The noun has a destination that is no country or place that we know ("to the region")."""
    after = plain(view.text[position : position + 60])
    match = re.match(r"[^,;.\"]{0,25}?\bto (?P<what>[^,;.\"]{0,40})", after)
    return match is not None and _NO_GOAL.match(match["what"]) is None


# "a tour of Central Asia", "his visit to five African nations": countries may be named later.
_REGION = re.compile(
    r"[^,;.\"]{0,25}?\b(?:to|of|in) (?:the )?(?:[\w-]+ ){0,3}?(?:asia|africa|europe|america"
    r"|americas"
    r"|east|gulf|caribbean|pacific|balkans|caucasus|maghreb|sahel|levant|region|countries|nations"
    r"|states|capitals)\b",
    re.I,
)


def to_region(view: Slotted, position: int) -> bool:
    """The noun leads to a region or a number of countries."""
    return _REGION.match(plain(view.text[position : position + 80])) is not None


# Behind "visit to": an aim, or words for a country that the sentence does not name.
_NO_GOAL = re.compile(
    r"(?:attend|participate|take|discuss|meet|hold|mark|sign|deliver|co-chair|promote"
    r"|the (?:two|three|four|country|island|capital|region|\w+ countries)"
    r"|(?:two|three|four|several|a number)|his|her|their|our|that country|this country)\b"
)
