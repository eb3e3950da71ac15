"""Lines that name the house of a text: letterheads, credits and sign-offs, part by part.

"Republic of Slovenia | Ministry of Foreign Affairs", "European Parliament - Press service -
13-10-2005", "(Xinhua)": every part of such a line is a house, its desk, its country or place, a
date, a section of the site or an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.countries import country_of
from pipeline.posts.bodies import (
    acts,
    house_of_desk,
    in_country,
    is_bare,
    is_body,
    is_desk,
    may_name_body,
    tidy_name,
)
from pipeline.posts.metas import Meta, is_label, level_date
from pipeline.posts.naming import is_known
from pipeline.posts.printed import StatedDate, locate_date, parse_date
from pipeline.posts.publishers import Publishers, form_key
from pipeline.posts.rubrics import is_rubric
from pipeline.text import slug

_LONGEST = 160
_PARTS = re.compile(r"\s*[|•·»]\s*|\s+[–—-]{1,2}\s+|,\s*(?=\D)|;\s+|\s+/\s+")
_SIGNED = re.compile(
    r"(?P<source>.+?)\s*(?:,|[|/•·]|\s[—–-])?\s+by:?\s+"
    r"(?P<author>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,4})$"
)
_ADDRESS = re.compile(r"(?:e-?mail\s*:?\s*)?[\w.+-]+@[\w.-]+\.\w+|(?:https?://|www\.)\S+", re.I)
_CLOCK = re.compile(r"\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?\s*(?:[ap]\.?m\.?|hrs|GMT)?", re.IGNORECASE)
_SEVERAL = re.compile(r"[|,\d]")  # signs of more parts than one
_FRAME = (_ADDRESS, _CLOCK)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_CAPITALISED = re.compile(
    r"(?:(?:of|the|and|for|de|la|al|&)\s+|[^\W\d_a-z][\w.'’-]*\s+)*[^\W\d_a-z][\w.'’-]*"
)
_INITIALS = 2
_HOUSE_WORDS = 7  # of an unknown house that stands before its desk


@dataclass(slots=True)
class _Line:
    """What the parts of a line are."""

    houses: list[str] = field(default_factory=list)  # known, or with a desk of their own
    bodies: list[str] = field(default_factory=list)  # by their shape alone
    organisations: list[str] = field(default_factory=list)
    country: str | None = None
    date: StatedDate | None = None
    place: str | None = None
    frame: int = 0  # desks, sections, dates, addresses
    unknown: int = 0


def imprint_line(head: str, known: Publishers) -> Meta | None:
    """The house that a line names and little else; None for any other line."""
    if len(head) > _LONGEST or head[-1:] in ("?", ":", ";"):
        return None
    signed = _SIGNED.match(head) if " by" in head and len(head) <= 90 else None
    name = _unwrapped((signed["source"] if signed else head).strip(" /|.,—–-©"))
    if len(name) <= _INITIALS and name == head:
        return None  # "TT": initials need brackets
    if len(name) <= 90 and is_known(name, known) and slug(name):
        return Meta("source", source=name, author=signed["author"] if signed else None)
    if head.endswith(".") or not (_SEVERAL.search(head) or may_name_body(head)):
        return None
    name = level_date(name)
    line = _read(name, known)
    source = _source(line, known)
    if source is None:
        return None
    kind = "date" if line.date is not None and line.place is not None else "source"
    return Meta(kind, date=line.date, source=source, place=line.place)


def _unwrapped(text: str) -> str:
    """Without brackets around it, or half of a pair; "X (Y)" keeps them."""
    whole = text[:1] not in ("(", "[") and "(" in text and text.endswith(")")
    return text if whole else text.strip(" ()[]/|.,—–-©")


def _read(name: str, known: Publishers) -> _Line:
    line = _Line()
    pieces = [name]
    dated = locate_date(name, with_year=True)
    if dated is not None and parse_date(name, whole=True) is None:
        line.date, pieces = dated[0], [name[: dated[1]], name[dated[2] :]]
        line.frame += 1
    for piece in pieces:
        for part in filter(None, (_unwrapped(part.strip(" ,")) for part in _PARTS.split(piece))):
            _place_part(part, line, known)
    return line


def _place_part(part: str, line: _Line, known: Publishers) -> None:
    if "(" in part and country_of(part, known.reference) is None:
        part = _BRACKETED.sub("", part)
    if is_rubric(part) and not is_body(part):
        line.frame += 1
    elif is_known(part, known):
        line.houses.append(part)
    elif line.date is not None and (house := _house_before_section(part, known)) is not None:
        line.houses.append(house)
    elif (stated := parse_date(part, whole=True)) is not None:
        line.date = line.date or stated[0]
        line.frame += 1
    elif is_desk(part) or is_label(part) or any(p.fullmatch(part) for p in _FRAME):
        line.frame += 1
    elif (iso3 := country_of(part, known.reference)) is not None:
        line.country = line.country or iso3
    elif _is_house_with_desk(part, known):
        line.houses.append(part)
    elif is_body(part):
        line.bodies.append(tidy_name(part))
    elif form_key(part) in known.organisations:
        line.organisations.append(part)
    elif part[:1].isupper() and known.is_place(part):
        line.place = line.place or part
    else:
        line.unknown += 1


def _house_before_section(part: str, known: Publishers) -> str | None:
    """ "Lagoon Times World News": a known paper, then a section."""
    words = part.split()
    for size in range(len(words) - 1, 0, -1):
        if is_rubric(" ".join(words[size:])) and is_known(" ".join(words[:size]), known):
            return " ".join(words[:size])
    return None


def _is_house_with_desk(part: str, known: Publishers) -> bool:
    """ "AKEL Press Office", "Press Service of the Riigikogu": a name beside the word for a desk."""
    house = house_of_desk(part) if may_name_body(part) else None
    if house is None or acts(part) or is_bare(house) or country_of(house, known.reference):
        return False
    if is_known(house, known) or form_key(house) in known.organisations:
        return True
    return len(house.split()) <= _HOUSE_WORDS and _CAPITALISED.fullmatch(house) is not None


def _source(line: _Line, known: Publishers) -> str | None:
    """The name that the parts give together; None where one part is none of a letterhead's."""
    if line.houses and not line.unknown:
        return "; ".join(line.houses)
    if (
        line.bodies
        and not line.organisations
        and line.unknown <= (len(line.bodies) + line.frame > 1)
    ):
        # "Press Division, Federal Foreign Office": the house, not its desk, publishes.
        name = line.bodies[0]
        if is_bare(name) and line.country is not None:
            found = in_country(name, line.country, known)
            return found.name if found is not None else name
        return name
    if line.organisations and line.frame and not line.unknown and not line.bodies:
        return line.organisations[0]
    return None
