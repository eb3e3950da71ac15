"""Countries in running text and as whole phrases."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.countries import country_of, find_countries
from pipeline.reference import Reference, load_reference

REFERENCE: Reference = load_reference()

FIXTURE = Path(__file__).parent / "fixtures" / "countries.txt"
CASES = [
    line for line in FIXTURE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES)
def test_countries_in_running_text(case: str) -> None:
    text, wanted = case.split(" | ")
    hits = find_countries(text, REFERENCE)
    found = ", ".join(f"{text[hit.start : hit.end]}={hit.iso3}" for hit in hits)
    assert (found or "-") == wanted


def test_names_and_demonyms_are_told_apart() -> None:
    hits = find_countries("China and the Chinese side, Lao and Laos", REFERENCE)
    assert [hit.form for hit in hits] == ["name", "demonym", "demonym", "name"]


@pytest.mark.parametrize(
    ("phrase", "iso3"),
    [
        ("the United States", "USA"),
        ("US", "USA"),
        ("u.s.", "USA"),
        ("us", None),
        ("the UAE", "ARE"),
        ("China’s", "CHN"),
        ("the Philippines’", "PHL"),
        ("chinese", "CHN"),
        ("VIETNAM", "VNM"),
        ("Holland", "NLD"),
        ("English", "GBR"),
        ("Korean", None),
        ("Korea", None),
        ("Congo", "COG"),
        ("cote d'ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Chinese Taipei", None),
        ("Indian Ocean", None),
        ("", None),
        ("the", None),
        ("nowhere", None),
    ],
)
def test_country_of_a_whole_phrase(phrase: str, iso3: str | None) -> None:
    assert country_of(phrase, REFERENCE) == iso3


def test_every_country_answers_to_its_own_name() -> None:
    for row in REFERENCE.rows("countries"):
        assert country_of(row["name"], REFERENCE) == row["iso3"], row["name"]
        assert country_of(f"the {row['name'].upper()}", REFERENCE) == row["iso3"], row["name"]


@given(st.text(alphabet="ChinaLosU.S K’-\n\u00a0ßİ", max_size=60))
def test_any_text_gives_true_spans(text: str) -> None:
    reached = 0
    for hit in find_countries(text, REFERENCE):
        assert reached <= hit.start < hit.end <= len(text)
        reached = hit.end


def test_a_megabyte_is_no_matter() -> None:
    """A loose bound against a lost index; the benchmark measures."""
    text = "The Chinese and Malian ministers met in Senegal, and spoke of the Republic of Korea. "
    text *= 1_000_000 // len(text)
    find_countries("", REFERENCE)
    started = time.perf_counter()
    assert len(find_countries(text, REFERENCE)) == 4 * text.count("Senegal")
    assert time.perf_counter() - started < 3
