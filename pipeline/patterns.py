"""Regular expressions that are tried only on texts that hold the words they need.

Most patterns of the rules match few sentences, and each search of them reads the whole text. From
the pattern itself follow words without which it cannot match: "(?:held|had) (?:talks|a meeting)"
needs "held" or "had", and "talks" or "meeting". A text is cut into words once for all patterns,
and what a word is needed for is remembered, so that a look costs two operations on integers. The
idea is that of FilteredRE2 (https://github.com/google/re2), with words in place of substrings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, reduce
from importlib import import_module
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

_parser: Any = import_module("re._parser")
_codes: Any = import_module("re._constants")

# What a pattern may match is written as strings of word characters and these signs.
_BREAK, _ANYTHING, _DIGIT = " ", "\0", "#"
_MOST = 256  # strings kept for one part of a pattern
_SLOTS = range(0xE000, 0xF900)  # private characters, a class per block of 256: see meetings.slots
_MARKS = "'-/&:;\"("  # signs that few texts hold; they count as words
_WORD = re.compile(rf"[^\W_]+|[{re.escape(_MARKS)}\ue000-\uf8ff]")
_COMMON = frozenset(
    """
    a after all also an and are as at be been before between both but by could country during each
    first for from had has have he her his i in into is it its may more new no not of on one or
    other over said she should that the their there they this to two up was we were when which
    while who will with would
    """.split()
)


class _Part(NamedTuple):
    """A word that stands in the text, or begins, ends or lies within one of the text's words."""

    text: str
    begins: bool  # nothing of the word stands before it
    ends: bool

    @property
    def rate(self) -> float:
        """Roughly how many sentences hold such a word."""
        if self.text in _COMMON or not self.text.isalnum():
            return 0.5
        return 0.4 ** len(self.text) * (3 - self.begins - self.ends)


_Need = frozenset[_Part]  # one of these stands in every text that the pattern matches


def _rate(need: _Need) -> float:
    return sum(part.rate for part in need)


# -- from a pattern to its needs -----------------------------------------------------------------


def needs(pattern: str, flags: int = 0) -> list[_Need]:
    """What every text holds that the pattern matches, the rarest first."""
    found = _of_sequence(_parser.parse(pattern, flags), _ANYTHING, _ANYTHING)
    return sorted(dict.fromkeys(found), key=_rate)


def _of_sequence(items: Iterable[Any], before: str, after: str) -> list[_Need]:
    """Needs of items one behind the other, of which is known what precedes and follows them."""
    found: list[_Need] = []
    run = {before}  # what may stand from the last break up to here

    def close(last: str) -> set[str]:
        need = _need({text + last for text in run})
        if need:
            found.append(need)
        return {last}

    parts = [(code, value, _strings(code, value)) for code, value in _flat(items)]
    for index, (code, value, strings) in enumerate(parts):
        if strings is None or code in _INNER:
            following = parts[index + 1][2] if index + 1 < len(parts) else {after}
            sides = (_BREAK if run == {_BREAK} else _ANYTHING, _edge(following, 0))
            found += _within(code, value, *sides)
        if strings is None:
            run = close(_ANYTHING)
            continue
        if edge := _edge(strings, 0):
            run = close(edge)
        if len(run) * len(strings) > _MOST:
            run = close(_ANYTHING)
        run = {text + more for text in run for more in strings}
        if edge := _edge(strings, -1):
            run = close(edge)
    close(after)
    return found


_INNER = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.ASSERT)


def _edge(strings: set[str] | None, at: int) -> str:
    """The sign with which all the strings begin (at 0) or end (at -1), or nothing."""
    signs = {text[at : at + 1 or None] for text in strings or ()}
    return signs.pop() if signs in ({_BREAK}, {_ANYTHING}) else ""


