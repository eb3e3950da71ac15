"""How a report stands to its article's story: its day, its sides, whose words it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.meetings.candidate import Candidate
from pipeline.meetings.clause_dates import DAYS_APART, without_relative
from pipeline.meetings.corpus import Sentence
from pipeline.meetings.frames import Frame
from pipeline.meetings.references import Party
from pipeline.meetings.slots import D, Slotted
from pipeline.patterns import Pattern

EMBASSY = re.compile(r"\b(?:embassy|consulate|high commission|mission)\b", re.I)


def says_where(name: str) -> bool:
    """Whether the name says where: "French Embassy in Peru", not "Embassy of France"."""
    return re.search(r"\b(?:in|to)\b", name) is not None


_SOMEBODY = re.compile(r"\b(?:he|she|they|we|I|it|the|two|both|his|her|their)\b", re.I)


# "The third round of consultations was held": who led the sides is told next.
_UNNAMED = re.compile(
    r"\b(?:round|session|consultations|talks|negotiations|dialogue|credence|credentials|reception|"
    r"banquet)\b",
    re.I,
)


def names_somebody(sentence: Sentence) -> bool:
    """Whether the sentence may tell of somebody's encounter, if only of one without names."""
    text = sentence.text
    return (
        bool(sentence.mentions)
        or _SOMEBODY.search(text) is not None
        or _UNNAMED.search(text) is not None
    )


def people_of(parties: Iterable[Party]) -> list[Party]:
    return [p for p in parties if p.kind == "person"]


def missing_side(candidate: Candidate) -> str | None:
    """Why the sides do not make an encounter; None where they do."""
    if not candidate.first or not candidate.second:
        return "one_side"
    if not people_of([*candidate.first, *candidate.second]):
        return "no_named_person"
    countries = {p.country for p in (*candidate.first, *candidate.second)}
    if candidate.form == "attended" and len(countries) == 1 and None not in countries:
        return "one_side"  # two of one country went to an event together
    if candidate.form in ("hosted", "held", "attended") and not (
        people_of(candidate.first) and people_of(candidate.second)
    ):
        persons = people_of([*candidate.first, *candidate.second])
        if candidate.form == "attended" or len(persons) + len(candidate.attendees) < 1:
            return "one_side"
    if candidate.form in ("act", "ceremony", "led", "round", "assembled") and not _apart(candidate):
        return "one_side"
    return None


_MARGINS = re.compile(r"\b(?:sidelines?|side-lines?|margins?|fringes|general assembly)\b", re.I)


def _apart(candidate: Candidate) -> bool:
    """Two named sides that are known to be of different countries, or one of them to be abroad."""
    ours = {p.country for p in people_of(candidate.first)}
    theirs = {p.country for p in people_of(candidate.second)}
    if not ours or not theirs or not (ours | theirs) - {None}:
        return False
    return len(ours | theirs) > 1


_EACH = re.compile(r"\b(?:separate(?:ly)?|individual(?:ly)?|each|in turn)\b", re.I)


_BACK = re.compile(
    r"\W*(?:in|at|during|after|following) (?:the|their|these|this|those) (?:[\w-]+ ){0,2}", re.I
)


def refers_back(frame: Frame) -> bool:
    """Whether the sentence opens with the encounter as known: "During their talks, A and B …"."""
    text = frame.slotted.text
    opening = _BACK.match(text)
    if opening is None or re.search(D, text[: frame.end]):
        return False
    return frame.start <= opening.end() or text.find(",", opening.end()) in range(60)


def each_of_first(frame: Frame, first: list[Party], second: list[Party]) -> bool:
    """Whether "A and B met separately with C" tells of one encounter of each with C."""
    if len(first) < 2 or len(second) != 1 or len(people_of(first)) != len(first):
        return False
    if frame.form not in ("active", "light"):
        return False
    text = frame.slotted.text
    return _EACH.search(text, max(0, frame.start - 30), frame.end + 30) is not None


_TOGETHER = re.compile(
    r"\b(?:trilateral|tripartite|three-way|quadrilateral|joint(?:ly)?|together)\b", re.I
)


def one_by_one(frame: Frame, first: list[Party], second: list[Party]) -> bool:
    """Whether "met with X, Y and Z" tells of one encounter with each."""
    people = people_of(second)
    if (
        len(people) < 2
        or len(people) != len(second)
        or len(first) != 1
        or frame.form not in ("active", "light", "nominal", "participle")
    ):
        return False
    title = frame.slotted.sentence.passage.article.title or ""
    if _TOGETHER.search(frame.slotted.text) or _MULTILATERAL.search(title):
        return False
    if frame.apart or all(slot.words == "his counterpart" for slot in frame.second):
        return True
    countries = {p.country for p in people}
    if len(people) > 2 and len(countries) > 1 and _MARGINS.search(frame.slotted.text) is None:
        return False  # leaders of several countries at one table
    titles = [p.title or "" for p in people]
    if any("counterpart" in f"{s.words} {s.title}" for s in frame.second) and any(
        map(_TOP.search, titles)
    ):
        return True  # "his counterpart and the vice-president": of different rank
    return all(_TOP.search(p.title or "") and not _NOT_TOP.search(p.title or "") for p in people)


