"""With which characters a match may begin, read off the parse tree of its pattern.

A search asks the whole pattern at every position of a text. Where the pattern begins with a word
boundary, a look at one character before it settles most positions sooner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any

from pipeline.patterns.needs import codes, flat, parser

_WITHOUT_WIDTH = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)


def with_look_ahead(pattern: str, flags: int) -> str:
    """The pattern behind a look at its first character, where it does not begin with one."""
    items = list(flat(parser.parse(pattern, flags)))
    if not items or items[0][0] not in _WITHOUT_WIDTH:
        return pattern
    first = _of_sequence(items)
    if first is None or "" in first:
        return pattern
    either = {*first, *map(str.upper, first)}
    if any(len(character) > 1 for character in either):
        return pattern
    return f"(?=[{re.escape(''.join(sorted(either)))}]){pattern}"


def _of_sequence(items: Iterable[Any]) -> set[str] | None:
    """First characters of a match, lower case, "" if there may be none; None for no such set."""
    found = {""}
    for code, value in flat(items):
        first = _of_item(code, value)
        if first is None:
            return None
        found = (found - {""}) | first
        if "" not in first:
            break
    return found


def _of_item(code: Any, value: Any) -> set[str] | None:
    if code is codes.LITERAL:
        return {chr(value).lower()}
    if code is codes.IN and all(kind in (codes.LITERAL, codes.RANGE) for kind, _ in value):
        spans = [(span, span) if kind is codes.LITERAL else span for kind, span in value]
        return {chr(n).lower() for low, high in spans for n in range(low, high + 1)}
    if code is codes.BRANCH:
        ways = [_of_sequence(way) for way in value[1]]
        return None if None in ways else set(chain(*(way for way in ways if way)))
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        once = _of_sequence(value[2])
        return once if once is None or value[0] else once | {""}
    return {""} if code in _WITHOUT_WIDTH else None
