"""In what capacity somebody took part: the office as stated, and the country it serves.

A report names the country of its own state's offices rarely: "Foreign Minister X received Y of
Z" in the ministry's own release, or in a dispatch from the capital, is that state's minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipeline.countries import country_of, find_countries
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Actor, Article
from pipeline.meetings.references import Party
from pipeline.places import lookup_place
from pipeline.reference import Reference

# Bodies that speak for one state wherever their dispatch is written.
_STATE_BODY = re.compile(
    r"\b(?:ministry|ministries|department|secretariat of state|government|cabinet|presidency|"
    r"president|prime minister|premier|chancellery|parliament|assembly|senate|congress|house|"
    r"foreign office|foreign affairs|palace|court|bundestag|seimas|saeima|knesset|duma|majlis)\b",
    re.I,
)
_RANK = (
    r"(?:(?:first|second|third|acting|interim|caretaker|outgoing|newly elected|new|vice|deputy|"
    r"assistant|senior|minister|state|federal|union|junior|incumbent|current|then|former|"
    r"permanent|parliamentary|under)[ -])*"
)
_OFFICE = (
    r"(?:president|prime minister|premier|chancellor|king|queen|crown prince|emir|amir|sultan|"
    r"secretary of state|foreign secretary|defen[cs]e secretary|home secretary|"
    r"cabinet secretary|permanent secretary|principal secretary|state secretary|"
    r"deputy secretary|under-?secretary|chief cabinet secretary|head of state|head of government|"
    r"national security advis[eo]r|attorney[- ]general|speaker|chief justice|"
    r"(?:[\w&/-]+ ){0,4}minister|vice-?president|vice-?minister|vice-?premier|"
    r"chief of (?:the )?(?:general |defen[cs]e |army )?(?:staff|cabinet)|first lady|"
    r"(?:chair(?:man|woman|person)?|member|president) of (?:the )?(?:\w+ ){0,4}"
    r"(?:committee|parliament|senate|chamber|house|assembly|congress|supreme court))"
)
_BARE = re.compile(
    rf"(?:the |his |her |its )?{_RANK}{_OFFICE}(?: (?:of|for|in charge of|on) .*|,.*|;.*| and .*)?",
    re.I,
)
# Offices of bodies above the states, of enterprises, parties and states within a state.
_NOT_NATIONAL = re.compile(
    r"\b(?i:(?:trade )?union (?!minister)|commission|compan(?:y|ies)|corporation|group|"
    r"universit\w+|academy|bank|fund|association|federation|league|organi[sz]ation|party|club|"
    r"institute|foundation|church|conference|alliance|movement|former|ambassador|consul|"
    r"province|provincial|city|municipal|olympic|world|general assembly|security council|"
    r"(?:community|international|european|african|arab|regional)"
    r"(?! (?:affairs|integration|cooperation|relations|development|trade|services|and))|"
    r"chamber of commerce|committee of the red cross)\b|\b(?!II|III|IV)[A-Z]{2,}\b"
)
_OPENING = re.compile(r"^(?:(?:the|and|as well as|with|including|by|also|now|[-,;:&])\s+)+", re.I)
_FRAGMENT = re.compile(r"^(?:of|for|from|to|in|at|on)\b", re.I)
_PLURAL = re.compile(
    r"\b(president|minister|premier|chancellor|ambassador|leader|speaker|secretar|envoy|"
    r"commissioner|governor|senator|head|king|chief|general|chairm[ae]n)(s|ies)\b",
    re.I,
)


@lru_cache(maxsize=4)
def _honorific(reference: Reference) -> re.Pattern[str]:
    forms = {
        row["form"].rstrip(".")
        for row in reference.rows("offices")
        if row["type"] == "honorific" and row["form"]
    }
    listed = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?:(?:the\s+)?(?<![\w.])(?:{listed})(?![\w'-])\.?,?\s*)", re.I)


def office(title: str | None, reference: Reference) -> str | None:
    """The office in a stated title: no honorifics, no fragment, one holder's number.

    >>> from pipeline.reference import load_reference
    >>> office("H.E. Mr", load_reference()) is None
    True
    >>> office("Presidents", load_reference())
    'President'
    """
    if not title:
        return None
    words = _OPENING.sub("", title.strip())
    pattern = _honorific(reference)
    while words and (match := pattern.match(words)):
        words = _OPENING.sub("", words[match.end() :])
    while words and (found := _trailing(pattern, words)) is not None:
        words = words[:found].rstrip(" ,")
    words = words.strip(" ,;:.")
    if not words or _FRAGMENT.match(words) or not re.search(r"[^\W\d_]{2}", words):
        return None
    return _PLURAL.sub(_singular, words, count=1) if _is_plural(words) else words


def _trailing(pattern: re.Pattern[str], words: str) -> int | None:
    """Where a closing honorific begins: "Minister of Health, Dr"."""
    last = re.search(r"[\s,](?:\S+\s)?\S+$", words)
    if last is None:
        return None
    for start in (last.start() + 1, words.rfind(" ") + 1):
        match = pattern.match(words, start)
        if match and match.end() == len(words):
            # A rank that closes an office's name belongs to it: "Secretary General".
            return start
    return None


def _is_plural(words: str) -> bool:
    """Whether the office's own head is plural: "Foreign Ministers", not "Council of Ministers"."""
    head = re.split(r"\b(?:of|for|to|in|on|at)\b|[,;]", words, maxsplit=1)[0].rstrip()
    found = _PLURAL.search(words)
    return found is not None and found.end() <= len(head)


