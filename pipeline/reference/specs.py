"""What each reference CSV must look like. To add a CSV: put the file here, then one line below.

A spec names the required columns (every file also ends in `source`: where the row comes from, or
why it stands), the key that is unique and by which a user's row replaces a built-in one, and the
columns that may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spec:
    """`columns` without `source`; `key` ⊆ columns; `optional` columns may hold empty cells.

    `patterns`: what a cell that is not empty must match in full.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    optional: tuple[str, ...] = ()
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


def _spec(columns: str, key: str, optional: str = "", **patterns: str) -> Spec:
    compiled = {column: re.compile(pattern) for column, pattern in patterns.items()}
    return Spec(tuple(columns.split()), tuple(key.split()), tuple(optional.split()), compiled)


_ISO3 = "[A-Z]{3}"

# One entry per CSV.
SPECS: dict[str, Spec] = {
    "country_codes": _spec("iso3 iso2", key="iso3", iso3=_ISO3, iso2="[A-Z]{2}"),
    "countries": _spec("iso3 name capital", key="iso3", optional="capital", iso3=_ISO3),
    "country_names": _spec(
        "iso3 form type",
        key="form",
        optional="iso3",
        iso3=_ISO3,
        type="name|formal|former|demonym|lookup|ambiguous|block",
    ),
    "place_overrides": _spec(
        "name country place kind city context",
        key="name country",
        optional="city context",
        country=_ISO3,
        kind="capital|city|region|venue",
        context="in",
    ),
    "places": _spec(
        "name country place kind population context",
        key="name country",
        optional="context",
        country=_ISO3,
        kind="capital|city|region|venue",
        population="[0-9]+",
        context="in",
    ),
    "bodies": _spec("form name kind", key="form"),
    "name_order": _spec(
        "country order short",
        key="country",
        country=_ISO3,
        order="family-first|given-first|two-surnames|single",
        short="first|last|full",
    ),
    "not_names": _spec("phrase kind", key="phrase"),
    "offices": _spec("form type", key="form", type="head|rank|honorific|modifier|kin"),
    "organisation_names": _spec("organisation_id form", key="organisation_id form"),
    "organisations": _spec(
        "organisation_id name kind country",
        key="organisation_id",
        optional="country",
        country=_ISO3,
    ),
    "particles": _spec("particle", key="particle"),
    "person_names": _spec("name kind culture", key="name kind culture", kind="family|given"),
    "persons": _spec("name country aliases", key="name", optional="country aliases", country=_ISO3),
    "romanisations": _spec("culture variant standard", key="culture variant standard"),
    "spelling": _spec("form level", key="form"),
    "stock_words": _spec("word", key="word"),
    "publishers": _spec(
        "publisher_id name country datelines domains aliases",
        key="publisher_id",
        optional="country datelines domains aliases",
    ),
}
