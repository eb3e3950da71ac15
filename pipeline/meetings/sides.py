"""The sides of a report: from the slots of a frame to the parties they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.meetings import agenda, offices
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.clauses import PROGRAMME, is_plural
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import IMPLIED, LIST_RE, Frame
from pipeline.meetings.references import Party, References
from pipeline.meetings.slots import ANYONE, PERSON, REFERENCE, D, L, Slot
from pipeline.meetings.story import COMPANION


class Sides:
    """Resolves the sides of the frames of one document."""

    def __init__(self, articles: Sequence[Article], references: References) -> None:
        self.articles = articles
        self.references = references
        self._titles: dict[str, dict[tuple[str, str], str]] = {}

    def of_frame(
        self, frame: Frame, own: list[Candidate]
    ) -> tuple[Frame, list[Party], list[Party], list[Party]]:
        """The frame with its first side, second side and attendees."""
        sentence = frame.slotted.sentence
        alone = len(frame.first) == 1 and not frame.second and frame.form in ("attended", "chaired")
        if (frame.form in ("reciprocal", IMPLIED) and not frame.second) or (
            alone and is_plural(frame.first[0])
        ):
            first, second = self.both(frame, own)
        else:
            first, second = self._in_turn(frame)
            if not first and second and not frame.first:
                first = self._unsaid(frame, second)
        if second and frame.second and len(frame.first) == 1 and is_plural(frame.first[0]):
            told = self._told_of(second, own)  # "In conversation with B, the two agreed"
            if told is not None:
                first, kind = told
                frame = replace(frame, kind=kind)
        ids = {p.actor_id for p in second}
        if frame.possessor and (not first or {p.actor_id for p in first} <= ids):
            before = frame.slotted.source(frame.start, frame.end)[0]
            topic = self.references.subject(
                frame.slotted, sentence, before, frozenset(ids)
            ) or self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
        if frame.form == agenda.FORM:
            whose = agenda.owner(sentence)
            first = [self.references.party(whose, "principal", whose.title)] if whose else []
        if frame.form == "remarks":
            speaker = self._first_speaker(sentence.passage.article, ids)
            first = [speaker] if speaker else []
        first = [p for p in first if p.actor_id not in ids]
        programme = PROGRAMME.search(frame.slotted.text[: frame.start]) if not first else None
        if programme is not None and frame.form == "nominal":
            topic = self.references.topic(sentence, frozenset(ids))
            first = [topic] if topic else []
            status = "announced" if programme["tense"] is None else frame.status
            frame = replace(frame, form="programme", status=status)
        attendees = self.parties(frame.attendees, sentence, frozenset(ids))
        first, second, attendees = (
            self.titled(side, sentence) for side in (first, second, attendees)
        )
        return frame, *companions(frame, first, second, attendees)

    def _in_turn(self, frame: Frame) -> tuple[list[Party], list[Party]]:
        """Both sides, the plainer one first: it says whom the other cannot be."""
        sentence = frame.slotted.sentence
        if _plainness(frame.first) < _plainness(frame.second):
            first = self.parties(frame.first, sentence, frozenset())
            second = self.parties(frame.second, sentence, frozenset(p.actor_id for p in first))
            ids = frozenset(p.actor_id for p in second)
            return [p for p in first if p.actor_id not in ids], second
        known = frozenset[str]()
        if any(slot.kind == PERSON for slot in frame.first):
            known = frozenset(p.actor_id for p in self.parties(frame.first, sentence, known))
        second = self.parties(frame.second, sentence, known)
        return self.parties(frame.first, sentence, frozenset(p.actor_id for p in second)), second

    def _unsaid(self, frame: Frame, second: list[Party]) -> list[Party]:
        """ "Also met with B": the subject goes on from the sentence before. "The visit of A went
        on with a call on B": it is the visitor."""
        sentence = frame.slotted.sentence
        if sentence.passage.kind != "paragraph" or frame.form not in ("active", "light"):
            return []
        visit = _VISIT_OF.search(frame.slotted.text, 0, frame.start)
        if visit is not None:
            ids = frozenset(p.actor_id for p in second)
            return self.parties(frame.slotted.of(visit["who"]), sentence, ids)
        if not _NO_SUBJECT.fullmatch(frame.slotted.text, 0, frame.start):
            return []
        topic = self.references.topic(sentence, frozenset(p.actor_id for p in second))
        return [topic] if topic else []

    @staticmethod
    def _told_of(second: list[Party], own: list[Candidate]) -> tuple[list[Party], str] | None:
        """Whom the article has told to meet those of the second side, and how."""
        ids = {p.actor_id for p in second}
        for earlier in own:
            sides = earlier.first, earlier.second
            for one, other in (sides, sides[::-1]):
                if one and ids & {p.actor_id for p in other}:
                    return one, earlier.kind
        return None

    def _first_speaker(self, article: Article, others: Iterable[str]) -> Party | None:
        """Whose remarks a transcript gives: the first person named below the headline."""
        for passage in article.passages:
            for mention in passage.mentions if passage.kind != "title" else ():
                if mention.kind == "person" and mention.actor_id:
                    if mention.actor_id in others:
                        return None
                    return self.references.party(mention, "principal", mention.title)
        return None

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

    def titled(self, parties: list[Party], sentence: Sentence) -> list[Party]:
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

    def both(self, frame: Frame, own: list[Candidate]) -> tuple[list[Party], list[Party]]:
        """ "The two leaders met": the sides told before, else the last two named."""
        words = frame.first[0].words if frame.first else ""
        told = [c for c in reversed(own) if c.first and c.second and not c.in_speech]
        if words == "we":
            return self._we(frame.slotted.sentence, told)
        if _SEVERAL.search(words):
            told = [c for c in told if len(c.first) + len(c.second) > 2]
            return (told[0].first, told[0].second) if told else ([], [])
        role = offices.singular(offices.role_of(words))
        fitting = [c for c in told if self._both_hold(role, c)] or told
        if fitting:
            return fitting[0].first[:1], fitting[0].second[:1]
        for steps, earlier_sentence in enumerate(
            frame.slotted.sentence.passage.article.sentences_before(frame.slotted.sentence)
        ):
            if steps > 2:
                break
            view = self.references.slotted(earlier_sentence)
            for match in LIST_RE.finditer(view.text):
                pair = self.parties(view.of(match[0]), earlier_sentence, frozenset())
                if len(pair) >= 2 and all(p.kind == "person" for p in pair) and _differ(pair):
                    return pair[:1], pair[1:]
        topic = self.references.topic(frame.slotted.sentence)
        if topic is None:
            return [], []
        seen = {topic.actor_id}
        for _ in range(3):  # "the two presidents": of two countries, not the president's wife
            other = self.references.topic(frame.slotted.sentence, frozenset(seen))
            if other is None:
                break
            if not topic.country or other.country != topic.country:
                return [topic], [other]
            seen.add(other.actor_id)
        return [topic], []

    def _both_hold(self, role: str, candidate: Candidate) -> bool:
        """Whether the first of both sides hold the office: "the two presidents"."""
        figures = self.references.cast(candidate.article).figures
        heads = [side[0].actor_id for side in candidate.sides()]
        return all(key in figures and figures[key].fit(role) > 1 for key in heads)

    def _we(self, sentence: Sentence, told: Sequence[Candidate]) -> tuple[list[Party], list[Party]]:
        """ "We last met in Lima": who speaks, and whom the report tells to be met with."""
        speaker = self.references.speakers.of(sentence)
        if speaker is None:
            return [], []
        for earlier in told:
            for one, other in (earlier.sides(), earlier.sides()[::-1]):
                if speaker.actor_id in {p.actor_id for p in one} and len(other) == 1:
                    return [speaker], other
        return [speaker], []


