"""Dates of articles: dateline, stated date, lead sentence, introduction; years by voting.

Most datelines carry no year. Each article proposes the years that its own words support
(a full date, a weekday that must fit the calendar, years it mentions); the sequence of articles
then chooses together, because neighbours on a page are close in time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from pipeline.posts.blocks import plain
from pipeline.posts.datelines import MONTH, WEEKDAY, StatedDate, parse_date, search_date
from pipeline.posts.items import Item
from pipeline.posts.structure import INTRODUCTION, Article
from pipeline.text import sentences

_YEAR = re.compile(r"(?:19[4-9]|20[0-4])\d")
_LEAD = 700  # characters of the lead paragraph that are looked at
_WEEKDAY = re.compile(
    rf"\b(?:on|last|this)\s+(?P<day>{WEEKDAY})|\b(?P<bare>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TODAY = re.compile(
    r"\b(?:here\s+today|today|this\s+(?:morning|afternoon|evening)|earlier\s+today)\b"
)
_FUTURE = re.compile(
    r"\bwill\b|\bto\s+(?:visit|pay|hold|attend|travel|meet|take\s+place)\b|\bscheduled\b"
)
_HISTORY = re.compile(
    r"(?:since|until|from|dated|to|in|(?<!morning )(?<!afternoon )(?<!evening )(?<!night )\bof)"
    r"\s*(?:the\s*)?$"
    r"|(?<!today )(?<!yesterday )\($",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_YESTERDAY = re.compile(r"\byesterday\s*(?:,|\()\s*", re.IGNORECASE)
_SHIFT = re.compile(r"\b(?:the\s+)?(?:(?P<next>next|following)|(?P<before>previous))\s+day\b", re.I)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """First day, precision ("day", "month") and source of an article's date."""

    start: date
    precision: str
    source: str


@dataclass(slots=True)
class _Proposal:
    stated: StatedDate
    source: str
    years: Counter[int] = field(default_factory=Counter)  # score of each year
    inferred: set[int] = field(default_factory=set)  # years after those that the text names
    weekday: int | None = None  # that the text gives to the day (0 = Monday)
    exact: bool = False  # stated with the date; else a weekday of the lead sentence


def date_articles(text: str, articles: list[Article]) -> list[ArticleDate | None]:
    """One date (or None) per article."""
    introductions = {a.post: a for a in articles if a.kind == INTRODUCTION}
    siblings = Counter(a.post for a in articles if a.kind != INTRODUCTION)
    proposals: list[_Proposal | None] = []
    for article in articles:
        introduction = introductions.get(article.post)
        found = _propose(text, article, introduction, siblings[article.post])
        if found is not None:
            _support(text, found, article, introduction)
        proposals.append(found)
    proposals = _without_guesses(text, proposals)
    dates = _from_siblings(text, articles, _choose_years(proposals))
    return _between_neighbours(articles, dates)


_ANCHOR = 6  # support of a full date of the same day
_RECENT = 1995  # older years in passing are history: pages of the genre are younger
_CONTEXTS = 3  # different places that name the page's own year, or the one before


def _without_guesses(text: str, proposals: list[_Proposal | None]) -> list[_Proposal | None]:
    """Proposals without those whose year only a passing word supports.

    A page says in which year it speaks by a full date, by naming its year again and again, or by
    weekdays that fit a year named beside them. One such weekday may fit by chance: it speaks for
    its own article alone.
    """
    if any(found and (found.stated.year or _is_exact(found)) for found in proposals):
        return proposals
    fitting = [found for found in proposals if found and _fits_weekday(found)]
    if len(fitting) > 1 or _names_its_year(text):
        return proposals
    return [found if found in fitting else None for found in proposals]


def _names_its_year(text: str) -> bool:
    contexts: dict[int, set[str]] = {}
    for match in _years(text):
        # The same words in an introduction and its reprint are one context.
        before = text[max(0, match.start() - 20) : match.start()]
        contexts.setdefault(int(match[0]), set()).add(before)
    return any(
        len(found) + len(contexts.get(year - 1, ())) >= _CONTEXTS
        for year, found in contexts.items()
    )


def _is_exact(found: _Proposal) -> bool:
    return max(found.years.values(), default=0) >= _ANCHOR


def _fits_weekday(found: _Proposal) -> bool:
    """A recent year that the article itself names, and that its weekday fits."""
    for year, support in found.years.items():
        day = found.stated.to_date(year)
        if day is None or year < _RECENT or support < 2:
            continue
        if _weekday_score(found, day) == 4:
            return True
    return False


def _from_siblings(
    text: str, articles: list[Article], dates: list[ArticleDate | None]
) -> list[ArticleDate | None]:
    """ "… met here today": the day of the post's other reprints, if they agree on one."""
    days: dict[int, set[date]] = {}
    for article, found in zip(articles, dates, strict=True):
        if found is not None and article.kind != INTRODUCTION and found.precision == "day":
            days.setdefault(article.post, set()).add(found.start)
    result = list(dates)
    for number, article in enumerate(articles):
        if dates[number] is not None or article.kind == INTRODUCTION or article.lead is None:
            continue
        siblings = days.get(article.post, set())
        if len(siblings) == 1 and _TODAY.search(_lead_sentence(text, article.lead)):
            result[number] = ArticleDate(next(iter(siblings)), "day", "context")
    return result


