"""Text reuse: levelling, spans, degrees, formulae, clusters; against gold and a slow reference."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from gold_tables import gold_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_reference import Passage, find, read

from pipeline.evaluate.gold import read_gold
from pipeline.reference import load_reference
from pipeline.reuse import engine, find_reuse, mark_duplicates
from pipeline.reuse.arrays import joined
from pipeline.reuse.cutting import plain_words
from pipeline.reuse.deciding import Structure, reuse_of
from pipeline.reuse.finding import speller_of
from pipeline.reuse.identical import identical_pairs
from pipeline.reuse.levelling import Speller
from pipeline.reuse.matching import match
from pipeline.reuse.seeds import FREQUENT
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import read_words
from pipeline.tables import build

REFERENCE = load_reference()
SPELLER = speller_of(REFERENCE)
STOCK = [row["word"] for row in REFERENCE.rows("stock_words")]
ROOT = Path(__file__).parent


# -- levelled words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation analyse realising", "organization analyze realizing"),
        ("neighbourhood labour honourable", "neighborhood labor honorable"),
        ("centre theatres fibre metred", "center theaters fiber metered"),
        ("travelled modelling counsellor", "traveled modeling counselor"),
        ("defence offence licensing", "defense offense licencing"),
        ("dialogue programme towards whilst", "dialog program toward while"),
        ("Viet Nam, U.S. and co-operation", "Vietnam, US and cooperation"),
        ("mankind has ten per cent", "humanity has 10 percent"),
        ("Nhân Dân — São Tomé’s Türkiye", "Nhan Dan - Sao Tome's Turkiye"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    keys = read_words(pa.array([one, other]), Vocabulary(SPELLER))
    first, second = (keys.key[keys.offset[n] : keys.offset[n + 1]].tolist() for n in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("hours", "hors"), ("called", "cald"), ("size", "siz")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert SPELLER.level([one]) != SPELLER.level([other])


def test_a_form_of_three_words_is_refused() -> None:
    with pytest.raises(ValueError, match="more than two words"):
        Speller([("one two three", "six")])


_PIECES = [*"abzZÉéđи中 .,’“”-\u00a0\u00ad\u200b'0…\n😀", "Viet Nam ", "organise"]
_TEXTS = st.lists(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), max_size=5)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_read_in_arrays_are_the_words_read_one_by_one(texts: list[str]) -> None:
    vocabulary = Vocabulary(SPELLER)
    words = read_words(pa.array(texts, pa.string()), vocabulary)
    for number, text in enumerate(texts):
        expected = [w for *_, w in SPELLER.join(SPELLER.level(plain_words(text)))]
        own = slice(words.offset[number], words.offset[number + 1])
        keys = [vocabulary.value_of(word) & 0xFFFFFFFF for word in expected]
        assert words.key[own].tolist() == keys, f"words of {text!r}"


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_offsets_of_words_are_code_points_of_the_text(texts: list[str]) -> None:
    words = read_words(pa.array(texts, pa.string()), Vocabulary(Speller()))
    for number, text in enumerate(texts):
        own = np.arange(words.offset[number], words.offset[number + 1])
        passage = np.full(len(own), number)
        start = words.start[own].astype(np.int64)
        first = words.code_points(passage, start)
        end = words.code_points(passage, start + words.length[own])
        cut = [text[a:b] for a, b in zip(first.tolist(), end.tolist(), strict=True)]
        assert cut == plain_words(text)


def test_text_is_cut_alike_whatever_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pa.array([f"Delegation number {n} left Viet Nam" for n in range(300)])
    whole = read_words(texts, Vocabulary(SPELLER))
    monkeypatch.setattr("pipeline.reuse.words._CHUNK", 64)
    parts = read_words(texts.slice(0), Vocabulary(SPELLER))
    for one, other in zip(vars(whole).values(), vars(parts).values(), strict=True):
        assert np.array_equal(one, other)
    shifted = read_words(texts.slice(100), Vocabulary(SPELLER))
    assert shifted.key.tolist() == whole.key[whole.offset[100] :].tolist()


# -- an archive in a few lines -------------------------------------------------------------------


@dataclass
class Archive:
    """Builds parsed tables: `post` opens a post, `reprint` a reprint in it."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, Any]] = field(default_factory=list)
    document: str = "d"
    position: int = 0

    def article(
        self, kind: str, *texts: str, title: str | None = None, day: date | None = None
    ) -> Archive:
        number = len(self.articles)
        start = self.position
        article_id = f"a{number:03}"
        for text in ([title] if title else []) + list(texts):
            self.passages.append(
                {
                    "passage_id": f"{self.document}:{self.position}",
                    "document_id": self.document,
                    "article_id": article_id,
                    "position": len(self.passages),
                    "kind": "title" if text is title else "paragraph",
                    "char_start": self.position,
                    "char_end": self.position + len(text),
                    "n_words": len(text.split()),
                    "text": text,
                }
            )
            self.position += len(text) + 2
        post = article_id if kind == "introduction" else self.articles[-1]["post_id"]
        self.articles.append(
            {
                "article_id": article_id,
                "document_id": self.document,
                "post_id": post,
                "kind": kind,
                "position": number,
                "title": title,
                "publisher": None,
                "publisher_id": None,
                "author": None,
                "dateline_place": None,
                "date": day,
                "date_precision": "day" if day else None,
                "date_source": "text" if day else None,
                "is_truncated": False,
                "char_start": start,
                "char_end": self.position - 2,
            }
        )
        return self

    def post(self, *texts: str, **options: Any) -> Archive:
        return self.article("introduction", *texts, **options)

    def reprint(self, *texts: str, **options: Any) -> Archive:
        return self.article("reprint", *texts, **options)

    def tables(self) -> tuple[pa.Table, pa.Table]:
        return build("parsed_articles", self.articles), build("parsed_passages", self.passages)

    def text(self, passage_id: str, start: int, end: int) -> str:
        passage = next(p for p in self.passages if p["passage_id"] == passage_id)
        return str(passage["text"][start - passage["char_start"] : end - passage["char_start"]])

    def reuse(self, names: Sequence[str] = ()) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = find_reuse(*self.tables(), names, REFERENCE).to_pylist()
        return rows

    def marked(self) -> list[dict[str, Any]]:
        articles, passages = self.tables()
        found = find_reuse(articles, passages, (), REFERENCE)
        rows: list[dict[str, Any]] = mark_duplicates(
            passages, articles, found, REFERENCE
        ).to_pylist()
        return rows


