"""Lists of encounters: a line that opens them, and below it a line for each counterpart.

"On the sidelines the minister held the following bilateral meetings:", then "• B, Foreign Minister
of Peru: trade and ports". Each line is one encounter of the opening line's subject.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.meetings import lexicon
from pipeline.meetings.attendance import BULLET, is_entry
from pipeline.meetings.clauses import slots_of
from pipeline.meetings.corpus import Article, Passage
from pipeline.meetings.frames import LIST_RE, Frame, plain, subject_before
from pipeline.meetings.slots import PERSON, Slot, Slotted

FORM = "listed"
_MOST = 60  # lines of a list
_OPENS = re.compile(
    rf"\b(?P<noun>(?:bilaterals?|{lexicon.ENCOUNTER_NOUN})|met|meets|meet|spoke|spoken|received|"
    r"receives|receive)\b[^.;]*:\s*$",
    re.I,
)
_FUTURE = re.compile(r"\b(?:will|is to|are to|is due|is expected|is scheduled|plans?)\b", re.I)
_NOT_HELD = re.compile(
    r"\b(?:not|no|cancelled|postponed|attended|present|participants?|cables?|"
    r"letters?|messages?|telegrams?|greetings|congratulat\w+|condolences|gifts?|credentials)\b",
    re.I,
)


class Listing(NamedTuple):
    """The line that opens a list of encounters, and its entries."""

    opener: Passage
    entries: list[Passage]


def lists(article: Article) -> list[Listing]:
    """The lists of encounters of an article, in order."""
    found = []
    for opener in article.passages:
        if opener.kind not in ("paragraph", "heading") or not opener.level.rstrip().endswith(":"):
            continue
        if _OPENS.search(opener.level) is None or _NOT_HELD.search(opener.level):
            continue
        entries = []
        for passage in article.passages[opener.index + 1 : opener.index + 1 + _MOST]:
            if BULLET.match(passage.level) is None and not is_entry(passage):
                break
            entries.append(passage)
        if len(entries) > 1:
            found.append(Listing(opener, entries))
    return found


def opening(view: Slotted) -> Frame | None:
    """The opening line as a frame with its subject alone."""
    match = _OPENS.search(view.text)
    if match is None:
        return None
    start, end = match.span("noun")
    noun = plain(match["noun"])
    kind = "call" if noun.startswith("spoke") else lexicon.kind_of_noun(noun)
    first = slots_of(view, subject_before(view.text, start))
    status = "announced" if _FUTURE.search(view.text) else "held"
    return Frame(view, start, end, kind, FORM, first, (), (0, len(view.text)), status=status)


def entry(view: Slotted, opener: Frame) -> Frame | None:
    """An entry as an encounter with the first person, or row of persons, that it names."""
    for match in LIST_RE.finditer(view.text):
        named = tuple(s for s in slots_of(view, match.span()) if _is_person(s))
        if named:
            start, end = match.span()
            region = (0, len(view.text))
            return Frame(
                view, start, end, opener.kind, FORM, (), named, region, status=opener.status
            )
    return None


def _is_person(slot: Slot) -> bool:
    return slot.kind == PERSON
