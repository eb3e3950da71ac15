"""The passages that can be copied, in the order in which they are compared, as Arrow columns.

Only what the search found becomes Python objects; the text of a large archive stays in Arrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.reuse.arrays import I64, changes, distinct, from_arrow, to_arrow
from pipeline.reuse.deciding import Structure

Row = dict[str, Any]

# Passages that can be copied; headings, attributions and notices are the page's own.
COPIED_KINDS = ("paragraph", "title")

_AT_ONCE = 1 << 14  # passages whose texts are brought into order together


@dataclass(frozen=True)
class CopiedDocument:
    """The passages of one document; `texts` are looked up when they are asked for."""

    document_id: str
    passage_ids: list[str]
    char_ends: list[int]
    _texts: pa.ChunkedArray
    _order: I64

    def __len__(self) -> int:
        return len(self._order)

    def texts(self) -> Iterator[pa.Array]:
        """Their texts, batch by batch."""
        return _taken(self._texts, self._order)


class CopiedPassages:
    """Passages of `parsed_passages` post by post, so that copies stand beside their sources.

    They are numbered in this order; `structure` says what is known of each.
    """

    def __init__(self, articles: pa.Table, passages: pa.Table) -> None:
        copied = pc.is_in(passages["kind"], pa.array(COPIED_KINDS))
        self._articles, self._passages = articles, passages.filter(copied)
        documents, ids, posts = (
            _sorted_values(articles[name]) for name in ("document_id", "article_id", "post_id")
        )
        document, article = (
            _ranks(articles["document_id"], documents),
            _ranks(articles["article_id"], ids),
        )
        post = document * len(posts) + _ranks(articles["post_id"], posts)
        own_document = _ranks(self._passages["document_id"], documents)
        own_article = _ranks(self._passages["article_id"], ids)
        owner = _rows_of(own_document * len(ids) + own_article, document * len(ids) + article)
        self._order = np.lexsort((from_arrow(self._passages["char_start"]), post[owner]))
        self._owner = owner[self._order]
        self._document = own_document[self._order]
        reprint = from_arrow(pc.equal(articles["kind"], "reprint"))
        title = from_arrow(pc.equal(self._passages["kind"], "title"))
        self.structure = Structure(
            post=np.cumsum(changes(post[self._owner])),
            article=article[self._owner],
            reprint=reprint[self._owner] > 0,
            title=title[self._order] > 0,
        )

    @property
    def text_bytes(self) -> int:
        """About how many bytes all texts have."""
        return int(self._passages["text"].nbytes)

    def texts(self) -> Iterator[pa.Array]:
        """The texts of all passages, batch by batch."""
        return _taken(self._passages["text"], self._order)

    def documents(self) -> Iterator[CopiedDocument]:
        """The passages of one document after the other."""
        bounds = np.append(np.flatnonzero(changes(self._document)), len(self._document))
        ids = self._passages.select(["document_id", "passage_id", "char_end"])
        for first, last in pairwise(bounds.tolist()):
            order = self._order[first:last]
            own = ids.take(to_arrow(order))
            yield CopiedDocument(
                own["document_id"][0].as_py(),
                own["passage_id"].to_pylist(),
                own["char_end"].to_pylist(),
                self._passages["text"],
                order,
            )

    def rows(self, numbers: I64) -> dict[int, tuple[Row, Row]]:
        """Row of the passage (without its text) and row of its article, by number."""
        named = distinct(numbers)
        passages = self._passages.select(["passage_id", "document_id", "char_start"])
        articles = self._articles.select(["kind", "date"])
        rows = zip(
            passages.take(to_arrow(self._order[named])).to_pylist(),
            articles.take(to_arrow(self._owner[named])).to_pylist(),
            strict=True,
        )
        return dict(zip(named.tolist(), rows, strict=True))


def _taken(texts: pa.ChunkedArray, order: I64) -> Iterator[pa.Array]:
    for at in range(0, len(order), _AT_ONCE):
        yield from texts.take(to_arrow(order[at : at + _AT_ONCE])).chunks


def _sorted_values(column: pa.ChunkedArray) -> pa.Array:
    return pc.unique(column).sort()


def _ranks(column: pa.ChunkedArray, values: pa.Array) -> I64:
    """Where each value stands among the sorted ones."""
    ranks = pc.index_in(column, value_set=values)
    if ranks.null_count:
        raise ValueError("a passage belongs to no article")
    return from_arrow(ranks)


def _rows_of(wanted: I64, keys: I64) -> I64:
    """The last row with each key: an article may stand twice in one document."""
    if not len(wanted):
        return wanted
    order = np.argsort(keys, kind="stable")
    rows: I64 = order[np.searchsorted(keys[order], wanted, side="right") - 1]
    if (keys[rows] != wanted).any():
        raise ValueError("a passage belongs to no article")
    return rows