# What an article says of its day -------------------------------------------------------------


def _propose(
    text: str, article: Article, introduction: Article | None, siblings: int
) -> _Proposal | None:
    lead = article.lead
    dateline = lead.dateline if lead is not None else None
    if article.kind == INTRODUCTION and (dateline is None or dateline.agency or dateline.place):
        dateline = None
    if dateline is not None and dateline.date is not None:
        return _Proposal(dateline.date, "dateline")
    for item in article.metas:
        if item.meta is not None and item.meta.date is not None:
            return _Proposal(item.meta.date, "text")
    if article.kind == INTRODUCTION or lead is None:
        return None
    sentence = _lead_sentence(text, lead)
    stated = _lead_date(sentence)
    if stated is None and article.title is not None:
        stated = search_date(article.title.text, with_year=True)
    if stated is not None:
        return _Proposal(stated, "text")
    if introduction is None:
        return None
    if _TODAY.search(sentence):
        stated = _aligned_date(text, sentence, introduction)
    elif siblings == 1:
        stated = _opening_date(text, introduction)
    return None if stated is None else _Proposal(stated, "context")


def _lead_sentence(text: str, lead: Item) -> str:
    block = lead.block
    head = plain(text[block.start : min(block.end, block.start + _LEAD)])
    if lead.dateline is not None:
        head = head[lead.dateline.end :]
    for start, end in sentences(head):
        if end - start > 6:  # not "1."
            return head[start:end]
    return head


def _lead_date(sentence: str) -> StatedDate | None:
    """Day of a readout that says "On January 19, 2024, … met"; plans and history do not count."""
    if _FUTURE.search(sentence):
        return None
    late = _YESTERDAY.search(sentence)
    eve = parse_date(sentence, late.end()) if late is not None else None
    if eve is not None and eve[0].day is not None:
        return _next_day(eve[0])
    stated = search_date(sentence, with_year=True)
    if stated is not None:
        return None if _HISTORY.search(_prefix(sentence, stated)) else stated
    for match in re.finditer(r"\b[Oo]n\s+(?:the\s+)?", sentence):
        found = parse_date(sentence, match.end())
        if found is not None and found[0].day is not None:
            return found[0]
    return None


def _next_day(stated: StatedDate) -> StatedDate:
    """The day after; without a year, February has 28 days."""
    day = StatedDate(stated.year or 2023, stated.month, stated.day).to_date()
    if day is None:
        return stated
    day += timedelta(days=1)
    return StatedDate(stated.year and day.year, day.month, day.day)


def _prefix(sentence: str, stated: StatedDate) -> str:
    """What stands before the full date in the sentence."""
    for match in re.finditer(r"(?<![\w])(?=\S)", sentence):
        found = parse_date(sentence, match.start())
        if found is not None and found[0] == stated:
            return sentence[: match.start()]
    return ""


def _content(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))


def _aligned_date(text: str, sentence: str, introduction: Article) -> StatedDate | None:
    """Date of the introduction's sentence that tells of what this lead sentence tells."""
    wanted = _content(sentence)
    best, chosen = 0.0, None
    running: StatedDate | None = None
    for item in introduction.paragraphs:
        whole = plain(text[item.block.start : item.block.end])
        for start, end in sentences(whole):
            part = whole[start:end]
            running = _narrative(part, running)
            share = len(wanted & _content(part)) / max(len(wanted), 1)
            if share > best:
                best, chosen = share, running
    return chosen if best >= 0.3 else None


def _narrative(sentence: str, running: StatedDate | None) -> StatedDate | None:
    """The day on which a narrative stands after this sentence."""
    shift = _SHIFT.search(sentence)
    day = (
        StatedDate(running.year or 2023, running.month, running.day).to_date() if running else None
    )
    if shift is not None and running is not None and running.day is not None and day is not None:
        day += timedelta(days=1 if shift["next"] else -1)
        return StatedDate(running.year and day.year, day.month, day.day)
    stated = search_date(sentence)
    return stated if stated is not None and stated.day is not None else running


def _opening_date(text: str, introduction: Article) -> StatedDate | None:
    """The only day that the introduction's first sentence names."""
    if introduction.lead is None:
        return None
    sentence = _lead_sentence(text, introduction.lead)
    stated = search_date(sentence)
    if stated is None or stated.day is None:
        return None
    rest = sentence[len(_prefix(sentence, stated)) :]
    found = parse_date(rest)
    another = search_date(rest[found[1] :]) if found is not None else None
    return stated if another is None else None


# Years ---------------------------------------------------------------------------------------


