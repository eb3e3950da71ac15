"""Formal acts that two sides do together: signing, unveiling, handing over, decorating.

An act says that both were there only where the text puts them together: one plural subject, one
"by A and B", one who signs for each side, one who hands something to another. Whether they are of
different sides is looked at when they are known (`story.missing_side`).
"""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    P_KIND,
    clause_end,
    is_infinitive,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    LIST,
    Found,
    Frame,
    plain,
    subject_after,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.slots import ANY_SIDE, ANYONE, P, Slot, Slotted
from pipeline.patterns import Pattern

_GAP = rf"(?:[^;.\"{ANY_SIDE[1:-1]}]|\.(?=\d))"
_LOOK = Pattern(
    r"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)|initiall?ed|seal(?:ed|s)|unveil|ribbon|inaugurat|wreath|"
    r"foundation stone|broke ground|plant(?:ed|s)|exchanged|hand(?:ed|s|ing)|donat|present(?:ed|s)|"
    r"award|decorat|confer|bestow|pinned|commission|opened|launch)",
    re.I,
)
_PAPER = (
    r"(?:agreements?|memorand(?:um|a)|mous?|m\.o\.u\.?|protocols?|treat(?:y|ies)|conventions?|"
    r"communiqu[eé]s?|declarations?|statements?|contracts?|accords?|pacts?|letters? of intent|"
    r"letters? of exchange|exchange of notes|notes|documents?|deals?|road ?maps?|minutes|"
    r"action plans?|programmes?|programs?|charters?|arrangements?|compacts?|instruments?)"
)
_SIGN = r"(?:signed|signs?|inked|inks?|initiall?ed|sealed|seals?)"
_OPEN = (
    r"(?:unveil(?:ed|s)?|cuts? (?:the|a) (?:\w+ )?ribbon|(?:lay|laid) (?:an? |the )?(?:foundation "
    r"stone|wreath|wreaths|flowers|floral \w+)|broke ground|plant(?:ed|s)? (?:an? |the )?"
    r"(?:\w+ ){0,2}?trees?|inaugurat(?:ed|es?)|officially opened|jointly (?:opened|launched)|"
    r"commission(?:ed|s)|opened(?= (?:the|a|an) (?:[\w'-]+ ){0,4}?(?:building|embassy|chancery|"
    r"consulate|mission|office|cent(?:re|er)|exhibition|hospital|school|bridge|plant)\b))"
)
# "A and B signed the agreement", "A and B cut the ribbon"
_TOGETHER = Pattern(
    rf"\b(?P<verb>{_SIGN}(?=[^;.\"]{{0,100}}?\b{_PAPER}\b)|exchanged(?= (?:the |signed |copies "
    rf"of )*{_PAPER}\b)(?! notes)|{_OPEN})(?!\w)",
    re.I,
)
# "The agreement was signed by A and B"
_DONE_BY = Pattern(
    rf"\b{_PAPER}\b[^;\"]{{0,120}}?\b(?:was|were|been|be|being|is|are)\b{_GAP}{{0,30}}?\b"
    rf"(?:signed|inked|initiall?ed|exchanged)\b(?P<gap>{_GAP}{{0,80}}?)\b(?:by|between)\b"
    r"|\b(?:was|were|been|be|being|is|are) (?:\w+ly )?(?:unveiled|inaugurated|commissioned|cut|"
    rf"laid|performed|officiated)\b{_GAP}{{0,60}}?\bby\b"
    rf"|\b(?:agreements?|memorandum|mou|protocol|treaty|documents?),? signed by\b",
    re.I,
)
_STOP = re.compile(
    r"[;.]|\b(?:in the presence|witnessed|attended|said|says|told|noted|who|after|before|during|"
    r"following|ahead of|as well as the)\b",
    re.I,
)
# "A signed for X while B signed for Y"
_EACH_FOR = Pattern(
    rf"(?P<one>{ANYONE}),?{_GAP}{{0,70}}?\b{_SIGN}\b[^.;\"]{{0,120}}?\b(?:for|on behalf of|on the "
    rf"part of|representing)\b{_GAP}{{0,90}}?\b(?:and|while|whilst|whereas|with)\b{_GAP}{{0,70}}?"
    rf"(?P<two>{ANYONE}),?{_GAP}{{0,60}}?\b(?:signed|did so|inked|sealed|signing|for|on behalf of|"
    r"representing)\b",
    re.I,
)
# What is handed over without its giver and taker meeting for it, or is no thing at all.
_NO_GIFT = re.compile(
    r"\b(?:letters?|messages?|invitations?|petitions?|demands?|reports?|chair\w*|presidency|power|"
    r"powers|leadership|reins|baton|torch|office|posts?|command|cases?|files?|suspects?|prisoners?|"
    r"lists?|proposals?|plans?|credentials|duties|responsibilit\w+|control|bodies|remains|"
    r"sovereignty|territor\w+|authority|evidence|ultimatum|protest|note|notes|greetings|"
    r"condolences|argument|view|views|challenge|opportunit\w+)\b",
    re.I,
)
_GIFT = (
    r"(?:cheques?|checks?|gifts?|donations?|equipment|keys?|vehicles?|ambulances?|consignments?|"
    r"medicines?|vaccines?|books?|computers?|supplies|copies|certificates?|medals?|shields?|"
    r"plaques?|souvenirs?|buses|kits|food|rice|grants?)"
)
_HANDED = Pattern(
    r"\b(?P<verb>(?:hand(?:ed|s)?|turned) over|handed|(?:donat(?:ed|es)|present(?:ed|s)|"
    rf"deliver(?:ed|s))(?={_GAP}{{0,100}}?\b{_GIFT}\b))\b(?P<what>{_GAP}{{0,170}}?)\bto "
    rf"(?:the )?(?P<list>{LIST})",
    re.I,
)
_WAS_HANDED = Pattern(
    r"\b(?P<what>[\w -]{0,80}?)\b(?P<aux>was|were|been|be|is|are|being)(?: \w+ly)? (?P<verb>handed "
    r"over|handed|donated|presented|turned over)\b(?P<rest>[^.;\"]{0,400})",
    re.I,
)
_BY = re.compile(rf"\bby\b[^;{P[1:-1]}]{{0,120}}?(?P<who>{P})")
_TO = re.compile(rf"\bto\b[^;{P[1:-1]}]{{0,120}}?(?P<who>{P})")
_HONOUR = (
    r"(?:orders?|medals?|awards?|decorations?|insignia|title|honou?rs?|cross|star|ribbon|badge|"
    r"knighthood|doctorate|citizenship|sash|collar)"
)
# "A awarded B the Order of …", "A conferred the medal on B"
_DECORATED = Pattern(
    rf"\b(?P<verb>award(?:ed|s)|present(?:ed|s)|decorat(?:ed|es)|invest(?:ed|s)|honou?r(?:ed|s)) "
    rf"(?:the )?(?P<list>{LIST})(?=[^;.\"]{{0,60}}?\b{_HONOUR}\b)"
    rf"|\b(?P<give>confer(?:red|s)|bestow(?:ed|s)|award(?:ed|s)|present(?:ed|s)|pinned)\b"
    rf"(?={_GAP}{{0,140}}?\b{_HONOUR}\b){_GAP}{{0,160}}?\b(?:up)?(?:on|to) (?:the )?"
    rf"(?P<taker>{LIST})",
    re.I,
)
_WAS_DECORATED = Pattern(
    rf"\b(?:was|were|has been|have been|been)(?: \w+ly)? (?P<verb>awarded|decorated|presented|"
    rf"conferred|invested|honou?red)\b(?={_GAP}{{0,140}}?\b{_HONOUR}\b){_GAP}{{0,160}}?\bby "
    rf"(?:the )?(?P<list>{LIST})",
    re.I,
)
_IN_PERSON = Pattern(
    r"\b(?:ceremony|reception|audience|event|function|investiture|banquet|dinner|luncheon|"
    r"meeting|presented|pinned|handed|personally|at the (?:\w+ ){0,3}(?:palace|house|residence|"
    r"embassy|ministry|office))\b",
    re.I,
)
_CEREMONY = Pattern(r"\bceremon(?:y|ies)\b", re.I)
# "At a ceremony in Rome to honour B, A said"
_AT_OCCASION = Pattern(
    r"\b(?:at|during|in|addressing|attending|hosting|to) (?:an?|the) (?:[\w'-]+ ){0,5}?"
    rf"(?P<noun>{lexicon.OCCASION_NOUN})\b(?P<gap>{_GAP}{{0,90}}?)\b(?P<how>in honou?r of|to "
    r"(?:honou?r|award|decorate|bid farewell to|welcome|see off|felicitate)|(?:hosted|given|held|"
    r"organi[sz]ed|arranged|offered|thrown)(?: in (?:his|her|their) honou?r)? by) "
    rf"(?:the )?(?P<list>{LIST})",
    re.I,
)
_FORMAL = ("reception", "ceremony")


