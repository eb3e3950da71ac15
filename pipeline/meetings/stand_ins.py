"""What stands for a participant: references, apposed offices, delegations and their leaders."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.countries import country_of, find_countries
from pipeline.meetings.slots import (
    ANY_SLOT,
    DELEGATION,
    PERSON,
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

# Persons named by their role. Language knowledge: what may stand for a participant.
_ADJECTIVE = (
    "deputy|vice|(?:first|second|third)(?= (?:deputy|vice))|assistant|acting|state|permanent|"
    "foreign|prime|interior|home|defen[cs]e|finance|trade|economy|energy|health|justice|education|"
    "culture|transport|special|general|chief|parliamentary|military|cabinet"
)
_OFFICE = (
    "presidents?|prime ministers?|premiers?|ministers?|vice[ -]presidents?|chancellors?|"
    "taoiseach|tánaiste|king|queen|emir|amir|sultan|crown prince(?:ss)?|prince(?:ss)?|"
    "(?:secretar(?:y|ies)|director|consul|governor)[ -]general|general secretar(?:y|ies)|"
    "secretary of state|under-?secretar(?:y|ies)|secretar(?:y|ies)(?!-)|"
    "ambassadors?|high commissioners?|commissioners?|envoys?|consuls?|nuncio|chargé d'affaires|"
    "governors?|mayors?|speakers?|chair(?:wo)?m[ae]n|chairpersons?|"
    "heads? of state|heads? of government|(?-i:PM|FM|VP|EAM)"
)
_ROLE = (
    f"{_OFFICE}|leaders?|diplomats?|guests?|visitors?|emissar(?:y|ies)|delegations?|counterparts?|"
    "colleagues?|host|hosts|side|officials?|chief|dignitar(?:y|ies)|legislators|lawmakers?|"
    "parliamentarians?|politicians?|friends|comrades"
)
_ADJECTIVE_SPACED = _ADJECTIVE.replace(" ", r"\ ")
_ROLE_SPACED = _ROLE.replace(" ", r"\ ")  # for verbose patterns
# Two or more of them: "the two deputy ministers", "both sides", "the interlocutors".
_GROUP_OF = (
    "leaders|sides|parties|presidents|ministers|premiers|chancellors|heads of state|"
    "heads of government|chiefs|officials|delegations|secretaries|men|women|diplomats|ambassadors|"
    "speakers|interlocutors|counterparts|politicians|chairmen|commanders|generals|governors|mayors|"
    "envoys|monarchs|kings|dignitaries|parliamentarians|lawmakers|negotiators|statesmen|"
    "colleagues|partners"
).replace(" ", r"\ ")
# What an office is of: "the Minister of Foreign Affairs", "the Speaker of the Senate".
_OF_WHAT = (
    rf"\s(?:of|(?<=er\s)for|(?<=ry\s)for)\s(?:the\s)?(?:{O}|(?>(?-i:[A-Z])[\w-]+"
    r"(?:(?:,?\s(?:and|of|the|for)){0,3}\s(?-i:[A-Z])[\w-]+){0,5})(?![\w-]))"
)
_REFERENCE = Pattern(
    rf"""\b(?:
      (?P<pronoun>(?:(?-i:[Hh]e)|she|they|we|him|them|I)\b(?!['’])|it(?=\s(?:was\s(?:received|welcomed)|met|held\stalks)\b))
    | (?P<me>me|us)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during|again|for)\b|{D}|{L}))
    | (?P<objective>her)(?=\s*(?:[,.;:]|$|(?:in|on|at|and|here|during|again)\b|{D}|{L}))
    | (?P<both>(?:the|these|both)\s+(?:two\s+)?(?:of\s+them\b
        |(?:(?:{_ADJECTIVE_SPACED})\s){{0,3}}(?:{_GROUP_OF})\b|(?:party\ )chiefs\b)
      | the\ (?:two|three|four|five|pair|duo|trio)\b
        (?!\s(?:(?-i:[A-Z])|(?:(?:\w+est|main|major|other|new|former|rival|\w+ly)\s(?:\w+\s)?)?
            [a-z]+(?:s|ies|men|women)\b)))
    | the\s(?:former|latter)(?=\s*(?:[.,;:]|$|{D}|{L}|(?:on|in|at|also|then|has|had|is|was|will|
        met|meets|held|received|receives|paid|called|hosted|told|visited|travelled|flew)\b))
    | (?-i:HRH|HM|HH|HE|H\.E\.|H\.R\.H\.)\sthe\s(?:{_ROLE_SPACED}|monarch)\b(?!\s?(?:of\b|{P}))
    | (?:his|her|their)\s(?:majesty|(?:(?:royal|serene|imperial)\s)?highness)
        (?:\sthe\s(?:{_ROLE_SPACED}|monarch))?\b
        (?!['’]|\s?(?:of\b|(?:the\s)?{P})|\sthe\s(?:{_ROLE_SPACED}|monarch)\s(?:of\b|{P}))
    | (?P<role>(?:the|his|her|its|their|my)\s
        (?P<modifier>(?:(?:visiting|new|outgoing|incoming|departing|newly\s[\w-]+|then|top|senior|same
            |{_ADJECTIVE_SPACED}|(?-i:[A-Z][\w'.-]*)|{O}|{L})\s){{0,5}})
        (?P<noun>{_ROLE_SPACED})\b(?P<whole>(?:{_OF_WHAT}){{0,2}})(?!['’]s?\b)
        (?!\s+(?:of\b|from\b|for\s(?:the\s)?(?-i:[A-Z])|{P})))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_PERSON = f"{chr(PERSON)}-{chr(PERSON + 0xFF)}"  # inside a negated class
_GROUP = r"(?:delegations?|group|mission|team)"
_SEVERAL = (
    r"(?:the|an?|some|several|many|other|various|number\sof|dozens?(?:\sof)?|more\sthan|key|world|"
    r"foreign|senior|top|high-ranking|high-level|leading|local|government|political|party|business|"
    r"opposition|state|parliamentary)"
)
_DELEGATION = Pattern(
    rf"""(?P<led>\b(?:an?|the|another|his|her|its|their)\s
        (?:(?!(?:with|by|for|to|and|of|met|from|an?|the|between|took)\s)[\w'-]+\s|{O}\s|{L}\s|{D}\s){{0,8}}?{_GROUP}\b
        (?:\s(?:of|from|to|at|in|for|comprising)\s[^;{_NO_PERSON}]{{1,160}}?)?,?\s(?:which\s(?:is|was)\s)?
        (?:(?:led|headed|represented|chaired)\sby|under)\s(?:[^,;.{_NO_PERSON}]{{0,80}}\s)?
        (?P<head>{P}(?:\sand\s{P})?),?)
    | (?:led|headed)\sby\s(?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<opening>{P}),\s
        (?:{R}|(?:the|an?|his|her|this)\s(?:[\w'-]+\s){{0,4}}?{_GROUP}\b)
    | (?:\bthe\s)?{O}(?:\s(?:with|of|for|in|from)\s[^,;.{_NO_PERSON}]{{1,60}})?,?
        \s(?:led|headed|represented)\sby\s
        (?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<bodyled>{P}(?:\sand\s{P})?),?
    | \b(?:(?:the|some|several|other|senior|top|high-ranking|local|government|party|state
            |(?-i:[A-Z])[\w-]+|\w+(?:ian|ish|ese)|{O})\s){{0,5}}(?:officials|ministers|leaders|executives|investors|lawmakers|experts
        |parliamentarians|businessmen|representatives|envoys|diplomats|delegates|members)
        \s(?:led|headed)\sby\s(?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<theirs>{P})
    | {R}\s?(?:[\w'-]+\s){{0,3}}(?:\s?(?:of|from|to|at|in|for)\s[^;.{_NO_PERSON}]{{1,120}}?)?
        ,?\s?(?:which\s(?:is|was)\s)?(?:led|headed)\sby\s
        (?:[^,;.{_NO_PERSON}]{{0,80}}\s)?(?P<refled>{P}(?:\sand\s{P})?)
    | (?P<possessor>{P})(?:-led|'s)\s(?:[\w'-]+\s){{0,4}}{_GROUP}\b
    | (?P<with>[{_NO_PERSON}{chr(REFERENCE)}-{chr(REFERENCE + 0xFF)}])
        ,?\s(?:and|with)\s(?:his|her|their|the)\s(?:accompanying\s|visiting\s|high-level\s|\w+\s)?
        (?:delegation|entourage|team|party|spouse|wife|husband|colleagues)\b
    | (?:(?:led|headed)\sby\s)?(?P<leading>{P}),?\s
        (?:(?:who\s(?:is\s|was\s|has\s)?)?(?:leading|heading|headed|led|leads|heads)
        |(?:as\s)?(?:the\s)?(?:head|leader)\sof|at\sthe\shead\sof)\s
        (?:an?|the|its|his|her|(?-i:[A-Z])[\w-]+['’]s?|{L}['’]s?)\s
        (?:[\w'-]+\s|{O}\s|{L}\s){{0,6}}?{_GROUP}\b(?:\s(?:of|from)\s(?:the\s)?{O})?,?
    | \b(?:{_SEVERAL}\s){{0,5}}(?:members|representatives|leaders|officials|authorities|
            envoys|ambassadors|ministers|diplomats|lawmakers|legislators|executives)\b
        (?:\s[^;.{_NO_PERSON}]{{1,140}}?)?,?\s
        (?:including|chaired\sby|presided\sover\sby|(?:led|headed)\sby|among\sthem|such\sas)\s(?:the\s)?
        (?P<including>{P}(?:(?:,\s(?:the\s)?{P})*,?\sand\s(?:the\s)?{P})?)
    | (?:\b(?:an?|the|its|their|several|some)\s
            (?:(?!(?:with|by|for|to|and|of|met|from)\s)[\w'-]+\s){{0,4}}?|\b)
        (?:delegations?|delegates|representatives|members)\s
        (?:of|from)\s(?:[\w'-]+\s){{0,3}}?(?P<body>{O})
    | \b(?:an?|the)\s(?:visiting\s)?(?P<adjunct>{O})\s(?:delegation|mission)\b""",
    re.VERBOSE | re.IGNORECASE,
)


_COMMA_NAME = re.compile(rf", (?:M(?:r|s|rs)\. )?{P}")


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
            result.rewrite(pattern, make, group)

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
    put(_REFERENCE, lambda match: _reference_slot(result, match, reference))
    if result.sentence.passage.kind == "paragraph":
        put(_BARE_OFFICE, lambda match: _bare_slot(result, match), "office")
    put(_ENUMERATED, lambda match: match["who"])
    put(_OWNED, lambda match: _owned_slot(result, match))
    put(_BOTH_LED, lambda match: match[1])
    put(_BOTH_NAMED, lambda match: match[1])
    put(_APPOSED, lambda match: _apposed_slot(result, match))
    put(_TITLED, lambda match: _titled_slot(result, match), "it")
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


_OFFICE_NOUN = re.compile(_OFFICE, re.I)
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


# "his Peruvian counterpart, X", "the Prime Minister, X"
_APPOSED = Pattern(rf"({R})(?:,? |, (?:(?-i:[A-Z])[\w.'-]{{0,12}} ){{1,3}})({P})(?:,(?= [a-z]))?")


# "Deputy Prime Minister also received …", at the start of a sentence
_BARE_OFFICE = Pattern(
    rf"^(?:[\"'\s]*(?:(?:{D}|{L}|(?:later|earlier|meanwhile|then|separately|also|in addition|"
    rf"on the same day),?)[ ,]+)*)(?P<office>(?:(?:{_ADJECTIVE})\s){{0,3}}(?:{_OFFICE}))"
    r"(?=\s(?:also|then|later|further|has|had|will|was|is|met|held|paid|told|said|[a-z]+ed)\b)",
    re.I,
)


def _bare_slot(result: Slotted, match: re.Match[str]) -> Slot | None:
    start, end = result.source(*match.span("office"))
    office = result.sentence.text[start:end]
    if not office[:1].isupper() or office.endswith("s"):
        return None
    return Slot(REFERENCE, start, end, words="the " + office.lower())


# "met other top officials, including X and Y": those who are named
_ENUMERATED = Pattern(
    rf"\b(?:(?:the|other|several|some|many|various|top|senior|high-ranking|key|leading|local|"
    rf"number\sof|(?-i:[A-Z])[\w-]+|[\w-]+ian|{L}|{O})\s){{1,5}}(?:government\s|state\s|party\s|"
    r"foreign\s)?(?:officials|leaders|ministers|authorities|dignitaries|politicians|figures|"
    r"personalities|counterparts|colleagues|representatives|lawmakers|statesmen),?\s(?:including|"
    rf"among\s(?:them|whom)|such\sas|namely)\s(?P<who>(?:the\s)?{P}(?:(?:,|,?\sand|;)\s(?:the\s)?{P})*)",
    re.I,
)


# "Tanjug's X", "the agency's correspondent X"
_OWNED = Pattern(rf"{O}(?:'s|') ({P})")
# "the two sides, led by X and Y, held talks"; "delegations of O and O under X and Y met"
_BOTH_LED = Pattern(
    rf"(?:{R}|\b(?:the\s)?delegations\s(?:of|from)\s[^;.{_NO_PERSON}]{{3,160}}?),?"
    rf"\s(?:(?:led|headed)\s(?:respectively\s)?by|under)\s(?:[^,;.{_NO_PERSON}]{{0,60}}\s)?"
    rf"({P},?\sand\s(?:[^,;.{_NO_PERSON}]{{0,60}}\s)?{P})(?:,?\srespectively)?,?",
    re.I,
)
# "the two ministers, X and Y, held talks"
_BOTH_NAMED = Pattern(rf"{R}, ({P}(?:, {P})*,? and {P}),?(?= )")


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


_MORE_OFFICES = (
    "director|head|coordinator|administrator|representative|chair|rector|undersecretary|"
    "under-secretary|marshal|attorney general|chargé d'affaires|nuncio|co-chair"
)
# "the President of Myanmar, X": an office before the comma belongs to the name behind it.
_OFFICE_BEFORE = Pattern(
    r"\b(?:[Tt]he|visiting|outgoing|incoming|(?-i:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s)\s"
    rf"(?:(?!and\b)[\w'-]+\s){{0,3}}?(?i:{_ROLE}|{_MORE_OFFICES})\s(?:of|for|to)\s"
    rf"(?:the\s)?[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{1,80}}?"
    # "Minister of Trade, Industry and Tourism of X": a list goes on in capitals
    rf"(?:,\s(?-i:[A-Z])[^,;.{chr(PERSON)}-{chr(PERSON + 0xFF)}]{{2,80}}?){{0,3}}"
    rf",\s(?:(?-i:[A-Z])[\w.'-]{{0,12}}\s){{0,3}}({P})"
)


# "Peru's Foreign Minister, Mr. X"
_OWN_OFFICE_BEFORE = Pattern(
    r"\b(?-i:[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})['’]s?\s(?:(?!and\b)[\w'-]+\s){0,3}?"
    rf"(?i:{_ROLE}|{_MORE_OFFICES}),\s(?:M(?:r|s|rs)\.\s)?({P})"
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
    rf"(?:\s(?:of|from|in)\s[^.;{_NO_PERSON}]{{3,80}}?)?|{_OFFICES_OF}(?!(?:state|government|parliament|mission)\b)[^.;{_NO_PERSON}]{{3,120}}?)"
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


_OFFICE_WORD = re.compile(rf"\b(?:{_OFFICE}|{_MORE_OFFICES})\b", re.I)


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