_FIRST_PERSON = frozenset("i we me us".split())
_THIRD_PERSON = frozenset("he she him her".split())


def _plainness(slots: Sequence[Slot]) -> int:
    """0 for names, then the first person, roles with their country, pronouns, other roles."""
    return min((_rank(slot) for slot in slots), default=9)


def _rank(slot: Slot) -> int:
    if slot.kind != REFERENCE:
        return 0
    if slot.country is not None:
        return 2
    return 1 if slot.words in _FIRST_PERSON else 3 if slot.words in _THIRD_PERSON else 4


# Only adverbs, dates and places stand before the verb.
_NO_SUBJECT = re.compile(
    rf"[\s,\"'-]*(?:(?:also|later|earlier|then|subsequently|afterwards?|meanwhile|separately|finally|next|"
    rf"thereafter|in addition|moreover|furthermore|besides|today|yesterday|has|had|have|will|"
    rf"is (?:also )?(?:to|due to|scheduled to|expected to)|on the same day|in the (?:morning|"
    rf"afternoon|evening)|{D}|{L})[ ,]*)*"
)
_VISIT_OF = re.compile(
    rf"\b(?:visit|trip|tour|stay|programme|program) (?:of|by) (?:the )?(?P<who>{ANYONE})[^.;]* "
    r"(?:with|included|includes|began|continued|ended|concluded|for) (?:an? )?(?:[\w-]+ )?$",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:three|four|five|trio)\b")


def _differ(pair: Sequence[Party]) -> bool:
    """Whether they can be two sides: not a couple, nor two officials of one country."""
    countries = [p.country for p in pair]
    return None in countries or len(set(countries)) > 1


def _name_start(slot: Slot, text: str) -> int:
    """Where a slot's name begins in the sentence: its titles may hold "her husband"."""
    surface = slot.mention.surface if slot.mention else ""
    found = text.find(surface, slot.start, slot.end)
    return found if found >= 0 else slot.start


def companions(
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
