"""A sentence in slots: every name, date, place and reference becomes one private character.

Templates are then short regular expressions over "«person», met «place» «date» with «person»".
The steps follow the cascade of finite-state transducers of FASTUS (Hobbs et al. 1997): names,
then dates and places, then references, then delegations, each step rewriting the last one's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.countries import CountryHit, country_of, find_countries
from pipeline.dates import DatePhrase
from pipeline.meetings.corpus import Mention, Sentence
from pipeline.meetings.phrases import phrases
from pipeline.places import Place, find_places
from pipeline.reference import Reference

# One block of the private use area per class of slot.
PERSON, ORGANISATION, REFERENCE, DELEGATION, DATE, PLACE = (0xE000 + 0x100 * i for i in range(6))


def _class(first: int, last: int | None = None) -> str:
    return f"[{chr(first)}-{chr((last if last is not None else first) + 0xFF)}]"


P = _class(PERSON)
O = _class(ORGANISATION)  # noqa: E741
R = _class(REFERENCE)
G = _class(DELEGATION)
D = _class(DATE)
L = _class(PLACE)
ANYONE = f"[{chr(PERSON)}-{chr(PERSON + 0xFF)}{chr(REFERENCE)}-{chr(DELEGATION + 0xFF)}]"
ANY_SIDE = _class(PERSON, DELEGATION)
ANY_SLOT = _class(PERSON, PLACE)


@dataclass(frozen=True, slots=True)
class Slot:
    """What one private character stands for. `start`/`end` are relative to the sentence."""

    kind: int
    start: int
    end: int
    mention: Mention | None = None
    title: str | None = None
    date: DatePhrase | None = None
    place: Place | None = None
    words: str = ""
    country: str | None = None
    heads: tuple[Slot, ...] = ()


@dataclass(eq=False)
class Slotted:
    """`text` with slots; `offsets[i]` is the sentence position of its character i."""

    sentence: Sentence
    text: str
    offsets: list[int]
    slots: dict[str, Slot] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)

    def add(self, slot: Slot) -> str:
        """Register a slot and return its character."""
        count = self._counts.get(slot.kind, 0)
        self._counts[slot.kind] = min(count + 1, 0xFF)
        char = chr(slot.kind + min(count, 0xFF))
        self.slots[char] = slot
        return char

    def rewrite(
        self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Slot | str | None]
    ) -> None:
        """Replace matches by a slot, or by text of the same start ("" removes), or leave (None)."""
        pieces: list[str] = []
        offsets: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            made = make(match)
            if made is None:
                continue
            new = made if isinstance(made, str) else self.add(made)
            pieces += [self.text[last : match.start()], new]
            offsets += self.offsets[last : match.start()]
            if isinstance(made, str) and new and new in match[0]:
                first = match.start() + match[0].index(new)
                offsets += self.offsets[first : first + len(new)]
            else:
                offsets += [self.offsets[match.start()]] * len(new)
            last = match.end()
        if last:
            self.text = "".join(pieces) + self.text[last:]
            self.offsets = offsets + self.offsets[last:]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Sentence span of the characters start:end of `text`."""
        last = self.text[end - 1]
        slot = self.slots.get(last)
        return self.offsets[start], slot.end if slot else self.offsets[end - 1] + 1

    def of(self, chars: str) -> list[Slot]:
        """Slots of the private characters in `chars`, in order."""
        return [self.slots[char] for char in chars if char in self.slots]


_PREPOSITION = re.compile(
    r"(?:\b(?:on|in|at|from|during|by|over|dated|of|inside|near)\s+)?"
    r"(?:the\s+(?:(?:morning|afternoon|evening|night|end|beginning|start|middle)\s+of\s+)?"
    r"|the\s+(?:\w+\s)?(?:capital|city|town|resort|port city|province)(?:\s+city)?(?:\s+of|"
    r",)?\s+)?$",
    re.I,
)


