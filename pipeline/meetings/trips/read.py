"""Trips told in a document: visitors, destinations and dates of every expression of travel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.dates import DateSpan
from pipeline.meetings import prefilter, where
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Article, Passage, Sentence
from pipeline.meetings.references import Party
from pipeline.meetings.slots import (
    DELEGATION,
    PERSON,
    Slotted,
)
from pipeline.meetings.trips import days, describe, geography, undone, visitors, words
from pipeline.meetings.trips.find import find
from pipeline.meetings.trips.found import Found
from pipeline.meetings.trips.geography import Destination
from pipeline.meetings.trips.model import Trip
from pipeline.meetings.trips.undone import Cancelled

_VISITING = re.compile(r"\b(?:visiting|touring)\s(?:the\s)?$|^(?:the\s|an?\s)?visiting\b", re.I)


def read(reader: Reader) -> list[Trip]:
    """Trips told in the articles of one document, in the order of the text."""
    found: list[Trip] = []
    cancelled: list[Cancelled] = []
    for article in reader.articles:
        own: list[Trip] = []
        for passage in article.passages:
            for sentence in _sentences(reader, passage, own):
                own += _sentence(reader, sentence, own, cancelled)
        found += own
    return undone.take_back(reader, found, cancelled)


def _sentences(reader: Reader, passage: Passage, own: Sequence[Trip]) -> Iterator[Sentence]:
    """Sentences with words of travel, and "In X, P will …" once a tour is announced."""
    if not any(trip.status == "announced" for trip in own) or passage.kind != "paragraph":
        yield from reader.telling(passage, prefilter.TRIP)
        return
    telling = set(reader.telling(passage, prefilter.TRIP))
    for sentence in passage.sentences:
        if sentence in telling or sentence.text.startswith("In "):
            yield sentence


def _sentence(
    reader: Reader, sentence: Sentence, before: Sequence[Trip], cancelled: list[Cancelled]
) -> Iterator[Trip]:
    slotted = reader.references.slotted(sentence)
    view = geography.with_countries(slotted, reader.reference)
    made: list[Trip] = []
    for item in find(view, reader.reference):
        people = visitors.of(reader, view, slotted, item, before)
        if item.on_tour:
            touring = {t.visitor.actor_id for t in before if t.status == "announced"}
            people = [p for p in people if p.actor_id in touring]
            item.strong = True
        if item.reason is None:
            made += _trips(reader, view, item, people)
        else:
            cancelled += undone.note(reader, view, item, people)
    made += _visiting(reader, view)
    _share(made, before)
    yield from made


def _share(made: Sequence[Trip], before: Sequence[Trip]) -> None:
    """Reports without a destination mean that of the same visitor's trip told beside them.

    "became the first to visit X, paying a state visit on …"; "flew to X to prepare the visit of P".
    """
    for trip in made:
        if trip.ongoing and _is_announced(trip, before):
            trip.status, trip.span, trip.ongoing = "announced", None, False
        if trip.country is not None:
            continue
        own = [
            t for t in made if t.country is not None and t.visitor.actor_id == trip.visitor.actor_id
        ]
        if not own and (trip.earlier or trip.span is not None):
            told = [
                t for t in before[-6:] if t.country and t.visitor.actor_id == trip.visitor.actor_id
            ]
            own = ([t for t in told if t.status == trip.status] or told)[-1:]
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


def _is_announced(trip: Trip, before: Sequence[Trip]) -> bool:
    """ "is paying the visit at the invitation of", of the visit just announced."""
    return any(
        other.status == "announced"
        and other.visitor.actor_id == trip.visitor.actor_id
        and trip.country in (None, other.country)
        and (other.span is None or trip.span is None or other.span.start > trip.span.end)
        for other in before[-3:]
    )


def _visiting(reader: Reader, view: Slotted) -> Iterator[Trip]:
    """ "the visiting Chilean minister P": he is where the article is written."""
    sentence = view.sentence
    for char, slot in view.slots.items():
        if slot.kind not in (PERSON, DELEGATION) or char not in view.text:
            continue
        begin = sentence.text[max(0, slot.start - 14) : slot.start]
        if not (_VISITING.search(begin) or _VISITING.match(sentence.text[slot.start : slot.end])):
            continue
        people = visitors.persons(reader.references.parties(slot, sentence))
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
            if item.of_guest and person.country is None:
                continue
            unknown = person.country is None and kind is None and stated and not item.ongoing
            if unknown and destination.country in _homes(reader, article):
                continue  # the president of the agency's own country, in one of its towns
            if unknown and destination.place and _at_home(view, person, destination, article):
                continue
            for span in days.of_trip(reader, view, item, destination):
                if item.of_guest and (span is None or span.precision != "day"):
                    continue  # "he left Guangxi in 1945": no end of a visit
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
                    and not (item.unplaced and not item.ongoing and not _arrived(item, stated))
                    and not (destination.venue and span is None),
                    item.ongoing,
                    stated,
                    item.earlier,
                    view.source(item.start, item.end),
                    item.asserted,
                    days.length_of(item, view),
                    words.STARTED.match(item.verb) is not None and not item.of_guest,
                )


# An office without its country is one of the writer's own country.
_HOME_OFFICE = re.compile(
    r"^(?:(?:vice|deputy|first|prime|chief|union|foreign|home|health|[a-z]+ affairs)[ -])*"
    r"(?:president|premier|minister|king|queen|governor|speaker|first lady)(?: [A-Z]|$|,)",
    re.I,
)


def _at_home(view: Slotted, person: Party, destination: Destination, article: Article) -> bool:
    """ "President P arrived in Springfield": no country is named, neither his nor the town's.

    Others of the article who are said to be of the town's country show that he is not.
    """
    for passage in article.passages:
        for other in passage.mentions:
            if other.country == destination.country and other.actor_id != person.actor_id:
                return False
    named = any(
        slot.country == destination.country and slot.kind == words.COUNTRY
        for slot in view.slots.values()
    )
    return not named and _HOME_OFFICE.match(person.title or "") is not None


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
    described = _described(view, item, person) if item.unplaced else None
    if described is not None:
        return [(Destination(described, None), True)]
    invited = _invited_to(reader, view, item, person)
    if invited is not None:
        return [(Destination(invited, None), True)]
    if item.ongoing or _HERE_BY_NATURE.match(item.verb):
        hosts = visitors.others(reader, view, people)
        found = geography.context(
            view.sentence,
            person,
            hosts,
            reader.articles,
            reader.reference,
            anyone=_delegation_here(view, item),
        )
        if found is not None:
            return [(found, True)]
    return [(Destination(None, None), False)]


# "a visit to the island", where the sentence or the one before names a foreign country's people
_THE_COUNTRY = re.compile(
    r"\s?(?:to|of|in|on)? ?(?:the|that|this) (?:island|islands|country|nation|kingdom|republic|"
    r"emirate|archipelago)\b(?! of\b)"
)


def _described(view: Slotted, item: Found, person: Party) -> str | None:
    """The one foreign country of those named just before "visited the country"."""
    if person.country is None or not _THE_COUNTRY.match(view.text, item.end):
        return None
    sentence = view.sentence
    own = [m for m in sentence.mentions if m.start < sentence.start + view.offsets[item.start]]
    before = islice(sentence.passage.article.sentences_before(sentence), 1)
    for mentions in (own, *(earlier.mentions for earlier in before)):
        countries = {m.country for m in mentions if m.country} - {person.country}
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return None


# Verbs whose visit is where the article is written, if it names no other place.
_HERE_BY_NATURE = re.compile(
    r"(?:arriv|land|touch|visited|came|(?:wrap|wound|wind|conclud|complet|began|begin|commenc"
    r"|kick))"
)


def _arrived(item: Found, stated: bool) -> bool:
    """ "was met at the airport": an arrival, where the country is known all the same."""
    return stated and item.verb == "arrived" and not item.opening


def _delegation_here(view: Slotted, item: Found) -> bool:
    """ "A delegation headed by P arrived here": nobody heads one to his own country."""
    here = re.match(r"(?:in )?(?:the )?(?:here|country)\b", view.text[item.end :].lstrip())
    heads = [slot for slot in view.of(item.who) if slot.kind == DELEGATION and slot.heads]
    return here is not None and bool(heads)


def _invited_to(reader: Reader, view: Slotted, item: Found, person: Party) -> str | None:
    """The country of whoever invited the visitor on the trip that names no destination."""
    invited = words.INVITED.search(view.text, item.end, item.end + 140)
    if invited is None or not item.opening:
        return None
    host = invited[invited.lastgroup or "host"]
    hosts = reader.references.parties(view.slots[host[-1]], view.sentence)
    countries = {p.country for p in hosts if p.country and p.actor_id != person.actor_id}
    countries -= {person.country}
    return countries.pop() if len(countries) == 1 and person.country else None


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
