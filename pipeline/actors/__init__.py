"""From candidate mentions to actors: who each name means, in every document at once.

Persons are grouped by full name first; short forms are then resolved inside their article.
Organisations are resolved by reference data and by the parts of their names. Rapidfuzz only
proposes: rules decide, and merges below certainty are listed in `name_review`.
"""

from __future__ import annotations

from pipeline.actors.resolve import ActorTables, count_meetings, resolve

__all__ = ["ActorTables", "count_meetings", "resolve"]
