"""Vocabulary and small patterns that several date grammars share."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

MONTH_NUMBER: dict[str, int] = {}
for _number, _name in enumerate(MONTHS, 1):
    for _form in (_name, _name[:3]):
        MONTH_NUMBER |= {_form: _number, _form.upper(): _number}
MONTH_NUMBER |= {"Sept": 9, "SEPT": 9}

WEEKDAY_NUMBER: dict[str, int] = {}
for _number, _name in enumerate(WEEKDAYS):
    for _form in (_name, _name[:3], _name[:4]):
        WEEKDAY_NUMBER |= {_form: _number, _form.upper(): _number}
WEEKDAY_NUMBER |= {"Thur": 3, "THUR": 3, "Thurs": 3, "THURS": 3}

# One line break may stand for a space (hard-wrapped text), a blank line may not.
SPACE = r"(?:[ ]{1,3}|[ ]?\n[ ]?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL = r"(?:st|nd|rd|th)"
RANGE = rf"(?:[ ]?-{{1,2}}[ ]?|{SPACE}(?:to|through|thru|until|till){SPACE}(?:the[ ])?)"
YEAR = r"(?:1[89]\d\d|20\d\d|21\d\d)"
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
# Years of other eras, by what must be added to reach the common era.
ERAS = {"juche": 1911, "reiwa": 2018, "heisei": 1988, "be": -543}


def alternatives(words: Iterable[str]) -> str:
    """Regular expression of literal words, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
