"""From tables to event tables: the entry of the event step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pyarrow as pa

from pipeline.meetings import capacity, messages, rows, scene, visits
from pipeline.meetings.candidates import Candidate, Reader, Rejection
from pipeline.meetings.corpus import Actor, read_corpus
from pipeline.meetings.merge import Cluster, merge
from pipeline.meetings.rows import Ids, Row
from pipeline.meetings.story import recalled
from pipeline.reference import Reference
from pipeline.tables import build


@dataclass(frozen=True)
class EventTables:
    """The tables of the event step, each to the contract in `pipeline.tables`."""

    meetings: pa.Table
    meeting_participants: pa.Table
    meeting_sources: pa.Table
    visits: pa.Table
    visit_sources: pa.Table
    messages: pa.Table
    message_sources: pa.Table
    meeting_dyads: pa.Table
    rejected_events: pa.Table


def extract(
    articles: pa.Table,
    passages: pa.Table,
    mentions: pa.Table,
    actors: pa.Table,
    reference: Reference,
) -> EventTables:
    """Meetings, visits and messages that the articles report.

    Takes the tables `articles`, `passages`, `resolved_mentions` and `actors` (the parsed forms of
    the first two do as well). Deterministic: the same tables give the same rows.
    """
    people = {
        row["actor_id"]: Actor(row["actor_id"], row["kind"], row["name"], row["country"])
        for row in actors.select(["actor_id", "kind", "name", "country"]).to_pylist()
    }
    documents = read_corpus(articles, passages, mentions)
    canonical = _canonical(passages)
    found: list[Candidate] = []
    partial: list[Candidate] = []
    rejected: list[Rejection] = []
    trips: list[visits.Trip] = []
    sent: list[messages.Sending] = []
    for own in documents.values():
        reader = Reader(own, people, reference)
        reader.read()
        found += reader.candidates
        partial += reader.partial
        trips += visits.read(reader)
        sent += messages.read(reader)
        rejected += reader.rejections
    capacity.complete(found, people, reference)
    visits.complete(trips, found)
    stays = visits.merge(trips)
    visits.locate(found, stays)
    scene.settle(found, partial, trips, reference)
    visits.place(trips, found)
    visits.date(found, stays)
    clusters = merge(without_retold_titles(found))
    return _tables(clusters, stays, sent, rejected, people, canonical, reference)


def without_retold_titles(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without titles whose article tells the event itself, in other words.

    A title names parties or offices where the text names persons; it becomes a further source of
    the first event of its article (or post) with one of its participants.
    """
    bodies: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if not candidate.is_title:
            for key in (candidate.article.article_id, candidate.article.post_id):
                bodies.setdefault(key, []).append(candidate)
    kept = []
    for candidate in candidates:
        if candidate.is_title:
            near = bodies.get(candidate.article.article_id, []) + bodies.get(
                candidate.article.post_id, []
            )
            ids = candidate.ids()
            shared = [c for c in near if len(ids & c.ids()) >= min(2, len(ids))] or [
                c for c in near if ids & c.ids()
            ]
            if shared:
                shared.sort(key=recalled)  # the story's own event first
                telling = candidate.kind if candidate.kind == "call" else None
                shared[0].supports.append((candidate.sentence, telling))
                continue
        kept.append(candidate)
    return kept


def _canonical(passages: pa.Table) -> dict[str, str]:
    """Duplicate passage → article of the passage that it repeats."""
    if "duplicate_of" not in passages.column_names:
        return {}
    columns = passages.select(["passage_id", "article_id", "duplicate_of"]).to_pydict()
    article_of = dict(zip(columns["passage_id"], columns["article_id"], strict=True))
    return {
        passage: article_of[original]
        for passage, original in zip(columns["passage_id"], columns["duplicate_of"], strict=True)
        if original is not None and original in article_of
    }


def _tables(
    clusters: Sequence[Cluster],
    stays: Sequence[visits.Stay],
    sent: Sequence[messages.Sending],
    rejected: Sequence[Rejection],
    actors: Mapping[str, Actor],
    canonical: Mapping[str, str],
    reference: Reference,
) -> EventTables:
    visit_rows, visit_sources = visits.rows(stays, canonical)
    index = visits.index(stays)
    meeting_rows: list[Row] = []
    participant_rows: list[Row] = []
    source_rows: list[Row] = []
    dyads: list[Row] = []
    travelled: dict[str, set[str]] = {}
    for stay in stays:
        if stay.country:
            travelled.setdefault(stay.visitor, set()).add(stay.country)
    made = [
        _meeting(cluster, index, travelled, actors, canonical, reference) for cluster in clusters
    ]
    _fill_places(made)
    ids = Ids()
    for row, members, _ in made:
        heads = [p["actor_id"] for p in members if p["role"] != "attendee"]
        ids.want(
            rows.readable_id(row["_span"], heads or [p["actor_id"] for p in members]),
            row["kind"] + row["evidence"],
        )
    for meeting_id, (row, members, cluster) in zip(ids.settle(), made, strict=True):
        best = row.pop("_best")
        row.pop("_span")
        row["meeting_id"] = meeting_id
        meeting_rows.append(row)
        participant_rows += [{"meeting_id": meeting_id, **member} for member in members]
        source_rows += rows.sources(cluster.candidates, "meeting_id", meeting_id, best)
        dyads += _dyads(row, members)
    message_rows, message_sources = messages.rows(sent, canonical)
    tables: dict[str, Any] = {
        "meetings": meeting_rows,
        "meeting_participants": participant_rows,
        "meeting_sources": source_rows,
        "visits": visit_rows,
        "visit_sources": visit_sources,
        "messages": message_rows,
        "message_sources": message_sources,
        "meeting_dyads": dyads,
        "rejected_events": _rejected(rejected, source_rows),
    }
    return EventTables(**{name: build(name, table) for name, table in tables.items()})


