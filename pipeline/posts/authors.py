"""Who wrote a text, as the sentence that announces or discusses it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.posts.announcing import NOUN
from pipeline.posts.blocks import plain

_AUTHOR = re.compile(
    rf"""(?:\b(?:written|authored|penned|compiled|prepared)\s+by\s+(?P<by>.+)
        |\b{NOUN}\s+by\s+(?P<of>.+)|\b(?:interview|conversation)\s+with\s+(?P<with>\b\B.+))""",
    re.VERBOSE | re.IGNORECASE,
)
REPORTING = (
    r"(?:analy[sz]es|argues|explains|looks|examines|writes|discusses|notes|describes|details|reports"
    r"|explores|outlines|considers|assesses|reviews|exposes|addresses|reflects|recounts|traces|unpacks"
    r"|highlights|debunks|responds|says|makes|gives|sets|takes|calls|shows|asks|draws|provides|offers"
    r"|investigates|summari[sz]es|surveys|discloses|documents|demolishes|dissects|points|warns|observes|states)"
)
_NAME = (
    r"[A-Z][\w.'’-]*"
    r"(?:\s+(?:(?:de|da|van|von|bin|al|el|la|del|der|ibn|ben)\s+)*[A-Z][\w.'’-]*){1,3}"
)
_REPORTER = re.compile(rf"(?P<name>{_NAME})\s+(?:\w+ly\s+)?{REPORTING}\b")
_REPORTED = re.compile(r"\b(?:following|this|article|piece|report)\b", re.IGNORECASE)
_POSSESSOR = re.compile(
    rf"\b(?P<name>[A-Z][\w'-]*(?:\s+[A-Z][\w-]*)*)'s?\s+(?:[\w-]+\s+){{0,2}}?{NOUN}\b"
)


def author_of(sentence: str) -> str | None:
    match = _AUTHOR.search(sentence) if " by " in sentence else None
    if match is not None:
        phrase = match["by"] or match["of"] or ""
        name = re.match(rf"(?:[a-z][\w'’-]*,?\s+|[A-Z]{{2,}}\s+){{0,8}}(?P<name>{_NAME})", phrase)
        if name is not None:
            return name["name"].removesuffix("'s").rstrip(".,'")
    points = _REPORTED.search(sentence)
    reporter = _REPORTER.search(sentence) if points is not None else None
    if points is not None and reporter is not None and points.end() <= reporter.start():
        return reporter["name"]
    possessor = _POSSESSOR.search(sentence) if "'" in sentence else None
    return possessor["name"] if possessor is not None else None


_WRITES = re.compile(
    rf"\bIn\s+an?\s+(?P<when>.{{0,30}}?)\b{NOUN}\b(?:\s+(?:published|posted|carried|written))?\s+(?:by|in|on|for|at)\s+"
    rf"(?P<publisher>.{{3,80}}?),\s+(?P<author>{_NAME})\s+(?:\w+ly\s+)?{REPORTING}\b"
)


@dataclass(frozen=True, slots=True)
class Discussed:
    """An article that an introduction discusses: "In a May 3 article published by X, A writes"."""

    when: str
    publisher: str
    author: str


def read_discussed(text: str) -> Discussed | None:
    """The article that a paragraph of an introduction discusses; None if it names none."""
    if "In a" not in text[:400]:
        return None
    match = _WRITES.search(plain(text[:1200]))
    if match is None:
        return None
    return Discussed(match["when"].strip(), match["publisher"], match["author"])
