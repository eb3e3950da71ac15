"""Templates: from a sentence in slots to the encounters it reports.

Each function looks for one form of the genre and adds frames. The order matters: a trigger that
an earlier form has taken is left alone by the later ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.meetings.acts import acts, at_occasion
from pipeline.meetings.agenda import agenda
from pipeline.meetings.attendance import assembled
from pipeline.meetings.calls import calls
from pipeline.meetings.clauses import slots_of
from pipeline.meetings.frames import ADV, LIST, Found, Frame
from pipeline.meetings.heads import heads
from pipeline.meetings.loose import loose
from pipeline.meetings.nouns import nouns
from pipeline.meetings.occasions import occasions
from pipeline.meetings.reciprocal import at_a_meeting, joint
from pipeline.meetings.slots import Slotted
from pipeline.meetings.turned import discussed, opening, remarks, turned
from pipeline.meetings.verbs import at_offices, passive, verbs


def find_frames(slotted: Slotted) -> list[Frame]:
    """All frames of one sentence, in the order of the text; reasons are set on what is no event."""
    found = Found()
    for template in _TEMPLATES:
        template(slotted, found)
    loose(slotted, found)
    acts(slotted, found)
    occasions(slotted, found)
    at_occasion(slotted, found)
    heads(slotted, found)
    assembled(slotted, found)
    frames = _carried_on(sorted(found.frames, key=lambda frame: frame.start))
    return _bounded(frames, slotted)


_GOES_ON = re.compile(
    r"(?:[;,]|[;,]? (?:and|then))(?: (?:also|later|then|subsequently|finally|separately|and))*,? $"
)


def _carried_on(frames: list[Frame]) -> list[Frame]:
    """ "A met B; received C; and held talks with D": one subject for all verbs in a row."""
    result: list[Frame] = []
    for frame in frames:
        text = frame.slotted.text
        if not frame.first and frame.form in _VERBAL and _GOES_ON.search(text[: frame.start]):
            told = [f for f in result if f.first and f.form in _VERBAL and f.end <= frame.start]
            opening = _SUBJECT.match(text, 0, frame.start) if not result else None
            if told:
                frame = replace(frame, first=told[-1].first)
            elif opening is not None:
                frame = replace(frame, first=slots_of(frame.slotted, opening.span("list")))
        result.append(frame)
    return result


# The subject that opens the sentence: "A toured the port; met B"
_SUBJECT = re.compile(rf"(?:{ADV},? ?)?(?P<list>{LIST})(?:,[^,;]{{1,60}},)? [a-z]")


_VERBAL = ("active", "light")


def _bounded(frames: list[Frame], slotted: Slotted) -> list[Frame]:
    """Limit each frame's region to the stretch before the next frame's trigger or subject."""
    result = []
    for index, frame in enumerate(frames):
        start, end = frame.region
        if index + 1 < len(frames):
            following = frames[index + 1]
            end = min(end, max(frame.end, following.start))
        result.append(replace(frame, region=(start, end)))
    return result


_TEMPLATES: tuple[Callable[[Slotted, Found], None], ...] = (
    agenda,
    remarks,
    calls,
    turned,
    passive,
    at_offices,
    verbs,
    nouns,
    joint,
    at_a_meeting,
    opening,
    discussed,
)
