"""Dates that lean on the article's day or on the story: "yesterday", "the next day"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from pipeline.dates.model import DatePhrase, Kind, Unit
from pipeline.dates.words import NUMBERS, SPACE, alternatives
from pipeline.patterns import Pattern

_S = SPACE
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
_HOURS = r"(?:morning|afternoon|evening|night|noon)"
_PART = r"(?P<part>early|mid|late|earlier|later|(?:the[ ])?(?:beginning|start|middle|end)[ ]of)"
_PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
# What may follow "two days earlier" and "the day before": not "before the summit".
_END = rf"(?=[ ]?[,.;:)\"]|\Z|\n|{_S}(?:in|at|on|by|with|and|to)\b)"
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


_POSSESSIVE = re.compile(rf"(?<![^\W_])(?:his|her|their|its|our|my|the){_S}\Z", re.IGNORECASE)


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


_NTH = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
        "final": -1, "closing": -1}  # fmt: skip


def _nth(match: re.Match[str]) -> Fields:
    return {"kind": "narrative", "unit": "day", "nth": _NTH[match["nth"].lower()]}


def _current(match: re.Match[str]) -> Fields:
    word = match[0].split()[0].lower()
    return {"kind": "relative", "unit": match["unit"].lower(), "part": _PARTS.get(word)}


def _period(match: re.Match[str]) -> Fields:
    which = match["which"].lower().split()[-1]
    offset = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    story = which in ("previous", "following", "same", "that")
    part = (match["part"] or "").lower().replace("the ", "").split()[:1]
    return {
        "kind": "narrative" if story else "relative",
        "offset": offset,
        "unit": match["unit"].lower(),
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
     rf"(?P<unit>year|month|week)(?!{_S}(?:of|that|in|when|before|after)\b)", _current),
    (rf"(?:(?:earlier|later){_S}(?:on{_S})?)?(?:the{_S})?same{_S}(?:day|{_HOURS})",
     _fixed("narrative", 0)),
    (rf"(?:(?:earlier|later){_S})(?:in{_S}the{_S}day|that{_S}(?:day|{_HOURS})|on{_S}that{_S}day)",
     _fixed("narrative", 0)),
    (rf"(?<=on[ ])that{_S}(?:very{_S}|same{_S})?day", _fixed("narrative", 0)),
    (rf"that{_S}(?:morning|afternoon|evening|night)", _fixed("narrative", 0)),
    (rf"(?<=in[ ])the{_S}(?:afternoon|evening|morning)(?!{_S}(?:of|before|after)\b)",
     _fixed("narrative", 0)),
    (rf"the{_S}(?:next|following){_S}(?:day|{_HOURS})", _fixed("narrative", 1)),
    (rf"next{_S}day", _fixed("narrative", 1)),
    (rf"(?:the{_S})?(?:previous|preceding){_S}(?:day|{_HOURS})", _fixed("narrative", -1)),
    (rf"the{_S}(?:day|evening|night|afternoon|morning){_S}before{_S}that"
     rf"(?=[ ]?[,.;:)]|\Z|{_S}(?:I|we|he|she|they|it)\b)", _fixed("narrative", -1)),
    (rf"(?:the{_S})?(?:day|evening|night|afternoon|morning){_S}(?:before|earlier){_END}",
     _fixed("narrative", -1)),
    (rf"(?<=on[ ])the{_S}(?P<nth>{'|'.join(_NTH)})(?:{_S}and{_S}(?:last|final))?{_S}day"
     rf"(?!{_S}of{_S}(?!(?:his|her|their|its|the|a|an){_S})|-)", _nth),
    (rf"the{_S}(?P<unit>week|month|year){_S}(?:before|earlier){_END}",
     lambda match: {"kind": "narrative", "offset": -1, "unit": match["unit"].lower()}),
    (rf"(?:(?<=over[ ])|(?<=at[ ])|(?<=on[ ])|(?<=during[ ]))the{_S}weekend"
     rf"(?!{_S}of\b)", _fixed("relative", 0, "weekend")),
    (rf"(?:two{_S}weeks|a{_S}fortnight){_S}ago", _fixed("relative", -2, "week")),
    (rf"the{_S}day{_S}after(?=[ ]?[,.;:)\"]|\Z|\n)", _fixed("narrative", 1)),
    (rf"(?:{_PART}(?:{_S}|-))?(?P<which>last|this|next|that"
     rf"|(?:the{_S})?(?:coming|previous|following|same)|the{_S}next)"
     rf"{_S}(?P<unit>weekend|week|month|year)(?![^\W_]|-(?:long|old))", _period),
)  # fmt: skip
# Words that open a phrase, and what must follow them (unless they are a phrase by themselves):
# a cheap sieve before the grammar.
_OPENING = """
    the last next that this same today tonight yesterday tomorrow earlier later early mid late
    beginning start middle end previous preceding coming following day evening night afternoon
    morning fortnight a an one two three four five six seven eight nine ten eleven twelve
""".split()
_SECOND = """
    day week month year morning afternoon evening night noon weekend fortnight next following
    previous preceding same last this that coming before after earlier in on today tonight yesterday
    the of very first second third fourth fifth final opening closing beginning start middle end
""".split()
_OPENERS = frozenset(_OPENING)
_FIRST = re.compile(
    rf"(?:\d{{1,3}}|{alternatives(_OPENING)})"
    rf"(?=[ \n-][ ]?(?:{alternatives(_SECOND)})|(?<=day)|(?<=tonight)|(?<=tomorrow))",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![^\W_])[^\W_]+")
_ALONE = ("today", "tonight", "yesterday", "tomorrow", "day")
_RULES = tuple(
    (re.compile(rf"(?:{pattern})(?![^\W_])", re.IGNORECASE), fields) for pattern, fields in _GRAMMAR
)


# Every phrase ends within a few words of one of these.
_UNIT = Pattern(r"day|week|month|year|morning|afternoon|evening|night|noon|tomorrow", re.IGNORECASE)
_REACH = 44


def _opens(word: str) -> bool:
    word = word.lower()
    return word in _OPENERS or word.startswith(_ALONE) or word.isdecimal()


def _starts(text: str) -> Iterator[int]:
    """Where a phrase may begin: first words, looked for around the units only (for speed)."""
    scanned = 0
    for unit in _UNIT.finditer(text):
        end = unit.end() + _REACH
        for word in _WORD.finditer(text, max(scanned, unit.start() - _REACH), end):
            if _opens(word[0]) and _FIRST.match(text, word.start(), end):
                yield word.start()
                scanned = word.start() + 1
        scanned = max(scanned, unit.end())


def _is_vague(match: re.Match[str]) -> bool:
    counted = "count" in match.re.groupindex
    before = match.string[max(0, match.start() - 16) : match.start()]
    if "which" in match.re.groupindex and _POSSESSIVE.search(before):
        return True  # "in his last year", "the last week of the war"
    return counted and bool(_VAGUE.search(before))


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
