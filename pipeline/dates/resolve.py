"""From a phrase to days, by the article's date, the story and a year known from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.dates.model import DatePhrase, DateSpan

# A held event lies before its report; a date soon after it (plans, datelines of the eve) must be
# this much nearer than the one before.
_AGAINST = 3
_SOON = 31
_FAR = 100_000
# Reports cross midnight and time zones.
_SLACK = timedelta(days=1)


def weekday_fits(day: date, weekday: int | None) -> bool:
    """Whether the calendar agrees that `day` is that weekday (0 = Monday); None always fits."""
    return weekday is None or day.weekday() == weekday


class _Known(NamedTuple):
    """What `resolve` was given beside the phrase."""

    article: DateSpan | None
    narrative: DateSpan | None
    year: int | None
    future: bool


def resolve(
    phrase: DatePhrase,
    article: DateSpan | None = None,
    narrative: DateSpan | None = None,
    year: int | None = None,
    *,
    future: bool = False,
) -> DateSpan | None:
    """Days that the phrase means, or None where nothing supports them.

    `article` is the date of the article, `narrative` the last event date before the phrase,
    `year` a year known from the context, used where the article's date is unknown. A date without
    year is the nearest one before the article (`future`: after it), with some slack. A date that
    the calendar refuses (30 February, a weekday that does not fit) gives None.
    """
    try:
        return _RESOLVERS[phrase.kind](phrase, _Known(article, narrative, year, future))
    except (ValueError, OverflowError):
        # date() refused: a day that the month does not have, or a year out of range.
        return None


def _day(span: DateSpan | None) -> date | None:
    """The one day of a span, if it is one."""
    if span is None or span.precision != "day" or span.start != span.end:
        return None
    return span.start


def _anchor(span: DateSpan | None) -> date | None:
    """A day to count from: the first day of a stay of several days; None for months, years."""
    return span.start if span is not None and span.precision == "day" else None


def _year_of(span: DateSpan | None) -> int | None:
    return span.start.year if span is not None and span.start.year == span.end.year else None


def _month_of(span: DateSpan | None) -> tuple[int, int] | None:
    if span is None or span.precision == "year":
        return None
    first, last = span.start, span.end
    same = (first.year, first.month) == (last.year, last.month)
    return (first.year, first.month) if same else None


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _date(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.year
    assert phrase.month
    assert phrase.day
    start = date(phrase.year, phrase.month, phrase.day)
    if phrase.ambiguous:
        near = _anchor(known.article) or _anchor(known.narrative)
        other = date(phrase.year, phrase.day, phrase.month)
        return None if near is None else _clearly_nearer(start, other, near)
    if not weekday_fits(start, phrase.weekday):
        return None
    return _span(phrase, start)


def _clearly_nearer(first: date, second: date, near: date) -> DateSpan | None:
    """The reading of an ambiguous date that lies by far nearer to a known day, if one does."""
    close, far = sorted((first, second), key=lambda day: abs((day - near).days))
    clear = abs((close - near).days) * _AGAINST < abs((far - near).days)
    return DateSpan.of_day(close) if clear else None


def _span(phrase: DatePhrase, start: date) -> DateSpan | None:
    """One day, or up to the end day of the phrase."""
    if phrase.end_day is None:
        return DateSpan.of_day(start)
    month = phrase.end_month or start.month
    year = phrase.end_year or start.year
    end = date(year, month, phrase.end_day)
    if end < start and phrase.end_year is None:
        end = date(year + 1, month, phrase.end_day)
    return DateSpan(start, end, "day") if start < end else None


def _stated_year(phrase: DatePhrase, known: _Known) -> int | None:
    """Year of "last year", "the same year" and the like beside a day or a month."""
    assert phrase.year_offset is not None
    base = _year_of(known.narrative) if phrase.of_story else None
    if base is None:
        base = _year_of(known.article) if _year_of(known.article) is not None else known.year
    return None if base is None else base + phrase.year_offset


def _month_day(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.month
    assert phrase.day
    base: date | None = None
    years: list[int] = []
    if phrase.year_offset is not None:
        stated = _stated_year(phrase, known)
        years = [] if stated is None else [stated]
    elif known.article is None and known.year is not None:
        years = [known.year]
    else:
        base = _base(known.article or known.narrative, known.future)
        # 29 February may be eight years away (1896, 1904); other days lie within one year.
        reach = 8 if (phrase.month, phrase.day) == (2, 29) else 1
        years = list(range(base.year - reach, base.year + reach + 1)) if base else []
    days = [_existing(candidate, phrase.month, phrase.day) for candidate in years]
    candidates = [day for day in days if day is not None]
    if not candidates:
        return None
    best = (
        candidates[0] if base is None else min(candidates, key=_distance_from(base, known.future))
    )
    # A stated weekday that does not fit contradicts the date; no other year is tried for it.
    return _span(phrase, best) if weekday_fits(best, phrase.weekday) else None


def _base(span: DateSpan | None, future: bool) -> date | None:
    """Day against which a missing year is chosen; the end of a month or year that is known."""
    if span is None:
        return None
    return span.start if future else span.end


def _distance_from(base: date, future: bool) -> Callable[[date], int]:
    """Days from the base, weighted by how likely a report of that day means the date."""

    def cost(day: date) -> int:
        distance = (day - base).days
        if future:
            return distance if distance >= 0 else -distance * _AGAINST
        if distance > _SOON:
            return _FAR + distance
        return distance * _AGAINST if distance > 0 else -distance

    return cost


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.day
    if phrase.unit == "month":
        base = _month_of(known.narrative) if phrase.of_story else _month_of(known.article)
        if base is None:
            return None
        base = _shift_month(*base, phrase.offset)
    else:
        base = _month_of(known.narrative) or _month_of(known.article)
        near = _day(known.article)
        if base is None:
            return None
        later = near is not None and phrase.day > near.day
        if known.narrative is None and later and not known.future:
            base = _shift_month(*base, -1)
    months = [base] if phrase.unit else [base, _shift_month(*base, 1 if known.future else -1)]
    days = (_existing(*month, phrase.day) for month in months)
    fitting = [day for day in days if day is not None and weekday_fits(day, phrase.weekday)]
    # Without a weekday to check there is no reason to leave the month.
    if not fitting or (phrase.weekday is None and fitting[0].month != base[1]):
        return None
    ahead = _anchor(known.article)
    if not phrase.unit and not known.future and ahead is not None and fitting[0] > ahead + _SLACK:
        return None  # the story's month cannot be the one meant
    return _span(phrase, fitting[0])


def _month_year(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.year
    assert phrase.month
    return _months(phrase, phrase.year)


def _month(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.month
    if phrase.year_offset is not None:
        stated = _stated_year(phrase, known)
        return None if stated is None else _months(phrase, stated)
    base = _month_of(known.article)
    if base is None:
        stated = _year_of(known.article) if known.article is not None else known.year
        if stated is None:
            base = _month_of(known.narrative)
        elif phrase.direction in (None, "this"):
            return _months(phrase, stated)
    if base is None:
        return None
    if phrase.direction == "this":
        return _months(phrase, base[0])
    if phrase.direction == "next" or (known.future and phrase.direction is None):
        months = (phrase.month - base[1]) % 12
        if months == 0 and phrase.direction == "next":
            months = 12
    else:
        months = -((base[1] - phrase.month) % 12)
        if months == 0 and phrase.direction == "last":
            months = -12
    return _months(phrase, _shift_month(*base, months)[0])


def _months(phrase: DatePhrase, year: int) -> DateSpan:
    """The month of the phrase in that year, or up to its end month ("January to March")."""
    assert phrase.month
    first = DateSpan.of_month(year, phrase.month)
    if phrase.end_month is None:
        return first
    end_year = phrase.end_year or (year if phrase.end_month > phrase.month else year + 1)
    return DateSpan(first.start, DateSpan.of_month(end_year, phrase.end_month).end, "month")


def _year(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    assert phrase.year
    end = date(phrase.end_year or phrase.year, 12, 31)
    return DateSpan(date(phrase.year, 1, 1), end, "year")


def _weekday(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    base = _day(known.article)
    return None if base is None else _weekday_from(phrase, base, known.future)


def _weekday_from(phrase: DatePhrase, base: date, future: bool) -> DateSpan | None:
    """The weekday in the week that the phrase means, or the last one up to the base."""
    assert phrase.weekday is not None
    monday = base - timedelta(days=base.weekday())
    if phrase.unit == "week":
        start = monday + timedelta(weeks=phrase.offset, days=phrase.weekday)
    elif phrase.direction == "this":
        start = monday + timedelta(days=phrase.weekday)
        if not future and (start - base).days > 3:
            start -= timedelta(weeks=1)  # "this Sunday" in a report of Monday: yesterday
    elif phrase.direction == "next" or (future and phrase.direction is None):
        ahead = (phrase.weekday - base.weekday()) % 7
        start = base + timedelta(days=7 if ahead == 0 and phrase.direction == "next" else ahead)
    else:
        back = (base.weekday() - phrase.weekday) % 7
        start = base - timedelta(days=7 if back == 0 and phrase.direction == "last" else back)
    if phrase.end_weekday is None:
        return DateSpan.of_day(start)
    days = (phrase.end_weekday - phrase.weekday) % 7
    return DateSpan(start, start + timedelta(days=days), "day") if days else None


def _today(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    day = _day(known.article)
    return None if day is None else DateSpan.of_day(day)


def _relative(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    if phrase.unit == "year" and known.article is None and known.year is not None:
        return DateSpan.of_year(known.year + phrase.offset)
    if phrase.unit == "weekend":
        return _weekend(phrase, _day(known.article), known.future)
    return _moved(phrase, known.article)


def _weekend(phrase: DatePhrase, base: date | None, future: bool) -> DateSpan | None:
    """Saturday and Sunday: the last ones begun by the base, or the coming ones."""
    if base is None:
        return None
    past = (base.weekday() - 5) % 7
    saturday = base - timedelta(days=past)
    if phrase.offset > 0 or (future and phrase.offset == 0 and past > 1):
        saturday += timedelta(weeks=1)
    elif phrase.offset < 0 and past <= 1:
        saturday -= timedelta(weeks=1)  # said on a Saturday or Sunday
    return DateSpan(saturday, saturday + timedelta(days=1), "day")


def _narrative(phrase: DatePhrase, known: _Known) -> DateSpan | None:
    if phrase.nth is not None:
        return _nth_day(phrase.nth, known.narrative)
    if phrase.weekday is not None:
        # "The following Monday" needs a story; "the previous Monday" may be the article's.
        told = known.narrative if phrase.direction == "next" else known.narrative or known.article
        day = _anchor(told)
        return None if day is None else _weekday_from(phrase, day, known.future)
    base = known.narrative or known.article
    if phrase.unit == "day" and phrase.offset == 0:
        day = _day(base)
        return None if day is None else DateSpan.of_day(day)
    return _moved(phrase, base)


def _nth_day(nth: int, stay: DateSpan | None) -> DateSpan | None:
    """The n-th or last day of a stay; what is known of the stay may be its first day only."""
    if stay is None or stay.precision != "day":
        return None
    if nth < 0:
        return DateSpan.of_day(stay.end) if stay.start < stay.end else None
    day = stay.start + timedelta(days=nth - 1)
    return DateSpan.of_day(day) if day <= stay.end or stay.start == stay.end else None


def _moved(phrase: DatePhrase, base: DateSpan | None) -> DateSpan | None:
    """`offset` units away from the base, as exact as the unit allows.

    There is no precision between day and month: a week is given as its month if it lies in one.
    """
    if phrase.unit == "year":
        year = _year_of(base)
        return None if year is None else DateSpan.of_year(year + phrase.offset)
    if phrase.unit == "month":
        month = _month_of(base)
        return None if month is None else DateSpan.of_month(*_shift_month(*month, phrase.offset))
    day = _anchor(base)
    if day is None:
        return None
    if phrase.unit == "day":
        return DateSpan.of_day(day + timedelta(days=phrase.offset))
    first = day - timedelta(days=day.weekday()) + timedelta(weeks=phrase.offset)
    last = first + timedelta(days=6)
    return DateSpan.of_month(first.year, first.month) if first.month == last.month else None


_RESOLVERS = {
    "date": _date,
    "month_day": _month_day,
    "day": _day_of_month,
    "month_year": _month_year,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "today": _today,
    "relative": _relative,
    "narrative": _narrative,
}
