"""From frames to candidate encounters: participants, date and place of one report.

A document is read article by article. What a sentence leaves open (the ambassador who hosts his
embassy's reception, those who "were also present") is filled from the sentences behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.countries import find_countries
from pipeline.dates import DateSpan
from pipeline.meetings import lexicon, where
from pipeline.meetings.clauses import is_plural
from pipeline.meetings.corpus import Actor, Article, Sentence
from pipeline.meetings.frames import LIST_RE, Frame
from pipeline.meetings.occasions import BULLET, LEADS_DELEGATION, PARTICIPANTS_HEADING, attendance
from pipeline.meetings.references import Party, References
from pipeline.meetings.slots import PERSON, Slot, Slotted
from pipeline.meetings.templates import find_frames
from pipeline.meetings.when import Calendar, Dated
from pipeline.reference import Reference


@dataclass(eq=False, slots=True)
class Candidate:
    """One report of one encounter. `first` and `second` are its sides, `attendees` the others."""

    sentence: Sentence
    kind: str
    form: str
    status: str
    first: list[Party]
    second: list[Party]
    attendees: list[Party] = field(default_factory=list)
    dated: Dated | None = None
    place: str | None = None
    country: str | None = None
    located: bool = True  # the country is stated, not inferred from a visit
    host: str | None = None
    further: bool = False
    is_title: bool = False
    in_speech: bool = False
    anchor: DateSpan | None = None
    trigger: tuple[int, int] = (0, 0)
    second_country: str | None = None
    multilateral: bool = False
    supports: list[tuple[Sentence, str | None]] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return self.sentence.passage.article

    @property
    def span(self) -> DateSpan | None:
        return self.dated.span if self.dated else None

    def sides(self) -> tuple[list[Party], list[Party]]:
        return self.first, self.second

    def ids(self) -> set[str]:
        return {p.actor_id for p in (*self.first, *self.second, *self.attendees)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """What looked like a meeting and is none: its sentence span, trigger words and the reason."""

    sentence: Sentence
    start: int
    end: int
    trigger: str
    reason: str


class Reader:
    """Reads the articles of one document."""

    def __init__(
        self, articles: Sequence[Article], actors: Mapping[str, Actor], reference: Reference
    ) -> None:
        self.articles = articles
        self.reference = reference
        self.references = References(articles, actors, reference)
        self.calendar = Calendar(articles)
        self.candidates: list[Candidate] = []
        self.rejections: list[Rejection] = []
        self._titles: dict[str, dict[tuple[str, str], str]] = {}

    def read(self) -> None:
        for article in self.articles:
            self._article(article)

    def _article(self, article: Article) -> None:
        own: list[Candidate] = []
        for passage in article.passages:
            if passage.kind not in ("title", "paragraph") or not lexicon.may_report(passage.level):
                continue
            for sentence in passage.sentences:
                if lexicon.may_report(sentence.text) and _names_somebody(sentence):
                    self._sentence(sentence, own)
        self._listed_participants(article, own)
        self._aftermath(article, own)
        for candidate in own:
            self._complete(candidate, article)
        for candidate in own:
            reason = _missing(candidate)
            if reason is None:
                self.candidates.append(candidate)
            else:
                self._reject_candidate(candidate, reason)

    def _sentence(self, sentence: Sentence, own: list[Candidate]) -> None:
        view = self.references.slotted(sentence)
        for frame in find_frames(view):
            if frame.reason is not None:
                self._reject(frame, frame.reason)
                continue
            own.extend(self._candidates(frame, own))
        for slots, what in attendance(view):
            self._attend(slots, what, sentence, own)
        self._delegation_leader(view, own)
        self._other_sense(sentence)

    def _other_sense(self, sentence: Sentence) -> None:
        for match in lexicon.OTHER_SENSE.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            self.rejections.append(Rejection(sentence, start, end, match[0], "other_sense"))

    # -- sides -------------------------------------------------------------------------------

    def _candidates(self, frame: Frame, own: list[Candidate]) -> Iterable[Candidate]:
        sentence = frame.slotted.sentence
        alone = len(frame.first) == 1 and not frame.second and frame.form in ("attended", "chaired")
        if (frame.form == "reciprocal" and not frame.second) or (
            alone and is_plural(frame.first[0])
        ):
            first, second = self._both(frame, own)
        else:
            known = frozenset[str]()
            if any(slot.kind == PERSON for slot in frame.first):
                known = frozenset(p.actor_id for p in self._parties(frame.first, sentence, known))
            second = self._parties(frame.second, sentence, known)
            first = self._parties(frame.first, sentence, frozenset(p.actor_id for p in second))
        ids = {p.actor_id for p in second}
        if frame.possessor and (not first or {p.actor_id for p in first} <= ids):
            topic = self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
        first = [p for p in first if p.actor_id not in ids]
        programme = _PROGRAMME.search(frame.slotted.text[: frame.start]) if not first else None
        if programme is not None and frame.form == "nominal":
            topic = self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
            status = "announced" if programme["tense"] is None else frame.status
            frame = replace(frame, form="programme", status=status)
        attendees = self._parties(frame.attendees, sentence, frozenset(ids))
        first, second, attendees = (
            self._titled(side, sentence) for side in (first, second, attendees)
        )
        made = self._candidate(frame, first, second, attendees)
        if _apart(frame, first, second):
            return [replace(made, second=[party], further=True) for party in second]
        return [made]

    def _parties(
        self, slots: Iterable[Slot], sentence: Sentence, others: frozenset[str]
    ) -> list[Party]:
        found: dict[str, Party] = {}
        slots = list(slots)
        if any(slot.kind == PERSON for slot in slots):
            slots = [
                slot for slot in slots if not is_plural(slot)
            ]  # "met X, and the two leaders …"
        for slot in slots:
            for party in self.references.parties(slot, sentence, others):
                found.setdefault(party.actor_id, party)
        people = [p for p in found.values() if p.kind == "person"]
        return people or list(found.values())

    def _titled(self, parties: list[Party], sentence: Sentence) -> list[Party]:
        """Titles that the sentence leaves out, as the same article (or post) states them."""
        return [
            replace(p, title=self._stated_title(p.actor_id, sentence.passage.article))
            if p.title is None and p.kind == "person"
            else p
            for p in parties
        ]

    def _stated_title(self, actor_id: str, article: Article) -> str | None:
        if article.post_id not in self._titles:
            self._titles[article.post_id] = self._titles_of(article.post_id)
        own = self._titles[article.post_id]
        return own.get((article.article_id, actor_id)) or own.get(("", actor_id))

    def _titles_of(self, post_id: str) -> dict[tuple[str, str], str]:
        """Fullest stated title of each person, by article and ("") for the whole post."""
        found: dict[tuple[str, str], str] = {}
        for article in self.articles:
            if article.post_id != post_id:
                continue
            for passage in article.passages:
                for mention in passage.mentions:
                    if mention.kind == "person" and mention.actor_id and mention.title:
                        for key in ((article.article_id, mention.actor_id), ("", mention.actor_id)):
                            if len(mention.title) > len(found.get(key, "")):
                                found[key] = mention.title
        return found

    def _both(self, frame: Frame, own: list[Candidate]) -> tuple[list[Party], list[Party]]:
        """ "The two leaders met": the sides told before, else the last two named."""
        for earlier in reversed(own):
            if earlier.first and earlier.second and not earlier.in_speech:
                if frame.first and re.search(r"\b(?:three|four|five|trio)\b", frame.first[0].words):
                    return earlier.first, earlier.second
                return earlier.first[:1], earlier.second[:1]
        for steps, earlier_sentence in enumerate(
            frame.slotted.sentence.passage.article.sentences_before(frame.slotted.sentence)
        ):
            if steps > 2:
                break
            view = self.references.slotted(earlier_sentence)
            for match in LIST_RE.finditer(view.text):
                pair = self._parties(view.of(match[0]), earlier_sentence, frozenset())
                if len(pair) >= 2 and all(p.kind == "person" for p in pair):
                    return pair[:1], pair[1:]
        topic = self.references.topic(frame.slotted.sentence)
        if topic is None:
            return [], []
        other = self.references.topic(frame.slotted.sentence, frozenset({topic.actor_id}))
        if other is None or (topic.country and other.country == topic.country):
            return [topic], []
        return [topic], [other]

    def _candidate(
        self, frame: Frame, first: list[Party], second: list[Party], attendees: list[Party]
    ) -> Candidate:
        view, sentence = frame.slotted, frame.slotted.sentence
        article = sentence.passage.article
        trigger = (frame.start, frame.end)
        is_title = sentence.passage.kind == "title"
        future = frame.status == "announced"
        dated = None
        located = None
        if not is_title:
            told = not _in_speech(view, frame)
            dated = self.calendar.of_event(
                view, trigger, frame.region, future=future, inherits=told and _inherits(frame)
            )
            if (
                dated is None
                and told
                and frame.status == "held"
                and not _RETROSPECT.search(view.text)
            ):
                dated = self.calendar.of_the_day(sentence)
            located = where.of_event(view, trigger, frame.region, self.articles, self.reference)
            if (
                located is None
                and dated is not None
                and frame.status == "held"
                and frame.kind != "call"
                and told
            ):
                located = self._at_dateline(article, dated.span, [*first, *second])
        anchor = self.calendar.anchor(article) or self.calendar.neighbour(article)
        countries = {slot.country for slot in frame.second if slot.country}
        start, end = view.source(frame.start, frame.end)
        return Candidate(
            sentence,
            frame.kind,
            "title" if is_title else frame.form,
            frame.status,
            first,
            second,
            attendees,
            dated,
            located.place if located else None,
            located.country if located else None,
            True,
            frame.host,
            frame.further,
            is_title,
            _in_speech(view, frame),
            anchor,
            (start, end),
            countries.pop() if len(countries) == 1 else None,
            re.search(
                r"\b(?:trilateral|tripartite|three-way|quadrilateral|multilateral|three leaders)\b",
                view.text,
                re.I,
            )
            is not None,
        )

    def _listed_participants(self, article: Article, own: list[Candidate]) -> None:
        """ "Participants:" and the lines of names below it belong to the article's first event."""
        main = [c for c in own if not c.is_title and c.status == "held" and not c.in_speech]
        listing = False
        for passage in article.passages:
            opens = PARTICIPANTS_HEADING.match(passage.level) is not None
            listing = opens or (listing and BULLET.match(passage.level) is not None)
            if not listing or not main:
                continue
            known = main[0].ids()
            for mention in passage.mentions:
                if mention.kind == "person" and mention.actor_id and mention.actor_id not in known:
                    party = self.references.party(mention, "attendee", mention.title)
                    main[0].attendees.append(party)
                    known.add(mention.actor_id)

    def _aftermath(self, article: Article, own: list[Candidate]) -> None:
        """ "After the talks, the two leaders …": a further source, which may name the kind."""
        if not own:
            return
        for passage in article.passages:
            if passage.kind != "paragraph" or not _AFTERMATH.search(passage.level):
                continue
            for sentence in passage.sentences:
                match = _AFTERMATH.search(sentence.text)
                if match is None:
                    continue
                before = [
                    c
                    for c in own
                    if c.sentence.start < sentence.start
                    and not c.in_speech
                    and not c.is_title
                    and c.status == "held"
                    and not _past(c)
                ]
                if before and before[-1].kind not in ("call", "interview"):
                    kind = lexicon.kind_of_noun(match["noun"])
                    before[-1].supports.append(
                        (sentence, kind if kind in ("talks", "consultation") else None)
                    )

    def _at_dateline(
        self, article: Article, span: DateSpan, parties: Sequence[Party]
    ) -> where.Located | None:
        """The dateline's place for an event of that day with somebody of that country: the host."""
        if article.date is None or article.dateline_place is None or span.precision != "day":
            return None
        if not -1 <= (article.date.start - span.end).days <= 1:
            return None
        found = where.here(article, [article], self.reference)
        if found is None or found.country is None:
            return None
        countries = {p.country for p in parties if p.country}
        return found if found.country in countries and len(countries) > 1 else None

    # -- what later sentences add --------------------------------------------------------------

    def _attend(
        self, slots: Sequence[Slot], what: str, sentence: Sentence, own: list[Candidate]
    ) -> None:
        parties = self._parties(slots, sentence, frozenset())
        parties = [p for p in parties if p.kind == "person"]
        main = [
            c
            for c in own
            if not c.in_speech and not c.is_title and c.status == "held" and not _past(c)
        ]
        if not main or not parties:
            return
        if main[-1].sentence is sentence:
            main_ids = main[-1].ids()
            targets = [main[-1]] if not {p.actor_id for p in parties} <= main_ids else []
        elif what in ("events", "activities", "meetings"):
            targets = main
        else:
            targets = [main[-1]]
        for candidate in targets:
            known = candidate.ids()
            new = [p for p in parties if p.actor_id not in known]
            if not _people(candidate.second) and candidate.form in ("hosted", "held", "attended"):
                candidate.second = [*new]
            else:
                candidate.attendees += [replace(p, role="attendee") for p in new]
            if sentence is not candidate.sentence:
                candidate.supports.append((sentence, None))

    def _delegation_leader(self, view: Slotted, own: list[Candidate]) -> None:
        """ "…, who headed the Vietnamese delegation, said": the other side of a conference."""
        leaders = [view.slots[match["who"]] for match in LEADS_DELEGATION.finditer(view.text)]
        leaders += [slot for slot in view.slots.values() if slot.words == "leading"]
        for leader in leaders:
            parties = self._parties([leader], view.sentence, frozenset())
            for candidate in reversed(own):
                if candidate.form in ("attended", "chaired", "hosted", "held") and not _people(
                    candidate.second
                ):
                    known = candidate.ids()
                    candidate.second = [
                        replace(p, role="delegation_head")
                        for p in parties
                        if p.actor_id not in known
                    ]
                    break

    def _complete(self, candidate: Candidate, article: Article) -> None:
        """An embassy's reception is its ambassador's, where the article names him."""
        if candidate.form not in ("hosted", "held"):
            return
        hosts = candidate.first
        if candidate.country is None and hosts:
            candidate.country = self._host_country(hosts[0])
        if hosts and all(p.kind == "organisation" for p in hosts):
            ambassador = self._ambassador(article, hosts[0])
            if ambassador is not None and ambassador.actor_id not in {
                p.actor_id for p in candidate.second
            }:
                candidate.first = [ambassador]

    def _host_country(self, embassy: Party) -> str | None:
        """An embassy is in its host country: "Chinese Embassy in Vietnam"."""
        actor = self.references.actors.get(embassy.actor_id)
        if actor is None or not _EMBASSY.search(actor.name):
            return None
        abroad = [
            hit.iso3
            for hit in find_countries(actor.name, self.reference)
            if hit.iso3 != embassy.country
        ]
        return abroad[0] if len(abroad) == 1 and hit_follows(actor.name) else None

    def _ambassador(self, article: Article, embassy: Party) -> Party | None:
        name = self.references.actors.get(embassy.actor_id)
        if name is None or not _EMBASSY.search(name.name):
            return None
        for passage in article.passages:
            if passage.kind != "paragraph":
                continue
            for sentence in passage.sentences:
                if not re.search(r"\b(?:ambassador|charg[eé]|consul|envoy)\b", sentence.text, re.I):
                    continue
                for slot in self.references.slotted(sentence).slots.values():
                    if (
                        slot.kind == PERSON
                        and slot.mention
                        and re.search(r"ambassador|charg|consul|envoy", slot.title or "", re.I)
                    ):
                        party = self.references.parties(slot, sentence)
                        if party and party[0].country in (embassy.country, None):
                            return party[0]
        return None

    # -- rejections ----------------------------------------------------------------------------

    def _reject(self, frame: Frame, reason: str) -> None:
        start, end = frame.slotted.source(frame.start, max(frame.end, frame.start + 1))
        offset = frame.slotted.sentence.start
        self.rejections.append(
            Rejection(frame.slotted.sentence, offset + start, offset + end, frame.trigger, reason)
        )

    def _reject_candidate(self, candidate: Candidate, reason: str) -> None:
        start, end = candidate.trigger
        sentence = candidate.sentence
        self.rejections.append(
            Rejection(
                sentence,
                sentence.start + start,
                sentence.start + end,
                sentence.text[start:end],
                reason,
            )
        )


