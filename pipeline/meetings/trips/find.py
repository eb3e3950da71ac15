"""Words of travel in one slotted sentence: who is said to go where, before anybody is resolved."""

from __future__ import annotations

from pipeline.meetings.slots import Slotted
from pipeline.meetings.trips import legs, nouns, verbs
from pipeline.meetings.trips.found import Found, Taken
from pipeline.reference import Reference


def find(view: Slotted, reference: Reference) -> list[Found]:
    """Expressions of travel, those with a verb first; none is taken twice.

    Those with a reason against them come last, where no other takes their words.
    """
    taken = Taken()
    found: list[Found] = []
    refused: list[Found] = []
    for finder in (*nouns.FIRST, *verbs.FINDERS, *legs.FINDERS, *nouns.FINDERS):
        for item in finder(view, taken, reference):
            if item.reason is None:
                taken.take(item.start, item.end)
                found.append(item)
            else:
                refused.append(item)
    for item in sorted(refused, key=lambda item: item.owner == "named" and not item.who):
        if taken.free(item.start, item.end):
            taken.take(item.start, item.end)
            found.append(item)
    return found
