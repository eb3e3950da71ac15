"""Sentences that say who else was there: "also present were …", "… attended the meeting"."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import slots_of
from pipeline.meetings.corpus import Passage
from pipeline.meetings.frames import LIST, Found, Frame, with_modality
from pipeline.meetings.slots import ANY_SIDE, ANYONE, PERSON, L, O, R, Slot, Slotted, listed
from pipeline.patterns import Pattern

_ENCOUNTER = (
    r"(?:(?:the|these|this|both|all|relevant|above|said|their|such|these)\s){0,3}(?:relevant |"
    r"related |above |bilateral |two )?"
    r"(?P<what>meetings?|talks|events?|activities|activity|consultations?|ceremony|ceremonies|"
    r"banquet|reception|celebration|discussions?|"
    r"call|conversation|signing|summit|gathering|dinner|luncheon|conference|forum|session|"
    r"function|interview|audience|occasion)"
)
_RUN = rf"(?:{LIST}|{ANYONE}(?:, {ANYONE})*)"
_OTHERS = (
    r"(?:,? (?:among others|and others|and other [\w ]+|as well as [^,.]{1,80}),?"
    rf"|, (?:{R}|the|both|all)(?: [^,.;]{{3,60}})?,)*"
)
# Names before the verb: "A and B, among others, were present at the meeting".
_PRESENT_AFTER = (
    Pattern(
        rf"{ANYONE}{_OTHERS},?\s(?:were|was)\s(?:also\s|all\s|both\s)?(?:present|in attendance|"
        r"at the table|at (?:his|her) side|among (?:those|the) (?:present|attend\w+|guests?)|"
        rf"also there)\b(?: (?:at|during) {_ENCOUNTER})?"
    ),
    Pattern(
        rf"{ANYONE}{_OTHERS}(?: in charge)?,?\s(?:also\s|both\s)?(?:attended|joined|took part in|"
        r"participated in|sat in on|accompanied (?:him|her|them) (?:at|in|to|during))"
        rf"\s{_ENCOUNTER}\b(?! (?:of|with|between))"
    ),
    Pattern(
        rf"{ANYONE}{_OTHERS},?[^.;]{{0,90}}?\salso (?:attended|took part|participated|"
        r"joined)\b(?=[.;,]|$| (?:from|via|by)\b)"
    ),
    Pattern(
        rf"{ANYONE}{_OTHERS},?\s(?:joined|took part|participated)\s(?:{L}\s|from "
        r"[A-Z]\w+\s)?(?:via|by|through) (?:video|phone|telephone)"
    ),
)
# Names behind the verb: "Also present were A, B and, for the guests, C".
_PRESENT_BEFORE = Pattern(
    r"(?:(?:\b(?:also |others? |those )?(?:present|attending|in attendance|participating|"
    rf"taking part|in the room|at the table)\b(?: (?:at|on the occasion|in|during) {_ENCOUNTER}"
    rf"|,? on (?:the|both) [\w ]+ sides?| there)?[^.;{ANY_SIDE[1:-1]}]{{0,60}}?\s(?:were|"
    r"was|included|are|is)\b)"
    r"|(?:\b(?:the|this) (?P<named>event|ceremony|reception|banquet|meeting|talks|celebration|"
    r"gala|conference|forum|workshop|dinner|launch|gathering|function|session)\s(?:was|"
    r"were)\s(?:also\s)?(?:attended|joined|graced|witnessed) by)"
    rf"|\b(?:(?:attended|witnessed) by|in the presence of|with the (?:participation|attendance) of)"
    rf"|\binvited (?:to|there|at)\b[^.;{ANY_SIDE[1:-1]}]{{0,50}}?\bwere\b"
    r"|\b(?:on hand|attending it|taking part in it) (?:were|was)\b"
    rf"|\b(?:gathering|attendees|guests?(?: of honou?r)?|guest list|dignitaries|participants|"
    rf"(?:those|people|officials) (?:who (?:attended|took part)|in attendance))\b"
    rf"[^.;{ANY_SIDE[1:-1]}]{{0,60}}?\b(?:included?|includes|were|was|comprised)\b"
    r"|\b(?:was|were) (?:also )?(?:accompanied|joined|flanked|assisted) by"
    rf"|\bwith (?={LIST} (?:at the table|at (?:his|her) side|in attendance|present|attending)\b))",
    re.I,
)
_LIST_STOP = re.compile(
    r"[.]|\b(?:said|says|told|welcomed|who|while|where|thanked|noted|spoke|came)\b|; (?!from)"
)


class Present(NamedTuple):
    """Participants that a sentence adds to an encounter, and the word for the encounter."""

    slots: tuple[Slot, ...]
    what: str
    invited: bool = False  # they were there as guests


_INVITED = re.compile(r"\binvit(?:ed|ation)\b|\bguests?\b", re.I)


def attendance(slotted: Slotted) -> list[Present]:
    """Participants that a sentence adds to an encounter named before."""
    result = []
    text = slotted.text
    for pattern in _PRESENT_AFTER:
        for match in pattern.finditer(text):
            what = match.groupdict().get("what") or ""
            slots = _all_before(slotted, match.start() + 1)
            if slots:
                result.append(Present(slots, what.lower()))
    for match in _PRESENT_BEFORE.finditer(text):
        stop = _LIST_STOP.search(text, match.end())
        slots = slots_of(slotted, (match.end(), stop.start() if stop else len(text)))
        if slots:
            what = match["what"] or match["named"] or ""
            result.append(Present(slots, what.lower(), _INVITED.search(match[0]) is not None))
    return result


def _all_before(slotted: Slotted, end: int) -> tuple[Slot, ...]:
    """ "A, title, B, title, and C": everybody in the run of names that ends at `end`."""
    run = re.search(rf"(?:{ANYONE}(?:, |,? and |; ))*{_RUN}$", slotted.text[:end])
    return tuple(listed(slotted, run[0])) if run else ()


ASSEMBLED = "assembled"  # the form of an encounter known by those who came to it
_EVENT = re.compile(
    r"\b(?:the|this|a|an|\d+\w\w)\s(?:[\w'-]+\s){0,3}?(?:meeting|talks|summit|session|forum|"
    r"conference|consultations?|dinner|luncheon|reception|ceremony)\b",
    re.I,
)


def assembled(slotted: Slotted, found: Found) -> None:
    """ "The meeting was attended by A, B and C": an encounter that no other words tell of."""
    if found.frames:
        return
    for present in attendance(slotted):
        people = [slot for slot in present.slots if slot.kind == PERSON or slot.heads]
        noun = _EVENT.search(slotted.text)
        if len(people) > 1 and noun is not None:
            kind = lexicon.kind_of_noun(noun[0])
            span = noun.span()
            sides = tuple(people[:1]), tuple(people[1:])
            frame = Frame(slotted, *span, kind, ASSEMBLED, *sides, (0, len(slotted.text)))
            will = re.search(r"\bwill\b", slotted.text) is not None
            found.add(with_modality(frame, "will" if will else "", "", finite=not will))
            return


CREDENTIALS = re.compile(r"\b(?:credence|credentials|recall)\b", re.I)
_ENTRY = re.compile(
    r"^\s*(?:[•*–-]|\d+[.)]|(?:his|her) excellency|h\.?\s?e\.?\b|ambassador\b|mr?s?\b|dr\b)", re.I
)


def is_entry(passage: Passage) -> bool:
    """Whether the passage is a line of a list of persons: an office, a name and no sentence."""
    if len(passage.level) > 240 or not any(m.kind == "person" for m in passage.mentions):
        return False
    return _ENTRY.match(passage.level) is not None and not _LIST_STOP.search(
        passage.level.rstrip(" .")
    )


# "The ambassadors are A, B and C": those whom the sentence before left unnamed.
NAMED_AFTER = Pattern(
    rf"^(?:{R}|(?:the|those) (?:[\w-]+ ){{0,4}}?(?:ambassadors|envoys|diplomats|leaders|heads of "
    rf"(?:state|government)|ministers|guests|officials)\b)[^.;{ANY_SIDE[1:-1]}]{{0,60}}?\s(?:are|"
    r"were|include|included)(?::|\b)",
    re.I,
)
PARTICIPANTS_HEADING = re.compile(
    r"^\s*(?:participants|present|attendees|in attendance|also present|attending|taking part)\s*:",
    re.I,
)
BULLET = re.compile(r"^\s*(?:[•*–-]|\d+[.)])\s")

LEADS_DELEGATION = Pattern(
    rf"(?P<who>{ANYONE}),?\s(?:who\s)?(?:also\s)?(?:headed|led|heads|leads|heading|leading|is "
    rf"leading|was leading)\s(?:{R}|(?:the|a|an)\s(?:[\w'-]+\s|{O}\s|{L}\s){{0,4}}"
    r"?(?:delegation|side|team)\b)"
)