FERRY = (
    "The ferry to Gozo was repainted by its own crew, who could not agree on a colour "
    "and therefore left the port side green and the starboard side yellow."
)
BRIDGE = (
    "Masons from three valleys rebuilt the arch with stones that their grandfathers had hidden "
    "in the river when the garrison came to collect them."
)


def test_a_verbatim_copy_in_other_spelling_is_found_and_its_original_is_the_reprint() -> None:
    archive = Archive().post(FERRY).reprint(FERRY.replace("colour", "color"))
    (row,) = archive.reuse()
    assert row["degree"] == "verbatim"
    assert row["similarity"] == 100.0
    assert row["source_passage_id"] == archive.passages[1]["passage_id"]
    assert row["target_passage_id"] == archive.passages[0]["passage_id"]


def test_a_quoted_sentence_is_partial_and_its_span_ends_where_the_copy_ends() -> None:
    quoted = FERRY[0].lower() + FERRY[1:-1]
    host = f"A letter in the local paper recalls how {quoted}; the writer is a retired pilot."
    archive = Archive().post(host).reprint(f"{BRIDGE} {FERRY} Nobody has complained.")
    (row,) = archive.reuse()
    assert row["degree"] == "partial"
    target = archive.text(row["target_passage_id"], row["target_start"], row["target_end"])
    source = archive.text(row["source_passage_id"], row["source_start"], row["source_end"])
    assert (target, source) == (quoted, FERRY[:-1])
    assert row["n_words"] == len(FERRY.split())


def test_a_span_runs_over_edits() -> None:
    edited = FERRY.replace("repainted", "painted over").replace("therefore left", "left")
    archive = Archive().post(edited).reprint(FERRY)
    (row,) = archive.reuse()
    assert row["degree"] == "near"
    found = archive.text(row["target_passage_id"], row["target_start"], row["target_end"])
    assert found == edited[:-1]
    assert 80 < row["similarity"] < 100


def test_passages_of_one_article_are_not_compared() -> None:
    assert Archive().post(FERRY, FERRY).reuse() == []


FORMULAE = [
    "The two sides exchanged in-depth views on bilateral relations and on regional and "
    "international issues of common concern.",
    "He is ready to work with the new government to implement the important consensus reached by "
    "the leaders of the two countries and to expand practical cooperation in various fields.",
    "Permanent Secretary of the Ministry of Foreign Affairs and International Trade of the "
    "Republic of Ruritania Anton Hentzau was present at the meeting.",
]


@pytest.mark.parametrize("formula", FORMULAE)
def test_formulae_and_offices_are_no_reuse_between_posts(formula: str) -> None:
    archive = Archive().post(FERRY, formula).post(BRIDGE).reprint(formula)
    assert archive.reuse() == []


