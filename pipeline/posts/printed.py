"""Dates as pages print them: "Jan. 10", "26 January 2024", "2024-05-15", "Juche 112", "2567 B.E.".

In contrast to `pipeline.dates`, which finds the date phrases of running text and resolves them,
a date is read at one place here, and may lack its year or day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.dates.words import ERAS, MONTH_NUMBER, WEEKDAY_NUMBER

_MONTHS = {name.lower(): number for name, number in MONTH_NUMBER.items()} | {"febr": 2}
_WEEKDAYS = {name.lower(): number for name, number in WEEKDAY_NUMBER.items()} | {"wednes": 2}

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
        (?:\s*[-–]\s*\d{{1,2}}(?!\d))?(?:\s*,?\s*(?:Juche\s*\d+,?\s*)?\(?{_YEAR.format("ya")}\)?|/(?P<short>\d\d)(?!\d)|/(?P<ys>20[0-4]\d)|,?\s*Juche\s*(?P<juche2>\d{{2,3}}))?
     |(?:(?P<from>\d{{1,2}})\s?[-–]\s?)?(?P<db>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?(?:[\s.-]+|/(?=\w{{3,9}}/)|,\s*(?=[A-Z]\w{{2,8}},?\s+\d{{4}}))(?P<mb>{MONTH})
        (?:\s*[,./-]?\s*(?:B\.?E\.?\s*)?{_YEAR.format("yb")}(?:\s*\(\d{{4}}\)?)?)?
     |(?P<yn>(?:1[89]|2[0-6])\d\d)\s?(?P<sep>[-./])\s?(?P<mn>\d{{1,2}})\s?(?P=sep)\s?(?P<dn>\d{{1,2}})(?!\d)
     |(?P<p>\d{{1,2}})[ ]?(?P<sep2>[-./])[ ]?(?P<q>\d{{1,2}})[ ]?(?P=sep2)[ ]?
        (?P<yq>(?:1[89]|2[0-6])\d\d)(?!\d)
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

    def month_first(self) -> StatedDate:
        """The other reading of an ambiguous numeric date; any other date itself."""
        if not self.swapped or self.day is None:
            return self
        return StatedDate(self.year, self.day, self.month, self.weekday)

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
        return year + ERAS["be"]
    return year if 1800 <= year <= 2199 else None


def parse_date(text: str, pos: int = 0, *, whole: bool = False) -> tuple[StatedDate, int] | None:
    """Date at `pos` and where it ends; with `whole`, only if nothing follows it."""
    match = _DATE.fullmatch(text, pos) if whole else _DATE.match(text, pos)
    return None if match is None else _stated(match)


# Where a date may begin: a figure, a month, a weekday or an era, not inside a word.
_CANDIDATE = re.compile(
    r"(?<![^\W_])(?=\d|\(\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|mon|tue|wed|thu|fri|sat|sun|juche)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def search_date(text: str, *, with_year: bool = False) -> StatedDate | None:
    """First date anywhere in `text`; with `with_year`, the first full one."""
    found = locate_date(text, with_year=with_year)
    return None if found is None else found[0]


def locate_date(text: str, *, with_year: bool = False) -> tuple[StatedDate, int, int] | None:
    """As `search_date`, with where the date starts and ends."""
    if not _DIGIT.search(text):
        return None
    end = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < end:
            continue
        match = _DATE.match(text, candidate.start())
        if match is None:
            continue
        end = match.end()
        found = _stated(match)
        if found is not None and (not with_year or (found[0].year and found[0].day)):
            return found[0], candidate.start(), end
    return None


def _stated(match: re.Match[str]) -> tuple[StatedDate, int] | None:
    part = match.groupdict()
    name = part["mf"] or part["ma"] or part["mb"] or part["mo"]
    year_text = next(
        (part[k] for k in ("yf", "ya", "ys", "yb", "yn", "yq", "yc", "yo") if part[k]), None
    )
    year = _western(int(year_text)) if year_text else None
    juche = part["juche"] or part["juche2"]
    if juche and year is None:
        year = ERAS["juche"] + int(juche)
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


# American clocks: their zones, and capitals after hours of one digit.
_AMERICAN = re.compile(
    r"\b(?:E[SD]T|P[SD]T|C[SD]T|ET)\b|\b(?:\d/\d{1,2}/\d{4}|\d{1,2}/\d/\d{4}|\d{1,2}/\d{1,2}/\d\d)"
    r",?\s+\d.*\b[AP]M\b"
)
_FIGURES = re.compile(r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:\d{4}|\d\d)\b")


def figures_order(head: str) -> str | None:
    """ "month" or "day": what the first figure of "04/25/2024" is; None if it may be either."""
    if _AMERICAN.search(head):
        return "month"
    match = _FIGURES.search(head)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    return "month" if first <= 12 < second else "day" if second <= 12 < first else None
