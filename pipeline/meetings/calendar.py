"""Days that a document's articles state: date phrases resolved against article and narrative.

What is known without the phrase: the article's date, that of its reprints or neighbours, and the
day on which the story stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.dates import DatePhrase, DateSpan, find_dates, resolve, weekday_fits
from pipeline.meetings.corpus import Article, Passage, Sentence
from pipeline.text import level


class Calendar:
    """Dates of one document's articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self._anchors: dict[str, DateSpan | None] = {}
        self._phrases: dict[Sentence, list[DatePhrase]] = {}
        self._narrative: dict[Sentence, DateSpan | None] = {}
        self._near: dict[str, DateSpan | None] = {}
        self._days: dict[str, list[DateSpan]] = {}
        self._evident: dict[str, list[DateSpan]] = {}
        self._weeks: dict[str, list[tuple[int, DateSpan]]] = {}
        self._news: dict[str, DateSpan] = {}  # days of articles whose masthead dates their event

    # -- what the article's surroundings give -------------------------------------------------

    def anchor(self, article: Article) -> DateSpan | None:
        """The article's date; for one without, that of the dated reprints of its post."""
        if article.article_id not in self._anchors:
            self._anchors[article.article_id] = article.date or self._sibling(article)
        return self._anchors[article.article_id]

    def _sibling(self, article: Article) -> DateSpan | None:
        dated = [
            a.date for a in self.articles if a.post_id == article.post_id and a.date is not None
        ]
        days = [span for span in dated if span.precision == "day"]
        return max(days or dated, key=lambda span: span.end, default=None)

    def _day_of_reprints(self, article: Article) -> DateSpan | None:
        """The one day of the post's reprints, on which an introduction's story stands."""
        days = {
            a.date for a in self.articles if a.post_id == article.post_id and a.date is not None
        }
        day = min(days) if len(days) == 1 else None
        return day if day is not None and day.precision == "day" else None

    def neighbour(self, article: Article) -> DateSpan | None:
        """Date of the nearest dated article of the page: enough to choose a missing year."""
        if article.article_id not in self._near:
            dated = [
                (abs(a.position - article.position), a.position, a.date)
                for a in self.articles
                if a.date is not None
            ]
            self._near[article.article_id] = min(dated)[2] if dated else None
        return self._near[article.article_id]

    def _evidence(self, article: Article) -> list[DateSpan]:
        """The days and months that the article states with their year, wherever they stand."""
        if article.article_id not in self._evident:
            found = {
                span
                for passage in article.passages
                if _YEAR.search(passage.text)
                for sentence in passage.sentences
                for phrase in self.phrases(sentence)
                if phrase.kind in ("date", "month_year")
                and not _LONG_AGO.search(sentence.text, max(0, phrase.start - 45), phrase.start)
                if (span := resolve(phrase, None, None))
            }
            self._evident[article.article_id] = sorted(found)
        return self._evident[article.article_id]

    def _by_evidence(
        self, phrase: DatePhrase, article: Article, *, future: bool = False
    ) -> DateSpan | None:
        """A date without year, by the dates that the same text gives with theirs.

        Close to one of them it shares its year. Else a later date bounds it (plans lie at most
        some months ahead), and an earlier one only where the phrase's weekday confirms the year.
        """
        readings = [
            (_distance(span, known), span, known)
            for known in self._evidence(article)
            if (span := _nearest(phrase, known)) is not None
        ]
        if future:  # what is to come lies behind what is told
            readings = [reading for reading in readings if reading[1].end >= reading[2].start]
        if not readings:
            return None
        distance, span, known = min(readings)
        if distance <= _CLOSE or phrase.weekday is not None:
            return span
        return span if known.start > span.end and distance <= _AHEAD_OF else None

    def _stated_days(self, article: Article) -> list[DateSpan]:
        """The full dates that a page without a date states: of the article, else of its post."""
        if article.article_id not in self._days:
            days: set[DateSpan] = set()
            for other in self.articles:
                if other is article or (other.post_id == article.post_id and other.date is None):
                    days |= {
                        span
                        for passage in other.passages
                        if _YEAR.search(passage.text)
                        for sentence in passage.sentences
                        for phrase in self.phrases(sentence)
                        if phrase.kind == "date"
                        and not is_aside(sentence.text, phrase)
                        and (span := resolve(phrase, None, None))
                    }
            self._days[article.article_id] = sorted(days)
        return self._days[article.article_id]

    def _restated(self, phrase: DatePhrase, article: Article) -> DateSpan | None:
        """ "on Friday", "on 2 June", where another sentence has "Friday, 2 June 2023"."""
        days = self._stated_days(article)
        if phrase.kind == "weekday" and not phrase.direction and phrase.unit is None:
            days = [day for day in days if weekday_fits(day.start, phrase.weekday)]
        elif phrase.kind == "month_day":
            days = [
                day
                for day in days
                if (day.start.month, day.start.day) == (phrase.month, phrase.day)
            ]
        else:
            return None
        return days[0] if len(days) == 1 and days[0].start == days[0].end else None

    # -- phrases ------------------------------------------------------------------------------

    def phrases(self, sentence: Sentence) -> list[DatePhrase]:
        if sentence not in self._phrases:
            self._phrases[sentence] = sentence.dates
        return self._phrases[sentence]

    def resolve(
        self, phrase: DatePhrase, sentence: Sentence, *, future: bool = False
    ) -> DateSpan | None:
        """The phrase's days; None where nothing supports them."""
        article = sentence.passage.article
        anchor = self.anchor(article)
        if phrase.kind == "weekday" and not future:
            inside = self._in_week(phrase, sentence)
            if inside is not None:
                return inside
        narrative = None
        if phrase.kind in ("narrative", "day"):
            named = self.month_before(sentence, near=False) if phrase.kind == "day" else None
            narrative = named or self.narrative(sentence, phrase.start)
        if phrase.kind == "narrative" and narrative is None and article.date is None:
            narrative = self._day_of_reprints(article)
            if narrative is None:
                return None
        if anchor is not None:
            own = phrase.kind == "today" or (phrase.kind == "relative" and phrase.unit == "day")
            if article.date is None and own:
                return None  # "yesterday" of a day that nobody knows
            if (
                article.date is None
                and phrase.kind in ("month_day", "month")
                and not future
                and phrase.year_offset is None
                and phrase.direction is None
            ):
                # Written after its reprint: a little later is still the same year.
                return _nearest(phrase, anchor) or resolve(phrase, anchor, narrative)
            return resolve(phrase, anchor, narrative, future=future)
        restated = self._restated(phrase, article)
        if restated is not None:
            return restated
        if (
            phrase.kind in ("month_day", "month", "year", "relative")
            or phrase.year_offset is not None
        ):
            near = self.neighbour(article)
            if (
                phrase.kind in ("month_day", "month")
                and phrase.year_offset is None
                and phrase.direction is None
            ):
                told = self._by_evidence(phrase, article, future=future)
                if told is not None or near is None:
                    return told
                return _nearest(phrase, near)
            return resolve(
                phrase, None, narrative, near.start.year if near else None, future=future
            )
        return resolve(phrase, None, narrative, future=future)

    def _in_week(self, phrase: DatePhrase, sentence: Sentence) -> DateSpan | None:
        """ "On Tuesday" of a digest: the one in the week that a title or heading above names."""
        if phrase.unit is not None or phrase.direction == "next" or phrase.weekday is None:
            return None
        article = sentence.passage.article
        if article.article_id not in self._weeks:
            self._weeks[article.article_id] = list(self._named_weeks(article))
        above = [w for n, w in self._weeks[article.article_id] if n <= sentence.passage.index]
        if not above:
            return None
        week = above[-1]
        days = [
            day
            for n in range((week.end - week.start).days + 1)
            if (day := week.start + timedelta(days=n)).weekday()
            in (phrase.weekday, phrase.end_weekday)
        ]
        return DateSpan(days[0], days[-1], "day") if days else None

    def _named_weeks(self, article: Article) -> Iterator[tuple[int, DateSpan]]:
        """Weeks that the post's and the article's titles, headings and first line name."""
        for other in self.articles:
            if other is not article and other.post_id == article.post_id:
                for passage in other.passages[:2]:
                    if passage.kind == "title" and (week := self._week_in(passage, article)):
                        yield -1, week
        for number, passage in enumerate(article.passages):
            first = len(passage.text) <= (_FIRST_LINE if number < 3 else _BARE_LINE)
            if (passage.kind in ("title", "heading") or first) and (
                week := self._week_in(passage, article)
            ):
                yield passage.index, week

    def _week_in(self, passage: Passage, article: Article) -> DateSpan | None:
        if not any(char.isdigit() for char in passage.text):
            return None
        near = self.anchor(article) or self.neighbour(article)
        text = level(passage.text)  # "March 5 - 11" looks like a dateline
        for phrase in find_dates(text):
            span = resolve(phrase, near)
            if span is None or span.precision != "day":
                continue
            if span.start == span.end:
                named = _WEEK_OF.search(text, 0, phrase.start)
                if named is None:
                    continue
                back = named["end"] is not None
                span = DateSpan(
                    span.start - timedelta(days=6 * back),
                    span.end + timedelta(days=6 * (not back)),
                    "day",
                )
            if 4 <= (span.end - span.start).days <= 8:
                return span
        return None

    def narrative(self, sentence: Sentence, before: int | None = None) -> DateSpan | None:
        """The day on which the story stands: the last dated day before, near the article's time."""
        if before is not None:
            for phrase in reversed(self.phrases(sentence)):
                if phrase.end <= before and phrase.kind != "narrative":
                    span = self.resolve(phrase, sentence)
                    if span is None or span.precision != "day":
                        continue
                    if span.start == span.end or not is_aside(sentence.text, phrase):
                        return span  # not the days of "A, who is there from July 4 to 7"
        if sentence in self._narrative:
            return self._narrative[sentence]
        self._narrative[sentence] = None  # guards against a circle
        self._narrative[sentence] = (
            self._last_day(sentence, ranges=False)
            or self._news.get(sentence.passage.article.article_id)
            or self._last_day(sentence, ranges=True)
        )
        return self._narrative[sentence]

    def _last_day(self, sentence: Sentence, *, ranges: bool) -> DateSpan | None:
        for steps, earlier in enumerate(sentence.passage.article.sentences_before(sentence)):
            if steps > 60:
                break
            for phrase in reversed(self.phrases(earlier)):
                if is_aside(earlier.text, phrase) or _told_before(earlier.text, phrase):
                    continue
                ahead = _AHEAD.search(earlier.text)
                future = ahead is not None and (ahead.start() < phrase.start or phrase.start < 12)
                if future and not _TO_COME.search(sentence.text):
                    continue  # what is to come is not the day of what was
                span = self.resolve(phrase, earlier, future=future)
                if span is None or span.precision != "day" or not self.plausible(span, sentence):
                    continue
                if ranges or span.start == span.end:
                    return span
        return None

    def plausible(self, span: DateSpan, sentence: Sentence) -> bool:
        near = self.anchor(sentence.passage.article) or self.neighbour(sentence.passage.article)
        return near is None or abs((span.start - near.start).days) <= 120

    def month_before(self, sentence: Sentence, *, near: bool = True) -> DateSpan | None:
        """A month named shortly before ("toured Europe in late November")."""
        for steps, earlier in enumerate(sentence.passage.article.sentences_before(sentence)):
            if steps > 2:
                break
            for phrase in reversed(self.phrases(earlier)):
                if phrase.kind in ("month", "month_year") and not is_aside(earlier.text, phrase):
                    span = self.resolve(phrase, earlier)
                    if span is not None and (not near or self.plausible(span, sentence)):
                        return span
        return None


