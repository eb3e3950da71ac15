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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # In front with a comma and a form of address
        (
            "The Minister of Trade of Montenegro, Dr Ivo Perić, met the Ambassador of the Kingdom "
            "of Norway – H.E. Kari Lund.",
            ["Minister of Trade of Montenegro", "Ambassador of the Kingdom of Norway"],
        ),
        # Behind without a comma
        (
            "It began with H.E Ian Moore High Commissioner of Australia to Tonga at ten.",
            ["High Commissioner of Australia to Tonga"],
        ),
        # Of two offices between two names, each has one
        (
            "It was attended by Mr. Osman Tesfay, Minister of Health and Presidential Adviser "
            "Mr. Yonas Kidane.",
            ["Minister of Health", "Presidential Adviser"],
        ),
        (
            "With them were the Minister of Health, Mr. Sami Farag, Intelligence Chief, Mr. Adel "
            "Nour and Minister of Water Mr. Omar Hilmi.",
            ["Minister of Health", "Intelligence Chief", "Minister of Water"],
        ),
        # Of a list, not of its last member
        (
            "Ministers U Than Kyaw, U Ko Lwin, Dr Myo Thu, the chief ministers of three states "
            "and officials joined.",
            ["Ministers", "Ministers", "Ministers"],
        ),
        # Another office of another person
        (
            "Ali bin Nasser al Harthy, Minister of Justice, the Qatari Ambassador and the guests "
            "sat down.",
            ["Minister of Justice"],
        ),
        # Who somebody is to another, where no office stands
        (
            "She met her Somali counterpart Ahmed Farah and Sodiq Rahimov, her Tajik colleague.",
            ["Somali counterpart", "Tajik colleague"],
        ),
        (
            "It was attended by Minister of Trade Omar Haddad, Director of the Office of His "
            "Majesty Ziad Nasser, and others.",
            ["Minister of Trade", "Director of the Office of His Majesty"],
        ),
        # Only the office of the one who is named
        (
            "He met the Indian Consul in Jaffna and Chairman of the Council, Mr. Ravi Nadar.",
            ["Chairman of the Council"],
        ),
        (
            "It was seen by the commander of Lake Command, Chinese Ambassador Hong Wen.",
            ["Chinese Ambassador"],
        ),
    ],
)
def test_titles_stand_with_their_own_names(text: str, titles: list[str]) -> None:
    rows = [row for row in mentions(text) if row["kind"] == "person"]
    assert [row["title"] for row in rows] == titles
