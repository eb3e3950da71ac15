"""When an event was: the date phrase of its clause, resolved against article and narrative.

The chain of support: a phrase in the clause → one earlier in the same sentence → the narrative
("Meeting with B, A said" goes on where the story stands). Never the date of publication alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from pipeline.dates import DatePhrase, DateSpan, find_dates
from pipeline.meetings import mastheads
from pipeline.meetings.calendar import Calendar, is_aside
from pipeline.meetings.clause_dates import OTHER_TENSE, ranked
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.slots import DATE, Slot, Slotted


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date and where it comes from (a value of the contract's `date_source`)."""

    span: DateSpan
    source: str
    inherited: bool = False  # the story's day, which the clause itself does not state


_THROUGH_THE_YEAR = re.compile(
    r"\b(?:through|throughout|over|during|in the course of) (?:the|this|the past|the whole) year\b",
    re.I,
)
# "… were discussed at the meeting today", "at Monday's talks"
_AT_IT = re.compile(
    r"\b(?:at|in|during) (?:the|their|this) (?:[\w-]+ )?(?:meeting|talks|audience|call|"
    r"conversation|discussions?|consultations?|encounter),? (?:on |held (?:on )?|earlier )?$"
)
_MEETING = re.compile(
    r"'s? (?:[\w-]+ )?(?:meeting|talks|audience|call|conversation|discussions?|consultations)\b"
)
_TIME_OF_DAY = re.compile(
    r"\bat (?:noon|midday|midnight|dawn|dusk)\b|\bat \d{1,2}(?:[.:]\d\d)? ?(?:a\.?m|p\.?m)\b", re.I
)
# "…, the ministry said Thursday", "…, his office announced on Tuesday"
_REPORTED = re.compile(
    r"[,\"] (?:[\w'.-]+ ){0,8}?(?:said|announced|reported|confirmed|tweeted|posted|according to "
    r"[^,;]{3,60}|in a (?:brief |short )?(?:statement|tweet|post|communique|press release))"
    r"(?: (?:in|on) [^,;]{3,40}?)?(?: late| early)?\s*$"
)
_EVE = re.compile(r"\b(?:on|at) the eve of\b[^,;]*$", re.I)
_ON_THE_EVE = re.compile(
    r"\W*(?:on|at) the eve of (?:the|this|that|their|his|her) (?:[\w-]+ )?(?:meeting|summit|visit|"
    r"talks|session|conference|ceremony|arrival|event)\b",
    re.I,
)
_BOUND = re.compile(rf" and ([{chr(DATE)}-{chr(DATE + 0xFF)}])(?=[,.;]| (?:in|at|with|by|to)\b|$)")
# "The meeting, held on 14 June, …", "Their talks took place on Monday"
_TOOK_PLACE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]heir) (?:[\w-]+ )?(?:meeting|talks|audience|call|conversation|"
    r"discussions?|consultations?|encounter|ceremony|lunch|dinner|session)"
    r"(?:,? (?:which )?(?:was |were )?held| took place|,? which took place| was conducted)"
    r"(?: (?:at|in) [^,.;]{3,40})?,?\s(?:on\s|in\s)?(?:the )?$"
)
# The relative clause tells the same encounter: "…, which paid a courtesy call on him"
_CALLED_BEFORE = re.compile(
    r"\b(?:who|which|that)\b[^;]*\b(?:paid (?:a|an|him|her|them)\b|called on\b|visited\b|"
    r"(?:was|were) received\b|met\b|came to\b|arrived\b|took leave\b)[^;]*$"
)
_TO_COME = re.compile(r"\b(?:will|would|is to|are to|due to)\b")
_DAY_KINDS = ("date", "month_day", "day", "weekday", "today", "relative", "narrative")
_DATE_LINE = re.compile(r"[\s\W]*(?:on\s)?[\s\W]*", re.I)
_THERE = re.compile(
    r"\W*(?:There|While there|At the time|On that occasion|During (?:the|that|this|his|her|their) "
    r"(?:\w+ )?(?:visit|trip|stay|tour|journey))\b"
)
_RELATIVE = ("today", "relative", "weekday")


