"""From a sentence to its slots: names, then dates and places, then what stands for a name.

The steps follow the cascade of finite-state transducers of FASTUS (Hobbs et al. 1997), each step
rewriting the last one's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.countries import CountryHit, find_countries
from pipeline.meetings import holders, stand_ins
from pipeline.meetings.corpus import Mention, Sentence
from pipeline.meetings.phrases import phrases
from pipeline.meetings.slots import DATE, ORGANISATION, PERSON, PLACE, P, Slot, Slotted
from pipeline.places import find_places
from pipeline.reference import Reference


def slotted(sentence: Sentence, reference: Reference) -> Slotted:
    """The sentence with all slots, brackets removed."""
    result = _base(sentence, reference)
    if "  " in result.text:
        result.rewrite(_BLANKS, lambda _: "")  # as pages are saved: "arrived  in Oslo"
    if "(" in result.text or "[" in result.text:
        result.rewrite(_BRACKETS, lambda match: "" if not _keeps(match[0]) else None)
    if '"' in result.text:
        result.rewrite(_SCARE_QUOTES, lambda match: match[1])
    stand_ins.rewrite(result, reference)
    return result


# 'held "substantial" talks', 'paid a "courtesy visit" to': marks around a few words of the clause
_SCARE_QUOTES = re.compile(r'(?<=[a-z] )"([a-z][a-z-]*(?: [a-z-]+){0,2})"(?= [a-z\ue000-\ue5ff])')


_BLANKS = re.compile(r"(?<=\s)\s+")
_BRACKETS = re.compile(r"\s*\([^()]{0,160}\)|\s*\[[^\[\]]{0,80}\]")


def _keeps(bracket: str) -> bool:
    """Brackets with a person stay: "[President] Mr. X" is part of the sentence."""
    return re.search(P, bracket) is not None


_PREPOSITION = re.compile(
    r"(?:\b(?:on|in|at|from|during|by|over|dated|of|inside|outside|near)\s+)?"
    r"(?:the\s+(?:(?:morning|afternoon|evening|night|end|beginning|start|middle)\s+of\s+)?"
    r"|the\s+(?:\w+\s)?(?:capital|city|town|resort|port city|province)(?:\s+city)?(?:\s+of|"
    r",)?\s+)?$",
    re.I,
)
# With what a match of it ends: the pattern reads what is before every date and place.
_LAST_WORDS = tuple(
    "on in at from during by over dated of inside outside near the capital city town resort "
    "province".split()
)


# "B, President of Peru in Lima on Monday": the place of the event, not of the office
_OFFICE_OF = re.compile(r"\b(?:of|for|to) (?:the )?[A-Z][\w' -]{2,40} $")


def _behind_an_office(text: str, slot: Slot, dates: set[int]) -> bool:
    beside = slot.end + 1 in dates or slot.end + 2 in dates
    return beside and _OFFICE_OF.search(text, 0, slot.start) is not None


_AT = re.compile(r"(?:at|in|inside|outside|near)\b", re.I)


def _base(sentence: Sentence, reference: Reference) -> Slotted:
    """Names, dates and places in slots."""
    text = sentence.text
    people = [m for m in sentence.mentions if m.kind == "person"]
    taken: list[tuple[int, int, Slot]] = []
    dates = sentence.dates
    barriers = [(_with_preposition(text, phrase.start), phrase.end) for phrase in dates]
    countries = find_countries(text, reference)
    places = list(_places(text, countries, reference))
    starts = {start for start, _ in barriers}
    barriers += [
        (slot.start, slot.end)
        for slot in places
        if _AT.match(slot.words) and _behind_an_office(text, slot, starts)
    ]
    # "In Bonn, President X", "In Bonn President X": the place is no part of the title
    ends = [
        slot.end
        for slot in places
        if text[slot.end : slot.end + 1] == "," or (slot.start == 0 and _AT.match(slot.words))
    ]
    spans = phrases(text, sentence.start, people, barriers, ends)
    for mention, (start, end) in zip(people, spans, strict=True):
        taken.append(
            (
                start,
                end,
                Slot(PERSON, start, end, mention, _title(text, mention, sentence, start, end)),
            )
        )
    halls = {s.end for s in places if s.place and s.place.kind == "venue" and _AT.match(s.words)}
    for mention in sentence.mentions:
        if mention.kind != "organisation":
            continue
        start, end = mention.start - sentence.start, mention.end - sentence.start
        if end in halls:
            continue  # "at the White House": the place, not the body
        _take(taken, Slot(ORGANISATION, start, end, mention))
    for phrase in dates:
        start = _with_preposition(text, phrase.start)
        _take(taken, Slot(DATE, start, phrase.end, date=phrase, words=text[start : phrase.end]))
    for slot in places:
        _take(taken, slot)
    for slot in holders.of_countries(text, countries):
        if not any(0 <= start - slot.end <= 2 for start, _, other in taken if other.mention):
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


def _places(text: str, countries: Sequence[CountryHit], reference: Reference) -> Iterator[Slot]:
    """Cities and venues with their preposition and country; "in China" is a place too."""
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
    before = text[max(0, start - 40) : start]
    if not before.rstrip().rstrip(",").lower().endswith(_LAST_WORDS):
        return start
    found = _PREPOSITION.search(before)
    return start - len(found[0]) if found else start


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
    after = _WHO_IS.sub("", re.sub(r"^(?:also\s+)?(?:the|an?)\s+", "", after))
    stated = [part for part in (mention.title or "").split("; ") if part.lower() != "candidate"]
    options = [option for option in (before, after, *stated) if option]
    return max(options, key=len) if options else None


# "X, who has been serving as the Chilean consul"
_WHO_IS = re.compile(
    r"^who (?:(?:is|was|has been|had been|currently|now|also|then|serves|served|serving) )+"
    r"(?:as )?(?:an? |the )?"
)
