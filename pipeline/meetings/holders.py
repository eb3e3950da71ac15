"""Offices named by their country: "the President of Peru", "the ministers of Peru and Chile"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.countries import CountryHit
from pipeline.meetings.slots import REFERENCE, Slot
from pipeline.patterns import Pattern

# One holder of an office: "the President of Peru", "Peru's foreign minister".
_HELD = (
    r"(?P<role>president|prime minister|premier|(?-i:PM|FM)|chancellor|king|queen|emir|sultan|"
    r"(?:foreign|defen[cs]e|interior|finance|trade|economy|energy|health|justice) minister|"
    r"foreign secretary|secretary of state|minister (?:of|for) (?:foreign|external) affairs|"
    r"head of state|crown prince|vice[ -]president|deputy prime minister|taoiseach)"
)
_OFFICE_OF = re.compile(rf"\b(?<!vice )(?<!deputy )the {_HELD} of (?:the )?$", re.I)
_OWN_OFFICE = re.compile(
    rf"(?:'s?)? (?:(?:new|visiting|outgoing|incoming) )?{_HELD}\b(?!'|s?,? (?-i:[A-Z]))", re.I
)
# "Special Envoy of the President of Peru": part of another office.
_IN_AN_OFFICE = re.compile(
    r"\b(?:envoy|representative|advis[eo]r|aide|assistant|office|administration|secretary|chief of "
    r"staff|spokes\w+) (?:of|to|for) $",
    re.I,
)
_BARE = re.compile(r"(?:^|[,;] |\b(?:and|with|by|while|when|as|that) )$")


def of_countries(text: str, countries: Sequence[CountryHit]) -> Iterator[Slot]:
    """References to the holder of a country's office, with the country."""
    shared = dict(_shared(text, countries)) if _SHARED.search(text) else {}
    yield from shared.values()
    for hit in countries:
        if hit.start in shared:
            continue
        after = text[hit.end : hit.end + 40]
        held = _OFFICE_OF.search(text, max(0, hit.start - 50), hit.start)
        if held is not None and _IN_AN_OFFICE.search(text, 0, held.start()):
            continue
        if held is not None and not after.startswith(("'", "-")):
            start, end = held.start(), hit.end
        else:
            held = _OWN_OFFICE.match(after)
            before = text[: hit.start]
            owned = after.startswith("'") or (
                # "the Costa Rica president", "Turkish foreign minister"
                before.endswith(("the ", "The "))
                if hit.form == "name"
                else _BARE.search(before) is not None
            )
            if held is None or not owned:
                continue
            start, end = hit.start, hit.end + held.end()
        words = f"the {held['role'].lower()}"
        yield Slot(REFERENCE, start, end, words=words, country=hit.iso3)


_OFFICES = (
    r"(?P<role>presidents|prime ministers|premiers|leaders|heads of (?:state|government)|"
    r"(?:deputy )?(?:foreign|defen[cs]e|interior|finance|trade|economy|energy|health) ministers|"
    r"ministers of (?:foreign|external) affairs|speakers|ambassadors|foreign secretaries|"
    r"counterparts|colleagues)"
)
_SHARED = Pattern(rf"\b{_OFFICES}\b", re.I)
_BEHIND = re.compile(rf"(?:'s?)? {_OFFICES}\b(?!'|,? (?-i:[A-Z]))", re.I)
_BEFORE = re.compile(rf"\b(?:the )?{_OFFICES} of (?:the )?$", re.I)
_PEER = re.compile(r"\b(?:his|her|their) (?:visiting )?$", re.I)
_JOINED = re.compile(r"(?:'s?)?,? (?:and )?(?:the )?")


def _shared(text: str, countries: Sequence[CountryHit]) -> Iterator[tuple[int, Slot]]:
    """One office of two countries: "the Russian and French foreign ministers" are two persons."""
    for first, second in pairwise(countries):
        between = text[first.end : second.start]
        if " and " not in between or not _JOINED.fullmatch(between):
            continue
        before = _BEFORE.search(text, max(0, first.start - 60), first.start)
        behind = _BEHIND.match(text, second.end)
        held = before or behind
        if held is None or (before and text[second.end : second.end + 1] in ("'", "-", ",")):
            continue
        words = f"the {_singular(held['role'].lower())}"
        start = before.start() if before else first.start
        peer = _PEER.search(text, 0, first.start)
        if peer and not before:
            start, words = peer.start(), "his " + words.removeprefix("the ")
        end = behind.end() if behind and not before else second.end
        yield first.start, Slot(REFERENCE, start, first.end, words=words, country=first.iso3)
        yield second.start, Slot(REFERENCE, second.start, end, words=words, country=second.iso3)


def _singular(role: str) -> str:
    if role.startswith(("heads", "ministers")):
        return role.replace("s ", " ", 1)
    return role.replace("ies", "y") if role.endswith("ies") else role.removesuffix("s")
