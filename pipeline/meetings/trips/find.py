"""Words of travel in one slotted sentence: who is said to go where, before anybody is resolved."""

from __future__ import annotations

from pipeline.meetings.slots import Slotted
from pipeline.meetings.trips import nouns, verbs
from pipeline.meetings.trips.found import Found, Taken
from pipeline.reference import Reference


def find(view: Slotted, reference: Reference) -> list[Found]:
    """Expressions of travel, those with a verb first; none is taken twice."""
    taken = Taken()
    found: list[Found] = []
    for finder in (*nouns.FIRST, *verbs.FINDERS, *nouns.FINDERS):
        for item in finder(view, taken, reference):
            taken.take(item.start, item.end)
            found.append(item)
    return found
