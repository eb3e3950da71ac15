"""`reuse_of`: from the words of passages to the spans that are reuse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.reuse import rules
from pipeline.reuse.arrays import F32, F64, I64, Bools
from pipeline.reuse.blocks import Archive
from pipeline.reuse.cutting import CLOSES, OPENS
from pipeline.reuse.matching import EVIDENCE, IS_CONTENT, match
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
