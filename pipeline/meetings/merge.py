"""One event from its many reports.

Candidates are placed one after another, the most exactly dated first. Each looks only at clusters
that share a pair of opposite participants with it (an index by pair, day, post and article), so
the work grows linearly with the number of candidates. What must not merge: different days that
are both stated, a call with a visit in person, an interview with a meeting, and two encounters
that one article tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pipeline.dates import DateSpan, more_exact, overlap
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.story import again, recalled, words_recall

Pair = tuple[str, str]
_PAIRED = 8  # principals of a side that make pairs; the rest of a long list adds nothing
_WINDOW = 45  # days around an article in which an undated report may mean a known event
_NEAR = 14  # days around its article's date in which the article's own undated event lies
_GROUPS = {
    "interview": "interview",
    "call": "call",
    "reception": "occasion",
    "ceremony": "occasion",
    "conference": "conference",
}


def group_of(kind: str) -> str:
    """Kinds of one group can be two words for the same encounter."""
    return _GROUPS.get(kind, "meeting")


@dataclass(eq=False, slots=True)
class Cluster:
    """Candidates taken for one event."""

    candidates: list[Candidate] = field(default_factory=list)
    span: DateSpan | None = None
    groups: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    articles: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def add(self, candidate: Candidate) -> None:
        self.candidates.append(candidate)
        soft = candidate.dated is not None and candidate.dated.inherited and self.span is not None
        if candidate.span is not None and not soft:
            self.span = more_exact(self.span, candidate.span) if self.span else candidate.span
        group = group_of(candidate.kind)
        self.groups.add(group)
        if candidate.country:
            self.grounds.add(candidate.country)
        self.people |= candidate.ids()
        self.countries |= {p.country for p in (*candidate.first, *candidate.second) if p.country}
        key = (candidate.article.document_id, candidate.article.article_id)
        self.articles.setdefault(key, set()).add(group)


def pairs(candidate: Candidate) -> Iterator[Pair]:
    """Pairs of opposite participants, each in alphabetical order."""
    for one in candidate.first[:_PAIRED]:
        for other in candidate.second[:_PAIRED]:
            if one.actor_id != other.actor_id:
                yield (min(one.actor_id, other.actor_id), max(one.actor_id, other.actor_id))


def _rank(item: tuple[int, Candidate]) -> tuple[object, ...]:
    """Best reports first: exact dates, then the article's own story, reprints, many people."""
    index, candidate = item
    span = candidate.span
    width = 4.0 if span is None else {"day": 0, "month": 2, "year": 3}[span.precision]
    if span is not None and span.precision == "day" and span.start != span.end:
        width = 1
    if candidate.dated is not None and candidate.dated.inherited:
        width += 0.5
    kind = 0 if candidate.article.kind == "reprint" else 1
    return (width, candidate.is_title, candidate.in_speech, kind, -len(candidate.ids()), index)


