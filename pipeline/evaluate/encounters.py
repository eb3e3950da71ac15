"""Gold and predicted meetings side by side: who is meant, which dates, which sources.

The rules are told at the head of `meetings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.evaluate.dataset import Dataset, Line, first_line, grouped
from pipeline.evaluate.dates import agrees, day, overlaps
from pipeline.evaluate.gold import People, Row, is_written_as_name
from pipeline.evaluate.measures import Post, f1
from pipeline.text import fold

PARTICIPANT_F1 = 0.5


@dataclass(frozen=True)
class Participant:
    """A gold participant; `names` are the folded forms that mean nobody else."""

    name: str
    names: frozenset[str]
    role: str | None
    title: str | None
    country: str | None
    is_person: bool


@dataclass
class GoldMeeting:
    """One gold event; rows of one id in several documents are one event."""

    id: str
    rows: list[Row]
    participants: list[Participant]
    lines: set[Line]
    best: set[Line]
    post: Post

    @property
    def optional(self) -> bool:
        return not self.participants or all(row.get("optional") for row in self.rows)

    @property
    def row(self) -> Row:
        """The row with the most exact date."""
        return max(self.rows, key=lambda row: len(row["date_start"] or ""))

    @property
    def period(self) -> tuple[str | None, str | None]:
        return self.row["date_start"], self.row.get("date_end")

    @property
    def needed(self) -> int:
        """How many participants must agree."""
        persons = sum(participant.is_person for participant in self.participants)
        return min(len(self.participants), 1 if persons < 2 else 2)

    @property
    def label(self) -> str:
        names = ", ".join(participant.name for participant in self.participants)
        return f"{self.id} {self.row['kind']} {self.period[0]}: {names}"


@dataclass
class PredictedMeeting:
    """One row of `meetings` with its participants and its sources in gold documents."""

    row: Row
    participants: list[Row]
    lines: set[Line]
    best: set[Line]
    names: dict[str, str]  # actor_id → name

    @property
    def period(self) -> tuple[date | None, date | None]:
        return day(self.row["date_start"]), day(self.row["date_end"])

    @property
    def label(self) -> str:
        names = ", ".join(self.names.values())
        return f"{self.row['kind']} {self.period[0]}: {names}"


@dataclass
class Comparison:
    """A gold event beside a predicted row."""

    pairs: list[tuple[Participant, Row]] = field(default_factory=list)
    f1: float = 0.0
    date: bool = False  # agrees at the gold's precision
    detects: bool = False

    @property
    def right(self) -> bool:
        return self.detects and self.date


def is_named(name: str, people: People) -> bool:
    """Whether a gold participant is an actor of its set.

    Where the set lists no actors: whether it is written as a name.
    """
    return name in people if people else is_written_as_name(name)


def _participants(rows: Sequence[Row], people: People) -> list[Participant]:
    found: dict[str, Participant] = {}
    for row in rows:
        for told in row["participants"]:
            name = told["name"]
            if is_named(name, people) and fold(name) not in found:
                found[fold(name)] = Participant(
                    name,
                    people.names(name),
                    told.get("role"),
                    told.get("title"),
                    told.get("country"),
                    people.is_person(name),
                )
    return list(found.values())


def gold_meetings(data: Dataset, people: People) -> list[GoldMeeting]:
    found = []
    for meeting, rows in grouped(data.gold.of("meetings"), "meeting").items():
        lines = data.gold_lines(rows)
        best = {(row["document"], row["best_line"]) for row in rows if row.get("best_line")}
        people_there = _participants(rows, people)
        post = data.post(*first_line(lines))
        found.append(GoldMeeting(meeting, rows, people_there, lines, best, post))
    return found


def predicted_meetings(data: Dataset) -> list[PredictedMeeting]:
    """Rows with at least one source in a gold document."""
    sources = data.sources("meeting_sources", "meeting_id")
    participants = grouped(data.rows("meeting_participants"), "meeting_id")
    found = []
    for row in data.rows("meetings"):
        told = sources.get(row["meeting_id"])
        if not told:
            continue
        there = participants.get(row["meeting_id"], [])
        names = {other["actor_id"]: data.name(other["actor_id"]) for other in there}
        lines = {line for line, _ in told}
        best = {line for line, source in told if source["is_best"]}
        found.append(PredictedMeeting(row, there, lines, best, names))
    return found


def same_actor(gold: frozenset[str], name: str, data: Dataset, actor_id: str) -> bool:
    """Whether a predicted actor bears a gold name (`name` folded), or goes by one of its forms."""
    return name in data.forms(actor_id) or fold(data.name(actor_id)) in gold


def pair_participants(
    gold: Sequence[Participant], predicted: Sequence[Row], data: Dataset
) -> list[tuple[Participant, Row]]:
    """One to one; equal names before other forms."""
    pairs: list[tuple[Participant, Row]] = []
    left = list(predicted)
    for by_form in (False, True):
        for participant in gold:
            if any(participant is other for other, _ in pairs):
                continue
            name = fold(participant.name)
            for row in left:
                equal = fold(data.name(row["actor_id"])) == name
                if equal or (
                    by_form and same_actor(participant.names, name, data, row["actor_id"])
                ):
                    pairs.append((participant, row))
                    left.remove(row)
                    break
    return pairs


def compare(gold: GoldMeeting, predicted: PredictedMeeting, data: Dataset) -> Comparison:
    """Participants, date and sources of one pair, by the rules at the head of this module."""
    pairs = pair_participants(gold.participants, predicted.participants, data)
    if not pairs or len(pairs) < gold.needed:
        return Comparison(pairs)
    score = f1(len(pairs) / len(predicted.participants), len(pairs) / len(gold.participants))
    right_date = agrees(gold.period[0], predicted.period[0], predicted.row["date_precision"])
    near = right_date or overlaps(gold.period, predicted.period)
    detects = score >= PARTICIPANT_F1 and bool(near or gold.lines & predicted.lines)
    return Comparison(pairs, score, right_date, detects)


def retells(
    gold: GoldMeeting, predicted: PredictedMeeting, told: Comparison, data: Dataset
) -> bool:
    """Whether a row tells of a gold event with a body in the place of a person."""
    paired = {row["actor_id"] for _, row in told.pairs}
    others = [row["actor_id"] for row in predicted.participants if row["actor_id"] not in paired]
    only_bodies = all(data.actors.get(o, {}).get("kind") == "organisation" for o in others)
    same_day = overlaps(gold.period, predicted.period) is not False
    return bool(paired and gold.lines & predicted.lines) and only_bodies and same_day
