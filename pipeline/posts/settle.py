"""Lines that are not what they look like alone: places, names and sites' names among the titles.

A first label comes from a line's own words; here its neighbours correct it, before the page's
habits are read.
"""

from __future__ import annotations

import re

from pipeline.posts import cues
from pipeline.posts.attribution import Attribution
from pipeline.posts.datelines import tidy_place
from pipeline.posts.items import (
    ATTRIBUTION,
    END,
    META,
    NOTICE,
    PARAGRAPH,
    RUBBISH,
    SEPARATOR,
    TITLE,
    Item,
)
from pipeline.posts.locating import locate
from pipeline.posts.mastheads import settle_masthead
from pipeline.posts.metas import ANNOUNCED, Meta
from pipeline.posts.page import Page
from pipeline.posts.printed import search_date
from pipeline.posts.publishers import Publishers
from pipeline.posts.recurring import settle_recurring
from pipeline.posts.rubrics import is_rubric


def settle(page: Page) -> None:
    """Relabel the lines of a page that their neighbours show to be something else."""
    _settle_offices(page.items)
    settle_recurring(page.items)
    _settle_names(page)
    _settle_tail(page)
    page.refresh()
    settle_masthead(page)
    _settle_sources(page)


_OFFICE = re.compile(
    r"(?:[A-Z]\w+\s+){0,2}(?:Ambassador|High\s+Commissioner|Minister|Secretary|President|Director|Chair\w*"
    r"|Head|Editor|Professor|Correspondent|Consul|Counsellor|Chargé|Spokes\w+|Representative)\b"
)


def _settle_offices(items: list[Item]) -> None:
    """ "British Ambassador to Japan" under a byline and over the title: who the author is."""
    for above, item, below in zip(items, items[1:], items[2:], strict=False):
        if item.label != TITLE or below.label != TITLE or above.meta is None:
            continue
        if above.meta.kind == "byline" and _OFFICE.match(item.text):
            item.label, item.meta = META, Meta("label")


def _settle_names(page: Page) -> None:
    """Short lines that are no titles where they stand: places over dates, authors' names."""
    items = page.items
    for number, item in enumerate(items):
        if item.label != TITLE:
            continue
        above = items[number - 1] if number else None
        if above is not None and above.meta is not None and above.meta.kind == "signature":
            item.label, item.meta = META, Meta("signature")
            continue
        below = items[number + 1] if number + 1 < len(items) else None
        if below is not None and _is_place_over_date(page, number, item, below):
            item.label, item.meta = META, Meta("place", place=tidy_place(item.text))
        elif cues.is_person_line(item.text):
            byline = _is_under_title(items, number)
            ends = below is None or below.label in (NOTICE, SEPARATOR, END, TITLE)
            if (byline and below is not None and below.label in (PARAGRAPH, META)) or (
                ends and above is not None and above.label == PARAGRAPH
            ):
                item.label, item.meta = META, Meta("byline", author=item.text)


def _is_under_title(items: list[Item], number: int) -> bool:
    """A title stands above, with nothing but buttons between."""
    above = number - 1
    while above >= 0 and items[above].label == RUBBISH:
        above -= 1
    return above >= 0 and items[above].label == TITLE


def _is_place_over_date(page: Page, number: int, item: Item, below: Item) -> bool:
    """ "Islamabad" over "31 January 2022", as ministries sign."""
    if below.meta is None or below.meta.kind != "date" or below.meta.place is not None:
        return False
    if len(item.text.split()) > 5:
        return False
    place, _, country = item.text.partition(", ")
    if country:
        region = page.known.is_country(country) or re.fullmatch(r"[A-Z]{2}|D\.C\.", country)
        return bool(region) and page.known.is_place(place)
    signs = number > 0 and page.items[number - 1].label == PARAGRAPH
    return signs and page.known.is_place(item.text)


