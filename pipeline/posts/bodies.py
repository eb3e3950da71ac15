"""Bodies that sign their texts, by the shape of their names: ministries, parliaments, desks.

A desk (press office, information department) publishes for its house; a body without a country
("Ministry of Foreign Affairs") is named in full only with one from beside it.
"""

from __future__ import annotations

import re

from pipeline.countries import country_of
from pipeline.posts.publishers import Publisher, Publishers, form_key
from pipeline.posts.signs import Signs
from pipeline.text import slug

_BODY = re.compile(
    r"""(?:(?:the|republic|kingdom|government|state|republic\s+of\s+\w+|official)\s+){0,3}
    (?:[A-Z][\w'’-]+\s+){0,2}
    (?:offices?|ministry|department|embassy|high\s+commission|parliament|government|presidency
      |permanent\s+mission|secretariat|directorate|press\s+(?:service|office|division|department|centre|center|and)
      |communications?\s+(?:bureau|office|unit|department)|state\s+house|national\s+assembly|senate|prime\s+minister's\s+office
      |president's\s+office|foreign\s+ministry|white\s+house|cabinet|public\s+relations|information\s+(?:service|office|department))\b
    (?:\s+(?:of|for|to)\s(?:(?:of|the|and|for|to|in|de|la|&)\s|(?-i:[A-Z])[\w'’.-]*[,\s]*){1,12})?""",
    re.VERBOSE | re.IGNORECASE,
)
_BODY_SIGNS = Signs((
    "office", "ministry", "department", "embassy", "commission", "parliament", "government",
    "presidency", "mission", "secretariat", "directorate", "press", "communication", "state house",
    "assembly", "senate", "white house", "cabinet", "public relations", "information", "news",
    "media", "spokes", "newsroom",
))  # fmt: skip
_ACTS = re.compile(
    r"\b(?:meets?|met|holds?|held|visits?|receives?|attends?|calls?|hosts?|says?|concludes?|signs?"
    r"|welcomes?|discuss(?:es)?|statement|readout|talks|remarks|on|with|announces?|condemns?"
    r"|congratulates?|is|are|was|were|opens?|closes?|launches|celebrates?|marks|issues|backs|urges"
    r"|joins|rejects|hails|thanks|sends|seeks|plans|denies|approves|ratifies|elects|appoints|names"
    r"|begins|ends|starts|returns|leaves|arrives|departs|pays|vows|pledges|expresses|confirms"
    r"|stresses|reiterates|commends|supports|donates|hands|gets|takes|makes|gives|spokespersons?)\b",
    re.IGNORECASE,
)


def may_name_body(line: str) -> bool:
    """A word of bodies or desks stands in it: a look before patterns that cost more."""
    return _BODY_SIGNS(line.lower())


def is_body(name: str) -> bool:
    """Shape of a state body's name: "Office of the President of Ghana"."""
    return _BODY.fullmatch(name) is not None and not _ACTS.search(name)


def acts(line: str) -> bool:
    """A word of deeds or texts stands in it: a headline, no name."""
    return _ACTS.search(line) is not None


_SUBJECT = (
    r"(?:press|media|news|information|(?:strategic\s+)?communications?"
    r"|public\s+(?:relations|affairs|information|diplomacy|communications?)|spokes(?:person|man|woman)(?:'s)?)"
)
_SUBJECTS = rf"{_SUBJECT}(?:\s*(?:,|&|and|/)\s*{_SUBJECT}){{0,2}}"
_UNIT = (
    r"(?:offices?|services?|team|departments?|division|unit|bureau|centre|center|section|desk"
    r"|secretariat|directorate|wing|branch|secretary|officer)"
)
_DESK = (
    rf"(?:{_SUBJECTS}\s+{_UNIT}|{_UNIT}\s+(?:of|for)\s+(?:the\s+)?{_SUBJECTS}|newsroom|press\s?room"
    r"|(?:official\s+)?spokes(?:person|man|woman))"
)
_BARE_DESK = re.compile(rf"(?:the\s+)?{_DESK}", re.IGNORECASE)
_DESK_BEHIND = re.compile(
    rf"(?P<house>\S.*?)(?:'s?)?(?:\s*[,|/]\s*|\s+(?:[–—-]\s+)?){_DESK}", re.IGNORECASE
)
_DESK_BEFORE = re.compile(
    rf"(?:the\s+)?{_DESK}(?:\s+(?:of|for)\s+(?:the\s+)?|\s*[,|/]\s*|\s+[–—-]\s+)(?P<house>\S.*)",
    re.IGNORECASE,
)
# "AKEL C.C.", "the Central Committee of the KKE": organs of the party that publishes.
_ORGAN = r"(?:C\.?\s?C\.?|(?:the\s+)?Central\s+Committee|Political\s+Bureau|Politburo)"
_ORGAN_BEHIND = re.compile(rf"(?P<house>\S.*?)(?:'s?)?,?\s+{_ORGAN}")
_ORGAN_BEFORE = re.compile(rf"{_ORGAN}\s+of\s+(?:the\s+)?(?P<house>\S.*)")


