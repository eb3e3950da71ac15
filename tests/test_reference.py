"""Loading, extending and refusing reference CSVs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reference import Reference, ReferenceError, load_reference
from pipeline.reference.specs import SPECS


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def test_every_spec_has_its_file_and_every_row_a_source(reference: Reference) -> None:
    for name in SPECS:
        for row in reference.rows(name):
            assert row["source"], f"{name}: no source in {row}"


def test_no_csv_without_a_spec() -> None:
    directory = Path(__file__).parent.parent / "pipeline" / "reference"
    assert {path.stem for path in directory.glob("*.csv")} == set(SPECS)


def test_countries_and_their_names_agree(reference: Reference) -> None:
    known = {row["iso3"] for row in reference.rows("countries")}
    assert len(known) >= 230
    named = {row["iso3"] for row in reference.rows("country_names") if row["iso3"]}
    assert named == known
    for name in ("places", "place_overrides"):
        strange = {row["country"] for row in reference.rows(name)} - known
        # Territories without a country row of their own.
        assert not strange, f"{name}: countries without a row: {sorted(strange)}"


def test_rows_of_the_user_replace_and_extend(tmp_path: Path, reference: Reference) -> None:
    (tmp_path / "countries.csv").write_text(
        "iso3,name,capital,source\nBOL,Bolivia,La Paz,my view\nXYZ,Examplia,Sample City,test\n",
        encoding="utf-8",
    )
    extended = load_reference(tmp_path)
    before, after = reference.rows("countries"), extended.rows("countries")
    assert len(after) == len(before) + 1
    assert after[-1]["name"] == "Examplia"
    [bolivia] = [row for row in after if row["iso3"] == "BOL"]
    assert (bolivia["capital"], bolivia["source"]) == ("La Paz", "my view")
    assert [r["iso3"] for r in before] == [r["iso3"] for r in after[:-1]], "order changed"
    assert extended.digest != reference.digest
    assert load_reference().digest == reference.digest


def test_references_are_keys_by_identity(reference: Reference) -> None:
    assert len({reference, load_reference(), reference}) == 2


def test_an_unknown_name_is_an_error(reference: Reference) -> None:
    with pytest.raises(ReferenceError, match=r"no reference file planets\.csv"):
        reference.rows("planets")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("countries.csv", b"iso3,name\nABC,Examplia\n", r"countries\.csv:1: missing columns"),
        (
            "countries.csv",
            b"iso3,name,capital,source\nABC,Examplia,,x\nABD,,,x\n",
            r"countries\.csv:3: empty name",
        ),
        (
            "countries.csv",
            b"iso3,name,capital,source\nABC,Examplia,,\n",
            r"countries\.csv:2: empty source",
        ),
        (
            "countries.csv",
            b"iso3,name,capital,source\nABC,A,,x\nABC,B,,x\n",
            r"countries\.csv:3: repeated iso3",
        ),
        (
            "countries.csv",
            b"iso3,name,capital,source\nAbc,A,,x\n",
            r"countries\.csv:2: iso3 'Abc' does not match",
        ),
        (
            "places.csv",
            b"name,country,place,kind,population,context,source\nA,ABC,A,city,many,,x\n",
            r"places\.csv:2: population 'many'",
        ),
        (
            "place_overrides.csv",
            b"name,country,place,kind,city,context,source\nA,ABC,A,town,,,x\n",
            r"place_overrides\.csv:2: kind 'town'",
        ),
        ("countries.csv", b"iso3,name,capital,source\nABC,A\n", r"countries\.csv:2:"),
        ("countries.csv", b"iso3,name,capital,source\nABC,A,,x,y\n", r"countries\.csv:2:"),
        ("countries.csv", b"iso3,name,capital,source\nABC,\xff,,x\n", "not UTF-8"),
        ("countries.csv", b'iso3,name,capital,source\nABC,"A,,x\n', r"countries\.csv"),
        ("planets.csv", b"name,source\nMars,x\n", "unknown reference file"),
    ],
)
def test_bad_files_are_named_with_their_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReferenceError, match=message):
        load_reference(tmp_path)


def test_a_missing_directory_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="not a directory"):
        load_reference(tmp_path / "nowhere")


def test_a_byte_order_mark_and_other_files_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "countries.csv").write_text(
        "iso3,name,capital,source\nXYZ,Examplia,,test\n", encoding="utf-8-sig"
    )
    assert load_reference(tmp_path).rows("countries")[-1]["iso3"] == "XYZ"
