"""From frames to candidate encounters: participants, date and place of one report.

A document is read article by article. What a sentence leaves open (the ambassador who hosts his
embassy's reception, those who "were also present") is filled from the sentences behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.countries import find_countries
from pipeline.dates import DateSpan
from pipeline.meetings import lexicon, prefilter, retold, where
from pipeline.meetings.candidate import Candidate, Rejection
from pipeline.meetings.clauses import is_plural
from pipeline.meetings.corpus import Actor, Article, Passage, Sentence
from pipeline.meetings.frames import LIST_RE, Frame
from pipeline.meetings.occasions import BULLET, LEADS_DELEGATION, PARTICIPANTS_HEADING, attendance
from pipeline.meetings.references import Party, References
from pipeline.meetings.slots import PERSON, Slot, Slotted
from pipeline.meetings.story import (
    COMPANION,
    EMBASSY,
    PROGRAMME,
    RETROSPECT,
    in_speech,
    inherits_day,
    looks_back,
    missing_side,
    names_somebody,
    one_by_one,
    people_of,
    says_where,
)
from pipeline.meetings.templates import find_frames
from pipeline.meetings.when import EventCalendar
from pipeline.reference import Reference

__all__ = ["Candidate", "Reader", "Rejection"]


def _name_start(slot: Slot, text: str) -> int:
    """Where a slot's name begins in the sentence: its titles may hold "her husband"."""
    surface = slot.mention.surface if slot.mention else ""
    found = text.find(surface, slot.start, slot.end)
    return found if found >= 0 else slot.start


