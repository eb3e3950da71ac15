"""Sentences and titles that go on telling of an event told elsewhere in the same article.

They bring no new event: "At the meeting, …", "During the call, …", "The talks focused on …", and
a title such as "Leaders of X and Y hold talks" become further sources of the event they mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.countries import find_countries
from pipeline.meetings import lexicon
from pipeline.meetings.candidate import Candidate
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.story import looks_back, recalled
from pipeline.patterns import Pattern
from pipeline.reference import Reference

_NOUN = (
    r"(?P<noun>talks|meeting|consultations?|discussions|negotiations|summit|audience|(?:tele)?phone"
    r" (?:call|conversation)|(?:video |tele)?(?:call|conference)|conversation|dinner|luncheon|lunch"
    r"|banquet|reception|ceremony)"
)
_BACK = Pattern(
    rf"\b(?:following|after|during|at|in|on|prior to|before) (?:the|their|these|those) (?:[\w-]+ )?"
    rf"{_NOUN}(?!\w| (?:with|between|of|on|in)\b)"
    rf"|^(?:the|their|these) (?:[\w-]+ )?{_NOUN.replace('noun', 'subject')} (?:also |further )?"
    r"(?:was|were|focus\w+|touched|covered|centred|centered|dealt|took place|addressed|lasted|"
    r"concluded|ended|reviewed|saw)\b",
    re.I,
)
_CALL = re.compile(r"call|phone|conversation", re.I)
_TABLE = re.compile(r"dinner|lunch|banquet|reception|ceremony", re.I)
_ENCOUNTER = Pattern(
    r"\b(?:meets?|met|meeting|talks?|receives?|received|hosts?|hosted|welcomes?|visits?|calls? on|"
    r"consultations?|confers?|discuss(?:es)?|reception|ceremony|banquet|dinner|summit|phone|call|"
    r"courtesy|audience|bilateral|marks?|marked)\b",
    re.I,
)
_SEVERAL = re.compile(
    r"\b(?:leaders|leadership|officials|ministers|presidents|counterparts|delegations?)\b", re.I
)

_KINDS = (
    ("talks", re.compile(r"\btalks\b", re.I)),
    ("consultation", re.compile(r"\bconsultations?\b", re.I)),
    ("call", re.compile(r"\b(?:phone|call|teleconference)\b", re.I)),
    ("ceremony", re.compile(r"\b(?:ceremony|mark(?:s|ed))\b", re.I)),
    ("reception", re.compile(r"\b(?:reception|banquet|dinner|lunch(?:eon)?)\b", re.I)),
)


def main_events(own: Sequence[Candidate]) -> list[Candidate]:
    """Reports of the article's own story: held, in its own words, not of long ago."""
    return [
        c
        for c in own
        if not c.is_title and not c.in_speech and c.status == "held" and not looks_back(c)
    ]


def _fits(candidate: Candidate, noun: str) -> bool:
    """Whether the noun can mean the candidate: "the call" is no meeting in person."""
    if candidate.kind == "interview" or recalled(candidate):
        return False
    if _CALL.search(noun):
        return candidate.kind == "call"
    if _TABLE.search(noun):
        return candidate.kind in ("reception", "ceremony")
    return candidate.kind != "call" or noun.lower() not in ("audience", "summit")


def sentences(article: Article, own: Sequence[Candidate]) -> None:
    """Add the article's sentences that refer back to the event told last before them."""
    main = main_events(own)
    if not main:
        return
    for passage in article.passages:
        if passage.kind != "paragraph" or not _BACK.search(passage.level):
            continue
        for sentence in passage.sentences:
            match = _BACK.search(sentence.text)
            if match is None:
                continue
            noun = match["noun"] or match["subject"]
            before = [c for c in main if c.sentence.start < sentence.start and _fits(c, noun)]
            if before:
                kind = lexicon.kind_of_noun(noun)
                before[-1].supports.append(
                    (sentence, kind if kind in ("talks", "consultation") else None)
                )


def titles(
    articles: Sequence[Article], candidates: Sequence[Candidate], reference: Reference
) -> None:
    """Add titles that name an encounter in other words than the text of their article or post."""
    told = {c.sentence for c in candidates}
    for article in articles:
        for passage in article.passages:
            if passage.kind != "title":
                continue
            for sentence in passage.sentences:
                if sentence not in told and _ENCOUNTER.search(sentence.text):
                    for candidate in _meant(sentence, article, candidates, reference):
                        candidate.supports.append((sentence, None))


def _meant(
    title: Sentence, article: Article, candidates: Sequence[Candidate], reference: Reference
) -> list[Candidate]:
    """The events that the title means: the first of its story, or all where it names many."""
    own = [c for c in candidates if c.article is article]
    if not main_events(own):
        own = [c for c in candidates if c.article.post_id == article.post_id]
    found = [c for c in main_events(own) if not recalled(c)]
    people = {m.actor_id for m in title.mentions if m.kind == "person" and m.actor_id}
    if people:
        most = max((len(people & c.ids()) for c in found), default=0)
        found = [c for c in found if most and len(people & c.ids()) == most]
    else:
        named = {hit.iso3 for hit in find_countries(title.text, reference)}
        parties = [(c, {p.country for p in (*c.first, *c.second) if p.country}) for c in found]
        found = [c for c, countries in parties if not named or named & countries]
    for kind, words in _KINDS:
        if words.search(title.text):
            found = [c for c in found if c.kind == kind] or found
    return found if _SEVERAL.search(title.text) else found[:1]
