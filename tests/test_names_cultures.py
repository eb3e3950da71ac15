"""Names of every culture, titles, ranks, bodies, and things that are no names, in short texts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import find_mentions
from pipeline.reference import Reference, load_reference

REFERENCE: Reference = load_reference()
FIXTURE = Path(__file__).parent / "fixtures" / "names.txt"
CASES = [
    line for line in FIXTURE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]
_MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


def mentions(
    text: str, kind: str = "paragraph", publisher: str | None = None
) -> list[dict[str, Any]]:
    """Candidate mentions of a document of one passage."""
    passage = {
        "document_id": "d",
        "passage_id": "d:0",
        "article_id": "a",
        "position": 0,
        "kind": kind,
        "char_start": 0,
        "char_end": len(text),
        "n_words": len(text.split()),
        "text": text,
    }
    article = {"article_id": "a", "post_id": "a", "kind": "reprint", "publisher": publisher}
    return find_mentions([passage], [article], REFERENCE)


@pytest.mark.parametrize("case", CASES)
def test_marked_names_are_found_and_nothing_else(case: str) -> None:
    kind = "title" if case.startswith("T: ") else "paragraph"
    marked = case.removeprefix("T: ").removeprefix("~ ")
    text = _MARK.sub(lambda match: match[1] or match[2], marked)
    persons = [match[1] for match in _MARK.finditer(marked) if match[1]]
    bodies = [match[2] for match in _MARK.finditer(marked) if match[2]]
    rows = mentions(text, kind)
    assert [row["surface"] for row in rows if row["kind"] == "person"] == persons, text
    if not case.removeprefix("T: ").startswith("~ "):
        assert [row["surface"] for row in rows if row["kind"] == "organisation"] == bodies, text


@given(st.lists(st.sampled_from([*CASES, "(", "…", "“", "\u00a0", "\n", "’s", "1,"]), max_size=6))
def test_offsets_hold_in_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    rows = mentions(text)
    for row in rows:
        assert text[row["char_start"] : row["char_end"]] == row["surface"]
        assert row["phrase_start"] <= row["char_start"] < row["char_end"] <= row["phrase_end"]
    starts = [(row["char_start"], row["char_end"]) for row in rows]
    assert all(a[1] <= b[0] for a, b in pairwise(starts)), "mentions overlap"


def test_the_publisher_of_an_article_is_a_body_in_its_source_line() -> None:
    """Known from the parsed article, not from a list; in prose one word may be a plain word."""
    text = "Courtesy of Lanternlight."
    assert "Lanternlight" in surfaces(mentions(text, "attribution", publisher="Lanternlight"))
    assert not surfaces(mentions("Lanternlight filled the streets.", publisher="Lanternlight"))


def surfaces(rows: list[dict[str, Any]]) -> list[str]:
    """Surfaces of the organisations among the mentions."""
    return [row["surface"] for row in rows if row["kind"] == "organisation"]
