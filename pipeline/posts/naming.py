"""What a publisher's name as stated means: a known publisher, a ministry, a body, or itself."""

from __future__ import annotations

import re

from pipeline.countries import country_of
from pipeline.places import lookup_place
from pipeline.posts.bodies import (
    house_of_desk,
    is_bare,
    is_desk,
    may_be_ministry,
    ministry,
    names_ministry,
)
from pipeline.posts.publishers import LETTERS, Publisher, Publishers, by_domain, form_key
from pipeline.text import fold, slug

_SITE = re.compile(
    r"""^(?:(?:the|an?|its|their|our)\s+)?
    (?:(?:official|own|main|English(?:-language)?|website|web\s?site|web\s?page|web|site|page|portal
       |newspaper|daily|weekly|monthly|magazine|journal|news(?:\s+agency)?|agency|broadcaster|blog
       |outlet|channel|media|platform|press\s+office|press\s+service|pages|edition|version
       |state|party|official|progressive|left-wing|socialist|independent|leading|local|national
       |online|state-run|state-owned|government)s?\s+)*(?:of\s+)?(?:the\s+)?""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"(?:'s?)?\s+(?:(?:official|own|English(?:-language)?|online)\s+)*"
    r"(?:web\s?sites?|sites?|web\s?pages?|home\s?page|newspaper|magazine|blog|portal|platform"
    r"|Telegram channel|channel|youtube channel|facebook page)$",
    re.IGNORECASE,
)
_SITE_TAIL = re.compile(
    r"(?:'s?)?\s+(?:(?:official|own|English(?:-language)?|online)\s+)*"
    r"(?:web\s?sites?|sites?|web\s?pages?|home\s?page|portal|platform|channel)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*")


def identify(name: str, known: Publishers) -> Publisher | None:
    """Publisher of a name as stated; None for a phrase that names nobody."""
    name = _BRACKET.sub(" ", name).strip(" .,;:()[]\"'—–-")
    if not name:
        return None
    direct = known.by_form.get(form_key(name)) or by_domain(name, known)
    if direct is not None:
        return direct
    for bare in (_TAIL.sub("", name), _SITE.sub("", name), _SITE.sub("", _TAIL.sub("", name))):
        found = known.by_form.get(form_key(bare)) or ministry(bare, known) or by_domain(bare, known)
        if found is not None:
            return found
    # "the Vietnamese newspaper X": what a country's adjective and a kind of paper stand before.
    words = name.split()
    for skip in range(1, min(4, len(words))):
        rest = " ".join(words[skip:])
        dropped = words[skip - 1].removesuffix("'s")
        if not (dropped.islower() or country_of(dropped, known.reference)):
            break  # "Solomon Star" is no "Star"
        if known.by_form.get(form_key(rest)):
            return known.by_form[form_key(rest)]
    for part in name.split("/") if "/" in name else ():
        if part.strip() and form_key(part) in known.by_form:
            return known.by_form[form_key(part)]  # "UrduPoint / Pakistan Point News"
    house = house_of_desk(name)
    if house is not None:
        return None if is_desk(house) else _house(house, known)
    officer = _OFFICER.match(name)
    if officer is not None:  # "Spokesperson N": an officer is no publisher, the house is
        return _known_house(name[officer.end() :].split(",")[0], known)
    return known.organisations.get(form_key(name)) or _as_stated(_SITE_TAIL.sub("", name), known)


_OFFICER = re.compile(
    r"(?:(?:the|principal|deputy|official|chief|press)\s+)*(?:spokes(?:person|man|woman)|press\s+secretary)\b"
    r"(?:\s+(?:for|of|to)(?:\s+the)?\b)?",
    re.IGNORECASE,
)


def _known_house(name: str, known: Publishers) -> Publisher | None:
    """The known house whose name this is, or begins with: "UN Secretary-General N"."""
    official = ministry(name.strip(), known)
    words = name.split()
    for size in range(len(words), 0, -1):
        form = form_key(" ".join(words[:size]))
        found = known.by_form.get(form) or known.organisations.get(form)
        if found is not None:
            return found if size == len(words) or official is None else official
    return official


def _house(name: str, known: Publishers) -> Publisher | None:
    """Who stands behind a desk: a house by its name, but no country or adjective alone."""
    found = _known_house(name, known)
    if found is not None or country_of(name, known.reference):
        return found
    return _as_stated(name, known)


def identify_tag(tag: str, place: str | None, known: Publishers) -> Publisher | None:
    """Publisher of a dateline's tag; where several agencies share one, the place decides."""
    owners = known.shared.get(form_key(tag))
    if owners is None:
        return identify(tag, known)
    found = lookup_place(place, known.reference) if place else None
    country = found.country if found is not None else None
    return owners.get(country or "") or Publisher(slug(tag), tag)


def _as_stated(name: str, known: Publishers) -> Publisher | None:
    """An unknown publisher: the capitalised name without "the Australian website"."""
    words = _SITE.sub("", name).split()
    while words and (
        not (words[0][:1].isupper() or words[0][:1].isdigit() or "." in words[0][1:-1])
        or (
            len(words) > 1
            and country_of(words[0].removesuffix("'s"), known.reference)
            and words[1][:1].islower()
        )
    ):
        words.pop(0)
    while words and not (words[-1][:1].isupper() or words[-1][:1].isdigit() or "." in words[-1]):
        words.pop()
    stated = _SITE.sub("", " ".join(words)).strip(" .,;:")
    if len(stated) < 2 or len(stated.split()) > 12 or not slug(stated):
        return None
    if (
        (is_bare(stated) and not names_ministry(stated))
        or not _names_something(stated)
        or country_of(stated, known.reference)
    ):
        return None
    return Publisher(slug(stated), stated)


_NO_NAMES = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|[ap]\.?m|utc|gmt|bst|[ecmp][sd]?t|ist|hrs|local|time"
    r"|today|yesterday|date|on|at|the|and|of|by|in|to|st|nd|rd|th|admin(?:istrator)?|editors?|editorial"
    r"|staff|team|web|desk|author|news|updates?|updated|published|views?|home|page|read|more|share|photo"
    r"|[a-z]",
    re.IGNORECASE,
)


