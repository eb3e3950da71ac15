"""What stands for a participant: references, groups, delegations and their leaders."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.countries import country_of, find_countries
from pipeline.meetings import appositions
from pipeline.meetings.role_words import (
    ADJECTIVE,
    ADJECTIVE_SPACED,
    GROUP_OF,
    NO_PERSON,
    OF_WHAT,
    OFFICE,
    ROLE_SPACED,
)
from pipeline.meetings.slots import (
    ANY_SLOT,
    DELEGATION,
    PLACE,
    REFERENCE,
    D,
    L,
    O,
    P,
    R,
    Slot,
    Slotted,
)
from pipeline.patterns import Pattern
from pipeline.reference import Reference

_REFERENCE = Pattern(
    rf"""\b(?:
      (?P<pronoun>(?:(?-i:[Hh]e)|she|they|we|him|them|I)\b(?!['’])|it(?=\s(?:was\s(?:received|welcomed)|met|held\stalks)\b))
    | (?P<me>me|us)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during|again|for)\b|{D}|{L}))
    | (?P<objective>her)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during|again)\b|{D}|{L}))
    | (?P<both>(?:the|these|both)\s+(?:two\s+)?(?:of\s+them\b
        |(?:(?:{ADJECTIVE_SPACED})\s){{0,3}}(?:{GROUP_OF})\b|(?:party\ )chiefs\b)
      | the\ (?:two|three|four|five|pair|duo|trio)\b
        (?!\s(?:(?-i:[A-Z])|(?:(?:\w+est|main|major|other|new|former|rival|\w+ly)\s(?:\w+\s)?)?
            [a-z]+(?:s|ies|men|women)\b)))
    | the\s(?:former|latter)(?=\s*(?:[.,;:]|$|{D}|{L}|(?:on|in|at|also|then|has|had|is|was|will|
        met|meets|held|received|receives|paid|called|hosted|told|visited|travelled|flew)\b))
    | (?-i:HRH|HM|HH|HE|H\.E\.|H\.R\.H\.)\sthe\s(?:{ROLE_SPACED}|monarch)\b(?!\s?(?:of\b|{P}))
    | (?:his|her|their)\s(?:majesty|(?:(?:royal|serene|imperial)\s)?highness)
        (?:\sthe\s(?:{ROLE_SPACED}|monarch))?\b
        (?!['’]|\s?(?:of\b|(?:the\s)?{P})|\sthe\s(?:{ROLE_SPACED}|monarch)\s(?:of\b|{P}))
    | (?P<role>(?:the|his|her|its|their|my)\s
        (?P<modifier>(?:(?:visiting|new|outgoing|incoming|departing|newly\s[\w-]+|then|top|senior|same
            |high[ -]level|[\w-]+-member|accompanying|government|parliamentary|business
            |{ADJECTIVE_SPACED}|(?-i:[A-Z][\w'.-]*)|{O}|{L})\s){{0,5}})
        (?P<noun>{ROLE_SPACED})\b(?P<whole>(?:{OF_WHAT}){{0,2}})(?!['’]s?\b)
        (?!\s+(?:of\b|from\b|for\s(?:the\s)?(?-i:[A-Z])|{P})))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUP = r"(?:delegations?|group|mission|team)"
_SEVERAL = (
    r"(?:the|an?|some|several|many|other|various|number\sof|dozens?(?:\sof)?|more\sthan|key|world|"
    r"foreign|senior|top|high-ranking|high-level|leading|local|government|political|party|business|"
    r"opposition|state|parliamentary)"
)
_DELEGATION = Pattern(
    rf"""(?P<led>\b(?:an?|the|another|his|her|its|their)\s
        (?:(?!(?:with|by|for|to|and|of|met|from|an?|the|between|took)\s)[\w'-]+\s|{O}\s|{L}\s|{D}\s){{0,8}}?{_GROUP}\b
        (?:\s(?:of|from|to|at|in|for|comprising)\s[^;{NO_PERSON}]{{1,160}}?)?,?\s(?:which\s(?:is|was)\s)?
        (?:(?:led|headed|represented|chaired)\sby|under)\s(?:[^,;.{NO_PERSON}]{{0,80}}\s)?
        (?P<head>{P}(?:\sand\s{P})?)(?:,(?=\s[a-z]))?)
    | (?:led|headed)\sby\s(?:[^,;.{NO_PERSON}]{{0,80}}\s)?(?P<opening>{P}),\s
        (?:{R}|(?:the|an?|his|her|this)\s(?:[\w'-]+\s){{0,4}}?{_GROUP}\b)
    | (?:\bthe\s)?{O}(?:\s(?:with|of|for|in|from)\s[^,;.{NO_PERSON}]{{1,60}})?,?
        \s(?:led|headed|represented)\sby\s
        (?:[^,;.{NO_PERSON}]{{0,80}}\s)?(?P<bodyled>{P}(?:\sand\s{P})?)(?:,(?=\s[a-z]))?
    | \b(?:(?:the|some|several|other|senior|top|high-ranking|local|government|party|state
            |(?-i:[A-Z])[\w-]+|\w+(?:ian|ish|ese)|{O})\s){{0,5}}(?:officials|ministers|leaders|executives|investors|lawmakers|experts
        |parliamentarians|businessmen|representatives|envoys|diplomats|delegates|members)
        \s(?:led|headed)\sby\s(?:[^,;.{NO_PERSON}]{{0,80}}\s)?(?P<theirs>{P})
    | {R}\s?(?:[\w'-]+\s){{0,3}}(?:\s?(?:of|from|to|at|in|for)\s[^;.{NO_PERSON}]{{1,120}}?)?
        ,?\s?(?:which\s(?:is|was)\s)?(?:led|headed)\sby\s
        (?:[^,;.{NO_PERSON}]{{0,80}}\s)?(?P<refled>{P}(?:\sand\s{P})?)
    | (?P<possessor>{P})(?:-led|'s)\s(?:[\w'-]+\s){{0,4}}{_GROUP}\b
    | (?P<with>[{NO_PERSON}{chr(REFERENCE)}-{chr(REFERENCE + 0xFF)}])
        ,?\s(?:and|with)\s(?:his|her|their|the)\s(?:accompanying\s|visiting\s|high-level\s|\w+\s)?
        (?:delegation|entourage|team|party|spouse|wife|husband|colleagues)\b
    | (?:(?:led|headed)\sby\s)?(?P<leading>{P}),?\s
        (?:(?:who\s(?:is\s|was\s|has\s)?)?(?:leading|heading|headed|led|leads|heads)
        |(?:as\s)?(?:the\s)?(?:head|leader)\sof|at\sthe\shead\sof)\s
        (?:an?|the|its|his|her|(?-i:[A-Z])[\w-]+['’]s?|{L}['’]s?)\s
        (?:[\w'-]+\s|{O}\s|{L}\s){{0,6}}?{_GROUP}\b(?:\s(?:of|from)\s(?:the\s)?{O})?,?
    | \b(?:{_SEVERAL}\s){{0,5}}(?:members|representatives|leaders|officials|authorities|
            envoys|ambassadors|ministers|diplomats|lawmakers|legislators|executives)\b
        (?:\s[^;.{NO_PERSON}]{{1,140}}?)?,?\s
        (?:including|chaired\sby|presided\sover\sby|(?:led|headed)\sby|among\sthem|such\sas)\s(?:the\s)?
        (?P<including>{P}(?:(?:,\s(?:the\s)?{P})*,?\sand\s(?:the\s)?{P})?)
    | (?:\b(?:an?|the|its|their|several|some)\s
            (?:(?!(?:with|by|for|to|and|of|met|from)\s)[\w'-]+\s){{0,4}}?|\b)
        (?:delegations?|delegates|representatives|members)\s
        (?:of|from)\s(?:[\w'-]+\s){{0,3}}?(?P<body>{O})
    | \b(?:an?|the)\s(?:visiting\s)?(?P<adjunct>{O})\s(?:delegation|mission)\b""",
    re.VERBOSE | re.IGNORECASE,
)


_STAND_INS = chr(REFERENCE) + chr(DELEGATION)


def rewrite(result: Slotted, reference: Reference) -> None:
    """Put slots for what stands for a participant into the text, one kind after the other."""
    text = result.text

    def put(
        pattern: Pattern,
        make: Callable[[re.Match[str]], Slot | str | None],
        group: str | int = 0,
    ) -> None:
        if pattern.may_match(text, _STAND_INS):  # which earlier steps may have put there
            result.rewrite(pattern.compiled, make, group)

    appositions.parted(result, text, put)
    put(_REFERENCE, lambda match: _reference_slot(result, match, reference))
    if result.sentence.passage.kind == "paragraph":
        put(_BARE_OFFICE, lambda match: _bare_slot(result, match), "office")
    put(_ACRONYM, lambda match: _acronym_slot(result, match))
    put(_COMPRISING, lambda match: _run(match["who"]))
    put(_ENUMERATED, lambda match: match["who"])
    appositions.owned(result, put)
    put(_BOTH_LED, lambda match: match[1])
    put(_BOTH_NAMED, lambda match: match[1])
    appositions.beside(result, put)
    put(_AND_DELEGATION, lambda match: _and_delegation(result, match))
    put(_DELEGATION, lambda match: _delegation_slot(result, match))


def _reference_slot(result: Slotted, match: re.Match[str], reference: Reference) -> Slot | None:
    start, end = result.source(match.start(), match.end())
    if not match["role"]:
        words = re.sub(ANY_SLOT, "", match[0])
        return Slot(REFERENCE, start, end, words=" ".join(words.lower().split()))
    noun = match["noun"].lower()
    if match["whole"] and (noun.endswith("s") or not _OFFICE_NOUN.fullmatch(noun)):
        return None
    country, modifier = _country_of(result, match["modifier"].strip(), reference)
    whole = ""
    if match["whole"]:
        whole = result.sentence.text[slice(*result.source(*match.span("whole")))]
        if hits := find_countries(whole, reference):
            country = country or hits[0].iso3
            if hits[0].start <= len(" of the "):
                whole = ""  # "of Peru": no part of the office
    if noun in _TOO_VAGUE and country is None:
        return None
    determiner = match[0].split()[0]
    words = f"{determiner} {modifier} {match['noun']}{whole}"
    return Slot(REFERENCE, start, end, words=" ".join(words.lower().split()), country=country)


_OFFICE_NOUN = re.compile(OFFICE, re.I)
# Nobody's office: who is meant only a country can tell.
_TOO_VAGUE = frozenset(
    "side colleague colleagues friends comrades politician dignitary official".split()
)


def _surface(result: Slotted, char: str) -> str:
    """The body that belongs to an office: "the UN chief"."""
    slot = result.slots[char]
    if slot.kind == PLACE:
        return ""
    return result.sentence.text[slot.start : slot.end]


def _country_of(result: Slotted, modifier: str, reference: Reference) -> tuple[str | None, str]:
    """The country among the words before an office, and the other words."""
    country = None
    for char in modifier:
        slot = result.slots.get(char)
        if slot is not None and slot.mention is not None:
            country = slot.mention.country
        elif slot is not None and slot.place is not None:
            country = slot.place.country
    words = re.sub(ANY_SLOT, lambda match: f" {_surface(result, match[0])} ", modifier).split()
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size + 1):
            found = country_of(" ".join(words[first : first + size]), reference)
            if found is not None:
                return country or found, " ".join(words[:first] + words[first + size :])
    return country, " ".join(words)


# "Deputy Prime Minister also received …", at the start of a sentence
_BARE_OFFICE = Pattern(
    rf"^(?:[\"'\s]*(?:(?:{D}|{L}|(?:later|earlier|meanwhile|then|separately|also|in addition|"
    rf"on the same day),?)[ ,]+)*)(?P<office>(?:(?:{ADJECTIVE})\s){{0,3}}(?:{OFFICE}))"
    r"(?=\s(?:also|then|later|further|has|had|will|was|is|met|held|paid|told|said|[a-z]+ed)\b)",
    re.I,
)


def _bare_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    start, end = result.source(*match.span("office"))
    office = result.sentence.text[start:end]
    if not office[:1].isupper() or office.endswith("s"):
        return None
    return Slot(REFERENCE, start, end, words="the " + office.lower())


# "the COAS", which the text may have introduced: "Chief of Army Staff (COAS) X"
_ACRONYM = Pattern(
    r"\bthe\s(?P<word>[A-Z]{2,6})(?=[.,;]|$|\s(?:also|then|here|and|on|at|in|has|had|will|was|is|met|"
    r"held|paid|told|said|for|with|by|[a-z]+ed)\b)"
)


def _acronym_slot(result: Slotted, match: re.Match[str]) -> Slot:
    start, end = result.source(match.start(), match.end())
    return Slot(REFERENCE, start, end, words=f"the {match['word'].lower()}")


# "a delegation comprising X, Y and Z met …": those who are named
_MEMBER = rf"{P}(?:\s(?-i:[A-Z])[\w-]+){{0,4}}"
_COMPRISING = Pattern(
    rf"(?:\b(?:an?|the)\s)?(?:(?:\w[\w-]*|{O}|{L})(?:'s?)?\s){{0,5}}?(?:delegation|team|mission|"
    rf"delegates),?\s(?:which\s)?(?:compris(?:ing|ed\sof|es)|composed\sof|consist(?:ing|ed|s)\sof|"
    rf"made\sup\sof)\s(?P<who>(?:the\s)?{_MEMBER}(?:(?:,|,?\sand|;)\s(?:the\s)?{_MEMBER})*),?",
    re.I,
)


def _run(words: str) -> str:
    """The persons of a list, without what is left of their titles."""
    people: list[str] = re.findall(P, words)
    return ", ".join(people[:-1]) + " and " + people[-1] if len(people) > 1 else people[0]


# "met other top officials, including X and Y": those who are named
_ENUMERATED = Pattern(
    rf"\b(?:(?:the|other|several|some|many|various|top|senior|high-ranking|key|leading|local|"
    rf"number\sof|(?-i:[A-Z])[\w-]+|[\w-]+ian|{L}|{O})\s){{1,5}}(?:government\s|state\s|party\s|"
    r"foreign\s)?(?:officials|leaders|ministers|authorities|dignitaries|politicians|figures|"
    r"personalities|counterparts|colleagues|representatives|lawmakers|statesmen),?\s(?:including|"
    rf"among\s(?:them|whom)|such\sas|namely)\s(?P<who>(?:the\s)?{P}(?:(?:,|,?\sand|;)\s(?:the\s)?{P})*)",
    re.I,
)


# "the two sides, led by X and Y, held talks"; "delegations of O and O under X and Y met"
_BOTH_LED = Pattern(
    rf"(?:{R}|\b(?:the\s)?delegations\s(?:of|from)\s[^;.{NO_PERSON}]{{3,160}}?),?"
    rf"\s(?:(?:led|headed)\s(?:respectively\s)?by|under)\s(?:[^,;.{NO_PERSON}]{{0,60}}\s)?"
    rf"({P},?\sand\s(?:[^,;.{NO_PERSON}]{{0,60}}\s)?{P})(?:,?\srespectively)?,?",
    re.I,
)
# "the two ministers, X and Y, held talks"
_BOTH_NAMED = Pattern(rf"{R}, ({P}(?:, {P})*,? and {P}),?(?= )")


# "X and his delegation", where "his delegation" is a reference already
_AND_DELEGATION = Pattern(rf"({P}),?\s(?:and|with|along with|together with)\s({R}),?")


def _and_delegation(result: Slotted, match: re.Match[str]) -> Slot | None:
    group = result.slots[match[2]]
    if not re.fullmatch(r"(?:his|her|their|the)\s(?:[\w-]+\s)?delegation", group.words):
        return None
    start, end = result.source(match.start(), match.end())
    return Slot(DELEGATION, start, end, words="with", heads=(result.slots[match[1]],))


_LEADERS = (
    *("head", "opening", "bodyled", "refled", "possessor", "with", "leading", "including"),
    *("body", "adjunct", "theirs"),
)


def _delegation_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    start, end = result.source(match.start(), match.end())
    if match["opening"] and not re.search(_GROUP, result.sentence.text[start:end], re.I):
        return None  # "led by X, he said"
    for name in _LEADERS:
        if match[name]:
            heads = tuple(result.of(match[name]))
            return Slot(DELEGATION, start, end, words=name, heads=heads)
    return None
