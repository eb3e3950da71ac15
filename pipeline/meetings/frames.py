"""What a template finds: one reported encounter before its participants are resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.meetings import lexicon
from pipeline.meetings.slots import ANY_SIDE, NAMED_SIDE, PRONOUN, D, L, O, P, Slot, Slotted

IMPLIED = "implied"  # the form of an encounter whose sides no words name


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger with its sides. `start`/`end` and `region` are positions in the slotted text.

    `region` is the stretch in which the event's date and place may stand. `first` and `second`
    are the two sides as written (either may be empty: later sentences can complete it).
    `reason` is set where the encounter is not to be taken.
    """

    slotted: Slotted
    start: int
    end: int
    kind: str
    form: str
    first: tuple[Slot, ...]
    second: tuple[Slot, ...]
    region: tuple[int, int]
    status: str = "held"
    reason: str | None = None
    attendees: tuple[Slot, ...] = ()
    host: str | None = None  # "first" | "second"
    possessor: bool = False  # "his meeting with …": the first side stands before the sentence
    further: bool = False
    apart: bool = False  # "separately", "respectively": one encounter for each of the second side

    @property
    def trigger(self) -> str:
        """The words that looked like a meeting."""
        start, end = self.slotted.source(self.start, self.end)
        return self.slotted.sentence.text[start:end]


