"""Verbs of travel: "paid a visit to", "toured", "arrived in", "flew to", "was in"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.meetings.frames import LIST_RE, plain, subject_after, subject_before
from pipeline.meetings.slots import ANYONE, L, R, Slotted
from pipeline.meetings.trips import geography, modality, words
from pipeline.meetings.trips.found import Found, Taken
from pipeline.meetings.trips.geography import Destination
from pipeline.reference import Reference

# "Visiting X, P said", "After visiting X, P flew on": the subject comes behind.
_OPENING = re.compile(
    r"[ ,\"']*(?:(?:after|before|while|when|on|upon|since|by|in|having(?: just| already)?) )?$",
    re.I,
)
# "thanked P for paying a visit to X": whoever the main verb is about.
_FOR = re.compile(rf"(?P<who>{ANYONE})[^;.{ANYONE[1:-1]}]{{0,40}}? for (?:having )?$")
# "P and other speakers of the two regions are on a visit": the one who opens the sentence.
_OPENS = re.compile(
    rf"[\s\W]*(?:{L} ?[-–—]+ )?(?P<who>{ANYONE})(?P<rest>[^;.:\"{ANYONE[1:-1]}]{{0,120}}) $"
)
_VERB_BETWEEN = re.compile(
    r"\b(?:said|says|told|that|which|who|whose|where|when|while|met|received|has|had|is|was|will|"
    r"to|after|before|as|invited|sent|called)\b"
)
# ", who are now": the relative clause is about the one named right before it.
_WHO = re.compile(
    rf"(?P<who>{ANYONE})(?P<rest>(?:,[^,;{ANYONE[1:-1]}]{{0,80}})?,? who(?:"
    rf" [^;,.{ANYONE[1:-1]}]{{1,80}}? and)?"
    rf"(?: (?:is|are|was|were|has|have|had|will|also|now|currently|recently|just|be|been|then"
    rf"|later|earlier))* )$"
)


def subject(view: Slotted, position: int) -> tuple[str, int] | None:
    """Characters of the subject of a verb and where they end; one behind an opening participle."""
    if _OPENING.match(view.text[:position]):
        span = subject_after(view.text, position)
        return (view.text[span[0] : span[1]], position) if span else None
    relative = _WHO.search(view.text[:position])
    if relative:
        people = [
            m
            for m in LIST_RE.finditer(view.text, 0, relative.end("who"))
            if m.end() == relative.end("who")
        ]
        one = not people or re.match(r",? who (?:is|was|has)\b", relative["rest"]) is not None
        return relative["who"] if one else people[0][0], relative.end("who")
    for_it = _FOR.search(view.text[:position])
    if for_it:
        return for_it["who"], for_it.end("who")
    if _AFTERWARDS.search(view.text[:position]):
        span = _first(view.text, position)
        return (view.text[span[0] : span[1]], span[1]) if span else None
    if _OTHERS_LEFT.search(view.text[:position]) and _ING.match(view.text, position):
        return None  # "told five ministers visiting X": not he
    near = _beside(view.text, position)
    span = near or subject_before(view.text, position)
    if span is None:
        opens = _OPENS.match(view.text[:position])
        if opens is not None and not _VERB_BETWEEN.search(opens["rest"]):
            span = opens.span("who")
    return (view.text[span[0] : span[1]], span[1]) if span else None


# "A met B and C before travelling on to X": A.
_AFTERWARDS = re.compile(r"[\w\ue000-\ue6ff],? (?:before|after|as well as|besides|while|without) $")


def _first(text: str, position: int) -> tuple[int, int] | None:
    """The first participants before the position that no preposition governs."""
    for match in LIST_RE.finditer(text, 0, position):
        if not _NO_SUBJECT.search(text[: match.start()]):
            return match.span()
    return None


_ING = re.compile(r"\w+ing\b")
_OTHERS_LEFT = re.compile(r"\b[a-z]{4,}s\s$")
# "Both sides expect P will visit X": the subject stands right before its verb.
_AUXILIARIES = re.compile(
    r",? (?:(?:will|would|has|have|had|is|was|are|were|also|be|been|now|then|just|soon|shortly|to"
    r"|due"
    r"|expected|scheduled|set|going|planning) )*$"
)
_NO_SUBJECT = re.compile(
    r"\b(?:with|by|to|of|for|from|in|between|among|on|at|than|like|about|and|or|who|which|met|meets"
    r"|received|hosted|told|accompan\w+|inform\w+|invit\w+|ask\w+)\s(?:[\w'-]+\s){0,3}$|[,(]\s?$",
    re.I,
)


def _beside(text: str, position: int) -> tuple[int, int] | None:
    """The participants right before the verb, where a verb of saying or thinking governs them."""
    people = [m for m in LIST_RE.finditer(text, 0, position)]
    if not people or not _AUXILIARIES.fullmatch(text[people[-1].end() : position]):
        return None
    before = text[: people[-1].start()]
    if _NO_SUBJECT.search(before) or not _THAT.search(before):
        return None
    return people[-1].span()


_THAT = re.compile(
    r"\b(?:expects?|expected|believes?|says?|said|hopes?|thinks?|confirm\w*|announc\w+|reports?"
    r"|reported|understands?)(?: that)?\s$"
)


def told(
    view: Slotted,
    match: re.Match[str],
    where: list[Destination],
    *,
    strong: bool = True,
    ongoing: bool = False,
    unplaced: bool = False,
    plural: bool = False,
) -> Found:
    """What a verb of travel reports, with its subject."""
    start = match.start()
    clause = max(view.text.rfind(sign, 0, start) for sign in ",;") + 1
    who, subject_end = subject(view, start) or ("", clause)
    title = view.sentence.passage.kind == "title"
    status, reason = modality.of_verb(view, min(subject_end, start), match, _verb_of(match))
    return Found(
        start,
        match.end(),
        who,
        "named",
        where,
        match[0],
        status,
        strong,
        ongoing,
        unplaced,
        plural,
        opening=True,
        asserted=not title
        or re.search(r"(?:ed|t|ew|ame|ook|aid|ade)$", _verb_of(match)) is not None,
        verb=_verb_of(match),
        reason=reason,
    )


def _verb_of(match: re.Match[str]) -> str:
    found = match.groupdict()
    return str(found.get("verb") or found.get("led") or "").lower()


def light(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    for match in words.LIGHT.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        where = geography.behind_noun(view, match.end()) or geography.inside_phrase(
            view, match["words"], reference
        )
        if not where and words.STARTED.match(match["verb"]):
            where = geography.first_stop(view, match.end())
        plural = match["noun"].lower().endswith("s")
        ongoing = match["verb"].lower().split()[0] in ("is", "are") or (
            match["verb"].lower().endswith("ing")
            and re.search(r"\b(?:is|are)\s$", view.text[: match.start()]) is not None
        )
        unplaced = not where and not geography.elsewhere(view, match.end())
        if not where and not unplaced and not geography.to_region(view, match.end()):
            continue
        item = told(view, match, where, plural=plural, ongoing=ongoing, unplaced=unplaced)
        item.reason = item.reason or modality.in_general(match["words"])
        yield item


def transitive(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    for match in words.TRANSITIVE.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        verb = match["verb"].lower()
        before = view.text[: match.start()]
        if verb in ("visits", "tours") and not (
            words.FINITE_LEFT.search(before)
            or (view.sentence.passage.kind == "title" and words.OFFICE_LEFT.search(before))
        ):
            continue
        where = geography.behind_verb(view, match.end())
        unplaced = not where and words.HERE.match(view.text[match.end() :]) is not None
        strong = True
        if not where and not unplaced:
            where = _inside_a_place(view, match.end())
            strong = _WHERE_HE.match(view.text[match.end() :]) is not None
            if not where:
                continue
        if verb == "reached" and not where:
            continue
        before = view.text[: match.start()].rstrip()
        ongoing = verb == "visiting" and not re.search(
            r"\b(?:after|before|while|when|by|of|was|were|been|for)$", before
        )
        yield told(view, match, where, strong=strong, ongoing=ongoing, unplaced=unplaced)


_THING = re.compile(
    r"\s(?:the |an? |several |some |two |three )?(?:[\w'\ue100-\ue1ff-]+ ){0,5}?(?:museum|memorial"
    r"|factory|exhibition|hospital|school|university|site|monument|mausoleum|cemetery|plant|company"
    r"|farm|village|centre|center|headquarters|temple|church|base|port|laborator\w+"
    r"|project|park|camp|institute|academy|enterprise|zone|market)s?\b[^;,.\"]{0,30}?(?:,\s)?$",
    re.I,
)


_WHERE_HE = re.compile(rf"[^;.]{{0,90}}?,? where {ANYONE}")


def _inside_a_place(view: Slotted, position: int) -> list[Destination]:
    """ "visited a factory in Shenzhen": whoever comes from abroad has been to that country."""
    for match in re.finditer(words.DESTINATION, view.text[position : position + 80]):
        between = view.text[position : position + match.start()]
        if _THING.match(between):
            return geography.behind_verb(view, position + match.start())
        break
    return []


def arrival(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    for match in words.ARRIVAL.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        where = geography.behind_noun(view, match.end())
        unplaced = not where
        yield told(view, match, where, unplaced=unplaced)


def motion(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    for match in words.MOTION.finditer(view.text):
        if not taken.free(*match.span()) or words.NOT_TRAVEL.match(
            view.text[match.end() :].lstrip()
        ):
            continue
        where = geography.behind_verb(view, match.end())
        unplaced = not where and words.HERE.match(view.text[match.end() :]) is not None
        if not where and not unplaced:
            continue
        aim = re.match(
            r"[^;.]{0,40}?(?:\bfor\b|\bto (?:attend|meet|hold|take|join|discuss|sign)\b|\bon "
            rf"an?\b|\bat the (?:head|invitation)\b|\bwith a\b|\bwhere {ANYONE})",
            view.text[match.end() :],
        )
        moving = (
            not aim
            and re.match(
                r"(?:come|came|go|went|head|continue|move|proceed|left|leav|bound)",
                match["verb"],
                re.I,
            )
            is not None
        )
        item = told(view, match, where, strong=not moving, unplaced=unplaced)
        if re.search(r"ing\b", item.verb.split()[0]) and re.search(
            r"\b(?:is|are)\s$", view.text[: item.start]
        ):
            item.status = "announced"
        yield item


def where_he_is(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "met B in Lima, where he is attending the summit"."""
    for match in words.WHERE_HE_IS.finditer(view.text):
        where = geography.behind_verb(view, match.start("where"))
        if where and taken.free(*match.span()):
            yield Found(
                match.start(),
                match.end(),
                match["who"],
                "named",
                where,
                match[0],
                ongoing=match["verb"].lower() in ("is", "are"),
                verb="stayed",
            )


