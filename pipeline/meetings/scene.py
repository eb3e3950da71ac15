"""Where an event was, as the other sentences of its article tell.

A sentence says where the meeting took place; somebody came to the city; the report before it tells
of the same day and the same people; a dateline, a visit, or the host's own office gives at least
the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.hosts import (
    accredited,
    at_a_seat,
    at_home,
    countries_of,
    on_visit,
    visiting,
)
from pipeline.meetings.story import recalled
from pipeline.meetings.trips.model import Trip
from pipeline.meetings.where import Located, arrived, here, moves_on, named, went_to
from pipeline.places import find_places
from pipeline.reference import Reference

# "travelled to Oslo on Tuesday to meet with B"
_CAME_TO_MEET = re.compile(r"^[^,.;]{0,20}(?:, [^,.;]{2,30}){0,3},? (?:to|where|and) ")
_TOOK_PLACE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]heir) (?:[\w-]+ )?(?:meeting|talks|audience|discussions?|"
    r"consultations?|encounter|ceremony|lunch|dinner|session)"
    r"(?:,? (?:which )?(?:was |were )?held| took place|,? which took place)\b[^.;]{0,60}?\bin $"
)
# Neither at the dateline's place nor at any other.
_ON_THE_WAY = re.compile(
    r"\b(?:on board|aboard) (?:the|a|an|his|her)\b|\b(?:by|via) (?:video|zoom|phone|telephone)",
    re.I,
)
_SPOKE = re.compile(r"(?:has |had |have )?(?:spoke|spoken|speaks?|talked)\b", re.I)  # or by phone
_SCENE = 8  # sentences over which a story stays where it is


def settle(
    candidates: Sequence[Candidate],
    partial: Sequence[Candidate],
    trips: Sequence[Trip],
    reference: Reference,
) -> None:
    """Places that other sentences of the article give to candidates without one, in place.

    `partial` are reports of which only one side is known: they still say where the story is.
    """
    told = _by_article(c for c in (*candidates, *partial) if _tells_where(c))
    alone = {
        key: len({frozenset(c.ids()) for c in own}) == 1
        for key, own in _by_article(
            c for c in candidates if not c.is_title and c.kind not in ("call", "interview")
        ).items()
    }
    travels: dict[tuple[str, str], list[Trip]] = {}
    for trip in trips:
        travels.setdefault(_key(trip.article), []).append(trip)
    for candidate in candidates:
        if candidate.place or candidate.kind in ("call", "interview") or candidate.is_title:
            continue
        if candidate.in_speech:
            continue
        key = _key(candidate.article)
        found = (
            _told_later(candidate, reference)
            or _came_to(candidate, reference)
            or _same_scene(candidate, told.get(key, ()))
            or _beside_the_day(candidate, reference)
            or _in_caption(candidate, alone.get(key, False), reference)
            or _in_title(candidate, reference)
            or _at_dateline(candidate, reference)
        )
        if found is None and candidate.country is None:
            found = (
                visiting(candidate)
                or on_visit(candidate, travels.get(key, ()))
                or at_home(candidate)
                or accredited(candidate, reference)
            )
        if found is not None and candidate.country in (None, found.country):
            candidate.place, candidate.country = found.place, found.country


def _key(article: Article) -> tuple[str, str]:
    return article.document_id, article.article_id


def _by_article(candidates: Iterable[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    found: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault(_key(candidate.article), []).append(candidate)
    return found


def _tells_where(candidate: Candidate) -> bool:
    """Whether the report states its own place, as part of the article's story."""
    if candidate.place is None or candidate.kind in ("call", "interview"):
        return False
    return not candidate.is_title and not recalled(candidate)


def _told_later(candidate: Candidate, reference: Reference) -> Located | None:
    passage = candidate.sentence.passage
    later = passage.sentences[candidate.sentence.index + 1 :][:3]
    for following in passage.article.passages[passage.index + 1 : passage.index + 3]:
        if following.kind == "paragraph":
            later += following.sentences[:2]
    for sentence in later:
        for place in find_places(sentence.text, reference):
            if _TOOK_PLACE.search(sentence.text[: place.start]):
                return Located(named(place), place.country)
    return None


