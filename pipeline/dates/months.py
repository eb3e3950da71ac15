"""Dates around the name of a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from pipeline.dates.model import DatePhrase, Direction
from pipeline.dates.words import (
    DAY,
    ERAS,
    MONTH_NUMBER,
    ORDINAL,
    RANGE,
    SPACE,
    YEAR,
    alternatives,
)
from pipeline.patterns import Pattern

_MONTH = alternatives(MONTH_NUMBER)
_ANCHOR = Pattern(rf"(?<![^\W\d_])(?:{_MONTH})(?![^\W\d_])")

# "…, 2024", "… of 2024", "…, Juche 113 (2024)", "… 2567 B.E."
_YEAR_AFTER = re.compile(
    rf"""(?:[ ]?,?{SPACE}|,|{SPACE}of{SPACE}|-)(?:
        (?:in{SPACE})?(?P<era>Juche|Reiwa|Heisei)[ ]?(?P<era_year>\d{{1,3}})(?:[ ]?\(\d{{4}}\))?
      | (?:B\.?E\.?[ ]?)?(?P<be>2[45]\d\d)(?![\d,.]\d)(?:[ ]?\(?B\.?E\.?\)?)?
      | (?P<year>{YEAR})(?!\d|[,.]\d|s\b|[ ]?(?:%|percent|per[ ]cent))
      )""",
    re.VERBOSE,
)
# "Juche 113 (2024) January 5" is not used; a year before the month is: "2024 January 19".
_YEAR_WORDS = re.compile(
    rf"""(?:,?{SPACE}(?:of{SPACE})?)(?P<which>
        (?:the{SPACE})?(?:last|past|previous|this|next|following|same|current)|that
    ){SPACE}year(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR_OFFSETS = {
    "last": (-1, False), "past": (-1, False), "this": (0, False), "current": (0, False),
    "next": (1, False), "previous": (-1, True), "following": (1, True), "same": (0, True),
    "that": (0, True),
}  # fmt: skip

_DAYS_BEFORE = re.compile(
    rf"""(?<![\w.,:/$])(?<!(?<!\d)\d-)(?<!(?<!\d)\d\d-)(?P<list>(?:{DAY},[ ]){{1,3}})?(?:
        (?P<first>{DAY}){ORDINAL}?(?P<sep>{RANGE}|[ ]?[/&][ ]?|{SPACE}and{SPACE}(?:the[ ])?)
    )?(?P<last>{DAY})(?P<ordinal>{ORDINAL})?(?:{SPACE}(?:day{SPACE})?of)?(?:{SPACE}|-)\Z""",
    re.VERBOSE,
)
# A day list or range after the month; what may follow keeps "January 8 and 12 others" apart.
_FOLLOWERS = r"""(?=\s*(?:[,.;:)\]"'-]|\Z)|\s+(?:in|at|on|for|to|with|by|the|he|she|it|they|and|as|
    when|where|while|during|after|before|local|this|last|next|of|respectively|his|her|their|
    that|who|which|is|are|was|were|will|has|had|have|said|met|held|visit|state|official|
    \d{4})\b)"""
# The figures go on: "May 2,800"; but "May 2,2023" is a date.
_FIGURE = rf"\.\d|,(?!{YEAR}(?!\d))\d"
_DAYS_AFTER = re.compile(
    rf"""\.?{SPACE}?(?:the{SPACE})?(?P<first>{DAY})(?P<ordinal>{ORDINAL})?(?![\d:%]|{_FIGURE}|[^\W_])
        (?:
            (?P<sep>{RANGE}|[ ]?/[ ]?)(?P<last>{DAY}){ORDINAL}?(?![\w%:]|{_FIGURE}|-\d)
            (?!{SPACE}(?:of{SPACE})?(?:{_MONTH})(?![^\W\d_]))
          | (?P<list>(?:,[ ]{DAY}){{0,3}})(?:,?{SPACE}(?:and|&){SPACE}(?:the[ ])?)
            (?P<also>{DAY}){ORDINAL}?(?![\w%:]|{_FIGURE}){_FOLLOWERS}
        )?""",
    re.VERBOSE,
)
_AFTER_MONTH = re.compile(rf"(?:{_MONTH})\.?{SPACE}\Z")
_BETWEEN = re.compile(rf"(?<![^\W_])[Bb]etween{SPACE}\Z")
_NOT_A_DAY = re.compile(
    rf"{SPACE}(?:{_MONTH})(?![^\W\d_])|{SPACE}(?:people|others|countries|percent|per[ ]cent|"
    r"million|billion|years|days|delegates|officials)\b"
)

_PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
_BEFORE_MONTH = re.compile(
    rf"""(?<![^\W_])(?:
        (?:(?P<part>early|mid|late)(?:[ ]?-[ ]?|{SPACE})(?:in{SPACE})?
          |(?P<edge>beginning|start|middle|end){SPACE}of{SPACE})?
        (?P<which>last|past|previous|this|next|coming)?(?(which){SPACE})
        (?P<month_of>(?:the{SPACE})?month{SPACE}of{SPACE})?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PREPOSITION = re.compile(
    rf"""(?<![^\W_])(?:in|of|since|by|until|till|during|from|through|to|before|after|between|and|
        for|around|about|late|early|mid|the|its|their|his|her|this|last|next|every)(?:{SPACE}|-)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# Also verbs or first names: a month only where the words before say so.
_DOUBTFUL = {"May", "March", "April", "June", "August", "MAY", "MARCH"}
_STRONG = re.compile(
    rf"(?<![^\W_])(?:(?:{_MONTH}){SPACE}(?:to|and|or|through)|"
    rf"in|of|since|by|until|till|during|last|this|next|late|early|mid|from|before|"
    rf"after|through)(?:{SPACE}|-)\Z",
    re.IGNORECASE,
)
_MONTH_RANGE = re.compile(rf"(?:{RANGE}|{SPACE}and{SPACE})(?:{_MONTH})(?![^\W\d_])")
_EVERY = re.compile(rf"(?<![^\W_])(?:every|each){SPACE}\Z", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"[ ](?!(?:the|The|I)\b)[^\W\d_a-z]\w*")
_NO_MONTH_AFTER = re.compile(r"-?born\b|[ ](?:Day|Revolution|Uprising)\b|[ ]\d+(?:th|st|nd|rd)")
_IN = re.compile(rf"(?<![^\W_])(?:in|early|late|mid)(?:{SPACE}|-)\Z", re.IGNORECASE)
_WINDOW = 40


def find_month_dates(text: str) -> Iterator[DatePhrase]:
    """Dates with a month's name: "January 19, 2024", "12-13 December", "last November"."""
    for match in _ANCHOR.finditer(text):
        phrase = _day_before(text, match) or _day_after(text, match) or _month_alone(text, match)
        if phrase is not None:
            yield phrase


def _year_after(text: str, end: int) -> tuple[int, dict[str, Any]]:
    """End of the phrase, and year or year_offset/of_story, after a day and month."""
    if match := _YEAR_AFTER.match(text, end):
        if match["year"]:
            return match.end(), {"year": int(match["year"])}
        if match["be"]:
            return match.end(), {"year": int(match["be"]) + ERAS["be"]}
        return match.end(), {"year": int(match["era_year"]) + ERAS[match["era"].lower()]}
    if match := _YEAR_WORDS.match(text, end):
        offset, of_story = _YEAR_OFFSETS[match["which"].lower().split()[-1]]
        return match.end(), {"year_offset": offset, "of_story": of_story}
    return end, {}


def _dated(
    start: int, end: int, text: str, month: int, first: int, last: int | None
) -> DatePhrase | None:
    """A phrase with a day, and the year that follows it; None if days run backwards."""
    if last is not None and last <= first:
        return None
    end, year = _year_after(text, end)
    return DatePhrase(
        start,
        end,
        "",
        "date" if "year" in year else "month_day",
        month=month,
        day=first,
        end_month=None if last is None else month,
        end_day=last,
        end_year=year.get("year") if last is not None else None,
        **year,
    )


def _day_before(text: str, month: re.Match[str]) -> DatePhrase | None:
    """ "19 January", "the 19th of January", "12-13 December 2023", "19-Jan-2024"."""
    window = text[max(0, month.start() - _WINDOW) : month.start()]
    days = _DAYS_BEFORE.search(window)
    if days is None:
        return None
    end = month.end()
    if month[0].upper() != "MAY" and text[end : end + 1] == "." and len(month[0]) <= 4:
        end += 1
    if days[0].endswith("-") and text[month.end() : month.end() + 1] != "-":
        return None  # "Jan. 30-Feb. 1"; but "19-Jan-2024"
    number = MONTH_NUMBER[month[0]]
    last = int(days["last"])
    start = month.start() - len(window) + days.start("first" if days["first"] else "last")
    if days["list"] and days["first"]:
        listed = [int(day) for day in re.findall(r"\d+", days["list"])]
        if [*listed, int(days["first"]), last] == list(range(listed[0], last + 1)):
            start = month.start() - len(window) + days.start("list")
            return _dated(start, end, text, number, listed[0], last)
    if days["first"] and not _AFTER_MONTH.search(window, 0, days.start("first")):
        phrase = _dated(start, end, text, number, int(days["first"]), last)
        if phrase is not None:
            return phrase
    start = month.start() - len(window) + days.start("last")
    return _dated(start, end, text, number, last, None)


def _day_after(text: str, month: re.Match[str]) -> DatePhrase | None:
    """ "January 19", "Jan. 8-12, 2024", "December 12 and 13", "January 18th"."""
    days = _DAYS_AFTER.match(text, month.end())
    if days is None or days.start("first") == month.end():
        return None
    if text[month.end()] == "." and len(month[0]) > 4:
        return None
    first = int(days["first"])
    number = MONTH_NUMBER[month[0]]
    end_first = days.end("ordinal") if days["ordinal"] else days.end("first")
    if days["last"] or days["also"]:
        between = _BETWEEN.search(text, max(0, month.start() - 16), month.start())
        last = int(days["last"] or days["also"])
        listed = [first, *(int(d) for d in re.findall(r"\d+", days["list"] or "")), last]
        # "January 8 and 12" are two days, not five.
        if days["last"] or between or listed == list(range(first, last + 1)):
            phrase = _dated(month.start(), days.end(), text, number, first, last)
            if phrase is not None:
                return phrase
    if _NOT_A_DAY.match(text, end_first):
        return None
    return _dated(month.start(), end_first, text, number, first, None)


def _month_alone(text: str, month: re.Match[str]) -> DatePhrase | None:
    """ "October 2022", "in December", "late last November", "in August last year"."""
    start, end = month.span()
    abbreviated = len(month[0]) <= 4 and month[0] not in ("May", "June", "July")
    if abbreviated and text[end : end + 1] == ".":
        end += 1
    after, year = _year_after(text, end)
    window = text[max(0, start - _WINDOW) : start]
    before = _BEFORE_MONTH.search(window)
    lead = before[0] if before else ""
    which = before["which"] if before else None
    part = (before["part"] or before["edge"]) if before else None
    if not year:
        if abbreviated or _EVERY.search(window) or _NO_MONTH_AFTER.match(text, end):
            return None
        said = _STRONG if month[0] in _DOUBTFUL else _PREPOSITION
        if _NAME_FOLLOWS.match(text, end) and not _IN.search(window):
            return None
        heads_range = _MONTH_RANGE.match(text, end)
        if not (which or part or heads_range or said.search(window)):
            return None
    elif not year.get("year") and not _PREPOSITION.search(window) and month[0] in _DOUBTFUL:
        return None
    direction = None
    if which:
        direction = {"past": "last", "previous": "last", "coming": "next"}.get(
            which.lower(), which.lower()
        )
    return DatePhrase(
        start - len(lead),
        after if year else end,
        "",
        "month_year" if "year" in year else "month",
        month=MONTH_NUMBER[month[0]],
        direction=cast(Direction | None, direction),
        part=_PARTS[part.lower()] if part else None,
        **year,
    )
