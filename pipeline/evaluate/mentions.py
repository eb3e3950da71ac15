"""Scores of names in the text: mentions by exact span and kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.evaluate.dataset import Dataset
from pipeline.evaluate.measures import Book

KINDS = ("person", "organisation")


@dataclass(frozen=True, order=True)
class Mention:
    """A name at a place; `start` and `end` are offsets within the line."""

    document: str
    line: int
    start: int
    end: int
    kind: str
    surface: str
    actor: str | None

    @property
    def key(self) -> tuple[str, int, int, int, str]:
        return self.document, self.line, self.start, self.end, self.kind

    @property
    def is_short(self) -> bool:
        """A person named by one word: a surname, a given name."""
        return self.kind == "person" and len(self.surface.split()) == 1


def gold_mentions(data: Dataset) -> list[Mention]:
    """Gold mentions with the kind of their actor."""
    kinds = {row["actor"]: row["kind"] for row in data.gold.of("actors")}
    return [
        Mention(
            row["document"],
            row["line"],
            row["start"],
            row["end"],
            kinds[row["actor"]],
            row["surface"],
            row["actor"],
        )
        for row in data.gold.of("mentions")
    ]


def predicted_mentions(data: Dataset, gold: list[Mention]) -> list[Mention]:
    """Predicted mentions of the gold documents.

    The kind is that of the actor, else the one that `resolved_mentions` gives. A name left
    unresolved in a set without that table is given the gold kind at its span, else "person".
    """
    spans = {(m.document, m.line, m.start, m.end): m.kind for m in gold}
    table = "resolved_mentions" if data.has("resolved_mentions") else "mentions"
    found = []
    for row in data.rows(table):
        page = data.page_of(row["document_id"])
        if page is None:
            continue
        line = page.line_at(row["char_start"])
        start = row["char_start"] - page.start_of(line)
        end = row["char_end"] - page.start_of(line)
        actor = data.actors.get(row["actor_id"])
        kind = actor["kind"] if actor else row.get("kind")
        kind = kind or spans.get((page.name, line, start, end), "person")
        found.append(Mention(page.name, line, start, end, kind, row["surface"], row["actor_id"]))
    return sorted(found, key=lambda mention: mention.key)


def score_mentions(data: Dataset, book: Book) -> dict[Mention, Mention]:
    """Exact span and kind; then any overlap; short forms apart. Returns gold → predicted."""
    gold = gold_mentions(data)
    optional = {
        (row["document"], row["line"]) for row in data.gold.of("lines") if row.get("optional")
    }
    annotated = {(m.document, m.line) for m in gold}
    predicted = [
        mention
        for mention in predicted_mentions(data, gold)
        if (mention.document, mention.line) not in optional - annotated
    ]
    by_key = {mention.key: mention for mention in predicted}
    matched = {mention: by_key[mention.key] for mention in gold if mention.key in by_key}
    right = {mention.key for mention in matched}
    for kind in KINDS:
        book.open(f"mentions.{kind}")
    book.open("mentions.short")
    for mentions, count, error in (
        (gold, book.found, "missed"),
        (predicted, book.predicted, "spurious"),
    ):
        for mention in mentions:
            post = data.post(mention.document, mention.line)
            hit = mention.key in right
            count(f"mentions.{mention.kind}", post, hit)
            if mention.is_short:
                count("mentions.short", post, hit)
            if not hit:
                place = (mention.document, mention.line)
                book.miss(f"mentions.{mention.kind}", error, place, mention.surface)
    _score_overlap(data, gold, predicted, book)
    return matched


def _score_overlap(
    data: Dataset, gold: list[Mention], predicted: list[Mention], book: Book
) -> None:
    """A mention is found when one of its kind shares a character with it."""
    for mentions, others, count in (
        (gold, predicted, book.found),
        (predicted, gold, book.predicted),
    ):
        near: dict[tuple[str, int, str], list[Mention]] = defaultdict(list)
        for other in others:
            near[other.document, other.line, other.kind].append(other)
        for mention in mentions:
            hit = any(
                mention.start < other.end and other.start < mention.end
                for other in near[mention.document, mention.line, mention.kind]
            )
            post = data.post(mention.document, mention.line)
            count(f"mentions.{mention.kind}_overlap", post, hit)
