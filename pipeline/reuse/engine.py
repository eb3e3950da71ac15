"""The kernels as three pure functions over Arrow record batches.

What a distributed engine needs is "map batches" and "shuffle by number", nothing else:

1. `fingerprint` a batch of passages; shuffle the keys by range;
2. `seeds_in_range` of all keys of one range; shuffle the seeds by bucket, and join the words of
   the passages that they name;
3. `spans_in_bucket` of all seeds of one bucket.

The result is that of the local runner (`matching.match`), which runs the same kernels in one
process.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.reuse.arrays import I64, U64, Unsigned, edges_of, from_arrow, to_arrow
from pipeline.reuse.blocks import Archive, promising_pairs
from pipeline.reuse.identical import identical_pairs, seeds_of_identical
from pipeline.reuse.matching import EVIDENCE, RARE_EVIDENCE
from pipeline.reuse.seeds import (
    GRAM,
    MOST,
    PLACE_BITS,
    add_digests,
    gram_hashes,
    pack_seeds,
    seeds_of_range,
    unpack_seeds,
)
from pipeline.reuse.spans import spans_of
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import Words, read_words

# In the place of a 5-gram: the key or the seed is that of a passage as a whole.
WHOLE = -1

WORDS = pa.schema(
    [
        pa.field("passage", pa.int64(), False),
        pa.field("post", pa.int64(), False),
        pa.field("article", pa.int64(), False),
        pa.field("n_bytes", pa.int64(), False),
        pa.field("key", pa.large_list(pa.uint32()), False),
        pa.field("flag", pa.large_list(pa.uint8()), False),
        pa.field("start", pa.large_list(pa.uint32()), False),
        pa.field("length", pa.large_list(pa.uint16()), False),
        pa.field("wide", pa.large_list(pa.uint32()), False),
    ]
)
KEYS = pa.schema(
    [
        pa.field("range", pa.int32(), False),
        pa.field("hash", pa.uint64(), False),
        pa.field("post", pa.int64(), False),
        pa.field("passage", pa.int64(), False),
        pa.field("at", pa.int32(), False),
    ]
)
SEEDS = pa.schema(
    [
        pa.field("bucket", pa.int32(), False),
        pa.field("a", pa.int64(), False),
        pa.field("b", pa.int64(), False),
        pa.field("a_at", pa.int32(), False),
        pa.field("b_at", pa.int32(), False),
        pa.field("frequency", pa.int32(), False),
    ]
)
FREQUENT = pa.schema([pa.field("passage", pa.int64(), False), pa.field("at", pa.int32(), False)])
SPANS = pa.schema(
    [
        pa.field("a", pa.int64(), False),
        pa.field("b", pa.int64(), False),
        *(
            pa.field(name, pa.int64(), False)
            for name in ("a_start", "a_end", "b_start", "b_end", "matched", "run")
        ),
        *(
            pa.field(name, pa.float64(), False)
            for name in ("evidence", "rare", "similarity", "shared")
        ),
    ]
)


def fingerprint(
    batch: pa.RecordBatch, vocabulary: Vocabulary, ranges: int
) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """(WORDS, KEYS) of passages: columns passage, post, article (int64) and text (string).

    `passage` numbers passages in canonical order, so that those of one post follow one another;
    `ranges` is a power of two.
    """
    words = read_words(batch.column("text"), vocabulary)
    numbers = {name: batch.column(name) for name in ("passage", "post", "article")}
    place, hashes = gram_hashes(words.key, words.offset)
    passage = np.searchsorted(words.offset, place, side="right") - 1
    digest = np.zeros(len(words), np.uint64)
    add_digests(digest, words.offset, place, hashes)
    whole = np.flatnonzero(digest)
    hashes = np.concatenate([hashes, digest[whole]])
    at = np.concatenate([place - words.offset[passage], np.full(len(whole), WHOLE)])
    passage = np.concatenate([passage, whole])
    bits = ranges.bit_length() - 1
    of_range = (hashes >> np.uint64(64 - bits)) if bits else np.zeros(len(hashes), np.uint64)
    keys = pa.record_batch(
        [
            to_arrow(of_range.astype(np.int32)),
            to_arrow(hashes),
            numbers["post"].take(to_arrow(passage)),
            numbers["passage"].take(to_arrow(passage)),
            to_arrow(at.astype(np.int32)),
        ],
        schema=KEYS,
    )
    return words_batch(words, **numbers), keys


def words_batch(
    words: Words, passage: pa.Array, post: pa.Array, article: pa.Array
) -> pa.RecordBatch:
    """Words as a record batch, one row per passage."""
    base = words.text_offset[:-1]
    wide_at = np.searchsorted(words.wide, words.text_offset)
    columns: list[npt.NDArray[Any]] = [
        words.key,
        words.flag,
        words.start.astype(np.uint32),
        words.length.astype(np.uint16),
    ]
    offset = to_arrow(words.offset)
    lists = [pa.LargeListArray.from_arrays(offset, to_arrow(column)) for column in columns]
    wide = (words.wide - np.repeat(base, np.diff(wide_at))).astype(np.uint32)
    return pa.record_batch(
        [
            passage,
            post,
            article,
            to_arrow(np.diff(words.text_offset)),
            *lists,
            pa.LargeListArray.from_arrays(to_arrow(wide_at), to_arrow(wide)),
        ],
        schema=WORDS,
    )


def words_from(table: pa.Table) -> Words:
    """The words of a table of WORDS, one passage per row, in the order of the rows."""
    text_offset = edges_of(_numbers(table, "n_bytes"))
    offset, key = _lists(table, "key", np.uint32)
    _, flag = _lists(table, "flag", np.uint8)
    _, start = _lists(table, "start", np.uint32)
    _, length = _lists(table, "length", np.uint16)
    wide_at, wide = _lists(table, "wide", np.uint32)
    base = text_offset[:-1]
    return Words(
        offset=offset,
        key=key,
        flag=flag,
        start=_narrowed(start, np.uint16),
        length=_narrowed(length, np.uint8),
        text_offset=text_offset,
        wide=wide.astype(np.int64) + np.repeat(base, np.diff(wide_at)),
    )


def _narrowed(values: Unsigned, dtype: type[np.unsignedinteger]) -> Unsigned:
    """The values in fewer bytes, if they fit."""
    fits = values.max(initial=0) <= np.iinfo(dtype).max
    return values.astype(dtype) if fits else values


def seeds_in_range(keys: pa.Table, buckets: int) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """(SEEDS, FREQUENT) of all keys of one hash range; `buckets` is how many span tasks follow."""
    passage, at = _numbers(keys, "passage"), _numbers(keys, "at")
    post = _numbers(keys, "post")
    order = np.lexsort((at, passage))
    # Keys of whole passages come first in each; the others are those of 5-grams.
    whole, order = order[at[order] == WHOLE], order[at[order] != WHOLE]
    hashes = np.asarray(keys.column("hash"), np.uint64)
    one, other = identical_pairs(hashes[whole])
    whole_a, whole_b = passage[whole[one]], passage[whole[other]]
    passage, at, post, hashes = passage[order], at[order], post[order], hashes[order]
    # Places that need to be in order and within this range only.
    known, number = np.unique(passage, return_inverse=True)
    longest = np.zeros(len(known), np.int64)
    np.maximum.at(longest, number, at + GRAM)
    offset = edges_of(longest)
    place = offset[number] + at
    if offset[-1] >= 1 << PLACE_BITS:
        raise ValueError(f"more than {1 << PLACE_BITS:,} words in one hash range")
    first_of_post = np.flatnonzero(np.diff(post, prepend=-1))
    group = np.append(offset[number[first_of_post]], offset[-1])
    bits = _range_bits(hashes)
    packed = hashes << np.uint64(bits)
    packed &= np.uint64((1 << 64) - (1 << PLACE_BITS))
    packed |= place.astype(np.uint64)
    none = (np.zeros(0, np.uint64), np.zeros(0, np.int64))
    parts = [none, *seeds_of_range(packed, group)]
    seeds, often = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    first, second, frequency = unpack_seeds(seeds)
    a = np.searchsorted(offset, first, side="right") - 1
    b = np.searchsorted(offset, second, side="right") - 1
    often_in = np.searchsorted(offset, often, side="right") - 1
    seed_a, seed_b = np.append(known[a], whole_a), np.append(known[b], whole_b)
    as_whole = np.full(len(whole_a), WHOLE)
    return (
        pa.record_batch(
            [
                to_arrow((seed_a % buckets).astype(np.int32)),
                to_arrow(seed_a),
                to_arrow(seed_b),
                to_arrow(np.append(first - offset[a], as_whole).astype(np.int32)),
                to_arrow(np.append(second - offset[b], as_whole).astype(np.int32)),
                to_arrow(np.append(frequency, np.full(len(whole_a), MOST)).astype(np.int32)),
            ],
            schema=SEEDS,
        ),
        pa.record_batch(
            [to_arrow(known[often_in]), to_arrow((often - offset[often_in]).astype(np.int32))],
            schema=FREQUENT,
        ),
    )


def _range_bits(hashes: U64) -> int:
    """How many leading bits all hashes share: they need not be kept in the key."""
    if not len(hashes):
        return 0
    differing = int(hashes.min()) ^ int(hashes.max())
    return min(64 - differing.bit_length(), PLACE_BITS)


def spans_in_bucket(
    seeds: pa.Table, frequent: pa.Table, words: pa.Table, n_posts: int
) -> pa.RecordBatch:
    """SPANS of all seeds of one bucket.

    `words` (WORDS) holds the passages that the seeds name, `frequent` (FREQUENT) the frequent
    5-grams in them; `n_posts` counts the posts of the whole archive.
    """
    words = words.sort_by("passage")
    known = _numbers(words, "passage")
    read = words_from(words)
    a = np.searchsorted(known, _numbers(seeds, "a"))
    b = np.searchsorted(known, _numbers(seeds, "b"))
    a_at, b_at = _numbers(seeds, "a_at"), _numbers(seeds, "b_at")
    whole, parted = np.flatnonzero(a_at == WHOLE), np.flatnonzero(a_at != WHOLE)
    packed = pack_seeds(
        (read.offset[a] + a_at)[parted],
        (read.offset[b] + b_at)[parted],
        _numbers(seeds, "frequency")[parted],
    )
    packed = np.concatenate([packed, seeds_of_identical(a[whole], b[whole], read)])
    often = np.zeros(len(read.key) + GRAM, bool)
    passage = _numbers(frequent, "passage")
    slot = np.minimum(np.searchsorted(known, passage), len(known) - 1)
    here = np.flatnonzero(known[slot] == passage) if len(known) else slot[:0]
    place = read.offset[slot[here]] + _numbers(frequent, "at")[here]
    for n in range(GRAM):
        often[place + n] = True
    archive = Archive.of(read, _numbers(words, "post"), _numbers(words, "article"), n_posts)
    part = (0, len(read.key))
    pairs = promising_pairs(packed, part, read, archive, often, (EVIDENCE, RARE_EVIDENCE))
    spans = spans_of(pairs, read)
    return pa.record_batch(
        [
            to_arrow(known[spans.a]),
            to_arrow(known[spans.b]),
            *(to_arrow(column) for name, column in vars(spans).items() if name not in ("a", "b")),
        ],
        schema=SPANS,
    )


def _numbers(table: pa.Table, name: str) -> I64:
    return from_arrow(table.column(name))


def _lists(table: pa.Table, name: str, dtype: type[np.generic]) -> tuple[I64, npt.NDArray[Any]]:
    """Offsets and values of a list column."""
    chunks = table.column(name).chunks
    sizes = [np.diff(np.asarray(chunk.offsets)) for chunk in chunks]
    values = [np.asarray(chunk.flatten(), dtype) for chunk in chunks]
    size = np.concatenate(sizes) if sizes else np.zeros(0, np.int64)
    offset = edges_of(size)
    return offset, np.concatenate(values) if values else np.zeros(0, dtype)
