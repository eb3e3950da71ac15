"""Dates of articles: dateline, stated date, lead sentence, introduction; years by voting.

Most datelines carry no year. Each article proposes the years that its own words support
(a full date, a weekday that must fit the calendar, years it mentions); the sequence of articles
then chooses together, because neighbours on a page are close in time.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from pipeline.posts.blocks import plain
from pipeline.posts.items import Item
from pipeline.posts.metas import ANNOUNCED, Meta
from pipeline.posts.printed import StatedDate, figures_order, parse_date, search_date
from pipeline.posts.structure import INTRODUCTION, Article
from pipeline.posts.years import (
    LEAD,
    ArticleDate,
    Proposal,
    YearIndex,
    choose_years,
    support,
    without_guesses,
)
from pipeline.text import sentences

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
_ANNIVERSARY = re.compile(r"\banniversar(?:y|ies)\s+(?:of|since)\b", re.IGNORECASE)
_ON = re.compile(r"\bon\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
# "on 12 September", or with its weekday: "received in audience Tuesday 12 September".
_DAY_LEAD = re.compile(
    r"\b[Oo]n\s+(?:the\s+)?|\b(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:\d|[A-Z]))"
)
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_YESTERDAY = re.compile(r"\byesterday\s*(?:,|\()\s*", re.IGNORECASE)
_SHIFT = re.compile(r"\b(?:the\s+)?(?:(?P<next>next|following)|(?P<before>previous))\s+day\b", re.I)


def date_articles(text: str, articles: list[Article]) -> list[ArticleDate | None]:
    """One date (or None) per article."""
    introductions = {a.post: a for a in articles if a.kind == INTRODUCTION}
    siblings = Counter(a.post for a in articles if a.kind != INTRODUCTION)
    proposals: list[Proposal | None] = []
    _drop_clocks(text, articles)
    american = _month_first(articles)
    years = YearIndex(text)
    for article in articles:
        introduction = introductions.get(article.post)
        found = _propose(text, article, introduction, siblings[article.post])
        if found is not None:
            if american:
                found.stated = found.stated.month_first()
            support(years, found, article, introduction)
        proposals.append(found)
    proposals = without_guesses(years, proposals)
    dates = _from_siblings(text, articles, choose_years(proposals))
    return _between_neighbours(articles, dates)


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


def _month_first(articles: list[Article]) -> bool:
    """Whether the page's date lines write "04/25/2024" or have American clocks."""
    votes = Counter(
        vote
        for article in articles
        for item in article.metas
        if "/" in item.text and (vote := figures_order(item.text)) is not None
    )
    return votes["month"] > votes["day"]


# What an article says of its day -------------------------------------------------------------


def _propose(
    text: str, article: Article, introduction: Article | None, siblings: int
) -> Proposal | None:
    lead = article.lead
    opening = article.opening
    dateline = opening.dateline if opening is not None else None
    if article.kind == INTRODUCTION and (dateline is None or dateline.agency or dateline.place):
        dateline = None
    if dateline is not None and dateline.date is not None:
        return Proposal(dateline.date, "dateline")
    printed = _printed_date(article)
    if printed is None and siblings == 1:
        printed = _announced_date(article)
    if printed is not None:
        return Proposal(printed, "text")
    if article.kind == INTRODUCTION or lead is None:
        return None
    sentence = _lead_sentence(text, lead)
    stated = _lead_date(sentence)
    if stated is None:
        stated = _caption_date(article) if dateline is None else None
    if stated is None:
        stated = _today_date(article)
    if stated is None and article.title is not None:
        stated = search_date(article.title.text, with_year=True)
    if stated is not None:
        return Proposal(stated, "text")
    if introduction is None:
        return None
    if _TODAY.search(sentence):
        stated = _aligned_date(text, sentence, introduction)
    elif siblings == 1:
        stated = _opening_date(text, introduction)
    return None if stated is None else Proposal(stated, "context")


def _announced_date(article: Article) -> StatedDate | None:
    """The day in the line that announces this reprint: "Taken from X, June 10, 2008"."""
    for item in article.announced_by:
        if item.meta is not None and item.meta.kind == ANNOUNCED and item.meta.date is not None:
            return item.meta.date
    return None


def _caption_date(article: Article) -> StatedDate | None:
    """The day that the words under a picture over the text give in full."""
    for item in article.paragraphs[:3]:
        stated = search_date(item.text, with_year=True) if item.caption else None
        if stated is not None:
            return stated
    return None


_TODAY_THE = re.compile(r"\b[Tt]oday,?\s*\(?(?:the\s+)?(?=[\dA-Z])")


def _today_date(article: Article) -> StatedDate | None:
    """The day that the text itself calls today: "took place today, Thursday 5 October"."""
    for item in article.paragraphs[:12]:
        for match in _TODAY_THE.finditer(item.text):
            found = parse_date(item.text, match.end())
            if found is not None and found[0].day is not None:
                return found[0]
    return None


def _printed_date(article: Article) -> StatedDate | None:
    """The date beside an article; one under its title rather than a page's clock over it.

    A dateline on a line of its own ("Baku, December 8") has its year from the date line beside it.
    """
    under: StatedDate | None = None
    under_title = False
    stated = [i.meta.date for i in article.metas if i.meta is not None and i.meta.date is not None]
    for item, _ in article.parts:
        if item is article.lead:
            break
        under_title |= item is article.title
        if under_title and item.meta is not None and item.meta.date is not None:
            under = item.meta.date
            break
    first = under or next(iter(stated), None)
    if first is None or first.year is not None:
        return first
    day = (first.month, first.day)
    return next((d for d in stated if d.year and (d.month, d.day) == day), first)


_STALE = 60  # days after which nobody reports an event as news


def _drop_clocks(text: str, articles: list[Article]) -> None:
    """A date over a text, long after the day of which the text tells, is the page's clock."""
    for article in articles:
        if article.kind == INTRODUCTION or article.lead is None or article.lead.dateline:
            continue
        item = article.parts[0][0]
        if item.meta is None or item.meta.kind != "date" or item.meta.date is None:
            continue
        told = _lead_date(_lead_sentence(text, article.lead))
        if told is not None and told.year is None and _is_stale(told, item.meta.date):
            item.meta = Meta("label")


def _is_stale(told: StatedDate, printed: StatedDate) -> bool:
    now, then = printed.to_date(), told.to_date(printed.year)
    if now is None or then is None:
        return False
    return _STALE < (now - then).days % 365 < 365 - _STALE


def _lead_sentence(text: str, lead: Item) -> str:
    block = lead.block
    head = plain(text[block.start : min(block.end, block.start + LEAD)])
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
        before = _prefix(sentence, stated)
        past = _HISTORY.search(before) or (_ANNIVERSARY.search(before) and not _ON.search(before))
        return None if past else stated
    for match in _DAY_LEAD.finditer(sentence):
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
