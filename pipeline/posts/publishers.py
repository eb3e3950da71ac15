"""Publishers that a text names: known ones from `publishers.csv`, others as stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.countries import country_of
from pipeline.places import lookup_place
from pipeline.posts.metas import Meta
from pipeline.posts.organisations import ORGANISATION, organisation_line
from pipeline.reference import Reference
from pipeline.text import fold, slug


@dataclass(frozen=True, slots=True)
class Publisher:
    """Canonical name and identifier (slug of the name)."""

    publisher_id: str
    name: str


@dataclass(frozen=True, eq=False)
class Publishers:
    """Index of the known publishers; keys are folded forms."""

    reference: Reference
    by_form: dict[str, Publisher]
    by_domain: dict[str, Publisher]
    shared: dict[str, dict[str, Publisher]]  # dateline tag of several agencies → country → agency
    tags: frozenset[str]  # dateline tags, lower case
    reach: dict[str, int]  # first word of a form → words of the longest one
    longest: int  # words of the longest form

    def is_place(self, name: str) -> bool:
        """Whether a name is a known city."""
        return lookup_place(name, self.reference) is not None

    def opens_dateline(self, name: str) -> bool:
        """A known city, or a country in capitals: "KUWAIT: …"."""
        return self.is_place(name) or (name.isupper() and self.is_country(name))

    def is_country(self, name: str) -> bool:
        """Whether a name is a country's."""
        return country_of(name, self.reference) is not None


@lru_cache(maxsize=4)
def publishers(reference: Reference) -> Publishers:
    """Index built from `publishers.csv` of this reference."""
    by_form: dict[str, Publisher] = {}
    by_domain: dict[str, Publisher] = {}
    tags: set[str] = set()
    by_tag: dict[str, dict[str, Publisher]] = {}
    for row in reference.rows("publishers"):
        publisher = Publisher(row["publisher_id"], row["name"])
        datelines = _split(row["datelines"])
        for form in (row["name"], *_split(row["aliases"]), *datelines):
            by_form.setdefault(_key(form), publisher)
        for domain in _split(row["domains"]):
            by_domain.setdefault(domain.lower(), publisher)
            tags.add(domain.lower())
        tags.update(tag.lower() for tag in datelines)
        for tag in datelines:
            by_tag.setdefault(_key(tag), {})[row["country"]] = publisher
        tags.add(row["name"].lower())
    longest = max((len(form.split()) for form in by_form), default=1)
    shared = {tag: owners for tag, owners in by_tag.items() if len(owners) > 1}
    reach: dict[str, int] = {}
    for form in by_form:
        words = form.split()
        if words:
            reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return Publishers(reference, by_form, by_domain, shared, frozenset(tags), reach, longest)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our) ")


_LETTERS = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")


def _key(form: str) -> str:
    return _ARTICLE.sub("", " ".join(_LETTERS.findall(_POSSESSIVE.sub("", fold(form)))))


_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?", re.IGNORECASE
)
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
_MINISTRY = re.compile(
    r"""^(?:(?P<adjective>.+?)(?:'s?)?\s+)?
        (?:(?:Federal\s+)?(?:Ministry|Department|Secretariat|Office)\s+(?:of|for)\s+
            (?:Foreign\s+Affairs|Foreign\s+Relations|External\s+(?:Affairs|Relations))
          |Foreign\s+(?:Affairs\s+)?(?:Ministry|Office)|External\s+Affairs\s+Ministry|MFA|MOFA)
        (?:(?:\s+of|,)\s*(?:the\s+)?(?P<country>.+))?$""",
    re.VERBOSE | re.IGNORECASE,
)


def _may_be_ministry(name: str) -> bool:
    return (
        "oreign" in name
        or "xternal" in name
        or "FOREIGN" in name
        or "EXTERNAL" in name
        or "MFA" in name
        or "MOFA" in name
    )


def identify(name: str, known: Publishers) -> Publisher | None:
    """Publisher of a name as stated; None for a phrase that names nobody."""
    name = _BRACKET.sub(" ", name).strip(" .,;:()[]\"'—–-")
    if not name:
        return None
    direct = known.by_form.get(_key(name)) or _by_domain(name, known)
    if direct is not None:
        return direct
    for bare in (_TAIL.sub("", name), _SITE.sub("", name), _SITE.sub("", _TAIL.sub("", name))):
        found = known.by_form.get(_key(bare)) or _ministry(bare, known) or _by_domain(bare, known)
        if found is not None:
            return found
    # "the Vietnamese newspaper X": what a country's adjective and a kind of paper stand before.
    words = name.split()
    for skip in range(1, min(4, len(words))):
        rest = " ".join(words[skip:])
        dropped = words[skip - 1].removesuffix("'s")
        if not (dropped.islower() or country_of(dropped, known.reference)):
            break  # "Solomon Star" is no "Star"
        if known.by_form.get(_key(rest)):
            return known.by_form[_key(rest)]
    officer = _OFFICER.match(name)
    if officer is not None:
        houses = known_in(name[officer.end() :], known)
        return houses[0] if houses else None
    return _as_stated(_SITE_TAIL.sub("", name), known)


