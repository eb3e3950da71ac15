"""Weekdays written in full: "on Wednesday", "last Sunday", "Monday to Wednesday"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.dates.model import DatePhrase, Direction
from pipeline.dates.words import RANGE, SPACE, WEEKDAY_NUMBER, WEEKDAYS, alternatives
from pipeline.patterns import Pattern

_FULL = alternatives([*WEEKDAYS, *map(str.upper, WEEKDAYS)])
_NO_WEEKDAY_BEFORE = re.compile(
    rf"(?<![^\W_])(?:every|each|Black|Good|Bloody|Ash|Palm|Easter|Holy|Super|Cyber|Fat|Sheffield|Red"
    rf"|Boxing|Maundy|Whit){SPACE}\Z"
)
_NO_WEEKDAY_AFTER = re.compile(
    r"[ ](?:Times|Telegraph|Standard|Independent|Mirror|Express|Observer|Mail|Vision|World|Monitor"
    r"|Herald|Tribune|Star|News|Guardian|Post|Sun|Leader|Nation|School|Service|Club|Agreement)\b"
    r"|s\b|-to-|[ ](?:prayers?|mosque|sermons?|massacre)\b"
)
_DIRECTION: dict[str, Direction] = {
    "last": "last", "past": "last", "previous": "last", "this": "this", "next": "next",
    "coming": "next", "following": "next",
}  # fmt: skip
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:the[ ])?(?P<which>{alternatives(_DIRECTION)}){SPACE}\Z", re.IGNORECASE
)
_WEEKDAY = Pattern(
    rf"""(?<![\w-])(?P<day>{_FULL})(?![^\W_])
    (?:
        (?:{RANGE}|{SPACE}and{SPACE})(?P<end_day>{_FULL})(?![^\W_])
      | (?i:{SPACE}(?:early[ ]|late[ ])?(?:morning|afternoon|evening|night|noon|midday)(?![^\W_]))
    )?
    (?i:,?{SPACE}(?:of{SPACE})?(?P<week>last|this|next){SPACE}week(?![^\W_]))?""",
    re.VERBOSE,
)
_WEEK_OFFSET = {"last": -1, "this": 0, "next": 1}
_WINDOW = 24


def find_weekdays(text: str) -> Iterator[DatePhrase]:
    """Phrases of kind weekday; names that hold a weekday ("Black Friday") are left out."""
    for match in _WEEKDAY.finditer(text):
        window = text[max(0, match.start() - _WINDOW) : match.start()]
        if _NO_WEEKDAY_BEFORE.search(window) or _NO_WEEKDAY_AFTER.match(text, match.end("day")):
            continue
        before = _BEFORE.search(window)
        week, last = match["week"], match["end_day"]
        told = before is not None and before["which"].lower() in ("previous", "following")
        yield DatePhrase(
            match.start() - (len(before[0]) if before else 0),
            match.end(),
            "",
            "narrative" if told else "weekday",
            weekday=WEEKDAY_NUMBER[match["day"]],
            end_weekday=WEEKDAY_NUMBER[last] if last else None,
            direction=_DIRECTION[before["which"].lower()] if before else None,
            unit="week" if week else None,
            offset=_WEEK_OFFSET[week.lower()] if week else 0,
        )
