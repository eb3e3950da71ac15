"""Kind and purpose of a trip, as its words state them."""

from __future__ import annotations

import re

from pipeline.meetings.candidates import Reader
from pipeline.meetings.slots import Slotted
from pipeline.meetings.trips import words
from pipeline.meetings.trips.found import Found


def kind_of(reader: Reader, view: Slotted, item: Found) -> str | None:
    adjectives = re.search(r"(?:[\w-]+ ){1,3}$", view.text[: item.start])
    near = (adjectives[0] if adjectives else "") + view.text[item.start : item.end + 14]
    if item.earlier:  # "his third state visit, the previous ones being …"
        near = "".join(
            re.findall(
                r"\b(?:second|third|fourth|fifth|latest) (\w+ visit)", view.text[: item.start]
            )
        )
    beyond = view.text[item.end : item.end + 110]
    for name, pattern in words.KINDS:
        if (
            pattern.search(near)
            or (name == "working" and pattern.search(beyond))
            or re.match(
                rf"[^;.]{{0,80}}?(?:on|for) (?:an?|his|her|their) (?:[\w-]+ ){{0,3}}?{name} "
                rf"(?:\w+ )?(?:visit|trip)\b",
                beyond,
            )
        ):
            return name
    if _of_a_party(reader, view, item):
        return "party"
    return None


def _of_a_party(reader: Reader, view: Slotted, item: Found) -> bool:
    """A party's delegation: the words before the verb say "party", or name one."""
    subject = view.text[max(0, item.start - 120) : item.start]
    if item.owner != "named" or not item.opening:
        return False
    start = view.offsets[max(0, item.start - 120)]
    said = view.sentence.text[start : view.offsets[item.start]]
    if not re.search(r"\bdelegations?\b", said):
        return False
    if words.PARTY_WORDS.search(said) and not re.search(
        r"\b(?:Foreign Ministry|Ministry|Parliament|National Assembly|government|parliamentary)\b",
        said,
    ):
        return True
    bodies = {row["organisation_id"]: row["kind"] for row in reader.reference.rows("organisations")}
    mentions = [slot.mention for slot in view.of(subject) if slot.mention is not None]
    inner = [
        m
        for m in view.sentence.mentions
        if m.kind == "organisation"
        and start <= m.start - view.sentence.start < view.offsets[item.start]
    ]
    actors = reader.references.actors
    for mention in [*mentions, *inner]:
        actor = actors.get(mention.actor_id or "")
        if actor is None or actor.kind != "organisation":
            continue
        if bodies.get(actor.actor_id) in ("party", "movement", "front") or _PARTY_NAME.search(
            actor.name
        ):
            return True
    return False


_PARTY_NAME = re.compile(
    r"\b(?:Party|Partido|Parti|Partei|Movement|Front|Congress Party)\b(?! (?:School|Congress))"
)


def purpose_of(view: Slotted, position: int) -> str | None:
    """The stated aim of the trip, as it stands in the text."""
    aim = words.PURPOSE.search(view.text, position, position + 120)
    if aim is None or re.search(
        r"[;\"]|\b(?:said|says|told|that|where|who)\b", view.text[position : aim.start()]
    ):
        return None
    name = "purpose" if aim["purpose"] else "aim"
    start, end = aim.span(name)
    other = re.search(r",? and (?:[a-z]+ed|met|held|will|said|also|then)\b", view.text[start:end])
    first, last = view.source(start, start + other.start() if other else end)
    offset = view.sentence.start - view.sentence.passage.start
    return view.sentence.passage.text[offset + first : offset + last].strip(" ,") or None
