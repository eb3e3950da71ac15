"""The country of an event by who came to whom: visits, hosts at their own seat, envoys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.countries import find_countries
from pipeline.dates import overlap
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.party import Party
from pipeline.meetings.story import recalled
from pipeline.meetings.trips.model import Trip
from pipeline.meetings.where import Located
from pipeline.reference import Reference

_HOME_VENUE = re.compile(
    r"\bat (?:the |his |her )?(?:[\w-]+ )?(?:presidential palace|presidential residence|palace|"
    r"state house|government house|office|ministry|foreign ministry|ministry of foreign affairs|"
    r"chancellery|parliament|national assembly)\b",
    re.I,
)
# Offices that live in the country to which they are sent.
_RESIDENT = re.compile(
    r"\b(?:ambassador|high commissioner|charg[eé]|nuncio|head of (?:the )?(?:\w+ )?(?:delegation|"
    r"mission))\b",
    re.I,
)
_NOT_RESIDENT = re.compile(
    r"\b(?:at[- ]large|special|roving|goodwill|former|permanent|representative|United Nations|"
    r"UN|EU|refugees|human rights)\b",
    re.I,
)
_SENT_TO = re.compile(r"\b(?:to|in) (?P<where>(?:the )?[A-Z][\w' -]+)$")


def countries_of(parties: Iterable[Party]) -> set[str]:
    return {p.country for p in parties if p.country}


def at_a_seat(text: str) -> bool:
    """Whether the words name somebody's own seat: "at the presidential palace"."""
    return _HOME_VENUE.search(text) is not None


def on_visit(candidate: Candidate, trips: Sequence[Trip]) -> Located | None:
    """The country that a participant visits in the same article, where its people are met."""
    if recalled(candidate):
        return None
    parties = (*candidate.first, *candidate.second)
    found: dict[str, Located] = {}
    for trip in trips:
        if trip.earlier or trip.country is None or trip.country == trip.visitor.country:
            continue
        if trip.status != candidate.status and not trip.ongoing:
            continue
        others = [p for p in parties if p.actor_id != trip.visitor.actor_id]
        if len(others) == len(parties) or not _fits(candidate, trip, countries_of(others)):
            continue
        place = trip.place if candidate.status == "held" else None
        known = found.get(trip.country)
        if known is None or known.place is None:
            found[trip.country] = Located(place, trip.country)
    return next(iter(found.values())) if len(found) == 1 else None


def _fits(candidate: Candidate, trip: Trip, others: set[str]) -> bool:
    """Whether the encounter can be one of the trip: its people are met, or anybody on its days."""
    span = candidate.span
    if span is None:
        return trip.country in others and not _looks_back(trip)
    if trip.span is None:
        return trip.country in others
    if not overlap(span, trip.span):
        return False
    return trip.country in others or span.precision == trip.span.precision == "day"


def _looks_back(trip: Trip) -> bool:
    """Whether the trip was long before its report, or is known by its month or year only."""
    if trip.span is None or trip.anchor is None:
        return False
    return trip.span.precision != "day" or (trip.anchor.start - trip.span.end).days > 14


def visiting(candidate: Candidate) -> Located | None:
    """ "A met visiting Foreign Minister B": the country of A."""
    if candidate.status != "held":
        return None
    if candidate.host in ("first", "second") and _IN_THE_COUNTRY.search(candidate.sentence.text):
        hosts = candidate.first if candidate.host == "first" else candidate.second
        own = countries_of(hosts)
        if len(own) == 1:
            return Located(None, next(iter(own)))
    for guests, hosts in (candidate.sides(), candidate.sides()[::-1]):
        own = countries_of(hosts)
        if len(own) == 1 and any(_VISITING.match(p.title or "") for p in guests):
            return None if own & countries_of(guests) else Located(None, next(iter(own)))
    return None


# "received B, currently visiting the Sultanate"
_IN_THE_COUNTRY = re.compile(
    r"\b(?:visiting|visits?(?: to)?|is in|arrived in|tour of|stay in) (?:the|this|our) "
    r"(?:country|sultanate|kingdom|republic|emirate|state)\b(?! of)",
    re.I,
)
_VISITING = re.compile(r"(?:the )?visiting\b", re.I)


def at_home(candidate: Candidate) -> Located | None:
    """ "received B at the presidential palace": the country of the host, if the guest's differs."""
    if candidate.host not in ("first", "second") or candidate.status != "held":
        return None
    host, guests = candidate.first, candidate.second
    if candidate.host == "second":
        host, guests = guests, host
    own, others = countries_of(host), countries_of(guests)
    if len(own) != 1 or not others or own & others:
        return None
    if not at_a_seat(candidate.sentence.text[candidate.trigger[1] :]):
        return None
    return Located(None, next(iter(own)))


def accredited(candidate: Candidate, reference: Reference) -> Located | None:
    """An ambassador meets people of the country to which he is sent in that country."""
    if candidate.status != "held" or recalled(candidate):
        return None
    sides = [side for side in candidate.sides() if side]
    envoys = [side for side in sides if all(_is_resident(p) for p in side)]
    if len(sides) != 2 or len(envoys) != 1:
        return None
    hosts = sides[0] if sides[1] is envoys[0] else sides[1]
    own = countries_of(hosts)
    if len(own) == 1 and not own & countries_of(envoys[0]):
        return Located(None, next(iter(own)))
    for envoy in envoys[0]:
        sent = _SENT_TO.search(envoy.title or "")
        hits = find_countries(sent["where"], reference) if sent else []
        if hits and hits[0].iso3 != envoy.country:
            return Located(None, hits[0].iso3)
    return None


def _is_resident(party: Party) -> bool:
    title = party.title or ""
    return _RESIDENT.search(title) is not None and _NOT_RESIDENT.search(title) is None