def _came_to(candidate: Candidate, reference: Reference) -> Located | None:
    """ "A arrived in Oslo on Monday. … he met B of Norway"; "flew to Oslo to meet B"."""
    countries = countries_of((*candidate.first, *candidate.second))
    own = candidate.sentence
    if candidate.status == "held":
        before = own.text[: candidate.trigger[0]]
        for place in find_places(before, reference):
            if went_to(before[: place.start]) and _CAME_TO_MEET.match(before[place.end :] + " "):
                return Located(named(place), place.country)
    if len(countries) < 2 or candidate.status != "held" or recalled(candidate):
        return None
    span, day = candidate.span, candidate.article.date
    if span is None:
        near = day is None
    else:
        near = span.precision == "day" and (day is None or abs((day.start - span.start).days) <= 21)
    return arrived(own, countries, reference) if near else None


def _same_scene(candidate: Candidate, told: Sequence[Candidate]) -> Located | None:
    """The place of the story's last report of the same day and of one of the same people."""
    if not told or recalled(candidate):
        return None
    people = {p.actor_id for p in (*candidate.first, *candidate.second)}
    dated = candidate.dated
    goes_on = dated is None or dated.inherited
    best: tuple[int, Candidate] | None = None
    for other in told:
        if other is candidate or not people & other.ids() or other.status != candidate.status:
            continue
        if candidate.sentence is not other.sentence and candidate.status != "held":
            continue
        together = candidate.sentence is other.sentence and candidate.status != "held"
        apart = dated is not None and other.span is not None and other.span != dated.span
        if apart and not together:
            continue
        if not goes_on and other.span is None:
            continue
        between = _between(other.sentence, candidate.sentence)
        if between is None or (dated is None and not _continues(candidate)):
            continue
        if best is None or len(between) < best[0]:
            if any(moves_on(s.text) for s in (other.sentence, *between)):
                continue
            best = (len(between), other)
    if best is None:
        return None
    place = best[1].place
    if place and not candidate.ids() <= best[1].ids():
        place = place.rpartition(", ")[2]  # another encounter: the same city, not the same hall
    return Located(place, best[1].country)


def _beside_the_day(candidate: Candidate, reference: Reference) -> Located | None:
    """ "… in Oslo on Friday. Receiving B, A …": the place beside the day of the story."""
    if candidate.status != "held" or recalled(candidate):
        return None
    dated = candidate.dated
    if not (dated.inherited if dated else _continues(candidate)):
        return None
    known = candidate.ids()
    for steps, earlier in enumerate(candidate.article.sentences_before(candidate.sentence)):
        if steps > _SCENE or moves_on(earlier.text):
            return None
        days = [phrase for phrase in earlier.dates if phrase.kind in _DAYS]
        if not days:
            continue
        if not known & {m.actor_id for m in earlier.mentions}:
            return None
        for place in find_places(earlier.text, reference):
            if _IN.search(earlier.text, 0, place.start) and any(
                _ON.fullmatch(earlier.text, place.end, phrase.start)
                or _BY.fullmatch(earlier.text, phrase.end, place.start)
                for phrase in days
            ):
                return Located(named(place), place.country)
        return None
    return None


_IN = re.compile(r"\b(?:in|at) $")
_DAYS = ("date", "month_day", "weekday", "today", "day", "narrative")
_ON = re.compile(r"(?:, [A-Z][\w' -]{2,30})?,? (?:on )?(?:the )?")
_BY = re.compile(r",? (?:in|at) ")


# "The ministers during their meeting in Oslo. Photo: …"
_AT_THEIR = re.compile(
    r"\b(?:during|at|before|after|ahead of|prior to|following|of) (?:the|their|his|her) "
    r"(?:[\w-]+ )?(?:meeting|talks|audience|consultations?|summit)(?: [^,.;]{2,30})? (?:in|at) "
    r"(?:the )?$",
    re.I,
)