def _base(sentence: Sentence, reference: Reference) -> Slotted:
    """Names, dates and places in slots."""
    text = sentence.text
    people = [m for m in sentence.mentions if m.kind == "person"]
    taken: list[tuple[int, int, Slot]] = []
    dates = sentence.dates
    barriers = [(phrase.start, phrase.end) for phrase in dates]
    places = list(_places(text, reference))
    ends = [slot.end for slot in places if text[slot.end : slot.end + 1] == ","]
    spans = phrases(text, sentence.start, people, barriers, ends)
    for mention, (start, end) in zip(people, spans, strict=True):
        taken.append(
            (
                start,
                end,
                Slot(PERSON, start, end, mention, _title(text, mention, sentence, start, end)),
            )
        )
    for mention in sentence.mentions:
        if mention.kind != "organisation":
            continue
        start, end = mention.start - sentence.start, mention.end - sentence.start
        _take(taken, Slot(ORGANISATION, start, end, mention))
    for phrase in dates:
        start = _with_preposition(text, phrase.start)
        _take(taken, Slot(DATE, start, phrase.end, date=phrase, words=text[start : phrase.end]))
    for slot in places:
        _take(taken, slot)
    taken.sort(key=lambda item: item[0])
    slotted = Slotted(sentence, "", [])
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for start, end, slot in taken:
        pieces += [text[last:start], slotted.add(slot)]
        offsets += range(last, start)
        offsets.append(start)
        last = end
    slotted.text = "".join(pieces) + text[last:]
    slotted.offsets = [*offsets, *range(last, len(text))]
    if sentence.passage.kind in ("title", "heading"):
        # Headlines capitalise every word: templates are written in lower case.
        lowered = slotted.text.lower()
        slotted.text = lowered if len(lowered) == len(slotted.text) else slotted.text
    elif slotted.text[:2].istitle() and slotted.text[:2].isalpha():
        slotted.text = slotted.text[0].lower() + slotted.text[1:]
    return slotted


def _places(text: str, reference: Reference) -> Iterator[Slot]:
    """Cities and venues with their preposition and country; "in China" is a place too."""
    countries = find_countries(text, reference)
    ends: dict[int, CountryHit] = {hit.start: hit for hit in countries}
    for place in find_places(text, reference):
        start = _with_preposition(text, place.start)
        hit = ends.get(place.end + 2) if text[place.end : place.end + 2] == ", " else None
        end = hit.end if hit else place.end
        yield Slot(PLACE, start, end, place=place, words=text[start:end], country=place.country)
    for hit in countries:
        start = _with_preposition(text, hit.start)
        within = re.match(r"(?:in|at)\b", text[start : hit.start], re.I) is not None
        adjunct = re.match(r"'s?\b|-", text[hit.end : hit.end + 3]) is not None
        if hit.form == "name" and within and not adjunct:
            yield Slot(PLACE, start, hit.end, words=text[start : hit.end], country=hit.iso3)


def _with_preposition(text: str, start: int) -> int:
    before = _PREPOSITION.search(text[max(0, start - 40) : start])
    return start - len(before[0]) if before else start


def _take(taken: list[tuple[int, int, Slot]], slot: Slot) -> None:
    """Add the slot unless its core overlaps one that is there (a preposition may give way)."""
    for start, end, _ in taken:
        if slot.start < end and start < slot.end:
            return
    taken.append((slot.start, slot.end, slot))


def _title(text: str, mention: Mention, sentence: Sentence, start: int, end: int) -> str | None:
    """The office as stated: before the name, or behind it; the fuller of both."""
    before = text[start : mention.start - sentence.start].strip(" ,")
    after = text[mention.end - sentence.start : end]
    after = re.sub(r"^\s*\([^()]*\)", "", after).strip(" ,")
    before = re.sub(r"[\[\]]|\bM(?:r|s|rs)\.$", "", before).strip()
    before = re.sub(r"^(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|an?)\s+", "", before)
    after = re.sub(r"^(?:also\s+)?(?:the|an?)\s+", "", after)
    options = [option for option in (before, after, mention.title or "") if option]
    return max(options, key=len) if options else None


