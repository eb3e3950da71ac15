"""Calls told by who asked for them: "had a telephone conversation at the request of B"."""

from __future__ import annotations

import re

from pipeline.meetings.clauses import P_KIND, clause_end, region_start, slots_of
from pipeline.meetings.frames import (
    ITEM,
    LIST,
    Found,
    Frame,
    plain,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.lexicon import BY_PHONE
from pipeline.meetings.slots import ANY_SIDE, Slot, Slotted
from pipeline.patterns import Pattern

_GAP = rf"[^;.\"{ANY_SIDE[1:-1]}]"
_CALL = (
    r"(?:(?:tele)?phone|telephonic|video)[ -]?(?:calls?|conversations?|talks?|discussions?|"
    r"contacts?)|phone ?calls?|teleconference|video ?-?conference"
)
_ASKED = rf"(?:on|at|upon) the (?:[\w-]+ )?(?:initiative|request) of (?:the )?(?P<asked>{LIST})"
_AT_REQUEST = Pattern(
    rf"\b(?:held|had|conducted|made) an? (?:[\w-]+ )?(?:{_CALL})\b{_GAP}{{0,50}}?,? {_ASKED}", re.I
)
# "There was a telephone conversation at the initiative of A between her and B"
_BETWEEN = Pattern(
    rf"\b(?:{_CALL})\b{_GAP}{{0,50}}?,? {_ASKED},? between (?:him|her|the latter|them|[^\s]) and "
    rf"(?:the )?(?P<list>{ITEM})",
    re.I,
)
# "spoke to B on the telephone"
_SPOKE_TO = Pattern(rf"\b(?:spoke|speaks|talked|talks) to (?:the )?(?P<list>{LIST})", re.I)


def calls(slotted: Slotted, found: Found) -> None:
    """Frames of telephone and video conversations in these forms."""
    text = slotted.text
    if not BY_PHONE.search(text) and "teleph" not in text:
        return
    for match in _BETWEEN.finditer(text):
        first, second = (_people(slotted, match.span(name)) for name in ("asked", "list"))
        _add(slotted, found, match, first, second, None)
    for match in _AT_REQUEST.finditer(text):
        subject = subject_before(text, match.start())
        first, second = _people(slotted, subject), _people(slotted, match.span("asked"))
        if not set(first) & set(second):
            _add(slotted, found, match, first, second, subject)
    for match in _SPOKE_TO.finditer(text):
        end = clause_end(text, match.end())
        if BY_PHONE.search(plain(text[match.end() : end])):
            subject = subject_before(text, match.start())
            first, second = _people(slotted, subject), _people(slotted, match.span("list"))
            _add(slotted, found, match, first, second, subject)


def _people(slotted: Slotted, span: tuple[int, int] | None) -> tuple[Slot, ...]:
    return tuple(s for s in slots_of(slotted, span) if s.kind == P_KIND or s.heads or s.words)


def _add(
    slotted: Slotted,
    found: Found,
    match: re.Match[str],
    first: tuple[Slot, ...],
    second: tuple[Slot, ...],
    subject: tuple[int, int] | None,
) -> None:
    text = slotted.text
    if not first or not second or not found.free(*match.span()):
        return
    end = clause_end(text, match.end())
    governing = plain(text[subject[1] if subject else max(0, match.start() - 40) : match.start()])
    region = (region_start(text, match.start(), subject), end)
    frame = Frame(slotted, *match.span(), "call", "light", first, second, region)
    frame = with_modality(frame, governing, plain(text[match.end() : end]), finite=True)
    found.add(with_outer(frame, text, subject or match.span()))
