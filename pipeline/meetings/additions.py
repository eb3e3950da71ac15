"""What later sentences add to a report: who was also there, who led, whose embassy it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.countries import find_countries
from pipeline.meetings.attendance import (
    BULLET,
    CREDENTIALS,
    LEADS_DELEGATION,
    NAMED_AFTER,
    PARTICIPANTS_HEADING,
    Present,
    attendance,
    is_entry,
)
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.lexicon import kind_of_noun
from pipeline.meetings.references import Party
from pipeline.meetings.sides import Sides
from pipeline.meetings.slots import PERSON, Slotted
from pipeline.meetings.story import EMBASSY, looks_back, people_of, says_where
from pipeline.reference import Reference


def _hosts_alone(candidate: Candidate, new: Sequence[Party]) -> bool:
    """Whether those present are the side of a host that is no person: guests are there already."""
    if candidate.form != "hosted" or people_of(candidate.first) or not people_of(candidate.second):
        return False
    guests = {p.country for p in candidate.second if p.country}
    hosts = {p.country for p in new if p.country}
    return not hosts & guests


def _lacks_guests(candidate: Candidate, new: Sequence[Party]) -> bool:
    """Whether those present are the other side of an occasion: not all of the host's country."""
    if people_of(candidate.second) or candidate.form not in ("hosted", "held", "attended"):
        return False
    hosts = {p.country for p in candidate.first if p.country}
    return any(p.country is None or p.country not in hosts for p in new)


def _lacks_presenters(candidate: Candidate) -> bool:
    """A ceremony of credentials with only one side named."""
    if candidate.kind != "ceremony" or not CREDENTIALS.search(candidate.sentence.text):
        return False
    return bool(people_of(candidate.first)) != bool(people_of(candidate.second))


def _present(candidate: Candidate, people: Sequence[Party]) -> None:
    known = candidate.ids()
    new = [p for p in people if p.actor_id not in known]
    if people_of(candidate.first):
        candidate.second = new
    else:
        candidate.first = new


class Additions:
    """Completes the candidates of an article by what other sentences say."""

    def __init__(self, sides: Sides, reference: Reference) -> None:
        self.sides = sides
        self.references = sides.references
        self.reference = reference

    def of_sentence(self, view: Slotted, own: list[Candidate]) -> None:
        """Those whom the sentence names as present, and the heads of delegations."""
        for present in attendance(view):
            self._attend(present, view.sentence, own)
        self._delegation_leader(view, own)

    def fill(self, candidate: Candidate) -> None:
        """ "The ambassadors are A and B": the side that the sentence before left unnamed."""
        if bool(candidate.first) == bool(candidate.second):
            return
        following = next(candidate.article.sentences_after(candidate.sentence), None)
        if following is None or not following.mentions:
            return
        view = self.references.slotted(following)
        named = NAMED_AFTER.search(view.text)
        if named is None:
            return
        slots = [slot for slot in view.of(view.text[named.end() :]) if slot.kind == PERSON]
        known = candidate.ids()
        people = self.sides.parties(slots, view.sentence, frozenset(known))
        if len(people) < 2 or known & {p.actor_id for p in people}:
            return
        if candidate.first:
            candidate.second = people
        else:
            candidate.first = people
        candidate.supports.append((view.sentence, None))

    def listed_participants(self, article: Article, own: list[Candidate]) -> None:
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

    def listed_presenters(self, article: Article, own: list[Candidate]) -> None:
        """Lines of names below a ceremony of credentials: those who presented them."""
        for waiting in [c for c in own if _lacks_presenters(c) and not c.is_title][:1]:
            start = waiting.sentence.passage.index + 1
            people: list[Party] = []
            for passage in article.passages[start : start + 24]:
                if is_entry(passage):
                    mention = next(m for m in passage.mentions if m.kind == "person")
                    people.append(self.references.party(mention, "principal", mention.title))
                elif people:
                    break
            people = [p for p in people if p.actor_id]
            if people:
                _present(waiting, people)

    def _attend(self, present: Present, sentence: Sentence, own: list[Candidate]) -> None:
        parties = self.sides.parties(present.slots, sentence, frozenset())
        what = present.what
        parties = [p for p in parties if p.kind == "person"]
        main = [
            c
            for c in own
            if not c.in_speech
            and not c.is_title
            and c.status == "held"
            and not looks_back(c)
            and (c.first or c.second or c.form == "hosted")
        ]
        if not main and parties:
            main = self._titled_occasion(sentence, own)
        if not main or not parties:
            return
        if main[-1].sentence is sentence:
            main_ids = main[-1].ids()
            targets = [main[-1]] if not {p.actor_id for p in parties} <= main_ids else []
        elif what in ("events", "activities", "meetings"):
            targets = main
        else:
            # "the meeting", said further down: the one that the article is about
            near = sentence.passage.index - main[-1].sentence.passage.index <= 1
            targets = [main[-1] if near else main[0]]
        for candidate in targets:
            known = candidate.ids()
            new = [p for p in parties if p.actor_id not in known]
            if present.invited and candidate.form == "hosted":
                if people_of(candidate.second) and not people_of(candidate.first):
                    candidate.first = people_of(candidate.second)
                    candidate.second = []
                candidate.second = [*people_of(candidate.second), *new]
            elif _hosts_alone(candidate, new):
                candidate.first = [*new]
            elif _lacks_guests(candidate, new):
                candidate.second = [*new]
            else:
                candidate.attendees += [replace(p, role="attendee") for p in new]
            if sentence is not candidate.sentence:
                kind = kind_of_noun(what)  # "joined the talks": what it was
                telling = kind if kind in ("talks", "consultation") else None
                candidate.supports.append((sentence, telling))

    def _titled_occasion(self, sentence: Sentence, own: list[Candidate]) -> list[Candidate]:
        """A reception that only the title tells of, once the text says who was there."""
        for title in own:
            if title.is_title and title.kind in ("reception", "ceremony") and not title.second:
                told = replace(
                    title, sentence=sentence, is_title=False, form="hosted", trigger=(0, 1)
                )
                told.attendees, told.supports = [], [(title.sentence, None)]
                own.append(told)
                return [told]
        return []

    def _delegation_leader(self, view: Slotted, own: list[Candidate]) -> None:
        """ "…, who headed the Vietnamese delegation, said": the other side of a conference."""
        leaders = [view.slots[match["who"]] for match in LEADS_DELEGATION.finditer(view.text)]
        leaders += [slot for slot in view.slots.values() if slot.words == "leading"]
        for leader in leaders:
            parties = self.sides.parties([leader], view.sentence, frozenset())
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

    def complete(self, candidate: Candidate, article: Article) -> None:
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