def is_desk(name: str) -> bool:
    """A press office or the like that names no house."""
    return _BARE_DESK.fullmatch(name) is not None


def house_of_desk(name: str) -> str | None:
    """The house for which a desk speaks: "EEAS Press Team" → "EEAS"; None if this is no desk."""
    found = _DESK_BEFORE.fullmatch(name) or _DESK_BEHIND.fullmatch(name)
    if found is None or is_desk(name):
        return None
    house = found["house"].strip(" ,|–—-")
    organ = _ORGAN_BEHIND.fullmatch(house) or _ORGAN_BEFORE.fullmatch(house)
    return organ["house"] if organ is not None else house


_MINISTRY = re.compile(
    r"""^(?:(?P<adjective>.+?)(?:'s?)?\s+)?
        (?:(?:Federal\s+)?(?:Ministry|Department|Secretariat|Office)\s+(?:of|for)\s+
            (?:Foreign\s+Affairs|Foreign\s+Relations|External\s+(?:Affairs|Relations))
          |Foreign\s+(?:Affairs\s+)?(?:Ministry|Office)|External\s+Affairs\s+Ministry|MFA|MOFA)
        (?:(?:\s+of|,)\s*(?:the\s+)?(?P<country>.+))?$""",
    re.VERBOSE | re.IGNORECASE,
)


def may_be_ministry(name: str) -> bool:
    """A word of foreign ministries stands in it."""
    return (
        "oreign" in name
        or "xternal" in name
        or "FOREIGN" in name
        or "EXTERNAL" in name
        or "MFA" in name
        or "MOFA" in name
    )


def ministry(name: str, known: Publishers) -> Publisher | None:
    """The foreign ministry of the country that its name gives."""
    if not may_be_ministry(name):
        return None
    match = _MINISTRY.match(name)
    if match is None:
        return None
    if match["country"] and match["adjective"]:
        return None  # a sentence about a ministry, not its name
    of = match["country"] or match["adjective"]
    if of is None or len(of.split()) > 5:
        return None
    iso3 = country_of(of.removeprefix("the ").removesuffix("'s"), known.reference)
    return in_country("Ministry of Foreign Affairs", iso3, known) if iso3 is not None else None


def in_country(body: str, iso3: str, known: Publishers) -> Publisher | None:
    """The country's own body of that name: "State House", KEN → State House Kenya."""
    country = next(
        (row["name"] for row in known.reference.rows("countries") if row["iso3"] == iso3), None
    )
    if country is None:
        return None
    body = re.sub(r"^the\s+", "", body, flags=re.IGNORECASE)
    for joined in (f"{body} of {country}", f"{body} of the {country}", f"{body} {country}"):
        official = known.by_form.get(form_key(joined)) or known.organisations.get(form_key(joined))
        if official is not None:
            return official
    if body != "Ministry of Foreign Affairs" and _MINISTRY.match(body):
        return in_country("Ministry of Foreign Affairs", iso3, known)
    full = f"{body} of {country}"
    return Publisher(slug(full), full)


# Words that bodies of every state share: a name of them alone names nobody.
_GENERIC = frozenset(
    """
    the of and for to in a an official state national federal republic kingdom royal government
    governmental office offices ministry department embassy high commission parliament presidency
    presidential president president's presidents prime minister minister's ministers permanent
    mission secretariat directorate general press media news information communication
    communications public relations affairs foreign external international trade cooperation
    defence defense finance interior economy culture education health justice security regional
    integration diaspora expatriates development assembly senate cabinet house service division
    centre center bureau unit team section desk spokesperson spokesman spokeswoman statement
    consulate
    """.split()
)
_WORD = re.compile(r"[^\W_]+(?:'s)?")


def is_bare(name: str) -> bool:
    """A body of which every country has one, without its country: "The Presidency"."""
    words = [word.lower() for word in _WORD.findall(name.replace("’", "'"))]
    return bool(words) and all(word in _GENERIC for word in words)


def names_ministry(name: str) -> bool:
    """A ministry or department with its subject: "Ministry of Foreign Affairs"."""
    return _SUBJECT_OF.match(name) is not None


_SUBJECT_OF = re.compile(
    r"(?:(?:the|federal|royal|state)\s+)*(?:ministry|department)\s+(?:of|for)\s+\w|foreign\s+ministry",
    re.IGNORECASE,
)


def tidy_name(name: str) -> str:
    """A name in capitals as it is usually written."""
    if not name.isupper() or len(name) < 6:
        return name
    small = ("of", "the", "and", "for", "in", "on", "to", "de", "la")
    words = name.lower().split()
    return " ".join(w if n and w in small else w[:1].upper() + w[1:] for n, w in enumerate(words))