def _names_something(stated: str) -> bool:
    """Some word of it names: no date, clock or button."""
    return any(not _NO_NAMES.fullmatch(word) for word in _LETTER_RUNS.findall(stated))


_LETTER_RUNS = re.compile(r"[^\W\d_]+")


_PAPER_WORDS = frozenset(
    """
    news agency times post herald daily press tribune gazette journal review star standard radio
    tv television broadcasting website blog bulletin newspaper magazine mail express today
    observer mirror telegraph chronicle courier monitor dispatch online media network newsroom
    wire channel weekly newswire
    """.split()
)
_SMALL_WORDS = frozenset("the of and for de la del al y et &".split())
_PAPER_LENGTH = 6


def is_paper(name: str) -> bool:
    """Shape of a paper's, agency's or broadcaster's name: "Baltic Courier", "Radio Nile"."""
    words = name.split()
    if not 2 <= len(words) <= _PAPER_LENGTH or not any(w.lower() in _PAPER_WORDS for w in words):
        return False
    return all(w[:1].isupper() or w in _SMALL_WORDS for w in words) and _names_something(name)


def is_known(name: str, known: Publishers) -> bool:
    """Whether a name is a known publisher's, a known site's or a foreign ministry's."""
    if not may_be_known(name, known) or _SECTION.fullmatch(name):
        return False
    return (
        known.by_form.get(form_key(name)) is not None
        or by_domain(name, known) is not None
        or ministry(name, known) is not None
    )


# "Foreign policy": a section of a site, not the magazine that writes both words in capitals.
_SECTION = re.compile(r"[A-Z][a-z]+(?: [a-z]{4,}){1,2}")
_INNER_POINT = re.compile(r"\.\w")
_ARTICLES = frozenset("the a an its their his her our".split())


def may_be_known(name: str, known: Publishers) -> bool:
    """Some publisher's name begins with the same word: a look before the name is folded."""
    if _INNER_POINT.search(name) or may_be_ministry(name):
        return True
    words = iter(LETTERS.finditer(name if name.isascii() else fold(name)))
    first = next(words, None)
    if first is not None and first[0].lower() in _ARTICLES:
        first = next(words, first)
    return first is not None and first[0].lower() in known.reach
