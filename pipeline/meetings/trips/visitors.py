"""Who travels: the persons that an expression of travel is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.countries import country_of, find_countries
from pipeline.meetings import offices
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Sentence
from pipeline.meetings.frames import subject_after
from pipeline.meetings.references import Party
from pipeline.meetings.slots import ANYONE, PERSON, REFERENCE, Slot, Slotted, listed
from pipeline.meetings.trips import words
from pipeline.meetings.trips.found import Found
from pipeline.meetings.trips.model import Trip

_HEADED = re.compile(
    rf"^(?:it|the delegation|the group|the mission|the team) (?:was|is) (?:led|headed) "
    rf"by (?:[^,;.]{{0,60}} )?(?P<who>{ANYONE})",
    re.I,
)


def of(
    reader: Reader, view: Slotted, slotted: Slotted, item: Found, before: Sequence[Trip]
) -> list[Party]:
    sentence = view.sentence
    if item.owner == "me":
        speaker = reader.references.speakers.of(sentence)
        return [speaker] if speaker else []
    if item.owner == "last":
        return [before[-1].visitor] if before else []
    if item.owner == "role":
        modifier, role = item.role
        country = country_of(modifier.split()[-1], reader.reference) if modifier else None
        start = view.offsets[item.start]
        slot = Slot(REFERENCE, start, start, words=f"the {role}", country=country)
        return persons(reader.references.parties(slot, sentence))
    if item.owner == "pronoun":
        start = view.offsets[item.start]
        hosted = words.HOSTED.search(view.text[: item.start])
        if hosted is not None:
            guests = reader.references.parties(view.slots[hosted["who"]], sentence)
            if persons(guests):
                return persons(guests)
        own = reader.references.subject(slotted, sentence, start, frozenset())
        owner = own or _behind(reader, view, item) or reader.references.topic(sentence)
        if owner is None:
            return []
        goals = {d.country for d in item.destinations if d.country}
        if goals and owner.country in goals:
            # "A hosted B during his visit to A's country": whoever comes from elsewhere.
            guests = [p for p in others(reader, view, [owner]) if p.country not in goals]
            return guests[-1:]
        return [owner]
    named = [slot for slot in listed(view, item.who) if slot.words != "they"]
    people = reader.sides.parties(named, sentence, frozenset())
    if not persons(people) and sentence.passage.kind == "title":
        holder = _holder(reader, view, item)
        return [holder] if holder else []
    if not persons(people):
        people = _headed_next(reader, sentence) or people
    return persons(people)


# Offices as headlines shorten them.
_SHORT = {"fm": "foreign minister", "pm": "prime minister", "eam": "minister of external affairs"}


def _holder(reader: Reader, view: Slotted, item: Found) -> Party | None:
    """ "Norwegian FM visits Peru": the person of the article who holds the title's office."""
    if not item.opening:
        return None
    title = view.sentence.text[: view.offsets[item.start]]
    hits = find_countries(title, reader.reference)
    if not hits or len({hit.iso3 for hit in hits}) > 1:
        return None
    words = re.sub(r"'s\b|[^\w -]", " ", title[hits[-1].end :]).lower().split()
    role = " ".join(_SHORT.get(word, word) for word in words)
    role = re.sub(r"^(?:the|new|visiting|top) |\s(?:to|will|is|on|arrives)$", "", role)
    for passage in view.sentence.passage.article.passages[:6]:
        for mention in passage.mentions:
            if passage.kind != "paragraph" or mention.kind != "person" or not mention.actor_id:
                continue
            party = reader.references.party(mention, "principal", mention.title)
            if party.country == hits[0].iso3 and offices.holds(mention.title, role):
                return party
    return None


def _behind(reader: Reader, view: Slotted, item: Found) -> Party | None:
    """ "On his arrival in X, P said": the subject that the opening phrase looks forward to."""
    span = subject_after(view.text, item.end)
    if span is None:
        return None
    people = reader.sides.parties(
        listed(view, view.text[span[0] : span[1]]), view.sentence, frozenset()
    )
    return next(iter(persons(people)), None)


def persons(parties: Sequence[Party]) -> list[Party]:
    return [p for p in parties if p.kind == "person"]


def _headed_next(reader: Reader, sentence: Sentence) -> list[Party]:
    """ "A delegation of the party visited X. It was headed by P": the head is the visitor."""
    for other in sentence.passage.sentences[sentence.index + 1 : sentence.index + 2]:
        view = reader.references.slotted(other)
        match = _HEADED.match(view.text)
        if match:
            return reader.sides.parties([view.slots[match["who"]]], other, frozenset())
    return []


def others(reader: Reader, view: Slotted, people: Sequence[Party]) -> list[Party]:
    """Persons of the sentence besides the visitors: perhaps their hosts."""
    known = {p.actor_id for p in people}
    found = []
    for slot in view.slots.values():
        if slot.kind == PERSON and slot.mention is not None:
            found += [
                p for p in reader.references.parties(slot, view.sentence) if p.actor_id not in known
            ]
    return persons(found)