def _flat(items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The items with those of plain groups in their place."""
    for code, value in items:
        if code is _codes.SUBPATTERN:
            yield from _flat(value[-1])
        elif code is _codes.ATOMIC_GROUP:
            yield from _flat(value)
        elif code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT) and value[:2] == (1, 1):
            yield from _flat(value[2])
        else:
            yield code, value


def _within(code: Any, value: Any, before: str, after: str) -> list[_Need]:
    """Needs of an item whose strings are too many, or that stands beside the run."""
    if code is _codes.ASSERT:
        return _of_sequence(value[1], _ANYTHING, _ANYTHING)
    if code is _codes.BRANCH:
        ways = [_of_sequence(way, before, after or _ANYTHING) for way in value[1]]
        rarest = [min(way, key=_rate) for way in ways if way]
        return [frozenset(chain(*rarest))] if len(rarest) == len(ways) else []
    least, most, repeated = value
    return _of_sequence(repeated, _ANYTHING, _ANYTHING) if least and most > 1 else []


def _strings(code: Any, value: Any) -> set[str] | None:
    """All that the item may match; None where that is too much."""
    if code is _codes.LITERAL:
        return {_character(value)}
    if code is _codes.IN:
        return _of_set(value)
    if code is _codes.BRANCH:
        return _union(_joined(way) for way in value[1])
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
        least, most, repeated = value
        once = _joined(repeated)
        if (least, most) == (0, 1):
            return _union([once, {""}])
        several = {_edges(once)}
        return several if least else several | {""}
    if code is _codes.AT:
        return {"" if value is _codes.AT_NON_BOUNDARY else _BREAK}
    if code is _codes.ASSERT_NOT:
        return {_BREAK if _is_word_character(value[1]) else ""}
    if code is _codes.ASSERT:  # no part of what is matched, but it may tell where a word ends
        direction, asserted = value
        edge = _edge(_joined(asserted), 0 if direction > 0 else -1)
        return {edge if edge == _BREAK else ""}
    return {_ANYTHING}


_NO_WORD = (_codes.CATEGORY_SPACE, _codes.CATEGORY_NOT_WORD)


def _is_digit(code: Any, value: Any) -> bool:
    if code is _codes.RANGE:
        return value[0] in _DIGITS and value[1] in _DIGITS
    return code is _codes.CATEGORY and value is _codes.CATEGORY_DIGIT


_DIGITS = range(ord("0"), ord("9") + 1)


_DIGIT_STRING = _ANYTHING + _DIGIT + _ANYTHING


def _edges(strings: set[str] | None) -> str:
    """Any of the strings several times over: what is sure of its beginning and end."""
    if strings == {_DIGIT_STRING}:
        return _DIGIT_STRING
    before, after = (_edge(strings, at).strip(_ANYTHING) for at in (0, -1))
    return before + _ANYTHING + after


def _union(sets: Iterable[set[str] | None]) -> set[str] | None:
    result: set[str] = set()
    for strings in sets:
        if strings is None or len(result) + len(strings) > _MOST:
            return None
        result |= strings
    return result


def _joined(items: Iterable[Any]) -> set[str] | None:
    """All that items one behind the other may match."""
    result = {""}
    for code, value in _flat(items):
        strings = _strings(code, value)
        if strings is None or len(result) * len(strings) > _MOST:
            return None
        result = {text + more for text in result for more in strings}
    return result


def _character(number: int) -> str:
    if number in _SLOTS:
        return _slot(number)
    character = chr(number)
    if character in _MARKS:
        return f"{_BREAK}{character}{_BREAK}"
    if not character.isalnum():
        return _BREAK
    lowered = character.lower()
    return lowered if len(lowered) == 1 else _ANYTHING


def _slot(number: int) -> str:
    return f"{_BREAK}{chr(number & 0xFF00)}{_BREAK}"


def _of_set(members: Sequence[Any]) -> set[str]:
    """What one character of the set may be: few letters, a class of slots, no part of a word."""
    result: set[str] = set()
    for code, value in members:
        if code is _codes.LITERAL:
            result.add(_character(value))
        elif code is _codes.RANGE and value[0] in _SLOTS and value[1] in _SLOTS:
            result |= {_slot(block) for block in range(value[0] & 0xFF00, value[1] + 1, 0x100)}
        elif _is_digit(code, value):
            result.add(_DIGIT_STRING)
        elif code is _codes.CATEGORY and value in _NO_WORD:
            result.add(_BREAK)
        else:
            return {_ANYTHING}
    return result


def _is_word_character(items: Sequence[Any]) -> bool:
    """Whether the items are one character that may be any of a word: r"\\w", "[^\\W_]"."""
    if len(items) != 1 or items[0][0] is not _codes.IN:
        return False
    members = items[0][1]
    if members[0][0] is _codes.NEGATE:
        return (_codes.CATEGORY, _codes.CATEGORY_NOT_WORD) in members and all(
            member in ((_codes.CATEGORY, _codes.CATEGORY_NOT_WORD), (_codes.LITERAL, ord("_")))
            for member in members[1:]
        )
    return (_codes.CATEGORY, _codes.CATEGORY_WORD) in members


_IN_STRING = re.compile(f"[^{_BREAK}{_ANYTHING}]+")


def _need(strings: Iterable[str]) -> _Need | None:
    """One word of each string, its rarest; None where a string has none."""
    parts = []
    for string in strings:
        words = [
            _Part(
                match[0],
                string[match.start() - 1] == _BREAK,
                string[match.end()] == _BREAK,
            )
            for match in _IN_STRING.finditer(string)
        ]
        if not words:
            return None
        parts.append(min(words, key=lambda part: part.rate))
    return frozenset(parts)


# -- from the words of a text to the patterns that may match it ----------------------------------


class _Look:
    """Which needs of all patterns a text fulfils: one bit for each."""

    def __init__(self) -> None:
        self._bits: dict[_Need, int] = {}
        # Part of a word → the needs it fulfils, by whether it begins and ends the word.
        self._parts: dict[tuple[bool, bool], dict[str, int]] = {
            (begins, ends): {} for begins in (False, True) for ends in (False, True)
        }
        self._of_word = lru_cache(1 << 16)(self._fulfilled)
        self.of = lru_cache(64)(self._of_text)

    def bit(self, need: _Need) -> int:
        """The bit of a need, a new one for a need that no pattern had before."""
        if need not in self._bits:
            bit = self._bits[need] = 1 << len(self._bits)
            for part in need:
                known = self._parts[part.begins, part.ends]
                known[part.text] = known.get(part.text, 0) | bit
            self._of_word.cache_clear()
            self.of.cache_clear()
        return self._bits[need]

    def _of_text(self, text: str) -> int:
        return reduce(or_, map(self._of_word, _WORD.findall(text.lower())), 0)

    def _fulfilled(self, word: str) -> int:
        whole = self._parts[True, True]
        if ord(word[0]) in _SLOTS:
            return whole.get(chr(ord(word) & 0xFF00), 0)
        found = whole.get(word, 0)
        if any(map(str.isdecimal, word)):
            found |= self._parts[False, False].get(_DIGIT, 0)
        for start in range(len(word)):
            found |= self._parts[False, True].get(word[start:], 0)
            found |= self._parts[True, False].get(word[: start + 1], 0)
            for end in range(start + 1, len(word) + 1):
                found |= self._parts[False, False].get(word[start:end], 0)
        return found


_LOOK = _Look()
_look = _LOOK.of


class Pattern:
    """A regular expression that reads only texts which hold the words it needs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _needed(self) -> int:
        return reduce(or_, map(_LOOK.bit, needs(self.pattern, self.flags)), 0)

    def may_match(self, text: str, besides: str = "") -> bool:
        """Whether the text, with the words `besides`, holds all that the pattern needs."""
        needed = self._needed  # before the look: new needs begin it anew
        return (_look(text) | _look(besides)) & needed == needed

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        needed = self._needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self._compiled.search(text, start, sys.maxsize if end is None else end)
        return None

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        needed = self._needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self._compiled.match(text, start, sys.maxsize if end is None else end)
        return None

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        needed = self._needed
        if _look(text) & needed == needed or _is_cut(text, end):
            return self._compiled.finditer(text, start, sys.maxsize if end is None else end)
        return iter(())


def _is_cut(text: str, end: int | None) -> bool:
    """Whether the text ends within a word, so that it may hold what the whole text does not."""
    return end is not None and 0 < end < len(text) and text[end - 1 : end + 1].isalnum()
