"""Meetings, visits and messages: who met whom, when, where, and which sentences say so.

The walk: `corpus` (tables → sentences with names) → `slots` and `phrases` (a sentence in slots) →
`templates` (`verbs`, `nouns`, `reciprocal`, `occasions`: frames; the words are in `lexicon`) →
`candidates` (sides, date, place of one report; `references` says who a pronoun means, `when` and
`where` date and place it) → `merge` (one event of many reports) → `rows` (tables). `visits` and
`messages` read the same sentences.
"""

from pipeline.meetings.extract import EventTables, extract

__all__ = ["EventTables", "extract"]
