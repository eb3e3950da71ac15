"""Messages told in a document: sender, recipient, kind and date of each report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.dates import DateSpan
from pipeline.meetings import prefilter
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import plain, subject_after, subject_before
from pipeline.meetings.mail import words
from pipeline.meetings.references import Party
from pipeline.meetings.slots import Slotted, listed

Nobody: frozenset[str] = frozenset()


@dataclass(eq=False)
class Sending:
    """One report of one directed message."""

    sentence: Sentence
    kind: str
    sender: Party
    recipient: Party
    span: DateSpan | None
    occasion: str | None
    anchor: DateSpan | None

    @property
    def article(self) -> Article:
        return self.sentence.passage.article


def read(reader: Reader) -> list[Sending]:
    """Messages told in the articles of one document, in the order of the text."""
    found: list[Sending] = []
    for article in reader.articles:
        for passage in article.passages:
            for sentence in reader.telling(passage, prefilter.MESSAGE):
                found += _Letters(reader, sentence).found()
    return found


@dataclass
class _Letters:
    """The templates of one sentence; words that one has taken are not taken again."""

    reader: Reader
    sentence: Sentence
    taken: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view: Slotted = self.reader.references.slotted(self.sentence)
        self.text = self.view.text

    def found(self) -> Iterator[Sending]:
        """Every directed message that the sentence tells."""
        yield from self._exchanged()
        yield from self._replied()
        yield from self._carried()
        yield from self._sent()
        yield from self._addressed()
        yield from self._received()

    # -- who ---------------------------------------------------------------------------------

    def _people(self, chars: str | None, others: frozenset[str] = Nobody) -> list[Party]:
        slots = listed(self.view, chars or "")
        parties = self.reader.sides.parties(slots, self.sentence, others)
        return [p for p in parties if p.kind == "person"]

    def _subject(self, position: int, others: frozenset[str] = Nobody) -> list[Party]:
        span = subject_before(self.text, position)
        return self._people(self.text[span[0] : span[1]], others) if span else []

    def _main_subject(self, position: int, others: frozenset[str] = Nobody) -> list[Party]:
        """The subject behind an opening phrase: "In a letter to B, A said"."""
        span = subject_after(self.text, position)
        return self._people(self.text[span[0] : span[1]], others) if span else []

    def _handed_to(self, position: int) -> list[Party]:
        """ "A called on B and handed over a letter from C": B, the last person before."""
        named = self._people(self.text[:position])
        return named[1:][-1:]

    def _free(self, match: re.Match[str]) -> bool:
        """Take the words of the match, unless they are taken or told as not having happened."""
        if any(a < match.end() and match.start() < b for a, b in self.taken):
            return False
        before = plain(self.text[max(0, match.start() - 40) : match.start()])
        if words.REFUSED.search(before):
            return False
        self.taken.append(match.span())
        return True

    # -- templates ---------------------------------------------------------------------------

    def _exchanged(self) -> Iterator[Sending]:
        """ "A and B exchanged greetings", "an exchange of messages between A and B / with B"."""
        for match in words.EXCHANGE.finditer(self.text):
            if not self._free(match):
                continue
            people = self._partners(match)
            if len({p.actor_id for p in people}) != 2:
                continue
            what = match["what"] + match["rest"]
            one, other = people[0], people[1]
            yield from self._directed(match, [one], [other], what, exchanged=True)
            yield from self._directed(match, [other], [one], what, exchanged=True)

    def _partners(self, match: re.Match[str]) -> list[Party]:
        between = words.BETWEEN.search(match["rest"])
        if between:
            return self._people(between["list"])
        with_whom = words.WITH_WHOM.match(match["rest"])
        if with_whom:
            other = self._people(with_whom["list"])
            own = self._subject(match.start(), _ids(other))
            return [*own[:1], *other[:1]]
        people = self._subject(match.start())
        if len(people) < 2:
            run = words.PAIR.search(self.text[: match.start()])
            people = self._people(run[0]) if run else people
        return people

    def _replied(self) -> Iterator[Sending]:
        for match in words.REPLIED.finditer(self.text):
            if self._free(match):
                to = self._people(match["to"])
                sender = self._subject(match.start(), _ids(to))
                yield from self._directed(match, sender, to, "letter" + match["what"])
        for match in words.THANKED.finditer(self.text):
            if self._free(match):
                sender = self._people(match["from"])
                to = self._subject(match.start(), _ids(sender))
                yield from self._directed(match, sender, to, match["what"])

    def _carried(self) -> Iterator[Sending]:
        """Messages that somebody else brings: from A to B, though C hands them over."""
        for match in words.CONVEYED.finditer(self.text):
            to = self._people(match["to"] or match["first"])
            to = to or self._handed_to(match.start())
            if to and self._free(match):
                yield from self._directed(match, self._people(match["from"]), to, match["what"])
        for match in words.CARRIED.finditer(self.text):
            sender = self._people(match["from"])
            to = self._people(match["to"] or match["object"])
            if not to and match["verb"] not in ("brought", "gave", "extended"):
                to = self._handed_to(match.start())
            if sender and to and self._free(match):
                yield from self._directed(match, sender, to, match["what"])
        for match in words.ASKED.finditer(self.text):
            if self._free(match):
                sender = self._subject(match.start())
                yield from self._directed(match, sender, self._people(match["to"]), match["what"])

    def _sent(self) -> Iterator[Sending]:
        patterns = (
            words.SENT_FOR,
            words.SENT,
            words.SENT_TO,
            words.CONGRATULATED,
            words.WROTE,
        )
        for pattern in patterns:
            for match in pattern.finditer(self.text):
                if re.match(r"'s?(?:\s|$)", self.text[match.end("to") :]):
                    continue  # "congratulated A's party"
                to = self._people(match["to"])
                if not to or not self._free(match):
                    continue
                behalf = words.ON_BEHALF.search(self.text)
                sender = self._people(behalf["from"]) if behalf else []
                sender = sender or self._subject(match.start(), _ids(to))
                yield from self._directed(match, sender, to, f"{match['verb']} {match['what']}")
        for match in words.WAS_CONGRATULATED.finditer(self.text):
            if self._free(match):
                sender = self._people(match["from"])
                to = self._subject(match.start(), _ids(sender))
                yield from self._directed(match, sender, to, match["verb"])

    def _addressed(self) -> Iterator[Sending]:
        """ "In his message to B, A said", "A's letter to B", "a letter from A to B"."""
        for match in words.IN_MESSAGE.finditer(self.text):
            to = self._people(match["to"])
            if not to or not self._free(match):
                continue
            others = _ids(to)
            sender = (
                self._people(match["whose"], others)
                or self._main_subject(match.end(), others)
                or self._subject(match.start(), others)
            )
            yield from self._directed(match, sender, to, match["what"])
        for pattern in (words.FROM_TO, words.OWNED):
            for match in pattern.finditer(self.text):
                if self._free(match):
                    sender, to = self._people(match["from"]), self._people(match["to"])
                    yield from self._directed(match, sender, to, match["what"])

    def _received(self) -> Iterator[Sending]:
        for match in words.RECEIVED.finditer(self.text):
            if self._free(match):
                sender = self._people(match["from"])
                to = self._subject(match.start(), _ids(sender))
                yield from self._directed(match, sender, to, match["what"])

    # -- what --------------------------------------------------------------------------------

    def _directed(
        self,
        match: re.Match[str],
        senders: Sequence[Party],
        recipients: Sequence[Party],
        what: str,
        *,
        exchanged: bool = False,
    ) -> Iterator[Sending]:
        view, sentence = self.view, self.sentence
        speech = words.SPEECH.search(self.text[: match.start()]) is not None
        story = sentence.passage.kind == "paragraph" and not speech
        dated = self.reader.calendar.of_event(
            view, match.span(), (0, len(self.text)), future=False, inherits=story
        )
        article = sentence.passage.article
        anchor = self.reader.calendar.anchor(article) or self.reader.calendar.neighbour(article)
        span = dated.span if dated and sentence.passage.kind != "title" else None
        if span is not None and span.precision == "day" and span.start != span.end:
            span = self._one_day(span)
        kind = self._kind(what, exchanged)
        for sender in senders:
            for recipient in recipients:
                if sender.actor_id != recipient.actor_id:
                    occasion = self._occasion(match)
                    yield Sending(sentence, kind, sender, recipient, span, occasion, anchor)

    def _one_day(self, days: DateSpan) -> DateSpan | None:
        """The story's single day within a stay of several; a message has one day or none."""
        for earlier in self.sentence.passage.article.sentences_before(self.sentence):
            for phrase in self.reader.calendar.phrases(earlier):
                span = self.reader.calendar.resolve(phrase, earlier)
                if span is not None and span.precision == "day" and span.start == span.end:
                    return span if days.start <= span.start <= days.end else None
        return None

    def _kind(self, what: str, exchanged: bool) -> str:
        kind = next((name for name, pattern in words.KINDS if pattern.search(what)), "letter")
        if exchanged and kind == "congratulation" and words.FESTIVE.search(self.text):
            return "greeting"
        return kind

    def _occasion(self, match: re.Match[str]) -> str | None:
        """The stated occasion behind the words of sending, as it stands in the text."""
        found = words.OCCASION.search(plain(self.text), match.start())
        if found is None or "¤" in found["occasion"]:
            return None
        start, end = self.view.source(*found.span("occasion"))
        offset = self.sentence.start - self.sentence.passage.start
        return self.sentence.passage.text[offset + start : offset + end].strip()


def _ids(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.actor_id for p in parties)