_EMBASSY = re.compile(r"\b(?:embassy|consulate|high commission|mission)\b", re.I)


def hit_follows(name: str) -> bool:
    """Whether the name says where: "French Embassy in Peru", not "Embassy of France"."""
    return re.search(r"\b(?:in|to)\b", name) is not None


_SOMEBODY = re.compile(r"\b(?:he|she|they|we|I|it|the|two|both|his|her|their)\b", re.I)


def _names_somebody(sentence: Sentence) -> bool:
    return bool(sentence.mentions) or _SOMEBODY.search(sentence.text) is not None


def _people(parties: Iterable[Party]) -> list[Party]:
    return [p for p in parties if p.kind == "person"]


def _missing(candidate: Candidate) -> str | None:
    """Why the sides do not make an encounter; None where they do."""
    if not candidate.first or not candidate.second:
        return "one_side"
    if not _people([*candidate.first, *candidate.second]):
        return "no_named_person"
    if candidate.form in ("hosted", "held", "attended") and not (
        _people(candidate.first) and _people(candidate.second)
    ):
        persons = _people([*candidate.first, *candidate.second])
        if candidate.form == "attended" or len(persons) + len(candidate.attendees) < 1:
            return "one_side"
    return None


def _apart(frame: Frame, first: list[Party], second: list[Party]) -> bool:
    """Whether "met with X, Y and Z" tells of one encounter with each."""
    people = _people(second)
    if (
        len(people) < 2
        or len(people) != len(second)
        or len(first) != 1
        or frame.form not in ("active", "light", "nominal", "participle")
    ):
        return False
    if re.search(
        r"\b(?:trilateral|tripartite|three-way|quadrilateral|joint(?:ly)?|together)\b",
        frame.slotted.text,
        re.I,
    ):
        return False
    if frame.apart:
        return True
    return len(people) > 1 and all(
        _TOP.search(p.title or "") and not _NOT_TOP.search(p.title or "") for p in people
    )


