"""What a message is about: the stated occasion, as it stands in the text."""

from __future__ import annotations

import re

from pipeline.meetings.frames import plain
from pipeline.meetings.slots import Slotted

_PHRASE = re.compile(r"[^.;:,\"]{4,140}")
# Words that name an occasion whatever the message is.
_ANY = re.compile(
    r"\b(?:on the (?:joyous |happy |auspicious |sad )?occasion of|to (?:mark|celebrate)|marking"
    r"|congratulating(?= the)"
    r"|celebrating|in connection"
    r" with)\s|\b(?:on|for|upon)\s(?=(?:the |his |her |their |its |a )?(?:[\w'-]+ ){0,5}?"
    r"(?:anniversary|birthday|national day|independence day|new year|eid|ramadan|christmas|easter"
    r"|nowruz|tet|festival|jubilee)\b)",
    re.I,
)
# Behind congratulations and condolences the preposition alone names it.
_CONGRATULATED = re.compile(r"\b(?:on|for|upon|over|following|after)\s", re.I)
_CONDOLED = re.compile(r"\b(?:on|over|for|following|after|upon|in)\s", re.I)
_NONE = re.compile(
    r"(?:the )?(?:behalf|(?:his|her|their|our|my) (?:own )?(?:behalf|name|part|account)|occasion\b"
    r"(?! of)|sidelines|phone|telephone|twitter|social|x\b|the ground|(?:his|her|their|the)"
    r" (?:\w+ )?"
    r"(?:side|page|account|visit|arrival|message|letter|cable|meeting|talks)\b|this (?:day"
    r"|occasion)"
    r"|a (?:message|letter|cable|telegram|statement|phone|telephone|post)\b|turn\b|which\b|whom\b"
    r"|¤$|the (?:name|meeting|letter|message|cable|statement)\b)",
    re.I,
)
# Where the occasion is over: a coordinated verb, a further adjunct.
_END = re.compile(
    r",? and (?:(?:also|then|further|\w+ly) )*(?:\w{3,}(?:ed|es)|said|told|gave|sent|spoke|wrote"
    r"|made|took|held|had|was|were|is|will|has|wishes|to) (?=the\b|an?\b|his\b|her\b|their\b"
    r"|its\b|him\b"
    r"|them\b|that\b|to\b|for\b|on\b|with\b|both\b|all\b|confidence|hope|belief|best|sincere|warm"
    r"|every|full|readiness|support|\w+ing\b|¤)"
    r"|,? and (?:wishing|expressing|conveying|voicing|reaffirming|stressing|asking|inviting)\b"
    r"|\s(?:in (?:an?|the|his|her) (?:\w+ )?(?:message|letter|cable|telegram|phone|telephone"
    r"|meeting|statement|tweet|post)|in the name of|on behalf of|on his (?:own )?behalf|wishing"
    r"|expressing"
    r"|saying|conveying|which|while|where|during (?:a|the|his|her|their)|at (?:an?|the) (?:meeting"
    r"|ceremony|reception)|when (?:he|she|they|¤)|as well as|reported|according to)\b",
    re.I,
)


def stated(view: Slotted, position: int, kind: str) -> str | None:
    """The occasion behind the words of sending at `position`, None where none is stated."""
    text = plain(view.text)
    pattern = {"congratulation": _CONGRATULATED, "condolence": _CONDOLED}.get(kind)
    for search in (_ANY, pattern):
        for found in search.finditer(text, position) if search else ():
            phrase = _PHRASE.match(text, found.end())
            if phrase is None or _NONE.match(phrase[0]) or _is_date(view, phrase.start()):
                continue
            over = _END.search(phrase[0])
            end = phrase.start() + (over.start() if over else len(phrase[0].rstrip()))
            while _is_date(view, end - 1):
                end = phrase.start() + len(text[phrase.start() : end - 1].rstrip())
            if end - phrase.start() > 3:
                first, last = view.source(phrase.start(), end)
                offset = view.sentence.start - view.sentence.passage.start
                return view.sentence.passage.text[offset + first : offset + last].strip(" ,-")
    return None


def _is_date(view: Slotted, position: int) -> bool:
    slot = view.slots.get(view.text[position])
    return slot is not None and slot.date is not None
