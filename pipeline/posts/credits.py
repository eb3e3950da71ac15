"""Publisher, author and dateline place of each article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.countries import country_of
from pipeline.places import lookup_place
from pipeline.posts.authors import read_discussed
from pipeline.posts.bodies import in_country, is_bare, is_body, tidy_name
from pipeline.posts.contacts import house_in_small_print
from pipeline.posts.items import Item
from pipeline.posts.locating import identify_all, known_in
from pipeline.posts.metas import Meta
from pipeline.posts.naming import identify, identify_tag, is_known, is_paper
from pipeline.posts.publishers import Publisher, Publishers
from pipeline.posts.recurring import names_of_line
from pipeline.posts.structure import INTRODUCTION, Article


@dataclass(slots=True)
class Credit:
    """What an article says of its origin; None where it says nothing."""

    publisher: Publisher | None = None
    author: str | None = None
    place: str | None = None
    tag: str | None = None  # the dateline's agency as printed


def credit_articles(text: str, articles: list[Article], known: Publishers) -> list[Credit]:
    """One credit per article. Order of evidence: dateline, byline or sign-off, attribution."""
    credits = [_own_credit(article, known) for article in articles]
    introductions = {a.post: a for a in articles if a.kind == INTRODUCTION}
    for article, credit in zip(articles, credits, strict=True):
        if article.kind != INTRODUCTION and credit.publisher is None and article.truncated:
            credit.publisher = _in_notice(article, known)
    groups: dict[int, list[int]] = {}
    for number, article in enumerate(articles):
        if article.kind != INTRODUCTION and article.announced_by:
            groups.setdefault(id(article.announced_by[0]), []).append(number)
    for numbers in groups.values():
        _share_out([credits[n] for n in numbers], articles[numbers[0]].announced_by, known)
    for article, credit in zip(articles, credits, strict=True):
        if article.kind != INTRODUCTION and credit.publisher is None:
            credit.publisher = _own_report(text, article, known)
        if not introductions and credit.publisher is None:  # else it is the blog's small print
            credit.publisher = house_in_small_print(article, known)
        if article.kind != INTRODUCTION and credit.author is None:
            credit.author = _author(text, article, introductions.get(article.post), credit, known)
    return credits


def _own_credit(article: Article, known: Publishers) -> Credit:
    credit = Credit()
    if article.kind == INTRODUCTION:
        for item in article.metas:
            if item.meta is not None and credit.author is None:
                credit.author = item.meta.author
        return credit
    lead = article.opening
    if lead is not None and lead.dateline is not None:
        credit.place = lead.dateline.place
        if lead.dateline.agency is not None:
            credit.publisher = identify_tag(lead.dateline.agency, credit.place, known)
            credit.tag = lead.dateline.agency
    for item, _ in article.parts:
        if credit.publisher is None and item.signed is not None:
            credit.publisher = identify_tag(item.signed, credit.place, known)
    for item in article.metas:
        assert item.meta is not None
        _add_meta(credit, item.meta, article, known)
    return credit


def _add_meta(credit: Credit, meta: Meta, article: Article, known: Publishers) -> None:
    """What a line beside the article adds to its credit."""
    if credit.publisher is None and meta.source:
        credit.publisher = _house(meta, article, known)
    if meta.author and (houses := _houses_of_byline(meta.author, known)):
        credit.publisher = credit.publisher or houses[0]
    else:
        credit.author = credit.author or meta.author
    if meta.place is None or (meta.loose and not _is_place(meta.place, known)):
        return
    if is_known(meta.place, known) and not known.is_place(meta.place):
        credit.publisher = credit.publisher or identify(meta.place, known)  # "Xinhua, June 7"
    else:
        credit.place = credit.place or meta.place


def _houses_of_byline(author: str, known: Publishers) -> list[Publisher]:
    """Publishers where a byline names a paper instead of a person."""
    if is_paper(author):
        return identify_all(author, known)
    return known_in(author, known)


def _house(meta: Meta, article: Article, known: Publishers) -> Publisher | None:
    """The house that a source line, letterhead or sign-off names."""
    source = _ON_BEHALF.split(meta.source or "")[-1]
    loose = meta.loose and not is_paper(source)
    found = known_in(source, known) if loose else identify_all(source, known)
    if not found and source.islower():
        named = identify(source, known)  # "top channel", as a template prints it
        found = [named] if named is not None else []
    if found and not is_bare(found[0].name):
        return found[0]
    if is_body(source) and is_bare(source):
        country = _country_beside(article, meta, known)
        if country is not None:
            return in_country(tidy_name(source), country, known)
    return found[0] if found else None


_STATE_SITE = re.compile(
    r"[.@/](?:gov|gob|gouv|go|gub|govt|mfa)\.(?P<tld>[a-z]{2})\b", re.IGNORECASE
)


def _country_beside(article: Article, meta: Meta, known: Publishers) -> str | None:
    """The country of a body that is named without one: from its line, or lines beside the text."""
    for place in (meta.place, *(i.meta.place for i in article.metas if i.meta is not None)):
        found = lookup_place(place, known.reference) if place else None
        if found is not None and found.country is not None and found.kind == "capital":
            return found.country
    codes = {row["iso2"].lower(): row["iso3"] for row in known.reference.rows("country_codes")}
    for item, kind in article.parts:
        if kind == "paragraph":
            continue
        country = country_of(item.text, known.reference) if len(item.text) < 60 else None
        site = _STATE_SITE.search(item.text)
        if country is not None:
            return country
        if site is not None and site["tld"].lower() in codes:
            return codes[site["tld"].lower()]
    return None


def _is_place(place: str | None, known: Publishers) -> bool:
    """A known place among the parts of what stands beside a date: "The Kremlin, Moscow"."""
    return place is not None and any(known.is_place(part) for part in place.split(", "))


_ON_BEHALF = re.compile(r"\bon\s+behalf\s+of\s+", re.IGNORECASE)
_LEARNED = re.compile(
    r",\s+(?:the\s+)?(?P<name>[A-Z][\w .'’-]{1,40}?)\s+"
    r"(?:reports|has\s+learn(?:ed|t)|learn(?:ed|t)|informs|cites)\b"
)


def _own_report(text: str, article: Article, known: Publishers) -> Publisher | None:
    """ "…, Trend reports": an agency that speaks of itself in its lead."""
    if article.lead is None:
        return None
    block = article.lead.block
    match = _LEARNED.search(text, block.start, min(block.end, block.start + 700))
    if match is None:
        return None
    found = known_in(match["name"], known)
    return found[0] if found else None


def _in_notice(article: Article, known: Publishers) -> Publisher | None:
    """ "The rest on the site of X": the notice names whose text it cuts."""
    for item, kind in article.parts:
        if kind == "truncation_notice" and re.search(r"\b(?:site|page|at|on)\b", item.text):
            found = known_in(item.text, known)
            if found:
                return found[0]
    return None


def _share_out(credits: list[Credit], announced_by: list[Item], known: Publishers) -> None:
    """Publishers of an announcement go to its reprints: by order, those claimed already skipped."""
    names = [
        publisher
        for item in announced_by
        if item.attribution is not None
        for phrase in item.attribution.names
        for publisher in identify_all(phrase, known)
    ]
    names = list(dict.fromkeys(names))
    if not names:
        # "We reprint below what X wrote": a known name beside the announcement.
        names = [
            publisher
            for item in announced_by
            if item.block.is_short and known_in(item.text, known)
            for publisher in identify_all(names_of_line(item.text), known)
        ]
    if not names:
        return
    for credit in credits:
        credit.publisher = _spelt_out(credit, names)
    if len(names) == 1:
        for credit in credits:
            credit.publisher = credit.publisher or names[0]
        return
    claimed = {credit.publisher for credit in credits if credit.publisher is not None}
    free = [name for name in names if name not in claimed] or names
    for credit in credits:
        if credit.publisher is None:
            credit.publisher = free.pop(0) if len(free) > 1 else free[0]


def _spelt_out(credit: Credit, names: list[Publisher]) -> Publisher | None:
    """A tag is the announced publisher whose initials it gives: VDP, Vanuatu Daily Post."""
    if credit.tag is None or not credit.tag.isupper() or credit.publisher in names:
        return credit.publisher
    for publisher in names:
        initials = "".join(word[0] for word in publisher.name.split() if word[:1].isupper())
        if credit.tag in (initials, initials.removeprefix("T"), publisher.name.upper()):
            return publisher
    return credit.publisher


def _author(
    text: str, article: Article, introduction: Article | None, credit: Credit, known: Publishers
) -> str | None:
    for item in article.announced_by:
        if item.attribution is not None and item.attribution.author:
            return _full_name(text, item.attribution.author, introduction)
    if introduction is not None and credit.publisher is not None:
        for item in introduction.paragraphs:
            found = read_discussed(text[item.block.start : item.block.end])
            if found is not None and credit.publisher in identify_all(found.publisher, known):
                return found.author
    return None


_TITLES = re.compile(
    r"^(?:(?:President|Premier|Prime Minister|Chairman|Secretary|Minister|Ambassador|Comrade|Dr"
    r"|Professor|Prof|General Secretary|Foreign Minister|Mr|Mrs|Ms|King|Sir|Lord)\.?\s+)+"
)


def _full_name(text: str, stated: str, introduction: Article | None) -> str | None:
    """ "President Xi" → the full name that the introduction gives most often."""
    name = _TITLES.sub("", stated).strip()
    if " " in name or introduction is None:
        return name or None
    found: Counter[str] = Counter()
    part = re.escape(name)
    for item in introduction.paragraphs:
        whole = text[item.block.start : item.block.end]
        for pattern in (rf"\b{part} [A-Z][\w-]+", rf"\b[A-Z][\w-]+ {part}\b"):
            for match in re.finditer(pattern, whole):
                bare = _TITLES.sub("", match[0])
                if " " in bare:
                    found[bare] += 1
    return found.most_common(1)[0][0] if found else None
