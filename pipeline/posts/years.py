"""Years of dates that give none, chosen together over a page.

Each article proposes the years that its own words support (a full date, a weekday that must fit
the calendar, years it mentions); the sequence of articles then chooses, because neighbours on a
page are close in time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.posts.blocks import Block, plain
from pipeline.posts.printed import WEEKDAY, StatedDate, search_date
from pipeline.posts.structure import Article

_YEAR = re.compile(r"[12](?:(?<=1)9[4-9]|(?<=2)0[0-4])\d")
LEAD = 700  # characters of the lead paragraph that are looked at
_WEEKDAY = re.compile(
    rf"\bfrom\s+{WEEKDAY}\s+(?:to|through|until)\s+(?P<last>{WEEKDAY})"  # the last day is news
    rf"|\b(?:on|last|this)\s+(?P<day>{WEEKDAY})|\b(?P<bare>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """First day, precision ("day", "month") and source of an article's date."""

    start: date
    precision: str
    source: str


@dataclass(slots=True)
class Proposal:
    stated: StatedDate
    source: str
    years: Counter[int] = field(default_factory=Counter)  # score of each year
    inferred: set[int] = field(default_factory=set)  # years after those that the text names
    weekday: int | None = None  # that the text gives to the day (0 = Monday)
    exact: bool = False  # stated with the date; else a weekday of the lead sentence


_ANCHOR = 6  # support of a full date of the same day
_RECENT = 1995  # older years in passing are history: pages of the genre are younger
_CONTEXTS = 3  # different places that name the page's own year, or the one before


