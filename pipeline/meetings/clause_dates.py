"""Which date phrases of a sentence belong to an event told in it."""

from __future__ import annotations

import re

from pipeline.meetings.clauses import clause_end
from pipeline.meetings.slots import ANY_SIDE, ANYONE, DATE, D, L, Slot, Slotted

# Between trigger and date these words show that the date belongs to something else.
_OTHER_EVENT = re.compile(
    r"\b(?:since|established|founded|signed in|anniversary of|agreement of|statement of|the "
    r"\w+ summit|ahead of|which|who|"
    r"when|whose|after|before|following|because|(?<!newly )(?<!newly-)(?<!re-)elected|"
    r"took office|until|scheduled|visited|visit|to attend|to mark|to celebrate|between \d)\b",
    re.I,
)
_ATTRIBUTIVE = re.compile(
    r"(?:'s)?\s+(?:visit|statement|agreement|summit|declaration|communique|election|"
    r"resolution|trip|session|consensus|meeting|talks)\b",
    re.I,
)
# "A said on Tuesday that he had met B": the day of the words, not of the meeting.
_SAID = re.compile(r"\b(?:said|says|told [^,;]{1,40}|announced|stated|recalled|disclosed)\s*$")
OTHER_TENSE = re.compile(r"\b(?:had|has|have|will|would|is to|are to|last|first)\b")
_CLOSED_CLAUSE = re.compile(r", (?:who|which|whose)\b[^,;]*$")
_DISTANT = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?) (?:after|before)|ahead of|prior to|since|in the run-up "
    rf"to)\b[^,;{ANYONE[1:-1]}]*$",  # not "ahead of the summit A today met B"
    re.I,
)
# "… came three days after A met B": not on the day of the main clause.
DAYS_APART = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:after|before)\b[^,;]*$", re.I)
_FRONTED = re.compile(
    r"\W*(?:(?:during|at|in|on|while|when|upon|after|following|before|prior to|by|also|then|later)"
    r" |[a-z]+ing\b)",
    re.I,
)
# "While receiving A, B …": behind B the main clause tells of other things …
_MAIN_CLAUSE = re.compile(rf",[^,;]*?{ANYONE}(?P<rest>[^;]*)$")
# … but for "…, B said on Friday", "…, B on Friday praised".
_MAIN_VERB = re.compile(r",?(?: (?:also|has|had|then|\w+ly))*(?: \w+){0,2} ?")
_NEXT_EVENT = re.compile(r"[,;]? and (?:then |later |again |also )?$")


# "met B, who is visiting, at the palace on Monday": behind the clause the sentence goes on.
_GOES_ON = re.compile(
    rf", (?:who|which|whose)\b[^,;\"]{{2,120}},(?= (?:(?:at|in|on|here|today)\b|{D}|{L}))"
)
_QUOTED = re.compile(rf'"(?={D}|(?:in|on|at) )')  # "met B "in the last week of August""
_RELATIVE_CLAUSE = re.compile(r", (?:who|which|whose)\b[^,;\"]{2,120}(?=,)")


def reach(view: Slotted, region: tuple[int, int]) -> tuple[int, int]:
    """The region with what stands behind a relative clause that only describes somebody."""
    clause = _GOES_ON.match(view.text, region[1]) or _QUOTED.match(view.text, region[1])
    return (region[0], clause_end(view.text, clause.end())) if clause else region


def without_relative(text: str) -> str:
    """The text without its closed relative clauses."""
    return _RELATIVE_CLAUSE.sub("", text) if ", wh" in text else text


def in_main_clause(view: Slotted, trigger: tuple[int, int], position: int) -> bool:
    """Whether a slot behind a fronted encounter belongs to the main clause that follows it."""
    before = view.text[: trigger[0]]
    if not _FRONTED.match(before + view.text[trigger[0] : trigger[1]]):
        return False
    if before.count(" ") > 6 or re.search(ANY_SIDE, before):
        return False
    main = _MAIN_CLAUSE.search(view.text, trigger[1], position)
    return main is not None and _MAIN_VERB.fullmatch(main["rest"]) is None


def ranked(
    view: Slotted, trigger: tuple[int, int], region: tuple[int, int], *, future: bool = False
) -> list[Slot]:
    """Date slots that may belong to the trigger, the best first."""
    scored: list[tuple[int, int, Slot]] = []
    text = view.text
    region = reach(view, region)
    for position, char in enumerate(text):
        slot = view.slots.get(char)
        if slot is None or slot.kind != DATE:
            continue
        owned = _ATTRIBUTIVE.match(text, position + 1)
        if owned:
            if trigger[0] <= owned.end() <= trigger[1]:  # "Tuesday's meeting with"
                scored.append((0, position, slot))
            continue
        inside = region[0] <= position < region[1]
        if trigger[0] <= position < trigger[1]:
            cost = 0  # "was received last Friday by"
        elif position >= trigger[1]:
            between = re.sub(
                r"\bwhich (?:was|were) held\b|\bwhich took place\b", "", text[trigger[1] : position]
            )
            between = without_relative(between)
            if not inside or _OTHER_EVENT.search(between):
                continue
            if in_main_clause(view, trigger, position):
                continue
            if _NEXT_EVENT.search(between) and re.match(r" (?:with|by|to)\b", text[position + 1 :]):
                continue  # "met A on Friday, and on Saturday with B"
            cost = len(between)
        else:
            between = text[position + 1 : trigger[0]]
            if re.search(r"[;\"]", between) or DAYS_APART.search(between):
                continue
            opening = not text[:position].strip(" ,\"'") or inside
            if not opening and re.search(r"\b(?:said|says|told|noted|that)\b", between):
                continue
            if re.search(
                r"\b(?:since|until|from|elected|established|founded|signed)\s*$",
                text[:position],
                re.I,
            ):
                continue
            words = text[:position]
            if _DISTANT.search(words) or ("," in between and _CLOSED_CLAUSE.search(words)):
                continue
            if _SAID.search(words) and (future or OTHER_TENSE.search(between)):
                continue
            cost = len(between) + (30 if opening else 120)
        scored.append((cost, position, slot))
    return [slot for _, _, slot in sorted(scored, key=lambda item: item[:2])]
