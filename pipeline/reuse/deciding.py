"""`reuse_of`: from the words of passages to the spans that are reuse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.reuse import rules
from pipeline.reuse.arrays import F32, F64, I64, Bools, changes, distinct, edges_of, joined
from pipeline.reuse.cutting import CLOSES, OPENS
from pipeline.reuse.matching import EVIDENCE, IS_CONTENT, match
from pipeline.reuse.spans import Spans
from pipeline.reuse.words import Words


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
    degree: npt.NDArray[np.str_]
    similarity: F64


def reuse_of(words: Words, structure: Structure, scratch: Path | None = None) -> Reuse:
    """All reuse between the passages whose words these are, in their order.

    Of a large archive, what has its turn later waits in files in the directory `scratch`.
    """
    trusted = rules.trust(len(distinct(structure.post)))
    # Every part holds whole posts, so it is judged by itself.
    parts = match(words, structure.post, structure.article, scratch)
    return joined([_judged(spans, words, structure, trusted) for spans in parts])


def _judged(spans: Spans, words: Words, structure: Structure, trusted: float) -> Reuse:
    """Those of the spans that are reuse."""
    a, b = spans.a, spans.b
    a_start, a_end, b_start, b_end = spans.a_start, spans.a_end, spans.b_start, spans.b_end
    size = words.offset[1:] - words.offset[:-1]
    reprint, title = structure.reprint, structure.title
    same_post = structure.post[a] == structure.post[b]
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


def _sums(weights: tuple[F32, ...], words: Words, passage: I64, start: I64, end: I64) -> list[F64]:
    """Sums of each of `weights[flag]` over the words of each span."""
    size = end - start
    edge = edges_of(size)
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
    first_character, after = words.code_points(passage, np.stack([begin, stop]))
    return first_character, after


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
    by_passage = np.argsort(passage, kind="stable")
    linked, from_a, passage = linked[by_passage], from_a[by_passage], passage[by_passage]
    a_start, a_end, b_start, b_end = (edge[linked] for edge in edges)
    start, end = np.where(from_a, a_start, b_start), np.where(from_a, a_end, b_end)
    bounds = np.append(np.flatnonzero(changes(passage)), len(passage)).tolist()
    for first, last in pairwise(bounds):
        if last - first > 1:
            own, row = slice(first, last), linked[first:last]
            gone = rules.explained(
                start[own], end[own], candidates.matched[row], candidates.evidence[row]
            )
            accepted[row[gone]] = False