def _settle_sources(page: Page) -> None:
    """Where source lines stand over the texts that they name, they are attributions."""
    sources = [
        n
        for n, item in enumerate(page.items)
        if item.label == META
        and item.meta is not None
        and item.meta.kind == "source"
        and page.label(page.before[n]) == PARAGRAPH
    ]
    leads = _sources_lead(page, sources)
    for n in sources if leads else ():
        item = page.items[n]
        if item.meta is None or not item.meta.source or not _text_below(page, n):
            continue
        item.label = ATTRIBUTION
        item.attribution = Attribution(
            names=(item.meta.source,),
            author=item.meta.author,
            main=True,
            ends=True,
            share=1.0,
            plural=re.search(r"[;,/]|\band\b", item.meta.source) is not None,
            first=True,
            announces=True,
        )
        item.meta = Meta(ANNOUNCED, item.meta.date) if item.meta.date is not None else None
    page.refresh()


def _sources_lead(page: Page, sources: list[int]) -> bool:
    """Whether source lines stand over the texts that they name, judged over the page.

    A plain paragraph or a title with a dateline below speaks for it, the end of a post
    against it; without either, a text below the last of several does.
    """
    leads = titled = closes = 0
    for n in sources:
        following = page.after[n] if _text_below(page, n) else -1
        if following < 0:
            closes += 1
        elif page.label(following) == TITLE:
            titled += page.dated(following) or page.meta_beside(following, ("date", "byline"))
        else:
            dateline = page.items[following].dateline
            leads += dateline is None or not dateline.names_origin
    if sources and _text_below(page, sources[-1]):
        leads += titled  # else the last text is closed by its source, and so are the others
    if leads != closes:
        return leads > closes
    return len(sources) > 1 and _text_below(page, sources[-1])


def _text_below(page: Page, number: int) -> bool:
    """A text stands below this line, and nothing that ends one between."""
    below = number + 1
    while below < len(page.items) and page.items[below].furniture:
        if page.items[below].label in (SEPARATOR, END):
            return False
        below += 1
    return page.label(below) in (PARAGRAPH, TITLE)


_LONG_LINE = 14  # words that no link has
_SIGN_OFF = 3  # lines below a text in which its publisher may sign


def _house(line: str, known: Publishers) -> Meta | None:
    """Who signs a text: a line that names a publisher and little else."""
    if is_rubric(line) or ": " in line or _INVITES.match(line):
        return None
    spans = [(line[start:end], house) for start, end, house in locate(line, known)]
    names = {house: None for surface, house in spans if not _SMALL_WORD.search(surface)}
    if len(names) == 1 and len(line.split()) <= 8:
        return Meta("source", source=next(iter(names)).name, date=search_date(line, with_year=True))
    match = _PORTAL.fullmatch(line)
    return Meta("source", source=match["name"]) if match is not None else None


_INVITES = re.compile(r"(?:subscribe|follow|join|sign\s+up|listen|watch|read)\b", re.IGNORECASE)
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b(?!\.)")  # "Foreign policy" is no magazine
_PORTAL = re.compile(
    r"[\"'“]?(?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})[\"'”]?\s+"
    r"(?:(?:national|news|information)\s+)*"
    r"(?:portal|agency|news\s?paper|web\s?site|magazine|correspondent)"
)


def _settle_tail(page: Page) -> None:
    """Short lines at the very end, after the last text, are links and addresses."""
    last = len(page.items) - 1
    while last >= 0 and (page.items[last].furniture or page.label(last) == TITLE):
        last -= 1
    titles = [n for n in range(last + 1, len(page.items)) if page.label(n) == TITLE]
    if last < 0:
        return
    for n in titles:
        item = page.items[n]
        if item.text.count(" ") >= _LONG_LINE:
            item.label = PARAGRAPH  # text without a full stop
            continue
        house = _house(item.text, page.known) if n < last + _SIGN_OFF else None
        if house is not None:
            item.label, item.meta = META, house
        else:
            item.label = RUBBISH
