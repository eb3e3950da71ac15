"""The tools that one would pick instead, on the same normalised words (see reuse.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def texts(corpus: Path) -> pa.ChunkedArray:
    """The passages' texts."""
    # ParquetFile: pq.read_table would import pyarrow.dataset.
    return pq.ParquetFile(corpus / "passages.parquet").read(columns=["text"]).column("text")


def _normalised(corpus: Path) -> list[list[str]]:
    import pyarrow.compute as pc

    plain = pc.replace_substring_regex(pc.utf8_lower(texts(corpus)), r"[^\p{L}\p{N}]+", " ")
    return [text.split() for text in pc.utf8_trim(plain, " ").to_pylist()]


def _shingles(words: list[str], size: int) -> set[str]:
    if len(words) <= size:
        return {" ".join(words)}
    return {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}


def rensa(corpus: Path) -> tuple[list[int], list[int]]:
    """MinHash of word 5-grams, 128 permutations, LSH at similarity 0.5 (32 bands of 4)."""
    from rensa import RMinHash, RMinHashLSH

    words = _normalised(corpus)
    sketches = RMinHash.from_token_sets(
        (list(_shingles(each, 5)) for each in words), num_perm=128, seed=42
    )
    index = RMinHashLSH(0.5, 128, 32)
    index.insert_many(sketches)
    a, b = [], []
    for one, others in enumerate(index.query_all(sketches)):
        for other in others:
            if other > one and sketches[one].jaccard(sketches[other]) >= 0.5:
                a.append(one)
                b.append(other)
    return a, b


def datasketch(corpus: Path) -> tuple[list[int], list[int]]:
    """MinHash of word 3-grams, 128 permutations, LSH at similarity 0.5."""
    from datasketch import MinHash, MinHashLSH

    words = _normalised(corpus)
    sketches = MinHash.bulk(
        ([gram.encode() for gram in _shingles(each, 3)] for each in words), num_perm=128
    )
    index = MinHashLSH(threshold=0.5, num_perm=128)
    with index.insertion_session() as session:
        for number, sketch in enumerate(sketches):
            session.insert(number, sketch)
    a, b = [], []
    for one, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other > one and sketch.jaccard(sketches[other]) >= 0.5:
                a.append(one)
                b.append(other)
    return a, b


def polars(corpus: Path) -> tuple[Any, Any]:
    """Self-join of word 5-grams that stand in 2-20 passages; pairs that share four or more."""
    import polars as pl

    words = (
        pl.scan_parquet(corpus / "passages.parquet")
        .select(
            pl.col("passage_id").cast(pl.Int32).alias("id"),
            pl.col("text")
            .str.to_lowercase()
            .str.replace_all(r"[^\p{L}\p{N}]+", " ")
            .str.strip_chars(" ")
            .str.split(" ")
            .alias("word"),
        )
        .explode("word")
        .select("id", pl.col("word").hash(7))
        .collect()
    )
    hashes, ids = words["word"].to_numpy(), words["id"].to_numpy()
    gram = np.zeros(len(hashes) - 4, np.uint64)
    for n in range(5):
        factor = np.uint64(pow(0x9E3779B97F4A7C15, n + 1, 1 << 64))
        gram += hashes[n : len(hashes) - 4 + n] * factor
    whole = ids[: len(gram)] == ids[4:]
    grams = pl.DataFrame({"id": ids[: len(gram)][whole], "gram": gram[whole]})
    kept = grams.lazy().unique().filter(pl.len().over("gram").is_between(2, 20)).collect()
    pairs = (
        kept.lazy()
        .join(kept.lazy(), on="gram", suffix="_b")
        .filter(pl.col("id") < pl.col("id_b"))
        .group_by("id", "id_b")
        .len()
        .filter(pl.col("len") >= 4)
        .collect()
    )
    return pairs["id"].to_numpy(), pairs["id_b"].to_numpy()


PEERS: dict[str, Callable[[Path], tuple[Any, Any]]] = {
    "rensa": rensa,
    "polars": polars,
    "datasketch": datasketch,
}
