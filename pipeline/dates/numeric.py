"""Dates in figures, years, and days of a month named by number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.dates.model import DatePhrase
from pipeline.dates.words import DAY, ERAS, ORDINAL, RANGE, SPACE, WEEKDAYS, YEAR, alternatives
from pipeline.patterns import Pattern

_NOT_AFTER = r"(?![\d%]|[./-]\d|,\d\d\d)"
_NUMERIC = Pattern(
    rf"""(?<![\w$])(?<![\d][./:-])(?:
        (?P<year>{YEAR})(?P<sep>[./-])[ ]?(?P<month>0?[1-9]|1[0-2])(?P=sep)[ ]?(?P<day>{DAY})
        (?![\d%]|[.-]\d)
      | (?P<cn_year>{YEAR})[ ]?年[ ]?(?P<cn_month>1[0-2]|0?[1-9])[ ]?月
        (?:[ ]?(?P<cn_day>{DAY})[ ]?[日号])?
      | (?P<first>{DAY})(?P<sep2>[./-])(?P<second>{DAY})(?P=sep2)(?P<last_year>{YEAR}){_NOT_AFTER}
    )""",
    re.VERBOSE,
)


def find_numeric(text: str, day_first: bool | None = None) -> Iterator[DatePhrase]:
    """ "2024-01-19", "2024.05.15", "31/10/2024", "2024年1月19日".

    With points and hyphens the day comes first; with strokes `day_first` decides, or the figures
    do where one of them is above 12; else the phrase is ambiguous (read day first).
    """
    for match in _NUMERIC.finditer(text):
        ambiguous = False
        if match["year"]:
            year, month, day = (int(match[k]) for k in ("year", "month", "day"))
        elif match["cn_year"]:
            year, month = int(match["cn_year"]), int(match["cn_month"])
            if not match["cn_day"]:
                yield DatePhrase(
                    match.start(), match.end(), "", "month_year", year=year, month=month
                )
                continue
            day = int(match["cn_day"])
        else:
            year, day, month = (int(match[k]) for k in ("last_year", "first", "second"))
            if month > 12 or (match["sep2"] == "/" and day_first is False and day <= 12):
                day, month = month, day
            ambiguous = (
                match["sep2"] == "/"
                and day_first is None
                and max(day, month) <= 12
                and day != month
            )
        if _exists(year, month, day):
            yield DatePhrase(
                match.start(),
                match.end(),
                "",
                "date",
                year=year,
                month=month,
                day=day,
                ambiguous=ambiguous,
            )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_COUNTED = (
    r"people|delegates|students|troops|soldiers|participants|representatives|guests|members|"
    r"companies|enterprises|km|kilometers|kilometres|meters|metres|miles|US|U\.S\.|yuan|dollars|"
    r"euros|million|billion|tons|tonnes|percent|per[ ]cent|%|years|days|hours|copies|units|"
    r"workers|villages|families|households|megawatts|MW|square|acres|hectares|rooms|seats|jobs"
)
_YEAR_LEAD = re.compile(
    rf"""(?:
        (?<![^\W_])(?:in|since|during|of|year|by|until|till|before|after|from|for|throughout|
            between|late|early|mid|around|circa|through|to|and|autumn|spring|summer|winter|
            quarter|half|fiscal|FY|financial|the|end|start|beginning)(?:{SPACE}|-)
      | \( | \d[ ]?-[ ]?
    )
    (?:the{SPACE})?(?:calendar{SPACE})?(?:year{SPACE})?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = Pattern(
    rf"""(?<![\w$.,/])(?P<year>{YEAR})
        (?![\d%年]|[.,]\d|s\b|'s\b|[ ]?(?:{_COUNTED})\b|/\d|-[^\W\d_]|:\d)
        (?=(?:(?P<sep>[ ]?-[ ]?|{SPACE}to{SPACE}|/)(?P<last>{YEAR}|\d\d)(?![\w.,-]*\d|%))?)""",
    re.VERBOSE,
)
_ERA = Pattern(
    r"""(?<![^\W_])(?P<era>Juche|Reiwa|Heisei)[ ]?(?P<year>\d{1,3})(?:[ ]?\(\d{4}\))?(?!\d)
      | (?<!\w)(?:B\.E\.[ ]?|BE[ ])(?P<be>2[45]\d\d)(?!\d)
      | (?<![\w.,])(?P<be_after>2[45]\d\d)[ ]?\(?(?:B\.E\.|BE\b)\)?""",
    re.VERBOSE,
)


def find_years(text: str) -> Iterator[DatePhrase]:
    """Years where the words before say that it is one: "in 2017", "2021-2025"; other eras too."""
    reached = 0
    for match in _YEAR.finditer(text):
        if match.start() < reached:
            continue
        year, last, end = int(match["year"]), None, match.end()
        if match["last"]:
            last = int(match["last"])
            last += year // 100 * 100 if last < 100 else 0
            last, end = (last, match.end("last")) if last > year else (None, end)
        two_years = last is not None and len(match["last"]) == 4 and match["sep"] == "-"
        window = text[max(0, match.start() - 30) : match.start()]
        if two_years or _YEAR_LEAD.search(window):
            reached = end
            yield DatePhrase(match.start(), end, "", "year", year=year, end_year=last)
    for match in _ERA.finditer(text):
        if match["era"]:
            year = int(match["year"]) + ERAS[match["era"].lower()]
        else:
            year = int(match["be"] or match["be_after"]) + ERAS["be"]
        yield DatePhrase(match.start(), match.end(), "", "year", year=year)


_DAY_OF_MONTH = Pattern(
    rf"""(?<![^\W_])(?:
        (?:on|from|by|until|till|of|and|-){SPACE}(?:the{SPACE})?
      | (?:{alternatives(WEEKDAYS)})(?:,?{SPACE}(?:the{SPACE})?|{SPACE}?\()
    )
    (?P<first>{DAY}){ORDINAL}(?:{RANGE}(?P<last>{DAY}){ORDINAL})?
    (?:(?P<month>{SPACE}of{SPACE}(?P<which>this|last|next|the{SPACE}same|that){SPACE}month)(?!\w)
      |(?=[ ]?[,.;:)"'] | \Z | {SPACE}(?:he|she|it|they|we|the|in|at|with|when|where|and|to|
          for|during|local|as|by)\b))""",
    re.VERBOSE | re.IGNORECASE,
)


def find_days(text: str) -> Iterator[DatePhrase]:
    """Days without a month, where no noun follows: "on the 19th", "the 5th of last month"."""
    for match in _DAY_OF_MONTH.finditer(text):
        which = (match["which"] or "").lower().removeprefix("the ")
        offset = {"last": -1, "next": 1}.get(which, 0)
        yield DatePhrase(
            match.start("first"),
            match.end(),
            "",
            "day",
            day=int(match["first"]),
            end_day=int(match["last"]) if match["last"] else None,
            unit="month" if which else None,
            offset=offset,
            of_story=which in ("same", "that"),
        )