def _singular(match: re.Match[str]) -> str:
    return match[1] + ("y" if match[2].lower() == "ies" else "")


# -- what the words around a name say of its country ----------------------------------------------

# "a cadres' delegation of the Broad Front of Uruguay led by X"
_LED = re.compile(
    r"(?P<body>[^,;.]{0,60}\b(?:delegation|group|mission|team|party)\b[^;.]{0,120}?),? "
    r"(?:which (?:is|was) )?(?:led|headed) by (?P<words>[^;.]{0,90})$"
)
# "from the Georgian side by X and Y"
_SIDE = re.compile(
    r"\b(?:[Ff]rom|[Ff]or|[Oo]n) the (?P<whose>[A-Z][\w -]{2,30}) side\b[^.;:]{0,250}$"
)
_COUNTERPART = re.compile(
    r"\b(?:his|her|its|their|my|our) (?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:counterpart|"
    r"colleague|opposite number|host|guest),?\s(?:(?:[A-Z][\w.'-]*|of|for|and|the) ){0,6}$"
)
_OWNER = re.compile(r"\b(?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:'s|s') (?:(?:[\w.-]+|&) ){0,6}$")
_OF = re.compile(
    r"^(?:,)? (?:of|from) (?:the )?(?P<whose>[A-Z][\w'-]+(?: (?:and |of )?[A-Z][\w'-]+)*)"
)
_BRACKET = re.compile(r"^ \((?:the )?(?P<whose>[A-Z][\w' -]{3,30})\)")
_LISTED = re.compile(r"(?: of (?:the )?[^,;.]{2,30}?| \([^()]{2,30}\))?(?:, and |, | and | & )")
_PLURAL_OFFICE = re.compile(
    r"(?:(?<=\s)|^)(?P<office>(?:(?:[Dd]eputy|[Vv]ice|[Ff]oreign|[Pp]rime|[Dd]efen[cs]e|[Ff]inance|[Tt]rade|"
    r"[Ii]nterior|[Hh]ealth|[Ee]nergy)[ -])*(?:[Pp]residents|[Mm]inisters|[Pp]remiers|"
    r"[Cc]hancellors|[Ss]ecretaries|[Ss]peakers|[Aa]mbassadors|[Kk]ings))\s$"
)


def _sole_country(words: str, reference: Reference) -> str | None:
    """The one country that the words belong to; not one that they are sent to or deal with."""
    found = {
        hit.iso3
        for hit in find_countries(words, reference)
        if not re.search(r"\b(?:to|for|with|on|in|against) (?:the )?$", words[: hit.start])
    }
    return found.pop() if len(found) == 1 else None


def _said_beside(text: str, start: int, end: int, reference: Reference) -> str | None:
    """Country that the sentence gives to the name at `start`:`end` of `text`."""
    before, after = text[max(0, start - 300) : start], text[end : end + 60]
    for pattern in (_OF, _BRACKET):
        match = pattern.match(after)
        if match and (iso3 := country_of(match["whose"], reference)):
            return iso3
    for pattern in (_COUNTERPART, _OWNER, _SIDE):
        match = pattern.search(before)
        if match and (iso3 := country_of(match["whose"], reference)):
            return iso3
    led = _LED.search(before)
    if led and not re.search(r"\b(?:and|with|by|met)\b", led["words"]):
        return _sole_country(led["body"], reference)
    return None


def _beside(article: Article, wanted: Iterable[str], reference: Reference) -> dict[str, str]:
    """Countries of the `wanted` persons by the words around their names, where these agree."""
    sought = set(wanted)
    found: dict[str, set[str]] = {}
    for passage in article.passages:
        if not any(m.actor_id in sought for m in passage.mentions):
            continue
        for sentence in passage.sentences:
            for mention in sentence.mentions:
                if mention.actor_id in sought and mention.kind == "person":
                    start = mention.start - sentence.start
                    end = mention.end - sentence.start
                    told = _said_beside(sentence.text, start, end, reference)
                    if told:
                        found.setdefault(mention.actor_id or "", set()).add(told)
    return {actor: told.pop() for actor, told in found.items() if len(told) == 1}


