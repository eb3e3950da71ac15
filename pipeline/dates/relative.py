"""Dates that lean on the article's day or on the story: "yesterday", "the next day"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from pipeline.dates.model import DatePhrase, Kind, Unit
from pipeline.dates.words import NUMBERS, SPACE

_S = SPACE
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
_HOURS = r"(?:morning|afternoon|evening|night|noon)"
_PART = r"(?P<part>early|mid|late|earlier|later|(?:the[ ])?(?:beginning|start|middle|end)[ ]of)"
_PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
# What may follow "two days earlier" and "the day before": not "before the summit".
_END = rf"(?=[ ]?[,.;:)\"]|\Z|\n|{_S}(?:in|at|on|by|he|she|they|with|and|to|when|his|her)\b)"
Fields = dict[str, Any]


def _fixed(kind: Kind, offset: int = 0, unit: Unit | None = "day") -> Callable[..., Fields]:
    return lambda match: {"kind": kind, "offset": offset, "unit": unit}


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


# "More than 40 years ago" is no date.
_VAGUE = re.compile(
    rf"(?<![^\W_])(?:about|around|some|nearly|almost|over|than|roughly|approximately|least|half|"
    rf"only|just|within|barely){_S}\Z",
    re.IGNORECASE,
)


def _ago(match: re.Match[str]) -> Fields:
    return {
        "kind": "relative",
        "offset": -_number(match["count"]),
        "unit": match["unit"].lower().rstrip("s"),
    }


def _earlier(match: re.Match[str]) -> Fields:
    sign = 1 if match["sense"].lower() in ("later", "after") else -1
    return {
        "kind": "narrative",
        "offset": sign * _number(match["count"]),
        "unit": match["unit"].lower().rstrip("s"),
    }


def _current(match: re.Match[str]) -> Fields:
    word = match[0].split()[0].lower()
    return {"kind": "relative", "unit": match["unit"].lower(), "part": _PARTS.get(word)}


def _period(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    offset = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    story = which in ("previous", "following", "same", "that")
    part = (match["part"] or "").lower().replace("the ", "").split()[:1]
    return {
        "kind": "narrative" if story else "relative",
        "offset": offset,
        "unit": match["unit"].lower().replace("weekend", "week"),
        "part": _PARTS.get(part[0]) if part else None,
    }


# In each group the longer forms first. The first words are those of _FIRST below.
_GRAMMAR: tuple[tuple[str, Callable[..., Fields]], ...] = (
    (rf"the{_S}day{_S}before{_S}yesterday", _fixed("relative", -2)),
    (rf"the{_S}day{_S}after{_S}tomorrow", _fixed("relative", 2)),
    (rf"(?:(?:earlier|later){_S})?yesterday(?:{_S}{_HOURS})?", _fixed("relative", -1)),
    (rf"last{_S}(?:night|evening)", _fixed("relative", -1)),
    (rf"tomorrow(?:{_S}{_HOURS})?", _fixed("relative", 1)),
    (rf"(?:(?:earlier|later){_S})?(?:today|tonight|this{_S}(?:morning|afternoon|evening))",
     _fixed("today", 0)),
    (rf"{_COUNT}{_S}(?P<unit>days?|weeks?|months?|years?){_S}ago", _ago),
    (rf"{_COUNT}{_S}(?P<unit>days?|weeks?|months?|years?){_S}(?P<sense>(?:earlier|later)"
     rf"(?!{_S}than\b)|(?:before|prior|after){_END})",
     _earlier),
    (rf"(?:(?:earlier|later){_S}in|(?:beginning|start|middle|end){_S}of){_S}the{_S}"
     rf"(?P<unit>year|month)(?!{_S}(?:of|that|in|when|before|after)\b)", _current),
    (rf"(?:(?:earlier|later){_S}(?:on{_S})?)?(?:the{_S})?same{_S}(?:day|{_HOURS})",
     _fixed("narrative", 0)),
    (rf"(?:(?:earlier|later){_S})(?:in{_S}the{_S}day|that{_S}(?:day|{_HOURS})|on{_S}that{_S}day)",
     _fixed("narrative", 0)),
    (rf"(?<=on[ ])that{_S}day", _fixed("narrative", 0)),
    (rf"that{_S}(?:morning|afternoon|evening|night)", _fixed("narrative", 0)),
    (rf"(?<=in[ ])the{_S}(?:afternoon|evening|morning)(?!{_S}(?:of|before|after)\b)",
     _fixed("narrative", 0)),
    (rf"the{_S}(?:next|following){_S}(?:day|{_HOURS})", _fixed("narrative", 1)),
    (rf"next{_S}day", _fixed("narrative", 1)),
    (rf"(?:the{_S})?(?:previous|preceding){_S}(?:day|{_HOURS})", _fixed("narrative", -1)),
    (rf"(?:the{_S})?(?:day|evening|night|afternoon|morning){_S}(?:before|earlier){_END}",
     _fixed("narrative", -1)),
    (rf"the{_S}day{_S}after(?=[ ]?[,.;:)\"]|\Z|\n)", _fixed("narrative", 1)),
    (rf"(?:{_PART}(?:{_S}|-))?(?:the{_S})?(?P<which>last|this|next|coming|previous|following|same|that)"
     rf"{_S}(?P<unit>weekend|week|month|year)(?![^\W_]|-(?:long|old))", _period),
)  # fmt: skip
_FIRST = re.compile(
    r"""(?<![^\W_])(?:the|last|next|that|this|same|today|tonight|yesterday|tomorrow|earlier|later|
    early|mid|late|beginning|start|middle|end|previous|preceding|coming|following|day|evening|
    night|afternoon|morning|\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|
    twelve)(?=[ \n-](?:[ ]?(?:day|week|month|year|morning|afternoon|evening|night|noon|next|
    following|previous|preceding|same|last|this|that|coming|before|after|earlier|in|on|today|
    tonight|yesterday|the|of|beginning|start|middle|end))|(?<=day)|(?<=yesterday)|(?<=tomorrow)|
    (?<=tonight))""",
    re.VERBOSE | re.IGNORECASE,
)
_RULES = tuple(
    (re.compile(rf"(?:{pattern})(?![^\W_])", re.IGNORECASE), fields) for pattern, fields in _GRAMMAR
)


# Every phrase ends within a few words of one of these.
_UNIT = re.compile(
    r"day|week|month|year|morning|afternoon|evening|night|noon|tomorrow", re.IGNORECASE
)
_REACH = 44


def _starts(text: str) -> Iterator[int]:
    """Where a phrase may begin: first words, looked for around the units only (for speed)."""
    scanned = 0
    for unit in _UNIT.finditer(text):
        for first in _FIRST.finditer(
            text, max(scanned, unit.start() - _REACH), unit.end() + _REACH
        ):
            yield first.start()
            scanned = first.start() + 1
        scanned = max(scanned, unit.end())


def _is_vague(match: re.Match[str]) -> bool:
    counted = "count" in match.re.groupindex
    return counted and bool(_VAGUE.search(match.string[max(0, match.start() - 16) : match.start()]))


def find_relative(text: str) -> Iterator[DatePhrase]:
    """Phrases of kind today, relative and narrative."""
    reached = 0
    for start in _starts(text):
        if start < reached:
            continue
        best: tuple[int, Callable[..., Fields], re.Match[str]] | None = None
        for pattern, fields in _RULES:
            match = pattern.match(text, start)
            if match and (best is None or match.end() > best[0]):
                best = match.end(), fields, match
        if best is None or _is_vague(best[2]):
            continue
        reached, fields, match = best
        made = fields(match)
        yield DatePhrase(start, reached, "", cast(Kind, made.pop("kind")), **made)
