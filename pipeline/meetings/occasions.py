"""Receptions, ceremonies and conferences: hosted, held and attended."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import is_infinitive, slots_of
from pipeline.meetings.frames import (
    LIST,
    Found,
    Frame,
    plain,
    subject_before,
    with_modality,
)
from pipeline.meetings.slots import ANYONE, PERSON, REFERENCE, D, L, Slot, Slotted
from pipeline.patterns import Pattern

_HOST_VERB = (
    r"(?:hosted|hosts|hosting|held|holds|gave|gives|threw|threw|organi[sz]ed|"
    r"organi[sz]es|staged|offered|co-hosted|arranged|convened)"
)
_OCCASION = (
    r"(?P<noun>(?:(?:an?|the|this|their|his|her|its|"
    rf"\d+\w\w)\s)?(?:[\w'\"/-]+,?\s){{0,7}}?{lexicon.OCCASION_NOUN})\b"
)
_HOSTED = Pattern(rf"\b(?P<verb>{_HOST_VERB})\s{_OCCASION}", re.I)
_GUESTS = re.compile(
    r"\b(?:for|together with|jointly with|along with|in honou?r of|to honou?r|to welcome|to "
    r"celebrate with|(?:which|that) (?:was|"
    r"were) (?:also )?attended by|attended by|in the presence of|with the participation "
    r"of|"
    r"with the attendance of|joined by|to|with|among the guests (?:was|were)|guests included|"
    rf"for visiting|bringing together|featuring)\s+(?P<list>{LIST})",
)
_IN_ATTENDANCE = re.compile(
    rf"\bwith\s+(?P<list>{LIST})(?:,? among others,?)?\s+(?:in attendance|present|attending|"
    r"among the guests)\b"
)
_WAS_HELD = Pattern(
    rf"\b(?P<noun>{lexicon.OCCASION_NOUN})\b(?P<gap>[^;.\"{ANYONE[1:-1]}]{{0,120}}?)"
    r"\b(?:was|were|is|are|will be|is to be|took place)\b",
    re.I,
)
_ATTENDED = Pattern(
    r"\b(?P<verb>attended|attends|attend|attending|addressed|addresses|addressing|inaugurated|"
    r"witnessed|co-chaired|co-chairs|co-chair|co-hosted|co-hosts|jointly chaired|jointly "
    r"chairs|chaired|chairs|chair|presided over|opened|took part in|participated in|"
    r"joined|joins|launched)\b"
    rf"\s(?:together\s)?(?P<what>(?:(?!\b(?:with|attended by|hosted by|said|and)\b|{D}|{L}|"
    rf"[;\"]|, ).){{0,160}}?\b(?:{lexicon.OCCASION_NOUN}|{lexicon.ENCOUNTER_NOUN}))\b",
    re.I,
)
_WITH = re.compile(
    r"\b(?:(?:together|jointly|along|alongside),? )?(?:with|alongside|hosted by|held by|"
    rf"organi[sz]ed by)\s+(?P<list>{LIST})",
    0,
)


def _sentence_rest(text: str, position: int) -> int:
    stop = re.compile(r"[;\"]|\b(?:said|says|told|noted|who|during which)\b").search(text, position)
    return stop.start() if stop else len(text)


def occasions(slotted: Slotted, found: Found) -> None:
    """Hosted, held and attended occasions; one-sided ones stay for later sentences to complete."""
    _credentials(slotted, found)
    _hosted(slotted, found)
    _held(slotted, found)
    _co_chaired(slotted, found)
    _attended(slotted, found)


# "will receive the letters of credence of six ambassadors": their names follow
_CREDENTIALS = Pattern(
    r"\b(?P<verb>receiv(?:ed|es|e)|accept(?:ed|s)?) (?:the |their )?(?:[\w-]+ ){0,2}?(?:letters? "
    r"of (?:credence|recall)|credentials)\b",
    re.I,
)


def _credentials(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _CREDENTIALS.finditer(text):
        subject = subject_before(text, match.start())
        if subject is None or not found.free(*match.span()):
            continue
        governing = plain(text[subject[1] : match.start()])
        frame = Frame(
            slotted,
            *match.span(),
            "ceremony",
            "credentials",
            slots_of(slotted, subject),
            (),
            (_start(text, subject[0]), len(text)),
            host="first",
        )
        finite = not is_infinitive(match["verb"].lower(), governing)
        found.add(with_modality(frame, governing, plain(text[match.end() :]), finite=finite))


def _hosted(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _HOSTED.finditer(text):
        if not found.free(*match.span()):
            continue
        noun = plain(match["noun"])
        if re.search(r"\b(?:meetings?|talks|summits?|sessions?|round)\b", noun) and not re.search(
            r"committee|commission|mechanism|forum", noun
        ):
            continue
        if re.search(r"\b(?:coming|upcoming|next|future|planned)\b", noun):
            continue
        subject = subject_before(text, match.start())
        hosts = slots_of(slotted, subject)
        end = _sentence_rest(text, match.end())
        guests: tuple[Slot, ...] = ()
        for pattern in (_IN_ATTENDANCE, _GUESTS):
            for guest in pattern.finditer(text, match.end(), end):
                if guest[0].startswith(("to ", "for ")) and re.search(
                    r"[a-z]{3,} (?:the|a|an) ", plain(text[match.end() : guest.start()])[-14:]
                ):
                    continue
                guests += tuple(s for s in slots_of(slotted, guest.span("list")) if s not in guests)
        governing = plain(text[subject[1] : match.start()]) if subject else ""
        start = 0 if not found.frames else (subject[0] if subject else match.start())
        honour = _IN_HONOUR.search(text, match.end(), end)
        if not guests and honour is not None:
            guests = (_honoured(slotted, honour.start("who")),)
        frame = Frame(
            slotted,
            match.start(),
            match.end(),
            lexicon.kind_of_noun(noun),
            "hosted",
            hosts,
            guests,
            (start, end),
            host="first",
        )
        found.add(
            with_modality(
                frame,
                governing,
                "",
                finite=not re.search(r"\b(?:to|will|would|could|may)\s*$", governing),
            )
        )


# "hosted a dinner in his honour": for whom the sentence tells of beside the host
_IN_HONOUR = re.compile(r"\b(?:in|to) (?P<who>his|her) honou?r\b", re.I)


def _honoured(slotted: Slotted, position: int) -> Slot:
    start, end = slotted.source(position, position + 1)
    return Slot(REFERENCE, start, end, words="him")


def _held(slotted: Slotted, found: Found) -> None:
    """ "A ceremony was held …, attended by A and B"; "The event was attended by A"."""
    text = slotted.text
    for match in _WAS_HELD.finditer(text):
        if not found.free(match.start("noun"), match.end()):
            continue
        noun = plain(" ".join([*text[: match.start()].split()[-3:], match["noun"]]))
        if (
            re.search(r"\b(?:meetings?|talks|summits?)\b", noun)
            and re.match(r"\s+(?:attended|also attended)", text[match.end() :]) is None
        ):
            continue
        end = _sentence_rest(text, match.end())
        guests: tuple[Slot, ...] = ()
        for pattern in (_IN_ATTENDANCE, _GUESTS):
            for guest in pattern.finditer(text, match.end() - 4, end):
                guests += tuple(s for s in slots_of(slotted, guest.span("list")) if s not in guests)
        hosts: tuple[Slot, ...] = ()
        by = re.compile(
            r"\b(?:hosted|held|organi[sz]ed|co-hosted|presided over|given|chaired|co-chaired)"
            rf"(?:[^;.{ANYONE[1:-1]}]{{0,60}}?)\sby\s+(?P<list>{LIST})"
        ).search(text, match.start(), end)
        if by:
            hosts = slots_of(slotted, by.span("list"))
        generic = re.search(
            r"\b(?:the|this)\s(?:event|ceremony|reception|banquet|meeting|talks|celebration|gala|"
            r"conference|forum|workshop|dinner|launch)$",
            noun,
            re.I,
        )
        if generic and not hosts:
            continue  # speaks of an occasion named before: attendance()
        if not (guests or hosts):
            continue
        together = not guests and by is not None and "chair" in by[0] and len(hosts) > 1
        if together:
            hosts, guests = hosts[:1], hosts[1:]  # "was co-chaired by A and B": a side each
        if _of_act(found, hosts + guests):
            continue
        frame = Frame(
            slotted,
            match.start("noun"),
            match.end(),
            lexicon.kind_of_noun(noun),
            "held",
            hosts or guests[:1],
            guests if hosts else guests[1:],
            (0, end),
            host="first" if hosts and not together else None,
        )
        verb = text[match.end() - 8 : match.end()]
        found.add(
            with_modality(
                frame,
                plain(verb),
                plain(text[match.end() : end]),
                finite="will" not in verb and "to be" not in verb,
            )
        )


# "The session of the joint commission opened in Lima, co-chaired by A and B"
_CO_CHAIRED = Pattern(
    rf"\b(?P<noun>sessions?|commission|committee|consultations|conference|forum)\b"
    rf"[^;\"{ANYONE[1:-1]}]{{0,160}}?, (?:co-|jointly )chaired by\b(?P<by>[^;\".]{{1,300}})"
)


def _co_chaired(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    match = None if found.frames or "chaired by" not in text else _CO_CHAIRED.search(text)
    if match is None:
        return
    sides = tuple(s for s in slots_of(slotted, match.span("by")) if s.kind == PERSON)
    if len(sides) == 2:
        kind = "consultation" if match["noun"] == "consultations" else "conference"
        span = match.start("noun"), match.end("noun")
        found.add(Frame(slotted, *span, kind, "held", sides[:1], sides[1:], (0, len(text))))


def _of_act(found: Found, there: tuple[Slot, ...]) -> bool:
    """ "signed it in a ceremony that was witnessed by C": C was at the signing."""
    for index, frame in enumerate(found.frames):
        if frame.form in ("act", "ceremony"):
            known = {*frame.first, *frame.second}
            new = tuple(slot for slot in there if slot not in known)
            found.frames[index] = replace(frame, attendees=frame.attendees + new)
            return True
    return False


def _attended(slotted: Slotted, found: Found) -> None:
    text = slotted.text
    for match in _ATTENDED.finditer(text):
        if not found.free(*match.span()):
            continue
        noun = plain(match["what"])
        if re.match(
            r"(?:the|these|those|this|all|both|relevant)\s+(?:meetings?|talks|events?|ceremony|"
            r"activities|banquet|reception|interview|session|consultations?)$",
            noun.strip(),
            re.I,
        ):
            continue
        if re.search(r"\b(?:coming|upcoming|next|future|planned)\b", noun):
            continue
        if re.search(r"\bwho\s$", text[: match.start()]) and match["verb"].endswith("s"):
            continue  # "X, who chairs the committee": an office, no event
        subject = subject_before(text, match.start()) or _visitor_before(text, match.start())
        if subject is None:
            continue
        end = _sentence_rest(text, match.end())
        others: tuple[Slot, ...] = ()
        for other in _WITH.finditer(text, match.end(), end):
            if len(text[match.end() : other.start()]) <= 100:
                others += tuple(s for s in slots_of(slotted, other.span("list")) if s not in others)
        for guest in re.compile(
            r"\b(?:attended by|in the presence of|joined by|with the participation "
            rf"of)\s+(?P<list>{LIST})"
        ).finditer(text, match.end(), end):
            others += tuple(s for s in slots_of(slotted, guest.span("list")) if s not in others)
        sides = slots_of(slotted, subject)
        kind = lexicon.kind_of_noun(noun)
        chaired = (
            "chair" in match["verb"].lower()
            or "preside" in match["verb"].lower()
            or "host" in match["verb"].lower()
        )
        if kind == "meeting" and re.search(
            r"committee|commission|mechanism|council|steering",
            noun + plain(text[match.end() : match.end() + 60]),
            re.I,
        ):
            kind = "conference"
        governing = plain(text[subject[1] : match.start()])
        frame = Frame(
            slotted,
            match.start(),
            match.end(),
            kind,
            "chaired" if chaired else "attended",
            sides if others or len(sides) < 2 else sides[:1],
            others or sides[1:],
            (_start(text, subject[0]), end),
            host=None,
        )
        after = plain(text[match.end() : end])
        finite = not re.search(r"\b(?:to|will|would|could|may)\s*$", governing)
        if re.search(r"\bwhich (?:was|were) held\b|\bwhich took place\b", after):
            finite, governing = True, ""  # "came to attend the forum, which was held on …"
        found.add(with_modality(frame, governing, after, finite=finite))


def _visitor_before(text: str, position: int) -> tuple[int, int] | None:
    """ "The purpose of A's visit was to attend …": the visitor attends."""
    match = re.search(
        rf"({ANYONE})'s (?:\w+ )?(?:visit|trip|tour|stay)\b[^.;\"]{{0,40}}$", text[:position]
    )
    return match.span(1) if match else None


def _start(text: str, position: int) -> int:
    return 0 if not re.search(r"[;\"]", text[:position]) else position
