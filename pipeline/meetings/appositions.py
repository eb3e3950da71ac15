"""Names with their offices beside them: "the President of Peru, X", "his Danish colleague X"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.meetings.role_words import MORE_OFFICES, NO_PERSON, OFFICE, ROLE
from pipeline.meetings.slots import PERSON, PLACE, D, L, O, P, R, Slot, Slotted
from pipeline.patterns import Pattern

Put = Callable[..., None]  # rewrites where a pattern may match at all


def parted(result: Slotted, text: str, put: Put) -> None:
    """Offices that a comma parts from the name behind them, and runs of such names."""
    put(_COUNTERPART, lambda match: _counterpart_slot(result, match))
    if _COMMA_NAME.search(text):
        put(_OFFICE_BEFORE, lambda match: _office_slot(result, match))
        if "'s " in text or "' " in text:
            put(_OWN_OFFICE_BEFORE, lambda match: _office_slot(result, match))
    if _COMMA_NAME.search(text) and _PLURAL_OFFICE.search(text):
        put(_NAMED_RUN, lambda match: _each(result, match["who"]))
        put(_COUNTRY_RUN, lambda match: _joined(result, match))
    if _COUNTRY_NAME.search(text) and _PLURAL_OFFICE.search(result.sentence.text):
        put(_BY_COUNTRY, lambda match: _listed_slot(result, match))


def beside(result: Slotted, put: Put) -> None:
    """What stands for a person right before his name, and rows of offices."""
    put(_APPOSED, lambda match: _apposed_slot(result, match))
    put(_TITLED, lambda match: _titled_slot(result, match), "it")


def owned(result: Slotted, put: Put) -> None:
    """Names that a body owns: "the agency's correspondent X"."""
    put(_OWNED, lambda match: _owned_slot(result, match))


_COMMA_NAME = re.compile(rf", (?:M(?:r|s|rs)\. )?{P}")
# "his counterpart from Peru, X", "her Danish colleague X"
_COUNTERPART = Pattern(
    r"\b(?:his|her|their|its|my)\s(?:[\w'-]+\s){0,3}?(?:counterpart|colleague|opposite number|"
    r"homologue|predecessor|successor)"
    rf"(?:\s(?:from|of|in)\s(?:the\s)?[^,;.{chr(PERSON)}-{chr(PLACE + 0xFF)}]{{2,40}}|\s{L})?,?"
    rf"\s(?:(?:[A-Z][\w.]*|the)\s){{0,3}}({P})"
)


def _counterpart_slot(result: Slotted, match: re.Match[str]) -> Slot:
    person = result.slots[match[1]]
    start, _ = result.source(match.start(), match.end())
    return replace(person, start=start, words="his counterpart")


# "the President of Myanmar, X": an office before the comma belongs to the name behind it.
_OFFICE_BEFORE = Pattern(
    r"\b(?:[Tt]he|visiting|outgoing|incoming|(?-i:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s)\s"
    rf"(?:(?!and\b)[\w'-]+\s){{0,3}}?(?i:{ROLE}|{MORE_OFFICES})\s(?:of|for|to)\s"
    rf"(?:the\s)?[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{1,80}}?"
    # "Minister of Trade, Industry and Tourism of X": a list goes on in capitals
    rf"(?:,\s(?-i:[A-Z])[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{2,80}}?){{0,3}}"
    rf",\s(?:(?-i:[A-Z])[\w.'-]{{0,12}}\s){{0,3}}({P})"
)


# "Peru's Foreign Minister, Mr. X"
_OWN_OFFICE_BEFORE = Pattern(
    r"\b(?-i:[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})['’]s?\s(?:(?!and\b)[\w'-]+\s){0,3}?"
    rf"(?i:{ROLE}|{MORE_OFFICES}),\s(?:M(?:r|s|rs)\.\s)?({P})"
)


def _office_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    person = result.slots[match[1]]
    start, _ = result.source(match.start(), match.end())
    office = result.sentence.text[start : person.start].strip(" ,")
    office = re.sub(r"^(?:[Tt]he|visiting|outgoing|incoming) |,? M(?:r|s|rs)\.$", "", office)
    if _PLURAL_HEAD.match(office):
        return None  # "the presidents of Peru, X, and Chile, Y"
    title = office if len(office) > len(person.title or "") else person.title
    return replace(person, start=start, title=title)


# "the foreign ministers of Peru - X, the Czech Republic - Y and Chile Z": each with his country.
_PLURAL_OFFICE = Pattern(
    r"\b(?:ministers|presidents|premiers|leaders|heads|ambassadors|envoys|speakers|secretaries|"
    r"chiefs|counterparts|colleagues|peers|homologues|chairm[ae]n|representatives|commissioners)\b",
    re.I,
)
_PLURAL_HEAD = re.compile(rf"(?:[\w-]+\s){{0,2}}(?:{_PLURAL_OFFICE.pattern})\s(?:of|from)\b", re.I)
_COUNTRY = r"(?:the\s)?(?:(?-i:[A-Z])[\w'-]+\s(?:(?:of|and)\s(?:the\s)?)?){1,4}"
_OFFICES_OF = (
    r"(?:the\s)?(?:(?:foreign|prime|deputy|vice|defen[cs]e|interior|trade|finance)\s)*"
    rf"(?:{_PLURAL_OFFICE.pattern})\s(?:of\s(?:\w+\s){{1,4}}?)?(?:of|from)\s"
)
_BY_COUNTRY = Pattern(
    rf"(?:(?<=, )|(?<=\band )|(?P<office>{_OFFICES_OF}))"
    rf"(?:of\s)?{_COUNTRY}(?P<dash>[-–]\s)?(?P<who>{P})",
    re.I,
)


_MANY = rf"{P}(?:, {P})*,? and {P}"
# "his Polish and Czech counterparts, X and Y, respectively"; "the ministers of A and B, X and Y"
_NAMED_RUN = Pattern(
    rf"\b(?:(?:his|her|their)\s(?:[\w,'-]+\s){{0,12}}?(?:counterparts|colleagues|peers|homologues)"
    rf"(?:\s(?:of|from|in)\s[^.;{NO_PERSON}]{{3,80}}?)?|{_OFFICES_OF}(?!(?:state|government|parliament|mission)\b)[^.;{NO_PERSON}]{{3,120}}?)"
    rf",\s(?P<who>{_MANY})(?:,?\srespectively)?(?:,(?=\s[a-z]))?",
    re.I,
)
# "the Presidents of Peru, X; and Canada, Y"
_STATE = r"(?:the\s)?(?-i:[A-Z])[\w'-]+(?:\s(?:of\s|and\s|the\s)*(?-i:[A-Z])[\w'-]+){0,4}"
_COUNTRY_RUN = Pattern(
    rf"{_OFFICES_OF}{_STATE},\s{P}(?:[;,]?\s(?:and\s)?(?:of\s)?{_STATE},\s{P})+",
    re.I,
)


def _each(result: Slotted, who: str) -> str:
    """The run of names, each marked as a counterpart: one encounter with each."""
    for char in who:
        if char in result.slots:
            result.slots[char] = replace(result.slots[char], words="his counterpart")
    return who


def _joined(result: Slotted, match: re.Match[str]) -> str:
    people = [char for char in match[0] if char in result.slots]
    return _each(result, ", ".join(people[:-1]) + " and " + people[-1])


_COUNTRY_NAME = re.compile(rf"[a-z] (?:[-–] )?{P}")


def _listed_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    person = result.slots[match["who"]]
    start, _ = result.source(match.start(), match.end())
    if not match["office"] and not match["dash"] and "of " not in match[0]:
        return None  # "and Foreign Minister X": his own title
    return replace(person, start=start)


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


# "called on Vice-President and Minister of Trade, X", "met the Crown Prince, Minister of Y, X"
_TITLE_WORD = rf"(?:(?-i:[A-Z])[\w'.-]*|of|and|for|the|&|in|on|to|{O}|{L})"
_TITLED = Pattern(
    rf"\b(?:on|with|by|to|met|meets?|receive[sd]?|welcome[sd]?|hosted)\s(?:{D}\s|{L}\s)?"
    rf"(?P<it>(?:{R},?\s|the\s)?{_TITLE_WORD}(?:,?\s{_TITLE_WORD}){{0,14}},\s"
    rf"(?:(?-i:[A-Z])[\w.'-]{{0,12}}\s){{0,3}}(?P<who>{P}))"
    r"(?!\s(?:said|says|told|added|noted|announced|stated|confirmed|wrote)\b)",
    re.I,
)


def _titled_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    person = result.slots[match["who"]]
    start, _ = result.source(match.start("it"), match.end("it"))
    office = result.sentence.text[start : person.start].strip(" ,")
    if not _OFFICE_WORD.search(office):
        return None
    title = re.sub(r"^the ", "", office)
    return replace(person, start=start, title=max(title, person.title or "", key=len))


_OFFICE_WORD = re.compile(
    rf"\b(?:{OFFICE}|{MORE_OFFICES}|chief|commander|excellency|majesty|highness)\b", re.I
)


# "his Peruvian counterpart, X", "the Prime Minister, X"
_APPOSED = Pattern(rf"({R})(?:,? |, (?:(?-i:[A-Z])[\w.'-]{{0,12}} ){{1,3}})({P})(?:,(?= [a-z]))?")


# "Tanjug's X", "the agency's correspondent X"
_OWNED = Pattern(rf"{O}(?:'s|') ({P})")
