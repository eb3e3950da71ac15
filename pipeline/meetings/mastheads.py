"""The day that the masthead of an office's own report gives to the event it opens with.

"April 11, 2006, 14:30, The Kremlin, Moscow" over "The President held talks with …" says when and
where the event was. A date alone, a dateline or the date on which a site posted a text say only
when it was written, and date no event that has no word of time (docs/decisions.md).
"""

from __future__ import annotations

import re

from pipeline.dates import DatePhrase, DateSpan, find_dates, resolve
from pipeline.meetings.corpus import Article, Sentence

_LEAD = 2  # paragraphs in which the news of a report stands
_LONGEST = 120  # characters of a masthead
_POSTED = re.compile(
    r"\b(?:posted|published|publication|updated?|modified|added|created|uploaded|registered|"
    r"registration|last|views?|comments?|by|source|author|editor|written|adjust|print|gmt|utc|"
    r"[a-z]st)\b",
    re.I,
)
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_PLACE = re.compile(
    r"(?!\S+\.\w\w)(?:the )?[A-Z][\w'’.-]+(?:,? (?:of |the )?[A-Z][\w'’.-]+){0,4}\W*", re.I
)
_LOOKS_BACK = re.compile(
    r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?|had|when|"
    r"since|recalled|before|after|will|would|next|upcoming)\b",
    re.I,
)
_DAYS = (
    "date", "month_day", "day", "weekday", "today", "relative", "narrative", "month", "month_year"
)  # fmt: skip


def masthead_day(article: Article) -> DateSpan | None:
    """The article's day, if a masthead gives it with the hour and the place of the event."""
    day = article.date
    if day is None or day.precision != "day":
        return None
    for passage in article.passages:
        if passage.kind != "attribution" or len(passage.text) > _LONGEST:
            continue
        if not _HOUR.search(passage.text):
            continue
        for phrase in find_dates(passage.level):
            if phrase.kind == "date" and resolve(phrase) == day and _is_own(passage.level, phrase):
                return day
    return None


def _is_own(line: str, phrase: DatePhrase) -> bool:
    rest = line[phrase.end :]
    if _POSTED.search(line) or line[: phrase.start].strip(" []()|") or not _HOUR.search(rest):
        return False
    return _PLACE.fullmatch(_HOUR.sub("", rest).strip(" []()|,·•–—-")) is not None


def is_news(sentence: Sentence, told: str) -> bool:
    """Whether the report opens with this sentence and tells its encounter as news, without a day.

    `told` are the words up to the encounter and a little beyond.
    """
    if sentence.index > 1 or any(phrase.kind in _DAYS for phrase in sentence.dates):
        return False
    passage = sentence.passage
    above = [p for p in passage.article.passages[: passage.index] if p.kind == "paragraph"]
    return len(above) < _LEAD and _LOOKS_BACK.search(told) is None
