"""Rows of the visits, and the visit during which a meeting took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.dates import DateSpan, overlap
from pipeline.meetings import rows as row_tools
from pipeline.meetings.candidates import Candidate
from pipeline.meetings.rows import Row
from pipeline.meetings.trips.model import Stay


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