class EventCalendar(Calendar):
    """Dates of the encounters that one document's articles report."""

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__(articles)
        self._unclear: set[Sentence] = set()
        self._lines: dict[str, list[tuple[int, DateSpan]]] = {}

    def of_event(
        self,
        view: Slotted,
        trigger: tuple[int, int],
        region: tuple[int, int],
        *,
        future: bool,
        inherits: bool,
    ) -> Dated | None:
        """Date of the event whose trigger is at `trigger`, from phrases inside `region`.

        `inherits`: the construction goes on with the story, so that the narrative's day holds
        where the clause states none.
        """
        sentence = view.sentence
        slots = ranked(view, trigger, region, future=future)
        for slot in slots:
            span = self._of_slot(slot, view, future)
            if span is not None:
                return Dated(span, _source(slot.date, sentence))
        bracketed = self._bracketed(sentence)
        if bracketed is not None:
            return bracketed
        if slots:
            self._unclear.add(sentence)  # a date that nothing explains is not the story's day
            return None
        headed = self._headed(sentence)
        if headed is not None:
            return headed
        if not future and _TIME_OF_DAY.search(view.text[region[0] : region[1]]):
            day = sentence.passage.article.date
            if (
                day is not None
                and day.precision == "day"
                and self.narrative(sentence) in (None, day)
            ):
                return Dated(day, "dateline")
        eve = None if future else _ON_THE_EVE.match(sentence.text)
        day = self.narrative(sentence) if eve else None
        if day is not None and day.start == day.end:
            return Dated(DateSpan.of_day(day.start - timedelta(days=1)), "context")
        told = None if future else self._told_beside(view, trigger) or self._today(view, trigger)
        if told is not None:
            return told
        inherited = self._inherited(view, trigger) if inherits else None
        if inherited is not None:
            return Dated(inherited.span, inherited.source, inherited=True)
        return self.year_before(sentence)

    def of_the_day(self, sentence: Sentence) -> Dated | None:
        """The story's day where a dispatch goes on with the events of its own day."""
        article = sentence.passage.article
        if just_back(sentence):
            return None
        if sentence in self._unclear or article.date is None or article.date.precision != "day":
            return None
        for steps, earlier in enumerate(article.sentences_before(sentence)):
            if steps > 8:
                break
            for phrase in reversed(self.phrases(earlier)):
                span = None if is_aside(earlier.text, phrase) else self.resolve(phrase, earlier)
                if span is not None and span.precision == "day":
                    same = (
                        span.start == span.end and 0 <= (article.date.start - span.start).days <= 1
                    )
                    return Dated(span, "context", inherited=True) if same else None
        return None

    def of_masthead(self, view: Slotted, trigger: tuple[int, int]) -> Dated | None:
        """The day of a masthead over the event with which an office's own report opens."""
        sentence = view.sentence
        article = sentence.passage.article
        told = view.text[: trigger[1] + 40]
        if sentence in self._unclear or not mastheads.is_news(sentence, told):
            return None
        day = mastheads.masthead_day(article)
        if day is None or self._tells_another_day(sentence, day):
            return None
        self._news[article.article_id] = day
        return Dated(day, "dateline", inherited=True)

    def _tells_another_day(self, sentence: Sentence, day: DateSpan) -> bool:
        """Whether the sentences around give a day shortly before: the encounter may be of then."""
        near = [
            *_sentences_after(sentence, 3),
            *islice(sentence.passage.article.sentences_before(sentence), 3),
        ]
        for other in near:
            for phrase in self.phrases(other):
                if phrase.kind in ("weekday", "month_day", "date", "relative") and not is_aside(
                    other.text, phrase
                ):
                    span = self.resolve(phrase, other)
                    if span is None or span.precision != "day":
                        continue
                    if 0 < (day.start - span.end).days <= 7:
                        return True
        return False

    def year_before(self, sentence: Sentence) -> Dated | None:
        """ "… through the year. I met with A": the year of the article."""
        anchor = self.anchor(sentence.passage.article)
        if anchor is None or anchor.start.year != anchor.end.year:
            return None
        before = sentence.passage.level[: sentence.start - sentence.passage.start]
        if _THROUGH_THE_YEAR.search(before):
            return Dated(DateSpan.of_year(anchor.start.year), "context")
        return None

    def _of_slot(self, slot: Slot, view: Slotted, future: bool) -> DateSpan | None:
        assert slot.date is not None
        span = self.resolve(slot.date, view.sentence, future=future)
        if span is None or span.precision != "day":
            return span
        position = next(k for k, char in enumerate(view.text) if view.slots.get(char) is slot)
        if _EVE.search(view.text[:position]):  # also of what "opens on Friday"
            return DateSpan.of_day(span.start - timedelta(days=1))
        bound = _BOUND.match(view.text, position + 1)
        if bound:
            second = view.slots[bound[1]].date
            clear = second is not None and second.kind not in ("narrative", "relative")
            last = self.resolve(second, view.sentence, future=future) if second and clear else None
            if last and last.precision == "day" and 1 <= (last.start - span.end).days <= 3:
                return DateSpan(span.start, last.end, "day")  # "on 30 June and 1 July"
        return span

    def _bracketed(self, sentence: Sentence) -> Dated | None:
        """ "Minister A (Tuesday) met B", "met with B (Oslo, 14 June 2021)"."""
        found = [
            phrase
            for phrase in self.phrases(sentence)
            if re.search(r"\((?:[A-Z][\w' -]{2,30}, )?$", sentence.text[: phrase.start])
            and sentence.text[phrase.end : phrase.end + 1] == ")"
            and phrase.kind not in ("year", "narrative")
        ]
        span = self.resolve(found[0], sentence) if len(found) == 1 else None
        if span is None or span.precision != "day" or not self.plausible(span, sentence):
            return None
        return Dated(span, _source(found[0], sentence))

    def _headed(self, sentence: Sentence) -> Dated | None:
        """The day of a diary: a date before the colon, or the date line above the entry."""
        passage = sentence.passage
        label = re.match(r"\s*([^:.]{3,40}):\s", passage.text)
        if label:
            whole = _whole_date(label[1])
            span = self.resolve(whole, passage.sentences[0]) if whole else None
            if span is not None and span.precision == "day":
                return Dated(span, "text")
        article = passage.article
        if article.article_id not in self._lines:
            self._lines[article.article_id] = [
                (other.index, span)
                for other in article.passages
                if len(other.text) <= 40
                and (phrase := _whole_date(other.text)) is not None
                and (span := self.resolve(phrase, other.sentences[0])) is not None
                and span.precision == "day"
            ]
        lines = self._lines[article.article_id]
        above = [span for index, span in lines if index < passage.index]
        return Dated(above[-1], "text") if above and len({s.start for _, s in lines}) > 1 else None

    def _told_beside(self, view: Slotted, trigger: tuple[int, int]) -> Dated | None:
        """The day that a later sentence gives the meeting, or on which it was reported at once."""
        sentence = view.sentence
        for later in _sentences_after(sentence, 6):
            for phrase in self.phrases(later):
                before = later.text[: phrase.start]
                if _TOOK_PLACE.search(before) or (
                    phrase.kind in ("today", "weekday")
                    and (_AT_IT.search(before) or _MEETING.match(later.text, phrase.end))
                ):
                    span = self.resolve(phrase, later)
                    if span is not None:
                        return Dated(span, _source(phrase, later))
        for position in range(trigger[1], len(view.text)):
            slot = view.slots.get(view.text[position])
            if slot is None or slot.kind != DATE or slot.date is None:
                continue
            before = view.text[trigger[1] : position]
            if slot.date.kind in ("today", "weekday") and _REPORTED.search(before):
                if OTHER_TENSE.search(view.text[max(0, trigger[0] - 12) : trigger[1]]):
                    return None
                span = self.resolve(slot.date, sentence)
                return Dated(span, "dateline") if span is not None else None
        return None

    def _month_there(self, sentence: Sentence) -> DateSpan | None:
        """ "A visited Oslo in May 2016. There he met B": the month of the sentence before."""
        if _THERE.match(sentence.text) is None:
            return None
        for earlier in islice(sentence.passage.article.sentences_before(sentence), 1):
            phrases = [p for p in self.phrases(earlier) if not is_aside(earlier.text, p)]
            if phrases and phrases[-1].kind in ("month", "month_year"):
                return self.resolve(phrases[-1], earlier)
        return None

    def _today(self, view: Slotted, trigger: tuple[int, int]) -> Dated | None:
        """ "A received B, who paid a courtesy call on him today": the one day of the sentence."""
        sentence = view.sentence
        days = [phrase for phrase in self.phrases(sentence) if phrase.kind in _DAY_KINDS]
        if len(days) != 1 or days[0].kind != "today" or days[0].in_quote:
            return None
        if _TO_COME.search(view.text) or not _CALLED_BEFORE.search(sentence.text, 0, days[0].start):
            return None
        span = self.resolve(days[0], sentence)
        return Dated(span, "dateline") if span is not None else None

    def _inherited(self, view: Slotted, trigger: tuple[int, int]) -> Dated | None:
        sentence = view.sentence
        if just_back(sentence):
            return None
        span = self._month_there(sentence) or self.narrative(sentence)
        if span is None:
            span = self.month_before(sentence)
            return Dated(span, "context") if span else None
        after = view.text[trigger[1] :]
        if span.start != span.end:
            if re.search(
                r"\b(?:shortly|soon|immediately|right|just) (?:after|upon|on) (?:his|her|"
                r"their) arrival|\b(?:upon|on) (?:his|her|their) arrival",
                after,
            ):
                span = DateSpan.of_day(span.start)
            elif re.search(r"\b(?:prior to|before) (?:his|her|their) departure", after):
                span = DateSpan.of_day(span.end)
        return Dated(span, "context")