_OFFICER = re.compile(
    r"(?:(?:the|principal|deputy|official|chief|press)\s+)*(?:spokes(?:person|man|woman)|press\s+secretary)\b"
    r"(?:\s+(?:for|of|to)(?:\s+the)?\b)?",
    re.IGNORECASE,
)


def identify_tag(tag: str, place: str | None, known: Publishers) -> Publisher | None:
    """Publisher of a dateline's tag; where several agencies share one, the place decides."""
    owners = known.shared.get(_key(tag))
    if owners is None:
        return identify(tag, known)
    found = lookup_place(place, known.reference) if place else None
    country = found.country if found is not None else None
    return owners.get(country or "") or Publisher(slug(tag), tag)


def _by_domain(name: str, known: Publishers) -> Publisher | None:
    match = _DOMAIN.fullmatch(name) if "." in name else None
    if match is None:
        return None
    domain = match[1].lower()
    while domain:
        if domain in known.by_domain:
            return known.by_domain[domain]
        domain = domain.partition(".")[2]
    return None


def _ministry(name: str, known: Publishers) -> Publisher | None:
    if not _may_be_ministry(name):
        return None
    match = _MINISTRY.match(name)
    if match is None:
        return None
    if match["country"] and match["adjective"]:
        return None  # a sentence about a ministry, not its name
    of = match["country"] or match["adjective"]
    if of is not None and len(of.split()) > 5:
        return None
    iso3 = country_of(of.removeprefix("the ").removesuffix("'s"), known.reference) if of else None
    if iso3 is None:
        return None
    country = next(
        (row["name"] for row in known.reference.rows("countries") if row["iso3"] == iso3), None
    )
    if country is None:
        return None
    official = known.by_form.get(_key(f"Ministry of Foreign Affairs of {country}"))
    if official is not None:
        return official
    full = f"Ministry of Foreign Affairs of {country}"
    return Publisher(slug(full), full)


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
    return Publisher(slug(stated), stated)


_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_BEFORE_SIGN = 7  # words of a ministry's name before "Foreign" or "External"
_BETWEEN = (",", ";", " and ")
_AND = re.compile(r"\s(?:and|as well as)\s")


def identify_all(names: str, known: Publishers) -> list[Publisher]:
    """Publishers of a list in words: "the websites of A, B and C", in order.

    Known names are found first, because a name may hold an "and" of its own.
    """
    found: list[tuple[int, Publisher]] = []
    rest = _take_known(names, known, found)
    for piece in re.finditer(r"[^,;/&]+", _AND.sub(lambda match: "," * len(match[0]), rest)):
        publisher = identify(piece[0], known) if re.search(r"[A-Z]|\.\w", piece[0]) else None
        if publisher is not None:
            found.append((piece.start(), publisher))
    result: list[Publisher] = []
    for _, publisher in sorted(found, key=lambda item: item[0]):
        if publisher not in result:
            result.append(publisher)
    return result


def locate(text: str, known: Publishers) -> list[tuple[int, int, Publisher]]:
    """Spans of the known publishers that a text names, in order."""
    tokens = list(_WORD.finditer(text))
    keys = [_word_key(token[0]) for token in tokens]
    found: list[tuple[int, int, Publisher]] = []
    signs = [n for n, token in enumerate(tokens) if _may_be_ministry(token[0])]
    at = 0
    while at < len(tokens):
        word = tokens[at][0]
        reach = known.reach.get(keys[at].split(" ", 1)[0], 0 if word.isalpha() else 1)
        sign = next((n for n in signs if n >= at), None)
        ministry = sign is not None and sign - at <= _BEFORE_SIGN
        for size in range(min(known.longest + 2 if ministry else reach, len(tokens) - at), 0, -1):
            if size > reach and sign is not None and at + size <= sign:
                continue  # neither a known name nor a ministry's
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            publisher = _at(text[start:end], keys[at : at + size], known)
            if publisher is None or not re.search(r"[A-Z.]", text[start:end]):
                continue
            if size == 1 and _is_part(text, tokens, at, known):
                continue
            if _of_something(text, tokens, at):
                continue  # "Department of Foreign Affairs" is not the journal
            found.append((start, end, publisher))
            at += size
            break
        else:
            at += 1
    return found


