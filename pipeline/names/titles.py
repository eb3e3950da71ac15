"""Offices and titles as a small grammar over labels: modifier, head, complement, coordination.

Chinese Vice Foreign Minister
Member of the Political Bureau of the CPC Central Committee and Foreign Minister
ambassador of the DPRK to China
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.names.lexicon import Lexicon
from pipeline.names.tokens import Tokens, tokenise

_BRACKET = r"(?:\([KGNC](?:-[^()]{1,6})?\))?"
_OWNER = rf"(?:[DNGK]{_BRACKET}s?|P(?!s?[DN]){_BRACKET}s?|D-D|N-N)"
_BEFORE = (
    rf"(?:{_OWNER}a(?=G[mMo]))?(?:{_OWNER}){{0,2}}[MmBbWAH]{{0,4}}(?:{_OWNER})?[MmBbWH]{{0,3}}"
)
_OBJECT = (
    rf"t?[mMx]{{0,2}}(?:[NGPKI]{_BRACKET}(?:s[BWMH]*[GHBWo]|s(?=[Oo]))?"
    rf"|D?[BWMHE]+(?:,[BWM]+)*(?:,?a[BWM]+(?![BWMH]*[Oo]))?|Hs[BWMH]*[GH]|D[bhx]|[bh]{{1,3}}(?:a[bh]+)?|[CFAP]+H?)"
)
_COMPLEMENT = rf"(?:[fi]{_OBJECT}{_BRACKET})"
_ONE = rf"{_BEFORE}[Oo]{{1,3}}{_COMPLEMENT}{{0,4}}"
TITLE = re.compile(rf"{_ONE}(?:(?:,?at?x?|,x?){_ONE})*")
_SINGLE = re.compile(_ONE)
_PAIR = re.compile(r"[ND]-[ND]")
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)


class Title(NamedTuple):
    """Tokens first … last-1 state one or several coordinated offices."""

    first: int
    last: int


class Role(NamedTuple):
    """One office: head with its modifiers, the body, and the country served (ISO 3166-1)."""

    role: str
    organisation: str | None
    country: str | None


def find_titles(tokens: Tokens) -> list[Title]:
    """Title phrases (on tokens whose bodies are collapsed), in text order, without overlap."""
    return [Title(*match.span()) for match in TITLE.finditer(tokens.labels)]


def country_of_title(tokens: Tokens, title: Title) -> str | None:
    """Country that the office serves: demonym or owner before the head, else the complement."""
    labels = tokens.labels
    inside = range(title.first, title.last)
    heads = [k for k in inside if labels[k] in "Oo"]
    head = heads[0] if heads else title.last
    if _PAIR.search(labels, title.first, title.last):
        return None  # "Mongolia-US Congressional Caucus"
    before = [k for k in inside if k < head and labels[k] in "DN"]
    after = [k for k in inside if k > head and labels[k] in "ND" and not _is_destination(tokens, k)]
    bodies = [
        k
        for k in inside
        if labels[k] == "G" and labels[k - 1 : k] != "(" and not _is_destination(tokens, k)
    ]
    places = [k for k in inside if k > head and labels[k] == "P" and not _is_destination(tokens, k)]
    for k in before + after + bodies + places:
        entry = tokens.entries.get(k)
        if entry and entry.key:
            return entry.key
    return None


def _is_destination(tokens: Tokens, index: int) -> bool:
    """The B of "ambassador of A to B" is not the country served."""
    previous = index - 1
    if previous >= 0 and tokens.labels[previous] == "t":
        previous -= 1
    return previous >= 0 and tokens.word(previous).lower() in ("to", "in", "at", "for")


def parse_roles(title: str, lexicon: Lexicon) -> list[Role]:
    """Offices of a title as stated, one row each: "Premier and Foreign Minister of X" gives two."""
    from pipeline.names.bodies import collapse, find_bodies

    roles: list[Role] = []
    for part in title.split("; "):
        tokens = tokenise(part, lexicon)
        tokens = collapse(tokens, find_bodies(tokens, lexicon), lexicon)
        for match in _SINGLE.finditer(tokens.labels):
            roles.extend(_roles(tokens, Title(*match.span()), lexicon))
    return list(dict.fromkeys(roles))


def _roles(tokens: Tokens, title: Title, lexicon: Lexicon) -> list[Role]:
    """The roles of one head: several where several bodies stand before it ("Politburo and
    Secretariat member")."""
    labels = tokens.labels
    head = next(k for k in range(title.first, title.last) if labels[k] in "Oo")
    while head + 1 < title.last and labels[head + 1] in "Oo":
        head += 1
    first = title.first
    bodies: list[int] = []
    while first < head and labels[first] in "DNGKPs()-a":
        if labels[first] == "G":
            bodies.append(first)
        first += 1
    last, body, destination = _complements(tokens, head + 1, title.last)
    if body is not None and not bodies:
        bodies.append(body)
    role = _LEADING.sub("", tokens.span_text(first, last))
    words = role.rsplit(" ", 1)
    words[-1] = _singular(words[-1], lexicon)
    role = " ".join(words)
    if destination and "mbassador" in role:
        role += f" to {destination}"
    country = country_of_title(tokens, title)
    stated: list[str | None] = [tokens.word(k) for k in bodies] or [None]
    return [Role(role, organisation, country) for organisation in stated]


def _complements(tokens: Tokens, index: int, last: int) -> tuple[int, int | None, str | None]:
    """End of the role's own words ("of Foreign Affairs"), the body, and an ambassador's seat."""
    labels = tokens.labels
    end = index
    body: int | None = None
    destination: str | None = None
    while index < last:
        following = index + 1
        while following < last and labels[following] in "tmMx":
            following += 1
        if following >= last:
            break
        label = labels[following]
        if label in "GK" and body is None:
            body = following
        elif label == "N" and tokens.word(index) == "to":
            destination = tokens.word(following)
        elif label in "BWMbHhE" and end == index:
            end = _end_of_object(labels, following, last)
            following = end - 1
        index = _next_complement(labels, following + 1, last)
    return end, body, destination


def _singular(word: str, lexicon: Lexicon) -> str:
    """ "Presidents" of two persons is "President" for each."""
    for ending, single in (("ies", "y"), ("men", "man"), ("s", "")):
        candidate = word.removesuffix(ending) + single
        if word.endswith(ending) and candidate.lower() in lexicon.offices:
            return candidate
    return word


def _end_of_object(labels: str, index: int, last: int) -> int:
    while index < last and labels[index] in "BWMbHhEa,":
        index += 1
    while labels[index - 1] in "a,":
        index -= 1
    return index


def _next_complement(labels: str, index: int, last: int) -> int:
    while index < last and labels[index] not in "fi":
        index += 1
    return index
