"""Words without which a pattern cannot match, read off its parse tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import Any, NamedTuple

parser: Any = import_module("re._parser")
codes: Any = import_module("re._constants")

# What a pattern may match is written as strings of word characters and these signs.
_BREAK, _ANYTHING, DIGIT = " ", "\0", "#"
_MOST = 256  # strings kept for one part of a pattern
SLOTS = range(0xE000, 0xF900)  # private characters, a class per block of 256: see meetings.slots
MARKS = "'-/&:;\"("  # signs that few texts hold; they count as words
_COMMON = frozenset(
    """
    a after all also an and are as at be been before between both but by could country during each
    first for from had has have he her his i in into is it its may more new no not of on one or
    other over said she should that the their there they this to two up was we were when which
    while who will with would
    """.split()
)


class Part(NamedTuple):
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


Need = frozenset[Part]  # one of these stands in every text that the pattern matches


def _rate(need: Need) -> float:
    return sum(part.rate for part in need)


def needs(pattern: str, flags: int = 0) -> list[Need]:
    """What every text holds that the pattern matches, the rarest first."""
    found = _of_sequence(parser.parse(pattern, flags), _ANYTHING, _ANYTHING)
    return sorted(dict.fromkeys(found), key=_rate)


def _of_sequence(items: Iterable[Any], before: str, after: str) -> list[Need]:
    """Needs of items one behind the other, of which is known what precedes and follows them."""
    found: list[Need] = []
    run = {before}  # what may stand from the last break up to here

    def close(last: str) -> set[str]:
        need = _need({text + last for text in run})
        if need:
            found.append(need)
        return {last}

    parts = [(code, value, _strings(code, value)) for code, value in flat(items)]
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


_INNER = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.ASSERT)


def _edge(strings: set[str] | None, at: int) -> str:
    """The sign with which all the strings begin (at 0) or end (at -1), or nothing."""
    signs = {text[at : at + 1 or None] for text in strings or ()}
    return signs.pop() if signs in ({_BREAK}, {_ANYTHING}) else ""


def flat(items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The items with those of plain groups in their place."""
    for code, value in items:
        if code is codes.SUBPATTERN:
            yield from flat(value[-1])
        elif code is codes.ATOMIC_GROUP:
            yield from flat(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[:2] == (1, 1):
            yield from flat(value[2])
        else:
            yield code, value


def _within(code: Any, value: Any, before: str, after: str) -> list[Need]:
    """Needs of an item whose strings are too many, or that stands beside the run."""
    if code is codes.ASSERT:
        return _of_sequence(value[1], _ANYTHING, _ANYTHING)
    if code is codes.BRANCH:
        ways = [_of_sequence(way, before, after or _ANYTHING) for way in value[1]]
        rarest = [min(way, key=_rate) for way in ways if way]
        return [frozenset(chain(*rarest))] if len(rarest) == len(ways) else []
    least, most, repeated = value
    return _of_sequence(repeated, _ANYTHING, _ANYTHING) if least and most > 1 else []


def _strings(code: Any, value: Any) -> set[str] | None:
    """All that the item may match; None where that is too much."""
    if code is codes.LITERAL:
        return {_character(value)}
    if code is codes.IN:
        return _of_set(value)
    if code is codes.BRANCH:
        return _union(_joined(way) for way in value[1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, repeated = value
        once = _joined(repeated)
        if (least, most) == (0, 1):
            return _union([once, {""}])
        several = {_edges(once)}
        return several if least else several | {""}
    if code is codes.AT:
        return {"" if value is codes.AT_NON_BOUNDARY else _BREAK}
    if code is codes.ASSERT_NOT:
        return {_BREAK if _is_word_character(value[1]) else ""}
    if code is codes.ASSERT:  # no part of what is matched, but it may tell where a word ends
        direction, asserted = value
        edge = _edge(_joined(asserted), 0 if direction > 0 else -1)
        return {edge if edge == _BREAK else ""}
    return {_ANYTHING}


_NO_WORD = (codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD)


def _is_digit(code: Any, value: Any) -> bool:
    if code is codes.RANGE:
        return value[0] in _DIGITS and value[1] in _DIGITS
    return code is codes.CATEGORY and value is codes.CATEGORY_DIGIT


_DIGITS = range(ord("0"), ord("9") + 1)


_DIGIT_STRING = _ANYTHING + DIGIT + _ANYTHING


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
    for code, value in flat(items):
        strings = _strings(code, value)
        if strings is None or len(result) * len(strings) > _MOST:
            return None
        result = {text + more for text in result for more in strings}
    return result


def _character(number: int) -> str:
    if number in SLOTS:
        return _slot(number)
    character = chr(number)
    if character in MARKS:
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
        if code is codes.LITERAL:
            result.add(_character(value))
        elif code is codes.RANGE and value[0] in SLOTS and value[1] in SLOTS:
            result |= {_slot(block) for block in range(value[0] & 0xFF00, value[1] + 1, 0x100)}
        elif _is_digit(code, value):
            result.add(_DIGIT_STRING)
        elif code is codes.CATEGORY and value in _NO_WORD:
            result.add(_BREAK)
        else:
            return {_ANYTHING}
    return result


def _is_word_character(items: Sequence[Any]) -> bool:
    """Whether the items are one character that may be any of a word: r"\\w", "[^\\W_]"."""
    if len(items) != 1 or items[0][0] is not codes.IN:
        return False
    members = items[0][1]
    if members[0][0] is codes.NEGATE:
        return (codes.CATEGORY, codes.CATEGORY_NOT_WORD) in members and all(
            member in ((codes.CATEGORY, codes.CATEGORY_NOT_WORD), (codes.LITERAL, ord("_")))
            for member in members[1:]
        )
    return (codes.CATEGORY, codes.CATEGORY_WORD) in members


_IN_STRING = re.compile(f"[^{_BREAK}{_ANYTHING}]+")


def _need(strings: Iterable[str]) -> Need | None:
    """One word of each string, its rarest; None where a string has none."""
    parts = []
    for string in strings:
        words = [
            Part(
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
