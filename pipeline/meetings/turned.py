"""Turned and verbless forms: "in talks on Monday, A and B agreed", "with whom she met"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    P_KIND,
    R_KIND,
    clause_end,
    is_plural,
    kind_in_context,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    ADV,
    IMPLIED,
    ITEM,
    LIST,
    Found,
    Frame,
    plain,
    refusal,
    subject_after,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.reciprocal import TOLD
from pipeline.meetings.slots import ANY_SIDE, ANYONE, D, L, O, Slot, Slotted
from pipeline.patterns import Pattern

_GAP = rf"[^;:.\"{ANY_SIDE[1:-1]}]"

# "In bilateral talks in Lima on Monday, A and B agreed …"
_OPENING = Pattern(
    r"(?:^|[.;\"] ?)(?:\w+, )?(?:in|at|during|after|following) (?:an? |the |their |two hours of )?"
    rf"(?:[\w-]+ ){{0,4}}?(?P<noun>{lexicon.ENCOUNTER_NOUN}|meal|lunch|dinner|breakfast)\b"
    rf"(?P<adv>(?:(?! (?:with|between|of)\b)(?:{_GAP}|{O})){{0,70}}?)(?:, ?| )(?={LIST})",
    re.I,
)


def opening(slotted: Slotted, found: Found) -> None:
    """A pair that acts after an opening phrase which names their encounter."""
    text = slotted.text
    for match in _OPENING.finditer(text):
        if not found.free(match.start("noun"), match.end("noun")):
            continue
        if lexicon.COMMITTEE.search(plain(match[0])):
            continue
        subject = subject_after(text, match.end("adv"))
        if subject is None or subject[0] > match.end() + 40:
            continue
        sides = _people(slots_of(slotted, subject), offices=True)
        if len(sides) == 1:
            told = TOLD.match(text, subject[1])
            sides += _people(slots_of(slotted, told.span("list"))) if told else ()
        if len(sides) < 2:
            _implied(slotted, found, match.span("noun"), subject)
            continue
        _add(slotted, found, match.span("noun"), sides, match["noun"], (match.start(), subject[1]))


# "discussed trade with B", "reviewed with B the state of ties"
_DISCUSSED = Pattern(
    r"\b(?P<verb>discuss(?:ed|es|ing)|review(?:ed|s|ing)|explor(?:ed|es|ing)|negotiat(?:ed|es)|"
    rf"explored|considered|examined|touched (?:up)?on|exchanged|compared notes)\b(?P<gap>{_GAP}"
    rf"{{0,110}}?) with (?:both )?(?P<list>{LIST})"
)
# "A and B discussed trade"
_DISCUSSED_TOGETHER = Pattern(
    r"(?<!were )(?<!was )(?<!be )(?<!been )\b"
    r"(?:(?:jointly )?(?:discussed|reviewed|explored|negotiated)|exchanged (?:views|opinions|"
    r"ideas|notes)|compared notes|huddled|(?:came|gathered|got|sat down) together(?! with)|"
    rf"gathered(?={lexicon.GAP} for (?:[\w-]+ ){{0,4}}(?:talks|meeting|summit|session|dinner|"
    r"lunch|round)\b)|came face to face(?! with)|faced each other)\b"
)
# Headlines: "A, B discuss trade"
_HEADLINE = Pattern(
    rf"^(?P<list>(?:{ITEM}, )*{LIST}) (?P<verb>discuss|review|explore|exchange views|confer|huddle|"
    r"talk)\b"
)
# "discussed the summit to be held in Rome in May": that is the day of another event.
_ANOTHER = re.compile(
    r"\b(?:scheduled|slated|planned|upcoming|forthcoming|to be held|to take place|due to|set (?:to|"
    r"for)|(?:the|their) next|which (?:will|is|was)|held)\b"
)
# "discussed the war in Sudan": the place of what is talked of, unless a day stands beside it
_TOPIC_PLACE = re.compile(rf"(?: (?!{L}|{D})\S+)+?,? (?P<place>{L})(?!,? {D})")


def _topic_place(text: str, position: int) -> int | None:
    found = _TOPIC_PLACE.match(text, position)
    return found.start("place") if found else None


_SEPARATE = Pattern(
    r"\b(?:separate(?:ly)?|statements?|letters?|articles?|speech(?:es)?|advisers|advisors|aides|"
    r"cabinet|parliament|reporters|interview)\b",
    re.I,
)


def discussed(slotted: Slotted, found: Found) -> None:
    """Verbs of talking over a subject: with somebody, or of a plural subject."""
    text = slotted.text
    for match in _DISCUSSED.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(match.start(), match.end("verb")):
            continue
        if match["verb"].endswith("ing") or _SEPARATE.search(match["gap"]):
            continue
        first = slots_of(slotted, subject)
        second = _people(slots_of(slotted, match.span("list")))
        if second:
            _add(slotted, found, match.span("verb"), first, match[0], match.span(), second=second)
    if slotted.sentence.passage.kind == "title":
        for match in _HEADLINE.finditer(text):
            sides = _people(slots_of(slotted, match.span("list")))
            if len(sides) > 1 and found.free(*match.span("verb")):
                _add(slotted, found, match.span("verb"), sides, match["verb"], (0, len(text)))
    for match in _DISCUSSED_TOGETHER.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        end = clause_end(text, match.end())
        if _SEPARATE.search(text[match.end() : end]) or text.startswith(" nothing", match.end()):
            continue
        sides = _people(slots_of(slotted, subject))
        if any({*sides} <= {*frame.first, *frame.second} for frame in found.frames):
            continue  # "during their call, A and B discussed": told already
        if len(sides) < 2:
            _implied(slotted, found, match.span(), subject)
        if len(sides) > 1:
            extent = (subject[0], match.end())
            other = _ANOTHER.search(text, match.end())
            until = _topic_place(text, match.end())
            if other is not None:
                until = min(other.start(), until or other.start())
            _add(slotted, found, match.span(), sides, match[0], extent, until=until)


_BOTH_OF_THEM = re.compile(
    r"(?:the|both) (?:two )?(?:foreign |prime |defen[cs]e )?(?:ministers|leaders|presidents|"
    r"premiers|top diplomats|diplomats|heads of state)$"
)


def _implied(
    slotted: Slotted, found: Found, trigger: tuple[int, int], subject: tuple[int, int]
) -> None:
    """ "At a meeting the two ministers agreed": taken where nothing else tells of their meeting."""
    sides = slots_of(slotted, subject)
    if len(sides) != 1 or not _BOTH_OF_THEM.match(sides[0].words):
        return
    text = slotted.text
    region = (region_start(text, min(trigger[0], subject[0]), None), clause_end(text, trigger[1]))
    frame = Frame(slotted, *trigger, "meeting", IMPLIED, sides, (), region)
    governing = plain(text[subject[1] : trigger[0]])
    found.add(with_modality(frame, governing, plain(text[trigger[1] : region[1]]), finite=True))


_WITH_WHOM = Pattern(
    rf"(?P<target>{ANYONE}),? (?:with )?whom (?P<list>{LIST})(?:{ADV}) (?P<verb>(?:had )?(?:also |"
    r"later |then )?(?:met|received|spoke|talked|conferred|lunched|dined|(?:held|had) "
    rf"(?:[\w-]+ ){{0,4}}?{lexicon.ENCOUNTER_NOUN}))\b"
)
_THAT_HAD = Pattern(
    rf"\b(?P<noun>{lexicon.ENCOUNTER_NOUN}),? (?:that |which )?(?P<list>{LIST}) (?P<verb>had|held|"
    rf"has had){ADV} with (?P<other>{LIST})"
)
_HOSTED_FOR = Pattern(
    r"\b(?P<noun>(?:dinner|luncheon|lunch|breakfast|banquet|reception)) (?:for|in honou?r of) "
    rf"(?P<list>{LIST})(?:{ADV}|{_GAP}{{0,40}}?) (?:at the (?:house|home|residence|invitation) of|"
    rf"given by|hosted by|offered by) (?P<other>{LIST})"
)
_PROGRAMME = Pattern(
    rf"(?P<list>{ANYONE})'s (?:[\w-]+ ){{0,3}}?(?:programme|program|day|visit|trip|schedule|stay|"
    rf"tour|agenda)\b(?P<gap>{_GAP}{{0,40}}?) (?P<verb>began|opened|started|ended|concluded|closed|"
    rf"included|featured)(?: with)? (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?P<noun>"
    rf"{lexicon.ENCOUNTER_NOUN})(?:{ADV}) with (?P<other>{LIST})"
)
# Headlines: "Courtesy call on A by B", "A-B talks in P"
_CALL_BY = Pattern(
    rf"\b(?P<noun>(?:courtesy |farewell )?(?:call|visit)) (?:on|to) (?P<list>{LIST})(?:{ADV}) by "
    rf"(?P<other>{LIST})"
)
_HYPHEN = Pattern(
    rf"(?P<list>{ANYONE})(?:-|/| & )(?P<other>{ANYONE}) (?:[\w-]+ )?(?P<noun>"
    rf"{lexicon.ENCOUNTER_NOUN})"
)
_CALL_OF = Pattern(
    rf"\b(?P<noun>(?:courtesy |farewell |protocol )(?:call|visit)) (?:by|of) (?P<list>{LIST})"
    rf"(?:{ADV}) (?:up)?(?:on|to) (?P<other>{LIST})"
)
# "Received by A at the palace, B said"
_RECEIVED = Pattern(
    r"(?:^|[,;] )(?P<noun>received|welcomed|hosted|greeted)\b"
    rf"(?:{ADV}|{_GAP}{{0,40}}?) by (?P<list>{LIST})(?:{ADV}|{_GAP}{{0,50}}?), (?P<other>{LIST})"
    r"(?= [a-z]+ed\b| said| told| was)"
)
# Headline: "B received by A"
_HEAD_RECEIVED = Pattern(
    rf"^(?P<other>{LIST}) (?P<noun>received|welcomed|hosted|greeted|met){ADV} by (?P<list>{LIST})"
)
# "consultations, co-chaired by A and B"; "the meeting brought together A and B"
_CHAIRED_BY = Pattern(
    rf"\b(?P<noun>{lexicon.ENCOUNTER_NOUN})\b(?:{ADV}|{_GAP}{{0,50}}?) (?:(?:co-|jointly )?"
    r"(?:chaired|presided over) by|brought together|with the participation of|involving|"
    rf"in which) (?P<list>{LIST})"
)
# "Latvia was represented by A, and Finland by B"
_REPRESENTED = Pattern(
    rf"\b(?P<noun>represented)(?: [^,;]{{0,40}})? by (?P<list>{LIST})"
    rf"(?:,[^;{ANY_SIDE[1:-1]}]{{0,80}})?"
    rf"(?:;|,? and|,) [^;]{{0,80}}?\bby (?P<other>{LIST})"
)
# "Secretary A and Minister B's meeting in Lima"
_OWNED_BY_BOTH = Pattern(
    rf"(?P<list>{ITEM}) and (?:[A-Z][\w'-]* ){{0,3}}(?P<other>{ANYONE})'s? (?:[\w-]+ ){{0,3}}?"
    rf"(?P<noun>{lexicon.ENCOUNTER_NOUN})\b"
)
_FORMS = (
    _REPRESENTED,
    _OWNED_BY_BOTH,
    _RECEIVED,
    _CALL_OF,
    _THAT_HAD,
    _HOSTED_FOR,
    _PROGRAMME,
    _CALL_BY,
    _HYPHEN,
)
# "chaired by A, in his capacity as …, and B, was held"
_CHAIRS_END = re.compile(
    r"[;.]|\b(?:was|were|is|are|said|says|told|who|which|where|in the presence|attended|on "
    r"behalf)\b"
)
# Headline of a transcript: "Remarks With Minister M Before Their Meeting"
_REMARKS = Pattern(
    rf"^(?:[\w' ]{{0,40}}?)\b(?:remarks|statements?) with (?P<list>{LIST}){ADV},? "
    r"(?:before|after|at|following|prior to|ahead of) (?:their|the) (?P<noun>[\w ]{0,20}?"
    rf"{lexicon.ENCOUNTER_NOUN})\b"
)
# "Among those he met were A and B": one encounter with each
_THOSE_MET = Pattern(
    rf"(?P<list>{ANYONE})(?:{ADV}) (?P<verb>(?:has |had |also )?(?:met(?: with)?|spoke (?:to|with)|"
    rf"spoken (?:to|with)|received|called|telephoned|held [\w -]{{0,30}}?with))(?P<gap>{_GAP}"
    rf"{{0,60}}?) (?:were|was|are|included?|includes) (?P<other>{LIST})"
)
_FOLLOWED = Pattern(
    rf"\b(?P<noun>(?:tele|phone )?call|visit|audience) (?:to|with) (?P<list>{LIST}){ADV} "
    r"(?:followed|came next|rounded off)"
)


def turned(slotted: Slotted, found: Found) -> None:
    """Encounters whose sides stand in another order than subject, verb, object."""
    text = slotted.text
    for match in _WITH_WHOM.finditer(text):
        if found.free(*match.span("verb")):
            first = slots_of(slotted, match.span("list"))
            second = tuple(slotted.of(match["target"]))
            verb = match["verb"]
            kind = "call" if verb == "called" else verb
            _add(slotted, found, match.span("verb"), first, kind, match.span(), second=second)
    for pattern in _FORMS:
        for match in pattern.finditer(text):
            if not found.free(match.start("noun"), match.end("noun")):
                continue
            first = slots_of(slotted, match.span("list"))
            second = slots_of(slotted, match.span("other"))
            noun = match["noun"]
            if pattern is _REPRESENTED:  # "At the consultations, Latvia was represented by …"
                noun = text[: match.start("noun")]
            if pattern in (_CALL_BY, _CALL_OF):
                noun = f"courtesy {noun.split()[-1]}"
            _add(slotted, found, match.span("noun"), first, noun, match.span(), second=second)
    if slotted.sentence.passage.kind == "title":
        for match in _HEAD_RECEIVED.finditer(text):
            first, second = (slots_of(slotted, match.span(side)) for side in ("list", "other"))
            _add(slotted, found, match.span("noun"), first, "meeting", match.span(), second=second)
    for match in _CHAIRED_BY.finditer(text):
        sides = _people(slots_of(slotted, match.span("list")))
        if len(sides) < 2:
            stop = _CHAIRS_END.search(text, match.end())
            sides = _people(slots_of(slotted, (match.start("list"), stop.start() if stop else -1)))
        if len(sides) > 1 and found.free(*match.span("noun")):
            _add(slotted, found, match.span("noun"), sides, match["noun"], match.span())
    for match in _THOSE_MET.finditer(text):
        if found.free(*match.span("verb")):
            first, second = (slots_of(slotted, match.span(side)) for side in ("list", "other"))
            noun = "call" if "call" in match["verb"] or "phone" in match["verb"] else "meeting"
            _add(slotted, found, match.span("verb"), first, noun, match.span(), second=second)
            found.frames[-1] = replace(found.frames[-1], apart=True)
    for match in _FOLLOWED.finditer(text):
        if found.free(*match.span("noun")):
            start, end = match.span("noun")
            noun = "phone call" if "call" in match["noun"] else match["noun"]
            second = slots_of(slotted, match.span("list"))
            kind = lexicon.kind_of_noun(noun)
            region = (0, clause_end(text, match.end()))
            found.add(
                Frame(slotted, start, end, kind, "nominal", (), second, region, possessor=True)
            )


def remarks(slotted: Slotted, found: Found) -> None:
    """The headline of a transcript: who speaks stands below it."""
    match = _REMARKS.match(slotted.text) if slotted.sentence.passage.kind == "title" else None
    if match is not None and found.free(*match.span("noun")):
        second = slots_of(slotted, match.span("list"))
        kind = lexicon.kind_of_noun(plain(match["noun"]))
        region = (0, len(slotted.text))
        start, end = match.span("noun")
        found.add(Frame(slotted, start, end, kind, "remarks", (), second, region))


def _people(slots: tuple[Slot, ...], *, offices: bool = False) -> tuple[Slot, ...]:
    """The persons among the slots, where all are persons (or hold an office); else none."""
    return slots if all(_is_person(slot, offices) for slot in slots) else ()


def _is_person(slot: Slot, offices: bool) -> bool:
    """A named person, the head of a delegation, or the one holder of an office."""
    if slot.kind == P_KIND or slot.heads:
        return True
    return offices and slot.kind == R_KIND and slot.words.startswith("the ") and not is_plural(slot)


def _add(
    slotted: Slotted,
    found: Found,
    trigger: tuple[int, int],
    first: tuple[Slot, ...],
    noun: str,
    extent: tuple[int, int],
    *,
    second: tuple[Slot, ...] | None = None,
    until: int | None = None,
) -> None:
    """Add the frame of an encounter told between the positions of `extent`.

    Its day and place are looked for up to `until`, by default the end of the clause.
    """
    text = slotted.text
    end = until or clause_end(text, extent[1])
    context = plain(text[extent[0] : end])
    start = region_start(text, extent[0], None) if extent[0] else 0
    frame = Frame(
        slotted,
        *trigger,
        kind_in_context(lexicon.kind_of_verb(noun, lexicon.kind_of_noun(plain(noun))), context),
        "reciprocal" if second is None else "light",
        first[:1] if second is None else first,
        first[1:] if second is None else second,
        (start, end),
    )
    before = plain(text[max(0, trigger[0] - 40) : trigger[0]])
    if second is not None and refusal(before, ("negated", "refused", "denied", "cancelled")):
        before += " not"
    frame = with_modality(frame, before, plain(text[extent[1] : end]), finite=True)
    found.add(with_outer(frame, text, (extent[0], extent[0])))
