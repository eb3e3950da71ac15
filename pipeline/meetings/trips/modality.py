"""Whether a trip took place, is still to come, or is told as unreal: from the words around it."""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.frames import plain, refusal
from pipeline.meetings.slots import Slotted

Modality = tuple[str, str | None]  # status, and why it is no trip

# Before the verb or noun, up to its subject.
_REJECTED_BEFORE = re.compile(
    r"\b(?:(?:was|were|been) to have|had been (?:due|scheduled|expected|slated|set|planning)"
    r"|(?:originally|initially|previously) (?:due|scheduled|planned|slated|expected)|not|never"
    r"|n't|without|neither|nor|no longer"
    r"|would(?: have)?|could(?: have)?"
    r"|might|should|must|if|unless|whether|when(?:ever)? (?:he|she|they) (?:visit|come|go)s?"
    r"|refus\w+|declin\w+|cancel\w*|postpon\w+|call(?:ed|s)? off|put off|scrapp\w+"
    r"|shelv\w+|skipp?\w*|abandon\w*|rul(?:e|ed|es) out|den(?:y|ied|ies)|rumou?r\w*|speculat\w+"
    r"|invit\w+|ask(?:ed|s)?|urg(?:ed|es)|request\w*|want(?:s|ed)?|hop(?:e|es|ed|ing)"
    r"|wish\w*|willing\w*|ready|look(?:s|ed|ing)? forward|eager|keen|propos\w+|offer\w*"
    r"|consider\w*|possib\w+|potential|hypothetical|accept\w*|welcome(?:s|d)? (?:to"
    r"|\ue000)|encourag\w+|allow\w*|barr?\w* from|banned from|prevent\w*|unable|fail(?:ed|s)? to"
    r"|each time|every time|whenever|every (?:year|month)|frequent\w*|regular\w*|often"
    r"|always|sometimes|usually|occasionally|each other|used to|likes? to|tourists?"
    r"|travell?ers|citizens|pilgrims)\b",
    re.I,
)
# "may visit": a verb, not the month.
_MAY = re.compile(r"\bmay (?:also |soon |well )?$")
_REJECTED_AFTER = re.compile(
    r"^(?:[^;,.]{0,40},[^;,.]{0,40},)?[^;,.]{0,70}?\b(?:(?:was|were|is|has been|had "
    r"been|have been|been|being|be) "
    r"(?:[a-z]+ )?(?:cancell?ed|postponed|called off|delayed|scrapped|put off|put on "
    r"hold|suspended|shelved|ruled out|cut short before)"
    r"|(?:would|could|might|may|should) (?:take place|happen|be |help|bring|send|mark)"
    r"|as (?:early|soon) as possible|at an early date|at a (?:mutually )?convenient (?:time|date)"
    r"|did not take place|never took place|fell through|each year|every year"
    r"|frequently|regularly|repeatedly|\w+ times|on \w+ occasions)\b",
    re.I,
)
# Right before a noun: the trip itself is unreal or meant in general.
_REJECTED_NOUN = re.compile(
    r"\b(?:cancel\w*|postpon\w+|call(?:ed|s|ing)? off|scrapp\w+|put off|delay\w*"
    r"|refus\w+|declin\w+|den(?:y|ied|ies|ying)|rumou?rs?|speculat\w+|reports?"
    r"|possib\w+|potential|proposed|eventual|hypothetical"
    r"|invit\w+|(?:new )?dates? (?:for|of)|timing of|reschedul\w+|no|no plans?|mooted|suggest\w+"
    r"|propos\w+|hop(?:e|es|ed|ing)|instead of"
    r"|rather than|without|ruled out|if|whether|prospects?|idea|request\w*|would|could"
    r"|might|accept\w*|oppos\w+|protest\w* against|welcome(?:s|d)? (?:a|the possible)"
    r"|looks? forward to|looked forward to|looking forward to|wish\w*|any)\b"
    r"[^;,.]{0,40}$",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|is to|are to|was to|were to|is due|are due|due to|is set"
    r"|are set|set to|scheduled|expected to|plans? to|planning to|going to|about to"
    r"|slated|intends? to|preparing to|prepares to"
    r"|agreed to|poised to|expects to|announced (?:he|she|they) would)\b(?:(?! and )[^;,.]){0,40}$",
    re.I,
)
_FUTURE_NOUN = re.compile(
    r"\b(?:ahead of|before(?! (?:mid|noon|dawn|dusk|sun|\d))|prior to|on the eve of"
    r"|in preparation (?:for|of)|preparations? for|prepar(?:e|es|ed|ing)(?: for)?|upcoming"
    r"|forthcoming|planned"
    r"|scheduled|next|coming|future|pending|impending|announc(?:ed|es|ing|ement of)"
    r"|will be|plans? for|arrangements for|set for|due for)\b[^;,.]{0,50}$",
    re.I,
)
# "became the first head of state to visit": the infinitive tells what happened.
_HELD_INFINITIVE = re.compile(
    r"\b(?:became|becomes|becoming|was|is|being) [^;.]{0,80}?\b(?:first|second|third"
    r"|fourth|last|latest|only|highest|most senior|\w+th)\b[^;.]{0,80}? to (?:have "
    r")?(?:ever )?$|\bdid (?:also )?$|\bto have $|\b(?:went on|managed|continued|proceeded) to $"
    r"|\b(?:left|departed|flew|travell?ed|set off|set out|arrive[ds]|landed|came|reached)\b"
    r"[^;.]{0,80} to $",
    re.I,
)
_GENERIC_NOUN = re.compile(
    r"\b(?:exchanges? of|mutual|reciprocal|frequent|regular|many|numerous"
    r"|no)\s(?:\w+\s){0,2}$|\bexchange\w* (?:of )?(?:\w+ )?$",
    re.I,
)
_BASE = frozenset(
    "visit tour pay make undertake begin start end conclude complete finish conduct "
    "open continue launch have go fly come travel head journey proceed arrive depart "
    "leave return lead carry embark wrap".split()
)