def test_names_that_are_handed_in_are_no_evidence() -> None:
    office = (
        "the keeper of the lesser seals and warden of the salt cellars of the upper harbour "
        "opened the session"
    )
    archive = Archive().post(f"As usual {office}.").post(f"In the end {office}.")
    assert archive.reuse(), "unknown words should have counted"
    name = "keeper of the lesser seals and warden of the salt cellars of the upper harbour"
    assert archive.reuse([name]) == []


def test_each_word_of_an_introduction_comes_from_one_place() -> None:
    phrase = "was repainted by its own crew, who could"
    archive = Archive().post(FERRY).reprint(FERRY, f"Nobody believed that it {phrase} paint.")
    assert [row["degree"] for row in archive.reuse()] == ["verbatim"]


def test_a_reprint_under_the_title_of_its_post_repeats_the_title_only() -> None:
    title = "Islanders Paint Their Own Ferry"
    archive = Archive().post(FERRY, title=title).reprint(BRIDGE, title=title.upper())
    (row,) = archive.reuse()
    assert (row["degree"], row["target_passage_id"]) == ("verbatim", "d:0")
    other = Archive().post(FERRY, title=title).post(BRIDGE, title=title)
    assert other.reuse() == [], "two posts of one title are no reuse"


def test_nothing_comes_of_nothing() -> None:
    empty = Archive().tables()
    assert find_reuse(*empty).num_rows == 0
    assert Archive().post("Hence:").post("!!!").reuse() == []


# -- duplicates ----------------------------------------------------------------------------------


def test_the_canonical_passage_is_the_earlier_reprints() -> None:
    archive = (
        Archive()
        .post(FERRY)
        .reprint(FERRY, day=date(2024, 3, 2))
        .post(BRIDGE)
        .reprint(FERRY, day=date(2024, 3, 1))
    )
    ids = [p["passage_id"] for p in archive.passages]
    duplicate_of = {row["passage_id"]: row["duplicate_of"] for row in archive.marked()}
    assert duplicate_of == {ids[0]: ids[3], ids[1]: ids[3], ids[2]: None, ids[3]: None}


def test_a_partial_copy_is_no_duplicate() -> None:
    archive = Archive().post(f"{FERRY} {BRIDGE} {BRIDGE.upper()}").reprint(FERRY)
    assert archive.reuse()
    assert all(row["duplicate_of"] is None for row in archive.marked())


def edited(text: str, share: float, source: random.Random) -> str:
    """A copy with a share of the words replaced, dropped or doubled."""
    words = []
    for word in text.split():
        if source.random() >= share:
            words.append(word)
        elif source.random() < 0.7:
            words.append(source.choice(("lamp", "kettle", "orchard", "violin", "ladder")))
    return " ".join(words)


def test_three_hundred_edited_copies_are_one_cluster() -> None:
    source = random.Random(7)
    text = f"{FERRY} {BRIDGE}"
    archive = Archive()
    for number in range(300):
        archive.post(edited(text, 0.01 + 0.07 * number / 300, source))
    rows = archive.marked()
    canonical = [row["duplicate_of"] for row in rows]
    largest = max(canonical.count(c) for c in set(canonical) if c) + 1
    assert largest >= 297, f"the largest cluster has {largest} of 300 copies"


def test_equal_passages_meet_although_all_their_words_stand_in_many_places() -> None:
    archive = Archive().post(FERRY)
    for number in range(30):
        archive.post(f"Letter {number} from the harbour begins: {FERRY} It ends with a {number}.")
    archive.post(FERRY)
    first, *_, last = [passage["passage_id"] for passage in archive.passages]
    degrees = {
        (row["source_passage_id"], row["target_passage_id"]): row["degree"]
        for row in archive.reuse()
    }
    assert degrees.get((first, last)) == "verbatim"


@given(st.lists(st.integers(0, 6), max_size=60))
@settings(max_examples=100, deadline=None)
def test_equal_digests_are_paired_all_or_each_with_its_next(digests: list[int]) -> None:
    expected = set()
    for digest in set(digests) - {0}:
        own = [n for n, other in enumerate(digests) if other == digest]
        few = len(own) <= FREQUENT
        expected |= set(combinations(own, 2)) if few else set(pairwise(own))
    a, b = identical_pairs(np.array(digests, np.uint64))
    assert sorted(zip(a.tolist(), b.tolist(), strict=True)) == sorted(expected)