def _meeting(
    cluster: Cluster,
    index: visits.Index,
    travelled: Mapping[str, set[str]],
    actors: Mapping[str, Actor],
    canonical: Mapping[str, str],
    reference: Reference,
) -> tuple[Row, list[Row], Cluster]:
    ordered = sorted(cluster.candidates, key=rows.quality)
    best = ordered[0]
    members = rows.participants(cluster, actors)
    kind = rows.kind_of(ordered)
    status = "held" if any(c.status == "held" for c in ordered) else "announced"
    dated = next((c.dated for c in ordered if c.dated and c.span == cluster.span), None)
    place = next((c.place for c in ordered if c.place), None)
    country = next(
        (c.country for c in ordered if c.country and (place is None or c.place == place)), None
    )
    stay = None
    if kind != "call":
        stay = index.during(members, cluster.span, country, best)
        if stay is None and country is None and status == "held" and not best.in_speech:
            stay = _unnamed_host(members, index, travelled, best)
            country = stay.country if stay is not None else None
    if stay is not None and country in (None, stay.country) and _visited(stay, members):
        country = stay.country
        places = {trip.place for trip in stay.trips if trip.place}
        place = place or (min(places) if len(places) == 1 else None)
    if stay is not None:
        capacity.received(members, stay.visitor, stay.country, reference)
    _hosts(members, country, kind)
    names = [actors[m["actor_id"]].name for m in members]
    row: Row = {
        "meeting_id": "",
        "kind": kind,
        "status": status,
        **rows.span_columns(cluster.span),
        "date_source": dated.source if dated else None,
        "place": place,
        "country": country,
        "title": _title(best, members, actors) or " and ".join(names),
        "n_participants": len(members),
        "n_sources": rows.n_sources(cluster.candidates, canonical),
        "evidence": rows.evidence(best),
        "visit_id": stay.visit_id if stay else None,
        "cameo": rows.cameo(kind, status, country, {m["country"] for m in members if m["country"]}),
        "_best": best,
        "_span": cluster.span,
    }
    return row, members, cluster


def _unnamed_host(
    members: Sequence[Row], index: visits.Index, travelled: Mapping[str, set[str]], best: Candidate
) -> visits.Stay | None:
    """The visit of the same report during whose days somebody of no stated country was met."""
    if best.span is None or best.span.precision != "day":
        return None
    for member in members:
        if any(other["country"] for other in members if other is not member):
            continue
        for country in sorted(travelled.get(member["actor_id"], ())):
            stay = index.during([member], best.span, country, best)
            if stay is not None and stay.span is not None:
                told = any(trip.article.post_id == best.article.post_id for trip in stay.trips)
                if told and country != member["country"]:
                    return stay
    return None


def _visited(stay: visits.Stay, members: Sequence[Row]) -> bool:
    """Somebody of the visited country took part."""
    return any(m["country"] == stay.country for m in members)


def _hosts(members: Sequence[Row], country: str | None, kind: str) -> None:
    """Host and guests by the place, where no sentence says who received whom."""
    if country is None or kind in ("call", "interview") or any(m["side"] for m in members):
        return
    if len({m["country"] for m in members if m["country"]}) < 2:
        return
    if not any(m["country"] == country for m in members):
        return
    for member in members:
        if member["country"]:
            member["side"] = "host" if member["country"] == country else "guest"


def _title(best: Candidate, members: Sequence[Row], actors: Mapping[str, Actor]) -> str:
    known = {m["actor_id"] for m in members}
    sides = []
    for side in best.sides():
        names = [actors[p.actor_id].name for p in side if p.actor_id in known]
        if not names:
            return ""
        sides.append(" and ".join(names) if len(names) < 3 else f"{names[0]} and others")
    verb = {"call": "calls", "interview": "interviews"}.get(best.kind, "meets")
    return f"{sides[0]} {verb} {sides[1]}"


def _fill_places(made: Sequence[tuple[Row, list[Row], Cluster]]) -> None:
    """The place of a visit's other meetings, where they all agree and the country is the same."""
    by_visit: dict[str, set[str]] = {}
    for row, _, _ in made:
        if row["visit_id"] and row["place"]:
            by_visit.setdefault(row["visit_id"], set()).add(row["place"])
    for row, _, _ in made:
        places = by_visit.get(row["visit_id"] or "", set())
        if (
            row["place"] is None
            and len(places) == 1
            and row["kind"] != "call"
            and row["date_precision"] == "day"
        ):
            row["place"] = next(iter(places))


def _dyads(row: Row, members: Sequence[Row]) -> list[Row]:
    countries = sorted({m["country"] for m in members if m["country"]})
    return [
        {
            "meeting_id": row["meeting_id"],
            "country_a": one,
            "country_b": other,
            "date_start": row["date_start"],
            "kind": row["kind"],
            "status": row["status"],
        }
        for one, other in combinations(countries, 2)
    ]


def _rejected(rejected: Sequence[Rejection], taken: Sequence[Row]) -> list[Row]:
    """Rejections by place in the text, the first of each span."""
    found: dict[tuple[str, int, int], Row] = {}
    for item in rejected:
        passage = item.sentence.passage
        key = (passage.article.document_id, item.start, item.end)
        found.setdefault(
            key,
            {
                "document_id": passage.article.document_id,
                "passage_id": passage.passage_id,
                "char_start": item.start,
                "char_end": item.end,
                "trigger": passage.text[item.start - passage.start : item.end - passage.start],
                "reason": item.reason,
            },
        )
    return list(found.values())