def _shared_offices(article: Article) -> dict[str, str]:
    """ "Presidents A of X and B of Y": each is a president."""
    found: dict[str, str] = {}
    for passage in article.passages:
        last, shared = 0, None
        people = [m for m in passage.mentions if m.kind == "person"]
        for mention in people:
            start = mention.start - passage.start
            between = passage.level[last:start]
            opened = _PLURAL_OFFICE.search(passage.level[max(0, start - 60) : start])
            if opened:
                shared = _PLURAL.sub(_singular, opened["office"])
            elif shared is None or not _LISTED.fullmatch(between):
                shared = None
            if shared and mention.actor_id:
                found.setdefault(mention.actor_id, shared)
            last = mention.end - passage.start
    return found


# -- the country whose offices a report need not name ---------------------------------------------


def home(article: Article, actors: Mapping[str, Actor], reference: Reference) -> str | None:
    """The state whose offices the article names without their country; None where unclear."""
    at = None
    if article.dateline_place:
        place = lookup_place(article.dateline_place, reference)
        at = place.country if place else None
    if article.publisher_id is None:
        return at
    publisher = actors.get(article.publisher_id)
    if publisher is None:
        return at
    country = publisher.country
    if country is None:
        named = {hit.iso3 for hit in find_countries(publisher.name, reference)}
        country = named.pop() if len(named) == 1 else None
    if country is None or _STATE_BODY.search(publisher.name):
        return country
    return country if at in (None, country) else None


def is_bare_office(title: str | None, reference: Reference) -> bool:
    """Whether the title is a state's office that does not say which state's."""
    if not title or not _BARE.fullmatch(title) or _NOT_NATIONAL.search(title):
        return False
    return not find_countries(title, reference)


def complete(
    candidates: Iterable[Candidate], actors: Mapping[str, Actor], reference: Reference
) -> None:
    """Put the offices of the candidates' parties in order and fill their countries, in place."""
    stated: dict[tuple[str, str], dict[str, str]] = {}
    beside: dict[tuple[str, str], dict[str, str]] = {}
    candidates = list(candidates)
    unknown: dict[tuple[str, str], set[str]] = {}
    for candidate in candidates:
        key = (candidate.article.document_id, candidate.article.article_id)
        for party in (*candidate.first, *candidate.second, *candidate.attendees):
            if party.kind == "person" and party.country is None:
                unknown.setdefault(key, set()).add(party.actor_id)
    homes: dict[tuple[str, str], str | None] = {}
    for candidate in candidates:
        article = candidate.article
        key = (article.document_id, article.article_id)
        if key not in stated:
            stated[key] = _stated(article, reference)
            homes[key] = home(article, actors, reference)
            beside[key] = _beside(article, unknown.get(key, ()), reference)
        for side in (candidate.first, candidate.second, candidate.attendees):
            side[:] = [_from(_titled(party, stated[key], reference), beside[key]) for party in side]
        if homes[key] is not None:
            _at_home(candidate, homes[key], reference)


def received(
    members: Sequence[dict[str, Any]], visitor: str, country: str | None, reference: Reference
) -> None:
    """Bare offices that receive a visitor are the visited state's, where nobody else is."""
    guests = [m for m in members if m["actor_id"] == visitor]
    if country is None or not guests or any(m["country"] == country for m in members):
        return
    unknown = [m for m in members if m["country"] is None and is_bare_office(m["title"], reference)]
    hosts = [m for m in unknown if m["actor_id"] != visitor and m["role"] != "attendee"]
    if len(hosts) == 1:
        hosts[0]["country"] = country


def _stated(article: Article, reference: Reference) -> dict[str, str]:
    """Fullest office that the article states for each person."""
    found: dict[str, str] = {}
    for passage in article.passages:
        for mention in passage.mentions:
            if mention.kind == "person" and mention.actor_id:
                told = office(mention.title, reference)
                if told and len(told) > len(found.get(mention.actor_id, "")):
                    found[mention.actor_id] = told
    return {**_shared_offices(article), **found}


def _titled(party: Party, stated: Mapping[str, str], reference: Reference) -> Party:
    if party.kind != "person":
        return party
    return replace(party, title=office(party.title, reference) or stated.get(party.actor_id))


def _from(party: Party, countries: Mapping[str, str]) -> Party:
    if party.kind != "person" or party.country is not None:
        return party
    return replace(party, country=countries.get(party.actor_id))


def _at_home(candidate: Candidate, country: str | None, reference: Reference) -> None:
    """Bare offices are the article's own state's, unless that state sits on the other side."""
    sides: Sequence[tuple[list[Party], list[Party]]] = (
        (candidate.first, candidate.second),
        (candidate.second, candidate.first),
    )
    for side, other in sides:
        opposed = any(p.country == country for p in other if p.kind == "person")
        foreign = any(p.country is not None for p in other)
        if opposed or not (foreign or candidate.article.publisher_id):
            continue  # a dateline alone says little where both may be visitors
        side[:] = [_filled(party, country, reference) for party in side]
    candidate.attendees[:] = [_filled(p, country, reference) for p in candidate.attendees]


def _filled(party: Party, country: str | None, reference: Reference) -> Party:
    if party.kind != "person" or party.country or not is_bare_office(party.title, reference):
        return party
    return replace(party, country=country)
