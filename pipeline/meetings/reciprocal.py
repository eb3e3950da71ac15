"""Reciprocal forms: "A and B met", "the two leaders held talks"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    FURTHER,
    P_KIND,
    clause_end,
    is_infinitive,
    is_plural,
    kind_in_context,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    ITEM,
    LIST,
    Found,
    Frame,
    plain,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.slots import D, L, Slot, Slotted
from pipeline.patterns import Pattern


def intransitive(slotted: Slotted, found: Found, match: re.Match[str]) -> None:
    text = slotted.text
    word = match[0].lower()
    if not word.startswith(("met", "meet")) or word.startswith("meeting"):
        return
    if re.match(
        r"\s+(?:the|all|with|our|their|its|these|those|both|any|every|an?)\s+[a-z]",
        text[match.end() :],
    ) and not re.match(r"\s+the\s+(?:same|next|following|previous)\b", text[match.end() :]):
        return
    subject = subject_before(text, match.start())
    if subject is None:
        return
    sides = slots_of(slotted, subject)
    together(slotted, found, match, _in_headline(slotted, subject) or sides, subject, "meeting")


def _in_headline(slotted: Slotted, subject: tuple[int, int]) -> tuple[Slot, ...]:
    """ "A, B meet": headlines and agencies' first lines list with a comma alone."""
    wider = re.search(rf"^(?:{ITEM}, )*{LIST}$", slotted.text[: subject[1]])
    return slots_of(slotted, wider.span()) if wider else ()


def together(
    slotted: Slotted,
    found: Found,
    match: re.Match[str],
    sides: tuple[Slot, ...],
    subject: tuple[int, int],
    kind: str,
) -> None:
    """A frame for participants that are one plural subject."""
    if len(sides) == 1 and sides[0].words in ("they", "the two", "the pair", "the two leaders"):
        # "A raised it with B when the two met": two persons of the same sentence
        named = [slot for slot in slots_of(slotted, (0, subject[0])) if slot.kind == P_KIND]
        sides = tuple(named) if len(named) == 2 else sides
    if len(sides) == 1 and sides[0].words == "they" and len(found.frames) > 0:
        # "A and B met in Lima, where they held talks": those whom the sentence has met
        met = [f for f in found.frames if f.form == "reciprocal" and f.end <= match.start()]
        if met and met[-1].second:
            sides = (*met[-1].first, *met[-1].second)
    plural = len(sides) > 1 or any(is_plural(slot) for slot in sides)
    if not plural:
        return
    text = slotted.text
    governing = plain(text[subject[1] : match.start()])
    infinitive = is_infinitive(match[0].lower(), governing)
    end = clause_end(text, match.end())
    context = plain(text[match.start() : end])
    frame = Frame(
        slotted,
        match.start(),
        match.end(),
        kind_in_context(kind, context),
        "reciprocal",
        sides[:1],
        sides[1:],
        (region_start(text, match.start(), subject), end),
        further=FURTHER.search(governing) is not None,
    )
    frame = with_modality(frame, governing, context, finite=not infinitive)
    if (
        frame.reason is None
        and match[0].lower() in ("meet", "meets", "confer", "dine")
        and not infinitive
        and slotted.sentence.passage.kind == "paragraph"
    ):
        frame = replace(frame, reason="generic")  # "when two people want to, they meet"
    found.add(with_outer(frame, text, subject))


_JOINT = Pattern(
    rf"\b(?P<verb>{lexicon.LIGHT_VERB}|spoke|speak|talked|talk|conferred|dined|sat "
    rf"down)\b(?P<noun>(?:\s(?:[\w'/-]+|{D}|{L}),?){{0,7}}?\s?\b(?:{lexicon.ENCOUNTER_NOUN}"
    r"|by (?:tele)?phone|on the (?:tele)?phone|over the (?:tele)?phone|via video(?: "
    r"link)?|by video link|for talks|together))\b",
    re.I,
)


_MUTUAL = Pattern(
    rf"\b(?:spoke|talked)(?=\s*(?:[.;]|$|{D}(?! (?:at|in)\b)|about\b|for (?:[\w-]+ )?(?:hours?|"
    r"minutes)\b|(?:briefly|privately|again|today|yesterday|earlier|by (?:tele)?phone)\b))"
    r"|\b(?:conferred|conversed|saw each other|dined|lunched|breakfasted"
    r"|(?:had|shared|took) (?:\w+ )?(?:breakfast|lunch|dinner))"
    rf"(?=\s*(?:[.,;]|$|{D}|{L}|(?:at|in|on|for|alone|together|privately|briefly)\b))"
)
_AT_TABLE = re.compile(r"dine|lunch|breakfast|dinner")
# "A and B discussed trade at a meeting in Rome"
_AT_A_MEETING = Pattern(
    r"\b(?:at|in|during) (?:an?|their) (?:[\w-]+ ){0,2}?(?P<noun>meeting|talks|summit|"
    r"conversation|(?:tele)?(?:phone |video )?call)\b"
    r"(?! (?:with|of|between|among|room|point))"
)


# "A told B at a meeting in Rome"
TOLD = re.compile(rf" (?:told|assured|briefed|informed|thanked|handed|gave) (?P<list>{LIST})")


def at_a_meeting(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _AT_A_MEETING.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        sides = slots_of(slotted, subject)
        people = [slot for slot in sides if slot.kind == P_KIND]
        told = TOLD.search(text, subject[1], match.start())
        if len(people) == 1 and told is not None:
            people += slots_of(slotted, told.span("list"))
            sides = tuple(people)
        if len(people) > 1:
            kind = lexicon.kind_of_noun(match["noun"])
            together(slotted, found, match, sides, subject, kind)


# "will hold a news conference after the meeting"
_TO_THE_PRESS = re.compile(r"\b(?:press|news|media) |\b(?:after|before|following|during) ", re.I)


_ALSO_THERE = re.compile(
    r"(?:attended|joined|took part in|participated in) (?:the|this) \w+$", re.I
)
_HOSTS = re.compile(r"host|gave|attended|joined", re.I)
# "A and B attended the meeting": they came to one that is told elsewhere (see `attendance`)
_CAME_TO_IT = re.compile(r"(?:attended|joined|took part in) (?:the|this|these|both|all|those)\b")


def joint(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _MUTUAL.finditer(text):
        subject = subject_before(text, match.start())
        if subject is not None and found.free(*match.span()):
            sides = slots_of(slotted, subject)
            if len(sides) == 1 and text.startswith(" about", match.end()):
                continue  # "we spoke about tuna": of the encounter told before
            table = _AT_TABLE.search(match[0]) is not None
            kind = "reception" if table else lexicon.kind_of_verb(match[0], "meeting")
            together(slotted, found, match, sides, subject, kind)
    for match in _JOINT.finditer(text):
        if not found.free(*match.span()) or _TO_THE_PRESS.search(match[0]):
            continue
        if _CAME_TO_IT.match(match[0]):
            continue
        subject = subject_before(text, match.start())
        if subject is None or len(text[subject[1] : match.start()]) > 80:
            continue
        kind = lexicon.kind_of_noun(plain(match["noun"]))
        if _ALSO_THERE.match(match[0]):
            continue  # "A and B attended the meeting": the one told before
        if kind in ("reception", "ceremony") and _HOSTS.match(match["verb"]):
            continue  # "he and his wife hosted a dinner": the guests are the other side
        sides = _in_headline(slotted, subject) or slots_of(slotted, subject)
        together(slotted, found, match, sides, subject, kind)
