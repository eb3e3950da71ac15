"""The last resort: an encounter whose other side stands behind words that no template knows.

"met with members of the opposition and with B", "received the leadership of the union, including
B": between the verb and the name stand noun phrases without a name. Taken only where no template
found the encounter, and where no verb of another clause stands between.
"""

from __future__ import annotations

import re

from pipeline.meetings import lexicon
from pipeline.meetings.clauses import (
    APART,
    FURTHER,
    P_KIND,
    clause_end,
    is_infinitive,
    kind_in_context,
    region_start,
    slots_of,
)
from pipeline.meetings.frames import (
    ACTS,
    LIST,
    Found,
    Frame,
    objects,
    plain,
    subject_before,
    with_modality,
    with_outer,
)
from pipeline.meetings.slots import P, Slotted
from pipeline.patterns import Pattern

_GAP = rf"[^;:.\"{P[1:-1]}]"
_NOUN = (
    r"(?:talks|meetings?|consultations?|discussions?|conversations?|negotiations|session|"
    r"exchange|interaction|dialogue)"
)
_FAR = Pattern(
    rf"\b(?P<verb>met|meets?|received|receives?|hosted|welcomed|spoke|talked|conferred|interacted|"
    rf"(?:held|holds?|had|has|conducted|engaged in) (?:[\w-]+ ){{0,5}}?{_NOUN})\b"
    rf"(?P<gap>{_GAP}{{1,170}}?)\b(?P<how>(?:and |as well as |also )?with|including|as well as|"
    rf"and|among them|such as|namely) (?:the )?(?P<list>{LIST})"
)
# Words of another clause: what stands behind them is no object of the verb.
_OTHER_CLAUSE = re.compile(
    r"\b(?:that|who|whom|which|where|when|while|after|before|as|if|said|says|told|added|is|are|was|"
    r"were|has|have|had|will|would|to [a-z]+|on behalf|led|attended|discussed|agreed|between|"
    r"[a-z]{3,}(?:ised|ized|ated))\b"
)
_PRIZE = re.compile(
    r"\b(?:award|prize|medal|letter|message|invitation|report|call|question|support|criticism|"
    r"applause|about|concerning|regarding|meeting|talks|summit|visit|agreement|training|treatment|"
    r"education|approval|compensation|guard of honou?r|briefing)s?\b"
)


def loose(slotted: Slotted, found: Found) -> None:
    """Encounters of somebody with whoever is named farther behind the verb."""
    text = slotted.text
    for match in _FAR.finditer(text):
        gap, verb = match["gap"], match["verb"].lower()
        if not found.free(*match.span("verb")) or _OTHER_CLAUSE.search(plain(gap)):
            continue
        governed = match["how"].endswith("with") or " with " in gap or verb.startswith(_DIRECT)
        if not governed or _PRIZE.search(plain(gap)):
            continue
        subject = subject_before(text, match.start())
        first = slots_of(slotted, subject)
        span = objects(text, match.span("list"))
        second = tuple(s for s in slots_of(slotted, span) if s.kind == P_KIND or s.heads)
        if not first or not second or set(first) & set(second):
            continue
        joined = match["how"] == "and"
        if joined and (not re.search(r"\w", plain(gap)) or ACTS.match(text, span[1])):
            continue  # "A hosted, and B was there": another clause
        assert subject is not None
        governing = plain(text[subject[1] : match.start()])
        end = clause_end(text, span[1])
        context = plain(text[match.start() : end])
        frame = Frame(
            slotted,
            *match.span("verb"),
            kind_in_context(lexicon.kind_of_noun(verb), context),
            "active",
            first,
            second,
            (region_start(text, match.start(), subject), end),
            host="first" if verb.startswith(_RECEIVES) else None,
            further=FURTHER.search(plain(gap)) is not None,
            apart=match["how"] != "and" or APART.search(context) is not None,
        )
        finite = not is_infinitive(verb, governing)
        frame = with_modality(frame, governing, plain(text[span[1] : end]), finite=finite)
        found.add(with_outer(frame, text, subject))


_RECEIVES = ("receive", "host", "welcome")
_DIRECT = ("met", "meet", *_RECEIVES)
