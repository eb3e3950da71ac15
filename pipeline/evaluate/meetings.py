"""Scores of meetings: each gold event against at most one row, then what the row says of it.

How the contract's definition is read:

- Participants agree by name: the gold name is a name or alias of the predicted actor, or the
  predicted name is a form that belongs to the gold actor alone. Gold participants that are groups
  without a name ("experts from both countries") are no actors and are not asked for.
- A row is *right* when two participants agree (one, where gold names only one person), the F1 of
  its participants is at least 0.5 and its date agrees at the gold's precision; where gold has no
  date, only null agrees. A coarser date than gold's is wrong.
- A row *detects* an event when the participants agree and the periods overlap, or a sentence of
  the gold lines is among its sources. Dates, places and all else are judged on detected events.
- `optional` gold events count neither as missed nor, once detected, as spurious.
- A *duplicate* is a row left over that detects an event that another row was matched to, or that
  names one of its participants beside bodies only ("the delegation of the party") in a sentence
  that reports it, without another date.
- A place or country that gold has only inferred ("inferred from visit") is right when it is
  equal, wrong when another one is given, and not judged when null. A venue that holds the gold
  place as words agrees with it.
"""

from __future__ import annotations

from pipeline.evaluate.causes import Causes
from pipeline.evaluate.dataset import Dataset, first_line
from pipeline.evaluate.dates import span_agrees
from pipeline.evaluate.encounters import (
    Comparison,
    GoldMeeting,
    PredictedMeeting,
    compare,
    gold_meetings,
    predicted_meetings,
    retells,
)
from pipeline.evaluate.gold import People
from pipeline.evaluate.measures import Book, assign, jaccard
from pipeline.evaluate.resolution import office_words
from pipeline.text import fold

_INFERRED = "inferred"


def _weight(gold: GoldMeeting, predicted: PredictedMeeting, told: Comparison) -> float:
    """Asked-for events come before optional ones, then dates, participants and sources decide."""
    return (
        (1 if gold.optional else 1e5)
        + 0.5 * told.date
        + 0.2 * told.f1
        + 0.2 * jaccard(gold.lines, predicted.lines)
    )


def score_meetings(data: Dataset, people: People, book: Book) -> None:
    """Detection and right rows one to one, duplicates, then the fields of detected events."""
    gold, predicted = gold_meetings(data, people), predicted_meetings(data)
    for name in ("meetings", "meetings.detected", "meetings.participants"):
        book.open(name)
    for name in ("date", "place", "country", "kind", "status"):
        book.open(f"meetings.{name}", "share")
    told = {
        (i, j): compare(event, row, data)
        for i, event in enumerate(gold)
        for j, row in enumerate(predicted)
    }

    def repeats(pair: tuple[int, int]) -> bool:
        return told[pair].detects or retells(gold[pair[0]], predicted[pair[1]], told[pair], data)

    detecting = {
        (i, j): _weight(gold[i], predicted[j], c) for (i, j), c in told.items() if c.detects
    }
    # An optional event asks for nothing, not even for its date.
    right = {
        (i, j): weight
        for (i, j), weight in detecting.items()
        if told[i, j].right or gold[i].optional
    }
    detected = assign(detecting)
    causes = Causes(data, people, predicted)
    _count(data, "meetings", gold, predicted, assign(right), causes, book)
    _count(data, "meetings.detected", gold, predicted, detected, causes, book)
    _score_duplicates(data, predicted, detected, {pair for pair in told if repeats(pair)}, book)
    _score_traps(data, predicted, set(detected.values()), book)
    for i, j in sorted(detected.items()):
        if not gold[i].optional:
            _score_participants(gold[i], predicted[j], told[i, j], data, book)
            _score_fields(gold[i], predicted[j], book)
            _score_sources(gold[i], predicted[j], book)


def _count(
    data: Dataset,
    score: str,
    gold: list[GoldMeeting],
    predicted: list[PredictedMeeting],
    matched: dict[int, int],
    causes: Causes,
    book: Book,
) -> None:
    neutral = {j for i, j in matched.items() if gold[i].optional}
    right = set(matched.values()) - neutral
    for i, event in enumerate(gold):
        if event.optional:
            continue
        book.found(score, event.post, i in matched)
        if i not in matched:
            text = f"{event.label} [{causes.of(event)}]"
            book.miss(score, "missed", first_line(event.best or event.lines), text)
    for j, row in enumerate(predicted):
        if j in neutral:
            continue
        place = first_line(row.best or row.lines)
        book.predicted(score, data.post(*place), j in right)
        if j not in right:
            book.miss(score, "spurious", place, row.label)


def _score_duplicates(
    data: Dataset,
    predicted: list[PredictedMeeting],
    detected: dict[int, int],
    repeating: set[tuple[int, int]],
    book: Book,
) -> None:
    book.open("meetings.duplicates", "rate")
    taken = set(detected.values())
    for j, row in enumerate(predicted):
        double = j not in taken and any(i in detected for i, other in repeating if other == j)
        place = first_line(row.best or row.lines)
        book.share("meetings.duplicates", data.post(*place), double, "rate")
        if double:
            book.miss("meetings.duplicates", "duplicate", place, row.label)


