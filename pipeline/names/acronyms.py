"""Acronyms that a text defines: Schwartz & Hearst (2003) with three more forms.

long form (ACR)                    "United Nations Command (UNC)"
ACR (long form)                    reversed
long form (ACR - gloss)            "Janatha Vimukthi Peramuna (JVP - People's Liberation Front)"
Part (ACR) of a longer name        the acronym is the part's, which `bodies` keeps inside
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.names import vocabulary as words

_DEFINITION = re.compile(
    r"\((?P<acronym>[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Za-z0-9.-]{0,7})"
    r"(?:\s+-\s+(?P<gloss>[A-Z][^();]{3,80}))?\)"
)
_REVERSED = re.compile(r"\b(?P<acronym>[A-Z][A-Z0-9]{1,7}) \((?P<long>[A-Z][^();]{6,90})\)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "of the and for in on to a an at de la du des do dos da das del los las et y e und der die le "
    "les di della".split()
)
_DIGITS = {"two": "2", "three": "3", "four": "4", "five": "5", "seven": "7", "twenty": "20"}


class Definition(NamedTuple):
    """An acronym at [start, end) and the long form that it stands for at [long_start, long_end);
    `gloss_start`/`gloss_end` span a translation given with it (equal when there is none)."""

    acronym: str
    start: int
    end: int
    long_start: int
    long_end: int
    gloss_start: int
    gloss_end: int


def definitions(text: str) -> list[Definition]:
    """Definitions in a levelled text, in text order."""
    found = []
    for match in _DEFINITION.finditer(text):
        start = _long_start(text, match.start(), match["acronym"])
        if start is not None:
            end = match.start() - (text[match.start() - 1] == " ")
            gloss = match.span("gloss") if match["gloss"] else (match.end(), match.end())
            found.append(Definition(match["acronym"], *match.span("acronym"), start, end, *gloss))
    for match in _REVERSED.finditer(text):
        if matches(match["acronym"], match["long"]):
            gloss_at = match.end("long")
            found.append(
                Definition(
                    match["acronym"],
                    *match.span("acronym"),
                    *match.span("long"),
                    gloss_at,
                    gloss_at,
                )
            )
    return sorted(found, key=lambda definition: definition.start)


def initials(phrase: str) -> str:
    """Capitals of the significant words: "Workers' Party of Korea" → "WPK"."""
    letters = ""
    for word in _WORD.findall(phrase.replace("'s ", " ")):
        if word.lower() in _SMALL:
            continue
        digits = _DIGITS.get(word.lower())
        letters += digits or (word if word.isupper() and len(word) > 1 else word[0].upper())
    return letters


def matches(acronym: str, phrase: str) -> bool:
    """The phrase's initials spell the acronym, with or without digits and inner capitals."""
    plain = re.sub(r"[^A-Z0-9]", "", acronym.upper())
    return initials(phrase) == plain or _inner(plain, phrase)


def _inner(acronym: str, phrase: str) -> bool:
    """Every letter of the acronym stands in the phrase, in order; each word gives its first
    letter or is skipped only when small."""
    position = 0
    for word in _WORD.findall(phrase):
        lower, taken = word.lower(), 0
        for letter in lower:
            if position < len(acronym) and acronym[position].lower() == letter:
                if taken == 0 and letter != lower[0]:
                    break
                position += 1
                taken += 1
                if taken >= 2:
                    break
        if taken == 0 and lower not in _SMALL:
            return False
    return position == len(acronym) and len(acronym) > 2


def _long_start(text: str, bracket: int, acronym: str) -> int | None:
    """Start of the long form that ends before the bracket, None when no run of words fits."""
    before = text[max(0, bracket - 160) : bracket]
    found = list(_WORD.finditer(before))
    offset = bracket - len(before)
    plain = re.sub(r"[^A-Z0-9]", "", acronym.upper())
    limit = min(len(found), len(plain) * 2 + 4)
    for count in range(1, limit + 1):
        first = found[-count]
        if not first[0][0].isupper() or first[0].lower() in words.DETERMINERS:
            continue
        phrase = before[first.start() :]
        if any(mark in phrase.rstrip() for mark in (". ", ";", ":", "(", '"')):
            break
        if initials(phrase) == plain:
            return offset + first.start()
    return None
