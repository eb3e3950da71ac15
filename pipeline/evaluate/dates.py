"""Does a predicted date agree with a gold date such as "2023-12"?"""

from __future__ import annotations

import calendar
from datetime import date, datetime


def day(value: date | datetime | None) -> date | None:
    """The day of a table's timestamp."""
    return value.date() if isinstance(value, datetime) else value


def agrees(gold: str | None, predicted: date | None, precision: str | None) -> bool:
    """Equal at the gold's precision; null agrees with null alone.

    A coarser prediction is wrong; a finer one is right when it lies in the gold's month or year.
    A date without a precision is read as a day.
    """
    if gold is None or predicted is None:
        return gold is None and predicted is None
    parts = tuple(int(part) for part in gold.split("-"))
    fine_enough = {1: ("year", "month", "day"), 2: ("month", "day"), 3: ("day",)}[len(parts)]
    known = (predicted.year, predicted.month, predicted.day)
    return (precision or "day") in fine_enough and known[: len(parts)] == parts


def span_agrees(
    gold: tuple[str | None, str | None],
    predicted: tuple[date | None, date | None],
    precision: str | None,
) -> bool:
    """Both ends agree; a gold date without an end is one day (one month, one year) long.

    The end is judged no finer than the start: a row has one precision.
    """
    gold_start, gold_end = gold
    start, end = predicted
    if gold_start is not None and gold_end is not None:
        gold_end = gold_end[: len(gold_start)]
    return agrees(gold_start, start, precision) and agrees(
        gold_end or gold_start, end or start, precision
    )


def bounds(start: str | None, end: str | None = None) -> tuple[date, date] | None:
    """First and last day of a gold date or range, null where the start is."""
    if start is None:
        return None
    return _first(start), max(_last(start), _last(end) if end else _last(start))


def overlaps(
    gold: tuple[str | None, str | None], predicted: tuple[date | None, date | None]
) -> bool | None:
    """Whether the two periods share a day; null where either is unknown."""
    span = bounds(*gold)
    start = predicted[0]
    if span is None or start is None:
        return None
    return span[0] <= (predicted[1] or start) and start <= span[1]


def _first(value: str) -> date:
    year, month, day_of_month = (*map(int, value.split("-")), 1, 1)[:3]
    return date(year, month, day_of_month)


def _last(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    return date(*parts)
