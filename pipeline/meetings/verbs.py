"""Verbs with a participant as object, active, participial and passive."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    APART,
    CLAUSE_START,
    CONSULTATIONS,
    FURTHER,
    P_KIND,
    clause_end,
    is_infinitive,
    kind_in_context,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    ADV,
    ITEM,
    LIST,
    Found,
    Frame,
    companions,
    object_after,
    objects,
    plain,
    subject_after,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.further import second_object
from pipeline.meetings.reciprocal import intransitive
from pipeline.meetings.slots import ANY_SIDE, D, L, O, R, Slotted
from pipeline.patterns import Pattern, Rules

_VERBS = Rules(
    (Pattern(rf"\b(?:{pattern})\b", re.I), (name, kind))
    for name, pattern, kind in lexicon.CONTACT_VERBS
)


def verbs(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match, (name, kind) in _VERBS.finditer(text):
        if found.free(*match.span()) and not _is_noun(text, match, name):
            _verb(slotted, found, match, name, kind)


def _is_noun(text: str, match: re.Match[str], name: str) -> bool:
    """ "a meeting with", "the host of": the word is no verb here."""
    before = text[max(0, match.start() - 40) : match.start()].lower()
    word = match[0].lower()
    if word.startswith("meeting") or word in ("host", "interviews", "welcome", "interviewing"):
        return re.search(
            r"(?:\b(?:a|an|the|this|that|his|her|its|their|my|our|first|second|third|last|next|"
            r"of|'s|formal|further|bilateral|brief|high-level|recent|annual|informal|virtual|"
            r"face-to-face|[a-z]+ed|[a-z]+al|-?person|short|private|previous|planned|possible|"
            rf"summit|another|day|group|no)|'s|'|'s {D}|"
            r"\b(?:an?|the|his|her|its|their|another|any) (?:[\w-]+ ){1,3}) ?$",
            before,
        ) is not None and not re.search(r"\b(?:said|while|when) $", before)
    return False


# "saw X, the minister, in Rome": an encounter; "saw X leave" is none.
_SEEN = re.compile(rf"\s*(?:[.,;]|$|{D}|{L}|(?:at|in|on|for|and|last)\b)")


# "called X on Monday", "called X to congratulate her"; "called X a liar" and "called X" are none.
_RUNG = re.compile(
    rf"\s*,?(?:{D}|{L}|\s(?:by|over|on|via) (?:the )?(?:tele)?(?:phone|video)|"
    r"\s?(?:today|yesterday|tonight|late|early)\b|(?:\s[\w ]{0,30})?\sto (?:congratulate|"
    r"convey|express|discuss|offer|thank|wish|condole|inform|brief|exchange|assure|extend|"
    r"inquire)\b)"
)


_PRESS = re.compile(
    r"journalist|reporter|correspondent|editor|anchor|presenter|host\b|media|press|news|channel",
    re.I,
)


def _talks_to(slotted: Slotted, match: re.Match[str], target: tuple[int, int]) -> bool:
    """Whether somebody talks to a person in office, not to the press."""
    people = slots_of(slotted, target)
    if not all(slot.kind == P_KIND or slot.heads for slot in people):
        return False
    return not any(_PRESS.search(f"{slot.title} {slot.words}") for slot in people)


_WHILE = re.compile(rf"^(?:when|as|while|after|before|since) {R} (?:had )?$", re.I)


# "The Prime Minister spoke today with B": the formula of a call, where nothing says otherwise.
_TOGETHER = re.compile(
    rf"{L}|\b(?:in person|sidelines|margins|during|visit\w*|met|meets?|meeting|together|before|"
    r"after|at|arriv\w+|briefly|lunch|dinner|reception|face to face|ceremony|summit|last)\b",
    re.I,
)


_CALLED = re.compile(r"\b(?:(?:tele)?phone(?:d|s)?|calls (?!on\b|for\b)|called up)\b", re.I)


def _from_afar(slotted: Slotted) -> bool:
    """Whether "spoke with" means a call: the bare formula, or what a call was told of before."""
    sentence = slotted.sentence
    if _TOGETHER.search(slotted.text) is not None:
        return False
    if sentence.index == 0:
        return True
    passage = sentence.passage
    return _CALLED.search(passage.level, 0, sentence.start - passage.start) is not None


# "A thanked B for receiving him": B received A.
_THANKED = re.compile(
    rf"\b(?:thank(?:ed|s|ing)?|grateful to|gratitude to|appreciation to) (?:the )?"
    rf"(?:(?P<list>{ITEM})|[\w' ]{{2,40}}) for (?:\w+ly )?$",
    re.I,
)


def _visits_place(words: str) -> bool:
    """Whether the object of "visited" is no person: a body, or a place named for someone."""
    return re.search(rf"[{O[1:-1]}]|\b(?:of|in|at)\b", words) is not None


def _verb(slotted: Slotted, found: Found, match: re.Match[str], name: str, kind: str) -> None:
    text = slotted.text
    word = match[0].lower()
    after = match.end()
    target: tuple[int, int] | None
    if name == "meet":
        target = object_after(text, after, preposition=True) or object_after(text, after)
    else:
        target = object_after(text, after)
    if (
        target is not None
        and re.match(
            r"\s+to (?!(?:discuss|exchange|review|explore|talk|mark|celebrate|hold|brief|"
            r"seek)\b)[a-z]",
            text[target[1] : target[1] + 30],
        )
        and name == "call_on"
    ):
        return  # "called on the two sides to …"
    if name == "see" and target is not None and not _SEEN.match(text, target[1]):
        return  # "saw X win"
    rings = name == "ring" and not word.endswith(" up")
    if rings and target is not None and not _RUNG.match(text, target[1]):
        return  # "called X a liar"
    if name == "talk_to" and target is not None and not _talks_to(slotted, match, target):
        return  # "talked to the agency's X"
    if name == "visit" and target is not None and _visits_place(text[after : target[1]]):
        return  # "visited the house of X", "visited the Institute"
    if target is None:
        if name == "meet":
            intransitive(slotted, found, match)
        return
    participle = word.split()[0].endswith("ing") and word != "king"
    opening = participle and CLAUSE_START.search(text[: match.start()]) is not None
    subject = None
    finite = not participle
    if opening:
        subject = subject_after(text, target[1])
    if _WHILE.search(text[: match.start()]):
        subject = subject_after(text, target[1])  # "When she met B, A said"
    thanked = _THANKED.search(text[: match.start()]) if participle else None
    if thanked is not None and thanked["list"] is None:
        return  # whom A thanks is not known
    if thanked is not None:
        subject = thanked.span("list")
    if subject is None:
        subject = subject_before(text, match.start())
        subject = subject if subject is None or subject[1] <= match.start() else None
    governing = (
        text[subject[1] : match.start()]
        if subject and subject[1] <= match.start()
        else text[max(0, match.start() - 40) : match.start()]
    )
    governing = plain(governing)
    infinitive = is_infinitive(word, governing)
    # "considering meeting B" is none; "was meeting B" and "Meeting B, A said" are.
    finite = not infinitive and (opening or not participle)
    end = clause_end(text, target[1])
    context = plain(text[match.start() : min(end, target[1] + 80)])
    at_table = lexicon.AT_TABLE.search(context.split(" and")[0]) is not None
    kind = lexicon.kind_of_verb(word, kind)
    if name == "meet" and " talks" in word:
        kind = "talks"  # "met and held talks with"
    if kind == "meeting" and at_table:
        kind = "reception"
    if word.startswith("consult") or (
        kind == "meeting" and CONSULTATIONS.search(text, match.start(), end)
    ):
        kind = "consultation"
    speaks = name in ("speak", "talk_to") and word.startswith(("spoke", "speaks"))
    if speaks and _from_afar(slotted):
        kind = "call"
    first = slots_of(slotted, subject)
    extra = (
        companions(text, subject[1], match.start())
        if subject and subject[1] < match.start()
        else None
    )
    later = companions(text, target[1], end)
    frame = Frame(
        slotted,
        match.start(),
        match.end(),
        kind_in_context(kind, context),
        "participle" if opening else "active",
        first,
        slots_of(slotted, target),
        (region_start(text, match.start(), subject if not opening else None), end),
        attendees=slots_of(slotted, extra) + slots_of(slotted, later),
        host="first"
        if name in ("receive", "audience")
        else "second"
        if name == "call_on"
        else None,
        further=FURTHER.search(text[max(0, match.start() - 12) : target[0]]) is not None,
        apart=APART.search(plain(text[match.start() - 20 if match.start() > 20 else 0 : end]))
        is not None,
    )
    frame = with_modality(frame, governing, plain(text[target[1] : end]), finite=finite)
    frame = with_outer(frame, text, subject)
    beside = _AND_WITH.match(text, target[1]) if kind == "reception" else None
    if beside is not None:
        frame = replace(frame, second=frame.second + slots_of(slotted, beside.span("list")))
    found.add(frame)
    if beside is None:
        second_object(slotted, found, frame, target[1], end)


_AND_WITH = re.compile(rf",? and with (?P<list>{LIST})")


_PASSIVE = Pattern(
    rf"\b(?:was|were|been|being|is|are|be)\b(?:{ADV}\s*)?\s(?P<verb>{lexicon.PASSIVE_VERB}"
    rf")\b(?:[^;.\"{ANY_SIDE[1:-1]}]{{0,60}}?)\sby (?P<list>{LIST})",
)


# "was received at the offices of O": by its people
_AT_OFFICES = Pattern(
    r"\b(?:was|were|been|be)\b(?: \w+ly)? (?:received|welcomed|hosted) at (?:the )?(?:[\w-]+ ){0,2}"
    rf"(?:headquarters|offices?|seat)(?: of)?(?: the)? (?P<list>{O})"
)


def at_offices(slotted: Slotted, found: Found) -> None:
    """Passive forms whose host is the house where somebody was received."""
    text = slotted.text
    for match in _AT_OFFICES.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        governing = plain(text[subject[1] : match.start()]) + " " + match[0].split()[0]
        sides = slots_of(slotted, match.span("list")), slots_of(slotted, subject)
        region = (region_start(text, match.start(), subject), clause_end(text, match.end()))
        span = match.start(), match.start("list") - 1
        frame = Frame(slotted, *span, "meeting", "passive", *sides, region, host="first")
        finite = not re.search(r"\bbe\b", match[0])
        found.add(with_modality(frame, governing, plain(text[match.end() :]), finite=finite))


_OCCASION = re.compile(rf"\b{lexicon.OCCASION_NOUN}(?:,? (?:that|which))?\s*$", re.I)


def passive(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _PASSIVE.finditer(text):
        if not found.free(*match.span()):
            continue
        if _OCCASION.search(text[: match.start()]):
            continue  # "a dinner was hosted by B": an occasion, not its guest
        subject = subject_before(text, match.start())
        governing = (
            plain(text[subject[1] : match.start()])
            if subject
            else plain(text[max(0, match.start() - 40) : match.start()])
        )
        end = clause_end(text, match.end())
        verb = match["verb"]
        kind = (
            lexicon.kind_of_noun(plain(match[0]))
            if re.search(r"reception|banquet|feted|treated", verb)
            or lexicon.AT_TABLE.search(match[0])
            else "meeting"
        )
        kind = "interview" if verb.startswith("interviewed") else kind
        frame = Frame(
            slotted,
            match.start(),
            match.start("list") - 1,
            kind_in_context(kind, plain(text[match.start() : end])),
            "passive",
            slots_of(slotted, objects(text, match.span("list"))),
            slots_of(slotted, subject),
            (region_start(text, match.start(), subject), end),
            host="first",
        )
        frame = with_modality(
            frame,
            governing + " " + match[0].split()[0] + " ¤",
            plain(text[match.end() : end]),
            finite=not re.search(r"\bbe\b", match[0]),
        )
        found.add(frame)
        second_object(slotted, found, frame, match.end("list"), end)
