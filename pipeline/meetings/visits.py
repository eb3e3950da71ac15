"""Trips of named persons and delegations: verbs and nouns of travel, merged into visits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.countries import CountryHit, find_countries
from pipeline.dates import DateSpan
from pipeline.meetings import lexicon
from pipeline.meetings import rows as row_tools
from pipeline.meetings.candidates import Candidate, Reader
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import plain, subject_before
from pipeline.meetings.references import Party
from pipeline.meetings.rows import Ids, Row
from pipeline.meetings.slots import ANYONE, Slotted, listed
from pipeline.meetings.when import more_exact, overlap
from pipeline.places import find_places
from pipeline.text import slug

_PREFILTER = re.compile(
    r"\b(?:visit\w*|trips?|tour(?:s|ed|ing)?|arriv\w+|travel\w*|journey|fl[ey]w|came to|stopover|"
    r"concluded? (?:a|his|her)|is in|was in)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?P<verb>(?:visited|(?<!his )(?<!her )(?<!their )visits|visiting|(?<=to )visit|(?<=will )visit|(?<=also )visit|toured|tours|touring|"
    r"(?:paid|pays|pay|paying|made|makes|making|began|begins|started|kicked off|concluded|concludes|completed|wrapped up|is on|was on|undertook|"
    r"conducted|embarked on|is paying|ended|finished|opened|continued)\s(?:successfully\s)?(?:an?|his|her|the|their)\s[^;.\"]{0,70}?\b(?:visits?|trip|tour)"
    r"|(?:arrived|arrives|landed|touched down|stopped)(?=\s(?:in\b|at\b|[\ue500-\ue5ff]))|(?:travell?ed|travels|flew|flies|came|comes|went|headed)\sto|is(?:\scurrently)?(?=\s(?:in\b|[\ue500-\ue5ff]))))",
    re.I,
)
_NOUN = re.compile(
    rf"(?P<owner>{ANYONE})(?:'s|')\s(?P<words>[^;.\"]{{0,70}}?)\b(?P<noun>visit|trip|tour|stay)\b"
)
_BY = re.compile(
    rf"\b(?P<noun>visit|trip|tour)\b(?P<rest>[^;\"]{{0,90}}?)\s?\bby (?P<who>[^;.\"]{{0,60}}?{ANYONE})"
)
_HIS = re.compile(
    r"\b(?:his|her)\s(?P<words>(?:\w+\s){0,4}?)(?P<noun>visit|trip|tour)(?P<rest>\sto\s)", re.I
)
_KINDS = (
    ("state", re.compile(r"\bstate visit", re.I)),
    ("official", re.compile(r"\bofficial (?:\w+ ){0,2}(?:visit|trip)", re.I)),
    ("working", re.compile(r"\bworking (?:visit|trip)|\bfor (?:diplomatic |political )?consultations\b", re.I)),
)
_PARTY = re.compile(r"\bparty\b.{0,60}\bdelegation|\bdelegation\b.{0,80}\bparty\b|inter-party", re.I)
_GENERIC = re.compile(
    r"\b(?:each time|every time|whenever|frequent\w*|regular\w*|often|each other|many visits|several times|\w+ times|mutual visits|visits of|"
    r"exchange of visits|high-level visits|all of|invit\w+|accept\w*|decision to|wants? to|hopes? to|looking forward|welcom\w* to|would|could|might|"
    r"cancel\w*|postpon\w*|refus\w*|declin\w*|plans? for|if|had not|not|never|no)\b",
    re.I,
)
_THING = re.compile(
    r"^\s*(?:the\s)?(?:[\w'-]+\s){0,4}(?:museum|memorial|factory|exhibition|hospital|school|university|site|monument|mausoleum|cemetery|plant|"
    r"company|pass|border|farm|village|centre|center|headquarters|temple|church|embassy|base|port|laborator\w+|project|bridge|park|hall)\b",
    re.I,
)
# A visit without a named destination counts where a meeting of the post tells it.
_NO_DESTINATION = re.compile(r"\b(?:visit|trip|tour|stay) ")
_FUTURE_WORDS = lexicon.FUTURE
_PURPOSE = re.compile(
    r"\bto (?P<purpose>(?:attend|participate in|take part in|mark|discuss|hold|co-chair|deliver|sign|promote|celebrate|chair|join)\b[^.;\"]{4,140})|\bfor (?P<aim>(?:the |diplomatic |bilateral |political )[^.;,\"]{4,120})"
)


@dataclass(eq=False)
class Trip:
    """One report of one trip."""

    sentence: Sentence
    visitor: Party
    country: str | None
    place: str | None
    span: DateSpan | None
    kind: str | None
    status: str
    purpose: str | None
    anchor: DateSpan | None
    strong: bool

    @property
    def article(self) -> Article:
        return self.sentence.passage.article


@dataclass(eq=False)
class Stay:
    """Trips taken for one visit."""

    trips: list[Trip] = field(default_factory=list)
    span: DateSpan | None = None
    country: str | None = None
    visit_id: str = ""

    def add(self, trip: Trip) -> None:
        self.trips.append(trip)
        self.country = self.country or trip.country
        if trip.span is not None:
            self.span = _wider(self.span, trip.span)

    @property
    def visitor(self) -> str:
        return self.trips[0].visitor.actor_id

    @property
    def place(self) -> str | None:
        """The one place named; None where several are."""
        places = {trip.place for trip in self.trips if trip.place}
        return places.pop() if len(places) == 1 else None

    def best(self) -> Trip:
        def key(trip: Trip) -> tuple[object, ...]:
            width = 3 if trip.span is None else {"day": 0, "month": 1, "year": 2}[trip.span.precision]
            return (not trip.strong, width, trip.article.kind != "reprint", trip.article.document_id, trip.sentence.start)

        return min(self.trips, key=key)


def _wider(one: DateSpan | None, other: DateSpan) -> DateSpan:
    """Several days of one visit make its stay; otherwise the more exact date."""
    if one is None:
        return other
    if one.precision == other.precision == "day":
        return DateSpan(min(one.start, other.start), max(one.end, other.end), "day")
    return more_exact(one, other)


# -- reading --------------------------------------------------------------------------------------


def read(reader: Reader) -> list[Trip]:
    """Trips told in the articles of one document, in the order of the text."""
    found: list[Trip] = []
    for article in reader.articles:
        for passage in article.passages:
            if passage.kind not in ("paragraph", "title") or not _PREFILTER.search(passage.level):
                continue
            for sentence in passage.sentences:
                if _PREFILTER.search(sentence.text):
                    found += _sentence(reader, sentence)
    return found


def _sentence(reader: Reader, sentence: Sentence) -> Iterator[Trip]:
    view = reader.references.slotted(sentence)
    taken: list[tuple[int, int]] = []
    for match in _VERB.finditer(view.text):
        subject = subject_before(view.text, match.start())
        if subject is None:
            continue
        sides = listed(view, view.text[subject[0] : subject[1]])
        governing = plain(view.text[subject[1] : match.start()])
        if len(governing) > 140:
            continue
        strong = "visit" in match["verb"].lower() or "tour" in match["verb"].lower()
        people = reader._parties(sides, sentence, frozenset()) or _headed_next(reader, sentence)
        if all(p.kind != "person" for p in people):
            people = _headed_next(reader, sentence) or people
        taken.append(match.span("verb"))
        yield from _trips(reader, view, match.start("verb"), match.end("verb"), match.end("verb"), people, governing, strong)
    for match in _NOUN.finditer(view.text):
        people = reader._parties([view.slots[match["owner"]]], sentence, frozenset())
        if not any(a <= match.start("noun") < b for a, b in taken):
            yield from _trips(reader, view, match.start(), match.end("noun"), match.start("words"), people, "", True)
    for match in _BY.finditer(view.text):
        people = reader._parties(listed(view, match["who"]), sentence, frozenset())
        start = max(0, match.start() - 60)
        if not any(a <= match.start("noun") < b for a, b in taken):
            yield from _trips(reader, view, match.start(), match.end(), start, people[:1], "", True)
    for match in _HIS.finditer(view.text):
        if any(a <= match.start("noun") < b for a, b in taken):
            continue
        own = reader.references._subject(view, sentence, view.offsets[match.start()], frozenset())
        owner = own or reader.references.topic(sentence)
        if owner is not None:
            yield from _trips(reader, view, match.start(), match.end("noun"), match.start("rest"), [owner], "", False)


_HEADED = re.compile(rf"^(?:[Ii]t|[Tt]he delegation|[Tt]he group) (?:was|is) (?:led|headed) by (?:[^,;.]{{0,60}} )?(?P<who>{ANYONE})")


def _headed_next(reader: Reader, sentence: Sentence) -> list[Party]:
    """"A delegation of the party visited X. It was headed by P": the head is the visitor."""
    following = sentence.passage.sentences[sentence.index + 1 : sentence.index + 2]
    for other in following:
        view = reader.references.slotted(other)
        match = _HEADED.match(view.text)
        if match:
            return reader._parties([view.slots[match["who"]]], other, frozenset())
    return []


def _trips(
    reader: Reader,
    view: Slotted,
    start: int,
    end: int,
    region_start: int,
    people: Sequence[Party],
    governing: str,
    strong: bool,
) -> Iterator[Trip]:
    people = [p for p in people if p.kind == "person"]
    sentence = view.sentence
    words = plain(view.text[max(0, start - 40) : end + 30])
    if not people or _GENERIC.search(governing[-60:]) or _GENERIC.search(plain(view.text[start:end])) or re.search(r"\binvit\w+\b[^.,;]*$", plain(view.text[:start])[-70:]) or re.search(r"\b(?:frequently|each other|\w+ times|every year)\b", words):
        return
    hits = _destinations(reader, view, region_start, end)
    if not hits and (strong and _NO_DESTINATION.search(plain(view.text[start:end]) + " ")):
        hits = [(None, None)]
    future = _FUTURE_WORDS.search(governing[-40:]) is not None or re.search(r"\b(?:upcoming|forthcoming|planned|will)\b", words) is not None
    before_end = min(len(view.text), end)
    region = (start, len(view.text))
    if re.search(r"\b(?:anniversary|memory|eve) of\b[^.,;]*$", view.text[:start]):
        strong = False
    dated = reader.calendar.of_event(view, (start, before_end), region, future=future, inherits=False)
    anchor = reader.calendar.anchor(sentence.passage.article) or reader.calendar.neighbour(sentence.passage.article)
    kind = next((name for name, pattern in _KINDS if pattern.search(view.text[start : end + 12]) or pattern.search(view.text[end : end + 60]) and name == "working"), None)
    if kind is None and _PARTY.search(sentence.text) and "delegation" in sentence.text:
        kind = "party"
    aim = _PURPOSE.search(plain(view.text[end:]))
    purpose = None
    if aim:
        first, last = aim.span("purpose") if aim["purpose"] else aim.span("aim")
        a, b = view.source(end + first, end + last)
        purpose = sentence.passage.text[sentence.start - sentence.passage.start + a : sentence.start - sentence.passage.start + b].strip(" ,")
    for country, place in hits:
        for person in people:
            if country is not None and person.country == country:
                continue
            yield Trip(sentence, person, country, place, dated.span if dated else None, kind, "announced" if future else "held", purpose, anchor, strong)


def _destinations(reader: Reader, view: Slotted, start: int, end: int) -> list[tuple[str | None, str | None]]:
    """Countries (with a place where one is named) of the words from `start` on."""
    text = view.sentence.text
    first = view.offsets[start] if start < len(view.offsets) else len(text)
    stop = re.compile(r"[;\"]|\bthat\b|, (?:who|which|and said)|\b(?:said|says|for talks|following|marking|after|where|when|has been|was characteri|at the invitation|as)\b").search(text, max(first, view.offsets[min(end, len(view.offsets) - 1)]))
    last = stop.start() if stop else len(text)
    part = text[first:last]
    if _THING.match(plain(view.text[end:])):
        return []
    found: dict[str, str | None] = {}
    adjunct = re.search(r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:visit|trip|tour)$", text[: view.offsets[end - 1] + 1 if end <= len(view.offsets) else len(text)])
    if adjunct:
        part = f"in {adjunct[1]} {part}"
        for place in find_places(part, reader.reference)[:1]:
            if place.country:
                return [(place.country, place.city or place.name)]
    owner_end = first
    for hit in find_countries(part, reader.reference):
        if _is_destination(part, hit):
            found.setdefault(hit.iso3, None)
    for place in find_places(part, reader.reference):
        if place.country is None:
            continue
        name = place.city or place.name
        if place.country in found:
            found[place.country] = found[place.country] or name
        elif not found and re.search(r"\b(?:visit\w*|in|to|at|city of|capital,?|toured|tour of)\s(?:the\s)?(?:\w+ capital,? )?$", text[: owner_end + place.start]):
            found[place.country] = name
    return sorted(found.items(), key=lambda item: part.find(item[1] or "") if item[1] else 0) if found else []


_DESTINATION_BEFORE = re.compile(
    r"(?:\b(?:visit(?:ed|s|ing)?|to|in|of|toured|tours|including|and|as|or|through)\s+(?:the\s)?(?:(?:Socialist|Democratic|People's|Islamic|Federal|United|Lao)\s)*|,\s*|^\s*)$", re.I
)
_DEMONYM_AFTER = re.compile(r"(?:'s)?\s+(?:capital|visit|trip|tour|city)", re.I)


def _is_destination(part: str, hit: CountryHit) -> bool:
    before, after = part[: hit.start], part[hit.end :]
    if hit.form != "name":
        return re.match(r"\s+capital\b", after) is not None
    if re.match(r"'s?\b(?! (?:capital|visit))|-\w", after):
        return False
    if re.match(r"(?:'s)?\s+(?:state\s|official\s)?visit\b", after):
        return True
    return _DESTINATION_BEFORE.search(before) is not None and not re.search(r"\b(?:ambassador|president|minister|leader|king|embassy|cooperation|relations|ties|friendship|people) (?:of|to|in|with)\s+(?:the\s)?$", before, re.I)


# -- merging --------------------------------------------------------------------------------------


def merge(trips: Sequence[Trip]) -> list[Stay]:
    """Visits: same visitor, same country, compatible time; undated reports join the nearest."""
    groups: dict[tuple[str, str | None], list[Stay]] = {}
    order = {"day": 0, "month": 1, "year": 2}
    ranked = sorted(enumerate(trips), key=lambda item: (order[item[1].span.precision] if item[1].span else 3, item[0]))
    for _, trip in ranked:
        if trip.country is None:
            continue
        stays = groups.setdefault((trip.visitor.actor_id, trip.country), [])
        stay = _matching(trip, stays)
        if stay is None:
            if trip.span is None and not trip.strong:
                continue
            stay = Stay()
            stays.append(stay)
        stay.add(trip)
    result = [stay for stays in groups.values() for stay in stays]
    ids = Ids()
    for stay in result:
        ids.want(_readable(stay), row_tools.evidence(stay.best()))
    for stay, visit_id in zip(result, ids.settle(), strict=True):
        stay.visit_id = visit_id
    return result


def complete(trips: Sequence[Trip], candidates: Sequence[Candidate]) -> None:
    """What a trip's report leaves open is known from the meetings abroad that its post tells of."""
    abroad: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.country is None or candidate.in_speech or candidate.status != "held" or candidate.kind == "call":
            continue
        for party in (*candidate.first, *candidate.second, *candidate.attendees):
            if party.kind == "person" and party.country not in (None, candidate.country):
                abroad.setdefault((party.actor_id, candidate.article.post_id), []).append(candidate)
    for trip in trips:
        met = abroad.get((trip.visitor.actor_id, trip.article.post_id), [])
        if trip.country is None and len({c.country for c in met}) == 1:
            trip.country = met[0].country
        here = [c for c in met if c.country == trip.country]
        if trip.place is None and len({c.place for c in here if c.place}) == 1:
            trip.place = next(c.place for c in here if c.place)
        spans = [c.span for c in here if c.span is not None and c.span.precision == "day"]
        if spans and (trip.span is None or trip.span.precision == "month"):
            span = DateSpan(min(s.start for s in spans), max(s.end for s in spans), "day")
            near = trip.span is None or overlap(trip.span, span)
            if near and (span.end - span.start).days <= 14:
                trip.span = span


