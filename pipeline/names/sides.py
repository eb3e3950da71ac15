"""Countries that a sentence gives to several names at once: sides, lists of ministers.

From the Georgian side A, B and C
the Somali and Kenyan foreign ministers A and B
the presidents of Rwanda and Uganda, A and B
the Foreign Ministers of Belarus - A, Iran B and Kuwait, C
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.names.evidence import THRESHOLD, Name
from pipeline.names.titles import Title
from pipeline.names.tokens import Tokens

_SIDE = re.compile(r"t?(D)x")
_COUNTRIES = r"[ND](?:,t?[ND])*,?at?[ND]"
_BEFORE_OFFICE = re.compile(rf"(?P<countries>{_COUNTRIES})s?(?P<office>[mMBb]*[Oo]+|[lx]),?")
_BEHIND_OFFICE = re.compile(
    rf"(?P<office>[mMBb]*[Oo]+(?:f[BWbh]+)?|[lx])[fx]t?(?P<countries>{_COUNTRIES}),?"
)
_OPENED = re.compile(r"(?P<office>[mMBb]*[Oo]+(?:f[BWbh]+)?|[lx])[fx](?=t?N)")
_ITEM = re.compile(r"t?(N)[-,]?")
_PEERS = frozenset("counterparts colleagues peers leaders".split())
_JOINT = re.compile(r"[,;]a?|a")


def share_countries(tokens: Tokens, names: list[Name]) -> None:
    """Give the names of lists their countries, in place."""
    if len(names) < 2:
        return
    _share_sides(tokens, names)
    _share_behind(tokens, names)
    if re.search(r"[ND].*[ND]", tokens.labels) is None:
        return
    for pattern in (_BEFORE_OFFICE, _BEHIND_OFFICE):
        for match in pattern.finditer(tokens.labels):
            if not _is_plural(tokens, match):
                continue
            first, last = match.span("countries")
            found = [tokens.entries[k].key for k in range(first, last) if tokens.labels[k] in "ND"]
            members = list(_run(tokens, names, match.end()))
            if len(members) == len(found) and all(found):
                for name, country in zip(members, found, strict=True):
                    _assign(tokens, name, country, match)
    for match in _OPENED.finditer(tokens.labels):
        if _is_plural(tokens, match):
            items = list(_items(tokens, names, match.end()))
            if len(items) > 1:
                for name, country in items:
                    _assign(tokens, name, country, match)


def _share_behind(tokens: Tokens, names: list[Name]) -> None:
    """ "A, Mauritania, B, Belgium, C Austria and D": countries behind the names of a list."""
    run: list[tuple[Name, str]] = []
    reached = -1
    for name in names:
        behind = _BEHIND.match(tokens.labels, name.last)
        entry = tokens.entries.get(behind.end(1) - 1) if behind else None
        if behind is None or entry is None or not entry.key:
            continue
        if name.first != reached:
            run = []
        run.append((name, entry.key))
        reached = behind.end()
        if len(run) > 1:
            for member, country in run:
                member.country = member.country or country
                member.score += 1.5 if member.size > 1 else 0.0


_BEHIND = re.compile(r",?t?(N)(?:,?a|,|\.)")


def _share_sides(tokens: Tokens, names: list[Name]) -> None:
    """ "From the Georgian side A, B and C": the names that follow in one list share the side."""
    if "side" not in tokens.text and "delegation" not in tokens.text:
        return
    sides = [
        (match.end(), tokens.entries[match.start(1)].key)
        for match in _SIDE.finditer(tokens.labels)
        if tokens.word(match.end() - 1) in ("side", "delegation")
    ]
    for position, country in sides:
        reached = position
        for name in names:
            if name.first < position:
                continue
            between = tokens.labels[reached : name.first]
            if re.search(r"[.;:DN]", between.removeprefix(":")) or len(between) > 14:
                break
            if name.country is None and name.score >= THRESHOLD:
                name.country = country or None
            reached = name.last if name.after is None else name.after.last


def _is_plural(tokens: Tokens, match: re.Match[str]) -> bool:
    first, last = match.span("office")
    if tokens.labels[first] in "lx":
        return tokens.word(first) in _PEERS
    heads = [k for k in range(first, last) if tokens.labels[k] in "Oo"]
    word = tokens.word(heads[-1]).lower()
    return word.endswith("s") and not word.endswith("ss")


def _start(name: Name) -> int:
    return name.first if name.honorific is None else name.honorific


def _run(tokens: Tokens, names: list[Name], position: int) -> Iterator[Name]:
    """The names that stand from `position` on in one list."""
    for name in names:
        if name.first < position:
            continue
        if tokens.labels[position : _start(name)] not in ("", ",", "a", ",a"):
            return
        yield name
        position = name.last


def _items(tokens: Tokens, names: list[Name], position: int) -> Iterator[tuple[Name, str]]:
    """ "Belarus - A, the Republic of Iran B": names behind their countries."""
    by_start = {_start(name): name for name in names}
    while item := _ITEM.match(tokens.labels, position):
        name = by_start.get(item.end())
        entry = tokens.entries.get(item.start(1))
        if name is None or entry is None or not entry.key:
            return
        yield name, entry.key
        joint = _JOINT.match(tokens.labels, name.last)
        if joint is None:
            return
        position = joint.end()


def _assign(tokens: Tokens, name: Name, country: str, match: re.Match[str]) -> None:
    """The country of its place in the list, and the office that the list shares."""
    if name.before is None:
        name.score += 3.0
    if match["office"] not in "lx":
        name.before = Title(*match.span("office"))
    name.country = country