_MULTILATERAL = re.compile(
    r"\b(?:trilateral|tripartite|three-way|quadrilateral|multilateral (?:meeting|talks|summit|"
    r"session|consultations)|three leaders)\b",
    re.I,
)


def is_multilateral(frame: Frame) -> bool:
    """Whether the words between the commas around the trigger tell of three sides or more."""
    text = frame.slotted.text
    start = text.rfind(", ", 0, frame.start) + 1
    end = text.find(", ", frame.end)
    return _MULTILATERAL.search(text, start, end if end >= 0 else len(text)) is not None


# "Accompanied by Z", "joined by Z", "together with her husband Z": Z is there, no principal.
COMPANION = re.compile(
    r"(?:\b(?:accompanied|joined|flanked|assisted) by|"
    r"\b(?:together|along) with (?:his|her|their) (?:wife|husband|spouse|daughter|son))"
    r"[^.;]{0,40}$",
    re.I,
)
_TOP = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|speaker|general "
    r"secretary|secretar(?:y|iat)|"
    r"chair(?:m[ae]n|woman|person)? of the (?:national|standing|parliament|house|senate|state|"
    r"central)|head of "
    r"state)\b",
    re.I,
)
_NOT_TOP = re.compile(
    r"\b(?:vice|deputy|former|ambassador|assistant|secretary of|foreign secretary)\b", re.I
)


RETROSPECT = re.compile(
    r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?|had|has|"
    r"have|when|since|recalled)\b",
    re.I,
)
_SEQUENCE = Pattern(
    r"\b(?:then|later|afterwards?|subsequently|also|earlier in the day|in turn|finally|"
    r"separately|thereafter|after that|next|in the same|further|(?:following|after) (?:the|this|"
    r"that|these|those|his|her|their|its))\b|^(?:prior to|before|ahead of) (?:the|this|these|his|"
    r"her|their) \w+|^\W*earlier,|^\W*(?:while )?there\b|"
    r"^\W*(?:(?:some |just |a few )?(?:hours|minutes|moments)|shortly|just|"
    r"immediately|right) (?:before|after|earlier|later)\b",
    re.I,
)
# "The talks came on the heels of the meeting between A and B", "as agreed at the meeting of A
# with B": an encounter that the story only points back to.
_POINTS_BACK = re.compile(
    r"\b(?:heels of|wake of|follow(?:s|ed|ing|-up (?:to|of|on))|(?:came|comes|coming)\b[^.;]{0,30}"
    r"\bafter|since|outcomes? of|results? of|success of|continuation of|spirit of|preceded by|"
    r"agree(?:d|ment|ments)|consensus|understandings?|decisions?|commitments?|reached|announced|"
    r"discussed|made|raised|launched|recall(?:s|ed|ing)?|refer(?:s|red|ring)? to|"
    r"mention(?:s|ed|ing)?|prais(?:es|ed|ing)|hail(?:s|ed|ing)?|commend(?:s|ed|ing)?)\b"
    r"[^.;]{0,60}$",
    re.I,
)


# "the first meeting between", from its article to the end of the trigger
_NAMED_AS_KNOWN = re.compile(
    r"(?P<before>.*)\b(?:the|their|that|this|a|an) (?:[\w-]+ ){0,3}(?:meeting|talks|encounter|"
    r"summit|call|conversation|discussions?|consultations?|audience)(?: \w+)?$",
    re.I | re.S,
)
_CLOSE_TO = re.compile(
    r"\W*(?:hours|minutes|moments|shortly|just|immediately|right) before\b", re.I
)
_ON_A_RECENT_TRIP = re.compile(
    r"\b(?:recent|last|previous|earlier|past) (?:\w+ )?(?:visit|trip|tour|stay|journey)\b", re.I
)
# Times that are not the story's own day, though no date tells them.
_AT_SOME_TIME = Pattern(
    r"\b(?:at|towards?|by|since|around|near|in) the (?:turn|end|beginning|start|middle|close) of"
    r"|\b(?:in|over|during|throughout) (?:the )?(?:spring|summer|autumn|fall|winter|past|early|"
    r"late|mid)\b",
    re.I,
)
_OPENS = re.compile(r"\W*(?:(?:while|when|on|upon|in|also|then|later|earlier)\W+)*", re.I)


