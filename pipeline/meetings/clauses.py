"""What the templates share: clauses, regions, and how slots are meant."""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.slots import ANY_SIDE, D, L, P, R, Slot, Slotted, listed

CLAUSE_START = re.compile(
    r"(?:^|[,;:\"]|\b(?:and|while|when|after|before|upon|on|by|in|following|that))\s*$", re.I
)


def slots_of(slotted: Slotted, span: tuple[int, int] | None) -> tuple[Slot, ...]:
    return tuple(listed(slotted, slotted.text[span[0] : span[1]])) if span else ()


def clause_end(text: str, position: int) -> int:
    """End of the stretch that still speaks of the encounter."""
    stop = re.compile(
        r"[;\"]|\bthat\b|, (?:where|which(?! ha[ds] been (?:postponed|delayed|put off))|"
        r"who|while|saying|noting|adding|during which|with "
        r"both|with the two)\b"
        r"|\b(?:said|says|told|noted|agreed|according to|following which)\b"
        rf"|, and [^,;.]{{0,60}}{R} (?:is|are|was|were|will|has|had)\b"  # another clause
    ).search(text, position)
    return stop.start() if stop else len(text)


def region_start(text: str, position: int, subject: tuple[int, int] | None) -> int:
    """Where the clause begins: an opening adverbial ("On May 3, …") belongs to it."""
    start = subject[0] if subject else position
    before = text[:start]
    opening = re.search(
        r"(?:^|[;:\"]\s*|\bthat )(?:(?:and|but|also|then|finally|meanwhile|later|earlier|"
        rf"separately),? )*(?:also, )?(?:[^;:\"{ANY_SIDE[1:-1]}]{{0,90}}),?\s*$",
        before,
        re.I,
    )
    if opening:
        return opening.start()
    adverbial = re.search(rf"(?:{D}|{L})[ ,]*$", before)
    return adverbial.start() if adverbial else start


FURTHER = re.compile(
    r"\b(?:further|another|second|again|also|separate(?:ly)?|later|additional)\b", re.I
)
APART = re.compile(
    r"\b(?:separate(?:ly)?|respectively|individually|one after (?:the )?other|in turn|"
    r"bilaterals|bilateral meetings|meetings|conversations|(?:tele)?(?:phone )?calls|"
    r"separate talks)\b",
    re.I,
)


CONSULTATIONS = re.compile(r"\b(?:framework|course|round) of [\w ]{0,30}\bconsultations\b", re.I)
_COURTESY = re.compile(r"\b(?:courtesy|farewell|introductory) (?:call|visit)\b", re.I)


def kind_in_context(kind: str, context: str) -> str:
    """The kind, as the words around it change it: by phone, on a farewell call."""
    if kind in ("meeting", "talks", "consultation", "call") and lexicon.BY_PHONE.search(context):
        return "call"
    if kind == "meeting" and _COURTESY.search(context):
        return "courtesy_call"
    return kind


def is_infinitive(word: str, governing: str) -> bool:
    if lexicon.REALISED.search(governing.rstrip()):
        return False
    return (
        re.search(
            r"\b(?:to|will|would|shall|should|could|can|might|may|must|not|n't|cannot)(?: \w+){0,2}"
            r"\s*$",
            governing,
            re.I,
        )
        is not None
        and not word.split()[0].endswith("ed")
        and not word.startswith(("met ", "paid", "held"))
        and word not in ("met", "paid")
    )


# "The programme includes a meeting with B", "his engagements in Lima include talks with B"
PROGRAMME = re.compile(
    r"\b(?:programme|program|agenda|schedule|itinerary|visit|trip|stay|engagements)\b[^.;]{0,60}?"
    r"\b(?:provides? for|includes?|foresees|features?|(?P<tense>included|featured|provided for))\b",
    re.I,
)


def is_his(slot: Slot, slotted: Slotted) -> bool:
    """ "his Chinese counterpart X": the other side is whom "his" means."""
    if "counterpart" in slot.words and re.match("(?:his|her|their|its) ", slot.words):
        return True
    words = slotted.sentence.text[slot.start : slot.start + 60]
    return (
        re.match(r"(?:with )?(?:his|her|their|its) (?:[\w-]+ ){0,3}counterparts?\b", words, re.I)
        is not None
    )


def is_plural(slot: Slot) -> bool:
    return (
        slot.kind == R_KIND
        and re.match(r"(?:the|these|both|they|we)\b", slot.words) is not None
        and (
            slot.words in ("they", "we", "the pair", "the two", "the duo")
            or "two" in slot.words
            or "both" in slot.words
            or slot.words.endswith("s")
        )
    )


R_KIND = ord(R[1])
P_KIND = ord(P[1])
