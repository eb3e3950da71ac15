"""Datelines and dates as pages print them: "BEIJING, Jan. 10 (Xinhua) — …", "2024-05-15".

A dateline has up to three parts (place, date, agency) in front of the first sentence. Two of
them, or one and a strong dash, make it certain; a capitalised phrase with a colon does not.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9, "febr": 2}
_WEEKDAYS = {
    name.lower(): number
    for number in range(7)
    for name in (calendar.day_name[number], calendar.day_abbr[number])
} | {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:r(?:uary)?)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?)(?![a-z])\.?"
_ERA = r"(?:Juche\s*(?P<juche>\d{2,3}),?\s*)?"
_YEAR = r"(?P<{0}>(?:1[89]|2[0-6])\d\d)(?:\s*B\.?E\.?)?"
_DATE = re.compile(
    rf"""(?:(?P<weekday>{WEEKDAY}),?\s*(?:the\s*)?)?
    {_ERA}
    (?:
      \(?{_YEAR.format("yf")}\)?\s*[,.]?\s*(?P<mf>{MONTH})\s*(?P<df>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
     |(?P<ma>{MONTH})\s*(?P<da>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)
        (?:\s*[-–]\s*\d{{1,2}}(?!\d))?(?:\s*,?\s*(?:Juche\s*\d+,?\s*)?\(?{_YEAR.format("ya")}\)?|/(?P<short>\d\d)(?!\d)|,?\s*Juche\s*(?P<juche2>\d{{2,3}}))?
     |(?:(?P<from>\d{{1,2}})\s?[-–]\s?)?(?P<db>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s.-]+(?P<mb>{MONTH})
        (?:\s*[,.-]?\s*(?:B\.?E\.?\s*)?{_YEAR.format("yb")}(?:\s*\(\d{{4}}\)?)?)?
     |(?P<yn>(?:1[89]|2[0-6])\d\d)\s?(?P<sep>[-./])\s?(?P<mn>\d{{1,2}})\s?(?P=sep)\s?(?P<dn>\d{{1,2}})(?!\d)
     |(?P<p>\d{{1,2}})(?P<sep2>[-./])(?P<q>\d{{1,2}})(?P=sep2)(?P<yq>(?:1[89]|2[0-6])\d\d)(?!\d)
     |(?P<yc>(?:19|20)\d\d)\s*年\s*(?P<mc>\d{{1,2}})\s*月\s*(?P<dc>\d{{1,2}})\s*日
     |(?P<mo>{MONTH}),?\s+{_YEAR.format("yo")}
    )
    (?:\s*,?\s*\(?(?P<weekday2>{WEEKDAY})\)?(?!\w))?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as printed: `year` and `day` may be missing; `weekday` is 0 for Monday.

    `swapped` is the other reading of an ambiguous numeric date ("03/04/2024").
    """

    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    swapped: bool = False

    def to_date(self, year: int | None = None) -> date | None:
        """The calendar day (first of the month without a day); None if there is none."""
        year = self.year or year
        if year is None:
            return None
        try:
            return date(year, self.month, self.day or 1)
        except ValueError:
            return None


def _western(year: int) -> int | None:
    """Buddhist-era years (2443–2643) as Common Era; None for what is no plausible year."""
    if 2443 <= year <= 2643:
        return year - 543
    return year if 1800 <= year <= 2199 else None


def parse_date(text: str, pos: int = 0, *, whole: bool = False) -> tuple[StatedDate, int] | None:
    """Date at `pos` and where it ends; with `whole`, only if nothing follows it."""
    match = _DATE.fullmatch(text, pos) if whole else _DATE.match(text, pos)
    return None if match is None else _stated(match)


_DIGIT = re.compile(r"\d")


def search_date(text: str, *, with_year: bool = False) -> StatedDate | None:
    """First date anywhere in `text`; with `with_year`, the first full one."""
    if not _DIGIT.search(text):
        return None
    for match in _DATE.finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        found = _stated(match)
        if found is not None and (not with_year or (found[0].year and found[0].day)):
            return found[0]
    return None


def _stated(match: re.Match[str]) -> tuple[StatedDate, int] | None:
    part = match.groupdict()
    name = part["mf"] or part["ma"] or part["mb"] or part["mo"]
    year_text = next((part[k] for k in ("yf", "ya", "yb", "yn", "yq", "yc", "yo") if part[k]), None)
    year = _western(int(year_text)) if year_text else None
    juche = part["juche"] or part["juche2"]
    if juche and year is None:
        year = 1911 + int(juche)
    if part["short"] and year is None:
        year = 2000 + int(part["short"])
    weekday_name = (part["weekday"] or part["weekday2"] or "").lower().rstrip(".")
    weekday = next(
        (n for stem, n in _WEEKDAYS.items() if weekday_name and stem == weekday_name), None
    )
    swapped = False
    if name:
        month = _MONTHS[name.lower().rstrip(".")]
        day_text = part["df"] or part["da"] or part["from"] or part["db"]
        day = int(day_text) if day_text else None
    elif part["p"]:
        first, second = int(part["p"]), int(part["q"])
        # Day first is the world's habit; the month comes first only where it must.
        day, month = (second, first) if first <= 12 < second else (first, second)
        swapped = first <= 12 and second <= 12 and first != second
    else:
        month, day = int(part["mn"] or part["mc"]), int(part["dn"] or part["dc"])
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    stated = StatedDate(year, month, day, weekday, swapped)
    if swapped and weekday is not None and year is not None:
        stated = _by_weekday(stated)
    return stated, match.end()


def _by_weekday(stated: StatedDate) -> StatedDate:
    """The reading of an ambiguous numeric date that its weekday fits."""
    for day, month in ((stated.day, stated.month), (stated.month, stated.day)):
        reading = StatedDate(stated.year, month or 1, day, stated.weekday)
        value = reading.to_date()
        if value is not None and value.weekday() == stated.weekday:
            return reading
    return stated


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


_DASH = re.compile(r"\s*(?:\.-|—|–|--+|―|−| - |-(?=\s)|-(?=[A-Z\"'])|:(?=\s)|\|)\s*")
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


def find_dateline(
    head: str,
    *,
    agencies: frozenset[str] = frozenset(),
    is_place: Callable[[str], bool] | None = None,
) -> Dateline | None:
    """Dateline at the beginning of a paragraph.

    `agencies` are known tags in lower case; `is_place` tells whether a name is a known place, which
    makes "Podgorica – The ministers …" certain.
    """
    start = 1 if head[:1] in "([" else 0
    if start:
        wrapped = _wrapped(head, agencies)
        if wrapped is not None:
            return wrapped
    tag = _TAG_FIRST.match(head)
    if tag is not None and tag["tag"].lower() in agencies:
        return _behind_tag(head, tag["tag"], tag.end(), agencies)
    head, cut = _without_hijri(head)
    found = _parse(head, agencies)
    if found is not None and cut:
        found = replace(found, end=found.end + cut)
    return found or (_known_place(head, is_place) if is_place is not None else None)


def _wrapped(head: str, agencies: frozenset[str]) -> Dateline | None:
    """ "(Hanoi, 5 March) The …", "(KCNA) — The …", "[Xinhua] …"."""
    closing = head.find(")" if head[0] == "(" else "]", 1, 80)
    if closing < 0:
        return None
    inner = head[1:closing]
    after = _DASH.match(head, closing + 1)
    end = after.end() if after else closing + 1
    if inner.lower() in agencies:
        return _behind_tag(head, inner, end, agencies)
    found = _parse(inner + " — x", agencies)
    if found is not None and found.date is not None:
        return Dateline(found.place, found.date, found.agency, end)
    return None


_TAG_FIRST = re.compile(r"(?P<tag>[A-Z]{2,12})\s*(?:—|–|--|-)\s*(?=[A-Z])")


def _behind_tag(head: str, tag: str, end: int, agencies: frozenset[str]) -> Dateline:
    """The agency stands first; place and date may follow: "(KPL) Hanoi, 9 February 2012: …"."""
    blank = len(head[end:]) - len(head[end:].lstrip())
    found = _parse(head[end + blank :], agencies)
    if found is None or found.place is None or found.date is None:
        return Dateline(None, None, tag, end)
    return replace(found, agency=tag, end=found.end + end + blank)


def _parse(head: str, agencies: frozenset[str]) -> Dateline | None:
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
    dash = _DASH.match(head, after)
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


_HIJRI = re.compile(
    r",?\s*(?:\d{1,2}\s+)?(?:Muharram|Safar|Rabi\S*(?:\s\S{1,7})?|Jumada\S*(?:\s\S{1,7})?|Rajab|Sha'?a?ban|Ramadan|Shawwal"
    r"|(?:Dh|Th)\S*(?:[\s-]\S{2,9})?)(?:\s+\d{1,2})?,?\s+1[34]\d\d(?:\s*A?\.?H\.?)?,?\s*"
    r"(?:corresponding\s+to\s+)?(?=[A-Z\d])"
)
_PLACE_DASH = re.compile(
    r"(?P<place>[A-Z][\w.'’ -]{2,30}?(?:, [A-Z][\w.' ]{2,20})?)"
    r"(?:\s*(?:—|–|--|-|:)\s+|(?<=[A-Z]{3})(?:—|--))(?=[A-Z\"'])"
)


def _without_hijri(head: str) -> tuple[str, int]:
    """The head without an Islamic date beside the common one, and how much was cut."""
    match = _HIJRI.search(head, 0, 70)
    if match is None:
        return head, 0
    shorter = head[: match.start()] + ", " + head[match.end() :]
    return shorter, len(head) - len(shorter)


def _known_place(head: str, is_place: Callable[[str], bool]) -> Dateline | None:
    match = _PLACE_DASH.match(head)
    if match is None or not is_place(match["place"].split(",")[0]):
        return None
    if head[match.end("place")] == ":" and (
        not match["place"].isupper() or head[match.end() :].isupper()
    ):
        return None  # "Kaliningrad: a handshake", or a title in capitals
    return Dateline(_tidy(match["place"]), None, None, match.end())


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
        if number and (word == "Juche" or word.lower() in agencies):
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
                _DASH.match(head, after)
                or (tag.isupper() and "." in head[pos - 1 : pos + 1] + head[after : after + 1])
            ):
                return tag, after
    return None, pos


_LATE = re.compile(rf"\s*[,|]?\s*(?P<place>[A-Z]{_PLACE_WORD[9:]}(?:[ ][A-Z][\w.'’-]*){{0,3}})")


def _late_place(head: str, pos: int) -> tuple[str, int] | None:
    match = _LATE.match(head, pos)
    if match is None or match.end() - pos > 40:
        return None
    if _AGENCY.match(head, match.end()) or _DASH.match(head, match.end()):
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
    place = place.split(",")[0].strip()
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
