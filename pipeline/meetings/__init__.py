"""Meetings, visits and messages: who met whom, when, where, and which sentences say so.

The walk: `corpus` (tables → sentences with names) → `slots` (a sentence in slots) → `templates`
and `occasions` (frames) → `candidates` (sides, date, place of one report) → `merge` (one event of
many reports) → `rows` (tables). `visits` and `messages` read the same sentences.
"""

from pipeline.meetings.extract import EventTables, extract

__all__ = ["EventTables", "extract"]