# "returned on Wednesday from Lima": what was done there was done before.
_CAME_BACK = re.compile(
    r"\b(?:returned|came back|(?:is|was|are|were) back|flew (?:home|back))\b[^.;]*\bfrom\b"
    r"|\b(?:arrived|landed)\b[^.;]*\b(?:from|after) (?:an?|his|her|their) (?:[\w-]+ ){0,4}"
    r"(?:visit|trip|tour)\b"
)


def just_back(sentence: Sentence) -> bool:
    """Whether the story has just come home: what is told of there lies before its day."""
    before = islice(sentence.passage.article.sentences_before(sentence), 2)
    return any(earlier.dates and _CAME_BACK.search(earlier.text) for earlier in before)


def _source(phrase: DatePhrase | None, sentence: Sentence) -> str:
    """ "text" for what the words state, "dateline" for what leans on the article's own day."""
    if (
        phrase is not None
        and phrase.kind in _RELATIVE
        and sentence.passage.article.date is not None
    ):
        return "dateline"
    if phrase is not None and phrase.kind == "narrative":
        return "context"
    return (
        "text"
        if sentence.passage.article.date is not None or (phrase and phrase.year)
        else "context"
    )


def _whole_date(text: str) -> DatePhrase | None:
    """The date that is all the text says: "Monday, 14 June", "14 June"."""
    found = [phrase for phrase in find_dates(text) if phrase.kind in ("date", "month_day")]
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if _DATE_LINE.fullmatch(rest) else None


def _sentences_after(sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The following sentences of the article, up to `most`."""
    passage = sentence.passage
    found = list(passage.sentences[sentence.index + 1 :])
    for later in passage.article.passages[passage.index + 1 :]:
        if len(found) >= most:
            break
        if later.kind == "paragraph":
            found += later.sentences
    yield from found[:most]
