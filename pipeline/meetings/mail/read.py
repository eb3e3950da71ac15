"""Messages told in a document: sender, recipient, kind and date of each report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.dates import DateSpan
from pipeline.meetings import prefilter
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Sentence
from pipeline.meetings.frames import ITEM, plain, subject_after, subject_before
from pipeline.meetings.mail import occasion, story, words
from pipeline.meetings.mail.story import Sending, Told
from pipeline.meetings.references import Party
from pipeline.meetings.slots import ANYONE, Slotted, listed

Nobody: frozenset[str] = frozenset()


def read(reader: Reader) -> list[Sending]:
    """Messages told in the articles of one document, in the order of the text."""
    found: list[Sending] = []
    for article in reader.articles:
        told = Told()
        for passage in article.passages:
            if told.listing and passage.kind == "paragraph":
                told.listing = story.is_line(passage.level)
                for sentence in passage.sentences if told.listing else ():
                    found += _Letters(reader, sentence, told).listed()
            if told.listing:
                continue
            for sentence in reader.telling(passage, prefilter.MESSAGE):
                letters = _Letters(reader, sentence, told)
                found += letters.found()
                told = letters.told
    return found


_SEMICOLON = re.compile(rf";(?= (?:and )?[^;.]{{0,60}}?{ANYONE})")


@dataclass
class _Letters:
    """The templates of one sentence; words that one has taken are not taken again."""

    reader: Reader
    sentence: Sentence
    told: Told
    taken: list[tuple[int, int]] = field(default_factory=list)
    own: list[Sending] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view: Slotted = self.reader.references.slotted(self.sentence)
        # "A; and B have sent": a list all the same.
        self.text = _SEMICOLON.sub(",", self.view.text)

    def found(self) -> list[Sending]:
        """Every directed message that the sentence tells."""
        templates = (
            self._exchanged,
            self._replied,
            self._carried,
            self._sent,
            self._passive,
            self._addressed,
            self._received,
        )
        own = self.own
        for template in templates:
            for sending in template():
                own.append(sending)
        if not own:
            own += [*self._similar(), *self._continued()]
        if own:
            self.told = Told.of(own)
        elif listing := words.LISTING.search(self.text):
            self._open_list(listing)
        return own

    # -- who ---------------------------------------------------------------------------------

    def _people(self, chars: str | None, others: frozenset[str] = Nobody) -> list[Party]:
        slots = listed(self.view, chars or "")
        parties = self.reader.sides.parties(slots, self.sentence, others)
        return [p for p in parties if p.kind == "person"]

    def _subject(self, position: int, others: frozenset[str] = Nobody) -> list[Party]:
        span = subject_before(self.text, position)
        return self._people(self.text[span[0] : span[1]], others) if span else []

    def _house(self, position: int) -> list[Party]:
        """A body in whose name a person is written to: "The department has sent B …"."""
        span = subject_before(self.text, position)
        slots = listed(self.view, self.text[span[0] : span[1]]) if span else []
        parties = self.reader.sides.parties(slots, self.sentence, Nobody)
        return [p for p in parties if p.kind == "organisation"][:1]

    def _main_subject(self, position: int, others: frozenset[str] = Nobody) -> list[Party]:
        """The subject behind an opening phrase: "In a letter to B, A said"."""
        span = subject_after(self.text, position)
        return self._people(self.text[span[0] : span[1]], others) if span else []

    def _handed_to(self, position: int, senders: Sequence[Party] = ()) -> list[Party]:
        """ "A called on B and handed over a letter from C": B, the last person before.

        "Received by B the day before, A conveyed C's greetings": B, whom the story is about.
        """
        named = self._people(self.text[:position])
        home = {p.country for p in senders} - {None}
        if len(named) > 1 and home:  # nobody brings a letter to his own side
            others = [p for p in named if p.country not in home]
            return others[-1:] if len(others) < len(named) else named[-1:]
        if len(named) != 1:
            return named[1:][-1:]
        host = self.reader.references.topic(self.sentence, _ids(named))
        foreign = host is not None and None not in (host.country, named[0].country)
        return [host] if host and foreign and host.country != named[0].country else []

    def _host_of(self, position: int, senders: Sequence[Party]) -> list[Party]:
        """ "A received B, bearer of a message from C": A, who is not of C's country."""
        named = self._people(self.text[:position])
        abroad = {p.country for p in senders} - {None}
        hosts = [p for p in named[:-1] if p.country not in abroad]
        return hosts[:1]

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
        with_whom = words.WITH_WHOM.match(match["rest"])
        if with_whom:
            other = self._people(with_whom["list"])
            own = self._subject(match.start(), _ids(other))
            return [*own[:1], *other[:1]]
        between = words.BETWEEN.search(match["rest"])
        if between:
            return self._people(between["list"])
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
        for pattern in (words.THANKED, words.FOR_CONGRATULATING):
            for match in pattern.finditer(self.text):
                if self._free(match):
                    sender = self._people(match["from"])
                    to = self._subject(match.start(), _ids(sender))
                    yield from self._directed(match, sender, to, match["what"], dated=False)

    def _carried(self) -> Iterator[Sending]:
        """Messages that somebody else brings: from A to B, though C hands them over."""
        for match in words.CONVEYED.finditer(self.text):
            to = self._people(match["to"] or match["first"])
            to = to or self._handed_to(match.start())
            if to and self._free(match):
                yield from self._directed(match, self._people(match["from"]), to, match["what"])
        for match in words.BEARER.finditer(self.text):
            sender = self._people(match["from"])
            to = self._people(match["to"]) or self._host_of(match.start(), sender)
            if sender and to and self._free(match):
                yield from self._directed(match, sender, to, match["what"])
        for match in words.CARRIED.finditer(self.text):
            sender = self._people(match["from"])
            to = self._people(match["to"] or match["object"])
            if not to:
                arrived = match["verb"] in ("brought", "gave", "extended")
                alone = len(self._people(self.text[: match.start()])) == 1
                to = self._handed_to(match.start(), sender) if alone or not arrived else []
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
            words.SENT_BEFORE,
            words.CONGRATULATED,
            words.WROTE,
        )
        for pattern in patterns:
            for match in pattern.finditer(self.text):
                if re.match(r"'s?(?:\s|$)", self.text[match.end("to") :]):
                    continue  # "congratulated A's party"
                if _SPOKEN.match(match["verb"]) and not words.WRITTEN.search(match["what"]):
                    continue  # "extended an invitation": said, not sent
                to = self._people(match["to"])
                if not to or not self._free(match):
                    continue
                if words.CARRIES.match(match["verb"]) and words.ANOTHERS.search(match["what"]):
                    continue  # "conveyed the greetings of the King to B": not his own
                behalf = words.ON_BEHALF.search(self.text)
                sender = self._people(behalf["from"]) if behalf else []
                sender = sender or self._subject(match.start(), _ids(to))
                if not sender and pattern in (words.SENT, words.SENT_TO, words.SENT_BEFORE):
                    sender = self._house(match.start())
                what = f"{match['verb']} {match['what']}"
                if not sender and words.MANY.search(self.text[: match.start()]):
                    self._from_many(match, to, what)
                yield from self._directed(match, sender, to, what)
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
                if ";" in self.view.text[match.end() :]:  # "from A of X; B of Y; C of Z"
                    sender = self._people(self.text[match.start("from") :])
                to = self._subject(match.start(), _ids(sender))
                yield from self._directed(match, sender, to, match["what"])

    def _passive(self) -> Iterator[Sending]:
        """ "A message of condolence was sent to B by A"."""
        if words.WAS_SENT.search(self.text) is None:
            return
        for match in words.PASSIVE.finditer(self.text):
            sender, to = self._people(match["from"]), self._people(match["to"])
            if sender and to and self._free(match):
                yield from self._directed(match, sender, to, match["what"])

    # -- what the sentences before leave open ------------------------------------------------

    def _similar(self) -> Iterator[Sending]:
        """ "A has sent a similar cable": to whom the last one went."""
        for match in words.SIMILAR.finditer(self.text):
            if self._free(match):
                yield from self._also(self._subject(match.start()))
        for match in words.SIMILAR_BY.finditer(self.text):
            if self._free(match):
                yield from self._also(self._people(match["from"]))

    def _continued(self) -> Iterator[Sending]:
        """ "In his cable, A wished B …": more of the last message, or one of many senders'."""
        if words.SENDERS.search(self.text) and self.told.recipients:
            yield from self._also(self._people(self.text))
            return
        match = story.CONTINUES.match(self.text)
        if match is None or not self.told.recipients:
            return
        rest = self.text[match.start() :]
        if self.told.sendings:
            thanks = _THANKS.search(rest) is not None
            kind = "letter" if thanks else self._kind(rest, exchanged=False)
            self.told.add(kind, occasion.stated(self.view, 0, kind))
        else:
            beside = _BESIDE.match(self.text, match.end())
            people = self._people(beside["who"]) if beside else []
            people = (
                people
                or self._main_subject(match.start())
                or self._people(self.text[: match.end()])
            )
            yield from self._also(people[:2])

    def _from_many(self, match: re.Match[str], to: Sequence[Party], what: str) -> None:
        """ "Leaders of the world have sent messages to B": sentences behind it name them."""
        kind = self._kind(what, exchanged=False)
        about = occasion.stated(self.view, match.start(), kind)
        self.told = Told(to, (), kind, about, self._day(match))

    def _open_list(self, match: re.Match[str]) -> None:
        """ "B received cables from:": the lines below name the senders."""
        to = self._subject(match.start()) or self.told.recipients
        if to:
            kind = self._kind(match[0], exchanged=False)
            if kind == "letter":
                kind = self.told.kind
            about = occasion.stated(self.view, 0, kind) or self.told.occasion
            self.told = Told(to, (), kind, about, self._day(match) or self.told.span, True)

    def listed(self) -> Iterator[Sending]:
        """The senders that a line of a list names."""
        yield from self._also(self._people(self.text)[:1])

    def _also(self, people: Sequence[Party]) -> Iterator[Sending]:
        """Messages of the people like the last one told."""
        told = self.told
        for sender in told.further(people):
            for recipient in told.recipients:
                yield Sending(
                    self.sentence,
                    told.kind,
                    sender,
                    recipient,
                    told.span,
                    told.occasion,
                    self._anchor(),
                )

    # -- what --------------------------------------------------------------------------------

    def _directed(
        self,
        match: re.Match[str],
        senders: Sequence[Party],
        recipients: Sequence[Party],
        what: str,
        *,
        exchanged: bool = False,
        dated: bool = True,
    ) -> Iterator[Sending]:
        span = self._day(match) if dated else None  # the day of thanks is not the letter's
        kind = self._kind(what, exchanged)
        if kind == "letter" and not _THANKS.search(what):
            kind = self._kind(self.text[match.end() :], exchanged, only=_EXPRESSED)
        about = occasion.stated(self.view, match.start(), kind)
        definite = re.match(r"(?:in|through) (?:the|that|this)\b", match[0], re.I) is not None
        if kind == "letter" and (definite or words.ALIKE.search(self.text)):
            kind, about = self._like_the_last(recipients, kind, about)
        for sender in senders:
            for recipient in recipients:
                if sender.actor_id != recipient.actor_id:
                    yield Sending(
                        self.sentence, kind, sender, recipient, span, about, self._anchor()
                    )

    def _like_the_last(
        self, recipients: Sequence[Party], kind: str, about: str | None
    ) -> tuple[str, str | None]:
        """ "C also sent a message to B": of the kind of the one that B was sent before."""
        told = [*self.told.sendings, *self.own]
        last = [s for s in told if s.recipient.actor_id in _ids(recipients)][-1:]
        return (last[0].kind, about or last[0].occasion) if last else (kind, about)

    def _anchor(self) -> DateSpan | None:
        article = self.sentence.passage.article
        return self.reader.calendar.anchor(article) or self.reader.calendar.neighbour(article)

    def _day(self, match: re.Match[str]) -> DateSpan | None:
        """The message's day: its sentence's, or the story's."""
        before = self.text[: match.start()]
        told_of = words.SPEECH.search(before) is not None or words.EARLIER.search(before)
        paragraph = self.sentence.passage.kind == "paragraph"
        dated = self.reader.calendar.of_event(
            self.view,
            match.span(),
            (0, self._before_occasion(match)),
            future=False,
            inherits=paragraph and not told_of,
        )
        span = dated.span if dated and self.sentence.passage.kind != "title" else None
        written = self.sentence.passage.article.date
        if span is not None and written is not None and span.start > written.end:
            return None  # the day of what is still to come, told just before
        if span is not None and span.precision == "day" and span.start != span.end:
            return self._one_day(span)
        return span

    def _before_occasion(self, match: re.Match[str]) -> int:
        """Where the words end whose dates can be the message's."""
        found = words.DAY_OF_OCCASION.search(self.text, match.start())
        slot = self.view.slots.get(self.text[found.end()]) if found else None
        if found is None or slot is None or slot.date is None:
            return len(self.text)
        return found.end() if slot.date.kind in ("date", "month_day") else len(self.text)

    def _one_day(self, days: DateSpan) -> DateSpan | None:
        """The story's single day within a stay of several; a message has one day or none."""
        for earlier in self.sentence.passage.article.sentences_before(self.sentence):
            for phrase in self.reader.calendar.phrases(earlier):
                span = self.reader.calendar.resolve(phrase, earlier)
                if span is not None and span.precision == "day" and span.start == span.end:
                    return span if days.start <= span.start <= days.end else None
        return None

    def _kind(self, what: str, exchanged: bool, *, only: re.Pattern[str] | None = None) -> str:
        if only is not None:
            said = only.match(what)
            what = said[0] if said else ""
        kind = next((name for name, verb in words.VERB_KINDS if verb.match(what)), None)
        kind = kind or next(
            (name for name, pattern in words.KINDS if pattern.search(what)), "letter"
        )
        if exchanged and kind == "congratulation" and words.FESTIVE.search(self.text):
            return "greeting"
        return kind


# "a letter from A, congratulating him on …"; "in a letter to B offered his condolences"
_EXPRESSED = re.compile(
    r"[^;.]{0,90}?\b(?:congratulat\w+|condol\w+|felicitat\w+|sympath(?:y|ies|i[sz]\w+))", re.I
)
# "In his message, P …"
_BESIDE = re.compile(rf",? (?P<who>{ITEM})")
_THANKS = re.compile(r"\b(?:thanks|gratitude|reply|response)\b")
_SPOKEN = re.compile(r"(?:extend|express|offer|gave|issued)")


def _ids(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.actor_id for p in parties)
