"""The slow, obvious reference for text reuse: every pair of passages, plain Python and rapidfuzz.

It says what `pipeline.reuse` is meant to find, without arrays, hashes, seeds or batches, and is
compared with it on small corpora.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from pipeline.reuse import rules
from pipeline.reuse.levelling import FUNCTION_WORDS, Speller, stem
from pipeline.reuse.matching import STOCK_WEIGHT
from pipeline.reuse.seeds import GRAM
from pipeline.reuse.spans import DROP

Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Passage:
    """Words of one passage: levelled, and with what the rules ask about each."""

    words: list[str]
    content: list[bool]
    weight: list[float]
    opens: list[bool]
    closes: list[bool]
    post: int
    article: int
    reprint: bool


def read(
    text: str, post: int, article: int, reprint: bool, speller: Speller, stock: Iterable[str]
) -> Passage:
    """Words of a text in ASCII letters, digits and plain punctuation, case kept."""
    listed = {stem(word) for word in speller.level(sorted(stock))}
    function = set(speller.level(sorted(FUNCTION_WORDS)))
    spans = []
    at = 0
    while at < len(text):
        if not text[at].isalnum():
            at += 1
            continue
        start = at
        while at < len(text) and text[at].isalnum():
            at += 1
        spans.append((start, at))
    levelled = speller.level([text[start:end] for start, end in spans])
    joined = list(speller.join(levelled))
    words: list[str] = []
    content: list[bool] = []
    weight: list[float] = []
    opens: list[bool] = []
    closes: list[bool] = []
    for first, end, word in joined:
        start, stop = spans[first][0], spans[end - 1][1]
        capital = text[start].isupper()
        counts = not (capital or word in function or len(word) < 3 or word[0].isdigit())
        words.append(word)
        content.append(counts)
        weight.append((STOCK_WEIGHT if stem(word) in listed else 1.0) if counts else 0.0)
        opens.append(capital or start == 0 or text[start - 1] in "\"'" or not opens)
        closes.append(text[stop : stop + 1] in (".", "!", "?", '"') or end == len(spans))
    return Passage(words, content, weight, opens, closes, post, article, reprint)


def blocks(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """(place in a, place in b, words) of all longest runs of GRAM equal words and more."""
    found = []
    for x in range(len(a)):
        for y in range(len(b)):
            if a[x] != b[y] or (x and y and a[x - 1] == b[y - 1]):
                continue
            size = 0
            while x + size < len(a) and y + size < len(b) and a[x + size] == b[y + size]:
                size += 1
            if size >= GRAM:
                found.append((x, y, size))
    return found


def grow(a: Sequence[str], b: Sequence[str]) -> tuple[int, int, int, int]:
    """Words of a and b that a span gains, equal words among them, and their longest run."""
    best = score = equal = run = 0
    grown = (0, 0, 0, 0)
    if not a or not b:
        return grown
    for step in LCSseq.opcodes(a, b):
        size = step.src_end - step.src_start
        if step.tag != "equal":
            score -= max(size, step.dest_end - step.dest_start)
            if best - score > DROP:
                break
            continue
        score, equal, run = score + size, equal + size, max(run, size)
        bonus = 2 if (step.src_end, step.dest_end) == (len(a), len(b)) else 0
        if score + bonus > best:
            best = score
            grown = (step.src_end, step.dest_end, equal, run)
    return grown


def spans(a: Passage, b: Passage) -> Iterator[tuple[Span, int, int]]:
    """Spans of two passages with their equal words and longest run."""
    found: list[Span] = []
    # Longest first, then in the order of the text.
    for x, y, size in sorted(blocks(a.words, b.words), key=lambda block: (-block[2], block[:2])):
        if any(s <= x and x + size <= e and t <= y and y + size <= u for s, e, t, u in found):
            continue
        left = grow(a.words[:x][::-1], b.words[:y][::-1])
        right = grow(a.words[x + size :], b.words[y + size :])
        span = (x - left[0], x + size + right[0], y - left[1], y + size + right[1])
        if any(span[0] < e and s < span[1] and span[2] < u and t < span[3] for s, e, t, u in found):
            continue
        found.append(span)
        yield span, left[2] + size + right[2], max(left[3], size, right[3])


@dataclass(frozen=True)
class Found:
    """One span of reuse between passages a < b."""

    a: int
    b: int
    span: Span
    degree: str
    similarity: float


def find(passages: Sequence[Passage]) -> list[Found]:
    """All reuse in an archive of few posts, in the order of passages and spans."""
    candidates = []
    for (i, a), (j, b) in combinations(enumerate(passages), 2):
        if a.article == b.article:
            continue
        for span, matched, run in spans(a, b):
            candidates.append((i, j, span, matched, run))
    taken = [c for c in candidates if _accepted(passages, *c)]
    kept = [c for c in taken if not _explained(passages, c, taken)]
    return sorted(
        (_found(passages, *candidate[:3]) for candidate in kept),
        key=lambda found: (found.a, found.b, found.span),
    )


def _similarity(a: Passage, b: Passage, span: Span) -> float:
    return fuzz.ratio(a.words[span[0] : span[1]], b.words[span[2] : span[3]])


def _evidence(a: Passage, b: Passage, span: Span) -> float:
    smaller = min(sum(a.weight[span[0] : span[1]]), sum(b.weight[span[2] : span[3]]))
    return _similarity(a, b, span) / 100 * smaller


def _linked(a: Passage, b: Passage) -> bool:
    return a.post == b.post and a.reprint != b.reprint


def _shared(a: Passage, b: Passage) -> float:
    return LCSseq.normalized_similarity(a.words, b.words)


def _unit(passage: Passage, start: int, end: int) -> bool:
    return passage.opens[start] and passage.closes[end - 1]


def _accepted(
    passages: Sequence[Passage], i: int, j: int, span: Span, matched: int, run: int
) -> bool:
    a, b = passages[i], passages[j]
    if _similarity(a, b, span) < rules.SIMILAR:
        return False
    evidence = _evidence(a, b, span)
    size = max(span[1] - span[0], span[3] - span[2])
    content = min(sum(a.content[span[0] : span[1]]), sum(b.content[span[2] : span[3]]))
    near = _shared(a, b) >= rules.NEAR
    if _linked(a, b):
        if size >= rules.LINKED_WORDS and evidence >= rules.LINKED_EVIDENCE:
            return True
        if size >= rules.RUN and content >= rules.FEW_CONTENT:
            return True
        shorter = min(len(a.words), len(b.words))
        if near or run >= rules.LONG_RUN:
            return True
        if matched >= rules.RUN and matched >= rules.COVERED * shorter:
            return True
    whole = _unit(a, span[0], span[1]) or _unit(b, span[2], span[3])
    if not near and (size >= rules.RUN or whole) and evidence >= rules.EVIDENCE_FEW:
        return True
    if run >= rules.LONG_RUN:
        told = a.post == b.post and content >= rules.FEW_CONTENT
        if evidence >= rules.COPY_EVIDENCE or told:
            return True
    return near and evidence >= rules.COPY_EVIDENCE


def _explained(
    passages: Sequence[Passage],
    candidate: tuple[int, int, Span, int, int],
    taken: Sequence[tuple[int, int, Span, int, int]],
) -> bool:
    """A longer copy in the same post accounts for most of these words of an introduction."""
    i, j, span, matched, _ = candidate
    if not _linked(passages[i], passages[j]):
        return False
    if _evidence(passages[i], passages[j], span) >= rules.EVIDENCE_FEW:
        return False
    own, start, end = _introduction(passages, i, j, span)
    for k, m, other_span, other_matched, _ in taken:
        if not _linked(passages[k], passages[m]):
            continue
        other, other_start, other_end = _introduction(passages, k, m, other_span)
        shared = min(end, other_end) - max(start, other_start)
        longer = other_matched >= 1.25 * matched
        if other == own and longer and shared >= rules.COVERED * (end - start):
            return True
    return False


def _introduction(passages: Sequence[Passage], i: int, j: int, span: Span) -> tuple[int, int, int]:
    return (j, *span[2:]) if passages[i].reprint else (i, *span[:2])


def _found(passages: Sequence[Passage], i: int, j: int, span: Span) -> Found:
    a, b = passages[i], passages[j]
    similarity = _similarity(a, b, span)
    degree = "near" if _shared(a, b) >= rules.NEAR else "partial"
    if a.words == b.words and span == (0, len(a.words), 0, len(b.words)):
        degree = "verbatim"
    return Found(i, j, span, degree, similarity)
