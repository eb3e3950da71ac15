"""The day that a report's own date line gives to the event it opens with.

A news agency's dateline ("Baku, December 8 — The president has received …") and the date over an
office's account of its own meeting say when the event was. The date on which a site posted a text
says no such thing. Which lines count, and how often readers date by them: docs/decisions.md.
"""

from __future__ import annotations

import re

from pipeline.dates import DatePhrase, DateSpan, find_dates, resolve
from pipeline.meetings.corpus import Article, Sentence

_LEAD = 2  # paragraphs in which the news of a report stands
_LONGEST = 120  # characters of a date line
_POSTED = re.compile(
    r"\b(?:posted|published|publication|updated?|modified|added|created|uploaded|registered|"
    r"registration|last|views?|comments?|by|source|author|editor|written|adjust|print)\b",
    re.I,
)
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_PLACE_FIRST = re.compile(r"\s*[A-Z][\w .'’-]{1,30}(?:, [A-Z][\w .'-]{1,20})?[,.:–—-]\s*(?:on )?")
_AGENCY_AFTER = re.compile(r"[\s,./(–—-]*[A-Z]{3,12}\W*")
_PLACE_AFTER = re.compile(
    r"[\s,|\])–—-]*(?:the )?[A-Z][\w'’.-]+(?:,? (?:of |the )?[A-Z][\w'’.-]+){0,4}\W*", re.I
)
_OFFICE = re.compile(
    r"\b(?:ministry|minister|foreign|presiden(?:t|cy)|government|embassy|consulate|high commission|"
    r"mission|office|parliament|assembly|senate|seimas|saeima|house|kremlin|cabinet|chancell?ery|"
    r"palace|court|secretariat|commission|council|administration|department)\b"
)
# An office names its own head without a country: "The Head of State", "President Okello".
_OWN_HEAD = re.compile(
    r"\W*(?:(?:The|H\.?E\.?|His Excellency|Her Excellency|Hon\.?)\s)*"
    r"(?:(?:Deputy|Vice|Acting|State|Foreign|Prime|First) )*(?:Head of State|President|"
    r"Minister|Premier|Chancellor|Speaker|"
    r"Secretary(?:-| )?(?:General)?|King|Queen|Emir|Amir|Sultan|Governor(?:-| )General)\b(?! of\b)"
)
_LOOKS_BACK = re.compile(
    r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?|had|when|"
    r"since|recalled|before|after|will|would|next|upcoming)\b",
    re.I,
)
_DAYS = (
    "date",
    "month_day",
    "day",
    "weekday",
    "today",
    "relative",
    "narrative",
    "month",
    "month_year",
)


def line_day(article: Article, lead: str) -> DateSpan | None:
    """The article's day, if its date line is the event's own; `lead` is the sentence that tells."""
    day = article.date
    if day is None or day.precision != "day":
        return None
    if article.date_source == "dateline":
        return day
    for passage in article.passages:
        if passage.kind != "attribution" or len(passage.text) > _LONGEST:
            continue
        for phrase in find_dates(passage.level):
            if (
                phrase.kind in ("date", "month_day")
                and resolve(phrase, day) == day
                and _is_own(passage.level, phrase, article.publisher_id, lead)
            ):
                return day
    return None


def _is_own(line: str, phrase: DatePhrase, publisher: str | None, lead: str) -> bool:
    """Whether a line dates the event: a dateline, or the masthead of who reports on himself."""
    before, after = line[: phrase.start], line[phrase.end :]
    if _PLACE_FIRST.fullmatch(before) and (_AGENCY_AFTER.fullmatch(after) or not after.strip(" .")):
        return True
    if _POSTED.search(line):
        return False
    if publisher is not None:
        return _OFFICE.search(publisher.replace("-", " ")) is not None
    hour = _HOUR.search(after)
    rest = _HOUR.sub("", after).strip(" []()|.,")
    if before.strip(" []()|") or (rest and not _PLACE_AFTER.fullmatch(rest)):
        return False
    return hour is not None or bool(rest) or _OWN_HEAD.match(lead) is not None


def is_news(sentence: Sentence, told: str) -> bool:
    """Whether the report opens with this sentence and tells its encounter as news, without a day.

    `told` are the words up to the encounter and a little beyond.
    """
    if sentence.index > 1 or any(phrase.kind in _DAYS for phrase in sentence.dates):
        return False
    passage = sentence.passage
    above = [p for p in passage.article.passages[: passage.index] if p.kind == "paragraph"]
    return len(above) < _LEAD and _LOOKS_BACK.search(told) is None