def points_back(frame: Frame) -> bool:
    """Whether the encounter is only named as something before the story."""
    if frame.form != "nominal":
        return False
    named = _NAMED_AS_KNOWN.match(frame.slotted.text, 0, frame.end)
    return named is not None and _POINTS_BACK.search(named["before"]) is not None


def at_some_time(frame: Frame) -> bool:
    """Whether a vague time is told: "over the summer", "came two days after A met B"."""
    before = frame.slotted.text[: frame.start]
    if DAYS_APART.search(before) or _ON_A_RECENT_TRIP.search(before):
        return True
    return _AT_SOME_TIME.search(frame.slotted.text, frame.region[0]) is not None


def inherits_day(frame: Frame) -> bool:
    """Whether the construction carries the story on, so that the story's day is its day."""
    if frame.form == "programme":
        return True
    if points_back(frame) or at_some_time(frame):
        return False
    if frame.form == "participle":
        return _OPENS.fullmatch(frame.slotted.text, 0, frame.start) is not None
    if frame.form == "nominal" and _HAD_BEEN.search(frame.slotted.text, 0, frame.start):
        return False
    if frame.form == "nominal" and frame.start < 25:
        return True
    if frame.status != "held":
        return False
    words = frame.slotted.text[: frame.end + 40]
    if _CLOSE_TO.match(words):
        return True
    if _PLUPERFECT.search(frame.slotted.text, 0, frame.start):
        return False
    if re.search(
        r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?)\b",
        without_relative(words),
        re.I,
    ):
        return False
    return _SEQUENCE.search(words) is not None or frame.slotted.sentence.index > 0


_PLUPERFECT = re.compile(r"\bhad (?:(?:also|earlier|already|previously|just|then) )*$")
# "an impetus had been given during the meetings between A and B"
_HAD_BEEN = re.compile(r"\bhad (?:\w+ly |already |also )?been [a-z]+\b[^.;,]{0,40}$")


_SPEECH = re.compile(
    r"\b(?:said|says|noted|recalled|stressed|added|told|pointed out|underlined|stated|"
    r"recalls)\b[^.;]{0,40}$|\bthat\b[^.;]{0,60}$"
)


def in_speech(view: Slotted, frame: Frame) -> bool:
    """Told inside somebody's words, so no part of the article's own story."""
    before = view.text[: frame.region[0] if frame.region[0] > 0 else frame.start]
    return _SPEECH.search(before) is not None or (
        _SPEECH.search(view.text[: frame.start]) is not None
        and frame.form in ("active", "reciprocal")
    )


def looks_back(candidate: Candidate) -> bool:
    """Looks back: long before the article, or dated only to a month or year."""
    span, anchor = candidate.span, candidate.anchor
    if span is None or anchor is None:
        return False
    return span.precision != "day" or (anchor.start - span.end).days > 14


_RECALLED = Pattern(
    r"\b(?:last|previously|once) (?:met|spoke|talked|held|saw)\b|\brecall(?:s|ed|ing)?\b"
    r"|\bhad (?:\w+ly |last |first |already |also )?(?:met|spoken|talked|held|received)\b"
    r"|\b(?:their|our|his|her|the) (?:last|previous|earlier) (?:meeting|talks|encounter|call)\b"
    r"|\b(?:week|month|year|decade)s? ago\b"
    r"|\blast (?:year|month|spring|summer|autumn|fall|winter)\b"
    r"|[\"\u201c][^\"\u201d]*\b(?:we|i) (?:\w+ )?(?:met|spoke|talked|held)\b",
    re.I,
)
_AGAIN = Pattern(r"\b(?:again|next (?:meeting|talks|round|session|encounter))\b", re.I)


def recalled(candidate: Candidate) -> bool:
    """Told as an earlier encounter: in somebody's words, or by "last met", "recalled"."""
    if candidate.is_title:
        return False
    return candidate.in_speech or words_recall(candidate)


def words_recall(candidate: Candidate) -> bool:
    """Whether the sentence looks back by its words: "last met", "recalled", "had met"."""
    text = candidate.sentence.text
    start, end = candidate.trigger
    comma = (
        text.find(", ", end) if start <= 12 and candidate.form in ("participle", "nominal") else -1
    )
    # "Receiving B, A recalled …": the main clause looks back on something else.
    return _RECALLED.search(text, 0, comma if comma >= 0 else len(text)) is not None


def again(candidate: Candidate) -> bool:
    """Told as a further encounter of those who met: "will meet again"."""
    return _AGAIN.search(candidate.sentence.text) is not None
