"""Lines that come back from post to post are structure, whatever their words.

"Handed on from X." or "[cont.]" is in no list of phrases; but a short line of one pattern, once in
each section of a page, always under a text, is a credit if only its names change and a truncation
notice if nothing follows it before the next title.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.posts.cues import series_name
from pipeline.posts.items import (
    FURNITURE,
    META,
    NOTICE,
    PARAGRAPH,
    RUBBISH,
    TITLE,
    Item,
)
from pipeline.posts.metas import Meta

_LONGEST = 170
_MOST_WORDS = 22
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|©")
_MARKED = re.compile(r"[→»>…\[\]]|\.{3}|\(.*\)")


def settle_recurring(items: list[Item]) -> None:
    """Relabel the recurring lines of a page: credits become source metas, notices notices."""
    sections = _sections(items)
    below = _texts_below(items)
    lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if number and items[number - 1].label in (PARAGRAPH, META) and _is_candidate(item):
            lines[_pattern(item.text)].append(number)
    for pattern, numbers in lines.items():
        once_each = len({sections[n] for n in numbers}) >= 0.8 * len(numbers)
        if len(numbers) < 2 or not once_each:
            continue
        if len({series_name(items[n].text) for n in numbers} - {""}) == 1:
            continue  # issues of a series: titles that differ in their figures
        closing = all(below[n] in ("", TITLE) for n in numbers)
        if closing and len({items[n].text for n in numbers}) == 1:
            _make_notices(items, numbers)
        elif any(pattern):
            _make_credits(items, numbers)


def _sections(items: list[Item]) -> list[int]:
    """For each item, how many titles stand above it: texts between two titles are a section."""
    count, result = 0, []
    for item in items:
        count += item.label == TITLE
        result.append(count)
    return result


def _texts_below(items: list[Item]) -> list[str]:
    """Label of the next item that is no furniture, for each item; "" at the end."""
    result, label = [""] * len(items), ""
    for number in range(len(items) - 1, -1, -1):
        result[number] = label
        if items[number].label not in FURNITURE:
            label = items[number].label
    return result


def _is_candidate(item: Item) -> bool:
    if item.label not in (TITLE, PARAGRAPH, RUBBISH) or item.dateline is not None:
        return False
    return len(item.text) <= _LONGEST and item.text.count(" ") < _MOST_WORDS


def _pattern(text: str) -> tuple[str, ...]:
    """The words of a line without its names, and how it is wrapped.

    "Handed on from the Steppe Courier." → ("handed", "on", "from", "."); "(X; Y)" → ("(", ")").
    """
    words: list[str] = []
    tokens = list(_TOKEN.finditer(text))
    for number, token in enumerate(tokens):
        word = token[0]
        label = text[token.end() : token.end() + 1] == ":" and token.end() < len(text) - 1
        follower = tokens[number + 1][0] if number + 1 < len(tokens) else ""
        named = word[0].isupper() or word[0].isdigit()
        if number == 0 and named and (label or _goes_on(follower)):
            named = False  # the line's first word is capital in any case
        if not named and word.lower() not in ("and", "the"):
            words.append(word.lower())
    opening = text[:1] if text[:1] in "([{-–—→*" else ""
    closing = text[-1:] if text[-1:] in ")]}:»" else ""
    return (*words, opening + closing) if words or opening or closing else ()


def _goes_on(follower: str) -> bool:
    """The first word of a line is no name if a common word follows it."""
    return follower == "©" or (follower[:1].islower() and follower not in ("and", "y", "et", "und"))


def _make_notices(items: list[Item], numbers: list[int]) -> None:
    for number in numbers:
        item = items[number]
        if item.label == RUBBISH and not _MARKED.search(item.text):
            continue  # "Leave a comment"
        item.label, item.notice = NOTICE, ""


def _make_credits(items: list[Item], numbers: list[int]) -> None:
    """Credits differ in their names alone; each must have one, and not all the same words."""
    if any(items[n].label == RUBBISH for n in numbers):
        return
    names = {n: names_of_line(items[n].text) for n in numbers}
    if not all(names.values()) or len(set(names.values())) < 2:
        return
    for number in numbers:
        item = items[number]
        item.label, item.meta = META, Meta("source", source=names[number])
        item.attribution = None


def names_of_line(text: str) -> str:
    """From the first name of a line to its last: what is left of the pattern's words."""
    tokens = list(_TOKEN.finditer(text))
    named = []
    for number, token in enumerate(tokens):
        word = token[0]
        label = text[token.end() : token.end() + 1] == ":" and token.end() < len(text) - 1
        follower = tokens[number + 1][0] if number + 1 < len(tokens) else ""
        if not (word[0].isupper() or word[0].isdigit()) or label:
            continue
        if number == 0 and _goes_on(follower):
            continue
        named.append(token)
    return text[named[0].start() : named[-1].end()] if named else ""