def _support(text: str, found: _Proposal, article: Article, introduction: Article | None) -> None:
    """Score the years that the words around a date support."""
    if found.stated.year is not None:
        found.years[found.stated.year] += 100
        return
    own = [text[i.block.start : i.block.end] for i in article.paragraphs[:40]]
    around = (
        [text[i.block.start : i.block.end] for i in introduction.paragraphs[:40]]
        if introduction is not None
        else []
    )
    for item in article.metas:
        if item.meta is not None and item.meta.date is not None and item.meta.date.year:
            found.years[item.meta.date.year] += 8
    # News speaks of its own year and of the last one; older years are history.
    for weight, texts in ((2, own), (1, around)):
        mentioned = {int(match[0]) for part in texts for match in _years(part)}
        for year in mentioned:
            found.years[year] += weight if year == max(mentioned) else 0
            if year + 1 not in mentioned:
                found.inferred.add(year + 1)
    _support_full_dates(found, own, around)
    _read_weekday(found, article, text)


def _years(text: str) -> Iterator[re.Match[str]]:
    """Four digits that are a year, not part of a larger number."""
    for match in _YEAR.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
        if before.isdigit() or before in (".", ",", "/", "$", "€", "£") or after[:1].isdigit():
            continue
        if after[:1] in (".", ",") and after[1:].isdigit():
            continue
        yield match


def _support_full_dates(found: _Proposal, own: list[str], around: list[str]) -> None:
    stated = found.stated
    for weight, texts in ((3, own), (2, around)):
        for part in texts:
            for match in _years(part):
                start = max(0, match.start() - 22)
                near = search_date(part[start : match.end() + 14], with_year=True)
                if near is None or near.year != int(match[0]):
                    continue
                if (near.month, near.day) == (stated.month, stated.day):
                    found.years[near.year] += 3 * weight


def _read_weekday(found: _Proposal, article: Article, text: str) -> None:
    found.weekday, found.exact = found.stated.weekday, True
    if found.weekday is None and article.lead is not None:
        lead = article.lead
        head = plain(text[lead.block.start : min(lead.block.end, lead.block.start + _LEAD)])
        match = _WEEKDAY.search(head)
        if match is not None:
            name = (match["day"] or match["bare"]).lower()[:3]
            found.weekday, found.exact = _WEEKDAYS.index(name), False


def _weekday_score(found: _Proposal, day: date) -> int:
    """How well a day fits the weekday that the text gives: reports run a day late at most."""
    if found.weekday is None:
        return 0
    late = (day.weekday() - found.weekday) % 7
    if found.exact:
        return 4 if late == 0 else -8
    return 4 if late == 0 else 2 if late == 1 else -4


def _choose_years(proposals: list[_Proposal | None]) -> list[ArticleDate | None]:
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


def _options(found: _Proposal, common: list[int]) -> list[tuple[float, date, int]]:
    """(cost, day, -1) of each year that the date can stand in."""
    if found.stated.year is not None:
        day = found.stated.to_date()
        return [] if day is None else [(0.0, day, -1)]
    options = []
    for year in sorted({*found.years, *found.inferred, *common}):
        day = found.stated.to_date(year)
        if day is not None:
            fits = _weekday_score(found, day)
            if year in found.inferred and year not in common and fits < 4:
                continue  # nobody names this year: only its calendar could speak for it
            support = found.years.get(year, 0) + fits
            if support < 0 and year not in common:
                continue
            options.append((-float(support), day, -1))
    return options


def _jump(day: date, earlier: date) -> float:
    """Cost of two neighbours' distance in time: up to a month is free, a year costs 4."""
    return min(max(abs((day - earlier).days) - 31, 0) / 84, 6.0)


def _between_neighbours(
    articles: list[Article], dates: list[ArticleDate | None]
) -> list[ArticleDate | None]:
    """A month for an undated reprint whose dated neighbours leave it only one.

    Only on a page that runs from new to old: the day lies strictly between the neighbours'.
    """
    posts: dict[int, tuple[date, date]] = {}
    for article, found in zip(articles, dates, strict=True):
        if found is not None and found.precision == "day":
            low, high = posts.get(article.post, (found.start, found.start))
            posts[article.post] = (min(low, found.start), max(high, found.start))
    order = sorted(posts)
    falling = sum(posts[b][1] <= posts[a][1] for a, b in pairwise(order))
    if len(order) < 6 or falling < 0.7 * (len(order) - 1):
        return dates
    result = list(dates)
    for number, article in enumerate(articles):
        if dates[number] is not None or article.kind == INTRODUCTION or article.post in posts:
            continue
        month = _only_month(article.post, posts)
        if month is not None:
            result[number] = ArticleDate(month, "month", "context")
    return result


def _only_month(post: int, posts: dict[int, tuple[date, date]]) -> date | None:
    if post - 1 not in posts or post + 1 not in posts:
        return None
    newer, older = posts[post - 1][0], posts[post + 1][1]
    first, last = older + timedelta(days=1), newer - timedelta(days=1)
    if first > last or (first.year, first.month) != (last.year, last.month):
        return None
    return first.replace(day=1)


def month_end(first: date) -> date:
    """Last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


__all__ = ["MONTH", "ArticleDate", "date_articles", "month_end"]
