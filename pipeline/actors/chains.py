"""Names of bodies taken apart into a chain from the root body to its part.

"Secretariat of the Central Committee of the CPV"   → (CPV, central committee, secretariat)
"CPV Central Committee Secretariat"                 → the same
"Chinese Foreign Ministry"                          → (CHN, ministry of foreign affairs)
"Ministry of Foreign Affairs of China"              → the same
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.names.lexicon import Lexicon
from pipeline.names.tokens import Tokeniser, Tokens
from pipeline.text import fold, level

_SEATED = frozenset(["embassy", "consulate", "consulate general", "mission", "permanent mission"])
_SPELLING = (
    (re.compile(r"iz(e|ed|ing|ation|ational|ations)\b"), r"is\1"),
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bcenter\b"), "centre"),
    (re.compile(r"\blabor\b"), "labour"),
    (re.compile(r"\bprogram\b"), "programme"),
    (re.compile(r"'s\b|'"), ""),
)


@dataclass(frozen=True)
class Chain:
    """`root`: an organisation's id, an ISO code, or "" where the name tells neither. `units` lead
    from the root to the body, folded. `seat`: country of an embassy's seat."""

    root: str
    units: tuple[str, ...] = ()
    seat: str = ""

    @property
    def country(self) -> str | None:
        """The ISO code at the root, if there is one."""
        return self.root if len(self.root) == 3 and self.root.isupper() else None


def unit_key(phrase: str, lexicon: Lexicon) -> str:
    """Comparison form of one unit: spelling levelled, generic bodies under one name."""
    key = fold(phrase).removeprefix("the ")
    for pattern, standard in _SPELLING:
        key = pattern.sub(standard, key)
    body = lexicon.bodies.get(key)
    return fold(body[0]) if body else key


def chain_of(surface: str, lexicon: Lexicon) -> Chain:
    """The chain that a body's name spells out."""
    tokens = _tokeniser(lexicon)(level(surface))
    segments = _segments(tokens)
    root, seat = "", ""
    units: list[str] = []
    for segment in reversed(segments):
        found_root, found_units = _read(tokens, segment, lexicon)
        if found_root and not root:
            root = found_root
        elif found_root and units and units[-1] in _SEATED:
            seat = found_root
        units.extend(found_units)
    if "central committee" in units[:-1]:
        units.remove("central committee")  # its organs are often named without it
    seat = seat or _seat(tokens, units, lexicon)
    return Chain(root, tuple(units), seat)


@lru_cache(maxsize=4)
def _tokeniser(lexicon: Lexicon) -> Tokeniser:
    """A tokeniser whose gazetteer knows no parts of bodies, so that names fall apart."""
    return Tokeniser(replace(lexicon, phrases=lexicon.roots))


def _segments(tokens: Tokens) -> list[list[int]]:
    """Token indices between the "of"s that join a part to its whole. "of Foreign Affairs" names
    a portfolio and stays with its head."""
    labels = tokens.labels
    segments: list[list[int]] = [[]]
    skip_until = -1
    for index, label in enumerate(labels):
        if index < skip_until or label in "()" or (label == "K" and _bracketed(tokens, index)):
            continue
        if label == "G" and _bracketed(tokens, index):
            continue
        if label == "i" or (label == "f" and tokens.word(index).lower() == "to"):
            break  # the seat
        if label == "f" and tokens.word(index).lower() == "of" and _opens_whole(labels, index + 1):
            segments.append([])
            continue
        segments[-1].append(index)
    return segments


def _bracketed(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens.labels[index - 1] == "("


def _opens_whole(labels: str, index: int) -> bool:
    """What follows "of" is a body or a country, not a portfolio."""
    complement = re.match(r"t?([^f]*)", labels[index:])
    return complement is not None and bool(re.search(r"[GHN]", complement[1]))


def _read(tokens: Tokens, segment: list[int], lexicon: Lexicon) -> tuple[str, list[str]]:
    """Root and units of one segment."""
    root = country = ""
    units: list[str] = []
    pending: list[str] = []
    for index in segment:
        label = tokens.labels[index]
        entry = tokens.entries.get(index)
        if entry is not None and entry.kind == "organisation" and not pending:
            owner = lexicon.organisations[entry.key]["country"]
            if country and owner and owner != country:
                units.append(tokens.word(index))  # the "Danish" "Royal Court" is not the Saudi one
            else:
                root = entry.key
        elif entry is not None and entry.kind in ("country", "demonym") and not pending:
            # "China-Vietnam …" and "Vietnam-China …" are one body of two countries.
            country = "-".join(sorted((country, entry.key))) if country else entry.key
        elif label == "s" or (label == "t" and not pending):
            continue
        elif label == "H" or label == "h":
            pending.append(tokens.word(index))
            units.append(" ".join(pending))
            pending = []
        elif label != "-" or pending:
            pending.append(tokens.word(index))
    if pending:
        if units and len(segment) > 1:
            units[-1] += " " + " ".join(pending)
        else:
            units.append(" ".join(pending))
    return root or country, [unit_key(unit, lexicon) for unit in units]


def _seat(tokens: Tokens, units: list[str], lexicon: Lexicon) -> str:
    """Country where an embassy stands: "in China", "in Beijing", "to the DPRK"."""
    if not units or not any(head in units[-1] for head in _SEATED):
        return ""
    for index, label in enumerate(tokens.labels):
        if label == "i" or (label == "f" and tokens.word(index) == "to"):
            where = tokens.text[tokens.ends[index] :].strip()
            hits = lexicon.phrases.find(where)
            known = [hit.value.key for hit in hits if hit.value.kind in ("country", "place")]
            return known[0] if known and known[0] else fold(where)
    return ""


def display(chain: Chain, lexicon: Lexicon) -> str | None:
    """A readable name for a chain whose root is a country, None for others."""
    country = chain.country
    if country is None or len(chain.units) != 1 or country not in lexicon.names:
        return None
    unit = chain.units[0]
    names = {fold(name): name for name, _ in lexicon.bodies.values()}
    if unit not in names:
        return None
    where = lexicon.names[country]
    if unit in _SEATED:
        return None
    article = "the " if where in _WITH_ARTICLE else ""
    return f"{names[unit]} of {article}{where}"


_WITH_ARTICLE = frozenset(
    [
        "United States",
        "United Kingdom",
        "Netherlands",
        "Philippines",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Central African Republic",
        "Dominican Republic",
        "United Arab Emirates",
        "Solomon Islands",
        "Marshall Islands",
        "Comoros",
        "Seychelles",
        "Democratic Republic of the Congo",
        "Republic of the Congo",
    ]
)