@dataclass
class Found:
    """Frames of one sentence; a trigger that another template took is not taken again."""

    frames: list[Frame] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in self.taken)

    def add(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.taken.append((frame.start, frame.end))


# -- building blocks of the templates -----------------------------------------------------------

_LOOSE = (
    r"(?:(?:the|its|his|her|their|my|our|visiting|outgoing|incoming|designate|former|then|"
    r"then-|fellow|new|newly[ -]\w+|counterparts?,?|"
    r"both|top|senior|party|leader|Comrades?|reporters?|envoys?|ambassadors?|diplomats?|"
    r"peers?,?|successor|predecessor|brothers?|colleagues?,?|comrade|friend(?: and counterpart,?)?|"
    r"(?:foreign |prime |defen[cs]e |deputy |vice |vice-|interior |trade |finance |health |"
    r"economy |energy )*(?:ministers?|presidents?|premiers?|leaders|speakers?|chairmen)|"
    r"Mr\.?|Ms\.?|Mrs\.?|Dr\.?|US|[A-Z][\w.'-]*) ){0,6}"
)
ITEM = (
    rf"(?:{_LOOSE}{NAMED_SIDE}|{PRONOUN})(?!'s?\b)(?: (?:\d{{1,2}}|[IVX]{{1,5}})(?=,| and\b))?"
    rf"(?: (?:of|from|representing) (?:the )?{O})?"
)
_AND = r"(?:,? (?:and|as well as|along with|together with|alongside|&) |, accompanied by )"
LIST = rf"{ITEM}(?:(?:, {ITEM})*{_AND}{ITEM}|(?:; {ITEM})+(?:;? and {ITEM})?(?=[;.]|$))?"

_ADVERBS = (
    "also|later|then|earlier|separately|respectively|jointly|recently|briefly|today|yesterday|"
    "here|again|further|"
    "personally|warmly|cordially|virtually|officially|successfully|subsequently|afterwards?|"
    "once|meanwhile|"
    "in turn|previously|together|formally|informally|just|already|now|in person|face[- ]to[- "
    "]face|privately|"
    "immediately|finally|individually|first|next|tonight|this (?:morning|afternoon|evening|"
    "week)|directly|"
    "at (?:the|his|her|their) (?:[\\w-]+ ){0,2}(?:airport|border|residence|palace|embassy|ministry|"
    "hotel|office|headquarters)|behind closed doors|"
    "in an? (?:[\\w-]+ )?(?:meeting|audience|ceremony)|"
    "for (?:an? )?(?:[\\w-]+ )?(?:meeting|audience|talks)|one[- ]on[- ]one|"
    "in private|by phone|by telephone|by video link|via video link|via video|"
    "over the phone|on the phone|over the telephone|online|in a (?:friendly|cordial|warm)[\\w, "
    "-]* atmosphere|"
    "for (?:the first|a second|the second|a third|the third) time|for (?:\\w+ ){0,3}(?:hours?|"
    "minutes)|"
    "on behalf of [^,;]{3,60},?|at (?:the )?latter's request|upon (?:invitation|arrival)|at "
    "(?:his|her|their) (?:request|residence|office)|in (?:his|her|their) office"
)
_PLACE_WORDS = (
    r"(?:on|at) the (?:sidelines|margins|fringes|edges|side-?lines) of [^;]{1,120}?(?=,| with )"
    r"|(?:at|in|inside|aboard|near|outside) (?:the |a |his |her |an )?(?:[A-Z][\w'.-]*|of|the|"
    r"for|and|\ue500-\ue5ff)(?: (?:[A-Z][\w'.-]*|of|the|for|and))*"
    r"|during (?:a|the|his|her|their) [^,;]{2,60}?(?=,| with )"
)
ADV = rf"(?:(?:,? ?|,? and )(?:{D}|{L}|\b(?:{_ADVERBS})\b|{_PLACE_WORDS}),?)*"

LIST_RE = re.compile(LIST)
_AFTER = re.compile(rf"{ADV}[ ,]*(?:: )?(?P<list>{LIST})")
_AFTER_WITH = re.compile(rf"{ADV}[ ,]*\bwith (?P<list>{LIST})")

# "met at noon with B": any few words without a name between.
_AFTER_GAP = re.compile(
    rf"(?:(?!\b(?:to|and|that|but|which|who)\b)[^;:\".{ANY_SIDE[1:-1]}]){{1,90}}? with "
    rf"(?P<list>{LIST})"
)
_INSIDE = re.compile(r"\b(?:at|in|of|from|near|inside|outside)\s+(?:the\s+|an?\s+)?$")
_SUBJECT_LEFT = re.compile(
    r"(?:^|[,;:\"'-]|\b(?:that|and|but|as|while|when|where|before|after|because|if|whether|"
    r"what|how|although|though|"
    r"since|later|then|also|today|yesterday|finally|earlier|meanwhile|how|which|both|denied|"
    rf"of how|says|said|noted|recalled|reported)|{D}|{L})\s*$",
    re.IGNORECASE,
)
_PREPOSITION_LEFT = re.compile(
    r"\b(?:with|by|to|of|for|from|in|between|among|alongside|than|like|under|against|on|at|"
    r"about|without|including|and with|behalf of|toward|towards|upon|over)\s*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",? who(?: (?:has|have|had|also|later|then|is|was|will))*\s*$")
_ACCOMPANIED_LEFT = re.compile(
    r"(?:accompanied|joined|flanked) by\s*$|(?:together|along) with\s*$|alongside\s*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;:\"]|\bthat (?=[^,]*$)|\. ")


def subject_before(text: str, position: int) -> tuple[int, int] | None:
    """Span of the participants that are the subject of the verb at `position`.

    The nearest list of participants to the left that stands where subjects stand: at the start,
    after a comma, a conjunction or an adverbial, never after a preposition or as an object.
    """
    fallback = None
    relative = _RELATIVE.search(text[:position]) is not None
    for match in reversed(list(LIST_RE.finditer(text, 0, position))):
        between = text[match.end() : position]
        if re.search(r"[;\"]|\. ", between):
            break
        before = text[: match.start()]
        if relative:
            return match.span()  # ", who met B": whoever is named before
        if _PREPOSITION_LEFT.search(before):
            own = _behind_comma(text, match)
            if own is not None:
                return own
            continue
        if _SUBJECT_LEFT.search(before):
            # "…, P and": a conjunction right behind an apposed object is no subject.
            return match.span()
        if fallback is None:
            fallback = match.span()
    return fallback


def _behind_comma(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """ "In a statement by O, A and B agreed": what looks like a list begins behind the comma."""
    comma = text.find(", ", match.start(), match.end())
    own = LIST_RE.fullmatch(text, comma + 2, match.end()) if comma > 0 else None
    return own.span() if own is not None and _AND_RE.search(own[0]) else None


_AND_RE = re.compile(_AND)


def companions(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Participants named by "accompanied by …" between the positions."""
    for match in LIST_RE.finditer(text, start, end):
        if _ACCOMPANIED_LEFT.search(text[: match.start()]):
            return match.span()
    return None


_FINITE = (
    r"(?:[a-z]+(?:ed|s|d|t|w|ke|ld|st)|became|began|gave|came|wrote|has|had|was|were|is|are|will|made|"
    r"spoke|put|set)\b"
)
_SUBJECT_AFTER = re.compile(
    rf"\s*(?:however |\w+ly )?(?P<list>{LIST})(?:,[^,;]{{1,80}},)?,?\s+(?:{ADV}\s*)?{_FINITE}"
)
_SUBJECT_PLAIN = re.compile(
    rf"(?P<who>{P}) (?:{ADV}\s*)?(?:said|told|called|stressed|noted|expressed|thanked|urged|"
    r"welcomed|praised|emphasi[sz]ed|underlined|reiterated|reaffirmed|highlighted|conveyed|raised|"
    r"asked|invited|added|stated|pledged|promised|assured|briefed|informed)\b"
)


def subject_after(text: str, position: int) -> tuple[int, int] | None:
    """Participants of the main clause behind an opening phrase: "Meeting B, A said"."""
    comma = text.find(",", position)
    while comma >= 0:
        match = _SUBJECT_AFTER.match(text, comma + 1)
        if match is not None:
            return match.span("list")
        comma = text.find(",", comma + 1)
    # "During a meeting with B a day later A called for": no comma parts the opening phrase
    for match in _SUBJECT_PLAIN.finditer(text, position, position + 90):
        if not _PREPOSITION_LEFT.search(text[: match.start()]):
            return match.span("who")
    return None


def object_after(text: str, position: int, *, preposition: bool = False) -> tuple[int, int] | None:
    """Participants right behind `position`, stepping over adverbials, dates and places."""
    match = (_AFTER_WITH if preposition else _AFTER).match(text, position)
    if match is None and preposition:
        match = _AFTER_GAP.match(text, position)
    if match is None or _INSIDE.search(text[position : match.start("list")]):
        return None
    if text[: match.start("list")].endswith(", ") and _REPORTS.match(text, match.end("list")):
        return None  # "will meet on Friday, X said"
    return objects(text, match.span("list"))


ACTS = re.compile(
    r",? (?:(?:also|then|later|both|\w+ly) )?(?:was|were|is|are|has|have|had|will|would|said|says|"
    r"told|added|noted|met|held|became|made|took|gave|paid|spoke|stressed|expressed|thanked|"
    r"received|discussed|agreed|signed|visited|attended|called|also)\b"
)


def objects(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The list without a last name that begins the next clause: "met A, and B said"."""
    joints = list(_AND_RE.finditer(text, *span))
    if not joints or "accompanied" in joints[-1][0] or not ACTS.match(text, span[1]):
        return span
    return span[0], joints[-1].start()


_REPORTS = re.compile(
    r" (?:also )?(?:said|says|told|announced|noted|stated|added|wrote|tweeted|confirmed|reports?|"
    r"reported|revealed|posted)\b"
)


# -- modality -----------------------------------------------------------------------------------

_CHECKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cancelled", lexicon.CANCELLED),
    ("refused", lexicon.REFUSED),
    ("denied", lexicon.DENIED),
    ("negated", lexicon.NEGATED),
    ("wished", lexicon.WISHED),
    ("hypothetical", lexicon.HYPOTHETICAL),
)


def plain(text: str) -> str:
    """Slotted text with the slots blanked, for word patterns."""
    return _ANY_SLOT.sub("¤", text)


_ANY_SLOT = re.compile(r"[\ue000-\ue5ff]")


def refusal(words: str, kinds: tuple[str, ...]) -> str | None:
    """The first of `kinds` whose words stand in the text."""
    for name, pattern in _CHECKS:
        if name in kinds and pattern.search(words):
            return name
    return None


# "should have met"
_UNREAL = re.compile(
    r"\b(?:should|would|could|might|may)(?: well| also| not)?(?: have)?$|\b(?:about|due) to$", re.I
)


# "which had been postponed from last week, was held": in the end it was.
_HELD_AT_LAST = re.compile(
    r"\b(?:was|were|has been|have been) (?:\w+ )?held\b|\b(?:took place|went ahead|began)\b", re.I
)


def with_modality(frame: Frame, governing: str, after: str, *, finite: bool) -> Frame:
    """The frame with status and reason from the words before and behind its verb.

    `governing` runs from the subject (or the clause's start) to the trigger; `finite` is true for
    a past or present verb that itself reports the event ("met"), false for "to meet", "a meeting".
    """
    near = " ".join(governing.split()[-5:])
    reason: str | None = None
    status = "held"
    if finite:
        reason = refusal(near, ("negated", "denied", "refused"))
        if reason is None and _UNREAL.search(near):
            reason = "hypothetical"
    else:
        future = lexicon.FUTURE.search(near) or lexicon.SETTING_OUT.search(governing)
        reason = refusal(governing, ("cancelled", "refused", "denied", "negated"))
        if reason is None and not future:
            reason = refusal(near, ("wished", "hypothetical"))
        if future:
            status = "announced"
    if reason is None and not _HELD_AT_LAST.search(after):
        reason = refusal(after, ("cancelled",))
    if reason is None and (lexicon.GENERIC.search(near) or lexicon.GENERIC.search(after[:60])):
        reason = "generic"
    return replace(frame, status=status, reason=reason)


_OUTER = (
    (
        "denied",
        re.compile(
            r"\b(?:den(?:y|ies|ied|ying)|"
            r"(?:not|cannot|nor|declined to|refused to) confirm|dismiss(?:ed|es)|refut(?:ed|es)|"
            r"rumou?rs?|claims?|no evidence|unconfirmed reports?|"
            r"speculation|false reports?)(?: [\w']+){0,3}? that\s*(?:[\w' ]{0,12})$",
            re.I,
        ),
    ),
    (
        "hypothetical",
        re.compile(
            r"\b(?:if|whether|unless|in case|suppose|imagine|should|were)(?: [\w']+){0,1}\s*$"
            r"|^had\s*$",
            re.I,
        ),
    ),
    (
        "negated",
        re.compile(
            r"\b(?:no plans?|no need|no date|never|not) (?:\w+ ){0,2}for\s*$|\bnever\s*$", re.I
        ),
    ),
)


def with_outer(frame: Frame, text: str, subject: tuple[int, int] | None) -> Frame:
    """The frame with a reason from the words before its subject: "denied that A met B"."""
    if frame.reason is not None or subject is None:
        return frame
    before = plain(text[max(0, subject[0] - 60) : subject[0]])
    for reason, pattern in _OUTER:
        if pattern.search(before):
            return replace(frame, reason=reason)
    return frame
