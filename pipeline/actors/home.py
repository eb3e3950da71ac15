"""The state whose offices a text names without their country: "the Foreign Minister received …"."""

from __future__ import annotations

import re

from pipeline.countries import find_countries
from pipeline.places import lookup_place
from pipeline.reference import Reference

# Bodies that speak for one state wherever their dispatch is written.
_STATE_BODY = re.compile(
    r"\b(?:ministry|ministries|department|secretariat of state|government|cabinet|presidency|"
    r"president|prime minister|premier|chancellery|parliament|assembly|senate|congress|house|"
    r"foreign office|foreign affairs|palace|court|bundestag|seimas|saeima|knesset|duma|majlis)\b",
    re.I,
)


def home(
    publisher_id: str | None,
    publisher: str | None,
    country: str | None,
    dateline_place: str | None,
    reference: Reference,
) -> str | None:
    """ISO code by the publisher's name and country and the dateline; None where unclear.

    A state's own body speaks of its own offices wherever it writes; a newspaper does at home.
    """
    at = None
    if dateline_place:
        place = lookup_place(dateline_place, reference)
        at = place.country if place else None
    if publisher_id is None or publisher is None:
        return at
    if country is None:
        named = {hit.iso3 for hit in find_countries(publisher, reference)}
        country = named.pop() if len(named) == 1 else None
    if country is None or _STATE_BODY.search(publisher):
        return country
    return country if at in (None, country) else None