def test_a_later_crawl_repeats_the_best_occurrence() -> None:
    articles, passages = Archive().post(FERRY, BRIDGE).tables()
    later = Archive(document="e").post(f"{FERRY}", BRIDGE.replace("three", "four"), FERRY[:80])
    for row in later.articles:
        row["is_truncated"] = True
    articles = build("parsed_articles", articles.to_pylist() + later.articles)
    passages = build("parsed_passages", passages.to_pylist() + later.passages)
    found = find_reuse(articles, passages, (), REFERENCE)
    assert found.num_rows == 0, "one article reuses nothing of itself"
    marked = mark_duplicates(passages, articles, found, REFERENCE).to_pylist()
    assert [row["duplicate_of"] for row in marked[:2]] == [None, None]
    assert [row["duplicate_of"] for row in marked[2:4]] == [row["passage_id"] for row in marked[:2]]
    assert marked[2]["similarity"] == 100.0
    assert 90 < marked[3]["similarity"] < 100.0


# -- against the slow reference ------------------------------------------------------------------

VOCABULARY = (
    "harbour lantern orchard kettle violin granite meadow ladder saddle thimble cooperation "
    "exchanges relations friendship development The Ministry Lisbon Council of and in with by to "
    "a that 12 2024 organise neighbour"
).split()


def _passages(source: random.Random, n_posts: int) -> list[tuple[str, int, int, bool]]:
    """Random passages that copy, cut, edit and mix one another."""
    made: list[tuple[str, int, int, bool]] = []
    article = 0
    for post in range(n_posts):
        for number in range(source.randint(1, 3)):
            for _ in range(source.randint(1, 3)):
                words = source.choices(VOCABULARY, k=source.randint(3, 40))
                if made and source.random() < 0.7:
                    text, *_rest = source.choice(made)
                    copied = text.split()
                    start = source.randrange(len(copied))
                    copied = copied[start : start + source.randint(4, 40)]
                    at = source.randrange(len(words))
                    if source.random() < 0.4:
                        words = []
                    words[at:at] = [
                        source.choice(VOCABULARY) if source.random() < 0.08 else word
                        for word in copied
                    ]
                text = " ".join(words)
                if source.random() < 0.5:
                    text = text.replace(" of ", ". Of ", 1) + "."
                made.append((text, post, article, number > 0))
            article += 1
    return made


@pytest.mark.parametrize("seed", range(25))
def test_the_fast_path_finds_what_the_slow_reference_finds(seed: int) -> None:
    made = _passages(random.Random(seed), 5)
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


# -- as a distributed engine would run it --------------------------------------------------------


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
    made = _passages(random.Random(99), 40)
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
    made = _passages(random.Random(5), 40)
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


# -- growing archives ----------------------------------------------------------------------------


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
    texts = [text for text, *_ in _passages(random.Random(3), 30)]
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
    texts = [text for text, *_ in _passages(random.Random(3), 10)]
    whole = find_reuse(*_grown(texts, 2), (), REFERENCE, tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:100])
    assert find_reuse(*_grown(texts, 2), (), REFERENCE, tmp_path).equals(whole)


def test_a_passage_of_no_article_is_refused() -> None:
    articles, passages = Archive().post(FERRY).post(BRIDGE).tables()
    with pytest.raises(ValueError, match="belongs to no article"):
        find_reuse(articles.slice(1), passages, (), REFERENCE)


# -- annotated texts -----------------------------------------------------------------------------


def scores(gold: Path, seeds: Path) -> tuple[float, float, set[Any], set[Any]]:
    """Recall, precision, missed and spurious pairs of lines."""
    annotated = read_gold(gold)
    tables = gold_tables(annotated, seeds)
    texts = {row["document_id"]: row for row in tables["documents"].to_pylist()}

    def line(passage_id: str, offset: int) -> tuple[str, int]:
        row = texts[passage_id.split(":")[0]]
        return row["path"], row["text"].count("\n", 0, offset) + 1

    expected = {
        frozenset(((row["document"], row["a_line"]), (row["document"], row["b_line"])))
        for row in annotated.of("reuse")
    }
    rows = find_reuse(tables["parsed_articles"], tables["parsed_passages"]).to_pylist()
    found = {
        frozenset(
            line(row[f"{side}_passage_id"], row[f"{side}_start"]) for side in ("source", "target")
        )
        for row in rows
    }
    hits = found & expected
    return len(hits) / len(expected), len(hits) / len(found), expected - found, found - expected


@pytest.mark.parametrize(
    ("gold", "seeds", "recall", "precision"),
    [
        (ROOT / "gold", ROOT.parent / "seeds", 0.93, 0.90),
        (ROOT / "variations/reuse/gold", ROOT / "variations/reuse/seeds", 0.90, 0.88),
    ],
)
def test_annotated_texts(gold: Path, seeds: Path, recall: float, precision: float) -> None:
    found_recall, found_precision, missed, spurious = scores(gold, seeds)
    assert found_recall >= recall, f"missed {sorted(map(sorted, missed))}"
    assert found_precision >= precision, f"spurious {sorted(map(sorted, spurious))}"
