"""The text as the event step walks it: articles → passages → sentences with their mentions.

Sentences are cut only for passages that are looked at: most of a corpus reports no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa

from pipeline.dates import DatePhrase, DateSpan, find_dates
from pipeline.text import level, sentences


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. Offsets are into the document; `phrase_*` include its titles."""

    start: int
    end: int
    surface: str
    actor_id: str | None
    kind: str
    title: str | None
    country: str | None
    phrase_start: int
    phrase_end: int


@dataclass(eq=False)
class Sentence:
    """One sentence: `text` is levelled, `start` its first character in the document."""

    passage: Passage
    index: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def dates(self) -> list[DatePhrase]:
        """Date phrases, found once for all who ask."""
        return find_dates(self.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        return [m for m in self.passage.mentions if self.start <= m.start < self.end]


# "BEIJING, Jan. 10 (Xinhua) — ", "Jan 19 (Nhan Dan) — ", "Beijing, December 25th—"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATELINE = re.compile(
    rf"""\s*(?:[A-Z][\w.'/-]*(?:[ ,/-]{{1,2}}[A-Z(][\w.')-]*){{0,6}},?\s+)?
        (?:(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s(?:{_MONTHS})\.?)(?:,?\s\d{{4}})?
        \s*(?:\([^()]{{2,60}}\))?\s*(?:-+(?!\d)|:)\s*
      | \s*[A-Z][\w.'/-]*(?:[ ,/-]{{1,2}}[A-Z][\w.'-]*){{0,5}}\s*\([^()]{{2,60}}\)\s*-+\s*""",
    re.VERBOSE,
)


def without_dateline(text: str) -> str:
    """The text with a dateline at its start blanked out, so that offsets stay."""
    match = _DATELINE.match(text)
    return " " * match.end() + text[match.end() :] if match else text


@dataclass(eq=False)
class Passage:
    """A paragraph-level unit with its place in the document."""

    article: Article
    index: int
    passage_id: str
    kind: str
    start: int
    text: str
    duplicate_of: str | None
    mentions: list[Mention] = field(default_factory=list)

    @cached_property
    def level(self) -> str:
        text = level(self.text)
        return without_dateline(text) if self.kind == "paragraph" else text

    @cached_property
    def sentences(self) -> list[Sentence]:
        if self.kind in ("title", "heading"):
            spans = [(0, len(self.level))]
        else:
            spans = sentences(self.level)
        return [
            Sentence(self, index, self.start + start, self.level[start:end])
            for index, (start, end) in enumerate(spans)
        ]


@dataclass(eq=False)
class Article:
    """One article in one document (an article may stand in several documents)."""

    article_id: str
    document_id: str
    post_id: str
    kind: str
    position: int
    title: str | None
    author: str | None
    publisher_id: str | None
    dateline_place: str | None
    date: DateSpan | None
    date_source: str | None
    is_truncated: bool
    passages: list[Passage] = field(default_factory=list)

    def sentences_before(self, sentence: Sentence) -> Iterator[Sentence]:
        """Sentences of the article before this one, the nearest first."""
        passage = sentence.passage
        yield from reversed(passage.sentences[: sentence.index])
        for earlier in reversed(self.passages[: passage.index]):
            if earlier.kind == "paragraph":
                yield from reversed(earlier.sentences)

    def sentences_after(self, sentence: Sentence) -> Iterator[Sentence]:
        """Sentences of the article behind this one, the nearest first."""
        passage = sentence.passage
        yield from passage.sentences[sentence.index + 1 :]
        for later in self.passages[passage.index + 1 :]:
            if later.kind == "paragraph":
                yield from later.sentences


@dataclass(frozen=True)
class Actor:
    actor_id: str
    kind: str
    name: str
    country: str | None


def _span(row: dict[str, Any]) -> DateSpan | None:
    """The date of an article row: its first day and precision give the span."""
    value = row["date"]
    if value is None:
        return None
    start = date(value.year, value.month, value.day)
    precision = row["date_precision"] or "day"
    if precision == "year":
        return DateSpan(start.replace(month=1, day=1), start.replace(month=12, day=31), "year")
    if precision == "month":
        return DateSpan(start.replace(day=1), month_end(start), "month")
    return DateSpan(start, start, "day")


def month_end(day: date) -> date:
    """Last day of the month of `day`."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


_ARTICLE_COLUMNS = (
    "article_id document_id post_id kind position title author publisher_id dateline_place date "
    "date_precision date_source is_truncated"
).split()
_PASSAGE_COLUMNS = "passage_id document_id article_id kind char_start text".split()
_MENTION_COLUMNS = (
    "passage_id char_start char_end surface actor_id kind title country phrase_start phrase_end"
).split()


def read_corpus(
    articles: pa.Table, passages: pa.Table, mentions: pa.Table
) -> dict[str, list[Article]]:
    """Articles with passages and mentions, by document, in the order of the text.

    Takes the tables `articles` (or `parsed_articles`), `passages` (or `parsed_passages`) and
    `resolved_mentions`. An article that stands in several documents comes once for each.
    """
    rows = {row["article_id"]: row for row in articles.select(_ARTICLE_COLUMNS).to_pylist()}
    columns = list(_PASSAGE_COLUMNS)
    if "duplicate_of" in passages.column_names:
        columns.append("duplicate_of")
    documents: dict[str, dict[str, Article]] = {}
    by_id: dict[str, Passage] = {}
    ordered = passages.select(columns).sort_by(
        [("document_id", "ascending"), ("char_start", "ascending")]
    )
    for row in ordered.to_pylist():
        found = documents.setdefault(row["document_id"], {})
        article = found.get(row["article_id"])
        if article is None:
            article = _article(rows[row["article_id"]], row["document_id"])
            found[row["article_id"]] = article
        passage = Passage(
            article,
            len(article.passages),
            row["passage_id"],
            row["kind"],
            row["char_start"],
            row["text"],
            row.get("duplicate_of"),
        )
        article.passages.append(passage)
        by_id[passage.passage_id] = passage
    _add_mentions(by_id, mentions)
    return {document: list(found.values()) for document, found in sorted(documents.items())}


def _article(row: dict[str, Any], document_id: str) -> Article:
    return Article(
        row["article_id"],
        document_id,
        row["post_id"],
        row["kind"],
        row["position"],
        row["title"],
        row["author"],
        row["publisher_id"],
        row["dateline_place"],
        _span(row),
        row["date_source"],
        row["is_truncated"],
    )


def _add_mentions(by_id: dict[str, Passage], mentions: pa.Table) -> None:
    columns = mentions.select(_MENTION_COLUMNS).sort_by(
        [("passage_id", "ascending"), ("char_start", "ascending"), ("char_end", "descending")]
    )
    values = [column.to_pylist() for column in columns.columns]
    for passage_id, *cells in zip(*values, strict=True):
        passage = by_id.get(passage_id)
        if passage is not None:
            passage.mentions.append(Mention(*cells))