def _score_traps(
    data: Dataset, predicted: list[PredictedMeeting], taken: set[int], book: Book
) -> None:
    """A trap is taken when its words stand in a source of a row that detects no gold event."""
    if not data.gold.has("traps"):
        return
    book.open("meetings.traps_taken", "rate")
    spurious = {row.row["meeting_id"] for j, row in enumerate(predicted) if j not in taken}
    sources = data.sources("meeting_sources", "meeting_id")
    for trap in data.gold.of("traps"):
        place = (trap["document"], trap["line"])
        page = data.pages.get(trap["document"])
        if page is None:
            continue
        text = page.text_of(trap["line"])
        start, end = trap.get("start"), trap.get("end")
        if start is None or end is None:
            start = max(text.find(trap.get("surface", "")), 0)
            end = start + len(trap.get("surface") or text)
        first = page.start_of(trap["line"])
        hit = any(
            line == place
            and source["char_start"] < first + end
            and first + start < source["char_end"]
            for meeting in spurious
            for line, source in sources[meeting]
        )
        book.share("meetings.traps_taken", data.post(*place), hit, "rate")
        if hit:
            told = f"{trap.get('reason')}: {text[start:end]}"
            book.miss("meetings.traps_taken", "taken", place, told)


# -- what a matched row says ---------------------------------------------------------------------


def _score_participants(
    gold: GoldMeeting, row: PredictedMeeting, told: Comparison, data: Dataset, book: Book
) -> None:
    place = first_line(gold.best or gold.lines)
    paired = {participant.name for participant, _ in told.pairs}
    rows = {other["actor_id"] for _, other in told.pairs}
    book.found("meetings.participants", gold.post, len(paired), len(gold.participants))
    book.predicted("meetings.participants", gold.post, len(rows), len(row.participants))
    for participant in gold.participants:
        if participant.name not in paired:
            text = f"{gold.id}: {participant.name} ({participant.role})"
            book.miss("meetings.participants", "missed", place, text)
    for other in row.participants:
        if other["actor_id"] not in rows:
            text = f"{gold.id}: {data.name(other['actor_id'])} ({other['role']})"
            book.miss("meetings.participants", "spurious", place, text)
    for participant, other in told.pairs:
        for name, wanted in (("role", participant.role), ("country", participant.country)):
            right = other[name] == wanted
            book.share(f"meetings.participant_{name}", gold.post, right)
            if not right:
                text = f"{gold.id}: {participant.name}: {wanted}, predicted {other[name]}"
                book.miss(f"meetings.participant_{name}", "wrong", place, text)
        wanted, office = participant.title, other["title"]
        right = same_title(wanted, office)
        book.share("meetings.participant_title", gold.post, right)
        if not right:
            text = f"{gold.id}: {participant.name}: {wanted}, predicted {office}"
            book.miss("meetings.participant_title", "wrong", place, text)


def same_title(gold: str | None, predicted: str | None) -> bool:
    """Words in common, small ones aside: at least half (Dice); null equals null alone."""
    if gold is None or predicted is None:
        return gold is None and predicted is None
    left, right = office_words(gold), office_words(predicted)
    return 2 * len(left & right) >= (len(left) + len(right)) / 2


def same_place(gold: str | None, predicted: str | None) -> bool:
    """Equal after folding, or one holds the other as whole words; null equals null alone."""
    if gold is None or predicted is None:
        return gold is None and predicted is None
    left, right = f" {fold(gold)} ", f" {fold(predicted)} "
    for mark in ",()":
        left, right = left.replace(mark, " "), right.replace(mark, " ")
    left, right = " ".join(left.split()), " ".join(right.split())
    return f" {left} " in f" {right} " or f" {right} " in f" {left} "


def _score_fields(gold: GoldMeeting, row: PredictedMeeting, book: Book) -> None:
    told, own = gold.row, row.row
    place = first_line(gold.best or gold.lines)
    inferred = _INFERRED in (told.get("place_basis") or "")
    checks: list[tuple[str, bool, object, object]] = [
        ("kind", told["kind"] == own["kind"], told["kind"], own["kind"]),
        ("status", told["status"] == own["status"], told["status"], own["status"]),
        (
            "date",
            span_agrees(gold.period, row.period, own["date_precision"]),
            gold.period,
            (*map(str, row.period), own["date_precision"]),
        ),
    ]
    if not (inferred and own["place"] is None and told["place"] is not None):
        right = same_place(told["place"], own["place"])
        checks.append(("place", right, told["place"], own["place"]))
    if not (inferred and own["country"] is None and told["country"] is not None):
        right = told["country"] == own["country"]
        checks.append(("country", right, told["country"], own["country"]))
    for name, right, wanted, predicted in checks:
        book.share(f"meetings.{name}", gold.post, right)
        if not right:
            text = f"{gold.label}: {wanted}, predicted {predicted}"
            book.miss(f"meetings.{name}", "wrong", place, text)


def _score_sources(gold: GoldMeeting, row: PredictedMeeting, book: Book) -> None:
    for line in sorted(gold.lines):
        book.found("meetings.sources", gold.post, line in row.lines)
        if line not in row.lines:
            book.miss("meetings.sources", "missed", line, gold.label)
    for line in sorted(row.lines):
        book.predicted("meetings.sources", gold.post, line in gold.lines)
        if line not in gold.lines:
            book.miss("meetings.sources", "spurious", line, gold.label)
    book.share("meetings.evidence", gold.post, bool(row.best & gold.lines))
