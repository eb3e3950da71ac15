"""Passages that repeat another one as a whole, and the canonical passage of each cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from pipeline import tables
from pipeline.reference import Reference
from pipeline.reuse.canonical import Order, canonical_order
from pipeline.reuse.cutting import plain_words
from pipeline.reuse.finding import built_in, speller_of
from pipeline.reuse.rules import NEAR

Row = dict[str, Any]


def mark_duplicates(
    passages: pa.Table,
    articles: pa.Table,
    text_reuse: pa.Table,
    reference: Reference | None = None,
) -> pa.Table:
    """The table `passages`: `parsed_passages` with `duplicate_of` and `similarity`.

    A passage is a duplicate when it repeats its cluster's canonical passage as a whole (verbatim
    or near). Passages of another occurrence of the same article repeat those of its best
    occurrence. `articles` and `passages` are the parsed tables.
    """
    return tables.build("passages", _Marker(passages, articles, text_reuse, reference).rows())


def best_first(article: Row) -> tuple[bool, int, str, int]:
    """Sorts the occurrences of one article: whole before truncated, then the longest."""
    return (
        article["is_truncated"],
        article["char_start"] - article["char_end"],
        article["document_id"],
        article["char_start"],
    )


class _Marker:
    def __init__(
        self,
        passages: pa.Table,
        articles: pa.Table,
        text_reuse: pa.Table,
        reference: Reference | None,
    ) -> None:
        self._passages = {row["passage_id"]: row for row in passages.to_pylist()}
        self._articles = {
            (row["article_id"], row["document_id"], row["char_start"]): row
            for row in articles.to_pylist()
        }
        self._owner = owners(self._passages.values(), self._articles.values())
        self._speller = speller_of(reference or built_in())
        self._texts: dict[str, str] = {}
        self._codes = _Characters()
        # The canonical passage of a later crawl's passage, in the best occurrence.
        self._crawled = dict(self._recrawled())
        self._links = self._whole_copies(text_reuse)

    def rows(self) -> Iterator[Row]:
        canonical = self._canonical()
        for passage_id, passage in self._passages.items():
            original = canonical.get(passage_id)
            similarity = None
            if original is not None:
                similarity = fuzz.ratio(self._words(passage_id), self._words(original))
            yield passage | {"duplicate_of": original, "similarity": similarity}

    def _canonical(self) -> dict[str, str]:
        """duplicate → canonical passage, over all clusters and later crawls."""
        found: dict[str, str] = {}
        for cluster in _clusters(self._links):
            found |= self._split(sorted(cluster, key=self._order))
        for passage_id, best in self._crawled.items():
            found[passage_id] = found.get(best, best)
        return found

    def _split(self, cluster: list[str]) -> dict[str, str]:
        """Give every passage of a cluster (originals first) the first canonical that it repeats.

        A chain of small changes may end in a text that no longer repeats its beginning; what is
        left over is a cluster of its own.
        """
        found: dict[str, str] = {}
        while len(cluster) > 1:
            first, *others = cluster
            shared = process.cdist(
                [self._words(first)],
                [self._words(other) for other in others],
                scorer=LCSseq.normalized_similarity,
            )[0]
            cluster = []
            for other, share in zip(others, shared.tolist(), strict=True):
                # cdist computes in single precision.
                if share >= NEAR - 1e-6:
                    found[other] = first
                else:
                    cluster.append(other)
        return found

    def _order(self, passage_id: str) -> Order:
        return canonical_order(self._passages[passage_id], self._owner[passage_id])

    def _whole_copies(self, text_reuse: pa.Table) -> list[tuple[str, str]]:
        links = []
        for row in text_reuse.to_pylist():
            if row["degree"] == "partial":
                continue
            source, target = row["source_passage_id"], row["target_passage_id"]
            source = self._crawled.get(source, source)
            target = self._crawled.get(target, target)
            if source != target:
                links.append((source, target))
        return links

    def _recrawled(self) -> Iterator[tuple[str, str]]:
        """Passages of an article's other occurrences, with the best one's passage they repeat."""
        own: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
        for passage_id, passage in self._passages.items():
            owner = self._owner[passage_id]
            own[owner["article_id"], owner["document_id"], owner["char_start"]].append(passage)
        occurrences: dict[str, list[Row]] = defaultdict(list)
        for row in self._articles.values():
            occurrences[row["article_id"]].append(row)
        for article_id, rows in occurrences.items():
            if len(rows) < 2:
                continue
            best, *others = sorted(rows, key=best_first)
            originals = own[article_id, best["document_id"], best["char_start"]]
            for other in others:
                copies = own[article_id, other["document_id"], other["char_start"]]
                yield from self._align(originals, copies)

    def _align(self, originals: list[Row], copies: list[Row]) -> Iterator[tuple[str, str]]:
        for copy in copies:
            same_kind = [row for row in originals if row["kind"] == copy["kind"]]
            if not same_kind or not self._words(copy["passage_id"]):
                continue
            best = process.extractOne(
                self._words(copy["passage_id"]),
                [self._words(row["passage_id"]) for row in same_kind],
                scorer=LCSseq.normalized_similarity,
                score_cutoff=NEAR,
            )
            if best is not None:
                yield copy["passage_id"], same_kind[best[2]]["passage_id"]

    def _words(self, passage_id: str) -> str:
        """The passage's levelled words, one character each, so that rapidfuzz compares words."""
        if passage_id not in self._texts:
            text = self._passages[passage_id]["text"]
            levelled = self._speller.level_joined(plain_words(text))
            self._texts[passage_id] = "".join(map(self._codes.__getitem__, levelled))
        return self._texts[passage_id]


class _Characters(dict[str, str]):
    """A character for each word (up to a million of them); surrogates are left out."""

    def __missing__(self, word: str) -> str:
        number = len(self)
        self[word] = chr(number if number < 0xD800 else number + 0x800)
        return self[word]


def owners(passages: Iterable[Row], articles: Iterable[Row]) -> dict[str, Row]:
    """passage_id → its article's row. An article may stand twice in one document."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for article in articles:
        rows[article["article_id"], article["document_id"]].append(article)
    owner = {}
    for passage in passages:
        choices = rows[passage["article_id"], passage["document_id"]]
        if not choices:
            raise ValueError(f"passage {passage['passage_id']} belongs to no article")
        owner[passage["passage_id"]] = min(
            choices,
            key=lambda row: (
                not row["char_start"] <= passage["char_start"] < row["char_end"],
                abs(row["char_start"] - passage["char_start"]),
            ),
        )
    return owner


def _clusters(links: list[tuple[str, str]]) -> list[list[str]]:
    """Connected passages, each cluster once."""
    parent: dict[str, str] = {}

    def root(passage: str) -> str:
        parent.setdefault(passage, passage)
        while parent[passage] != passage:
            parent[passage] = parent[parent[passage]]
            passage = parent[passage]
        return passage

    for source, target in links:
        parent[root(target)] = root(source)
    members: dict[str, list[str]] = defaultdict(list)
    for passage in parent:
        members[root(passage)].append(passage)
    return list(members.values())
