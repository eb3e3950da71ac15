"""The checks themselves: what they let through and what they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fingerprint import code_version, file_sha256, seeds_digest
from pipeline.tables import TABLES, build
from pipeline.verify import check_not_null, check_spans, uncovered, verify

Tables = dict[str, pa.Table]


def test_a_consistent_set_has_no_problem(tiny_tables: Tables) -> None:
    assert verify(tiny_tables) == []


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(0, 2), (4, 6)], None),
        ([(0, 6)], None),
        ([(0, 2)], "characters 2–7 are in no passage: 'cd'"),
        ([(4, 6)], "characters 0–4 are in no passage: 'ab'"),
        ([(0, 5), (4, 6)], "two passages overlap at character 4"),
        ([(0, 2), (4, 9)], "two passages overlap at character 7"),
    ],
)
def test_uncovered_names_what_is_lost(spans: list[tuple[int, int]], message: str | None) -> None:
    assert uncovered("ab  cd\n", spans) == message


@given(st.text(alphabet="ab \n", max_size=30))
def test_words_cover_their_text(text: str) -> None:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    assert uncovered(text, spans) is None
    if spans:
        assert uncovered(text, spans[1:]) is not None


def _reuse(**changes: Any) -> pa.Table:
    row = {
        "source_passage_id": "0123456789ab:0",
        "source_start": 0,
        "source_end": 5,
        "target_passage_id": "0123456789ab:15",
        "target_start": 15,
        "target_end": 20,
        "degree": "partial",
        "similarity": 90.0,
        "n_words": 1,
    }
    return build("text_reuse", [{**row, **changes}])


@pytest.mark.parametrize(
    ("changes", "n_problems"),
    [
        ({}, 0),
        ({"source_end": 14}, 1),
        ({"target_start": 14}, 1),
        ({"source_start": 5}, 1),
        ({"target_passage_id": "unknown"}, 1),
        ({"source_end": 14, "target_end": 71}, 2),
    ],
)
def test_reused_spans_lie_in_their_passages(
    changes: dict[str, Any], n_problems: int, tiny_tables: Tables
) -> None:
    tables = {**tiny_tables, "text_reuse": _reuse(**changes)}
    assert len(check_spans("text_reuse", tables)) == n_problems


def test_a_span_beyond_its_document_is_named(tiny_tables: Tables) -> None:
    rows = tiny_tables["article_occurrences"].to_pylist()
    rows[0]["char_end"] = 1000
    tables = {**tiny_tables, "article_occurrences": build("article_occurrences", rows)}
    (problem,) = check_spans("article_occurrences", tables)
    assert str(problem) == "article_occurrences: 0–1000 lies outside 0123456789ab"


def test_nulls_are_counted_by_column(tiny_tables: Tables) -> None:
    schema = pa.schema([field.with_nullable(True) for field in TABLES["actors"].schema])
    rows = [{**row, "name": None} for row in tiny_tables["actors"].to_pylist()]
    tables = {**tiny_tables, "actors": pa.Table.from_pylist(rows, schema=schema)}
    assert [str(p) for p in check_not_null("actors", tables)] == ["actors: name is null in 2 rows"]


def test_digests_follow_contents_and_names(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("one")
    second.write_text("one")
    assert file_sha256(first) == file_sha256(second)
    digest = seeds_digest([first], tmp_path)
    assert seeds_digest([second], tmp_path) != digest, "a renamed seed is another path"
    first.write_text("two!")
    assert seeds_digest([first], tmp_path) != digest
    assert seeds_digest([tmp_path / "gone.txt"], tmp_path) == seeds_digest(
        [tmp_path / "gone.txt"], tmp_path
    )


def test_own_reference_data_is_part_of_the_code_version(tmp_path: Path) -> None:
    before = code_version(tmp_path)
    (tmp_path / "places.csv").write_text("name\n")
    after = code_version(tmp_path)
    (tmp_path / "notes.txt").write_text("not read")
    assert before != after
    assert code_version(tmp_path) == after
    assert len({before, after, code_version(None)}) == 3
