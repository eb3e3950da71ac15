"""Neighbouring pieces that are one date: a weekday with its date, the two ends of a range."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.model import DatePhrase
from pipeline.dates.words import RANGE, SPACE, WEEKDAY_NUMBER, WEEKDAYS, alternatives

_DATED = ("date", "month_day")
_MONTHS = ("month", "month_year")
_RANGE = re.compile(RANGE)
_BETWEEN = re.compile(rf"{SPACE}and{SPACE}(?:the[ ])?")
_BESIDE = re.compile(rf",?{SPACE}?(?:the[ ])?|{SPACE}?\(")
_TODAY_BESIDE = re.compile(rf",?{SPACE}(?:the[ ])?|{SPACE}?\(")
_SHORT = [day for day in WEEKDAY_NUMBER if day.title() not in WEEKDAYS]
_SHORT_WEEKDAY = re.compile(rf"(?<![^\W_])(?P<day>{alternatives(_SHORT)})(?:\.?,?{SPACE}|\.,|,)\Z")
_WEEKDAY_BRACKET = re.compile(rf"[ ]?\((?P<day>{alternatives(_SHORT)})\.?\)")


def join(text: str, phrases: list[DatePhrase]) -> list[DatePhrase]:
    """The same phrases with neighbours joined. Input and output in text order."""
    joined: list[DatePhrase] = []
    for phrase in phrases:
        if phrase.kind in _DATED and phrase.weekday is None:
            phrase = _with_short_weekday(text, phrase)
        both = _join_two(text, joined[-1], phrase) if joined else None
        if both is None:
            joined.append(phrase)
        else:
            joined[-1] = both
    return joined


def _join_two(text: str, first: DatePhrase, second: DatePhrase) -> DatePhrase | None:
    gap = text[first.end : second.start]
    if len(gap) > 12:
        return None
    if first.kind == "weekday" and second.kind in (*_DATED, "day"):
        beside = bool(_BESIDE.fullmatch(gap)) and first.end_weekday is None
        if beside and second.weekday is None:
            end = _closing(text, second.end) if "(" in gap else second.end
            return replace(second, start=first.start, end=end, weekday=first.weekday)
        return None
    if first.kind in ("today", "relative") and second.kind in _DATED:
        if first.unit not in (None, "day") or not _TODAY_BESIDE.fullmatch(gap):
            return None  # "yesterday (October 24)", "today, Thursday 5 October"
        end = _closing(text, second.end) if "(" in gap else second.end
        return replace(second, start=first.start, end=end)
    if first.kind in _DATED and second.kind == "weekday":
        if re.fullmatch(rf",?{SPACE}?\(?", gap) and gap.strip() and first.weekday is None:
            if second.direction or second.end_weekday is not None or second.unit:
                return None
            end = _closing(text, second.end) if "(" in gap else second.end
            return replace(first, end=end, weekday=second.weekday)
        return None
    if first.kind == "relative" and first.unit == "year" and second.kind == "month":
        # "last year in October"
        if re.fullmatch(rf",?{SPACE}in{SPACE}", gap) and second.year_offset is None:
            return replace(second, start=first.start, year_offset=first.offset)
        return None
    if first.kind in _MONTHS and second.kind in _MONTHS:
        return _months(text, first, second, gap)
    if (
        first.kind in _DATED
        and second.kind in _DATED
        and not first.is_range
        and not second.is_range
    ):
        between = _opened_by_between(text, first)
        if _RANGE.fullmatch(gap) or (between and _BETWEEN.fullmatch(gap)):
            return _range(first, second)
    return None


def _months(text: str, first: DatePhrase, second: DatePhrase, gap: str) -> DatePhrase | None:
    """ "from January to March", "between May and July 2023"."""
    between = _opened_by_between(text, first)
    if not (_RANGE.fullmatch(gap) or (between and _BETWEEN.fullmatch(gap))):
        return None
    assert first.month
    assert second.month
    year = first.year
    if year is None and second.year is not None:
        year = second.year if first.month < second.month else second.year - 1
    if second.direction or (first.year and second.year and first.year > second.year):
        return None
    return replace(
        first,
        end=second.end,
        kind="month" if year is None else "month_year",
        year=year,
        end_year=second.year,
        end_month=second.month,
        year_offset=first.year_offset if second.year_offset is None else second.year_offset,
        of_story=first.of_story or second.of_story,
    )


def _opened_by_between(text: str, phrase: DatePhrase) -> bool:
    opening = text[max(0, phrase.start - 16) : phrase.start].lower()
    return bool(re.search(r"\bbetween\s+(?:the\s+)?$", opening))


def _closing(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ")" else end


def _range(first: DatePhrase, second: DatePhrase) -> DatePhrase | None:
    """ "30 April" to "2 May 2023": the year of the second holds for both."""
    year, end_year = first.year, second.year
    assert first.month
    assert first.day
    assert second.month
    assert second.day
    crosses = (second.month, second.day) < (first.month, first.day)
    if year is None and end_year is not None:
        year = end_year - 1 if crosses else end_year
    elif end_year is None and year is not None:
        end_year = year + 1 if crosses else year
    if (
        year is not None
        and end_year is not None
        and ((end_year, second.month, second.day) <= (year, first.month, first.day))
    ):
        return None
    return replace(
        first,
        end=second.end,
        kind="date" if year is not None else "month_day",
        year=year,
        end_year=end_year,
        end_month=second.month,
        end_day=second.day,
        year_offset=first.year_offset if first.year_offset is not None else second.year_offset,
        of_story=first.of_story or second.of_story,
    )


def _with_short_weekday(text: str, phrase: DatePhrase) -> DatePhrase:
    """ "Fri, 19 Jan 2024", "Jan. 19 (Fri)": short weekdays count only there ("Sun Weidong")."""
    bracket = _WEEKDAY_BRACKET.match(text, phrase.end)
    if bracket is not None:
        return replace(phrase, end=bracket.end(), weekday=WEEKDAY_NUMBER[bracket["day"]])
    window_start = max(0, phrase.start - 12)
    match = _SHORT_WEEKDAY.search(text[window_start : phrase.start])
    if match is None:
        return phrase
    return replace(phrase, start=window_start + match.start(), weekday=WEEKDAY_NUMBER[match["day"]])