# Before the subject: what follows is no report of a trip.
_CONDITION = re.compile(
    r"\b(?:if|whether|unless|in case|speculation(?: that)?|rumou?rs(?: that)?|denied(?: that)?"
    r"|no evidence that|unclear whether)\s(?:[\w'-]+\s){0,3}¤$|\bshould\s¤$",
    re.I,
)
_WHEN_HE = re.compile(r"\bwill (?!not\b)[^;.]*\b(?:when|as) ¤$")
_REPORTED = re.compile(r" would (?:also |soon |then |next |first )?$")
_SAID = re.compile(
    r"\b(?:said|announced|confirmed|added|told [^;,.]{1,40}|says|reported) (?:that "
    r")?¤$"
)
_PROMISED = re.compile(r"(?:will\b|(?:is|are|was) (?:(?:\w+ )?to be|due|expected)\b)")
# "left on a tour that will take him to X"
_WILL_TAKE = re.compile(r"[^;.\"]{0,60}?\b(?:that|which) (?:will|is to) (?:also )?take\b")


def of_verb(view: Slotted, subject_end: int, match: re.Match[str], verb: str) -> Modality:
    """Modality of a verb of travel whose subject ends at `subject_end`."""
    start, end = match.span()
    governing = plain(view.text[subject_end:start])
    if len(governing) > 160:
        return "held", "unclear"
    clause = re.split(r"[,;]| and ", governing)[-1][-70:]
    after = plain(view.text[end:])
    undone = _REJECTED_AFTER.search(after) or _undone_title(view, after)
    if undone:
        return "held", _reason(undone[0])
    unreal = _CONDITION.search(plain(view.text[:subject_end])[-100:])
    if unreal:
        return "held", _reason(unreal[0])
    future = _FUTURE.search(governing[-70:]) is not None
    if _REPORTED.match(governing) and _SAID.search(plain(view.text[:subject_end])[-60:]):
        return "announced", None  # "said she would travel to X"
    base = verb.split()[0] in _BASE
    if base:
        if _HELD_INFINITIVE.search(plain(view.text[:start])[-160:]):
            return "held", None
        plural = not governing.strip() and " and " in view.text[:start]
        title = view.sentence.passage.kind == "title" and (governing.endswith("to ") or plural)
        if _WHEN_HE.search(plain(view.text[:subject_end])[-120:]):
            return "announced", None  # "I will see her next month when I travel to X"
        if not (future or title) or _MAY.search(clause):
            return "held", _reason(clause)
    blocked = _REJECTED_BEFORE.search(clause)
    if blocked and not (future and blocked[0].lower().startswith(("announc", "accept"))):
        return "held", _reason(blocked[0])
    coming = future or base or _PROMISED.match(verb) or _WILL_TAKE.match(after)
    return ("announced" if coming else "held"), None


