"""Every way to run the search finds the same: the slow one, pieces, an engine, a grown archive."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from reuse_archive import BRIDGE, FERRY, REFERENCE, SPELLER, STOCK, Archive, random_passages
from reuse_reference import Passage, find, read

from pipeline.reuse import engine, find_reuse
from pipeline.reuse.arrays import joined
from pipeline.reuse.deciding import Structure, reuse_of
from pipeline.reuse.matching import match
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import read_words
from pipeline.tables import build


@pytest.mark.parametrize("seed", range(25))
def test_the_fast_path_finds_what_the_slow_reference_finds(seed: int) -> None:
    made = random_passages(random.Random(seed), 5)
    slow = find([read(*passage, SPELLER, STOCK) for passage in made])
    words = read_words(pa.array([m[0] for m in made]), Vocabulary(SPELLER, STOCK))
    structure = Structure(
        post=np.array([m[1] for m in made]),
        article=np.array([m[2] for m in made]),
        reprint=np.array([m[3] for m in made]),
        title=np.zeros(len(made), bool),
    )
    fast = reuse_of(words, structure)
    offsets = [[(m.start(), m.end()) for m in re.finditer(r"\w+", text)] for text, *_ in made]
    expected = {
        (
            found.a,
            found.b,
            offsets[found.a][found.span[0]][0],
            offsets[found.a][found.span[1] - 1][1],
            offsets[found.b][found.span[2]][0],
            offsets[found.b][found.span[3] - 1][1],
            found.degree,
            round(found.similarity, 6),
        )
        for found in slow
    }
    columns = (fast.a, fast.b, fast.a_start, fast.a_end, fast.b_start, fast.b_end)
    rows = zip(
        *(column.tolist() for column in columns),
        fast.degree,
        [round(value, 6) for value in fast.similarity.tolist()],
        strict=True,
    )
    assert set(rows) == expected


def test_the_reference_reads_words_as_the_arrays_do() -> None:
    text = 'In Viet Nam "the kettle" sang. Then 12 ladders fell, and 3 neighbours laughed'
    words = read_words(pa.array([text]), vocabulary := Vocabulary(SPELLER, STOCK))
    passage: Passage = read(text, 0, 0, False, SPELLER, STOCK)
    assert words.key.tolist() == [vocabulary.value_of(w) & 0xFFFFFFFF for w in passage.words]
    assert (words.flag & 1).tolist() == [int(c) for c in passage.content]
    assert (words.flag & 4 > 0).tolist() == passage.opens
    assert (words.flag & 8 > 0).tolist() == passage.closes


def _arrays(made: list[tuple[str, int, int, bool]]) -> tuple[Any, Any, Any]:
    texts = pa.array([m[0] for m in made])
    return texts, np.array([m[1] for m in made]), np.array([m[2] for m in made])


def _by_engine(made: list[tuple[str, int, int, bool]], size: int, ranges: int, buckets: int) -> Any:
    """Map batches, shuffle by range, map, shuffle by bucket, map."""
    texts, post, article = _arrays(made)
    batches = []
    for at in range(0, len(made), size):
        part = slice(at, at + size)
        batch = pa.record_batch(
            {
                "passage": np.arange(len(made))[part],
                "post": post[part],
                "article": article[part],
                "text": texts[part],
            }
        )
        batches.append(engine.fingerprint(batch, Vocabulary(SPELLER, STOCK), ranges))
    words = pa.Table.from_batches([words for words, _ in batches])
    keys = pa.Table.from_batches([keys for _, keys in reversed(batches)])
    found = [
        engine.seeds_in_range(keys.filter(pc.equal(keys["range"], which)), buckets)
        for which in range(ranges)
    ]
    seeds = pa.Table.from_batches([seeds for seeds, _ in found])
    frequent = pa.Table.from_batches([frequent for _, frequent in found])
    spans = []
    for bucket in range(buckets):
        own = seeds.filter(pc.equal(seeds["bucket"], bucket))
        named = pa.chunked_array([*own["a"].chunks, *own["b"].chunks], pa.int64())
        needed = words.filter(pc.is_in(words["passage"], named.combine_chunks()))
        spans.append(engine.spans_in_bucket(own, frequent, needed, len(set(post.tolist()))))
    return pa.Table.from_batches(spans).sort_by(
        [("a", "ascending"), ("b", "ascending"), ("a_start", "ascending")]
    )


@pytest.mark.parametrize(("size", "ranges", "buckets"), [(1000, 1, 1), (7, 4, 3)])
def test_batches_and_shuffles_find_what_one_process_finds(
    size: int, ranges: int, buckets: int
) -> None:
    made = random_passages(random.Random(99), 40)
    # Copies that only meet as a whole: all their 5-grams stand in many places.
    for post in range(40, 70):
        text = FERRY if post % 29 == 11 else f"Letter {post} begins: {FERRY}"
        made.append((text, post, 1000 + post, False))
    texts, post, article = _arrays(made)
    words = read_words(texts, Vocabulary(SPELLER, STOCK))
    local = pa.table(vars(joined(list(match(words, post, article))))).sort_by(
        [("a", "ascending"), ("b", "ascending"), ("a_start", "ascending")]
    )
    shuffled = _by_engine(made, size, ranges, buckets)
    assert local.num_rows > 50
    whole = {number for number, (text, *_) in enumerate(made) if text == FERRY}
    assert whole in [
        set(pair) for pair in zip(local["a"].to_pylist(), local["b"].to_pylist(), strict=True)
    ]
    for name in local.column_names:
        one, other = local[name].to_numpy(), shuffled[name].to_numpy()
        assert np.allclose(one, other), f"column {name} differs"


@pytest.mark.parametrize(
    ("constant", "value"),
    [
        ("matching._KEYS_AT_ONCE", 500),
        ("matching._WORDS_AT_ONCE", 300),
        ("seeds._SLICE", 30),
        ("spans._BATCH", 100),
    ],
)
def test_work_in_small_pieces_finds_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, constant: str, value: int
) -> None:
    made = random_passages(random.Random(5), 40)
    texts, post, article = _arrays(made)
    words = read_words(texts, Vocabulary(SPELLER, STOCK))
    structure = Structure(post, article, np.array([m[3] for m in made]), np.zeros(len(made), bool))
    whole = reuse_of(words, structure)
    assert len(whole.a) > 40
    monkeypatch.setattr(f"pipeline.reuse.{constant}", value)
    pieces = reuse_of(words, structure, tmp_path / "scratch")
    for name, column in vars(whole).items():
        assert np.array_equal(column, getattr(pieces, name)), f"{name} differs"
    assert not list(tmp_path.glob("scratch/*")), "files were left behind"


def _grown(texts: Sequence[str], n_documents: int) -> tuple[pa.Table, pa.Table]:
    articles: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    for number in range(n_documents):
        own = Archive(document=f"d{number}").post(*texts[number::7]).reprint(*texts[number::5])
        articles += [
            row | {key: f"{row['document_id']}-{row[key]}" for key in ("article_id", "post_id")}
            for row in own.articles
        ]
        passages += [
            row | {"article_id": f"{row['document_id']}-{row['article_id']}"}
            for row in own.passages
        ]
    return build("parsed_articles", articles), build("parsed_passages", passages)


def test_a_new_document_joined_to_kept_words_gives_what_a_full_run_gives(tmp_path: Path) -> None:
    texts = [text for text, *_ in random_passages(random.Random(3), 30)]
    find_reuse(*_grown(texts, 6), (), REFERENCE, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(before) == 6
    joined = find_reuse(*_grown(texts, 7), ("Lisbon Council",), REFERENCE, tmp_path)
    assert joined.equals(find_reuse(*_grown(texts, 7), ("Lisbon Council",), REFERENCE))
    after = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert before.items() <= after.items(), "words of known documents were made again"
    assert len(after) == 7
    find_reuse(*_grown(texts, 5), (), REFERENCE, tmp_path)
    assert len(list(tmp_path.iterdir())) == 5, "words of documents that are gone were kept"


def test_kept_words_that_cannot_be_read_are_made_again(tmp_path: Path) -> None:
    texts = [text for text, *_ in random_passages(random.Random(3), 10)]
    whole = find_reuse(*_grown(texts, 2), (), REFERENCE, tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:100])
    assert find_reuse(*_grown(texts, 2), (), REFERENCE, tmp_path).equals(whole)


def test_a_passage_of_no_article_is_refused() -> None:
    articles, passages = Archive().post(FERRY).post(BRIDGE).tables()
    with pytest.raises(ValueError, match="belongs to no article"):
        find_reuse(articles.slice(1), passages, (), REFERENCE)