def _readable(stay: Stay) -> str:
    where = (stay.country or slug(stay.place or "unknown")).lower()
    return f"{row_tools.readable_id(stay.span, [stay.visitor])}-{where}"


def _matching(trip: Trip, stays: Sequence[Stay]) -> Stay | None:
    if trip.span is None:
        near = [s for s in stays if s.trips and (_near(s, trip) or any(t.article.post_id == trip.article.post_id for t in s.trips))]
        own = [s for s in near if any(t.article is trip.article for t in s.trips)]
        if trip.status == "announced" and not near:
            return None
        return (own or near or [None])[-1]  # type: ignore[list-item]
    for stay in stays:
        if stay.span is None:
            continue
        if overlap(stay.span, trip.span):
            return stay
        if stay.span.precision == trip.span.precision == "day":
            gap = max((trip.span.start - stay.span.end).days, (stay.span.start - trip.span.end).days)
            if gap <= 3:
                return stay
    return None


def _near(stay: Stay, trip: Trip) -> bool:
    if stay.span is None or trip.anchor is None:
        return False
    return abs((stay.span.start - trip.anchor.start).days) <= 60


# -- for the meetings -----------------------------------------------------------------------------


class Index:
    """Visits by visitor."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._by_visitor: dict[str, list[Stay]] = {}
        for stay in stays:
            self._by_visitor.setdefault(stay.visitor, []).append(stay)

    def during(self, members: Sequence[Row], span: DateSpan | None, country: str | None, best: Candidate) -> Stay | None:
        """The visit during which the meeting took place: a participant's, at that time and place."""
        found: list[tuple[int, str, Stay]] = []
        hosts = {m["country"] for m in members if m["country"]}
        for member in members:
            for stay in self._by_visitor.get(member["actor_id"], ()):
                if country is not None and stay.country != country:
                    continue
                if country is None and stay.country not in hosts:
                    continue
                if span is not None and stay.span is not None:
                    if not overlap(span, stay.span) or (span.precision == "year" and stay.span.precision != "year"):
                        continue
                    width = (stay.span.end - stay.span.start).days
                elif any(t.article.post_id == best.article.post_id for t in stay.trips) and span is not None and not best.in_speech:
                    width = 400
                else:
                    continue
                found.append((width, stay.visit_id, stay))
        return min(found, key=lambda item: item[:2])[2] if found else None