def _of_something(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """ "Department of …": the words belong to a longer name."""
    if at < 2 or tokens[at - 1][0] not in ("of", "for") or not tokens[at - 2][0][0].isupper():
        return False
    return text[tokens[at - 2].end() : tokens[at].start()] in (" of ", " for ")


def _is_part(text: str, tokens: list[re.Match[str]], at: int, known: Publishers) -> bool:
    """A single word that only belongs to something longer: "Solomon Star" is not The Star."""
    word = tokens[at][0]
    if country_of(word, known.reference):
        return True  # "the Australian website", not The Australian
    if word.isupper():
        return False
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before[0][0].isupper() and before[0] != "The":
        adjacent = text[before.end() : tokens[at].start()] == " "
        if adjacent and not country_of(before[0].removesuffix("'s"), known.reference):
            return True
    return (
        after is not None
        and after[0][0].isupper()
        and text[tokens[at].end() : after.start()] == " "
    )


def known_in(text: str, known: Publishers) -> list[Publisher]:
    """Known publishers, or bodies by their shape, that a line names; unknown names are left."""
    found = locate(text, known)
    if not found:
        line = organisation_line(text)
        named = identify(line.source, known) if line is not None and line.source else None
        return [named] if named is not None else []
    return [publisher for _, _, publisher in found]


def _take_known(names: str, known: Publishers, found: list[tuple[int, Publisher]]) -> str:
    """Blank out the longest known names, noting where they stood."""
    rest = list(names)
    for start, end, publisher in locate(names, known):
        found.append((start, publisher))
        # What stands before it in its own item only describes it.
        item = max(
            [0, *(names.rfind(m, 0, start) + len(m) for m in _BETWEEN if m in names[:start])]
        )
        rest[item:end] = "," * (end - item)
    return "".join(rest)


def _word_key(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return " ".join(_LETTERS.findall(fold(word).removesuffix("'s")))


def _at(form: str, keys: list[str], known: Publishers) -> Publisher | None:
    """Publisher whose name these words are exactly; `keys` are the folded words."""
    direct = known.by_form.get(" ".join(filter(None, keys)))
    if direct is not None:
        return direct
    if len(keys) > 1:
        return _ministry(form, known)
    if "-" in form:
        # "teleSUR-MG": an agency with the initials of its desk.
        return known.by_form.get(_key(form.partition("-")[0])) or _by_domain(form, known)
    return _by_domain(form, known)


_SIGNED = re.compile(
    r"(?P<source>.+?)\s*(?:,|[|/•·]|\s[—–-])?\s+by:?\s+"
    r"(?P<author>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,4})$"
)


def known_name(head: str, known: Publishers) -> Meta | None:
    """A line that is nothing but a known publisher's name: "(Xinhua)", "/VNA", "Granma, by A B"."""
    if len(head) > 90:
        return None
    signed = _SIGNED.match(head)
    name = (signed["source"] if signed else head).strip(" ()[]/|.,—–-©")
    first = name.split(", ")[0]
    if first != name and ORGANISATION.fullmatch(name.split(", ", 1)[1]) and is_known(first, known):
        return Meta("source", source=first)  # "Press Information Bureau, Government of India"
    if not is_known(name, known) or not slug(name):
        return None
    return Meta("source", source=name, author=signed["author"] if signed else None)


def is_known(name: str, known: Publishers) -> bool:
    """Whether a name is a known publisher's, a known site's or a foreign ministry's."""
    if not may_be_known(name, known):
        return False
    return (
        known.by_form.get(_key(name)) is not None
        or _by_domain(name, known) is not None
        or _ministry(name, known) is not None
    )


_INNER_POINT = re.compile(r"\.\w")
_ARTICLES = frozenset("the a an its their his her our".split())


def may_be_known(name: str, known: Publishers) -> bool:
    """Some publisher's name begins with the same word: a look before the name is folded."""
    if _INNER_POINT.search(name) or _may_be_ministry(name):
        return True
    words = iter(_LETTERS.finditer(name if name.isascii() else fold(name)))
    first = next(words, None)
    if first is not None and first[0].lower() in _ARTICLES:
        first = next(words, first)
    return first is not None and first[0].lower() in known.reach
