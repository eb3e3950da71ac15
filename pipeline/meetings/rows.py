"""Clusters as rows of the meeting tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.dates import DateSpan, as_text
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Actor
from pipeline.meetings.merge import Cluster
from pipeline.meetings.references import Party

Row = dict[str, Any]
_ROLES = ("delegation_head", "principal", "attendee")
_SPECIFIC = ("talks", "consultation", "courtesy_call", "reception", "ceremony", "conference")

# CAMEO (Gerner, Schrodt, Yilmaz): 036 express intent to meet, 040 consult, 041 discuss by
# telephone, 042 make a visit, 043 host a visit, 044 meet at a third location, 046 negotiate.
CAMEO = {
    "meeting": "040",
    "talks": "046",
    "consultation": "040",
    "courtesy_call": "042",
    "reception": "043",
    "ceremony": "040",
    "conference": "040",
    "interview": "040",
    "call": "041",
}


def cameo(kind: str, status: str, country: str | None, countries: set[str]) -> str:
    """CAMEO code: of the kind, 036 where only announced, 044 in a country of neither side."""
    if status == "announced":
        return "036"
    if (
        country
        and len(countries) > 1
        and country not in countries
        and kind not in ("call", "interview")
    ):
        return "044"
    return CAMEO[kind]


def quality(candidate: Candidate) -> tuple[object, ...]:
    """Sort key: the report that describes the event best comes first."""
    article = candidate.article
    place = 2 if candidate.is_title else 0 if article.kind == "reprint" else 1
    span = candidate.span
    width = 3 if span is None else {"day": 0, "month": 1, "year": 2}[span.precision]
    return (
        candidate.is_title,
        candidate.in_speech,
        place,
        width,
        -len(candidate.ids()),
        article.document_id,
        candidate.sentence.start,
        candidate.trigger,
    )


def kind_of(candidates: Sequence[Candidate]) -> str:
    """The most telling kind: a plain "met" gives way to "held talks" or "hosted a reception"."""
    ordered = sorted(candidates, key=quality)
    told = [c for c in ordered if not c.is_title and not c.in_speech] or ordered
    named = [kind for c in told for _, kind in c.supports if kind]
    for candidate in told:
        if candidate.kind in _SPECIFIC:
            return candidate.kind
    return named[0] if named and told[0].kind == "meeting" else told[0].kind


def participants(cluster: Cluster, actors: Mapping[str, Actor]) -> list[Row]:
    """Union of the reports: strongest role, fullest title; organisations only for an empty side."""
    found: dict[str, list[tuple[Party, str | None]]] = {}
    for candidate in sorted(cluster.candidates, key=quality):
        host = candidate.host
        for name, side in (("first", candidate.first), ("second", candidate.second)):
            where = None if host is None else "host" if name == host else "guest"
            for party in side:
                found.setdefault(party.actor_id, []).append((party, where))
        for party in candidate.attendees:
            found.setdefault(party.actor_id, []).append((party, None))
    people = {p.country for parties in found.values() for p, _ in parties if p.kind == "person"}
    n_people = sum(parties[0][0].kind == "person" for parties in found.values())
    rows = []
    for actor_id, parties in sorted(found.items()):
        party = parties[0][0]
        if party.kind == "organisation" and n_people >= 2:
            continue
        if (
            party.kind == "organisation"
            and party.country in people
            and n_people
            and party.country
            and len(found) > 2
        ):
            continue
        roles = {p.role for p, _ in parties}
        titles = [p.title for p, _ in parties if p.title]
        rows.append(
            {
                "actor_id": actor_id,
                "role": next(role for role in _ROLES if role in roles),
                "title": max(titles, key=len) if titles else None,
                "country": next((p.country for p, _ in parties if p.country), None),
                "side": next((where for _, where in parties if where), None),
            }
        )
    return rows


def sources(members: Iterable[Any], key: str, event_id: str, best: Any) -> list[Row]:
    """Source rows: one for each reporting sentence."""
    seen: dict[tuple[str, int], Row] = {}
    sentences = [member.sentence for member in members]
    sentences += [other for member in members for other, _ in getattr(member, "supports", ())]
    for sentence in sentences:
        row = {
            key: event_id,
            "article_id": sentence.passage.article.article_id,
            "passage_id": sentence.passage.passage_id,
            "char_start": sentence.start,
            "char_end": sentence.end,
            "is_best": sentence is best.sentence,
        }
        seen.setdefault((row["passage_id"], row["char_start"]), row)
    return list(seen.values())


def n_sources(members: Iterable[Any], canonical: Mapping[str, str]) -> int:
    """Distinct articles; a passage that repeats another's counts for the article it repeats.

    `canonical` maps duplicate passages to the article of the passage they repeat.
    """
    return len(
        {
            canonical.get(m.sentence.passage.passage_id, m.sentence.passage.article.article_id)
            for m in members
        }
    )


def evidence(candidate: Any) -> str:
    """The reporting sentence exactly as it stands in the document."""
    sentence = candidate.sentence
    passage = sentence.passage
    start = sentence.start - passage.start
    return str(passage.text[start : start + len(sentence.text)])


def span_columns(span: DateSpan | None) -> Row:
    return {
        "date_start": span.start if span else None,
        "date_end": span.end if span else None,
        "date_precision": span.precision if span else None,
    }


class Ids:
    """Readable ids; those that clash get a short hash of what tells them apart."""

    def __init__(self) -> None:
        self._wanted: list[tuple[str, str]] = []

    def want(self, readable: str, distinct: str) -> None:
        self._wanted.append((readable, distinct))

    def settle(self) -> list[str]:
        """Ids in the order of `want`; a clash changes every id that shares the readable part."""
        counts = Counter(readable for readable, _ in self._wanted)
        used: set[str] = set()
        ids = []
        for readable, distinct in self._wanted:
            name = readable
            if counts[readable] > 1:
                name = f"{readable}-{hashlib.sha256(distinct.encode()).hexdigest()[:6]}"
            while name in used:
                distinct += "+"
                name = f"{readable}-{hashlib.sha256(distinct.encode()).hexdigest()[:6]}"
            used.add(name)
            ids.append(name)
        return ids


def readable_id(span: DateSpan | None, actor_ids: Iterable[str]) -> str:
    """ "2024-01-19-mizuho-fukushima-wang-huning": date and principals in alphabetical order."""
    return "-".join([as_text(span), *sorted(actor_ids)[:4]])
