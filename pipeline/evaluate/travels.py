"""Scores of visits and messages: one to one with gold, then what the matched rows say.

A visit agrees on a visitor, the destination country and the time; a message on sender, recipient,
the group of its kind and the time. Times agree when the periods overlap or one is unknown; the
scores `visits.date` and `messages.date` ask for gold's precision. A gold visit without a named
visitor asks for nothing. A further row for another visitor of a visit that was found is neither
right nor spurious. An exchange of messages is one message in each direction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.evaluate.dataset import Dataset, Line, first_line, grouped
from pipeline.evaluate.dates import agrees, day, overlaps, span_agrees
from pipeline.evaluate.encounters import is_named, same_actor
from pipeline.evaluate.gold import People, Row
from pipeline.evaluate.measures import Book, Post, assign, jaccard
from pipeline.evaluate.meetings import same_place
from pipeline.text import fold


@dataclass
class GoldEvent:
    """A gold visit, or one direction of a gold message."""

    id: str
    row: Row
    actors: list[str]  # visitors; or sender and recipient
    lines: set[Line]
    optional: bool
    post: Post

    @property
    def label(self) -> str:
        when = self.row.get("date_start") or self.row.get("date")
        where = self.row.get("destination_country") or ""
        return f"{self.id} {self.row['kind']} {when} {where}: {', '.join(self.actors)}"


@dataclass
class PredictedEvent:
    """A row of `visits` or `messages` with its sources in gold documents."""

    row: Row
    actors: list[str]  # actor_ids, as above
    lines: set[Line]
    period: tuple[date | None, date | None]
    label: str


class _Names:
    """Whether a predicted actor bears a gold name."""

    def __init__(self, data: Dataset, people: People) -> None:
        self.data = data
        self.people = people

    def same(self, name: str, actor_id: str) -> bool:
        return same_actor(self.people.names(name), fold(name), self.data, actor_id)


def _gold_visits(data: Dataset, people: People) -> list[GoldEvent]:
    found = []
    for visit, rows in grouped(data.gold.of("visits"), "visit").items():
        row = max(rows, key=lambda row: len(row["date_start"] or ""))
        visitors = [name for name in row["visitors"] if is_named(name, people)]
        lines = data.gold_lines(rows)
        optional = not visitors or all(row.get("optional") for row in rows)
        post = data.post(*first_line(lines))
        found.append(GoldEvent(visit, row, visitors, lines, optional, post))
    return found


def _gold_messages(data: Dataset, people: People) -> list[GoldEvent]:
    """Directed messages between named sides; rows of one id are one message."""
    found = []
    for message, rows in grouped(data.gold.of("messages"), "message").items():
        row = max(rows, key=lambda row: len(row["date"] or ""))
        lines = data.gold_lines(rows)
        optional = all(row.get("optional") for row in rows)
        post = data.post(*first_line(lines))
        for sender in row["senders"]:
            for recipient in row["recipients"]:
                sides = [sender, recipient]
                if sender != recipient and all(is_named(name, people) for name in sides):
                    found.append(GoldEvent(message, row, sides, lines, optional, post))
    return found


def _predicted(
    data: Dataset, table: str, key: str, actors: tuple[str, ...], dates: tuple[str, str]
) -> list[PredictedEvent]:
    sources = data.sources(f"{table[:-1]}_sources", key)
    found = []
    for row in data.rows(table):
        if row[key] not in sources:
            continue
        period = day(row[dates[0]]), day(row[dates[1]])
        ids = [row[name] for name in actors]
        names = " to ".join(data.name(actor) for actor in ids)
        label = f"{row['kind']} {period[0]} {row.get('destination_country') or ''}: {names}"
        lines = {line for line, _ in sources[row[key]]}
        found.append(PredictedEvent(row, ids, lines, period, label))
    return found


def _is_goodwill(kind: str) -> bool:
    """Greetings, congratulations and letters are hard to tell apart; condolences are not."""
    return kind != "condolence"


def score_visits(data: Dataset, people: People, book: Book) -> None:
    gold = _gold_visits(data, people)
    predicted = _predicted(data, "visits", "visit_id", ("actor_id",), ("date_start", "date_end"))
    names = _Names(data, people)

    def agree(event: GoldEvent, row: PredictedEvent) -> float:
        told = event.row
        period = told["date_start"], told.get("date_end")
        if (
            told["destination_country"] != row.row["destination_country"]
            or overlaps(period, row.period) is False
            or not any(names.same(name, row.actors[0]) for name in event.actors)
        ):
            return 0.0
        head = names.same(event.actors[0], row.actors[0])
        exact = agrees(period[0], row.period[0], row.row["date_precision"])
        return 1 + 0.3 * head + 0.3 * exact + 0.3 * jaccard(event.lines, row.lines)

    matched, weights = _match(gold, predicted, agree)
    beside = {
        j
        for i, j in weights
        if i in matched and j != matched[i] and predicted[matched[i]].actors != predicted[j].actors
    }
    _count(data, "visits", gold, predicted, matched, beside, book)
    for i, j in sorted(matched.items()):
        if gold[i].optional:
            continue
        told, own = gold[i].row, predicted[j]
        period = told["date_start"], told.get("date_end")
        kind = None if told["kind"] == "unspecified" else told["kind"]
        right_date = span_agrees(period, own.period, own.row["date_precision"])
        places = told["destination_places"] or [None]
        right_place = any(same_place(place, own.row["destination_place"]) for place in places)
        shown = (*map(str, own.period), own.row["date_precision"])
        _judge("visits.date", right_date, gold[i], period, shown, book)
        _judge("visits.kind", kind == own.row["kind"], gold[i], kind, own.row["kind"], book)
        _judge("visits.place", right_place, gold[i], places, own.row["destination_place"], book)
        status = told["status"] == own.row["status"]
        _judge("visits.status", status, gold[i], told["status"], own.row["status"], book)


def score_messages(data: Dataset, people: People, book: Book) -> None:
    gold = _gold_messages(data, people)
    predicted = _predicted(
        data, "messages", "message_id", ("sender_id", "recipient_id"), ("date", "date")
    )
    names = _Names(data, people)

    def agree(event: GoldEvent, row: PredictedEvent) -> float:
        told = event.row["date"]
        if (
            _is_goodwill(event.row["kind"]) != _is_goodwill(row.row["kind"])
            or overlaps((told, None), _month(row)) is False
            or not all(
                names.same(name, actor)
                for name, actor in zip(event.actors, row.actors, strict=True)
            )
        ):
            return 0.0
        exact = agrees(told, row.period[0], row.row["date_precision"])
        return 1 + 0.3 * exact + 0.3 * jaccard(event.lines, row.lines)

    matched, _ = _match(gold, predicted, agree)
    _count(data, "messages", gold, predicted, matched, set(), book)
    for i, j in sorted(matched.items()):
        if gold[i].optional:
            continue
        told, own = gold[i].row, predicted[j]
        exact = agrees(told["date"], own.period[0], own.row["date_precision"])
        shown = (str(own.period[0]), own.row["date_precision"])
        _judge("messages.date", exact, gold[i], told["date"], shown, book)
        # "exchange of greetings" says greeting.
        kind = "greeting" if told["kind"].startswith("exchange") else told["kind"]
        _judge("messages.kind", kind == own.row["kind"], gold[i], kind, own.row["kind"], book)


def _month(row: PredictedEvent) -> tuple[date | None, date | None]:
    """The period of a message: a month or year stands in the table as its first day."""
    start, precision = row.period[0], row.row["date_precision"]
    if start is None or precision not in ("month", "year"):
        return row.period
    month = 12 if precision == "year" else start.month
    return start, date(start.year, month, 28 if month == 2 else 30)


def _match(
    gold: list[GoldEvent],
    predicted: list[PredictedEvent],
    agree: Callable[[GoldEvent, PredictedEvent], float],
) -> tuple[dict[int, int], dict[tuple[int, int], float]]:
    weights = {}
    for i, event in enumerate(gold):
        for j, row in enumerate(predicted):
            weight = agree(event, row)
            if weight:
                weights[i, j] = weight + (0 if event.optional else 1e5)
    return assign(weights), weights


def _count(
    data: Dataset,
    score: str,
    gold: list[GoldEvent],
    predicted: list[PredictedEvent],
    matched: dict[int, int],
    beside: set[int],
    book: Book,
) -> None:
    book.open(score)
    right = {j for i, j in matched.items() if not gold[i].optional}
    neutral = (set(matched.values()) | beside) - right
    for i, event in enumerate(gold):
        if not event.optional:
            book.found(score, event.post, i in matched)
            if i not in matched:
                book.miss(score, "missed", first_line(event.lines), event.label)
    for j, row in enumerate(predicted):
        if j not in neutral:
            place = first_line(row.lines)
            book.predicted(score, data.post(*place), j in right)
            if j not in right:
                book.miss(score, "spurious", place, row.label)


def _judge(
    score: str, right: bool, event: GoldEvent, wanted: object, predicted: object, book: Book
) -> None:
    book.share(score, event.post, right)
    if not right:
        text = f"{event.label}: {wanted}, predicted {predicted}"
        book.miss(score, "wrong", first_line(event.lines), text)
