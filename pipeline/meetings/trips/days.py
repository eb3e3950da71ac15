"""The days of a trip: the date phrases of its words, or the present tense's own day."""

from __future__ import annotations

import re
from datetime import timedelta

from pipeline.dates import DateSpan
from pipeline.meetings.candidates import Reader
from pipeline.meetings.slots import ANYONE, DATE, D, Slot, Slotted
from pipeline.meetings.trips import words
from pipeline.meetings.trips.found import Found
from pipeline.meetings.trips.geography import Destination

# Between the words of travel and a date these show that the date belongs to something else.
_OTHERS_DATE = re.compile(
    r"[;\"]|\b(?:since|established|founded|signed|anniversary|agreement of|statement "
    r"of|which|who|when|whose|where|after|before|following|because|elected|took office|until|"
    r"scheduled for|to attend|to mark|to celebrate|said|says|told|noted|that|and "
    r"(?:met|held|had|signed|told|said|was|received)|received|met|his first since"
    r"|first since|ahead of|meeting|summit|talks|in return for|reciprocat\w+|visits?)\b",
    re.I,
)
_NO_DATE_BEFORE = re.compile(
    r"\b(?:since|until|from|elected|established|founded|signed|after|before|by)\s*$", re.I
)


# "left on Monday on a tour that will take him to X": gone already.
_LEFT = re.compile(r"(?:left|departed|flew|went|embark(?:ed|ing)|headed)\b")


# "his visit to X is scheduled for May 5"
_SCHEDULED = re.compile(
    r"\b(?:is|was|has been|will) (?:now |provisionally )?(?:scheduled|planned|set|due|expected"
    r"|take "
    r"place|begin|start)(?: to (?:take place|begin|start))?(?: for| on)?\s*$"
)


def of_trip(
    reader: Reader, view: Slotted, item: Found, destination: Destination
) -> list[DateSpan | None]:
    """The trip's days; several where the words tell of several trips to one place."""
    sentence = view.sentence
    if sentence.passage.kind == "title" and not destination.dates:
        slots: list[Slot] = [
            s
            for s in _behind(view, item)
            if s.date is not None and s.date.kind in ("date", "month_day", "month_year")
        ]
    elif destination.dates:
        slots = list(destination.dates)
    else:
        slots = _inside(view, item) or _behind(view, item) or _before(view, item)
    future = item.status == "announced" and not _LEFT.match(item.verb)
    spans = [
        span
        for slot in slots
        if slot.date
        and (span := reader.calendar.resolve(slot.date, sentence, future=future)) is not None
    ]
    if not spans:
        spans = _present(reader, view, item)
    if not spans and item.opening and (dated := reader.calendar.year_before(sentence)) is not None:
        spans = [dated.span]
    if not spans:
        return [None]
    if len(spans) > 1 and destination.dates:
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        days = all(s.precision == "day" for s in spans)
        return [DateSpan(first, last, "day")] if days and (last - first).days <= 14 else list(spans)
    return [_lasting(item, view, spans[0])]


def _inside(view: Slotted, item: Found) -> list[Slot]:
    """Dates within the expression: "his December 12-13 visit", "paid on Monday a visit"."""
    return [s for s in view.of(view.text[item.start : item.end]) if s.kind == DATE]


def _behind(view: Slotted, item: Found) -> list[Slot]:
    for position in range(item.end, min(len(view.text), item.end + 160)):
        slot = view.slots.get(view.text[position])
        if slot is None or slot.kind != DATE:
            continue
        between = view.text[item.end : position]
        between = _SCHEDULED.sub("", between)
        if _OTHERS_DATE.search(between) or re.search(ANYONE, between):
            return []
        if _attributive(view.text[position + 1 :]):
            continue
        return [slot]
    return []


def _before(view: Slotted, item: Found) -> list[Slot]:
    """A date between subject and verb, or one that opens the sentence it is the verb of."""
    if re.search(
        r"\b(?:anniversary|years (?:after|since)|memory)\b[^;,.]*$", view.text[: item.start + 2]
    ):
        return []
    if item.status == "announced" and not item.opening:
        return []  # "flew there on Monday to prepare the visit of P"
    if re.search(r"\b(?:before|and then|later)\s$", view.text[: item.start]):
        return []  # "ended the visit on Sunday before heading to X"
    for position in range(item.start - 1, -1, -1):
        slot = view.slots.get(view.text[position])
        if slot is None or slot.kind != DATE or _attributive(view.text[position + 1 :]):
            continue
        between = view.text[position + 1 : item.start]
        if _NO_DATE_BEFORE.search(view.text[:position]):
            return []
        opening = not view.text[:position].strip(" ,\"'")
        if item.opening and not item.ongoing:
            limit = re.compile(r"[;\"]|\b(?:said|says|told|noted|who|which|that)\b")
        else:
            limit = re.compile(r"[;\".]|,|\b(?:said|says|told|noted|that|met|held|received)\b")
        if limit.search(between) and not (
            opening and item.opening and not re.search(r"[;\"]|\bthat\b|\bwho\b", between)
        ):
            return []
        return [slot]
    return []


def _attributive(after: str) -> bool:
    return (
        re.match(
            r"(?:'s)?\s(?:statement|agreement|summit|declaration|communique|election"
            r"|resolution|session|consensus|meeting|talks|olympics|games)\b",
            after,
            re.I,
        )
        is not None
    )


def _present(reader: Reader, view: Slotted, item: Found) -> list[DateSpan]:
    """ "is on a visit": the sentence's day, else the day the article was written."""
    if not item.ongoing or view.sentence.passage.kind == "title":
        return []
    for slot in view.slots.values():
        if slot.date is not None and slot.date.kind in (
            "date",
            "month_day",
            "weekday",
            "today",
            "relative",
        ):
            span = reader.calendar.resolve(slot.date, view.sentence)
            if span is not None and span.precision == "day":
                day = view.sentence.passage.article.date
                if day is None or abs((day.start - span.start).days) <= 7:
                    return [span]
    day = view.sentence.passage.article.date
    return [day] if day is not None and day.precision == "day" else []


def length_of(item: Found, view: Slotted) -> int | None:
    """The stated length of the stay in days: "a three-day visit"."""
    long = words.DAYS_LONG.search(view.text[max(0, item.start - 24) : item.end + 60])
    if long is None:
        return None
    return 7 if long["week"] else words.NUMBERS.get(long["n"].lower()) or int(long["n"])


def _lasting(item: Found, view: Slotted, span: DateSpan) -> DateSpan:
    """A first day with a stated length makes a range: "arrived on Monday on a three-day visit"."""
    text = view.text[max(0, item.start - 24) : item.end + 60]
    length = length_of(item, view)
    if length is None or span.precision != "day" or span.start != span.end:
        return span
    from_day = re.search(rf"\b(?:from|beginning|starting|begins|starts|as of)\s*(?:on\s)?{D}", text)
    begins = (
        words.STARTED.match(item.verb) is not None
        or from_day is not None
        or any(re.match(r"from\b", s.words) for s in view.of(text) if s.kind == DATE)
    )
    days = timedelta(days=length - 1)
    if begins:
        return DateSpan(span.start, span.start + days, "day")
    if words.CONCLUDED.match(item.verb) or words.HOME_AFTER.search(view.text, 0, item.end):
        return DateSpan(span.start - days, span.start, "day")
    return span