class YearIndex:
    """The years that a text names, found once; `within` and `full_date` look them up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.matches = list(_years(text))
        self._starts = [match.start() for match in self.matches]
        self._dates: dict[int, StatedDate | None] = {}

    def within(self, block: Block) -> list[re.Match[str]]:
        """Matches of the years in a block."""
        return self.matches[
            bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)
        ]

    def full_date(self, match: re.Match[str], block: Block) -> StatedDate | None:
        """The full date in a block that this year is part of."""
        at = match.start()
        if at not in self._dates:
            start, end = max(block.start, at - 22), min(block.end, match.end() + 14)
            near = search_date(self.text[start:end], with_year=True)
            fits = near is not None and near.year == int(match[0])
            self._dates[at] = near if fits else None
        return self._dates[at]


def without_guesses(years: YearIndex, proposals: list[Proposal | None]) -> list[Proposal | None]:
    """Proposals without those whose year only a passing word supports.

    A page says in which year it speaks by a full date, by naming its year again and again, or by
    weekdays that fit a year named beside them. One such weekday may fit by chance: it speaks for
    its own article alone.
    """
    if any(found and (found.stated.year or _is_exact(found)) for found in proposals):
        return proposals
    fitting = [found for found in proposals if found and _fits_weekday(found)]
    if len(fitting) > 1 or _names_its_year(years) or _agree_on_next(proposals):
        return proposals
    return [found if found in fitting else None for found in proposals]


def _agree_on_next(proposals: list[Proposal | None]) -> bool:
    """Whether the weekdays of two articles fit the same year, the one after a year they name."""
    fitting: Counter[int] = Counter()
    for found in proposals:
        for year in found.inferred if found is not None else ():
            assert found is not None
            day = found.stated.to_date(year)
            fitting[year] += day is not None and _weekday_score(found, day) == 4
    return max(fitting.values(), default=0) > 1


def _names_its_year(years: YearIndex) -> bool:
    contexts: dict[int, set[str]] = {}
    text = years.text
    for match in years.matches:
        # The same words in an introduction and its reprint are one context.
        before = text[max(0, match.start() - 20) : match.start()]
        contexts.setdefault(int(match[0]), set()).add(before)
    return any(
        len(found) + len(contexts.get(year - 1, ())) >= _CONTEXTS
        for year, found in contexts.items()
    )


def _is_exact(found: Proposal) -> bool:
    return max(found.years.values(), default=0) >= _ANCHOR


def _fits_weekday(found: Proposal) -> bool:
    """A recent year that the article itself names, and that its weekday fits."""
    for year, support in found.years.items():
        day = found.stated.to_date(year)
        if day is None or year < _RECENT or support < 2:
            continue
        if _weekday_score(found, day) == 4:
            return True
    return False


def support(
    years: YearIndex, found: Proposal, article: Article, introduction: Article | None
) -> None:
    """Score the years that the words around a date support."""
    if found.stated.year is not None:
        found.years[found.stated.year] += 100
        return
    own = [item.block for item in article.paragraphs[:40]]
    around = [item.block for item in introduction.paragraphs[:40]] if introduction else []
    for item in article.metas:
        if item.meta is not None and item.meta.date is not None and item.meta.date.year:
            found.years[item.meta.date.year] += 8
    # News speaks of its own year and of the last one; older years are history.
    for weight, blocks in ((2, own), (1, around)):
        mentioned = {int(match[0]) for block in blocks for match in years.within(block)}
        for year in mentioned:
            found.years[year] += weight if year == max(mentioned) else 0
            if year + 1 not in mentioned:
                found.inferred.add(year + 1)
    _support_full_dates(years, found, own, around)
    _read_weekday(found, article, years.text)


def _years(text: str) -> Iterator[re.Match[str]]:
    """Four digits that are a year, not part of a larger number."""
    for match in _YEAR.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
        if before.isdigit() or before in (".", ",", "/", "$", "€", "£") or after[:1].isdigit():
            continue
        if after[:1] in (".", ",") and after[1:].isdigit():
            continue
        yield match


def _support_full_dates(
    years: YearIndex, found: Proposal, own: list[Block], around: list[Block]
) -> None:
    stated = found.stated
    for weight, blocks in ((3, own), (2, around)):
        for block in blocks:
            for match in years.within(block):
                near = years.full_date(match, block)
                if near is not None and (near.month, near.day) == (stated.month, stated.day):
                    found.years[int(match[0])] += 3 * weight


def _read_weekday(found: Proposal, article: Article, text: str) -> None:
    found.weekday, found.exact = found.stated.weekday, True
    if found.weekday is None and article.lead is not None:
        lead = article.lead
        head = plain(text[lead.block.start : min(lead.block.end, lead.block.start + LEAD)])
        match = _WEEKDAY.search(head)
        if match is not None:
            name = (match["last"] or match["day"] or match["bare"]).lower()[:3]
            found.weekday, found.exact = _WEEKDAYS.index(name), False


def _weekday_score(found: Proposal, day: date) -> int:
    """How well a day fits the weekday that the text gives: reports run a day late at most."""
    if found.weekday is None:
        return 0
    late = (day.weekday() - found.weekday) % 7
    if found.exact:
        return 4 if late == 0 else -8
    return 4 if late == 0 else 2 if late == 1 else -4


def choose_years(proposals: list[Proposal | None]) -> list[ArticleDate | None]:
    """Years of all proposals together: best own support at the least jumping about in time."""
    known = [number for number, found in enumerate(proposals) if found is not None]
    result: list[ArticleDate | None] = [None] * len(proposals)
    everywhere: Counter[int] = Counter()
    for number in known:
        found = proposals[number]
        assert found is not None
        everywhere.update(year for year, score in found.years.items() if score > 0)
    if len(known) == 1:
        everywhere.clear()
    # Years proposed by the neighbours count for an article that names none.
    common = [year for year, _ in sorted(everywhere.items(), key=lambda kv: (-kv[1], kv[0]))[:6]]
    paths: list[tuple[list[tuple[float, date, int]], int]] = []
    for number in known:
        found = proposals[number]
        assert found is not None
        options = _options(found, common)
        if not options:
            continue
        if paths:
            before = paths[-1][0]
            options = [
                min(
                    (cost + was + _jump(day, earlier), day, index)
                    for index, (was, earlier, _) in enumerate(before)
                )
                for cost, day, _ in options
            ]
        paths.append((options, number))
    back = min(range(len(paths[-1][0])), key=lambda i: paths[-1][0][i][:2]) if paths else 0
    for options, number in reversed(paths):
        _, day, previous = options[back]
        found = proposals[number]
        assert found is not None
        precision = "day" if found.stated.day is not None else "month"
        result[number] = ArticleDate(day, precision, found.source)
        back = previous
    return result


def _options(found: Proposal, common: list[int]) -> list[tuple[float, date, int]]:
    """(cost, day, -1) of each year that the date can stand in."""
    if found.stated.year is not None:
        day = found.stated.to_date()
        return [] if day is None else [(0.0, day, -1)]
    options = []
    for year in sorted({*found.years, *found.inferred, *common}):
        day = found.stated.to_date(year)
        if day is not None:
            fits = _weekday_score(found, day)
            named = year in common or found.years.get(year, 0) > 0
            if year in found.inferred and not named and fits < 4:
                continue  # nobody names this year: only its calendar could speak for it
            support = found.years.get(year, 0) + fits
            if support < 0 and year not in common:
                continue
            options.append((-float(support), day, -1))
    return options


def _jump(day: date, earlier: date) -> float:
    """Cost of two neighbours' distance in time: up to a month is free, a year costs 4."""
    return min(max(abs((day - earlier).days) - 31, 0) / 84, 6.0)
