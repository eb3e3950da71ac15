"""One report of one encounter, and what looked like one and is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.dates import DateSpan
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.references import Party
from pipeline.meetings.when import Dated


@dataclass(eq=False, slots=True)
class Candidate:
    """One report of one encounter. `first` and `second` are its sides, `attendees` the others."""

    sentence: Sentence
    kind: str
    form: str
    status: str
    first: list[Party]
    second: list[Party]
    attendees: list[Party] = field(default_factory=list)
    dated: Dated | None = None
    place: str | None = None
    country: str | None = None
    located: bool = True  # the country is stated, not inferred from a visit
    host: str | None = None
    further: bool = False
    is_title: bool = False
    in_speech: bool = False
    anchor: DateSpan | None = None
    trigger: tuple[int, int] = (0, 0)
    second_country: str | None = None
    multilateral: bool = False
    supports: list[tuple[Sentence, str | None]] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return self.sentence.passage.article

    @property
    def span(self) -> DateSpan | None:
        return self.dated.span if self.dated else None

    def sides(self) -> tuple[list[Party], list[Party]]:
        return self.first, self.second

    def ids(self) -> set[str]:
        return {p.actor_id for p in (*self.first, *self.second, *self.attendees)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """What looked like a meeting and is none: its sentence span, trigger words and the reason."""

    sentence: Sentence
    start: int
    end: int
    trigger: str
    reason: str
