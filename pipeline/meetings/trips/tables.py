"""Rows of the visits, and the visit during which a meeting took place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.dates import DateSpan, overlap
from pipeline.meetings import rows as row_tools
from pipeline.meetings.candidates import Candidate
from pipeline.meetings.rows import Row
from pipeline.meetings.story import recalled
from pipeline.meetings.trips.model import Stay
from pipeline.meetings.when import Dated, just_back


class Index:
    """Visits by visitor."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._by_visitor: dict[str, list[Stay]] = {}
        for stay in stays:
            self._by_visitor.setdefault(stay.visitor, []).append(stay)

    def during(
        self, members: Sequence[Row], span: DateSpan | None, country: str | None, best: Candidate
    ) -> Stay | None:
        """The visit during which the meeting took place: a participant's, then and there."""
        found: list[tuple[int, str, Stay]] = []
        hosts = {m["country"] for m in members if m["country"]}
        for member in members:
            for stay in self._by_visitor.get(member["actor_id"], ()):
                if stay.country != country if country is not None else stay.country not in hosts:
                    continue
                width = _fits(stay, span, best)
                if width is not None:
                    found.append((width, stay.visit_id, stay))
        return min(found, key=lambda item: item[:2])[2] if found else None

    def told_with(self, candidate: Candidate) -> Iterator[Stay]:
        """Visits of participants that the candidate's article tells, to where it may have been."""
        parties = (*candidate.first, *candidate.second, *candidate.attendees)
        hosts = {p.country for p in parties if p.country}
        for party in parties:
            for stay in self._by_visitor.get(party.actor_id, ()):
                if not any(trip.article is candidate.article for trip in stay.trips):
                    continue
                known = candidate.country is not None
                if stay.country == candidate.country if known else stay.country in hosts:
                    yield stay


def _fits(stay: Stay, span: DateSpan | None, best: Candidate) -> int | None:
    """How loosely the visit's days fit those of a meeting; None where they do not."""
    if span is None:
        return None
    if stay.span is not None:
        too_wide = span.precision == "year" and stay.span.precision != "year"
        if too_wide or not overlap(span, stay.span):
            return None
        return (stay.span.end - stay.span.start).days
    told = any(trip.article.post_id == best.article.post_id for trip in stay.trips)
    return 400 if told and not best.in_speech else None


def index(stays: Sequence[Stay]) -> Index:
    """Visits by visitor, for `Index.during`."""
    return Index(stays)


def locate(candidates: Sequence[Candidate], stays: Sequence[Stay]) -> None:
    """Country of meetings held during a visit, where the clause names none: a participant is
    visiting the country of somebody on the other side."""
    by_visitor = Index(stays)
    for candidate in candidates:
        span = candidate.span
        if candidate.country is not None or span is None or span.precision != "day":
            continue
        if candidate.kind == "call":
            continue
        parties = (*candidate.first, *candidate.second)
        members = [{"actor_id": p.actor_id, "country": p.country} for p in parties]
        stay = by_visitor.during(members, span, None, candidate)
        if stay is not None:
            candidate.country = stay.country
            candidate.located = False


_DURING = re.compile(
    r"\b(?:during|in the course of|(?:in|within) the framework of|as part of|while on|on the "
    r"(?:sidelines|margins) of) (?:the|his|her|their|this|that|the same) (?:[\w-]+ ){0,4}"
    r"(?:visit|trip|stay|tour)\b",
    re.I,
)
_ARRIVING = re.compile(
    r"\b(?:on|upon|shortly after|immediately after) "
    r"(?:the (?:day|morning|afternoon|evening|night) of )?(?:his|her|their) arrival\b",
    re.I,
)


def date(candidates: Sequence[Candidate], stays: Sequence[Stay]) -> None:
    """Days of meetings that their article tells as part of a visit whose days it gives.

    "During the visit, A also met B"; "In Praia he was received by C" of one who was there on the
    17th and 18th, though the story has come to a later day.
    """
    by_visitor = Index(stays)
    for candidate in candidates:
        told = candidate.dated
        if candidate.is_title or candidate.in_speech or recalled(candidate):
            continue
        if candidate.kind == "call" or (told is not None and not told.inherited):
            continue
        text = candidate.sentence.text
        arriving = _ARRIVING.search(text) is not None
        during = _DURING.search(text) is not None
        for stay in by_visitor.told_with(candidate):
            span = stay.span
            if span is None or span.precision == "year":
                continue
            there = stay.place is not None and stay.place in (candidate.place or "").split(", ")
            there = there and span.start != span.end  # of one day only the arrival may be known
            there = there and (told is not None or text.startswith("In "))
            if not (during or there or arriving):
                continue
            if span.start == span.end and just_back(candidate.sentence):
                continue  # the day of the return
            if told is not None and overlap(told.span, span):
                continue
            if arriving and span.precision == "day":
                span = DateSpan.of_day(span.start)
            candidate.dated = Dated(span, "context", inherited=True)
            break


def rows(stays: Sequence[Stay], canonical: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows of `visits` and `visit_sources`."""
    visit_rows: list[Row] = []
    source_rows: list[Row] = []
    for stay in stays:
        best = stay.best()
        kinds = [trip.kind for trip in stay.trips if trip.kind]
        ranked = [best, *stay.trips]
        visit_rows.append(
            {
                "visit_id": stay.visit_id,
                "actor_id": stay.visitor,
                "kind": max(sorted(set(kinds)), key=kinds.count) if kinds else None,
                "status": stay.status,
                "destination_country": stay.country,
                "destination_place": next((t.place for t in ranked if t.place), None),
                **row_tools.span_columns(stay.span),
                "purpose": next((t.purpose for t in ranked if t.purpose), None),
                "n_sources": row_tools.n_sources(stay.trips, canonical),
                "evidence": row_tools.evidence(best),
            }
        )
        source_rows += row_tools.sources(stay.trips, "visit_id", stay.visit_id, best)
    return visit_rows, source_rows
