"""From blocks of equal words to spans of reuse: extended over edits, trimmed of coincidence.

A span grows from its longest block to both sides along the best alignment of the words
(rapidfuzz): equal words count for it, edited ones against it, and it ends where the count is
highest. Words become single characters, so that rapidfuzz compares words, not letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from pipeline.reuse.arrays import F64, I64, U32, columns, distinct, edges_of, joined
from pipeline.reuse.blocks import Pairs
from pipeline.reuse.rules import NEAR
from pipeline.reuse.words import Words

# A span may run over so many more edited than equal words before it must have ended.
DROP = 8
_BATCH = 1 << 18  # words that are coded at once
_WINDOW = 400  # words of one extension; longer copies are joined from several spans
_SURROGATES = 0xD800
# a_start, a_end, b_start, b_end, equal words, longest run
Span = tuple[int, int, int, int, int, int]


@dataclass(frozen=True)
class Spans:
    """Spans of reuse between passages `a` < `b`, one element per span.

    Word numbers are within the passage, half-open. `matched` words are equal, `run` is the
    longest unbroken run; `evidence` and `rare` as in Blocks, summed over the span's blocks.
    `similarity` of the span's words is rapidfuzz's ratio (0-100), `shared` the share of the words
    of the longer passage that match in order (0-1; 0 where it is below `rules.NEAR`).
    """

    a: I64
    b: I64
    a_start: I64
    a_end: I64
    b_start: I64
    b_end: I64
    matched: I64
    run: I64
    evidence: F64
    rare: F64
    similarity: F64
    shared: F64

    def __len__(self) -> int:
        return len(self.a)

    def take(self, index: I64) -> Spans:
        """Some of the spans, in the order of `index`."""
        return Spans(*[column[index] for column in columns(self)])


def spans_of(pairs: Pairs, words: Words) -> Spans:
    """Spans of all pairs, in the order of the pairs."""
    size = words.offset[1:] - words.offset[:-1]
    first = pairs.first[:-1]
    # One run of equal words from end to end needs no alignment.
    whole = np.diff(pairs.first) == 1
    whole &= pairs.blocks.size[first] == np.maximum(size[pairs.a], size[pairs.b])
    parts = [_whole(pairs, np.flatnonzero(whole))]
    pairs = pairs.take(np.flatnonzero(~whole))
    load = np.cumsum(size[pairs.a] + size[pairs.b])
    at = 0
    while at < len(pairs):
        base = int(load[at - 1]) if at else 0
        to = max(int(np.searchsorted(load, base + _BATCH, side="right")), at + 1)
        parts.append(_span_batch(pairs, at, to, words))
        at = to
    spans = joined(parts)
    return spans.take(np.lexsort((spans.b, spans.a)))


def _whole(pairs: Pairs, number: I64) -> Spans:
    """The spans of pairs that are one block from end to end."""
    row = pairs.first[number]
    size, zero = pairs.blocks.size[row], np.zeros(len(row), np.int64)
    evidence, rare = (
        each[row].astype(np.float64) for each in (pairs.blocks.evidence, pairs.blocks.rare)
    )
    similarity, shared = np.full(len(row), 100.0), np.ones(len(row))
    a, b = pairs.a[number], pairs.b[number]
    return Spans(a, b, zero, size, zero, size, size, size, evidence, rare, similarity, shared)


def _coded(a: I64, b: I64, words: Words) -> tuple[list[str], list[str]]:
    """The passages as strings of one character per word; equal words, equal characters."""
    passages = distinct(np.concatenate([a, b]))
    begin = words.offset[passages]
    size = words.offset[passages + 1] - begin
    edge = edges_of(size)
    index = np.arange(edge[-1]) + np.repeat(begin - edge[:-1], size)
    text = _as_characters(words.key[index])
    texts = [text[s:e] for s, e in zip(edge[:-1].tolist(), edge[1:].tolist(), strict=True)]
    a_at, b_at = np.searchsorted(passages, a).tolist(), np.searchsorted(passages, b).tolist()
    return [texts[i] for i in a_at], [texts[i] for i in b_at]


_CODES = 1 << 20
_SPARE = 0x110000 - 0x800 - _CODES


def _as_characters(keys: U32) -> str:
    """One character per key: equal keys, equal characters, and different ones for different keys.

    A key has the character that its hash names, unless that is another key's; the few such keys
    are numbered. (Should a batch hold more than 60,000 of them, some would share a character.)
    """
    code = (keys * np.uint32(0x9E3779B1)) >> np.uint32(32 - 20)
    owner = np.empty(_CODES, np.uint32)
    owner[code] = keys
    homeless = np.flatnonzero(owner[code] != keys)
    if len(homeless):
        own = keys[homeless]
        number = np.searchsorted(distinct(own), own)
        code[homeless] = _CODES + number.astype(np.uint32) % np.uint32(_SPARE)
    code += np.uint32(0x800) * (code >= _SURROGATES)
    return code.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def _span_batch(pairs: Pairs, at: int, to: int, words: Words) -> Spans:
    """Spans of the pairs at:to."""
    a_text, b_text = _coded(pairs.a[at:to], pairs.b[at:to], words)
    low, high = int(pairs.first[at]), int(pairs.first[to])
    repeat = np.diff(pairs.first[at : to + 1])
    a_begin, b_begin = words.offset[pairs.a[at:to]], words.offset[pairs.b[at:to]]
    a_block = (pairs.blocks.a[low:high] - np.repeat(a_begin, repeat)).tolist()
    b_block = (pairs.blocks.b[low:high] - np.repeat(b_begin, repeat)).tolist()
    sizes = pairs.blocks.size[low:high].tolist()
    evidence = pairs.blocks.evidence[low:high].tolist()
    rare = pairs.blocks.rare[low:high].tolist()
    edges = (pairs.first[at : to + 1] - low).tolist()
    # Flat lists: millions of small containers would keep the garbage collector busy.
    pair: list[int] = []
    whole: list[int] = []
    evidence_sum: list[float] = []
    rare_sum: list[float] = []
    a_span, b_span = [], []
    for number, (a, b) in enumerate(zip(a_text, b_text, strict=True)):
        rows: Iterable[int] = range(edges[number], edges[number + 1])
        if edges[number + 1] - edges[number] > 1:
            rows = sorted(rows, key=sizes.__getitem__, reverse=True)
        own: list[Span] = []
        for row in rows:
            x, y, size = a_block[row], b_block[row], sizes[row]
            if own:
                holder = _holder(own, x, y, size)
                if holder is not None:
                    evidence_sum[holder - len(own)] += evidence[row]
                    rare_sum[holder - len(own)] += rare[row]
                    continue
            span = _grown(a, b, x, y, size)
            if own and any(_overlap(span, other) for other in own):
                continue
            own.append(span)
            pair.append(number)
            whole += span
            evidence_sum.append(evidence[row])
            rare_sum.append(rare[row])
            a_span.append(a[span[0] : span[1]])
            b_span.append(b[span[2] : span[3]])
    a_start, a_end, b_start, b_end, matched, run = np.array(whole, np.int64).reshape(-1, 6).T
    of_pair = np.array(pair, np.int64) + at
    return Spans(
        pairs.a[of_pair],
        pairs.b[of_pair],
        a_start,
        a_end,
        b_start,
        b_end,
        matched,
        run,
        np.array(evidence_sum),
        np.array(rare_sum),
        process.cpdist(a_span, b_span, scorer=fuzz.ratio, dtype=np.float64),
        process.cpdist(
            [a_text[number] for number in pair],
            [b_text[number] for number in pair],
            scorer=LCSseq.normalized_similarity,
            # What is less is never told apart.
            score_cutoff=NEAR - 1e-6,
            dtype=np.float64,
        ),
    )


def _grown(a: str, b: str, x: int, y: int, size: int) -> Span:
    """The span around a block."""
    matched = size
    middle = size
    run = 0
    a_start, b_start, a_end, b_end = x, y, x + size, y + size
    if x and y:
        ahead, behind, equal, beside, longest = _grow(
            a[max(0, x - _WINDOW) : x][::-1], b[max(0, y - _WINDOW) : y][::-1]
        )
        a_start, b_start, matched = x - ahead, y - behind, matched + equal
        middle, run = middle + beside, longest
    if a_end < len(a) and b_end < len(b):
        ahead, behind, equal, beside, longest = _grow(
            a[a_end : a_end + _WINDOW], b[b_end : b_end + _WINDOW]
        )
        a_end, b_end, matched = a_end + ahead, b_end + behind, matched + equal
        middle, run = middle + beside, max(run, longest)
    return a_start, a_end, b_start, b_end, matched, max(run, middle)


def _holder(spans: list[Span], x: int, y: int, size: int) -> int | None:
    """Number of the span that holds the whole block on both sides."""
    for number, (a_start, a_end, b_start, b_end, _, _) in enumerate(spans):
        if a_start <= x and x + size <= a_end and b_start <= y and y + size <= b_end:
            return number
    return None


def _overlap(one: Span, other: Span) -> bool:
    """Both sides overlap: two accounts of the same words, of which the first found stays."""
    a_start, a_end, b_start, b_end, _, _ = one
    other_a_start, other_a_end, other_b_start, other_b_end, _, _ = other
    return (
        a_start < other_a_end
        and other_a_start < a_end
        and b_start < other_b_end
        and other_b_start < b_end
    )


def _grow(a: str, b: str) -> tuple[int, int, int, int, int]:
    """How far a span extends into the words beside its block.

    Returns words of a, words of b, equal words among them, equal words right beside the block
    (none, unless 5-grams were left out for being frequent), and the longest run elsewhere.
    """
    best = score = matched = beside = longest = a_end = b_end = 0
    grown = (0, 0, 0, 0, 0)
    for a_start, b_start, size in LCSseq.editops(a, b).as_matching_blocks():
        score -= a_start - a_end + b_start - b_end
        if best - score > DROP:
            break
        score += size
        matched += size
        a_end, b_end = a_start + size, b_start + size
        if a_start == 0 and b_start == 0:
            beside = size
        elif size > longest:
            longest = size
        # The end of a passage holds better than a place within it.
        end_bonus = 2 if size and a_end == len(a) and b_end == len(b) else 0
        if score + end_bonus > best:
            best = score
            grown = (a_end, b_end, matched, beside, longest)
    return grown
