"""From frames to candidate encounters: participants, date and place of one report.

A document is read article by article. What a sentence leaves open (the ambassador who hosts his
embassy's reception, those who "were also present") is filled from the sentences behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.meetings import agenda, joining, lexicon, listing, prefilter, retold, where
from pipeline.meetings.additions import Additions
from pipeline.meetings.attendance import ASSEMBLED
from pipeline.meetings.candidate import Candidate, Rejection
from pipeline.meetings.corpus import Actor, Article, Passage, Sentence
from pipeline.meetings.frames import IMPLIED, Frame
from pipeline.meetings.merge import group_of
from pipeline.meetings.references import Party, References
from pipeline.meetings.sides import Sides
from pipeline.meetings.story import (
    RETROSPECT,
    at_some_time,
    each_of_first,
    in_speech,
    inherits_day,
    is_multilateral,
    missing_side,
    names_somebody,
    one_by_one,
    points_back,
    refers_back,
)
from pipeline.meetings.templates import find_frames
from pipeline.meetings.when import EventCalendar
from pipeline.reference import Reference

__all__ = ["Candidate", "Reader", "Rejection"]


def _is_read(passage: Passage) -> bool:
    """Titles and paragraphs, and the lines of a schedule, which look like headings."""
    if passage.kind in ("title", "paragraph"):
        return True
    return passage.kind in ("heading", "truncation_notice") and agenda.is_line(passage.level)


def _is_told(frame: Frame, parties: Sequence[Party], own: Sequence[Candidate]) -> bool:
    """Whether the article has told the encounter of these people, of this kind."""
    ids = {p.actor_id for p in parties}
    return any(
        ids <= c.ids() and c.first and c.second and group_of(c.kind) == group_of(frame.kind)
        for c in own
        if not c.is_title and not c.in_speech and c.status == frame.status
    )


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
        self.partial: list[Candidate] = []  # one side is unknown, but a day or a place is told
        self.rejections: list[Rejection] = []
        self.sides = Sides(articles, self.references)
        self.additions = Additions(self.sides, reference)
        self._looks: dict[Passage | Sentence, int] = {}

    def telling(self, passage: Passage, what: int) -> Iterator[Sentence]:
        """Sentences of a title or paragraph that may tell of `what` (see `prefilter`)."""
        if _is_read(passage) and self._look(passage, passage.level) & what:
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
        self._listed(article, own)
        self.additions.listed_participants(article, own)
        self.additions.listed_presenters(article, own)
        for candidate in own:
            self.additions.fill(candidate)
            self.additions.complete(candidate, article)
        taken = []
        for candidate in joining.settle(own):
            reason = missing_side(candidate)
            if reason is None:
                taken.append(candidate)
            else:
                self.partial.append(candidate)
                self._reject_candidate(candidate, reason)
        retold.sentences(article, taken)
        self.candidates += taken

    def _listed(self, article: Article, own: list[Candidate]) -> None:
        """Encounters told line by line below the one that names their subject."""
        for listed in listing.lists(article):
            sentence = listed.opener.sentences[-1]
            opener = listing.opening(self.references.slotted(sentence))
            if opener is None:
                continue
            first = self.sides.parties(opener.first, sentence, frozenset())
            topic = self.references.topic(sentence) if not first else None
            first = first or ([topic] if topic is not None else [])
            told = self._candidate(opener, first, [], [])
            taken = {c.sentence.passage.index for c in own}
            for passage in listed.entries:
                line = passage.sentences[0]
                frame = listing.entry(self.references.slotted(line), opener)
                if frame is None or passage.index in taken:
                    continue
                ids = frozenset(p.actor_id for p in first)
                made = self._candidate(
                    frame, first, self.sides.parties(frame.second, line, ids), []
                )
                made.dated = made.dated or told.dated
                if made.place is None and made.country in (None, told.country):
                    made.place, made.country = told.place, told.country
                own.append(made)

    def _sentence(self, sentence: Sentence, own: list[Candidate]) -> None:
        view = self.references.slotted(sentence)
        for frame in find_frames(view):
            if frame.reason is not None:
                self._reject(frame, frame.reason)
                continue
            new = list(self._candidates(frame, own))
            own.extend(new)
            joining.join_leaders(own, new)
        self.additions.of_sentence(view, own)
        self._other_sense(sentence)

    def _other_sense(self, sentence: Sentence) -> None:
        for match in lexicon.OTHER_SENSE.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            self.rejections.append(Rejection(sentence, start, end, match[0], "other_sense"))

    def _candidates(self, frame: Frame, own: list[Candidate]) -> Iterable[Candidate]:
        if frame.form == IMPLIED and any(c.first and c.second for c in own):
            return []
        if frame.form == ASSEMBLED and any(c.first or c.second for c in own):
            return []  # who else came to the encounter told before: see `additions`
        frame, first, second, attendees = self.sides.of_frame(frame, own)
        if refers_back(frame) and _is_told(frame, [*first, *second], own):
            return []  # `retold` makes the sentence a further source
        made = self._candidate(frame, first, second, attendees)
        if one_by_one(frame, first, second):
            return [replace(made, second=[party]) for party in second]
        if each_of_first(frame, first, second):
            return [replace(made, first=[party]) for party in first]
        return [made]

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
                and not points_back(frame)
                and not at_some_time(frame)
                and not RETROSPECT.search(view.text)
            ):
                dated = self.calendar.of_the_day(sentence)
            if (
                dated is None
                and told
                and frame.status == "held"
                and not points_back(frame)
                and not at_some_time(frame)
            ):
                dated = self.calendar.of_masthead(view, trigger)
            located = where.of_event(view, trigger, frame.region, self.articles, self.reference)
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
            is_multilateral(frame),
        )

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
