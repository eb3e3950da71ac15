"""A second encounter of the same subject: "met A on Monday and, over lunch, with B"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import kind_in_context, slots_of
from pipeline.meetings.frames import ADV, ITEM, Found, Frame, plain
from pipeline.meetings.slots import ANY_SIDE, D, L, O, Slotted

_APART = r"(?:later|then|also|separately|subsequently|afterwards?|thereafter|finally|in turn)"
_WHEN = (
    rf"(?:\"?{D}\"?|{L}|{_APART}(?: {D})?|over (?:[\w-]+ )?{lexicon.MEAL}|after that|"
    r"on the same (?:day|occasion)|the (?:same|next|following) day|"
    r"by (?:tele)?phone|in a separate (?:meeting|conversation|encounter))"
)
_SECOND = re.compile(
    rf"{ADV}(?: (?:at|in|of|from) (?:the )?{O})?\"?(?:, [^,;.{ANY_SIDE[1:-1]}]{{2,60}})?,?"
    rf"(?:\s(?:and|then|before|as well as|followed by)|;)(?P<when>(?:,?\s{_WHEN},?)*)\s"
    rf"(?:(?P<noun>an?|another|a separate|separate) (?:[\w-]+ ){{0,2}}{lexicon.ENCOUNTER_NOUN} )?"
    rf"(?P<with>with |by |on |from )?(?P<list>{ITEM})"
    rf"(?=\"?\s*(?:\"?{D}|{L}|[.,;\"]|$|\b(?:on|in|at|to|of|from|over|within|who|which|where)\b|"
    rf"(?:{_APART}|and)\b|the (?:next|same|following)\b))"
)


def second_object(slotted: Slotted, found: Found, frame: Frame, position: int, end: int) -> None:
    """Add the encounter with whoever is named behind the first object, where words part them."""
    match = _SECOND.match(slotted.text, position)
    if match is None or (match.end("list") > max(end, position) and ";" not in match[0]):
        return
    stated = bool(match["with"] or match["when"])
    if not stated and re.search(rf"{D}|{L}", slotted.text[position : match.start("list")]) is None:
        return
    start, stop = match.span("list")
    between = plain(match[0])
    passive = frame.form == "passive"
    others = slots_of(slotted, (start, stop))
    at_table = re.search(rf"\bover (?:[\w-]+ )?{lexicon.MEAL}", between) is not None
    kind = "reception" if at_table and frame.kind == "meeting" else frame.kind
    second = replace(
        frame,
        start=start,
        end=stop,
        kind=kind_in_context(kind, between),
        first=others if passive else frame.first,
        second=frame.second if passive else others,
        region=(match.start("when") if match["when"] else start, end),
        further=True,
        attendees=(),
    )
    found.add(second)
    second_object(slotted, found, second, stop, end)