_AFTERMATH = re.compile(
    r"\b(?:[Ff]ollowing|[Aa]fter|[Dd]uring|[Aa]t|[Ii]n|[Pp]rior to|[Bb]efore) (?:the|their|"
    r"these|those) (?:\w+ )?"
    r"(?P<noun>talks|meeting|consultations?|discussions|negotiations)(?!\w| (?:with|between|of|"
    r"on|in|with)\b)"
)
_TOP = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|speaker|general "
    r"secretary|secretar(?:y|iat)|"
    r"chairm[ae]n of the (?:national assembly|national people|parliament|house|senate)|head of "
    r"state)\b",
    re.I,
)
_NOT_TOP = re.compile(
    r"\b(?:vice|deputy|former|ambassador|assistant|secretary of|foreign secretary)\b", re.I
)


_RETROSPECT = re.compile(
    r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?|had|has|"
    r"have|when|since|recalled)\b",
    re.I,
)
# "The programme includes a meeting with B": a meeting of the visitor told of before.
_PROGRAMME = re.compile(
    r"\b(?:programme|program|agenda|schedule|itinerary|visit|trip|stay)\b[^.;]{0,40}?"
    r"\b(?:provides? for|includes?|foresees|features|(?P<tense>included|featured|provided for))\b",
    re.I,
)
_SEQUENCE = re.compile(
    r"\b(?:then|later|afterwards?|subsequently|also|earlier in the day|in turn|finally|"
    r"separately|thereafter|after that|next|in the same|further|following (?:the|this|"
    r"that))\b",
    re.I,
)


