"""`find_reuse`: from the parsed tables to the table `text_reuse`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline import tables
from pipeline.reference import Reference, load_reference
from pipeline.reuse import rules
from pipeline.reuse.archive import WordArchive
from pipeline.reuse.arrays import F32, F64, I64, Bools
from pipeline.reuse.blocks import Archive
from pipeline.reuse.canonical import canonical_order
from pipeline.reuse.cutting import CLOSES, OPENS
from pipeline.reuse.levelling import Speller
from pipeline.reuse.matching import EVIDENCE, IS_CONTENT, match
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import Words, join_words, mask_names, read_words

Row = dict[str, Any]

# Passages that can be copied; headings, attributions and notices are the page's own.
COPIED_KINDS = ("paragraph", "title")


@lru_cache(maxsize=4)
def built_in() -> Reference:
    """The reference data of the package."""
    return load_reference()


@lru_cache(maxsize=4)
def speller_of(reference: Reference) -> Speller:
    """The speller of the reference's `spelling` rows."""
    return Speller((row["form"], row["level"]) for row in reference.rows("spelling"))


def find_reuse(
    articles: pa.Table,
    passages: pa.Table,
    names: Iterable[str] = (),
    reference: Reference | None = None,
    archive: Path | None = None,
) -> pa.Table:
    """Pairs of passages of different articles that share words: the table `text_reuse`.

    `articles` and `passages` are `parsed_articles` and `parsed_passages`; `names` are surfaces of
    names and offices, whose words are no evidence of copying. Without `reference` the built-in
    CSVs are used. In the directory `archive` the words of every document are kept (and nothing
    else), so that later runs do not read its text again; the result is the same with and without.
    """
    reference = reference or built_in()
    speller = speller_of(reference)
    vocabulary = Vocabulary(speller, (row["word"] for row in reference.rows("stock_words")))
    rows = [row for row in passages.to_pylist() if row["kind"] in COPIED_KINDS]
    # Copies stand beside their sources: post by post, so that places of one post are neighbours.
    article_of = {(row["document_id"], row["article_id"]): row for row in articles.to_pylist()}
    owners = [article_of[row["document_id"], row["article_id"]] for row in rows]
    posts = [(owner["document_id"], owner["post_id"]) for owner in owners]
    order = sorted(range(len(rows)), key=lambda i: (posts[i], rows[i]["char_start"]))
    rows, owners = [rows[i] for i in order], [owners[i] for i in order]
    posts = [posts[i] for i in order]
    if archive is None:
        words = read_words(pa.array([row["text"] for row in rows], pa.string()), vocabulary)
    else:
        kept = WordArchive(archive, reference.digest)
        documents = groupby(rows, key=lambda row: row["document_id"])
        words = join_words([kept.words(list(own), vocabulary) for _, own in documents])
        kept.tidy()
    words = mask_names(words, names, speller)
    structure = Structure(
        post=_numbers(posts),
        article=_numbers([owner["article_id"] for owner in owners]),
        reprint=np.array([owner["kind"] == "reprint" for owner in owners], bool),
        title=np.array([row["kind"] == "title" for row in rows], bool),
    )
    return tables.build("text_reuse", _rows(reuse_of(words, structure), rows, owners))


def _numbers(values: list[Any]) -> I64:
    """The same number for equal values, in order of appearance."""
    known: dict[Any, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], np.int64)


@dataclass(frozen=True)
class Structure:
    """What is known of passages beside their words: one array element per passage.

    Passages of one post follow one another. `reprint` is False for an introduction's passages;
    `title` for titles, which only count as reuse when a reprint repeats its post's title.
    """

    post: I64
    article: I64
    reprint: Bools
    title: Bools

    @classmethod
    def unknown(cls, n_passages: int) -> Structure:
        """Passages of which nothing is known: each a post and an article of its own."""
        own = np.arange(n_passages)
        none = np.zeros(n_passages, bool)
        return cls(own, own, none, none)


@dataclass(frozen=True)
class Reuse:
    """Reuse between passages a < b, one element per span; offsets are code points into each."""

    a: I64
    b: I64
    a_start: I64
    a_end: I64
    b_start: I64
    b_end: I64
    a_words: I64
    b_words: I64
    degree: list[str]
    similarity: F64


