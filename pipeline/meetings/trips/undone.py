"""Trips that did not take place: their rejections, and the announcements that they take back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.meetings.candidates import Reader, Rejection
from pipeline.meetings.corpus import Sentence
from pipeline.meetings.references import Party
from pipeline.meetings.slots import Slotted
from pipeline.meetings.trips.found import Found
from pipeline.meetings.trips.model import Trip

# "He cancelled an earlier trip": not the one that is announced beside it.
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|previously|last|another|in \d{4})\b[^;,.]{0,30}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Who is said to have given up a trip, and where to; nowhere stated means any."""

    sentence: Sentence
    visitors: frozenset[str]
    countries: frozenset[str]

    def undoes(self, trip: Trip) -> bool:
        """Whether the trip is the one given up: announced beside it, to the same country."""
        return (
            (trip.status == "announced" or (trip.span is None and not trip.asserted))
            and trip.visitor.actor_id in self.visitors
            and (not self.countries or trip.country in (None, *self.countries))
            and trip.article.post_id == self.sentence.passage.article.post_id
        )


def note(reader: Reader, view: Slotted, item: Found, people: Sequence[Party]) -> list[Cancelled]:
    """Enter the expression among the rejections; what it takes back, if it is a cancellation."""
    countries = frozenset(d.country for d in item.destinations if d.country)
    visitors = [p for p in people if not countries or not countries <= {p.country}]
    if not visitors or not (countries or item.unplaced):
        return []
    start, end = view.source(item.start, item.end)
    sentence = view.sentence
    _reject(reader, sentence, start, end, item.reason or "")
    if item.reason != "cancelled" or _ANOTHER.search(view.text[: item.start]):
        return []
    return [Cancelled(sentence, frozenset(p.actor_id for p in visitors), countries)]


def take_back(reader: Reader, trips: Sequence[Trip], cancelled: Sequence[Cancelled]) -> list[Trip]:
    """The trips without announced ones that their article, or another of the post, says are off."""
    kept = []
    for trip in trips:
        if any(one.undoes(trip) for one in cancelled):
            _reject(reader, trip.sentence, *trip.trigger, "cancelled")
        else:
            kept.append(trip)
    return kept


def _reject(reader: Reader, sentence: Sentence, start: int, end: int, reason: str) -> None:
    words = sentence.text[start:end]
    offset = sentence.start
    reader.rejections.append(Rejection(sentence, offset + start, offset + end, words, reason))
