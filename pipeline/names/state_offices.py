"""Offices of states that do not say which state's: "Foreign Minister", "Speaker"."""

from __future__ import annotations

import re

from pipeline.countries import find_countries
from pipeline.reference import Reference

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
    r"prince|princess|"
    r"(?:director|secretary|head|chief|commander|spokes\w+|advis[eo]r|executive director|"
    r"director[- ]general|secretary[- ]general|permanent secretary|chief of staff|commissioner) "
    r"(?:of|at|in|to|for) (?:the )?(?:[\w'’-]+ ){0,3}(?:ministry|presidency|"
    r"prime minister['’]s office|royal court|cabinet|president|prime minister|crown prince|"
    r"government|armed forces|national guard|"
    r"office of (?:the |his |her )?(?:president|prime minister|majesty|highness))|"
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
    r"chamber of (?!deputies|representatives|the )\w+|committee of the red cross)\b|"
    r"\b(?!II|III|IV)[A-Z]{2,}\b"
)


def is_bare_office(title: str | None, reference: Reference) -> bool:
    """Whether the title is a state's office that does not say which state's."""
    if not title or not _BARE.fullmatch(title) or _NOT_NATIONAL.search(title):
        return False
    return not find_countries(title, reference)
