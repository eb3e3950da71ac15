"""The parts of a dateline in front of the first sentence: place, date, agency.

Two of them, or one and a strong dash, make it certain; a capitalised phrase with a colon does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.posts.printed import MONTH, WEEKDAY, StatedDate, parse_date


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the sentence begins (index into the string that was parsed)."""

    place: str | None
    date: StatedDate | None
    agency: str | None
    end: int

    @property
    def names_origin(self) -> bool:
        """It gives a place or agency, not a bare date."""
        return self.place is not None or self.agency is not None


DASH = re.compile(r"\s*(?:\.-|—|–|--+|―|−| - |-(?=\s)|-(?=[A-Z\"'])|_+(?=\s)|:(?=\s)|\|)\s*")
_AGENCY = re.compile(
    r"\s*,?\s*(?:\((?P<round>[^()]{2,60})\)|/(?P<slash>[^/]{2,40})/|\[(?P<square>[^\][]{2,40})\])"
)
_PLACE_WORD = r"[^\W\d_][\w.'’-]*"
_PLACE = re.compile(
    rf"(?P<place>{_PLACE_WORD}(?:[ /](?:{_PLACE_WORD})){{0,4}}"
    rf"(?:,\s(?:{_PLACE_WORD})(?:[ ](?:{_PLACE_WORD})){{0,3}})?)"
)
_BARE_AGENCY = re.compile(
    r"\s*[,.|-]*\s*(?P<agency>[A-Z]{2,12}\b|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3})"
)
_CAPITALS = re.compile(
    r"\s*[,.]?\s+(?P<agency>[A-Z][A-Z&.]{2,}(?: [A-Z][A-Z&.]+){0,3})(?=\s*(?:—|–|--|\s-\s))"
)
_COUNTRY = re.compile(r"\s*[\[(][A-Z][\w .]{2,25}[\])](?=,)")  # "New Delhi [India], March 4"
_CONNECT = re.compile(r"\s*[,.|:/]?\s*(?:[-–]\s+)?(?:on\s+)?")
_TIME = re.compile(r"\s*,?\s*(?:at\s)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|GMT|hrs)?", re.I)
# "September 22 (Juche 87, 1998)": the era's year counts from 1912.
_JUCHE_AFTER = re.compile(
    r",?\s*\(?Juche\s+(?P<juche>\d{1,3})(?:\s*[,(]\s*(?P<year>\d{4}))?\)*", re.IGNORECASE
)
# A heading of the document with its date looks like a place with one.
_DOCUMENT = frozenset(
    """
    press release statement communique communiqué readout transcript bulletin note notice news
    media advisory remarks speech no number ref reference
    """.split()
)
_NO_PLACE = frozenset(
    """
    In On At From After Since Before During The A An As By For With This That When While
    Question Answer Reporter Journalist Moderator Interviewer Correspondent Spokesperson Host
    """.split()  # the second line: labels of a transcript ("Question (NHK): …")
)
_SMALL = frozenset("of the de la el al and da do dos du des le les del los las".split())


def parse_dateline(head: str, agencies: frozenset[str]) -> Dateline | None:
    """Dateline in the common order, with the agencies that are known by their tags."""
    place = None
    pos = 0
    stated = parse_date(head, 0)
    if stated is None:
        match = _PLACE.match(head)
        if match is None:
            return None
        place, pos = _cut_place(match["place"], agencies)
        if place is None:
            return None
        country = _COUNTRY.match(head, pos)
        pos = country.end() if country else pos
        connect = _CONNECT.match(head, pos)
        stated = parse_date(head, connect.end() if connect else pos)
    if stated is None and place is not None:
        bracketed = re.compile(r"\s*\((?=[^()]{4,30}\))").match(head, pos)
        stated = parse_date(head, bracketed.end()) if bracketed else None
        if stated is not None and head[stated[1] : stated[1] + 1] == ")":
            stated = stated[0], stated[1] + 1
        else:
            stated = None
    date_found = None
    if stated is not None:
        date_found, pos = stated
        juche = _JUCHE_AFTER.match(head, pos)
        if juche is not None and date_found.year is None:
            year = int(juche["year"] or int(juche["juche"]) + 1911)
            date_found, pos = replace(date_found, year=year), juche.end()
        clock = _TIME.match(head, pos)
        pos = clock.end() if clock else pos
        pos = _optional_dot(head, pos)
    agency, after = _agency_at(head, pos, agencies)
    if agency is None and date_found is not None:
        # "Jan. 5, Havana (Prensa Latina) –": the place may follow the date.
        late = _late_place(head, pos)
        if late is not None and place is None:
            place, pos = late
            agency, after = _agency_at(head, pos, agencies)
    dash = DASH.match(head, after)
    end = dash.end() if dash else after
    known_agency = agency is not None and agency.lower() in agencies and "/" in head[pos:after]
    if not known_agency and not _is_certain(
        place, date_found, agency, head[after : dash.end()] if dash else "", head
    ):
        return None
    if agency is not None and date_found is None and agency.lower() not in agencies and not dash:
        return None
    if place is not None and agency is None:
        tags = [part for part in re.split(r"\s*/\s*", place) if part.lower() in agencies]
        if tags and len(tags) == place.count("/") + 1:
            place, agency = None, tags[0]  # "VNA – …": an agency's tag is no place
    return Dateline(_tidy(place), date_found, agency, _skip_dot(head, end))


