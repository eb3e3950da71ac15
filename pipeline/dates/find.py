"""All date phrases of a text, in order.

A scan for anchor words (months, weekdays, digits, words such as "day" or "last") is cheap; the
grammar then reads outwards from each anchor. Neighbouring pieces are joined at the end:
"Friday" + "January 19, 2024", "30 April" + "2 May".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from pipeline.dates.joins import join
from pipeline.dates.model import DatePhrase
from pipeline.dates.months import find_month_dates
from pipeline.dates.numeric import find_days, find_numeric, find_years
from pipeline.dates.relative import find_relative
from pipeline.dates.weekdays import find_weekdays
from pipeline.patterns import Pattern
from pipeline.text import level

# Every date phrase holds one of these; most sentences hold none.
_ANCHOR = Pattern(
    r"\d|(?i:day|week|month|year|night|morn|noon|evening|morrow)"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
)


def find_dates(text: str, day_first: bool | None = None) -> list[DatePhrase]:
    """Date phrases in text order, without overlap.

    `day_first` says how to read "05/10/2024"; None leaves it flagged as ambiguous.
    """
    levelled = level(text)
    if not _ANCHOR.may_match(levelled):
        return []
    found = [
        *find_numeric(levelled, day_first),
        *find_month_dates(levelled),
        *find_weekdays(levelled),
        *find_relative(levelled),
        *find_days(levelled),
        *find_years(levelled),
    ]
    phrases = join(levelled, _without_overlap(found))
    quotes = [i for i, char in enumerate(levelled) if char == '"'] if '"' in levelled else []
    return [
        replace(
            phrase,
            surface=text[phrase.start : phrase.end],
            in_quote=bisect_left(quotes, phrase.start) % 2 == 1,
        )
        for phrase in phrases
    ]


def parse_date(text: str, day_first: bool | None = None) -> DatePhrase | None:
    """The one date phrase that the text consists of ("Feb. 2", "December 25th"), else None.

    Surrounding blanks, commas and brackets do not count.
    """
    phrases = find_dates(text, day_first)
    if len(phrases) != 1:
        return None
    rest = text[: phrases[0].start] + text[phrases[0].end :]
    return None if rest.strip(" \t\n\u00a0,;:.()[]") else phrases[0]


def _without_overlap(phrases: list[DatePhrase]) -> list[DatePhrase]:
    """Of phrases that overlap the longest stays, then the earliest."""
    kept: list[DatePhrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.start, -p.end)):
        if kept and phrase.start < kept[-1].end:
            if phrase.end - phrase.start > kept[-1].end - kept[-1].start:
                kept[-1] = phrase
        else:
            kept.append(phrase)
    return kept
