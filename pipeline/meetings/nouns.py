"""Nouns of encounter: "talks with B", "the meeting between A and B", "his meeting with B"."""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    APART,
    CLAUSE_START,
    FURTHER,
    PROGRAMME,
    clause_end,
    is_his,
    is_infinitive,
    is_plural,
    kind_in_context,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    ADV,
    IMPLIED,
    LIST,
    Found,
    Frame,
    companions,
    objects,
    plain,
    refusal,
    subject_after,
    subject_before,
    with_modality,
)
from pipeline.meetings.further import second_object
from pipeline.meetings.slots import ANY_SIDE, ORGANISATION, D, L, Slot, Slotted
from pipeline.patterns import Pattern

_NOUN = Pattern(
    rf"(?P<noun>\b{lexicon.ENCOUNTER_NOUN})\b(?P<adv>{ADV}|[^;:.\"{ANY_SIDE[1:-1]}]{{0,50}}"
    rf"?),?\s(?P<how>with|between|among|by|of)\s+(?:both )?(?P<list>{LIST})",
)
_DETERMINER = re.compile(
    rf"(?P<possessive>\b(?:his|her|their|its|my|our)\b)|(?P<owner>{ANY_SIDE})(?:'s|')|{D}'s|"
    r"(?P<article>\b(?:an?|the|this|that|these|no|any|another)\b)",
    re.I,
)
_ADJECTIVES = re.compile(r"(?:\s(?:[\w'/-]+|¤),?){0,6}\s*")


def _determiner(before: str) -> re.Match[str] | None:
    """The determiner of the noun phrase that ends `before`: the last one with only adjectives
    behind it."""
    for match in reversed(list(_DETERMINER.finditer(before, max(0, len(before) - 90)))):
        if _ADJECTIVES.fullmatch(plain(before[match.end() :])):
            return match
    return None


_FACTIVE = re.compile(
    r"\b(?:in|during|at|following|after|before|ahead of|since|on the occasion of|from|upon|"
    r"through|throughout|prior to|on the sidelines of|by|for|of|into)\s*$"
    r"|\b(?:after|following|during)(?: [a-z][\w-]*){1,2}\s*$"
    r"|\b(?:in|at) (?:\w+ )?(?:bilateral|separate|official|private|working|brief|short)\s*$",
    re.I,
)
_LIGHT = re.compile(
    rf"\b(?P<verb>{lexicon.LIGHT_VERB})\b(?P<gap>(?:\s(?:[\w'/-]+|{D}|{L}),?){{0,8}}?)\s*$", re.I
)
_CAME_ABOUT = re.compile(
    r"^[^;:\"]{0,60}?\b(?:was held|were held|took place|take place|will be held|will take "
    r"place|is scheduled|came|comes|lasted|began|concluded|opened|focused|is due|are due|"
    r"ended|followed|was followed|went|closed|rounded off|preceded|marked|kicked off|wrapped up|"
    r"featured|topped|dominated|completed)\b",
    re.I,
)


# "a meeting between A and B is unlikely", "no meeting between A and B", "work on a meeting".
_UNREAL = re.compile(
    r"^ (?:must|should|would|could|might|may|can|cannot|fails?)\b|"
    r"^[^;.]{0,30}?\b(?:is|are|was|were|seems?|looks?|remains?) (?:still |now |highly |very )?"
    r"(?:unlikely|possible|likely|planned|off the table|out of the question|ruled out|uncertain|"
    r"in doubt|impossible|pending|being (?:planned|prepared|arranged|discussed))\b"
)
_NOT_YET = re.compile(
    r"\b(?:no|no such|any|possible|proposed|work(?:ing)? (?:on|towards?)|prepar\w+|arrang\w+|"
    r"efforts? (?:for|to)|idea of|prospect of|plans? for)(?: (?:an?|the))?(?: [\w-]+){0,2} ?$",
    re.I,
)


_PERFECT = re.compile(
    r"^ (?:\w+ly )?(?:avoided|sought|requested|proposed|demanded|suggested|offered|wanted|planned|"
    r"skipped|missed|asked|hoped|agreed|ruled)\b"
)


# "called on Monday for talks between A and B", "the agenda for talks", "only talks … could".
_CALLED_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)?(?: ¤)? for|mediat\w+ in|agenda (?:for|of)|date (?:for|of)|that only|"
    r"preparations? for|venue (?:for|of)|need for|hopes? for|push(?:ed|es)? for)"
    r"(?: (?:an?|the|further|new|direct|fresh|early))*(?: [\w-]+)? ?$",
    re.I,
)


