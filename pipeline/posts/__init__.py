"""Pages → posts → introductions, reprints and their passages, with exact spans.

`parse` reads one document: blocks, a first label for each, the articles they form, then what each
article says of its publisher, author, place and date.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.documents import Document
from pipeline.posts.blocks import clean, split_blocks
from pipeline.posts.counting import word_counts
from pipeline.posts.credits import Credit, credit_articles
from pipeline.posts.dating import date_articles
from pipeline.posts.items import read_items
from pipeline.posts.publishers import publishers
from pipeline.posts.structure import INTRODUCTION, Article, find_articles
from pipeline.posts.years import ArticleDate
from pipeline.reference import Reference
from pipeline.text import fold

_KEY_WORDS = 30  # words of the first paragraph that identify an article


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Rows of `parsed_articles` and `parsed_passages` of one document."""

    articles: list[dict[str, Any]]
    passages: list[dict[str, Any]]


def parse(document: Document, reference: Reference) -> ParsedDocument:
    """Articles and passages of a document; none for a rejected or blank one.

    The passages cover every visible character of the text exactly once.
    """
    text = document.text
    if document.status != "parsed" or not text.strip():
        return ParsedDocument([], [])
    known = publishers(reference)
    with _uncollected():
        articles = find_articles(text, read_items(text, split_blocks(text), known), known)
        credits = credit_articles(text, articles, known)
        dates = date_articles(text, articles)
        return _rows(document, articles, credits, dates)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No cyclic garbage collection meanwhile.

    Nothing here makes cycles, so that the collector would only walk again and again through the
    rows that grow: a tenth of the time on a long page.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rows(
    document: Document,
    articles: list[Article],
    credits: list[Credit],
    dates: list[ArticleDate | None],
) -> ParsedDocument:
    text = document.text
    identifiers = [_article_id(text, article) for article in articles]
    posts: dict[int, str] = {}
    for article, identifier in zip(articles, identifiers, strict=True):
        if article.kind == INTRODUCTION:
            posts.setdefault(article.post, identifier)
    article_rows: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    for number, article in enumerate(articles):
        identifier, credit, found = identifiers[number], credits[number], dates[number]
        spans = [(item.block.start, item.block.end) for item, _ in article.parts]
        article_rows.append(
            {
                "article_id": identifier,
                "document_id": document.document_id,
                "post_id": posts.get(article.post, identifier),
                "kind": article.kind,
                "position": number,
                "title": _title(text, article),
                "publisher": credit.publisher.name if credit.publisher else None,
                "publisher_id": credit.publisher.publisher_id if credit.publisher else None,
                "author": credit.author,
                "dateline_place": credit.place,
                "date": found.start if found else None,
                "date_precision": found.precision if found else None,
                "date_source": found.source if found else None,
                "is_truncated": article.truncated,
                "char_start": min(start for start, _ in spans),
                "char_end": max(end for _, end in spans),
            }
        )
        for item, kind in article.parts:
            start, end = item.block.start, item.block.end
            passages.append(
                {
                    "passage_id": f"{document.document_id}:{start}",
                    "document_id": document.document_id,
                    "article_id": identifier,
                    "position": 0,
                    "kind": kind,
                    "char_start": start,
                    "char_end": end,
                    "n_words": 0,
                    "text": text[start:end],
                }
            )
    passages.sort(key=lambda row: row["char_start"])
    counts = word_counts(text, [(row["char_start"], row["char_end"]) for row in passages])
    for position, (row, count) in enumerate(zip(passages, counts, strict=True)):
        row["position"], row["n_words"] = position, count
    return ParsedDocument(article_rows, passages)


def _title(text: str, article: Article) -> str | None:
    if article.title is None:
        return None
    item = article.title
    # Markdown marks are no part of a title; the passage keeps them.
    if item.level or item.text[:2] != item.block.head[:2]:
        return clean(item.text)
    return clean(text[item.block.start : item.block.end])


def _article_id(text: str, article: Article) -> str:
    """Hash of kind, title and first words: the same in a later or longer copy of the page."""
    body = article.paragraphs or [item for item, _ in article.parts]
    first = body[0].block
    opening = fold(text[first.start : min(first.end, first.start + 400)]).split()[:_KEY_WORDS]
    key = "\x1f".join((article.kind, fold(_title(text, article) or ""), " ".join(opening)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
