"""What a date phrase says, and what it resolves to."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
Kind = Literal[
    "date",  # day, month and year: "January 19, 2024"
    "month_day",  # "Jan. 19", "January 8-12", "19 January last year"
    "day",  # "on the 19th"
    "month_year",  # "October 2022"
    "month",  # "in December", "last November", "in August last year"
    "year",  # "in 2017"
    "weekday",  # "on Wednesday", "last Sunday"
    "today",  # "today", "this morning"
    "relative",  # against the article: "yesterday", "last month", "two days ago"
    "narrative",  # against the story: "the same day", "two days earlier", "the following Monday"
]
Unit = Literal["day", "weekend", "week", "month", "year"]
Direction = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """First and last day, both included. A month or a year stands as its first and last day.

    Precision "day" with start < end means that many days ("January 8-12").
    """

    start: date
    end: date
    precision: Precision = "day"

    @classmethod
    def of_day(cls, day: date) -> DateSpan:
        return cls(day, day, "day")

    @classmethod
    def of_month(cls, year: int, month: int) -> DateSpan:
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), "month")

    @classmethod
    def of_year(cls, year: int) -> DateSpan:
        return cls(date(year, 1, 1), date(year, 12, 31), "year")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase at [start, end) of the text, without its preposition.

    Only what the words say: absent parts are None. `end_*` belong to the last day of a range.
    `weekday` is 0 for Monday. `offset` counts `unit`s from the article ("relative") or the story
    ("narrative"); `year_offset` years from the article ("in August last year": -1), or from the
    story if `of_story`. `nth` counts the days of a stay in the story ("on the second day": 2, "on
    the last day": -1). `part` is "early", "mid" or "late" of the month or year. `ambiguous`: day
    and month of a numeric date could change places. `in_quote`: inside quotation marks, where
    "today" is the speaker's.
    """

    start: int
    end: int
    surface: str
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    direction: Direction | None = None
    offset: int = 0
    unit: Unit | None = None
    year_offset: int | None = None
    of_story: bool = False
    nth: int | None = None
    part: str | None = None
    ambiguous: bool = False
    in_quote: bool = False

    @property
    def is_range(self) -> bool:
        return self.end_day is not None or self.end_weekday is not None