def _inherits(frame: Frame) -> bool:
    """Whether the construction carries the story on, so that the story's day is its day."""
    if frame.form == "programme":
        return True
    if frame.form == "participle":
        return frame.start < 4
    if frame.form == "nominal" and frame.start < 25:
        return True
    if frame.status != "held":
        return False
    words = frame.slotted.text[: frame.end + 40]
    if re.search(r"\bhad (?:also )?$", frame.slotted.text[: frame.start]):
        return False
    if re.search(
        r"\b(?:recently|last|ago|once|previously|earlier (?:this|that)|in the past|years?)\b",
        words,
        re.I,
    ):
        return False
    return _SEQUENCE.search(words) is not None or frame.slotted.sentence.index > 0


_SPEECH = re.compile(
    r"\b(?:said|says|noted|recalled|stressed|added|told|pointed out|underlined|stated|"
    r"recalls)\b[^.;]{0,40}$|\bthat\b[^.;]{0,60}$"
)


def _in_speech(view: Slotted, frame: Frame) -> bool:
    """Told inside somebody's words, so no part of the article's own story."""
    before = view.text[: frame.region[0] if frame.region[0] > 0 else frame.start]
    return _SPEECH.search(before) is not None or (
        _SPEECH.search(view.text[: frame.start]) is not None
        and frame.form in ("active", "reciprocal")
    )


def _past(candidate: Candidate) -> bool:
    """Looks back: long before the article, or dated only to a month or year."""
    span, anchor = candidate.span, candidate.anchor
    if span is None or anchor is None:
        return False
    return span.precision != "day" or (anchor.start - span.end).days > 14