def of_noun(view: Slotted, start: int, end: int) -> Modality:
    """Modality of a noun phrase of travel, from the words around it."""
    before = plain(view.text[:start])[-60:]
    after = plain(view.text[end:])
    unreal = (
        _REJECTED_NOUN.search(before) or _REJECTED_AFTER.search(after) or _undone_title(view, after)
    )
    inside = plain(view.text[start:end])
    unreal = unreal or _UNREAL_INSIDE.search(inside)
    if unreal:
        return "held", _reason(unreal[0])
    if _FUTURE_NOUN.search(before) or _FUTURE_INSIDE.search(inside) or _WILL.match(after):
        return "announced", None
    return ("announced" if _ON_THE_WAY.search(before) else "held"), None


def takes_place(view: Slotted, start: int, end: int) -> bool:
    """Whether the words around a noun of travel say that the trip is or was made."""
    after = plain(view.text[end:])
    before = plain(view.text[:start])
    if _DURING.search(before[-60:]):
        return not (_TO_COME.match(after) or _TO_COME.search(before))
    return _PAST.match(after) is not None


_DURING = re.compile(
    r"\b(?:during|in the course of|throughout|after|following|since|on|at the (?:end|close) of"
    r"|conclu\w+|recall\w*|recent|latest|successful|last)\b[^;,.]{0,40}$",
    re.I,
)
_TO_COME = re.compile(r"[^;.]{0,80}?\b(?:will|shall|is (?:due|scheduled|expected|set|to))\b")
_PAST = re.compile(
    r"[^;,.]{0,60}?\b(?:was|were|has been|had been|took place|ended|began|started|concluded"
    r"|brought|marked|helped|yielded|resulted|opened|lasted|included)\b"
)


def in_general(words: str) -> str | None:
    """Why words before a noun of travel mean no single trip that took place."""
    words = plain(words)
    found = _GENERIC_NOUN.search(words) or _REJECTED_NOUN.search(words)
    return _reason(found[0]) if found else None


_UNREAL_INSIDE = re.compile(
    r"\b(?:possible|potential|proposed|cancell?ed|postponed|aborted|eventual|planned but|frequent"
    r"|regular)\b",
    re.I,
)
_FUTURE_INSIDE = re.compile(
    r"\b(?:upcoming|forthcoming|planned|scheduled|impending|next|coming|expected)\b", re.I
)
_WILL = re.compile(
    r"[^;,.]{0,60}?\b(?:will|is (?:due|scheduled|set|expected|planned)|is to|are to)\b"
)
# "will travel to X for her second visit"
_ON_THE_WAY = re.compile(
    r"\b(?:will|is to|are to|due to|set to|expected to) (?:be )?(?:travel|fly|leave|depart|go|head"
    r"|arrive|come)\w*\b[^;.]{0,40}? (?:for|on) $"
)
_UNDONE_TITLE = re.compile(
    r"^[^;,.]{0,50}?\b(?:cancell?ed|postponed|called off|put off|delayed|scrapped|shelved"
    r"|on hold)\b"
)


def _undone_title(view: Slotted, after: str) -> re.Match[str] | None:
    """ "Minister's visit to X cancelled": headlines leave the auxiliary out."""
    return _UNDONE_TITLE.match(after) if view.sentence.passage.kind == "title" else None


_KINDS = ("cancelled", "refused", "denied", "negated", "wished", "hypothetical")


def _reason(words: str) -> str:
    """The kind of words that make a trip unreal, as for meetings."""
    if lexicon.GENERIC.search(words) or _GENERIC_NOUN.search(words):
        return "generic"
    return refusal(words, _KINDS) or "hypothetical"