_ASIDE = re.compile(
    r"\b(?:since|established|founded|founding|anniversary|born|until|independence)\b[^.,]*$"
    r"|\([^.,)]*$"
    r"|, (?:who|whose|which)\b[^.,;]*$",  # "A, who arrived on Saturday, met B"
    re.I,
)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_AGO = re.compile(
    r"\b(?:since|established|founded|founding|anniversary|born|until|independence|elected)\b[^.,]*$",
    re.I,
)
_WEEK_OF = re.compile(
    r"\bweek (?:of|from|beginning|commencing|starting|(?P<end>ending|to))(?: on)?(?: the)?"
    r"(?: [A-Z][a-z]+day,?)? ?$",
    re.I,
)
_FIRST_LINE = 80  # characters of a line over a digest
_BARE_LINE = 40  # characters of a line that only names a week
_CLOSE = 60  # days between two dates of one story
_AHEAD_OF = 240  # days that a text looks ahead
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|due to|scheduled to|plans? to|expected to|set to|slated to)\b"
)
_TO_COME = re.compile(
    rf"{_AHEAD.pattern}|\b(?:programme|program|agenda|schedule|itinerary|planned|upcoming)\b"
)
# "She noted that she had met them on Tuesday": the speaker's past, not the story's day.
_TOLD_BEFORE = re.compile(
    r"\b(?:said|noted|recalled|told|mentioned|stated|added|remarked|revealed)\b[^.;\"]*"
    r"\b(?:he|she|they|it|who|which) had\b[^.;]*$"
)
_OWNED = re.compile(r"'s? (?!edition\b)[a-z]")


def is_aside(text: str, phrase: DatePhrase) -> bool:
    """Dates of founding, in relative clauses, or of another thing ("Monday's dinner") do not move
    the story."""
    if _OWNED.match(text, phrase.end):
        return True
    return _ASIDE.search(text, max(0, phrase.start - 45), phrase.start) is not None


def _told_before(text: str, phrase: DatePhrase) -> bool:
    return " had " in text and _TOLD_BEFORE.search(text, 0, phrase.start) is not None


def _nearest(phrase: DatePhrase, near: DateSpan) -> DateSpan | None:
    """The reading of a date without year that lies nearest to a known date."""
    spans = [
        span
        for year in (near.start.year - 1, near.start.year, near.start.year + 1)
        if (span := resolve(phrase, None, None, year)) is not None
    ]
    return min(spans, key=lambda span: _distance(span, near), default=None)


def _distance(span: DateSpan, near: DateSpan) -> int:
    if span.start <= near.end and near.start <= span.end:
        return 0
    return min(abs((span.start - near.end).days), abs((near.start - span.end).days))