def _cut_place(place: str, agencies: frozenset[str]) -> tuple[str | None, int]:
    """The place ends before a month, weekday or agency that the pattern may have swallowed."""
    pieces = list(re.finditer(r"[^\s,]+", place))
    if any(piece[0].strip(".").lower() in _DOCUMENT for piece in pieces):
        return None, 0
    keep = 0
    for number, piece in enumerate(pieces):
        word = piece[0]
        if number and (re.fullmatch(MONTH, word, re.I) or re.fullmatch(WEEKDAY, word, re.I)):
            break
        if number and (word == "Juche" or word.split("-")[0].lower() in agencies):
            break
        if not number and word in _NO_PLACE:
            break
        if not word[0].isupper() and word not in _SMALL:
            break
        keep = piece.end()
        if word.endswith(".") and len(word) > 4:
            break  # "DUSHANBE. KAZINFORM"
    cut = place[:keep]
    return (cut or None), keep


def _optional_dot(head: str, pos: int) -> int:
    return pos + 1 if head[pos : pos + 1] == "." and head[pos + 1 : pos + 2] in " /(" else pos


def _skip_dot(head: str, pos: int) -> int:
    match = re.compile(r"\s*[.:]?\s*").match(head, pos)
    return match.end() if match else pos


def _agency_at(head: str, pos: int, agencies: frozenset[str]) -> tuple[str | None, int]:
    match = _AGENCY.match(head, pos)
    if match is not None:
        inner = match["round"] or match["slash"] or match["square"]
        if inner[:1].isupper() or "." in inner or inner.lower() in agencies:
            return inner.strip(), match.end()
        return None, pos
    capitals = _CAPITALS.match(head, pos) if pos else None
    if capitals is not None:
        return capitals["agency"], capitals.end("agency")
    bare = _BARE_AGENCY.match(head, pos)
    if bare is not None and bare.start("agency") > pos:
        words = bare["agency"].split()
        for size in range(len(words), 0, -1):
            tag = " ".join(words[:size]).rstrip(".")
            after = bare.start("agency") + len(tag)
            if tag.lower() in agencies and (
                DASH.match(head, after)
                or (tag.isupper() and "." in head[pos - 1 : pos + 1] + head[after : after + 1])
            ):
                return tag, after
    return None, pos


_LATE = re.compile(rf"\s*[,|]?\s*(?P<place>[A-Z]{_PLACE_WORD[9:]}(?:[ ][A-Z][\w.'’-]*){{0,3}})")


def _late_place(head: str, pos: int) -> tuple[str, int] | None:
    match = _LATE.match(head, pos)
    if match is None or match.end() - pos > 40:
        return None
    if _AGENCY.match(head, match.end()) or DASH.match(head, match.end()):
        return match["place"], match.end()
    return None


_DATE_STOP = re.compile(
    rf"[^.]{{3,40}},\s[^.]{{0,6}}(?:{MONTH}[^.]{{0,12}}|\d{{4}})\.\s+[A-Z]", re.I
)
_FULL_STOP = re.compile(r"[^.]{8,25}\.\s+[A-Z]|\d{1,4}\.\d\d?\.\d{1,4}\.?\s+[A-Z]")


def _is_certain(
    place: str | None, stated: StatedDate | None, agency: str | None, dash: str, head: str
) -> bool:
    if stated is not None and agency is not None:
        return True
    strong = bool(dash.strip()) and dash.strip() not in (":", "|")
    if stated is not None:
        if stated.year and stated.day and place is None and _FULL_STOP.match(head):
            return True
        dotted = (
            head[1:60].find(").") > 0 or ".-" in head[:60] or _DATE_STOP.match(head) is not None
        )
        return (bool(dash.strip()) or dotted) and (place is not None or strong)
    if place is None or len(place) < 2:
        return False
    if agency is not None:
        # "Wang Yi (left) said …" is no dateline: a dash, or a place in capitals, must stand by.
        return bool(dash.strip()) or place.isupper()
    return strong and place.isupper() and len(place) > 3 and not dash.startswith("-")


def _tidy(place: str | None) -> str | None:
    return None if place is None else tidy_place(place)


def tidy_place(place: str) -> str:
    """First place named, in ordinary capitalisation: "NEW DELHI / GOA" → "New Delhi"."""
    place = re.split(r"\s*/\s*", place.strip(" ,.|-"))[0]
    place, _, region = (part.strip() for part in place.partition(","))
    if re.fullmatch(r"[A-Z]{2}|D\.C\.", region):
        return f"{tidy_place(place)}, {region}"  # "Washington, DC" is one name
    if place.isupper() and len(place) > 3:
        return " ".join(
            word if "." in word else _capitalise(word, number)
            for number, word in enumerate(place.split(" "))
        )
    return place


def _capitalise(word: str, number: int) -> str:
    lower = word.lower()
    if number and lower in _SMALL:
        return lower
    return "-".join(part[:1].upper() + part[1:] for part in lower.split("-"))
