"""Cities, regions and venues in running text, and looked up by name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.places import find_places, lookup_place
from pipeline.reference import Reference, load_reference

REFERENCE: Reference = load_reference()

FIXTURE = Path(__file__).parent / "fixtures" / "places.txt"
CASES = [
    line for line in FIXTURE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES)
def test_places_in_running_text(case: str) -> None:
    text, wanted = case.split(" | ")
    places = find_places(text, REFERENCE)
    found = ", ".join(f"{place.name}/{place.country}/{place.kind}" for place in places)
    assert (found or "-") == wanted, text


def test_a_venue_knows_its_city() -> None:
    [venue] = find_places("at the Great Hall of the People", REFERENCE)
    assert venue.city == "Beijing"
    [region] = find_places("in Yunnan Province", REFERENCE)
    assert region.city is None


def test_a_hint_chooses_among_namesakes() -> None:
    for country in ("ESP", "VEN"):
        [place] = find_places("in Valencia", REFERENCE, country)
        assert place.country == country
    [capital] = find_places("in Tripoli", REFERENCE, "CHN")
    assert capital.country == "LBY", "a hint without a candidate must not matter"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("HA NOI", None, ("Hanoi", "VNM")),
        ("Beijing", None, ("Beijing", "CHN")),
        ("KUALA LUMPUR", None, ("Kuala Lumpur", "MYS")),
        ("SINGAPORE", None, ("Singapore", "SGP")),
        ("malé", None, ("Malé", "MDV")),
        ("Washington, D.C.", None, ("Washington", "USA")),
        ("Bogota", None, ("Bogotá", "COL")),
        ("Xi’an", None, ("Xi'an", "CHN")),
        ("Osh", None, ("Osh", "KGZ")),
        ("Valencia", "VEN", ("Valencia", "VEN")),
        ("Birmingham", None, ("Birmingham", "GBR")),
        ("Birmingham", "USA", ("Birmingham", "USA")),
    ],
)
def test_looked_up_whatever_the_case(
    name: str, country: str | None, expected: tuple[str, str]
) -> None:
    place = lookup_place(name, REFERENCE, country)
    assert place is not None, name
    assert (place.name, place.country) == expected


@pytest.mark.parametrize("name", ["", "nowhere", "the", "China"])
def test_what_is_no_place_is_not_found(name: str) -> None:
    assert lookup_place(name, REFERENCE) is None


def test_every_capital_is_found_in_its_country() -> None:
    for row in REFERENCE.rows("countries"):
        if not row["capital"]:
            continue
        places = find_places(f"The two sides met in {row['capital']}.", REFERENCE)
        assert [place.kind for place in places] == ["capital"], row["capital"]
        place = lookup_place(row["capital"], REFERENCE, row["iso3"])
        assert place is not None
        assert place.country == row["iso3"], row


@given(st.text(alphabet="BEeijngHanoL, .’-()in\n\u00a0", max_size=60))
def test_any_text_gives_true_spans(text: str) -> None:
    reached = 0
    for place in find_places(text, REFERENCE):
        assert reached <= place.start < place.end <= len(text)
        reached = place.end


def test_a_megabyte_is_no_matter() -> None:
    """A loose bound against a lost index; the benchmark measures."""
    text = "The ministers of the two countries met in Dakar, and then in Xi’an, on their own wish. "
    text *= 1_000_000 // len(text)
    find_places("", REFERENCE)
    started = time.perf_counter()
    assert len(find_places(text, REFERENCE)) == 2 * text.count("Dakar")
    assert time.perf_counter() - started < 4
