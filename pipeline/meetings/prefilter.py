"""One cheap look at a text: whether it could tell of an encounter, a trip or a message.

The beginnings of all telling words are searched in one pass (Aho-Corasick); only what has one is
cut into sentences and read. The look is never false where a template would match.
"""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from pipeline.meetings import lexicon
from pipeline.meetings.mail import words as mail
from pipeline.meetings.trips import words as trips

ENCOUNTER, TRIP, MESSAGE = 1, 2, 4

# What may stand before a word instead of a blank.
_BREAKS = "\n\"'([-/\u2014:;."


def _groups() -> dict[str, int]:
    groups: dict[str, int] = {}
    for group, stems in ((ENCOUNTER, lexicon.STEMS), (TRIP, trips.STEMS), (MESSAGE, mail.STEMS)):
        for stem in stems:
            groups[f" {stem}"] = groups.get(f" {stem}", 0) | group
    return groups


_GROUPS = _groups()
_OF_STEM = list(_GROUPS.values())
_SCAN = AhoCorasick(list(_GROUPS))


def look(text: str) -> int:
    """What the text may tell of: ENCOUNTER, TRIP and MESSAGE, added up."""
    found = 0
    spaced = " " + text.lower()
    for sign in _BREAKS:  # eight times as fast as str.translate
        spaced = spaced.replace(sign, " ")
    for stem, _, _ in _SCAN.find_matches_as_indexes(spaced, overlapping=True):
        found |= _OF_STEM[stem]
    return found