class Merger:
    """Clusters by pair; see the module's text for the order of work."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_day: dict[tuple[Pair, object], list[Cluster]] = {}
        self._by_month: dict[tuple[Pair, int, int], list[Cluster]] = {}
        self._by_year: dict[tuple[Pair, int], list[Cluster]] = {}
        self._by_post: dict[tuple[Pair, str], list[Cluster]] = {}
        self._by_person_post: dict[tuple[str, str], list[Cluster]] = {}

    def place(self, candidate: Candidate) -> None:
        """Put the candidate into the cluster it reports, or into a new one."""
        for cluster in self._nearby(candidate):
            if self._compatible(candidate, cluster):
                before = cluster.span
                cluster.add(candidate)
                self._index(candidate, cluster, before != cluster.span)
                return
        cluster = Cluster()
        self.clusters.append(cluster)
        cluster.add(candidate)
        self._index(candidate, cluster, True)

    def _index(self, candidate: Candidate, cluster: Cluster, moved: bool) -> None:
        for pair in pairs(candidate):
            self._register(self._by_post, (pair, candidate.article.post_id), cluster)
            span = cluster.span
            if span is None:
                continue
            if span.precision == "day":
                day = span.start
                for _ in range(min((span.end - span.start).days, 31) + 1):
                    self._register(self._by_day, (pair, day), cluster)
                    day += timedelta(days=1)
            if span.precision != "year":
                self._register(self._by_month, (pair, span.start.year, span.start.month), cluster)
            self._register(self._by_year, (pair, span.start.year), cluster)
        for actor in candidate.ids():
            self._register(self._by_person_post, (actor, candidate.article.post_id), cluster)

    @staticmethod
    def _register(index: dict[Any, list[Cluster]], key: object, cluster: Cluster) -> None:
        found = index.setdefault(key, [])
        if cluster not in found[-8:]:
            found.append(cluster)

    def _nearby(self, candidate: Candidate) -> Iterator[Cluster]:
        """Clusters that could be the same event, the likeliest first."""
        span, post = candidate.span, candidate.article.post_id
        found: list[Cluster] = []
        for pair in pairs(candidate):
            if candidate.dated is not None and candidate.dated.inherited:
                found += self._by_post.get((pair, post), ())
            if span is None:
                found += reversed(self._by_post.get((pair, post), ()))
                anchor = candidate.anchor
                if anchor is not None and not candidate.is_title:
                    near = self._by_month.get((pair, anchor.start.year, anchor.start.month), ())
                    found += [c for c in near if _within(c, anchor)] if len(near) == 1 else []
            elif span.precision == "day":
                found += self._by_day.get((pair, span.start), ())
                if span.start != span.end:
                    found += self._by_day.get((pair, span.end), ())
                found += [
                    c
                    for c in self._by_month.get((pair, span.start.year, span.start.month), ())[:16]
                    if c.span and (c.span.precision != "day" or c.span.start != c.span.end)
                ]
            elif span.precision == "month":
                found += self._by_month.get((pair, span.start.year, span.start.month), ())[:16]
                found += [
                    c
                    for c in self._by_year.get((pair, span.start.year), ())[:16]
                    if c.span and c.span.precision == "year"
                ]
            else:
                found += self._by_year.get((pair, span.start.year), ())[:16]
        if _weak(candidate):
            for actor in sorted(
                p.actor_id for p in (*candidate.first, *candidate.second) if p.kind == "person"
            ):
                found += [
                    c
                    for c in self._by_person_post.get((actor, post), ())
                    if _fits_weak(candidate, c)
                ]
        seen: set[int] = set()
        for cluster in found:
            if id(cluster) not in seen:
                seen.add(id(cluster))
                yield cluster

    def _compatible(self, candidate: Candidate, cluster: Cluster) -> bool:
        if (
            candidate.span is not None
            and cluster.span is not None
            and not overlap(candidate.span, cluster.span)
            and not _told_loosely(candidate, cluster)
        ):
            return False
        if _at_another_time(candidate, cluster):
            return False
        if candidate.country and cluster.grounds and candidate.country not in cluster.grounds:
            return False
        group = group_of(candidate.kind)
        for special in ("call", "interview"):
            if (group == special) != (special in cluster.groups) and not candidate.is_title:
                return False
        key = (candidate.article.document_id, candidate.article.article_id)
        told = cluster.articles.get(key)
        # One article that tells of talks and of a banquet tells of two encounters.
        if told is not None and group not in told and not candidate.is_title:
            return False
        if len(cluster.groups) > 1 and group not in cluster.groups:
            return False
        if candidate.further and told is not None and candidate.span is None:
            return False
        mixed = candidate.multilateral != any(c.multilateral for c in cluster.candidates)
        if mixed and told is not None and not candidate.is_title:
            return False  # a summit of three and a bilateral meeting beside it
        return not (
            candidate.multilateral != cluster.candidates[0].multilateral
            and len(cluster.people ^ candidate.ids()) > 1
        )


def _at_another_time(candidate: Candidate, cluster: Cluster) -> bool:
    """An article's own undated event is no encounter that the same article or post recalls from
    long before or announces for later; and what it recalls without a date is not its own event."""
    post = candidate.article.post_id
    told = [c for c in cluster.candidates if c.article.post_id == post]
    if candidate.span is not None or not told:
        return False
    if recalled(candidate):
        if candidate.in_speech and not words_recall(candidate):
            return False
        return not any(recalled(c) for c in cluster.candidates)
    span, anchor = cluster.span, candidate.anchor
    if span is None:
        return False
    if candidate.status == "held" and all(c.status == "announced" for c in told):
        return any(again(c) for c in told) or (anchor is not None and span.start > anchor.end)
    looking_back = all(recalled(c) or _long_before_its_article(c) for c in told)
    if anchor is None:
        return looking_back
    return looking_back and (anchor.start - span.end).days > _NEAR


def _long_before_its_article(candidate: Candidate) -> bool:
    span, day = candidate.span, candidate.article.date  # a neighbour's date says too little
    return span is not None and day is not None and (day.start - span.end).days > _WINDOW


def _within(cluster: Cluster, anchor: DateSpan) -> bool:
    return cluster.span is not None and abs((cluster.span.start - anchor.end).days) <= _WINDOW


def _told_loosely(candidate: Candidate, cluster: Cluster) -> bool:
    """An introduction that only takes the story's day for an event its reprint dates exactly."""
    if candidate.dated is None or not candidate.dated.inherited or cluster.span is None:
        return False
    if candidate.article.kind != "introduction":
        return False
    near = abs((cluster.span.start - candidate.dated.span.start).days) <= 7
    post = candidate.article.post_id
    reprints = [c for c in cluster.candidates if c.article.kind == "reprint"]
    return near and any(c.article.post_id == post for c in reprints)


def _weak(candidate: Candidate) -> bool:
    """One side is only an organisation, so that the pair says little."""
    return any(all(p.kind != "person" for p in side) for side in candidate.sides())


def _fits_weak(candidate: Candidate, cluster: Cluster) -> bool:
    countries = {p.country for p in (*candidate.first, *candidate.second) if p.country}
    if candidate.second_country:
        countries.add(candidate.second_country)
    shared = {p.actor_id for p in (*candidate.first, *candidate.second)} & cluster.people
    return bool(shared) and len(countries & cluster.countries) >= min(2, len(countries))


def merge(candidates: Sequence[Candidate] | Iterable[Candidate]) -> list[Cluster]:
    """Clusters of the candidates, one for each event; the order of input does not matter much:
    it only breaks ties, and callers give the order of the text."""
    merger = Merger()
    for _, candidate in sorted(enumerate(candidates), key=_rank):
        merger.place(candidate)
    return merger.clusters