def reuse_of(words: Words, structure: Structure) -> Reuse:
    """All reuse between the passages whose words these are."""
    pairs, spans = match(words, structure.post, structure.article)
    a, b = pairs.a[spans.pair], pairs.b[spans.pair]
    a_start, a_end, b_start, b_end = spans.a_start, spans.a_end, spans.b_start, spans.b_end
    size = np.diff(words.offset)
    post, reprint, title = structure.post, structure.reprint, structure.title
    same_post = post[a] == post[b]
    trusted = Archive.of(words, post, structure.article).trusted
    sums = [
        _sums((EVIDENCE, IS_CONTENT), words, passage, start, end)
        for passage, start, end in ((a, a_start, a_end), (b, b_start, b_end))
    ]
    evidence, content = (np.minimum(*both) for both in zip(*sums, strict=True))
    candidates = rules.Candidates(
        similarity=spans.similarity,
        shared=spans.shared,
        words=np.maximum(a_end - a_start, b_end - b_start),
        matched=spans.matched,
        run=spans.run,
        # Also equal words outside of the blocks count, in proportion.
        evidence=spans.similarity / 100 * evidence,
        rare=spans.rare,
        content=content.astype(np.int64),
        shorter=np.minimum(size[a], size[b]),
        unit=_is_unit(words, a, a_start, a_end) | _is_unit(words, b, b_start, b_end),
        linked=same_post & (reprint[a] != reprint[b]),
        same_post=same_post,
    )
    whole = (a_end - a_start == size[a]) & (b_end - b_start == size[b])
    same_words = (spans.similarity == 100.0) & whole
    accepted = rules.is_reuse(candidates, trusted) & ~title[a] & ~title[b]
    _explain(accepted, candidates, reprint, a, b, (a_start, a_end, b_start, b_end))
    # A reprint under the title of its post.
    accepted |= title[a] & title[b] & same_post & same_words
    chosen = np.flatnonzero(accepted)
    a, b = a[chosen], b[chosen]
    a_start, a_end, b_start, b_end = (x[chosen] for x in (a_start, a_end, b_start, b_end))
    return Reuse(
        a,
        b,
        *_characters(words, a, a_start, a_end),
        *_characters(words, b, b_start, b_end),
        a_end - a_start,
        b_end - b_start,
        rules.degrees(spans.shared[chosen], same_words[chosen]),
        spans.similarity[chosen],
    )


def _rows(reuse: Reuse, rows: list[Row], owners: list[Row]) -> Iterator[Row]:
    """Rows of `text_reuse`; the original is the source."""
    for i, (degree, similarity) in enumerate(
        zip(reuse.degree, reuse.similarity.tolist(), strict=True)
    ):
        sides = [
            (int(reuse.a[i]), int(reuse.a_start[i]), int(reuse.a_end[i]), int(reuse.a_words[i])),
            (int(reuse.b[i]), int(reuse.b_start[i]), int(reuse.b_end[i]), int(reuse.b_words[i])),
        ]
        sides.sort(key=lambda side: canonical_order(rows[side[0]], owners[side[0]]))
        row: Row = {"degree": degree, "similarity": similarity, "n_words": sides[1][3]}
        for name, (passage, start, end, _) in zip(("source", "target"), sides, strict=True):
            base = rows[passage]["char_start"]
            row[f"{name}_passage_id"] = rows[passage]["passage_id"]
            row[f"{name}_start"] = base + start
            row[f"{name}_end"] = base + end
        yield row


def _sums(weights: tuple[F32, ...], words: Words, passage: I64, start: I64, end: I64) -> list[F64]:
    """Sums of each of `weights[flag]` over the words of each span."""
    size = end - start
    edge = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    first = words.offset[passage] + start
    flag = words.flag[np.arange(edge[-1]) + np.repeat(first - edge[:-1], size)]
    if not len(size):
        return [np.zeros(0) for _ in weights]
    return [np.add.reduceat(each.take(flag), edge[:-1], dtype=np.float64) for each in weights]


def _is_unit(words: Words, passage: I64, start: I64, end: I64) -> Bools:
    """True where a span begins and ends with a sentence or quotation of its passage."""
    first = words.flag[words.offset[passage] + start] & OPENS
    last = words.flag[words.offset[passage] + end - 1] & CLOSES
    unit: Bools = (first > 0) & (last > 0)
    return unit


def _characters(words: Words, passage: I64, start: I64, end: I64) -> tuple[I64, I64]:
    """Code points into the passage of the first character and the end of spans of words."""
    first = words.offset[passage] + start
    last = words.offset[passage] + end - 1
    begin = words.start[first].astype(np.int64)
    stop = words.start[last].astype(np.int64) + words.length[last]
    return words.code_points(passage, begin), words.code_points(passage, stop)


def _explain(
    accepted: Bools,
    candidates: rules.Candidates,
    reprint: Bools,
    a: I64,
    b: I64,
    edges: tuple[I64, I64, I64, I64],
) -> None:
    """Drop spans of an introduction that a longer copy from the same post explains."""
    linked = np.flatnonzero(accepted & candidates.linked)
    a_start, a_end, b_start, b_end = edges
    from_a = ~reprint[a[linked]]
    passage = np.where(from_a, a[linked], b[linked])
    start = np.where(from_a, a_start[linked], b_start[linked])
    end = np.where(from_a, a_end[linked], b_end[linked])
    for one in np.unique(passage).tolist():
        own = np.flatnonzero(passage == one)
        row = linked[own]
        gone = rules.explained(
            start[own], end[own], candidates.matched[row], candidates.evidence[row]
        )
        accepted[row[gone]] = False