def acts(slotted: Slotted, found: Found) -> None:
    """Frames of formal acts with both sides named in the sentence."""
    text = slotted.text
    if _LOOK.search(text):
        _signed(slotted, found)
        _opened(slotted, found)
        _handed(slotted, found)
        _decorated(slotted, found)


def _people(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.kind == P_KIND or slot.heads)


def _signed(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _EACH_FOR.finditer(text):
        if found.free(*match.span("one")):
            one = tuple(slotted.of(match["one"]))
            two = tuple(slotted.of(match["two"]))
            _add(
                slotted, found, match.span(), one, two, text[match.end("one") : match.start("two")]
            )
    for match in _DONE_BY.finditer(text):
        stop = _STOP.search(text, match.end())
        people = _people(slots_of(slotted, (match.end(), stop.start() if stop else len(text))))
        if len(people) > 1 and found.free(*match.span()):
            _add(slotted, found, match.span(), people[:1], people[1:], match[0])


def _opened(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _TOGETHER.finditer(text):
        subject = people_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        people = _people(slots_of(slotted, subject))
        if len(people) == 1:
            joined = _JOINED.search(text[: subject[0]]) or _JOINED.search(
                text[subject[1] : match.start()]
            )
            others = _JOINED_BY.search(text, 0, match.start()) if joined else None
            others = others or _WITH.search(text, match.end(), clause_end(text, match.end()))
            people += _people(slots_of(slotted, others.span("list"))) if others else ()
        if len(people) > 1:
            governing = text[subject[1] : match.start()]
            _add(slotted, found, match.span(), people[:1], people[1:], governing, subject)


_VERB = re.compile(
    r"\b(?:said|says|met|was|were|is|are|has|had|have|who|that|which|held|with|after|when|told|by|"
    r"to|received|visited|will|while|then|during)\b"
)


def people_before(text: str, position: int) -> tuple[int, int] | None:
    """The subject of the verb at `position`, with all of a list whose titles hold commas."""
    subject = subject_before(text, position)
    if subject is None:
        return None
    start = subject[0]
    for match in reversed(list(re.finditer(P, text[:start]))):
        between = text[match.end() : start]
        if re.search(r"[;.]", between) or _VERB.search(between) or not re.search(r",|and", between):
            break
        start = match.start()
    return start, subject[1]


_JOINED = re.compile(r"\b(?:joined by|together with|along with|alongside|jointly with)\b", re.I)
_JOINED_BY = re.compile(
    rf"\b(?:joined by|together with|along with|alongside|jointly with) (?:the )?(?P<list>{LIST})",
    re.I,
)


_WITH = Pattern(
    rf"\b(?:(?:joined by|together with|along with|alongside|jointly with) |with (?={P}))(?:the )?"
    rf"(?P<list>{LIST})",
    re.I,
)


def _handed(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _HANDED.finditer(text):
        if _NO_GIFT.search(plain(match["what"])) or not found.free(*match.span("verb")):
            continue
        subject = subject_before(text, match.start())
        if subject is None:
            continue
        givers = _people(slots_of(slotted, subject))
        takers = _people(slots_of(slotted, match.span("list")))
        if givers and takers:
            governing = text[subject[1] : match.start()]
            _add(slotted, found, match.span(), givers, takers, governing, subject)
    for match in _WAS_HANDED.finditer(text):
        what = plain(match["what"] + match["rest"][:60].split(" by ")[0])
        rest = match["rest"]
        by = _BY.search(rest)
        to = (_TO.search(rest, by.end()) or _TO.search(rest, 0, by.start())) if by else None
        if by is None or to is None or _NO_GIFT.search(what):
            continue
        sides = [tuple(slotted.of(m["who"])) for m in (by, to)]
        if found.free(*match.span("verb")):
            governing = text[max(0, match.start("aux") - 30) : match.start("verb")]
            _add(slotted, found, match.span(), sides[0], sides[1], governing)


def _decorated(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    if not _IN_PERSON.search(text):
        return
    for match in _DECORATED.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        givers = _people(slots_of(slotted, subject))
        takers = _people(slots_of(slotted, match.span("list" if match["list"] else "taker")))
        if givers and takers:
            governing = text[subject[1] : match.start()]
            _add(slotted, found, match.span(), givers, takers, governing, subject)
    for match in _WAS_DECORATED.finditer(text):
        subject = subject_before(text, match.start())
        takers = _people(slots_of(slotted, subject))
        givers = _people(slots_of(slotted, match.span("list")))
        if givers and takers and found.free(*match.span()):
            _add(slotted, found, match.span(), givers, takers, "", subject)


def at_occasion(slotted: Slotted, found: Found) -> None:
    """ "Speaking at a dinner in honour of B, A said": both were there."""
    text = slotted.text
    for match in _AT_OCCASION.finditer(text):
        kind = lexicon.kind_of_noun(plain(match["noun"]))
        if kind not in _FORMAL or not found.free(*match.span()):
            continue
        near = plain(text[max(0, match.start() - 25) : match.start()])
        if re.search(r"\b(?:invit\w+|scheduled|plan\w*|will|due|ahead)\b", near):
            continue
        subject = subject_after(text, match.end()) if match.start() < 30 else None
        subject = subject or subject_before(text, match.start())
        first = _people(slots_of(slotted, subject))
        second = _people(slots_of(slotted, match.span("list")))
        if not first or not second or set(first) & set(second):
            continue
        host = "second" if match["how"].endswith("by") else "first"
        start, end = match.span()
        frame = Frame(
            slotted, start, end, kind, "act", first, second, (0, clause_end(text, end)), host=host
        )
        found.add(with_modality(frame, near, "", finite=True))


def _add(
    slotted: Slotted,
    found: Found,
    span: tuple[int, int],
    first: tuple[Slot, ...],
    second: tuple[Slot, ...],
    governing: str,
    subject: tuple[int, int] | None = None,
) -> None:
    text = slotted.text
    end = clause_end(text, span[1])
    told = "ceremony" if _CEREMONY.search(text) else "act"
    region = (region_start(text, span[0], subject), end)
    words = plain(governing)
    verb = plain(text[span[0] : span[1]]).split(" ")[0].lower()
    finite = not is_infinitive(verb, words) and re.search(r"\b(?:will|to) be\b", words) is None
    frame = Frame(slotted, *span, "ceremony", told, first, second, region)
    frame = with_modality(frame, words, plain(text[span[1] : end]), finite=finite)
    found.add(with_outer(frame, text, subject or (span[0], span[0])))
