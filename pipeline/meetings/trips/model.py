"""One report of a trip, and the visit that several reports are taken for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.dates import DateSpan, more_exact
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.references import Party

WIDTH = {"day": 0, "month": 1, "year": 2}


@dataclass(eq=False)
class Trip:
    """One report of one trip.

    `strong`: said in words that mean a visit by themselves; a weak report ("came to", "during the
    visit") needs a date or a destination of its own, or joins a visit that is known. `ongoing`: the
    visitor is there as the article is written. `stated`: the words give the country themselves.
    `earlier`: another visit to the country of the one told before. `trigger`: where its words
    stand in the sentence. `asserted`: said to be made, not only named.
    `length`: its stated days. `begins`: told by its arrival.
    """

    sentence: Sentence
    visitor: Party
    country: str | None
    place: str | None
    span: DateSpan | None
    kind: str | None
    status: str
    purpose: str | None
    anchor: DateSpan | None
    strong: bool
    ongoing: bool = False
    stated: bool = True
    earlier: bool = False
    trigger: tuple[int, int] = (0, 0)
    asserted: bool = True
    length: int | None = None
    begins: bool = False

    @property
    def article(self) -> Article:
        return self.sentence.passage.article


@dataclass(eq=False)
class Stay:
    """Trips taken for one visit."""

    trips: list[Trip] = field(default_factory=list)
    span: DateSpan | None = None
    country: str | None = None
    visit_id: str = ""

    def add(self, trip: Trip) -> None:
        self.trips.append(trip)
        self.country = self.country or trip.country
        if trip.span is not None:
            self.span = _wider(self.span, trip.span)

    def lengthen(self) -> None:
        """The days that one report counts ("a three-day visit") from the arrival in another."""
        lengths = {trip.length for trip in self.trips} - {None}
        span = self.span
        if span is None or span.precision != "day" or span.start != span.end or len(lengths) != 1:
            return
        if any(trip.begins and trip.span == span for trip in self.trips):
            end = span.start + timedelta(days=(lengths.pop() or 1) - 1)
            self.span = DateSpan(span.start, end, "day")

    @property
    def visitor(self) -> str:
        return self.trips[0].visitor.actor_id

    @property
    def posts(self) -> set[str]:
        return {trip.article.post_id for trip in self.trips}

    @property
    def status(self) -> str:
        """What is only named ("P's visit to X") has yet to come where another report announces."""
        held = [trip for trip in self.trips if trip.status == "held"]
        if len(held) == len(self.trips) or any(trip.asserted for trip in held):
            return "held"
        return "announced"

    @property
    def place(self) -> str | None:
        """The one place named; None where several are."""
        places = {trip.place for trip in self.trips if trip.place}
        return places.pop() if len(places) == 1 else None

    def best(self) -> Trip:
        """The report that tells the visit best: in its own words, exact, a reprint's."""

        def key(trip: Trip) -> tuple[object, ...]:
            width = 3 if trip.span is None else WIDTH[trip.span.precision]
            article = trip.article
            title = trip.sentence.passage.kind == "title"
            rank = (article.kind != "reprint", article.document_id, trip.sentence.start)
            return (title, not trip.strong, not trip.stated, width, *rank)

        return min(self.trips, key=key)


def _wider(one: DateSpan | None, other: DateSpan) -> DateSpan:
    """Several days of one visit make its stay; otherwise the more exact date."""
    if one is None:
        return other
    if one.precision == other.precision == "day":
        return DateSpan(min(one.start, other.start), max(one.end, other.end), "day")
    return more_exact(one, other)
