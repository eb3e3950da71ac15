"""Reports of one article that are parts of one encounter: a round and its leaders, a signing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from pipeline.meetings.candidate import Candidate
from pipeline.meetings.heads import ROUND
from pipeline.meetings.lexicon import kind_of_noun
from pipeline.meetings.party import Party

_OPEN_FORMS = ("round", "led")
_REACH = 3  # sentences or paragraphs between a round of talks and the sentence that says who led it


def _represents(candidate: Candidate) -> bool:
    """ "The Thai side was represented by A, and the Lao side by B"."""
    start, end = candidate.trigger
    return candidate.sentence.text[start:end].lower().startswith("represented")


def _heads(parties: list[Party]) -> list[Party]:
    return [replace(p, role="delegation_head") for p in parties if p.kind == "person"]


def join_leaders(own: list[Candidate], new: list[Candidate]) -> None:
    """Give a round of talks told before those who led its sides, one sentence after the other.

    `new` are the candidates of the sentence just read, the last ones of `own`.
    """
    for led in [c for c in new if c.form == "led" or _represents(c)]:
        led.first, led.second = _heads(led.first), _heads(led.second)
        target = _open_before(own, led)
        if target is None and led.kind == "meeting":
            led.kind = _kind_before(led)
        if target is None:
            whole = _whole_before(own, led)
            if whole is not None:
                known = whole.ids()
                new_ones = [p for p in (*led.first, *led.second) if p.actor_id not in known]
                whole.attendees += [replace(p, role="attendee") for p in new_ones]
                whole.supports.append((led.sentence, None))
                own.remove(led)
            continue
        parties = [p for p in (*led.first, *led.second) if p.actor_id not in target.ids()]
        if not target.first:
            target.first, parties = parties[:1], parties[1:]
        target.second = [*target.second, *parties]
        if led.status == "announced":
            target.status = "announced"
        if target.dated is None:
            target.dated = led.dated
        if target.place is None and target.country is None:
            target.place, target.country = led.place, led.country
        target.supports.append((led.sentence, None))
        own.remove(led)


def _kind_before(led: Candidate) -> str:
    """What the sides were led at, as the sentences just before or the title name it."""
    article = led.article
    near = list(islice(article.sentences_before(led.sentence), 2))
    titles = [s for p in article.passages if p.kind == "title" for s in p.sentences]
    for sentence in (*near, *titles):
        noun = ROUND.search(sentence.text)
        if noun is not None:
            return kind_of_noun(noun[0])
    return led.kind


def _open_before(own: list[Candidate], led: Candidate) -> Candidate | None:
    """The round, or the sentence with the other side's leader, that the leader belongs to."""
    for candidate in reversed(own):
        if candidate is led or candidate.form not in _OPEN_FORMS or candidate.second:
            continue
        if candidate.is_title != led.is_title:
            continue
        between = led.sentence.passage.index - candidate.sentence.passage.index
        if between == 0:
            between = led.sentence.index - candidate.sentence.index
        if 0 <= between <= _REACH:
            return candidate
    return None


def _whole_before(own: list[Candidate], led: Candidate) -> Candidate | None:
    """The encounter of the same countries told just before: "were also represented by"."""
    countries = {p.country for p in (*led.first, *led.second) if p.country}
    for candidate in reversed(own):
        if candidate is led or not candidate.first or not candidate.second:
            continue
        if candidate.is_title or candidate.status != led.status:
            continue
        sides = {p.country for p in (*candidate.first, *candidate.second) if p.country}
        near = led.sentence.passage.index - candidate.sentence.passage.index <= 2
        return candidate if near and countries and countries <= sides else None
    return None


def settle(own: list[Candidate]) -> list[Candidate]:
    """The candidates without acts and greetings that belong to another encounter of theirs."""
    kept: list[Candidate] = []
    for candidate in own:
        whole = _whole(candidate, own)
        if whole is None:
            kept.append(candidate)
            continue
        known = whole.ids()
        people = (*candidate.first, *candidate.second, *candidate.attendees)
        new = [p for p in people if p.actor_id not in known]
        whole.attendees += [replace(p, role="attendee") for p in new]
        whole.supports.append((candidate.sentence, None))
    return kept


_AT_TABLE = re.compile(
    r"^(?:(?:later|then|also|earlier),? )?(?:at|during) (?:the|this) (?:\w+ ){0,2}(?:banquet|"
    r"reception|dinner|luncheon|lunch|ceremony|gala|event)\b",
    re.I,
)


_TALKED_OVER = re.compile(r"(?:discuss|review|exchang|explor|touched|compared|considered)", re.I)


def _said_on_the_phone(candidate: Candidate, own: list[Candidate]) -> Candidate | None:
    """ "A spoke with B by phone. A and B discussed …": the call told before, of the same two."""
    trigger = candidate.sentence.text[slice(*candidate.trigger)]
    if candidate.kind == "call" or not _TALKED_OVER.match(trigger):
        return None
    for other in own:
        if other.kind == "call" and other.ids() >= candidate.ids() and len(candidate.ids()) > 1:
            same_day = candidate.span is None or candidate.span == other.span
            return other if other.status == candidate.status and same_day else None
    return None


def _same_breath(candidate: Candidate, other: Candidate) -> bool:
    """Told right behind the other, without a day of its own."""
    if candidate.sentence.passage is not other.sentence.passage:
        return False
    steps = candidate.sentence.index - other.sentence.index
    return 0 <= steps <= 1 and other.trigger < candidate.trigger


def _whole(candidate: Candidate, own: list[Candidate]) -> Candidate | None:
    """The encounter of the same people that the candidate is only a part of."""
    call = _said_on_the_phone(candidate, own)
    if call is not None:
        return call
    table = _AT_TABLE.match(candidate.sentence.text) and candidate.kind == "meeting"
    if candidate.form != "act" and not table:
        return None
    ids = candidate.ids()
    for other in own:
        if other is candidate or other.form == "act" or other.is_title != candidate.is_title:
            continue
        if other.status != candidate.status or other.kind in ("call", "interview"):
            continue
        shared = 1 if candidate.form == "act" and _same_breath(candidate, other) else 2
        if not other.first or not other.second or len(ids & other.ids()) < shared:
            continue
        if table and other.kind not in ("reception", "ceremony", "conference"):
            continue
        days = candidate.span, other.span
        if candidate.kind == "reception" and other.kind != "reception":
            continue
        if all(days) and days[0] != days[1]:
            continue
        return other
    return None
