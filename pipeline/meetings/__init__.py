"""Meetings, visits and messages: who met whom, when, where, and which sentences say so.

The walk: `corpus` (tables → sentences with names) → `slotting`, `stand_ins` and `phrases` (a
sentence in `slots`) → `templates` (`verbs`, `nouns`, `reciprocal`, `turned`, `further`, `agenda`,
`occasions`: frames; the words are in `lexicon`) → `sides` (who is meant; `references` says whom a
pronoun means) → `candidates` (date and place of one report: `when`, `where`; `additions` from other
sentences) → `merge` (one event of many reports) → `rows` (tables). `visits` and `messages` read the
same sentences.
"""

from pipeline.meetings.extract import EventTables, extract

__all__ = ["EventTables", "extract"]
