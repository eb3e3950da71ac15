"""Templates: from a sentence in slots to the encounters it reports.

Each function looks for one form of the genre and adds frames. The order matters: a trigger that
an earlier form has taken is left alone by the later ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.frames import (
    ADV,
    ITEM,
    LIST,
    Found,
    Frame,
    companions,
    object_after,
    plain,
    refusal,
    subject_after,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.occasions import occasions
from pipeline.meetings.slots import ANY_SIDE, D, L, P, R, Slot, Slotted, listed

_CLAUSE_START = re.compile(
    r"(?:^|[,;:\"]|\b(?:and|while|when|after|before|upon|on|by|in|following|that))\s*$", re.I
)


def find_frames(slotted: Slotted) -> list[Frame]:
    """All frames of one sentence, in the order of the text; reasons are set on what is no event."""
    found = Found()
    for template in _TEMPLATES:
        template(slotted, found)
    occasions(slotted, found)
    frames = sorted(found.frames, key=lambda frame: frame.start)
    return _bounded(frames, slotted)


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


def _slots(slotted: Slotted, span: tuple[int, int] | None) -> tuple[Slot, ...]:
    return tuple(listed(slotted, slotted.text[span[0] : span[1]])) if span else ()


def _clause_end(text: str, position: int) -> int:
    """End of the stretch that still speaks of the encounter."""
    stop = re.compile(
        r"[;\"]|\bthat\b|, (?:where|which|who|while|saying|noting|adding|during which|with "
        r"both|with the two)\b"
        r"|\b(?:said|says|told|noted|agreed|according to|following which)\b"
    ).search(text, position)
    return stop.start() if stop else len(text)


def _region_start(text: str, position: int, subject: tuple[int, int] | None) -> int:
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


_FURTHER = re.compile(
    r"\b(?:further|another|second|again|also|separate(?:ly)?|later|additional)\b", re.I
)
_APART = re.compile(
    r"\b(?:separate(?:ly)?|respectively|individually|one after (?:the )?other|in turn|"
    r"bilaterals|bilateral meetings|meetings|separate talks)\b",
    re.I,
)


_COURTESY = re.compile(r"\b(?:courtesy|farewell|introductory) (?:call|visit)\b", re.I)


def _kind(kind: str, context: str) -> str:
    """The kind, as the words around it change it: by phone, on a farewell call."""
    if kind in ("meeting", "talks", "consultation", "call") and lexicon.BY_PHONE.search(context):
        return "call"
    if kind == "meeting" and _COURTESY.search(context):
        return "courtesy_call"
    return kind


# -- active and participial verbs ---------------------------------------------------------------

_VERBS = tuple(
    (name, re.compile(rf"\b(?:{pattern})\b", re.I), kind)
    for name, pattern, kind in lexicon.CONTACT_VERBS
)
# A verb is looked for only where one of these stands: the patterns are long.
_HINTS: dict[str, tuple[str, ...]] = {
    "meet": ("met", "meet"),
    "receive": ("receiv", "host", "welcom", "entertain", "greet"),
    "audience": ("audience",),
    "call_on": ("call", "visit", "credence", "recall", "credentials"),
    "speak": ("sp", "talk", "confer", "convers", "consult", "sat ", "sits ", "huddled"),
    "dine": ("dine", "lunch", "breakfast"),
    "phone": ("phon", "rang", "call"),
    "guest": ("guest", "together", "views"),
    "see": ("saw",),
    "interview": ("interview",),
}


def _verbs(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    lowered = text.lower()
    for name, pattern, kind in _VERBS:
        if not any(hint in lowered for hint in _HINTS[name]):
            continue
        for match in pattern.finditer(text):
            if not found.free(*match.span()) or _is_noun(text, match, name):
                continue
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
            r"summit|another|day|group|no)|'s|') ?$",
            before,
        ) is not None and not re.search(r"\b(?:said|while|when) $", before)
    return False


# "saw X, the minister, in Rome": an encounter; "saw X leave" is none.
_SEEN = re.compile(rf"\s*(?:[.,;]|$|{D}|{L}|(?:at|in|on|for|and|last)\b)")


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
    if target is None:
        if name == "meet":
            _intransitive(slotted, found, match)
        return
    participle = word.split()[0].endswith("ing") and word != "king"
    opening = participle and _CLAUSE_START.search(text[: match.start()]) is not None
    subject = None
    finite = not participle
    if opening:
        subject = subject_after(text, target[1])
    if subject is None:
        subject = subject_before(text, match.start())
        subject = subject if subject is None or subject[1] <= match.start() else None
    governing = (
        text[subject[1] : match.start()]
        if subject and subject[1] <= match.start()
        else text[max(0, match.start() - 40) : match.start()]
    )
    governing = plain(governing)
    infinitive = _is_infinitive(word, governing)
    finite = not infinitive
    end = _clause_end(text, target[1])
    context = plain(text[match.start() : min(end, target[1] + 80)])
    first = _slots(slotted, subject)
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
        _kind(kind, context),
        "participle" if opening else "active",
        first,
        _slots(slotted, target),
        (_region_start(text, match.start(), subject if not opening else None), end),
        attendees=_slots(slotted, extra) + _slots(slotted, later),
        host="first"
        if name in ("receive", "audience")
        else "second"
        if name == "call_on"
        else None,
        further=_FURTHER.search(text[max(0, match.start() - 12) : target[0]]) is not None,
        apart=_APART.search(plain(text[match.start() - 20 if match.start() > 20 else 0 : end]))
        is not None,
    )
    frame = with_modality(frame, governing, plain(text[target[1] : end]), finite=finite)
    frame = with_outer(frame, text, subject)
    if kind == "reception":
        beside = _AND_WITH.match(text, target[1])
        if beside is not None:
            frame = replace(frame, second=frame.second + _slots(slotted, beside.span("list")))
    found.add(frame)
    _second_object(slotted, found, frame, target[1], end)


def _is_infinitive(word: str, governing: str) -> bool:
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


# "dined with A and with B": one table.
_AND_WITH = re.compile(rf",? and with (?P<list>{LIST})")
_SECOND = re.compile(
    rf"{ADV},?\s(?:and|then|before|as well as)(?:,?\s(?P<when>{D}),?)?\s(?:(?:later|then|also|"
    r"separately|subsequently|"
    rf"afterwards) )?(?P<with>with )?(?P<list>{ITEM})(?=\s*(?:{D}|{L}|[.,;]|$|\son\b|"
    r"\sin\b|\sthe (?:next|same|following)\b))"
)


def _second_object(slotted: Slotted, found: Found, frame: Frame, position: int, end: int) -> None:
    """ "met A on Monday and B on Tuesday": one more encounter with the same subject."""
    match = _SECOND.match(slotted.text, position)
    if match is None or match.end("list") > end or match.start("list") == position:
        return
    if frame.kind == "reception" and _AND_WITH.match(slotted.text, position):
        return
    if (
        not match["with"]
        and not match["when"]
        and not re.search(rf"{D}|{L}", slotted.text[position : match.start("list")])
    ):
        return
    start, stop = match.span("list")
    found.add(
        replace(
            frame,
            start=start,
            end=stop,
            second=_slots(slotted, (start, stop)),
            region=(match.start("when") if match["when"] else start, end),
            further=True,
            attendees=(),
        )
    )


# -- reciprocal: "A and B met", "the two leaders held talks" --------------------------------------


def _intransitive(slotted: Slotted, found: Found, match: re.Match[str]) -> None:
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
    sides = _slots(slotted, subject)
    headline = slotted.sentence.passage.kind == "title"
    if headline:
        wider = re.search(rf"(?:{ITEM}, )*{LIST}$", text[: subject[1]])
        if wider:
            sides = _slots(slotted, wider.span())
    _together(slotted, found, match, sides, subject, "meeting")


def _together(
    slotted: Slotted,
    found: Found,
    match: re.Match[str],
    sides: tuple[Slot, ...],
    subject: tuple[int, int],
    kind: str,
) -> None:
    """A frame for participants that are one plural subject."""
    plural = len(sides) > 1 or any(is_plural(slot) for slot in sides)
    if not plural:
        return
    text = slotted.text
    governing = plain(text[subject[1] : match.start()])
    infinitive = _is_infinitive(match[0].lower(), governing)
    end = _clause_end(text, match.end())
    context = plain(text[match.start() : end])
    frame = Frame(
        slotted,
        match.start(),
        match.end(),
        _kind(kind, context),
        "reciprocal",
        sides[:1],
        sides[1:],
        (_region_start(text, match.start(), subject), end),
        further=_FURTHER.search(governing) is not None,
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


def _is_his(slot: Slot, slotted: Slotted) -> bool:
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


# -- passive: "was received by B" ------------------------------------------------------------------

_PASSIVE = re.compile(
    rf"\b(?:was|were|been|being|is|are|be)\b(?:{ADV}\s*)?\s(?P<verb>{lexicon.PASSIVE_VERB}"
    rf")\b(?:[^;.\"{ANY_SIDE[1:-1]}]{{0,60}}?)\sby (?P<list>{LIST})",
    re.I if False else 0,
)


def _passive(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _PASSIVE.finditer(text):
        if not found.free(*match.span()):
            continue
        subject = subject_before(text, match.start())
        governing = (
            plain(text[subject[1] : match.start()])
            if subject
            else plain(text[max(0, match.start() - 40) : match.start()])
        )
        end = _clause_end(text, match.end())
        verb = match["verb"]
        kind = (
            lexicon.kind_of_noun(verb)
            if re.search(r"reception|banquet|feted|treated", verb)
            else "meeting"
        )
        kind = "interview" if verb.startswith("interviewed") else kind
        frame = Frame(
            slotted,
            match.start(),
            match.start("list") - 1,
            _kind(kind, plain(text[match.start() : end])),
            "passive",
            _slots(slotted, match.span("list")),
            _slots(slotted, subject),
            (_region_start(text, match.start(), subject), end),
            host="first",
        )
        found.add(
            with_modality(
                frame,
                governing + " " + match[0].split()[0] + " ¤",
                plain(text[match.end() : end]),
                finite=not re.search(r"\bbe\b", match[0]),
            )
        )


# -- nouns: "talks with B", "the meeting between A and B", "his meeting with B" --------------------

_NOUN = re.compile(
    rf"(?P<noun>\b{lexicon.ENCOUNTER_NOUN})\b(?P<adv>{ADV}|[^;:.\"{ANY_SIDE[1:-1]}]{{0,50}}"
    rf"?),?\s(?P<how>with|between|among|by|of)\s+(?:both )?(?P<list>{LIST})",
)
_DETERMINER = re.compile(
    rf"(?P<possessive>\b(?:his|her|their|its|my|our)\b)|(?P<owner>{ANY_SIDE})(?:'s|')|{D}'s|"
    r"(?P<article>\b(?:an?|the|this|that|these|no|any|another)\b)",
    re.I,
)
_ADJECTIVES = re.compile(r"(?:\s[\w'/-]+,?){0,6}\s*")


def _determiner(before: str) -> re.Match[str] | None:
    """The determiner of the noun phrase that ends `before`: the last one with only adjectives
    behind it."""
    for match in reversed(list(_DETERMINER.finditer(before, max(0, len(before) - 90)))):
        if _ADJECTIVES.fullmatch(plain(before[match.end() :])):
            return match
    return None


_FACTIVE = re.compile(
    r"\b(?:in|during|at|following|after|before|ahead of|since|on the occasion of|from|upon|"
    r"through|throughout|prior to|on the sidelines of|by|for|of)\s*$",
    re.I,
)
_LIGHT = re.compile(
    rf"\b(?P<verb>{lexicon.LIGHT_VERB})\b(?P<gap>(?:\s(?:[\w'/-]+|{D}|{L}),?){{0,8}}?)\s*$", re.I
)
_CAME_ABOUT = re.compile(
    r"^[^;:\"]{0,60}?\b(?:was held|were held|took place|take place|will be held|will take "
    r"place|is scheduled|came|comes|lasted|began|concluded|opened|focused|is due|are due|"
    r"ended|followed|was followed|went)\b",
    re.I,
)


def _nouns(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _NOUN.finditer(text):
        if match["how"] == "of" or not found.free(match.start("noun"), match.end("how")):
            continue
        if match["how"] == "by" and "interview" not in match["noun"]:
            continue
        _noun(slotted, found, match)


def _noun(slotted: Slotted, found: Found, match: re.Match[str]) -> None:
    text = slotted.text
    noun_start = match.start("noun")
    target = match.span("list")
    before = text[:noun_start]
    sides = _slots(slotted, target)
    phrase = [*before.split()[-3:], match["noun"], *match["adv"].split()]
    kind = lexicon.kind_of_noun(plain(" ".join(phrase)))
    end = _clause_end(text, target[1])
    light = _LIGHT.search(before)
    determiner = _determiner(before)
    first: tuple[Slot, ...] = ()
    second = sides
    possessor, host, form = False, None, "nominal"
    subject: tuple[int, int] | None = None
    finite = False
    governing = plain(before[-60:])
    if match["how"] in ("between", "among"):
        if len(sides) < 2:
            return
        first, second = sides[:1], sides[1:]
        if light is not None:
            finite = True
    elif light is not None:
        verb_start = light.start()
        verb = light["verb"].lower()
        participle = verb.endswith("ing")
        if participle and _CLAUSE_START.search(text[:verb_start]):
            subject = subject_after(text, target[1])
        subject = subject or subject_before(text, verb_start)
        first = _slots(slotted, subject)
        governing = (
            plain(text[subject[1] : verb_start])
            if subject and subject[1] <= verb_start
            else plain(text[max(0, verb_start - 40) : verb_start])
        )
        finite = not _is_infinitive(verb, governing) and verb not in (
            "requested",
            "sought",
            "arranged",
        )
        form = "light"
        noun_start = verb_start
        if not finite and verb in ("requested", "sought"):
            governing += " sought"
    else:
        owner = determiner["owner"] if determiner else None
        if determiner and determiner["possessive"]:
            possessor = True
        head = before[: determiner.start()] if determiner else before
        factive = _FACTIVE.search(head) is not None or _FACTIVE.search(before) is not None
        if owner:
            first = tuple(slotted.of(owner))
            factive = True
        subject = subject_after(text, target[1])
        if not first:
            if subject is None:
                subject = subject_before(text, noun_start)
                if subject is not None and subject[1] > noun_start:
                    subject = None
            first = _slots(slotted, subject)
        if not factive and not possessor and not _CAME_ABOUT.search(plain(text[target[1] :])):
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
    if _APART.search(adjectives) is None:
        apart = _APART.search(plain(text[target[1] : end])) is not None
    else:
        apart = True
    frame = Frame(
        slotted,
        noun_start,
        target[0] - 1,
        _kind(kind, context + " " + adjectives),
        form,
        first,
        second,
        (
            _region_start(
                text, noun_start, subject if subject and subject[0] < noun_start else None
            ),
            max(end, target[1]),
        ),
        host=host,
        possessor=possessor or any(_is_his(slot, slotted) for slot in sides),
        further=_FURTHER.search(adjectives) is not None,
        apart=apart,
        attendees=_slots(slotted, companions(text, target[1], end)),
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


# -- "A and B held talks" --------------------------------------------------------------------------

_JOINT = re.compile(
    rf"\b(?P<verb>{lexicon.LIGHT_VERB}|spoke|speak|talked|talk|conferred|dined|sat "
    rf"down)\b(?P<noun>(?:\s(?:[\w'/-]+|{D}|{L}),?){{0,7}}?\s?\b(?:{lexicon.ENCOUNTER_NOUN}"
    r"|by (?:tele)?phone|on the (?:tele)?phone|over the (?:tele)?phone|via video(?: "
    r"link)?|by video link|for talks|together))\b",
    re.I,
)


_MUTUAL = re.compile(
    r"\b(?:conferred|conversed|saw each other|dined|lunched|breakfasted"
    r"|(?:had|shared|took) (?:\w+ )?(?:breakfast|lunch|dinner))"
    rf"(?=\s*(?:[.,;]|$|{D}|{L}|(?:at|in|on|for|alone|together|privately|briefly)\b))"
)
# "A and B discussed trade at a meeting in Rome"
_AT_A_MEETING = re.compile(
    r"\b(?:at|in|during) (?:an?|their) (?:[\w-]+ ){0,2}?(?P<noun>meeting|talks|summit|"
    r"conversation)\b"
    r"(?! (?:with|of|between|among|room|point))"
)


def _at_a_meeting(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _AT_A_MEETING.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        sides = _slots(slotted, subject)
        people = [slot for slot in sides if slot.kind == P_KIND]
        if len(people) > 1:
            kind = lexicon.kind_of_noun(match["noun"])
            _together(slotted, found, match, sides, subject, kind)


def _joint(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _MUTUAL.finditer(text):
        subject = subject_before(text, match.start())
        if subject is not None and found.free(*match.span()):
            kind = "meeting" if match[0].startswith(("con", "saw")) else "reception"
            _together(slotted, found, match, _slots(slotted, subject), subject, kind)
    for match in _JOINT.finditer(text):
        if not found.free(*match.span()):
            continue
        subject = subject_before(text, match.start())
        if subject is None or len(text[subject[1] : match.start()]) > 80:
            continue
        kind = lexicon.kind_of_noun(plain(match["noun"]))
        _together(slotted, found, match, _slots(slotted, subject), subject, kind)


_TEMPLATES: tuple[Callable[[Slotted, Found], None], ...] = (
    _passive,
    _verbs,
    _nouns,
    _joint,
    _at_a_meeting,
)
