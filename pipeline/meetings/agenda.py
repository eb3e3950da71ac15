"""Lines of a schedule: "10:00 – meeting with Ambassador N", "• Hold talks with Minister M".

Such a line has no subject: the person is the one whose schedule it is.
"""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import kind_in_context, slots_of
from pipeline.meetings.corpus import Article, Mention, Passage, Sentence
from pipeline.meetings.frames import ADV, LIST, Found, Frame, plain
from pipeline.meetings.slots import ANY_SIDE, D, Slotted

FORM = "agenda"
_CLOCK = r"\d{1,2}[.:h]\d{2}"
_TIME = (
    rf"(?:(?:at |from )?{_CLOCK}(?: ?[-–] ?{_CLOCK})?(?: ?[ap]\.?m\.?)?|"
    r"\d{1,2} ?[ap]\.?m\.?)"
)
_LINE = re.compile(rf"\s*(?:[-*•·–—]|{_TIME}\b)", re.I)
_DATED_LINE = re.compile(rf"\s*{D},? ?(?:{_TIME})? ?[:–—-]", re.I)
_LEAD = (
    rf"^\s*(?:[-*•·–—] ?)?(?:{D}[,:]? ?)?(?:{_TIME}(?: hrs| hours)?)?(?:{D})?[,:]? ?(?:[-–—:] ?)?"
)
_ENTRY = re.compile(
    rf"{_LEAD}(?:an? |the )?(?:hold |holds |have |has |attend )?(?:an? |the )?(?:[\w'-]+ ){{0,3}}?"
    rf"(?P<noun>{lexicon.ENCOUNTER_NOUN}|reception|audience|courtesy call|meet|meets|receives?|"
    rf"hosts?|calls? on|welcomes?)(?:{ADV}|[^;:.\"{ANY_SIDE[1:-1]}]{{0,40}}?)"
    rf"(?: (?:with|of|for|by|from|to|on))? (?P<list>{LIST})",
    re.I,
)
_TOLD = re.compile(r"[^.;]{0,60}\b(?:was|were|took place|has|had|began|focused)\b")
_SCHEDULE = re.compile(
    r"\b(?:schedule|agenda|programme|program|itinerary|diary|appointments|engagements|timetable|"
    r"calendar|plans)\b|:\s*$",
    re.I,
)


def is_line(text: str) -> bool:
    """Whether a line begins like one of a schedule: with a bullet or a time of day."""
    return _LINE.match(text) is not None


def agenda(slotted: Slotted, found: Found) -> None:
    """The encounter that a line of a schedule announces; whose schedule it is comes later."""
    text = slotted.text
    if slotted.sentence.index or not (is_line(text) or _DATED_LINE.match(text)):
        return
    match = _ENTRY.match(text)
    if match is None or lexicon.COMMITTEE.search(plain(match[0])):
        return
    if _TOLD.match(plain(text[match.end() :])):
        return  # "– Talks with X took place": no schedule
    kind = kind_in_context(lexicon.kind_of_noun(plain(match["noun"])), plain(match[0]))
    if match["noun"].lower().startswith(("reception", "receive", "host")):
        kind = "meeting"
    start, end = match.span("noun")
    second = slots_of(slotted, match.span("list"))
    region = (0, len(text))
    found.add(Frame(slotted, start, end, kind, FORM, (), second, region, status="announced"))


def owner(sentence: Sentence) -> Mention | None:
    """Whose schedule a line is: the person of the line that opens it, or of the title."""
    article = sentence.passage.article
    for passage in reversed(article.passages[: sentence.passage.index]):
        if _SCHEDULE.search(passage.level) and not is_line(passage.level):
            named = _people(passage)
            if named:
                return named[0]
    return _of_title(article)


def _of_title(article: Article) -> Mention | None:
    for passage in article.passages:
        if passage.kind == "title":
            named = _people(passage)
            if len({m.actor_id for m in named}) == 1:
                return named[0]
    return None


def _people(passage: Passage) -> list[Mention]:
    return [m for m in passage.mentions if m.kind == "person" and m.actor_id]