# Persons named by their role. Language knowledge: what may stand for a participant.
_ROLE = (
    "leaders?|presidents?|prime ministers?|premiers?|(?:foreign |defence |defense )?ministers?|"
    "foreign secretary|secretary of state|"
    "chancellor|king|queen|emir|sultan|ambassadors?|diplomats?|envoys?|guests?|visitors?|"
    "delegations?|counterparts?|host|hosts|side|officials?|chief|general secretar(?:y|ies)|"
    "taoiseach|tánaiste|deputy prime minister|vice[ -]president|crown prince(?:ss)?|"
    "prince(?:ss)?|amir|"
    "high commissioner|(?:secretary|director)[ -]general|secretary|governor|mayor|commissioner|"
    "special envoy|chairm[ae]n|chairperson|speaker|dignitar(?:y|ies)|legislators|lawmakers|"
    "friends|comrades|head of state|"
    "heads of state|head of government"
)
_ROLE_SPACED = _ROLE.replace(" ", r"\ ")  # for verbose patterns
_REFERENCE = re.compile(
    rf"""\b(?:
      (?P<pronoun>(?:he|she|they|we|him|them|I)\b(?!['’])|it(?=\s(?:was\sreceived|met|held\stalks)\b))
    | (?P<me>me|us)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during|again|for)\b|{D}|{L}))
    | (?P<objective>her)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during)\b|{D}|{L}))
    | (?P<both>(?:the|these|both)\s+(?:two\s+)?(?:of\s+them\b|leaders\b|sides\b|parties\b
        |presidents\b|(?:prime\ |foreign\ |defen[cs]e\ )?ministers\b|premiers\b
        |heads\ of\ (?:state|government)\b|(?:party\ )?chiefs\b|officials\b|delegations\b
        |general\ secretaries\b|men\b|women\b)
      | the\ (?:two|three|four|five|pair|duo|trio)\b(?!\s[a-z]+(?:s|ies|men|women)\b))
    | the\s(?:former|latter)(?=\s*(?:[.,;:]|$|{D}|{L}|(?:on|in|at|also|then|has|had|is|was|will|
        met|meets|held|received|receives|paid|called|hosted|told|visited|travelled|flew)\b))
    | (?-i:HRH|HM|HH|HE|H\.E\.|H\.R\.H\.)\sthe\s(?:{_ROLE_SPACED}|monarch)\b(?!\s?(?:of\b|{P}))
    | (?:his|her|their)\s(?:majesty|(?:(?:royal|serene|imperial)\s)?highness)
        (?:\sthe\s(?:{_ROLE_SPACED}|monarch))?\b(?!['’]|\s?(?:of\b|{P}))
    | (?P<role>(?:the|his|her|its|their|my)\s
        (?P<modifier>(?:(?:visiting|new|outgoing|incoming|departing|newly\s[\w-]+|then|top|senior|same
            |(?-i:[A-Z][\w'.-]*)|{O}|{L})\s){{0,5}})
        (?P<noun>{_ROLE_SPACED})\b(?!['’]s?\b)(?!\s+(?:of\b|from\b|{P})))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]{0,160}\)|\s*\[[^\[\]]{0,80}\]")

_NO_PERSON = f"{chr(PERSON)}-{chr(PERSON + 0xFF)}"  # inside a negated class
_GROUP = r"(?:delegations?|group|mission|team)"
_DELEGATION = re.compile(
    rf"""(?P<led>\b(?:an?|the|another|his|her|its|their)\s
        (?:(?!(?:with|by|for|to|and|of|met|from|an?|the|between|took)\s)[\w'-]+\s|{O}\s|{L}\s|{D}\s){{0,8}}?{_GROUP}\b
        (?:\s(?:of|from)\s[^;.{_NO_PERSON}]{{1,160}}?)?,?\s(?:which\s(?:is|was)\s)?
        (?:(?:led|headed|represented)\sby|under)\s(?:[^,;.{_NO_PERSON}]{{0,80}}\s)?
        (?P<head>{P}(?:\sand\s{P})?),?)
    | (?:\bthe\s)?{O}(?:\s(?:with|of|for|in|from)\s[^,;.{_NO_PERSON}]{{1,60}})?,?
        \s(?:led|headed|represented)\sby\s
        (?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<bodyled>{P}(?:\sand\s{P})?),?
    | {R}\s?(?:[\w'-]+\s){{0,3}},?\s?(?:which\s(?:is|was)\s)?(?:led|headed)\sby\s
        (?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<refled>{P}(?:\sand\s{P})?)
    | (?P<possessor>{P})(?:-led|'s)\s(?:[\w'-]+\s){{0,4}}{_GROUP}\b
    | (?P<with>[{_NO_PERSON}{chr(REFERENCE)}-{chr(REFERENCE + 0xFF)}])
        ,?\s(?:and|with)\s(?:his|her|their|the)\s(?:accompanying\s|visiting\s|high-level\s|\w+\s)?
        (?:delegation|entourage|team|party|spouse|wife|husband|colleagues)\b
    | (?:(?:led|headed)\sby\s)?(?P<leading>{P}),?\s
        (?:(?:who\s(?:is\s|was\s|has\s)?)?(?:leading|heading|headed|led|leads|heads)
        |(?:as\s)?(?:the\s)?(?:head|leader)\sof|at\sthe\shead\sof)\s(?:an?|the|its|his|her)\s
        (?:[\w'-]+\s|{O}\s|{L}\s){{0,6}}?{_GROUP}\b(?:\s(?:of|from)\s(?:the\s)?{O})?,?
    | (?:\b(?:an?|the|its|their|several|some)\s
            (?:(?!(?:with|by|for|to|and|of|met|from)\s)[\w'-]+\s){{0,4}}?|\b)
        (?:delegations?|delegates|representatives|members)\s
        (?:of|from)\s(?:[\w'-]+\s){{0,3}}?(?P<body>{O})
    | \b(?:an?|the)\s(?:visiting\s)?(?P<adjunct>{O})\s(?:delegation|mission)\b""",
    re.VERBOSE | re.IGNORECASE,
)


# Cheap looks before the long patterns.
_COMMA_NAME = re.compile(rf", {P}")
_GROUP_WORDS = re.compile(
    r"delegat|mission|group|team|representatives|members|led by|headed by|entourage|party|spouse"
    r"|wife|husband|colleagues|represented by",
    re.I,
)


def slotted(sentence: Sentence, reference: Reference) -> Slotted:
    """The sentence with all slots, brackets removed."""
    result = _base(sentence, reference)
    text = result.text
    if "(" in text or "[" in text:
        result.rewrite(_BRACKETS, lambda match: "" if not _keeps(match[0]) else None)
    if "counterpart" in text or "colleague" in text or "opposite number" in text:
        result.rewrite(_COUNTERPART, lambda match: _counterpart_slot(result, match))
    if _COMMA_NAME.search(text):
        result.rewrite(_OFFICE_BEFORE, lambda match: _office_slot(result, match))
    result.rewrite(_REFERENCE, lambda match: _reference_slot(result, match, reference))
    result.rewrite(_OWNED, lambda match: _owned_slot(result, match))
    if " by " in text or " under " in text:
        result.rewrite(_BOTH_LED, lambda match: match[1])
    if re.search(R, result.text):
        result.rewrite(_BOTH_NAMED, lambda match: match[1])
        result.rewrite(_APPOSED, lambda match: _apposed_slot(result, match))
    if _GROUP_WORDS.search(text):
        result.rewrite(_DELEGATION, lambda match: _delegation_slot(result, match))
    return result


def _keeps(bracket: str) -> bool:
    """Brackets with a person stay: "[President] Mr. X" is part of the sentence."""
    return re.search(P, bracket) is not None


def _reference_slot(result: Slotted, match: re.Match[str], reference: Reference) -> Slot | None:
    start, end = result.source(match.start(), match.end())
    country = None
    if match["role"]:
        modifier = match["modifier"].strip()
        for char in modifier:
            slot = result.slots.get(char)
            if slot is not None and slot.mention is not None:
                country = slot.mention.country
            elif slot is not None and slot.place is not None:
                country = slot.place.country
        words = re.sub(ANY_SLOT, " ", modifier).split()
        for size in range(len(words), 0, -1):
            if country is not None:
                break
            for first in range(len(words) - size + 1):
                country = country_of(" ".join(words[first : first + size]), reference)
                if country is not None:
                    break
        if match["noun"].lower() == "side" and country is None:
            return None
    words_text = re.sub(ANY_SLOT, "", match[0])
    return Slot(REFERENCE, start, end, words=" ".join(words_text.lower().split()), country=country)


# "his Peruvian counterpart, X", "the Prime Minister, X"
_APPOSED = re.compile(rf"({R}),? ({P})(?:,(?= [a-z]))?")


# "Tanjug's X", "the agency's correspondent X"
_OWNED = re.compile(rf"{O}(?:'s|') ({P})")
# "the two sides, led by X and Y, held talks"; "delegations of O and O under X and Y met"
_BOTH_LED = re.compile(
    rf"(?:{R}|\b(?:the\s)?delegations\s(?:of|from)\s[^;.{_NO_PERSON}]{{3,160}}?),?"
    rf"\s(?:(?:led|headed)\s(?:respectively\s)?by|under)\s(?:[^,;.{_NO_PERSON}]{{0,60}}\s)?"
    rf"({P},?\sand\s(?:[^,;.{_NO_PERSON}]{{0,60}}\s)?{P})(?:,?\srespectively)?,?",
    re.I,
)
# "the two ministers, X and Y, held talks"
_BOTH_NAMED = re.compile(rf"{R}, ({P}(?:, {P})*,? and {P}),?(?= )")


# "his counterpart from Peru, X", "her Danish colleague X"
_COUNTERPART = re.compile(
    r"\b(?:his|her|their|its|my)\s(?:[\w'-]+\s){0,3}?(?:counterpart|colleague|opposite number)"
    rf"(?:\s(?:from|of|in)\s(?:the\s)?[^,;.{chr(PERSON)}-{chr(PLACE + 0xFF)}]{{2,40}})?,?"
    rf"\s(?:(?:[A-Z][\w.]*|the)\s){{0,3}}({P})"
)


def _counterpart_slot(result: Slotted, match: re.Match[str]) -> Slot:
    person = result.slots[match[1]]
    start, _ = result.source(match.start(), match.end())
    return replace(person, start=start, words="his counterpart")


# "the President of Myanmar, X": an office before the comma belongs to the name behind it.
_OFFICE_BEFORE = re.compile(
    rf"\b[Tt]he\s(?:[\w'-]+\s){{0,3}}?(?i:{_ROLE})\s(?:of|for|to)\s"
    rf"(?:the\s)?[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{2,80}}?"
    # "Minister of Trade, Industry and Tourism of X": a list goes on in capitals
    rf"(?:,\s(?-i:[A-Z])[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{2,80}}?){{0,3}},\s({P})"
)


def _office_slot(result: Slotted, match: re.Match[str]) -> Slot:
    person = result.slots[match[1]]
    start, _ = result.source(match.start(), match.end())
    office = result.sentence.text[start : person.start].strip(" ,")
    office = re.sub(r"^[Tt]he ", "", office)
    title = office if len(office) > len(person.title or "") else person.title
    return replace(person, start=start, title=title)


def _owned_slot(result: Slotted, match: re.Match[str]) -> Slot:
    person = result.slots[match[1]]
    start, _ = result.source(match.start(), match.end())
    return replace(person, start=start)


def _apposed_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    role, person = result.slots[match[1]], result.slots[match[2]]
    if not role.words.startswith(
        ("the ", "his ", "her ", "their ", "its ", "my ")
    ) or role.words.startswith("the two"):
        return None
    if re.search(
        r"(?:side|sides|delegation|visitors|guests|leaders|ministers|officials)$", role.words
    ):
        return None
    title = person.title
    if title is None and "counterpart" not in role.words and "host" not in role.words:
        title = role.words.split(" ", 1)[1]
    end = match.end(2)
    start, stop = result.source(match.start(), end)
    return Slot(PERSON, start, stop, person.mention, title, words=role.words)


def _delegation_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    start, end = result.source(match.start(), match.end())
    for name in ("head", "bodyled", "refled", "possessor", "with", "leading", "body", "adjunct"):
        if match[name]:
            heads = tuple(result.of(match[name]))
            return Slot(DELEGATION, start, end, words=name, heads=heads)
    return None


def listed(slotted_text: Slotted, chars: str) -> Sequence[Slot]:
    """Participants in a stretch of slotted text, delegations as they stand."""
    return [
        s for s in slotted_text.of(chars) if s.kind in (PERSON, ORGANISATION, REFERENCE, DELEGATION)
    ]