def locate(candidates: Sequence[Candidate], stays: Sequence[Stay]) -> None:
    """Country of meetings held during a visit, where the clause names none: a participant is
    visiting the country of somebody on the other side."""
    by_visitor = Index(stays)
    for candidate in candidates:
        if candidate.country is None and candidate.span is not None and candidate.span.precision == "day" and candidate.kind != "call":
            members = [{"actor_id": p.actor_id, "country": p.country} for p in (*candidate.first, *candidate.second)]
            stay = by_visitor.during(members, candidate.span, None, candidate)
            if stay is not None:
                candidate.country = stay.country
                candidate.located = False


def index(stays: Sequence[Stay]) -> Index:
    return Index(stays)


def rows(stays: Sequence[Stay], canonical: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows of `visits` and `visit_sources`."""
    visit_rows: list[Row] = []
    source_rows: list[Row] = []
    for stay in stays:
        best = stay.best()
        kinds = [trip.kind for trip in stay.trips if trip.kind]
        span = stay.span
        visit_rows.append(
            {
                "visit_id": stay.visit_id,
                "actor_id": stay.visitor,
                "kind": max(sorted(set(kinds)), key=kinds.count) if kinds else None,
                "status": "held" if any(t.status == "held" for t in stay.trips) else "announced",
                "destination_country": stay.country,
                "destination_place": next((t.place for t in stay.trips if t.place), None),
                **row_tools.span_columns(span),
                "purpose": next((t.purpose for t in [best, *stay.trips] if t.purpose), None),
                "n_sources": row_tools.n_sources(stay.trips, canonical),
                "evidence": row_tools.evidence(best),
            }
        )
        source_rows += row_tools.sources(stay.trips, "visit_id", stay.visit_id, best)
    return visit_rows, source_rows
