"""Articles and where they stand: occurrences with the same article_id are one article.

Two occurrences are the same article when title and first paragraph agree after normalisation
(that is how `article_id` is made), in one document or in several: a later crawl of a page, or an
archive that overlaps another. The same text under another title stays an article of its own: its
passages are duplicates, its `reuse_share` is near 1 and its `text_unique` near empty, which says
"a reprint of a reprint" without guessing who took it from whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline import tables
from pipeline.reuse.duplicates import best_first, owners
from pipeline.text import words

Row = dict[str, Any]

# What the article says, in contrast to what the page says about it.
BODY_KINDS = ("paragraph", "heading")


def assemble(
    parsed_articles: pa.Table, passages: pa.Table, text_reuse: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """The tables `articles` (one row per distinct article) and `article_occurrences`.

    `passages` is the table with `duplicate_of`. The best occurrence is the longest one that is
    not truncated; it gives the article's text and fields, and other occurrences fill in what it
    lacks (a date, a publisher).
    """
    rows = parsed_articles.to_pylist()
    own = _passages_by_article(passages.to_pylist(), rows)
    shared = _shared_spans(text_reuse.to_pylist())
    article_of = {
        passage["passage_id"]: passage["article_id"] for each in own.values() for passage in each
    }
    occurrences: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        occurrences[row["article_id"]].append(row)
    articles = []
    for article_id in sorted(occurrences):
        best, *others = sorted(occurrences[article_id], key=best_first)
        articles.append(
            _fill(best, others) | _content(own.get(_place(best), []), shared, article_of)
        )
    known = set(occurrences)
    for article in articles:
        # The post's introduction may have been read differently in another crawl.
        if article["post_id"] not in known:
            article["post_id"] = article["article_id"]
    return (
        tables.build("articles", articles),
        tables.build("article_occurrences", map(_occurrence, rows)),
    )


def _place(article: Mapping[str, Any]) -> tuple[str, str, int]:
    return article["article_id"], article["document_id"], article["char_start"]


def _passages_by_article(
    passages: list[Row], articles: list[Row]
) -> dict[tuple[str, str, int], list[Row]]:
    owner = owners(passages, articles)
    own: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for passage in sorted(passages, key=lambda row: (row["document_id"], row["char_start"])):
        own[_place(owner[passage["passage_id"]])].append(passage)
    return own


def _shared_spans(text_reuse: Iterable[Row]) -> dict[str, list[tuple[int, int]]]:
    """passage_id → spans that stand in another article too."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in text_reuse:
        for side in ("source", "target"):
            spans[row[f"{side}_passage_id"]].append((row[f"{side}_start"], row[f"{side}_end"]))
    return spans


def _fill(best: Row, others: Sequence[Row]) -> Row:
    """The best occurrence with what only others state: publisher, author, dateline, date."""
    filled = dict(best)
    for fields in (
        ("publisher", "publisher_id"),
        ("author",),
        ("dateline_place",),
        ("date", "date_precision", "date_source"),
        ("title",),
    ):
        for other in others:
            if filled[fields[0]] is None and other[fields[0]] is not None:
                filled |= {field: other[field] for field in fields}
    return filled


def _content(
    passages: list[Row],
    shared: Mapping[str, list[tuple[int, int]]],
    article_of: Mapping[str, str],
) -> Row:
    body = [passage for passage in passages if passage["kind"] in BODY_KINDS]
    repeated = [
        passage["duplicate_of"] is not None
        and article_of.get(passage["duplicate_of"]) != passage["article_id"]
        for passage in body
    ]
    n_words = n_shared = 0
    for passage in body:
        spans = words(passage["text"])
        n_words += len(spans)
        n_shared += _covered(spans, passage["char_start"], shared.get(passage["passage_id"], []))
    return {
        "n_words": n_words,
        "n_passages": len(body),
        "n_duplicate_passages": sum(repeated),
        "reuse_share": n_shared / n_words if n_words else 0.0,
        "text": _joined(body),
        "text_unique": _joined(
            passage for passage, repeats in zip(body, repeated, strict=True) if not repeats
        ),
    }


def _joined(passages: Iterable[Row]) -> str:
    return "\n\n".join(passage["text"] for passage in passages)


def _covered(spans: Sequence[tuple[int, int]], base: int, shared: Sequence[tuple[int, int]]) -> int:
    """How many words (offsets within the passage, which starts at `base`) lie in shared spans."""
    return sum(
        any(start <= base + first and base + end <= stop for start, stop in shared)
        for first, end in spans
    )


def _occurrence(article: Row) -> Row:
    return {
        column: article[column]
        for column in ("article_id", "document_id", "char_start", "char_end", "is_truncated")
    }
