"""Text reuse: spans, degrees, formulae, clusters; against gold."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gold_tables import gold_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_archive import BRIDGE, FERRY, REFERENCE, Archive

from pipeline.evaluate.gold import read_gold
from pipeline.reuse import find_reuse, mark_duplicates
from pipeline.reuse.identical import identical_pairs
from pipeline.reuse.seeds import FREQUENT
from pipeline.tables import build

ROOT = Path(__file__).parent


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