class Reader:
    """Reads the articles of one document."""

    def __init__(
        self, articles: Sequence[Article], actors: Mapping[str, Actor], reference: Reference
    ) -> None:
        self.articles = articles
        self.reference = reference
        self.references = References(articles, actors, reference)
        self.calendar = EventCalendar(articles)
        self.candidates: list[Candidate] = []
        self.rejections: list[Rejection] = []
        self._titles: dict[str, dict[tuple[str, str], str]] = {}
        self._looks: dict[Passage | Sentence, int] = {}

    def telling(self, passage: Passage, what: int) -> Iterator[Sentence]:
        """Sentences of a title or paragraph that may tell of `what` (see `prefilter`)."""
        if passage.kind in ("title", "paragraph") and self._look(passage, passage.level) & what:
            for sentence in passage.sentences:
                if self._look(sentence, sentence.text) & what:
                    yield sentence

    def _look(self, part: Passage | Sentence, text: str) -> int:
        if part not in self._looks:
            self._looks[part] = prefilter.look(text)
        return self._looks[part]

    def read(self) -> None:
        for article in self.articles:
            self._article(article)
        retold.titles(self.articles, self.candidates, self.reference)

    def _article(self, article: Article) -> None:
        own: list[Candidate] = []
        for passage in article.passages:
            for sentence in self.telling(passage, prefilter.ENCOUNTER):
                if names_somebody(sentence):
                    self._sentence(sentence, own)
        self._listed_participants(article, own)
        retold.sentences(article, own)
        for candidate in own:
            self._complete(candidate, article)
        for candidate in own:
            reason = missing_side(candidate)
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
                known = frozenset(p.actor_id for p in self.parties(frame.first, sentence, known))
            second = self.parties(frame.second, sentence, known)
            first = self.parties(frame.first, sentence, frozenset(p.actor_id for p in second))
        ids = {p.actor_id for p in second}
        if frame.possessor and (not first or {p.actor_id for p in first} <= ids):
            before = frame.slotted.source(frame.start, frame.end)[0]
            topic = self.references.subject(
                frame.slotted, sentence, before, frozenset(ids)
            ) or self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
        first = [p for p in first if p.actor_id not in ids]
        programme = PROGRAMME.search(frame.slotted.text[: frame.start]) if not first else None
        if programme is not None and frame.form == "nominal":
            topic = self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
            status = "announced" if programme["tense"] is None else frame.status
            frame = replace(frame, form="programme", status=status)
        attendees = self.parties(frame.attendees, sentence, frozenset(ids))
        first, second, attendees = (
            self._titled(side, sentence) for side in (first, second, attendees)
        )
        first, second, attendees = self._companions(frame, first, second, attendees)
        made = self._candidate(frame, first, second, attendees)
        if one_by_one(frame, first, second):
            return [replace(made, second=[party], further=True) for party in second]
        return [made]

    @staticmethod
    def _companions(
        frame: Frame, first: list[Party], second: list[Party], attendees: list[Party]
    ) -> tuple[list[Party], list[Party], list[Party]]:
        """Those who only came along are attendees, not a side's principals."""
        text = frame.slotted.sentence.text
        along = {
            slot.mention.actor_id
            for slot in (*frame.first, *frame.second, *frame.attendees)
            if slot.mention is not None
            and COMPANION.search(text[max(0, slot.start - 90) : _name_start(slot, text)])
        }
        along |= {p.actor_id for p in attendees}
        sides = []
        for side in (first, second):
            stays = [p for p in side if p.actor_id not in along]
            if stays:
                attendees = [*attendees, *(p for p in side if p.actor_id in along)]
            sides.append(stays or side)
        led = {p.actor_id for side in sides for p in side}
        people = {p.actor_id: replace(p, role="attendee") for p in attendees}
        return sides[0], sides[1], [p for key, p in people.items() if key not in led]

    def parties(
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
                pair = self.parties(view.of(match[0]), earlier_sentence, frozenset())
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
            told = not in_speech(view, frame)
            dated = self.calendar.of_event(
                view, trigger, frame.region, future=future, inherits=told and inherits_day(frame)
            )
            if (
                dated is None
                and told
                and frame.status == "held"
                and not RETROSPECT.search(view.text)
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
                located = self._at_dateline(sentence, dated.span, [*first, *second])
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
            in_speech(view, frame),
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

    def _at_dateline(
        self, sentence: Sentence, span: DateSpan, parties: Sequence[Party]
    ) -> where.Located | None:
        """The dateline's place for an event of that day with somebody of that country: the host.
        A city to which the report says that somebody came goes before it."""
        article = sentence.passage.article
        if article.date is None or article.dateline_place is None or span.precision != "day":
            return None
        if not -1 <= (article.date.start - span.end).days <= 1:
            return None
        found = where.here(article, [article], self.reference)
        if found is None or found.country is None:
            return None
        countries = {p.country for p in parties if p.country}
        if found.country not in countries or len(countries) < 2:
            return None
        return where.arrived(sentence, countries, self.reference) or found

    # -- what later sentences add --------------------------------------------------------------

    def _attend(
        self, slots: Sequence[Slot], what: str, sentence: Sentence, own: list[Candidate]
    ) -> None:
        parties = self.parties(slots, sentence, frozenset())
        parties = [p for p in parties if p.kind == "person"]
        main = [
            c
            for c in own
            if not c.in_speech and not c.is_title and c.status == "held" and not looks_back(c)
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
            if not people_of(candidate.second) and candidate.form in ("hosted", "held", "attended"):
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
            parties = self.parties([leader], view.sentence, frozenset())
            for candidate in reversed(own):
                if candidate.form in ("attended", "chaired", "hosted", "held") and not people_of(
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
        if actor is None or not EMBASSY.search(actor.name):
            return None
        abroad = [
            hit.iso3
            for hit in find_countries(actor.name, self.reference)
            if hit.iso3 != embassy.country
        ]
        return abroad[0] if len(abroad) == 1 and says_where(actor.name) else None

    def _ambassador(self, article: Article, embassy: Party) -> Party | None:
        name = self.references.actors.get(embassy.actor_id)
        if name is None or not EMBASSY.search(name.name):
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
