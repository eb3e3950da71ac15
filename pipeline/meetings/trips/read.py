"""Trips told in a document: visitors, destinations and dates of every expression of travel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.countries import country_of
from pipeline.dates import DateSpan
from pipeline.meetings import prefilter, where
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import subject_after
from pipeline.meetings.references import Party
from pipeline.meetings.slots import (
    ANYONE,
    DELEGATION,
    PERSON,
    REFERENCE,
    Slot,
    Slotted,
    listed,
)
from pipeline.meetings.trips import days, describe, geography
from pipeline.meetings.trips.find import find
from pipeline.meetings.trips.found import Found
from pipeline.meetings.trips.geography import Destination
from pipeline.meetings.trips.model import Trip

_HEADED = re.compile(
    rf"^(?:it|the delegation|the group|the mission|the team) (?:was|is) (?:led|headed) "
    rf"by (?:[^,;.]{{0,60}} )?(?P<who>{ANYONE})",
    re.I,
)
_VISITING = re.compile(r"\b(?:visiting|touring)\s(?:the\s)?$|^(?:the\s)?visiting\b", re.I)


def read(reader: Reader) -> list[Trip]:
    """Trips told in the articles of one document, in the order of the text."""
    found: list[Trip] = []
    for article in reader.articles:
        own: list[Trip] = []
        for passage in article.passages:
            for sentence in reader.telling(passage, prefilter.TRIP):
                own += _sentence(reader, sentence, own)
        found += own
    return found


def _sentence(reader: Reader, sentence: Sentence, before: Sequence[Trip]) -> Iterator[Trip]:
    slotted = reader.references.slotted(sentence)
    view = geography.with_countries(slotted, reader.reference)
    made: list[Trip] = []
    for item in find(view, reader.reference):
        people = _visitors(reader, view, slotted, item, before)
        made += _trips(reader, view, item, people)
    made += _visiting(reader, view)
    _share(made, before)
    yield from made


def _share(made: Sequence[Trip], before: Sequence[Trip]) -> None:
    """Reports without a destination mean that of the same visitor's trip told beside them.

    "became the first to visit X, paying a state visit on …"; "flew to X to prepare the visit of P".
    """
    for trip in made:
        if trip.country is not None:
            continue
        own = [
            t for t in made if t.country is not None and t.visitor.actor_id == trip.visitor.actor_id
        ]
        if not own and (trip.earlier or trip.span is not None):
            own = [
                t for t in before[-6:] if t.country and t.visitor.actor_id == trip.visitor.actor_id
            ][-1:]
        if not own and trip.status == "announced":
            own = [
                t
                for t in made
                if t.country not in (None, trip.visitor.country) and trip.visitor.country
            ]
        if len({t.country for t in own}) == 1:
            trip.country, trip.place = own[0].country, own[0].place
            if own[0].visitor.actor_id == trip.visitor.actor_id and not trip.earlier:
                trip.status = own[0].status
            trip.strong = trip.strong or trip.earlier or trip.status == "announced"
            trip.stated = True


# -- visitors -------------------------------------------------------------------------------------


def _visitors(
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
        return _persons(reader.references.parties(slot, sentence))
    if item.owner == "pronoun":
        start = view.offsets[item.start]
        own = reader.references.subject(slotted, sentence, start, frozenset())
        owner = own or _behind(reader, view, item) or reader.references.topic(sentence)
        if owner is None:
            return []
        goals = {d.country for d in item.destinations if d.country}
        if goals and owner.country in goals:
            # "A hosted B during his visit to A's country": whoever comes from elsewhere.
            guests = [p for p in _others(reader, view, [owner]) if p.country not in goals]
            return guests[-1:]
        return [owner]
    people = reader.sides.parties(listed(view, item.who), sentence, frozenset())
    if not _persons(people):
        people = _headed_next(reader, sentence) or people
    return _persons(people)


def _behind(reader: Reader, view: Slotted, item: Found) -> Party | None:
    """ "On his arrival in X, P said": the subject that the opening phrase looks forward to."""
    span = subject_after(view.text, item.end)
    if span is None:
        return None
    people = reader.sides.parties(
        listed(view, view.text[span[0] : span[1]]), view.sentence, frozenset()
    )
    return next(iter(_persons(people)), None)


def _persons(parties: Sequence[Party]) -> list[Party]:
    return [p for p in parties if p.kind == "person"]


def _headed_next(reader: Reader, sentence: Sentence) -> list[Party]:
    """ "A delegation of the party visited X. It was headed by P": the head is the visitor."""
    for other in sentence.passage.sentences[sentence.index + 1 : sentence.index + 2]:
        view = reader.references.slotted(other)
        match = _HEADED.match(view.text)
        if match:
            return reader.sides.parties([view.slots[match["who"]]], other, frozenset())
    return []


def _others(reader: Reader, view: Slotted, people: Sequence[Party]) -> list[Party]:
    """Persons of the sentence besides the visitors: perhaps their hosts."""
    known = {p.actor_id for p in people}
    found = []
    for slot in view.slots.values():
        if slot.kind == PERSON and slot.mention is not None:
            found += [
                p for p in reader.references.parties(slot, view.sentence) if p.actor_id not in known
            ]
    return _persons(found)


def _visiting(reader: Reader, view: Slotted) -> Iterator[Trip]:
    """ "the visiting Chilean minister P": he is where the article is written."""
    sentence = view.sentence
    for char, slot in view.slots.items():
        if slot.kind not in (PERSON, DELEGATION) or char not in view.text:
            continue
        begin = sentence.text[max(0, slot.start - 14) : slot.start]
        if not (_VISITING.search(begin) or _VISITING.match(sentence.text[slot.start : slot.end])):
            continue
        people = _persons(reader.references.parties(slot, sentence))
        position = view.text.index(char)
        item = Found(
            position,
            position + 1,
            char,
            "named",
            [],
            "visiting",
            ongoing=True,
            unplaced=True,
            strong=True,
            verb="visiting",
        )
        yield from _trips(reader, view, item, people)


# -- trips ----------------------------------------------------------------------------------------


def _trips(reader: Reader, view: Slotted, item: Found, people: Sequence[Party]) -> Iterator[Trip]:
    sentence = view.sentence
    if not people:
        return
    article = sentence.passage.article
    anchor = reader.calendar.anchor(article) or reader.calendar.neighbour(article)
    kind = describe.kind_of(reader, view, item)
    purpose = describe.purpose_of(view, item.end)
    for person in people:
        for destination, stated in _whereto(reader, view, item, person, people):
            if destination.country is not None and destination.country == person.country:
                continue
            unknown = person.country is None and kind is None and stated and not item.ongoing
            if unknown and destination.country in _homes(reader, article):
                continue  # the president of the agency's own country, in one of its towns
            for span in days.of_trip(reader, view, item, destination):
                yield Trip(
                    sentence,
                    person,
                    destination.country,
                    destination.place,
                    span,
                    kind,
                    _status(item, span, article.date),
                    purpose,
                    anchor,
                    item.strong
                    and not (item.unplaced and not item.ongoing)
                    and not (destination.venue and span is None),
                    item.ongoing,
                    stated,
                    item.earlier,
                )


def _homes(reader: Reader, article: Article) -> set[str | None]:
    """The country that an article is written in, or its publisher's."""
    here = where.here(article, [article], reader.reference)
    published = where.publisher_country(article.publisher_id, reader.reference)
    return {here.country if here else None, published} - {None}


def _whereto(
    reader: Reader, view: Slotted, item: Found, person: Party, people: Sequence[Party]
) -> list[tuple[Destination, bool]]:
    """The destinations, and whether the words state them; one without a country where none is."""
    if item.destinations:
        return [(destination, destination.country is not None) for destination in item.destinations]
    if item.ongoing or item.verb.startswith(("arriv", "land", "touch", "visited", "came")):
        hosts = _others(reader, view, people)
        found = geography.context(view.sentence, person, hosts, reader.articles, reader.reference)
        if found is not None:
            return [(found, True)]
    return [(Destination(None, None), False)]


def _status(item: Found, span: DateSpan | None, article: DateSpan | None) -> str:
    """A present tense with a later date announces: "arrives in May"."""
    present = re.match(
        r"(?:arrives|visits|pays|makes|travels|flies|goes|comes|heads|begins|starts|tours"
        r"|lands|leaves|departs|embarks)\b",
        item.verb,
    )
    if (
        item.status == "held"
        and present
        and span is not None
        and article is not None
        and span.start > article.end
    ):
        return "announced"
    return item.status