_STAY = re.compile(r"\b(?:days|weeks|visit|trip|tour|stay|talks)\b")


def returned(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    for pattern in (words.RETURNED, words.RETURNED_THENCE, words.AFTER_STAY):
        for match in pattern.finditer(view.text):
            if not taken.free(*match.span()):
                continue
            if pattern is words.RETURNED_THENCE:
                slot = view.slots[view.text[match.end()]]
                if not slot.words.lower().startswith("from "):
                    continue
            where = geography.behind_noun(view, match.end()) or geography.behind_verb(
                view, match.end()
            )
            if not where:
                continue
            strong = pattern is not words.AFTER_STAY or _STAY.search(match[0]) is not None
            yield told(view, match, where, strong=strong)


def led_on(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "will lead the delegation of the ministry on a working visit to X"."""
    for match in words.LED_ON.finditer(view.text):
        where = geography.behind_noun(view, match.end())
        if where and taken.free(*match.span()):
            yield told(view, match, where)


def led(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "led a delegation to X": a slot of its own where the name and the verb stand together."""
    for match in words.LED.finditer(view.text):
        where = geography.behind_verb(view, match.end())
        if not where or not taken.free(*match.span()):
            continue
        if match["leading"]:
            if view.slots[match["leading"]].words == "leading":
                start = match.start("verb")
                yield Found(
                    start,
                    match.end(),
                    match["leading"],
                    "named",
                    where,
                    match[0],
                    opening=True,
                    verb="led",
                )
            continue
        yield told(view, match, where)


GROUNDS = re.compile(
    rf"\s?(?:,?\s?(?:[\ue400-\ue4ff]|for\b|to (?:attend|take part|participate|meet"
    rf"|discuss|hold)|on (?:an?|his|her|their) (?:[\w-]+ ){{0,4}}(?:visit|trip|tour)"
    rf"|as (?:part|head|leader)|at the (?:head|invitation)|and "
    rf"[{words.DESTINATION[1:-1]}]|with a delegation|where (?:he|she|they|{ANYONE})))"
)


def stayed(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "was in Seoul from … to …": being somewhere counts where a time or purpose is given."""
    for match in words.STAYED.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        listed = geography.behind_verb(view, match.end())
        if not listed:
            continue
        rest = re.compile(rf"(?:(?:in|at|and|,|the)\s|\s?{words.DESTINATION}|,)*").match(
            view.text, match.end()
        )
        end = rest.end() if rest else match.end()
        verb = match["verb"].lower()
        due = verb.endswith((" due", " expected"))
        plain_being = verb.split()[0] in ("is", "are", "was", "were", "will") and not due
        before = view.text[: match.start()]
        if plain_being and not (GROUNDS.match(view.text, end) or GROUNDS.match(view.text, end - 1)):
            continue
        if re.search(
            r"\b(?:held|born|based|located|there|it|which|that|summit|meeting|ceremony"
            r"|conference|forum)\s$",
            before,
            re.I,
        ):
            continue
        if not re.search(
            rf"{ANYONE}(?:,[^;]{{0,90}}|\s(?:who\s|also\s|\w+ly\s)?|,?\swho\s)$", before
        ):
            continue
        strong = not plain_being or verb.split()[0] in ("is", "are", "will")
        yield told(
            view,
            match,
            listed,
            strong=strong,
            ongoing=verb.split()[0] in ("is", "are") and not verb.endswith(" be"),
        )


_COMPANION = re.compile(
    r"\b(?:with|accompanied by|along with) (?:(?:his|her|their) )(?:[\w-]+ ){0,3}?[\w-]+,?\s$"
)


def on_visit(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "B, who is on a three-day visit to X", "B, on a visit to X,"."""
    for match in words.ON_VISIT.finditer(view.text):
        where = geography.behind_noun(view, match.end()) or _in_gap(view, match["gap"])
        unplaced = not where and not geography.elsewhere(view, match.end())
        if not where and not unplaced:
            continue
        if _COMPANION.search(view.text[: match.start("who")]):
            continue  # "arrived with his wife, P, on a state visit": his
        during = re.search(r"\b(?:for|during)\s$", view.text[: match.start("words")])
        if during and not match["gap"].strip(" ,"):
            continue
        gap = plain(match["gap"]).strip(" ,")
        ongoing = not re.search(r"\b(?:was|were|had been|has been)\b", gap)
        status = "announced" if modality.in_general(gap + " ") else "held"
        companion = _WITH_HIS.search(view.text, 0, match.end("who"))
        his = companion is not None and view.slots[match["who"]].words.endswith(" delegation")
        yield Found(
            match.start("who") + 1,
            match.end(),
            companion["head"] if companion is not None and his else match["who"],
            "named",
            where,
            match[0],
            status,
            ongoing=ongoing,
            unplaced=unplaced,
            verb="on",
        )


# "P, president of the league, and his delegation, who are on a visit": P
_WITH_HIS = re.compile(rf"(?P<head>{ANYONE})(?:,[^;.{ANYONE[1:-1]}]{{0,80}})?,? (?:and|with) {R}$")


def in_the_country(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "B, who is in the country to open a school": he is where the article is written."""
    for match in words.IN_THE_COUNTRY.finditer(view.text):
        if taken.free(*match.span()):
            yield Found(
                match.start("who") + 1,
                match.end(),
                match["who"],
                "named",
                [],
                match[0],
                ongoing=match["verb"].lower() in ("is", "are"),
                unplaced=True,
                verb="arrived",
            )


def _in_gap(view: Slotted, gap: str) -> list[Destination]:
    match = re.search(L, gap)
    return geography.behind_verb(view, view.text.index(match[0])) if match else []


FINDERS = (
    led_on,
    on_visit,
    in_the_country,
    where_he_is,
    light,
    transitive,
    arrival,
    motion,
    returned,
    led,
    stayed,
)
