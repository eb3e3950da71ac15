"""Travel told by its legs and ends, or without a verb: "his next stop is X", "P in X for talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.meetings.slots import Slotted
from pipeline.meetings.trips import geography, words
from pipeline.meetings.trips.found import Found, Owner, Taken
from pipeline.meetings.trips.geography import Destination
from pipeline.meetings.trips.verbs import GROUNDS, told
from pipeline.reference import Reference


def came_from(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "flew in from X, where he dined with Y": he has been there."""
    for match in words.FROM.finditer(view.text):
        words_of = f"{match['from'][:-1]}{view.slots[match['from'][-1]].words}"
        if not taken.free(*match.span("from")) or not words_of.lower().startswith("from "):
            continue
        where = geography.behind_verb(view, match.end() - 1)
        if where:
            yield told(view, match, where)


def airport(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "was met at the airport by B": who is received there has come from abroad."""
    for match in words.AIRPORT.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        at = match["where"]
        if at and not re.search(r"airport|station|port\b", view.slots[at].words, re.I):
            continue
        where = geography.behind_verb(view, match.start("where")) if at else []
        item = told(view, match, where, unplaced=not where)
        item.verb = "arrived"
        item.opening = False
        yield item


def greeted(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "A saw B off at the airport": B has come from abroad."""
    for match in words.GREETED.finditer(view.text):
        at = match["where"]
        if at and not re.search(r"airport", view.slots[at].words, re.I):
            continue
        if not taken.free(*match.span()):
            continue
        where = geography.behind_verb(view, match.start("where")) if at else []
        yield Found(
            match.start("who"),
            match.end(),
            match["who"],
            "named",
            where,
            match[0],
            unplaced=not where,
            verb="arrived",
        )


def left_for(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "left Lima to attend the session in X"."""
    for match in words.LEFT_FOR.finditer(view.text):
        if taken.free(*match.span()):
            where = geography.behind_verb(view, match.end())
            if where:
                yield told(view, match, where)


def left_there(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "The guest left Harare on Thursday": he has been there, if he is from elsewhere."""
    for match in words.LEFT_THERE.finditer(view.text):
        if taken.free(*match.span()):
            where = geography.behind_verb(view, match.start("where"))
            if where:
                item = told(view, match, where, strong=False)
                item.of_guest = True
                yield item


def while_in(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "While in X, P will hold talks": the subject behind it is there."""
    for match in words.WHILE_IN.finditer(view.text):
        slot = view.slots[match["where"]]
        inside = re.match(r"(?:in|at)\b", slot.words, re.I) is not None
        where = geography.behind_verb(view, match.start("where"))
        if inside and where and taken.free(*match.span()):
            yield _told_behind(view, match, where, strong=True)
    stop = words.TOUR_STOP.match(view.text)
    if stop is not None and re.match(r"(?:in|at)\b", view.slots[stop["where"]].words, re.I):
        where = geography.behind_verb(view, stop.start("where"))
        if where and taken.free(*stop.span()):
            yield _told_behind(view, stop, where, strong=False, who=stop["who"])


_FUTURE = re.compile(r"[^;.]{0,80}?\b(?:will|is (?:due|expected|scheduled|set|to)|plans? to)\b")


def _told_behind(
    view: Slotted,
    match: re.Match[str],
    where: list[Destination],
    *,
    strong: bool,
    who: str = "",
) -> Found:
    start = match.start("where")
    coming = _FUTURE.match(view.text, start + 1) is not None
    return Found(
        start,
        start + 1,
        who,
        "named" if who else "pronoun",
        where,
        match[0],
        "announced" if coming else "held",
        strong,
        on_tour=not strong,
        verb="in",
    )


def set_out(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "left on Monday on a tour of X": the destination stands behind the noun."""
    for match in words.SET_OUT.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        where = geography.behind_noun(view, match.end()) or geography.inside_phrase(
            view, match["words"], reference
        )
        if where:
            yield told(view, match, where, plural=match["noun"].lower().endswith("s"))


def arrived_on(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "who arrived on Monday on a working visit"."""
    for match in words.ARRIVED_ON.finditer(view.text):
        where = geography.behind_noun(view, match.end())
        if taken.free(*match.span()) and (where or not geography.elsewhere(view, match.end())):
            yield told(view, match, where, unplaced=not where)


def stop(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "P's next stop is X", "X is the second leg of his tour"."""
    for match in words.STOP.finditer(view.text):
        where = geography.behind_verb(view, match.end())
        if where and taken.free(*match.span()):
            yield _leg(match, where, match["who"] or "")
    for match in words.LEG.finditer(view.text):
        where = geography.behind_verb(view, match.start())
        if where and taken.free(*match.span()):
            yield _leg(match, where, match["who"] or "")


def _leg(match: re.Match[str], where: list[Destination], who: str) -> Found:
    status = "announced" if match["verb"].lower().startswith(("will", "would")) else "held"
    owner: Owner = "named" if who else "pronoun"
    return Found(
        match.start(), match.end(), who, owner, where, match[0], status, asserted=False, verb="leg"
    )


def verbless(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "P in Kigali for talks", "P off to Hanoi": in titles, between commas, behind "with"."""
    title = view.sentence.passage.kind == "title"
    for match in words.VERBLESS.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        before, gap = view.text[: match.start()], match["gap"].strip(" ,")
        where = geography.behind_verb(view, match.end())
        slot = view.slots[view.text[match.end()]]
        inside = re.match(r"(?:in|at)\b", slot.words, re.I) is not None
        if not where or not (inside or gap.endswith("to") or gap.endswith("for")):
            continue
        aside = match["gap"].startswith(",") or re.search(r"\bwith\s$", before)
        if not aside and not (title and not before.strip(" \"'")):
            continue
        going = gap.endswith("to") or gap.endswith("for")
        if not going and not GROUNDS.match(view.text, match.end() + 1):
            continue
        yield Found(
            match.start("who") + 1,
            match.end(),
            match["who"],
            "named",
            where,
            match[0],
            "held",
            True,
            ongoing=inside,
            opening=True,
            verb="in",
        )


FINDERS = (
    *(
        set_out,
        arrived_on,
        stop,
        came_from,
        airport,
        greeted,
        left_for,
        while_in,
        verbless,
        left_there,
    ),
)
