"""Rounds of consultations and those who led their sides: "the Thai side was headed by B"."""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.acts import people_before
from pipeline.meetings.clauses import P_KIND, slots_of
from pipeline.meetings.frames import LIST, Found, Frame, plain, with_modality
from pipeline.meetings.slots import ANY_SIDE, ANYONE, DELEGATION, G, L, O, P, R, Slot, Slotted
from pipeline.patterns import Pattern

_GAP = rf"[^.;\"{ANY_SIDE[1:-1]}]"
_GROUP = r"(?:delegations?|sides?|teams?|missions?)"
_LEAD = r"(?:co-)?(?:headed|led|heads|leads|head|lead|heading|leading|represented|represent)"
# "A led the Thai delegation"
_LEADS = Pattern(
    rf"(?P<list>{ANYONE}),?\s(?:who\s)?(?:(?:also|will|is|was|has|to|be)\s){{0,2}}{_LEAD}\s"
    rf"(?:{R}|(?:the|their|its|his|her)\s(?:[\w'()-]+\s|{O}\s|{L}\s){{0,4}}{_GROUP}\b)"
)
# "The Thai side was headed by A, and the Lao side by B"
_LED_BY = Pattern(
    rf"(?:{R}|\b{_GROUP}\b)(?:{_GAP}{{0,60}}?\b{_LEAD}(?:,? respectively,?)?)? by (?P<list>{LIST})"
)
# "A and B led their delegations", "A and B led the consultations"
_BOTH_LEAD = Pattern(
    rf"(?P<list>{LIST})\s(?:(?:jointly|will|is|are|were|was)\s)?(?:co-)?(?:led|headed|lead|head|"
    rf"leading)\s(?:{R}|(?:the\s|their\s)(?:respective\s|two\s|bilateral\s)?(?:delegations|sides|"
    r"teams|consultations|talks|dialogue|discussions|session|meeting|round|negotiations)\b)"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|be|being)\b.{0,30}\b(?:led|headed|represented) by|"
    r"\b(?:led|headed|leads|heads|leading|heading) (?:the|its|his|her)\b",
    re.I,
)
_FUTURE = re.compile(r"\bwill (?:be )?(?:led|headed|lead|head|represent)", re.I)
ROUND = re.compile(
    r"\b(?:consultations?|consultative meeting|talks|negotiations|dialogue|meeting|session|round|"
    r"commission|committee)\b",
    re.I,
)
# "The third round of consultations was held in Oslo on Monday"
_HELD = Pattern(
    rf"\b(?P<noun>(?:rounds?|sessions?|meetings?) of\b{_GAP}{{0,140}}?|(?:consultations?|"
    rf"consultative meeting|talks|negotiations|dialogue|meeting)\b{_GAP}{{0,160}}?)\b(?P<verb>was|"
    r"were|is being|are being|will be|took place|takes place|will take place|has been|have been|"
    r"started|began|opened|ended|concluded|got under ?way|kicked off|commenced)\b",
    re.I,
)
_SPOKEN_OF = re.compile(
    r"\b(?:the|this|these|both|their|such|any|no|all)(?: (?:said|two|bilateral))? $", re.I
)


_LEADING = Pattern(r"\b(?:led|head|lead|represent)|[\ue300-\ue3ff]")


def heads(slotted: Slotted, found: Found) -> None:
    """Those who led the sides of an encounter, and a round that was held without naming them."""
    text = slotted.text
    if _LEADING.search(text):
        _leaders(slotted, found)
    if not found.frames:
        _round(slotted, found)


def _leaders(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    leaders: list[tuple[int, Slot]] = []
    for match in re.finditer(G, text):
        slot = slotted.slots[match[0]]
        source = slotted.sentence.text[slot.start : slot.end]
        if slot.words in ("refled", "bodyled", "leading") and _FINITE.search(source):
            leaders.append((match.start(), slot))
    for pattern in (_BOTH_LEAD, _LEADS, _LED_BY):
        for match in pattern.finditer(text):
            start, end = match.span("list")
            if pattern is _BOTH_LEAD:
                start, end = people_before(text, match.end("list") + 1) or (start, end)
            if found.free(start, end):
                people = [
                    s for s in slots_of(slotted, (start, end)) if s.kind in (P_KIND, DELEGATION)
                ]
                leaders += [(start, slot) for slot in people]
    ordered: list[Slot] = []
    for _, slot in sorted(leaders, key=lambda item: item[0]):
        if slot not in ordered:
            ordered.append(slot)
    if not ordered or any(set(ordered) & {*f.first, *f.second} for f in found.frames):
        return
    start = min(position for position, _ in leaders)
    noun = ROUND.search(slotted.sentence.text)
    kind = lexicon.kind_of_noun(noun[0]) if noun else "meeting"
    sides = tuple(ordered[:1]), tuple(ordered[1:])
    frame = Frame(slotted, start, start + 1, kind, "led", *sides, (0, len(text)))
    future = _FUTURE.search(slotted.sentence.text) is not None
    found.add(with_modality(frame, "will" if future else "", "", finite=not future))


def _round(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    match = _HELD.search(text)
    if match is None:
        return
    specific = re.match(r"\w+ (?:of|between) ", plain(match["noun"])) is not None
    if not specific and _SPOKEN_OF.search(text[: match.start()]):
        return
    if re.search(P, text):
        return  # somebody is named: other templates know better
    kind = lexicon.kind_of_noun(plain(match["noun"]))
    future = match["verb"].lower().startswith("will")
    frame = Frame(slotted, *match.span(), kind, "round", (), (), (0, len(text)))
    after = plain(text[match.end() :])
    found.add(with_modality(frame, "will" if future else "", after, finite=not future))
