"""What each reference CSV must look like. To add a CSV: put the file here, then one line below.

A spec names the required columns (every file also ends in `source`: where the row comes from, or
why it stands), the key that is unique and by which a user's row replaces a built-in one, and the
columns that may be empty.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """`columns` without `source`; `key` ⊆ columns; `optional` columns may hold empty cells."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    optional: tuple[str, ...] = ()


def _spec(columns: str, key: str, optional: str = "") -> Spec:
    return Spec(tuple(columns.split()), tuple(key.split()), tuple(optional.split()))


# One line per CSV, in the order of the alphabet.
SPECS: dict[str, Spec] = {
    "countries": _spec("iso3 name capital", key="iso3", optional="capital"),
    "country_names": _spec("iso3 form type", key="form", optional="iso3"),
    "place_overrides": _spec(
        "name country place kind city context", key="name country", optional="city context"
    ),
    "places": _spec(
        "name country place kind population context", key="name country", optional="context"
    ),
    "bodies": _spec("form name kind", key="form"),
    "name_order": _spec("country order short", key="country"),
    "not_names": _spec("phrase kind", key="phrase"),
    "offices": _spec("form type", key="form"),
    "organisation_names": _spec("organisation_id form", key="organisation_id form"),
    "organisations": _spec(
        "organisation_id name kind country", key="organisation_id", optional="country"
    ),
    "particles": _spec("particle", key="particle"),
    "person_names": _spec("name kind culture", key="name kind culture"),
    "persons": _spec("name country aliases", key="name", optional="country aliases"),
    "romanisations": _spec("culture variant standard", key="culture variant standard"),
    "spelling": _spec("form level", key="form"),
    "stock_words": _spec("word", key="word"),
    "publishers": _spec(
        "publisher_id name country datelines domains aliases",
        key="publisher_id",
        optional="country datelines domains aliases",
    ),
}