def nouns(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _NOUN.finditer(text):
        if match["how"] == "of" and (
            match["adv"].endswith("presence") or not _holds_both(slotted, match)
        ):
            continue
        if not found.free(match.start("noun"), match.end("how")):
            continue
        if match["how"] == "by" and "interview" not in match["noun"]:
            continue
        _noun(slotted, found, match)


def _holds_both(slotted: Slotted, match: re.Match[str]) -> bool:
    """ "the meeting of A and B", "the meeting of A with B": people, not a body that meets."""
    sides = slots_of(slotted, match.span("list"))
    people = [slot for slot in sides if slot.kind != ORGANISATION]
    return len(people) == len(sides) and (
        len(sides) > 1 or _OF_WITH.match(slotted.text, match.end()) is not None
    )


_CAME = re.compile(r"took part|participated|attended|joined", re.I)
# "at yesterday's meeting between the two ministers": it took place
_HELD = re.compile(r"\b(?:at|during|in|after|following|came|was held|took place)\b", re.I)
_OF_WITH = re.compile(rf"{ADV},? (?:with|and) (?P<list>{LIST})")


def _noun(slotted: Slotted, found: Found, match: re.Match[str]) -> None:
    text = slotted.text
    noun_start = match.start("noun")
    target = match.span("list")
    if match["how"] == "with":
        target = objects(text, target)
    before = text[:noun_start]
    sides = slots_of(slotted, target)
    phrase = [
        *before.rsplit(",", 1)[-1].split()[-3:],
        match["noun"],
        *match["adv"].split(" and ")[0].split(),
    ]
    kind = lexicon.kind_of_noun(plain(" ".join(phrase)))
    end = clause_end(text, target[1])
    light = _LIGHT.search(before)
    determiner = _determiner(before)
    first: tuple[Slot, ...] = ()
    came: tuple[Slot, ...] = ()
    second = sides
    possessor, host, form = False, None, "nominal"
    subject: tuple[int, int] | None = None
    finite = False
    day = re.search(rf"{D}'s(?: [\w-]+)*\s*$", before)  # "Monday's meeting with B"
    governing = plain(before[-60:])
    if match["how"] in ("between", "among", "of"):
        other = _OF_WITH.match(text, target[1]) if match["how"] == "of" else None
        if other is not None:
            sides += slots_of(slotted, other.span("list"))
            target = target[0], other.end()
        if len(sides) < 2:
            if len(sides) == 1 and is_plural(sides[0]) and _HELD.search(governing + match["adv"]):
                extent = (region_start(text, noun_start, None), end)
                found.add(
                    Frame(slotted, noun_start, match.end("how"), kind, IMPLIED, sides, (), extent)
                )
            return
        first, second = sides[:1], sides[1:]
        if light is not None:
            finite = True
            if _CAME.match(light["verb"]):  # "A took part in the meeting of B with C"
                came = slots_of(slotted, subject_before(text, light.start()))
        if (
            _UNREAL.search(plain(text[target[1] :]))
            or _CALLED_FOR.search(governing)
            or _NOT_YET.search(governing)
        ):
            governing += " not"
    elif light is not None:
        verb_start = light.start()
        verb = light["verb"].lower()
        participle = verb.endswith("ing")
        if participle and CLAUSE_START.search(text[:verb_start]):
            subject = subject_after(text, target[1])
        subject = subject or subject_before(text, verb_start)
        first = slots_of(slotted, subject)
        governing = (
            plain(text[subject[1] : verb_start])
            if subject and subject[1] <= verb_start
            else plain(text[max(0, verb_start - 40) : verb_start])
        )
        finite = not is_infinitive(verb, governing) and verb not in (
            "requested",
            "sought",
            "arranged",
        )
        if verb in ("had", "has", "have"):  # "had avoided a meeting"
            finite = finite and _PERFECT.search(light["gap"]) is None
            governing += " " + plain(light["gap"])
        form = "light"
        noun_start = verb_start
        if not finite and verb in ("requested", "sought"):
            governing += " sought"
    else:
        owner = determiner["owner"] if determiner else None
        if determiner and determiner["possessive"]:
            possessor = True
        head = before[: determiner.start()] if determiner else before
        factive = (
            day is not None
            or _FACTIVE.search(head) is not None
            or _FACTIVE.search(before) is not None
            or PROGRAMME.search(before[-90:]) is not None
        )
        if owner:
            first = tuple(slotted.of(owner))
            factive = True
        subject = subject_after(text, target[1])
        if not first:
            if subject is None:
                subject = subject_before(text, noun_start)
                if subject is not None and subject[1] > noun_start:
                    subject = None
            first = slots_of(slotted, subject)
        came_about = _CAME_ABOUT.search(plain(text[target[1] :])) is not None
        # "A meeting with B followed": of whoever the text tells of
        possessor = possessor or (
            came_about and not first and CLAUSE_START.search(head) is not None
        )
        if not factive and not possessor and not came_about:
            reason = (
                refusal(
                    plain(before[-45:]), ("cancelled", "refused", "denied", "negated", "wished")
                )
                or "hypothetical"
            )
            found.add(
                Frame(
                    slotted,
                    noun_start,
                    target[0] - 1,
                    kind,
                    form,
                    first,
                    second,
                    (noun_start, end),
                    reason=reason,
                )
            )
            return
        governing = plain(before[-45:])
    context = plain(text[noun_start:end])
    adjectives = plain(before[-40:] + match["noun"])
    if APART.search(adjectives) is None:
        apart = APART.search(plain(text[target[1] : end])) is not None
    else:
        apart = True
    frame = Frame(
        slotted,
        noun_start,
        target[0] - 1,
        kind_in_context(kind, context + " " + adjectives),
        form,
        first,
        second,
        (
            region_start(text, noun_start, subject if subject and subject[0] < noun_start else None)
            if day is None
            else day.start(),
            max(end, target[1]),
        ),
        host=host,
        possessor=possessor or any(is_his(slot, slotted) for slot in sides),
        further=FURTHER.search(adjectives) is not None,
        apart=apart,
        attendees=came + slots_of(slotted, companions(text, target[1], end)),
    )
    frame = with_modality(
        frame,
        governing,
        plain(text[target[1] : min(len(text), target[1] + 70)])
        if form == "nominal"
        else plain(text[target[1] : end]),
        finite=finite,
    )
    found.add(frame)
    if match["how"] == "with":
        second_object(slotted, found, frame, target[1], end)
