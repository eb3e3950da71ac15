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

from pipeline.actors.home import home
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Actor, Article
from pipeline.meetings.references import Party
from pipeline.names.state_offices import is_bare_office
from pipeline.reference import Reference

_OPENING = re.compile(r"^(?:(?:the|and|as well as|with|including|by|also|now|[-,;:&])\s+)+", re.I)
_LOOSE_END = re.compile(r"(?:[ ,](?:and|of|the|for))+$")
# "Foreign Minister Prince", but "Crown Prince"
_TRAILING_STYLE = re.compile(
    r"(?<=\w)(?<!\bCrown)(?<!\bthe),? (?:Prince(?:ss)?|Sheikha?|Sayyid|Lord)$"
)
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


@lru_cache(maxsize=4)
def _kin(reference: Reference) -> frozenset[str]:
    return frozenset(row["form"] for row in reference.rows("offices") if row["type"] == "kin")


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
    words = _TRAILING_STYLE.sub("", _LOOSE_END.sub("", words.strip(" ,;:.")))
    if not words or _FRAGMENT.match(words) or not re.search(r"[^\W\d_]{2}", words):
        return None
    if words.lower() in _kin(reference):
        return None  # "his brother X" says whose he is, not what he does
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


# -- offices that several persons share ------------------------------------------------------------

_LISTED = re.compile(r"(?: of (?:the )?[^,;.]{2,30}?| \([^()]{2,30}\))?(?:, and |, | and | & )")
_PLURAL_OFFICE = re.compile(
    r"(?:(?<=\s)|^)(?P<office>(?:(?:[Dd]eputy|[Vv]ice|[Ff]oreign|[Pp]rime|[Dd]efen[cs]e|[Ff]inance|[Tt]rade|"
    r"[Ii]nterior|[Hh]ealth|[Ee]nergy)[ -])*(?:[Pp]residents|[Mm]inisters|[Pp]remiers|"
    r"[Cc]hancellors|[Ss]ecretaries|[Ss]peakers|[Aa]mbassadors|[Kk]ings))\s$"
)


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


def _home(article: Article, actors: Mapping[str, Actor], reference: Reference) -> str | None:
    publisher = actors.get(article.publisher_id or "")
    return home(
        article.publisher_id,
        publisher.name if publisher else None,
        publisher.country if publisher else None,
        article.dateline_place,
        reference,
    )


def complete(
    candidates: Iterable[Candidate], actors: Mapping[str, Actor], reference: Reference
) -> None:
    """Put the offices of the candidates' parties in order and fill their countries, in place."""
    stated: dict[tuple[str, str], dict[str, str]] = {}
    candidates = list(candidates)
    homes: dict[tuple[str, str], str | None] = {}
    for candidate in candidates:
        article = candidate.article
        key = (article.document_id, article.article_id)
        if key not in stated:
            stated[key] = _stated(article, reference)
            homes[key] = _home(article, actors, reference)
        for side in (candidate.first, candidate.second, candidate.attendees):
            side[:] = [_titled(party, stated[key], reference) for party in side]
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
    peers: dict[str, str] = {}
    for passage in article.passages:
        for mention in passage.mentions:
            if mention.kind == "person" and mention.actor_id:
                told = office(mention.title, reference)
                if told and _PEER.fullmatch(told):
                    peers.setdefault(mention.actor_id, told)
                elif told and len(told) > len(found.get(mention.actor_id, "")):
                    found[mention.actor_id] = told
    return {**peers, **_shared_offices(article), **found}


def _titled(party: Party, stated: Mapping[str, str], reference: Reference) -> Party:
    if party.kind != "person":
        return party
    own = office(party.title, reference)
    if own is None or _PEER.fullmatch(own):
        own = stated.get(party.actor_id, own)
    return replace(party, title=own)


# "Turkish counterpart": who somebody is to another, where no office is stated.
_PEER = re.compile(r"(?:[\w-]+ )?(?:counterpart|colleague)", re.I)


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