def _in_caption(candidate: Candidate, alone: bool, reference: Reference) -> Located | None:
    """The place of the article's one encounter, as a caption or another sentence names it."""
    if not alone or candidate.status != "held" or recalled(candidate):
        return None
    found: dict[str, Located] = {}
    for passage in candidate.article.passages:
        if passage.kind == "title" or " in " not in passage.text:
            continue
        for sentence in passage.sentences:
            if sentence is candidate.sentence or not _AT_THEIR_WORDS.search(sentence.text):
                continue
            for place in find_places(sentence.text, reference):
                there = _WHERE_THEY.match(sentence.text, place.end)
                if _AT_THEIR.search(sentence.text, 0, place.start) or (
                    there and went_to(sentence.text[: place.start])
                ):
                    found.setdefault(place.city or place.name, Located(named(place), place.country))
    return next(iter(found.values())) if len(found) == 1 else None


_AT_THEIR_WORDS = re.compile(r"\b(?:meeting|talks|audience|consultations?|summit|where)\b", re.I)
# "visited the headquarters in Oslo, where she …"
_WHERE_THEY = re.compile(r"(?: in [A-Z][\w' -]{2,20})?,? where (?:he|she|they)\b")
_TITLE_EVENT = re.compile(
    r"\b(?:meetings?|meets?|met|talks|summit|consultations?|visits?|visiting|trip|tour|arrives?|"
    r"arrived|travels?|travelled|bilaterals?|receives?|received|hosts?|hosted|audience|"
    r"calls? on)\b",
    re.I,
)
_TITLE_IN = re.compile(
    r"\b(?:in|at|visits?|visit(?:ing)?(?: to)?|(?:trip|travels?|tour) to) $", re.I
)
_TITLE_END = re.compile(r"\s*(?:$|[:,;|(-]| (?:on|for|to|as|during|and)\b)", re.I)


def _in_title(candidate: Candidate, reference: Reference) -> Located | None:
    """ "A visits Oslo", "A in Oslo: …", "Talks in Oslo": the place that the title names."""
    article, span = candidate.article, candidate.span
    if candidate.status != "held" or recalled(candidate):
        return None
    if span is not None and (
        span.precision != "day"
        or (article.date is not None and not 0 <= (article.date.end - span.start).days <= 4)
    ):
        return None
    titles = [p.level for p in article.passages if p.kind == "title"]
    found: dict[str, Located] = {}
    for title in titles:
        for place in find_places(title, reference):
            before = title[: place.start]
            if not _TITLE_IN.search(before) or not _TITLE_END.match(title, place.end):
                continue
            if _TITLE_EVENT.search(title) or title[place.end : place.end + 1] == ":":
                found[place.name] = Located(named(place), place.country)
    located = next(iter(found.values())) if len(found) == 1 else None
    if located is None or article.dateline_place is not None:
        return None
    return located


def _continues(candidate: Candidate) -> bool:
    """Whether the words go on with a story: "At the meeting with B, A …", "Receiving B, A …"."""
    return candidate.form in ("participle", "nominal", "programme")


def _between(earlier: Sentence, later: Sentence) -> list[Sentence] | None:
    """The sentences from one to the other; None where they are far or in the wrong order."""
    if earlier is later:
        return []
    found: list[Sentence] = []
    for sentence in later.passage.article.sentences_before(later):
        if sentence is earlier:
            return found
        found.append(sentence)
        if len(found) > _SCENE:
            break
    return None


def _at_dateline(candidate: Candidate, reference: Reference) -> Located | None:
    """The dateline's city for what somebody of that country did on the report's own days."""
    article, span = candidate.article, candidate.span
    if article.dateline_place is None or candidate.status != "held":
        return None
    start, end = candidate.trigger
    if _ON_THE_WAY.search(candidate.sentence.text) or _SPOKE.match(
        candidate.sentence.text[start:end]
    ):
        return None
    found = here(article, [article], reference)
    countries = countries_of((*candidate.first, *candidate.second))
    if found is None or found.country not in countries or len(countries) < 2:
        return None
    if article.date is not None and span is not None:
        near = span.precision == "day" and -1 <= (article.date.start - span.end).days <= 1
        return found if near else None
    # Undated: only where the host was at his own seat.
    at_seat = article.date is None and at_a_seat(candidate.sentence.text)
    return found if at_seat and candidate.host else None
