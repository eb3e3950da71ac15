"""Visits from trips: the same visitor in the same country at a compatible time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dates import DateSpan, overlap
from pipeline.meetings import rows as row_tools
from pipeline.meetings.candidates import Candidate
from pipeline.meetings.corpus import Sentence
from pipeline.meetings.rows import Ids
from pipeline.meetings.trips.model import WIDTH, Stay, Trip
from pipeline.meetings.trips.words import NOUN
from pipeline.text import slug

_GAP = 3  # days between two reports of one visit
_STAY = 14  # days that meetings on one visit may span
_NEAR = 60  # days around an article in which its undated visit may be a known one


def complete(trips: Sequence[Trip], candidates: Sequence[Candidate]) -> None:
    """What a trip's report leaves open is known from the meetings abroad that its post tells of."""
    abroad = _abroad(candidates)
    beside: dict[Sentence, list[Candidate]] = {}
    for candidate in candidates:
        told = candidate.status == "held" and not candidate.in_speech
        if told and candidate.kind not in ("call", "interview"):
            beside.setdefault(candidate.sentence, []).append(candidate)
    for trip in trips:
        told_by_meetings = trip.country is None
        met = abroad.get((trip.visitor.actor_id, trip.article.post_id), [])
        if trip.country is None:
            near = [
                c for c in met if trip.span is None or c.span is None or overlap(trip.span, c.span)
            ]
            if len({c.country for c in near}) != 1:
                continue
            trip.country = near[0].country
            trip.stated = True
        here = [c for c in met if c.country == trip.country] or [
            # "On Monday, in the framework of his trip to X, P met B"
            c
            for c in beside.get(trip.sentence, ())
            if c.country is None and trip.visitor.actor_id in c.ids() and _named(trip)
        ]
        if trip.status == "held":
            _date(trip, here, told_by_meetings)
    place(trips, candidates)


def _named(trip: Trip) -> bool:
    """Told by a noun ("his trip to X"), not by leaving for it once the meeting was over."""
    start, end = trip.trigger
    return re.search(rf"\b{NOUN}\b", trip.sentence.text[start:end], re.I) is not None


def place(trips: Sequence[Trip], candidates: Sequence[Candidate]) -> None:
    """The place of a trip that names none: that of its first meeting there."""
    abroad = _abroad(candidates)
    for trip in trips:
        if trip.place is None and trip.country is not None:
            met = abroad.get((trip.visitor.actor_id, trip.article.post_id), ())
            trip.place = _first_place([c for c in met if c.country == trip.country])


def _abroad(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    """Meetings held in a country that is not the participant's, by participant and post."""
    found: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        if (
            candidate.country is None
            or candidate.in_speech
            or candidate.status != "held"
            or candidate.kind == "call"
        ):
            continue
        for party in (*candidate.first, *candidate.second, *candidate.attendees):
            if party.kind == "person" and party.country not in (None, candidate.country):
                found.setdefault((party.actor_id, candidate.article.post_id), []).append(candidate)
    return found


def _first_place(here: Sequence[Candidate]) -> str | None:
    """The town of the first of the meetings: a visit's column holds one place."""
    placed = [c for c in here if c.place]
    dated = sorted((c.span.start, i) for i, c in enumerate(placed) if c.span is not None)
    first = placed[dated[0][1]] if dated else placed[0] if placed else None
    return first.place.split(", ")[-1] if first is not None and first.place else None


def _date(trip: Trip, here: Sequence[Candidate], told_by_meetings: bool) -> None:
    """Days of the meetings as the days of an undated visit, or within its month."""
    spans = [c.span for c in here if c.span is not None and c.span.precision == "day"]
    if trip.span is not None and trip.span.precision == "month":
        month = trip.span
        spans = [s for s in spans if overlap(month, s)]
    elif trip.span is not None or not (trip.strong or told_by_meetings or trip.anchor):
        return
    elif trip.anchor is not None:
        anchor = trip.anchor
        spans = [s for s in spans if abs((s.start - anchor.end).days) <= _NEAR]
    if not spans:
        return
    span = DateSpan(min(s.start for s in spans), max(s.end for s in spans), "day")
    if (span.end - span.start).days <= _STAY:
        trip.span = span


def merge(trips: Sequence[Trip]) -> list[Stay]:
    """Visits: same visitor, same country, compatible time; undated reports join the nearest."""
    groups: dict[tuple[str, str], list[Stay]] = {}
    ranked = sorted(
        enumerate(trips), key=lambda item: (_width(item[1].span), not item[1].strong, item[0])
    )
    for _, trip in ranked:
        if trip.country is None:
            continue
        stays = groups.setdefault((trip.visitor.actor_id, trip.country), [])
        stay = _matching(trip, stays)
        if stay is None:
            if not _enough(trip):
                continue
            stay = Stay()
            stays.append(stay)
        stay.add(trip)
    result = [stay for stays in groups.values() for stay in stays]
    ids = Ids()
    for stay in result:
        stay.lengthen()
        ids.want(_readable(stay), row_tools.evidence(stay.best()))
    for stay, visit_id in zip(result, ids.settle(), strict=True):
        stay.visit_id = visit_id
    return result


def _width(span: DateSpan | None) -> tuple[int, int]:
    """Exact dates first; of two periods in days the longer one, which takes the others in."""
    return (WIDTH[span.precision], (span.start - span.end).days) if span is not None else (3, 0)


def _enough(trip: Trip) -> bool:
    """Whether the report makes a visit by itself, without another one that it repeats."""
    if trip.sentence.passage.kind == "title" and trip.span is None:
        return trip.strong and trip.stated
    return trip.strong or (trip.span is not None and trip.stated)


def _readable(stay: Stay) -> str:
    where = (stay.country or slug("unknown")).lower()
    return f"{row_tools.readable_id(stay.span, [stay.visitor])}-{where}"


def _matching(trip: Trip, stays: Sequence[Stay]) -> Stay | None:
    if trip.span is None:
        stays = [s for s in stays if not all(t.earlier for t in s.trips)]
        near = [s for s in stays if _near(s, trip) or trip.article.post_id in s.posts]
        own = [s for s in near if any(t.article is trip.article for t in s.trips)]
        return (own or near or [None])[-1]  # type: ignore[list-item]
    for stay in stays:
        if stay.span is None:
            continue
        if overlap(stay.span, trip.span):
            return stay
        if stay.span.precision == trip.span.precision == "day":
            gap = max(
                (trip.span.start - stay.span.end).days, (stay.span.start - trip.span.end).days
            )
            if gap <= _GAP:
                return stay
    return None


def _near(stay: Stay, trip: Trip) -> bool:
    if stay.span is None or trip.anchor is None or stay.span.precision == "year":
        return False
    return abs((stay.span.start - trip.anchor.start).days) <= _NEAR
